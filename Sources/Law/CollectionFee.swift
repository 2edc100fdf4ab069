import Basics

/// The most an agency's collection fee (salær) may be, out of court and everything included.
///
/// A multiple of the inkassosats on the day the principal is paid, by the claim's size: the principal and interest that
/// ran before the due date. Half as much again from a business; a quarter more where the creditor cannot deduct VAT; double
/// when the payment demand's deadline is more than 28 days past. Cut to whole øre, so that the cap is never passed. Claims
/// handed over together are one claim of their sum. The cap holds the creditor's own fees too.
///
/// ```scenario
/// claim consumer principal 2500.00 due 2026-08-03
/// 2026-08-17 reminder deadline 2026-08-31
/// 2026-09-01 payment-demand deadline 2026-09-15
/// expect heavy-from 2026-10-14
/// 2026-10-13
/// expect salaer light 300.00
/// expect salaer heavy 600.00
/// # 38,00 and 113,00 are charged already.
/// expect salaer room 149.00
/// ```
///
/// - Source: inkassoforskriften §§ 2-1 to 2-3 and 2-6.
public enum CollectionFee {
    /// What the cap depends on.
    public struct Case: Hashable, Sendable {
        /// Principal and interest that ran before the due date, in øre; the sum where several are handed over together.
        public var claim: Money
        public var due: Day
        /// The day the principal is paid: its inkassosats counts.
        public var paidOn: Day
        public var debtor: DebtorKind
        /// True when the claim stems from business liable to VAT, so that no VAT is added.
        public var creditorVATLiable: Bool

        public init(
            claim: Money, due: Day, paidOn: Day, debtor: DebtorKind, creditorVATLiable: Bool = true
        ) {
            self.claim = claim
            self.due = due
            self.paidOn = paidOn
            self.debtor = debtor
            self.creditorVATLiable = creditorVATLiable
        }
    }

    /// A claim size and the multiple of the inkassosats from a consumer before the heavy fee.
    public struct Band: Hashable, Sendable {
        /// The largest claim in it, inclusive; nil in the last.
        public let upTo: Money?
        /// Hundredths: 40 is 0.40.
        public let hundredths: Int64
    }

    /// - Throws: ``MissingRate`` for a claim that fell due before 2010, and when no inkassosats is known.
    public static func cap(
        _ given: Case, heavy: Bool, law: LawBook
    ) throws(MissingRate) -> Money {
        let bands = try bands(due: given.due)
        let multiple = bands.first { $0.upTo.map { given.claim <= $0 } ?? true }?.hundredths ?? 0
        return try amount(multiple, given, heavy: heavy, law: law)
    }

    static func amount(
        _ hundredths: Int64, _ given: Case, heavy: Bool, law: LawBook
    ) throws(MissingRate) -> Money {
        let rate = try law.value(of: .collectionRate, in: law.collectionRate, on: given.paidOn)
        // Hundredths × halves × quarters: 100 × 2 × 4 = 800.
        let factor =
            hundredths * (heavy ? 2 : 1) * (given.debtor.treatedAs == .business ? 3 : 2)
            * (given.creditorVATLiable ? 4 : 5)
        return Money(ore: rate.ore * factor / 800)
    }

    /// The bands for claims that fell due on `due`.
    ///
    /// - Throws: ``MissingRate`` before 2010-01-01.
    public static func bands(due: Day) throws(MissingRate) -> [Band] {
        guard due >= Day(2010, 1, 1) else { throw MissingRate(table: .collectionRate, day: due) }
        return due >= Day(2020, 10, 1) ? bandsFrom2020 : bandsFrom2010
    }

    /// The first day the heavy cap applies: the payment demand's deadline is more than 28 days past.
    public static func heavyFrom(demandDeadline: Day) -> Day { demandDeadline + 29 }

    /// Whether the heavy cap applies when the order to pay reached the bank on `day`.
    ///
    /// The payment demand must have come after a missed deadline of at least 14 days in a reminder or collection notice.
    ///
    /// - Parameter letters: the letters before the demand.
    public static func isHeavy(
        on day: Day, demandSentOn: Day, demandDeadline: Day, letters: [EarlierLetter]
    ) -> Bool {
        day >= heavyFrom(demandDeadline: demandDeadline)
            && letters.contains {
                $0.kind != .paymentDemand && $0.hasMissedFullDeadline(before: demandSentOn)
            }
    }

    /// What an agency may still charge: the cap less what the creditor has charged, fees or compensation, whichever is
    /// more.
    public static func room(cap: Money, ownFees: Money, compensation: Money) -> Money {
        max(.zero, cap - max(ownFees, compensation))
    }

    /// What a plan of more than four instalments adds to the cap: 1.5 × the inkassosats, unless the case goes or has gone to
    /// court. Whether VAT and the half more from a business apply to it is not settled; neither is added here.
    ///
    /// ```scenario
    /// claim consumer principal 5000.00 due 2026-08-03
    /// 2026-08-17 instalment-plan 1250 on 2026-09-01, 1250 on 2026-10-01, 1250 on 2026-11-02, 1250 on 2026-12-01
    /// expect salaer-instalment-addition 0.00
    /// 2026-08-18 instalment-plan 1000 on 2026-09-01, 1000 on 2026-10-01, 1000 on 2026-11-02, 1000 on 2026-12-01, 1000 on 2027-01-04
    /// expect salaer-instalment-addition 1125.00
    /// 2026-08-19 conciliation-complaint
    /// expect salaer-instalment-addition 0.00
    /// ```
    ///
    /// - Source: inkassoforskriften § 2-4.
    public static func instalmentAddition(
        instalments: Int, isAtCourt: Bool, on day: Day, law: LawBook
    ) throws(MissingRate) -> Money {
        guard instalments > 4, !isAtCourt else { return .zero }
        let rate = try law.value(of: .collectionRate, in: law.collectionRate, on: day)
        return Money(ore: rate.ore * 3 / 2)
    }

    /// What a creditor whose own collection a lawyer leads may charge instead of fees: the light column.
    ///
    /// ```scenario
    /// claim consumer principal 5000.00 due 2026-08-03
    /// 2026-08-17 reminder deadline 2026-08-31 no-fee
    /// 2026-09-01 payment-demand deadline 2026-09-15 no-fee
    /// expect on 2026-09-29 salaer-lawyer none
    /// expect on 2026-09-30 salaer-lawyer 600.00
    /// ```
    ///
    /// - Parameters:
    ///   - demandDeadline: the deadline of the creditor's own payment demand; more than 14 days must be past.
    ///   - ownFees: fees charged for letters; any at all rules it out.
    /// - Returns: nil when it is not allowed on the day.
    /// - Source: inkassoforskriften § 1-4.
    public static func lawyerLed(
        _ given: Case, demandDeadline: Day, ownFees: Money, law: LawBook
    ) throws(MissingRate) -> Money? {
        guard given.due >= Day(2020, 10, 1), ownFees == .zero,
            given.paidOn >= lawyerLedFrom(demandDeadline: demandDeadline)
        else { return nil }
        return try cap(given, heavy: false, law: law)
    }

    /// The first day of ``lawyerLed(_:demandDeadline:ownFees:law:)``.
    public static func lawyerLedFrom(demandDeadline: Day) -> Day { demandDeadline + 15 }

    private static let bandsFrom2020 = [
        Band(upTo: Money(kroner: 500), hundredths: 25),
        Band(upTo: Money(kroner: 1000), hundredths: 35),
        Band(upTo: Money(kroner: 2500), hundredths: 40),
        Band(upTo: Money(kroner: 10_000), hundredths: 80),
        Band(upTo: Money(kroner: 50_000), hundredths: 160),
        Band(upTo: Money(kroner: 250_000), hundredths: 360), Band(upTo: nil, hundredths: 720),
    ]
    private static let bandsFrom2010 = [
        Band(upTo: Money(kroner: 2500), hundredths: 50),
        Band(upTo: Money(kroner: 10_000), hundredths: 100),
        Band(upTo: Money(kroner: 50_000), hundredths: 200),
        Band(upTo: Money(kroner: 250_000), hundredths: 400), Band(upTo: nil, hundredths: 800),
    ]
}

extension CollectionFee {
    /// One line of the whole table: a band, and its caps in each of the eight columns.
    public struct Row: Hashable, Codable, Sendable {
        /// The largest claim, inclusive; nil in the last row.
        public let upTo: Money?
        /// Hundredths of the inkassosats: 40 is 0.40.
        public let hundredths: Int64
        public let consumerLight: Money
        public let consumerHeavy: Money
        public let consumerLightVAT: Money
        public let consumerHeavyVAT: Money
        public let businessLight: Money
        public let businessHeavy: Money
        public let businessLightVAT: Money
        public let businessHeavyVAT: Money
    }

    /// The table for claims that fell due on `due` and are paid on `paidOn`.
    public static func table(due: Day, paidOn: Day, law: LawBook) throws(MissingRate) -> [Row] {
        var rows: [Row] = []
        for band in try bands(due: due) {
            func cell(
                _ debtor: DebtorKind, _ heavy: Bool, _ liable: Bool
            ) throws(MissingRate) -> Money {
                try amount(
                    band.hundredths,
                    Case(
                        claim: .zero, due: due, paidOn: paidOn, debtor: debtor,
                        creditorVATLiable: liable), heavy: heavy, law: law)
            }
            rows.append(
                Row(
                    upTo: band.upTo, hundredths: band.hundredths,
                    consumerLight: try cell(.consumer, false, true),
                    consumerHeavy: try cell(.consumer, true, true),
                    consumerLightVAT: try cell(.consumer, false, false),
                    consumerHeavyVAT: try cell(.consumer, true, false),
                    businessLight: try cell(.business, false, true),
                    businessHeavy: try cell(.business, true, true),
                    businessLightVAT: try cell(.business, false, false),
                    businessHeavyVAT: try cell(.business, true, false)))
        }
        return rows
    }
}
