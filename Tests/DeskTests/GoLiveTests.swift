import Basics
import Claims
import Foundation
import Law
import Letters
import Store
import Testing

@testable import Desk

/// A company that goes live with old claims: nothing of them is sent before a person has sorted them.
@Suite("Going live")
struct GoLiveTests {
    private static let today = Day(2026, 8, 20)

    /// One claim of a customer of its own for each age, in days past due.
    private func book(_ ages: [Int], today: Day = GoLiveTests.today) throws -> TestDesk {
        let test = try TestDesk(today: today)
        try test.take(list: Self.rows(ages, today), asOf: today - 1)
        try test.take(BankFile.camt053([], through: today - 1))
        return test
    }

    private static func rows(_ ages: [Int], _ today: Day, from first: Int = 0) -> [String] {
        ages.enumerated().map { index, age in
            let number = first + index
            return TestDesk.row(
                "\(4_000 + number)", due: today - age, customer: "\(10_000 + number)",
                name: "Kunde \(number)", email: "k\(number)@kunde.example")
        }
    }

    private func sendable(_ desk: BookDesk) throws -> [String] {
        try desk.report().bundles.flatMap { $0.items.map(\.claim.invoice) }.sorted()
    }

    @Test("A claim more than ninety days overdue when it comes waits; one day less and it does not")
    func ninety() throws {
        let test = try book([10, 90, 91, 400])
        #expect(try sendable(test.desk) == ["4000", "4001"])
        let report = try test.desk.backlog()
        #expect(report.asked.map(\.claim.invoice) == ["4003", "4002"])
        #expect(report.others.map(\.claim.invoice).sorted() == ["4000", "4001"])
        #expect(try test.desk.report().backlog.map(\.claim.invoice).sorted() == ["4002", "4003"])
        #expect(try test.desk.report().held.isEmpty)
        #expect(
            try test.claim("4002").decision.reasons.map(\.code) == ["backlog"])
        #expect(try test.desk.approve([try test.id("4002")]).letters.isEmpty)
    }

    @Test("A claim that grows old in the book is followed up as ever")
    func growsOld() throws {
        let test = try book([10])
        let later = Self.today + 200
        test.time.move(to: later)
        #expect(try test.desk.report().backlog.isEmpty)
        #expect(try sendable(test.desk) == ["4000"])
    }

    @Test("Another number of days can be chosen, also none")
    func ownDays() throws {
        let test = try TestDesk()
        var record = test.desk.book
        record.backlogDays = 0
        try test.desk.change(record)
        let desk = try test.reopened()
        #expect(desk.book.backlogDays == 0)
        try test.take(
            TestDesk.list(Self.rows([1, 20], Self.today)), asOf: Self.today - 1, at: desk)
        #expect(try desk.backlog().asked.count == 2)
        record.backlogDays = 500
        try desk.change(record)
        let patient = try test.reopened()
        try test.take(
            TestDesk.list(Self.rows([400], Self.today, from: 50)), asOf: Self.today - 1, at: patient
        )
        #expect(try patient.backlog().asked.count == 2)
    }

    @Test(
        "Twenty fresh overdue claims are a company's day; twenty-one in a book that has sent nothing are asked about together",
        arguments: [(20, 0), (21, 21)])
    func many(count: Int, asked: Int) throws {
        let test = try book(Array(repeating: 15, count: count) + [14, 3])
        #expect(try test.desk.backlog().asked.count == asked)
        #expect(try sendable(test.desk).count == 2 + count - asked)
    }

    @Test("They are counted over all files, and no more once a letter has been approved")
    func manyFiles() throws {
        let test = try book(Array(repeating: 20, count: 15))
        try test.take(
            list: Self.rows(Array(repeating: 30, count: 6), Self.today, from: 100),
            asOf: Self.today - 1)
        #expect(try test.desk.backlog().asked.count == 21)
        try test.take(list: Self.rows([40], Self.today, from: 200), asOf: Self.today - 1)
        #expect(try test.desk.backlog().asked.count == 22)
        _ = try test.desk.accept(.remind, reason: "gjennomgått")
        try #require(try !test.desk.approve().letters.isEmpty)
        try test.take(
            list: Self.rows(Array(repeating: 40, count: 30), Self.today, from: 300),
            asOf: Self.today - 1)
        #expect(try test.desk.backlog().asked.isEmpty)
        try test.take(list: Self.rows([95], Self.today, from: 400), asOf: Self.today - 1)
        #expect(try test.desk.backlog().asked.map(\.claim.invoice) == ["4400"])
    }

    @Test("A balance without an invoice is never pressed, so nobody is asked about it")
    func undocumented() throws {
        let test = try book([])
        try test.take(list: [
            TestDesk.row("saldo", due: Self.today - 300, type: "Inngående saldo")
        ])
        #expect(try test.desk.backlog().asked.isEmpty)
        #expect(try test.desk.backlog().others.map(\.sorting.pile) == [.ask])
    }

    @Test(
        "Accepting a pile frees its claims and no others, with who and why, and is taken back as a whole"
    )
    func accept() throws {
        let test = try book([100, 120, 400, 2_000, 10])
        let before = try test.dump()
        let tried = try test.desk.accept(.remind, reason: "r", dryRun: true)
        #expect(tried.map(\.claim.invoice).sorted() == ["4000", "4001"])
        #expect(try test.dump() == before)
        _ = try test.desk.accept(.remind, reason: "gjennomgått med Kari")
        #expect(try sendable(test.desk) == ["4000", "4001", "4004"])
        #expect(try test.desk.report().bundles.allSatisfy { $0.step == .nudge })
        _ = try test.desk.accept(.leave, reason: "foreldet")
        #expect(try test.claim("4003").decision.verdict == .closed)
        let facts = try test.claim("4000").claim.facts.map(\.event)
        #expect(facts == [.backlogged, .sorted(.remind, why: "gjennomgått med Kari")])
        let journal = try test.desk.journal().filter { $0.kind == "golive" }
        #expect(journal.map(\.detail) == ["remind: claims 1–2", "leave: claims 4"])
        #expect(journal.allSatisfy { $0.actor == "test" })

        #expect(try test.desk.unsort(reason: "for fort") == [try test.id("4003")])
        #expect(try test.desk.unsort(reason: "for fort").isEmpty)
        #expect(try test.claim("4003").claim.waitsForSorting(on: Self.today))
        let named = try ["4000", "4001"].map { try test.id($0) }
        #expect(try test.desk.unsort([named[0]], reason: "feil") == [named[0]])
        #expect(try sendable(test.desk) == ["4001", "4004"])
    }

    @Test("A letter approved before the sorting was taken back does not leave")
    func undoneLetter() async throws {
        let test = try book([100])
        _ = try test.desk.accept(.remind, reason: "ok")
        #expect(try test.desk.approve().letters.count == 1)
        _ = try test.desk.unsort(reason: "vent")
        let channel = TestChannel("folder", isRepeatable: true)
        test.time.advance(minutes: 20)
        let outcome = try await test.desk.work(Post(mail: nil, folder: channel))
        #expect(outcome.items.map(\.state) == [.recalled])
        #expect(outcome.items.map(\.detail) == ["backlog"])
        #expect(channel.delivered.isEmpty)
    }

    @Test(
        "Claims are moved by name whatever was proposed; what is no backlog is refused, and nothing is done"
    )
    func byName() throws {
        let test = try book([100, 400, 10])
        let fault = #expect(throws: Diagnostic.self) {
            try test.desk.sort([try test.id("4000")], as: .remind, reason: "")
        }
        #expect(fault?.code == "golive.reason")
        _ = try test.desk.sort(
            try ["4001", "4002"].map { try test.id($0) }, as: .ask, reason: "ringer dem")
        #expect(try sendable(test.desk).isEmpty)
        #expect(
            try test.claim("4002").decision.reasons
                == [.backlog(.lookedInto(since: Self.today, why: "ringer dem"))])
        _ = try test.desk.sort([try test.id("4001")], as: .remind, reason: "avklart")
        #expect(try sendable(test.desk) == ["4001"])
        try test.take(list: Self.rows([-5], Self.today, from: 300), asOf: Self.today)
        let before = try test.dump()
        let refused = #expect(throws: Diagnostic.self) {
            try test.desk.sort(
                try ["4000", "4300"].map { try test.id($0) }, as: .leave, reason: "x")
        }
        #expect(refused?.code == "golive.not-old")
        #expect(try test.dump() == before)
    }

    @Test(
        "Hardest first: what must be looked into, what lapses soonest, what has most against it, the largest"
    )
    func order() throws {
        let test = try TestDesk()
        let day = Self.today
        func row(_ number: Int, _ age: Int, _ amount: String, rest: String? = nil) -> String {
            TestDesk.row(
                "\(number)", due: day - age, amount: amount, rest: rest, customer: "\(number)",
                name: "Kunde \(number)", email: "")
        }
        try test.take(
            list: [
                row(1, 2_000, "5000,00"), row(2, 120, "100,00"), row(3, 120, "900,00"),
                row(4, 300, "100,00"), row(5, 300, "800,00"), row(6, 1_050, "70,00"),
                row(7, 300, "600,00", rest: "400,00"),
            ], asOf: day - 1)
        let report = try test.desk.backlog()
        #expect(report.items.map(\.claim.invoice) == ["6", "7", "5", "4", "3", "2", "1"])
        #expect(
            report.items.map(\.sorting.pile) == [.ask, .ask, .ask, .ask, .remind, .remind, .leave])
    }

    @Test("A rehearsal holds the same claims, and says how many")
    func rehearsal() async throws {
        let test = try book([10, 100, 400])
        let post = Post(mail: nil, folder: TestChannel("folder", isRepeatable: true))
        let held = try await test.desk.rehearse(days: 60, pay: .never, as: post)
        #expect(Set(held.letters.flatMap(\.invoices)) == ["4000"])
        #expect(held.unsorted == 2)
        _ = try test.desk.accept(.remind, reason: "ok")
        let freed = try await test.desk.rehearse(days: 60, pay: .never, as: post)
        #expect(Set(freed.letters.flatMap(\.invoices)) == ["4000", "4001"])
        #expect(freed.letters.first { $0.invoices == ["4001"] }?.step == .nudge)
        #expect(freed.unsorted == 1)
    }
}

/// Random companies over random weeks.
@Suite("Going live, whatever happens")
struct GoLivePropertyTests {
    @Test(
        "Nothing of the backlog is ever sent before a person has accepted it, over random backlogs")
    func neverBefore() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Chance(seed: seed)
        var backlogged = 0
        var sent = 0
        // Six, and more where chance has let too little happen.
        for number in 1...40 where number <= 6 || backlogged <= 20 || sent <= 3 {
            let life = try Life(&chance)
            try await life.live(days: 15, &chance)
            let claims = try life.test.desk.database.read(book: 1) { try $0.allClaims() }
            for claim in claims.map(\.claim) {
                let found = Self.letters(on: claim)
                backlogged += found.isOld ? 1 : 0
                sent += found.isOld ? found.letters : 0
                #expect(found.early.isEmpty, "seed \(seed): \(claim.invoice) \(claim.facts)")
            }
        }
        #expect(backlogged > 20 && sent > 3, "seed \(seed): the runs tell nothing")
    }

    /// What was approved on a claim, and what of it while nobody had said that it may be.
    private static func letters(
        on claim: Claim
    ) -> (isOld: Bool, letters: Int, early: [Notice]) {
        var isOld = false
        var pile: BacklogPile?
        var letters = 0
        var early: [Notice] = []
        for fact in claim.facts {
            switch fact.event {
            case .backlogged: isOld = true
            case .sorted(let place, _): pile = place
            case .noticed(let notice):
                letters += 1
                if isOld, pile != .remind { early.append(notice) }
                if pile == .ask || pile == .leave { early.append(notice) }
            default: continue
            }
        }
        return (isOld, letters, early)
    }

    /// A source of chance that begins anew from its seed.
    struct Chance: RandomNumberGenerator {
        private var state: UInt64
        init(seed: UInt64) { state = seed }
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    /// A company from its first list on.
    private final class Life {
        let test: TestDesk
        private var next = 0

        init(_ chance: inout Chance) throws {
            test = try TestDesk()
            try take(Int.random(in: 1...30, using: &chance), &chance)
        }

        /// Another list with so many claims of any age.
        private func take(_ count: Int, _ chance: inout Chance) throws {
            let today = test.desk.today
            let rows = (0..<count).map { _ in
                next += 1
                let customer = Int.random(in: 0..<12, using: &chance)
                let age =
                    Bool.random(using: &chance)
                    ? Int.random(in: -10...60, using: &chance)
                    : Int.random(in: 60...1_400, using: &chance)
                let amount = Int.random(in: 20...90_000, using: &chance)
                return TestDesk.row(
                    "\(50_000 + next)", due: today - age, amount: "\(amount),00",
                    rest: "\(Int.random(in: 1...amount, using: &chance)),00",
                    customer: "\(10_000 + customer)", name: "Kunde \(customer)",
                    email: customer % 4 == 0 ? "" : "k\(customer)@kunde.example")
            }
            try test.take(list: rows, asOf: today - 1)
        }

        func live(days: Int, _ chance: inout Chance) async throws {
            let post = Post(
                [.email: TestChannel("smtp")],
                folder: TestChannel("folder", isRepeatable: true))
            for _ in 0..<days {
                let day = test.desk.today + Int.random(in: 1...4, using: &chance)
                test.time.move(to: day)
                if Int.random(in: 0..<5, using: &chance) == 0 {
                    try take(Int.random(in: 1...8, using: &chance), &chance)
                }
                try sort(&chance)
                try say(&chance)
                _ = try test.desk.approve(
                    overrides: SendingOverrides(staleBankData: true, dayOff: true), undoWindow: 0)
                try sort(&chance)
                // Pages are slow to lay out; what waits is looked at again when it leaves.
                guard Int.random(in: 0..<3, using: &chance) == 0 else { continue }
                _ = try await test.desk.work(post, ignoringWindow: true)
            }
        }

        private func sort(_ chance: inout Chance) throws {
            let desk = test.desk
            let items = try desk.backlog().items
            let some = items.filter { _ in Int.random(in: 0..<8, using: &chance) == 0 }
                .map(\.claim.id)
            switch Int.random(in: 0..<8, using: &chance) {
            case 0: _ = try desk.accept(.remind, reason: "r")
            case 1: _ = try desk.accept(.leave, reason: "r")
            case 2: _ = try desk.accept(.ask, reason: "r")
            case 3:
                let pile = BacklogPile.allCases.randomElement(using: &chance) ?? .ask
                _ = try desk.sort(some, as: pile, reason: "r")
            case 4: _ = try desk.unsort(reason: "r")
            case 5: _ = try desk.unsort(some, reason: "r")
            default: return
            }
        }

        /// Something else a person says: none of it may free an old claim.
        private func say(_ chance: inout Chance) throws {
            let desk = test.desk
            let all = try desk.claims(onlyOpen: true)
            guard let item = all.randomElement(using: &chance) else { return }
            switch Int.random(in: 0..<5, using: &chance) {
            case 0: try desk.act(.pause(until: desk.today + 3, reason: "p"), on: item.claim.id)
            case 1: try desk.act(.promise(by: desk.today + 2, reason: "p"), on: item.claim.id)
            case 2: try desk.act(.acknowledge(evidence: "e-post"), on: item.claim.id)
            case 3:
                try desk.act(.dispute(reason: "d"), on: item.claim.id)
                try desk.act(.endObjection(.groundless, reason: "d"), on: item.claim.id)
            default: try desk.act(.resume(reason: "r"), on: item.claim.id)
            }
        }
    }
}
