import Basics
import GRDB

/// The tables, as numbered, forward-only migrations.
///
/// Every key starts with the book, so that no query can reach another company's rows without naming
/// it. Days are day numbers, amounts øre, instants seconds since 1970 UTC.
enum Schema {
    /// In order; a number that has been released is never given to another.
    static let migrations: [Migration] = [
        Migration(1, "books, claims, payments, notices", parties + claims + money + letters),
        Migration(2, "law and choices", law),
        Migration(3, "matching and balances", matching),
        Migration(4, "plain payments are found through their claims", plainPayments),
        Migration(
            5, "outbox", outbox,
            mustBeZero: ["SELECT count(*) FROM notice WHERE state = 'waiting' AND attempts = 0"]),
        Migration(6, "words", words),
        Migration(7, "incoming mail", MailSchema.sql),
        Migration(10, "tones", tones),
        Migration(11, "letters' history", letterHistory, postgres: letterHistoryPostgres),
        Migration(12, "look", LookSchema.sql),
        Migration(13, "going live", GoLiveSchema.sql),
        Migration(
            14, "audit chain", ChainSchema.sql, changes: ["journal", "journal_run", "counter"]
        ) {
            try ChainSchema.chainWhatIsThere($0)
        },
        Migration(18, "jobs", JobSchema.sql),
        Migration(
            20, "who may do what", AccessSchema.sql + AccessSchema.keptLog,
            postgres: PostgresSQL.schema(AccessSchema.sql)),
        Migration(21, "what customers may ask", subject),
        Migration(30, "moved books", MoveSchema.sql),
        Migration(
            40, "signing in", SignInSchema.sql + SignInSchema.keptLog,
            postgres: PostgresSQL.schema(SignInSchema.sql)),
    ]

    /// - Parameter only: leaves out the others, for a copy of a database that has had no more; all when nil.
    static func migrate(
        _ sqlite: SQLiteEngine, place: String, only: Set<Int64>? = nil
    ) throws {
        try migrator(place, only).bringUpToDate(
            read: { try sqlite.read(.directory, isAside: false, $0) },
            write: { try sqlite.write(.directory, dryRun: false, $0) })
    }

    /// As the user in the address, who must own the tables.
    static func migratePostgres(_ address: StoreAddress, only: Set<Int64>? = nil) throws {
        let session = try PostgresSession(address)
        try migrator(address.text, only).bringUpToDate(
            read: { try $0(Connection(.postgres(session))) },
            write: { try PostgresSecurity.asOwner(session, $0) })
    }

    private static func migrator(_ place: String, _ only: Set<Int64>?) -> Migrator {
        Migrator(
            migrations: only.map { only in migrations.filter { only.contains($0.number) } }
                ?? migrations, place: place)
    }

    /// The law is the same for every book; what a company has chosen is its own. Rows are appended, never changed.
    private static let law = """
        CREATE TABLE law_rate (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER,
            -- Hundredths of a percent for late interest, øre for the others.
            value INTEGER NOT NULL CHECK (value > 0), source TEXT NOT NULL,
            at INTEGER NOT NULL, actor TEXT NOT NULL
        ) STRICT;
        CREATE TABLE law_regime (
            -- The first day of the collection act of 2026; NULL takes an earlier row back.
            id INTEGER PRIMARY KEY, start INTEGER, source TEXT NOT NULL,
            at INTEGER NOT NULL, actor TEXT NOT NULL
        ) STRICT;
        CREATE TABLE choice (
            book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL, name TEXT NOT NULL,
            value TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
            PRIMARY KEY (book, id)
        ) STRICT, WITHOUT ROWID;

        """

    /// The words of a company's letters; rows are appended, and the last for a letter counts.
    private static let words = """
        CREATE TABLE words (
            book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL, kind TEXT NOT NULL,
            tone TEXT NOT NULL, language TEXT NOT NULL, audience TEXT NOT NULL,
            -- NULL goes back to the words that come with Purr.
            text TEXT, at INTEGER NOT NULL, actor TEXT NOT NULL,
            PRIMARY KEY (book, id)
        ) STRICT, WITHOUT ROWID;
        """

    /// The tone of letters: the company's, by branch, and whether a customer's history moves it.
    private static let tones = """
        ALTER TABLE book ADD COLUMN tone TEXT;
        ALTER TABLE book ADD COLUMN tone_history INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE debtor ADD COLUMN branch TEXT NOT NULL DEFAULT '';
        CREATE TABLE branch_tone (
            book INTEGER NOT NULL REFERENCES book, branch TEXT NOT NULL, tone TEXT NOT NULL,
            PRIMARY KEY (book, branch)
        ) STRICT, WITHOUT ROWID;
        """

    private static let matching = """
        ALTER TABLE book ADD COLUMN match_threshold INTEGER NOT NULL DEFAULT 980;
        -- Invoice numbers and references from fields made for them, one a line.
        ALTER TABLE payment ADD COLUMN named TEXT NOT NULL DEFAULT '';
        -- What banks kept on the way, in øre.
        ALTER TABLE payment ADD COLUMN charges INTEGER NOT NULL DEFAULT 0;
        -- 1 when a person has placed it or taken it back: only a person changes that.
        ALTER TABLE payment ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;
        -- Debtors whose letters a waiting payment holds back, with the probability in thousandths; worked out anew
        -- whenever something changes.
        CREATE TABLE suspicion (
            book INTEGER NOT NULL, payment INTEGER NOT NULL, debtor INTEGER NOT NULL,
            score INTEGER NOT NULL, PRIMARY KEY (book, payment, debtor)
        ) STRICT, WITHOUT ROWID;
        -- A person says that a payment is not the debtor's.
        CREATE TABLE freed (
            book INTEGER NOT NULL, payment INTEGER NOT NULL, debtor INTEGER NOT NULL,
            at INTEGER NOT NULL, actor TEXT NOT NULL, why TEXT NOT NULL,
            PRIMARY KEY (book, payment, debtor)
        ) STRICT, WITHOUT ROWID;
        -- What a file told of an account's day, in øre: all of it, and what became of it.
        CREATE TABLE import_day (
            book INTEGER NOT NULL, import INTEGER NOT NULL, account TEXT NOT NULL,
            day INTEGER NOT NULL, entries INTEGER NOT NULL, told INTEGER NOT NULL,
            added INTEGER NOT NULL, known INTEGER NOT NULL, own INTEGER NOT NULL,
            PRIMARY KEY (book, import, account, day)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE statement (
            book INTEGER NOT NULL, id INTEGER NOT NULL, import INTEGER NOT NULL,
            account TEXT NOT NULL, currency TEXT NOT NULL, from_day INTEGER,
            through INTEGER NOT NULL, opening INTEGER, closing INTEGER, identity TEXT NOT NULL,
            PRIMARY KEY (book, id)
        ) STRICT, WITHOUT ROWID;
        -- A person knows of a gap between statements, and why it is none.
        CREATE TABLE gap_known (
            book INTEGER NOT NULL, account TEXT NOT NULL, after INTEGER NOT NULL,
            amount INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, why TEXT NOT NULL,
            PRIMARY KEY (book, account, after, amount)
        ) STRICT, WITHOUT ROWID;

        """

    /// A payment that was placed at once has the ordinal 0 and is found again through the fact it left on its claim;
    /// so most payments need no entry here.
    private static let plainPayments = """
        DROP INDEX payment_identity;
        CREATE UNIQUE INDEX payment_identity ON payment (book, alike, ordinal) WHERE ordinal > 0;
        """

    private static let parties = """
        CREATE TABLE book (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, organisation_number TEXT NOT NULL,
            street TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL,
            email TEXT NOT NULL, phone TEXT NOT NULL, account TEXT NOT NULL,
            plan TEXT NOT NULL, language TEXT NOT NULL
        ) STRICT;
        CREATE TABLE counter (
            book INTEGER NOT NULL REFERENCES book, name TEXT NOT NULL, value INTEGER NOT NULL,
            PRIMARY KEY (book, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE debtor (
            book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL, number TEXT NOT NULL,
            name TEXT NOT NULL, organisation_number TEXT, kind TEXT NOT NULL,
            street TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL,
            country TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
            language TEXT, tone TEXT, plan TEXT, exempt TEXT,
            ledger_found INTEGER, ledger_expected INTEGER,
            PRIMARY KEY (book, id), UNIQUE (book, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE debtor_account (
            book INTEGER NOT NULL, account TEXT NOT NULL, debtor INTEGER NOT NULL,
            PRIMARY KEY (book, account, debtor)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX debtor_account_debtor ON debtor_account (book, debtor);
        CREATE TABLE journal (
            book INTEGER NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
            kind TEXT NOT NULL, detail TEXT NOT NULL,
            PRIMARY KEY (book, id)
        ) STRICT, WITHOUT ROWID;

        """

    private static let claims = """
        CREATE TABLE claim (
            book INTEGER NOT NULL, id INTEGER NOT NULL, debtor INTEGER NOT NULL,
            invoice TEXT NOT NULL, kid TEXT NOT NULL, kid_key TEXT NOT NULL,
            issued INTEGER NOT NULL, due INTEGER NOT NULL,
            principal INTEGER NOT NULL CHECK (principal > 0),
            concerns TEXT NOT NULL, documented INTEGER NOT NULL,
            -- The day the list that told of the claim speaks of: payments through it are in the list.
            listed_through INTEGER,
            -- The first day on which a decision can say something new; NULL when only a fact can.
            next_day INTEGER,
            PRIMARY KEY (book, id),
            FOREIGN KEY (book, debtor) REFERENCES debtor (book, id)
        ) STRICT, WITHOUT ROWID;
        -- Holds all that placing a payment asks of a claim, so that the claim's own row is not read.
        CREATE INDEX claim_kid ON claim (book, kid_key, principal, listed_through, debtor)
            WHERE kid_key <> '';
        CREATE UNIQUE INDEX claim_invoice ON claim (book, invoice);
        CREATE INDEX claim_next_day ON claim (book, next_day) WHERE next_day IS NOT NULL;
        CREATE INDEX claim_debtor ON claim (book, debtor);
        CREATE TABLE fact (
            book INTEGER NOT NULL, claim INTEGER NOT NULL, id INTEGER NOT NULL,
            day INTEGER NOT NULL, kind INTEGER NOT NULL,
            amount INTEGER, ref INTEGER, other INTEGER, step INTEGER, text TEXT,
            at INTEGER NOT NULL,
            PRIMARY KEY (book, claim, id)
        ) STRICT, WITHOUT ROWID;

        """

    private static let money = """
        CREATE TABLE import (
            book INTEGER NOT NULL, id INTEGER NOT NULL, hash BLOB NOT NULL, name TEXT NOT NULL,
            format TEXT NOT NULL, version TEXT NOT NULL, identity TEXT NOT NULL,
            at INTEGER NOT NULL, summary TEXT NOT NULL,
            PRIMARY KEY (book, id), UNIQUE (book, hash)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE payment (
            book INTEGER NOT NULL, id INTEGER NOT NULL, import INTEGER NOT NULL,
            -- Identity: the KID's number or a hash of who paid what, and the how-manieth alike.
            alike INTEGER NOT NULL, ordinal INTEGER NOT NULL,
            -- The kind of file, and a hash of all that tells payments of that kind apart.
            family INTEGER NOT NULL, exact INTEGER NOT NULL,
            kind INTEGER NOT NULL, account TEXT NOT NULL, booked INTEGER NOT NULL,
            ordered INTEGER, amount INTEGER NOT NULL, currency TEXT NOT NULL, kid TEXT NOT NULL,
            text TEXT NOT NULL, payer_name TEXT NOT NULL, payer_account TEXT NOT NULL,
            reference TEXT NOT NULL, debtor INTEGER,
            -- What is not placed on a claim, in øre; 0 when all is.
            rest INTEGER NOT NULL,
            -- Why the rest need not be placed: 'listed' already in the open-item list, 'explained'
            -- a lump sum whose parts came, 'other' by a person.
            settled TEXT,
            PRIMARY KEY (book, id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX payment_identity ON payment (book, alike, ordinal);
        CREATE INDEX payment_waiting ON payment (book, id) WHERE rest <> 0 AND settled IS NULL;
        CREATE TABLE sighting (
            book INTEGER NOT NULL, family INTEGER NOT NULL, exact INTEGER NOT NULL,
            ordinal INTEGER NOT NULL, payment INTEGER NOT NULL,
            PRIMARY KEY (book, family, exact, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sighting_payment ON sighting (book, payment, family);
        CREATE TABLE bank_account (
            book INTEGER NOT NULL, account TEXT NOT NULL, through INTEGER NOT NULL,
            PRIMARY KEY (book, account)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE mandate (
            book INTEGER NOT NULL, kid_key TEXT NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (book, kid_key)
        ) STRICT, WITHOUT ROWID;

        """

    private static let letters = """
        CREATE TABLE notice (
            book INTEGER NOT NULL, id INTEGER NOT NULL, debtor INTEGER NOT NULL,
            step INTEGER NOT NULL, letter_day INTEGER NOT NULL, deadline INTEGER,
            fee INTEGER NOT NULL, total INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN
                ('waiting', 'sending', 'sent', 'recalled', 'failed', 'uncertain')),
            approved_at INTEGER NOT NULL, approved_by TEXT NOT NULL,
            -- The end of the undo window.
            leaves_at INTEGER NOT NULL,
            state_at INTEGER NOT NULL, channel TEXT, receipt TEXT, attempts INTEGER NOT NULL,
            request BLOB NOT NULL, hash BLOB,
            PRIMARY KEY (book, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX notice_state ON notice (book, state);
        CREATE INDEX notice_debtor ON notice (book, debtor, state);
        CREATE TABLE notice_claim (
            book INTEGER NOT NULL, claim INTEGER NOT NULL, step INTEGER NOT NULL,
            round INTEGER NOT NULL, notice INTEGER NOT NULL,
            -- At most one letter for a claim, step and round: the second insert fails.
            PRIMARY KEY (book, claim, step, round)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX notice_claim_notice ON notice_claim (book, notice);
        """
}
