import Basics
import Law
import Testing

@Suite("Bankruptcy")
struct BankruptcyTests {
    @Test("A claim is filed three to six weeks after the announcement")
    func filing() {
        let window = Bankruptcy.filingWindow(announcedOn: Day(2026, 9, 1))
        #expect(window.first == Day(2026, 9, 22))
        #expect(window.last == Day(2026, 10, 13))
        #expect(Bankruptcy.lastInterestDay(openedOn: Day(2026, 9, 1)) == Day(2026, 9, 1))
    }

    @Test("The presumption: four weeks, two weeks, two weeks")
    func chain() {
        let chain = Bankruptcy.Chain(demandedOn: Day(2026, 9, 1))
        #expect(chain.serveFrom == Day(2026, 9, 29))
        #expect(chain.payUntil == Day(2026, 10, 13))
        #expect(chain.petitionFrom == Day(2026, 10, 14))
        #expect(chain.petitionUntil == Day(2026, 10, 27))
        let later = Bankruptcy.Chain(demandedOn: Day(2026, 9, 1), servedOn: Day(2026, 10, 5))
        #expect(later.payUntil == Day(2026, 10, 19))
        #expect(chain.isServedTooEarly(on: Day(2026, 9, 28)))
        #expect(!chain.isServedTooEarly(on: Day(2026, 9, 29)))
    }

    @Test("Weeks that end on a day off: more time to pay, and no more for the court")
    func daysOff() {
        // Served on 18 December 2025: two weeks end on 1 January, and 2 January is a Friday.
        let chain = Bankruptcy.Chain(demandedOn: Day(2025, 11, 20), servedOn: Day(2025, 12, 18))
        #expect(chain.serveFrom == Day(2025, 12, 18))
        #expect(chain.payUntil == Day(2026, 1, 2))
        #expect(chain.petitionFrom == Day(2026, 1, 3))
        #expect(chain.petitionUntil == Day(2026, 1, 15))
    }

    @Test("What was missed is told from the actual days, with the day on either side")
    func missed() {
        let demanded = Day(2026, 9, 1)
        func missed(_ served: Day?, _ petition: Day? = nil, asOf today: Day? = nil)
            -> [Bankruptcy.Missed]
        {
            Bankruptcy.Chain(demandedOn: demanded, servedOn: served)
                .missed(servedOn: served, petitionedOn: petition, asOf: today)
        }
        #expect(missed(nil).isEmpty)
        #expect(missed(nil, Day(2026, 10, 14)) == [.notServed])
        #expect(missed(Day(2026, 9, 28)) == [.servedTooEarly])
        let served = Day(2026, 9, 29)
        #expect(missed(served, Day(2026, 10, 13)) == [.petitionTooEarly])
        #expect(missed(served, Day(2026, 10, 14)).isEmpty)
        #expect(missed(served, Day(2026, 10, 27)).isEmpty)
        #expect(missed(served, Day(2026, 10, 28)) == [.petitionTooLate])
        #expect(missed(served, asOf: Day(2026, 10, 27)).isEmpty)
        #expect(missed(served, asOf: Day(2026, 10, 28)) == [.petitionTooLate])
    }

    @Test("An order served too early has to be served again")
    func again() {
        let early = Bankruptcy.Chain(demandedOn: Day(2026, 9, 1), servedOn: Day(2026, 9, 28))
        #expect(early == Bankruptcy.Chain(demandedOn: Day(2026, 9, 1)))
    }

    @Test(
        "Filed by the deadline, limitation stops from the opening; the day after, from the filing")
    func limitationStops() {
        let (opened, deadline) = (Day(2026, 9, 1), Day(2026, 10, 13))
        func stops(_ filed: Day) -> Day {
            Bankruptcy.limitationStops(openedOn: opened, filedOn: filed, deadline: deadline)
        }
        #expect(stops(deadline - 1) == opened)
        #expect(stops(deadline) == opened)
        #expect(stops(deadline + 1) == deadline + 1)
        // A claim whose last day lay between the opening and the filing is saved.
        let due = Day(2023, 9, 14)
        let saved = LimitationPeriod(
            due: due, events: [(on: stops(deadline), event: .legalAction(.estateFiling))])
        #expect(saved.stoppedOn == opened)
        let lost = LimitationPeriod(
            due: due, events: [(on: stops(deadline + 1), event: .legalAction(.estateFiling))])
        #expect(lost.lastDay == Day(2026, 9, 14))
    }

    @Test("Only a debtor that must keep accounts is presumed insolvent, and no secured claim helps")
    func obstacles() {
        #expect(Bankruptcy.obstacles(keepsAccounts: true, isSecured: false).isEmpty)
        #expect(
            Bankruptcy.obstacles(keepsAccounts: false, isSecured: true)
                == [.noAccountingDuty, .secured])
        #expect(
            Bankruptcy.obstacles(keepsAccounts: nil, isSecured: false) == [.accountingDutyUnknown])
        #expect(Bankruptcy.Obstacle.secured.citation.text == "konkursloven § 64")
        #expect(Bankruptcy.priority.text == "dekningsloven § 9-6")
        #expect(Bankruptcy.laterInterestPriority.text == "dekningsloven § 9-7")
    }
}
