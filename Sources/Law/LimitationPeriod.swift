import Basics

/// Something that the law of limitation knows, or is often believed to.
public enum LimitationEvent: Hashable, Sendable {
    /// The debtor acknowledged the claim: promised to pay, paid interest, signed a plan (§ 14).
    case acknowledged
    /// The parties agreed, after the claim arose, that it lapses on this day (§ 28).
    case extended(to: Day)
    /// A step that stops the period while its case is pending (§§ 15–18).
    case action
    /// Judgment or settlement in court: ten years (§ 21).
    case decided
    /// Enforcement without full cover, or an estate closed with the claim recognised: ten years (§ 21).
    case closedUncovered
    /// The case ended without a decision: what it stopped holds for one year more (§ 22).
    case endedWithoutDecision
}

/// When a claim lapses (foreldelse), and what has moved that day.
///
/// Three years from the due date: the last day is the day with the same number three years later, and the month's
/// last day if there is none. A last day on a Saturday, Sunday or public holiday moves to the next business day.
/// Letters change nothing. An acknowledgement starts three new years; a case at court stops the period while it
/// lasts; a judgment gives ten years. What comes after the last day revives nothing (a reading: an acknowledgement
/// of a lapsed claim is for a lawyer to judge).
///
/// ```scenario
/// claim consumer principal 4800.00 due 2023-11-22
/// 2026-11-10 reminder
/// # 2026-11-22 is a Sunday, and a letter changes nothing.
/// expect limitation 2026-11-23
/// 2026-11-20 acknowledged a signed letter
/// expect limitation 2029-11-20
/// ```
///
/// - Source: foreldelsesloven §§ 2–3, 14–18, 21–22 and 28–29.
public struct LimitationPeriod: Hashable, Sendable {
    /// The ordinary period in months; a loan's or a debt instrument's is ten years (§ 5).
    public static let months = 36
    public static let longMonths = 120

    /// The last day on which the claim can be saved, by a complaint posted to the conciliation board for instance; nil
    /// while a case is pending.
    public private(set) var lastDay: Day?
    /// What set the last day.
    public private(set) var citation = Citation(.foreldelsesloven, "§§ 2–3")
    /// The day a pending case stopped the period; nil when none is pending.
    public private(set) var stoppedOn: Day?

    /// The last day when nothing interrupts it.
    public static func ends(due: Day, months: Int = LimitationPeriod.months) -> Day {
        NorwegianCalendar.businessDay(onOrAfter: due.adding(months: months))
    }

    /// - Parameters:
    ///   - due: the first day performance could be demanded.
    ///   - events: in order of day; what comes after the last day changes nothing.
    public init(
        due: Day, months: Int = LimitationPeriod.months, events: [(on: Day, event: LimitationEvent)]
    ) {
        lastDay = Self.ends(due: due, months: months)
        var longest = due.adding(months: Self.longMonths)
        for (day, event) in events where !hasLapsed(before: day) {
            if case .decided = event { longest = max(longest, day.adding(months: Self.longMonths)) }
            apply(event, on: day, longest: longest)
        }
    }

    /// True when the last day lies before `day`.
    public func hasLapsed(before day: Day) -> Bool { lastDay.map { $0 < day } ?? false }

    private mutating func apply(_ event: LimitationEvent, on day: Day, longest: Day) {
        switch event {
        case .acknowledged:
            // A claim with a judgment keeps its ten years, also when it is acknowledged early in them.
            let renewed = Self.ends(due: day)
            guard let last = lastDay, renewed > last else { return }
            set(renewed, "§ 14")
        case .extended(let to):
            guard let last = lastDay, to > last, Self.mayExtend(on: day, to: to, longest: longest)
            else { return }
            set(NorwegianCalendar.businessDay(onOrAfter: to), "§ 28")
        case .action:
            lastDay = nil
            stoppedOn = stoppedOn ?? day
            citation = Citation(.foreldelsesloven, "§§ 15–18")
        case .decided, .closedUncovered:
            stoppedOn = nil
            set(Self.ends(due: day, months: Self.longMonths), "§ 21")
        case .endedWithoutDecision:
            guard stoppedOn != nil else { return }
            stoppedOn = nil
            set(Self.ends(due: day, months: 12), "§ 22")
        }
    }

    private mutating func set(_ day: Day, _ paragraph: String) {
        lastDay = day
        citation = Citation(.foreldelsesloven, paragraph)
    }

    /// An agreed extension is at most three years at a time and ten in all.
    ///
    /// ```scenario
    /// claim consumer principal 4800.00 due 2026-08-03
    /// 2026-08-10 refused extended to 2029-08-11
    /// 2026-08-10 extended to 2029-08-10
    /// expect limitation 2029-08-10
    /// ```
    ///
    /// - Source: foreldelsesloven § 28.
    public static func mayExtend(on day: Day, to: Day, longest: Day) -> Bool {
        to <= day.adding(months: months) && to <= longest
    }

    /// Interest that ran on this day or earlier has lapsed by `day`: each day's interest has three years of its own.
    ///
    /// ```scenario
    /// 2026-08-03
    /// expect interest-lapsed 2023-08-02
    /// ```
    ///
    /// - Source: foreldelsesloven §§ 2–3 and 24.
    public static func interestLapsed(through day: Day) -> Day { day.adding(months: -months) - 1 }
}

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

    /// True when fewer than 30 days are left.
    public static func isRed(_ day: Day, lastDay: Day) -> Bool { lastDay - day < 30 }
}
