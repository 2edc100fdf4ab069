import Foundation
import Testing

/// What holds a letter back between the decision and the post.
@Suite("Sending", .serialized)
struct SendingTests {
    /// The day of the first nudge: Friday 4 September 2026.
    private let day = "2026-09-04"

    /// A book with one claim whose nudge may go on `day`, when the bank has been heard.
    private func company(heardThrough: String = "2026-09-04") throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list([OpenItem(invoice: "50001")]), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: heardThrough)
        return company
    }

    @Test("Undo within the window calls the letter back, and it may go later")
    func undo() throws {
        let company = try company()
        try company.must(["send", "--all", "--yes"], today: day)
        #expect(try company.outbox().map(\.state) == ["approved"])
        try company.must(["undo"], today: day)
        #expect(try company.outbox().map(\.state) == ["recalled"])
        try company.must(["work", "--now"], today: day)
        #expect(company.letters().isEmpty)

        try company.must(["send", "--all", "--yes", "--now"], today: day)
        #expect(try company.outbox().map(\.state).sorted() == ["recalled", "sent"])
        #expect(company.letters() == ["P-2"])
        // What has left stays sent.
        try company.must(["undo"], today: day)
        #expect(try company.outbox().map(\.state).sorted() == ["recalled", "sent"])
    }

    @Test("Work before the window ends sends nothing")
    func window() throws {
        let company = try company()
        try company.must(["send", "--all", "--yes"], today: day)
        try company.must(["work"], today: day)
        #expect(try company.outbox().map(\.state) == ["approved"])
        #expect(company.letters().isEmpty)
        try company.must(["work", "--now"], today: day)
        #expect(try company.outbox().map(\.state) == ["sent"])
        #expect(company.letters() == ["P-1"])
    }

    @Test("A letter that did not leave on its day is called back, for its dates no longer hold")
    func nextDay() throws {
        let company = try company()
        try company.must(["send", "--all", "--yes"], today: day)
        try company.must(["work"], today: "2026-09-07")
        #expect(try company.outbox().map(\.state) == ["recalled"])
        #expect(company.letters().isEmpty)
    }

    @Test("Without an answer nothing goes, and a dry run changes nothing")
    func noAnswer() throws {
        let company = try company()
        let before = try company.everything(today: day)
        let dry = try company.must(["send", "--all", "--dry-run"], today: day)
        #expect(dry.output.contains("50001"))
        // Nobody sits at the terminal.
        try company.must(["send", "--all"], today: day)
        #expect(try company.everything(today: day) == before)
    }

    @Test("Bank data older than three bank days stops all letters, until somebody answers for it")
    func staleBankData() throws {
        // Monday 31 August to Friday 4 September are four bank days.
        let company = try company(heardThrough: "2026-08-31")
        let stopped = try company.run(["send", "--all", "--yes", "--now"], today: day)
        #expect(stopped.status == 3, "\(stopped.story)")
        #expect(try company.day(day).blocks.map(\.code) == ["bank.stale"])
        #expect(try company.outbox().isEmpty)

        try company.must(["send", "--all", "--yes", "--now", "--stale-ok"], today: day)
        #expect(try company.outbox().map(\.state) == ["sent"])
        let journal = try company.journal()
        #expect(journal.contains("override  bank.stale"), "\(journal)")
    }

    @Test("Bank data of three bank days ago is fresh enough")
    func freshBankData() throws {
        let company = try company(heardThrough: "2026-09-01")
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        #expect(try company.outbox().map(\.state) == ["sent"])
        #expect(!(try company.journal().contains("override")))
    }

    @Test("A book that has never heard from its bank sends nothing")
    func noBankData() throws {
        let company = try Company()
        try company.take(
            OpenItem.list([OpenItem(invoice: "50001")]), named: "list.csv", today: "2026-09-02")
        #expect(try company.run(["send", "--all", "--yes"], today: day).status == 3)
        #expect(try company.outbox().isEmpty)
    }

    @Test(
        "Nothing goes on a Saturday, a Sunday or a holiday, unless somebody answers for it",
        arguments: ["2026-09-05", "2026-09-06", "2026-12-25"])
    func dayOff(day: String) throws {
        let company = try company(heardThrough: day)
        let stopped = try company.run(["send", "--all", "--yes", "--now"], today: day)
        #expect(stopped.status == 3, "\(stopped.story)")
        #expect(try company.day(day).blocks.map(\.code) == ["calendar.day-off"])
        #expect(try company.outbox().isEmpty)
        try company.must(["send", "--all", "--yes", "--now", "--holidays-ok"], today: day)
        #expect(try company.outbox().map(\.state) == ["sent"])
        #expect(try company.journal().contains("override  calendar.day-off"))
    }

    @Test("A payment that comes between approval and post calls the letter back")
    func paidMeanwhile() throws {
        let company = try company()
        try company.must(["send", "--all", "--yes"], today: day)
        let payment = BankFile.Payment(
            kid: OpenItem(invoice: "50001").kid, amount: 1_000_000, day: day)
        try company.take(BankFile.ocr([payment]), named: "ocr.txt", today: day)
        try company.must(["work", "--now"], today: day)
        let letters = try company.outbox()
        #expect(letters.map(\.state) == ["recalled"])
        #expect(letters.first?.receipt == "settled")
        #expect(company.letters().isEmpty)
        #expect(try company.claim("50001", today: day).verdict == "closed")
    }

    @Test(
        "A part payment between approval and post calls the letter back, and the next asks for the rest"
    )
    func partlyPaidMeanwhile() throws {
        let company = try company()
        try company.must(["send", "--all", "--yes"], today: day)
        let payment = BankFile.Payment(
            kid: OpenItem(invoice: "50001").kid, amount: 400_000, day: day)
        try company.take(BankFile.ocr([payment]), named: "ocr.txt", today: day)
        try company.must(["work", "--now"], today: day)
        #expect(try company.outbox().map(\.state) == ["recalled"])
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        let sent = try company.outbox().filter { $0.state == "sent" }
        #expect(sent.map(\.total) == [600_000])
        #expect(company.letters() == ["P-2"])
    }

    @Test("Two claims of one customer share a letter, and two customers get one each")
    func bundles() throws {
        let company = try Company()
        let items = [
            OpenItem(invoice: "50001"), OpenItem(invoice: "50002", amount: 250_050),
            OpenItem(invoice: "50003", customer: "20002", name: "Åse Øy"),
        ]
        try company.take(OpenItem.list(items), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: day)
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        #expect(try company.outbox().map(\.total).sorted() == [1_000_000, 1_250_050])
        #expect(company.letters() == ["P-1", "P-2"])
    }
}
