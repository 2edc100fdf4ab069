import Basics
import GRDB

/// The books, in one SQLite file or in PostgreSQL, reached through a small vocabulary: read, write in a transaction,
/// prepared statements, streaming rows.
///
///     let database = try Database(StoreAddress("sqlite:data/purr.sqlite"))
///     let open = try database.read(book: 1) { try $0.allClaims().count }
public final class Database: Sendable {
    let engine: any Engine
    public let address: StoreAddress

    /// Opens the books and brings their schema up to date; a SQLite file that is not there is made.
    ///
    /// - Parameters:
    ///   - isThrowaway: for a copy that nobody misses: nothing waits for the disk.
    ///   - connections: to PostgreSQL, at most.
    ///   - patience: seconds to wait for whoever is writing; then it is `store.busy`.
    /// - Throws: `Diagnostic` `store.open` when the file cannot be used, `store.connection` when the server cannot be reached,
    ///   `store.newer` when a newer Purr has changed the schema.
    public init(
        _ address: StoreAddress, isThrowaway: Bool = false, connections: Int = 4,
        patience: Double = 10
    ) throws {
        self.address = address
        switch address.engine {
        case .sqlite:
            let sqlite = try SQLiteEngine(
                path: address.target, isThrowaway: isThrowaway, patience: patience)
            try Schema.migrate(sqlite, place: address.text)
            engine = sqlite
        case .postgresql:
            try Schema.migratePostgres(address)
            engine = PostgresEngine(address, connections: connections, patience: patience)
        }
    }

    /// The books in a SQLite file.
    public convenience init(path: String, isThrowaway: Bool = false) throws {
        try self.init(.sqlite(path), isThrowaway: isThrowaway)
    }

    // MARK: - One book

    /// Reads a book from one consistent snapshot, beside any writer.
    public func read<T>(book: Int64, _ body: (BookConnection) throws -> T) throws -> T {
        try engine.read(.book(book), isAside: false) { try body(BookConnection($0, book: book)) }
    }

    /// Reads a book beside a writer who needs the memory.
    public func readAside<T>(book: Int64, _ body: (BookConnection) throws -> T) throws -> T {
        try engine.read(.book(book), isAside: true) { try body(BookConnection($0, book: book)) }
    }

    /// Writes a book in one transaction: all of it or, when `body` throws or `dryRun` is true, nothing.
    public func write<T>(
        book: Int64, dryRun: Bool = false, _ body: (BookConnection) throws -> T
    ) throws -> T {
        try engine.write(.book(book), dryRun: dryRun) { connection in
            try connection.refuseMoved(book)
            return try body(BookConnection(connection, book: book))
        }
    }

    // MARK: - The list of books, and what is the same for all

    public func read<T>(_ body: (Connection) throws -> T) throws -> T {
        try engine.read(.directory, isAside: false, body)
    }

    public func write<T>(dryRun: Bool = false, _ body: (Connection) throws -> T) throws -> T {
        try engine.write(.directory, dryRun: dryRun, body)
    }

    /// Makes what follows quick after much has been written: SQLite's log goes into its file, PostgreSQL counts its rows.
    public func settle() throws {
        if let sqlite = engine as? SQLiteEngine {
            try sqlite.checkpoint()
        } else {
            try PostgresSession(address).execute("ANALYZE")
        }
    }

    /// Stops the statements under way, from any thread.
    public func interrupt() { engine.interrupt() }

    /// Ends every connection; nothing can be read or written afterwards. The last to close a SQLite file moves its log into it,
    /// so that the file alone is all there is.
    ///
    /// - Throws: `Diagnostic` of the store when something is under way.
    public func close() throws { try engine.close() }
}
