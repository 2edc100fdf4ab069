import Basics
import Desk
import Foundation

/// Puts DKIM signatures in front of an e-mail, so that a receiver can see that it comes from the domain and is unchanged.
///
/// A signature depends on the e-mail, the key and the time that is given, and on nothing else: the same letter is signed the same
/// way again. It covers the whole body; there is no `l=`, which would let others add to a letter.
///
/// - Source: RFC 6376 (signatures), RFC 8301 (SHA-256), RFC 8463 (Ed25519).
public struct DKIMSigner: MailSigner {
    /// A key and the name it is published under.
    struct Seal: Sendable {
        let selector: String
        let key: DKIMKey
    }
    public let domain: String
    let seals: [Seal]

    /// What a reader sees or a mail program acts on. Each is named once more than it occurs, so that none can be added:
    /// a second From, a Reply-To that leads somewhere else, a Content-Type that shows another part.
    static let signedFields = [
        "From", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To",
        "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    ]

    /// - Throws: `Diagnostic` `dkim.crypto`.
    public func signed(_ email: [UInt8], at instant: Int64) throws(Diagnostic) -> [UInt8] {
        let mail = RelaxedMail(email)
        let names = Self.signedFields.flatMap { name in
            Array(repeating: name.lowercased(), count: mail.count(of: name) + 1)
        }
        let bodyHash = Self.base64(try DKIMKey.sha256(mail.relaxedBody()))
        let header = mail.header(names)
        var out: [UInt8] = []
        for seal in seals {
            let field =
                "DKIM-Signature: v=1; a=\(seal.key.algorithm.tag); c=relaxed/relaxed;\r\n"
                + " d=\(domain);\r\n s=\(seal.selector);\r\n t=\(instant);\r\n"
                + " h=\(Self.folded(names));\r\n bh=\(bodyHash);\r\n b="
            // The signature is of the header and of its own field, with nothing after `b=`.
            let own = RelaxedMail.relaxed(Array(field.utf8)[...])
            let signature = Self.base64(try seal.key.sign(header + own))
            out += (field + Self.folded(signature) + "\r\n").utf8
        }
        return out + email
    }

    /// How each signature is made: `firma.no, purr (rsa-sha256)`.
    public var names: [String] {
        seals.map { "\(domain), \($0.selector) (\($0.key.algorithm.tag))" }
    }

    /// Whether receivers count the signature for this sender: its domain is the signature's, or below it.
    ///
    /// - Source: RFC 7489 § 3.1.1 (relaxed alignment), on the safe side: a sister domain does not count here.
    public func covers(_ sender: String) -> Bool { Self.covers(sender, domain) }

    static func covers(_ sender: String, _ domain: String) -> Bool {
        let own = String(sender.split(separator: "@").last ?? "").lowercased()
        return own == domain.lowercased() || own.hasSuffix(".\(domain.lowercased())")
    }

    // MARK: Writing

    private static let columns = 72

    /// `from:from:to`, broken over lines after a colon.
    private static func folded(_ names: [String]) -> String {
        var out = ""
        // ` h=` stands before the first.
        var column = 3
        for (index, name) in names.enumerated() {
            let piece = index == names.count - 1 ? name : name + ":"
            if column + piece.utf8.count > columns {
                out += "\r\n  "
                column = 2
            }
            out += piece
            column += piece.utf8.count
        }
        return out
    }

    private static func folded(_ signature: String) -> String {
        var pieces: [Substring] = []
        var rest = Substring(signature)
        while !rest.isEmpty {
            pieces.append(rest.prefix(columns))
            rest = rest.dropFirst(columns)
        }
        return pieces.joined(separator: "\r\n  ")
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
