import Basics
import Law
import Testing

@Suite("Deadlines and limitation")
struct DeadlineTests {
    @Test("V14: a deadline in Easter moves to the Tuesday after it")
    func v14() {
        let sent = Day(2026, 3, 19)
        #expect(Deadline.toPrint(sentOn: sent) == Day(2026, 4, 7))
        #expect(Deadline.nextStep(after: Day(2026, 4, 7), graceBankDays: 0) == Day(2026, 4, 8))
        #expect(Deadline.nextStep(after: Day(2026, 4, 7), graceBankDays: 2) == Day(2026, 4, 10))
        // After a Friday, too, two whole bank days pass: Monday and Tuesday.
        #expect(Deadline.nextStep(after: Day(2026, 10, 16), graceBankDays: 2) == Day(2026, 10, 21))
    }

    @Test("A deadline on a business day stands, and gives at least the days asked for")
    func stands() {
        #expect(Deadline.toPrint(sentOn: Day(2026, 2, 17)) == Day(2026, 3, 3))
        for offset in 0..<730 {
            let sent = Day(2026, 1, 1) + offset
            let printed = Deadline.toPrint(sentOn: sent)
            #expect(printed - sent >= Deadline.noticeDaysMinimum)
            #expect(NorwegianCalendar.isBusinessDay(printed))
            #expect(Deadline.nextStep(after: printed, graceBankDays: 2) > printed + 2)
        }
    }

    @Test(
        "A claim lapses three years after its due date, on a business day",
        arguments: [
            // V13: Sunday 22 November 2026.
            (Day(2023, 11, 22), Day(2026, 11, 23)),
            // V13, counted from the acknowledgement: Saturday 10 June 2028.
            (Day(2025, 6, 10), Day(2028, 6, 12)),
            (Day(2023, 11, 23), Day(2026, 11, 23)), (Day(2023, 11, 24), Day(2026, 11, 24)),
            // Maundy Thursday 2026, and the Easter that follows.
            (Day(2023, 4, 2), Day(2026, 4, 7)), (Day(2023, 4, 1), Day(2026, 4, 1)),
            // 29 February has no like in 2027: Sunday the 28th, then Monday.
            (Day(2024, 2, 29), Day(2027, 3, 1)),
            // Christmas Eve is a business day in law.
            (Day(2023, 12, 24), Day(2026, 12, 24)), (Day(2023, 12, 25), Day(2026, 12, 28)),
        ])
    func limitation(due: Day, ends: Day) {
        #expect(LimitationPeriod.ends(due: due) == ends)
    }

    @Test("The last day that can be written has an end of limitation")
    func lastDay() {
        #expect(LimitationPeriod.ends(due: Day(9999, 12, 31)) > Day(9999, 12, 31))
    }
}

@Suite("Standard compensation")
struct StandardCompensationTests {
    @Test("The value of the first day of delay counts")
    func firstDayOfDelay() throws {
        func amount(_ due: Day) throws -> Money? {
            try StandardCompensation.amount(
                due: due, claimedOn: due + 30, debtor: .business, law: .shipped)
        }
        // V06.
        #expect(try amount(Day(2026, 5, 4)) == Money(kroner: 460))
        #expect(try amount(Day(2026, 6, 29)) == Money(kroner: 460))
        #expect(try amount(Day(2026, 6, 30)) == Money(kroner: 430))
    }

    @Test(
        "Consumers, and debtors nobody has told apart, owe none",
        arguments: [DebtorKind.consumer, .unknown])
    func consumers(debtor: DebtorKind) throws {
        // Not even a missing value is asked for.
        for due in [Day(2026, 5, 4), Day(2030, 1, 1)] {
            #expect(
                try StandardCompensation.amount(
                    due: due, claimedOn: due + 30, debtor: debtor, law: .shipped) == nil)
        }
    }
}
