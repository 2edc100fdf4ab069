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

    @Test("Holiday pay goes with the first payday of its month")
    func holidayPay() {
        func day(_ month: Int) -> Day? {
            all(2026) {
                $0.paydays = [Day(2026, 5, 12), Day(2026, 6, 12), Day(2026, 6, 26)]
                $0.holidayPayMonth = month
            }["holiday-pay/2026"]?.day
        }
        #expect(day(6) == Day(2026, 6, 12))
        #expect(day(5) == Day(2026, 5, 12))
        #expect(day(7) == nil)
    }

    @Test("Nothing is told of years whose rules are not known, and the last years end no program")
    func edges() {
        func days(_ from: Day, _ through: Day, _ vat: PublicDeadline.Profile.VAT) -> [Day] {
            var profile = PublicDeadline.Profile()
            profile.vat = vat
            profile.paydays = [Day(9999, 12, 30)]
            return PublicDeadline.obligations(from: from, through: through, profile).map(\.day)
        }
        for vat in PublicDeadline.Profile.VAT.allCases {
            #expect(days(Day(1, 1, 1), Day(2022, 12, 31), vat).isEmpty)
            let last = days(Day(9998, 1, 1), Day(9999, 12, 31), vat)
            #expect(last.allSatisfy { $0.year >= 9998 && $0 <= Day(9999, 12, 31) })
        }
        #expect(days(Day(2022, 1, 1), Day(2023, 2, 9), .bimonthly).isEmpty)
        #expect(days(Day(2022, 1, 1), Day(2023, 2, 10), .bimonthly) == [Day(2023, 2, 10)])
    }
}
