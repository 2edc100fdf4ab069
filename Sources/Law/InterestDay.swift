import Basics

/// A day's late interest, exact, so that a line of interest can be checked day by day.
public struct InterestDay: Hashable, Sendable {
    public let day: Day
    /// The line of interest it belongs to, counted from 1.
    public let line: Int
    /// What bears interest on the day.
    public let balance: Money
    /// Hundredths of a percent a year.
    public let rate: Int
    /// The regulation that sets the rate.
    public let source: String
    /// The day's interest in øre is `numerator / denominator`.
    public let numerator: Int64
    public let denominator: Int64
    /// The line's interest from its first day through this one, rounded as the claim's is.
    public let lineAmount: Money
    /// The claim's interest through the day.
    public let accumulated: Money
}

extension LateInterest {
    /// The days of lines of interest, in order; the last day of each line comes to the line's amount.
    ///
    /// - Parameters:
    ///   - segments: of one claim and all of them, as its statement has them.
    ///   - law: the same that the lines were computed with.
    public static func days(
        of segments: [InterestSegment], law: LawBook
    ) -> [InterestDay] {
        var rounding = InterestRounding(law.conventions)
        var days: [InterestDay] = []
        var before = Money.zero
        for (index, segment) in segments.enumerated() {
            let source = law.lateInterest.last { $0.covers(segment.from) }?.source ?? ""
            for day in segment.from.number...segment.to.number {
                let day = Day(number: day)
                var trial = rounding
                let amount = trial.amount(
                    segment.balance, from: segment.from, to: day, rate: segment.rate)
                days.append(
                    InterestDay(
                        day: day, line: index + 1, balance: segment.balance, rate: segment.rate,
                        source: source, numerator: segment.balance.ore * Int64(segment.rate),
                        denominator: 10_000 * Int64(rounding.daysOfYear(day)), lineAmount: amount,
                        accumulated: before + amount))
            }
            before += rounding.amount(
                segment.balance, from: segment.from, to: segment.to, rate: segment.rate)
        }
        return days
    }
}
