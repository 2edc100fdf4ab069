import Basics
import CSodium

/// What one guess of a password costs.
public struct PasswordCost: Hashable, Sendable {
    public let passes: Int
    /// Of memory.
    public let bytes: Int

    /// Three passes over 64 MiB: a tenth of a second or two for each guess.
    public static let standard = PasswordCost(passes: 3, bytes: 64 << 20)
    /// For tests, which would take all day otherwise. Never for a real store.
    public static let least = PasswordCost(passes: 1, bytes: 8 << 10)

    public init(passes: Int, bytes: Int) {
        self.passes = passes
        self.bytes = bytes
    }
}

/// A password as it is kept: Argon2id with a salt of its own.
/// - Source: RFC 9106; libsodium, `crypto_pwhash_str`.
public struct PasswordHash: Hashable, Sendable {
    /// `$argon2id$v=19$m=65536,t=3,p=1$…`
    public let text: String

    /// As ``text`` had it.
    public init(text: String) { self.text = text }

    /// - Throws: `Diagnostic` `sign-in.memory` when the machine has not enough of it.
    public init(_ password: [UInt8], cost: PasswordCost) throws {
        // The quickest code for this machine; harmless when it has been done.
        _ = sodium_init()
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let result = crypto_pwhash_str(
            &text, Self.characters(password), UInt64(password.count), UInt64(cost.passes),
            cost.bytes)
        guard result == 0 else {
            throw Diagnostic(
                "sign-in.memory", place: "password", found: "too little memory to hash one",
                expected: "\(cost.bytes >> 20) MiB", remedy: "give the machine more memory")
        }
        self.text = String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Takes the same time whether it is right or wrong.
    public func matches(_ password: [UInt8]) -> Bool {
        _ = sodium_init()
        return crypto_pwhash_str_verify(
            text, Self.characters(password), UInt64(password.count)) == 0
    }

    /// With one more at the end, so that there is a place to point at even when there is none.
    private static func characters(_ password: [UInt8]) -> [CChar] {
        password.map { CChar(bitPattern: $0) } + [0]
    }

    /// Whether a guess costs less than it should by now.
    public func isCheaper(than cost: PasswordCost) -> Bool {
        let fields = text.split(separator: "$")
        guard fields.count > 2 else { return true }
        var values: [Substring: Int] = [:]
        for field in fields[2].split(separator: ",") {
            let pair = field.split(separator: "=")
            if pair.count == 2 { values[pair[0]] = Int(pair[1]) }
        }
        return (values["m"] ?? 0) < cost.bytes >> 10 || (values["t"] ?? 0) < cost.passes
    }
}
