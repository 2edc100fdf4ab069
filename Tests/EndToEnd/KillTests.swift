import Basics
import Claims
import Foundation
import Store
import TestStore
import Testing

/// Weeks of a company's life in which the program is ended by SIGKILL two hundred times: while it reads files, notes what a person
/// says, approves, calls back and sends, at a random moment of its time or before a random call that leaves a trace.
///
/// After each kill the audit chain is walked by `purr verify` and the outbox is held against the letters that are out. At the end
/// of each day the book must stand as a twin's does that has lived the same day undisturbed.
///
/// PURR_SEED repeats a company, its days and the calls; moments of time only as far as the machine repeats its own.
@Suite(
    "Two hundred kills", .serialized,
    .enabled(if: MailServer.isPresent, "no Python with a mail server; see make venv"))
struct KillTests {
    private static let kills = 200
    /// Weekdays from the first; the story is over sooner.
    private static let daysMost = 60
    private static let seed: UInt64 =
        ProcessInfo.processInfo.environment["PURR_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 1...999_999)

    @Test(
        "Nothing is lost, sent twice or charged twice in 200 kills, on each engine",
        arguments: TestStore.engines)
    func survives(isPostgres: Bool) throws {
        let name = isPostgres ? "PostgreSQL" : "SQLite"
        print("kills on \(name): seed \(Self.seed)")
        let start = ContinuousClock.now
        var story = KillStory(seed: Self.seed)
        let twin = try KilledCompany(isPostgres: isPostgres)
        let company = try KilledCompany(
            isPostgres: isPostgres, killer: Killer(seed: Self.seed, goal: Self.kills))
        var days = 0
        while company.kills < Self.kills && days < Self.daysMost {
            days += 1
            let day = story.next()
            try twin.live(day)
            try company.live(day)
            let comment = "seed \(Self.seed), \(name), \(day.date)"
            let expected = try twin.letters()
            try #require(try company.letters() == expected, "\(comment)")
            let claims = try company.claims(day.date)
            try #require(claims == (try twin.claims(day.date)), "\(comment)")
            // What was paid has come in once.
            #expect(try company.paid() == story.paid, "\(comment)")
        }
        #expect(company.kills == Self.kills)
        let fees = try company.letters().filter { $0.fee > .zero }.count
        #expect(fees > 0, "a story without a fee proves nothing about fees")
        print(
            "kills on \(name): seed \(Self.seed), \(company.kills) kills in \(days) days, "
                + "\(try company.letters().count) letters, \(fees) with a fee, "
                + "\(start.duration(to: .now))\n  \(company.killer?.story ?? "")")
    }
}

// MARK: - The story

/// What happens on a day, told by the seed alone: whatever becomes of a command, the next day is the same.
private struct KillStory {
    struct Step {
        let kind: String
        var arguments: [String]
        var isMailed = false
        /// A file to be written first, and named last.
        var file: (name: String, text: String)?
    }

    struct StoryDay {
        let date: String
        var steps: [Step] = []
    }

    static let send = Step(
        kind: "send", arguments: ["send", "--all", "--yes", "--now"], isMailed: true)
    static let work = Step(kind: "work", arguments: ["work", "--now"], isMailed: true)

    private var random: SeededNumbers
    private var date = Day(2026, 9, 1)
    private var isNightDue = false
    private var invoices: [OpenItem] = []
    private var paused: Set<String> = []
    /// What has been paid so far, in øre, in the order of the amounts.
    private(set) var paid: [Int] = []
    /// What nobody has paid of each invoice yet, in øre.
    private var open: [String: Int] = [:]

    init(seed: UInt64) { random = SeededNumbers(seed: seed) }

    mutating func next() -> StoryDay {
        repeat { date = date + 1 } while date.weekday > 5
        var day = StoryDay(date: date.iso)
        // Without a mail server all letters go to the folder: what is in doubt would get another day's letter instead.
        if isNightDue {
            day.steps.append(Step(kind: "nightly", arguments: ["nightly", "--future-ok"]))
        }
        day.steps.append(newInvoices())
        if let payments = payments() { day.steps.append(payments) }
        day.steps.append(
            Step(
                kind: "import statement", arguments: ["import"],
                file: ("statement-\(date.iso).xml", BankFile.statement(through: date.iso))))
        day.steps += said()
        day.steps += sending()
        return day
    }

    private mutating func draw(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private mutating func newInvoices() -> Step {
        var items: [OpenItem] = []
        for _ in 0..<draw(2...4) {
            let number = 50_001 + invoices.count
            // Few customers, so that some have several claims in one letter, and two letters that want a fee on one day.
            let customer = draw(1...24)
            items.append(
                OpenItem(
                    invoice: "\(number)", customer: "\(20_000 + customer)",
                    name: "Kunde \(customer)", issued: (date - 21).iso,
                    due: (date - draw(1...4)).iso, amount: 100_000 + number,
                    email: customer % 2 == 0 ? "kunde\(customer)@kunde.example" : ""))
            invoices.append(items[items.count - 1])
            open["\(number)"] = 100_000 + number
        }
        return Step(
            kind: "import list", arguments: ["import"],
            file: ("list-\(date.iso).csv", OpenItem.list(items)))
    }

    private mutating func payments() -> Step? {
        var payments: [BankFile.Payment] = []
        for _ in 0..<draw(0...2) {
            let invoice = invoices[draw(0...invoices.count - 1)]
            guard let rest = open[invoice.invoice], rest > 50_000 else { continue }
            let amount = draw(0...1) == 0 ? rest : 20_000
            open[invoice.invoice] = rest - amount
            paid = (paid + [amount]).sorted()
            payments.append(
                BankFile.Payment(kid: invoice.kid, amount: amount, day: (date - 1).iso))
        }
        guard !payments.isEmpty else { return nil }
        let number = Int(date.number) % 10_000
        return Step(
            kind: "import payments", arguments: ["import"],
            file: ("ocr-\(date.iso).txt", BankFile.ocr(payments, sentAs: number)))
    }

    /// What a person says of a claim; said twice it is the same.
    private mutating func said() -> [Step] {
        let invoice = invoices[draw(0...invoices.count - 1)].invoice
        switch draw(0...3) {
        case 0:
            paused.insert(invoice)
            return [
                Step(kind: "pause", arguments: ["pause", invoice, "--reason", "ringte"])
            ]
        case 1:
            guard let invoice = paused.sorted().first else { return [] }
            paused.remove(invoice)
            return [
                Step(kind: "resume", arguments: ["resume", invoice, "--reason", "avtalt"])
            ]
        case 2:
            return [
                Step(
                    kind: "promise",
                    arguments: [
                        "promise", invoice, "--by", (date + 5).iso, "--reason", "ringte",
                    ])
            ]
        default: return []
        }
    }

    private mutating func sending() -> [Step] {
        let approve = Step(kind: "approve", arguments: ["send", "--all", "--yes"])
        let undo = Step(kind: "undo", arguments: ["undo"])
        isNightDue = false
        switch draw(0...3) {
        case 0:
            return [Self.send]
        case 1:
            isNightDue = true
            return [approve]
        case 2:
            return [approve, undo, approve, Self.work]
        default: return [approve, Self.work]
        }
    }
}

// MARK: - Killing

/// Chooses when a command ends before its time, by what commands of its kind have needed so far.
private final class Killer {
    /// How a run is to end.
    enum Moment {
        case call(Int, of: Int)
        case seconds(Double, of: Double)
    }

    private var random: SeededNumbers
    private let seed: UInt64
    private let goal: Int
    private var calls: [String: Int] = [:]
    private var seconds: [String: Double] = [:]
    private var hits: [String: Int] = [:]
    private(set) var runs = 0
    var kills: Int { hits.values.reduce(0, +) }
    var isDone: Bool { kills >= goal }

    init(seed: UInt64, goal: Int) {
        self.seed = seed
        self.goal = goal
        random = SeededNumbers(seed: seed &+ 1)
    }

    /// nil when it is to run to its end: mostly after it has been ended once.
    func moment(_ kind: String, attempt: Int) -> Moment? {
        guard !isDone, let whole = seconds[kind] else { return nil }
        // More often where letters are on their way; some time it must come to its end.
        let isSending = ["approve", "send", "work", "nightly", "settle"].contains(kind)
        let percents = isSending ? [95, 75, 50, 25, 0] : [75, 20, 10, 0, 0]
        let isWanted = Int.random(in: 0..<100, using: &random) < percents[min(attempt, 4)]
        let isCall = Bool.random(using: &random)
        let share = Double.random(in: 0..<1, using: &random)
        guard isWanted else { return nil }
        guard isCall, let count = calls[kind], count > 0 else {
            return .seconds(whole * share, of: whole)
        }
        return .call(1 + Int(Double(count) * share), of: count)
    }

    func noteWhole(_ kind: String, calls: Int, seconds: Double) {
        if calls > 0 { self.calls[kind] = calls }
        self.seconds[kind] = seconds
    }

    /// - Returns: what to say when a check fails after it.
    func noteKill(_ kind: String, _ moment: Moment) -> String {
        hits[kind, default: 0] += 1
        let place =
            switch moment {
            case .call(let number, let count): "before call \(number) of about \(count)"
            case .seconds(let seconds, let whole):
                "after \(Int(seconds * 1000)) ms of about \(Int(whole * 1000))"
            }
        return "seed \(seed), kill \(kills): \(kind) \(place)"
    }

    var story: String {
        hits.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}

/// A company that lives the story, with a killer or without.
private final class KilledCompany {
    let killer: Killer?
    private let company: Company
    private let server: MailServer
    /// How often each letter has come to the mail server, and how many mails have been looked at.
    private var mails: [Int64: Int] = [:]
    private var mailsSeen = 0
    private var paper: [String: [UInt8]] = [:]
    private var states: [Int64: OutboxNotice.State] = [:]

    var kills: Int { killer?.kills ?? 0 }

    init(isPostgres: Bool, killer: Killer? = nil) throws {
        self.killer = killer
        company = try Company(isPostgres: isPostgres)
        server = try MailServer()
    }

    func live(_ day: KillStory.StoryDay) throws {
        for step in day.steps {
            var step = step
            if let file = step.file {
                step.arguments.append(try company.files.write(file.text, to: file.name))
            }
            try perform(step, day.date)
            if step.isMailed { try settle(day.date) }
        }
        try expectPaperUnchanged(day.date)
    }

    // MARK: Running

    /// Runs a command until it has come to its end, however often it is ended before.
    private func perform(_ step: KillStory.Step, _ date: String) throws {
        let arguments =
            step.arguments + (step.isMailed ? server.options : []) + company.data
            + ["--today", date]
        for attempt in 0...10 {
            guard let killer, let moment = killer.moment(step.kind, attempt: attempt) else {
                return try finish(step.kind, arguments)
            }
            guard let outcome = try end(arguments, moment), outcome.wasKilled else {
                // It was quicker this time. What follows must be as harmless as after any other run.
                continue
            }
            let comment = killer.noteKill(step.kind, moment)
            let verified = try Binary.run(["verify"] + company.data)
            try #require(verified.status == 0, "\(comment): \(verified.story)")
            try expectHonest(comment)
        }
        try finish(step.kind, arguments)
    }

    private func end(_ arguments: [String], _ moment: Killer.Moment) throws -> Binary.Outcome? {
        switch moment {
        case .call(let number, _): return try PowerCut.run(arguments, before: number).outcome
        case .seconds(let seconds, _):
            let run = try Binary.Run(arguments)
            Thread.sleep(forTimeInterval: seconds)
            run.kill()
            return try run.outcome()
        }
    }

    /// Runs to the end and learns how long that is.
    private func finish(_ kind: String, _ arguments: [String]) throws {
        let start = ContinuousClock.now
        let outcome: Binary.Outcome
        var calls = 0
        if killer != nil, PowerCut.isPossible {
            let run = try PowerCut.run(arguments)
            outcome = run.outcome
            calls = run.calls.count
        } else {
            outcome = try Binary.run(arguments)
        }
        let time = start.duration(to: .now).components
        killer?.noteWhole(
            kind, calls: calls, seconds: Double(time.seconds) + Double(time.attoseconds) / 1e18)
        // 3 and 4: there is something to look at. What was settled before a kill is not settled again.
        let isKnown = kind == "settle" && outcome.error.contains("notice.not-uncertain")
        try #require(
            [0, 3, 4].contains(outcome.status) || isKnown, "\(arguments): \(outcome.story)")
        try expectHonest("\(kind), whole")
    }

    /// A person looks at the mail server for what nobody knows, and sends anew what had not left.
    private func settle(_ date: String) throws {
        for _ in 1...20 {
            let doubted = try notices().filter { $0.state == .uncertain }
            for notice in doubted {
                let isOut = mails[notice.id.number] != nil
                try perform(
                    .init(
                        kind: "settle",
                        arguments: [
                            "settle", "\(notice.id.number)", isOut ? "--sent" : "--not-sent",
                        ]), date)
            }
            let waiting = try notices().contains {
                [.approved, .waiting, .sending].contains($0.state)
            }
            if doubted.isEmpty && !waiting { return }
            // What had not left gets another letter; what was approved before a kill waits for `work`.
            if !doubted.isEmpty { try perform(KillStory.send, date) }
            try perform(KillStory.work, date)
        }
        Issue.record("the letters of \(date) do not come to rest")
    }

    // MARK: Looking

    private func looking<T>(_ body: (BookConnection) throws -> T) throws -> T {
        let database = try Database(company.store.address)
        defer { try? database.close() }
        return try database.read(book: 1, body)
    }

    private func notices() throws -> [OutboxNotice] {
        try looking { try $0.notices(limit: Int(Int32.max)) }
    }

    /// Mails that came since last time, by the letter they are.
    private func readMails() throws {
        let files = server.files
        for file in files.dropFirst(mailsSeen) {
            let head = String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: file)).prefix(4_000),
                as: UTF8.self)
            let letter = try #require(head.firstMatch(of: /Message-ID: <P-(\d+)-/)).1
            mails[try #require(Int64(letter)), default: 0] += 1
        }
        mailsSeen = files.count
    }

    /// What the outbox says is what is out: no letter is gone, none is out twice, and none is out that is told to be here.
    private func expectHonest(_ comment: String) throws {
        try readMails()
        if killer == nil { return }
        for (letter, count) in mails {
            try #require(count == 1, "\(comment): P-\(letter) was mailed \(count) times")
        }
        let paper = Set(company.letters())
        let (notices, claims) = try looking { scope in
            let pairs = try scope.connection.all(
                "SELECT notice, claim FROM notice_claim WHERE book = ?", scope.book
            ) { (notice: $0.int(0), claim: $0.int(1)) }
            let claims = Dictionary(grouping: pairs) { $0.notice }
            return (try scope.notices(limit: Int(Int32.max)), claims)
        }
        let numbers = Set(notices.map(\.id.number))
        try #require(
            numbers.isSuperset(of: states.keys), "\(comment): a letter is gone from the outbox")
        let out: Set<OutboxNotice.State> = [.sending, .sent, .delivered, .uncertain]
        for notice in notices {
            let name = "\(comment): P-\(notice.id) is \(notice.state.rawValue)"
            let isMailed = mails[notice.id.number] != nil
            let isPaper = paper.contains("P-\(notice.id)")
            if isMailed || isPaper { try #require(out.contains(notice.state), "\(name), and out") }
            if notice.state == .sent {
                try #require(isMailed != isPaper, "\(name): mail \(isMailed), paper \(isPaper)")
            }
            switch states[notice.id.number] {
            case .sent: try #require(notice.state == .sent, "\(name), and was sent")
            case .recalled: try #require(notice.state == .recalled, "\(name), and was recalled")
            default: break
            }
            states[notice.id.number] = notice.state
        }
        try expectOneFee(notices.map { ($0, claims[$0.id.number]?.map(\.claim) ?? []) }, comment)
    }

    /// One letter for a claim and step, and one fee for a customer and day.
    private func expectOneFee(
        _ letters: [(notice: OutboxNotice, claims: [Int64])], _ comment: String
    ) throws {
        var steps: Set<String> = []
        var fees: Set<String> = []
        for (notice, claims) in letters where notice.state != .recalled {
            for claim in claims {
                try #require(
                    steps.insert("\(claim) \(notice.step.name)").inserted,
                    "\(comment): claim \(claim) has two letters \(notice.step.name)")
            }
            guard notice.fee > .zero else { continue }
            try #require(
                fees.insert("\(notice.debtor) \(notice.letterDay.iso)").inserted,
                "\(comment): two fees for customer \(notice.debtor) on \(notice.letterDay.iso)")
        }
    }

    /// What lies in the folder was not written anew with other words.
    private func expectPaperUnchanged(_ date: String) throws {
        for name in company.letters() {
            let path = "\(company.directory.path)/letters/\(name).pdf"
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let hash = Digest.sha256([UInt8](bytes))
            if let known = paper[name] { #expect(known == hash, "\(date): \(name)") }
            paper[name] = hash
        }
    }

    // MARK: Comparing

    /// A letter as it must be in the end, whichever number it got.
    struct Letter: Equatable {
        let text: String
        let fee: Money
    }

    /// All that were not called back.
    func letters() throws -> [Letter] {
        try notices().filter { $0.state != .recalled }.map { notice in
            Letter(
                text:
                    "\(notice.letterDay.iso) \(notice.step.name) \(notice.debtor) \(notice.total) "
                    + "\(notice.deadline?.iso ?? "-") \(notice.state.rawValue) "
                    + "\(notice.channel ?? "-")",
                fee: notice.fee)
        }.sorted { $0.text < $1.text }
    }

    /// What has come in, in øre, in the order of the amounts.
    func paid() throws -> [Int] { try company.payments().map(\.amount).sorted() }

    func claims(_ date: String) throws -> [ClaimLine] {
        try company.claims(today: date).sorted { $0.invoice < $1.invoice }
    }
}
