import Law

/// A rung of the ladder that an unpaid invoice climbs, mildest first.
public enum Step: Int, CaseIterable, Sendable {
    /// Vennlig påminnelse: a friendly nudge that never carries a fee.
    case nudge
    /// Purring: a written reminder that may carry a reminder fee.
    case reminder
    /// Inkassovarsel: inkassoloven § 9's warning that collection will begin.
    case collectionNotice
    /// Betalingsoppfordring: inkassoloven § 10's first letter of collection, sent by the creditor itself.
    case paymentDemand
    /// The ladder is climbed: stop, and ask a person what to do.
    case ask

    /// The rung above; nil above the last.
    public var next: Step? { Step(rawValue: rawValue + 1) }

    /// Stable name for machines: files, JSON, the database.
    public var name: String {
        switch self {
        case .nudge: "nudge"
        case .reminder: "reminder"
        case .collectionNotice: "collection-notice"
        case .paymentDemand: "payment-demand"
        case .ask: "ask"
        }
    }

    /// The same under the act that governs the letter: under the act of 2026 a creditor's collection notice is a
    /// `transfer-warning`.
    public func name(_ regime: Regime) -> String {
        regime == .act2026 && self == .collectionNotice ? "transfer-warning" : name
    }

    public init?(name: String) {
        guard let step = Step.allCases.first(where: { $0.name == name }) else { return nil }
        self = step
    }
}

extension Step: Comparable {
    public static func < (a: Step, b: Step) -> Bool { a.rawValue < b.rawValue }
}

/// Coded by its stable name.
extension Step: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let step = Step(name: name) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "unknown step: \(name)")
        }
        self = step
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
