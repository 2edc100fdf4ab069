import Basics
import Claims

/// Claims that were overdue when they came into the book.
extension BookConnection {
    /// The claims of the backlog, whatever has become of them, in order of debtor and due day.
    public func backlog() throws -> [StoredClaim] {
        try claims(where: "1 = ? AND claim.came > claim.due", 1)
    }

    /// Documented claims that were overdue for more than `days` when they came, and about which nobody has been asked.
    ///
    /// - Parameter last: only those with a higher number.
    public func unaskedBacklog(overdueFor days: Int, after last: Int64) throws -> [ClaimID] {
        try connection.all(
            """
            SELECT claim.id FROM claim
            WHERE claim.book = ? AND claim.id > ? AND came > due AND came - due > ?
                AND documented = 1
                AND NOT EXISTS (
                    SELECT 1 FROM fact WHERE fact.book = claim.book AND fact.claim = claim.id
                        AND fact.kind IN (?, ?))
            ORDER BY claim.id
            """, book, last, Int64(days), FactRow.Kind.backlogged.rawValue,
            FactRow.Kind.sorted.rawValue
        ) { ClaimID($0.int(0)) }
    }

    /// How many documented claims were overdue for more than `days` when they came.
    public func backlogCount(overdueFor days: Int) throws -> Int {
        try connection.first(
            """
            SELECT count(*) FROM claim
            WHERE book = ? AND came > due AND came - due > ? AND documented = 1
            """, book, Int64(days)
        ) { Int($0.int(0)) } ?? 0
    }

    /// Whether a letter was ever approved in the book.
    public func hasAnyNotice() throws -> Bool {
        try connection.first("SELECT 1 FROM notice WHERE book = ? LIMIT 1", book) { _ in true }
            ?? false
    }

    /// The claims that were sorted last, all at the same time.
    public func lastSorted() throws -> [ClaimID] {
        try connection.all(
            """
            SELECT fact.claim FROM claim
            JOIN fact ON fact.book = claim.book AND fact.claim = claim.id AND fact.kind = ?
            WHERE claim.book = ? AND claim.came > claim.due AND fact.step IS NOT NULL
                AND fact.id >= (
                    SELECT value FROM counter WHERE book = claim.book AND name = 'sorted')
            ORDER BY fact.claim
            """, FactRow.Kind.sorted.rawValue, book
        ) { ClaimID($0.int(0)) }
    }

    /// Notes the first fact of the sorting that is about to be written; see ``lastSorted()``.
    public func beginSorting() throws {
        let next = try last("fact") + 1
        try connection.run(
            """
            INSERT INTO counter (book, name, value) VALUES (?, 'sorted', ?)
            ON CONFLICT (book, name) DO UPDATE SET value = excluded.value
            """, book, next)
    }
}
