import Basics

/// Norwegian holidays, worked out by other arithmetic than Purr's own, so that the checkers depend on none of it.
///
/// - Source: lov 24 February 1995 nr 12 om helligdager § 2; lov 26 April 1947 nr 1; Easter by Gauss' rule with its two exceptions.
enum OwnCalendar {
    static func easter(_ year: Int) -> Day {
        let century = year / 100
        let moon = (15 - (13 + 8 * century) / 25 + century - century / 4) % 30
        let sunday = (4 + century - century / 4) % 7
        let d = (19 * (year % 19) + moon) % 30
        let e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + sunday) % 7
        if d == 29 && e == 6 { return Day(year, 4, 19) }
        if d == 28 && e == 6 && (11 * moon + 11) % 30 < 19 { return Day(year, 4, 18) }
        return Day(year, 3, 22) + d + e
    }

    static func isBusinessDay(_ day: Day) -> Bool {
        let (year, month, number) = day.components
        if day.weekday > 5 { return false }
        switch (month, number) {
        case (1, 1), (5, 1), (5, 17), (12, 25), (12, 26): return false
        default: break
        }
        return ![-3, -2, 1, 39, 50].contains(day - easter(year))
    }
}
