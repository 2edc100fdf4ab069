/// Where the product does something else than the text says, each with a reason.
///
/// The oracle goes by the text unless it is told to follow these, so that a hundred thousand claims can agree on all the
/// rest. Whoever mends one in the product takes it out here.
struct Quirks: OptionSet {
    let rawValue: Int

    /// A waiver and an objection's end need the interest to their day, and so end a stretch also when neither balance nor
    /// rate changes; rounding then moves an øre.
    static let splitsWithoutCause = Quirks(rawValue: 1)
    /// What was paid beyond what was owed stays the debtor's credit when more comes to be owed: a person settles it.
    static let overpaidStaysOverpaid = Quirks(rawValue: 2)

    static let all: Quirks = [.splitsWithoutCause, .overpaidStaysOverpaid]
}
