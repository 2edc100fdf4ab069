import Basics

/// A person or company in an e-mail's header: a name for people and an address for machines.
///
///     try MailAddress(name: "Blåbær & Co", address: "post@example.no")
///
/// The address is judged here, once, so that a message built from addresses can not carry a forged
/// header line. The name may be any text; the writer encodes it.
public struct MailAddress: Hashable, Sendable {
    /// Shown to the reader; may be empty.
    public let name: String
    /// `local@domain`, ASCII.
    public let address: String

    /// Throws `mail.address` when the address is not a plain ASCII `local@domain` of at most 254 bytes.
    ///
    /// Quoted local parts and addresses outside ASCII are refused: few servers take them, and a letter
    /// that can not arrive is better known beforehand.
    /// - Source: RFC 5322 § 3.4.1 (dot-atom), RFC 5321 § 4.5.3.1 (lengths).
    public init(name: String, address: String) throws(Diagnostic) {
        guard MailAddress.isPlain(address) else {
            throw Diagnostic(
                "mail.address", place: "e-mail address", found: address,
                expected: "an address like post@example.no, in plain letters and digits",
                remedy: "correct the address on the customer, or send the letter on paper")
        }
        self.name = name
        self.address = address
    }

    /// What stands after the last `@`.
    public var domain: String {
        String(address.split(separator: "@").last ?? "")
    }

    /// Whether the text is a dot-atom, one `@`, and a domain name, within the lengths SMTP allows.
    public static func isPlain(_ text: String) -> Bool {
        guard text.utf8.count <= 254 else { return false }
        let halves = text.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].count <= 64 else { return false }
        let isLocal = isDotted(halves[0], isAtomByte)
        let isDomain = isDotted(halves[1]) { isAlphanumeric($0) || $0 == 0x2D }
        return isLocal && isDomain
    }

    /// Parts of allowed bytes with single dots between them; a part is never empty.
    private static func isDotted(
        _ text: Substring.UTF8View, _ isAllowed: (UInt8) -> Bool
    ) -> Bool {
        text.split(separator: 0x2E, omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAllowed) }
    }

    /// `atext` in RFC 5322: what may stand unquoted in a name or local part.
    static func isAtomByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }
}
