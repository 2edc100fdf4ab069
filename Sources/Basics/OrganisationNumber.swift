/// A Norwegian organisation number: nine digits, the last one a MOD11 check digit.
///
/// - Source: Brønnøysundregistrene, weights 3 2 7 6 5 4 3 2.
public struct OrganisationNumber: Hashable, Sendable {
    public let text: String

    /// The number if it has nine digits (spaces, `NO` before and `MVA` after are dropped) and its
    /// check digit is right; else nil.
    public init?(_ raw: some StringProtocol) {
        var compact = String(raw).uppercased().filter {
            !$0.isWhitespace && $0 != "\u{A0}" && $0 != "."
        }
        if compact.hasPrefix("NO") { compact.removeFirst(2) }
        if compact.hasSuffix("MVA") { compact.removeLast(3) }
        let digits = compact.utf8.map { Int($0) - 48 }
        guard digits.count == 9, digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let sum = zip([3, 2, 7, 6, 5, 4, 3, 2], digits).reduce(0) { $0 + $1.0 * $1.1 }
        guard (11 - sum % 11) % 11 == digits[8] else { return nil }
        self.text = compact
    }

    /// `310 123 455`, with hard spaces.
    public var grouped: String {
        "\(text.prefix(3))\u{A0}\(text.dropFirst(3).prefix(3))\u{A0}\(text.dropFirst(6))"
    }
}

extension OrganisationNumber: CustomStringConvertible {
    public var description: String { text }
}

extension OrganisationNumber: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = OrganisationNumber(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not an organisation number")
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
