import Basics
import Foundation

extension Database {
    /// Reads a backup from beginning to end and judges all that can be judged without a database.
    ///
    /// - Throws: `Diagnostic` `backup.damaged` and what opening it throws.
    @discardableResult
    public static func check(backup path: String, passphrase: [UInt8]? = nil) throws -> BackupReport
    {
        let reader = try BackupReader(path, passphrase: passphrase)
        let parts = BackupParts(reader)
        let manifest = try parts.manifest()
        let rows = try parts.forEachTable { _, _ in { _ in } }
        return BackupReport(manifest: manifest, rows: rows, bytes: reader.read)
    }

    /// Fills a place that has no books with those of a backup, and brings them up to date.
    ///
    /// All of them or none: a SQLite file has its name when everything is in it, a PostgreSQL database gets the rows in one transaction.
    ///
    /// - Parameters:
    ///   - address: a file that is not there, or a database without rows.
    ///   - isThrowaway: for a drill: nothing waits for the disk.
    ///   - isClosed: each book waits for ``openRestored(book:by:_:)`` before anybody may write it.
    ///   - progress: rows taken so far.
    /// - Throws: `Diagnostic` `restore.taken` when there is something, `store.newer` for a backup of a newer Purr, `restore.schema`
    ///   when the database is newer than the backup, `restore.counts` and `restore.head` when what came is not what was
    ///   backed up, and what reading the backup throws. Nothing is restored then.
    @discardableResult
    public static func restore(
        _ path: String, to address: StoreAddress, passphrase: [UInt8]? = nil,
        isThrowaway: Bool = false, isClosed: Bool = false,
        progress: @escaping (Int64) -> Void = { _ in }
    ) throws -> BackupReport {
        let reader = try BackupReader(path, passphrase: passphrase)
        let parts = BackupParts(reader)
        let manifest = try parts.manifest()
        let known = Set(Schema.migrations.map(\.number))
        guard manifest.schema.allSatisfy(known.contains) else {
            throw Diagnostic(
                "store.newer", place: path,
                found: "a backup made by a newer Purr (\(manifest.schema.max() ?? 0))",
                expected: "one this version knows (\(known.max() ?? 0))",
                remedy: "install the newest Purr")
        }
        let fill = { (connection: Connection) -> [String: Int64] in
            let rows = try Restorer(connection: connection, progress: progress)
                .fill(manifest, parts)
            if isClosed { try connection.closeRestored() }
            return rows
        }
        let schema = Set(manifest.schema)
        let rows: [String: Int64]
        if let file = address.path {
            rows = try fillFile(file, schema, isThrowaway: isThrowaway, fill)
        } else {
            rows = try fillServer(address, schema, fill)
        }
        // Opening it brings it up to date.
        try Database(address, isThrowaway: isThrowaway).close()
        return BackupReport(manifest: manifest, rows: rows, bytes: reader.read)
    }

    private static func taken(_ place: String, _ found: String) -> Diagnostic {
        Diagnostic(
            "restore.taken", place: place, found: found, expected: "a place without books",
            remedy: "restore to another --data or --store; move what is there away first")
    }

    private static func fillFile(
        _ path: String, _ schema: Set<Int64>, isThrowaway: Bool,
        _ fill: (Connection) throws -> [String: Int64]
    ) throws -> [String: Int64] {
        for ending in ["", "-wal"] where access(path + ending, F_OK) == 0 {
            throw taken(path, "a file that is there already")
        }
        let building = path + ".part"
        func clear() { for ending in ["", "-wal", "-shm"] { unlink(building + ending) } }
        clear()
        defer { clear() }
        let engine = try SQLiteEngine(path: building, isThrowaway: true)
        try Schema.migrate(engine, place: path, only: schema)
        let rows = try engine.write(.directory, dryRun: false, fill)
        try engine.close()
        guard isThrowaway || Files.synchronise(building), rename(building, path) == 0 else {
            throw StoreFault.disk.diagnostic(String(cString: strerror(errno)), place: path)
        }
        Files.synchronise(folderOf: path)
        return rows
    }

    private static func fillServer(
        _ address: StoreAddress, _ schema: Set<Int64>,
        _ fill: (Connection) throws -> [String: Int64]
    ) throws -> [String: Int64] {
        let session = try PostgresSession(address)
        let before = Connection(.postgres(session))
        if try before.tables().contains("schema_migration") {
            let there = try Set(before.all("SELECT number FROM schema_migration") { $0.int(0) })
            // One that was cut off may have made some of the tables.
            guard there.isSubset(of: schema) else {
                throw Diagnostic(
                    "restore.schema", place: address.text,
                    found: "tables of another version than the backup's",
                    expected: "a database without tables, or with the backup's",
                    remedy: "make a new database and restore to it")
            }
        }
        try Schema.migratePostgres(address, only: schema)
        var rows: [String: Int64] = [:]
        try PostgresSecurity.asOwner(session) { connection in
            for table in try TableOrder.of(connection) {
                if try connection.first("SELECT 1 FROM \(table) LIMIT 1", map: { _ in true }) != nil
                {
                    throw taken(address.text, "rows in the table \(table)")
                }
            }
            rows = try fill(connection)
        }
        return rows
    }
}

/// A backup's parts in their order.
struct BackupParts {
    private let reader: BackupReader

    init(_ reader: BackupReader) { self.reader = reader }

    func manifest() throws -> BackupManifest {
        guard try reader.byte() == BackupForm.manifest,
            let manifest = BackupManifest(json: try reader.bytes()),
            manifest.format == BackupManifest.formatNow
        else { throw reader.damaged("no list of what is in it") }
        return manifest
    }

    /// Reads on to the end.
    ///
    /// - Parameter begin: what takes the rows of a table with these columns.
    /// - Returns: how many rows each table has.
    func forEachTable(
        _ begin: (_ table: String, _ columns: [String]) throws -> (([SQLValue]) throws -> Void)
    ) throws -> [String: Int64] {
        var rows: [String: Int64] = [:]
        while true {
            switch try reader.byte() {
            case BackupForm.table:
                let table = try reader.text()
                let count = try reader.number()
                guard (1...1_000).contains(count) else {
                    throw reader.damaged("\(table) with \(count) columns")
                }
                let columns = try (0..<count).map { _ in try reader.text() }
                rows[table, default: 0] += try forEachRow(
                    of: table, columns: columns.count, try begin(table, columns))
            case BackupForm.end:
                try reader.finish()
                return rows
            case let other: throw reader.damaged("a part of the kind \(other)")
            }
        }
    }

    private func forEachRow(
        of table: String, columns: Int, _ take: ([SQLValue]) throws -> Void
    ) throws -> Int64 {
        var count: Int64 = 0
        while true {
            switch try reader.byte() {
            case BackupForm.row:
                try take(try (0..<columns).map { _ in try reader.value() })
                count += 1
            case BackupForm.tableEnd:
                let told = try reader.number()
                guard told == count else {
                    throw reader.damaged("\(count) rows of \(table) where there were \(told)")
                }
                return count
            case let other: throw reader.damaged("a part of the kind \(other) in \(table)")
            }
        }
    }

    /// - Throws: `Diagnostic` `backup.damaged`: names that are no table's must not get into SQL.
    func refuse(_ table: String) -> Diagnostic {
        reader.damaged("a table \(table) that this version has not, or not so")
    }
}

/// Fills an empty database of the same schema.
private struct Restorer {
    let connection: Connection
    let progress: (Int64) -> Void

    func fill(_ manifest: BackupManifest, _ parts: BackupParts) throws -> [String: Int64] {
        try connection.deferReferences()
        let tables = try TableOrder.of(connection)
        var columnsOf: [String: [String]] = [:]
        for table in tables { columnsOf[table] = try connection.columns(of: table) }
        var total: Int64 = 0
        let rows = try parts.forEachTable { table, columns in
            guard let known = columnsOf[table], Set(columns) == Set(known),
                columns.count == known.count
            else { throw parts.refuse(table) }
            let marks = columns.map { _ in "?" }.joined(separator: ",")
            let insert = try connection.prepare(
                "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
            return { values in
                for (index, value) in values.enumerated() {
                    value.bind(to: insert, at: Int32(index + 1))
                }
                try insert.run()
                total += 1
                if total % 4096 == 0 { progress(total) }
            }
        }
        try connection.continueNumbers(of: tables.filter { columnsOf[$0]?.contains("id") == true })
        try judge(manifest, rows, tables)
        // Nobody is at these books, whoever was when the backup was made.
        if tables.contains("job") {
            try connection.run(
                "UPDATE job SET state = 'waiting', lease_until = 0 WHERE state = 'running'")
        }
        progress(total)
        return rows
    }

    private func judge(
        _ manifest: BackupManifest, _ rows: [String: Int64], _ tables: [String]
    ) throws {
        for table in tables {
            let count = try connection.first("SELECT count(*) FROM \(table)") { $0.int(0) }
            guard count == rows[table, default: 0] else {
                throw Diagnostic(
                    "restore.counts", place: table, found: "\(count ?? 0) rows",
                    expected: "\(rows[table, default: 0])",
                    remedy: "report this; nothing was restored")
            }
        }
        for book in manifest.books {
            let head = try BookConnection(connection, book: book.id).head()
            guard book.head == (head.entry > 0 ? head.text : nil) else {
                throw Diagnostic(
                    "restore.head", place: "book \(book.id)", found: head.text,
                    expected: book.head ?? "no entry",
                    remedy: "take the backup before it; nothing was restored")
            }
        }
    }
}

extension Connection {
    /// Numbers that a table gives by itself go on after those it has.
    fileprivate func continueNumbers(of tables: [String]) throws {
        guard case .postgres(let session) = session else { return }
        for table in tables {
            try session.execute(
                """
                SELECT setval(pg_get_serial_sequence('\(table)', 'id'), max(id)) FROM \(table)
                HAVING max(id) IS NOT NULL AND pg_get_serial_sequence('\(table)', 'id') IS NOT NULL
                """)
        }
    }
}
