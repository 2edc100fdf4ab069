import Basics
import Claims
import Law
import Testing

@Suite("Decide: days")
struct DecideTests {
    /// A step's first lawful and first planned day on an invoice due Monday 2026-08-03, when every step before
    /// it was taken on its own planned day.
    struct Rung: CustomTestStringConvertible {
        let plan: Plan.Name
        let step: Step
        let lawful: Day
        let planned: Day
        let fee: Int64
        var testDescription: String { "\(plan) \(step.name)" }

        init(_ plan: Plan.Name, _ step: Step, _ lawful: Day, _ planned: Day, fee: Int64) {
            self.plan = plan
            self.step = step
            self.lawful = lawful
            self.planned = planned
            self.fee = fee
        }
    }

    static let rungs = [
        Rung(.rolig, .nudge, Day(2026, 8, 4), Day(2026, 8, 10), fee: 0),
        Rung(.rolig, .reminder, Day(2026, 8, 17), Day(2026, 8, 24), fee: 38),
        Rung(.rolig, .collectionNotice, Day(2026, 9, 8), Day(2026, 9, 15), fee: 38),
        Rung(.rolig, .paymentDemand, Day(2026, 9, 30), Day(2026, 10, 7), fee: 113),
        Rung(.anbefalt, .nudge, Day(2026, 8, 4), Day(2026, 8, 6), fee: 0),
        Rung(.anbefalt, .reminder, Day(2026, 8, 17), Day(2026, 8, 17), fee: 38),
        Rung(.anbefalt, .collectionNotice, Day(2026, 9, 1), Day(2026, 9, 3), fee: 38),
        Rung(.anbefalt, .paymentDemand, Day(2026, 9, 18), Day(2026, 9, 22), fee: 113),
        Rung(.tett, .nudge, Day(2026, 8, 4), Day(2026, 8, 4), fee: 0),
        Rung(.tett, .reminder, Day(2026, 8, 17), Day(2026, 8, 17), fee: 38),
        Rung(.tett, .collectionNotice, Day(2026, 9, 1), Day(2026, 9, 3), fee: 38),
        Rung(.tett, .paymentDemand, Day(2026, 9, 18), Day(2026, 9, 22), fee: 113),
    ]

    @Test(
        "A claim paid while a rate was missing was closed for good, and its interest seen by nobody"
    )
    func closedWithoutRate() {
        let paidLate = claim(
            due: Day(2026, 12, 18),
            [
                letter(.reminder, Day(2027, 1, 4), deadline: Day(2027, 1, 18)),
                (Day(2027, 1, 7), paid(1_000_000)),
            ])
        func decision(_ law: LawBook) -> Decision {
            decide(
                paidLate, policy: Policy(plan: .named(.anbefalt)), law: law, today: Day(2027, 1, 10)
            )
        }
        #expect(decision(.shipped).verdict == .closed)
        #expect(decision(.shipped).nextDay == Day(2027, 1, 11))
        let rate = OwnRate(
            table: .lateInterest, from: Day(2027, 1, 1), to: Day(2027, 6, 30), value: 1_200,
            source: "a regulation")
        #expect(decision(LawBook.shipped.adding([rate])).verdict == .attention)
    }

    @Test(
        "A step waits until the day before its planned day, and goes from that day on",
        arguments: rungs)
    func day(of rung: Rung) throws {
        let claim = claim(480_000, due: Day(2026, 8, 3)).climbed(to: rung.step, rung.plan)
        for early in [rung.lawful - 1, rung.planned - 1] {
            let waiting = claim.decision(on: early, rung.plan)
            #expect(waiting.verdict == .wait(rung.step, until: rung.planned))
            #expect(waiting.nextDay == rung.planned)
        }
        for late in [rung.planned, rung.planned + 1, rung.planned + 30] {
            let proposal = try #require(claim.decision(on: late, rung.plan).proposal)
            #expect(proposal.step == rung.step)
            #expect(proposal.sentOn == late)
            #expect(proposal.lawfulFrom == rung.lawful)
            #expect(proposal.feeAmount == Money(kroner: rung.fee))
        }
    }

    @Test("No plan is faster than the law", arguments: Plan.Name.allCases)
    func planBounds(name: Plan.Name) {
        let plan = Plan.named(name)
        #expect(plan.nudgeDays >= 1)
        #expect(plan.reminderDays >= 14)
        #expect(plan.deadlineDays >= Deadline.noticeDaysMinimum)
        #expect(plan.graceBankDays >= 0)
    }

    @Test("A nudge carries neither fee, interest nor deadline, however late it is")
    func nudge() throws {
        for late in [6, 14, 60] {
            let proposal = try #require(
                claim(480_000, due: Day(2026, 8, 3)).decision(on: Day(2026, 8, 3) + late).proposal)
            #expect(proposal.step == .nudge)
            #expect(proposal.fee == nil)
            #expect(proposal.interest == .zero)
            #expect(proposal.deadline == nil)
            #expect(proposal.toPay.ore == 480_000)
        }
    }

    @Test("An old invoice still begins with the nudge, and no step is skipped")
    func noSkipping() throws {
        var climbing = claim(480_000, due: Day(2026, 1, 5))
        for step in [Step.nudge, .reminder, .collectionNotice, .paymentDemand] {
            let day = (climbing.letters.last.map { $0.sentOn } ?? Day(2026, 6, 1)) + 28
            let proposal = try #require(climbing.decision(on: day).proposal)
            #expect(proposal.step == step)
            climbing = climbing.sending(proposal)
        }
    }

    @Test("A late nudge still leaves its days before the reminder")
    func lateNudge() {
        let nudged = claim(
            480_000, due: Day(2026, 8, 3), [letter(.nudge, Day(2026, 8, 14), deadline: nil)])
        let decision = nudged.decision(on: Day(2026, 8, 20))
        #expect(decision.verdict == .wait(.reminder, until: Day(2026, 8, 21)))
        #expect(decision.reasons.first == .planWaits(until: Day(2026, 8, 21)))
    }

    @Test(
        "A printed deadline on a day off moves to the next business day",
        arguments: [
            // Saturday, Sunday, Maundy Thursday, Christmas Eve is a business day by law.
            (Day(2026, 8, 3), Day(2026, 8, 22), Day(2026, 9, 7)),
            (Day(2026, 8, 3), Day(2026, 8, 23), Day(2026, 9, 7)),
            (Day(2026, 3, 2), Day(2026, 3, 19), Day(2026, 4, 7)),
            (Day(2026, 8, 3), Day(2026, 8, 24), Day(2026, 9, 7)),
        ])
    func deadlineOnDayOff(due: Day, sent: Day, printed: Day) throws {
        let nudged = claim(480_000, due: due, [letter(.nudge, due + 3, deadline: nil)])
        let proposal = try #require(nudged.decision(on: sent).proposal)
        #expect(proposal.deadline == printed)
    }

    @Test("Grace counts bank days: over Easter the collection notice waits until after it")
    func graceOverEaster() {
        let reminded = claim(
            480_000, due: Day(2026, 3, 2),
            [letter(.reminder, Day(2026, 3, 19), deadline: Day(2026, 4, 7), feeOre: 3800)])
        let decision = reminded.decision(on: Day(2026, 4, 8))
        #expect(decision.verdict == .wait(.collectionNotice, until: Day(2026, 4, 10)))
        #expect(decision.reasons.first == .deadlineRuns(deadline: Day(2026, 4, 7)))
    }

    @Test("When the ladder is climbed a person is asked, never before the last deadline and grace")
    func ask() {
        let climbed = claim(480_000, due: Day(2026, 8, 3)).climbed(to: .ask)
        #expect(
            climbed.letters.map(\.step) == [.nudge, .reminder, .collectionNotice, .paymentDemand])
        #expect(
            climbed.decision(on: Day(2026, 10, 8)).verdict == .wait(.ask, until: Day(2026, 10, 9)))
        let asking = climbed.decision(on: Day(2026, 10, 9))
        #expect(asking.verdict == .ask)
        #expect(asking.reasons == [.ladderClimbed])
    }

    @Test("On the due day and before it nothing is owed yet")
    func notDue() {
        let claim = claim(480_000, due: Day(2026, 8, 3))
        for day in [Day(2026, 7, 20), Day(2026, 8, 3)] {
            let decision = claim.decision(on: day)
            #expect(decision.verdict == .wait(.nudge, until: Day(2026, 8, 6)))
            #expect(decision.reasons == [.notDue(due: Day(2026, 8, 3))])
        }
    }

    @Test("Money of the same day stops the ladder", arguments: Plan.Name.allCases)
    func paidTheSameDay(plan: Plan.Name) {
        for step in [Step.nudge, .reminder, .collectionNotice, .paymentDemand] {
            let climbed = claim(480_000, due: Day(2026, 8, 3)).climbed(to: step, plan)
            guard case .wait(_, let until) = climbed.decision(on: climbed.lastDay, plan).verdict
            else {
                Issue.record("\(step.name) is not waiting")
                continue
            }
            let owed = Statement(of: climbed, on: until, law: .shipped).toPay
            let paid = climbed.adding(paid(owed.ore), on: until)
            #expect(paid.decision(on: until, plan).verdict == .closed, "\(step.name)")
        }
    }

    @Test("A debtor of unknown kind is treated as a consumer, and told so")
    func unknownKind() throws {
        let unknown = claim(480_000, due: Day(2026, 8, 3), kind: .unknown).climbed(to: .reminder)
        let decision = unknown.decision(on: Day(2026, 8, 17))
        #expect(decision.proposal?.feeAmount == Money(kroner: 38))
        #expect(decision.reasons.contains(.treatedAsConsumer))
        let known = claim(480_000, due: Day(2026, 8, 3)).climbed(to: .reminder)
        #expect(!known.decision(on: Day(2026, 8, 17)).reasons.contains(.treatedAsConsumer))
    }

    @Test("A fee from before Purr counts as one whose deadline nobody knows")
    func chargedBefore() throws {
        let claim = claim(
            480_000, due: Day(2026, 7, 1),
            [
                (Day(2026, 7, 20), .chargedBefore(Money(kroner: 38))),
                letter(.nudge, Day(2026, 8, 3), deadline: nil),
            ])
        let proposal = try #require(claim.decision(on: Day(2026, 8, 20)).proposal)
        #expect(proposal.fee == FeeDecision(amount: .zero, reason: .deadlineTooShort(days: nil)))
    }

    @Test("The tone follows the plan unless the customer has its own")
    func tone() {
        #expect(Policy(plan: .named(.rolig)).tone(at: .paymentDemand).tone == .neutral)
        #expect(Policy(plan: .named(.tett)).tone(at: .collectionNotice).tone == .firm)
        #expect(
            Policy(plan: .named(.tett), tone: .friendly).tone(at: .paymentDemand).tone == .friendly)
        for plan in Plan.Name.allCases {
            #expect(Plan.named(plan).tone(at: .nudge) == .friendly)
        }
    }
}

extension Claim {
    /// The due day, or the day of the last letter.
    fileprivate var lastDay: Day { letters.last?.sentOn ?? due }
}
