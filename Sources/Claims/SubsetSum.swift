import Basics

/// Which of a few amounts add up to a sum.
enum SubsetSum {
    /// More amounts than this are not tried in every combination: their sums would meet by chance.
    static let amountsMax = 20
    /// Branches looked at before giving up: a fraction of a millisecond.
    static let branchesMax = 20_000

    /// Up to `limit` sets of indices, each of two or more amounts, whose sum is `target`.
    ///
    /// Sets are found in a fixed order, those of the first amounts first.
    /// - Parameter amounts: in øre, positive.
    static func sets(of amounts: [Money], target: Money, limit: Int = 4) -> [[Int]] {
        guard amounts.count >= 2, amounts.count <= amountsMax, target > .zero else { return [] }
        var search = Search(amounts: amounts.map(\.ore), limit: limit)
        search.visit(0, left: target.ore, chosen: [])
        return search.found
    }

    private struct Search {
        let amounts: [Int64]
        let limit: Int
        /// What is left from each place on: a branch that cannot reach the sum is not entered.
        let tails: [Int64]
        var found: [[Int]] = []
        var branches = 0

        init(amounts: [Int64], limit: Int) {
            self.amounts = amounts
            self.limit = limit
            var tails = [Int64](repeating: 0, count: amounts.count + 1)
            for index in amounts.indices.reversed() {
                tails[index] = tails[index + 1] + amounts[index]
            }
            self.tails = tails
        }

        mutating func visit(_ index: Int, left: Int64, chosen: [Int]) {
            branches += 1
            if left == 0 {
                if chosen.count > 1 { found.append(chosen) }
                return
            }
            guard index < amounts.count, left > 0, left <= tails[index], found.count < limit,
                branches < SubsetSum.branchesMax
            else { return }
            visit(index + 1, left: left - amounts[index], chosen: chosen + [index])
            visit(index + 1, left: left, chosen: chosen)
        }
    }
}
