import Basics
import Foundation
import Store

/// Does jobs of all books, one after the other, beside any number of others on this machine and elsewhere.
public struct JobWorker: Sendable {
    /// What became of a job.
    public struct Result: Sendable {
        public let book: Int64
        public let kind: JobKind
        public let end: End
    }

    public enum End: Sendable {
        case done(JobOutcome)
        /// It went wrong, and is tried again later or left to a person.
        case failed(Diagnostic)
        /// Another worker has it by now, because this one gave no sign of life.
        case lost
    }

    /// Jobs taken at once: few enough that nobody waits long for what another has, and enough that taking costs little.
    private static let batch = 8

    public let database: Database
    public let name: WorkerName
    public let clock: Clock
    /// Who acts, for the journal.
    public let identity: Actor
    /// How long a job stays this worker's without a sign of life.
    public let leaseSeconds: Int64
    private let post: @Sendable (BookDesk) throws -> Post

    /// - Parameter post: a book's channels.
    public init(
        database: Database, name: WorkerName = WorkerName(), as identity: Actor,
        clock: Clock = .system, leaseSeconds: Int64 = BookDesk.leaseSeconds,
        post: @escaping @Sendable (BookDesk) throws -> Post
    ) {
        self.database = database
        self.name = name
        self.clock = clock
        self.identity = identity
        self.leaseSeconds = leaseSeconds
        self.post = post
    }

    /// Does jobs until none is due.
    ///
    /// - Parameters:
    ///   - isStopped: looked at between books: the rest is given back then.
    ///   - each: told of each job when it has ended.
    /// - Throws: `Diagnostic` `store.…` when the database can not be asked for jobs.
    public func run(
        isStopped: () -> Bool = { false }, each: (Result) -> Void = { _ in }
    ) async throws {
        try database.freeJobs(ofDead: WorkerName.isDead)
        let heartbeat = Heartbeat(database, of: name.text, seconds: leaseSeconds)
        defer { heartbeat.end() }
        while !isStopped() {
            let leases = try database.claimJobs(
                worker: name.text, limit: Self.batch, seconds: leaseSeconds, now: clock.now)
            if leases.isEmpty { return }
            for lease in leases {
                if isStopped() {
                    try database.giveBack(lease, retryAt: nil, at: clock.now)
                } else {
                    each(await perform(lease))
                }
            }
        }
    }

    private func perform(_ lease: JobLease) async -> Result {
        let end: End
        do {
            let outcome = try await BookDesk.perform(
                lease, in: database, as: identity, clock: clock, post: post)
            end = .done(outcome)
        } catch let fault as Diagnostic {
            end = giveUp(lease, fault)
        } catch {
            end = giveUp(
                lease,
                Diagnostic(
                    "job.failed", place: "book \(lease.book)", found: "\(type(of: error))",
                    expected: "the job to end", remedy: "report this; see: purr jobs"))
        }
        return Result(book: lease.book, kind: lease.kind, end: end)
    }

    private func giveUp(_ lease: JobLease, _ fault: Diagnostic) -> End {
        if fault.code == "job.lost" { return .lost }
        let now = clock.now
        // Five minutes, then ten, twenty …; after that a person looks.
        let isLast = lease.attempts + 1 >= Database.jobAttemptsMost
        let retryAt = isLast ? nil : now + Int64(300) << Int64(lease.attempts)
        // When the database can not be told either, the lease runs out by itself.
        try? database.giveBack(lease, error: fault.code, retryAt: retryAt, at: now)
        return .failed(fault)
    }

    /// Takes every book through the night's run and rolls it back.
    ///
    /// - Parameter each: told of each book that has not had it.
    public func rehearse(
        isStopped: () -> Bool = { false }, each: (Result) -> Void
    ) async throws {
        var last: Int64 = 0
        while !isStopped() {
            let books = try database.bookIDs(after: last, limit: 500)
            guard let end = books.last else { return }
            last = end
            for book in books where !isStopped() {
                let result: Result?
                do {
                    let outcome = try await BookDesk.rehearseNight(
                        book, in: database, worker: name.text, as: identity, clock: clock,
                        post: post)
                    result = outcome.map { Result(book: book, kind: .nightly, end: .done($0)) }
                } catch let fault as Diagnostic {
                    result = Result(book: book, kind: .nightly, end: .failed(fault))
                }
                if let result { each(result) }
            }
        }
    }
}
