import Basics
import Dispatch
import Foundation
import Store
import TestStore
import Testing

@Suite("Jobs")
struct JobTests {
    private static let day = Day(2026, 9, 4)

    /// A store with so many books.
    private static func store(books: Int) throws -> (TestStore, Database) {
        let store = try TestStore()
        let database = try Database(store.address)
        try database.write { connection in
            for number in 0..<books {
                _ = try connection.createBook(
                    BookRecord(
                        name: "Bok \(number)", organisationNumber: "310123455",
                        account: AccountNumber("99991042764")))
            }
        }
        return (store, database)
    }

    private func claim(
        _ database: Database, _ worker: String, limit: Int = 100, seconds: Int64 = 60,
        now: Int64 = 1_000
    ) throws -> [JobLease] {
        try database.claimJobs(worker: worker, limit: limit, seconds: seconds, now: now)
    }

    @Test(
        "A day is planned once for each book, also for one that comes later, and earlier days fall")
    func plan() throws {
        let (store, database) = try Self.store(books: 3)
        defer { withExtendedLifetime(store) {} }
        #expect(try database.planNightly(day: Self.day, at: 10) == 3)
        #expect(try database.planNightly(day: Self.day, at: 11) == 0)
        let first = try claim(database, "a", limit: 1)
        try database.write(book: 1, by: Author("test", at: 0)) {
            try $0.finish(first[0], summary: "{}", at: 12)
        }
        _ = try database.write { connection in
            try connection.createBook(
                BookRecord(
                    name: "Ny", organisationNumber: "310123455",
                    account: AccountNumber("99991042764")))
        }
        #expect(try database.planNightly(day: Self.day, at: 13) == 1)
        #expect(try database.planNightly(day: Self.day + 10, at: 14) == 4)
        let counts = try database.nightlyCounts(day: Self.day)
        #expect(counts.done == 1)
        #expect(counts.superseded == 3)
        #expect(try database.nightlyCounts(day: Self.day + 10).waiting == 4)
        #expect(try claim(database, "b").map(\.run) == [Int64](repeating: 20_710, count: 4))
    }

    @Test("A clock that was set back is told, before anything is done by it")
    func clockSetBack() throws {
        let (store, database) = try Self.store(books: 1)
        defer { withExtendedLifetime(store) {} }
        try database.refuseClockBehind(now: 10)
        try database.planNightly(day: Self.day, at: 10_000)
        try database.refuseClockBehind(now: 10_000 - 300)
        let fault = #expect(throws: Diagnostic.self) {
            try database.refuseClockBehind(now: 10_000 - 301)
        }
        #expect(fault?.code == "clock.behind")
    }

    @Test("Eight who take jobs at once get each of 300 once")
    func everyJobOnce() throws {
        let (store, database) = try Self.store(books: 300)
        try database.planNightly(day: Self.day, at: 10)
        let taken = Taken()
        DispatchQueue.concurrentPerform(iterations: 8) { number in
            taken.add {
                let own = try Database(store.address, connections: 2)
                var books: [Int64] = []
                while true {
                    let leases = try own.claimJobs(
                        worker: "w\(number)", limit: 7, seconds: 60, now: 1_000)
                    if leases.isEmpty { return books }
                    for lease in leases {
                        try own.write(book: lease.book, by: Author("test", at: 0)) { scope in
                            try scope.hold(lease)
                            try scope.finish(lease, summary: "", at: 1_001)
                        }
                        books.append(lease.book)
                    }
                }
            }
        }
        #expect(try taken.all().sorted() == (1...300).map { Int64($0) })
        #expect(try database.nightlyCounts(day: Self.day).done == 300)
    }

    @Test(
        "A lease that has run out is lost, with all that was about to be written, taken over or not"
    )
    func lost() throws {
        let (store, database) = try Self.store(books: 1)
        defer { withExtendedLifetime(store) {} }
        try database.planNightly(day: Self.day, at: 10)
        let first = try claim(database, "a", seconds: 1)
        #expect(try claim(database, "b").isEmpty)
        Thread.sleep(forTimeInterval: 2.1)
        func write(_ lease: JobLease) throws {
            try database.write(book: 1, by: Author("test", at: 0)) { scope in
                try scope.record("test", lease.worker, at: 0, actor: "test")
                try scope.hold(lease)
            }
        }
        #expect(throws: Diagnostic.self) { try write(first[0]) }
        let second = try claim(database, "b")
        #expect(second.map(\.book) == [1])
        #expect(second.map(\.attempts) == [1])
        let fault = #expect(throws: Diagnostic.self) { try write(first[0]) }
        #expect(fault?.code == "job.lost")
        try database.extendLeases(of: "a", seconds: 60)
        #expect(throws: Diagnostic.self) { try write(first[0]) }
        try write(second[0])
        #expect(try database.read(book: 1) { try $0.journal() }.map(\.detail) == ["b"])
    }

    @Test("A sign of life keeps the lease; a transaction under way keeps others from it")
    func alive() throws {
        let (store, database) = try Self.store(books: 1)
        try database.planNightly(day: Self.day, at: 10)
        let lease = try claim(database, "a", seconds: 2)[0]
        for _ in 0..<3 {
            Thread.sleep(forTimeInterval: 1)
            try database.extendLeases(of: "a", seconds: 2)
        }
        let other = Taken()
        try database.write(book: 1, by: Author("test", at: 0)) { scope in
            try scope.hold(lease)
            let thread = Thread {
                other.add {
                    let own = try Database(store.address)
                    return try own.claimJobs(worker: "b", limit: 1, seconds: 60, now: 1_000)
                        .map(\.book)
                }
            }
            thread.start()
            Thread.sleep(forTimeInterval: 4)
            try scope.finish(lease, summary: "", at: 20)
        }
        while !other.isTold { Thread.sleep(forTimeInterval: 0.05) }
        #expect(try other.all().isEmpty)
        #expect(try database.nightlyCounts(day: Self.day).done == 1)
    }

    @Test("A book's jobs are done one after the other, the first due first")
    func oneAtATime() throws {
        let (store, database) = try Self.store(books: 2)
        defer { withExtendedLifetime(store) {} }
        try database.write(book: 2, by: Author("test", at: 0)) { scope in
            try scope.planSending(dueAt: 5, at: 1)
            try scope.planSending(dueAt: 5, at: 2)
            try scope.planSending(dueAt: 2_000, at: 2)
        }
        try database.planNightly(day: Self.day, at: 10)
        let first = try claim(database, "a")
        #expect(first.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [.nightly, .send])
        #expect(first.map(\.book).sorted() == [1, 2])
        #expect(try claim(database, "b").isEmpty)
        let sending = try #require(first.first { $0.kind == .send })
        #expect(sending.run == 5)
        try database.write(book: 2, by: Author("test", at: 0)) {
            try $0.finish(sending, summary: "", at: 11)
        }
        #expect(try claim(database, "b").map(\.kind) == [.nightly])
        // Approved again in the very second: it is to be sent again.
        try database.write(book: 2, by: Author("test", at: 0)) {
            try $0.planSending(dueAt: 5, at: 12)
        }
        #expect(try database.jobs(onlyOpen: true).count { $0.kind == .send } == 2)
    }

    @Test("Somebody at a terminal and a worker do not send the same book's letters at once")
    func byHand() throws {
        let (store, database) = try Self.store(books: 1)
        defer { withExtendedLifetime(store) {} }
        func take() throws -> JobLease? {
            try database.write(book: 1, by: Author("test", at: 0)) {
                try $0.take(.hand, run: 0, worker: "hand", seconds: 60, at: 10)
            }
        }
        let hand = try #require(try take())
        try database.planNightly(day: Self.day, at: 10)
        #expect(try claim(database, "a").isEmpty)
        try database.write(book: 1, by: Author("test", at: 0)) {
            try $0.finish(hand, summary: "", at: 11)
        }
        #expect(try database.jobs(onlyOpen: false).map(\.kind) == [.nightly])
        let nightly = try claim(database, "a")
        let fault = #expect(throws: Diagnostic.self) { _ = try take() }
        #expect(fault?.code == "job.running")
        try database.write(book: 1, by: Author("test", at: 0)) {
            try $0.finish(nightly[0], summary: "", at: 12)
        }
        // The day is done: nothing to try.
        let again = try database.write(book: 1, by: Author("test", at: 0)) {
            try $0.take(.nightly, run: Int64(Self.day.number), worker: "h", seconds: 9, at: 12)
        }
        #expect(again == nil)
    }

    @Test("What goes wrong is tried again later, and in the end left to a person")
    func failing() throws {
        let (store, database) = try Self.store(books: 2)
        defer { withExtendedLifetime(store) {} }
        try database.planNightly(day: Self.day, at: 10)
        let both = try claim(database, "a")
        let (one, two) = (both[0], both[1])
        try database.giveBack(one, error: "store.full", retryAt: 2_000, at: 1_000)
        try database.giveBack(two, error: "law.missing", retryAt: nil, at: 1_000)
        #expect(try claim(database, "b", now: 1_999).isEmpty)
        #expect(try claim(database, "b", now: 2_000).map(\.attempts) == [1])
        let failed = try database.jobs(onlyOpen: true).filter { $0.state == "failed" }
        #expect(failed.map(\.error) == ["law.missing"])
        #expect(try database.planNightly(day: Self.day, retriesFailed: true, at: 2_001) == 0)
        #expect(try claim(database, "b", now: 2_001).map(\.attempts) == [0])
    }

    @Test(
        "A job whose worker dies every time is not taken for ever; one on this machine is seen at once"
    )
    func deadly() throws {
        let (store, database) = try Self.store(books: 1)
        defer { withExtendedLifetime(store) {} }
        try database.planNightly(day: Self.day, at: 10)
        for attempt in 0..<Database.jobAttemptsMost {
            #expect(try claim(database, "w\(attempt)").map(\.attempts) == [attempt])
            #expect(try claim(database, "x").isEmpty)
            try database.freeJobs { $0 == "w\(attempt)" }
        }
        #expect(try claim(database, "x").isEmpty)
        let jobs = try database.jobs(onlyOpen: true)
        #expect(jobs.map(\.state) == ["failed"])
        #expect(jobs.map(\.error) == ["job.worker-died"])
    }

    @Test(
        "A book's connection sees its own jobs and no other's", .enabled(if: TestStore.isPostgres))
    func tenancy() throws {
        let (store, database) = try Self.store(books: 3)
        defer { withExtendedLifetime(store) {} }
        try database.planNightly(day: Self.day, at: 10)
        let seen = try database.read(book: 2) { scope in
            try scope.connection.all("SELECT book FROM job") { $0.int(0) }
        }
        #expect(seen == [2])
        let fault = #expect(throws: Diagnostic.self) {
            try database.write(book: 2, by: Author("test", at: 0)) { scope in
                try scope.connection.run(
                    """
                    INSERT INTO job (book, kind, run, state, due_at, created_at)
                    VALUES (3, 'send', 1, 'waiting', 1, 1)
                    """)
            }
        }
        #expect(fault?.code == "store.privilege")
    }
}

/// What several threads came to.
private final class Taken: @unchecked Sendable {
    // Sendable by the lock around all of it.
    private let lock = NSLock()
    private var books: [Int64] = []
    private var fault: (any Error)?
    private var told = false

    func add(_ body: () throws -> [Int64]) {
        let result = Result { try body() }
        lock.withLock {
            told = true
            switch result {
            case .success(let more): books += more
            case .failure(let error): fault = error
            }
        }
    }

    var isTold: Bool { lock.withLock { told } }

    func all() throws -> [Int64] {
        try lock.withLock {
            if let fault { throw fault }
            return books
        }
    }
}
