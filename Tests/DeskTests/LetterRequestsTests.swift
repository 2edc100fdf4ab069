import Basics
import Claims
import Law
import Letters
import Store
import Testing

@testable import Desk

/// What the facts of a claim become on paper.
@Suite("Letters made from facts")
struct LetterRequestsTests {
    /// Invoice 4001: 4 800,00 due 2026-08-03, seen on 2026-08-20.
    private func ready(kind: DebtorKind) throws -> TestDesk {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001")])
        var choices = CustomerChoices()
        choices.kind = kind
        _ = try desk.desk.change(customer: "10001", choices)
        return desk
    }

    private func request(_ desk: TestDesk) throws -> LetterRequest {
        try #require(
            try desk.desk.preview(overrides: SendingOverrides(staleBankData: true)).letters.first
        ).request
    }

    @Test("A claim with standard compensation says so on its line, and one without does not")
    func compensation() throws {
        let desk = try ready(kind: .business)
        let before = try request(desk)
        #expect(before.claims[0].compensation == nil)
        #expect(before.claims[0].fees == .zero)
        try desk.desk.act(.claimCompensation(reason: "krav"), on: try desk.id("4001"))
        let after = try request(desk)
        #expect(after.claims[0].compensation == Money(kroner: 430))
        #expect(after.claims[0].fees == Money(kroner: 430))
        #expect(after.total == before.total + Money(kroner: 430))
        _ = try LetterComposer.compose(after)
    }

    @Test("A letter names the act of 2026 from its first day, and none before")
    func regime() throws {
        for (start, regime) in [
            (Day(2026, 8, 19), Regime.act2026), (Day(2026, 8, 20), .act2026),
            (Day(2026, 8, 21), nil),
        ] as [(Day, Regime?)] {
            let desk = try ready(kind: .consumer)
            let law = LawDesk(
                database: desk.desk.database, clock: desk.desk.clock, actor: "test")
            try law.setAct2026(from: start, source: "kgl.res.")
            let opened = try BookDesk.open(
                desk.desk.database, book: desk.desk.book, as: .person("test"),
                clock: desk.desk.clock)
            let letters = try opened.preview(overrides: SendingOverrides(staleBankData: true))
                .letters
            #expect(letters.count == 1)
            #expect(letters.first?.request.regime == regime)
        }
    }

    @Test("A plan's confirmation tells all that is owed: invoice, interest and costs")
    func plan() throws {
        // 17 days of 4 800,00 at 12.25 % are 27,39.
        for (kind, owed) in [(DebtorKind.consumer, "4 827,39 kr"), (.business, "5 257,39 kr")] {
            let desk = try ready(kind: kind)
            let id = try desk.id("4001")
            #expect(try desk.desk.planConfirmation(of: id) == nil)
            if kind == .business {
                try desk.desk.act(.claimCompensation(reason: "krav"), on: id)
            }
            let plan = try InstalmentPlan([
                .init(due: Day(2026, 9, 15), amount: Money(kroner: 2_400)),
                .init(due: Day(2026, 10, 15), amount: Money(kroner: 2_400)),
            ])
            try desk.desk.act(.agreePlan(plan, reason: "avtalt"), on: id)
            let letter = try #require(try desk.desk.planConfirmation(of: id))
            let text = String(letter.text.map { $0 == "\u{A0}" || $0.isNewline ? " " : $0 })
            #expect(text.contains("\(owed) ubetalt per 20.08.2026"))
            #expect(text.contains("15.09.2026") && text.contains("15.10.2026"))
            #expect(text.contains("4 800,00 kr"))
            #expect(letter.pdf.starts(with: Array("%PDF".utf8)))
        }
    }

    @Test(
        "Where a rate is missing the confirmation still goes, and names no interest it can not know"
    )
    func planWithoutRate() throws {
        let desk = try ready(kind: .consumer)
        let id = try desk.id("4001")
        desk.time.move(to: Day(2027, 1, 11))
        let plan = try InstalmentPlan([
            .init(due: Day(2027, 2, 15), amount: Money(kroner: 4_800))
        ])
        try desk.desk.act(.agreePlan(plan, reason: "avtalt"), on: id)
        let text = try #require(try desk.desk.planConfirmation(of: id)).text
        #expect(text.contains("4\u{A0}800,00\u{A0}kr ubetalt"))
        #expect(!text.contains("%"))
    }
}
