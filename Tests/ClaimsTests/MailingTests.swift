import Basics
import Claims
import Law
import Testing

@Suite("One letter a debtor")
struct MailingTests {
    private func item(_ id: Int64, debtor: Int64, due: Day, on day: Day) -> Mailing.Item? {
        let base = claim(480_000, due: due).climbed(to: .reminder)
        let own = Claim(
            id: ClaimID(id), debtor: DebtorID(debtor), invoice: "\(id)", issued: due - 14, due: due,
            principal: Money(ore: 480_000), debtorKind: .consumer, facts: base.facts)
        let decision = own.decision(on: day)
        return decision.proposal.map { Mailing.Item(claim: own, decision: decision, proposal: $0) }
    }

    @Test("Three overdue invoices make one letter with one fee, on the oldest")
    func oneFee() throws {
        let day = Day(2026, 8, 24)
        let items = [
            try #require(item(1, debtor: 1, due: Day(2026, 8, 5), on: day)),
            try #require(item(2, debtor: 1, due: Day(2026, 8, 3), on: day)),
            try #require(item(3, debtor: 1, due: Day(2026, 8, 6), on: day)),
            try #require(item(4, debtor: 2, due: Day(2026, 8, 3), on: day)),
        ]
        let mailings = Mailing.gather(items)
        #expect(mailings.map(\.debtor) == [DebtorID(1), DebtorID(2)])
        #expect(mailings[0].items.map(\.claim.id.number) == [2, 1, 3])
        #expect(mailings[0].items.map(\.proposal.feeAmount.ore) == [3800, 0, 0])
        #expect(mailings[0].items[1].proposal.fee?.reason == .oneFeePerLetter)
        #expect(mailings[0].fee == Money(kroner: 38))
        #expect(mailings[0].toPay == mailings[0].items.map(\.proposal.toPay).sum())
        #expect(mailings[1].fee == Money(kroner: 38))
    }

    @Test("Different steps are different letters")
    func steps() throws {
        let day = Day(2026, 8, 24)
        let reminder = try #require(item(1, debtor: 1, due: Day(2026, 8, 3), on: day))
        let fresh = Claim(
            id: ClaimID(2), debtor: DebtorID(1), invoice: "2", issued: Day(2026, 8, 1),
            due: Day(2026, 8, 18), principal: Money(ore: 100), debtorKind: .consumer)
        let decision = fresh.decision(on: day)
        let nudge = Mailing.Item(
            claim: fresh, decision: decision, proposal: try #require(decision.proposal))
        #expect(Mailing.gather([nudge, reminder]).map(\.step) == [.nudge, .reminder])
        #expect(Mailing.gather([]).isEmpty)
    }
}
