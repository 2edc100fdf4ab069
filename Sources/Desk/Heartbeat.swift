import Foundation
import Store

/// Says on a thread of its own that a worker is alive, so that its jobs stay its own however long one takes.
///
/// It stops with the process: a process that is killed or halted says nothing, and loses its jobs.
final class Heartbeat: @unchecked Sendable {
    // Sendable by the condition around the one thing that changes.
    private let condition = NSCondition()
    private var hasEnded = false

    /// - Parameter seconds: how long a lease lasts; a third of it goes between two signs of life.
    init(_ database: Database, of worker: String, seconds: Int64) {
        let thread = Thread { [self] in
            while !wait(Double(seconds) / 3) {
                // What it can not say now it says the next time; the lease is made for that.
                try? database.extendLeases(of: worker, seconds: seconds)
            }
        }
        thread.name = "purr heartbeat"
        thread.start()
    }

    func end() {
        condition.withLock {
            hasEnded = true
            condition.signal()
        }
    }

    /// True when it has ended.
    private func wait(_ seconds: Double) -> Bool {
        condition.withLock {
            let until = Date(timeIntervalSinceNow: seconds)
            while !hasEnded, condition.wait(until: until) {}
            return hasEnded
        }
    }
}
