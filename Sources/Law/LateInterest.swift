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
    /// Rounded half up to the øre.
    public let amount: Money
}

/// Late-payment interest (forsinkelsesrente).
///
/// Simple interest on the principal, 365 days a year. The first interest day is the day after the base day, the
/// last is the day of payment; each day bears the rate in force on it. Each stretch of constant balance and rate
/// is rounded half up to the øre, so that a printed specification adds up.
///
///     25 000,00 due 2026-06-15, paid 2026-07-20:
///     16–30 June  15 days 12.00 %  123,29
///      1–20 July  20 days 12.25 %  167,81
///
/// - Source: forsinkelsesrenteloven §§ 2–3. The act says neither whether the due day counts nor how
///   many days a year has; both readings here are the ones public calculators use.
public enum LateInterest {
    /// The day interest is counted from, itself without interest; nil when none runs.
    public static func baseDay(due: Day, basis: DueBasis) -> Day? {
        switch basis {
        case .agreed: due
        case .demanded(_, electronicAccepted: false): nil
        case .demanded(let sentOn, _): max(due, sentOn + 30)
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
    public static func segments(
        on balance: Money, after base: Day, through until: Day, law: LawBook
    ) throws(MissingRate) -> [InterestSegment] {
        var segments: [InterestSegment] = []
        try walk(base, until, law) { (from, to, rate) in
            segments.append(
                InterestSegment(
                    from: from, to: to, days: to - from + 1, rate: rate, balance: balance,
                    amount: amount(balance, days: to - from + 1, rate: rate)))
        }
        return segments
    }

    /// The sum of ``segments(on:after:through:law:)``, without making them.
    public static func total(
        on balance: Money, after base: Day, through until: Day, law: LawBook
    ) throws(MissingRate) -> Money {
        var sum: Int64 = 0
        try walk(base, until, law) { (from, to, rate) in
            sum += amount(balance, days: to - from + 1, rate: rate).ore
        }
        return Money(ore: sum)
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

    /// Calls `body` for each stretch of constant rate from the day after `base` through `until`.
    @inline(__always)
    private static func walk(
        _ base: Day, _ until: Day, _ law: LawBook, _ body: (Day, Day, Int) -> Void
    ) throws(MissingRate) {
        guard until > base else { return }
        var day = base + 1
        let rows = law.lateInterest
        // The newest row that begins on or before the first day; few claims are older than a year or two.
        var index = rows.count - 1
        while index > 0 && rows[index].from > day { index -= 1 }
        while day <= until {
            guard rows.indices.contains(index), rows[index].covers(day) else {
                throw MissingRate(table: .lateInterest, day: day)
            }
            let last = min(rows[index].to ?? until, until)
            body(day, last, rows[index].value)
            day = last + 1
            index += 1
        }
    }
}
