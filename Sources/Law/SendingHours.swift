import Basics

/// When electronic letters may leave: Monday to Friday 8–21, Saturday 9–15, never on Sundays and public holidays.
///
/// The act of 2026 binds agencies to these hours; Purr keeps them for everyone, unless the company chooses otherwise. Paper has
/// no hours.
/// (Inkassoloven (2026) § 15.)
public enum SendingHours {
    /// The minutes of the day within which mail may leave, the last one exclusive; nil on a day without any.
    public static func minutes(on day: Day) -> Range<Int>? {
        if NorwegianCalendar.isHoliday(day) { return nil }
        return day.weekday == 6 ? 9 * 60..<15 * 60 : 8 * 60..<21 * 60
    }

    /// Whether mail may leave at a minute of the day, 0 at midnight in Norway.
    public static func mayLeave(_ day: Day, minute: Int, _ conventions: Conventions) -> Bool {
        switch conventions.sendingHours {
        case .any: true
        case .decent: minutes(on: day)?.contains(minute) ?? false
        }
    }

    /// The next moment mail may leave, from this minute on.
    public static func next(_ day: Day, minute: Int) -> (day: Day, minute: Int) {
        if let open = minutes(on: day), minute < open.upperBound {
            return (day, max(minute, open.lowerBound))
        }
        var next = day + 1
        while true {
            if let open = minutes(on: next) { return (next, open.lowerBound) }
            next = next + 1
        }
    }
}
