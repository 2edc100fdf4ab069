import Basics

/// The law as data: every effective-dated value that Purr charges or counts by.
///
/// Passed explicitly wherever something is computed, so that an old letter can be recomputed and a new
/// rate tried out.
public struct LawBook: Hashable, Sendable {
    /// Hundredths of a percent a year: 1225 is 12.25 %.
    public let lateInterest: [Dated<Int>]
    public let standardCompensation: [Dated<Money>]
    /// Inkassosats, which fees and collection fees are fractions and multiples of.
    public let collectionRate: [Dated<Money>]
    /// Rettsgebyr, R.
    public let courtFee: [Dated<Money>]
    /// The first day of the collection act of 2026; nil while the King has not set it.
    public let act2026From: Day?
    /// What is done where the law is silent.
    public let conventions: Conventions

    /// What this version of Purr ships.
    public static let shipped = LawBook()

    public init(
        lateInterest: [Dated<Int>] = LawBook.shippedLateInterest,
        standardCompensation: [Dated<Money>] = LawBook.shippedStandardCompensation,
        collectionRate: [Dated<Money>] = LawBook.shippedCollectionRate,
        courtFee: [Dated<Money>] = LawBook.shippedCourtFee, act2026From: Day? = nil,
        conventions: Conventions = .standard
    ) {
        self.lateInterest = lateInterest.sorted { $0.from < $1.from }
        self.standardCompensation = standardCompensation.sorted { $0.from < $1.from }
        self.collectionRate = collectionRate.sorted { $0.from < $1.from }
        self.courtFee = courtFee.sorted { $0.from < $1.from }
        self.act2026From = act2026From
        self.conventions = conventions
    }

    /// The same law with other choices.
    public func with(_ conventions: Conventions) -> LawBook {
        LawBook(
            lateInterest: lateInterest, standardCompensation: standardCompensation,
            collectionRate: collectionRate, courtFee: courtFee, act2026From: act2026From,
            conventions: conventions)
    }

    /// The same law with the act of 2026 in force from `day`, or not known to be when nil.
    public func withAct2026(from day: Day?) -> LawBook {
        LawBook(
            lateInterest: lateInterest, standardCompensation: standardCompensation,
            collectionRate: collectionRate, courtFee: courtFee, act2026From: day,
            conventions: conventions)
    }

    /// Which collection act governs a letter of this day.
    public func regime(on day: Day) -> Regime {
        if let act2026From, day >= act2026From { return .act2026 }
        return .act1988
    }

    func value<Value>(
        of table: MissingRate.Table, in rows: [Dated<Value>], on day: Day
    ) throws(MissingRate) -> Value {
        // The newest row that covers the day: an own row may begin where a shipped one has no end yet.
        for row in rows.reversed() where row.covers(day) { return row.value }
        throw MissingRate(table: table, day: day)
    }
}

/// The collection act a letter is written under.
public enum Regime: String, Codable, Sendable {
    /// Inkassoloven of 13 May 1988 nr 26.
    case act1988
    /// Inkassoloven of 22 May 2026 nr 19, adopted; from its first day creditors' own fees await a regulation.
    case act2026
}
