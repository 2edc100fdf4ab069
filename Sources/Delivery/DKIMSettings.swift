import Basics

/// How the company's e-mails are signed, as it stands in the settings: without the keys, which are read where they are named.
public struct DKIMSettings: Hashable, Codable, Sendable {
    public struct Key: Hashable, Codable, Sendable {
        /// The key's name within the domain: `purr` is looked up as `purr._domainkey.firma.no`.
        public var selector: String
        public var source: SecretSource

        public init(selector: String, source: SecretSource) {
            self.selector = selector
            self.source = source
        }
    }
    /// The domain that vouches for the letters, the one of the company's e-mail address or one above it.
    public var domain: String
    /// One signature each. Two, of RSA and Ed25519, serve receivers old and new.
    public var keys: [Key]

    private static let keysMost = 4

    public init(domain: String, keys: [Key]) {
        self.domain = domain
        self.keys = keys
    }

    /// - Throws: `Diagnostic` `dkim.domain`, `dkim.selector`, `dkim.keys`.
    public func check() throws(Diagnostic) {
        try Self.check(domain: domain)
        for key in keys { try Self.check(selector: key.selector) }
        guard (1...Self.keysMost).contains(keys.count),
            Set(keys.map { $0.selector.lowercased() }).count == keys.count
        else {
            throw Diagnostic(
                "dkim.keys", place: "dkim", found: "\(keys.count) keys",
                expected: "1 to \(Self.keysMost), each with a selector of its own",
                remedy: "give --dkim-selector and --dkim-key as often as each other")
        }
    }

    /// - Throws: `Diagnostic` `dkim.domain`.
    public static func check(domain: String) throws(Diagnostic) {
        guard isName(domain), domain.contains("."), domain.utf8.count <= 253 else {
            throw Diagnostic(
                "dkim.domain", place: "domain", found: String(domain.prefix(100)),
                expected: "a domain like firma.no",
                remedy: "write a name with æ, ø or å as DNS has it: xn--…")
        }
    }

    /// - Throws: `Diagnostic` `dkim.selector`.
    public static func check(selector: String) throws(Diagnostic) {
        guard isName(selector), selector.utf8.count <= 100 else {
            throw Diagnostic(
                "dkim.selector", place: "selector", found: String(selector.prefix(100)),
                expected: "a name of letters, digits and hyphens, like purr")
        }
    }

    /// - Throws: `Diagnostic` `dkim.sender` when receivers would not count the signature for the company's own address.
    public func check(sender: String) throws(Diagnostic) {
        guard DKIMSigner.covers(sender, domain) else {
            throw Diagnostic(
                "dkim.sender", place: "domain", found: "\(domain), and letters from \(sender)",
                expected: "the domain of the company's e-mail address, or one above it",
                remedy: "a signature of another domain says nothing about the sender (DMARC)")
        }
    }

    /// What signs, with the keys read.
    ///
    /// - Throws: as ``check()``, and `secret.missing`, `secret.file`, `dkim.key`.
    public func signer() throws(Diagnostic) -> DKIMSigner {
        try check()
        var seals: [DKIMSigner.Seal] = []
        for key in keys {
            let read = try DKIMKey(pem: try key.source.read(), place: key.source.text)
            seals.append(DKIMSigner.Seal(selector: key.selector, key: read))
        }
        return DKIMSigner(domain: domain, seals: seals)
    }

    /// Labels of letters, digits and inner hyphens, with single dots between them.
    private static func isName(_ text: String) -> Bool {
        text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count) && label.first != 0x2D && label.last != 0x2D
                && label.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
                    default: false
                    }
                }
        }
    }
}
