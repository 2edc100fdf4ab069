import Basics

// MARK: - Passwords

extension Connection {
    public func password(of person: String) throws -> PasswordHash? {
        try first("SELECT hash FROM sign_in_password WHERE person = ?", person) {
            PasswordHash(text: $0.text(0))
        }
    }

    /// Whether anybody who is here can sign in.
    public func hasPasswords() throws -> Bool {
        try first(
            """
            SELECT 1 FROM sign_in_password JOIN person ON person.name = sign_in_password.person
            WHERE person.removed_at IS NULL LIMIT 1
            """
        ) { _ in true } ?? false
    }

    public func setPassword(_ hash: PasswordHash, of person: String, at: Int64) throws {
        try run(
            """
            INSERT INTO sign_in_password (person, hash, at) VALUES (?,?,?)
            ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, at = excluded.at
            """, person, hash.text, at)
    }

    /// Makes a password as dear as it should be by now.
    ///
    /// - Returns: false when it has been changed meanwhile.
    @discardableResult
    public func renew(_ old: PasswordHash, as new: PasswordHash, of person: String) throws -> Bool {
        try run(
            "UPDATE sign_in_password SET hash = ? WHERE person = ? AND hash = ?", new.text, person,
            old.text) == 1
    }

    /// Deletes all that a person signs in with; what was told of it stays in the log.
    public func dropCredentials(of person: String, at: Int64) throws {
        for table in ["password", "totp", "recovery", "session", "link"] {
            try run("DELETE FROM sign_in_\(table) WHERE person = ?", person)
        }
        try run(
            "UPDATE sign_in_token SET revoked_at = ? WHERE person = ? AND revoked_at IS NULL", at,
            person)
    }
}

// MARK: - One-time codes

/// A person's one-time codes.
public struct OneTimeCodeRow: Sendable {
    public let code: OneTimeCode
    /// Whether the person has shown that they have it: until then it is not asked for.
    public let isConfirmed: Bool
}

extension Connection {
    /// Whether a code is asked for beside the password.
    public func hasOneTimeCode(_ person: String) throws -> Bool {
        try first(
            "SELECT 1 FROM sign_in_totp WHERE person = ? AND confirmed_at IS NOT NULL", person
        ) { _ in true } ?? false
    }

    /// - Throws: `Diagnostic` `key.wrong`, `key.missing` when it is sealed and there is no key.
    public func oneTimeCode(of person: String, key: FieldKey?) throws -> OneTimeCodeRow? {
        let found = try first(
            "SELECT secret, sealed, confirmed_at FROM sign_in_totp WHERE person = ?", person
        ) { ($0.bytes(0), $0.int(1) != 0, !$0.isNull(2)) }
        guard let (bytes, isSealed, isConfirmed) = found else { return nil }
        var secret = bytes
        if isSealed {
            guard let key else {
                throw Diagnostic(
                    "key.missing", place: Self.codePlace(person),
                    found: "a sealed secret and no key",
                    expected: "the key it was sealed with",
                    remedy: "name the key with --key or PURR_KEY")
            }
            let text = try key.open(bytes, place: Self.codePlace(person))
            guard let opened = Digest.bytes(hex: text) else { return nil }
            secret = opened
        }
        return OneTimeCodeRow(code: OneTimeCode(secret: secret), isConfirmed: isConfirmed)
    }

    /// Keeps a new secret, which counts when a code of it has been shown.
    ///
    /// - Parameter key: seals it; it is kept in clear when nil.
    public func setOneTimeCode(
        _ code: OneTimeCode, of person: String, key: FieldKey?, at: Int64
    ) throws {
        let secret =
            key.map { $0.seal(Digest.hex(code.secret), place: Self.codePlace(person)) }
            ?? code.secret
        try dropOneTimeCode(of: person)
        try run(
            """
            INSERT INTO sign_in_totp (person, secret, sealed, last_step, at) VALUES (?,?,?,?,?)
            """, person, secret, key != nil, Int64(-1), at)
    }

    /// Takes a step's code; afterwards neither it nor an older one is taken.
    ///
    /// - Returns: false when it had been.
    public func takeStep(_ step: Int64, of person: String) throws -> Bool {
        try run(
            "UPDATE sign_in_totp SET last_step = ? WHERE person = ? AND last_step < ?", step,
            person, step) == 1
    }

    /// From now on a code is asked for, or one of these in its stead.
    ///
    /// - Parameter recovery: hashes of codes that are used once.
    public func confirmOneTimeCode(of person: String, recovery: [[UInt8]], at: Int64) throws {
        try run(
            "UPDATE sign_in_totp SET confirmed_at = ? WHERE person = ?", at, person)
        try run("DELETE FROM sign_in_recovery WHERE person = ?", person)
        for hash in recovery {
            try run("INSERT INTO sign_in_recovery (person, hash) VALUES (?,?)", person, hash)
        }
    }

    /// - Returns: false when the person has no such code, or has used it.
    public func takeRecoveryCode(_ hash: [UInt8], of person: String, at: Int64) throws -> Bool {
        try run(
            """
            UPDATE sign_in_recovery SET used_at = ?
            WHERE person = ? AND hash = ? AND used_at IS NULL
            """, at, person, hash) == 1
    }

    /// How many recovery codes are left.
    public func recoveryCodes(of person: String) throws -> Int {
        Int(
            try first(
                "SELECT count(*) FROM sign_in_recovery WHERE person = ? AND used_at IS NULL", person
            ) { $0.int(0) } ?? 0)
    }

    public func dropOneTimeCode(of person: String) throws {
        try run("DELETE FROM sign_in_totp WHERE person = ?", person)
        try run("DELETE FROM sign_in_recovery WHERE person = ?", person)
    }

    private static func codePlace(_ person: String) -> String { "\(person), one-time codes" }
}

// MARK: - Attempts

extension Connection {
    /// The key of the hashes that attempts are counted under; made with the first.
    public func attemptKey(_ random: RandomBytes) throws -> [UInt8] {
        try run(
            "INSERT INTO sign_in_key (one, bytes) VALUES (1, ?) ON CONFLICT (one) DO NOTHING",
            random.bytes(32))
        return try first("SELECT bytes FROM sign_in_key") { $0.bytes(0) } ?? []
    }

    /// Failures counted under a hash and when the last was; nobody else changes them until the transaction is over.
    public func failures(_ hash: [UInt8]) throws -> (count: Int, last: Int64) {
        try run(
            """
            INSERT INTO sign_in_attempt (hash, failures, last_at) VALUES (?, 0, 0)
            ON CONFLICT (hash) DO NOTHING
            """, hash)
        try run("UPDATE sign_in_attempt SET failures = failures WHERE hash = ?", hash)
        return try first("SELECT failures, last_at FROM sign_in_attempt WHERE hash = ?", hash) {
            (Int($0.int(0)), $0.int(1))
        } ?? (0, 0)
    }

    public func setFailures(_ count: Int, last: Int64, _ hash: [UInt8]) throws {
        try run(
            "UPDATE sign_in_attempt SET failures = ?, last_at = ? WHERE hash = ?", count, last, hash
        )
    }

    /// Forgets those whose last was before an instant.
    public func sweepAttempts(before: Int64) throws {
        try run("DELETE FROM sign_in_attempt WHERE last_at < ?", before)
    }
}

// MARK: - The log

/// What happens at the door.
public enum SignInEvent: String, CaseIterable, Sendable {
    case signedIn = "in"
    case failed
    case out
    /// Too many attempts: nothing was looked at.
    case locked
    /// Set or changed.
    case password
    /// One-time codes: begun, ended, or a recovery code used.
    case totp
    /// Of a program: made or revoked.
    case token
    /// An invitation or a new password was offered.
    case link
}

public struct SignInLogRow: Hashable, Sendable {
    /// Seconds since 1970 UTC.
    public let at: Int64
    public let person: String
    public let event: SignInEvent
    /// Plain words for developers; no password, code, token or address.
    public let detail: String
}

extension Connection {
    /// Appends what happened to a person who is here: what else is typed as a name may be a password.
    public func note(_ event: SignInEvent, of person: String, _ detail: String, at: Int64) throws {
        try run(
            "INSERT INTO sign_in_log (at, person, event, detail) VALUES (?,?,?,?)", at, person,
            event.rawValue, detail)
    }

    /// The newest first.
    public func signInLog(of person: String, limit: Int) throws -> [SignInLogRow] {
        try all(
            """
            SELECT at, person, event, detail FROM sign_in_log WHERE person = ?
            ORDER BY id DESC LIMIT ?
            """, person, Int64(limit)
        ) { row in
            SignInLogRow(
                at: row.int(0), person: row.text(1),
                event: SignInEvent(rawValue: row.text(2)) ?? .failed, detail: row.text(3))
        }
    }
}
