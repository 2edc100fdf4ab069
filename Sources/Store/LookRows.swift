import Basics

/// What a book has chosen for its letters to look like.
public struct BookLook: Hashable, Sendable {
    /// nil for Purr's.
    public var colour: Colour?
    /// SHA-256 of the logo's file; nil for none.
    public var logo: [UInt8]?

    public init(colour: Colour? = nil, logo: [UInt8]? = nil) {
        self.colour = colour
        self.logo = logo
    }
}

/// A logo a book has, or has had.
public struct StoredLogo: Hashable, Sendable {
    /// SHA-256 of `bytes`.
    public let hash: [UInt8]
    /// `png` or `svg`.
    public let kind: String
    /// The file as it was given.
    public let bytes: [UInt8]
    /// The picture mail shows, a PNG.
    public let mail: [UInt8]
    /// Seconds since 1970 UTC.
    public let at: Int64
    public let actor: String

    public init(
        hash: [UInt8], kind: String, bytes: [UInt8], mail: [UInt8], at: Int64, actor: String
    ) {
        self.hash = hash
        self.kind = kind
        self.bytes = bytes
        self.mail = mail
        self.at = at
        self.actor = actor
    }
}

extension BookConnection {
    /// What the next letters look like; a logo must have been kept before.
    public func setLook(_ look: BookLook) throws {
        try connection.run(
            "UPDATE book SET colour = ?, logo = ? WHERE id = ?", look.colour?.hex, look.logo, book)
    }

    /// Keeps a logo for as long as the book is; one that is kept already stays as it was.
    public func keep(_ logo: StoredLogo) throws {
        try connection.run(
            """
            INSERT INTO logo (book, hash, kind, bytes, mail, at, actor) VALUES (?,?,?,?,?,?,?)
            ON CONFLICT DO NOTHING
            """, book, logo.hash, logo.kind, logo.bytes, logo.mail, logo.at, logo.actor)
    }

    /// The logo with this hash; nil when the book has never had it.
    public func logo(_ hash: [UInt8]) throws -> StoredLogo? {
        try connection.first(
            "SELECT hash, kind, bytes, mail, at, actor FROM logo WHERE book = ? AND hash = ?",
            book, hash
        ) {
            StoredLogo(
                hash: $0.bytes(0), kind: $0.text(1), bytes: $0.bytes(2), mail: $0.bytes(3),
                at: $0.int(4), actor: $0.text(5))
        }
    }
}
