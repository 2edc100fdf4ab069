import Basics
import Law
import Testing

@Suite("Public deadlines")
struct PublicDeadlineTests {
    private func all(_ year: Int, _ change: (inout PublicDeadline.Profile) -> Void = { _ in })
        -> [String: PublicDeadline.Obligation]
    {
        var profile = PublicDeadline.Profile()
        change(&profile)
        let list = PublicDeadline.obligations(
            from: Day(year, 1, 1), through: Day(year, 12, 31), profile)
        return Dictionary(uniqueKeysWithValues: list.map { ($0.code, $0) })
    }

    @Test("V15: VAT terms, moved off days off")
    func vat() {
        #expect(all(2026)["vat/2026-4"]?.day == Day(2026, 10, 12))
        #expect(all(2026)["vat/2026-3"]?.day == Day(2026, 8, 31))
        #expect(all(2027)["vat/2027-1"]?.day == Day(2027, 4, 12))
        #expect(all(2027)["vat/2026-6"]?.day == Day(2027, 2, 10))
        #expect(all(2026) { $0.vat = .annual }["vat-annual/2025"]?.day == Day(2026, 3, 10))
        #expect(all(2026) { $0.vat = .primary }["vat-primary/2025"]?.day == Day(2026, 4, 10))
        #expect(all(2026) { $0.vat = .none }.keys.allSatisfy { !$0.hasPrefix("vat") })
    }

    @Test("V15: payroll taxes and reports")
    func payroll() {
        #expect(PublicDeadline.employerTax(2026, 5).day == Day(2026, 11, 16))
        #expect(PublicDeadline.employerTax(2027, 2).day == Day(2027, 5, 18))
        #expect(PublicDeadline.employerTax(2026, 6).day == Day(2027, 1, 15))
        #expect(PublicDeadline.report(2026, 3).day == Day(2026, 4, 7))
        #expect(PublicDeadline.report(2026, 12).day == Day(2027, 1, 5))
    }

    @Test(
        "V15: withholding is due the first business day after wages since 2026, with employer's tax before"
    )
    func withholding() {
        #expect(PublicDeadline.withholding(Day(2026, 12, 18)).day == Day(2026, 12, 21))
        let christmas = PublicDeadline.withholding(Day(2026, 12, 23))
        #expect(christmas.day == Day(2026, 12, 24))
        // Banks are closed on the 24th.
        #expect(christmas.payBy == Day(2026, 12, 23))
        #expect(PublicDeadline.withholding(Day(2025, 12, 31)).day == Day(2026, 1, 15))
        #expect(PublicDeadline.withholding(Day(2026, 1, 1)).day == Day(2026, 1, 2))
    }

    @Test("V15: advance tax of companies and persons")
    func advanceTax() {
        let company = all(2026)
        #expect(company["advance-tax-company/2025-1"]?.day == Day(2026, 2, 16))
        #expect(company["advance-tax-company/2025-2"]?.day == Day(2026, 4, 15))
        let personal = all(2026) { $0.tax = .personal }
        #expect(personal["advance-tax-personal/2026-1"]?.day == Day(2026, 3, 16))
        #expect(personal["advance-tax-personal/2026-2"]?.day == Day(2026, 6, 15))
        #expect(personal["advance-tax-personal/2026-4"]?.day == Day(2026, 12, 15))
        let small = all(2026) {
            $0.tax = .personal
            $0.isSmallAdvanceTax = true
        }
        #expect(
            small.values.filter { $0.kind == .advanceTaxPersonal }.map(\.day) == [Day(2026, 6, 15)])
    }

    @Test(
        "Residual tax: three weeks after the settlement, a person's not before 20 August and in two"
    )
    func residual() {
        let company = all(2026) { $0.settlement = Day(2026, 10, 14) }
        #expect(company["residual-tax-company/2026-1"]?.day == Day(2026, 11, 4))
        let personal = all(2026) {
            $0.tax = .personal
            $0.settlement = Day(2026, 6, 24)
        }
        #expect(personal["residual-tax-personal/2026-1"]?.day == Day(2026, 8, 20))
        #expect(personal["residual-tax-personal/2026-2"]?.day == Day(2026, 9, 24))
        let one = all(2026) {
            $0.tax = .personal
            $0.settlement = Day(2026, 8, 5)
            $0.isResidualSplit = false
        }
        #expect(
            one.values.filter { $0.kind == .residualTaxPersonal }.map(\.day) == [Day(2026, 8, 26)])
    }

    @Test(
        "A payday brings withholding, a report and its term's tax, each once; June brings holiday pay"
    )
    func month() {
        var profile = PublicDeadline.Profile()
        profile.vat = .none
        profile.tax = .none
        profile.paydays = [Day(2026, 5, 12), Day(2026, 6, 12), Day(2026, 6, 26)]
        let list = PublicDeadline.obligations(
            from: Day(2026, 5, 1), through: Day(2026, 7, 31), profile)
        #expect(
            list.map(\.code) == [
                "withholding/2026-05-12", "a-report/2026-05", "holiday-pay/2026",
                "withholding/2026-06-12", "withholding/2026-06-26", "a-report/2026-06",
                "employer-tax/2026-3",
            ])
    }

    @Test("The period's ends are inclusive")
    func ends() {
        func codes(_ from: Day, _ through: Day) -> [String] {
            PublicDeadline.obligations(from: from, through: through, .init()).map(\.code)
        }
        let day = Day(2026, 10, 12)
        #expect(codes(day, day) == ["vat/2026-4"])
        #expect(codes(day + 1, day + 1).isEmpty)
        #expect(codes(day - 2, day - 1).isEmpty)
        #expect(codes(day, day - 1).isEmpty)
    }
}

@Suite("Bankruptcy and lost VAT")
struct InsolvencyTests {
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
}
