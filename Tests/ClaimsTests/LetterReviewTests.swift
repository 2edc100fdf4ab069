import Basics
import Claims
import Law
import Testing

@Suite("Checking earlier letters")
struct LetterReviewTests {
    private let due = Day(2026, 8, 3)

    private func review(
        _ events: [(Day, Fact.Event)], letter id: Int64, interest: Int64? = nil,
        law: LawBook = .shipped
    ) throws -> LetterReview {
        let claim = claim(480_000, due: due, events)
        let notice = try #require(claim.letters.first { $0.id == NoticeID(id) })
        return LetterReview(
            notice, on: claim, statedInterest: interest.map { Money(ore: $0) }, law: law)
    }

    @Test(
        "A fee on the fourteenth day is lawful, the day before it is not", arguments: [13, 14, 15])
    func feeDay(days: Int) throws {
        let sent = due + days
        let review = try review(
            [letter(.reminder, sent, deadline: sent + 14, feeOre: 3800)], letter: 1)
        #expect(review.isLawful == (days >= 14))
        if days < 14 {
            #expect(
                review.faults.map(\.code) == ["check.too-early", "check.fee-too-high"])
        }
    }

    @Test("A reminder without a fee may go before the fourteenth day")
    func freeReminder() throws {
        let sent = due + 5
        #expect(try review([letter(.reminder, sent, deadline: sent + 14)], letter: 1).isLawful)
    }

    @Test("Fees of another day, under-long deadlines and too much interest are named")
    func faults() throws {
        let old = try review(
            [letter(.reminder, due + 14, deadline: due + 28, feeOre: 7000)], letter: 1)
        #expect(old.faults.map(\.code) == ["check.fee-too-high"])
        #expect(old.fee?.amount == Money(kroner: 38))
        let short = try review(
            [letter(.collectionNotice, due + 14, deadline: due + 24, feeOre: 3800)], letter: 1)
        #expect(short.faults == [.deadlineTooShort(days: 10)])
        let dear = try review(
            [letter(.reminder, due + 14, deadline: due + 28, feeOre: 3800)], letter: 1,
            interest: 2_256)
        // 14 days at 12.25 % of 4 800,00.
        #expect(
            dear.faults
                == [.interestTooHigh(stated: Money(ore: 2_256), allowed: Money(ore: 2_255))])
    }

    @Test("A letter to another address than the one that gave the last back is lawful")
    func anotherWay() throws {
        let claim = claim(
            480_000, due: due,
            [
                letter(.reminder, due + 14, deadline: due + 28, feeOre: 3800),
                (due + 16, .undelivered(NoticeID(1), why: "550")),
                letter(.reminder, due + 16, deadline: due + 30, feeOre: 3800, id: 2),
            ])
        let notice = try #require(claim.letters.last)
        func faults(elsewhere: Bool) -> [String] {
            LetterReview(
                notice, on: claim, statedInterest: nil, law: .shipped, wentElsewhere: elsewhere
            ).faults.map(\.code)
        }
        #expect(faults(elsewhere: true) == [])
        #expect(faults(elsewhere: false) == ["check.held.undelivered"])
    }

    @Test("A demand without a missed deadline had nothing to stand on")
    func demand() throws {
        let review = try review(
            [letter(.paymentDemand, due + 30, deadline: due + 44, feeOre: 11_300)], letter: 1)
        #expect(review.lawfulFrom == nil)
        #expect(review.faults.first == .tooEarly(lawfulFrom: nil))
    }

    @Test("What was known counts; what came to be known later is told apart")
    func laterKnown() throws {
        let sent = due + 14
        let reminder = letter(.reminder, sent, deadline: sent + 14, feeOre: 3800)
        let objection = (sent - 2, Fact.Event.disputed(why: "feil vare"))
        let known = try review([objection, reminder], letter: 1)
        #expect(known.faults.map(\.code) == ["check.held.disputed"])
        let later = try review([reminder, objection], letter: 1)
        #expect(later.isLawful)
        #expect(later.laterKnown.map(\.code) == ["check.held.disputed"])
    }

    @Test("A rate added later changes nothing in an earlier letter")
    func laterRate() throws {
        let more = LawBook(
            lateInterest: LawBook.shippedLateInterest + [
                Dated(Day(2027, 1, 1), Day(2027, 6, 30), 1300, "test")
            ])
        let events = [letter(.reminder, due + 14, deadline: due + 28, feeOre: 3800)]
        #expect(
            try review(events, letter: 1, interest: 2_255)
                == review(events, letter: 1, interest: 2_255, law: more))
    }

    @Test("A demand under the act of 2026 was an agency's to send")
    func agencyOnly() throws {
        let law = LawBook.shipped.withAct2026(from: Day(2026, 9, 17))
        let events = [
            letter(.reminder, Day(2026, 8, 17), deadline: Day(2026, 8, 31), feeOre: 3800),
            letter(.paymentDemand, Day(2026, 9, 17), deadline: Day(2026, 10, 1), id: 2),
        ]
        #expect(try review(events, letter: 2, law: law).faults == [.agencyOnly])
        #expect(try review(events, letter: 2).isLawful)
    }
}
