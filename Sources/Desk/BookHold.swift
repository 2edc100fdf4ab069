import Basics
import Foundation
import Store

extension BookDesk {
    /// How long a job stays a worker's without a sign of life, in seconds.
    public static let leaseSeconds: Int64 = 60

    /// Has the book for itself while `body` sends its letters; who has it now is waited for.
    ///
    /// - Parameter patience: how long, in seconds.
    /// - Throws: `Diagnostic` `job.running` when the other does not come to an end.
    func holdingBook<T>(
        patience: Int, _ body: (BookDesk) async throws -> T
    ) async throws -> T {
        let worker = WorkerName().text
        if isDryRun {
            _ = try write(.send) { try take($0, worker) }
            return try await body(self)
        }
        let lease = try await waitingTurn(patience) { try write(.send) { try take($0, worker) } }
        let heartbeat = Heartbeat(database, of: worker, seconds: Self.leaseSeconds)
        defer { heartbeat.end() }
        let desk = holding(lease)
        do {
            let result = try await body(desk)
            try desk.write(.send) { scope in
                try scope.forgetSending(through: clock.now)
                try scope.finish(lease, summary: "", at: clock.now)
            }
            return result
        } catch {
            // What was not sent is still planned; the book is free for whoever comes next.
            try? desk.write(.send) { try $0.finish(lease, summary: "", at: clock.now) }
            throw error
        }
    }

    private func take(_ scope: BookConnection, _ worker: String) throws -> JobLease {
        let lease = try scope.take(
            .hand, run: 0, worker: worker, seconds: Self.leaseSeconds, at: clock.now)
        guard let lease else {
            throw Diagnostic(
                "job.running", place: "book \(book.id)", found: "a job that is not free",
                expected: "a book nobody works on", remedy: "see: purr jobs")
        }
        return lease
    }

    private func waitingTurn(
        _ patience: Int, _ take: () throws -> JobLease
    ) async throws -> JobLease {
        let deadline = Date(timeIntervalSinceNow: Double(patience))
        while true {
            try database.freeJobs(ofDead: WorkerName.isDead)
            do { return try take() } catch let fault as Diagnostic
                where fault.code == "job.running" && Date() < deadline
            {
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }
}
