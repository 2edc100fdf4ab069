import Basics
import CPQ

/// A PostgreSQL database: any number of Purr processes over it, each with a few connections.
///
/// Every transaction says first whose book it is for. Row-level security lets it see that book and no other, whatever its
/// SQL says, and those who write lock the book's row, so that a decision stands on what is true when it is committed.
final class PostgresEngine: Engine {
    private let pool: PostgresPool
    private let place: String

    /// - Parameters:
    ///   - connections: how many at most.
    ///   - patience: seconds to wait for another who writes.
    init(_ address: StoreAddress, connections: Int, patience: Double) {
        place = address.text
        pool = PostgresPool(address, most: connections) { session in
            try session.execute(
                "SET ROLE \(PostgresSecurity.role); SET lock_timeout = '\(Int(patience * 1000))ms'")
        }
    }

    func read<T>(
        _ scope: StoreScope, isAside: Bool, _ body: (Connection) throws -> T
    ) throws -> T {
        // One that works aside fills a table of its own, which a read-only transaction must not.
        let kind = isAside ? "" : " READ ONLY"
        return try inTransaction("REPEATABLE READ\(kind)", scope, locks: false) { session, _ in
            let result = try body(Connection(.postgres(session)))
            try session.execute("COMMIT")
            return result
        }
    }

    func write<T>(
        _ scope: StoreScope, dryRun: Bool, _ body: (Connection) throws -> T
    ) throws -> T {
        try inTransaction("READ COMMITTED", scope, locks: true) { session, number in
            let result = try body(Connection(.postgres(session)))
            try session.flush()
            try commit(session, number, dryRun: dryRun)
            return result
        }
    }

    func interrupt() { pool.cancel() }

    func close() throws { pool.forgetIdle() }

    /// - Parameter locks: true to wait for others who write the book, and to keep them waiting.
    private func inTransaction<T>(
        _ kind: String, _ scope: StoreScope, locks: Bool,
        _ body: (PostgresSession, _ transaction: String) throws -> T
    ) throws -> T {
        var begin = "BEGIN ISOLATION LEVEL \(kind); "
        var number = "''"
        switch scope {
        case .directory:
            begin += "SELECT set_config('purr.book', '', true); "
            // Who makes books takes turns.
            if locks { begin += "LOCK TABLE counter IN SHARE UPDATE EXCLUSIVE MODE; " }
        case .queue:
            // A queue is never as the last count of its rows says: planned by that count, taking eight of ten thousand jobs
            // took a second, for all were looked at and sorted. So its indexes are walked in order, whatever the count.
            begin +=
                "SELECT set_config('purr.book', '', true); SET LOCAL enable_seqscan = off; "
                + "SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off; "
                + "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; "
        case .book(let id):
            begin += "SELECT set_config('purr.book', '\(id)', true); "
            if locks { begin += "SELECT 1 FROM book WHERE id = \(id) FOR NO KEY UPDATE; " }
        }
        if locks { number = "pg_current_xact_id()::text" }
        let text = begin + "SELECT \(number)"
        return try withFreshSession { session, isSecond in
            let transaction: String
            do { transaction = try session.begin(text) } catch {
                try? session.execute("ROLLBACK")
                // Nothing has been done yet, so a server that has been restarted costs nobody anything.
                if !session.isAlive && !isSecond { return nil }
                throw error
            }
            do { return try body(session, transaction) } catch {
                try? session.execute("ROLLBACK")
                throw error
            }
        }
    }

    /// Tries again with new connections when `body` says nil: the old ones have died unnoticed.
    private func withFreshSession<T>(
        _ body: (PostgresSession, _ isSecond: Bool) throws -> T?
    ) throws -> T {
        if let result = try pool.withSession({ try body($0, false) }) { return result }
        pool.forgetIdle()
        if let result = try pool.withSession({ try body($0, true) }) { return result }
        throw StoreFault.connection.diagnostic("the connection was lost", place: place)
    }

    /// When the answer to a commit is lost the server is asked what became of the transaction, so that what happened is told
    /// and nothing happens twice.
    private func commit(_ session: PostgresSession, _ number: String, dryRun: Bool) throws {
        do { try session.execute(dryRun ? "ROLLBACK" : "COMMIT") } catch {
            guard !session.isAlive, !dryRun else { throw error }
            pool.forgetIdle()
            let state = try? pool.withSession {
                try $0.value("SELECT coalesce(pg_xact_status('\(number)'::xid8), 'unknown')")
            }
            switch state {
            case "committed": return
            case "aborted": throw error
            default: throw StoreFault.unknown.diagnostic("the answer to a commit was lost")
            }
        }
    }
}
