import Basics
import Law
import Testing

@Suite("The agency's collection fee")
struct CollectionFeeTests {
    private func caps(
        _ claimOre: Int64, _ debtor: DebtorKind, vatLiable: Bool, due: Day = Day(2026, 7, 1),
        paidOn: Day = Day(2026, 10, 1)
    ) throws -> [Int64] {
        try [false, true].map { heavy in
            try CollectionFee.cap(
                .init(
                    claim: Money(ore: claimOre), due: due, paidOn: paidOn, debtor: debtor,
                    creditorVATLiable: vatLiable), heavy: heavy, law: .shipped
            ).ore
        }
    }

    @Test("V10: one øre more doubles the cap at the edge of a band")
    func v10() throws {
        #expect(try caps(250_000, .consumer, vatLiable: true) == [30_000, 60_000])
        #expect(try caps(250_001, .consumer, vatLiable: true) == [60_000, 120_000])
    }

    @Test("V10: the heavy cap applies from the twenty-ninth day after the demand's deadline")
    func heavyFrom() {
        #expect(CollectionFee.heavyFrom(demandDeadline: Day(2026, 9, 15)) == Day(2026, 10, 14))
    }

    @Test("V11: a business pays half as much again, and VAT where the creditor cannot deduct it")
    func v11() throws {
        #expect(try caps(6_000_000, .business, vatLiable: false) == [506_250, 1_012_500])
    }

    struct Band: Sendable {
        let upToKroner: Int64
        /// Light and heavy: consumer, consumer with VAT, business, business with VAT; whole øre.
        let cells: [[Int64]]
    }

    static let bands = [
        Band(
            upToKroner: 500,
            cells: [[18_750, 37_500], [23_437, 46_875], [28_125, 56_250], [35_156, 70_312]]),
        Band(
            upToKroner: 1000,
            cells: [[26_250, 52_500], [32_812, 65_625], [39_375, 78_750], [49_218, 98_437]]),
        Band(
            upToKroner: 2500,
            cells: [[30_000, 60_000], [37_500, 75_000], [45_000, 90_000], [56_250, 112_500]]),
        Band(
            upToKroner: 10_000,
            cells: [
                [60_000, 120_000], [75_000, 150_000], [90_000, 180_000], [112_500, 225_000],
            ]),
        Band(
            upToKroner: 50_000,
            cells: [
                [120_000, 240_000], [150_000, 300_000], [180_000, 360_000], [225_000, 450_000],
            ]),
        Band(
            upToKroner: 250_000,
            cells: [
                [270_000, 540_000], [337_500, 675_000], [405_000, 810_000], [506_250, 1_012_500],
            ]),
        Band(
            upToKroner: 100_000_000_000,
            cells: [
                [540_000, 1_080_000], [675_000, 1_350_000], [810_000, 1_620_000],
                [1_012_500, 2_025_000],
            ]),
    ]

    @Test("Every cell of the table of 2026, cut to whole øre")
    func table() throws {
        var from: Int64 = 1
        for band in Self.bands {
            for ore in [from, band.upToKroner * 100] {
                let found = [
                    try caps(ore, .consumer, vatLiable: true),
                    try caps(ore, .consumer, vatLiable: false),
                    try caps(ore, .business, vatLiable: true),
                    try caps(ore, .business, vatLiable: false),
                ]
                #expect(found == band.cells, "claim of \(ore) øre")
            }
            from = band.upToKroner * 100 + 1
        }
    }

    @Test("A debtor of unknown kind is a consumer")
    func unknown() throws {
        #expect(
            try caps(250_000, .unknown, vatLiable: true)
                == caps(250_000, .consumer, vatLiable: true))
    }

    @Test("Claims due before October 2020 keep their five bands")
    func before2020() throws {
        let due = Day(2020, 9, 30)
        for (kroner, light) in [
            (2500, 37_500), (2501, 75_000), (10_000, 75_000), (50_000, 150_000),
            (250_000, 300_000), (250_001, 600_000),
        ] as [(Int64, Int64)] {
            #expect(
                try caps(kroner * 100, .consumer, vatLiable: true, due: due) == [light, light * 2])
        }
        let reformed = try caps(250_000, .consumer, vatLiable: true, due: Day(2020, 10, 1))
        #expect(reformed == [30_000, 60_000])
    }

    @Test("The inkassosats of the day of payment counts, and claims before 2010 have no table")
    func days() throws {
        let paid2025 = try caps(
            250_000, .consumer, vatLiable: true, due: Day(2025, 7, 1), paidOn: Day(2025, 12, 31))
        #expect(paid2025 == [28_000, 56_000])
        let paid2026 = try caps(
            250_000, .consumer, vatLiable: true, due: Day(2025, 7, 1), paidOn: Day(2026, 1, 1))
        #expect(paid2026 == [30_000, 60_000])
        #expect(throws: MissingRate(table: .collectionRate, day: Day(2009, 12, 31))) {
            try caps(250_000, .consumer, vatLiable: true, due: Day(2009, 12, 31))
        }
        #expect(throws: MissingRate(table: .collectionRate, day: Day(2014, 12, 31))) {
            try caps(250_000, .consumer, vatLiable: true, paidOn: Day(2014, 12, 31))
        }
    }

    @Test("A claim due before 2010 has no table, and the bands tell the due dates they hold for")
    func bandTable() throws {
        #expect(throws: MissingRate.self) {
            try CollectionFee.bandTable(due: Day(2009, 12, 31))
        }
        let old = try CollectionFee.bandTable(due: Day(2020, 9, 30))
        #expect((old.from, old.to) == (Day(2010, 1, 1), Day(2020, 9, 30)))
        #expect(old.source.hasSuffix("FOR-2009-09-04-1151"))
        let new = try CollectionFee.bandTable(due: Day(2020, 10, 1))
        #expect((new.from, new.to) == (Day(2020, 10, 1), nil))
        #expect(new.source.hasSuffix("FOR-2020-06-19-1248"))
    }

    @Test(
        "The heavy cap counts only a missed deadline in a letter sent after the due date",
        arguments: [(-1, false), (0, false), (1, true)])
    func afterDue(days: Int, isHeavy: Bool) {
        let due = Day(2026, 8, 3)
        let letter = EarlierLetter(
            kind: .collectionNotice, sentOn: due + days, deadline: due + days + 14, fee: .zero)
        let found = CollectionFee.isHeavy(
            on: Day(2026, 10, 14), demandSentOn: Day(2026, 9, 1), demandDeadline: Day(2026, 9, 15),
            letters: [letter], due: due)
        #expect(found == isHeavy)
    }

    @Test("A demand sent on the last day of the deadline before it has not seen it missed")
    func demandTooEarly() {
        let letter = EarlierLetter(
            kind: .reminder, sentOn: Day(2026, 8, 17), deadline: Day(2026, 8, 31), fee: .zero)
        for (sentOn, isHeavy) in [
            (Day(2026, 8, 30), false), (Day(2026, 8, 31), false), (Day(2026, 9, 1), true),
        ] {
            #expect(
                CollectionFee.isHeavy(
                    on: Day(2026, 12, 1), demandSentOn: sentOn, demandDeadline: sentOn + 14,
                    letters: [letter], due: Day(2026, 8, 3)) == isHeavy)
        }
    }

    @Test("V11: compensation eats of the cap; own fees beside it do not eat of it a second time")
    func room() {
        let kroner = Money.init(kroner:)
        for (cap, ownFees, compensation, left) in [
            (506_250, 0, 430, 463_250), (1_012_500, 0, 430, 969_500),
            // 38 and then 392 more: 430 in all.
            (506_250, 38, 430, 463_250), (506_250, 189, 0, 487_350), (18_750, 189, 0, 0),
            (18_750, 0, 430, 0),
        ] as [(Int64, Int64, Int64, Int64)] {
            #expect(
                CollectionFee.room(
                    cap: Money(ore: cap), ownFees: kroner(ownFees),
                    compensation: kroner(compensation)) == Money(ore: left))
        }
    }

    @Test("A served bankruptcy notice raises the cap by the public fee of its day")
    func bankruptcyNotice() throws {
        func added(_ day: Day) throws -> Money {
            try CollectionFee.bankruptcyNoticeAddition(servedOn: day, law: .shipped)
        }
        // 0.4 and 0.5 of 1 277, and 0.5 of 1 345.
        #expect(try added(Day(2024, 6, 30)) == Money(kroner: 510))
        #expect(try added(Day(2024, 7, 1)) == Money(kroner: 638))
        #expect(try added(Day(2026, 11, 10)) == Money(kroner: 672))
        #expect(throws: MissingRate.self) { try added(Day(2021, 12, 31)) }
    }

    @Test("A plan adds 1.5 inkassosats of the day, the same from a business and without VAT")
    func instalments() throws {
        func added(_ count: Int, _ day: Day) throws -> Int64 {
            try CollectionFee.instalmentAddition(
                instalments: count, isAtCourt: false, on: day, law: .shipped
            ).ore
        }
        #expect(try added(5, Day(2025, 12, 31)) == 105_000)
        #expect(try added(5, Day(2026, 1, 1)) == 112_500)
        #expect(try added(4, Day(2026, 1, 1)) == 0)
    }
}

@Suite("The table of collection fees")
struct CollectionFeeTableTests {
    /// Ten-thousandths of a krone: consumer light, heavy, the same with VAT; then a business.
    static let cells: [[Int64]] = [
        [
            1_875_000, 3_750_000, 2_343_750, 4_687_500,
            2_812_500, 5_625_000, 3_515_625, 7_031_250,
        ],
        [
            2_625_000, 5_250_000, 3_281_250, 6_562_500,
            3_937_500, 7_875_000, 4_921_875, 9_843_750,
        ],
        [
            3_000_000, 6_000_000, 3_750_000, 7_500_000,
            4_500_000, 9_000_000, 5_625_000, 11_250_000,
        ],
        [
            6_000_000, 12_000_000, 7_500_000, 15_000_000,
            9_000_000, 18_000_000, 11_250_000, 22_500_000,
        ],
        [
            12_000_000, 24_000_000, 15_000_000, 30_000_000,
            18_000_000, 36_000_000, 22_500_000, 45_000_000,
        ],
        [
            27_000_000, 54_000_000, 33_750_000, 67_500_000,
            40_500_000, 81_000_000, 50_625_000, 101_250_000,
        ],
        [
            54_000_000, 108_000_000, 67_500_000, 135_000_000,
            81_000_000, 162_000_000, 101_250_000, 202_500_000,
        ],
    ]

    @Test("All 56 cells of 2026 are exact before they are cut")
    func exact() throws {
        var found = [[Int64]](repeating: [], count: 7)
        for debtor in [DebtorKind.consumer, .business] {
            for addsVAT in [false, true] {
                let lines = try CollectionFee.table(
                    on: Day(2026, 11, 23), due: Day(2026, 7, 1), debtor: debtor, addsVAT: addsVAT,
                    law: .shipped)
                for (index, line) in lines.enumerated() {
                    // A ten-thousandth of a krone is a hundredth of an øre: eight parts.
                    #expect(line.light.parts % 8 == 0 && line.heavy.parts == line.light.parts * 2)
                    found[index] += [line.light.parts / 8, line.heavy.parts / 8]
                }
            }
        }
        #expect(found == Self.cells)
        #expect(found.joined().count == 56)
    }

    @Test("The printed table cuts every cell to whole øre")
    func printed() throws {
        let rows = try CollectionFee.table(
            due: Day(2026, 7, 1), paidOn: Day(2026, 11, 23), law: .shipped)
        let upTo = rows.map { $0.upTo?.ore }
        #expect(upTo == [50_000, 100_000, 250_000, 1_000_000, 5_000_000, 25_000_000, nil])
        #expect(rows.map(\.hundredths) == [25, 35, 40, 80, 160, 360, 720])
        for (row, cells) in zip(rows, Self.cells) {
            let printed = [
                row.consumerLight, row.consumerHeavy, row.consumerLightVAT, row.consumerHeavyVAT,
                row.businessLight, row.businessHeavy, row.businessLightVAT, row.businessHeavyVAT,
            ]
            #expect(printed.map(\.ore) == cells.map { $0 / 100 })
        }
    }

    @Test("Claims due before October 2020 have five bands, at the inkassosats of the payment")
    func before2020() throws {
        let lines = try CollectionFee.table(
            on: Day(2026, 1, 1), due: Day(2020, 9, 30), debtor: .consumer, addsVAT: false,
            law: .shipped)
        #expect(lines.map(\.light.money.ore) == [37_500, 75_000, 150_000, 300_000, 600_000])
        #expect(lines.map(\.heavy.money.ore) == [75_000, 150_000, 300_000, 600_000, 1_200_000])
        let earlier = try CollectionFee.table(
            on: Day(2025, 12, 31), due: Day(2020, 9, 30), debtor: .consumer, addsVAT: false,
            law: .shipped)
        #expect(earlier.map(\.light.money.ore) == [35_000, 70_000, 140_000, 280_000, 560_000])
        #expect(throws: MissingRate.self) {
            try CollectionFee.table(due: Day(2009, 12, 31), paidOn: Day(2026, 1, 1), law: .shipped)
        }
    }
}

@Suite("Own collection led by a lawyer")
struct LawyerLedTests {
    private let deadline = Day(2026, 9, 15)

    private func fee(
        _ given: CollectionFee.Case, letters: [EarlierLetter]? = nil
    ) throws -> Money? {
        try CollectionFee.lawyerLed(
            given, demandDeadline: deadline, ownFees: .zero,
            earlier: letters.map { (demandSentOn: Day(2026, 9, 1), letters: $0) }, law: .shipped)
    }

    private func given(
        _ debtor: DebtorKind = .consumer, due: Day = Day(2026, 8, 3), vatLiable: Bool = true
    ) -> CollectionFee.Case {
        CollectionFee.Case(
            claim: Money(kroner: 5000), due: due, paidOn: Day(2026, 9, 30), debtor: debtor,
            creditorVATLiable: vatLiable)
    }

    @Test("No VAT is added, whatever the creditor can deduct; a business pays half as much again")
    func noVAT() throws {
        #expect(try fee(given()) == Money(kroner: 600))
        #expect(try fee(given(vatLiable: false)) == Money(kroner: 600))
        #expect(try fee(given(.business, vatLiable: false)) == Money(kroner: 900))
    }

    @Test("The demand must come after a missed deadline of 14 days in a letter after the due date")
    func letters() throws {
        func letter(_ sentOn: Day, _ deadline: Day) -> EarlierLetter {
            EarlierLetter(kind: .reminder, sentOn: sentOn, deadline: deadline, fee: .zero)
        }
        let cases = [
            (letter(Day(2026, 8, 17), Day(2026, 8, 31)), Money(kroner: 600)),
            (letter(Day(2026, 8, 17), Day(2026, 8, 30)), nil),
            (letter(Day(2026, 8, 18), Day(2026, 9, 1)), nil),
            (letter(Day(2026, 8, 3), Day(2026, 8, 31)), nil),
        ]
        for (letter, expected) in cases {
            #expect(try fee(given(), letters: [letter]) == expected)
        }
        #expect(try fee(given(), letters: []) == nil)
    }

    @Test("Claims due before October 2020 have the bands of 2010; earlier ones are not known")
    func before2020() throws {
        #expect(try fee(given(due: Day(2020, 9, 30))) == Money(kroner: 750))
        #expect(try fee(given(due: Day(2020, 10, 1))) == Money(kroner: 600))
        #expect(throws: MissingRate.self) { try fee(given(due: Day(2009, 12, 31))) }
    }
}
