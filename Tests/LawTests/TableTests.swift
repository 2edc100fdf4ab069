import Basics
import Testing

@testable import Law

@Suite("Statutory tables")
struct TableTests {
    @Test("Tables are oldest first, without gap or overlap, and name their sources")
    func whole() {
        check(LawBook.shippedLateInterest, "late interest")
        check(LawBook.shippedStandardCompensation, "standard compensation")
        check(LawBook.shippedCollectionRate, "collection rate")
        check(LawBook.shippedCourtFee, "court fee")
    }

    private func check<Value>(_ rows: [Dated<Value>], _ name: String) {
        #expect(!rows.isEmpty)
        for (row, next) in zip(rows, rows.dropFirst()) {
            #expect(row.to.map { $0 + 1 } == next.from, "\(name) before \(next.from)")
        }
        for row in rows {
            #expect(row.to.map { $0 >= row.from } ?? (row == rows.last), "\(name) \(row.from)")
            #expect(row.source.contains { $0.isNumber }, "\(name) \(row.from): \(row.source)")
        }
    }

    @Test("Interest and compensation change on 1 January and 1 July alone")
    func halfYears() {
        for row in LawBook.shippedLateInterest { #expect(isHalfYear(row.from, row.to)) }
        for row in LawBook.shippedStandardCompensation { #expect(isHalfYear(row.from, row.to)) }
    }

    private func isHalfYear(_ from: Day, _ to: Day?) -> Bool {
        let (year, month, day) = from.components
        guard day == 1 else { return false }
        return month == 1 ? to == Day(year, 6, 30) : month == 7 && to == Day(year, 12, 31)
    }

    @Test("Each rate of interest holds from its first day and not the day before")
    func interestChanges() throws {
        let rates: [(year: Int, first: Int, second: Int)] = [
            (2015, 925, 900), (2016, 875, 850), (2017, 850, 850), (2018, 850, 850),
            (2019, 875, 925), (2020, 950, 800), (2021, 800, 800), (2022, 850, 925),
            (2023, 1075, 1175), (2024, 1250, 1250), (2025, 1250, 1225), (2026, 1200, 1225),
        ]
        for (year, first, second) in rates {
            for (day, rate) in [
                (Day(year, 1, 1), first), (Day(year, 1, 2), first), (Day(year, 6, 30), first),
                (Day(year, 7, 1), second), (Day(year, 7, 2), second), (Day(year, 12, 31), second),
            ] {
                #expect(try LateInterest.rate(on: day, law: .shipped) == rate, "\(day)")
            }
        }
    }

    @Test("Each compensation holds from its first day and not the day before")
    func compensationChanges() throws {
        let kroner: [(year: Int, first: Int64, second: Int64)] = [
            (2015, 330, 330), (2016, 370, 370), (2017, 360, 370), (2018, 380, 380),
            (2019, 380, 390), (2020, 400, 430), (2021, 420, 400), (2022, 390, 400),
            (2023, 410, 460), (2024, 470, 460), (2025, 470, 460), (2026, 460, 430),
        ]
        for (year, first, second) in kroner {
            for (day, amount) in [
                (Day(year, 1, 1), first), (Day(year, 1, 2), first), (Day(year, 6, 30), first),
                (Day(year, 7, 1), second), (Day(year, 7, 2), second), (Day(year, 12, 31), second),
            ] {
                // The first day of delay is the day after the due date.
                let found = try StandardCompensation.amount(
                    due: day - 1, claimedOn: day + 30, debtor: .business, law: .shipped)
                #expect(found == Money(kroner: amount), "\(day)")
            }
        }
    }

    @Test(
        "The inkassosats changes on these days",
        arguments: [
            (Day(2015, 1, 1), 650), (Day(2015, 12, 31), 650), (Day(2016, 1, 1), 670),
            (Day(2016, 1, 2), 670), (Day(2016, 12, 31), 670), (Day(2017, 1, 1), 700),
            (Day(2017, 1, 2), 700), (Day(2018, 12, 31), 700), (Day(2019, 1, 1), 700),
            (Day(2025, 12, 31), 700), (Day(2026, 1, 1), 750), (Day(2026, 1, 2), 750),
        ] as [(Day, Int64)])
    func collectionRate(day: Day, kroner: Int64) throws {
        let law = LawBook.shipped
        let rate = try law.value(of: .collectionRate, in: law.collectionRate, on: day)
        #expect(rate == Money(kroner: kroner))
    }

    @Test("The rate of 2027 is missing, and the message says which and what to do")
    func missing() {
        #expect(throws: MissingRate(table: .lateInterest, day: Day(2027, 1, 1))) {
            try LateInterest.rate(on: Day(2027, 1, 1), law: .shipped)
        }
        #expect(throws: MissingRate(table: .lateInterest, day: Day(2027, 1, 1))) {
            try LateInterest.segments(
                on: Money(kroner: 100), after: Day(2026, 12, 1), through: Day(2027, 2, 1),
                law: .shipped)
        }
        #expect(throws: MissingRate(table: .lateInterest, day: Day(2014, 12, 31))) {
            try LateInterest.total(
                on: Money(kroner: 100), after: Day(2014, 12, 30), through: Day(2015, 2, 1),
                law: .shipped)
        }
        #expect(throws: MissingRate(table: .standardCompensation, day: Day(2027, 1, 1))) {
            try StandardCompensation.amount(
                due: Day(2026, 12, 31), claimedOn: Day(2027, 1, 5), debtor: .business, law: .shipped
            )
        }
        let diagnostic = MissingRate(table: .lateInterest, day: Day(2027, 1, 1)).diagnostic
        #expect(diagnostic.code == "law.missing-rate")
        #expect(diagnostic.place == "late-interest on 2027-01-01")
        #expect(!diagnostic.remedy.isEmpty)
    }

    @Test("A book of law without rates misses them, and a gap is missed on its first day")
    func gaps() {
        #expect(throws: MissingRate(table: .lateInterest, day: Day(2026, 1, 2))) {
            try LateInterest.total(
                on: Money(kroner: 1), after: Day(2026, 1, 1), through: Day(2026, 1, 9),
                law: LawBook(lateInterest: []))
        }
        let gap = LawBook(lateInterest: [
            Dated(Day(2026, 1, 1), Day(2026, 1, 5), 1200, "a test, 2026"),
            Dated(Day(2026, 1, 8), nil, 1200, "a test, 2026"),
        ])
        #expect(throws: MissingRate(table: .lateInterest, day: Day(2026, 1, 6))) {
            try LateInterest.total(
                on: Money(kroner: 1), after: Day(2026, 1, 1), through: Day(2026, 1, 9), law: gap)
        }
    }

    @Test("A rate added later is found wherever it stands in the list")
    func added() throws {
        let law = LawBook(
            lateInterest: [Dated(Day(2027, 1, 1), nil, 1150, "a test, 2027")]
                + LawBook.shippedLateInterest)
        #expect(try LateInterest.rate(on: Day(2027, 1, 1), law: law) == 1150)
        #expect(try LateInterest.rate(on: Day(2026, 12, 31), law: law) == 1225)
    }

    @Test("The act of 2026 governs from the day it is set, and never before one is")
    func regime() {
        #expect(LawBook.shipped.regime(on: Day(2099, 1, 1)) == .act1988)
        let law = LawBook(act2026From: Day(2027, 7, 1))
        #expect(law.regime(on: Day(2027, 6, 30)) == .act1988)
        #expect(law.regime(on: Day(2027, 7, 1)) == .act2026)
    }
}
