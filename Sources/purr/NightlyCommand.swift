import ArgumentParser
import Basics
import Desk
import Foundation
import Store
import Texts

struct NightlyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nightly",
        abstract: "The night's run of every book: looks at what is due, sends what is approved.",
        discussion: """
            Once a day for each book, however often it is started and by however many machines at once. Nothing is \
            approved by itself. A day that was missed is in the next one's run. Status 1 when a book could not be \
            done, 4 when somebody must see to a letter.
            """)

    @OptionGroup var options: WorkerOptions

    @OptionGroup var backup: NightlyBackupOptions

    @Flag(name: .long, help: "The same, rolled back in every book.")
    var dryRun = false

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let day: Day
        let isDryRun: Bool
        /// All books' runs of the day, whoever did them.
        let jobs: JobCounts
        let own: JobTally.Figures
    }

    func run() async throws {
        if !dryRun { try options.refuseFuture() }
        let database = try options.database()
        let clock = options.clock
        let stop = StopSignal()
        let day = clock.today
        let tally: JobTally
        if dryRun {
            tally = JobTally()
            try await options.worker(database, clock, isDryRun: true)
                .rehearse(isStopped: { stop.isRaised }) { tally.take($0) }
        } else {
            if options.today == nil { try database.refuseClockBehind(now: clock.now) }
            try database.planNightly(day: day, retriesFailed: true, at: clock.now)
            tally = try await work(database, clock, stop)
        }
        let view = View(
            day: day, isDryRun: dryRun, jobs: try database.nightlyCounts(day: day), own: tally.now)
        if json {
            try Console.json(view)
        } else {
            Self.show(view, try WorkerOptions.language(database))
        }
        if !dryRun { try backup.run(database, options.place, json: json) }
        if !view.own.faults.isEmpty || view.jobs.failed > 0 || stop.isRaised { throw ExitCode(1) }
        if view.own.sum.unsettled > 0 { throw ExitCode(4) }
    }

    /// Works until nothing is due, and waits for what others have: theirs may come back.
    private func work(
        _ database: Database, _ clock: Clock, _ stop: StopSignal
    ) async throws -> JobTally {
        let day = clock.today
        let bar = ProgressBar("nightly")
        let tally = JobTally(bar: bar, total: try database.nightlyCounts(day: day).all)
        repeat {
            try await options.run(database, clock, stop: stop) { tally.take($0) }
            if try database.nightlyCounts(day: day).running == 0 { break }
        } while !stop.wait(seconds: 1)
        bar.finish()
        return tally
    }

    private static func show(_ view: View, _ language: Language) {
        let texts = NightlyTexts(language)
        print(Console.bold(texts.heading(view.day)))
        let (sum, own) = (view.own.sum, view.own)
        print("  " + texts.books(done: view.jobs.done, of: view.jobs.all, here: own.books))
        if sum.sent + sum.recalled + sum.waiting > 0 {
            print(
                "  " + texts.letters(sent: sum.sent, recalled: sum.recalled, waiting: sum.waiting))
        }
        print(
            "  " + texts.found(ready: sum.ready, held: sum.held, asking: sum.asking + sum.attention)
        )
        if sum.lapsing > 0 { print("  " + texts.lapsing(sum.lapsing)) }
        for (code, count) in own.blocked.sorted(by: { $0.key < $1.key }) {
            print("  " + texts.blocked(count, code))
        }
        if sum.unsettled > 0 { print("  ! " + texts.unsettled(sum.unsettled)) }
        for fault in own.faults {
            print("  ! " + texts.fault(book: fault.book, fault.code, fault.found))
        }
        if view.jobs.failed > 0 { print("  ! " + texts.failed(view.jobs.failed)) }
        if view.isDryRun { print(ConsoleTexts(language).dryRun) }
    }
}

struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract:
            "Does the night's run and sends letters as their time comes, until it is stopped.",
        discussion: """
            Any number of them, on any number of machines over one PostgreSQL, share the books. Told to stop \
            (SIGTERM), it ends the book it is at and gives the others back. A worker that dies loses its books to \
            the others.
            """)

    @OptionGroup var options: WorkerOptions

    @Option(name: .long, help: "Seconds between looks when nothing is due.")
    var every = 15

    @Option(
        name: .long, help: "When the night's run begins, hh:mm in Norway.",
        transform: parseMinute)
    var at = 4 * 60

    func validate() throws {
        guard (1...3_600).contains(every) else {
            throw ValidationError("--every takes 1 to 3600 seconds")
        }
    }

    func run() async throws {
        try options.refuseFuture()
        let database = try options.database()
        let clock = options.clock
        let stop = StopSignal()
        let texts = NightlyTexts(try WorkerOptions.language(database))
        Self.say(texts.started(workers: options.workers))
        repeat {
            do {
                let now = clock.now
                if options.today == nil { try database.refuseClockBehind(now: now) }
                if Clock.minute(of: now) >= at {
                    try database.planNightly(day: Clock.day(of: now), at: now)
                }
                let tally = JobTally()
                try await options.run(database, clock, stop: stop) { result in
                    tally.take(result)
                    if case .failed(let fault) = result.end { Console.error(fault) }
                }
                Self.tell(tally.now, at: now, texts)
            } catch let fault as Diagnostic
                where fault.code.hasPrefix("store.") || fault.code == "clock.behind"
            {
                // The database is away, or the clock wrong: both may come back, and nothing is lost meanwhile.
                Console.error(fault)
            }
        } while !stop.wait(seconds: every)
        Self.say(texts.stopped)
    }

    private static func tell(_ figures: JobTally.Figures, at now: Int64, _ texts: NightlyTexts) {
        guard figures.books + figures.sendings + figures.lost > 0 else { return }
        say(
            "\(Clock.text(of: now))  "
                + texts.round(
                    books: figures.books, sent: figures.sum.sent, ready: figures.sum.ready,
                    unsettled: figures.sum.unsettled, lost: figures.lost))
    }

    /// At once, so that a log shows it when it happens.
    private static func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}

/// Minutes since midnight.
func parseMinute(_ text: String) throws -> Int {
    let parts = text.split(separator: ":").map { Int($0) }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1],
        (0...23).contains(hour), (0...59).contains(minute)
    else { throw ValidationError("'\(text)' is not a time; write 04:00") }
    return hour * 60 + minute
}

struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "What is to be done in the books by itself, who is at it, and what went wrong.")

    @OptionGroup var place: StoreOptions
    @OptionGroup var person: PersonOptions

    @Flag(name: .long, help: "Also what is done.")
    var all = false

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let book: Int64
        let kind: String
        let state: String
        let due: String
        let attempts: Int
        let error: String?
        let worker: String?
        let summary: String
    }

    func run() throws {
        let database = try place.database()
        let own = try Set(BookDesk.bookIDs(in: database, as: person.actor, limit: .max))
        let views = try database.jobs(onlyOpen: !all).filter { own.contains($0.book) }.map { job in
            View(
                book: job.book, kind: job.kind.rawValue, state: job.state,
                due: Clock.text(of: job.dueAt), attempts: job.attempts, error: job.error,
                worker: job.state == "running" ? job.worker : nil, summary: job.summary)
        }
        if json { return try Console.json(views) }
        let texts = NightlyTexts(try WorkerOptions.language(database))
        if views.isEmpty { return print("  " + texts.noJobs) }
        var table = Table([
            (texts.book, .right), (texts.job, .left), (texts.state, .left), (texts.due, .left),
            (texts.attempts, .right), ("", .left),
        ])
        for view in views {
            table.add(
                "\(view.book)", texts.kind(view.kind), texts.state(view.state), view.due,
                "\(view.attempts)", view.error ?? view.worker ?? "")
        }
        table.print()
    }
}
