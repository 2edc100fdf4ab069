import Basics

/// A statutory value and the days it is in force, both inclusive; no end means until it is changed.
public struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    public let from: Day
    public let to: Day?
    public let value: Value
    /// The regulation or source it was read in.
    public let source: String
    /// True when somebody has added it, false when this version of Purr ships it.
    public let isOwn: Bool

    public init(
        _ from: Day, _ to: Day?, _ value: Value, _ source: String, isOwn: Bool = false
    ) {
        self.isOwn = isOwn
        self.from = from
        self.to = to
        self.value = value
        self.source = source
    }

    @inlinable
    public func covers(_ day: Day) -> Bool {
        if day < from { return false }
        guard let to else { return true }
        return day <= to
    }
}

/// A value that is not known for a day: an error that says which, never a guess.
public struct MissingRate: Error, Hashable, Codable, Sendable {
    public enum Table: String, Codable, CaseIterable, Sendable {
        case lateInterest = "late-interest"
        case standardCompensation = "standard-compensation"
        case collectionRate = "collection-rate"
        case courtFee = "court-fee"
    }

    public let table: Table
    public let day: Day

    public init(table: Table, day: Day) {
        self.table = table
        self.day = day
    }

    /// The days a row for this rate would cover, both inclusive: a half-year or a year.
    public var period: (from: Day, to: Day) {
        let (year, month, _) = day.components
        switch table {
        case .lateInterest, .standardCompensation:
            return month <= 6
                ? (Day(year, 1, 1), Day(year, 6, 30)) : (Day(year, 7, 1), Day(year, 12, 31))
        case .collectionRate, .courtFee: return (Day(year, 1, 1), Day(year, 12, 31))
        }
    }

    public var diagnostic: Diagnostic {
        let (from, to) = period
        return Diagnostic(
            "law.missing-rate", place: "\(table.rawValue) on \(day.iso)", found: "no value",
            expected: "a row that covers \(from.iso) to \(to.iso)",
            remedy:
                "purr law rates add \(table.rawValue) --from \(from.iso) --to \(to.iso) --value VALUE --source SOURCE"
        )
    }
}

extension MissingRate.Table {
    public var citation: Citation {
        switch self {
        case .lateInterest: Citation(.forsinkelsesrenteloven, "§ 3")
        case .standardCompensation: Citation(.forsinkelsesrenteloven, "§ 3 a")
        case .collectionRate: Citation(.inkassoforskriften, "§ 1-1")
        case .courtFee: Citation(.rettsgebyrloven, "§ 1")
        }
    }
}
