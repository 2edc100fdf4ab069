import Testing

@testable import Simulation

/// A run that once failed, and what it found.
struct FailedSeed: Sendable, CustomTestStringConvertible {
    let options: SimulationOptions
    let found: String

    init(
        _ seed: UInt64, _ found: String, days: Int, customers: Int = 8, onlyBook: Int? = nil,
        onlyCustomers: [Int]? = nil, hasFaults: Bool = false
    ) {
        options = SimulationOptions(
            seed: seed, books: 2, days: days, customers: customers, hasFaults: hasFaults,
            onlyBook: onlyBook, onlyCustomers: onlyCustomers)
        self.found = found
    }

    var testDescription: String { "\(options.seed): \(found)" }
}

/// Every seed that has found something in Purr, for good.
enum FailedSeeds {
    static let all: [FailedSeed] = [
        FailedSeed(
            1, "costs that were left were shown to nobody", days: 15, customers: 12, onlyBook: 1),
        FailedSeed(
            11, "a payment placed in part was placed whole once more", days: 7, customers: 12,
            onlyBook: 2),
        FailedSeed(4, "two fees on one day", days: 32, customers: 12, onlyBook: 2),
        FailedSeed(
            2, "a notice stood on a reminder that never left", days: 33, customers: 12, onlyBook: 1,
            hasFaults: true),
        FailedSeed(10, "paper went to an address that had given it back", days: 10, onlyBook: 2),
        FailedSeed(118, "an older list brought back a paid invoice", days: 4, hasFaults: true),
        FailedSeed(115, "two runs sent what one had given up", days: 34, hasFaults: true),
        FailedSeed(105, "no room after a letter was called back", days: 48, hasFaults: true),
    ]
}
