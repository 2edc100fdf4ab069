import CSodium

/// A text that may be personal, as the audit chain knows it: a hash that tells nothing once the salt is gone.
///
/// The chain covers the seal and never the text. Whoever erases the text and its salt leaves the seal, and the chain holds.
public struct Seal: Hashable, Sendable {
    /// 16 bytes, as hard to guess as a key.
    public let salt: [UInt8]
    /// SHA-256 of the salt and the content, 32 bytes.
    public let hash: [UInt8]

    init(_ content: UnsafeRawBufferPointer, salt: [UInt8]) {
        self.salt = salt
        var stream = SHA256()
        salt.withUnsafeBytes { stream.update($0) }
        stream.update(content)
        hash = stream.finish()
    }

    init(_ content: [UInt8], salt: [UInt8]) {
        self = content.withUnsafeBytes { Seal($0, salt: salt) }
    }

    init(_ text: String, salt: [UInt8]) {
        var text = text
        self = text.withUTF8 { Seal(UnsafeRawBufferPointer($0), salt: salt) }
    }
}

/// Where the salts of seals come from.
public struct Salts: Sendable {
    private let make: @Sendable (_ book: Int64, _ kind: Int64, _ id: Int64) -> [UInt8]

    static let size = 16

    /// From the machine's source of randomness.
    public static let random = Salts { _, _, _ in
        var salt = [UInt8](repeating: 0, count: size)
        randombytes_buf(&salt, size)
        return salt
    }

    /// The same for the same row, so that a simulation gives the same bytes each time. Whoever knows the seed can guess what was
    /// erased: never for a real book.
    public static func seeded(_ seed: UInt64) -> Salts {
        Salts { book, kind, id in
            let fields = CanonicalBytes(capacity: 64)
            fields.append(Int64(bitPattern: seed))
            fields.append(book)
            fields.append(kind)
            fields.append(id)
            var hash = SHA256()
            hash.take(fields)
            return Array(hash.finish().prefix(size))
        }
    }

    /// The salt of a row's text.
    func salt(_ book: Int64, _ kind: CoveredKind, _ id: Int64) -> [UInt8] {
        make(book, kind.rawValue, id)
    }
}
