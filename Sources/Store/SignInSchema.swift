/// How persons show who they are: passwords, codes, sessions, links, tokens, and what has happened at the door.
///
/// All of it is the store's and no book's. What lets somebody in is kept as a hash: whoever reads these tables can open
/// nothing with them, but for the secrets of one-time codes where no key seals them.
enum SignInSchema {
    static let sql = """
        CREATE TABLE sign_in_password (
            person TEXT NOT NULL PRIMARY KEY REFERENCES person,
            -- Argon2id with its salt and cost, as libsodium writes it.
            hash TEXT NOT NULL, at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign_in_totp (
            person TEXT NOT NULL PRIMARY KEY REFERENCES person,
            secret BLOB NOT NULL, sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
            -- NULL until a code has shown that the person has it.
            confirmed_at INTEGER,
            -- The newest step whose code was taken: no code is taken twice.
            last_step INTEGER NOT NULL, at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign_in_recovery (
            person TEXT NOT NULL REFERENCES person, hash BLOB NOT NULL, used_at INTEGER,
            PRIMARY KEY (person, hash)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign_in_session (
            id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE,
            person TEXT NOT NULL REFERENCES person, at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL, agent TEXT NOT NULL
        ) STRICT;
        CREATE INDEX sign_in_session_person ON sign_in_session (person, id);
        CREATE TABLE sign_in_link (
            hash BLOB NOT NULL PRIMARY KEY,
            -- 'code' stands between the password and the code.
            kind TEXT NOT NULL CHECK (kind IN ('invitation', 'password', 'first', 'code')),
            person TEXT REFERENCES person, at INTEGER NOT NULL, actor TEXT NOT NULL,
            expires_at INTEGER NOT NULL, used_at INTEGER,
            -- Only the first link of a store is nobody's yet.
            CHECK ((person IS NULL) = (kind = 'first'))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign_in_token (
            id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES person,
            -- NULL for every book of the person's. Not called book: it goes nowhere with one.
            only_book INTEGER REFERENCES book,
            -- Permissions with spaces between.
            scopes TEXT NOT NULL, at INTEGER NOT NULL, used_at INTEGER, expires_at INTEGER,
            revoked_at INTEGER
        ) STRICT;
        CREATE INDEX sign_in_token_person ON sign_in_token (person, id);
        CREATE TABLE sign_in_attempt (
            -- A keyed hash of a name or an address.
            hash BLOB NOT NULL PRIMARY KEY, failures INTEGER NOT NULL CHECK (failures >= 0),
            last_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last_at);
        CREATE TABLE sign_in_key (
            -- One row: the key of those hashes.
            one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign_in_log (
            id INTEGER PRIMARY KEY, at INTEGER NOT NULL, person TEXT NOT NULL,
            event TEXT NOT NULL CHECK (event IN
                ('in', 'failed', 'out', 'locked', 'password', 'totp', 'token', 'link')),
            detail TEXT NOT NULL
        ) STRICT;
        CREATE INDEX sign_in_log_person ON sign_in_log (person, id);
        """

    /// SQLite has no rights to withhold, so it watches over the log itself.
    static let keptLog = """

        CREATE TRIGGER sign_in_log_kept BEFORE UPDATE ON sign_in_log
            BEGIN SELECT RAISE(ABORT, 'the log of who signed in is never changed'); END;
        CREATE TRIGGER sign_in_log_stays BEFORE DELETE ON sign_in_log
            BEGIN SELECT RAISE(ABORT, 'the log of who signed in is never shortened'); END;
        """

    /// What lets somebody in, or keeps them out: it stays in its store and is in no backup.
    static let credentials: Set<String> = [
        "sign_in_password", "sign_in_totp", "sign_in_recovery", "sign_in_session", "sign_in_link",
        "sign_in_token", "sign_in_attempt", "sign_in_key",
    ]
}
