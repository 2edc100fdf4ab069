/// How a letter speaks; the law's demands are the same in each.
public enum Tone: String, CaseIterable, Codable, Comparable, Sendable {
    /// "Har du glemt oss?": to someone who nearly always pays.
    case warm
    /// Kind and short: most people mean to pay.
    case friendly
    /// Plain and correct.
    case neutral
    /// Calm and short, with the consequence spelled out.
    case firm

    public static func < (left: Tone, right: Tone) -> Bool { left.place < right.place }

    /// The next warmer; the warmest is its own.
    public var warmer: Tone { Self.allCases[max(place - 1, 0)] }

    /// The next firmer; the firmest is its own.
    public var firmer: Tone { Self.allCases[min(place + 1, Self.allCases.count - 1)] }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
