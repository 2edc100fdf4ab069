import Basics
import Testing

@testable import Claims

@Suite("Sums of several invoices")
struct SubsetSumTests {
    @Test("Every set found has the sum, and one that is there is found")
    func found() {
        var chance = Chance(seed: 3)
        for _ in 0..<500 {
            let amounts = (0..<Int.random(in: 2...14, using: &chance)).map { _ in
                Money(ore: Int64.random(in: 1...500_000, using: &chance))
            }
            let chosen = amounts.indices.filter { _ in Bool.random(using: &chance) }
            guard chosen.count > 1 else { continue }
            let target = chosen.map { amounts[$0] }.sum()
            let sets = SubsetSum.sets(of: amounts, target: target, limit: 1_000)
            for set in sets { #expect(set.map { amounts[$0] }.sum() == target) }
            #expect(sets.contains(chosen))
        }
    }

    @Test("A single amount is no sum, and too many are not tried")
    func refused() {
        #expect(SubsetSum.sets(of: [Money(ore: 5), Money(ore: 7)], target: Money(ore: 5)) == [])
        let many = [Money](repeating: Money(ore: 1), count: 21)
        #expect(SubsetSum.sets(of: many, target: Money(ore: 2)) == [])
        #expect(SubsetSum.sets(of: [], target: .zero) == [])
    }

    @Test("Amounts made to be slow end in time")
    func bounded() {
        // Every even sum has very many sets and the odd one none.
        let even = (1...20).map { Money(ore: Int64($0) * 2) }
        #expect(SubsetSum.sets(of: even, target: Money(ore: 211)) == [])
        #expect(SubsetSum.sets(of: even, target: Money(ore: 210)).count == 4)
    }
}

@Suite("Balances from statement to statement")
struct BalanceChainTests {
    private func day(
        _ number: Int, _ opening: Int64, _ closing: Int64, from: Int? = nil
    ) -> StatedBalance {
        StatedBalance(
            from: Day(2026, 10, from ?? number), through: Day(2026, 10, number),
            opening: Money(ore: opening), closing: Money(ore: closing))
    }

    @Test("Statements that meet have no break, in whatever order they came and however often")
    func meet() {
        let all = [day(5, 100, 150), day(6, 150, 90), day(7, 90, 90), day(9, 90, 400)]
        #expect(BalanceChain.breaks(in: all) == [])
        #expect(BalanceChain.breaks(in: (all + all).shuffled()) == [])
        #expect(BalanceChain.breaks(in: []) == [])
    }

    @Test("What is missing between two is a gap with its days and amount, until it comes")
    func gap() {
        let two = [day(5, 100, 150), day(9, 90, 400)]
        #expect(
            BalanceChain.breaks(in: two) == [
                .init(
                    kind: .gap, after: Day(2026, 10, 5), before: Day(2026, 10, 9),
                    amount: Money(ore: -60))
            ])
        #expect(BalanceChain.breaks(in: two + [day(7, 150, 90)]) == [])
        #expect(BalanceChain.breaks(in: two + [day(7, 150, 120)]).map(\.amount.ore) == [-30])
    }

    @Test("Days told by two statements that differ overlap; a month that holds its days does not")
    func overlap() {
        let overlapping = [day(7, 100, 150, from: 5), day(9, 120, 200, from: 6)]
        #expect(BalanceChain.breaks(in: overlapping).map(\.kind) == [.overlap])
        let month = [day(31, 100, 400, from: 1), day(5, 100, 150), day(6, 150, 90)]
        #expect(BalanceChain.breaks(in: month) == [])
    }

    @Test("Several statements of one day follow each other where they fit")
    func sameDay() {
        let all = [day(4, 50, 100), day(5, 150, 90), day(5, 100, 150), day(6, 90, 95)]
        #expect(BalanceChain.breaks(in: all) == [])
    }
}
