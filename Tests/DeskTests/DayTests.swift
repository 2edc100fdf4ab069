import Basics
import Claims
import Desk
import Law
import Store
import Testing

@Suite("The day's work")
struct DayTests {
    /// Two overdue invoices of one customer and one of another; the bank is known through yesterday.
    private func ready(today: Day = Day(2026, 8, 20)) throws -> TestDesk {
        let desk = try TestDesk(today: today)
        try desk.take(list: [
            TestDesk.row("4001", kid: "40014"), TestDesk.row("4002", kid: "40022"),
            TestDesk.row(
                "4003", kid: "40030", amount: "1250,00", customer: "10002", name: "Bakken Bygg AS",
                email: ""),
        ])
        try desk.take(BankFile.camt053([], through: today - 1))
        return desk
    }

    private func held(_ desk: TestDesk) throws -> [String: [String]] {
        let items = try desk.desk.report().held
        return Dictionary(
            uniqueKeysWithValues: items.map { ($0.claim.invoice, $0.decision.reasons.map(\.code)) })
    }

    @Test("One letter a customer, with all that may go")
    func bundles() throws {
        let desk = try ready()
        let report = try desk.desk.report()
        #expect(
            report.bundles.map { $0.items.map(\.claim.invoice) } == [["4001", "4002"], ["4003"]])
        #expect(report.bundles.map(\.step) == [.nudge, .nudge])
        #expect(report.blocks.isEmpty)
    }

    @Test("Money that could be a customer's holds that customer only, until it is placed")
    func uncertainMoney() throws {
        let desk = try ready()
        try desk.take(
            BankFile.camt054([Paid(ore: 125_000, booked: Day(2026, 8, 19), text: "takk")]))
        #expect(try held(desk) == ["4003": ["uncertain-money"]])
        let waiting = try #require(try desk.desk.payments(onlyUnmatched: true).first)
        let left = try desk.desk.match(waiting.payment.id, to: [try desk.id("4003")])
        #expect(left == .zero)
        #expect(try held(desk) == [:])
        #expect(try desk.claim("4003").decision.verdict == .closed)
        #expect(try desk.desk.report().bundles.count == 1)
    }

    @Test("Money set aside with a reason holds nobody; without one it is refused")
    func setAside() throws {
        let desk = try ready()
        try desk.take(
            BankFile.camt054([
                Paid(ore: 99, booked: Day(2026, 8, 19), text: "x", payer: "BAKKEN BYGG A/S")
            ]))
        #expect(try held(desk) == ["4003": ["uncertain-money"]])
        let id = try #require(try desk.desk.payments(onlyUnmatched: true).first).payment.id
        let fault = #expect(throws: Diagnostic.self) { try desk.desk.setAside(id, reason: "") }
        #expect(fault?.code == "payment.reason")
        try desk.desk.setAside(id, reason: "tilskudd")
        #expect(try held(desk) == [:])
        #expect(throws: Diagnostic.self) { try desk.desk.match(id, to: [try desk.id("4003")]) }
    }

    @Test("More than a claim can hold is placed as far as it goes; the rest waits and holds")
    func matchTooMuch() throws {
        let desk = try ready()
        try desk.take(
            BankFile.camt054([Paid(ore: 130_000, booked: Day(2026, 8, 19), text: "takk")]))
        let id = try #require(try desk.desk.payments(onlyUnmatched: true).first).payment.id
        #expect(try desk.desk.match(id, to: [try desk.id("4003")]) == Money(kroner: 50))
        #expect(try desk.claim("4003").statement.overpaid == .zero)
        let fault = #expect(throws: Diagnostic.self) {
            try desk.desk.match(id, to: [try desk.id("4003")])
        }
        #expect(fault?.code == "match.nothing-owed")
    }

    @Test(
        "Bank data may be three bank days old, not four",
        arguments: [(Day(2026, 8, 17), false), (Day(2026, 8, 14), true), (Day(2026, 8, 16), true)])
    func staleBankData(through: Day, isStale: Bool) throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001")])
        try desk.take(BankFile.camt053([], through: through))
        let codes = try desk.desk.report().blocks.map(\.code)
        #expect(codes == (isStale ? ["bank.stale"] : []))
    }

    @Test("Without any bank data nothing goes, and another account's data does not stand in")
    func otherAccount() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001")])
        #expect(
            try desk.desk.report().blocks
                == [.staleBankData(through: nil, limitBankDays: 3)])
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 3)))
        try desk.take(BankFile.camt053([], account: "99993010010", through: Day(2026, 8, 19)))
        #expect(
            try desk.desk.report().blocks
                == [.staleBankData(through: Day(2026, 8, 3), limitBankDays: 3)])
    }

    @Test("A block stops approval unless a person says otherwise, and that is recorded")
    func override() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001")])
        let blocked = try desk.desk.approve()
        #expect(blocked.blocks.map(\.code) == ["bank.stale"])
        #expect(blocked.letters.map(\.notice) == [nil])
        #expect(try desk.desk.notices().isEmpty)
        let approved = try desk.desk.approve(overrides: SendingOverrides(staleBankData: true))
        #expect(approved.letters.count == 1)
        #expect(try desk.desk.journal().map(\.kind).contains("override"))
    }

    @Test(
        "Saturdays, Sundays and holidays wait for the next business day",
        arguments: [
            (Day(2026, 8, 22), Day(2026, 8, 24)), (Day(2026, 8, 23), Day(2026, 8, 24)),
            (Day(2026, 12, 25), Day(2026, 12, 28)),
        ])
    func dayOff(today: Day, next: Day) throws {
        let desk = try ready(today: today)
        #expect(try desk.desk.report().blocks == [.dayOff(next: next)])
        #expect(try desk.desk.approve().blocks == [.dayOff(next: next)])
    }

    @Test("The past is shown as it stood, the future as it comes if nothing happens")
    func asOf() throws {
        let desk = try ready()
        try desk.take(BankFile.ocr([Paid(ore: 125_000, kid: "40030", booked: Day(2026, 8, 19))]))
        try desk.desk.settleQuietClaims()
        #expect(try desk.desk.report().bundles.map(\.items.count) == [2])
        let past = try desk.desk.report(asOf: Day(2026, 8, 18))
        #expect(past.bundles.map(\.items.count) == [2, 1])
        #expect(try desk.desk.report(asOf: Day(2026, 8, 3)).isQuiet)
        let future = try desk.desk.report(asOf: Day(2026, 9, 3))
        #expect(future.bundles.map(\.items.count) == [2])
        #expect(future.blocks.map(\.code) == ["bank.stale"])
    }

    @Test("Looking at a day changes nothing")
    func readsOnly() throws {
        let desk = try ready()
        let before = try desk.dump()
        _ = try desk.desk.report()
        _ = try desk.desk.report(asOf: Day(2026, 8, 3))
        _ = try desk.desk.preview()
        _ = try desk.claim("4001")
        #expect(try desk.dump() == before)
    }

    @Test("What a person says holds the claim and its reason is asked for")
    func actions() throws {
        let desk = try ready()
        let id = try desk.id("4003")
        let fault = #expect(throws: Diagnostic.self) {
            try desk.desk.act(.dispute(reason: ""), on: id)
        }
        #expect(fault?.code == "claim.reason")
        for action in [
            ClaimAction.pause(until: nil, reason: "p"), .promise(by: Day(2026, 9, 1), reason: "l"),
        ] {
            try desk.desk.act(action, on: id)
            #expect(try desk.desk.report().bundles.count == 1, "\(action)")
            try desk.desk.act(.resume(reason: "ok"), on: id)
            #expect(try desk.desk.report().bundles.count == 2, "\(action)")
        }
        try desk.desk.act(.dispute(reason: "d"), on: id)
        #expect(try desk.desk.report().bundles.count == 1)
        let unassessed = #expect(throws: Diagnostic.self) {
            try desk.desk.act(.resume(reason: "ok"), on: id)
        }
        #expect(unassessed?.code == "claim.objection-stands")
        try desk.desk.act(.endObjection(.groundless, reason: "tomt"), on: id)
        #expect(try desk.desk.report().bundles.count == 2)
        try desk.desk.act(.writeOff(reason: "konkurs"), on: id)
        #expect(try desk.claim("4003").decision.verdict == .closed)
    }

    @Test("An unknown claim, payment or customer is named")
    func unknown() throws {
        let desk = try ready()
        func code(_ body: () throws -> Void) -> String? {
            do { try body() } catch let fault as Diagnostic { return fault.code } catch {
                return "?"
            }
            return nil
        }
        #expect(code { _ = try desk.desk.claimID("nope") } == "claim.unknown")
        #expect(
            code { try desk.desk.act(.dispute(reason: "d"), on: ClaimID(99)) } == "claim.unknown")
        #expect(code { try desk.desk.setAside(PaymentID(99), reason: "x") } == "payment.unknown")
        #expect(
            code { _ = try desk.desk.change(customer: "9", CustomerChoices()) }
                == "customer.unknown")
    }

    @Test("A customer's own plan and exemption count before the book's")
    func customerChoices() throws {
        let desk = try ready()
        var choices = CustomerChoices()
        choices.exempt = "eiers mor"
        _ = try desk.desk.change(customer: "10002", choices)
        #expect(try desk.claim("4003").decision.reasons == [.exempt(why: "eiers mor")])
        choices = CustomerChoices()
        choices.exempt = ""
        choices.plan = .rolig
        choices.kind = .business
        let debtor = try desk.desk.change(customer: "10002", choices)
        #expect(debtor.exempt == nil)
        #expect(try desk.claim("4003").plan.name == .rolig)
        #expect(try desk.claim("4001").plan.name == .anbefalt)
        #expect(try desk.claim("4003").decision.verdictStep == .nudge)
    }

    @Test("A new plan for the book is looked at for every open claim")
    func changePlan() throws {
        let desk = try ready(today: Day(2026, 8, 4))
        try desk.desk.settleQuietClaims()
        #expect(try desk.desk.report().isQuiet)
        var record = desk.desk.book
        record.plan = .tett
        try desk.desk.change(record)
        #expect(try desk.reopened().report().bundles.count == 2)
    }

    @Test("A customer was pressed for one invoice while money paid too much on another lay with us")
    func overpaidElsewhere() async throws {
        let desk = try ready()
        try desk.take(BankFile.ocr([Paid(ore: 480_000, kid: "40014", booked: Day(2026, 8, 19))]))
        let first = try desk.id("4001")
        try desk.desk.act(.credit(Money(kroner: 300), reference: "K-1", corrects: true), on: first)
        #expect(try held(desk) == ["4002": ["overpaid"]])
        #expect(try desk.desk.approve().letters.map(\.debtor.number) == ["10002"])
        #expect(try desk.desk.approve([try desk.id("4002")]).letters.isEmpty)
        // Given back: the overpaid claim is closed by a person's word, and the other goes on.
        try desk.desk.act(.writeOff(reason: "tilbakebetalt"), on: first)
        #expect(try desk.desk.approve().letters.map(\.debtor.number) == ["10001"])
    }

    @Test("Ended pauses and coming steps are found again on their day")
    func nextDays() throws {
        let desk = try ready()
        try desk.desk.act(.pause(until: Day(2026, 8, 25), reason: "ferie"), on: try desk.id("4003"))
        try desk.desk.settleQuietClaims()
        #expect(try desk.desk.report(asOf: Day(2026, 8, 24)).bundles.count == 1)
        desk.time.move(to: Day(2026, 8, 25))
        #expect(try desk.desk.report().bundles.count == 2)
    }
}

@Suite("Clock")
struct ClockTests {
    @Test(
        "A day begins at midnight in Oslo, summer and winter",
        arguments: [
            // Seconds since 1970 for 2026-08-19 22:00 UTC and 2026-01-14 23:00 UTC, each midnight in Oslo.
            (Day(2026, 8, 20), Int64(22)), (Day(2026, 1, 15), Int64(23)),
        ])
    func midnight(day: Day, hourBeforeUTC: Int64) {
        let midnight = Int64(day.number - 1) * 86_400 + hourBeforeUTC * 3600
        #expect(Clock.day(of: midnight) == day)
        #expect(Clock.day(of: midnight - 1) == day - 1)
        #expect(Clock.text(of: midnight) == "\(day.text) 00:00")
    }

    @Test("The day of the change to summer time is one day of 23 hours")
    func summerTime() {
        let begins = Int64(Day(2026, 3, 28).number) * 86_400 + 23 * 3600
        #expect(Clock.day(of: begins) == Day(2026, 3, 29))
        #expect(Clock.day(of: begins + 23 * 3600 - 1) == Day(2026, 3, 29))
        #expect(Clock.day(of: begins + 23 * 3600) == Day(2026, 3, 30))
    }

    @Test("Before 1970 days count backwards", arguments: [(Int64(-3601), -1), (-3600, 0), (0, 0)])
    func before1970(instant: Int64, number: Int) {
        #expect(Clock.day(of: instant) == Day(1970, 1, 1) + number)
    }

    @Test(
        "A clock started on a day stands at nine there",
        arguments: [Day(2026, 8, 20), Day(2026, 1, 15)])
    func startingAt(day: Day) {
        let clock = Clock.startingAt(day)
        #expect(clock.today == day)
        #expect(Clock.text(of: clock.now) == "\(day.text) 09:00")
    }
}
