import Basics

/// The most a debtor can be made to pay for the drafting of a petition, beside the court's fee.
///
/// A multiple of R on the day of filing, with VAT added where the creditor cannot deduct it, cut to whole øre (a reading: neither
/// text has a rule of rounding). It is for legal help: whether a creditor who drafts its own petition gets all of it is not
/// confirmed.
///
/// ```scenario
/// creditor not-vat-liable
/// 2026-11-10
/// expect drafting enforcement-petition 840.62
/// expect drafting conciliation-complaint 840.62
/// ```
///
/// - Source: sakskostnadsforskriften § 2 (enforcement), tvisteloven § 6-13 (conciliation).
public enum DraftingCost {
    public enum Act: String, CaseIterable, Codable, Sendable {
        /// Begjæring om utlegg: drafting and other ordinary costs.
        case enforcementPetition = "enforcement-petition"
        /// A complaint to the conciliation board where costs from before court are claimed too.
        case conciliationComplaint = "conciliation-complaint"
        /// The same where none are, with legal help.
        case conciliationWithHelp = "conciliation-with-help"

        public var citation: Citation {
            switch self {
            case .enforcementPetition: Citation(.sakskostnadsforskriften, "§ 2")
            case .conciliationComplaint, .conciliationWithHelp: Citation(.tvisteloven, "§ 6-13")
            }
        }
    }

    /// The most for an act filed on `day`.
    ///
    /// - Throws: ``MissingRate`` when R or the multiple is not known for the day.
    public static func cap(
        of act: Act, on day: Day, creditorVATLiable: Bool, law: LawBook
    ) throws(MissingRate) -> Money {
        let multiple = try multiple(of: act, on: day)
        return try amount(multiple.value, on: day, creditorVATLiable, law)
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

    /// The most for meeting before the conciliation board without a duty to meet in person: half of R.
    ///
    /// - Throws: ``MissingRate`` when R is not known for the day.
    /// - Source: tvisteloven § 6-13 (1) c.
    public static func attendanceCap(
        on day: Day, creditorVATLiable: Bool, law: LawBook
    ) throws(MissingRate) -> Money {
        guard attendance.covers(day) else { throw MissingRate(table: .courtFee, day: day) }
        return try amount(attendance.value, on: day, creditorVATLiable, law)
    }

    /// The multiple of ``attendanceCap(on:creditorVATLiable:law:)`` in hundredths of R.
    public static let attendance = Dated<Int64>(Day(2008, 1, 1), nil, 50, "tvisteloven § 6-13")

    private static func amount(
        _ hundredths: Int64, on day: Day, _ creditorVATLiable: Bool, _ law: LawBook
    ) throws(MissingRate) -> Money {
        // Hundredths of R, in quarters for VAT: 100 × 4 = 400.
        Money(ore: try law.courtFee(on: day).ore * hundredths * (creditorVATLiable ? 4 : 5) / 400)
    }

    private static func rows(_ act: Act) -> [Dated<Int64>] {
        switch act {
        // The regulation before this one is not known.
        case .enforcementPetition: [Dated(Day(2021, 2, 1), nil, 50, "FOR-2020-10-23-2120")]
        case .conciliationComplaint:
            [
                Dated(Day(2008, 1, 1), Day(2021, 1, 31), 100, "LOV-2007-01-26-3"),
                Dated(Day(2021, 2, 1), nil, 50, "LOV-2020-12-18-147"),
            ]
        case .conciliationWithHelp: [Dated(Day(2008, 1, 1), nil, 400, "LOV-2007-01-26-3")]
        }
    }
}
