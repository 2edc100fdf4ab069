/// A bank account: eleven digits for a Norwegian one, else as the file wrote it.
///
/// A Norwegian IBAN and the eleven digits within it are the same account, so both become the eleven digits.
///
///     AccountNumber("NO97 9999 10 42764").text      // 99991042764
///     AccountNumber("9999.10.42764").isNorwegian    // true
///
/// - Source: the MOD11 check of Norwegian accounts, weights 5 4 3 2 7 6 5 4 3 2.
public struct AccountNumber: Hashable, Sendable {
    /// Eleven digits, or a foreign account in capitals without spaces.
    public let text: String

    /// Normalises what a file or person wrote; never fails, see ``isNorwegian``.
    public init(_ raw: some StringProtocol) {
        var compact = String(raw).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.uppercased()
        if compact.hasPrefix("NO"), compact.utf8.count == 15 { compact.removeFirst(4) }
        self.text = compact
    }

    public enum Check: String, Codable, Sendable {
        /// The last digit is the right check digit.
        case valid
        /// Digits 5–6 are `00`: some banks use another check there or none, so it is taken with a warning.
        case unchecked
        case invalid
    }

    /// Whether the eleven digits of a Norwegian account fit.
    public var check: Check {
        let digits = text.utf8.map { Int($0) - 48 }
        guard digits.count == 11, digits.allSatisfy({ (0...9).contains($0) }) else {
            return .invalid
        }
        let weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
        let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * $1.1 }
        if (11 - sum % 11) % 11 == digits[10] { return .valid }
        return digits[4] == 0 && digits[5] == 0 ? .unchecked : .invalid
    }

    /// True for eleven digits whose last one is the right check digit, or cannot be checked.
    public var isNorwegian: Bool { check != .invalid }

    /// `9999 10 42764` for a Norwegian account, else as it is; hard spaces.
    public var grouped: String {
        guard text.utf8.count == 11, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return text
        }
        let middle = text.dropFirst(4)
        return "\(text.prefix(4))\u{A0}\(middle.prefix(2))\u{A0}\(middle.dropFirst(2))"
    }
}

extension AccountNumber: CustomStringConvertible {
    public var description: String { text }
}

extension AccountNumber: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
