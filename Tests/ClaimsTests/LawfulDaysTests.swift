import Basics
import Claims
import Law
import Testing

/// Earliest days and fees of single letters, in whatever order they came.
@Suite("Lawful days of a letter")
struct LawfulDaysTests {
    private let due = Day(2026, 8, 3)

    private func first(_ step: Step, _ claim: Claim, on day: Day, grace: Int = 0) -> Day? {
        claim.lawfulFrom(step, on: day, law: .shipped, graceBankDays: grace)
    }

    @Test("Without letters: the day after the due date, and the fourteenth for a reminder's fee")
    func none() {
        let claim = claim(480_000, due: due)
        #expect(first(.nudge, claim, on: due) == Day(2026, 8, 4))
        #expect(first(.reminder, claim, on: due) == Day(2026, 8, 17))
        #expect(first(.collectionNotice, claim, on: due) == Day(2026, 8, 4))
        #expect(first(.paymentDemand, claim, on: due) == nil)
    }

    @Test("A running deadline holds every letter, also a nudge, through its last day")
    func running() {
        let claim = claim(
            480_000, due: due,
            [letter(.reminder, Day(2026, 8, 17), deadline: Day(2026, 8, 31), feeOre: 3800)])
        for step in [Step.nudge, .collectionNotice, .paymentDemand] {
            #expect(first(step, claim, on: Day(2026, 8, 20)) == Day(2026, 9, 1))
        }
        #expect(first(.collectionNotice, claim, on: Day(2026, 8, 20), grace: 2) == Day(2026, 9, 3))
        #expect(claim.runningDeadline(on: Day(2026, 8, 16)) == nil)
        #expect(claim.runningDeadline(on: Day(2026, 8, 31)) == Day(2026, 8, 31))
        #expect(claim.runningDeadline(on: Day(2026, 9, 1)) == nil)
    }

    @Test("When the letter has gone, the letters before it count, and none after")
    func gone() {
        let claim = claim(
            480_000, due: due,
            [
                letter(.reminder, Day(2026, 8, 17), deadline: Day(2026, 8, 31), feeOre: 3800),
                letter(
                    .collectionNotice, Day(2026, 9, 2), deadline: Day(2026, 9, 16), feeOre: 3800,
                    id: 2),
                letter(
                    .paymentDemand, Day(2026, 9, 18), deadline: Day(2026, 10, 2), feeOre: 11_300,
                    id: 3),
            ])
        let end = Day(2026, 10, 5)
        #expect(first(.reminder, claim, on: end) == Day(2026, 8, 17))
        #expect(first(.collectionNotice, claim, on: end) == Day(2026, 9, 1))
        #expect(first(.paymentDemand, claim, on: end) == Day(2026, 9, 17))
        #expect(
            claim.feeLawfulFrom(.paymentDemand, on: end, law: .shipped) == Day(2026, 9, 17))
    }

    @Test("The fee of the letter of that day is judged as before it went; else as of a next one")
    func fee() {
        let claim = claim(
            480_000, due: due,
            [letter(.reminder, Day(2026, 8, 17), deadline: Day(2026, 8, 31), feeOre: 3800)])
        func fee(_ day: Day) -> FeeDecision { claim.fee(of: .reminder, on: day, law: .shipped) }
        #expect(fee(Day(2026, 8, 16)).reason == .tooEarly(earliest: Day(2026, 8, 17)))
        #expect(fee(Day(2026, 8, 17)) == FeeDecision(amount: Money(kroner: 38), reason: .allowed))
        #expect(fee(Day(2026, 8, 18)).reason == .deadlineRunning(until: Day(2026, 8, 31)))
        #expect(fee(Day(2026, 9, 1)).amount == Money(kroner: 38))
    }

    @Test("When only costs are left no letter carries a fee")
    func onlyCosts() {
        let claim = claim(
            480_000, due: due,
            [
                letter(.reminder, Day(2026, 8, 17), deadline: Day(2026, 8, 31), feeOre: 3800),
                (Day(2026, 8, 25), paid(480_000, forPrincipal: true)),
            ])
        let decision = claim.fee(of: .collectionNotice, on: Day(2026, 9, 1), law: .shipped)
        #expect(decision == FeeDecision(amount: .zero, reason: .onlyCostsLeft))
    }
}
