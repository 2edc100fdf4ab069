import ArgumentParser
import Basics
import Desk
import Foundation
import Simulation
import Store

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract:
            "Lives days of made-up companies, and proves after each day that nothing went wrong.",
        discussion: """
            The companies, their customers and their banks are made from the seed; the days run through the same code as real ones,
            on a clock of their own. The same seed gives the same run to the last byte: the last line is its hash. Your own data is
            not touched.
            """)

    @Option(
        name: .long, help: "What the companies are made from; a new one each time when left out.")
    var seed: UInt64?
    @Option(name: .long, help: "How many companies, each with a book of its own.") var books = 3
    @Option(name: .long, help: "How many days.") var days = 365
    @Option(name: .long, help: "How many customers each company has.") var customers = 12
    @Flag(
        name: .long,
        help: "Stores and channels fail, programs die, two work at once, files come late.")
    var faults = false
    @Option(name: .long, help: "Only this one of the books, from 1.") var onlyBook: Int?
    @Option(name: .long, help: "Only these of each company's customers, from 1: 2,5,7.")
    var onlyCustomers: String?
    @Flag(name: .long, help: "When a run fails, look for a smaller one that fails too.")
    var shrink = false
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A PostgreSQL server to keep the books on: postgresql://USER@HOST/DATABASE.",
            discussion: """
                They get a database of their own, which goes at the end; the user must be one who may make it. Without it they \
                are in SQLite. The same seed gives the same run on both.
                """))
    var store: String?
    @Option(
        name: .long,
        help: "Keep the books in this new folder, or new database, to look at.")
    var keep: String?
    @Option(name: .long, help: "Write each line of what happened to this file.") var trace: String?
    @Flag(name: .long, help: "Print JSON.") var json = false

    func run() async throws {
        let options = try options()
        let written = try trace.map { try TraceFile($0) }
        let bar = ProgressBar("simulate")
        do {
            let run = try SimulationRun(
                options, store: try simulatedStore(keptAs: keep),
                sink: written.map { file in { file.add($0) } })
            let outcome = try await run.run { progress in
                bar.show(Progress(.deciding, done: progress.done, total: progress.total))
            }
            bar.finish()
            if json { try Console.json(outcome) } else { SimulationPage.show(outcome) }
        } catch let failure as SimulationFailure {
            bar.finish()
            try await tell(failure)
            throw ExitCode(1)
        }
    }

    private func options() throws -> SimulationOptions {
        guard (1...50).contains(books), (1...20_000).contains(days), (1...2_000).contains(customers)
        else {
            throw Diagnostic(
                "simulate.size", place: "simulate",
                found: "\(books) books, \(days) days, \(customers) customers",
                expected: "1–50 books, 1–20 000 days, 1–2 000 customers")
        }
        let chosen = try onlyCustomers.map { text in
            try text.split(separator: ",").map { part in
                guard let number = Int(part), (1...customers).contains(number) else {
                    throw Diagnostic(
                        "simulate.customers", place: "--only-customers", found: String(part),
                        expected: "numbers from 1 to \(customers), with commas between")
                }
                return number
            }
        }
        return SimulationOptions(
            seed: seed ?? UInt64.random(in: 1...999_999), books: books, days: days,
            customers: customers, hasFaults: faults, onlyBook: onlyBook, onlyCustomers: chosen)
    }

    /// - Parameter name: where the books stay when all is over; nowhere when nil.
    private func simulatedStore(keptAs name: String? = nil) throws -> any SimulatedStore {
        guard let store else { return try SQLiteStore(keptIn: name) }
        return try PostgresStore(on: StoreAddress(store), keptAs: name)
    }

    private func tell(_ failure: SimulationFailure) async throws {
        var told = failure
        if shrink {
            told = await Shrinker.smaller(failure) { try simulatedStore() }
        }
        if json { try Console.json(told) } else { SimulationPage.show(told) }
    }
}

/// The trace, line by line, in a file.
private final class TraceFile {
    private let handle: FileHandle

    init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw Diagnostic(
                "simulate.trace", place: "--trace", found: path, expected: "a file to write to")
        }
        self.handle = handle
    }

    func add(_ line: String) { try? handle.write(contentsOf: Data((line + "\n").utf8)) }
}

/// A run as a person reads it.
enum SimulationPage {
    static func show(_ outcome: SimulationOutcome) {
        let tally = outcome.tally
        let last = outcome.firstDay + (outcome.options.days - 1)
        print(
            Console.bold(
                "Simulated \(outcome.firstDay.iso) to \(last.iso), seed \(outcome.options.seed)"))
        var table = Table([("", .left), ("", .right)])
        table.add("days", "\(tally.days)")
        table.add("books", "\(tally.books)")
        table.add("customers", "\(tally.customers)")
        table.add("invoices", "\(tally.bills)")
        table.add("payments", "\(tally.payments)")
        table.add("files taken in", "\(tally.files)")
        table.add("  again, without effect", "\(tally.repeated)")
        table.add("e-mails", "\(tally.mails)")
        table.add("decisions at the desk", "\(tally.decisions)")
        table.add("refunds", "\(tally.refunds)")
        table.add("letters that left", "\(tally.lettersInAll)")
        for (step, count) in tally.letters.sorted(by: { $0.key < $1.key }) {
            table.add("  \(step)", "\(count)")
        }
        table.add("letters called back", "\(tally.recalled)")
        table.add("letters that came back", "\(tally.bounced)")
        table.add("faults injected", "\(tally.faultsInAll)")
        for (fault, count) in tally.faults.sorted(by: { $0.key < $1.key }) {
            table.add("  \(fault)", "\(count)")
        }
        table.add("checks, all passed", "\(tally.checksInAll)")
        for (check, count) in tally.checks.sorted(by: { $0.key < $1.key }) {
            table.add("  \(check)", "\(count)")
        }
        let tenths = Int(outcome.seconds * 10)
        table.add("seconds", "\(tenths / 10).\(tenths % 10)")
        table.print()
        print("  trace \(outcome.trace)")
    }

    static func show(_ failure: SimulationFailure) {
        print(
            Console.bold(
                "Seed \(failure.options.seed), day \(failure.day.iso) (day \(failure.days)), "
                    + "book \(failure.book) \(failure.company)"))
        print("  \(failure.objection.checker): \(failure.objection.message)")
        if let bill = failure.objection.bill { print("  invoice \(bill)") }
        for line in failure.story { print("  \(line)") }
        print("Again with: \(failure.command)")
    }
}
