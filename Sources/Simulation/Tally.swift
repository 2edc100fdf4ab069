import Claims

/// What has been counted in a run.
public struct Tally: Hashable, Codable, Sendable {
    public var books = 0
    public var days = 0
    public var customers = 0
    public var bills = 0
    public var payments = 0
    public var files = 0
    /// Files that were taken in again, to see that nothing happens.
    public var repeated = 0
    public var mails = 0
    /// What a person did or said at the desk.
    public var decisions = 0
    public var refunds = 0
    /// Letters that left, by step.
    public var letters: [String: Int] = [:]
    public var recalled = 0
    public var bounced = 0
    /// Faults injected, by kind.
    public var faults: [String: Int] = [:]
    /// Checks made, by checker.
    public var checks: [String: Int] = [:]
    /// Letters about bills whose money had come, but so that nobody could know what it was for.
    public var unknowable = 0
    /// Payments the matcher placed by itself on another bill than they were for.
    public var misplaced = 0

    mutating func count(fault: String) { faults[fault, default: 0] += 1 }
    mutating func count(check: String, _ times: Int = 1) { checks[check, default: 0] += times }
    mutating func count(letter: Step) { letters[letter.name, default: 0] += 1 }

    public var lettersInAll: Int { letters.values.reduce(0, +) }
    public var faultsInAll: Int { faults.values.reduce(0, +) }
    public var checksInAll: Int { checks.values.reduce(0, +) }
}

extension Tally {
    mutating func add(_ other: Tally) {
        files += other.files
        repeated += other.repeated
        mails += other.mails
        decisions += other.decisions
        refunds += other.refunds
        recalled += other.recalled
        bounced += other.bounced
        unknowable += other.unknowable
        misplaced += other.misplaced
        letters.merge(other.letters, uniquingKeysWith: +)
        faults.merge(other.faults, uniquingKeysWith: +)
        checks.merge(other.checks, uniquingKeysWith: +)
    }
}
