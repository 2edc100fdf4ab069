import Basics
import Law
import Testing

@Suite("The creditor's own fees")
struct CreditorFeeTests {
    private let due = Day(2026, 8, 3)

    private func decide(
        _ kind: LetterKind, _ sentOn: Day, after earlier: [EarlierLetter] = [], due: Day? = nil,
        law: LawBook = .shipped
    ) throws -> FeeDecision {
        try CreditorFee.decide(
            kind, due: due ?? self.due, sentOn: sentOn, earlier: earlier, law: law)
    }

    private func letter(
        _ kind: LetterKind, _ sentOn: Day, days: Int? = 14, kroner: Int64 = 38
    ) -> EarlierLetter {
        EarlierLetter(
            kind: kind, sentOn: sentOn, deadline: days.map { sentOn + $0 },
            fee: Money(kroner: kroner))
    }

    private func allowed(_ kroner: Int64) -> FeeDecision {
        FeeDecision(amount: Money(kroner: kroner), reason: .allowed)
    }

    private func none(_ reason: FeeReason) -> FeeDecision {
        FeeDecision(amount: .zero, reason: reason)
    }

    struct Amount: Sendable {
        let due: Day
        let sentOn: Day
        let small: Int64
        let demand: Int64
    }

    @Test(
        "The amount follows the day of sending, and the fraction the due date",
        arguments: [
            Amount(due: Day(2026, 2, 2), sentOn: Day(2026, 2, 17), small: 38, demand: 113),
            Amount(due: Day(2025, 12, 1), sentOn: Day(2026, 1, 1), small: 38, demand: 113),
            Amount(due: Day(2025, 12, 1), sentOn: Day(2025, 12, 31), small: 35, demand: 105),
            Amount(due: Day(2020, 10, 1), sentOn: Day(2020, 11, 2), small: 35, demand: 105),
            Amount(due: Day(2020, 9, 30), sentOn: Day(2020, 11, 2), small: 70, demand: 210),
            Amount(due: Day(2020, 9, 30), sentOn: Day(2026, 1, 2), small: 75, demand: 225),
            Amount(due: Day(2016, 1, 4), sentOn: Day(2016, 2, 1), small: 67, demand: 201),
            Amount(due: Day(2015, 1, 5), sentOn: Day(2015, 2, 2), small: 65, demand: 195),
        ])
    func amounts(row: Amount) throws {
        for kind in LetterKind.allCases {
            let amount = try CreditorFee.amount(
                of: kind, due: row.due, sentOn: row.sentOn, law: .shipped)
            #expect(amount.ore == (kind == .paymentDemand ? row.demand : row.small) * 100)
        }
    }

    @Test("A reminder or notice carries a fee from the fourteenth day after the due date")
    func fourteenDays() throws {
        #expect(CreditorFee.earliest(due: due) == Day(2026, 8, 17))
        for kind in [LetterKind.reminder, .collectionNotice] {
            let early = none(.tooEarly(earliest: Day(2026, 8, 17)))
            #expect(try decide(kind, due + 13) == early)
            #expect(try decide(kind, due + 14) == allowed(38))
            #expect(try decide(kind, due + 15) == allowed(38))
        }
    }

    @Test("A second small fee waits until a deadline of 14 days has passed")
    func second() throws {
        let first = letter(.reminder, Day(2026, 8, 17))  // Deadline 31 August.
        for kind in [LetterKind.reminder, .collectionNotice] {
            let running = none(.deadlineRunning(until: Day(2026, 8, 31)))
            #expect(try decide(kind, Day(2026, 8, 30), after: [first]) == running)
            #expect(try decide(kind, Day(2026, 8, 31), after: [first]) == running)
            #expect(try decide(kind, Day(2026, 9, 1), after: [first]) == allowed(38))
        }
    }

    @Test("A first deadline under 14 days, or an unknown one, gives no second small fee")
    func shortDeadline() throws {
        let later = Day(2026, 10, 1)
        for days in [0, 10, 13] {
            let first = letter(.reminder, Day(2026, 8, 17), days: days)
            let short = none(.deadlineTooShort(days: days))
            #expect(try decide(.collectionNotice, later, after: [first]) == short)
        }
        let unknown = letter(.reminder, Day(2026, 8, 17), days: nil)
        let short = none(.deadlineTooShort(days: nil))
        #expect(try decide(.reminder, later, after: [unknown]) == short)
        let enough = letter(.reminder, Day(2026, 8, 17), days: 14)
        #expect(try decide(.reminder, later, after: [enough]) == allowed(38))
    }

    @Test("After two small fees there is no third")
    func full() throws {
        let letters = [
            letter(.reminder, Day(2026, 8, 17)), letter(.collectionNotice, Day(2026, 9, 2)),
        ]
        for kind in [LetterKind.reminder, .collectionNotice] {
            #expect(try decide(kind, Day(2026, 10, 1), after: letters) == none(.chainFull))
        }
    }

    @Test("A reminder after a notice with fee carries none")
    func noticeFirst() throws {
        let first = letter(.collectionNotice, Day(2026, 8, 17))
        for kind in [LetterKind.reminder, .collectionNotice] {
            let decision = try decide(kind, Day(2026, 10, 1), after: [first])
            #expect(decision == none(.notAfterCollectionNotice))
        }
    }

    @Test("Letters without a fee do not count, and order does not matter")
    func free() throws {
        let free = letter(.collectionNotice, Day(2026, 8, 10), kroner: 0)
        let charged = letter(.reminder, Day(2026, 8, 17))
        let sent = Day(2026, 9, 1)
        #expect(try decide(.reminder, Day(2026, 8, 17), after: [free]) == allowed(38))
        #expect(try decide(.reminder, sent, after: [free, charged]) == allowed(38))
        #expect(try decide(.reminder, sent, after: [charged, free]) == allowed(38))
    }

    @Test("The chain starts anew more than six months after the last fee, not on the day itself")
    func sixMonths() throws {
        let due = Day(2026, 1, 5)
        let letters = [
            letter(.reminder, Day(2026, 1, 20)), letter(.collectionNotice, Day(2026, 2, 10)),
        ]
        for kind in [LetterKind.reminder, .collectionNotice] {
            let last = try decide(kind, Day(2026, 8, 10), after: letters, due: due)
            #expect(last == none(.chainFull))
            #expect(try decide(kind, Day(2026, 8, 11), after: letters, due: due) == allowed(38))
        }
        // What came before the pause no longer counts when the new chain has begun.
        let begun = letters + [letter(.reminder, Day(2026, 8, 11))]
        #expect(try decide(.reminder, Day(2026, 8, 26), after: begun, due: due) == allowed(38))
    }

    @Test("A demand's fee needs a missed deadline of 14 days, and no small fee")
    func demand() throws {
        let sent = Day(2026, 9, 1)
        #expect(try decide(.paymentDemand, sent) == none(.noMissedDeadline))
        let unmet = [
            letter(.reminder, Day(2026, 8, 18)),  // The deadline is the day of sending.
            letter(.reminder, Day(2026, 8, 1), days: 13),
            letter(.collectionNotice, Day(2026, 8, 1), days: nil),
            letter(.paymentDemand, Day(2026, 8, 1), kroner: 0),
        ]
        for letter in unmet {
            let decision = try decide(.paymentDemand, sent, after: [letter])
            #expect(decision == none(.noMissedDeadline), "\(letter)")
        }
        for kind in [LetterKind.reminder, .collectionNotice] {
            let missed = letter(kind, Day(2026, 8, 17), kroner: 0)
            #expect(try decide(.paymentDemand, sent, after: [missed]) == allowed(113))
        }
    }

    @Test("A demand's fee is charged once in a chain")
    func demandOnce() throws {
        let letters = [
            letter(.reminder, Day(2026, 8, 17)),
            letter(.paymentDemand, Day(2026, 9, 1), kroner: 113),
        ]
        let again = none(.demandAlreadyCharged)
        #expect(try decide(.paymentDemand, Day(2026, 9, 20), after: letters) == again)
        let law = LawBook.shipped
        #expect(try decide(.paymentDemand, Day(2027, 3, 1), after: letters, law: law) == again)
        let anew = try decide(.paymentDemand, Day(2027, 3, 2), after: letters, law: law)
        #expect(anew == allowed(113))
    }

    @Test("V04: reminder, notice and demand carry 38, 38 and 113")
    func v04() throws {
        var letters: [EarlierLetter] = []
        for (kind, sent, kroner) in [
            (LetterKind.reminder, Day(2026, 8, 17), Int64(38)),
            (.collectionNotice, Day(2026, 9, 2), 38), (.paymentDemand, Day(2026, 9, 18), 113),
        ] {
            let decision = try decide(kind, sent, after: letters)
            #expect(decision == allowed(kroner))
            letters.append(letter(kind, sent, kroner: kroner))
        }
        #expect(letters.map(\.fee).sum() == Money(ore: 18_900))
    }

    @Test("V05: a first deadline of ten days costs the notice's fee, not the demand's")
    func v05() throws {
        let due = Day(2026, 3, 2)
        let reminder = letter(.reminder, Day(2026, 3, 17), days: 10)
        let notice = try decide(.collectionNotice, Day(2026, 3, 30), after: [reminder], due: due)
        #expect(notice == none(.deadlineTooShort(days: 10)))
        let letters = [reminder, letter(.collectionNotice, Day(2026, 3, 30), kroner: 0)]
        let early = try decide(.paymentDemand, Day(2026, 4, 13), after: letters, due: due)
        #expect(early == none(.noMissedDeadline))
        let demand = try decide(.paymentDemand, Day(2026, 4, 14), after: letters, due: due)
        #expect(demand == allowed(113))
    }

    @Test(
        "From the first day of the act of 2026 no letter carries a fee",
        arguments: LetterKind.allCases)
    func act2026(kind: LetterKind) throws {
        let law = LawBook(act2026From: Day(2026, 9, 1))
        let letters = [letter(.reminder, Day(2026, 8, 10), kroner: 0)]
        #expect(try decide(kind, Day(2026, 9, 1), after: letters, law: law) == none(.act2026))
        #expect(try decide(kind, Day(2026, 8, 31), after: letters, law: law).reason == .allowed)
    }

    @Test("Every reason has a code of its own and a paragraph behind it")
    func reasons() {
        let reasons: [FeeReason] = [
            .allowed, .tooEarly(earliest: due), .chainFull, .deadlineTooShort(days: nil),
            .deadlineRunning(until: due), .notAfterCollectionNotice, .demandAlreadyCharged,
            .noMissedDeadline, .act2026, .oneFeePerLetter, .onlyCostsLeft,
        ]
        #expect(Set(reasons.map(\.code)).count == reasons.count)
        for reason in reasons {
            #expect(reason.code.hasPrefix("fee."))
            #expect(reason.citation.text.contains("§"))
            #expect(reason.citation.url.hasPrefix("https://lovdata.no/"))
        }
    }

    @Test("No small fee follows a payment demand that was charged")
    func smallFeeAfterDemand() throws {
        let demand = EarlierLetter(
            kind: .paymentDemand, sentOn: Day(2025, 12, 21), deadline: Day(2026, 1, 5),
            fee: Money(kroner: 105))
        let notice = try CreditorFee.decide(
            .collectionNotice, due: Day(2025, 12, 1), sentOn: Day(2026, 1, 18), earlier: [demand],
            law: .shipped)
        #expect(notice == FeeDecision(amount: .zero, reason: .chainFull))
    }

    @Test("A letter sent on the due day opens for no payment demand's fee; one the day after does")
    func reminderBeforeLate() throws {
        func fee(sentOn: Day) throws -> FeeDecision {
            let reminder = EarlierLetter(
                kind: .reminder, sentOn: sentOn, deadline: sentOn + 14, fee: .zero)
            return try CreditorFee.decide(
                .paymentDemand, due: Day(2026, 8, 3), sentOn: Day(2026, 9, 1), earlier: [reminder],
                law: .shipped)
        }
        #expect(try fee(sentOn: Day(2026, 8, 3)).reason == .noMissedDeadline)
        #expect(try fee(sentOn: Day(2026, 8, 4)).amount == Money(kroner: 113))
    }
}
