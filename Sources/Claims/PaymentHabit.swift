import Basics

/// When customers pay, as they have paid before: the middle of their own days late, else of the company's.
///
/// A customer is known by three paid invoices, a company by five; of whom nothing is known, nothing is expected. Days late may be
/// negative: some pay early.
public struct PaymentHabit: Hashable, Sendable {
    /// Days from due to paid, by debtor.
    public let byDebtor: [DebtorID: Int]
    /// The company's; nil when too little is known.
    public let usual: Int?

    public static let leastOfDebtor = 3
    public static let leastOfCompany = 5
    /// Invoices due longer ago than this, in days, say little of today.
    public static let memoryDays = 730

    /// - Parameter claims: every claim of the company, as they stand on `day`.
    public init(_ claims: [Claim], on day: Day) {
        var late: [DebtorID: [Int]] = [:]
        for claim in claims where claim.due > day - Self.memoryDays {
            guard let paid = claim.settledDay(through: day) else { continue }
            late[claim.debtor, default: []].append(paid - claim.due)
        }
        let all = late.values.flatMap(\.self)
        usual = all.count >= Self.leastOfCompany ? Self.median(all) : nil
        byDebtor = late.filter { $0.value.count >= Self.leastOfDebtor }.mapValues(Self.median)
    }

    /// The day the claim is expected to be paid; nil when nothing is known, or the day has gone by.
    public func expectedDay(of claim: Claim, after day: Day) -> Day? {
        guard let late = byDebtor[claim.debtor] ?? usual else { return nil }
        let expected = NorwegianCalendar.businessDay(onOrAfter: claim.due + late)
        return expected > day ? expected : nil
    }

    /// The lower middle: of an even number, the earlier of the two.
    private static func median(_ days: [Int]) -> Int { days.sorted()[(days.count - 1) / 2] }
}

extension Claim {
    /// The day on which payments first covered the invoice; nil when they have not by `day`.
    public func settledDay(through day: Day) -> Day? {
        guard isSettled(on: day) else { return nil }
        return asOf(day).countedFacts.filter { if case .paid = $0.event { true } else { false } }
            .map(\.on).max()
    }
}
