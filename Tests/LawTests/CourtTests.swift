import Basics
import Law
import Testing

@Suite("Court fees, drafting costs and routes")
struct CourtTests {
    private func fee(_ act: CourtFee.Act, _ day: Day) throws -> Int64 {
        try CourtFee.amount(of: act, on: day, law: .shipped).ore / 100
    }

    @Test(
        "V12 and the table of 2026, rounded down to kroner",
        arguments: [
            (CourtFee.Act.conciliationComplaint, Int64(2071)), (.enforcementPetition, 928),
            (.bankruptcyNoticeService, 672), (.bankruptcyDeposit, 67_250),
            (.bankruptcyPetitionWithdrawn, 2017), (.bankruptcyOpened, 5850),
            (.bankruptcyDiscontinued, 5380), (.districtCourt, 6725), (.smallClaims, 4707),
        ])
    func table(act: CourtFee.Act, kroner: Int64) throws {
        #expect(try fee(act, Day(2026, 11, 10)) == kroner)
    }

    @Test("A multiple changes on its day: the day before, the day, the day after")
    func changes() throws {
        // 1.10 R then 1.54 R of 1 277.
        #expect(try fee(.conciliationComplaint, Day(2024, 6, 30)) == 1404)
        #expect(try fee(.conciliationComplaint, Day(2024, 7, 1)) == 1966)
        #expect(try fee(.conciliationComplaint, Day(2024, 7, 2)) == 1966)
        // 1.21 R of 1 277, then 0.69 R of 1 314.
        #expect(try fee(.enforcementPetition, Day(2024, 12, 31)) == 1545)
        #expect(try fee(.enforcementPetition, Day(2025, 1, 1)) == 906)
        #expect(try fee(.bankruptcyOpened, Day(2021, 12, 31)) == 29_975)
        #expect(try fee(.bankruptcyOpened, Day(2022, 1, 1)) == 5320)
    }

    @Test("What is not known is not guessed")
    func unknown() {
        #expect(throws: MissingRate.self) { try fee(.bankruptcyNoticeService, Day(2021, 12, 31)) }
        #expect(throws: MissingRate.self) { try fee(.conciliationComplaint, Day(2015, 12, 31)) }
        #expect(throws: MissingRate.self) {
            try DraftingCost.cap(
                of: .enforcementPetition, on: Day(2021, 1, 31), creditorVATLiable: true,
                law: .shipped)
        }
    }

    @Test("The district court takes one R less after the conciliation board")
    func afterConciliation() throws {
        for (act, kroner) in [(CourtFee.Act.districtCourt, Int64(5380)), (.smallClaims, 3362)] {
            #expect(
                try CourtFee.amount(
                    of: act, on: Day(2026, 11, 10), afterConciliation: true, law: .shipped)
                    == Money(kroner: kroner))
        }
    }

    @Test("V12: drafting is half an R, with VAT cut to the øre; a whole R before February 2021")
    func drafting() throws {
        func cap(_ act: DraftingCost.Act, _ day: Day, _ liable: Bool) throws -> Int64 {
            try DraftingCost.cap(of: act, on: day, creditorVATLiable: liable, law: .shipped).ore
        }
        let day = Day(2026, 11, 10)
        #expect(try cap(.enforcementPetition, day, true) == 67_250)
        #expect(try cap(.enforcementPetition, day, false) == 84_062)
        #expect(try cap(.conciliationComplaint, day, false) == 84_062)
        #expect(try cap(.conciliationWithHelp, day, true) == 538_000)
        #expect(try cap(.conciliationComplaint, Day(2021, 1, 31), true) == 119_900)
        #expect(try cap(.conciliationComplaint, Day(2021, 2, 1), true) == 59_950)
    }

    @Test("Court can be reached sixteen days after the due date, or fifteen after the notice")
    func routes() {
        let due = Day(2026, 8, 3)
        for kind in CourtRoute.Kind.allCases {
            let route = CourtRoute(kind, due: due)
            #expect(route.noticeFrom == Day(2026, 8, 4))
            #expect(route.petitionFrom == Day(2026, 8, 19))
            #expect(
                CourtRoute(kind, due: due, noticeSentOn: Day(2026, 9, 1)).petitionFrom
                    == Day(2026, 9, 16))
            // A notice before the debtor was late counts from the first day it could go.
            #expect(
                CourtRoute(kind, due: due, noticeSentOn: Day(2026, 7, 1)).petitionFrom
                    == Day(2026, 8, 19))
        }
        #expect(CourtRoute.answerUntil(petitionReceived: Day(2026, 8, 19)) == Day(2026, 9, 9))
    }

    @Test("V11 and the cap's other borders")
    func collectionFee() throws {
        let given = CollectionFee.Case(
            claim: Money(kroner: 60_000), due: Day(2026, 3, 2), paidOn: Day(2026, 10, 1),
            debtor: .business, creditorVATLiable: false)
        let caps = try [false, true].map {
            try CollectionFee.cap(given, heavy: $0, law: .shipped)
        }
        let compensation = Money(kroner: 430)
        #expect(
            caps.map { CollectionFee.room(cap: $0, ownFees: .zero, compensation: compensation).ore }
                == [463_250, 969_500])
        #expect(
            CollectionFee.room(
                cap: Money(kroner: 100), ownFees: Money(kroner: 189), compensation: .zero) == .zero)
        #expect(throws: MissingRate.self) { try CollectionFee.bands(due: Day(2009, 12, 31)) }
        #expect(try CollectionFee.bands(due: Day(2010, 1, 1)).count == 5)
        #expect(try CollectionFee.bands(due: Day(2020, 9, 30)).count == 5)
        #expect(try CollectionFee.bands(due: Day(2020, 10, 1)).count == 7)
    }

    @Test("More than four instalments add one and a half inkassosats, not four, and not at court")
    func instalments() throws {
        func added(_ count: Int, _ isAtCourt: Bool = false) throws -> Int64 {
            try CollectionFee.instalmentAddition(
                instalments: count, isAtCourt: isAtCourt, on: Day(2026, 10, 1), law: .shipped
            ).ore
        }
        #expect(try added(4) == 0)
        #expect(try added(5) == 112_500)
        #expect(try added(5, true) == 0)
    }

    @Test(
        "The heavy cap needs a demand that followed a missed deadline of 14 days",
        arguments: [28, 29, 30])
    func heavy(days: Int) {
        let deadline = Day(2026, 9, 15)
        let reminder = EarlierLetter(
            kind: .reminder, sentOn: Day(2026, 8, 17), deadline: Day(2026, 8, 31), fee: .zero)
        let short = EarlierLetter(
            kind: .reminder, sentOn: Day(2026, 8, 17), deadline: Day(2026, 8, 30), fee: .zero)
        func isHeavy(_ letters: [EarlierLetter]) -> Bool {
            CollectionFee.isHeavy(
                on: deadline + days, demandSentOn: Day(2026, 9, 1), demandDeadline: deadline,
                letters: letters)
        }
        #expect(isHeavy([reminder]) == (days >= 29))
        #expect(!isHeavy([short]))
        #expect(!isHeavy([]))
    }

    @Test("A lawyer-led collection has the light column, without fees and 15 days past the demand")
    func lawyerLed() throws {
        func cap(_ paidOn: Day, ownFees: Money = .zero) throws -> Money? {
            try CollectionFee.lawyerLed(
                .init(
                    claim: Money(kroner: 4800), due: Day(2026, 8, 3), paidOn: paidOn,
                    debtor: .consumer), demandDeadline: Day(2026, 9, 15), ownFees: ownFees,
                law: .shipped)
        }
        #expect(try cap(Day(2026, 9, 29)) == nil)
        #expect(try cap(Day(2026, 9, 30)) == Money(kroner: 600))
        #expect(try cap(Day(2026, 9, 30), ownFees: Money(kroner: 38)) == nil)
    }
}
