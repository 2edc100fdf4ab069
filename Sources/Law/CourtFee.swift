import Basics

/// What the courts and the enforcement officer charge, as multiples of the court fee R on the day of filing.
///
/// A fee that ends in øre is rounded down to a whole krone. R and the multiple are those of the day of filing.
///
/// ```scenario
/// 2026-11-10
/// expect court-fee conciliation-complaint 2071.00
/// expect court-fee enforcement-petition 928.00
/// expect court-fee bankruptcy-notice-service 672.00
/// expect court-fee bankruptcy-deposit 67250.00
/// ```
///
/// - Source: rettsgebyrloven §§ 1, 6 a, 7, 8, 14, 16–18 and 25.
public enum CourtFee {
    public enum Act: String, CaseIterable, Codable, Sendable {
        /// Forliksklage.
        case conciliationComplaint = "conciliation-complaint"
        /// Begjæring om utlegg.
        case enforcementPetition = "enforcement-petition"
        /// Forkynnelse av konkursvarsel.
        case bankruptcyNoticeService = "bankruptcy-notice-service"
        /// The deposit with a bankruptcy petition, which is also the most the petitioner can be made to pay.
        case bankruptcyDeposit = "bankruptcy-deposit"
        /// Konkursbegjæring rejected or withdrawn.
        case bankruptcyPetitionWithdrawn = "bankruptcy-petition-withdrawn"
        case bankruptcyOpened = "bankruptcy-opened"
        case bankruptcyDiscontinued = "bankruptcy-discontinued"
        /// Tingrett, the first day; 1 R less after the conciliation board.
        case districtCourt = "district-court"
        /// Småkravprosess; 1 R less after the conciliation board.
        case smallClaims = "small-claims"

        public var citation: Citation {
            switch self {
            case .conciliationComplaint: Citation(.rettsgebyrloven, "§ 7")
            case .enforcementPetition: Citation(.rettsgebyrloven, "§ 14")
            case .bankruptcyNoticeService: Citation(.rettsgebyrloven, "§ 25")
            case .bankruptcyDeposit: Citation(.konkursloven, "§§ 67, 73")
            case .bankruptcyOpened: Citation(.rettsgebyrloven, "§ 16")
            case .bankruptcyPetitionWithdrawn: Citation(.rettsgebyrloven, "§ 17")
            case .bankruptcyDiscontinued: Citation(.rettsgebyrloven, "§ 18")
            case .districtCourt, .smallClaims: Citation(.rettsgebyrloven, "§ 8")
            }
        }
    }

    /// The fee for an act filed on `day`, in whole kroner.
    ///
    /// - Parameter afterConciliation: the conciliation board has handled the case; counts for the district court alone.
    /// - Throws: ``MissingRate`` when R or the act's multiple is not known for the day.
    public static func amount(
        of act: Act, on day: Day, afterConciliation: Bool = false, law: LawBook
    ) throws(MissingRate) -> Money {
        let unit = try law.value(of: .courtFee, in: law.courtFee, on: day)
        var hundredths = try multiple(of: act, on: day).value
        if afterConciliation, act == .districtCourt || act == .smallClaims { hundredths -= 100 }
        return Money(kroner: unit.ore * hundredths / 10_000)
    }

    /// The multiple in hundredths of R, with the days it holds and its source.
    ///
    /// - Throws: ``MissingRate`` when it is not known for the day.
    public static func multiple(of act: Act, on day: Day) throws(MissingRate) -> Dated<Int64> {
        guard let row = rows(act).last(where: { $0.covers(day) }) else {
            throw MissingRate(table: .courtFee, day: day)
        }
        return row
    }

    // Each row names the act that set it. Before a first row, and for what has none, the multiple is not known.
    private static func rows(_ act: Act) -> [Dated<Int64>] {
        switch act {
        case .conciliationComplaint:
            [
                Dated(Day(2006, 1, 1), Day(2018, 12, 31), 100, "rettsgebyrloven § 7, history"),
                Dated(Day(2019, 1, 1), Day(2021, 12, 31), 115, "LOV-2018-12-20-118"),
                Dated(Day(2022, 1, 1), Day(2024, 6, 30), 110, "LOV-2021-12-22-166"),
                Dated(Day(2024, 7, 1), nil, 154, "LOV-2024-06-21-49"),
            ]
        case .enforcementPetition:
            [
                Dated(Day(2016, 1, 1), Day(2020, 12, 31), 170, "LOV-2015-12-18-125"),
                Dated(Day(2021, 1, 1), Day(2021, 12, 31), 125, "LOV-2020-12-21-174"),
                Dated(Day(2022, 1, 1), Day(2024, 12, 31), 121, "LOV-2021-12-22-166"),
                Dated(Day(2025, 1, 1), nil, 69, "LOV-2024-12-20-98"),
            ]
        case .bankruptcyNoticeService:
            [
                Dated(Day(2022, 1, 1), Day(2024, 6, 30), 40, "LOV-2021-12-22-166"),
                Dated(Day(2024, 7, 1), nil, 50, "LOV-2024-06-21-49"),
            ]
        case .bankruptcyDeposit: [Dated(Day(2005, 7, 1), nil, 5000, "FOR-2005-01-27-70")]
        case .bankruptcyPetitionWithdrawn:
            [Dated(Day(2019, 1, 1), nil, 150, "LOV-2018-12-20-118")]
        case .bankruptcyOpened:
            [
                Dated(Day(2016, 1, 1), Day(2021, 12, 31), 2500, "LOV-2015-12-18-125"),
                Dated(Day(2022, 1, 1), nil, 435, "LOV-2021-12-22-166"),
            ]
        case .bankruptcyDiscontinued: [Dated(Day(2022, 1, 1), nil, 400, "LOV-2021-12-22-166")]
        // The first days of these two are not confirmed; the multiples are those of the consolidated text.
        case .districtCourt: [Dated(Day(2002, 1, 1), nil, 500, "rettsgebyrloven § 8")]
        case .smallClaims: [Dated(Day(2008, 1, 1), nil, 350, "rettsgebyrloven § 8")]
        }
    }
}

extension LawBook {
    /// The court fee R on a day, in øre.
    ///
    /// - Throws: ``MissingRate`` when it is not known.
    public func courtFee(on day: Day) throws(MissingRate) -> Money {
        try courtFeeRow(on: day).value
    }

    /// The same with the days it holds and its source.
    ///
    /// - Throws: ``MissingRate`` when it is not known.
    public func courtFeeRow(on day: Day) throws(MissingRate) -> Dated<Money> {
        // The newest row that covers the day: an own row may begin where a shipped one has no end yet.
        guard let row = courtFee.last(where: { $0.covers(day) }) else {
            throw MissingRate(table: .courtFee, day: day)
        }
        return row
    }
}
