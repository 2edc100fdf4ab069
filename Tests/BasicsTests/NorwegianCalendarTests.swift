import Basics
import Foundation
import Testing

@Suite("Norwegian calendar")
struct NorwegianCalendarTests {
    struct EasterYear: Sendable {
        let year: Int
        /// Easter Sunday, and the days that move with it.
        let sunday: Day
        let others: [Day]
    }

    @Test(
        "Holidays follow Easter as the table says",
        arguments: [
            EasterYear(
                year: 2026, sunday: Day(2026, 4, 5),
                others: [
                    Day(2026, 4, 2), Day(2026, 4, 3), Day(2026, 4, 6), Day(2026, 5, 14),
                    Day(2026, 5, 24), Day(2026, 5, 25),
                ]),
            EasterYear(
                year: 2027, sunday: Day(2027, 3, 28),
                others: [
                    Day(2027, 3, 25), Day(2027, 3, 26), Day(2027, 3, 29), Day(2027, 5, 6),
                    Day(2027, 5, 16), Day(2027, 5, 17),
                ]),
            EasterYear(
                year: 2028, sunday: Day(2028, 4, 16),
                others: [
                    Day(2028, 4, 13), Day(2028, 4, 14), Day(2028, 4, 17), Day(2028, 5, 25),
                    Day(2028, 6, 4), Day(2028, 6, 5),
                ]),
        ])
    func easter(table: EasterYear) {
        #expect(NorwegianCalendar.easterSunday(table.year) == table.sunday)
        let fixed = [(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)].map { Day(table.year, $0, $1) }
        let expected = Set([table.sunday] + table.others + fixed)
        #expect(Set(NorwegianCalendar.publicHolidays(table.year).map(\.day)) == expected)
        for day in expected {
            #expect(NorwegianCalendar.isPublicHoliday(day) && NorwegianCalendar.isHoliday(day))
            #expect(!NorwegianCalendar.isBusinessDay(day) && !NorwegianCalendar.isBankDay(day))
        }
    }

    @Test("A year has twelve public holidays in order, though two may share a day")
    func twelve() {
        for year in 1990...2100 {
            let days = NorwegianCalendar.publicHolidays(year).map(\.day)
            #expect(days.count == 12)
            #expect(days == days.sorted())
        }
        #expect(Set(NorwegianCalendar.publicHolidays(2027).map(\.day)).count == 11)
    }

    @Test("The prepared years agree with the computed holidays, and so do those outside them")
    func table() {
        for year in [1989, 1990, 2026, 2100, 2101, 2500] {
            let days = Set(NorwegianCalendar.publicHolidays(year).map(\.day))
            for offset in 0..<365 {
                let day = Day(year, 1, 1) + offset
                #expect(NorwegianCalendar.isPublicHoliday(day) == days.contains(day), "\(day)")
            }
        }
    }

    @Test("Days beyond the last year that can be written have no public holidays")
    func beyond() {
        #expect(!NorwegianCalendar.isPublicHoliday(Day(9999, 12, 31) + 1))
    }

    @Test("Sundays are holidays, Saturdays are not, and neither is a business day")
    func weekends() {
        let saturday = Day(2026, 11, 21)
        #expect(!NorwegianCalendar.isHoliday(saturday))
        #expect(!NorwegianCalendar.isBusinessDay(saturday))
        #expect(NorwegianCalendar.isHoliday(saturday + 1))
        #expect(!NorwegianCalendar.isPublicHoliday(saturday + 1))
        #expect(NorwegianCalendar.isBusinessDay(saturday + 2))
    }

    @Test("Christmas Eve is a business day on which banks are closed")
    func christmasEve() {
        let eve = Day(2026, 12, 24)  // A Thursday.
        #expect(NorwegianCalendar.isBusinessDay(eve))
        #expect(!NorwegianCalendar.isBankDay(eve))
        #expect(NorwegianCalendar.isBankDay(Day(2026, 12, 31)))
        #expect(NorwegianCalendar.adding(bankDays: 1, to: Day(2026, 12, 23)) == Day(2026, 12, 28))
    }

    @Test("Easter is waited out")
    func easterWait() {
        #expect(NorwegianCalendar.businessDay(onOrAfter: Day(2026, 4, 1)) == Day(2026, 4, 1))
        for day in 2...7 {
            #expect(NorwegianCalendar.businessDay(onOrAfter: Day(2026, 4, day)) == Day(2026, 4, 7))
        }
        #expect(NorwegianCalendar.adding(bankDays: 0, to: Day(2026, 4, 4)) == Day(2026, 4, 4))
        #expect(NorwegianCalendar.adding(bankDays: -3, to: Day(2026, 4, 4)) == Day(2026, 4, 4))
        #expect(NorwegianCalendar.adding(bankDays: 2, to: Day(2026, 4, 1)) == Day(2026, 4, 8))
    }

    @Test("Bank days between two days are those that adding them passes")
    func bankDays() {
        let start = Day(2026, 3, 27)
        #expect(NorwegianCalendar.bankDays(from: start, to: start) == 0)
        #expect(NorwegianCalendar.bankDays(from: start, to: start - 5) == 0)
        #expect(NorwegianCalendar.bankDays(from: start, to: Day(2026, 4, 7)) == 4)
        #expect(NorwegianCalendar.bankDays(from: Day(2026, 12, 23), to: Day(2026, 12, 27)) == 0)
        for count in 1...300 {
            let end = NorwegianCalendar.adding(bankDays: count, to: start)
            #expect(NorwegianCalendar.isBankDay(end))
            #expect(NorwegianCalendar.bankDays(from: start, to: end) == count)
        }
    }

    @Test(
        "The shared list of holidays 2020–2035 is the same day for day",
        .enabled(if: SharedHolidays.exists, "the folder of shared sample data is not here"))
    func sharedList() throws {
        let rows = try SharedHolidays.rows()
        let ours = (2020...2035).flatMap { NorwegianCalendar.publicHolidays($0) }
        #expect(Set(ours.map(\.day)) == Set(rows.map(\.day)))
        for row in rows {
            let index = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].firstIndex(
                of: row.weekday)
            #expect(row.day.weekday == index.map { $0 + 1 }, "\(row.day)")
        }
    }
}

private enum SharedHolidays {
    static var file: URL {
        let name = "data/holidays/norway-public-holidays-2020-2035.csv"
        if let given = ProcessInfo.processInfo.environment["PURR_SHARED"] {
            return URL(fileURLWithPath: given).appendingPathComponent(name)
        }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("shared").appendingPathComponent(name)
    }

    static var exists: Bool { FileManager.default.fileExists(atPath: file.path) }

    static func rows() throws -> [(day: Day, weekday: String)] {
        let text = try String(contentsOf: file, encoding: .utf8)
        return try text.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: ",")
            return (try #require(Day(iso: cells[0])), String(cells[1]))
        }
    }
}
