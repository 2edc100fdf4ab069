import Basics

/// What a company owes the state on which day: VAT, payroll taxes, advance tax and holiday pay.
///
/// A deadline on a Saturday, Sunday or public holiday moves to the next business day; 24 and 31 December are business days in law.
/// ``Obligation/payBy`` is the last bank day on or before, because banks are closed on 24 December.
///
/// ```scenario
/// expect obligation vat/2026-4 2026-10-12
/// expect obligation vat/2026-3 2026-08-31
/// expect obligation vat/2027-1 2027-04-12
/// expect obligation employer-tax/2026-5 2026-11-16
/// expect obligation a-report/2026-03 2026-04-07
/// expect obligation withholding/2026-12-18 2026-12-21
/// ```
///
/// - Source: skatteforvaltningsforskriften § 8-3-10 and skatteforvaltningsloven § 5-5 (VAT), skattebetalingsloven §§ 10-2,
///   10-10, 10-20, 10-21 and 10-30 (payment), a-opplysningsloven § 4 and a-opplysningsforskriften § 2-1 (payroll report),
///   ferieloven §§ 10–11 (holiday pay).
public enum PublicDeadline {
    /// Something owed to the state, or to employees by law, on a day.
    public struct Obligation: Hashable, Codable, Sendable {
        /// `vat/2026-4`: what and for which period; stable.
        public let code: String
        public let kind: Kind
        /// The day the rule names.
        public let statutory: Day
        /// The day it is due, after moving off days off.
        public let day: Day
        public let citation: String

        /// The last bank day on or before ``day``.
        public var payBy: Day {
            var last = day
            while !NorwegianCalendar.isBankDay(last) { last = last - 1 }
            return last
        }
    }

    public enum Kind: String, CaseIterable, Codable, Sendable {
        case vat
        case vatAnnual = "vat-annual"
        case vatPrimary = "vat-primary"
        case aReport = "a-report"
        case withholding
        case employerTax = "employer-tax"
        case advanceTaxPersonal = "advance-tax-personal"
        case advanceTaxCompany = "advance-tax-company"
        case residualTaxPersonal = "residual-tax-personal"
        case residualTaxCompany = "residual-tax-company"
        case holidayPay = "holiday-pay"
    }

    /// What a company is bound by.
    public struct Profile: Hashable, Sendable {
        public enum VAT: String, CaseIterable, Codable, Sendable {
            case none, bimonthly, annual, primary
        }
        public enum Tax: String, CaseIterable, Codable, Sendable {
            case none
            /// Aksjeselskap.
            case company
            /// Enkeltpersonforetak.
            case personal
        }
        public var vat = VAT.bimonthly
        public var tax = Tax.company
        /// True when a personal taxpayer's advance tax is under 2 000 kroner: all of it on 15 June.
        public var isSmallAdvanceTax = false
        /// The days wages are paid; empty when nobody is employed.
        public var paydays: [Day] = []
        /// The day of the tax settlement whose residual tax is owed; nil when none.
        public var settlement: Day?
        /// True when residual tax of a person is 1 000 kroner or more: it is paid in two.
        public var isResidualSplit = true
        /// The month, 1…12, whose first payday holiday pay goes with. June is usual; the law says the last payday before the
        /// holiday.
        public var holidayPayMonth = 6

        public init() {}
    }

    /// The first day whose rules Purr knows: some of the days were others before.
    public static let knownFrom = Day(2023, 1, 1)

    /// All obligations whose day lies in the period, both ends inclusive, earliest first.
    ///
    /// Nothing is told of days before ``knownFrom``. Advance tax assessed so late that it falls due three weeks after is not known here,
    /// nor days that the tax office has set for one taxpayer.
    public static func obligations(from: Day, through: Day, _ profile: Profile) -> [Obligation] {
        let from = max(from, knownFrom)
        guard from <= through else { return [] }
        // Terms of the year before can fall due in the first; terms of the last year after it do not.
        let years = (from.year - 1)...through.year
        let all =
            years.flatMap { yearly($0, profile) } + payroll(profile) + residual(profile)
        return all.filter { $0.day >= from && $0.day <= through }
            .sorted { ($0.day, $0.code) < ($1.day, $1.code) }
    }

    /// The deadline of a two-month VAT term, 1…6.
    public static func vatTerm(_ year: Int, _ term: Int) -> Obligation {
        // A month and ten days after the term, but the third, whose time runs through August.
        let day = term == 3 ? Day(year, 8, 31) : Day(year, term * 2, 10).adding(months: 2)
        return obligation(
            .vat, "\(year)-\(term)", day, Citation(.skatteforvaltningsforskriften, "§ 8-3-10"))
    }

    private static func yearly(_ year: Int, _ profile: Profile) -> [Obligation] {
        var found: [Obligation] = []
        let vat = Citation(.skatteforvaltningsforskriften, "§ 8-3-10")
        switch profile.vat {
        case .none: break
        case .bimonthly: found += (1...6).map { vatTerm(year, $0) }
        case .annual:
            found.append(
                obligation(.vatAnnual, "\(year)", Day(year, 3, 10).adding(months: 12), vat))
        case .primary:
            found.append(
                obligation(.vatPrimary, "\(year)", Day(year, 4, 10).adding(months: 12), vat))
        }
        let tax = Citation(.skattebetalingsloven, "§ 10-20")
        switch profile.tax {
        case .none: break
        case .company:
            for (index, month) in [2, 4].enumerated() {
                found.append(
                    obligation(
                        .advanceTaxCompany, "\(year)-\(index + 1)",
                        Day(year, month, 15).adding(months: 12), tax))
            }
        case .personal:
            let months = profile.isSmallAdvanceTax ? [6] : [3, 6, 9, 12]
            for (index, month) in months.enumerated() {
                found.append(
                    obligation(
                        .advanceTaxPersonal, "\(year)-\(index + 1)", Day(year, month, 15), tax))
            }
        }
        return found
    }

    private static func obligation(
        _ kind: Kind, _ period: String, _ day: Day, _ citation: Citation
    ) -> Obligation {
        Obligation(
            code: "\(kind.rawValue)/\(period)", kind: kind, statutory: day,
            day: NorwegianCalendar.businessDay(onOrAfter: day), citation: citation.text)
    }
}

// MARK: - Wages

extension PublicDeadline {
    private static func payroll(_ profile: Profile) -> [Obligation] {
        var found: [Obligation] = []
        var months: Set<Day> = []
        var terms: Set<Day> = []
        for payday in Set(profile.paydays).sorted() {
            found.append(withholding(payday))
            let (year, month, _) = payday.components
            if months.insert(Day(year, month, 1)).inserted { found.append(report(year, month)) }
            let first = Day(year, month - (month + 1) % 2, 1)
            if terms.insert(first).inserted { found.append(employerTax(year, (month + 1) / 2)) }
        }
        // Until 2025 the withholding of a term was one payment.
        var seen: Set<String> = []
        return found.filter { seen.insert($0.code).inserted }
            + holidayPay(profile)
    }

    /// Forskuddstrekk: the first business day after wages are paid, since 2026; with employer's tax before.
    public static func withholding(_ payday: Day) -> Obligation {
        let rule = Citation(.skattebetalingsloven, "§ 10-10")
        if payday >= Day(2026, 1, 1) {
            return obligation(.withholding, payday.iso, payday + 1, rule)
        }
        let (year, month, _) = payday.components
        let term = (month + 1) / 2
        return obligation(.withholding, "\(year)-\(term)", termDay(year, term), rule)
    }

    /// Arbeidsgiveravgift of a two-month term, 1…6: the 15th of the month after it.
    public static func employerTax(_ year: Int, _ term: Int) -> Obligation {
        obligation(
            .employerTax, "\(year)-\(term)", termDay(year, term),
            Citation(.skattebetalingsloven, "§ 10-10"))
    }

    /// A-melding: the 5th of the month after.
    public static func report(_ year: Int, _ month: Int) -> Obligation {
        obligation(
            .aReport, "\(year)-\(month < 10 ? "0" : "")\(month)",
            Day(year, month, 5).adding(months: 1), Citation(.aOpplysningsforskriften, "§ 2-1"))
    }

    private static func termDay(_ year: Int, _ term: Int) -> Day {
        Day(year, term * 2, 15).adding(months: 1)
    }

    /// Holiday pay with the first wages of the month it is paid in.
    private static func holidayPay(_ profile: Profile) -> [Obligation] {
        var years: Set<Int> = []
        let paydays = profile.paydays.sorted().filter {
            $0.components.month == profile.holidayPayMonth
        }
        return paydays.compactMap { payday in
            guard years.insert(payday.year).inserted else { return nil }
            return Obligation(
                code: "\(Kind.holidayPay.rawValue)/\(payday.year)", kind: .holidayPay,
                statutory: payday, day: payday, citation: Citation(.ferieloven, "§ 11").text)
        }
    }

    /// Restskatt: three weeks after the settlement; a person's not before 20 August, and half of it five weeks later.
    private static func residual(_ profile: Profile) -> [Obligation] {
        guard let settled = profile.settlement else { return [] }
        let rule = Citation(.skattebetalingsloven, "§ 10-21")
        switch profile.tax {
        case .none: return []
        case .company:
            return [obligation(.residualTaxCompany, "\(settled.year)-1", settled + 21, rule)]
        case .personal:
            let first = max(settled + 21, Day(settled.year, 8, 20))
            let one = obligation(.residualTaxPersonal, "\(settled.year)-1", first, rule)
            guard profile.isResidualSplit else { return [one] }
            return [
                one, obligation(.residualTaxPersonal, "\(settled.year)-2", first + 35, rule),
            ]
        }
    }
}
