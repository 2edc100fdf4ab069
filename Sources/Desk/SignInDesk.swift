import Basics
import Store

/// The door of a store: who somebody is, shown by a password and a code, and kept by a session or a token.
///
/// What they may do then is the book's matter (``Authority``). The door answers everybody alike: whether a person exists, has no
/// password or has given a wrong one can be told neither from the answer nor from the time it takes.
///
///     let door = SignInDesk(database, key: key)
///     switch try door.signIn("kari", password: typed, from: visitor) {
///     case .signedIn(let new): setCookie(new.token.text)
///     case .needsCode(let ticket): askForCode(ticket.text)
///     case .refused(let seconds): tell(seconds)
///     }
public struct SignInDesk: Sendable {
    let database: Database
    /// Seals the secrets of one-time codes; they are kept in clear when nil.
    let key: FieldKey?
    let clock: Clock
    public let limits: SignInLimits
    let cost: PasswordCost
    let random: RandomBytes

    public init(
        _ database: Database, key: FieldKey? = nil, clock: Clock = .system,
        limits: SignInLimits = SignInLimits(), cost: PasswordCost = .standard,
        random: RandomBytes = .system
    ) {
        self.database = database
        self.key = key
        self.clock = clock
        self.limits = limits
        self.cost = cost
        self.random = random
    }

    // MARK: - Signing in

    /// Looks at a password, and at the code of who has one.
    ///
    /// - Parameters:
    ///   - name: as it was typed.
    ///   - code: a one-time code or a recovery code, when it came with the password.
    /// - Returns: `needsCode` when the password is right and a code is asked for.
    /// - Throws: `Diagnostic` `key.missing`, `key.wrong` when the person's codes can not be read; those of the store.
    public func signIn(
        _ name: String, password: String, code: String? = nil, from visitor: Visitor
    ) throws -> SignInAnswer {
        var attempt = Attempt(name: name, address: visitor.address)
        if let wait = try begin(&attempt) { return .refused(waitSeconds: wait) }
        guard let hash = try rightPassword(password, of: name) else {
            return .refused(waitSeconds: try fail(attempt, "password"))
        }
        let answer = try database.write { connection -> SignInAnswer? in
            // What has been changed meanwhile is not what was looked at.
            guard try connection.hasPerson(name), try connection.password(of: name) == hash else {
                return nil
            }
            guard try connection.hasOneTimeCode(name) else {
                return .signedIn(try enter(attempt, visitor, connection))
            }
            guard let code else {
                // Neither a failure nor the end of them: codes may still be guessed.
                try takeBack(attempt, connection)
                return .needsCode(ticket: try ticket(for: name, connection))
            }
            guard try take(code, of: name, connection) else { return nil }
            return .signedIn(try enter(attempt, visitor, connection))
        }
        return try answer ?? .refused(waitSeconds: fail(attempt, "password or code"))
    }

    /// Looks at the code of somebody whose password was right.
    ///
    /// - Parameters:
    ///   - ticket: as ``SignInAnswer/needsCode(ticket:)`` gave it; good for five minutes and one sign-in.
    ///   - code: a one-time code or a recovery code.
    /// - Throws: `Diagnostic` `key.missing`, `key.wrong`; those of the store.
    public func signIn(
        ticket: String, code: String, from visitor: Visitor
    ) throws -> SignInAnswer {
        let hash = SecretToken.hash(ticket)
        let link = try database.read { try $0.link(hash, at: clock.now) }
        guard let link, link.kind == .code, let name = link.person else {
            return .refused(waitSeconds: 0)
        }
        var attempt = Attempt(name: name, address: visitor.address)
        if let wait = try begin(&attempt) { return .refused(waitSeconds: wait) }
        let new = try database.write { connection -> NewSession? in
            guard try take(code, of: name, connection),
                try connection.useLink(hash, at: clock.now)
            else { return nil }
            return try enter(attempt, visitor, connection)
        }
        return try new.map { .signedIn($0) } ?? .refused(waitSeconds: fail(attempt, "code"))
    }

    /// Changes a password on showing the old one; every other session of the person's ends.
    ///
    /// - Parameter token: of the session they are in.
    /// - Returns: nil when it is changed; seconds to wait, or 0, when the old one was wrong or the session is over.
    /// - Throws: `Diagnostic` `sign-in.password-short`, `-long`, `-name`, `-common`.
    public func changePassword(
        inSession token: String, from old: String, to new: String, visitor: Visitor
    ) throws -> Int64? {
        guard let session = try session(token) else { return 0 }
        let name = session.person
        guard let person = try database.read({ try $0.person(name) }) else { return 0 }
        var attempt = Attempt(name: name, address: visitor.address)
        if let wait = try begin(&attempt) { return wait }
        guard let known = try rightPassword(old, of: name) else {
            return try fail(attempt, "password, to change it")
        }
        try database.write { try takeBack(attempt, $0) }
        try PasswordRule.check(new, of: person.row)
        let hash = try PasswordHash(PasswordRule.bytes(new), cost: cost)
        let isDone = try database.write { connection in
            guard try connection.renew(known, as: hash, of: name) else { return false }
            try connection.endSessions(of: name, except: session.id)
            try connection.dropLinks(of: name)
            try connection.note(.password, of: name, "changed", at: clock.now)
            return true
        }
        return isDone ? nil : 0
    }

    // MARK: - Parts

    /// The person's hash when the password is right; always computes one, whoever there is.
    private func rightPassword(_ password: String, of name: String) throws -> PasswordHash? {
        let bytes = PasswordRule.bytes(password)
        let known = try database.read { connection in
            try connection.hasPerson(name) ? connection.password(of: name) : nil
        }
        guard let known else {
            _ = try PasswordHash(bytes, cost: cost)
            return nil
        }
        guard known.matches(bytes) else { return nil }
        guard known.isCheaper(than: cost) else { return known }
        let dearer = try PasswordHash(bytes, cost: cost)
        return try database.write { try $0.renew(known, as: dearer, of: name) } ? dearer : nil
    }

    /// Takes a one-time code or a recovery code, which is worth nothing afterwards.
    private func take(_ code: String, of name: String, _ connection: Connection) throws -> Bool {
        guard let own = try connection.oneTimeCode(of: name, key: key), own.isConfirmed else {
            return false
        }
        let typed = code.filter { !$0.isWhitespace && $0 != "-" }
        if let step = own.code.step(of: typed, at: clock.now) {
            return try connection.takeStep(step, of: name)
        }
        let hash = RecoveryCode.hash(typed, of: name)
        guard try connection.takeRecoveryCode(hash, of: name, at: clock.now) else { return false }
        let left = try connection.recoveryCodes(of: name)
        try connection.note(.totp, of: name, "recovery code, \(left) left", at: clock.now)
        return true
    }

    private func ticket(for name: String, _ connection: Connection) throws -> SecretToken {
        let ticket = SecretToken(random)
        try connection.addLink(
            SecretToken.hash(ticket.text),
            LinkRow(kind: .code, person: name, expiresAt: clock.now + limits.code),
            at: clock.now, actor: name)
        return ticket
    }

    private func enter(
        _ attempt: Attempt, _ visitor: Visitor, _ connection: Connection
    ) throws -> NewSession {
        let now = clock.now
        try succeed(attempt, connection)
        try connection.sweepSessions(
            seen: now - limits.idle, made: now - limits.session, links: now - limits.memory)
        let token = SecretToken(random)
        try connection.addSession(
            SecretToken.hash(token.text), of: attempt.name, agent: visitor.agent, at: now)
        try connection.note(.signedIn, of: attempt.name, visitor.agent, at: now)
        return NewSession(token: token, person: attempt.name)
    }
}

/// What the door says.
public enum SignInAnswer: Sendable {
    case signedIn(NewSession)
    /// The password was right; the ticket goes back with the code.
    case needsCode(ticket: SecretToken)
    /// - Parameter waitSeconds: until another attempt is looked at; 0 for at once.
    case refused(waitSeconds: Int64)
}

/// A session that has just begun: the one time its token is to be had.
public struct NewSession: Sendable {
    public let token: SecretToken
    public let person: String

    /// What forms of the session bring along.
    public var formSecret: String { SecretToken.formSecret(of: token.text) }
}

/// Codes for those who have lost their telephone.
enum RecoveryCode {
    static let count = 10
    /// 80 bits.
    private static let bytes = 10

    /// `ABCD-EFGH-IJKL-MNOP`
    static func make(_ random: RandomBytes) -> String {
        let text = OneTimeCode(secret: random.bytes(bytes)).text
        return stride(from: 0, to: text.count, by: 4).map { start in
            String(text.dropFirst(start).prefix(4))
        }.joined(separator: "-")
    }

    /// Of a code as it was typed: with or without its hyphens, in either case.
    static func hash(_ typed: String, of person: String) -> [UInt8] {
        let plain = typed.uppercased().filter { $0.isLetter || $0.isNumber }
        return Digest.sha256(Array("\(person) \(plain)".utf8))
    }
}
