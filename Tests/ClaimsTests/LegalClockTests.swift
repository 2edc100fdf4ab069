import Basics
import Claims
import Law
import Testing

@Suite("The legal clock")
struct LegalClockTests {
    private let due = Day(2026, 8, 3)

    private func clock(
        _ events: [(Day, Fact.Event)] = [], on day: Day, law: LawBook = .shipped,
        kind: DebtorKind = .consumer
    ) -> LegalClock {
        LegalClock(
            of: claim(480_000, due: due, kind: kind, events), law: law, on: day)
    }

    private var chain: [(Day, Fact.Event)] {
        [
            letter(.reminder, Day(2026, 8, 17), deadline: Day(2026, 8, 31), feeOre: 3800),
            letter(
                .collectionNotice, Day(2026, 9, 2), deadline: Day(2026, 9, 16), feeOre: 3800, id: 2),
        ]
    }

    @Test("With no letter sent each rung has its first day, its fee and its deadline")
    func fromTheDueDate() throws {
        let clock = clock(on: Day(2026, 8, 4))
        let nudge = try #require(clock[.nudge])
        #expect(nudge.state == .allowedNow)
        #expect(nudge.fee == nil && nudge.deadline == nil)
        let reminder = try #require(clock[.reminder])
        #expect(reminder.state == .allowedFrom(Day(2026, 8, 17)))
        #expect(reminder.fee == FeeDecision(amount: Money(kroner: 38), reason: .allowed))
        #expect(reminder.deadline == Day(2026, 8, 31))
        // Counted as if the reminder went on its first day.
        #expect(clock[.collectionNotice]?.lawfulFrom == Day(2026, 9, 1))
        #expect(clock[.paymentDemand]?.lawfulFrom == Day(2026, 9, 16))
        #expect(clock[.paymentDemand]?.fee?.amount == Money(kroner: 113))
        #expect(clock.hindsight == nil)
    }

    @Test("A rung is allowed the day after the deadline, not on it", arguments: [-1, 0, 1])
    func border(offset: Int) throws {
        let deadline = Day(2026, 9, 16)
        let clock = clock(chain, on: deadline + offset)
        let demand = try #require(clock[.paymentDemand])
        #expect(demand.lawfulFrom == deadline + 1)
        #expect(demand.state == (offset == 1 ? .allowedNow : .allowedFrom(deadline + 1)))
        #expect(demand.feeFrom == deadline + 1)
    }

    @Test("Letters that went are done, with the day they could have gone; one left out is skipped")
    func done() throws {
        let clock = clock(chain, on: Day(2026, 9, 17))
        #expect(clock[.nudge]?.state == .skipped)
        #expect(clock[.reminder]?.state == .done(NoticeID(1), on: Day(2026, 8, 17)))
        let notice = try #require(clock[.collectionNotice])
        #expect(notice.state == .done(NoticeID(2), on: Day(2026, 9, 2)))
        #expect(notice.lawfulFrom == Day(2026, 9, 1))
        let hindsight = try #require(clock.hindsight)
        #expect(hindsight.letters.map(\.daysLost) == [0, 1])
        #expect(hindsight.next == .paymentDemand)
        #expect(hindsight.nextFrom == Day(2026, 9, 17))
        #expect(hindsight.nextCouldBeFrom == Day(2026, 9, 16))
    }

    @Test("A collection notice needs no reminder, and carries a fee from the fourteenth day")
    func noticeAlone() throws {
        let early = [letter(.collectionNotice, Day(2026, 8, 4), deadline: Day(2026, 8, 18))]
        let clock = clock(early, on: Day(2026, 8, 19))
        #expect(clock[.collectionNotice]?.lawfulFrom == Day(2026, 8, 4))
        #expect(clock[.collectionNotice]?.fee?.reason == .tooEarly(earliest: Day(2026, 8, 17)))
        #expect(clock[.paymentDemand]?.state == .allowedNow)
        #expect(clock[.paymentDemand]?.fee?.amount == Money(kroner: 113))
    }

    @Test("Under the act of 2026 no rung carries a fee, and the demand is an agency's")
    func act2026() throws {
        let law = LawBook.shipped.withAct2026(from: Day(2026, 9, 1))
        let before = clock(on: Day(2026, 8, 20), law: law)
        #expect(before[.reminder]?.fee?.amount == Money(kroner: 38))
        #expect(before[.reminder]?.regime == .act1988)
        #expect(before[.collectionNotice]?.regime == .act2026)
        #expect(before[.paymentDemand]?.state == .never)
        #expect(before[.paymentDemand]?.reason == .agencyOnly)
        let after = clock(on: Day(2026, 9, 1), law: law)
        #expect(after[.reminder]?.fee == FeeDecision(amount: .zero, reason: .act2026))
        #expect(after[.collectionNotice]?.rule.act == .inkassoloven2026)
    }

    @Test("What holds all letters is told apart from what each may do")
    func holds() {
        let disputed = clock(
            chain + [(Day(2026, 9, 5), .disputed(why: "feil"))], on: Day(2026, 9, 17))
        #expect(disputed.holds == [.disputed(since: Day(2026, 9, 5), why: "feil")])
        let bankrupt = clock(
            chain + [(Day(2026, 9, 5), .insolvent(.bankruptcy, why: "kunngjort"))],
            on: Day(2026, 9, 17))
        #expect(bankrupt.holds == [.insolvent(.bankruptcy, since: Day(2026, 9, 5))])
    }

    @Test("Past the last known rate the rungs stand, and the fee says which rate is missing")
    func missingRate() throws {
        let law = LawBook(
            collectionRate: [
                Dated(Day(2026, 1, 1), Day(2026, 12, 31), Money(kroner: 750), "test")
            ])
        let rung = try #require(clock(on: Day(2027, 2, 1), law: law)[.reminder])
        #expect(rung.state == .allowedNow)
        #expect(
            rung.fee?.reason
                == .missingRate(MissingRate(table: .collectionRate, day: Day(2027, 2, 1))))
    }

    @Test("A later due date moves every rung")
    func deferred() {
        let clock = clock(
            [(Day(2026, 8, 4), .deferred(to: Day(2026, 9, 1), why: "avtalt"))],
            on: Day(2026, 8, 20))
        #expect(clock.due == Day(2026, 9, 1))
        #expect(clock[.nudge]?.state == .allowedFrom(Day(2026, 9, 2)))
        #expect(clock[.reminder]?.lawfulFrom == Day(2026, 9, 15))
    }

    @Test("Nothing is allowed on an invoice that has been paid")
    func paidInvoice() {
        let clock = clock([(Day(2026, 8, 3), paid(480_000))], on: Day(2026, 8, 20))
        #expect(clock.rungs.map(\.reason) == Array(repeating: .settled, count: 4))
        #expect(clock.rungs.allSatisfy { $0.state == .never })
    }
}
