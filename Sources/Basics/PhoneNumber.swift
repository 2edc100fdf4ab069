/// A telephone number as the networks write it: `+4741234567`.
///
/// - Source: ITU-T E.164 (at most 15 digits after the plus, the country code first); Nkom, the Norwegian numbering plan
///   (eight digits; mobile numbers begin with 4 or 9).
public struct PhoneNumber: Hashable, Sendable {
    /// With plus and country code, digits only.
    public let text: String

    /// The number, when it is written with a country code (`+47 412 34 567`, `0047…`) or as eight Norwegian digits; nil for
    /// anything else, since a guess would reach a stranger.
    ///
    /// Blanks, hyphens, dots, slashes and parentheses are passed over.
    public init?(_ raw: some StringProtocol) {
        var digits = ""
        var hasPlus = false
        for scalar in raw.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "+" where digits.isEmpty && !hasPlus: hasPlus = true
            case " ", "\u{A0}", "\u{202F}", "-", "\u{2010}", "\u{2011}", "\u{2013}", ".", "/", "(",
                ")", "\t":
                continue
            default: return nil
            }
        }
        if !hasPlus, digits.hasPrefix("00") {
            hasPlus = true
            digits.removeFirst(2)
        }
        if !hasPlus {
            guard digits.utf8.count == 8 else { return nil }
            digits = "47" + digits
        }
        // No country code begins with 0; the shortest real numbers have seven digits with it.
        guard (7...15).contains(digits.utf8.count), digits.first != "0" else { return nil }
        if digits.hasPrefix("47") {
            // Norwegian subscribers' numbers begin with 2 to 9.
            let first = digits.utf8.dropFirst(2).first ?? 0
            guard digits.utf8.count == 10, (0x32...0x39).contains(first) else { return nil }
        }
        text = "+" + digits
    }

    /// Without the plus: `4741234567`.
    public var digits: String { String(text.dropFirst()) }

    public var isNorwegian: Bool { text.hasPrefix("+47") }

    /// False for a Norwegian number that is none for a telephone that takes messages; true for what is not known.
    public var canTakeMessages: Bool {
        guard isNorwegian else { return true }
        let first = text.utf8.dropFirst(3).first ?? 0
        return first == 0x34 || first == 0x39
    }
}

extension PhoneNumber: CustomStringConvertible {
    public var description: String { text }
}
