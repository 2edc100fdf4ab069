import ArgumentParser
import Basics
import Desk
import Dispatch
import Foundation
import Store

/// What `purr nightly` and `purr worker` share.
struct WorkerOptions: ParsableArguments {
    @OptionGroup var place: StoreOptions
    @OptionGroup var post: PostOptions

    @Option(
        name: .long,
        help: "Act as if it were this day (yyyy-mm-dd), for examples and rehearsals.",
        transform: parseDay)
    var today: Day?

    @Flag(
        name: .long,
        help: ArgumentHelp(
            "Take a --today that has not come yet.",
            discussion: """
                Letters leave before their day, and the nights until then are refused: for a copy of the books, and never for \
                those that count.
                """))
    var futureOk = false

    @Option(
        name: .long, help: "How many books this process works on at once; PostgreSQL gains by it.")
    var workers = 1

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Seconds without a sign of life after which another takes a worker's book over.",
            visibility: .hidden))
    var lease = Int(BookDesk.leaseSeconds)

    func validate() throws {
        guard (1...64).contains(workers) else {
            throw ValidationError("--workers takes 1 to 64")
        }
        guard (1...3_600).contains(lease) else {
            throw ValidationError("--lease takes 1 to 3600 seconds")
        }
    }

    /// The machine's own on its own day, so that nothing is written that lies ahead.
    var clock: Clock {
        guard let today, today != Clock.system.today else { return .system }
        return .startingAt(today)
    }

    /// - Throws: `Diagnostic` `clock.ahead` for a day that has not come yet, unless somebody has said that it is meant.
    func refuseFuture() throws {
        guard let today, today > Clock.system.today, !futureOk else { return }
        throw Diagnostic(
            "clock.ahead", place: "--today", found: today.iso,
            expected: "a day that has come: letters would leave too early, and the nights until "
                + "then be refused (clock.behind)",
            remedy: "see what it would do with --dry-run or: purr rehearse; on a copy of the books "
                + "say --future-ok")
    }

    /// There is no one company to speak the language of, so it is the first one's.
    static func language(_ database: Database) throws -> Language {
        let first = try database.bookIDs(after: 0, limit: 1).first
        return try first.flatMap { id in try database.read { try $0.book(id) } }?.language ?? .nb
    }

    func database() throws -> Database {
        // One each for its transactions and its signs of life, and one for looking.
        try place.database(connections: 2 * workers + 1)
    }

    func worker(_ database: Database, _ clock: Clock, isDryRun: Bool = false) -> JobWorker {
        let (place, post, today) = (place, post, today)
        return JobWorker(
            database: database, as: .machine("nightly"), clock: clock,
            leaseSeconds: Int64(lease)
        ) { try post.post(place, today: today, $0, isRehearsal: isDryRun) }
    }

    /// Does what is due, on as many threads as there are workers, until nothing is.
    func run(
        _ database: Database, _ clock: Clock, stop: StopSignal,
        each: @escaping @Sendable (JobWorker.Result) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...workers {
                let worker = worker(database, clock)
                group.addTask(executorPreference: ThreadExecutor(label: "purr worker \(number)")) {
                    try await worker.run(isStopped: { stop.isRaised }, each: each)
                }
            }
            try await group.waitForAll()
        }
    }
}

/// Runs a worker on a thread of its own, where waiting for a disk or a server keeps nobody from working.
final class ThreadExecutor: TaskExecutor {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}

/// What jobs have come to, told by several workers at once.
final class JobTally: @unchecked Sendable {
    // Sendable by the lock around everything in it.
    struct Fault: Codable {
        let book: Int64
        let kind: String
        let code: String
        let place: String
        let found: String
    }

    struct Figures: Codable {
        /// Books whose night's run is done, by this process.
        var books = 0
        /// Runs of the outbox beside it.
        var sendings = 0
        var sum = JobOutcome()
        /// Books in which nothing may be approved today, by why.
        var blocked: [String: Int] = [:]
        var lost = 0
        var faults: [Fault] = []
    }

    private let lock = NSLock()
    private var figures = Figures()
    private let bar: ProgressBar?
    private let total: Int

    /// - Parameters:
    ///   - bar: shows how many of the `total` books are done; none when nil.
    init(bar: ProgressBar? = nil, total: Int = 0) {
        self.bar = bar
        self.total = total
    }

    func take(_ result: JobWorker.Result) {
        lock.withLock {
            defer { bar?.show(Progress(.deciding, done: figures.books, total: total)) }
            switch result.end {
            case .done(let outcome):
                if result.kind == .nightly { figures.books += 1 } else { figures.sendings += 1 }
                figures.sum += outcome
                for code in Set(outcome.blocks) { figures.blocked[code, default: 0] += 1 }
            case .failed(let fault):
                figures.faults.append(
                    Fault(
                        book: result.book, kind: result.kind.rawValue, code: fault.code,
                        place: fault.place, found: fault.found))
            case .lost: figures.lost += 1
            }
        }
    }

    var now: Figures { lock.withLock { figures } }
}
