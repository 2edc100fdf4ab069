import Basics
import Law
import Testing

@Suite("The creditor's own ways to court")
struct CourtRouteTests {
    private let due = Day(2026, 8, 3)

    @Test(
        "The petition may go when two weeks have passed after the notice, the fifteenth day",
        arguments: [
            // On the due date, as § 4-18 allows; then the day after, which Purr plans for.
            (0, 15), (1, 16), (2, 17), (29, 44),
        ])
    func notice(sent: Int, petition: Int) {
        for route in CourtRoute.earliest(due: due, noticeSentOn: due + sent) {
            #expect(route.petitionFrom == due + petition, "\(route.kind)")
            #expect(!route.needsNotice)
        }
    }

    @Test("A notice sent before the due date does not count: a new one must go")
    func tooEarly() {
        for route in CourtRoute.earliest(due: due, noticeSentOn: due - 1) {
            #expect(route.needsNotice)
            #expect(route.noticeFrom == Day(2026, 8, 4))
            #expect(route.petitionFrom == Day(2026, 8, 19))
        }
    }

    @Test("The fastest lawful way: notice the day after the due date, petition 15 days later")
    func fastest() {
        let routes = CourtRoute.earliest(due: due)
        #expect(routes.map(\.kind) == [.enforcement, .conciliation])
        for route in routes {
            #expect(route.needsNotice)
            #expect(route.noticeFrom == Day(2026, 8, 4))
            #expect(route.petitionFrom == Day(2026, 8, 19))
            #expect(route == CourtRoute(route.kind, due: due))
        }
        // Three weeks to answer the enforcement officer; a complaint has no such day.
        #expect(routes.map(\.answerUntil) == [Day(2026, 9, 9), nil])
    }

    @Test("The plan counts a notice from the day after the due date, never earlier")
    func plan() {
        for sent in [-1, 0, 1] {
            let route = CourtRoute(.enforcement, due: due, noticeSentOn: due + sent)
            #expect(route.petitionFrom == Day(2026, 8, 19))
            #expect(route.needsNotice == (sent < 1))
        }
    }

    @Test("The limits hold from July 2020; those before are not known")
    func limits() {
        let first = Day(2020, 7, 1)
        for day in [first, first + 1] {
            #expect(CourtRoute.conciliationLimit(on: day)?.value == Money(kroner: 200_000))
            #expect(CourtRoute.smallClaimsLimit(on: day)?.value == Money(kroner: 250_000))
        }
        #expect(CourtRoute.conciliationLimit(on: first - 1) == nil)
        #expect(CourtRoute.smallClaimsLimit(on: first - 1) == nil)
        #expect(CourtRoute.needsConciliation(claim: Money(kroner: 1), on: first - 1) == nil)
    }

    @Test(
        "Only a claim of the limit or more, with lawyers on both sides, goes past the board",
        arguments: [(19_999_999, true, true), (20_000_000, true, false), (20_000_000, false, true)])
    func board(ore: Int64, bothHadLawyers: Bool, needsBoard: Bool) {
        #expect(
            CourtRoute.needsConciliation(
                claim: Money(ore: ore), on: Day(2026, 11, 23), bothHadLawyers: bothHadLawyers)
                == needsBoard)
    }
}
