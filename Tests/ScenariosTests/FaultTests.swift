import Basics
import Scenarios
import Testing

/// Input and exact message: each way a line can be wrong.
@Suite("Faulty stories")
struct FaultTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let line: String
        let code: String
        let found: String
        let expected: String
        let remedy: String
        var testDescription: String { line }

        init(
            _ line: String, _ code: String, found: String, expected: String, do remedy: String = ""
        ) {
            self.line = line
            self.code = code
            self.found = found
            self.expected = expected
            self.remedy = remedy
        }
    }

    /// Each is line 3 of a story whose claim is line 1, and whose day is 2026-08-10.
    static let lines: [Case] = [
        Case(
            "2026-08-17 remainder", "word", found: "remainder",
            expected: "what happened that day, such as reminder, paid or objected",
            do: "did you mean reminder"),
        Case(
            "2026-08-17 purring", "word", found: "purring",
            expected: "what happened that day, such as reminder, paid or objected",
            do: "did you mean reminder"),
        Case(
            "2026-08-17 Paid 100", "word", found: "Paid",
            expected: "what happened that day, such as reminder, paid or objected",
            do: "did you mean paid"),
        Case(
            "2026-08-17 whistled", "word", found: "whistled",
            expected: "what happened that day, such as reminder, paid or objected"),
        Case(
            "expects fees 38.00", "word", found: "expects",
            expected: "claim, expect, law, choose, policy, creditor", do: "did you mean expect"),
        Case(
            "expect gebyrer 38.00", "word", found: "gebyrer",
            expected: "what is expected, such as fees, total or earliest", do: "did you mean fees"),
        Case(
            "expect fees", "missing", found: "the end of the line", expected: "fees"),
        Case(
            "expect fees 38.00 kr now", "extra", found: "now", expected: "the end of the line",
            do: "leave out what follows, or put it on a line of its own"),
        Case(
            "expect fees 1.234", "amount", found: "1.234", expected: "fees, an amount in kroner",
            do: "write it as 4800.00"),
        Case(
            "expect fees -38.00", "amount", found: "-38.00",
            expected: "fees, an amount in kroner", do: "write it as 4800.00"),
        Case(
            "expect on 17.08.2026 fees 0.00", "day", found: "17.08.2026",
            expected: "the day spoken of, a day that exists", do: "write it as 2026-08-17"),
        Case(
            "2026-02-30 nudge", "day", found: "2026-02-30",
            expected: "the line's day, a day that exists", do: "write it as 2026-08-03"),
        Case(
            "2026-08-09 nudge", "order", found: "2026-08-09",
            expected: "2026-08-10 or later, since lines stand in order of day",
            do: "move the line up to its day"),
        Case(
            "policy tett", "order", found: "policy after a dated line",
            expected: "the story's settings before its first dated line",
            do: "move the line up, below the story line"),
        Case(
            "claim consumer principal 1.00 due 2026-08-03", "name", found: "a claim without a name",
            expected: "a name that no other claim of the story has, in capitals",
            do: "write: claim B consumer …"),
        Case(
            "claim A person principal 1.00 due 2026-08-03", "word", found: "person",
            expected: "consumer, business, unknown"),
        Case(
            "claim A consumer principal 0 due 2026-08-03", "amount", found: "0.00",
            expected: "the principal, more than zero", do: "write it as 4800.00"),
        Case(
            "claim A consumer principal 100 due 2026-08-03 vat 125", "amount", found: "vat 125.00",
            expected: "a part of the principal, 100.00",
            do: "write the VAT in kroner, not in percent"),
        Case(
            "claim A consumer principal 100 due 2026-08-03 basis unilateral", "missing",
            found: "basis unilateral without the invoice's day",
            expected: "issued DAY, since interest is counted from it",
            do: "write: issued 2026-07-20 basis unilateral"),
        Case(
            "claim A consumer principal 100 due 2026-08-03 issued 2026-08-04", "order",
            found: "issued 2026-08-04, due 2026-08-03",
            expected: "an invoice that is issued before it is due",
            do: "look at the two days once more"),
        Case(
            "2026-08-17 reminder A", "name", found: "A",
            expected: "no name, since the story has one claim without one"),
        Case(
            "expect B fees 0.00", "name", found: "B",
            expected: "no name, since the story has one claim without one"),
        Case(
            "2026-08-17 reminder deadline 2026-08-17", "order", found: "deadline 2026-08-17",
            expected: "a day after 2026-08-17, when the letter is sent",
            do: "look at the two days once more"),
        Case(
            "2026-08-17 nudge fee 38.00", "word", found: "fee", expected: "no-fee"),
        Case(
            "2026-08-17 paid 0", "amount", found: "0.00",
            expected: "what was paid: an amount, in-full or principal, more than zero",
            do: "write it as 4800.00"),
        Case(
            "2026-08-17 paid 10 ordered 2026-08-18", "order", found: "ordered 2026-08-18",
            expected: "2026-08-17 or earlier: a payment is booked after its order",
            do: "look at the two days once more"),
        Case(
            "2026-08-17 paid 10 for costs", "word", found: "costs",
            expected: "principal, interest, fees"),
        Case(
            "2026-08-17 credited 10", "missing", found: "the end of the line",
            expected: "corrects, concedes"),
        Case(
            "2026-08-17 paused until 2026-08-17", "order", found: "2026-08-17",
            expected: "a day after 2026-08-17", do: "look at the two days once more"),
        Case(
            "2026-08-17 promised by 2026-08-16", "order", found: "2026-08-16",
            expected: "2026-08-17 or later", do: "look at the two days once more"),
        Case(
            "2026-08-17 acknowledged", "missing", found: "the end of the line",
            expected: "how it can be shown, such as: e-mail of 10 June"),
        Case(
            "2026-08-17 instalment-plan 50 on 2026-09-01, 50 on 2026-09-01", "instalments",
            found: "2026-09-01:50.00 2026-09-01:50.00",
            expected: "one or more positive amounts, each on a day of its own",
            do: "write: instalment-plan 500.00 on 2026-09-01, 500.00 on 2026-10-01"),
        Case(
            "2026-08-17 instalment-plan 50 on 2026-08-16", "order", found: "2026-08-16",
            expected: "2026-08-17 or later, when the plan is made",
            do: "look at the two days once more"),
        Case(
            "expect obligation mva/2026-4 2026-10-12", "obligation", found: "mva/2026-4",
            expected: "a code such as vat/2026-4, a-report/2026-03 or withholding/2026-12-18",
            do: "did you mean vat"),
        Case(
            "expect obligation a-report/2026-13 2026-10-12", "obligation",
            found: "a-report/2026-13",
            expected: "a code such as vat/2026-4, a-report/2026-03 or withholding/2026-12-18",
            do: "did you mean a-report"),
        Case(
            "expect salaer lett 300.00", "word", found: "lett", expected: "light, heavy, room"),
        Case(
            "expect court-fee forliksklage 2071.00", "word", found: "forliksklage",
            expected: "conciliation-complaint, enforcement-petition, bankruptcy-notice-service, "
                + "bankruptcy-deposit, bankruptcy-petition-withdrawn, bankruptcy-opened, "
                + "bankruptcy-discontinued, district-court, small-claims",
            do: "did you mean conciliation-complaint"),
        Case(
            "2026-08-17 written-off alternative e", "word", found: "e", expected: "a, b, c, d"),
        Case(
            "expect line x 1.00", "number", found: "x",
            expected: "the number of the line, a whole number", do: "write it as 2"),
    ]

    @Test(
        "A line that is not understood says what was found, what was expected and what to do",
        arguments: lines)
    func notUnderstood(_ wrong: Case) {
        let outcomes = told(wrong.line)
        let faults = outcomes.flatMap(\.faults)
        #expect(faults.count == 1)
        #expect(faults.first?.line == 3)
        #expect(faults.first?.code == "scenario." + wrong.code)
        #expect(faults.first?.found == wrong.found)
        #expect(faults.first?.expected == wrong.expected)
        #expect(faults.first?.remedy == wrong.remedy)
        // The rest of the story is told all the same.
        #expect(outcomes.flatMap(\.checks).map(\.holds) == [true])
    }

    /// Lines that are understood and tell what cannot be.
    static let events: [Case] = [
        Case(
            "2026-08-10 reminder fee 38.00", "letter",
            found: "fee-days: A fee may be charged in a letter sent on 17.08.2026 at the earliest.",
            expected: "a reminder that the law lets go on 2026-08-10",
            do: "move it to 2026-08-17 or later, or write: 2026-08-10 refused reminder"),
        Case(
            "2026-08-10 payment-demand", "letter",
            found: "needs-missed-deadline: Needs a missed deadline of at least 14 days in a "
                + "reminder or collection notice first.",
            expected: "a payment-demand that the law lets go on 2026-08-10",
            do: "write: 2026-08-10 refused payment-demand"),
        Case(
            "2026-08-10 refused nudge", "refused",
            found: "the law lets a nudge go on 2026-08-10", expected: "that it does not",
            do: "leave out the word refused"),
        Case(
            "2026-08-10 refused payment-demand because disputed", "refused",
            found: "needs-missed-deadline", expected: "disputed"),
        Case(
            "2026-08-10 compensation", "compensation",
            found: "a consumer never owes it (forsinkelsesrenteloven § 3 a)",
            expected: "a business that is late",
            do: "leave the line out, or write: 2026-08-10 refused compensation"),
        Case(
            "2026-08-10 refused instalment-plan 50 on 2026-09-01", "refused",
            found: "a plan that may be agreed", expected: "one that may not",
            do: "leave out the word refused"),
        Case(
            "2026-08-10 payment-demand by-agency", "letter", found: "a claim that no agency has",
            expected: "a handed-over line before this one",
            do: "write it, or leave out by-agency"),
        Case(
            "2026-08-10 returned 10", "event", found: "no payment before this line",
            expected: "a payment that can go back", do: "write the paid line first"),
        Case(
            "2026-08-10 objection-lifted groundless", "event", found: "no open objection",
            expected: "an objected line before this one", do: "write: DAY objected"),
        Case(
            "2026-08-10 taken-back", "event", found: "no handed-over line before this one",
            expected: "a claim that is with an agency", do: "write: DAY handed-over"),
        Case(
            "2026-08-10 recalled", "event", found: "no letter before this line",
            expected: "a letter that was sent", do: "write the letter's line first"),
        Case(
            "2026-08-10 deferred to 2026-08-03", "event", found: "deferred to 2026-08-03",
            expected: "a day after the due date, 2026-08-03",
            do: "a due date can only be moved to a later day"),
        Case(
            "2026-08-10 extended to 2029-08-11", "event", found: "extended to 2029-08-11",
            expected:
                "a later last day, at most three years ahead and ten in all (foreldelsesloven § 28)",
            do: "write: 2026-08-10 refused extended to 2029-08-11"),
        Case(
            "2026-08-10 refused extended to 2029-08-10", "refused",
            found: "an extension to 2029-08-10 that may be agreed", expected: "one that may not",
            do: "leave out the word refused"),
        Case(
            "2026-08-10 case-ended", "event", found: "no case that is pending",
            expected: "a step at court before this line",
            do: "write its line first, such as: DAY conciliation-complaint"),
        Case(
            "2026-08-10 waived 101.00", "event", found: "waived 101.00",
            expected: "at most what is owed, 100.23", do: "look at the amount once more"),
        Case(
            "2026-08-10 refunded 1.00", "event", found: "refunded 1.00",
            expected: "at most what was overpaid, 0.00", do: "look at the amount once more"),
        Case(
            "2026-08-10 credited 100.01 corrects", "event", found: "credited 100.01",
            expected: "at most what is left of the invoice, 100.00",
            do: "look at the amount once more"),
    ]

    @Test("A line that tells what cannot be is a fault, and the story goes on", arguments: events)
    func cannotBe(_ wrong: Case) {
        let outcomes = told(wrong.line)
        let faults = outcomes.flatMap(\.faults)
        #expect(faults.count == 1)
        #expect(faults.first?.line == 3)
        #expect(faults.first?.code == "scenario." + wrong.code)
        #expect(faults.first?.found == wrong.found)
        #expect(faults.first?.expected == wrong.expected)
        #expect(faults.first?.remedy == wrong.remedy)
        #expect(outcomes.flatMap(\.checks).map(\.holds) == [true])
    }

    private func told(_ line: String) -> [StoryOutcome] {
        StoryFile(
            """
            claim consumer principal 100.00 due 2026-08-03
            2026-08-10
            \(line)
            expect paid 0.00
            """
        ).stories.map { StoryRunner.run($0) }
    }

    // MARK: - Settings

    @Test(
        "A setting that can not be is refused",
        arguments: [
            Case(
                "choose day-count actual-360", "word", found: "actual-360",
                expected: "actual-365, actual-actual", do: "did you mean actual-365"),
            Case(
                "choose daycount actual-365", "word", found: "daycount",
                expected: "what is chosen, such as day-count", do: "did you mean day-count"),
            Case(
                "choose small-residual 9999", "choice", found: "9999",
                expected: "an amount from 0,00 to 1 000,00", do: "write it as 50,00"),
            Case(
                "law act-2027 from 2027-01-01", "word", found: "act-2027",
                expected: "act-2026, rate", do: "did you mean act-2026"),
            Case(
                "law rate late-interest 2027-06-30 2027-01-01 12.00", "rate",
                found: "2027-06-30–2027-01-01",
                expected: "a whole half-year, 2027-01-01–2027-06-30",
                do: "see the rows there are with: purr law rates"),
            Case(
                "law rate late-interest 2026-07-01 2026-12-31 12.00", "rate",
                found: "shipped: 2026-07-01–2026-12-31",
                expected: "days that no shipped row covers",
                do: "see the rows there are with: purr law rates"),
            Case(
                "law rate late-interest 2027-01-01 2027-06-30 1200", "rate", found: "1200.00",
                expected: "0.01 to 30.00", do: "see the rows there are with: purr law rates"),
            Case(
                "creditor vatliable", "word", found: "vatliable",
                expected: "vat-liable, not-vat-liable", do: "did you mean vat-liable"),
        ])
    func settings(_ wrong: Case) {
        let faults = StoryFile(wrong.line).stories.map { StoryRunner.run($0) }.flatMap(\.faults)
        #expect(faults.count == 1)
        #expect(faults.first?.line == 1)
        #expect(faults.first?.code == "scenario." + wrong.code)
        #expect(faults.first?.found == wrong.found)
        #expect(faults.first?.expected == wrong.expected)
        #expect(faults.first?.remedy == wrong.remedy)
    }

    @Test("A rate may begin where a row without an end holds, as next year's does")
    func nextYear() {
        holds(
            """
            law rate collection-rate 2027-01-01 2027-12-31 800.00
            claim consumer principal 100.00 due 2027-01-01
            2027-01-15
            expect fee reminder 40.00
            """)
    }

    // MARK: - What fails with what

    @Test("A claim that is not understood is told once, not again for each line about it")
    func unreadClaim() {
        let text = """
            claim consumr principal 100.00 due 2026-08-03
            2026-08-17 reminder
            expect fees 38.00
            expect kid mod10 1234 12345
            """
        #expect(failingLines(text) == [1, 4])
    }

    @Test("Every failing line is reported, not the first only")
    func all() {
        let text = """
            claim consumer principal 4800.00 due 2026-08-03
            2026-08-17 remindr
            expect fees 38.00
            expect interest 1.00
            2026-08-18 paid
            expect principal 4800.00
            story Another
            expect kid mod10 1234 12343
            """
        #expect(failingLines(text) == [2, 3, 4, 5, 8])
    }

    @Test("A story line without a title is a fault, and the story is told")
    func untitled() {
        let outcomes = StoryFile("story\nexpect kid mod10 1234 12344").stories
            .map { StoryRunner.run($0) }
        #expect(outcomes.flatMap(\.faults).map(\.code) == ["scenario.missing"])
        #expect(outcomes.flatMap(\.checks).map(\.holds) == [true])
    }

    @Test("A line about a claim before there is one says so")
    func noClaim() {
        let faults = StoryFile("2026-08-17 reminder\nexpect fees 0.00\nexpect deadline 2026-08-31")
            .stories.map { StoryRunner.run($0) }.flatMap(\.faults)
        #expect(faults.map(\.line) == [1, 2])
        #expect(faults.map(\.code) == ["scenario.claim", "scenario.claim"])
        #expect(faults.first?.found == "no claim before this line")
    }

    @Test("An expectation without a day to speak of says so")
    func noDay() {
        let faults = StoryFile("expect deadline 2026-08-31").stories
            .map { StoryRunner.run($0) }.flatMap(\.faults)
        #expect(faults.map(\.code) == ["scenario.day"])
    }

    @Test("A file without a story is no success", arguments: ["", "\n# only a comment\n"])
    func empty(_ text: String) {
        let outcome = StoryFile(text).stories.map { StoryRunner.run($0) }
        #expect(outcome.flatMap(\.faults).map(\.code) == ["scenario.empty"])
        #expect(outcome.allSatisfy { !$0.holds })
    }

    @Test("A failed expectation tells its line, what was found and why")
    func failed() throws {
        let outcome = StoryFile(
            """
            claim consumer principal 4800.00 due 2026-08-03
            2026-08-10
            expect fee reminder 38.00
            """
        ).stories.map { StoryRunner.run($0) }
        let check = try #require(outcome.flatMap(\.checks).first)
        #expect(!check.holds)
        #expect(
            check.diagnostic(in: "a.story").description == """
                scenario.expectation: a.story:3: expect fee reminder 38.00
                  found:    0.00 (fee.too-early)
                  expected: 38.00
                """)
    }

    @Test("Any text is read in bounded time, and none ends the program")
    func anything() {
        let words = [
            "claim", "expect", "2026-08-03", "paid", "A", "in-full", "#", ",", "-", "4 800", "on",
            "earliest", "never", "\u{0}", "æ", "999999999999999999999", "line", "0", "refused",
            "instalment-plan", "story", "\t", "law", "rate", "next", "send",
        ]
        var seed: UInt64 = 1
        for _ in 0..<2000 {
            var line = ""
            for _ in 0..<6 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                line += words[Int(seed >> 33) % words.count] + " "
            }
            let text = "claim consumer principal 100.00 due 2026-08-03\n" + line
            _ = StoryFile(text).stories.map { StoryRunner.run($0) }
        }
        let long = String(repeating: "9", count: 100_000)
        #expect(!failingLines("expect fees \(long)\n\(long)\nclaim \(long)").isEmpty)
    }
}
