import Basics

/// What a bank statement says of an account: the balance before its first entry and after its last.
public struct StatedBalance: Hashable, Sendable {
    /// The first day it covers, inclusive; nil when it does not tell.
    public let from: Day?
    /// The last day it covers, inclusive.
    public let through: Day
    public let opening: Money
    public let closing: Money

    public init(from: Day?, through: Day, opening: Money, closing: Money) {
        self.from = from
        self.through = through
        self.opening = opening
        self.closing = closing
    }
}

/// Follows an account from statement to statement: each must open with the balance that the one before closed with.
public enum BalanceChain {
    /// A place where two statements do not meet.
    public struct Break: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            /// Something is missing between them.
            case gap
            /// They tell of some of the same days, and not alike.
            case overlap
        }

        public let kind: Kind
        /// The last day of the statement before, and the first of the one after.
        public let after: Day
        public let before: Day
        /// What the account moved by in between, or by which they differ, in øre; negative is out.
        public let amount: Money

        public init(kind: Kind, after: Day, before: Day, amount: Money) {
            self.kind = kind
            self.after = after
            self.before = before
            self.amount = amount
        }
    }

    /// The breaks of one account, the earliest first. The same statement told twice is one, and so is one that lies whole
    /// within another.
    ///
    /// Statements of one day follow each other where they fit: an account may have several a day.
    public static func breaks(in statements: [StatedBalance]) -> [Break] {
        var rest = Set(statements).sorted(by: isEarlier)
        rest = rest.filter { inner in !rest.contains { $0 != inner && contains($0, inner) } }
        var breaks: [Break] = []
        guard !rest.isEmpty else { return breaks }
        var last = rest.removeFirst()
        while !rest.isEmpty {
            // Of those that begin on the same day, the one that goes on from here comes first.
            let day = rest[0].from ?? rest[0].through
            let alike = rest.prefix { ($0.from ?? $0.through) == day }
            let next = rest.remove(at: alike.firstIndex { $0.opening == last.closing } ?? 0)
            let first = next.from ?? next.through
            if next.opening != last.closing {
                breaks.append(
                    Break(
                        kind: first < last.through ? .overlap : .gap, after: last.through,
                        before: first, amount: next.opening - last.closing))
            }
            last = next
        }
        return breaks
    }

    private static func isEarlier(_ first: StatedBalance, _ second: StatedBalance) -> Bool {
        let left = (first.from ?? first.through, first.through, first.opening.ore)
        let right = (second.from ?? second.through, second.through, second.opening.ore)
        return left < right
    }

    /// Days within days, and not the same: a month's statement holds each of its days'.
    private static func contains(_ outer: StatedBalance, _ inner: StatedBalance) -> Bool {
        guard let from = outer.from, let innerFrom = inner.from else { return false }
        return from <= innerFrom && inner.through <= outer.through
            && (from, outer.through) != (innerFrom, inner.through)
    }
}
