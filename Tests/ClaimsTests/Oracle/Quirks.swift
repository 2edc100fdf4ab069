/// Where the product does something else than the text says, each with a test of its own that tells so.
///
/// The oracle goes by the text unless it is told to follow these, so that a hundred thousand claims can agree on all the
/// rest. Whoever mends one in the product takes it out here.
struct Quirks: OptionSet {
    let rawValue: Int

    /// A waiver, an objection's end and the day a fee begins to bear interest end a stretch of interest also when neither
    /// balance nor rate changes, and rounding then moves an øre.
    static let splitsWithoutCause = Quirks(rawValue: 1)
    /// An instalment that is paid late counts as paid in time.
    static let latePaymentMendsPlan = Quirks(rawValue: 2)
    /// A new plan takes back the interest that the plan before it had promised away.
    static let newPlanEndsEarlierPromise = Quirks(rawValue: 4)
    /// A payment of costs is counted on the newest of them, also on one that was not yet owed, where fees bear interest.
    static let newestFeesArePaidFirst = Quirks(rawValue: 8)
    /// What was paid beyond what was owed stays overpaid when more comes to be owed, which is then asked for.
    static let overpaidStaysOverpaid = Quirks(rawValue: 16)
    /// A fee whose thirty days end while days off put off the last day to pay bears interest from that day.
    static let daysOffHastenFees = Quirks(rawValue: 32)
    /// The first day that bears interest is told from the due date alone, also when a plan keeps it free.
    static let interestFromIgnoresPlans = Quirks(rawValue: 64)

    static let all: Quirks = [
        .splitsWithoutCause, .latePaymentMendsPlan, .newPlanEndsEarlierPromise,
        .newestFeesArePaidFirst, .overpaidStaysOverpaid, .daysOffHastenFees,
        .interestFromIgnoresPlans,
    ]
}
