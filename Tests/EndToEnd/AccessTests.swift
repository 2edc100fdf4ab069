import Foundation
import Testing

/// Who may do what, through the built program.
@Suite("People, firms and access")
struct AccessTests {
    private let today = "2026-10-08"

    /// A book of `eva`'s, in which `kari` looks and `ola` keeps the books.
    private func company() throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list([OpenItem(invoice: "50001")]), named: "list.csv", today: today)
        try company.must(["person", "add", "eva", "--full-name", "Eva Eier"])
        for name in ["kari", "ola"] { try company.must(["person", "add", name, "--as", "eva"]) }
        try company.must(["access", "grant", "eva", "owner"])
        try company.must(["access", "grant", "kari", "viewer", "--as", "eva"])
        try company.must(["access", "grant", "ola", "bookkeeper", "--as", "eva"])
        return company
    }

    /// The code of a refusal.
    private func refused(
        _ company: Company, _ arguments: [String], isToday: Bool = true
    ) throws -> String {
        let outcome = try company.run(arguments, today: isToday ? today : nil)
        #expect(outcome.status == 1, "\(arguments): \(outcome.story)")
        return outcome.error.split(separator: ":").first.map(String.init) ?? ""
    }

    @Test("A book that has members lets nobody else in, and tells each what they are")
    func members() throws {
        let company = try company()
        #expect(try refused(company, ["claims"]) == "error access.none")
        #expect(try refused(company, ["send", "--all", "--as", "ola"]) == "error access.role")
        let note = ["pause", "50001", "--reason", "ring"]
        #expect(try refused(company, note + ["--as", "kari"]) == "error access.role")
        try company.must(note + ["--as", "ola"], today: today)
        #expect(
            try company.must(["claims", "--as", "kari"], today: today).output.contains("50001"))
        let list = try company.must(["access", "list", "--as", "kari"]).output
        for word in ["eva", "eier", "kari", "leser", "ola", "bokholder", "Eva Eier"] {
            #expect(list.contains(word), "\(word)")
        }
        #expect(
            try refused(company, ["access", "revoke", "eva", "--as", "eva"])
                == "error access.last-owner")
        #expect(
            try refused(company, ["access", "grant", "kari", "owner", "--as", "ola"])
                == "error access.role")
        #expect(
            try refused(company, ["person", "remove", "kari", "--as", "eva"], isToday: false)
                == "error access.person-member")
        try company.must(["access", "revoke", "kari", "--as", "eva"])
        #expect(try refused(company, ["claims", "--as", "kari"]) == "error access.none")
        try company.must(["person", "remove", "kari", "--as", "eva"])
        #expect(try company.must(["verify", "--as", "eva"]).output.contains("tilganger"))
    }

    @Test("The log tells who looked and who changed, to owners")
    func log() throws {
        let company = try company()
        try company.must(["claim", "50001", "--as", "kari"], today: today)
        try company.must(["pause", "50001", "--reason", "ring", "--as", "ola"], today: today)
        #expect(try refused(company, ["access", "log", "--as", "ola"]) == "error access.role")
        let log = try company.must(["access", "log", "--as", "eva", "--json"]).output
        struct Entry: Decodable {
            let person, what, subject: String
            let isChange: Bool
        }
        let entries = try JSONDecoder().decode([Entry].self, from: Data(log.utf8))
        #expect(
            entries.contains {
                $0.person == "kari" && $0.what == "claim" && $0.subject == "1" && !$0.isChange
            })
        #expect(entries.contains { $0.person == "ola" && $0.what == "pause" && $0.isChange })
        let looks = try company.must(["access", "log", "--as", "eva", "--looks", "--csv", "-"])
            .output
        #expect(looks.contains("kari") && !looks.contains("pause"))
    }

    @Test("Accountants reach their books and no others, and a list shows only what one can open")
    func firms() throws {
        let company = try company()
        try company.must(["person", "add", "kim", "--as", "eva"])
        try company.must([
            "firm", "add", "--orgnr", "310123455", "--name", "Tall AS", "--as", "kim",
        ])
        try company.must(["access", "grant", "310123455", "bookkeeper", "--as", "eva"])
        let other = [
            "book", "create", "--name", "Hemmelig AS", "--orgnr", "310123455", "--account",
            Company.account, "--email", "h@hemmelig.example",
        ]
        #expect(try refused(company, other) == "error access.person-unknown")
        try company.must(other + ["--as", "ola"])
        #expect(try company.must(["book", "list", "--as", "ola"]).output.contains("Hemmelig"))
        let books = try company.must(["book", "list", "--as", "kim"]).output
        #expect(books.contains("Fjordvik") && books.contains("bokholder"))
        #expect(!books.contains("Hemmelig"))
        // Without a number it is the only one that is theirs.
        #expect(try company.must(["claims", "--as", "kim"], today: today).output.contains("50001"))
        for name in ["kim", "eva"] {
            let outcome = try company.run(["claims", "--book", "2", "--as", name], today: today)
            #expect(outcome.error.hasPrefix("error access.none"))
            #expect(!outcome.story.contains("Hemmelig"))
        }
        #expect(
            try company.must(["verify", "--as", "kim", "--json"]).output.contains("\"book\" : 1"))
        #expect(
            try !company.must(["verify", "--as", "kim", "--json"]).output.contains("\"book\" : 2"))
        let jobs = try company.must(["jobs", "--all", "--as", "kim", "--json"]).output
        #expect(!jobs.contains("\"book\" : 2"))
        try company.must(["nightly", "--future-ok"], today: today)
    }

    @Test("Every list of people can go to a file")
    func lists() throws {
        let company = try company()
        for (list, word) in [
            (["person", "list"], "Eva Eier"), (["firm", "list"], "Navn"),
            (["access", "list"], "bokholder"), (["access", "log"], "access"),
            (["book", "list"], "Fjordvik"),
        ] {
            let told = try company.must(list + ["--csv", "-", "--as", "eva"]).output
            #expect(told.contains(word), "\(list)")
        }
    }
}
