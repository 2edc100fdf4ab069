import Basics

extension Database {
    /// Writes every row of every book to a file, as they stood at one moment, beside whoever works in them.
    ///
    /// Persons are in it, and what they did; their passwords, codes, sessions and tokens are not.
    ///
    /// The file can be restored on either engine, by this Purr or a newer one.
    ///
    /// - Parameters:
    ///   - path: of a file that is not there; it appears when all of it is on the disk.
    ///   - key: locks it; anybody can read it when nil.
    ///   - at: now, in seconds since 1970 UTC.
    ///   - progress: rows written so far.
    /// - Throws: `Diagnostic` `backup.taken`, `backup.write`, and what reading throws.
    @discardableResult
    public func backUp(
        to path: String, key: BackupKey? = nil, at: Int64,
        progress: @escaping (Int64) -> Void = { _ in }
    ) throws -> BackupReport {
        let writer = try BackupWriter(path, key: key)
        let kind = address.engine.rawValue
        return try engine.read(.directory, isAside: false) { connection in
            let manifest = try BackupManifest(connection, engine: kind, at: at)
            var copier = BackupCopier(connection: connection, writer: writer, progress: progress)
            let rows = try copier.copy(manifest)
            try writer.finish()
            return BackupReport(manifest: manifest, rows: rows, bytes: writer.written)
        }
    }
}

extension BackupManifest {
    fileprivate init(_ connection: Connection, engine: String, at: Int64) throws {
        let names = try connection.all("SELECT id, name FROM book ORDER BY id") {
            ($0.int(0), $0.text(1))
        }
        let books = try names.map { id, name in
            try connection.enter(book: id)
            let head = try BookConnection(connection, book: id).head()
            return Book(id: id, name: name, head: head.entry > 0 ? head.text : nil)
        }
        try connection.enter(book: nil)
        self.init(
            format: Self.formatNow, madeAt: at, engine: engine,
            schema: try connection.all("SELECT number FROM schema_migration ORDER BY number") {
                $0.int(0)
            }, books: books)
    }
}

/// The order in which tables are filled.
enum TableOrder {
    /// Those that others refer to come first.
    private static let first = ["person", "firm", "book", "debtor", "claim"]

    /// All but the list of migrations, which each database makes itself.
    static func of(_ connection: Connection) throws -> [String] {
        let tables = try connection.tables().filter { $0 != "schema_migration" }
        return first.filter { tables.contains($0) } + tables.filter { !first.contains($0) }
    }

    /// The column that says whose a row is; nil where rows are the same for every book.
    static func owner(of table: String, _ columns: [String]) -> String? {
        table == "book" ? "id" : columns.contains("book") ? "book" : nil
    }
}

private struct BackupCopier {
    let connection: Connection
    let writer: BackupWriter
    let progress: (Int64) -> Void
    var rows: [String: Int64] = [:]
    var total: Int64 = 0

    mutating func copy(_ manifest: BackupManifest) throws -> [String: Int64] {
        writer.put(BackupForm.manifest)
        try writer.put(manifest.json())
        // What lets somebody in stays here: a backup lies in more places than the store, and for longer.
        let names = try TableOrder.of(connection).filter {
            !SignInSchema.credentials.contains($0)
        }
        let tables = try names.map { name in
            let columns = try connection.columns(of: name)
            return (name: name, columns, owner: TableOrder.owner(of: name, columns))
        }
        for (name, columns, owner) in tables where owner == nil {
            try copy(name, columns, where: "true", isFirst: true)
        }
        for book in manifest.books {
            try connection.enter(book: book.id)
            for (name, columns, owner) in tables {
                guard let owner else { continue }
                try copy(name, columns, where: "\(owner) = \(book.id)", isFirst: false)
            }
        }
        try connection.enter(book: nil)
        progress(total)
        return rows
    }

    private mutating func copy(
        _ table: String, _ columns: [String], where condition: String, isFirst: Bool
    ) throws {
        writer.put(BackupForm.table)
        try writer.put(table)
        writer.put(Int64(columns.count))
        for column in columns { try writer.put(column) }
        var count: Int64 = 0
        let before = total
        let list = columns.joined(separator: ", ")
        try connection.stream("SELECT \(list) FROM \(table) WHERE \(condition)", of: table) { row in
            writer.put(BackupForm.row)
            for index in columns.indices { try writer.put(row.value(Int32(index))) }
            try writer.flushIfFull()
            count += 1
            if (before + count) % 4096 == 0 { progress(before + count) }
        }
        writer.put(BackupForm.tableEnd)
        writer.put(count)
        rows[table, default: 0] += count
        total += count
    }
}

extension Connection {
    /// Lets the rest of a transaction see one book's rows, or the list of books when nil.
    ///
    /// For what goes through all books within one snapshot, and for nothing else.
    func enter(book: Int64?) throws {
        guard case .postgres(let session) = session else { return }
        let name = book.map { "\($0)" } ?? ""
        _ = try session.value("SELECT set_config('purr.book', '\(name)', true)")
    }

    /// Hands each row to `body`, with a few thousand in memory at most, however many there are.
    ///
    /// - Parameters:
    ///   - sql: without parameters.
    ///   - table: names what is read; one at a time.
    func stream(_ sql: String, of table: String, body: (SQLRow) throws -> Void) throws {
        guard case .postgres(let session) = session else { return try forEach(sql, body: body) }
        let cursor = "stream_\(table)"
        try session.execute("DECLARE \(cursor) NO SCROLL CURSOR FOR \(sql)")
        var isMore = true
        while isMore {
            isMore = false
            try forEach("FETCH 4096 FROM \(cursor)") { row in
                isMore = true
                try body(row)
            }
        }
        try session.execute("CLOSE \(cursor)")
    }
}
