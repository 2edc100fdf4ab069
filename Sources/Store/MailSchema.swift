/// The tables of incoming mail.
///
/// The words in `mail` and `mail_finding` are personal data of the class *correspondence*: kept with the claim they are about
/// and no longer, erased at once where they tell of illness or need (docs/replies.md).
enum MailSchema {
    static let sql = """
        CREATE TABLE mail (
            book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL,
            -- Of the message's identity and all that was read of it: the same mail has the same, whichever folder
            -- it comes from.
            hash BLOB NOT NULL,
            -- Of the bytes as they lay in the file.
            raw_hash BLOB NOT NULL,
            message_id TEXT NOT NULL, at INTEGER NOT NULL, sent_at INTEGER,
            sender TEXT NOT NULL, sender_name TEXT NOT NULL, subject TEXT NOT NULL,
            -- The sender's own words; NULL when they have been erased.
            text TEXT,
            kind TEXT NOT NULL CHECK (kind IN ('reply', 'bounce', 'delayed', 'auto-reply')),
            status TEXT NOT NULL, notice INTEGER, unclear INTEGER NOT NULL,
            found_by TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'done')),
            outcome TEXT, done_at INTEGER, done_by TEXT,
            PRIMARY KEY (book, id), UNIQUE (book, hash)
        ) STRICT;
        CREATE INDEX mail_waiting ON mail (book, id) WHERE state = 'waiting';
        CREATE TABLE mail_attachment (
            book INTEGER NOT NULL, mail INTEGER NOT NULL, id INTEGER NOT NULL,
            name TEXT NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL, hash TEXT NOT NULL,
            PRIMARY KEY (book, mail, id)
        ) STRICT, WITHOUT ROWID;
        -- What it seems to say, and the words that say so: a proposal.
        CREATE TABLE mail_finding (
            book INTEGER NOT NULL, mail INTEGER NOT NULL, id INTEGER NOT NULL,
            kind TEXT NOT NULL, words TEXT NOT NULL,
            PRIMARY KEY (book, mail, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE mail_claim (
            book INTEGER NOT NULL, mail INTEGER NOT NULL, claim INTEGER NOT NULL,
            PRIMARY KEY (book, mail, claim)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX mail_claim_claim ON mail_claim (book, claim);
        -- Those it may be from: while it waits, they get no letters.
        CREATE TABLE mail_debtor (
            book INTEGER NOT NULL, mail INTEGER NOT NULL, debtor INTEGER NOT NULL,
            PRIMARY KEY (book, mail, debtor)
        ) STRICT, WITHOUT ROWID;

        """
}
