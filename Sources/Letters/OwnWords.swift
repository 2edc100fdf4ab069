import Basics
import Law

/// Whom words are for.
public enum WordsAudience: String, CaseIterable, Codable, Sendable {
    case everybody, consumer, business
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
        let narrow: WordsAudience = audience.treatedAs == .business ? .business : .consumer
        return table[Place(key, narrow)] ?? table[Place(key)]
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
