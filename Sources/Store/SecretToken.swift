import CSodium
import Foundation

/// Where secrets come from.
public struct RandomBytes: Sendable {
    private let make: @Sendable (_ count: Int) -> [UInt8]

    public init(_ make: @escaping @Sendable (_ count: Int) -> [UInt8]) { self.make = make }

    /// The machine's source of randomness.
    public static let system = RandomBytes { count in
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// So many bytes.
    public func bytes(_ count: Int) -> [UInt8] { make(count) }
}

/// A secret of 256 bits that is shown once; the store keeps its hash alone.
///
/// It does not show itself in logs, messages and dumps: who wants it asks for ``text``.
public struct SecretToken: Sendable {
    /// 43 characters of base64url, after a prefix that tells what it is for.
    public let text: String

    /// - Parameter prefix: such as `purr_`, so that one which went astray is recognised.
    public init(prefix: String = "", _ random: RandomBytes) {
        text = prefix + Self.base64URL(random.bytes(32))
    }

    /// SHA-256 of a token's text: what the store knows it by.
    ///
    /// A plain hash is enough: nobody guesses 256 bits.
    public static func hash(_ text: String) -> [UInt8] { Digest.sha256(Array(text.utf8)) }

    /// What a form of a session must bring along: made from the session's token, so that none is stored.
    ///
    /// - Returns: 43 characters of base64url.
    public static func formSecret(of text: String) -> String {
        base64URL(Digest.keyed(Array("purr form".utf8), key: hash("form " + text)))
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}

extension SecretToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(secret)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Digest {
    /// Whether two secrets are the same, in a time that tells nothing of where they differ.
    public static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && sodium_memcmp(one, other, one.count) == 0
    }

    /// HMAC-SHA-256, 32 bytes.
    ///
    /// - Parameter key: 32 bytes.
    public static func keyed(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        precondition(key.count == Int(crypto_auth_hmacsha256_KEYBYTES))
        var hash = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        crypto_auth_hmacsha256(&hash, bytes, UInt64(bytes.count), key)
        return hash
    }
}
