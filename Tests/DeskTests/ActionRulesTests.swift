import Basics
import Claims
import Desk
import Law
import Store
import Testing

/// What may be said about a claim, and what it does.
@Suite("Agreements and judgements on a claim")
struct ActionRulesTests {
    /// Invoice 4001: 4 800,00 due 2026-08-03, seen on 2026-08-20.
    private func ready(
        kind: DebtorKind = .consumer, today: Day = Day(2026, 8, 20)
    ) throws -> (desk: TestDesk, id: ClaimID) {
        let desk = try TestDesk(today: today)
        try desk.take(list: [TestDesk.row("4001")])
        var choices = CustomerChoices()
        choices.kind = kind
        _ = try desk.desk.change(customer: "10001", choices)
        return (desk, try desk.id("4001"))
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch let diagnostic as Diagnostic {
            return diagnostic.code
        } catch {
            return "\(error)"
        }
    }

    @Test("Compensation is claimed once, from a business that is late, and never from a consumer")
    func compensation() throws {
        let (desk, id) = try ready(kind: .business)
        try desk.desk.act(.claimCompensation(reason: "krav"), on: id)
        let statement = try desk.claim("4001").statement
        #expect(statement.compensation == Money(kroner: 430))
        #expect(statement.costs == Money(kroner: 430))
        #expect(
            code { try desk.desk.act(.claimCompensation(reason: "krav"), on: id) }
                == "compensation.claimed")
        for kind in [DebtorKind.consumer, .unknown] {
            let (other, claim) = try ready(kind: kind)
            #expect(
                code { try other.desk.act(.claimCompensation(reason: "krav"), on: claim) }
                    == "compensation.consumer")
        }
        let (early, claim) = try ready(kind: .business, today: Day(2026, 8, 3))
        #expect(
            code { try early.desk.act(.claimCompensation(reason: "krav"), on: claim) }
                == "compensation.not-late")
    }

    @Test("A due date moves forward only, and every clock follows")
    func deferral() throws {
        let (desk, id) = try ready()
        for day in [Day(2026, 8, 3), Day(2026, 8, 20)] {
            #expect(
                code { try desk.desk.act(.deferDueDate(to: day, reason: "r"), on: id) }
                    == "defer.not-later")
        }
        try desk.desk.act(.deferDueDate(to: Day(2026, 8, 21), reason: "ringte"), on: id)
        let view = try desk.claim("4001")
        #expect(view.clock.due == Day(2026, 8, 21))
        #expect(view.decision.reasons == [.notDue(due: Day(2026, 8, 21))])
        #expect(view.statement.interest == .zero)
    }

    @Test("A plan that is kept holds every letter, and a missed instalment lets the ladder go on")
    func plan() throws {
        let (desk, id) = try ready()
        let plan = try InstalmentPlan([
            .init(due: Day(2026, 9, 1), amount: Money(kroner: 2400)),
            .init(due: Day(2026, 10, 1), amount: Money(kroner: 2400)),
        ])
        try desk.desk.act(.agreePlan(plan, reason: "avtalt"), on: id)
        #expect(
            try desk.claim("4001").decision.reasons
                == [.instalments(next: Day(2026, 9, 1), amount: Money(kroner: 2400))])
        let view = try desk.desk.view(id, asOf: Day(2026, 9, 4))
        #expect(view.decision.step == .nudge)
        #expect(view.decision.reasons.contains(.planBroken(missed: Day(2026, 9, 1))))
        let past = try InstalmentPlan([.init(due: Day(2026, 8, 19), amount: Money(kroner: 1))])
        #expect(code { try desk.desk.act(.agreePlan(past, reason: "r"), on: id) } == "plan.past")
    }

    @Test("An objection is lifted by a judgement, and a reasonable one lets fees fall")
    func objection() throws {
        let (desk, id) = try ready(today: Day(2026, 8, 20))
        #expect(
            code { try desk.desk.act(.endObjection(.groundless, reason: "r"), on: id) }
                == "objection.none")
        try desk.desk.act(.dispute(reason: "feil"), on: id, since: Day(2026, 8, 18))
        #expect(
            try desk.claim("4001").clock.holds
                == [.disputed(since: Day(2026, 8, 18), why: "feil")])
        #expect(
            code { try desk.desk.act(.resume(reason: "r"), on: id) } == "claim.objection-stands")
        try desk.desk.act(.endObjection(.reasonable, reason: "rettet"), on: id)
        #expect(try desk.claim("4001").clock.holds.isEmpty)
    }

    @Test("A rest is waived in part or in whole, never beyond")
    func waiver() throws {
        let (desk, id) = try ready()
        #expect(
            code { try desk.desk.act(.waive(Money(kroner: 9000), reason: "r"), on: id) }
                == "waive.amount")
        try desk.desk.act(.waive(Money(kroner: 800), reason: "avslag"), on: id)
        // Interest goes before principal: 17 days at 12.25 % of 4 800,00 is 27,39.
        let statement = try desk.claim("4001").statement
        #expect(statement.waived == Money(kroner: 800))
        #expect(statement.openInterest == .zero)
        #expect(statement.openPrincipal == Money(ore: 480_000 - 80_000 + 2739))
        try desk.desk.act(.waive(nil, reason: "resten"), on: id)
        #expect(try desk.claim("4001").statement.toPay == .zero)
        #expect(try desk.claim("4001").decision.verdict == .closed)
        #expect(code { try desk.desk.act(.refund(nil, reason: "r"), on: id) } == "refund.amount")
    }

    @Test("Bankruptcy is noted on all open invoices of a customer: letters stop, interest freezes")
    func bankruptcy() throws {
        let (desk, _) = try ready(kind: .business)
        try desk.take(list: [TestDesk.row("4001"), TestDesk.row("4002")], asOf: Day(2026, 8, 19))
        let invoices = try desk.desk.act(
            .insolvent(.bankruptcy, reason: "kunngjort"), onAllOf: "10001", since: Day(2026, 8, 18))
        #expect(invoices == ["4001", "4002"])
        for invoice in invoices {
            let view = try desk.claim(invoice)
            #expect(view.decision.verdict == .attention)
            #expect(view.decision.reasons == [.insolvent(.bankruptcy, since: Day(2026, 8, 18))])
            #expect(view.statement.segments.last?.to == Day(2026, 8, 18))
        }
        #expect(
            code {
                _ = try desk.desk.act(.insolvent(.bankruptcy, reason: "r"), onAllOf: "99999")
            } == "customer.unknown")
    }

    @Test("A claim at an agency is the agency's until it is taken back")
    func agency() throws {
        let (desk, id) = try ready()
        try desk.desk.act(.handOver(to: "Byrået AS", reason: "avtale"), on: id)
        #expect(try desk.claim("4001").decision.verdict == .closed)
        #expect(
            try desk.claim("4001").decision.reasons
                == [.handedOver(to: "Byrået AS", on: Day(2026, 8, 20))])
        try desk.desk.act(.takeBack(reason: "gjort opp"), on: id)
        #expect(try desk.claim("4001").decision.step == .nudge)
    }

    @Test("Nothing is said about days to come")
    func future() throws {
        let (desk, id) = try ready()
        #expect(
            code { try desk.desk.act(.dispute(reason: "r"), on: id, since: Day(2026, 8, 21)) }
                == "claim.future")
    }

    @Test("How the due date came about decides from when interest runs")
    func basis() throws {
        let (desk, id) = try ready(today: Day(2026, 9, 20))
        #expect(try desk.claim("4001").statement.interestFrom == Day(2026, 8, 4))
        try desk.desk.act(
            .setBasis(.unilateral(sentOn: Day(2026, 7, 20)), reason: "ingen avtale"), on: id)
        #expect(try desk.claim("4001").statement.interestFrom == Day(2026, 8, 20))
        try desk.desk.act(
            .setBasis(
                .demanded(sentOn: Day(2026, 8, 25), electronicAccepted: false), reason: "e-post"),
            on: id)
        #expect(try desk.claim("4001").statement.interest == .zero)
    }
}
