// MARK: - Sessions

/// Somebody who has signed in, in one browser.
public struct SessionRow: Hashable, Sendable {
    public let id: Int64
    public let person: String
    /// Seconds since 1970 UTC.
    public let at: Int64
    /// When it was last used, a minute late at most.
    public let seenAt: Int64
    /// The browser and the machine's system: `Firefox, Linux`.
    public let agent: String
}

extension Connection {
    private static let sessionColumns = "id, person, at, seen_at, agent"

    private static func session(_ row: SQLRow) -> SessionRow {
        SessionRow(
            id: row.int(0), person: row.text(1), at: row.int(2), seenAt: row.int(3),
            agent: row.text(4))
    }

    public func addSession(_ hash: [UInt8], of person: String, agent: String, at: Int64) throws {
        try run(
            """
            INSERT INTO sign_in_session (hash, person, at, seen_at, agent) VALUES (?,?,?,?,?)
            """, hash, person, at, at, agent)
    }

    /// The session of a token's hash, whose person is here; how old it may be is for others to say.
    public func session(_ hash: [UInt8]) throws -> SessionRow? {
        try first(
            """
            SELECT \(Self.sessionColumns) FROM sign_in_session WHERE hash = ? AND person IN
                (SELECT name FROM person WHERE removed_at IS NULL)
            """, hash, map: Self.session)
    }

    /// The newest first.
    public func sessions(of person: String) throws -> [SessionRow] {
        try all(
            """
            SELECT \(Self.sessionColumns) FROM sign_in_session WHERE person = ?
            ORDER BY seen_at DESC, id DESC
            """, person, map: Self.session)
    }

    public func touchSession(_ id: Int64, at: Int64) throws {
        try run("UPDATE sign_in_session SET seen_at = ? WHERE id = ? AND seen_at < ?", at, id, at)
    }

    /// - Returns: false when there was none.
    @discardableResult
    public func endSession(_ id: Int64, of person: String) throws -> Bool {
        try run("DELETE FROM sign_in_session WHERE id = ? AND person = ?", id, person) == 1
    }

    /// - Parameter kept: goes on; all end when nil.
    /// - Returns: how many ended.
    @discardableResult
    public func endSessions(of person: String, except kept: Int64? = nil) throws -> Int {
        try run("DELETE FROM sign_in_session WHERE person = ? AND id <> ?", person, kept ?? -1)
    }

    /// Deletes those not seen since `seen` or made before `made`, and links that were over by `links`.
    public func sweepSessions(seen: Int64, made: Int64, links: Int64) throws {
        try run("DELETE FROM sign_in_session WHERE seen_at < ? OR at < ?", seen, made)
        try run("DELETE FROM sign_in_link WHERE expires_at < ?", links)
    }
}

// MARK: - Links

/// What a link that is used once is for.
public enum LinkKind: String, Sendable {
    /// To somebody who has no password yet.
    case invitation
    /// To somebody who has forgotten theirs.
    case password
    /// To whoever starts: nobody in the store has a password.
    case first
    /// Between the password and the code; never shown as a link.
    case code
}

public struct LinkRow: Hashable, Sendable {
    public let kind: LinkKind
    /// nil for the first of a store.
    public let person: String?
    /// Seconds since 1970 UTC; from then on it is worth nothing.
    public let expiresAt: Int64

    public init(kind: LinkKind, person: String?, expiresAt: Int64) {
        self.kind = kind
        self.person = person
        self.expiresAt = expiresAt
    }
}

extension Connection {
    public func addLink(_ hash: [UInt8], _ link: LinkRow, at: Int64, actor: String) throws {
        try run(
            """
            INSERT INTO sign_in_link (hash, kind, person, at, actor, expires_at)
            VALUES (?,?,?,?,?,?)
            """, hash, link.kind.rawValue, link.person, at, actor, link.expiresAt)
    }

    /// A link that has not been used and is not over.
    public func link(_ hash: [UInt8], at: Int64) throws -> LinkRow? {
        try first(
            """
            SELECT kind, person, expires_at FROM sign_in_link
            WHERE hash = ? AND used_at IS NULL AND expires_at > ? AND (person IS NULL OR person IN
                (SELECT name FROM person WHERE removed_at IS NULL))
            """, hash, at
        ) { row in
            LinkKind(rawValue: row.text(0)).map {
                LinkRow(kind: $0, person: row.optionalText(1), expiresAt: row.int(2))
            }
        } ?? nil
    }

    /// - Returns: false when it had been used.
    public func useLink(_ hash: [UInt8], at: Int64) throws -> Bool {
        try run(
            "UPDATE sign_in_link SET used_at = ? WHERE hash = ? AND used_at IS NULL", at, hash) == 1
    }

    /// Makes earlier links of a person worthless.
    public func dropLinks(of person: String) throws {
        try run("DELETE FROM sign_in_link WHERE person = ?", person)
    }

    /// Makes earlier first links worthless.
    public func dropFirstLinks() throws {
        try run("DELETE FROM sign_in_link WHERE kind = 'first'")
    }
}

// MARK: - Tokens of programs

/// A program that acts for a person.
public struct TokenRow: Hashable, Sendable {
    public let id: Int64
    public let name: String
    public let person: String
    /// nil for every book of the person's.
    public let book: Int64?
    /// Names of permissions.
    public let scopes: [String]
    /// Seconds since 1970 UTC, as are the others.
    public let at: Int64
    /// A minute late at most; nil until it is used.
    public let usedAt: Int64?
    /// nil for one that does not end by itself.
    public let expiresAt: Int64?
    public let revokedAt: Int64?
}

extension Connection {
    private static let tokenColumns =
        "id, name, person, only_book, scopes, at, used_at, expires_at, revoked_at"

    private static func token(_ row: SQLRow) -> TokenRow {
        TokenRow(
            id: row.int(0), name: row.text(1), person: row.text(2), book: row.optionalInt(3),
            scopes: row.text(4).split(separator: " ").map(String.init), at: row.int(5),
            usedAt: row.optionalInt(6), expiresAt: row.optionalInt(7),
            revokedAt: row.optionalInt(8))
    }

    public func addToken(
        _ hash: [UInt8], named name: String, of person: String, book: Int64?, scopes: [String],
        at: Int64, expiresAt: Int64?
    ) throws {
        try run(
            """
            INSERT INTO sign_in_token (hash, name, person, only_book, scopes, at, expires_at)
            VALUES (?,?,?,?,?,?,?)
            """, hash, name, person, book, scopes.joined(separator: " "), at, expiresAt)
    }

    /// The token with this hash, whose person is here and which has neither been revoked nor ended.
    public func token(_ hash: [UInt8], at: Int64) throws -> TokenRow? {
        try first(
            """
            SELECT \(Self.tokenColumns) FROM sign_in_token WHERE hash = ? AND revoked_at IS NULL
                AND (expires_at IS NULL OR expires_at > ?)
                AND person IN (SELECT name FROM person WHERE removed_at IS NULL)
            """, hash, at, map: Self.token)
    }

    /// All of a person's, in the order in which they were made.
    public func tokens(of person: String) throws -> [TokenRow] {
        try all(
            "SELECT \(Self.tokenColumns) FROM sign_in_token WHERE person = ? ORDER BY id", person,
            map: Self.token)
    }

    public func token(id: Int64) throws -> TokenRow? {
        try first(
            "SELECT \(Self.tokenColumns) FROM sign_in_token WHERE id = ?", id, map: Self.token)
    }

    public func touchToken(_ id: Int64, at: Int64) throws {
        try run("UPDATE sign_in_token SET used_at = ? WHERE id = ?", at, id)
    }

    /// - Returns: false when it had been revoked, or there is none.
    public func revokeToken(_ id: Int64, at: Int64) throws -> Bool {
        try run(
            "UPDATE sign_in_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", at, id)
            == 1
    }
}
