/// The letters that inkassoloven and inkassoforskriften know.
public enum LetterKind: String, Codable, CaseIterable, Sendable {
    /// Purring: a written reminder after the due date.
    case reminder
    /// Inkassovarsel (inkassoloven § 9).
    case collectionNotice = "collection-notice"
    /// Betalingsoppfordring (inkassoloven § 10), here sent by the creditor itself.
    case paymentDemand = "payment-demand"
}
