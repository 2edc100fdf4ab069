import Basics

/// A value as a database holds it.
public enum SQLValue: Hashable, Sendable, Bindable {
    case null
    case int(Int64)
    case text(String)
    case bytes([UInt8])

    public func bind(to statement: SQLStatement, at index: Int32) {
        switch self {
        case .null: statement.bindNull(index)
        case .int(let number): statement.bind(index, number)
        case .text(let text): statement.bind(index, text)
        case .bytes(let bytes): statement.bind(index, bytes)
        }
    }
}

/// How many rows of each table were copied.
public struct BookCopy: Sendable {
    public let book: Int64
    public let rows: [String: Int64]

    public var total: Int64 { rows.values.reduce(0, +) }
}

extension Database {
    /// Copies a book, every row of it, into another database of the same schema on either engine.
    ///
    /// Reads one snapshot and writes one transaction. Rows that are the same for every book, the law's, are copied where the
    /// other database has none of them.
    /// - Parameters:
    ///   - target: its number there; `book` when nil.
    ///   - progress: rows copied so far.
    /// - Throws: `Diagnostic` `store.book-exists` when the number is taken there, `store.copy` when the other has not got as many
    ///   rows as this; nothing is copied then.
    @discardableResult
    public func copy(
        book: Int64, to other: Database, as target: Int64? = nil,
        progress: (Int64) -> Void = { _ in }
    ) throws -> BookCopy {
        let target = target ?? book
        try refuseTaken(target, in: other)
        return try engine.read(.book(book), isAside: false) { source in
            let rows = try other.engine.write(.book(target), dryRun: false) { sink in
                try BookCopier(source: source, sink: sink).copy(book, as: target, progress)
            }
            return BookCopy(book: target, rows: rows)
        }
    }

    /// Copies the rates and the acts' days, unless the other database has its own.
    public func copyLaw(to other: Database) throws {
        let rates = try read { try $0.ownRates() }
        let regimes = try read { try $0.regimes() }
        try other.write { sink in
            guard try sink.ownRates().isEmpty, try sink.regimes().isEmpty else { return }
            for rate in rates { try sink.add(rate.rate, at: rate.at, actor: rate.actor) }
            for regime in regimes {
                try sink.setRegime(
                    start: regime.start, source: regime.source, at: regime.at, actor: regime.actor)
            }
        }
    }

    /// Makes a copy of a book in a SQLite file that is not there yet, for work that nobody is to see; this one is only read.
    public func copy(book: Int64, toFile path: String) throws -> Database {
        let copy: Database
        if let sqlite = engine as? SQLiteEngine {
            try sqlite.copy(to: path)
            copy = try Database(path: path, isThrowaway: true)
        } else {
            copy = try Database(path: path, isThrowaway: true)
            try copyLaw(to: copy)
            try self.copy(book: book, to: copy)
        }
        // Nobody is at the copy, whoever is at the book.
        _ = try copy.write { try $0.run("DELETE FROM job") }
        return copy
    }
}

struct BookCopier {
    let source: Connection
    let sink: Connection

    func copy(
        _ book: Int64, as target: Int64, _ progress: (Int64) -> Void
    ) throws -> [String: Int64] {
        var copied: [String: Int64] = [:]
        var total: Int64 = 0
        for table in try TableOrder.of(source) {
            let columns = try source.columns(of: table)
            guard let key = TableOrder.owner(of: table, columns),
                let place = columns.firstIndex(of: key)
            else { continue }
            let list = columns.joined(separator: ", ")
            let marks = columns.map { _ in "?" }.joined(separator: ",")
            let insert = try sink.prepare("INSERT INTO \(table) (\(list)) VALUES (\(marks))")
            var count: Int64 = 0
            let select = "SELECT \(list) FROM \(table) WHERE \(key) = \(book)"
            try source.stream(select, of: table) { row in
                for index in columns.indices {
                    let value = index == place ? .int(target) : row.value(Int32(index))
                    value.bind(to: insert, at: Int32(index + 1))
                }
                try insert.run()
                count += 1
                if (total + count) % 4096 == 0 { progress(total + count) }
            }
            let there = try sink.first(
                "SELECT count(*) FROM \(table) WHERE \(key) = ?", target
            ) { $0.int(0) }
            guard there == count else {
                throw Diagnostic(
                    "store.copy", place: table, found: "\(there ?? 0) rows",
                    expected: "\(count) rows", remedy: "report this; nothing was copied")
            }
            copied[table] = count
            total += count
        }
        try sink.run(
            "UPDATE job SET state = 'waiting', lease_until = 0 WHERE book = ? AND state = 'running'",
            target)
        progress(total)
        return copied
    }
}
