import Basics
import GRDB
import GRDBSQLite

/// One SQLite file in WAL mode, reached through a small vocabulary: read, write in a transaction,
/// prepared statements, streaming rows.
///
/// GRDB owns the connections (one writer, many readers), transactions and migrations; statements are
/// stepped directly, because importing a million rows is a common day for a big book.
public final class Database: Sendable {
    private let pool: DatabasePool
    public let path: String

    /// Opens the file, creates it if it is not there, and brings its schema up to date.
    ///
    /// - Throws: `Diagnostic` `store.open` when the file cannot be used, `store.newer` when a newer Purr has
    ///   changed it.
    ///
    /// - Parameter isThrowaway: for a copy that nobody misses: nothing waits for the disk.
    public init(path: String, isThrowaway: Bool = false) throws {
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            // A letter may leave only after the power can fail: FULL flushes each commit.
            try db.execute(sql: "PRAGMA synchronous = \(isThrowaway ? "OFF" : "FULL")")
            try db.execute(sql: "PRAGMA foreign_keys = ON")
            try db.execute(sql: "PRAGMA cache_size = \(Self.cacheSize)")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            IncomingPayments.register(db.sqliteConnection)
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try Schema.migrate(pool)
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch {
            throw Diagnostic(
                "store.open", place: path, found: "\(error)",
                expected: "a readable and writable Purr database",
                remedy: "check the path and its permissions")
        }
    }

    /// Reads from one consistent snapshot, beside any writer.
    public func read<T>(_ body: (Connection) throws -> T) throws -> T {
        try pool.read { try body(Connection($0)) }
    }

    /// Reads from one consistent snapshot beside a writer who needs the memory: with a small cache of pages.
    public func readAside<T>(_ body: (Connection) throws -> T) throws -> T {
        try pool.read { db in
            try db.execute(sql: "PRAGMA cache_size = -8192")
            defer { try? db.execute(sql: "PRAGMA cache_size = \(Self.cacheSize)") }
            return try body(Connection(db))
        }
    }

    /// Kilobytes, as SQLite has them: negative.
    private static let cacheSize = -65_536

    /// Writes in one transaction: all of it or, when `body` throws or `dryRun` is true, nothing.
    public func write<T>(dryRun: Bool = false, _ body: (Connection) throws -> T) throws -> T {
        try pool.writeWithoutTransaction { db in
            var result: T?
            try db.inTransaction(.immediate) {
                result = try body(Connection(db))
                return dryRun ? .rollback : .commit
            }
            guard let result else {
                throw Diagnostic(
                    "store.transaction", place: path, found: "no result", expected: "a result")
            }
            return result
        }
    }

    /// Writes a copy of the whole database, as it is now, into a file that is not there yet; this one is only read.
    public func copy(to path: String) throws {
        try pool.unsafeRead { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    }

    /// Moves what the write-ahead log holds into the file and empties the log.
    public func checkpoint() throws {
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    }
}

/// A connection within a read or a transaction; not to be kept beyond it.
public final class Connection {
    private let db: GRDB.Database
    /// A bit for each claim number that has got a fact through this connection.
    private var touched: [UInt64] = []

    init(_ db: GRDB.Database) { self.db = db }

    /// Notes that a claim gets a fact.
    ///
    /// - Returns: false when one had got one before, since the transaction began.
    @discardableResult
    func touch(claim: Int64) -> Bool {
        let (word, bit) = (Int(claim >> 6), UInt64(1) << UInt64(claim & 63))
        if word >= touched.count {
            touched += [UInt64](
                repeating: 0, count: max(word + 1, 2 * touched.count) - touched.count)
        }
        if touched[word] & bit != 0 { return false }
        touched[word] |= bit
        return true
    }

    func isTouched(claim: Int64) -> Bool {
        let word = Int(claim >> 6)
        return word < touched.count && touched[word] >> UInt64(claim & 63) & 1 == 1
    }

    /// The statement for this SQL, compiled once per connection.
    public func prepare(_ sql: String) throws -> SQLStatement {
        let compiled = try db.cachedStatement(sql: sql)
        return SQLStatement(compiled, connection: db)
    }

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    public func run(_ sql: String, _ values: any Bindable...) throws -> Int {
        let statement = try prepare(sql)
        try statement.bind(values)
        try statement.run()
        return Int(db.changesCount)
    }

    /// Hands each row to `body`, one at a time.
    public func forEach(
        _ sql: String, _ values: any Bindable..., body: (SQLRow) throws -> Void
    ) throws {
        let statement = try prepare(sql)
        try statement.bind(values)
        try statement.forEach(body)
    }

    /// All rows, mapped.
    public func all<T>(
        _ sql: String, _ values: any Bindable..., map: (SQLRow) throws -> T
    ) throws -> [T] {
        var result: [T] = []
        let statement = try prepare(sql)
        try statement.bind(values)
        try statement.forEach { result.append(try map($0)) }
        return result
    }

    /// The first row, mapped; nil when there is none.
    public func first<T>(
        _ sql: String, _ values: any Bindable..., map: (SQLRow) throws -> T
    ) throws -> T? {
        let statement = try prepare(sql)
        try statement.bind(values)
        defer { statement.reset() }
        return try statement.step() ? try map(statement.row) : nil
    }
}
