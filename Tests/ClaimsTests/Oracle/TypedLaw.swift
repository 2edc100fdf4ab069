import Basics
import Law

/// The law's numbers and days off, typed in a second time: a slip in either copy shows as a disagreement.
enum TypedLaw {
    struct HalfYear {
        let from: Day
        let to: Day
        /// Hundredths of a percent a year.
        let rate: Int
        /// Standard compensation in øre.
        let compensation: Int
        let daysInYear: Int
    }

    /// Oldest first: year, half, percent times 100, kroner of compensation.
    static let halfYears: [HalfYear] = [
        (2015, 1, 925, 330), (2015, 2, 900, 330), (2016, 1, 875, 370), (2016, 2, 850, 370),
        (2017, 1, 850, 360), (2017, 2, 850, 370), (2018, 1, 850, 380), (2018, 2, 850, 380),
        (2019, 1, 875, 380), (2019, 2, 925, 390), (2020, 1, 950, 400), (2020, 2, 800, 430),
        (2021, 1, 800, 420), (2021, 2, 800, 400), (2022, 1, 850, 390), (2022, 2, 925, 400),
        (2023, 1, 1075, 410), (2023, 2, 1175, 460), (2024, 1, 1250, 470), (2024, 2, 1250, 460),
        (2025, 1, 1250, 470), (2025, 2, 1225, 460), (2026, 1, 1200, 460), (2026, 2, 1225, 430),
    ].map { year, half, rate, kroner in
        HalfYear(
            from: half == 1 ? Day(year, 1, 1) : Day(year, 7, 1),
            to: half == 1 ? Day(year, 6, 30) : Day(year, 12, 31), rate: rate,
            compensation: kroner * 100, daysInYear: year % 4 == 0 ? 366 : 365)
    }

    /// The half-year a day lies in; nil when its values are not known.
    static func halfYear(of day: Day) -> HalfYear? {
        halfYears.last { $0.from <= day && day <= $0.to }
    }

    /// Inkassosats in kroner on a day.
    static func collectionRate(on day: Day) -> Int? {
        switch day.year {
        case 2015: 650
        case 2016: 670
        case 2017...2025: 700
        case 2026...: 750
        default: nil
        }
    }

    private static let easterSundays: [Int: Day] = [
        2014: Day(2014, 4, 20), 2015: Day(2015, 4, 5), 2016: Day(2016, 3, 27),
        2017: Day(2017, 4, 16), 2018: Day(2018, 4, 1), 2019: Day(2019, 4, 21),
        2020: Day(2020, 4, 12), 2021: Day(2021, 4, 4), 2022: Day(2022, 4, 17),
        2023: Day(2023, 4, 9), 2024: Day(2024, 3, 31), 2025: Day(2025, 4, 20),
        2026: Day(2026, 4, 5), 2027: Day(2027, 3, 28), 2028: Day(2028, 4, 16),
    ]

    private static let holidays: Set<Day> = Set(
        easterSundays.flatMap { year, easter in
            [-3, -2, 0, 1, 39, 49, 50].map { easter + $0 } + [
                Day(year, 1, 1), Day(year, 5, 1), Day(year, 5, 17), Day(year, 12, 25),
                Day(year, 12, 26),
            ]
        })

    /// Saturdays, Sundays and public holidays.
    static func isDayOff(_ day: Day) -> Bool {
        // 1970-01-01, day 0, was a Thursday.
        let sinceMonday = (Int(day.number) + 3) % 7
        return sinceMonday >= 5 || holidays.contains(day)
    }

    /// The day itself, or the first after it that is no day off.
    static func businessDay(onOrAfter day: Day) -> Day {
        var next = day
        while isDayOff(next) { next = next + 1 }
        return next
    }
}
