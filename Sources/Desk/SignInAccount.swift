import Basics
import Store

/// What one person signs in with, in the hands of somebody who may look after it.
///
/// That is the person, and whoever gains nothing by it: who owns every book and firm that the person is in, or has added somebody
/// who is in none. Otherwise a link for a new password would be a way to another's role.
public struct SignInAccount: Sendable {
    private let desk: SignInDesk
    private let name: String
    private let identity: Actor

    fileprivate init(_ desk: SignInDesk, _ name: String, _ identity: Actor) {
        self.desk = desk
        self.name = name
        self.identity = identity
    }

    private var now: Int64 { desk.clock.now }

    // MARK: - Passwords and links

    /// Sets the password; every session of the person's ends.
    ///
    /// - Throws: `Diagnostic` `access.person-unknown`, `access.scope`, `sign-in.power`, and `sign-in.password-short`, `-long`, `-name`,
    ///   `-common`.
    public func setPassword(_ password: String) throws {
        let person = try desk.database.read { try require(in: $0) }
        try PasswordRule.check(password, of: person)
        let hash = try PasswordHash(PasswordRule.bytes(password), cost: desk.cost)
        try desk.database.write { connection in
            _ = try require(in: connection)
            try desk.set(hash, of: name, "by \(identity.name)", connection)
        }
    }

    /// A link with which the person sets a password: an invitation to who has none. Earlier ones are worth nothing then.
    ///
    /// - Throws: `Diagnostic` `access.person-unknown`, `access.scope`, `sign-in.power`.
    public func link() throws -> (token: SecretToken, row: LinkRow) {
        try desk.database.write { connection in
            _ = try require(in: connection)
            let kind: LinkKind =
                try connection.password(of: name) == nil ? .invitation : .password
            let token = SecretToken(desk.random)
            let row = LinkRow(kind: kind, person: name, expiresAt: now + desk.limits.link)
            try connection.dropLinks(of: name)
            try connection.addLink(
                SecretToken.hash(token.text), row, at: now, actor: identity.name)
            try connection.note(.link, of: name, "\(kind.rawValue), by \(identity.name)", at: now)
            return (token, row)
        }
    }

    // MARK: - One-time codes

    /// Makes a new secret; it counts when ``confirmCodes(_:)`` has seen a code of it.
    ///
    /// - Throws: `Diagnostic` `sign-in.code-there` when codes are in use, and those of ``sessions()``.
    public func beginCodes() throws -> OneTimeCode {
        try desk.database.write { connection in
            _ = try require(in: connection)
            if try connection.hasOneTimeCode(name) {
                throw Diagnostic(
                    "sign-in.code-there", place: name, found: "one-time codes that are in use",
                    expected: "none", remedy: "end them first: purr person totp \(name) --off")
            }
            let code = OneTimeCode(desk.random)
            try connection.setOneTimeCode(code, of: name, key: desk.key, at: now)
            return code
        }
    }

    /// From now on a code is asked for.
    ///
    /// - Parameter code: that the person's app shows.
    /// - Returns: ten recovery codes, the one time they are to be had.
    /// - Throws: `Diagnostic` `sign-in.code` when it is not the app's, `sign-in.code-none` when none was begun, `key.missing`,
    ///   `key.wrong`, and those of ``beginCodes()``.
    public func confirmCodes(_ code: String) throws -> [String] {
        try desk.database.write { connection in
            _ = try require(in: connection)
            let own = try connection.oneTimeCode(of: name, key: desk.key)
            guard let own, !own.isConfirmed else {
                throw Diagnostic(
                    "sign-in.code-none", place: name, found: "no secret that waits for a code",
                    expected: "one", remedy: "begin with: purr person totp \(name)")
            }
            let typed = code.filter { !$0.isWhitespace }
            guard let step = own.code.step(of: typed, at: now),
                try connection.takeStep(step, of: name)
            else {
                throw Diagnostic(
                    "sign-in.code", place: name, found: "a code that is not the app's now",
                    expected: "the six digits that it shows",
                    remedy: "look whether the telephone's clock is right, and try the next one")
            }
            let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make(desk.random) }
            try connection.confirmOneTimeCode(
                of: name, recovery: codes.map { RecoveryCode.hash($0, of: name) }, at: now)
            try connection.note(.totp, of: name, "begun, by \(identity.name)", at: now)
            return codes
        }
    }

    /// No code is asked for any more.
    ///
    /// - Throws: `Diagnostic` `access.person-unknown`, `access.scope`, `sign-in.power`.
    public func endCodes() throws {
        try desk.database.write { connection in
            _ = try require(in: connection)
            try connection.dropOneTimeCode(of: name)
            try connection.note(.totp, of: name, "ended, by \(identity.name)", at: now)
        }
    }

    // MARK: - Sessions

    /// Those that are not over, the last used first.
    ///
    /// - Throws: `Diagnostic` `access.person-unknown`, `access.scope`, `sign-in.power`.
    public func sessions() throws -> [SessionRow] {
        try desk.database.read { connection in
            _ = try require(in: connection)
            return try connection.sessions(of: name).filter {
                now < $0.seenAt + desk.limits.idle && now < $0.at + desk.limits.session
            }
        }
    }

    /// - Throws: `Diagnostic` `sign-in.session` when the person has none of this number, and those of ``sessions()``.
    public func end(session id: Int64) throws {
        try desk.database.write { connection in
            _ = try require(in: connection)
            guard try connection.endSession(id, of: name) else {
                throw Diagnostic(
                    "sign-in.session", place: name, found: "no session \(id)",
                    expected: "one of the person's", remedy: "see: purr person sessions \(name)")
            }
            try connection.note(.out, of: name, "by \(identity.name)", at: now)
        }
    }

    /// Ends all, or all others than one.
    ///
    /// - Returns: how many.
    /// - Throws: those of ``sessions()``.
    @discardableResult
    public func endSessions(except kept: Int64? = nil) throws -> Int {
        try desk.database.write { connection in
            _ = try require(in: connection)
            let count = try connection.endSessions(of: name, except: kept)
            if count > 0 {
                try connection.note(.out, of: name, "\(count), by \(identity.name)", at: now)
            }
            return count
        }
    }

    // MARK: - Tokens of programs

    /// Makes a token for a program that acts for the person. Nobody makes one for another.
    ///
    /// - Parameters:
    ///   - label: what it is for, as people say it.
    ///   - book: the one book it is let into; every book of theirs when nil.
    ///   - scopes: what it may at most; the person's role counts too, each time.
    ///   - expiresAt: seconds since 1970 UTC; nil for never.
    /// - Throws: `Diagnostic` `sign-in.token-own`, `sign-in.token-name`, `sign-in.token-scopes`, `sign-in.token-expires`, `access.none` for a
    ///   book that is not theirs, and those of ``sessions()``.
    public func createToken(
        _ label: String, book: Int64? = nil, scopes: Set<Permission>, expiresAt: Int64? = nil
    ) throws -> (token: SecretToken, row: TokenRow) {
        try checkToken(label, scopes, expiresAt)
        let token = SecretToken(prefix: SignInDesk.tokenPrefix, desk.random)
        let hash = SecretToken.hash(token.text)
        let row = try desk.database.write { connection in
            _ = try require(in: connection)
            if let book {
                let open = try connection.books(of: name, after: book - 1, limit: 1)
                guard open == [book] else { throw Authority.none("book \(book)", identity) }
            }
            try connection.addToken(
                hash, named: label, of: name, book: book,
                scopes: Permission.allCases.filter(scopes.contains).map(\.rawValue), at: now,
                expiresAt: expiresAt)
            guard let row = try connection.token(hash, at: now) else {
                throw Authority.none("token", identity)
            }
            try connection.note(.token, of: name, "made \(row.id)", at: now)
            return row
        }
        return (token, row)
    }

    private func checkToken(
        _ label: String, _ scopes: Set<Permission>, _ expiresAt: Int64?
    ) throws {
        func fault(
            _ code: String, _ found: String, _ expected: String, _ remedy: String
        ) -> Diagnostic {
            Diagnostic(
                "sign-in.token-\(code)", place: "token", found: found, expected: expected,
                remedy: remedy)
        }
        guard identity.name == name else {
            throw fault(
                "own", "\(identity.name), for \(name)", "the person it acts for",
                "let \(name) make it")
        }
        guard (1...100).contains(label.count) else {
            throw fault(
                "name", "\(label.count) characters", "1 to 100", "say what the token is for")
        }
        guard !scopes.isEmpty else {
            throw fault(
                "scopes", "none", "at least one",
                "name what it may do: "
                    + Permission.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        if let expiresAt, expiresAt <= now {
            throw fault("expires", "a time that is over", "one to come", "choose a later day")
        }
    }

    /// All there have been, in the order in which they were made.
    ///
    /// - Throws: those of ``sessions()``.
    public func tokens() throws -> [TokenRow] {
        try desk.database.read { connection in
            _ = try require(in: connection)
            return try connection.tokens(of: name)
        }
    }

    /// A program with this token gets nowhere any more.
    ///
    /// - Throws: `Diagnostic` `sign-in.token` when the person has none of this number or it has been revoked, and those of
    ///   ``sessions()``.
    public func revokeToken(_ id: Int64) throws {
        try desk.database.write { connection in
            _ = try require(in: connection)
            guard try connection.token(id: id)?.person == name,
                try connection.revokeToken(id, at: now)
            else {
                throw Diagnostic(
                    "sign-in.token", place: name, found: "no token \(id) to revoke",
                    expected: "one of the person's", remedy: "see: purr token list")
            }
            try connection.note(.token, of: name, "revoked \(id), by \(identity.name)", at: now)
        }
    }

    // MARK: - The log

    /// What happened at the door, the newest first.
    ///
    /// - Throws: those of ``sessions()``.
    public func log(limit: Int = 100) throws -> [SignInLogRow] {
        try desk.database.read { connection in
            _ = try require(in: connection)
            return try connection.signInLog(of: name, limit: limit)
        }
    }

    // MARK: - Who may

    private func require(in connection: Connection) throws -> PersonRow {
        // A program never makes itself another key.
        if identity.limit != nil { throw identity.outside(.manage, "what \(name) signs in with") }
        guard try connection.hasPerson(identity.name) else { throw People.unknown(identity.name) }
        guard let person = try connection.person(name) else { throw People.unknown(name) }
        if name == identity.name { return person.row }
        let books = try connection.books(with: .person, name, limit: 1_000)
        let firms = try connection.firmRoles(of: name).keys
        let isOver =
            if books.isEmpty, firms.isEmpty {
                person.addedBy == identity.name
            } else {
                try books.allSatisfy { try connection.owns(identity.name, book: $0) }
                    && firms.allSatisfy { try ownsFirm($0, connection) }
            }
        if isOver { return person.row }
        // Who is not theirs to see is not there.
        let isSeen = try connection.persons(around: identity.name).contains { $0.name == name }
        guard isSeen else { throw People.unknown(name) }
        throw Diagnostic(
            "sign-in.power", place: name, found: identity.name,
            expected: "\(name), or somebody who owns every book and firm they are in",
            remedy: "let \(name) do it")
    }

    private func ownsFirm(_ firm: String, _ connection: Connection) throws -> Bool {
        try connection.members(ofFirm: firm).contains {
            $0.name == identity.name && $0.role == Role.owner.rawValue
        }
    }
}

extension SignInDesk {
    /// What a person signs in with, for somebody who may look after it; whether they may is asked each time they do something.
    public func account(of name: String, as identity: Actor) -> SignInAccount {
        SignInAccount(self, name, identity)
    }
}
