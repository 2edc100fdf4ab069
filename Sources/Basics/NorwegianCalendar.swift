/// Norwegian public holidays, business days (virkedager) and bank days.
///
/// Three questions that are not the same: a *holiday* is a Sunday or a public holiday by law; a *business
/// day* (virkedag) is Monday to Friday and no holiday; a *bank day* is a business day on which the
/// banks settle, which 24 December is not.
///
///     NorwegianCalendar.isBusinessDay(Day(2026, 4, 2))       // false: skjærtorsdag
///     NorwegianCalendar.businessDay(onOrAfter: Day(2026, 4, 2))   // 2026-04-07
///
/// - Source: lov 1995-02-24 nr 12 (helligdager), lov 1947-04-26 nr 1 (1 and 17 May), Norges Bank's
///   settlement calendars for 2017 and 2019 (24 December).
public enum NorwegianCalendar {
    /// Easter Sunday by the Gregorian computus.
    public static func easterSunday(_ year: Int) -> Day {
        let a = year % 19
        let b = year / 100
        let c = year % 100
        let d = b / 4
        let e = b % 4
        let g = (8 * b + 13) / 25
        let h = (19 * a + b - d - g + 15) % 30
        let i = c / 4
        let k = c % 4
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 19 * l) / 433
        let month = (h + l - 7 * m + 90) / 25
        let day = (h + l - 7 * m + 33 * month + 19) % 32
        return Day(year, month, day)
    }

    /// The twelve public holidays of a year with their Bokmål names, in order; two may share a day.
    public static func publicHolidays(_ year: Int) -> [(day: Day, name: String)] {
        let easter = easterSunday(year)
        let holidays: [(day: Day, name: String)] = [
            (Day(year, 1, 1), "Første nyttårsdag"),
            (easter - 3, "Skjærtorsdag"),
            (easter - 2, "Langfredag"),
            (easter, "Første påskedag"),
            (easter + 1, "Andre påskedag"),
            (Day(year, 5, 1), "Arbeidernes dag"),
            (Day(year, 5, 17), "Grunnlovsdag"),
            (easter + 39, "Kristi himmelfartsdag"),
            (easter + 49, "Første pinsedag"),
            (easter + 50, "Andre pinsedag"),
            (Day(year, 12, 25), "Første juledag"),
            (Day(year, 12, 26), "Andre juledag"),
        ]
        return holidays.sorted { $0.day < $1.day }
    }

    /// True on Sundays and public holidays.
    public static func isHoliday(_ day: Day) -> Bool {
        day.weekday == 7 || isPublicHoliday(day)
    }

    /// True Monday to Friday when it is no public holiday (virkedag).
    @inlinable
    public static func isBusinessDay(_ day: Day) -> Bool {
        day.weekday <= 5 && !isPublicHoliday(day)
    }

    /// True when banks settle: a business day other than 24 December.
    public static func isBankDay(_ day: Day) -> Bool {
        guard isBusinessDay(day) else { return false }
        let (_, month, date) = day.components
        return !(month == 12 && date == 24)
    }

    /// `day` itself if it is a business day, else the next one.
    @inlinable
    public static func businessDay(onOrAfter day: Day) -> Day {
        var result = day
        while !isBusinessDay(result) { result = result + 1 }
        return result
    }

    /// The day `count` bank days after `day`; `day` itself for 0.
    public static func adding(bankDays count: Int, to day: Day) -> Day {
        var result = day
        for _ in 0..<max(0, count) {
            repeat { result = result + 1 } while !isBankDay(result)
        }
        return result
    }

    /// Bank days after `earlier` up to and including `later`; 0 when `later` is not after it.
    public static func bankDays(from earlier: Day, to later: Day) -> Int {
        guard earlier < later else { return 0 }
        return (1...(later - earlier)).count { isBankDay(earlier + $0) }
    }

    /// True on the twelve public holidays, whatever their weekday.
    @inlinable
    public static func isPublicHoliday(_ day: Day) -> Bool {
        let index = Int(day.number) - firstNumber
        if index >= 0 && index < dayCount {
            return bits[index >> 6] & (1 << UInt64(index & 63)) != 0
        }
        guard (1...9999).contains(day.year) else { return false }
        return publicHolidays(day.year).contains { $0.day == day }
    }

    // One bit a day for the years a claim can live in, so that deciding a million claims does not
    // compute Easter a million times.
    @usableFromInline static let firstNumber = Int(Day(1990, 1, 1).number)
    @usableFromInline static let dayCount = Day(2101, 1, 1) - Day(1990, 1, 1)
    @usableFromInline static let bits: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: dayCount / 64 + 1)
        for year in 1990...2100 {
            for holiday in publicHolidays(year) {
                let index = Int(holiday.day.number) - firstNumber
                bits[index >> 6] |= 1 << UInt64(index & 63)
            }
        }
        return bits
    }()
}
