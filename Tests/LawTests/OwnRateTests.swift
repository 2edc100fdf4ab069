import Basics
import Law
import Testing

@Suite("Rates that somebody adds")
struct OwnRateTests {
    private func rate(
        _ table: MissingRate.Table = .lateInterest, _ from: Day = Day(2027, 1, 1),
        _ to: Day? = Day(2027, 6, 30), value: Int64 = 1200, source: String = "FOR-1"
    ) -> OwnRate {
        OwnRate(table: table, from: from, to: to, value: value, source: source)
    }

    private func code(
        _ rate: OwnRate, in law: LawBook = .shipped, replaces: Bool = false
    ) -> String? {
        do throws(Diagnostic) {
            try rate.check(against: law, replaces: replaces)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("A missing half-year is filled, and the days around it stay as they were")
    func fills() throws {
        let law = LawBook.shipped.adding([rate()])
        #expect(try LateInterest.rate(on: Day(2026, 12, 31), law: law) == 1225)
        #expect(try LateInterest.rate(on: Day(2027, 1, 1), law: law) == 1200)
        #expect(try LateInterest.rate(on: Day(2027, 6, 30), law: law) == 1200)
        #expect(throws: MissingRate(table: .lateInterest, day: Day(2027, 7, 1))) {
            try LateInterest.rate(on: Day(2027, 7, 1), law: law)
        }
        #expect(law.lateInterest.filter(\.isOwn).count == 1)
    }

    @Test("An own row ends a shipped one that has no end")
    func endsOpenRow() throws {
        let law = LawBook.shipped.adding([
            rate(.collectionRate, Day(2027, 1, 1), nil, value: 80_000)
        ])
        func fee(_ day: Day) throws -> Int64 {
            try CreditorFee.amount(of: .reminder, due: Day(2026, 8, 3), sentOn: day, law: law).ore
        }
        #expect(try fee(Day(2026, 12, 31)) == 3800)
        #expect(try fee(Day(2027, 1, 1)) == 4000)
    }

    @Test("The row recorded last counts for its days")
    func replaced() throws {
        let law = LawBook.shipped.adding([rate(), rate(value: 1300)])
        #expect(try LateInterest.rate(on: Day(2027, 1, 1), law: law) == 1300)
    }

    @Test("Each thing that can not be right is refused by name")
    func refusals() {
        #expect(code(rate()) == nil)
        #expect(code(rate(value: 0)) == "law.rate-value")
        #expect(code(rate(value: 3001)) == "law.rate-value")
        #expect(code(rate(.lateInterest, Day(2027, 1, 2))) == "law.rate-period")
        #expect(code(rate(.lateInterest, Day(2027, 1, 1), nil)) == "law.rate-period")
        #expect(
            code(rate(.collectionRate, Day(2027, 7, 1), nil, value: 80_000)) == "law.rate-period")
        #expect(code(rate(source: "")) == "law.rate-source")
        #expect(
            code(rate(.lateInterest, Day(2026, 1, 1), Day(2026, 6, 30))) == "law.rate-known")
        let known = LawBook.shipped.adding([rate()])
        #expect(code(rate(value: 1300), in: known) == "law.rate-known")
        #expect(code(rate(value: 1300), in: known, replaces: true) == nil)
    }

    @Test("A half-year without a rate is told of 30 days before it begins, not 31")
    func announced() {
        func tables(_ day: Day, _ law: LawBook = .shipped) -> [MissingRate.Table] {
            law.gaps(on: day).filter(\.isMissing).map(\.table)
        }
        #expect(tables(Day(2026, 12, 1)).isEmpty)
        #expect(tables(Day(2026, 12, 2)) == [.lateInterest, .standardCompensation])
        #expect(tables(Day(2027, 1, 1)) == [.lateInterest, .standardCompensation])
        let filled = LawBook.shipped.adding([
            rate(), rate(.standardCompensation, value: 44_000),
        ])
        #expect(tables(Day(2026, 12, 2), filled).isEmpty)
        let unconfirmed = LawBook.shipped.gaps(on: Day(2026, 12, 2)).filter { !$0.isMissing }
        #expect(unconfirmed.map(\.table) == [.collectionRate, .courtFee])
        #expect(LawBook.shipped.gaps(on: Day(2026, 11, 1)).isEmpty)
    }

    @Test("A missing rate says which, for which days, and how to add it")
    func diagnostic() {
        let diagnostic = MissingRate(table: .lateInterest, day: Day(2027, 2, 3)).diagnostic
        #expect(diagnostic.code == "law.missing-rate")
        #expect(
            diagnostic.remedy.hasPrefix(
                "purr law rates add late-interest --from 2027-01-01 --to 2027-06-30"))
    }
}

@Suite("Choices where the law is silent")
struct ConventionTests {
    @Test("Every choice can be made in each of its values, and comes back as it was written")
    func roundTrip() throws {
        for convention in Convention.allCases {
            let values = convention.values.isEmpty ? ["0.00", "75.50"] : convention.values
            #expect(
                Conventions.standard[convention]
                    == (convention.values.first ?? "50.00"), "the default stands first")
            for value in values {
                var conventions = Conventions.standard
                try conventions.choose(convention, value)
                #expect(conventions[convention] == value)
            }
            var untouched = Conventions.standard
            #expect(throws: Diagnostic.self) { try untouched.choose(convention, "no such") }
            #expect(untouched == .standard)
        }
    }

    private func interest(
        _ change: (inout Conventions) -> Void, from: Day = Day(2026, 6, 15),
        to: Day = Day(2026, 7, 20), ore: Int64 = 2_500_000
    ) throws -> [InterestSegment] {
        var conventions = Conventions.standard
        change(&conventions)
        return try LateInterest.segments(
            on: Money(ore: ore), after: from, through: to,
            law: LawBook.shipped.with(conventions))
    }

    @Test("The first interest day moves one day across the rate change, not the number of days")
    func firstInterestDay() throws {
        let lines = try interest { $0.firstInterestDay = .onDue }
        #expect(lines.map(\.days) == [16, 19])
        #expect(lines[0].from == Day(2026, 6, 15))
        #expect(lines[1].to == Day(2026, 7, 19))
    }

    @Test("A leap year has 366 days when that is chosen, and lines end with the year")
    func dayCount() throws {
        let (from, to) = (Day(2023, 12, 31), Day(2024, 12, 31))
        let plain = try interest({ _ in }, from: from, to: to, ore: 1_000_000)
        #expect(plain.map(\.amount).sum().ore == 62_329 + 63_014)
        let exact = try interest(
            { $0.dayCount = .actualActual }, from: from, to: to, ore: 1_000_000)
        // 366 days at 12.50 % of a year with 366 days is 12.50 %.
        #expect(exact.map(\.amount).sum() == Money(ore: 125_000))
    }

    @Test("Rounded once, the lines add up to the rounded sum")
    func rounding() throws {
        let lines = try interest { $0.rounding = .once }
        // 12 328.767 + 16 780.822 = 29 109.589.
        #expect(lines.map(\.amount.ore) == [12_329, 16_781])
        let small = try interest({ $0.rounding = .once }, ore: 100_010)
        let each = try interest({ _ in }, ore: 100_010)
        // 493.20 + 671.30 is 1 164.50: half up as a sum, down line by line.
        #expect(small.map(\.amount).sum().ore == 1_165)
        #expect(each.map(\.amount).sum().ore == 1_164)
    }

    @Test("Mail leaves on weekdays 8–21, Saturdays 9–15, and never on holidays")
    func hours() {
        let friday = Day(2026, 10, 2)
        func may(_ day: Day, _ hour: Int, _ minute: Int = 0) -> Bool {
            SendingHours.mayLeave(day, minute: hour * 60 + minute, .standard)
        }
        #expect(!may(friday, 7, 59) && may(friday, 8) && may(friday, 20, 59) && !may(friday, 21))
        let saturday = friday + 1
        #expect(!may(saturday, 8, 59) && may(saturday, 9) && !may(saturday, 15))
        #expect(!may(friday + 2, 12))
        #expect(!may(Day(2026, 12, 25), 12))
        #expect(SendingHours.next(friday, minute: 21 * 60) == (saturday, 9 * 60))
        #expect(SendingHours.next(saturday, minute: 15 * 60) == (friday + 3, 8 * 60))
        #expect(SendingHours.next(friday, minute: 100) == (friday, 8 * 60))
        var conventions = Conventions.standard
        conventions.sendingHours = .any
        #expect(SendingHours.mayLeave(friday + 2, minute: 0, conventions))
    }
}
