import Basics
import Store

/// Somebody who has shown who they are.
public struct SignedIn: Sendable {
    /// Of the session, to end it by.
    public let id: Int64
    public let person: String
    /// Seconds since 1970 UTC; when they signed in.
    public let at: Int64
    public let agent: String
    /// What forms of the session bring along.
    public let formSecret: String

    public var actor: Actor { .person(person) }

    /// Whether a form comes from a page of this session.
    public func isOwn(form secret: String) -> Bool {
        Digest.isEqual(Array(secret.utf8), Array(formSecret.utf8))
    }
}

extension SignInDesk {
    // MARK: - Sessions

    /// Whose session a token is; nil when there is none or it is over.
    public func session(_ token: String) throws -> SignedIn? {
        let now = clock.now
        guard let row = try database.read({ try $0.session(SecretToken.hash(token)) }),
            now < row.seenAt + limits.idle, now < row.at + limits.session
        else { return nil }
        if now >= row.seenAt + limits.seen {
            try database.write { try $0.touchSession(row.id, at: now) }
        }
        return SignedIn(
            id: row.id, person: row.person, at: row.at, agent: row.agent,
            formSecret: SecretToken.formSecret(of: token))
    }

    /// Ends a session; nothing happens when it is over.
    public func signOut(_ token: String) throws {
        try database.write { connection in
            guard let row = try connection.session(SecretToken.hash(token)) else { return }
            if try connection.endSession(row.id, of: row.person) {
                try connection.note(.out, of: row.person, row.agent, at: clock.now)
            }
        }
    }

    // MARK: - Tokens of programs

    /// Who a program acts as, and at most to do what; nil for a token that is unknown, revoked or over.
    public func actor(token: String) throws -> Actor? {
        guard token.hasPrefix(Self.tokenPrefix) else { return nil }
        let now = clock.now
        guard let row = try database.read({ try $0.token(SecretToken.hash(token), at: now) })
        else { return nil }
        if row.usedAt.map({ now >= $0 + limits.seen }) ?? true {
            try database.write { try $0.touchToken(row.id, at: now) }
        }
        let scopes = row.scopes.compactMap { Permission(rawValue: $0) }
        return Actor.person(row.person).limited(to: Set(scopes), book: row.book)
    }

    static let tokenPrefix = "purr_"

    // MARK: - Links

    /// A link for whoever starts Purr, while nobody in the store has a password.
    ///
    /// - Returns: nil as soon as somebody has one. Earlier first links are worth nothing then.
    public func firstLink() throws -> SecretToken? {
        try database.write { connection in
            if try connection.hasPasswords() { return nil }
            try connection.dropFirstLinks()
            let link = SecretToken(random)
            try connection.addLink(
                SecretToken.hash(link.text),
                LinkRow(kind: .first, person: nil, expiresAt: clock.now + limits.firstLink),
                at: clock.now, actor: "purr")
            return link
        }
    }

    /// What a link is for; nil for one that is unknown, used or over.
    public func link(_ token: String) throws -> LinkRow? {
        let link = try database.read { connection -> LinkRow? in
            let link = try connection.link(SecretToken.hash(token), at: clock.now)
            return try link?.kind == .first && connection.hasPasswords() ? nil : link
        }
        return link?.kind == .code ? nil : link
    }

    /// Takes a link and sets the password of whom it is for; every session of theirs ends.
    ///
    /// - Parameters:
    ///   - newcomer: who the first link of a store makes: somebody it knows, or the first person of one that knows nobody.
    /// - Returns: the person's name.
    /// - Throws: `Diagnostic` `sign-in.link`; the link may still be used after any other: `sign-in.password-short`, `-long`, `-name`,
    ///   `-common`, `access.person-name`, `access.person-unknown`.
    @discardableResult
    public func accept(
        link token: String, as newcomer: PersonRow? = nil, password: String
    ) throws -> String {
        guard let link = try link(token) else { throw Self.deadLink }
        let person = try database.read { try whose(link, newcomer, $0) }
        try PasswordRule.check(password, of: person)
        let hash = try PasswordHash(PasswordRule.bytes(password), cost: cost)
        let (now, name) = (clock.now, person.name)
        try database.write { connection in
            // The hash took a while: all of it may have changed.
            guard try connection.link(SecretToken.hash(token), at: now) == link,
                try link.kind != .first || !connection.hasPasswords(),
                try connection.useLink(SecretToken.hash(token), at: now)
            else { throw Self.deadLink }
            _ = try whose(link, newcomer, connection)
            if try !connection.hasPerson(name) {
                try connection.add(person, at: now, actor: name)
            }
            try set(hash, of: name, "by \(link.kind.rawValue) link", connection)
        }
        return name
    }

    /// Sets a password and ends all that stood on the one before.
    func set(
        _ hash: PasswordHash, of name: String, _ how: String, _ connection: Connection
    ) throws {
        try connection.setPassword(hash, of: name, at: clock.now)
        try connection.endSessions(of: name)
        try connection.dropLinks(of: name)
        try connection.dropFirstLinks()
        try forget(name, connection)
        try connection.note(.password, of: name, how, at: clock.now)
    }

    private func whose(
        _ link: LinkRow, _ newcomer: PersonRow?, _ connection: Connection
    ) throws -> PersonRow {
        if let name = link.person {
            guard let known = try connection.person(name) else { throw Self.deadLink }
            return known.row
        }
        guard let newcomer else { throw People.unknown("") }
        if let known = try connection.person(newcomer.name) { return known.row }
        if try connection.hasPersons() { throw People.unknown(newcomer.name) }
        try People.check(newcomer.name)
        return newcomer
    }

    private static let deadLink = Diagnostic(
        "sign-in.link", place: "link", found: "one that is unknown, used or over",
        expected: "a new one", remedy: "ask for another: purr person invite NAME")
}
