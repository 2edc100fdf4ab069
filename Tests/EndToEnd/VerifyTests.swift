import Foundation
import TestStore
import Testing

/// `purr verify` and the heads it prints, through the built program.
@Suite("Verifying a book")
struct VerifyTests {
    private let today = "2026-10-08"

    private struct Report: Decodable {
        struct Head: Decodable {
            let book: Int
            let entry: Int
            let hash: String
            var text: String { "\(hash)@\(entry)" }
        }
        struct Fault: Decodable {
            let code: String
            let entry: Int?
            let rows: String?
            let row: Int?
            let claim: Int?
            let invoice: String?
            let day: String?
        }
        let isWhole: Bool
        let entries: Int
        let head: Head
        let rows: [String: Int]
        let faults: [Fault]
    }

    private func company() throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list([
                OpenItem(invoice: "50001"), OpenItem(invoice: "50002", customer: "20002"),
            ]), named: "list.csv", today: today)
        try company.must(["dispute", "50001", "--reason", "feil timer"], today: today)
        return company
    }

    private func verify(_ company: Company, _ more: [String] = []) throws -> (Int32, Report) {
        let outcome = try company.run(["verify", "--json"] + more)
        let reports = try JSONDecoder().decode([Report].self, from: Data(outcome.output.utf8))
        return (outcome.status, try #require(reports.first))
    }

    @Test("A whole book says what it holds and its head, and the head is found again later")
    func whole() throws {
        let company = try company()
        let (status, report) = try verify(company)
        #expect(status == 0 && report.isWhole && report.faults.isEmpty)
        #expect(report.rows["claim"] == 2 && report.rows["fact"] == 1)
        let told = try company.must(["verify"]).output
        #expect(told.contains("Regnskap 1, Fjordvik Rør AS"))
        #expect(told.contains("\(report.entries) innførsler, 2 krav, 1 fakta"))
        #expect(told.contains("Hode: \(report.head.text)"))
        #expect(told.contains("Alt er som da det ble skrevet."))
        try company.must(["pause", "50002", "--reason", "ferie"], today: today)
        #expect(try verify(company, ["--book", "1", "--head", report.head.text]).0 == 0)
        let other = String(repeating: "ab", count: 32) + "@\(report.head.entry)"
        let (wrong, rewritten) = try verify(company, ["--head", other])
        #expect(wrong == 1 && rewritten.faults.map(\.code) == ["head-unknown"])
        let journal = try company.journal().split(separator: "\n")
        #expect(
            try journal.last?.hasPrefix(
                "\(journal.count)  \(verify(company).1.head.hash.prefix(8))  ") == true)
    }

    @Test("What was changed behind Purr's back is named, and the exit status says so")
    func tampered() throws {
        let company = try company()
        try company.store.tamper("UPDATE fact SET day = day - 90")
        try company.store.tamper("UPDATE claim SET principal = 1 WHERE invoice = '50002'")
        let (status, report) = try verify(company)
        #expect(status == 1 && !report.isWhole)
        #expect(report.faults.map(\.code) == ["row-changed", "row-changed"])
        #expect(report.faults.map(\.rows) == ["fact", "claim"])
        #expect(report.faults.map(\.invoice) == ["50001", "50002"])
        let told = try company.run(["verify"])
        #expect(told.status == 1)
        #expect(told.output.contains("STEMMER IKKE: 2 feil."))
        #expect(told.output.contains("  Endret: faktum 1, faktura 50001, 10.07.2026, innførsel 2"))
        #expect(told.output.contains("  Endret: krav 2, faktura 50002, innførsel 1"))
    }

    @Test("What can not be verified is told so")
    func refused() throws {
        let company = try company()
        for (arguments, word) in [
            (["--head", "57"], "chain.head"), (["--book", "x"], "neither a book's id nor all"),
            (["--book", "9"], "book.unknown"),
        ] {
            let outcome = try company.run(["verify"] + arguments)
            #expect(outcome.status != 0 && outcome.error.contains(word), "\(outcome.story)")
        }
        let none = try Binary.run(["verify", "--data", "\(company.files.path)/none"])
        #expect(none.status == 1 && none.error.contains("book.none"))
    }

    @Test("Processes that write to one book at the same time keep one chain")
    func together() throws {
        let company = try company()
        let before = try verify(company).1
        let runs = try (0..<12).map { number -> Binary.Run in
            let invoice = number % 3 == 0 ? "50001" : "50002"
            let act =
                number % 2 == 0
                ? ["dispute", invoice] : ["promise", invoice, "--by", "2026-10-20"]
            let rest = ["--reason", "\(number)", "--today", today]
            return try Binary.Run(act + rest + company.data)
        }
        for run in runs {
            #expect(run.wait(seconds: 120))
            #expect(try run.outcome().status == 0)
        }
        let (status, report) = try verify(company, ["--head", before.head.text])
        #expect(status == 0)
        #expect(report.entries == before.entries + 12)
        #expect(report.rows["fact"] == 13)
    }

    @Test(
        "The head is in every list that is written, in reports and in proofs",
        .enabled(if: MailServer.isPresent, "no Python; see make venv"))
    func heads() throws {
        let company = try company()
        let head = try verify(company).1.head
        let xlsx = "\(company.files.path)/claims.xlsx"
        let written = try company.must(
            ["claims", "--csv", "-", "--xlsx", xlsx], today: today)
        #expect(written.error.contains("revisjonskjede \(head.text)\n"))
        #expect(!written.output.contains(head.hash))
        let script = """
            from sys import argv
            from zipfile import ZipFile
            print(ZipFile(argv[1]).read("docProps/core.xml").decode())
            """
        let properties = try Tool.run(MailServer.python, ["-c", script, xlsx])
        #expect(String(decoding: properties, as: UTF8.self).contains(head.text))
        struct Today: Decodable { let chain: Report.Head }
        let day: Today = try company.report(["today"], today: today)
        #expect(day.chain.text == head.text && day.chain.book == 1)
        let proof = "\(company.files.path)/proof.zip"
        try company.must(["proof", "50001", "--to", proof], today: today)
        struct Checked: Decodable { let bookHead: String }
        let said = try Binary.run(["proof", "verify", proof, "--json"]).output
        let checked = try JSONDecoder().decode(Checked.self, from: Data(said.utf8))
        #expect(checked.bookHead == head.text)
        // That it was made is in the chain too.
        #expect(try verify(company, ["--head", head.text]).1.entries == head.entry + 1)
    }
}
