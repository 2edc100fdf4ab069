import Basics
import Claims
import Law
import Testing

@Suite("When customers pay")
struct PaymentHabitTests {
    private let today = Day(2026, 11, 24)

    private func claim(_ id: Int64, debtor: Int64 = 1, due: Day, late: Int?) -> Claim {
        let facts = late.map { days in
            [
                Fact(
                    id: 1, on: due + days,
                    event: .paid(
                        Fact.Receipt(payment: PaymentID(id), amount: Money(kroner: 100))))
            ]
        }
        return Claim(
            id: ClaimID(id), debtor: DebtorID(debtor), invoice: "\(id)", issued: due - 14, due: due,
            principal: Money(kroner: 100), debtorKind: .business, facts: facts ?? [])
    }

    @Test("The middle of a customer's own days, once there are three")
    func own() {
        let two = [claim(1, due: today - 50, late: 4), claim(2, due: today - 40, late: 10)]
        #expect(PaymentHabit(two, on: today).byDebtor.isEmpty)
        let three = two + [claim(3, due: today - 30, late: 6)]
        #expect(PaymentHabit(three, on: today).byDebtor == [DebtorID(1): 6])
        // Of four, the earlier of the two in the middle.
        let four = three + [claim(4, due: today - 20, late: 8)]
        #expect(PaymentHabit(four, on: today).byDebtor == [DebtorID(1): 6])
    }

    @Test("The company's middle for those who are not known, once there are five")
    func company() {
        let four = (1...4).map { claim($0, debtor: $0, due: today - 50, late: Int($0)) }
        #expect(PaymentHabit(four, on: today).usual == nil)
        let five = four + [claim(5, debtor: 5, due: today - 50, late: 20)]
        let habit = PaymentHabit(five, on: today)
        #expect(habit.usual == 3)
        let open = claim(9, debtor: 9, due: today + 1, late: nil)
        #expect(
            habit.expectedDay(of: open, after: today)
                == NorwegianCalendar.businessDay(onOrAfter: today + 4))
        let old = claim(9, debtor: 9, due: today - 4, late: nil)
        #expect(habit.expectedDay(of: old, after: today) == nil)
    }

    @Test("What is older than two years, or not paid yet, says nothing")
    func memory() {
        let old = (1...5).map { claim($0, due: today - 730, late: 4) }
        #expect(PaymentHabit(old, on: today).usual == nil)
        let young = (1...5).map { claim($0, due: today - 729, late: 4) }
        #expect(PaymentHabit(young, on: today).usual == 4)
        let later = (1...5).map { claim($0, due: today - 1, late: 2) }
        #expect(PaymentHabit(later, on: today).usual == nil)
    }
}
