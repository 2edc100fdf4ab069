import Basics
import Testing

@Suite("Day")
struct DayTests {
    @Test("Every day from 1990 to 2100 is where counting one by one puts it")
    func slowOracle() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var number = Day(1990, 1, 1).number
        var weekday = 1  // 1 January 1990 was a Monday.
        for year in 1990...2100 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for month in 1...12 {
                for date in 1...(lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)) {
                    let day = Day(number: number)
                    guard day == Day(year: year, month: month, day: date),
                        day.components == (year, month, date), day.year == year,
                        day.weekday == weekday, Day(iso: day.iso) == day,
                        Day(parsing: day.text) == day
                    else {
                        Issue.record("\(year)-\(month)-\(date) is \(day), weekday \(day.weekday)")
                        return
                    }
                    number += 1
                    weekday = weekday % 7 + 1
                }
            }
        }
    }

    @Test("Day 0 is 1 January 1970, a Thursday, and days count in both directions")
    func epoch() {
        #expect(Day(1970, 1, 1).number == 0)
        #expect(Day(1970, 1, 1).weekday == 4)
        #expect(Day(1969, 12, 31).number == -1)
        #expect(Day(1969, 12, 28).weekday == 7)
        #expect(Day(1, 1, 1).components == (1, 1, 1))
        #expect(Day(9999, 12, 31).iso == "9999-12-31")
        #expect(Day(44, 3, 15).iso == "0044-03-15")
    }

    @Test("Days are added and subtracted across months and leap days")
    func arithmetic() {
        #expect(Day(2026, 2, 2) + 14 == Day(2026, 2, 16))
        #expect(Day(2026, 3, 1) - 1 == Day(2026, 2, 28))
        #expect(Day(2028, 3, 1) - 1 == Day(2028, 2, 29))
        #expect(Day(2026, 3, 1) - Day(2026, 2, 1) == 28)
        #expect(Day(2026, 2, 1) - Day(2026, 3, 1) == -28)
        #expect(Day(2026, 12, 31) < Day(2027, 1, 1))
    }

    @Test(
        "Days that do not exist are refused",
        arguments: [
            (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
            (2026, 1, 32), (2026, 1, -1), (0, 1, 1), (10_000, 1, 1),
        ])
    func noSuchDay(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test(
        "Leap days exist every fourth year but for most whole centuries",
        arguments: [2000, 2024, 2028, 2096, 2400])
    func leapDays(year: Int) {
        #expect(Day(year: year, month: 2, day: 29) != nil)
    }

    @Test(
        "Adding months keeps the date or takes the month's last day",
        arguments: [
            (Day(2026, 1, 31), 1, Day(2026, 2, 28)), (Day(2028, 1, 31), 1, Day(2028, 2, 29)),
            (Day(2026, 8, 31), 1, Day(2026, 9, 30)), (Day(2026, 8, 31), 6, Day(2027, 2, 28)),
            (Day(2026, 2, 10), 6, Day(2026, 8, 10)), (Day(2026, 12, 31), 12, Day(2027, 12, 31)),
            (Day(2028, 2, 29), 12, Day(2029, 2, 28)), (Day(2023, 11, 22), 36, Day(2026, 11, 22)),
            (Day(2026, 3, 31), -1, Day(2026, 2, 28)), (Day(2026, 1, 15), -1, Day(2025, 12, 15)),
            (Day(2026, 1, 15), -13, Day(2024, 12, 15)), (Day(2026, 5, 5), 0, Day(2026, 5, 5)),
        ])
    func months(day: Day, months: Int, expected: Day) {
        #expect(day.adding(months: months) == expected)
    }

    @Test("Months are added beyond the last year that can be written")
    func monthsBeyond() {
        #expect(Day(9999, 12, 31).adding(months: 36).components == (10_002, 12, 31))
        #expect(Day(1, 1, 31).adding(months: -1).components == (0, 12, 31))
        #expect(Day(1, 1, 31).adding(months: -14).components == (-1, 11, 30))
    }

    @Test(
        "Days are read as people in Norway write them",
        arguments: [
            "23.11.2026", "23.11.26", "23/11/2026", "23-11-2026", "2026-11-23", "20261123",
            " 23.11.2026", "23.11.2026 14:30", "2026-11-23T14:30:00+01:00", "2026-11-23 14:30",
        ])
    func reads(text: String) {
        #expect(Day(parsing: text) == Day(2026, 11, 23))
    }

    @Test("Days and months of one figure are read")
    func short() {
        #expect(Day(parsing: "1.2.2026") == Day(2026, 2, 1))
        #expect(Day(parsing: "01.02.07") == Day(2007, 2, 1))
    }

    @Test(
        "What is not a day is refused",
        arguments: [
            "", " ", "23.11", "23.11.", "23.11.202", "23.11.20261", "31.02.2026", "11/23/2026",
            "2026-02-30", "20260230", "2026112", "202611234", "23..11.2026", "23.11.2026.",
            ".23.11.2026", "+3.11.2026", "23.+1.2026", "23.11.+026", "023.11.2026", "23.011.2026",
            "23. november 2026", "I dag", "2026-11-23Z", "-5.11.2026", "٢٣.١١.٢٠٢٦", "0.0.0000",
        ])
    func refuses(text: String) {
        #expect(Day(parsing: text) == nil)
    }

    @Test(
        "ISO days are read only in their one form",
        arguments: [
            "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01T", " 2026-01-01", "2026-01", "",
            "+026-01-01", "2026-01-0a", "2026-13-01", "0000-01-01", "2026--1-01", "2026-01-01-",
        ])
    func iso(text: String) {
        #expect(Day(iso: text) == nil)
    }
}
