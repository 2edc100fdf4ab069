import Basics
import Claims
import Desk
import Foundation
import Law
import Store

/// Days of made-up companies on a virtual clock, lived through Purr's own use cases, with a proof after each day that nothing
/// went wrong.
///
///     let outcome = try await SimulationRun(SimulationOptions(seed: 7)).run()
///     outcome.trace       // the same for the same options, everywhere
///
/// The world keeps its own account of what is true; checkers compare it with what Purr did. The first objection ends the run.
public final class SimulationRun {
    private let options: SimulationOptions
    private let store: any SimulatedStore
    private let time: VirtualTime
    private let trace: Trace
    private let folder: URL
    private var offices: [Office] = []
    private var database: Database
    private let dayCheckers: [any DayChecker]
    private var law = OwnLaw()

    /// How far a run has come.
    public struct Progress: Sendable {
        public let day: Day
        public let done: Int
        public let total: Int
        public let letters: Int
        public let checks: Int
    }

    /// - Parameters:
    ///   - store: where the books are kept; SQLite in a folder of its own when nil.
    ///   - sink: told each line of the trace.
    public init(
        _ options: SimulationOptions, store: (any SimulatedStore)? = nil,
        sink: ((String) -> Void)? = nil
    ) throws {
        self.options = options
        self.store = try store ?? SQLiteStore()
        time = VirtualTime(options.firstDay)
        trace = Trace(sink: sink)
        database = try self.store.open()
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-world-\(UUID().uuidString)")
        dayCheckers = [
            FeeChecker(), MoneyChecker(), OutboxChecker(), TurnsChecker(), ReplayChecker(),
        ]
        for number in options.bookNumbers {
            let company = Company(number: number, options: options, firstDay: options.firstDay)
            let office = try Office(
                company, store: self.store, database: database, time: time, trace: trace,
                options: options, folder: folder)
            office.letterCheckers = [
                OnceChecker(), LawfulChecker(), SilenceChecker(), WordsChecker(),
            ]
            offices.append(office)
        }
        for office in offices { office.lastFingerprint = try office.fingerprint() }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Runs all days.
    ///
    /// - Throws: ``SimulationFailure`` at the first objection.
    public func run(
        progress: (Progress) -> Void = { _ in }
    ) async throws -> SimulationOutcome {
        let start = ContinuousClock.now
        for office in offices { office.company.open() }
        for offset in 0..<options.days {
            let day = options.firstDay + offset
            time.move(to: day)
            trace.add("day \(day.iso)")
            for office in offices { office.company.live(day) }
            try announce(day)
            var dice = Dice(seed: options.seed, "order \(day.iso)")
            for office in dice.shuffled(offices) {
                try await telling(office, day, offset) {
                    try await self.visit(office, day)
                }
            }
            for office in offices { office.company.close(day) }
            let tally = tally(days: offset + 1)
            progress(
                Progress(
                    day: day, done: offset + 1, total: options.days, letters: tally.lettersInAll,
                    checks: tally.checksInAll))
        }
        for office in offices {
            // With the bytes of all letters this time.
            let rows = try office.fingerprint(isWhole: true)
            trace.add("\(office.company.number) all rows \(Digest.hex(rows))")
        }
        let seconds = start.duration(to: .now)
        return SimulationOutcome(
            options: options, firstDay: options.firstDay, tally: tally(days: options.days),
            seconds: Double(seconds.components.seconds)
                + Double(seconds.components.attoseconds) / 1e18,
            trace: trace.digest())
    }

    /// A day at one company's desk, when somebody sits there.
    private func visit(_ office: Office, _ day: Day) async throws {
        guard !office.isAway(on: day) else {
            trace.add("\(office.company.number) away")
            return
        }
        try office.use(database)
        office.law = law
        try checkOthers(than: office)
        try await office.work()
        office.law = law
        for checker in dayCheckers {
            office.tally.count(check: checker.name)
            if let objection = try await checker.objections(in: office).first { throw objection }
        }
        // The program may have been started anew.
        database = office.database
        for other in offices where other !== office { try other.use(database) }
        office.lastFingerprint = try office.fingerprint()
        trace.add("\(office.company.number) rows \(Digest.hex(office.lastFingerprint))")
        try checkOthers(than: office)
    }

    /// Work on one book leaves every row of the others as it was.
    private func checkOthers(than office: Office) throws {
        for other in offices where other !== office {
            office.tally.count(check: "other books")
            if try other.fingerprint() != other.lastFingerprint {
                throw Objection(
                    "other books",
                    "rows of book \(other.company.number) changed while book \(office.company.number) "
                        + "was worked on")
            }
        }
    }

    private func telling(
        _ office: Office, _ day: Day, _ offset: Int, _ body: () async throws -> Void
    ) async throws {
        let objection: Objection
        do { return try await body() } catch let found as Objection {
            objection = found
        } catch let fault as Diagnostic {
            objection = Objection("unexpected", "\(fault)")
        }
        let bill = objection.bill.flatMap { office.company.bill(numbered: $0) }
        throw SimulationFailure(
            options: options, day: day, days: offset + 1, book: office.company.number,
            company: office.company.record.name, objection: objection,
            customer: bill.map {
                office.company.customers[office.company.bills[$0].customer].index
            },
            option: store.option,
            story: objection.bill.map { ClaimStory.lines(of: $0, in: office) } ?? [])
    }

    private func tally(days: Int) -> Tally {
        var sum = Tally()
        for office in offices { sum.add(office.tally) }
        sum.books = offices.count
        sum.days = days
        sum.customers = offices.map(\.company.customers.count).reduce(0, +)
        sum.bills = offices.map(\.company.bills.count).reduce(0, +)
        sum.payments = offices.map { $0.company.bank.entries.count { !$0.isOwn } }.reduce(0, +)
        return sum
    }
}

// MARK: - Law

extension SimulationRun {
    /// News of the law: rates of the next half-year, late on some days, and the day the act of 2026 begins.
    private func announce(_ day: Day) throws {
        let desk = LawDesk(database: database, clock: time.clock, actor: "simulation")
        try announceRates(day, desk)
        var dice = Dice(seed: options.seed, "act of 2026")
        guard dice.chance(50) else { return }
        let told = options.firstDay + dice.within(5...200)
        guard told == day, day >= Day(2026, 6, 1) else { return }
        let start = max(Day(2026, 5, 22), day + dice.within(-10...60))
        try desk.setAct2026(from: start, source: "the simulation")
        law.acts.append((start, day))
        trace.add("act of 2026 from \(start.iso)")
    }

    private func announceRates(_ day: Day, _ desk: LawDesk) throws {
        guard day > Day(2026, 11, 30) else { return }
        for year in 2027...max(2027, day.year + 1) {
            for month in [1, 7] {
                let from = Day(year, month, 1)
                var dice = Dice(seed: options.seed, "rates \(from.iso)")
                guard day == from + dice.within(-20...25) else { continue }
                let to = from.adding(months: 6) - 1
                let interest = Int64(dice.within(900...1_400))
                try desk.add(
                    OwnRate(
                        table: .lateInterest, from: from, to: to, value: interest,
                        source: "the simulation"))
                try desk.add(
                    OwnRate(
                        table: .standardCompensation, from: from, to: to,
                        value: Int64(dice.within(400...480)) * 100, source: "the simulation"))
                law.halfYears.append((from, day))
                trace.add("rates from \(from.iso) \(interest)")
                guard month == 1, dice.chance(60) else { continue }
                let kroner = Int64(dice.within(750...900))
                try desk.add(
                    OwnRate(
                        table: .collectionRate, from: from, to: nil, value: kroner * 100,
                        source: "the simulation"))
                law.rates.append((from, kroner, day))
                trace.add("collection rate from \(from.iso) \(kroner)")
            }
        }
    }
}

/// What came of a run without an objection.
public struct SimulationOutcome: Codable, Sendable {
    public var options: SimulationOptions
    public var firstDay: Day
    public var tally: Tally
    /// What the machine needed; the only figure that is not the same each time.
    public var seconds: Double
    /// SHA-256 of all that happened, in hexadecimal.
    public var trace: String
}
