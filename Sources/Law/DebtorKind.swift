/// Whether the debtor acted as a consumer; the law protects consumers more.
public enum DebtorKind: String, Codable, CaseIterable, Sendable {
    case consumer
    /// A company, a sole proprietor buying for the business, a public body.
    case business
    /// Not told apart yet. Treated as a consumer, the stricter law, and asked about.
    case unknown

    /// The kind whose rules apply.
    public var treatedAs: DebtorKind { self == .business ? .business : .consumer }
}
