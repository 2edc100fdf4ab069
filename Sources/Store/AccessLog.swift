/// A person's look at somebody's data.
public struct AccessRow: Hashable, Sendable {
    /// Seconds since 1970 UTC.
    public let at: Int64
    public let person: String
    /// What kind of thing, and which; empty for all of them.
    public let what: String
    public let subject: String

    public init(at: Int64, person: String, what: String, subject: String) {
        self.at = at
        self.person = person
        self.what = what
        self.subject = subject
    }
}

extension BookConnection {
    /// Appends a look; no personal data but the name of who looked.
    public func note(_ access: AccessRow) throws {
        try connection.run(
            """
            INSERT INTO access_log (book, id, at, person, what, subject) VALUES (?,?,?,?,?,?)
            """, book, try reserve("access_log"), access.at, access.person, access.what,
            access.subject)
    }

    /// The newest looks, the newest first.
    public func accesses(limit: Int) throws -> [AccessRow] {
        try connection.all(
            """
            SELECT at, person, what, subject FROM access_log WHERE book = ?
            ORDER BY id DESC LIMIT ?
            """, book, Int64(limit)
        ) { AccessRow(at: $0.int(0), person: $0.text(1), what: $0.text(2), subject: $0.text(3)) }
    }

    /// The newest entries of the journal, the newest first.
    public func journal(last limit: Int) throws -> [JournalEntry] {
        try connection.all(
            """
            SELECT id, at, actor, kind, detail, hash FROM journal WHERE book = ?
            ORDER BY id DESC LIMIT ?
            """, book, Int64(limit)
        ) { row in
            JournalEntry(
                id: row.int(0), at: row.int(1), actor: row.text(2), kind: row.text(3),
                detail: row.text(4), hash: row.bytes(5))
        }
    }
}
