import Basics
import Law
import Testing

@Suite("Limitation (foreldelsesloven)")
struct LimitationTests {
    private func lastDay(_ due: Day, _ events: [(Day, LimitationEvent)] = []) -> Day? {
        LimitationPeriod(due: due, events: events.map { (on: $0.0, event: $0.1) }).lastDay
    }

    @Test(
        "Three years end on the same number, moved to a business day",
        arguments: [
            (Day(2023, 11, 22), Day(2026, 11, 23)),  // V13: a Sunday
            (Day(2023, 11, 20), Day(2026, 11, 20)),
            (Day(2024, 2, 29), Day(2027, 3, 1)),  // no 29 February 2027; the 28th is a Sunday
            (Day(2023, 12, 24), Day(2026, 12, 24)),  // a business day in law
            (Day(2023, 12, 25), Day(2026, 12, 28)),
        ])
    func ordinary(due: Day, last: Day) { #expect(lastDay(due) == last) }

    @Test("V13: an acknowledgement gives three new years")
    func acknowledged() {
        #expect(
            lastDay(Day(2023, 11, 22), [(Day(2025, 6, 10), .acknowledged)]) == Day(2028, 6, 12))
    }

    @Test("What comes on the last day counts; the day after revives nothing")
    func border() {
        let due = Day(2023, 11, 22)
        #expect(lastDay(due, [(Day(2026, 11, 23), .acknowledged)]) == Day(2029, 11, 23))
        #expect(lastDay(due, [(Day(2026, 11, 24), .acknowledged)]) == Day(2026, 11, 23))
        #expect(lastDay(due, [(Day(2026, 11, 23), .action)]) == nil)
        #expect(lastDay(due, [(Day(2026, 11, 24), .action)]) == Day(2026, 11, 23))
    }

    @Test("A case stops the period; a judgment gives ten years, an end without one a year")
    func cases() {
        let due = Day(2023, 11, 22)
        let filed = (Day(2025, 1, 10), LimitationEvent.action)
        #expect(lastDay(due, [filed]) == nil)
        #expect(lastDay(due, [filed, (Day(2027, 5, 3), .decided)]) == Day(2037, 5, 4))
        #expect(
            lastDay(due, [filed, (Day(2027, 5, 3), .endedWithoutDecision)]) == Day(2028, 5, 3))
        #expect(lastDay(due, [(Day(2025, 1, 10), .endedWithoutDecision)]) == Day(2026, 11, 23))
        #expect(
            lastDay(due, [filed, (Day(2027, 5, 3), .closedUncovered)]) == Day(2037, 5, 4))
    }

    @Test("A judgment's ten years are not shortened by an early acknowledgement")
    func judged() {
        let due = Day(2020, 1, 2)
        let judged = (Day(2021, 3, 1), LimitationEvent.decided)
        #expect(lastDay(due, [judged, (Day(2022, 1, 5), .acknowledged)]) == Day(2031, 3, 3))
    }

    @Test("An agreed extension is three years at most at a time, and ten in all")
    func extended() {
        let due = Day(2023, 11, 22)
        #expect(
            lastDay(due, [(Day(2026, 1, 5), .extended(to: Day(2029, 1, 5)))]) == Day(2029, 1, 5))
        #expect(
            lastDay(due, [(Day(2026, 1, 5), .extended(to: Day(2029, 1, 6)))])
                == Day(2026, 11, 23))
        let long = LimitationPeriod.mayExtend(
            on: Day(2032, 1, 5), to: Day(2033, 11, 23), longest: Day(2033, 11, 22))
        #expect(!long)
    }

    @Test("A loan's period is ten years")
    func loan() {
        #expect(
            LimitationPeriod.ends(due: Day(2023, 11, 22), months: LimitationPeriod.longMonths)
                == Day(2033, 11, 22))
    }

    @Test("Each warning begins on its day, not the day before")
    func warnings() {
        let last = Day(2026, 11, 23)
        let begins: [(LimitationWarning, Day)] = [
            (.sixMonths, Day(2026, 5, 23)), (.threeMonths, Day(2026, 8, 23)),
            (.oneMonth, Day(2026, 10, 23)), (.fourteenDays, Day(2026, 11, 9)),
        ]
        var before: LimitationWarning?
        for (warning, day) in begins {
            #expect(warning.begins(lastDay: last) == day)
            #expect(LimitationWarning.on(day - 1, lastDay: last) == before)
            #expect(LimitationWarning.on(day, lastDay: last) == warning)
            before = warning
        }
        #expect(LimitationWarning.on(last, lastDay: last) == .fourteenDays)
        #expect(LimitationWarning.on(last + 1, lastDay: last) == nil)
        #expect(!LimitationWarning.isRed(last - 30, lastDay: last))
        #expect(LimitationWarning.isRed(last - 29, lastDay: last))
    }

    @Test("Each day's interest has three years of its own")
    func interest() {
        #expect(LimitationPeriod.interestLapsed(through: Day(2026, 11, 23)) == Day(2023, 11, 22))
    }
}
