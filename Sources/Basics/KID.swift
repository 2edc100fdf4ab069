/// The customer identification number (KID) that ties a payment to a claim: 2–25 characters, the last
/// one a check character.
///
/// A KID is text. Leading zeros matter to the bank; matching compares without them as a second attempt
/// (``withoutLeadingZeros``). Which modulus is used belongs to the agreement with the bank, so a
/// KID read from a file is valid when either fits.
///
///     KID.make(payload: "000140101", .mod10)     // 0001401017
///     KID("1009-")?.moduli                       // [.mod11]
///
/// - Source: Nets OCR giro system manual (check digits); `-` stands for remainder 1 in MOD11.
public struct KID: Hashable, Sendable {
    public enum Modulus: String, CaseIterable, Codable, Sendable {
        case mod10, mod11
    }

    public let text: String

    /// The KID if the text has the shape of one and its check character fits MOD10 or MOD11.
    public init?(_ text: some StringProtocol) {
        guard KID.isValid(text, .mod10) || KID.isValid(text, .mod11) else { return nil }
        self.text = String(text)
    }

    /// A stored KID that was checked when it came in.
    public init(trusted text: String) { self.text = text }

    /// The moduli under which the check character is right; seldom both.
    public var moduli: [Modulus] { Modulus.allCases.filter { KID.isValid(text, $0) } }

    public var withoutLeadingZeros: String {
        let trimmed = text.drop { $0 == "0" }
        return String(trimmed)
    }

    /// The KID of one invoice: customer and invoice number, filled up with zeros to a fixed length.
    ///
    /// A reminder keeps the invoice's KID, so that the payment finds it; fees and interest get none of their own. MOD10 is preferred: it
    /// never ends in a dash.
    ///
    /// - Parameter length: with the check character, 3 to 25, as agreed with the bank.
    /// - Returns: nil when a number is no number or they do not fit.
    public static func forInvoice(
        _ invoice: String, customer: String = "", length: Int,
        _ modulus: Modulus = .mod10
    ) -> KID? {
        let payload = customer + invoice
        guard (3...25).contains(length), !invoice.isEmpty, payload.utf8.count < length else {
            return nil
        }
        let zeros = String(repeating: "0", count: length - 1 - payload.utf8.count)
        return make(payload: zeros + payload, modulus)
    }

    /// The payload followed by its check character; nil if it is not 1–24 digits.
    public static func make(payload: some StringProtocol, _ modulus: Modulus) -> KID? {
        let digits = Array(payload.utf8)
        guard (1...24).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        guard let check = checkCharacter(digits[...], modulus) else { return nil }
        return KID(trusted: String(payload) + String(UnicodeScalar(check)))
    }

    /// True when `text` is 2–25 characters, digits but for a closing `-` in MOD11, and the check fits.
    public static func isValid(_ text: some StringProtocol, _ modulus: Modulus) -> Bool {
        var copy = String(text)
        return copy.withUTF8 { bytes in
            guard (2...25).contains(bytes.count) else { return false }
            return checkCharacter(bytes.dropLast(), modulus) == bytes[bytes.count - 1]
        }
    }

    /// The check character of the digits before it, as ASCII; nil when one of them is no digit.
    static func checkCharacter<Bytes: BidirectionalCollection<UInt8>>(
        _ payload: Bytes, _ modulus: Modulus
    ) -> UInt8? {
        var sum = 0
        var weight = 2
        for byte in payload.reversed() {
            guard (48...57).contains(byte) else { return nil }
            let digit = Int(byte) - 48
            switch modulus {
            case .mod10:
                let product = digit * weight
                sum += product > 9 ? product - 9 : product
                weight = 3 - weight
            case .mod11:
                sum += digit * weight
                weight = weight == 7 ? 2 : weight + 1
            }
        }
        switch modulus {
        case .mod10: return UInt8(48 + (10 - sum % 10) % 10)
        case .mod11:
            let check = (11 - sum % 11) % 11
            return check == 10 ? UInt8(ascii: "-") : UInt8(48 + check)
        }
    }
}

extension KID: CustomStringConvertible {
    public var description: String { text }
}

extension KID: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(trusted: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
