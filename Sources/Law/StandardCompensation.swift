import Basics

/// Standard compensation for collection costs (standardkompensasjon), which a late business debtor owes
/// without a reminder.
///
/// The value in force on the first day of delay, the day after the due date. It is not added to
/// fees: what is claimed first is deducted from the other.
///
/// ```scenario
/// claim business principal 80000.00 due 2026-05-04
/// 2026-05-18 reminder
/// expect costs 38.00
/// 2026-07-10 compensation
/// expect compensation 460.00
/// expect costs 460.00
/// ```
///
/// - Source: forsinkelsesrenteloven § 3 a. The act does not say which day's value counts when it
///   changes between the due date and the demand.
public enum StandardCompensation {
    /// The compensation; nil for a consumer, and for a debtor of unknown kind, who is treated as one.
    ///
    /// - Parameters:
    ///   - due: the day interest is counted from, itself without delay.
    ///   - claimedOn: counts when the company has chosen the day of the demand.
    public static func amount(
        due: Day, claimedOn: Day, debtor: DebtorKind, law: LawBook
    ) throws(MissingRate) -> Money? {
        switch debtor.treatedAs {
        case .consumer, .unknown: return nil
        case .business:
            let day: Day =
                switch law.conventions.compensationDay {
                case .firstDayOfDelay: due + 1
                case .claimed: claimedOn
                }
            return try law.value(
                of: .standardCompensation, in: law.standardCompensation, on: day)
        }
    }
}
