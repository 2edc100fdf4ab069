import Basics
import Foundation

/// The audit chain: each entry of the journal has the hash of the one before it and of the rows it covers.
enum ChainSchema {
    static let sql = """
        ALTER TABLE journal ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE journal ADD COLUMN previous BLOB;
        ALTER TABLE journal ADD COLUMN hash BLOB;
        -- Rows of one kind that an entry covers, at most 1024, from the first number to the last. The salt goes into
        -- the digest of rows that may be erased; NULL once they are covered anew.
        CREATE TABLE journal_run (
            book INTEGER NOT NULL, kind INTEGER NOT NULL, first_row INTEGER NOT NULL,
            entry INTEGER NOT NULL, last_row INTEGER NOT NULL, row_count INTEGER NOT NULL,
            digest BLOB NOT NULL, salt BLOB, marks BLOB NOT NULL,
            PRIMARY KEY (book, kind, first_row, entry)
        ) STRICT;
        CREATE INDEX journal_run_entry ON journal_run (book, entry);
        -- A seal is SHA-256 of salt and text. Erasing takes text and salt; the seal stays.
        ALTER TABLE fact ADD COLUMN salt BLOB;
        ALTER TABLE fact ADD COLUMN seal BLOB;
        ALTER TABLE claim ADD COLUMN salt BLOB;
        ALTER TABLE claim ADD COLUMN seal BLOB;
        ALTER TABLE notice ADD COLUMN salt BLOB;
        ALTER TABLE notice ADD COLUMN seal BLOB;
        ALTER TABLE notice_part ADD COLUMN id INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE notice_part ADD COLUMN salt BLOB;
        ALTER TABLE notice_part ADD COLUMN seal BLOB;
        """

    /// Made once the parts that are there have numbers.
    static let partIndex = "CREATE UNIQUE INDEX notice_part_id ON notice_part (book, id)"

    /// Chains what books held before there was a chain: what was changed until now nobody can tell.
    static func chainWhatIsThere(_ connection: Connection, salts: Salts = .random) throws {
        let books = try connection.all("SELECT id FROM book ORDER BY id") { $0.int(0) }
        for book in books {
            try numberParts(connection, book)
            for kind in CoveredKind.allCases { try seal(kind, connection, book, salts) }
            try chainEntries(connection, book)
            try coverRows(connection, book, salts)
        }
        try connection.run(partIndex)
    }

    private static func numberParts(_ connection: Connection, _ book: Int64) throws {
        let parts = try connection.all(
            "SELECT notice, name FROM notice_part WHERE book = ? ORDER BY notice, name", book
        ) { ($0.int(0), $0.text(1)) }
        guard !parts.isEmpty else { return }
        var id = try BookConnection(connection, book: book).reserve(
            "notice_part", count: Int64(parts.count))
        for (notice, name) in parts {
            try connection.run(
                "UPDATE notice_part SET id = ? WHERE book = ? AND notice = ? AND name = ?", id,
                book, notice, name)
            id += 1
        }
    }

    private static func seal(
        _ kind: CoveredKind, _ connection: Connection, _ book: Int64, _ salts: Salts
    ) throws {
        guard let sealed = kind.sealed else { return }
        let (table, name) = (kind.table, sealed.content.name)
        // Facts are keyed by their claims besides; only those with a text have anything to seal.
        let keys = try connection.all(
            "SELECT \(kind.owner == nil ? "0" : kind.columns[1].name), id FROM \(table) "
                + "WHERE book = ? AND \(name) IS NOT NULL", book
        ) { ($0.int(0), $0.int(1)) }
        let isOwned = kind == .fact
        let key = "book = ? AND id = ?" + (isOwned ? " AND claim = ?" : "")
        for (owner, id) in keys {
            let more: [any Bindable] = isOwned ? [owner] : []
            let read = try connection.prepare("SELECT \(name) FROM \(table) WHERE \(key)")
            try read.bind([book, id] + more)
            var content: [UInt8] = []
            try read.forEach { content = $0.bytes(0) }
            let seal = Seal(content, salt: salts.salt(book, kind, id))
            let write = try connection.prepare(
                "UPDATE \(table) SET salt = ?, seal = ? WHERE \(key)")
            try write.bind([seal.salt, seal.hash, book, id] + more)
            try write.run()
        }
    }

    private static func chainEntries(_ connection: Connection, _ book: Int64) throws {
        var previous = ChainEntry.beginning
        var last: Int64 = 0
        while true {
            let entries = try connection.all(
                """
                SELECT id, at, actor, kind, detail FROM journal WHERE book = ? AND id > ?
                ORDER BY id LIMIT 1000
                """, book, last
            ) { row in
                ChainEntry(
                    book: book, id: row.int(0), at: row.int(1), actor: row.text(2),
                    kind: row.text(3), detail: row.text(4), previous: [])
            }
            if entries.isEmpty { return }
            for var entry in entries {
                entry.previous = previous
                let hash = entry.hash(covering: [])
                try connection.run(
                    "UPDATE journal SET previous = ?, hash = ? WHERE book = ? AND id = ?",
                    previous, hash, book, entry.id)
                previous = hash
                last = entry.id
            }
        }
    }

    /// One entry covers all that is there and says so.
    private static func coverRows(_ connection: Connection, _ book: Int64, _ salts: Salts) throws {
        let scope = BookConnection(connection, book: book)
        let entries = try scope.last("journal")
        let chain = ChainWriter(connection, book: book, salts: salts)
        // Kinds that came later have no table yet, and nothing in it.
        let tables = try connection.tables()
        for kind in CoveredKind.allCases where tables.contains(kind.table) {
            let rows = CoveredRows(kind, connection, book: book)
            for window in try rows.windows() {
                try rows.forEach(in: window) { row in
                    try chain.cover(kind, row.id, owner: row.owner) { row.encode(into: $0) }
                }
            }
        }
        try chain.append(
            "chained", "what was here before: entries 1 to \(entries) and their rows",
            at: Int64(Date().timeIntervalSince1970), actor: "purr")
        try chain.numbers.keep()
    }
}
