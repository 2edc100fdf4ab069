import Basics
import GRDB

/// One numbered change of the schema, forward only, in a transaction of its own.
///
/// Afterwards each table that was there must have as many rows as before, but for those it says it changes, every reference
/// must lead somewhere, and what it says must hold is counted: otherwise nothing of it is kept.
struct Migration: Sendable {
    let number: Int64
    let name: String
    /// For both engines, PostgreSQL's made from it by ``PostgresSQL/schema(_:)``.
    let sql: String
    /// Where PostgreSQL needs other words.
    var postgres: String?
    /// Tables in which it adds or removes rows.
    var changes: Set<String> = []
    /// Tables that are gone afterwards.
    var drops: Set<String> = []
    /// Queries for one number that must be zero afterwards.
    var mustBeZero: [String] = []
    /// What SQL alone can not do, after it.
    var then: (@Sendable (Connection) throws -> Void)?

    init(
        _ number: Int64, _ name: String, _ sql: String, postgres: String? = nil,
        changes: Set<String> = [], drops: Set<String> = [], mustBeZero: [String] = [],
        then: (@Sendable (Connection) throws -> Void)? = nil
    ) {
        self.then = then
        self.number = number
        self.name = name
        self.sql = sql
        self.postgres = postgres
        self.changes = changes
        self.drops = drops
        self.mustBeZero = mustBeZero
    }
}

/// Brings a database's schema up to date, whichever engine it is on.
struct Migrator {
    let migrations: [Migration]
    let place: String

    private static let table = """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL
        ) STRICT
        """

    /// The migrations that are still to come.
    ///
    /// - Throws: `Diagnostic` `store.newer` when the database has had one this version does not know.
    func missing(_ connection: Connection) throws -> [Migration] {
        guard try connection.tables().contains("schema_migration") else {
            return migrations
        }
        let done = try Set(
            connection.all("SELECT number FROM schema_migration") { $0.int(0) })
        let known = migrations.last?.number ?? 0
        if let newest = done.max(), newest > known {
            throw Diagnostic(
                "store.newer", place: place,
                found: "a database changed by a newer Purr (\(newest))",
                expected: "one this version knows (\(known))", remedy: "install the newest Purr")
        }
        return migrations.filter { !done.contains($0.number) }
    }

    /// Takes over the list of a database made before Purr kept it itself.
    func prepare(_ connection: Connection) throws {
        let tables = try connection.tables()
        if tables.contains("schema_migration") { return }
        try connection.script(Self.table)
        guard tables.contains("grdb_migrations") else { return }
        let names = try connection.all("SELECT identifier FROM grdb_migrations") { $0.text(0) }
        for name in names {
            guard let number = Int64(name.prefix(3)) else { continue }
            try connection.run(
                "INSERT INTO schema_migration (number, name) VALUES (?,?)", number,
                String(name.dropFirst(4)))
        }
        try connection.script("DROP TABLE grdb_migrations")
    }

    /// Carries out what is missing, each migration in a transaction of its own.
    ///
    /// - Parameters:
    ///   - read: looks at the database as it is.
    ///   - write: a transaction that keeps every other Purr from doing the same.
    func bringUpToDate(
        read: (_ body: (Connection) throws -> [Migration]) throws -> [Migration],
        write: (_ body: (Connection) throws -> Void) throws -> Void
    ) throws {
        let missing = try read { try self.missing($0) }
        if missing.isEmpty { return }
        try write { try prepare($0) }
        for migration in missing {
            try write { connection in
                // Looked at again: another Purr may have done it meanwhile.
                let stillMissing = try self.missing(connection).map(\.number)
                guard stillMissing.contains(migration.number) else { return }
                try apply(migration, connection)
            }
        }
    }

    /// Carries out one migration and judges it; the caller's transaction goes when this throws.
    func apply(_ migration: Migration, _ connection: Connection) throws {
        let before = try rowCounts(connection)
        try connection.deferReferences()
        try connection.script(migration.sql, postgres: migration.postgres)
        try migration.then?(connection)
        let after = try rowCounts(connection)
        for (table, count) in before
        where !migration.changes.contains(table) && !migration.drops.contains(table) {
            guard after[table] == count else {
                throw fault(migration, "\(table): \(after[table] ?? 0) rows", "\(count) rows")
            }
        }
        for query in migration.mustBeZero {
            let count = try connection.first(query) { $0.int(0) } ?? 0
            guard count == 0 else { throw fault(migration, "\(count) by: \(query)", "0") }
        }
        let dangling = try connection.danglingReferences()
        guard dangling == 0 else {
            throw fault(migration, "\(dangling) references that lead nowhere", "none")
        }
        try connection.run(
            "INSERT INTO schema_migration (number, name) VALUES (?,?)", migration.number,
            migration.name)
    }

    private func rowCounts(_ connection: Connection) throws -> [String: Int64] {
        var counts: [String: Int64] = [:]
        for table in try connection.tables() where table != "schema_migration" {
            counts[table] = try connection.first("SELECT count(*) FROM \(table)") { $0.int(0) }
        }
        return counts
    }

    private func fault(
        _ migration: Migration, _ found: String, _ expected: String
    ) -> Diagnostic {
        Diagnostic(
            "store.migration", place: "\(place), migration \(migration.number) \(migration.name)",
            found: found, expected: expected,
            remedy: "go back to the version you had and report this; nothing was changed")
    }
}

extension Connection {
    /// The tables' names in alphabetical order.
    public func tables() throws -> [String] {
        switch session {
        case .sqlite:
            try all(
                """
                SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                ORDER BY name
                """
            ) { $0.text(0) }
        case .postgres:
            try all(
                """
                SELECT relname::text COLLATE "C" FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
                ORDER BY 1
                """
            ) { $0.text(0) }
        }
    }

    /// A table's columns in their order.
    public func columns(of table: String) throws -> [String] {
        switch session {
        case .sqlite:
            try all("SELECT name FROM pragma_table_info(?)", table) { $0.text(0) }
        case .postgres:
            try all(
                """
                SELECT attname::text FROM pg_attribute
                WHERE attrelid = CAST(? AS regclass) AND attnum > 0 AND NOT attisdropped
                ORDER BY attnum
                """, table
            ) { $0.text(0) }
        }
    }

    /// Runs statements that make or change tables.
    ///
    /// - Parameter postgres: where PostgreSQL needs other words than those made from `sql`.
    func script(_ sql: String, postgres: String? = nil) throws {
        switch session {
        case .sqlite(let db): try db.execute(sql: sql)
        case .postgres(let session): try session.execute(postgres ?? PostgresSQL.schema(sql))
        }
    }

    /// References are judged at the end of the transaction.
    func deferReferences() throws {
        if case .sqlite(let db) = session { try db.execute(sql: "PRAGMA defer_foreign_keys = ON") }
    }

    /// PostgreSQL never has any: its references can not be switched off by who owns no table.
    func danglingReferences() throws -> Int64 {
        guard case .sqlite = session else { return 0 }
        return try first("SELECT count(*) FROM pragma_foreign_key_check") { $0.int(0) } ?? 0
    }
}
