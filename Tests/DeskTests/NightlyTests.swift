import Basics
import Claims
import Desk
import Foundation
import Law
import Letters
import Store
import TestStore
import Testing

/// Several books in one store, with a clock that a test moves; it begins on Friday 2026-09-04, at nine.
private final class Books {
    static let first = Day(2026, 9, 4)
    let store: TestStore
    let database: Database
    let time = TestTime(Books.first)
    let channel: TestChannel

    init(_ count: Int, channel: TestChannel = TestChannel("folder")) throws {
        store = try TestStore()
        database = try Database(store.address)
        self.channel = channel
        for number in 1...count {
            _ = try BookDesk.createBook(
                BookRecord(
                    name: "Bok \(number) AS", organisationNumber: "310123455",
                    street: "Gata 1", postcode: "3201", city: "Sandefjord",
                    email: "faktura@bok.example", account: AccountNumber("99991042764")),
                in: database, as: .person("test"))
        }
        try hearFromBank()
    }

    var clock: Clock { Clock { [time] in time.now } }

    func desk(_ book: Int64) throws -> BookDesk {
        try BookDesk.open(
            database, book: try BookDesk.book(book, in: database, as: .person("test")),
            as: .person("test"), clock: clock)
    }

    /// A claim of 4 800,00 on a customer of its own.
    @discardableResult
    func claim(_ book: Int64, _ invoice: String, due: Day) throws -> ClaimID {
        try database.write(book: book, by: Author("test", at: 0)) { scope in
            let (debtor, _) = try scope.upsertDebtor(
                Debtor(
                    id: DebtorID(0), number: invoice, name: "Kunde \(invoice)", street: "Vei 2",
                    postcode: "0155", city: "Oslo"))
            let id = try scope.insertClaim(
                NewClaim(
                    debtor: debtor, invoice: invoice, kid: "", issued: due - 14, due: due,
                    principal: Money(kroner: 4_800), nextDay: due + 1))
            return try #require(id)
        }
    }

    func hearFromBank() throws {
        for book in try database.bookIDs(after: 0, limit: 100) {
            try database.write(book: book, by: Author("test", at: 0)) { scope in
                try scope.note(account: "99991042764", through: clock.today - 1)
            }
        }
    }

    func worker(
        leaseSeconds: Int64 = 60, post: (@Sendable (BookDesk) throws -> Post)? = nil
    ) -> JobWorker {
        let channel = channel
        return JobWorker(
            database: database, as: .machine("night"), clock: clock, leaseSeconds: leaseSeconds,
            post: post ?? { _ in Post(mail: nil, folder: channel) })
    }

    /// The night's run of the day it is, by one worker.
    @discardableResult
    func night(_ worker: JobWorker? = nil) async throws -> [JobWorker.Result] {
        try database.planNightly(day: clock.today, at: clock.now)
        var results: [JobWorker.Result] = []
        try await (worker ?? self.worker()).run(each: { results.append($0) })
        return results
    }

    /// Every row but those of the jobs and the journal, without salts and hashes, so that two ways to the same book can be
    /// compared.
    func rows() throws -> [String] {
        try TestStore.dump(database)
            .filter { row in
                !["job:", "journal:", "journal_run:", "counter:"].contains { row.hasPrefix($0) }
            }
            .map { row in
                row.split(separator: "|").map { $0.hasPrefix("bytes(") ? "bytes" : String($0) }
                    .joined(separator: "|")
            }
            .sorted()
    }
}

extension JobWorker.Result {
    fileprivate var outcome: JobOutcome? {
        if case .done(let outcome) = end { outcome } else { nil }
    }
}

@Suite("The night's run")
struct NightlyTests {
    @Test("Looks at what is due, approves nothing, and is done once a day")
    func once() async throws {
        let books = try Books(2)
        try books.claim(1, "1001", due: Books.first - 5)
        // Due yesterday: its first letter is not due for some days.
        try books.claim(1, "1002", due: Books.first - 1)
        let results = try await books.night()
        let first = try #require(results.first { $0.book == 1 }?.outcome)
        #expect(first.ready == 1)
        #expect(first.moved == 1)
        #expect(first.blocks.isEmpty)
        #expect(results.first { $0.book == 2 }?.outcome == JobOutcome())
        let moved = try books.database.read(book: 1) { try $0.claims(invoices: ["1002"]) }
        #expect(moved[0].nextDay.map { $0 > Books.first } == true)
        #expect(try books.desk(1).notices().isEmpty)

        let before = try TestStore.dump(books.database)
        #expect(try await books.night().isEmpty)
        #expect(try TestStore.dump(books.database) == before)
        #expect(books.channel.delivered.isEmpty)
    }

    @Test("A letter that was approved leaves by itself when its undo window is over, and once")
    func sending() async throws {
        let books = try Books(1)
        try books.claim(1, "1001", due: Books.first - 5)
        try await books.night()
        let letters = try books.desk(1).approve().letters
        #expect(letters.count == 1)
        try await books.night()
        #expect(books.channel.delivered.isEmpty)
        books.time.advance(minutes: 16)
        let results = try await books.night()
        #expect(results.map(\.kind) == [.send])
        #expect(results.first?.outcome?.sent == 1)
        #expect(books.channel.delivered.map(\.id).count == 1)
        books.time.advance(minutes: 60)
        #expect(try await books.night().isEmpty)
        #expect(books.channel.delivered.count == 1)
    }

    @Test("A channel that is away is asked again when its time comes, not before")
    func retried() async throws {
        let books = try Books(
            1, channel: TestChannel("test", failing: DeliveryFailure(.temporary, "451")))
        try books.claim(1, "1001", due: Books.first - 5)
        _ = try books.desk(1).approve(undoWindow: 0)
        let first = try await books.night()
        #expect(first.compactMap(\.outcome).map(\.sent).reduce(0, +) == 0)
        books.channel.mend()
        books.time.advance(minutes: 4)
        #expect(try await books.night().isEmpty)
        books.time.advance(minutes: 7)
        #expect(try await books.night().compactMap(\.outcome).map(\.sent) == [1])
        #expect(books.channel.delivered.count == 2)
    }

    @Test("A pause that has run out, and a promise that was not kept, come back by themselves")
    func expiring() async throws {
        let books = try Books(1)
        let paused = try books.claim(1, "1001", due: Books.first - 5)
        let promised = try books.claim(1, "1002", due: Books.first - 5)
        let desk = try books.desk(1)
        try desk.act(.pause(until: Books.first + 7, reason: "avtalt"), on: paused)
        try desk.act(.promise(by: Books.first + 3, reason: "ringte"), on: promised)
        var ready: [Int] = []
        for _ in 0..<10 {
            let outcomes = try await books.night().compactMap(\.outcome)
            ready.append(outcomes.map(\.ready).reduce(0, +))
            books.time.move(to: books.clock.today + 1)
            try books.hearFromBank()
        }
        #expect(ready.first == 0)
        #expect(ready.last == 2)
        #expect(ready == ready.sorted())
        #expect(ready.firstIndex(of: 2) == 7)
    }

    // MARK: - Missed days

    /// A claim at each place on the ladder, and one letter that is approved and has not left.
    private func ladder(_ books: Books) throws {
        for age in 1...40 { try books.claim(1, "\(1_000 + age)", due: Books.first - age) }
        try books.desk(1).act(
            .pause(until: Books.first + 6, reason: "avtalt"), on: ClaimID(20))
        try books.desk(1).act(.promise(by: Books.first + 2, reason: "ringte"), on: ClaimID(21))
    }

    @Test("After ten missed days one run leaves the book as ten nights would have")
    func missed() async throws {
        let daily = try Books(1)
        let late = try Books(1)
        for books in [daily, late] {
            try ladder(books)
            try await books.night()
        }
        var last: [JobWorker.Result] = []
        for offset in 1...10 {
            daily.time.move(to: Books.first + offset)
            last = try await daily.night()
        }
        late.time.move(to: Books.first + 10)
        let caughtUp = try await late.night()
        #expect(caughtUp.count == 1)
        #expect(caughtUp.first?.outcome?.ready == last.first?.outcome?.ready)
        #expect(caughtUp.first?.outcome?.held == last.first?.outcome?.held)
        #expect(try late.rows() == daily.rows())
        #expect(try await late.night().isEmpty)
    }

    @Test("After ten missed days nobody gets two steps at once, and the day's limit holds")
    func noBurst() async throws {
        let books = try Books(1)
        try ladder(books)
        let desk = try books.desk(1)
        var record = desk.book
        record.dailyLimit = 15
        try desk.change(record)
        try await books.night()
        let old = try books.desk(1).approve(undoWindow: 0).letters.count
        #expect(old == 15)
        books.time.move(to: Books.first + 10)
        try books.hearFromBank()
        let results = try await books.night()
        // What should have left ten days ago does not leave with a date that is past.
        #expect(results.compactMap(\.outcome).map(\.recalled).reduce(0, +) == 15)
        #expect(books.channel.delivered.isEmpty)
        let approval = try books.desk(1).approve(undoWindow: 0)
        #expect(approval.letters.count == 15)
        #expect(Set(approval.letters.map(\.bundle.debtor)).count == 15)
        #expect(Set(approval.letters.map(\.bundle.step)) == [.nudge])
        #expect(approval.overLimit > 0)
        #expect(try books.desk(1).approve(undoWindow: 0).letters.isEmpty)
    }

    @Test("A day that was planned and not done falls when the next is planned")
    func superseded() async throws {
        let books = try Books(3)
        try books.database.planNightly(day: Books.first, at: books.clock.now)
        books.time.move(to: Books.first + 3)
        let results = try await books.night()
        #expect(results.map(\.book).sorted() == [1, 2, 3])
        #expect(try books.database.nightlyCounts(day: Books.first).superseded == 3)
    }

    // MARK: - Faults

    @Test("A fault in one book leaves the others' work done, and is tried again five times")
    func fault() async throws {
        let books = try Books(3)
        for book: Int64 in 1...3 {
            try books.claim(book, "1001", due: Books.first - 5)
            _ = try books.desk(book).approve(undoWindow: 0)
        }
        let channel = books.channel
        let worker = books.worker { desk in
            guard desk.book.id != 2 else {
                throw Diagnostic("channel.test", place: "2", found: "a fault", expected: "none")
            }
            return Post(mail: nil, folder: channel)
        }
        var faults = 0
        for _ in 0..<12 {
            for result in try await books.night(worker) {
                if case .failed(let fault) = result.end {
                    #expect(fault.code == "channel.test")
                    #expect(result.book == 2)
                    faults += 1
                }
            }
            books.time.advance(minutes: 50)
        }
        #expect(books.channel.delivered.count == 2)
        let failed = try books.database.jobs(onlyOpen: true)
        #expect(failed.map(\.book) == [2, 2])
        #expect(failed.map(\.state) == ["failed", "failed"])
        #expect(Set(failed.map(\.error)) == ["channel.test"])
        #expect(faults == 2 * Database.jobAttemptsMost)
    }

    @Test("A worker that has lost its book while a letter was on its way records nothing of it")
    func lost() async throws {
        let store = Box<Books>()
        let channel = TestChannel(
            "smtp",
            beforeAnswering: {
                // It gives no sign of life, and another takes its book over, however busy the store is.
                for _ in 0..<20 {
                    try? store.value?.database.freeJobs { _ in true }
                    let taken = try? store.value?.database.claimJobs(
                        worker: "another", limit: 9, seconds: 60, now: .max / 2)
                    if taken?.isEmpty == false { break }
                }
            })
        let books = try Books(1, channel: channel)
        store.value = books
        try books.claim(1, "1001", due: Books.first - 5)
        _ = try books.desk(1).approve(undoWindow: 0)
        let results = try await books.night()
        guard case .lost = try #require(results.first).end else {
            Issue.record("\(results)")
            return
        }
        #expect(try books.desk(1).notices().map(\.state) == [.sending])
        store.value = nil
        // The other dies; whoever comes next finds a letter of which nobody knows whether it left.
        try books.database.freeJobs { $0 == "another" }
        let next = try await books.night()
        #expect(next.compactMap(\.outcome).map(\.unsettled).reduce(0, +) == 1)
        #expect(try books.desk(1).notices().map(\.state) == [.uncertain])
        #expect(channel.delivered.count == 1)
    }
}

/// Something a closure made earlier is given later.
private final class Box<Value>: @unchecked Sendable {
    // Sendable by the lock.
    private let lock = NSLock()
    private var held: Value?

    var value: Value? {
        get { lock.withLock { held } }
        set { lock.withLock { held = newValue } }
    }
}

@Suite("A dry run")
struct DryRunTests {
    @Test("The night's run, rolled back, tells the same and leaves every row as it was")
    func night() async throws {
        let books = try Books(2)
        for age in 1...10 { try books.claim(1, "\(1_000 + age)", due: Books.first - age) }
        _ = try books.desk(1).approve([ClaimID(7)], undoWindow: 0)
        let before = try TestStore.dump(books.database)
        var told: [JobWorker.Result] = []
        try await books.worker().rehearse { told.append($0) }
        #expect(try TestStore.dump(books.database) == before)
        #expect(books.channel.delivered.isEmpty)
        let results = try await books.night().filter { $0.kind == .nightly }
        #expect(told.map(\.book) == [1, 2])
        for result in results {
            let rehearsed = try #require(told.first { $0.book == result.book }?.outcome)
            let real = try #require(result.outcome)
            #expect(rehearsed.ready == real.ready)
            #expect(rehearsed.held == real.held)
            #expect(rehearsed.blocks == real.blocks)
        }
        told = []
        try await books.worker().rehearse { told.append($0) }
        #expect(told.isEmpty)
    }

    @Test(
        "Approving, sending and what is said of a claim, rolled back, tell the same and change nothing"
    )
    func desk() async throws {
        let books = try Books(1)
        for age in 4...6 { try books.claim(1, "\(1_000 + age)", due: Books.first - age) }
        let desk = try books.desk(1)
        let post = Post(mail: nil, folder: books.channel)
        func unchanged(_ body: () async throws -> Void) async throws {
            let before = try TestStore.dump(books.database)
            try await body()
            #expect(try TestStore.dump(books.database) == before)
        }
        var rehearsed: [LetterRequest] = []
        try await unchanged {
            rehearsed = try desk.dryRun.approve(undoWindow: 0).letters.map(\.request)
        }
        let real = try desk.approve(undoWindow: 0).letters.map(\.request)
        #expect(rehearsed == real)
        #expect(real.count == 3)
        // One has become wrong since: the dry run says so too, and calls nothing back.
        try desk.act(.dispute(reason: "levert feil"), on: ClaimID(2))
        try await unchanged {
            let outcome = try await desk.dryRun.work(post)
            #expect(outcome.items.map(\.state) == [.sending, .recalled, .sending])
        }
        #expect(books.channel.delivered.isEmpty)
        let outcome = try await desk.work(post)
        #expect(outcome.items.map(\.state) == [.sent, .recalled, .sent])
        try await unchanged {
            let view = try desk.dryRun.act(.pause(until: nil, reason: "avtalt"), on: ClaimID(1))
            #expect(view.decision.reasons.map(\.code).contains("paused"))
        }
        #expect(try desk.view(ClaimID(1)).decision.reasons.map(\.code).contains("paused") == false)
    }

    @Test("What is said of all a customer's claims is said of all or none")
    func all() throws {
        let books = try Books(1)
        try books.claim(1, "1001", due: Books.first - 5)
        let desk = try books.desk(1)
        try books.database.write(book: 1, by: Author("test", at: 0)) { scope in
            _ = try scope.insertClaim(
                NewClaim(
                    debtor: DebtorID(1), invoice: "1002", kid: "", issued: Books.first - 30,
                    due: Books.first - 16, principal: Money(kroner: 10), nextDay: Books.first))
        }
        try desk.act(.dispute(reason: "feil"), on: ClaimID(2))
        let before = try TestStore.dump(books.database)
        // Resuming is refused on the second, which is under objection.
        #expect(throws: Diagnostic.self) {
            try desk.act(.resume(reason: "igjen"), onAllOf: "1001")
        }
        #expect(try TestStore.dump(books.database) == before)
    }
}
