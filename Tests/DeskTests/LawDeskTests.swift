import Basics
import Claims
import Law
import Store
import Testing

@testable import Desk

@Suite("The law in the database")
struct LawDeskTests {
    private let half = OwnRate(
        table: .lateInterest, from: Day(2027, 1, 1), to: Day(2027, 6, 30), value: 1200,
        source: "FOR-1")

    private func lawDesk(_ desk: TestDesk) -> LawDesk {
        LawDesk(database: desk.desk.database, clock: desk.desk.clock, actor: "test")
    }

    @Test("What was recorded later was not known before")
    func asOf() throws {
        let desk = try TestDesk(today: Day(2026, 12, 21))
        let law = lawDesk(desk)
        try law.add(half)
        desk.time.move(to: Day(2026, 12, 28))
        try law.add(
            OwnRate(
                table: .lateInterest, from: half.from, to: half.to, value: 1250, source: "FOR-2"),
            replacing: true)
        func rate(_ day: Day?) throws -> Int? {
            try? LateInterest.rate(on: Day(2027, 2, 1), law: try law.law(asOf: day))
        }
        #expect(try rate(Day(2026, 12, 20)) == nil)
        #expect(try rate(Day(2026, 12, 21)) == 1200)
        #expect(try rate(Day(2026, 12, 27)) == 1200)
        #expect(try rate(Day(2026, 12, 28)) == 1250)
        #expect(try rate(nil) == 1250)
        #expect(try law.ownRates().map(\.rate.value) == [1200, 1250])
    }

    @Test("The act of 2026 begins when the decree says, and can be taken back")
    func regime() throws {
        let desk = try TestDesk()
        let law = lawDesk(desk)
        #expect(try law.law().regime(on: Day(2030, 1, 1)) == .act1988)
        try law.setAct2026(from: Day(2027, 1, 1), source: "kgl.res.")
        #expect(try law.law().regime(on: Day(2026, 12, 31)) == .act1988)
        #expect(try law.law().regime(on: Day(2027, 1, 1)) == .act2026)
        try law.setAct2026(from: nil, source: "utsatt")
        #expect(try law.law().regime(on: Day(2027, 1, 1)) == .act1988)
        for (start, source, code) in [
            (Day(2026, 5, 21), "x", "law.regime-start"),
            (Day(2026, 5, 22), "", "law.regime-source"),
        ] {
            let fault = #expect(throws: Diagnostic.self) {
                try law.setAct2026(from: start, source: source)
            }
            #expect(fault?.code == code)
        }
    }

    @Test("A choice is the book's own, holds from the day it was made, and changes what is owed")
    func choices() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001")])
        let before = try desk.claim("4001").statement.interest
        desk.time.move(to: Day(2026, 8, 21))
        try desk.desk.choose(.firstInterestDay, "on-due")
        #expect(throws: Diagnostic.self) { try desk.desk.choose(.dayCount, "360") }
        let book = try BookDesk.book(desk.desk.book.id, in: desk.desk.database, as: .person("test"))
        let opened = try BookDesk.open(
            desk.desk.database, book: book, as: .person("test"), clock: desk.desk.clock)
        #expect(opened.law.conventions.firstInterestDay == .onDue)
        #expect(
            try lawDesk(desk).law(book: book.id, asOf: Day(2026, 8, 20)).conventions == .standard)
        #expect(try lawDesk(desk).law().conventions == .standard)
        #expect(
            try opened.view(opened.claimID("4001"), asOf: Day(2026, 8, 20)).statement.interest
                == before)
        #expect(try desk.desk.choices().map(\.convention) == [.firstInterestDay])
    }

    @Test("A missing half-year is announced in the day's report from 30 days before")
    func announced() throws {
        let desk = try TestDesk(today: Day(2026, 12, 1))
        #expect(try desk.desk.report().gaps.isEmpty)
        desk.time.move(to: Day(2026, 12, 2))
        #expect(
            try desk.desk.report().gaps.filter(\.isMissing).map(\.table)
                == [.lateInterest, .standardCompensation])
    }

    @Test(
        "Claims that lapse soon stand in the report, whatever else is to be done",
        arguments: [-1, 0])
    func lapsing(offset: Int) throws {
        let first = Day(2026, 5, 26)
        let desk = try TestDesk(today: first + offset)
        // Lapses after 2026-11-26.
        try desk.take(list: [TestDesk.row("4001", due: Day(2023, 11, 26))], asOf: first - 5)
        let lapsing = try desk.desk.report().lapsing
        #expect(lapsing.map(\.claim.invoice) == (offset < 0 ? [] : ["4001"]))
        if offset == 0 {
            #expect(lapsing[0].decision.lapse?.lastDay == Day(2026, 11, 26))
            let late = try desk.desk.report(asOf: Day(2026, 11, 27))
            #expect(late.lapsing.map(\.decision.reasons) == [[.lapsed(lastDay: Day(2026, 11, 26))]])
            #expect(late.bundles.isEmpty && late.attention.isEmpty)
        }
    }
}
