import Basics
import CSodium

/// A key that seals single fields, so that whoever has the database but not the key can not read them.
///
/// XChaCha20-Poly1305 with a nonce of its own for each sealing; what a field belongs to is authenticated with it, so that a
/// sealed field moved to another row or book is refused.
/// - Source: libsodium, `crypto_aead_xchacha20poly1305_ietf`.
public struct FieldKey: Sendable {
    private let bytes: [UInt8]

    static let size = Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    private static let nonceSize = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    private static let tagSize = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

    /// - Parameter text: 64 hexadecimal digits, spaces and line ends around them dropped.
    /// - Throws: `Diagnostic` `key.form`; the text is not in it.
    public init(_ text: String) throws {
        let trimmed = text.filter { !$0.isWhitespace }
        guard let bytes = Digest.bytes(hex: trimmed), bytes.count == Self.size else {
            throw Diagnostic(
                "key.form", place: "the key for sealed fields",
                found: "\(trimmed.count) characters",
                expected: "64 hexadecimal digits",
                remedy: "make one with: purr key make FILE")
        }
        self.bytes = bytes
    }

    /// A new key as text, from the machine's source of randomness.
    public static func make() -> String {
        var bytes = [UInt8](repeating: 0, count: size)
        randombytes_buf(&bytes, size)
        return Digest.hex(bytes)
    }

    /// The nonce followed by the sealed text.
    ///
    /// - Parameter place: what the field is and belongs to.
    func seal(_ text: String, place: String) -> [UInt8] {
        let plain = Array(text.utf8)
        let about = Array(place.utf8)
        var nonce = [UInt8](repeating: 0, count: Self.nonceSize)
        randombytes_buf(&nonce, nonce.count)
        var sealed = [UInt8](repeating: 0, count: plain.count + Self.tagSize)
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, nil, plain, UInt64(plain.count), about, UInt64(about.count), nil, nonce, bytes)
        return nonce + sealed
    }

    /// - Throws: `Diagnostic` `key.wrong` when it was sealed with another key, for another place, or changed.
    func open(_ sealed: [UInt8], place: String) throws -> String {
        let about = Array(place.utf8)
        let nonce = Array(sealed.prefix(Self.nonceSize))
        let rest = Array(sealed.dropFirst(Self.nonceSize))
        var plain = [UInt8](repeating: 0, count: max(0, rest.count - Self.tagSize))
        guard rest.count >= Self.tagSize,
            crypto_aead_xchacha20poly1305_ietf_decrypt(
                &plain, nil, nil, rest, UInt64(rest.count), about, UInt64(about.count), nonce, bytes
            )
                == 0
        else {
            throw Diagnostic(
                "key.wrong", place: place, found: "a field that this key does not open",
                expected: "the key it was sealed with",
                remedy: "name the key with --key or PURR_KEY")
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
