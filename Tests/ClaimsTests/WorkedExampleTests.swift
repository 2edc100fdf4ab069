import Basics
import Claims
import Law
import Testing

/// The worked examples of the specification, to the øre.
@Suite("Worked examples")
struct WorkedExampleTests {
    @Test("V01: one reminder with fee, paid on the deadline")
    func v01() {
        let claim = claim(
            1_000_000, due: Day(2026, 2, 2),
            [
                letter(.reminder, Day(2026, 2, 17), deadline: Day(2026, 3, 3), feeOre: 3800),
                (Day(2026, 3, 3), paid(1_013_334)),
            ])
        let statement = claim.statement(Day(2026, 3, 3))
        #expect(statement.interest.ore == 9534)
        #expect(statement.fees.ore == 3800)
        #expect(statement.toPay == .zero)
        #expect(statement.overpaid == .zero)
    }

    @Test("V02: a rate change splits the interest")
    func v02() {
        let statement = claim(2_500_000, due: Day(2026, 6, 15)).statement(Day(2026, 7, 20))
        #expect(statement.segments.map(\.amount.ore) == [12_329, 16_781])
        #expect(statement.segments.map(\.days) == [15, 20])
        #expect(statement.toPay.ore == 2_529_110)
    }

    @Test("V03: a reminder on day 11 carries no fee")
    func v03() throws {
        let early = try CreditorFee.decide(
            .reminder, due: Day(2026, 9, 10), sentOn: Day(2026, 9, 21), earlier: [], law: .shipped)
        #expect(early == FeeDecision(amount: .zero, reason: .tooEarly(earliest: Day(2026, 9, 24))))
        let statement = claim(349_900, due: Day(2026, 9, 10)).statement(Day(2026, 10, 8))
        #expect(statement.interest.ore == 3288)
        #expect(statement.toPay.ore == 353_188)
    }

    @Test("V04: the whole chain with three fees")
    func v04() throws {
        let due = Day(2026, 8, 3)
        var letters: [EarlierLetter] = []
        var events: [(Day, Fact.Event)] = []
        let chain: [(Step, LetterKind, Day, Day, Int64)] = [
            (.reminder, .reminder, Day(2026, 8, 17), Day(2026, 8, 31), 3800),
            (.collectionNotice, .collectionNotice, Day(2026, 9, 2), Day(2026, 9, 16), 3800),
            (.paymentDemand, .paymentDemand, Day(2026, 9, 18), Day(2026, 10, 2), 11_300),
        ]
        for (index, (step, kind, sent, deadline, fee)) in chain.enumerated() {
            let decision = try CreditorFee.decide(
                kind, due: due, sentOn: sent, earlier: letters, law: .shipped)
            #expect(decision == FeeDecision(amount: Money(ore: fee), reason: .allowed))
            letters.append(
                EarlierLetter(kind: kind, sentOn: sent, deadline: deadline, fee: decision.amount))
            events.append(
                letter(step, sent, deadline: deadline, feeOre: fee, id: Int64(index + 1)))
        }
        let statement = claim(480_000, due: due, events).statement(Day(2026, 10, 5))
        #expect(statement.fees.ore == 18_900)
        #expect(statement.interest.ore == 10_149)
        #expect(statement.toPay.ore == 509_049)
    }

    @Test("V05: a first deadline of ten days loses the second small fee, not the demand's")
    func v05() throws {
        let due = Day(2026, 3, 2)
        let first = EarlierLetter(
            kind: .reminder, sentOn: Day(2026, 3, 17), deadline: Day(2026, 3, 27),
            fee: Money(kroner: 38))
        let notice = try CreditorFee.decide(
            .collectionNotice, due: due, sentOn: Day(2026, 3, 30), earlier: [first], law: .shipped)
        #expect(notice == FeeDecision(amount: .zero, reason: .deadlineTooShort(days: 10)))
        let second = EarlierLetter(
            kind: .collectionNotice, sentOn: Day(2026, 3, 30), deadline: Day(2026, 4, 13),
            fee: .zero)
        let onDeadline = try CreditorFee.decide(
            .paymentDemand, due: due, sentOn: Day(2026, 4, 13), earlier: [first, second],
            law: .shipped)
        #expect(onDeadline.reason == .noMissedDeadline)
        let demand = try CreditorFee.decide(
            .paymentDemand, due: due, sentOn: Day(2026, 4, 15), earlier: [first, second],
            law: .shipped)
        #expect(demand.amount == Money(kroner: 113))
        let statement = claim(
            765_000, due: due,
            [
                letter(.reminder, Day(2026, 3, 17), deadline: Day(2026, 3, 27), feeOre: 3800),
                letter(.collectionNotice, Day(2026, 3, 30), deadline: Day(2026, 4, 13), id: 2),
                letter(
                    .paymentDemand, Day(2026, 4, 15), deadline: Day(2026, 4, 29), feeOre: 11_300,
                    id: 3),
            ]
        ).statement(Day(2026, 5, 12))
        #expect(statement.interest.ore == 17_857)
        #expect(statement.toPay.ore == 797_957)
    }

    @Test("V08: without an agreed due date interest runs 30 days after the written demand")
    func v08() {
        let sent = Day(2026, 3, 2)
        func interest(_ accepted: Bool?) -> Int64 {
            claim(
                1_234_567, due: sent,
                basis: .demanded(sentOn: sent, electronicAccepted: accepted)
            ).statement(Day(2026, 5, 15)).interest.ore
        }
        #expect(interest(nil) == 17_859)
        #expect(interest(true) == 17_859)
        #expect(interest(false) == 0)
    }

    @Test("V09: a part payment for the principal lowers what bears interest")
    func v09() {
        let claim = claim(
            5_000_000, due: Day(2026, 1, 15),
            [(Day(2026, 3, 1), paid(2_000_000, forPrincipal: true))])
        let statement = claim.statement(Day(2026, 6, 30))
        #expect(statement.segments.map(\.amount.ore) == [73_973, 119_342])
        #expect(statement.interest.ore == 193_315)
        #expect(statement.openPrincipal.ore == 3_000_000)
    }

    @Test("V14: a deadline on Maundy Thursday moves past Easter")
    func v14() {
        let deadline = Deadline.toPrint(sentOn: Day(2026, 3, 19))
        #expect(deadline == Day(2026, 4, 7))
        #expect(Deadline.nextStep(after: deadline, graceBankDays: 0) == Day(2026, 4, 8))
        #expect(Deadline.nextStep(after: deadline, graceBankDays: 2) == Day(2026, 4, 10))
    }
}
