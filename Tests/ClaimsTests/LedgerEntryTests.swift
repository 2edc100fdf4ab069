import Basics
import Law
import Testing

@testable import Claims

@Suite("What claims do to the accounts")
struct LedgerEntryTests {
    private func entries(_ claim: Claim) -> [String] {
        claim.ledgerEntries(law: .shipped).map {
            "\($0.kind.rawValue) \($0.amount.ore) \($0.on.iso)"
        }
    }

    private let fee = letter(.reminder, Day(2026, 2, 20), deadline: Day(2026, 3, 6), feeOre: 3_800)

    @Test("A payment of the invoice alone makes none; what is more is fees first, then interest")
    func income() {
        #expect(entries(claim(100_000, [fee, (Day(2026, 3, 2), paid(100_000))])) == [])
        #expect(
            entries(claim(100_000, [fee, (Day(2026, 3, 2), paid(103_800))]))
                == ["fees 3800 2026-03-02"])
        let parts = claim(
            100_000,
            [
                fee, (Day(2026, 3, 2), paid(60_000)), (Day(2026, 3, 3), paid(42_000, payment: 2)),
                (Day(2026, 3, 4), paid(2_500, payment: 3)),
            ])
        #expect(
            entries(parts) == [
                "fees 2000 2026-03-03", "fees 1800 2026-03-04", "interest 700 2026-03-04",
            ])
    }

    @Test("What is overpaid is the customer's, and no income")
    func overpaid() {
        let much = claim(100_000, [fee, (Day(2026, 3, 2), paid(200_000))])
        let sum = much.ledgerEntries(law: .shipped).map(\.amount).sum()
        let statement = much.statement(Day(2026, 3, 2))
        #expect(sum == statement.fees + statement.interest)
        #expect(statement.overpaid == Money(ore: 100_000) - sum)
    }

    @Test("A payment that goes back, or was misplaced, takes its income back")
    func takenBack() {
        let receipt = Fact.Receipt(payment: PaymentID(1), amount: Money(ore: 103_800))
        for event in [Fact.Event.reversed(receipt), .misplaced(receipt)] {
            let claim = claim(
                100_000, [fee, (Day(2026, 3, 2), .paid(receipt)), (Day(2026, 3, 9), event)])
            #expect(entries(claim) == ["fees 3800 2026-03-02", "fees -3800 2026-03-09"])
        }
    }

    @Test("A loss, its VAT, and what comes in after all")
    func loss() {
        let lost = claim(
            125_000,
            [
                (Day(2026, 3, 2), paid(25_000)), (Day(2026, 6, 1), .writtenOff(why: "x")),
                (Day(2026, 6, 1), .lossEstablished(.a, why: "x")),
                (Day(2026, 9, 1), paid(50_000, payment: 2)),
            ])
        #expect(
            entries(lost) == [
                "loss 100000 2026-06-01", "vat 20000 2026-06-01", "recovered 50000 2026-09-01",
                "vat-recovered 10000 2026-09-01",
            ])
    }

    @Test("Later facts add entries and change none; the sum is what is paid beyond the invoice")
    func stable() {
        var chance = Chance(seed: 19)
        for _ in 0..<200 {
            var events: [(Day, Fact.Event)] = [fee]
            var day = Day(2026, 3, 1)
            for number in 1...Int.random(in: 1...5, using: &chance) {
                day = day + Int.random(in: 0...20, using: &chance)
                events.append(
                    (
                        day,
                        paid(Int64.random(in: 1...60_000, using: &chance), payment: Int64(number))
                    ))
            }
            let whole = claim(100_000, events).ledgerEntries(law: .shipped)
            let known = claim(100_000, events.dropLast()).ledgerEntries(law: .shipped)
            #expect(Array(whole.prefix(known.count)) == known)
            let statement = claim(100_000, events).statement(day)
            let income = whole.map(\.amount).sum()
            #expect(income == max(.zero, statement.paid - Money(ore: 100_000) - statement.overpaid))
        }
    }
}
