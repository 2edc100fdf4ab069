import Basics

/// A book's sequences within one transaction.
///
/// What is given out is written once, when the transaction ends: PostgreSQL keeps every version of a row until then, so that a
/// counter changed for each of 20 000 rows would cost as many looks at the versions before. Nobody else gives out numbers
/// meanwhile, because whoever writes a book keeps all others waiting.
final class BookNumbers {
    private let connection: Connection
    private let book: Int64
    /// The last number given out, and whether the store knows it.
    private var sequences: [String: (last: Int64, isKept: Bool)] = [:]

    init(_ connection: Connection, book: Int64) {
        self.connection = connection
        self.book = book
    }

    /// - Returns: the first of `count` numbers.
    /// - Throws: `Diagnostic` `store.numbers` when there are no more.
    func reserve(_ name: String, count: Int64) throws -> Int64 {
        let last = try last(name)
        let (end, hasEnded) = last.addingReportingOverflow(count)
        guard !hasEnded else {
            throw Diagnostic(
                "store.numbers", place: "counter \(name)", found: String(last),
                expected: "room for \(count) more",
                remedy: "somebody has changed the store; run: purr verify")
        }
        sequences[name] = (end, false)
        return last + 1
    }

    /// The last number given out; 0 before the first.
    func last(_ name: String) throws -> Int64 {
        if let known = sequences[name] { return known.last }
        let stored =
            try connection.first(
                "SELECT value FROM counter WHERE book = ? AND name = ?", book, name
            ) { $0.int(0) } ?? 0
        sequences[name] = (stored, true)
        return stored
    }

    /// Writes what has been given out.
    func keep() throws {
        for (name, sequence) in sequences.sorted(by: { $0.key < $1.key }) where !sequence.isKept {
            try connection.run(
                """
                INSERT INTO counter (book, name, value) VALUES (?, ?, ?)
                ON CONFLICT (book, name) DO UPDATE SET value = excluded.value
                """, book, name, sequence.last)
            sequences[name] = (sequence.last, true)
        }
    }
}
