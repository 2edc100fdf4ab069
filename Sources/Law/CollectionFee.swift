import Basics

/// The most an agency's collection fee (salær) may be, out of court and everything included.
///
/// A multiple of the inkassosats on the day the principal is paid, by the claim's size: the principal and interest that
/// ran before the due date. Half as much again from a business; a quarter more where the creditor cannot deduct VAT; double
/// when the payment demand's deadline is more than 28 days past. Cut to whole øre, so that the cap is never passed: a reading,
/// for the regulation has no rule of rounding. Claims handed over together are one claim of their sum. The cap holds the
/// creditor's own fees too, and several debtors liable for one claim share it (a reading, not confirmed).
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
        try exact(band(of: given).hundredths, given, heavy: heavy, law: law).money
    }

    /// The cap of a claim in the band of `hundredths`, not yet cut.
    static func exact(
        _ hundredths: Int64, _ given: Case, heavy: Bool, law: LawBook
    ) throws(MissingRate) -> Exact {
        let rate = try law.value(of: .collectionRate, in: law.collectionRate, on: given.paidOn)
        // Hundredths × halves × quarters: 100 × 2 × 4 = 800 parts of an øre.
        return Exact(
            parts: rate.ore * hundredths * (heavy ? 2 : 1)
                * (given.debtor.treatedAs == .business ? 3 : 2) * (given.creditorVATLiable ? 4 : 5))
    }

    private static func band(of given: Case) throws(MissingRate) -> Band {
        let bands = try bands(due: given.due)
        // The last band has no end, so that every claim is in one.
        return bands.first { $0.upTo.map { given.claim <= $0 } ?? true } ?? bands[bands.count - 1]
    }

    /// The bands for claims that fell due on `due`.
    ///
    /// - Throws: ``MissingRate`` before 2010-01-01.
    public static func bands(due: Day) throws(MissingRate) -> [Band] {
        try bandTable(due: due).value
    }

    /// The bands for claims that fell due on `due`, with the due dates they hold for and the regulation that set them.
    ///
    /// - Throws: ``MissingRate`` before 2010-01-01.
    public static func bandTable(due: Day) throws(MissingRate) -> Dated<[Band]> {
        guard let table = bandTables.last(where: { $0.covers(due) }) else {
            throw MissingRate(table: .collectionRate, day: due)
        }
        return table
    }

    /// The first day the heavy cap applies: the payment demand's deadline is more than 28 days past.
    public static func heavyFrom(demandDeadline: Day) -> Day { demandDeadline + 29 }

    /// Whether the heavy cap applies when the order to pay reached the bank on `day`.
    ///
    /// The payment demand must have come after a missed deadline of at least 14 days in a reminder or collection notice that
    /// itself was sent after the due date.
    ///
    /// - Parameters:
    ///   - letters: the letters before the demand.
    ///   - due: letters sent on it or earlier do not count; nil when the caller has left them out already.
    public static func isHeavy(
        on day: Day, demandSentOn: Day, demandDeadline: Day, letters: [EarlierLetter],
        due: Day? = nil
    ) -> Bool {
        day >= heavyFrom(demandDeadline: demandDeadline)
            && followsMissedDeadline(demandSentOn: demandSentOn, due: due, letters: letters)
    }

    /// Whether a payment demand came after a missed deadline of at least 14 days in a reminder or collection notice.
    ///
    /// - Source: inkassoforskriften §§ 1-4 (3) and 2-3 (2).
    static func followsMissedDeadline(
        demandSentOn: Day, due: Day?, letters: [EarlierLetter]
    ) -> Bool {
        letters.contains { letter in
            letter.kind != .paymentDemand && (due.map { letter.sentOn > $0 } ?? true)
                && letter.hasMissedFullDeadline(before: demandSentOn)
        }
    }

    /// What an agency may still charge: the cap less what the creditor has charged, fees or compensation, whichever is
    /// more; never below zero.
    ///
    /// Fees and compensation are not added up: what is claimed first is deducted from the other, so that the debtor pays the
    /// larger of them in all.
    ///
    /// - Parameters:
    ///   - cap: with what ``instalmentAddition(instalments:isAtCourt:on:law:)`` and ``bankruptcyNoticeAddition(servedOn:law:)``
    ///     raise it by.
    ///   - ownFees: the creditor's own fees that have been charged.
    ///   - compensation: the whole standard compensation once it is claimed, not what it comes to beyond the fees.
    /// - Source: inkassoforskriften §§ 2-1 and 2-6.
    public static func room(cap: Money, ownFees: Money, compensation: Money) -> Money {
        max(.zero, cap - max(ownFees, compensation))
    }

    /// What a plan of more than four instalments adds to the cap: 1.5 × the inkassosats, unless the case goes or has gone to
    /// court. Whether VAT and the half more from a business apply to it is not settled; neither is added here. That the
    /// inkassosats is the one of the day the principal is paid, as for the cap, is a reading.
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
    /// - Parameter isAtCourt: the claim goes or has gone to the conciliation board, a court or the enforcement officer.
    /// - Throws: ``MissingRate`` when no inkassosats is known for the day.
    /// - Source: inkassoforskriften § 2-4 (1).
    public static func instalmentAddition(
        instalments: Int, isAtCourt: Bool, on day: Day, law: LawBook
    ) throws(MissingRate) -> Money {
        guard instalments > 4, !isAtCourt else { return .zero }
        let rate = try law.value(of: .collectionRate, in: law.collectionRate, on: day)
        return Money(ore: rate.ore * 3 / 2)
    }

    /// What the service of a bankruptcy notice (konkursvarsel) adds to the cap: the public fee of the day.
    ///
    /// ```scenario
    /// 2026-11-10
    /// expect court-fee bankruptcy-notice-service 672.00
    /// ```
    ///
    /// - Throws: ``MissingRate`` when the fee is not known for the day.
    /// - Source: inkassoforskriften § 2-4 (2), rettsgebyrloven § 25.
    public static func bankruptcyNoticeAddition(
        servedOn day: Day, law: LawBook
    ) throws(MissingRate) -> Money {
        try CourtFee.amount(of: .bankruptcyNoticeService, on: day, law: law)
    }

    /// What a creditor whose own collection a lawyer leads may charge instead of fees: the light column, half as much again from
    /// a business, never with VAT.
    ///
    /// The lawyer must have given security and lead the collection, and the creditor's own payment demand must have come after a
    /// missed deadline of at least 14 days.
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
    ///   - earlier: the day the demand was sent and the letters before it; nil when the caller knows that a deadline was missed.
    /// - Returns: nil when it is not allowed on the day.
    /// - Throws: ``MissingRate`` for a claim that fell due before 2010, and when no inkassosats is known.
    /// - Source: inkassoforskriften § 1-4.
    public static func lawyerLed(
        _ given: Case, demandDeadline: Day, ownFees: Money,
        earlier: (demandSentOn: Day, letters: [EarlierLetter])? = nil, law: LawBook
    ) throws(MissingRate) -> Money? {
        guard ownFees == .zero, given.paidOn >= lawyerLedFrom(demandDeadline: demandDeadline)
        else { return nil }
        if let earlier,
            !followsMissedDeadline(
                demandSentOn: earlier.demandSentOn, due: given.due, letters: earlier.letters)
        {
            return nil
        }
        // § 1-4 has no words on VAT since 2010, unlike §§ 2-2 and 2-3.
        var withoutVAT = given
        withoutVAT.creditorVATLiable = true
        return try cap(withoutVAT, heavy: false, law: law)
    }

    /// The first day of ``lawyerLed(_:demandDeadline:ownFees:earlier:law:)``: the deadline is more than 14 days past.
    public static func lawyerLedFrom(demandDeadline: Day) -> Day { demandDeadline + 15 }

    /// By due date, oldest first. The lawyer-led fee of § 1-4 has the same bands in both.
    private static let bandTables = [
        Dated(
            Day(2010, 1, 1), Day(2020, 9, 30), bandsFrom2010,
            "inkassoforskriften §§ 2-2, 2-3, FOR-2009-09-04-1151"),
        Dated(
            Day(2020, 10, 1), nil, bandsFrom2020,
            "inkassoforskriften §§ 2-2, 2-3, FOR-2020-06-19-1248"),
    ]
    // The amending regulation printed 2 000 for the third heavy band; the consolidated text has 2 500, as for the light.
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
