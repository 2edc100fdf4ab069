import Basics
import Claims
import Foundation
import Law
import Letters
import Store
import Testing

@testable import Desk

/// The future rehearsed on a copy against the same days run one by one.
@Suite("Rehearsal")
struct RehearsalTests {
    private static let first = Day(2026, 8, 20)

    /// A book with open invoices of many customers; `seed` decides when they were due, how large, and how they are reached.
    private func book(seed: UInt64, customers: Int) throws -> TestDesk {
        var random = Chance(seed)
        let test = try TestDesk()
        var rows: [String] = []
        for customer in 1...customers {
            for number in 0...Int(random.next() % 3) {
                let due = Self.first - Int(random.next() % 60) + 10
                let ore = 10_000 + Int64(random.next() % 2_000_000)
                rows.append(
                    TestDesk.row(
                        "\(customer)0\(number)", due: due,
                        amount: "\(ore / 100),\(ore % 100 < 10 ? "0" : "")\(ore % 100)",
                        customer: "\(10_000 + customer)", name: "Kunde \(customer)",
                        email: random.next() % 3 == 0 ? "" : "k\(customer)@kunde.example"))
            }
        }
        try test.take(list: rows, asOf: Self.first - 1)
        return test
    }

    private struct Chance {
        private var state: UInt64
        init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state >> 11
        }
    }

    private func post() -> Post {
        Post([.email: TestChannel("smtp")], folder: TestChannel("folder", isRepeatable: true))
    }

    /// Each day as a careful company runs it: hear from the bank, send what may go.
    private func live(_ test: TestDesk, days: Int) async throws -> [String] {
        var told: [String] = []
        let post = post()
        let desk = try test.reopened()
        for offset in 0..<days {
            let day = Self.first + offset
            test.time.move(to: day)
            try desk.database.write(book: desk.book.id, by: Author("test", at: 0)) { scope in
                try scope
                    .note(account: desk.book.account.text, through: day)
            }
            let approval = try desk.approve(undoWindow: 0)
            _ = try await desk.work(post, ignoringWindow: true)
            guard approval.blocks.isEmpty else { continue }
            for letter in approval.letters {
                let sent = try #require(
                    try desk.notices(limit: 100_000).first { $0.id == letter.notice })
                #expect(sent.state == .sent)
                let proposal = letter.bundle.items[0].proposal
                told.append(
                    "\(day.iso) \(letter.debtor.number) \(letter.bundle.items.map(\.claim.invoice)) "
                        + "\(letter.bundle.step.name) \(proposal.tone.rawValue) \(sent.way?.rawValue ?? "-") "
                        + "\(letter.bundle.fee) \(letter.bundle.toPay) \(letter.request.deadline?.iso ?? "-")"
                )
            }
        }
        return told
    }

    private func told(_ rehearsal: Rehearsal) -> [String] {
        rehearsal.letters.map {
            "\($0.day.iso) \($0.customer) \($0.invoices) \($0.step.name) \($0.tone.rawValue) "
                + "\($0.way.rawValue) \($0.fee) \($0.toPay) \($0.deadline?.iso ?? "-")"
        }
    }

    @Test("Rehearsed day by day is run day by day, exactly", arguments: [1, 2, 3, 4] as [UInt64])
    func exact(seed: UInt64) async throws {
        let test = try book(seed: seed, customers: 12)
        let days = 100
        try test.desk.database.write(book: test.desk.book.id, by: Author("test", at: 0)) { scope in
            try scope
                .note(account: test.desk.book.account.text, through: Self.first)
        }
        let before = try test.dump()
        let rehearsal = try await test.desk.rehearse(days: days, pay: .never, as: post())
        #expect(try test.dump() == before)
        let lived = try await live(test, days: days)
        #expect(lived.count > 20)
        #expect(told(rehearsal) == lived)
        #expect(rehearsal.payments.isEmpty)
    }

    @Test("Rehearsed before the act of 2026 and through its first day, it is the same")
    func regimes() async throws {
        let start = Day(2026, 10, 1)
        let test = try book(seed: 9, customers: 8)
        try LawDesk(database: test.desk.database, clock: test.desk.clock, actor: "test")
            .setAct2026(from: start, source: "kgl.res. 01.09.2026")
        let desk = try BookDesk.open(
            test.desk.database, book: test.desk.book, as: .person("test"),
            clock: test.desk.clock)
        try desk.database.write(book: desk.book.id, by: Author("test", at: 0)) { scope in
            try scope
                .note(account: desk.book.account.text, through: Self.first)
        }
        let rehearsal = try await desk.rehearse(days: 80, pay: .never, as: post())
        #expect(rehearsal.letters.contains { $0.regime == .act2026 })
        #expect(rehearsal.letters.contains { $0.regime == .act1988 })
        #expect(rehearsal.letters.filter { $0.day >= start }.allSatisfy { $0.fee == .zero })
    }

    @Test("Weeks hold every letter and every krone once")
    func weeks() async throws {
        let test = try book(seed: 5, customers: 10)
        let rehearsal = try await test.desk.rehearse(days: 60, pay: .never, as: post())
        let weeks = rehearsal.weeks
        #expect(weeks.first?.monday == Day(2026, 8, 17))
        #expect(weeks.map(\.letters).flatMap(\.values).reduce(0, +) == rehearsal.letters.count)
        #expect(weeks.map(\.fees).sum() == rehearsal.letters.map(\.fee).sum())
        #expect(zip(weeks, weeks.dropFirst()).allSatisfy { $1.monday - $0.monday == 7 })
    }

    @Test("Customers who pay as before get no letters after they have paid")
    func usual() async throws {
        let test = try TestDesk()
        let due = Self.first - 100
        var rows = (1...3).map { TestDesk.row("200\($0)", kid: "", due: due, amount: "1000,00") }
        rows.append(TestDesk.row("2009", due: Self.first + 2, amount: "4000,00"))
        rows.append(
            TestDesk.row(
                "3001", due: Self.first + 2, amount: "4000,00", customer: "20001", name: "Ny AS"))
        try test.take(list: rows, asOf: due - 1)
        for number in 1...3 {
            try test.desk.database.write(
                book: test.desk.book.id, by: Author("test", at: 0)
            ) { scope in
                let id = try #require(try scope.claimID(invoice: "200\(number)"))
                let receipt = Fact.Receipt(
                    payment: PaymentID(Int64(number)), amount: Money(kroner: 1_000))
                try scope.append([(id, due + 9, .paid(receipt))], at: 0)
            }
        }
        let rehearsal = try await test.desk.rehearse(days: 40, pay: .usual, as: post())
        // Nine days late, as the three before; the newcomer has no habit, and the company too little to go by.
        #expect(
            rehearsal.payments.map(\.day) == [
                NorwegianCalendar.businessDay(onOrAfter: Self.first + 11)
            ])
        #expect(rehearsal.payments.map(\.invoice) == ["2009"])
        #expect(rehearsal.letters.filter { $0.customer == "10001" }.map(\.step) == [.nudge])
        #expect(rehearsal.letters.filter { $0.customer == "20001" }.count > 1)
    }

    @Test("Days have limits", arguments: [0, -1, 732])
    func limits(_ days: Int) async throws {
        let test = try TestDesk()
        await #expect(throws: Diagnostic.self) {
            _ = try await test.desk.rehearse(days: days, pay: .never, as: post())
        }
    }
}
