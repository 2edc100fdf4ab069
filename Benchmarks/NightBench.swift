import Basics
import Desk
import Foundation
import Store

/// W7: the night's run of many books, by the worker that `purr nightly` and `purr worker` run.
enum NightBench {
    static func filler(_ work: StageWork) -> NightFiller {
        NightFiller(
            place: work.place, books: work.books, claimsPerBook: work.rows / work.books,
            due: work.due)
    }

    /// Does jobs until there are none, beside others who do the same.
    ///
    /// Nothing has been approved, so nothing leaves: what a letter costs is W3's and W4's.
    ///
    /// - Returns: books a second, of those that this process got.
    static func measure(_ work: StageWork) throws -> Measurement {
        let database = try work.place.database()
        let clock = Clock.startingAt(Sample.today)
        let tally = Tally()
        let measurement = try Stopwatch.measure {
            try waitFor {
                let worker = JobWorker(
                    database: database, as: .machine("nightly"), clock: clock
                ) { desk in
                    throw Diagnostic(
                        "bench.night", place: "book \(desk.book.id)", found: "a letter to send",
                        expected: "none that is approved")
                }
                try await worker.run(each: tally.take)
            }
            return tally.books
        }
        if let fault = tally.fault { throw fault }
        guard tally.books == 0 || tally.claims > 0 || work.due == 0 else {
            throw Diagnostic(
                "bench.night", place: "W7", found: "nothing due", expected: "\(work.due) a book")
        }
        return measurement
    }

    /// What the run came to.
    private final class Tally: @unchecked Sendable {
        // Sendable by the lock.
        private let lock = NSLock()
        private(set) var books = 0
        /// Claims with a letter to approve, and those taken off the list.
        private(set) var claims = 0
        private(set) var fault: Diagnostic?

        func take(_ result: JobWorker.Result) {
            lock.withLock {
                switch result.end {
                case .done(let outcome):
                    books += 1
                    claims += outcome.ready + outcome.held + outcome.moved
                case .failed(let found): fault = found
                case .lost:
                    fault = Diagnostic(
                        "bench.night", place: "book \(result.book)", found: "a lost lease",
                        expected: "one worker a book")
                }
            }
        }
    }
}
