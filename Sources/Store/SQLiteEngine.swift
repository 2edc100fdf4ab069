import Basics
import GRDB
import GRDBSQLite

/// One SQLite file in WAL mode: one writer, readers beside it.
///
/// GRDB owns the connections and transactions; statements are stepped directly, because importing a million rows is a
/// common day for a big book. A file has one writer, so books wait for each other too.
final class SQLiteEngine: Engine {
    let pool: DatabasePool
    private let place: String

    /// Opens the file, and creates it if it is not there.
    ///
    /// - Parameters:
    ///   - isThrowaway: for a copy that nobody misses: nothing waits for the disk.
    ///   - patience: seconds to wait for another who writes.
    /// - Throws: `Diagnostic` `store.open` when the file cannot be used, `store.corrupt` when it is damaged.
    init(path: String, isThrowaway: Bool, patience: Double = 10) throws {
        place = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA foreign_keys = ON")
            try db.execute(sql: "PRAGMA cache_size = \(Self.cacheSize)")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            IncomingPayments.register(db.sqliteConnection)
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // A letter may leave only after the power can fail: FULL flushes each commit. GRDB sets NORMAL when it prepares a
            // connection that writes, so this comes after it.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = \(isThrowaway ? "OFF" : "FULL")")
            }
        } catch {
            if let fault = error as? DatabaseError, fault.resultCode == .SQLITE_CORRUPT {
                throw StoreFault.corrupt.diagnostic(fault.message ?? "", place: path)
            }
            throw Diagnostic(
                "store.open", place: path, found: "\(error)",
                expected: "a readable and writable Purr database",
                remedy: "check the path and its permissions")
        }
    }

    func read<T>(
        _ scope: StoreScope, isAside: Bool, _ body: (Connection) throws -> T
    ) throws -> T {
        try judged {
            try pool.read { db in
                guard isAside else { return try body(Connection(.sqlite(db))) }
                try db.execute(sql: "PRAGMA cache_size = -8192")
                defer { try? db.execute(sql: "PRAGMA cache_size = \(Self.cacheSize)") }
                return try body(Connection(.sqlite(db)))
            }
        }
    }

    /// Kilobytes, as SQLite has them: negative.
    private static let cacheSize = -65_536

    func write<T>(
        _ scope: StoreScope, dryRun: Bool, _ body: (Connection) throws -> T
    ) throws -> T {
        try judged {
            try pool.writeWithoutTransaction { db in
                var result: T?
                try db.inTransaction(.immediate) {
                    result = try body(Connection(.sqlite(db)))
                    return dryRun ? .rollback : .commit
                }
                guard let result else {
                    throw StoreFault.other.diagnostic("no result", place: place)
                }
                return result
            }
        }
    }

    func interrupt() { pool.interrupt() }

    func close() throws {
        try judged {
            // The writer must be the last: readers cannot move the log into the file.
            pool.invalidateReadOnlyConnections()
            try pool.close()
        }
    }

    /// Writes a copy of the whole database, as it is now, into a file that is not there yet; this one is only read.
    func copy(to path: String) throws {
        try judged {
            try pool.unsafeRead { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
        }
    }

    /// Moves what the write-ahead log holds into the file and empties the log.
    func checkpoint() throws {
        try judged { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
    }

    /// What GRDB throws of beginning and committing has the same codes as what statements throw.
    private func judged<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let fault as DatabaseError {
            throw StoreFault(sqlite: fault.resultCode.rawValue).diagnostic(
                fault.message ?? "\(fault.resultCode)", place: place)
        }
    }
}
