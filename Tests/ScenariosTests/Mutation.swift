import Basics

/// Changes an expected value into another of the same kind.
enum Mutation {
    /// The line with the value that stands in these characters changed.
    static func change(_ line: String, _ range: Range<Int>) -> String {
        let characters = Array(line)
        let value = String(characters[range])
        return String(characters[..<range.lowerBound]) + other(than: value)
            + String(characters[range.upperBound...])
    }

    /// A value of the same kind that is not this one.
    static func other(than value: String) -> String {
        if let swapped = words[value] { return swapped }
        if let day = Day(iso: value) { return (day + 1).iso }
        if value.allSatisfy(\.isNumber), let last = value.last?.wholeNumberValue {
            return value.dropLast() + String((last + 1) % 10)
        }
        if let amount = Money(parsing: value) { return (amount + Money(ore: 1)).decimal }
        return value + "x"
    }

    /// Words that must be one of a few.
    private static let words = [
        "none": "2026-01-01", "never": "2026-01-01", "valid": "invalid", "invalid": "valid",
        "missing-rate": "1.00", "send": "hold", "hold": "send", "wait": "hold",
        "closed": "attention", "attention": "closed", "ask": "closed settled", "nudge": "reminder",
        "reminder": "nudge", "collection-notice": "nudge", "payment-demand": "nudge",
    ]
}
