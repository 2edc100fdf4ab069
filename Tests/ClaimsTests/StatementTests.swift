import Basics
import Claims
import Law
import Testing

@Suite("Statement")
struct StatementTests {
    @Test("A payment equal to the open principal leaves fee and interest")
    func exactPrincipal() {
        let claim = claim(
            1_250_000, due: Day(2026, 7, 20),
            [
                (Day(2026, 8, 5), .chargedBefore(Money(kroner: 38))),
                (Day(2026, 10, 7), paid(1_250_000)),
            ])
        let statement = claim.statement(Day(2026, 10, 8))
        #expect(statement.openPrincipal == .zero)
        #expect(statement.openCosts == Money(kroner: 38))
    }

    @Test("An invoice paid in two late parts is settled, whatever was set against interest")
    func undemandedInterest() {
        let claim = claim(
            187_550, due: Day(2026, 8, 17),
            [(Day(2026, 10, 6), paid(50_000)), (Day(2026, 10, 7), paid(137_550, payment: 2))])
        let statement = claim.statement(Day(2026, 10, 8))
        #expect(statement.openPrincipal == Money(ore: 3194))
        #expect(statement.openInvoice == .zero)
        #expect(!statement.isInterestDemanded)
        #expect(claim.decision(on: Day(2026, 10, 8)).reasons == [.settled])
        var conventions = Conventions()
        conventions.allocation = .costsDemandedInterestPrincipal
        let last = Statement(
            of: claim, on: Day(2026, 10, 8), law: LawBook.shipped.with(conventions))
        #expect(last.openPrincipal == .zero)
        #expect(last.openInterest == Money(ore: 3193))
    }

    @Test("Demanded interest is paid before the principal")
    func demandedInterest() {
        let claim = claim(
            1_000_000, due: Day(2026, 2, 2),
            [
                letter(.reminder, Day(2026, 2, 17), deadline: Day(2026, 3, 3), feeOre: 3800),
                (Day(2026, 3, 3), paid(500_000)),
            ])
        let statement = claim.statement(Day(2026, 3, 3))
        #expect(statement.openCosts == .zero)
        #expect(statement.openInterest == .zero)
        #expect(statement.openPrincipal.ore == 1_000_000 - 500_000 + 3800 + 9534)
    }

    @Test("Money paid on the business day after a due date on a Saturday bears no interest")
    func dueOnSaturday() {
        let saturday = Day(2026, 9, 19)
        let inTime = claim(100_000, due: saturday, [(Day(2026, 9, 21), paid(100_000))])
        #expect(inTime.statement(Day(2026, 10, 1)).interest == .zero)
        let late = claim(100_000, due: saturday, [(Day(2026, 9, 22), paid(100_000))])
        #expect(late.statement(Day(2026, 10, 1)).interest.ore == 101)  // three days at 12.25 %
    }

    @Test("A reversal opens again what the payment had covered")
    func reversal() {
        let receipt = Fact.Receipt(payment: PaymentID(7), amount: Money(ore: 1_013_334))
        let claim = claim(
            1_000_000, due: Day(2026, 2, 2),
            [
                letter(.reminder, Day(2026, 2, 17), deadline: Day(2026, 3, 3), feeOre: 3800),
                (Day(2026, 3, 3), .paid(receipt)), (Day(2026, 3, 5), .reversed(receipt)),
            ])
        #expect(claim.statement(Day(2026, 3, 4)).toPay == .zero)
        let after = claim.statement(Day(2026, 3, 5))
        #expect(after.openPrincipal.ore == 1_000_000)
        #expect(after.openCosts.ore == 3800)
        #expect(after.paid == .zero)
    }

    @Test("A credit note that corrects takes the interest with it; a concession does not")
    func credits() {
        func interest(corrects: Bool) -> Int64 {
            claim(
                1_000_000, due: Day(2026, 2, 2),
                [
                    (
                        Day(2026, 3, 3),
                        .credited(
                            .init(amount: Money(ore: 500_000), reference: "9", corrects: corrects))
                    )
                ]
            ).statement(Day(2026, 3, 3)).interest.ore
        }
        #expect(interest(corrects: true) == 4767)
        #expect(interest(corrects: false) == 9534)
    }

    @Test("A letter that was called back has charged nothing")
    func recalled() {
        let claim = claim(
            1_000_000, due: Day(2026, 2, 2),
            [
                letter(.reminder, Day(2026, 2, 17), deadline: Day(2026, 3, 3), feeOre: 3800),
                (Day(2026, 2, 17), .recalled(NoticeID(1), why: "undone")),
            ])
        #expect(claim.statement(Day(2026, 3, 3)).fees == .zero)
    }

    @Test("Past the last known rate the statement says so and stops")
    func missingRate() {
        let statement = claim(1_000_000, due: Day(2026, 12, 20)).statement(Day(2027, 1, 10))
        #expect(statement.missingRate == MissingRate(table: .lateInterest, day: Day(2027, 1, 1)))
    }

    @Test(
        "Every history adds up: principal − credited + interest + fees − paid + overpaid = to pay")
    func conservation() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Chance(seed: seed)
        for _ in 0..<5_000 {
            let due = Day(2026, 1, 1) + Int.random(in: 0..<150, using: &chance)
            var events: [(Day, Fact.Event)] = []
            var receipts: [Fact.Receipt] = []
            for index in 0..<Int.random(in: 0..<7, using: &chance) {
                let day = due + Int.random(in: -10..<120, using: &chance)
                let amount = Money(ore: Int64.random(in: 1...700_000, using: &chance))
                switch Int.random(in: 0..<5, using: &chance) {
                case 0:
                    events.append(
                        (
                            day,
                            .credited(
                                .init(amount: amount, reference: "k", corrects: index % 2 == 0))
                        )
                    )
                case 1:
                    events.append(
                        letter(.reminder, day, deadline: day + 14, feeOre: 3800, id: Int64(index)))
                case 2 where !receipts.isEmpty:
                    events.append((due + 121, .reversed(receipts.removeLast())))
                default:
                    let receipt = Fact.Receipt(payment: PaymentID(Int64(index)), amount: amount)
                    receipts.append(receipt)
                    events.append((day, .paid(receipt)))
                }
            }
            let claim = claim(
                Int64.random(in: 1...1_000_000, using: &chance), due: due, events)
            let statement = claim.statement(due + Int.random(in: 0..<140, using: &chance))
            let sum =
                statement.principal - statement.credited + statement.interest + statement.fees
                - statement.paid + statement.overpaid
            #expect(sum == statement.toPay, "seed \(seed)")
            #expect(statement.segments.map(\.amount).sum() == statement.interest, "seed \(seed)")
            #expect(
                statement.openPrincipal >= .zero && statement.openCosts >= .zero
                    && statement.openInterest >= .zero && statement.overpaid >= .zero,
                "seed \(seed)")
        }
    }
}
