import Basics
import Law
import Testing

@Suite("Interest day by day")
struct InterestDayTests {
    /// Every choice that changes how interest is counted.
    private static let choices: [Conventions] = Conventions.Rounding.allCases.flatMap { rounding in
        Conventions.DayCount.allCases.flatMap { dayCount in
            Conventions.FirstInterestDay.allCases.map { first in
                var conventions = Conventions.standard
                (conventions.rounding, conventions.dayCount) = (rounding, dayCount)
                conventions.firstInterestDay = first
                return conventions
            }
        }
    }

    @Test("The day before, the day of and the day after a new rate, to the øre")
    func rateChange() throws {
        let law = LawBook.shipped
        let segments = try LateInterest.segments(
            on: Money(kroner: 25_000), after: Day(2026, 6, 15), through: Day(2026, 7, 2), law: law)
        let days = LateInterest.days(of: segments, law: law)
        #expect(days.count == 17)
        let around = days[13...16]
        #expect(around.map(\.day.iso) == ["2026-06-29", "2026-06-30", "2026-07-01", "2026-07-02"])
        #expect(around.map(\.line) == [1, 1, 2, 2])
        #expect(around.map(\.rate) == [1200, 1200, 1225, 1225])
        #expect(around.map(\.source).suffix(2) == ["FOR-2026-06-25-1372", "FOR-2026-06-25-1372"])
        #expect(days[0].source == "FOR-2025-12-18-2658")
        // 25 000,00 × 12 % / 365 = 8,219178…; 15 of them 123,29; and 8,39 a day at 12,25 %.
        #expect(days[0].numerator == 3_000_000_000)
        #expect(days[0].denominator == 3_650_000)
        #expect(around.map(\.accumulated.ore) == [11_507, 12_329, 13_168, 14_007])
        #expect(around.map(\.lineAmount.ore) == [11_507, 12_329, 839, 1_678])
    }

    @Test("A leap year's days are of 366 where that is chosen")
    func leapYear() throws {
        var conventions = Conventions.standard
        conventions.dayCount = .actualActual
        let law = LawBook.shipped.with(conventions)
        let segments = try LateInterest.segments(
            on: Money(kroner: 1_000), after: Day(2023, 12, 30), through: Day(2024, 1, 1), law: law)
        let days = LateInterest.days(of: segments, law: law)
        #expect(days.map(\.denominator) == [3_650_000, 3_660_000])
    }

    @Test("The last day of each line comes to the line, whatever is chosen", arguments: choices)
    func linesAddUp(conventions: Conventions) throws {
        let law = LawBook.shipped.with(conventions)
        var rounding = InterestRounding(conventions)
        var segments: [InterestSegment] = []
        var from = Day(2023, 11, 3)
        for (index, ore) in [1_234_567, 1_000_001, 77_777, 3].enumerated() {
            let to = from + 97 + 31 * index
            segments += try LateInterest.segments(
                on: Money(ore: Int64(ore)), after: from, through: to, law: law,
                rounding: &rounding)
            from = to
        }
        let days = LateInterest.days(of: segments, law: law)
        #expect(days.count == segments.map(\.days).reduce(0, +))
        for (index, segment) in segments.enumerated() {
            let last = try #require(days.last { $0.line == index + 1 })
            #expect(last.day == segment.to)
            #expect(last.lineAmount == segment.amount)
        }
        #expect(days.last?.accumulated == segments.map(\.amount).sum())
    }

    @Test("No interest has no days")
    func none() { #expect(LateInterest.days(of: [], law: .shipped).isEmpty) }
}
