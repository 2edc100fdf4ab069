import Basics
import Claims
import Law
import Testing

@Suite("Decide: what holds and what ends")
struct HoldTests {
    /// Due 2026-08-03 and nudged: the reminder's day is 2026-08-17.
    private let nudged = claim(480_000, due: Day(2026, 8, 3)).climbed(to: .reminder)
    private let day = Day(2026, 8, 17)

    @Test("Without a hold the reminder goes")
    func noHold() { #expect(nudged.decision(on: day).proposal?.step == .reminder) }

    @Test("What a person says holds the step until it is resumed")
    func personsWord() {
        let said: [(Fact.Event, String)] = [
            (.disputed(why: "feil vare"), "disputed"),
            (.paused(until: nil, why: "ferie"), "paused"),
            (.paused(until: Day(2026, 9, 1), why: "ferie"), "paused"),
            (.promised(by: Day(2026, 8, 28), why: "ringte"), "promised"),
            (.undelivered(NoticeID(9), why: "ukjent"), "undelivered"),
        ]
        for (event, code) in said {
            let held = nudged.adding(event, on: day)
            let decision = held.decision(on: day)
            #expect(decision.verdict == .hold(.reminder), "\(code)")
            #expect(decision.reasons.map(\.code) == [code])
            #expect(held.decision(on: day - 1).verdict == .wait(.reminder, until: day), "\(code)")
            let resumed = held.adding(.resumed(why: "avklart"), on: day)
            #expect(resumed.decision(on: day).proposal?.step == .reminder, "\(code)")
        }
    }

    @Test("A pause with an end lets go on that day, one without never")
    func pause() {
        let until = Day(2026, 9, 1)
        let paused = nudged.adding(.paused(until: until, why: "ferie"), on: day)
        #expect(paused.decision(on: day).nextDay == until)
        #expect(paused.decision(on: until - 1).verdict == .hold(.reminder))
        #expect(paused.decision(on: until).proposal?.step == .reminder)
        let forever = nudged.adding(.paused(until: nil, why: "ferie"), on: day)
        #expect(forever.decision(on: Day(2026, 12, 31)).verdict == .hold(.reminder))
    }

    @Test("A promise holds through its day and the bank days of grace")
    func promise() {
        // Friday 28 August; two whole bank days, Monday and Tuesday, and the day after them.
        let promised = nudged.adding(.promised(by: Day(2026, 8, 28), why: "ringte"), on: day)
        #expect(promised.decision(on: day).nextDay == Day(2026, 9, 2))
        #expect(promised.decision(on: Day(2026, 9, 1)).verdict == .hold(.reminder))
        #expect(promised.decision(on: Day(2026, 9, 2)).proposal?.step == .reminder)
    }

    @Test("Circumstances hold every step")
    func circumstances() {
        let payment = Payment(
            id: PaymentID(7), account: AccountNumber("99991042764"), booked: day,
            amount: Money(ore: 480_000))
        var money = UncertainMoney()
        money.add(payment, rest: payment.amount)
        let suspect = money.suspect(
            debtor: DebtorID(1), name: "", accounts: [], amounts: [Money(ore: 480_000)])
        let cases: [(Circumstances, String)] = [
            (Circumstances(uncertainMoney: suspect), "uncertain-money"),
            (
                Circumstances(
                    ledgerDifference: .init(found: Money(ore: 1), expected: Money(ore: 2))),
                "ledger-differs"
            ),
            (Circumstances(reach: Reach(addresses: [:])), "no-address"),
            (
                Circumstances(unreadMail: .init(mail: MailID(1), received: day)), "unread-mail"
            ),
        ]
        for (circumstances, code) in cases {
            let decision = nudged.decision(on: day, circumstances: circumstances)
            #expect(decision.verdict == .hold(.reminder))
            #expect(decision.reasons.map(\.code) == [code])
        }
    }

    @Test("A balance without a document is never pressed, not even by a nudge")
    func undocumented() {
        let balance = claim(480_000, due: Day(2026, 8, 3), documented: false)
        #expect(balance.decision(on: day).verdict == .hold(.nudge))
        #expect(balance.decision(on: day).reasons == [.undocumented])
    }

    @Test("Several holds are all told")
    func several() {
        let held = nudged.adding(.disputed(why: "feil"), on: day)
            .adding(.paused(until: Day(2026, 9, 1), why: "ferie"), on: day)
        let decision = held.decision(
            on: day, circumstances: Circumstances(reach: Reach(addresses: [:])))
        #expect(decision.reasons.map(\.code) == ["disputed", "paused", "no-address"])
    }

    @Test(
        "Past the last known rate a reminder goes without charge, and a collection notice is held by name"
    )
    func missingRate() throws {
        let due = Day(2026, 12, 21)
        let first = claim(480_000, due: due)
        for day in [Day(2026, 12, 31), Day(2027, 1, 4), Day(2027, 3, 1)] {
            #expect(first.decision(on: day).proposal?.step == .nudge, "\(day)")
        }
        let nudged = first.adding(
            letter(.nudge, Day(2026, 12, 28), deadline: nil).1, on: Day(2026, 12, 28))
        let missing = MissingRate(table: .lateInterest, day: Day(2027, 1, 1))
        let free = try #require(nudged.decision(on: Day(2027, 1, 4)).proposal)
        #expect(free.fee == FeeDecision(amount: .zero, reason: .missingRate(missing)))
        #expect(free.interest == .zero)
        #expect(free.toPay == Money(kroner: 4800))
        let held = nudged.sending(free).decision(on: Day(2027, 3, 1))
        #expect(held.verdict == .hold(.collectionNotice))
        #expect(held.reasons == [.missingRate(missing)])
        var conventions = Conventions()
        conventions.missingRate = .nothingGoes
        let strict = nudged.decision(
            on: Day(2027, 1, 4), law: LawBook.shipped.with(conventions))
        #expect(strict.verdict == .hold(.reminder))
        #expect(strict.reasons == [.missingRate(missing)])
    }

    @Test("The last day with a known rate is a day like any other")
    func lastKnownRate() {
        let nudged = claim(480_000, due: Day(2026, 12, 14)).climbed(to: .reminder)
        #expect(nudged.decision(on: Day(2026, 12, 31)).proposal?.feeAmount == Money(kroner: 38))
        #expect(nudged.decision(on: Day(2027, 1, 1)).proposal?.feeAmount == .zero)
    }

    @Test("An exempt customer or claim is closed until it is resumed")
    func exempt() {
        #expect(nudged.decision(on: day, exempt: "mor til eier").verdict == .closed)
        let exempt = nudged.adding(.exempted(why: "avtale"), on: day)
        #expect(exempt.decision(on: day).verdict == .closed)
        #expect(exempt.decision(on: day).reasons == [.exempt(why: "avtale")])
        let resumed = exempt.adding(.resumed(why: "avtalen er slutt"), on: day)
        #expect(resumed.decision(on: day).proposal?.step == .reminder)
    }

    @Test("Written off is the end, with its day and why")
    func writtenOff() {
        let lost = nudged.adding(.writtenOff(why: "konkurs"), on: day)
        #expect(lost.decision(on: day).verdict == .closed)
        #expect(lost.decision(on: day).reasons == [.writtenOff(on: day, why: "konkurs")])
        #expect(lost.decision(on: day).nextDay == nil)
        #expect(lost.decision(on: day - 1).verdict == .wait(.reminder, until: day))
    }

    @Test(
        "A rest that comes to under 50 kroner with its interest is proposed for waiver",
        arguments: [(4_997, true), (4_998, false)])
    func smallResidual(rest: Int64, isSmall: Bool) {
        let claim = claim(480_000, due: Day(2026, 8, 3), [(Day(2026, 8, 3), paid(480_000 - rest))])
        let decision = claim.decision(on: Day(2026, 8, 4))  // One day's interest: 2 øre.
        #expect(
            decision.verdict == (isSmall ? .attention : .wait(.nudge, until: Day(2026, 8, 6))))
        #expect(decision.reasons.map(\.code) == [isSmall ? "small-residual" : "overdue"])
    }

    @Test("A small invoice that nobody has paid on is pressed like any other")
    func smallInvoice() {
        let small = claim(2_000, due: Day(2026, 8, 3))
        #expect(small.decision(on: Day(2026, 8, 6)).proposal?.step == .nudge)
    }

    @Test("Only costs left, and overpaid, are for a person")
    func attention() {
        let costs = claim(
            480_000, due: Day(2026, 7, 1),
            [
                (Day(2026, 7, 20), .chargedBefore(Money(kroner: 38))),
                (Day(2026, 8, 3), paid(480_000)),
            ])
        #expect(costs.decision(on: day).verdict == .attention)
        #expect(costs.decision(on: day).reasons.map(\.code) == ["only-costs-left"])
        let over = claim(480_000, due: Day(2026, 8, 3), [(Day(2026, 8, 3), paid(490_000))])
        #expect(over.decision(on: day).verdict == .attention)
        #expect(over.decision(on: day).reasons == [.overpaid(Money(kroner: 100))])
    }

    @Test("What happens after the day is not seen on it")
    func later() {
        let later = nudged.adding(paid(480_000), on: day + 1).adding(
            .writtenOff(why: "konkurs"), on: day + 2)
        #expect(later.decision(on: day) == nudged.decision(on: day))
    }
}
