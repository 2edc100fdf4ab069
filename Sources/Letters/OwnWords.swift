import Basics
import Law

/// Whom words are for.
public enum WordsAudience: String, CaseIterable, Codable, Sendable {
    case everybody, consumer, business

    /// Whom a letter to such a debtor is for: a debtor of unknown kind is spoken to as a consumer.
    public init(_ kind: DebtorKind) {
        self = kind.treatedAs == .business ? .business : .consumer
    }
}

/// The words a company has written itself; every other letter has those that come with Purr.
public struct OwnWords: Hashable, Sendable {
    /// Which letters, and to whom.
    public struct Place: Hashable, Sendable {
        public var key: WordsKey
        public var audience: WordsAudience

        public init(_ key: WordsKey, _ audience: WordsAudience = .everybody) {
            self.key = key
            self.audience = audience
        }
    }

    public var table: [Place: LetterWords]

    public init(_ table: [Place: LetterWords] = [:]) { self.table = table }

    /// Those for the audience go before those for everybody.
    ///
    /// - Returns: nil where the company has written nothing.
    public func words(_ key: WordsKey, for audience: DebtorKind) -> LetterWords? {
        if table.isEmpty { return nil }
        return table[Place(key, WordsAudience(audience))] ?? table[Place(key)]
    }
}

extension NoticeKind {
    /// Stable, as people write it: `collection-notice`.
    public var name: String {
        switch self {
        case .nudge: "nudge"
        case .reminder: "reminder"
        case .collectionNotice: "collection-notice"
        case .paymentDemand: "payment-demand"
        case .transferWarning: "transfer-warning"
        }
    }

    public init?(name: String) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
