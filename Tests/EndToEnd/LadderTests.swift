import Testing

/// One invoice of 10 000,00 that fell due on Tuesday 1 September 2026 and is never paid, followed to the end of
/// the ladder with the plan Anbefalt. Each letter's day is the first on which it may go.
@Suite("The ladder", .serialized)
struct LadderTests {
    private struct Rung {
        var step: String
        var day: String
        var deadline: String?
        /// In øre.
        var fee: Int
        var interest: Int
        var total: Int
        /// What the letter must say.
        var words: [String]
    }

    /// Interest is 12,25 % of 10 000,00 from 2 September: 3,356… a day.
    private static let rungs = [
        // Three days after the due date; no deadline, no fee, no interest.
        Rung(
            step: "nudge", day: "2026-09-04", deadline: nil, fee: 0, interest: 1_007,
            total: 1_000_000, words: ["10 000,00", "uten gebyr"]),
        // Fourteen days after the due date the first fee may come: 1/20 of 750 kroner.
        Rung(
            step: "reminder", day: "2026-09-15", deadline: "2026-09-29", fee: 3_800,
            interest: 4_699, total: 1_008_499, words: ["Purring", "29.09.2026", "38,00", "46,99"]),
        // The day after the deadline and two whole bank days of grace.
        Rung(
            step: "collection-notice", day: "2026-10-02", deadline: "2026-10-16", fee: 3_800,
            interest: 10_404, total: 1_018_004,
            words: ["Inkassovarsel", "16.10.2026", "inkasso", "104,04"]),
        Rung(
            step: "payment-demand", day: "2026-10-21", deadline: "2026-11-04", fee: 11_300,
            interest: 16_781, total: 1_035_681,
            words: ["Betalingsoppfordring", "04.11.2026", "113,00", "167,81"]),
    ]

    @Test(
        "An unpaid invoice climbs nudge, reminder, collection notice, payment demand, and ends in a question"
    )
    func climb() throws {
        let item = OpenItem(invoice: "50001")
        let company = try Company()
        try company.take(OpenItem.list([item]), named: "list.csv", today: "2026-09-02")
        for (index, rung) in Self.rungs.enumerated() {
            try company.hearFromBank(through: rung.day)
            try expectNothing(before: rung, company)
            try expectProposal(rung, company)
            try company.must(["send", "--all", "--yes", "--now"], today: rung.day)
            let letters = try company.outbox()
            let letter = try #require(letters.first { $0.id == index + 1 })
            #expect(letters.count == index + 1)
            #expect(letter.state == "sent")
            #expect(letter.step == rung.step)
            #expect(letter.day == rung.day)
            #expect(letter.deadline == rung.deadline)
            #expect(letter.fee == rung.fee)
            #expect(letter.total == rung.total)
            try expectWords(rung, item, index + 1, company)
            // The same day again finds nothing more to send.
            try company.must(["send", "--all", "--yes", "--now"], today: rung.day)
            #expect(try company.outbox().count == letters.count)
        }
        #expect(company.letters() == ["P-1", "P-2", "P-3", "P-4"])
        try expectQuestion(company)
    }

    private func expectNothing(before rung: Rung, _ company: Company) throws {
        let eve = try company.explain("50001", today: Calendar.dayBefore(rung.day))
        #expect(eve.verdict == "wait", "the day before \(rung.step)")
        #expect(eve.step == rung.step)
        #expect(eve.nextDay == rung.day)
    }

    private func expectProposal(_ rung: Rung, _ company: Company) throws {
        let day = try company.day(rung.day)
        #expect(day.blocks.isEmpty)
        #expect(day.letters == 1)
        let line = try #require(day.line("50001"))
        #expect(line.verdict == "send")
        #expect(line.step == rung.step)
        #expect(line.deadline == rung.deadline)
        #expect(line.fee == rung.fee)
        #expect(line.interest == rung.interest)
        #expect(line.toPay == rung.total)
    }

    private func expectWords(_ rung: Rung, _ item: OpenItem, _ number: Int, _ company: Company)
        throws
    {
        guard let text = try Tool.text(ofPDF: company.pdf(number)) else { return }
        let always = ["Kari Nordmann", "50001", item.kid, "9999 10 42764", "P-\(number)"]
        for part in always + rung.words {
            #expect(text.contains(part), "\(part) is missing in the \(rung.step): \(text)")
        }
        if rung.fee == 0 { #expect(!text.contains("38,00"), "\(text)") }
    }

    /// After the last deadline a person decides; Purr sends nothing more.
    private func expectQuestion(_ company: Company) throws {
        let day = "2026-11-09"
        try company.hearFromBank(through: day)
        let line = try #require(try company.day(day).line("50001"))
        #expect(line.verdict == "ask")
        #expect(line.reasons.map(\.code) == ["ladder-climbed"])
        let outcome = try company.must(["send", "--all", "--yes", "--now"], today: day)
        #expect(try company.outbox().count == 4, "\(outcome.story)")
        let claim = try company.claim("50001", today: day)
        #expect(claim.fees == 3_800 + 3_800 + 11_300)
        #expect(claim.paid == 0)
    }

    @Test("A customer who pays principal, fee and interest after the reminder hears no more")
    func payAfterReminder() throws {
        let item = OpenItem(invoice: "50002")
        let company = try Company()
        try company.take(OpenItem.list([item]), named: "list.csv", today: "2026-09-02")
        for rung in Self.rungs.prefix(2) {
            try company.hearFromBank(through: rung.day)
            try company.must(["send", "--all", "--yes", "--now"], today: rung.day)
        }
        // The reminder asked for 10 084,99; the money comes on the last day.
        let payment = BankFile.Payment(kid: item.kid, amount: 1_008_499, day: "2026-09-29")
        try company.take(BankFile.ocr([payment]), named: "ocr.txt", today: "2026-09-30")
        let claim = try company.claim("50002", today: "2026-10-02")
        #expect(claim.paid == 1_008_499)
        #expect(claim.overpaid == 0)
        // Interest runs until the day of payment, and the fourteen days since the reminder were not asked for.
        #expect(["closed", "attention"].contains(claim.verdict))
        try company.must(["send", "--all", "--yes", "--now"], today: "2026-10-02")
        #expect(try company.outbox().count == 2)
    }

    @Test("A disputed claim gets no letter until the objection is settled")
    func dispute() throws {
        let company = try Company()
        try company.take(
            OpenItem.list([OpenItem(invoice: "50003")]), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: "2026-09-04")
        try company.must(
            ["dispute", "50003", "--reason", "Varen var skadet"], today: "2026-09-04")
        try company.must(["send", "--all", "--yes", "--now"], today: "2026-09-04")
        #expect(try company.outbox().isEmpty)
        #expect(
            try company.explain("50003", today: "2026-09-04").reasons.map(\.code) == ["disputed"])
        try company.must(
            ["objection", "50003", "--outcome", "groundless", "--reason", "Ny vare levert"],
            today: "2026-09-04")
        try company.must(["send", "--all", "--yes", "--now"], today: "2026-09-04")
        #expect(try company.outbox().map(\.state) == ["sent"])
    }
}

/// The few days a test counts itself.
enum Calendar {
    /// Within a month.
    static func dayBefore(_ day: String) -> String {
        let number = (Int(day.suffix(2)) ?? 0) - 1
        return day.prefix(8) + (number < 10 ? "0\(number)" : "\(number)")
    }
}
