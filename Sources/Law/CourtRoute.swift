import Basics

/// The two ways a creditor goes to court by itself with an undisputed claim, and their earliest days.
///
/// Each begins with a written notice: that enforcement will be asked for, or of the claim and its basis. By § 4-18 the notice may go
/// on the due date; Purr plans it for the day after, when the debtor is late. Two full weeks must pass, so that the petition may go
/// on the fifteenth day after the notice. For the complaint the act names no days; the same two weeks are Purr's reading. No
/// reminder and no collection notice is a condition.
///
/// ```scenario
/// claim consumer principal 4800.00 due 2026-08-03
/// expect earliest enforcement 2026-08-19
/// expect earliest conciliation 2026-08-19
/// ```
///
/// - Source: tvangsfullbyrdelsesloven §§ 4-18, 7-2 f, tvisteloven §§ 5-2 and 6-2.
public struct CourtRoute: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// Begjæring om utlegg on the creditor's own statement: the debtor is heard, and an objection sends it to the board.
        case enforcement
        /// Forliksklage.
        case conciliation

        public var citation: Citation {
            switch self {
            case .enforcement: Citation(.tvangsfullbyrdelsesloven, "§§ 4-18, 7-2 f")
            case .conciliation: Citation(.tvisteloven, "§§ 5-2, 6-2")
            }
        }
    }

    public let kind: Kind
    /// The first day Purr plans the notice for.
    public let noticeFrom: Day
    /// True when a notice must still go: none has, or the one that has went too early.
    public let needsNotice: Bool
    /// The first day of the petition or complaint, the notice sent on ``noticeFrom`` or when it was.
    public let petitionFrom: Day

    /// Days between the notice and the petition: two weeks, and the day after them.
    public static let noticeDays = 14

    /// The route as Purr plans it.
    ///
    /// - Parameter noticeSentOn: the day the notice goes, counted from ``noticeFrom`` when it is earlier; nil for the fastest way
    ///   while none has gone.
    public init(_ kind: Kind, due: Day, noticeSentOn: Day? = nil) {
        let noticeFrom = due + 1
        self.init(
            kind: kind, noticeFrom: noticeFrom,
            needsNotice: noticeSentOn.map { $0 < noticeFrom } ?? true,
            noticeCountedFrom: max(noticeSentOn ?? noticeFrom, noticeFrom))
    }

    private init(kind: Kind, noticeFrom: Day, needsNotice: Bool, noticeCountedFrom: Day) {
        self.kind = kind
        self.noticeFrom = noticeFrom
        self.needsNotice = needsNotice
        self.petitionFrom = noticeCountedFrom + Self.noticeDays + 1
    }

    /// Both routes with a notice that has gone, or the fastest lawful way while none has.
    ///
    /// A notice sent on the due date counts, as § 4-18 says. One sent before does not: the days are then those of a new one.
    ///
    /// - Parameter noticeSentOn: nil when none has gone.
    public static func earliest(due: Day, noticeSentOn: Day? = nil) -> [CourtRoute] {
        Kind.allCases.map { kind in
            guard let noticeSentOn, noticeSentOn >= due else { return CourtRoute(kind, due: due) }
            return CourtRoute(
                kind: kind, noticeFrom: due + 1, needsNotice: false, noticeCountedFrom: noticeSentOn
            )
        }
    }

    /// The day the debtor's time to answer ends when the petition goes on its first day, at the earliest; nil for a complaint.
    public var answerUntil: Day? {
        switch kind {
        case .enforcement: Self.answerUntil(petitionReceived: petitionFrom)
        case .conciliation: nil
        }
    }

    /// The day the debtor's time to answer an enforcement petition ends at the earliest: three weeks.
    ///
    /// ```scenario
    /// 2026-09-01
    /// expect answer-until 2026-09-22
    /// ```
    ///
    /// - Source: tvangsfullbyrdelsesloven §§ 7-6 and 7-7.
    public static func answerUntil(petitionReceived: Day) -> Day { petitionReceived + 21 }
}

// MARK: - The size of the claim

extension CourtRoute {
    /// Claims under it the conciliation board may judge when one party asks; nil when it is not known for the day.
    ///
    /// - Source: tvisteloven §§ 6-2 (2) a and 6-10 (2).
    public static func conciliationLimit(on day: Day) -> Dated<Money>? {
        boardLimit.covers(day) ? boardLimit : nil
    }

    /// Claims under it have small-claims procedure in the district court; nil when it is not known for the day.
    ///
    /// - Source: tvisteloven § 10-1 (2) a.
    public static func smallClaimsLimit(on day: Day) -> Dated<Money>? {
        smallLimit.covers(day) ? smallLimit : nil
    }

    /// Whether a money claim must go to the conciliation board before the district court; nil when the limit is not known.
    ///
    /// Enforcement on the creditor's own statement is no case before the district court, and needs no board first. Out-of-court
    /// mediation and a complaint board's decision also take its place; they are not asked about here.
    ///
    /// - Parameter bothHadLawyers: lets a claim of the limit or more go straight to the district court.
    /// - Source: tvisteloven § 6-2 (2).
    public static func needsConciliation(
        claim: Money, on day: Day, bothHadLawyers: Bool = false
    ) -> Bool? {
        conciliationLimit(on: day).map { claim < $0.value || !bothHadLawyers }
    }

    // The limits before are not known.
    private static let boardLimit = Dated(
        Day(2020, 7, 1), nil, Money(kroner: 200_000), "LOV-2020-04-17-26")
    private static let smallLimit = Dated(
        Day(2020, 7, 1), nil, Money(kroner: 250_000), "LOV-2020-04-17-26")
}
