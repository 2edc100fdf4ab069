import Basics

/// What is done in a book by itself.
public enum JobKind: String, Codable, CaseIterable, Sendable {
    /// Once a day: claims whose day has come are looked at, and what is approved leaves.
    case nightly
    /// Letters whose undo window is over, or whose channel is to be tried again, leave.
    case send
    /// Somebody at a terminal sends a book's letters.
    case hand
}

/// A job that a worker has, for as long as it says so often enough.
///
/// The token tells it from those who had the job before or get it later: what is written under a lease that has been lost is undone.
public struct JobLease: Hashable, Sendable {
    public let book: Int64
    public let kind: JobKind
    /// The day's number, or the instant letters may leave.
    public let run: Int64
    public let worker: String
    public let token: Int64
    /// How long it lasts from each sign of life, in seconds.
    public let seconds: Int64
    /// How often the job has gone wrong, or its worker has died, before.
    public let attempts: Int

    static func lost(book: Int64, _ kind: JobKind) -> Diagnostic {
        Diagnostic(
            "job.lost", place: "book \(book), \(kind.rawValue)",
            found: "a job that another worker has by now",
            expected: "the job's own worker",
            remedy: "nothing: the other does it, and what this one was about to write is undone")
    }
}

extension Connection {
    /// The database's own clock, in seconds since 1970 UTC: workers on several machines agree on it, and no rehearsal moves it.
    var clock: String {
        switch session {
        case .sqlite: "CAST(strftime('%s', 'now') AS INTEGER)"
        case .postgres: "CAST(extract(epoch FROM clock_timestamp()) AS BIGINT)"
        }
    }

    /// Passes over rows that somebody else is at; a SQLite file has one writer anyway.
    fileprivate var skippingLocked: String {
        switch session {
        case .sqlite: ""
        case .postgres: "FOR UPDATE SKIP LOCKED"
        }
    }
}

extension Connection {
    /// - Throws: `Diagnostic` `job.running` when somebody works in the book.
    func refuseRunning(_ book: Int64) throws {
        let kind = try first(
            "SELECT kind FROM job WHERE book = ? AND state = 'running' AND lease_until >= \(clock)",
            book
        ) { $0.text(0) }
        guard let kind else { return }
        throw Diagnostic(
            "job.running", place: "book \(book)", found: "another Purr is at it (\(kind))",
            expected: "a book nobody works on", remedy: "wait until it is done; see: purr jobs")
    }
}

// MARK: - Within a book

extension BookConnection {
    /// Makes sure that the job is still the worker's, keeps others from taking it until this transaction ends, and lets the lease
    /// last anew.
    ///
    /// - Throws: `Diagnostic` `job.lost` when the lease has run out, whether somebody else has the job by now or not.
    public func hold(_ lease: JobLease) throws {
        precondition(lease.book == book, "a lease is for its own book")
        let now = connection.clock
        let changed = try connection.run(
            """
            UPDATE job SET lease_until = \(now) + ?
            WHERE book = ? AND kind = ? AND run = ? AND state = 'running' AND worker = ?
                AND token = ? AND lease_until >= \(now)
            """, lease.seconds, book, lease.kind.rawValue, lease.run, lease.worker, lease.token)
        guard changed == 1 else { throw JobLease.lost(book: book, lease.kind) }
    }

    /// The job is done; within the transaction that did the last of it.
    ///
    /// - Parameters:
    ///   - summary: counts, as JSON.
    ///   - at: seconds since 1970 UTC.
    public func finish(_ lease: JobLease, summary: String, at: Int64) throws {
        let changed: Int
        switch lease.kind {
        case .nightly, .send:
            changed = try connection.run(
                """
                UPDATE job SET state = 'done', summary = ?, error = NULL, finished_at = ?
                WHERE book = ? AND kind = ? AND run = ? AND state = 'running' AND worker = ?
                    AND token = ?
                """, summary, at, book, lease.kind.rawValue, lease.run, lease.worker, lease.token)
        case .hand:
            changed = try connection.run(
                "DELETE FROM job WHERE book = ? AND kind = ? AND run = ? AND worker = ? AND token = ?",
                book, lease.kind.rawValue, lease.run, lease.worker, lease.token)
        }
        guard changed == 1 else { throw JobLease.lost(book: book, lease.kind) }
    }

    /// Letters leave at an instant; once, however often it is said.
    public func planSending(dueAt: Int64, at: Int64) throws {
        try connection.run(
            """
            INSERT INTO job (book, kind, run, state, due_at, created_at)
            VALUES (?, 'send', ?, 'waiting', ?, ?)
            ON CONFLICT (book, kind, run) DO UPDATE SET state = 'waiting', finished_at = NULL
                WHERE job.state NOT IN ('waiting', 'running')
            """, book, dueAt, dueAt, at)
    }

    /// What has just been sent by hand need not be looked at again.
    public func forgetSending(through now: Int64) throws {
        try connection.run(
            "DELETE FROM job WHERE book = ? AND kind = 'send' AND state = 'waiting' AND run <= ?",
            book, now)
    }

    /// Takes the book for one job, for somebody at a terminal or for a run that is only tried.
    ///
    /// - Returns: nil when the job is done already.
    /// - Throws: `Diagnostic` `job.running` when another has the book.
    public func take(
        _ kind: JobKind, run: Int64, worker: String, seconds: Int64, at: Int64
    ) throws -> JobLease? {
        let now = connection.clock
        try connection.refuseRunning(book)
        // What a dead worker left is free again.
        try connection.run(
            "UPDATE job SET state = 'waiting' WHERE book = ? AND state = 'running'", book)
        try connection.run(
            """
            INSERT INTO job (book, kind, run, state, due_at, created_at)
            VALUES (?, ?, ?, 'waiting', ?, ?) ON CONFLICT DO NOTHING
            """, book, kind.rawValue, run, at, at)
        return try connection.all(
            """
            UPDATE job SET state = 'running', worker = ?, lease_until = \(now) + ?, token = token + 1
            WHERE book = ? AND kind = ? AND run = ? AND state IN ('waiting', 'failed')
            RETURNING token, attempts
            """, worker, seconds, book, kind.rawValue, run
        ) { row in
            JobLease(
                book: book, kind: kind, run: run, worker: worker, token: row.int(0),
                seconds: seconds, attempts: Int(row.int(1)))
        }.first
    }
}

// MARK: - Across books

/// A day's jobs of all books, as they stand.
public struct JobCounts: Hashable, Codable, Sendable {
    public var waiting = 0
    public var running = 0
    public var done = 0
    public var failed = 0
    public var superseded = 0

    public init() {}

    public var all: Int { waiting + running + done + failed + superseded }
}

/// A job as it stands.
public struct JobRecord: Hashable, Sendable {
    public let book: Int64
    public let kind: JobKind
    public let run: Int64
    public let state: String
    public let dueAt: Int64
    public let worker: String
    public let attempts: Int
    /// The last fault's code.
    public let error: String?
    /// Counts, as JSON.
    public let summary: String
    public let finishedAt: Int64?
}

extension Database {
    /// How often a job may go wrong, or its worker die, before a person is asked.
    public static let jobAttemptsMost = 5
    /// How long what is done is remembered, in seconds: 30 days.
    private static let jobsKept: Int64 = 30 * 86_400

    private func queue<T>(_ body: (Connection) throws -> T) throws -> T {
        try engine.write(.queue, dryRun: false, body)
    }

    /// Plans a day's job for every book that has none, and lets those of earlier days fall: a day that was missed is in the next one's
    /// work.
    ///
    /// - Parameters:
    ///   - day: the day's number.
    ///   - retriesFailed: somebody has seen to what went wrong today.
    ///   - at: seconds since 1970 UTC.
    /// - Returns: how many were added.
    @discardableResult
    public func planNightly(
        day: Day, retriesFailed: Bool = false, at: Int64
    ) throws -> Int {
        try queue { connection in
            let run = Int64(day.number)
            let added = try connection.run(
                """
                INSERT INTO job (book, kind, run, state, due_at, created_at)
                SELECT id, 'nightly', ?1, 'waiting', ?2, ?2 FROM book
                WHERE moved_to IS NULL AND NOT EXISTS (SELECT 1 FROM job WHERE job.book = book.id
                    AND job.kind = 'nightly' AND job.run = ?1)
                ORDER BY id ON CONFLICT DO NOTHING
                """, run, at)
            if retriesFailed {
                try connection.run(
                    """
                    UPDATE job SET state = 'waiting', attempts = 0, due_at = ?, finished_at = NULL
                    WHERE kind = 'nightly' AND run = ? AND state = 'failed'
                    """, at, run)
            }
            guard added > 0 else { return 0 }
            try connection.run(
                """
                UPDATE job SET state = 'superseded', finished_at = ?
                WHERE kind = 'nightly' AND run < ? AND state IN ('waiting', 'running')
                    AND (state = 'waiting' OR lease_until < \(connection.clock))
                """, at, run)
            try connection.run(
                "DELETE FROM job WHERE state IN ('done', 'superseded') AND finished_at < ?",
                at - Self.jobsKept)
            return added
        }
    }

    /// Takes jobs whose time has come, the longest due first, and those whose worker has given no sign of life.
    ///
    /// A book is one worker's at a time: of a book's jobs the first is taken, and only when none is running.
    ///
    /// - Parameters:
    ///   - worker: its own name, which no other has.
    ///   - kinds: what the worker does.
    ///   - seconds: how long the lease lasts without a sign of life.
    ///   - now: by Purr's clock, seconds since 1970 UTC.
    public func claimJobs(
        worker: String, limit: Int, kinds: [JobKind] = JobKind.allCases, seconds: Int64,
        now: Int64
    ) throws -> [JobLease] {
        let list = kinds.map { "'\($0.rawValue)'" }.joined(separator: ",")
        return try queue { connection in
            let clock = connection.clock
            // Whatever kills its worker every time would go from one to the next for ever.
            try connection.run(
                """
                UPDATE job SET state = 'failed', error = 'job.worker-died', finished_at = ?
                WHERE state = 'running' AND lease_until < \(clock) AND attempts >= ?
                """, now, Self.jobAttemptsMost - 1)
            return try connection.all(
                """
                WITH next AS MATERIALIZED (
                    SELECT book, kind, run FROM job AS first
                    WHERE state IN ('waiting', 'running') AND due_at <= ?3
                        AND kind IN (\(list)) AND lease_until < \(clock)
                        AND NOT EXISTS (SELECT 1 FROM job AS other
                            WHERE other.book = first.book
                                AND (other.kind <> first.kind OR other.run <> first.run)
                                -- Running or waiting, said so that nobody takes the index of what
                                -- is due for it: that one is in order of time, and would be walked
                                -- from end to end for each book.
                                AND other.state NOT IN ('done', 'failed', 'superseded')
                                AND (other.state <> 'waiting' OR first.state = 'waiting'
                                    AND other.due_at <= ?3
                                    AND other.kind IN (\(list))
                                    AND (other.due_at, other.kind, other.run)
                                        < (first.due_at, first.kind, first.run)))
                    ORDER BY due_at, book LIMIT ?4 \(connection.skippingLocked))
                UPDATE job SET state = 'running', worker = ?1, lease_until = \(clock) + ?2,
                    token = token + 1,
                    attempts = attempts + CASE WHEN state = 'running' THEN 1 ELSE 0 END
                FROM next WHERE job.book = next.book AND job.kind = next.kind AND job.run = next.run
                RETURNING job.book, job.kind, job.run, token, attempts
                """, worker, seconds, now, limit
            ) { row in
                JobKind(rawValue: row.text(1)).map { kind in
                    JobLease(
                        book: row.int(0), kind: kind, run: row.int(2), worker: worker,
                        token: row.int(3), seconds: seconds, attempts: Int(row.int(4)))
                }
            }.compactMap(\.self)
        }
    }

    /// A sign of life: the worker's leases last anew, but for those that have run out.
    public func extendLeases(of worker: String, seconds: Int64) throws {
        _ = try queue { connection in
            try connection.run(
                """
                WITH own AS MATERIALIZED (
                    SELECT book, kind, run FROM job
                    WHERE state = 'running' AND worker = ?2 AND lease_until >= \(connection.clock)
                    \(connection.skippingLocked))
                UPDATE job SET lease_until = \(connection.clock) + ?1
                FROM own WHERE job.book = own.book AND job.kind = own.kind AND job.run = own.run
                """, seconds, worker)
        }
    }

    /// Gives jobs back that have not been begun, or were given up halfway through.
    ///
    /// - Parameters:
    ///   - error: the fault's code, when one was why.
    ///   - retryAt: not before then, by Purr's clock; nil asks a person.
    public func giveBack(
        _ lease: JobLease, error: String? = nil, retryAt: Int64?, at: Int64
    ) throws {
        _ = try queue { connection in
            try connection.run(
                """
                UPDATE job SET state = ?, due_at = coalesce(CAST(? AS INTEGER), due_at),
                    lease_until = 0, attempts = attempts + ?, error = coalesce(?, error),
                    finished_at = ?
                WHERE book = ? AND kind = ? AND run = ? AND state = 'running' AND worker = ?
                    AND token = ?
                """, error != nil && retryAt == nil ? "failed" : "waiting", retryAt,
                error == nil ? 0 : 1, error, error != nil && retryAt == nil ? at : nil,
                lease.book, lease.kind.rawValue, lease.run, lease.worker, lease.token)
        }
    }

    /// Lets go of what workers had that are known to be dead, without waiting for their leases.
    public func freeJobs(ofDead isDead: (_ worker: String) -> Bool) throws {
        let workers = try read { connection in
            try connection.all("SELECT DISTINCT worker FROM job WHERE state = 'running'") {
                $0.text(0)
            }
        }
        for worker in workers where isDead(worker) {
            _ = try queue { connection in
                try connection.run(
                    "UPDATE job SET lease_until = 0 WHERE state = 'running' AND worker = ?", worker)
            }
        }
    }

    /// Looks whether the clock is behind what has been done already: then deadlines and interest would be those of another day.
    ///
    /// - Parameter now: by the machine's own clock, seconds since 1970 UTC.
    /// - Throws: `Diagnostic` `clock.behind`.
    public func refuseClockBehind(now: Int64) throws {
        let newest = try read { connection in
            try connection.first("SELECT max(created_at), max(finished_at) FROM job") {
                max($0.int(0), $0.int(1))
            }
        }
        guard let newest, newest > now + Self.clocksDiffer else { return }
        throw Diagnostic(
            "clock.behind", place: "clock", found: "\(newest - now) s behind the last job",
            expected: "a clock that goes forward",
            remedy:
                "set the clock (turn NTP on) and try again; where somebody has tried a later day, name this one with --today"
        )
    }

    /// Seconds that two machines' clocks may differ.
    private static let clocksDiffer: Int64 = 300

    /// How many of a day's jobs stand where.
    public func nightlyCounts(day: Day) throws -> JobCounts {
        try read { connection in
            var counts = JobCounts()
            try connection.forEach(
                """
                SELECT state, count(*) FROM job WHERE kind = 'nightly' AND run = ? GROUP BY state
                """, Int64(day.number)
            ) { row in
                let count = Int(row.int(1))
                switch row.text(0) {
                case "waiting": counts.waiting = count
                case "running": counts.running = count
                case "done": counts.done = count
                case "failed": counts.failed = count
                case "superseded": counts.superseded = count
                default: break
                }
            }
            return counts
        }
    }

    /// Jobs that are not done, and those that need a person, by book; or all that are remembered.
    public func jobs(onlyOpen: Bool) throws -> [JobRecord] {
        try read { connection in
            try connection.all(
                """
                SELECT book, kind, run, state, due_at, worker, attempts, error, summary, finished_at
                FROM job WHERE ? = 0 OR state IN ('waiting', 'running', 'failed')
                ORDER BY book, kind, run
                """, onlyOpen
            ) { row in
                JobKind(rawValue: row.text(1)).map { kind in
                    JobRecord(
                        book: row.int(0), kind: kind, run: row.int(2), state: row.text(3),
                        dueAt: row.int(4), worker: row.text(5), attempts: Int(row.int(6)),
                        error: row.optionalText(7), summary: row.text(8),
                        finishedAt: row.optionalInt(9))
                }
            }.compactMap(\.self)
        }
    }

    /// Books' numbers in order, from the first above `last`.
    public func bookIDs(after last: Int64, limit: Int) throws -> [Int64] {
        try read { connection in
            try connection.all(
                "SELECT id FROM book WHERE id > ? ORDER BY id LIMIT ?", last, limit
            ) { $0.int(0) }
        }
    }
}
