import Basics
import Claims
import Law
import Testing

@Suite("Claims that lapse")
struct LapseTests {
    /// Lapses after 2026-11-23.
    private let old = claim(480_000, due: Day(2023, 11, 22))

    @Test("A warning stands beside whatever else is to be done, from six months before")
    func warning() throws {
        #expect(old.decision(on: Day(2026, 5, 22)).lapse == nil)
        #expect(old.decision(on: Day(2026, 5, 22)).nextDay ?? Day(2099, 1, 1) <= Day(2026, 5, 23))
        let decision = old.decision(on: Day(2026, 5, 23))
        #expect(decision.lapse?.warning == .sixMonths)
        #expect(decision.proposal?.step == .nudge)
        #expect(decision.reasons.last == .lapsesOn(Day(2026, 11, 23)))
        #expect(decision.nextDay == Day(2026, 5, 23))
    }

    @Test("The day after the last, nothing is pressed any more")
    func lapsed() {
        #expect(old.decision(on: Day(2026, 11, 23)).proposal != nil)
        let decision = old.decision(on: Day(2026, 11, 24))
        #expect(decision.verdict == .attention)
        #expect(decision.reasons == [.lapsed(lastDay: Day(2026, 11, 23))])
        let clock = LegalClock(of: old, law: .shipped, on: Day(2026, 11, 24))
        #expect(clock.holds == [.lapsed(lastDay: Day(2026, 11, 23))])
    }

    @Test("An exempt claim is told of too, and a paid one is not")
    func others() {
        let exempt = old.adding(.exempted(why: "avtale"), on: Day(2024, 1, 2))
        #expect(exempt.decision(on: Day(2024, 2, 1)).nextDay != nil)
        #expect(exempt.decision(on: Day(2026, 11, 10)).lapse?.warning == .fourteenDays)
        let settled = old.adding(paid(480_000), on: Day(2023, 11, 22))
        #expect(settled.decision(on: Day(2026, 11, 10)).lapse == nil)
        #expect(settled.decision(on: Day(2026, 11, 24)).reasons == [.settled])
    }

    @Test("An acknowledgement, a plan or a complaint takes the warning away")
    func interrupted() throws {
        let day = Day(2026, 11, 10)
        let plan = try InstalmentPlan([.init(due: Day(2026, 12, 1), amount: Money(kroner: 100))])
        for event: Fact.Event in [
            .acknowledged(evidence: "brev"), .instalmentPlan(plan),
            .legalAction(.conciliationComplaint, why: "sendt"),
        ] {
            #expect(old.adding(event, on: day).decision(on: day + 20).lapse == nil)
        }
        let paidPart = old.adding(paid(1000), on: day)
        #expect(paidPart.decision(on: day + 2).lapse != nil)
    }
}
