import Basics

/// How near a claim is to lapsing: six months, three months, one month and 14 days before the last day.
///
/// ```scenario
/// claim consumer principal 4800.00 due 2023-11-22
/// expect on 2026-05-22 limitation-warning none
/// expect on 2026-05-23 limitation-warning 6-months
/// expect on 2026-08-23 limitation-warning 3-months
/// expect on 2026-10-23 limitation-warning 1-month
/// expect on 2026-11-09 limitation-warning 14-days
/// ```
///
/// - Source: foreldelsesloven § 29 for how months are counted; when to warn is Purr's choice.
public enum LimitationWarning: String, CaseIterable, Codable, Sendable {
    case sixMonths = "6-months"
    case threeMonths = "3-months"
    case oneMonth = "1-month"
    case fourteenDays = "14-days"

    /// The first day this warning holds.
    public func begins(lastDay: Day) -> Day {
        switch self {
        case .sixMonths: lastDay.adding(months: -6)
        case .threeMonths: lastDay.adding(months: -3)
        case .oneMonth: lastDay.adding(months: -1)
        case .fourteenDays: lastDay - 14
        }
    }

    /// The warning that holds on `day`; nil before the first and after the last day.
    public static func on(_ day: Day, lastDay: Day) -> LimitationWarning? {
        guard day <= lastDay else { return nil }
        return allCases.last { day >= $0.begins(lastDay: lastDay) }
    }

    /// The next day after `day` that another warning begins, or that the claim has lapsed; nil when it has.
    public static func nextChange(after day: Day, lastDay: Day) -> Day? {
        let days = allCases.map { $0.begins(lastDay: lastDay) } + [lastDay + 1]
        return days.filter { $0 > day }.min()
    }

    /// True when fewer than 30 days are left.
    public static func isRed(_ day: Day, lastDay: Day) -> Bool { lastDay - day < 30 }
}
