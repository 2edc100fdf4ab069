import Basics
import Claims
import Desk
import Foundation
import Formats
import Letters
import Store

/// The desk of a company and whoever sits at it: takes in what lies there, decides, approves and sends, by Purr's own use cases
/// and nothing below them.
///
/// When the program crashes, whoever sits there starts it again: the desk is dropped and opened anew on the same database.
final class Office {
    let company: Company
    let store: any SimulatedStore
    let time: VirtualTime
    let trace: Trace
    let options: SimulationOptions
    let folder: URL
    private(set) var database: Database
    private(set) var desk: BookDesk
    var tally = Tally()
    /// The law as the checkers know it.
    var law = OwnLaw()
    /// Letters that have been read by the world, by notice.
    var seen: Set<Int64> = []
    /// Checked as soon as a letter has left.
    var letterCheckers: [any LetterChecker] = []
    /// What the person said of today's sending in spite of a warning.
    var overrides = SendingOverrides()
    /// The book's rows as they were when the desk was last left.
    var lastFingerprint: [UInt8] = []
    /// Waiting letters of a channel that fails, so that the day does not end as if it were done.
    var isDayQuiet = true

    init(
        _ company: Company, store: any SimulatedStore, database: Database, time: VirtualTime,
        trace: Trace, options: SimulationOptions, folder: URL
    ) throws {
        self.company = company
        self.store = store
        self.database = database
        self.time = time
        self.trace = trace
        self.options = options
        self.folder = folder.appendingPathComponent("book-\(company.number)")
        try FileManager.default.createDirectory(
            at: self.folder, withIntermediateDirectories: true)
        company.record = try BookDesk.createBook(
            company.record, in: database, as: Self.clerk)
        desk = try BookDesk.open(
            database, book: company.record, as: Self.clerk, clock: time.clock,
            salts: .seeded(options.seed))
    }

    /// Who sits at the desk.
    private static let clerk = Actor.person("simulation")

    var today: Day { time.clock.today }

    /// The same rows for the same seed, byte for byte.
    private var salts: Salts { .seeded(options.seed) }

    /// Sits down at the desk: settings and law are read anew.
    func sitDown() throws {
        desk = try BookDesk.open(
            database, book: try BookDesk.book(company.record.id, in: database, as: Self.clerk),
            as: Self.clerk, clock: time.clock, salts: salts)
        if isBroken(.wrongLaw) { desk = desk.deciding(by: wronged(desk.law)) }
    }

    /// Works on another database object from now on: the program was started anew.
    func use(_ database: Database) throws {
        self.database = database
        try sitDown()
    }

    /// Somebody else at the same desk.
    func colleague(_ name: String = "colleague") throws -> BookDesk {
        try BookDesk.open(
            database, book: desk.book, as: .person(name), clock: time.clock, salts: salts)
    }

    var post: Post {
        let paper = VirtualChannel(paper: company.outside)
        guard company.style.hasMail else { return Post(mail: nil, folder: paper) }
        return Post(mail: VirtualChannel(mail: company.outside), folder: paper)
    }

    func note(_ line: String) { trace.add("\(company.number) \(line)") }

    func fingerprint(isWhole: Bool = false) throws -> [UInt8] {
        try store.fingerprints.of(company.record.id, in: database, isWhole: isWhole)
    }

    func scope<T>(_ body: (BookConnection) throws -> T) throws -> T {
        try database.read(book: company.record.id, body)
    }

    /// Dice of what is done at the desk today.
    func dice(_ key: String) -> Dice { company.dice("office \(today.iso) \(key)") }
}

// MARK: - Crashes

extension Office {
    /// The faults that an operation can meet.
    enum Operation: String {
        case taking, mail, act, match, approve, work

        var faults: [WriteFault] {
            switch self {
            case .taking: [.fact, .payment, .importRecord, .journal, .nextDay]
            case .mail: [.mail, .journal, .fact]
            case .act: [.fact, .journal, .nextDay]
            case .match: [.fact, .journal, .nextDay]
            case .approve: [.notice, .noticeClaim, .fact, .journal]
            case .work: [.sending, .answer, .noticePart, .fact]
            }
        }
    }

    /// The fault that an operation meets today; nil when it meets none.
    ///
    /// The connection goes with every third, where there is one to lose.
    func fault(
        _ operation: Operation, _ key: String
    ) -> (write: WriteFault, isLost: Bool)? {
        guard options.hasFaults else { return nil }
        var dice = dice("fault \(operation.rawValue) \(key)")
        guard dice.chance(5) else { return nil }
        return (dice.pick(operation.faults), dice.chance(33))
    }

    /// On some mornings the server has been started anew since somebody was here: nobody may notice.
    func loseConnections() throws {
        guard options.hasFaults else { return }
        var dice = dice("connections")
        if dice.chance(10), try store.loseConnections() { tally.count(fault: "lost connections") }
    }

    /// Does something in one transaction. When the store fails in the midst of it, the book must be as it was, and the program
    /// is started anew and does it again.
    func attempt<T>(
        _ operation: Operation, _ key: String, _ body: (BookDesk) throws -> T
    ) throws -> T {
        guard let fault = fault(operation, key) else { return try body(desk) }
        let before = try fingerprint()
        try store.arm(fault.write, isLost: fault.isLost, in: database)
        do {
            let result = try body(desk)
            try store.mend(database)
            return result
        } catch let failure as Diagnostic where failure.code.hasPrefix("store.") {
            try crash("\(operation.rawValue) \(fault.write.rawValue)")
            guard try fingerprint() == before else {
                throw Objection(
                    "atomicity", "\(operation.rawValue) left a part of itself behind: \(key)")
            }
            return try body(desk)
        } catch {
            try store.mend(database)
            throw error
        }
    }

    /// The program dies and is started anew on the same database.
    func crash(_ why: String) throws {
        note("crash \(why)")
        tally.count(fault: "crash")
        try store.mend(database)
        try use(try store.open())
    }
}

// MARK: - The day

extension Office {
    /// A day at the desk, from the files of the morning to the letters of the afternoon.
    func work() async throws {
        try loseConnections()
        try takeFiles()
        try readInbox()
        try runErrands()
        try placeMoney()
        try unmatchSome()
        try answerQuestions()
        try orderRefunds()
        try await sendLetters()
        try sabotage()
    }

    /// Whether nobody looks at Purr on a day: weekends mostly, and one to twenty days now and then.
    func isAway(on day: Day) -> Bool {
        var weekend = company.dice("weekend \(day.iso)")
        if day.weekday > 5, !weekend.chance(15) { return true }
        for back in 0..<20 {
            let first = day - back
            guard first >= options.firstDay else { return false }
            var dice = company.dice("away \(first.iso)")
            if dice.chance(perMille: company.style.absence), dice.within(1...20) > back {
                return true
            }
        }
        return false
    }
}
