import Basics
import Law
import Testing

@Suite("Court fees day by day")
struct CourtFeeTests {
    struct Change: Sendable {
        let act: CourtFee.Act
        let day: Day
        /// Hundredths of R the day before; nil when it is not known.
        let before: Int64?
        let from: Int64
    }

    @Test(
        "Every multiple holds from its first day: the day before, the day, the day after",
        arguments: [
            Change(act: .conciliationComplaint, day: Day(2019, 1, 1), before: 100, from: 115),
            Change(act: .conciliationComplaint, day: Day(2022, 1, 1), before: 115, from: 110),
            Change(act: .conciliationComplaint, day: Day(2024, 7, 1), before: 110, from: 154),
            Change(act: .enforcementPetition, day: Day(2016, 1, 1), before: nil, from: 170),
            Change(act: .enforcementPetition, day: Day(2021, 1, 1), before: 170, from: 125),
            Change(act: .enforcementPetition, day: Day(2022, 1, 1), before: 125, from: 121),
            Change(act: .enforcementPetition, day: Day(2025, 1, 1), before: 121, from: 69),
            Change(act: .bankruptcyNoticeService, day: Day(2022, 1, 1), before: nil, from: 40),
            Change(act: .bankruptcyNoticeService, day: Day(2024, 7, 1), before: 40, from: 50),
            Change(act: .bankruptcyDeposit, day: Day(2005, 7, 1), before: nil, from: 5000),
            Change(act: .bankruptcyPetitionWithdrawn, day: Day(2019, 1, 1), before: nil, from: 150),
            Change(act: .bankruptcyOpened, day: Day(2016, 1, 1), before: nil, from: 2500),
            Change(act: .bankruptcyOpened, day: Day(2022, 1, 1), before: 2500, from: 435),
            Change(act: .bankruptcyDiscontinued, day: Day(2022, 1, 1), before: nil, from: 400),
        ])
    func multiples(change: Change) throws {
        func multiple(_ day: Day) throws -> Int64 {
            try CourtFee.multiple(of: change.act, on: day).value
        }
        if let before = change.before {
            #expect(try multiple(change.day - 1) == before)
        } else {
            #expect(throws: MissingRate(table: .courtFee, day: change.day - 1)) {
                try multiple(change.day - 1)
            }
        }
        #expect(try multiple(change.day) == change.from)
        #expect(try multiple(change.day + 1) == change.from)
        #expect(try CourtFee.multiple(of: change.act, on: change.day).from == change.day)
    }

    @Test(
        "R is the year's",
        arguments: zip(
            2016...2026,
            [1025, 1049, 1130, 1150, 1172, 1199, 1223, 1243, 1277, 1314, 1345] as [Int64]))
    func unit(year: Int, kroner: Int64) throws {
        for day in [Day(year, 1, 1), Day(year, 12, 31)] {
            #expect(try LawBook.shipped.courtFee(on: day) == Money(kroner: kroner))
        }
        #expect(try LawBook.shipped.courtFeeRow(on: Day(year, 7, 1)).from == Day(year, 1, 1))
    }

    @Test("R before 2016 is not known")
    func unknownUnit() {
        #expect(throws: MissingRate(table: .courtFee, day: Day(2015, 12, 31))) {
            try LawBook.shipped.courtFee(on: Day(2015, 12, 31))
        }
    }

    @Test("Each bankruptcy fee names its own paragraph")
    func citations() {
        #expect(CourtFee.Act.bankruptcyOpened.citation == Citation(.rettsgebyrloven, "§ 16"))
        #expect(
            CourtFee.Act.bankruptcyPetitionWithdrawn.citation == Citation(.rettsgebyrloven, "§ 17"))
        #expect(CourtFee.Act.bankruptcyDiscontinued.citation == Citation(.rettsgebyrloven, "§ 18"))
    }

    @Test("Drafting of a complaint is a whole R until February 2021, and half from then")
    func drafting() throws {
        func multiple(_ act: DraftingCost.Act, _ day: Day) throws -> Int64 {
            try DraftingCost.multiple(of: act, on: day).value
        }
        let first = Day(2021, 2, 1)
        #expect(try multiple(.conciliationComplaint, first - 1) == 100)
        #expect(try multiple(.conciliationComplaint, first) == 50)
        #expect(try multiple(.conciliationComplaint, first + 1) == 50)
        #expect(try multiple(.conciliationWithHelp, first - 1) == 400)
        #expect(try multiple(.conciliationWithHelp, first) == 400)
        #expect(throws: MissingRate.self) { try multiple(.enforcementPetition, first - 1) }
        #expect(try multiple(.enforcementPetition, first) == 50)
        #expect(try multiple(.enforcementPetition, first + 1) == 50)
    }

    @Test("Attendance is half an R, with VAT cut to whole øre")
    func attendance() throws {
        func cap(_ isLiable: Bool) throws -> Int64 {
            try DraftingCost.attendanceCap(
                on: Day(2026, 11, 10), creditorVATLiable: isLiable, law: .shipped
            ).ore
        }
        #expect(try cap(true) == 67_250)
        #expect(try cap(false) == 84_062)
    }
}
