import Basics

/// Deadlines that letters give, and the first day the next step may be taken.
///
/// - Source: inkassoloven §§ 9–10 (14 days from sending; the last day counts). The act of 1988 has no rule for
///   weekends; moving a deadline forward is always lawful.
public enum Deadline {
    /// The least number of days in a collection notice, a payment demand, and a reminder that shall open for
    /// another fee.
    public static let noticeDaysMinimum = 14

    /// The date to print: `days` after sending, moved forward to a business day.
    ///
    ///     sent 2026-03-19: 2026-04-02 is Maundy Thursday, so the letter says 2026-04-07
    public static func toPrint(sentOn: Day, days: Int = noticeDaysMinimum) -> Day {
        NorwegianCalendar.businessDay(onOrAfter: sentOn + days)
    }

    /// The day after the deadline and `graceBankDays` whole bank days for money on its way have passed.
    ///
    ///     deadline 2026-04-07, two bank days of grace: 2026-04-10
    public static func nextStep(after deadline: Day, graceBankDays: Int) -> Day {
        NorwegianCalendar.adding(
            bankDays: graceBankDays, to: NorwegianCalendar.businessDay(onOrAfter: deadline)) + 1
    }
}
