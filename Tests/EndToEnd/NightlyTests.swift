import Foundation
import Store
import TestStore
import Testing

/// Several processes over one store: every book's night is done once, and no letter leaves twice, whatever becomes of the processes.
@Suite(
    "The night's run by several processes", .serialized,
    .enabled(if: MailServer.isPresent, "no Python with a mail server; see make venv"))
struct NightlyProcessTests {
    private static let books = Binary.isForDebugging ? 120 : 400

    private func finish(_ run: Binary.Run) throws -> Binary.Outcome {
        guard run.wait(seconds: 300) else { throw Binary.Problem.tookTooLong(["nightly"]) }
        return try run.outcome()
    }

    /// Each letter was handed over once and all are told of.
    private func expectOnce(_ books: ManyBooks, _ server: MailServer, uncertain: Int) throws {
        let letters = try books.letters()
        #expect(letters["uncertain", default: 0] == uncertain)
        #expect(letters["sent", default: 0] == books.count - uncertain)
        #expect(letters.values.reduce(0, +) == books.count)
        let mails = try server.mails()
        #expect(Set(mails.map(\.messageID)).count == mails.count)
        #expect(Set(mails.flatMap(\.recipients)).count == mails.count)
        #expect(mails.count <= books.count)
        #expect(mails.count >= books.count - uncertain)
        #expect(try books.jobs().done == books.count)
        #expect(try books.movedClaims() == books.count)
    }

    @Test(
        "Two and four processes, with one worker and two each, share the books and send each letter once",
        arguments: [(2, 1), (4, 1), (2, 2)])
    func shared(processes: Int, workers: Int) throws {
        let books = try ManyBooks(Self.books)
        let server = try MailServer()
        let runs = try (0..<processes).map { _ in
            try books.start(server.options + ["--workers", "\(workers)"])
        }
        let outcomes = try runs.map(finish)
        let reports = try outcomes.map { try NightReport($0) }
        for outcome in outcomes { #expect(outcome.status == 0, "\(outcome.story)") }
        #expect(reports.map(\.own.books).reduce(0, +) == books.count)
        #expect(reports.map(\.own.sum.sent).reduce(0, +) == books.count)
        #expect(reports.map(\.own.lost).reduce(0, +) == 0)
        // Nobody does it all while others stand by.
        #expect(reports.allSatisfy { $0.own.books > 0 })
        try expectOnce(books, server, uncertain: 0)
        let again = try finish(try books.start(server.options))
        #expect(again.status == 0)
        #expect(try NightReport(again).own.books == 0)
        try expectOnce(books, server, uncertain: 0)
    }

    @Test(
        "What a worker had that was killed is done by the next; no letter leaves twice, none is lost"
    )
    func killed() throws {
        let books = try ManyBooks(Self.books)
        let server = try MailServer()
        let first = try books.start(server.options)
        let target = books.count / 4
        while server.mailCount < target { Thread.sleep(forTimeInterval: 0.02) }
        first.kill()
        #expect(try first.outcome().wasKilled)
        #expect(try books.jobs().done < books.count)
        // Beside it one that was there all along: it finds the dead worker's books too.
        let others = try (0..<2).map { _ in try books.start(server.options) }
        let outcomes = try others.map(finish)
        let uncertain = try books.letters()["uncertain", default: 0]
        // One letter at most was on its way; a person is told of it.
        #expect(uncertain <= 1)
        #expect(outcomes.map(\.status).sorted() == (uncertain == 0 ? [0, 0] : [0, 4]))
        try expectOnce(books, server, uncertain: uncertain)
    }

    @Test(
        "A worker halted for longer than its lease commits nothing of what another has taken over")
    func halted() throws {
        let books = try ManyBooks(40)
        // The first letter is answered late: meanwhile no transaction is open.
        let server = try MailServer(mode: "late")
        let first = try books.start(server.options + ["--lease", "2"])
        while try books.letters()["sending", default: 0] == 0 {
            Thread.sleep(forTimeInterval: 0.02)
        }
        Thread.sleep(forTimeInterval: 0.3)
        first.halt()
        let second = try finish(try books.start(server.options))
        // It had to wait for the lease: the process is there and might go on.
        #expect(second.status == 4, "\(second.story)")
        let done = try NightReport(second)
        #expect(done.own.books == books.count)
        #expect(done.own.sum.unsettled == 1)
        first.resume()
        let late = try finish(first)
        let lost = try NightReport(late)
        #expect(lost.own.books == 0, "\(late.story)")
        #expect(lost.own.sum.sent == 0)
        #expect(lost.own.lost > 0)
        // The answer that came to the halted worker is not recorded: a person says what became of that letter.
        try expectOnce(books, server, uncertain: 1)
        #expect(try books.openJobs().isEmpty)
    }

    @Test("A worker that is asked to end finishes the book it is at and gives the others back")
    func graceful() throws {
        let books = try ManyBooks(Self.books)
        let server = try MailServer()
        let run = try books.start(server.options)
        while server.mailCount < 5 { Thread.sleep(forTimeInterval: 0.02) }
        run.terminate()
        let outcome = try finish(run)
        #expect(!outcome.wasKilled)
        #expect(outcome.status == 1)
        let letters = try books.letters()
        #expect(letters["sending", default: 0] == 0)
        #expect(letters["uncertain", default: 0] == 0)
        let jobs = try books.jobs()
        #expect(jobs.running == 0)
        #expect(jobs.waiting > 0)
        #expect(try NightReport(outcome).own.books == jobs.done)
        #expect(try finish(try books.start(server.options)).status == 0)
        try expectOnce(books, server, uncertain: 0)
    }

    @Test(
        "A dry run of the night changes nothing, and the worker does the night and ends when told to"
    )
    func worker() throws {
        let books = try ManyBooks(10)
        let before = try TestStore.dump(try Database(books.store.address))
        let dry = try finish(try books.start(["--dry-run"]))
        #expect(dry.status == 0, "\(dry.story)")
        #expect(try NightReport(dry).own.books == 10)
        #expect(try TestStore.dump(try Database(books.store.address)) == before)

        let run = try Binary.Run(
            [
                "worker", "--every", "1", "--at", "00:00", "--today", ManyBooks.day, "--future-ok",
            ] + books.data)
        while try books.jobs().done < 10 { Thread.sleep(forTimeInterval: 0.05) }
        run.terminate()
        let outcome = try finish(run)
        #expect(outcome.status == 0, "\(outcome.story)")
        #expect(outcome.output.contains("10 bøker"), "\(outcome.story)")
        #expect(try books.letters() == ["sent": 10])
        #expect(try books.openJobs().isEmpty)
        #expect(books.directory.names("letters-7").contains("P-1.pdf"))
    }
}
