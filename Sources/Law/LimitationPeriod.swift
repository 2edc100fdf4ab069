import Basics

/// When a claim lapses (foreldelse) if nothing interrupts it.
///
/// Three years from the due date: the last day is the day with the same number three years later, and the
/// month's last day if there is none. A last day on a Saturday, Sunday or public holiday moves to the next
/// business day. Letters change nothing; acknowledgement and legal steps do, and are for a person to judge.
///
///     due 2023-11-22: 2026-11-22 is a Sunday, so the last day is 2026-11-23
///
/// - Source: foreldelsesloven §§ 2, 3 and 29.
public enum LimitationPeriod {
    /// The ordinary period in months.
    public static let months = 36

    /// The last day on which the claim can be saved, for instance by a complaint posted to the
    /// conciliation board.
    public static func ends(due: Day) -> Day {
        NorwegianCalendar.businessDay(onOrAfter: due.adding(months: months))
    }
}
