import Basics

/// A statutory value and the days it is in force, both inclusive; no end means until it is changed.
public struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    public let from: Day
    public let to: Day?
    public let value: Value
    /// The regulation or source it was read in.
    public let source: String

    public init(_ from: Day, _ to: Day?, _ value: Value, _ source: String) {
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

    public var diagnostic: Diagnostic {
        Diagnostic(
            "law.missing-rate", place: "\(table.rawValue) on \(day.iso)", found: "no value",
            expected: "a row in Law's table that covers the day",
            remedy: "update Purr; the rate is announced before each half-year")
    }
}
