import Basics
import Law
import Testing

@Suite("VAT of claims that are lost")
struct VATLossTests {
    private let due = Day(2026, 2, 2)
    private let three = [Day(2026, 2, 5), Day(2026, 2, 17), Day(2026, 3, 5)]

    @Test("Alternative b: six months are past and three reminders have gone")
    func b() {
        #expect(VATLoss.holds(.b, .init(due: due, reminders: three)) == Day(2026, 8, 3))
        #expect(VATLoss.holds(.b, .init(due: due, reminders: Array(three.prefix(2)))) == nil)
        let late = [Day(2026, 2, 5), Day(2026, 2, 17), Day(2026, 8, 20)]
        #expect(VATLoss.holds(.b, .init(due: due, reminders: late)) == Day(2026, 8, 21))
        #expect(VATLoss.holds(.b, .init(due: due, reminders: three, isDisputed: true)) == nil)
    }

    @Test(
        "Reminders before the due date or close upon each other do not count", arguments: [6, 7, 8])
    func intervals(days: Int) {
        let days = [due, due + 3, due + 3 + days]
        #expect(VATLoss.counted(days, due: due).count == (days[2] - days[1] >= 7 ? 2 : 1))
    }

    @Test("The other alternatives hold from the day their evidence tells")
    func others() {
        let evidence = VATLoss.Evidence(
            due: due, reminders: [], triedInVain: Day(2026, 5, 1), noCover: Day(2026, 6, 1),
            clear: Day(2026, 7, 1))
        #expect(VATLoss.holds(.a, evidence) == Day(2026, 5, 1))
        #expect(VATLoss.holds(.c, evidence) == Day(2026, 6, 1))
        #expect(VATLoss.holds(.d, evidence) == Day(2026, 7, 1))
    }

    @Test("The recommended plan's first three letters are enough")
    func plan() {
        let plan = VATLoss.reminderPlan(due: due)
        #expect(plan == [Day(2026, 2, 5), Day(2026, 2, 16), Day(2026, 3, 5)])
        #expect(VATLoss.holds(.b, .init(due: due, reminders: plan)) == Day(2026, 8, 3))
    }

    @Test("VAT is a fifth of the gross, or the invoice's own share, half up")
    func amount() {
        func vat(_ lost: Int64, _ invoice: Int64, _ vat: Int64?) -> Int64 {
            VATLoss.amount(
                lost: Money(ore: lost), invoice: Money(ore: invoice),
                vat: vat.map { Money(ore: $0) }
            ).ore
        }
        #expect(vat(1_250_000, 1_250_000, nil) == 250_000)
        #expect(vat(2, 2, nil) == 0)
        #expect(vat(3, 3, nil) == 1)
        #expect(vat(500_000, 1_150_000, 150_000) == 65_217)
    }

    @Test("The loss goes into the term it is established in")
    func term() {
        let term = VATLoss.term(of: Day(2026, 8, 3))
        #expect(term.term == 4 && term.year == 2026 && term.deadline == Day(2026, 10, 12))
        #expect(VATLoss.term(of: Day(2026, 12, 31)).deadline == Day(2027, 2, 10))
        #expect(VATLoss.term(of: Day(2026, 2, 28)).term == 1)
        #expect(VATLoss.term(of: Day(2026, 3, 1)).term == 2)
    }

    @Test("Between related parties the right lapses after 24 months, for VAT from 2026")
    func related() {
        #expect(VATLoss.relatedPartyLapse(invoicedOn: Day(2026, 1, 1)) == Day(2028, 1, 2))
        #expect(VATLoss.relatedPartyLapse(invoicedOn: Day(2025, 12, 31)) == nil)
    }

    @Test("How long reminders must lie apart is the caller's to say")
    func otherInterval() {
        // 3, 15 and 31 days after the due date: 12 and 16 days apart.
        let evidence = VATLoss.Evidence(due: due, reminders: [due + 3, due + 15, due + 31])
        #expect(VATLoss.holds(.b, evidence) == Day(2026, 8, 3))
        #expect(VATLoss.holds(.b, evidence, interval: 12) == Day(2026, 8, 3))
        #expect(VATLoss.holds(.b, evidence, interval: 13) == nil)
        #expect(VATLoss.counted(evidence.reminders, due: due, interval: 14).count == 2)
    }

    @Test("How far alternative b has come: what is missing, and the first day it can hold")
    func progress() {
        func progress(_ reminders: [Day], _ today: Day, disputed: Bool = false) -> VATLoss.Progress
        {
            VATLoss.progress(
                .init(due: due, reminders: reminders, isDisputed: disputed), asOf: today)
        }
        let none = progress([], due)
        #expect(none.missing == 3 && none.counted.isEmpty)
        // Six months decide as long as the letters go in time.
        #expect(none.firstDay == Day(2026, 8, 3))
        let two = progress(Array(three.prefix(2)), Day(2026, 9, 1))
        #expect(two.missing == 1)
        #expect(two.firstDay == Day(2026, 9, 2))
        // The last one was yesterday, so the next counts in six days at the earliest.
        let close = progress([Day(2026, 2, 5), Day(2026, 8, 31)], Day(2026, 9, 1))
        #expect(close.firstDay == Day(2026, 9, 8))
        let one = progress([Day(2026, 2, 5)], Day(2026, 9, 1))
        #expect(one.missing == 2 && one.firstDay == Day(2026, 9, 9))
        let all = progress(three, Day(2026, 9, 1))
        #expect(
            all.missing == 0 && all.firstDay == VATLoss.holds(.b, .init(due: due, reminders: three))
        )
        // Letters that have not gone yet do not count.
        #expect(progress(three, Day(2026, 2, 17)).missing == 1)
        #expect(progress(three, Day(2026, 9, 1), disputed: true).firstDay == nil)
    }

    @Test("A dispute bars every alternative")
    func disputed() {
        let evidence = VATLoss.Evidence(
            due: due, reminders: three, triedInVain: due + 90, noCover: due + 90, clear: due + 90,
            isDisputed: true)
        for alternative in VATLoss.Alternative.allCases {
            #expect(VATLoss.holds(alternative, evidence) == nil)
        }
    }

    @Test("What a pledge covers is not lost, and odd amounts give nothing rather than a trap")
    func coverAndOddAmounts() {
        func vat(_ lost: Int64, _ invoice: Int64, _ vat: Int64?, secured: Int64 = 0) -> Int64 {
            VATLoss.amount(
                lost: Money(ore: lost), invoice: Money(ore: invoice),
                vat: vat.map { Money(ore: $0) }, secured: Money(ore: secured)
            ).ore
        }
        #expect(vat(1_250_000, 1_250_000, nil, secured: 250_000) == 200_000)
        #expect(vat(1_250_000, 1_250_000, nil, secured: 1_250_000) == 0)
        #expect(vat(1_250_000, 1_250_000, nil, secured: 2_000_000) == 0)
        #expect(vat(-500, 1_000, 200) == 0)
        #expect(vat(500, 0, 0) == 0)
        #expect(vat(500, 1_000, -200) == 0)
        // VAT beyond the invoice is the whole of it at most.
        #expect(vat(Money.limit.ore, 1, Money.limit.ore) == Money.limit.ore)
    }

    @Test("Proceedings make the related party's time longer by their days")
    func relatedInProceedings() {
        #expect(
            VATLoss.relatedPartyLapse(invoicedOn: Day(2026, 3, 2), daysInProceedings: 30)
                == Day(2028, 4, 2))
        #expect(
            VATLoss.relatedPartyLapse(invoicedOn: Day(2026, 3, 2), daysInProceedings: -5)
                == Day(2028, 3, 3))
    }
}
