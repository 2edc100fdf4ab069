import Foundation
import Testing

/// What is told of letters after they have left, and what keeps too many from leaving.
@Suite("The outbox from the terminal", .serialized)
struct OutboxCommandTests {
    private let day = "2026-09-04"

    private func company(_ invoices: [String] = ["50001"]) throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list(invoices.map { OpenItem(invoice: $0) }), named: "list.csv",
            today: "2026-09-02")
        try company.hearFromBank(through: day)
        return company
    }

    @Test(
        "A letter can be had again byte for byte as it left, and is not written over another file")
    func show() throws {
        let company = try company()
        #expect(try company.run(["outbox", "show", "1"], today: day).status == 1)
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        try company.must(["outbox", "show", "1", "--to", company.files.path], today: day)
        let folder = company.directory.path + "/letters/"
        for ending in ["pdf", "eml"] {
            let again = try Data(
                contentsOf: URL(fileURLWithPath: "\(company.files.path)/P-1.\(ending)"))
            let left = try Data(contentsOf: URL(fileURLWithPath: "\(folder)P-1.\(ending)"))
            #expect(again == left)
        }
        let twice = try company.run(
            ["outbox", "show", "1", "--to", company.files.path], today: day)
        #expect(twice.status != 0)
    }

    @Test("A letter that came back counts as not sent, and that is said once")
    func returned() throws {
        let company = try company()
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        let told = try company.must(
            ["outbox", "returned", "1", "--reason", "flyttet"], today: day)
        #expect(told.output.contains("P-1 regnes som ikke sendt"), "\(told.story)")
        #expect(try company.outbox().first { $0.id == 1 }?.state == "returned")
        let again = try company.must(
            ["outbox", "returned", "1", "--reason", "flyttet"], today: day)
        #expect(again.output.contains("ingenting er endret"), "\(again.story)")
    }

    @Test("The day's limit lets no more letters through, and says how many wait")
    func limit() throws {
        let company = try company(["50001", "50002"])
        try company.must(["book", "set", "--daily-limit", "1", "--contact-limit", "0"])
        let items = try company.must(["send", "--all", "--dry-run"], today: day)
        // Both invoices are one customer's, so they are one letter.
        #expect(!items.output.contains("--daily-limit"), "\(items.story)")
        try company.must(["send", "50001", "--yes", "--now"], today: day)
        let second = try company.must(["send", "--all", "--dry-run"], today: day)
        #expect(second.output.contains("1 til venter"), "\(second.story)")
        #expect(try company.outbox().count == 1)
    }
}
