import Basics
import Foundation
import GRDB

/// What can be told of a store by looking: numbers and names, no judgement.
public struct StoreHealth: Sendable {
    public let engine: StoreAddress.Engine
    /// nil where there are no tables of Purr's yet.
    public internal(set) var state: StoreState?

    // SQLite
    /// What SQLite finds wrong with the file, the first few; nil on PostgreSQL.
    public internal(set) var damage: [String]?
    /// Rows that refer to what is not there.
    public internal(set) var dangling: Int64?
    /// `wal` as Purr makes it.
    public internal(set) var journalMode: String?
    public internal(set) var fileBytes: Int64?
    public internal(set) var logBytes: Int64?
    /// On the disk the file is on.
    public internal(set) var freeBytes: Int64?
    /// The file and its folder can be written.
    public internal(set) var isWritable: Bool?

    // PostgreSQL
    /// As 150008 for 15.8.
    public internal(set) var serverVersion: Int64?
    /// The server follows another and can only be read.
    public internal(set) var isStandby: Bool?
    /// Tables with a book's rows that row-level security does not guard.
    public internal(set) var unguarded: [String]?
    /// Purr's role passes row-level security wherever it is on.
    public internal(set) var rolePasses: Bool?
    /// The server's clock, seconds since 1970 UTC.
    public internal(set) var serverClock: Int64?

    // Both
    /// When the newest entry of any book's journal was written, seconds since 1970 UTC.
    public internal(set) var newestEntry: Int64?
    /// Jobs that have given up.
    public internal(set) var failedJobs: Int64 = 0
    /// Jobs whose worker has given no sign of life.
    public internal(set) var silentJobs: Int64 = 0
    /// Letters of which nobody knows whether they have left.
    public internal(set) var uncertainLetters: Int64 = 0

    /// Looks at a store without changing it.
    ///
    /// - Throws: `Diagnostic` `store.open`, `store.connection`… when it can not be looked at. A damaged file is told of in ``damage``.
    public static func of(_ address: StoreAddress) throws -> StoreHealth {
        guard let path = address.path else {
            return try StoreLook.at(address) { connection in
                var health = StoreHealth(engine: .postgresql)
                try health.lookAtServer(connection)
                health.state = try StoreState(connection)
                if health.state?.isCurrent == true { try health.lookAtBooks(connection) }
                return health
            }
        }
        var health = StoreHealth(engine: .sqlite)
        health.lookAtDisk(path)
        do {
            try StoreLook.at(address) { connection in
                try health.lookAtFile(connection)
                guard health.damage == [] else { return }
                health.state = try StoreState(connection)
                if health.state?.isCurrent == true { try health.lookAtBooks(connection) }
            }
        } catch let fault as Diagnostic where fault.code == StoreFault.corrupt.rawValue {
            health.damage = (health.damage ?? []) + [fault.found]
        }
        return health
    }

    private init(engine: StoreAddress.Engine) { self.engine = engine }

    /// So much damage is told.
    private static let damageMost = 10

    private mutating func lookAtFile(_ connection: Connection) throws {
        let found = try connection.all("PRAGMA integrity_check(\(Self.damageMost))") { $0.text(0) }
        damage = found == ["ok"] ? [] : found
        journalMode = try connection.first("PRAGMA journal_mode") { $0.text(0) }
        if damage == [] { dangling = try connection.danglingReferences() }
    }

    private mutating func lookAtDisk(_ path: String) {
        func size(_ path: String) -> Int64 {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return attributes?[.size] as? Int64 ?? 0
        }
        fileBytes = size(path)
        logBytes = size(path + "-wal")
        let folder = (path as NSString).deletingLastPathComponent
        isWritable = access(path, W_OK) == 0 && access(folder.isEmpty ? "." : folder, W_OK) == 0
        var room = statvfs()
        if statvfs(path, &room) == 0 {
            freeBytes = Int64(clamping: UInt64(room.f_bavail) &* UInt64(room.f_frsize))
        }
    }

    private mutating func lookAtServer(_ connection: Connection) throws {
        try connection.forEach(
            """
            SELECT CAST(current_setting('server_version_num') AS BIGINT),
                CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END,
                CAST(extract(epoch FROM clock_timestamp()) AS BIGINT)
            """
        ) { row in
            serverVersion = row.int(0)
            isStandby = row.int(1) == 1
            serverClock = row.int(2)
        }
        unguarded = try connection.all(
            """
            SELECT relname::text FROM pg_class AS made
            WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
                AND (relname = 'book' OR EXISTS (SELECT 1 FROM pg_attribute
                    WHERE attrelid = made.oid AND attname = 'book' AND NOT attisdropped))
                AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (
                    SELECT 1 FROM pg_policy WHERE polrelid = made.oid AND polname = 'own_book'))
            ORDER BY relname
            """
        ) { $0.text(0) }
        rolePasses = try connection.first(
            """
            SELECT CASE WHEN rolsuper OR rolbypassrls THEN 1 ELSE 0 END FROM pg_roles
            WHERE rolname = '\(PostgresSecurity.role)'
            """
        ) { $0.int(0) == 1 }
    }

    private mutating func lookAtBooks(_ connection: Connection) throws {
        for book in state?.books ?? [] {
            try connection.enter(book: book)
            let newest = try connection.first(
                "SELECT at FROM journal WHERE book = ? ORDER BY id DESC LIMIT 1", book
            ) { $0.int(0) }
            if let newest { newestEntry = max(newestEntry ?? newest, newest) }
            uncertainLetters +=
                try connection.first(
                    "SELECT count(*) FROM notice WHERE book = ? AND state = 'uncertain'", book
                ) { $0.int(0) } ?? 0
        }
        try connection.enter(book: nil)
        try connection.forEach(
            """
            SELECT count(CASE WHEN state = 'failed' THEN 1 END),
                count(CASE WHEN state = 'running' AND lease_until < \(connection.clock) THEN 1 END)
            FROM job
            """
        ) { row in
            failedJobs = row.int(0)
            silentJobs = row.int(1)
        }
    }
}
