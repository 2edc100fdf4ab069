/// What became of an objection.
public enum ObjectionOutcome: String, Codable, CaseIterable, Sendable {
    /// Obviously without ground: the fees stand.
    case groundless
    /// Worth assessing: the debtor owes no collection costs, also those charged before it was raised
    /// (inkassoloven § 17 (2)).
    case reasonable
    /// Worth assessing, but it should have been raised earlier: fees charged since it was raised fall away.
    case reasonableButLate = "reasonable-but-late"
}
