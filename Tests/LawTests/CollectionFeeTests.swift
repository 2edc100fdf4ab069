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
}
