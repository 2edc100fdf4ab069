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

    @Test("A loan that is acknowledged has ten new years, as it had before")
    func acknowledgedLoan() {
        let period = LimitationPeriod(
            due: Day(2017, 1, 9), months: LimitationPeriod.longMonths,
            events: [(on: Day(2025, 1, 8), event: .acknowledged)])
        #expect(period.lastDay == Day(2035, 1, 8))
        #expect(period.citation.text == "foreldelsesloven § 14")
    }

    @Test("An acknowledgement before the due date starts the period at the due date")
    func acknowledgedEarly() {
        let due = Day(2023, 11, 20)
        #expect(lastDay(due, [(Day(2023, 10, 2), .acknowledged)]) == Day(2026, 11, 20))
    }

    @Test("A case that ends without a decision never takes away what was left of the period")
    func dismissedEarly() {
        let due = Day(2023, 11, 22)
        func ends(_ filed: Day, _ ended: Day) -> Day? {
            lastDay(due, [(filed, .action), (ended, .endedWithoutDecision)])
        }
        #expect(ends(Day(2023, 12, 1), Day(2024, 1, 10)) == Day(2026, 11, 23))
        // A year after the case is the last day itself, then the day after it.
        #expect(ends(Day(2025, 1, 10), Day(2025, 11, 23)) == Day(2026, 11, 23))
        #expect(ends(Day(2025, 1, 10), Day(2025, 11, 24)) == Day(2026, 11, 24))
    }

    @Test("What the debtor acknowledges while a case is pending is remembered when it ends")
    func acknowledgedDuringCase() {
        let filed = (Day(2025, 1, 10), LimitationEvent.action)
        let told = (Day(2026, 6, 1), LimitationEvent.acknowledged)
        let due = Day(2023, 11, 22)
        #expect(lastDay(due, [filed, told]) == nil)
        #expect(
            lastDay(due, [filed, told, (Day(2026, 12, 1), .endedWithoutDecision)])
                == Day(2029, 6, 1))
    }

    @Test("Each step stops the period by its own paragraph, and letters do nothing")
    func steps() {
        let due = Day(2023, 11, 22)
        for step in LimitationEvent.Step.allCases {
            let period = LimitationPeriod(
                due: due, events: [(on: Day(2025, 1, 10), event: .legalAction(step))])
            #expect(period.lastDay == nil && period.stoppedOn == Day(2025, 1, 10))
            let paragraph =
                switch step {
                case .conciliationComplaint, .writ, .setOffPleaded: "§ 15"
                case .enforcementPetition: "§ 17"
                case .bankruptcyPetition, .estateFiling: "§ 18"
                }
            #expect(period.citation.text == "foreldelsesloven \(paragraph)")
        }
        let letters = (0..<20).map {
            (on: Day(2026, 1, 5) + 14 * $0, event: LimitationEvent.letter)
        }
        #expect(
            LimitationPeriod(due: due, events: letters) == LimitationPeriod(due: due, events: []))
    }

    @Test("Extensions follow upon each other for ten years after the claim would else have lapsed")
    func extendedAgain() throws {
        var period = LimitationPeriod(due: Day(2023, 11, 22), events: [])
        for (day, to) in [
            (Day(2026, 1, 5), Day(2029, 1, 5)), (Day(2028, 12, 4), Day(2031, 12, 4)),
            (Day(2031, 11, 3), Day(2034, 11, 3)),
        ] { period = try period.extended(to: to, on: day) }
        #expect(period.lastDay == Day(2034, 11, 3))
        // It would else have lapsed on 2026-11-23.
        let last = try period.extended(to: Day(2036, 11, 23), on: Day(2034, 10, 2))
        #expect(last.lastDay == Day(2036, 11, 24))  // the 23rd is a Sunday
        #expect(throws: ExtensionFault.longerThanTenYears(latest: Day(2036, 11, 23))) {
            try period.extended(to: Day(2036, 11, 24), on: Day(2034, 10, 2))
        }
    }

    @Test("An extension that does not hold is refused with its reason, and never shortened")
    func extensionFaults() throws {
        let due = Day(2023, 11, 22)
        func check(_ on: Day, _ to: Day) throws(ExtensionFault) {
            _ = try LimitationPeriod.checked(
                due: due, arose: Day(2023, 11, 8), events: [(on: on, event: .extended(to: to))])
        }
        #expect(throws: ExtensionFault.beforeClaimArose(Day(2023, 11, 8))) {
            try check(Day(2023, 11, 7), Day(2026, 11, 7))
        }
        #expect(throws: ExtensionFault.longerThanThreeYears(latest: Day(2029, 1, 5))) {
            try check(Day(2026, 1, 5), Day(2029, 1, 6))
        }
        #expect(throws: ExtensionFault.notLater(lastDay: Day(2026, 11, 23))) {
            try check(Day(2026, 1, 5), Day(2026, 11, 23))
        }
        #expect(throws: ExtensionFault.lapsed(lastDay: Day(2026, 11, 23))) {
            try check(Day(2026, 11, 24), Day(2029, 11, 24))
        }
        try check(Day(2026, 1, 5), Day(2026, 11, 24))
        try check(Day(2026, 11, 23), Day(2029, 11, 23))
        // Where faults are not asked for, such an extension changes nothing at all.
        let refused = LimitationPeriod(
            due: due, events: [(on: Day(2026, 1, 5), event: .extended(to: Day(2029, 1, 6)))])
        #expect(refused == LimitationPeriod(due: due, events: []))
    }

    @Test("The next change of warning, and the day after the last")
    func nextChange() {
        let last = Day(2026, 11, 23)
        var day = Day(2026, 1, 1)
        var changes: [Day] = []
        while let next = LimitationWarning.nextChange(after: day, lastDay: last) {
            changes.append(next)
            #expect(
                LimitationWarning.on(next, lastDay: last)
                    != LimitationWarning.on(next - 1, lastDay: last))
            day = next
        }
        #expect(
            changes == [
                Day(2026, 5, 23), Day(2026, 8, 23), Day(2026, 10, 23), Day(2026, 11, 9),
                Day(2026, 11, 24),
            ])
    }

    @Test("Interest whose last day is moved off a weekend has not lapsed yet on that day")
    func interestOnDaysOff() {
        let period = LimitationPeriod(due: Day(2023, 11, 1), events: [])
        // Open: acknowledged, so that the claim itself lives.
        let open = LimitationPeriod(
            due: Day(2023, 11, 1), events: [(on: Day(2026, 10, 1), event: .acknowledged)])
        // The 20th is a Friday; the 21st and 22nd move to Monday the 23rd.
        #expect(open.interestLapsedThrough(on: Day(2026, 11, 20)) == Day(2023, 11, 19))
        #expect(open.interestLapsedThrough(on: Day(2026, 11, 23)) == Day(2023, 11, 20))
        #expect(open.interestLapsedThrough(on: Day(2026, 11, 24)) == Day(2023, 11, 23))
        // 29 February has no twin in 2028's February but its own.
        #expect(open.interestLapsedThrough(on: Day(2028, 2, 29)) == Day(2025, 2, 28))
        // With the claim all of its interest lapses.
        #expect(period.interestLapsedThrough(on: Day(2026, 11, 3)) == Day(2026, 11, 3))
        // At court other rules take over, and nothing is guessed.
        let pending = LimitationPeriod(
            due: Day(2023, 11, 1), events: [(on: Day(2026, 10, 1), event: .action)])
        #expect(pending.interestLapsedThrough(on: Day(2028, 1, 3)) == nil)
    }
}
