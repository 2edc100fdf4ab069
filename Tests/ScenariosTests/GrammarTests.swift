import Basics
import Claims
import Scenarios
import Testing

/// What each kind of line means, in stories that hold. The pages of docs/law are run too and show the rest.
@Suite("The language of stories")
struct GrammarTests {
    @Test(
        "Amounts may be written as people write them",
        arguments: [
            "4800.00", "4800", "4 800,00", "4 800", "4.800,00", "4800,00 kr", "4\u{A0}800.00",
        ])
    func amounts(_ amount: String) {
        holds(
            """
            claim consumer principal \(amount) due 2026-08-03
            expect principal 4800.00
            """)
    }

    @Test("A byte order mark, blanks, tabs, comments and any line break are free")
    func layout() {
        holds(
            "\u{FEFF}# A title\r\n\r\n\tclaim  consumer principal 1.00\tdue 2026-08-03 # said so\r\n"
                + "expect principal 1.00 #\r\n")
    }

    @Test("A comment begins a line or comes after a blank; elsewhere the sign is a letter")
    func comments() {
        let outcome = holds(
            """
            claim consumer principal 1.00 due 2026-08-03
            2026-08-04 objected invoice#12 was paid # they say
            """)
        let events = outcome.flatMap(\.claims).flatMap(\.claim.facts).map(\.event)
        #expect(events == [.disputed(why: "invoice#12 was paid")])
    }

    @Test("A story is called by its line, else by the comment it begins with, else nothing")
    func titles() {
        let file = StoryFile(
            """
            # First
            # more
            expect kid mod10 1234 12344
            story Second and last  # not this
            # nor this
            expect kid mod10 1234 12344
            """)
        #expect(file.stories.map(\.title) == ["First", "Second and last"])
        #expect(file.stories.map(\.line) == [1, 4])
        #expect(StoryFile("expect kid mod10 1234 12344").stories.map(\.title) == [nil])
    }

    @Test("A story knows nothing of the one before it: neither claims, days nor settings")
    func separate() {
        holds(
            """
            story One
            law act-2026 from 2026-01-01
            choose day-count actual-actual
            claim A consumer principal 1.00 due 2026-08-03
            2026-08-17
            expect A fee reminder fee.act-2026
            story Two
            claim consumer principal 4800.00 due 2026-07-01
            2026-07-15
            expect fee reminder 38.00
            """)
    }

    // MARK: - Days

    @Test("Without a dated line the story's day is the due date; a day alone moves it")
    func days() {
        holds(
            """
            claim consumer principal 36500.00 due 2026-08-03
            expect interest 0.00
            expect on 2026-08-04 interest 12.25
            2026-08-05
            expect interest 24.50
            expect on 2026-08-04 interest 12.25
            """)
    }

    @Test("An expectation sees what is told above it, and not what comes below")
    func order() {
        holds(
            """
            claim consumer principal 100.00 due 2026-08-03
            2026-08-03
            expect to-pay 100.00
            2026-08-03 paid 40.00
            expect to-pay 60.00
            2026-08-03 paid in-full
            expect on 2026-08-02 to-pay 100.00
            expect to-pay 0.00
            """)
    }

    // MARK: - Claims

    @Test("Names may stand before or after the day of an expectation, and many on a letter")
    func names() {
        holds(
            """
            claim A consumer principal 100.00 due 2026-08-03
            claim B2 business principal 200.00 due 2026-08-01
            2026-08-17 reminder B2 A
            expect B2 fees 38.00
            expect A fees 0.00
            expect on 2026-08-16 B2 fees 0.00
            expect B2 on 2026-08-16 fees 0.00
            2026-08-18 objected B2 hours
            expect A next wait collection-notice 2026-09-03
            2026-08-18 refused collection-notice A B2
            """)
    }

    @Test("The basis decides from when interest runs, also when it is learnt later")
    func basis() {
        holds(
            """
            claim A consumer principal 36500.00 due 2026-08-03 issued 2026-07-20 basis unilateral
            claim B business principal 36500.00 due 2026-08-03 issued 2026-07-20 basis unilateral
            claim C consumer principal 36500.00 due 2026-08-03 basis agreed
            2026-08-20
            expect A interest-from 2026-08-20
            expect B interest-from 2026-08-04
            expect C interest-from 2026-08-04
            2026-09-10 basis C demanded 2026-08-10 e-accepted
            expect C interest-from 2026-09-10
            2026-09-10 basis C demanded 2026-08-10 e-not-accepted
            expect C interest-from none
            """)
    }

    @Test("A chosen rule for due dates counts from the invoice's own day")
    func chosenBasis() {
        holds(
            """
            claim consumer principal 36500.00 due 2026-08-03 issued 2026-07-20
            choose invoice-due-date unilateral
            2026-08-20
            expect interest-from 2026-08-20
            """)
    }

    // MARK: - Payments

    @Test("In full is what was owed on the day the payment counts from")
    func inFull() {
        holds(
            """
            claim consumer principal 36500.00 due 2026-08-03
            2026-08-10 paid in-full ordered 2026-08-06
            # three days at 12.25, not seven
            expect paid 36536.75
            expect to-pay 0.00
            expect overpaid 0.00
            """)
    }

    @Test("A payment goes where the payer said")
    func designated() {
        holds(
            """
            claim consumer principal 36500.00 due 2026-08-03
            2026-08-17 reminder
            2026-08-17 paid 38.00 for fees
            expect open-costs 0.00
            2026-08-17 paid 10.00 for interest
            expect open-interest 161.50
            2026-08-17 paid principal
            expect open-principal 0.00
            expect to-pay 161.50
            """)
    }

    @Test("What was returned opens the last payment again, all of it or a part")
    func returned() {
        holds(
            """
            claim consumer principal 100.00 due 2026-08-03
            2026-08-01 paid 60.00
            2026-08-02 returned 10.00
            expect to-pay 50.00
            2026-08-02 paid 50.00
            2026-08-03 returned
            expect to-pay 50.00
            expect paid 50.00
            """)
    }

    // MARK: - Letters

    @Test("A letter carries what the law lets it carry, what is told, or nothing")
    func fees() {
        holds(
            """
            claim A consumer principal 100.00 due 2026-08-03
            claim B consumer principal 100.00 due 2026-08-03
            claim C consumer principal 100.00 due 2026-08-03
            2026-08-16 reminder A
            expect A fees 0.00
            2026-08-17 reminder B no-fee
            expect B fees 0.00
            2026-08-17 reminder C fee 30.00
            expect C fees 30.00
            """)
    }

    @Test("A fee charged before counts as a fee letter of unknown deadline")
    func chargedBefore() {
        holds(
            """
            claim consumer principal 100.00 due 2026-08-03
            2026-08-17 charged-before 35.00
            expect fees 35.00
            2026-09-10
            expect fee collection-notice fee.deadline-too-short
            """)
    }

    @Test("Compensation covers the fees that came before it and after it")
    func compensation() {
        holds(
            """
            claim business principal 80000.00 due 2026-07-01
            2026-07-10 compensation
            2026-07-15 reminder
            expect fees 0.00
            expect fee reminder fee.covered-by-compensation
            expect costs 430.00
            """)
    }

    @Test("A refused letter is not sent, and the first reason need not be the one named")
    func refused() {
        holds(
            """
            claim consumer principal 100.00 due 2026-08-03
            2026-08-04 objected
            2026-08-05 refused payment-demand because needs-missed-deadline
            2026-08-05 refused payment-demand because disputed
            2026-08-05 refused payment-demand
            expect fees 0.00
            2026-08-06 objection-lifted groundless they agree
            2026-08-06 nudge
            2026-08-06 refused compensation
            2026-08-06 refused instalment-plan 0 on 2026-09-01
            """)
    }

    @Test("Pause, promise, exemption, agency and loss hold letters until they end")
    func holdsOfTheCreditor() {
        holds(
            """
            claim consumer principal 100.00 due 2026-08-03
            2026-08-04 paused
            2026-08-04 refused nudge because paused
            2026-08-05 resumed
            2026-08-05 handed-over Fjord Inkasso AS
            2026-08-05 refused nudge because handed-over
            2026-08-06 taken-back
            2026-08-06 nudge
            2026-08-07 written-off too small
            2026-08-08 refused nudge because written-off
            """)
    }

    @Test(
        "A claim that has lapsed is not collected; an acknowledgement or a step at court saves it")
    func lapse() {
        holds(
            """
            claim A consumer principal 100.00 due 2023-08-03
            claim B consumer principal 100.00 due 2023-08-03
            claim C consumer principal 100.00 due 2023-08-03
            claim D consumer principal 100.00 due 2023-08-03
            2026-07-01 acknowledged B e-mail of 1 July
            2026-07-01 conciliation-complaint C
            2026-07-01 extended D to 2027-08-03
            2026-08-03 nudge A
            2026-08-04 refused nudge A because lapsed
            2026-08-04 nudge B C D
            """)
    }

    @Test("A demand from an agency is no letter of the creditor's; its heavy fee has its own day")
    func agency() {
        holds(
            """
            claim consumer principal 2500.00 due 2026-08-03
            2026-08-04 nudge
            2026-08-17 handed-over
            2026-08-17 payment-demand by-agency deadline 2026-08-31
            # no deadline of fourteen days was missed before it
            expect heavy-from never
            expect on 2026-12-01 salaer room 300.00
            expect fees 0.00
            2026-08-18 taken-back
            2026-08-18 reminder
            expect fees 38.00
            """)
    }

    @Test("Claims handed over on one day are one case, others are cases of their own")
    func together() {
        holds(
            """
            claim A consumer principal 400.00 due 2026-08-03
            claim B consumer principal 400.00 due 2026-08-03
            claim C consumer principal 400.00 due 2026-08-03
            2026-09-01
            expect A salaer light 187.50
            2026-09-01 handed-over A B
            2026-09-02 handed-over C
            expect A salaer light 262.50
            expect B salaer light 262.50
            expect C salaer light 187.50
            """)
    }

    @Test("Lost VAT needs its evidence, and no open objection")
    func lostVAT() {
        holds(
            """
            claim consumer principal 12500.00 due 2026-02-02
            2026-02-05 nudge
            2026-02-17 reminder
            expect vat-loss b none
            2026-03-05 collection-notice
            expect vat-loss b 2026-08-03
            expect vat-loss-amount 2500.00
            2026-03-06 objected
            expect vat-loss b none
            2026-03-07 objection-lifted groundless
            2026-04-01 bankrupt
            2026-10-01 estate-closed
            expect vat-loss c 2026-10-01
            2026-10-02 written-off alternative d moved abroad, no assets
            expect vat-loss d 2026-10-02
            expect vat-loss a none
            """)
    }

    @Test("Every court step, insolvency and outcome can be told")
    func everyWord() {
        for word in LegalAction.allCases.map(\.rawValue) + ["winding-up", "debt-settlement"] {
            let outcomes = holds(
                """
                claim consumer principal 100.00 due 2026-08-03
                2026-08-04 writ
                2026-08-04 \(word) as told
                """)
            #expect(outcomes[0].claims[0].claim.facts.count == 2)
        }
    }

    // MARK: - What is kept

    @Test("Each dated line's statement is kept when asked for, and only then")
    func steps() throws {
        let story = try #require(
            StoryFile(
                """
                claim A consumer principal 100.00 due 2026-08-03
                claim B consumer principal 200.00 due 2026-08-03
                2026-08-01 paid B 50.00
                2026-08-02
                """
            ).stories.first)
        #expect(StoryRunner.run(story).steps.isEmpty)
        let steps = StoryRunner.run(story, keepingSteps: true).steps
        #expect(steps.map(\.line) == [3, 4])
        #expect(steps.map { $0.claims.map(\.name) } == [["B"], ["A", "B"]])
        #expect(steps[0].claims[0].statement.toPay == Money(kroner: 150))
    }

    @Test("A missing rate is a result that can be expected, and is noted on a letter")
    func missingRate() {
        let outcomes = holds(
            """
            law rate late-interest 2027-01-01 2027-06-30 11.75
            claim consumer principal 36500.00 due 2026-12-20
            2027-01-05
            # eleven days of December at 12.25, five of January at 11.75
            expect interest 193.50
            expect on 2027-07-01 interest missing-rate
            expect on 2027-07-01 to-pay missing-rate
            expect on 2027-07-01 principal 36500.00
            """)
        #expect(outcomes.flatMap(\.notes).isEmpty)
        let early = holds(
            """
            claim consumer principal 100.00 due 2014-12-01
            2014-12-20 reminder
            expect fees 0.00
            expect fee reminder fee.missing-rate
            """)
        #expect(early.flatMap(\.notes).map(\.line) == [2])
    }
}
