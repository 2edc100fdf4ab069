import Basics
import Claims
import Law
import Testing

@Suite("How the tone of a letter is chosen")
struct ToneRuleTests {
    private let plan = Plan.named(.anbefalt)

    private func choose(
        _ rule: ToneRule, _ step: Step = .reminder, own: Tone? = nil, branch: String = "",
        _ history: PaymentHistory? = nil
    ) -> ToneChoice {
        rule.choose(step, plan: plan, own: own, branch: branch, history: history)
    }

    @Test(
        "The customer's own tone goes before the trade's, that before the company's, that before the plan's"
    )
    func order() {
        var rule = ToneRule()
        #expect(choose(rule) == ToneChoice(.neutral, .plan))
        rule.company = .friendly
        #expect(choose(rule) == ToneChoice(.friendly, .company))
        rule.branches = ["bygg": .firm]
        #expect(choose(rule, branch: " Bygg ") == ToneChoice(.firm, .branch(" Bygg ")))
        #expect(choose(rule, branch: "butikk") == ToneChoice(.friendly, .company))
        #expect(choose(rule, own: .warm, branch: "bygg") == ToneChoice(.warm, .customer))
    }

    @Test(
        "A good payer's first lapse is met warmer, the fourth within a year firmer",
        arguments: [
            (PaymentHistory(paid: 2, lapses: 0), Tone.neutral),
            (PaymentHistory(paid: 3, lapses: 0), .friendly),
            (PaymentHistory(paid: 9, lapses: 1), .neutral),
            (PaymentHistory(paid: 9, lapses: 2), .neutral),
            (PaymentHistory(paid: 9, lapses: 3), .firm),
            (PaymentHistory(paid: 0, lapses: 3), .firm),
        ])
    func history(_ history: PaymentHistory, _ tone: Tone) {
        #expect(choose(ToneRule(), .reminder, history).tone == tone)
        #expect(choose(ToneRule(followsHistory: false), .reminder, history).tone == .neutral)
        #expect(choose(ToneRule(), .reminder, own: .neutral, history).tone == .neutral)
    }

    @Test("The letters the law regulates keep their tone")
    func hardSteps() {
        let good = PaymentHistory(paid: 20, lapses: 0)
        for step in [Step.collectionNotice, .paymentDemand] {
            #expect(choose(ToneRule(), step, good).tone == plan.tone(at: step))
        }
        #expect(choose(ToneRule(), .nudge, good).tone == .warm)
    }

    @Test("The ends of the scale are their own neighbours")
    func ends() {
        #expect(Tone.allCases.map(\.warmer) == [.warm, .warm, .friendly, .neutral])
        #expect(Tone.allCases.map(\.firmer) == [.friendly, .neutral, .firm, .firm])
    }

    // MARK: - History out of claims

    private let today = Day(2026, 11, 24)

    private func claim(
        _ id: Int64, due: Day, paid: Day?, notice: (id: Int64, day: Day)? = nil,
        credited: Money = .zero
    ) -> Claim {
        var events: [(Day, Fact.Event)] = []
        if let notice {
            let letter = Notice(
                id: NoticeID(notice.id), step: .nudge, sentOn: notice.day, deadline: nil, fee: .zero
            )
            events.append((notice.day, .noticed(letter)))
        }
        if credited > .zero {
            events.append((due, .credited(Fact.Credit(amount: credited, reference: "K\(id)"))))
        }
        if let paid {
            let receipt = Fact.Receipt(payment: PaymentID(id), amount: Money(kroner: 1_000))
            events.append((paid, .paid(receipt)))
        }
        let facts = events.enumerated().map { index, event in
            Fact(id: Int64(index + 1), on: event.0, event: event.1)
        }
        return Claim(
            id: ClaimID(id), debtor: DebtorID(1), invoice: "\(id)", issued: due - 14, due: due,
            principal: Money(kroner: 1_000) + credited, debtorKind: .business, facts: facts)
    }

    @Test("Paid unasked within two years counts, by the day")
    func paid() {
        func paid(_ due: Day, _ on: Day?) -> Int {
            PaymentHistory([claim(1, due: due, paid: on)], on: today).paid
        }
        #expect(paid(today - 100, today - 90) == 1)
        #expect(paid(today - 100, nil) == 0)
        #expect(paid(today - 100, today) == 1)
        #expect(paid(today - 100, today + 1) == 0)
        #expect(paid(today - 729, today - 700) == 1)
        #expect(paid(today - 730, today - 700) == 0)
        #expect(paid(today, today) == 0)
    }

    @Test("Lapses count once a letter, within a year of it, when the claim is settled")
    func lapses() {
        func lapses(_ claims: [Claim]) -> Int { PaymentHistory(claims, on: today).lapses }
        let due = today - 500
        #expect(lapses([claim(1, due: due, paid: today - 300, notice: (7, today - 364))]) == 1)
        #expect(lapses([claim(1, due: due, paid: today - 300, notice: (7, today - 365))]) == 0)
        #expect(lapses([claim(1, due: due, paid: nil, notice: (7, today - 100))]) == 0)
        let together = [1, 2, 3].map {
            claim($0, due: due, paid: today - 50, notice: (7, today - 100))
        }
        #expect(lapses(together) == 1)
        #expect(
            lapses(together + [claim(4, due: due, paid: today - 10, notice: (8, today - 20))]) == 2)
    }

    @Test("A credit lowers what is owed, but nobody is a good payer by credits alone")
    func credits() {
        let partly = claim(1, due: today - 50, paid: today - 40, credited: Money(kroner: 200))
        #expect(PaymentHistory([partly], on: today).paid == 1)
        let only = claim(2, due: today - 50, paid: nil, credited: Money(kroner: 200))
        #expect(PaymentHistory([only], on: today).paid == 0)
    }
}
