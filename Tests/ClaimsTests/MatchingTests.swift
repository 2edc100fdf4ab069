import Basics
import Claims
import Law
import Testing

@Suite("Matching payments")
struct MatchingTests {
    typealias Candidate = Matching.Candidate

    private func candidate(
        _ id: Int64, open: Int64, toPay: Int64? = nil, due: Day = Day(2026, 8, 3), debtor: Int64 = 1
    ) -> Candidate {
        Candidate(
            claim: ClaimID(id), debtor: DebtorID(debtor), invoice: "\(1000 + id)", due: due,
            openPrincipal: Money(ore: open), toPay: Money(ore: toPay ?? open))
    }

    private func place(_ ore: Int64, _ candidates: [Candidate]) -> ([Int64: Int64], rest: Int64) {
        let result = Matching.place(Money(ore: ore), on: candidates)
        let parts = result.parts.map { ($0.claim.number, $0.amount.ore) }
        return (Dictionary(uniqueKeysWithValues: parts), result.rest.ore)
    }

    // MARK: By KID

    @Test("One invoice takes a part, its principal, its total, and no more")
    func oneInvoice() {
        let one = [candidate(1, open: 100_000, toPay: 103_800)]
        #expect(place(40_000, one) == ([1: 40_000], 0))
        #expect(place(100_000, one) == ([1: 100_000], 0))
        #expect(place(103_800, one) == ([1: 103_800], 0))
        #expect(place(110_000, one) == ([1: 103_800], 6_200))
    }

    @Test("Several invoices with one KID: the one of that very amount, else the oldest first")
    func severalInvoices() {
        let three = [
            candidate(1, open: 30_000, due: Day(2026, 8, 20)),
            candidate(2, open: 50_000, due: Day(2026, 8, 3)),
            candidate(3, open: 70_000, toPay: 73_800, due: Day(2026, 9, 3)),
        ]
        #expect(place(30_000, three) == ([1: 30_000], 0))
        #expect(place(73_800, three) == ([3: 73_800], 0))
        #expect(place(60_000, three) == ([2: 50_000, 1: 10_000], 0))
        #expect(place(153_800, three) == ([1: 30_000, 2: 50_000, 3: 73_800], 0))
        #expect(place(160_000, three) == ([1: 30_000, 2: 50_000, 3: 73_800], 6_200))
    }

    @Test("A paid claim takes nothing, and what nobody can hold waits")
    func nothingOpen() {
        #expect(place(100, [candidate(1, open: 0)]) == ([:], 100))
        #expect(place(100, []) == ([:], 100))
    }

    @Test("The debtor is known only when all candidates are the same debtor's")
    func debtor() {
        let same = [candidate(1, open: 100), candidate(2, open: 200)]
        #expect(Matching.place(Money(ore: 100), on: same).debtor == DebtorID(1))
        let mixed = [candidate(1, open: 100), candidate(2, open: 200, debtor: 2)]
        #expect(Matching.place(Money(ore: 100), on: mixed).debtor == nil)
    }

    @Test("No placement makes or loses money, and no claim gets more than it can hold")
    func conservation() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Chance(seed: seed)
        for _ in 0..<2_000 {
            let candidates = (0..<Int64.random(in: 0..<5, using: &chance)).map { id in
                let open = Int64.random(in: 0...500, using: &chance)
                return candidate(
                    id, open: open, toPay: open + Int64.random(in: 0...50, using: &chance),
                    due: Day(2026, 8, 3) + Int.random(in: 0..<9, using: &chance))
            }
            let amount = Money(ore: Int64.random(in: 1...2_000, using: &chance))
            let result = Matching.place(amount, on: candidates)
            #expect(result.parts.map(\.amount).sum() + result.rest == amount, "seed \(seed)")
            #expect(Set(result.parts.map(\.claim)).count == result.parts.count, "seed \(seed)")
            for part in result.parts {
                let held = candidates.first { $0.claim == part.claim }
                #expect(part.amount > .zero, "seed \(seed)")
                #expect(part.amount <= held?.toPay ?? .zero, "seed \(seed)")
            }
        }
    }
}
