import Basics
import Foundation
import GRDB

/// Looks at a store without changing anything of it, not even its schema.
enum StoreLook {
    /// Runs `body` on one snapshot, as the user in the address.
    ///
    /// - Throws: what opening throws: `store.open`, `store.connection`.
    static func at<T>(_ address: StoreAddress, _ body: (Connection) throws -> T) throws -> T {
        guard let path = address.path else {
            let session = try PostgresSession(address)
            try session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            defer { try? session.execute("ROLLBACK") }
            _ = try session.value("SELECT set_config('purr.book', '', true)")
            return try body(Connection(.postgres(session)))
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { try body(Connection(.sqlite($0))) }
        } catch let fault as DatabaseError {
            throw StoreFault(sqlite: fault.resultCode.rawValue).diagnostic(
                fault.message ?? "\(fault.resultCode)", place: path)
        }
    }
}

/// What a store is like before it is opened.
public struct StoreState: Hashable, Sendable {
    /// Numbers of migrations this Purr knows and the store has not had.
    public let missing: [Int64]
    /// The highest one that this Purr does not know; nil when it knows all.
    public let newer: Int64?
    public let books: [Int64]

    public var isCurrent: Bool { missing.isEmpty && newer == nil }

    /// - Returns: nil where there is nothing yet: no file, or no tables of Purr's.
    public static func of(_ address: StoreAddress) throws -> StoreState? {
        if let path = address.path, access(path, F_OK) != 0 { return nil }
        return try StoreLook.at(address) { try StoreState($0) }
    }

    /// nil for a database without Purr's tables.
    init?(_ connection: Connection) throws {
        let tables = try connection.tables()
        let known = Schema.migrations.map(\.number)
        guard tables.contains("book") else { return nil }
        let done =
            tables.contains("schema_migration")
            ? try connection.all("SELECT number FROM schema_migration") { $0.int(0) } : []
        missing = known.filter { !done.contains($0) }
        newer = done.max().flatMap { $0 > known.last ?? 0 ? $0 : nil }
        books = try connection.all("SELECT id FROM book ORDER BY id") { $0.int(0) }
    }
}
