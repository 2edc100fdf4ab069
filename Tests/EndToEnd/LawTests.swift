import Foundation
import Testing

/// The law a person can see, add to and check, through the built program.
@Suite("The law at the terminal")
struct LawTests {
    /// Sends what the day allows.
    private func send(_ company: Company, on day: String) throws {
        try company.hearFromBank(through: day)
        try company.must(["send", "--all", "--yes", "--now"], today: day)
    }

    @Test(
        "A missing half-year stops the charge, not the friendly letter; adding it charges the next, and changes no earlier one"
    )
    func missingRate() throws {
        let company = try Company()
        let item = OpenItem(invoice: "50001", issued: "2026-11-30", due: "2026-12-14")
        try company.take(OpenItem.list([item]), named: "list.csv", today: "2026-12-15")
        try send(company, on: "2026-12-17")
        let quiet = try company.must(["today"], today: "2026-12-01").output
        #expect(!quiet.contains("law rates add late-interest"))
        let told = try company.must(["today"], today: "2026-12-02").output
        #expect(told.contains("purr law rates add late-interest --from 2027-01-01 --to 2027-06-30"))
        try send(company, on: "2027-01-04")
        let free = try #require(try company.outbox().first { $0.step == "reminder" })
        #expect(free.fee == 0)
        #expect(free.total == 1_000_000)
        let add = [
            "law", "rates", "add", "late-interest", "--from", "2027-01-01", "--to", "2027-06-30",
            "--value", "12,00", "--source", "FOR-2026-12-17-1",
        ]
        try company.must(add, today: "2027-01-15")
        let again = try company.run(add, today: "2027-01-15")
        #expect(again.status == 1)
        #expect(again.error.contains("law.rate-known"))
        try send(company, on: "2027-01-22")
        let charged = try #require(
            try company.outbox().first { $0.step == "collection-notice" })
        #expect(charged.fee == 3_800)
        // 17 days at 12.25 % and 22 at 12.00 % of 10 000,00.
        #expect(charged.total == 1_000_000 + 3_800 + 5_705 + 7_233)
        #expect(try company.outbox().first { $0.step == "reminder" }?.total == free.total)
        let check = try company.must(["check", "50001"], today: "2027-01-22").output
        #expect(check.components(separatedBy: "✓").count == 4)
    }

    @Test(
        "From the first day of the act of 2026 the notice is a warning without fee, and the ladder ends in a question"
    )
    func act2026() throws {
        let company = try Company()
        try company.must(
            ["law", "regime", "--start", "2026-09-20", "--source", "kgl.res."], today: "2026-09-01")
        try company.take(
            OpenItem.list([OpenItem(invoice: "50001")]), named: "list.csv", today: "2026-09-02")
        for day in ["2026-09-04", "2026-09-15", "2026-10-02"] { try send(company, on: day) }
        let letters = try company.outbox().sorted { $0.id < $1.id }
        #expect(letters.map(\.step) == ["nudge", "reminder", "transfer-warning"])
        #expect(letters.map(\.fee) == [0, 3_800, 0])
        if let pdf = try Tool.text(ofPDF: company.pdf(3)) {
            #expect(pdf.contains("inkassoforetak"))
            #expect(!pdf.lowercased().contains("inkassovarsel"))
        }
        try company.hearFromBank(through: "2026-10-21")
        #expect(try company.explain("50001", today: "2026-10-21").verdict == "ask")
        let explained = try company.must(["explain", "50001"], today: "2026-10-21").output
        #expect(explained.contains("inkassoloven (2026) § 21"))
    }

    @Test(
        "What came to be known after a letter went is told apart, and an unknown letter is refused")
    func laterKnown() throws {
        let company = try Company()
        try company.take(
            OpenItem.list([OpenItem(invoice: "50001")]), named: "list.csv", today: "2026-09-02")
        for day in ["2026-09-04", "2026-09-15"] { try send(company, on: day) }
        #expect(try company.run(["check", "P-2"], today: "2026-09-15").status == 0)
        // The objection came before the reminder went, and was noted after.
        try company.must(
            ["dispute", "50001", "--on", "2026-09-10", "--reason", "feil vare"], today: "2026-09-16"
        )
        let later = try company.must(["check", "50001"], today: "2026-09-16").output
        #expect(later.contains("Kjent senere"))
        let unknown = try company.run(["check", "P-99"], today: "2026-09-16")
        #expect(unknown.status == 1)
        #expect(unknown.error.contains("letter.unknown"))
    }

    @Test("A lost invoice's VAT needs its evidence")
    func loss() throws {
        let company = try Company()
        try company.take(
            OpenItem.list([OpenItem(invoice: "50001")]), named: "list.csv", today: "2026-09-02")
        for day in ["2026-09-04", "2026-09-15", "2026-10-02"] { try send(company, on: day) }
        let writeOff = ["writeoff", "50001", "--alternative", "b", "--reason", "purret tre ganger"]
        let early = try company.run(writeOff, today: "2027-03-01")
        #expect(early.status == 1)
        #expect(early.error.contains("writeoff.alternative"))
        let told = try company.must(["loss", "50001"], today: "2027-03-02").output
        #expect(told.contains("✓ b"))
        try company.must(writeOff, today: "2027-03-02")
        #expect(try company.claim("50001", today: "2027-03-02").verdict == "closed")
    }
}
