import Basics

/// The two ways a creditor goes to court by itself with an undisputed claim, and their earliest days.
///
/// Each begins with a written notice: that enforcement will be asked for, or of the claim and its basis. The notice may go when
/// the due date has passed (on it, by the letter of § 4-18; Purr waits until the day after, when the debtor is late), and two weeks
/// must pass. For the complaint the act names no days; the same two weeks are Purr's reading. No reminder and no collection
/// notice is a condition.
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
    /// The first day the notice may go.
    public let noticeFrom: Day
    /// The first day of the petition or complaint, the notice sent on ``noticeFrom`` or when it was.
    public let petitionFrom: Day

    /// Days between the notice and the petition: two weeks, and the day after them.
    public static let noticeDays = 14

    /// - Parameter noticeSentOn: the day the notice went; nil when none has.
    public init(_ kind: Kind, due: Day, noticeSentOn: Day? = nil) {
        self.kind = kind
        self.noticeFrom = due + 1
        self.petitionFrom = max(noticeSentOn ?? noticeFrom, noticeFrom) + Self.noticeDays + 1
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

    /// The conciliation board may give judgment on claims under 200 000 kroner when asked to.
    ///
    /// - Source: tvisteloven § 6-10.
    public static let conciliationLimit = Money(kroner: 200_000)

    /// Small-claims procedure is for claims under 250 000 kroner.
    ///
    /// - Source: tvisteloven § 10-1.
    public static let smallClaimsLimit = Money(kroner: 250_000)
}
