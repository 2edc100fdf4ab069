import Basics
import CPQ
import Foundation

/// A bounded number of connections to one PostgreSQL database, lent to one piece of work each.
final class PostgresPool: @unchecked Sendable {
    // Sendable by the lock around everything that changes; a session is only touched by whom it is lent to, but for
    // `cancel`, which libpq allows from any thread.
    private let address: StoreAddress
    private let prepare: @Sendable (PostgresSession) throws -> Void
    private let lock = NSCondition()
    private var idle: [PostgresSession] = []
    private var lent: [ObjectIdentifier: PostgresSession] = [:]
    private var count = 0
    private let most: Int

    /// - Parameter prepare: what each new session does first.
    init(
        _ address: StoreAddress, most: Int,
        prepare: @escaping @Sendable (PostgresSession) throws -> Void
    ) {
        precondition(most > 0, "a pool has room")
        self.address = address
        self.most = most
        self.prepare = prepare
    }

    /// Lends a session, waiting for one when all are lent.
    ///
    /// - Throws: what opening one throws; `store.busy` when none came free within half a minute.
    func withSession<T>(_ body: (PostgresSession) throws -> T) throws -> T {
        let session = try take()
        defer { giveBack(session) }
        return try body(session)
    }

    /// Stops what is being done through this pool.
    func cancel() {
        let working = lock.withLock { Array(lent.values) }
        for session in working { session.cancel() }
    }

    /// Lets go of the sessions nobody uses: the server they were opened to may be gone.
    func forgetIdle() {
        lock.withLock {
            count -= idle.count
            idle.removeAll()
        }
    }

    private func take() throws -> PostgresSession {
        lock.lock()
        let deadline = Date(timeIntervalSinceNow: 30)
        while idle.isEmpty && count >= most {
            if !lock.wait(until: deadline) {
                lock.unlock()
                throw StoreFault.busy.diagnostic("\(most) connections, all at work")
            }
        }
        // The one used last, whose cache is warmest; those that died meanwhile are let go.
        while let session = idle.popLast() {
            if session.isAlive {
                lent[ObjectIdentifier(session)] = session
                lock.unlock()
                return session
            }
            count -= 1
        }
        count += 1
        lock.unlock()
        do {
            let session = try PostgresSession(address)
            try prepare(session)
            lock.withLock { lent[ObjectIdentifier(session)] = session }
            return session
        } catch {
            lock.withLock {
                count -= 1
                lock.signal()
            }
            throw error
        }
    }

    private func giveBack(_ session: PostgresSession) {
        lock.withLock {
            lent[ObjectIdentifier(session)] = nil
            if session.isAlive && session.isIdle { idle.append(session) } else { count -= 1 }
            lock.signal()
        }
    }
}
