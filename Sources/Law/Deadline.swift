import Basics

/// Deadlines that letters give, and the first day the next step may be taken.
///
/// At least 14 days from sending, moved forward to a business day. The next letter waits until the deadline has
/// passed, and for whole bank days after it, because money paid on the last day is still on its way.
///
/// ```scenario
/// claim consumer principal 4800.00 due 2026-03-02
/// # 2026-04-02 is Maundy Thursday, and a deadline there moves past Easter.
/// 2026-03-19
/// expect deadline 2026-04-07
/// 2026-03-19 collection-notice deadline 2026-04-07
/// expect earliest payment-demand 2026-04-08
/// expect earliest-with-grace payment-demand 2026-04-10
/// ```
///
/// - Source: inkassoloven §§ 9–10 (14 days from sending; the last day counts). The act of 1988 has no rule for
///   weekends; moving a deadline forward is always lawful.
public enum Deadline {
    /// The least number of days in a collection notice, a payment demand, and a reminder that shall open for
    /// another fee.
    public static let noticeDaysMinimum = 14

    /// The date to print: `days` (at least 14; fewer count as 14) after sending, moved forward to a business day
    /// unless the company has chosen otherwise.
    public static func toPrint(
        sentOn: Day, days: Int = noticeDaysMinimum, conventions: Conventions = .standard
    ) -> Day {
        let last = sentOn + max(days, noticeDaysMinimum)
        switch conventions.deadlineOnDayOff {
        case .moved: return NorwegianCalendar.businessDay(onOrAfter: last)
        case .kept: return last
        }
    }

    /// The day after the deadline and `graceBankDays` whole bank days for money on its way have passed.
    public static func nextStep(after deadline: Day, graceBankDays: Int) -> Day {
        NorwegianCalendar.adding(
            bankDays: graceBankDays, to: NorwegianCalendar.businessDay(onOrAfter: deadline)) + 1
    }
}
