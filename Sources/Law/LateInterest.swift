import Basics

/// Whether a due date was fixed in advance, which decides from when interest runs.
public enum DueBasis: Hashable, Codable, Sendable {
    /// Agreed, or the usual credit between the parties.
    case agreed
    /// Fixed by a written demand alone: interest runs 30 days after it was sent.
    ///
    /// `electronicAccepted` is nil for a demand on paper, true for an electronic one to a debtor who has
    /// expressly accepted such demands, false for one who has not; then no interest runs.
    case demanded(sentOn: Day, electronicAccepted: Bool?)
    /// Set on the invoice by the seller alone. To a consumer it may not be fixed in advance, so that the invoice
    /// is the written demand (a reading); to a business it is.
    case unilateral(sentOn: Day)
}

/// Interest on one balance at one rate.
public struct InterestSegment: Hashable, Codable, Sendable {
    /// The first and the last day that bear interest, both inclusive.
    public let from: Day
    public let to: Day
    public let days: Int
    /// Hundredths of a percent a year.
    public let rate: Int
    public let balance: Money
    /// Rounded half up to the øre; with ``Conventions/Rounding/once``, what the line adds to the rounded sum.
    public let amount: Money

    public init(from: Day, to: Day, rate: Int, balance: Money, amount: Money) {
        self.from = from
        self.to = to
        self.days = to - from + 1
        self.rate = rate
        self.balance = balance
        self.amount = amount
    }
}

/// Late-payment interest (forsinkelsesrente).
///
/// Simple interest on the principal, 365 days a year. The first interest day is the day after the base day, the
/// last is the day of payment; each day bears the rate in force on it. Each stretch of constant balance and rate
/// is rounded half up to the øre, so that a printed specification adds up. A stretch ends with each half-year,
/// also when the next has the same rate: each line then shows one regulation; and with each payment, credit or waiver,
/// which needs the interest to that day. ``Conventions`` has the choices.
///
/// ```scenario
/// claim consumer principal 25000.00 due 2026-06-15
/// 2026-07-20
/// # 16–30 June: 15 days at 12.00 %, 123.29; 1–20 July: 20 days at 12.25 %, 167.81.
/// expect lines 2
/// expect interest 291.10
/// expect interest-from 2026-06-16
/// ```
///
/// - Source: forsinkelsesrenteloven §§ 2–3. The act says neither whether the due day counts nor how
///   many days a year has; both readings here are the ones public calculators use.
public enum LateInterest {
    /// The day interest is counted from, itself without interest; nil when none runs.
    public static func baseDay(due: Day, basis: DueBasis, debtor: DebtorKind) -> Day? {
        switch basis {
        case .agreed: due
        case .demanded(_, electronicAccepted: false): nil
        case .demanded(let sentOn, _): max(due, sentOn + 30)
        case .unilateral(let sentOn):
            debtor.treatedAs == .business ? due : max(due, sentOn + 30)
        }
    }

    /// The rate on a day, in hundredths of a percent a year.
    public static func rate(on day: Day, law: LawBook) throws(MissingRate) -> Int {
        let rows = law.lateInterest
        var index = rows.count - 1
        while index >= 0 {
            if rows[index].covers(day) { return rows[index].value }
            index -= 1
        }
        throw MissingRate(table: .lateInterest, day: day)
    }

    /// Interest on a constant balance, stretch by stretch; none when `until` is not after `base`.
    ///
    /// - Parameter rounding: carries what rounding has left, where several balances follow each other.
    public static func segments(
        on balance: Money, after base: Day, through until: Day, law: LawBook,
        rounding: inout InterestRounding
    ) throws(MissingRate) -> [InterestSegment] {
        var segments: [InterestSegment] = []
        try walk(base, until, law) { (from, to, rate) in
            let amount = rounding.amount(balance, from: from, to: to, rate: rate)
            segments.append(
                InterestSegment(from: from, to: to, rate: rate, balance: balance, amount: amount))
        }
        return segments
    }

    /// The same for one balance alone.
    public static func segments(
        on balance: Money, after base: Day, through until: Day, law: LawBook
    ) throws(MissingRate) -> [InterestSegment] {
        var rounding = InterestRounding(law.conventions)
        return try segments(
            on: balance, after: base, through: until, law: law, rounding: &rounding)
    }

    /// The sum of ``segments(on:after:through:law:rounding:)``, without making them.
    public static func total(
        on balance: Money, after base: Day, through until: Day, law: LawBook,
        rounding: inout InterestRounding
    ) throws(MissingRate) -> Money {
        var sum: Int64 = 0
        if rounding.isPlain {
            try walk(base, until, law) { (from, to, rate) in
                sum += amount(balance, days: to - from + 1, rate: rate).ore
            }
        } else {
            try walk(base, until, law) { (from, to, rate) in
                sum += rounding.amount(balance, from: from, to: to, rate: rate).ore
            }
        }
        return Money(ore: sum)
    }

    /// The same for one balance alone.
    public static func total(
        on balance: Money, after base: Day, through until: Day, law: LawBook
    ) throws(MissingRate) -> Money {
        var rounding = InterestRounding(law.conventions)
        return try total(on: balance, after: base, through: until, law: law, rounding: &rounding)
    }

    /// `balance × rate × days / (100 % × 365)`, half up.
    static func amount(_ balance: Money, days: Int, rate: Int) -> Money {
        // Hundredths of a percent: 100 × 100. A balance within Money's limit of 10¹³ øre times a rate
        // of 1 500 exceeds Int64 after some years, hence 128 bits where it could.
        let perYear: Int64 = 3_650_000
        let factor = Int64(days) * Int64(rate)
        let (product, overflow) = balance.ore.multipliedReportingOverflow(by: factor)
        if !overflow && product < Int64.max - perYear {
            return Money(ore: (2 * (product % perYear) >= perYear ? 1 : 0) + product / perYear)
        }
        let wide = Int128(balance.ore) * Int128(factor)
        let rounded = (2 * wide + Int128(perYear)) / (2 * Int128(perYear))
        return Money(ore: Int64(rounded))
    }

    /// Calls `body` for each stretch of constant rate from the day after `base` through `until`, both moved one
    /// day back where the due day bears interest and the day of payment does not.
    @inline(__always)
    private static func walk(
        _ base: Day, _ until: Day, _ law: LawBook, _ body: (Day, Day, Int) -> Void
    ) throws(MissingRate) {
        guard until > base else { return }
        let shift = law.conventions.firstInterestDay == .onDue ? 1 : 0
        let splitsYears = law.conventions.dayCount == .actualActual
        var day = base + 1 - shift
        let end = until - shift
        let rows = law.lateInterest
        // The newest row that begins on or before the first day; few claims are older than a year or two.
        var index = rows.count - 1
        while index > 0 && rows[index].from > day { index -= 1 }
        while day <= end {
            guard rows.indices.contains(index), rows[index].covers(day) else {
                throw MissingRate(table: .lateInterest, day: day)
            }
            var last = min(rows[index].to ?? end, end)
            if splitsYears { last = min(last, Day(day.year, 12, 31)) }
            body(day, last, rows[index].value)
            day = last + 1
            if day <= end, !rows[index].covers(day) { index += 1 }
        }
    }
}

/// How stretches of interest are rounded, and what rounding has left over so far.
public struct InterestRounding: Sendable {
    let rounding: Conventions.Rounding
    let dayCount: Conventions.DayCount
    /// Exact interest so far, in the smallest unit both year lengths divide: 1 / (10 000 × 365 × 366) øre.
    private var exact: Int128 = 0

    public init(_ conventions: Conventions) {
        self.rounding = conventions.rounding
        self.dayCount = conventions.dayCount
    }

    /// True for the standard choices, which have arithmetic of their own for speed.
    var isPlain: Bool { rounding == .eachStretch && dayCount == .actual365 }

    /// The interest of a stretch that lies within one calendar year, rounded as chosen.
    mutating func amount(_ balance: Money, from: Day, to: Day, rate: Int) -> Money {
        let days = to - from + 1
        if isPlain { return LateInterest.amount(balance, days: days, rate: rate) }
        let other: Int128 = daysOfYear(from) == 366 ? 365 : 366
        let stretch = Int128(balance.ore) * Int128(days) * Int128(rate) * other
        let before = rounding == .once ? exact : 0
        exact = before + stretch
        return Money(ore: Int64(Self.halfUp(exact) - Self.halfUp(before)))
    }

    /// How many days the year of a day counts: 365, or 366 where that is chosen and the year is a leap year.
    func daysOfYear(_ day: Day) -> Int {
        dayCount == .actualActual && Day(day.year, 12, 31) - Day(day.year, 1, 1) == 365 ? 366 : 365
    }

    private static func halfUp(_ exact: Int128) -> Int128 {
        let unit: Int128 = 10_000 * 365 * 366
        return (2 * exact + unit) / (2 * unit)
    }
}
