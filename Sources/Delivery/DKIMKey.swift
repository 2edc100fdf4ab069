import Basics
import CCrypto
import Foundation

/// A private key that signs e-mails, with the public half that receivers look up in the domain's DNS.
///
/// Both kinds are deterministic: the same bytes always get the same signature.
///
/// - Source: RFC 6376 § 3.3 and § 3.6.1, RFC 8301 (lengths of RSA keys), RFC 8463 (Ed25519).
public final class DKIMKey: @unchecked Sendable {
    public enum Algorithm: String, CaseIterable, Sendable {
        case rsa
        case ed25519

        /// As `a=` in a signature says it.
        var tag: String { "\(rawValue)-sha256" }
    }

    public let algorithm: Algorithm
    // Sendable because it is never changed after it was made, and libcrypto only counts its users.
    private let key: OpaquePointer

    /// Bits of an RSA key that is made here; as long as one text record of DNS can comfortably hold.
    static let rsaBits = 2_048
    /// Receivers need not take longer ones, and should not trust shorter ones.
    private static let rsaBitsAllowed = 2_048...4_096

    private init(_ key: OpaquePointer, _ algorithm: Algorithm) {
        self.key = key
        self.algorithm = algorithm
    }

    deinit { EVP_PKEY_free(key) }

    /// Makes a new key.
    ///
    /// - Throws: `Diagnostic` `dkim.crypto` when libcrypto can not.
    public static func make(_ algorithm: Algorithm) throws(Diagnostic) -> DKIMKey {
        let made =
            switch algorithm {
            case .rsa: purr_crypto_new_rsa(rsaBits)
            case .ed25519: purr_crypto_new_ed25519()
            }
        guard let made else { throw problem("make a key") }
        return DKIMKey(made, algorithm)
    }

    /// Reads a private key as OpenSSL writes it: `-----BEGIN PRIVATE KEY-----`.
    ///
    /// - Parameter place: where it was read from, for the message.
    /// - Throws: `Diagnostic` `dkim.key` for what is no key without a passphrase, is of another kind than RSA and Ed25519, or
    ///   is an RSA key of less than 2 048 or more than 4 096 bits. The key itself is never part of the message.
    public convenience init(pem: String, place: String) throws(Diagnostic) {
        let bytes = Array(pem.utf8)
        let found: OpaquePointer? = bytes.withUnsafeBytes { buffer in
            guard let bio = BIO_new_mem_buf(buffer.baseAddress, Int32(clamping: buffer.count))
            else { return nil }
            defer { BIO_free(bio) }
            return purr_crypto_read_key(bio)
        }
        ERR_clear_error()
        guard let found else {
            throw Self.unusable("no private key in PEM form without a passphrase", place)
        }
        let bits = Int(EVP_PKEY_get_bits(found))
        switch EVP_PKEY_get_base_id(found) {
        case EVP_PKEY_RSA where Self.rsaBitsAllowed.contains(bits): self.init(found, .rsa)
        case EVP_PKEY_ED25519: self.init(found, .ed25519)
        case EVP_PKEY_RSA:
            EVP_PKEY_free(found)
            throw Self.unusable("an RSA key of \(bits) bits", place)
        default:
            EVP_PKEY_free(found)
            throw Self.unusable("a key of another kind", place)
        }
    }

    private static func unusable(_ found: String, _ place: String) -> Diagnostic {
        Diagnostic(
            "dkim.key", place: place, found: found,
            expected: "a private key: Ed25519, or RSA of 2048 to 4096 bits",
            remedy: "make one with: purr channel dkim-key NEW.pem")
    }

    fileprivate static func problem(_ verb: String) -> Diagnostic {
        ERR_clear_error()
        return Diagnostic(
            "dkim.crypto", place: "libcrypto", found: "it can not \(verb)",
            expected: "OpenSSL 3 with its default provider")
    }

    /// The private key as PEM (PKCS #8).
    ///
    /// - Throws: `Diagnostic` `dkim.crypto`.
    public func pem() throws(Diagnostic) -> String {
        guard let bio = BIO_new(BIO_s_mem()) else { throw Self.problem("write a key") }
        defer { BIO_free(bio) }
        guard PEM_write_bio_PrivateKey(bio, key, nil, nil, 0, nil, nil) == 1 else {
            throw Self.problem("write a key")
        }
        var start: UnsafeMutablePointer<CChar>?
        let count = purr_crypto_bytes(bio, &start)
        guard let start, count > 0 else { throw Self.problem("write a key") }
        return start.withMemoryRebound(to: UInt8.self, capacity: count) {
            String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
        }
    }
}

// MARK: - Signing

extension DKIMKey {
    /// The signature of `data`, the same every time.
    ///
    /// Ed25519 signs the SHA-256 of the data, as RFC 8463 has it; RSA does so by itself.
    ///
    /// - Throws: `Diagnostic` `dkim.crypto`.
    func sign(_ data: [UInt8]) throws(Diagnostic) -> [UInt8] {
        switch algorithm {
        case .rsa: try sign(data, EVP_sha256())
        case .ed25519: try sign(try DKIMKey.sha256(data), nil)
        }
    }

    private func sign(_ data: [UInt8], _ digest: OpaquePointer?) throws(Diagnostic) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw Self.problem("sign") }
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(key)))
        var count = signature.count
        guard EVP_DigestSignInit(context, nil, digest, nil, key) == 1,
            EVP_DigestSign(context, &signature, &count, data, data.count) == 1
        else { throw Self.problem("sign") }
        return Array(signature.prefix(count))
    }

    static func sha256(_ data: [UInt8]) throws(Diagnostic) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 32)
        guard EVP_Digest(data, data.count, &hash, nil, EVP_sha256(), nil) == 1 else {
            throw problem("hash")
        }
        return hash
    }
}

// MARK: - The record in DNS

extension DKIMKey {
    /// The text of the domain's record: `v=DKIM1; k=rsa; p=MIIBIjANBg…`.
    ///
    /// - Throws: `Diagnostic` `dkim.crypto`.
    public func record() throws(Diagnostic) -> String {
        "v=DKIM1; k=\(algorithm.rawValue); p=\(Data(try publicKey()).base64EncodedString())"
    }

    /// RSA as SubjectPublicKeyInfo, Ed25519 as its 32 bytes (RFC 8463 § 4).
    private func publicKey() throws(Diagnostic) -> [UInt8] {
        switch algorithm {
        case .rsa:
            var start: UnsafeMutablePointer<UInt8>?
            let count = i2d_PUBKEY(key, &start)
            guard count > 0, let start else { throw Self.problem("write a public key") }
            defer { CRYPTO_free(start, nil, 0) }
            return Array(UnsafeBufferPointer(start: start, count: Int(count)))
        case .ed25519:
            var bytes = [UInt8](repeating: 0, count: 32)
            var count = bytes.count
            guard EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1, count == 32 else {
                throw Self.problem("write a public key")
            }
            return bytes
        }
    }

    /// The same as a line of a zone file, where a text holds at most 255 bytes and a longer one is written in pieces.
    ///
    /// - Throws: `Diagnostic` `dkim.crypto`.
    public func zoneLine(named name: String) throws(Diagnostic) -> String {
        var rest = Substring(try record())
        var pieces: [String] = []
        while !rest.isEmpty {
            pieces.append("\"\(rest.prefix(255))\"")
            rest = rest.dropFirst(255)
        }
        return "\(name). IN TXT ( \(pieces.joined(separator: " ")) )"
    }
}
