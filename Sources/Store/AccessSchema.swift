/// Who may do what: persons, firms of accountants, and what each is in a book.
///
/// Persons and firms are known by names that people give them, so that a book which is moved to another store means the same there.
/// Roles are appended, the last one for a member counting; without a role it is over. A book's own are in its audit chain.
enum AccessSchema {
    static let sql = """
        CREATE TABLE person (
            name TEXT NOT NULL PRIMARY KEY, full_name TEXT NOT NULL,
            at INTEGER NOT NULL, actor TEXT NOT NULL,
            -- NULL while they are here.
            removed_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE firm (
            -- Its organisation number.
            name TEXT NOT NULL PRIMARY KEY, full_name TEXT NOT NULL,
            at INTEGER NOT NULL, actor TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE firm_member (
            firm TEXT NOT NULL REFERENCES firm, id INTEGER NOT NULL,
            person TEXT NOT NULL REFERENCES person,
            role TEXT CHECK (role IN ('viewer', 'adviser', 'bookkeeper', 'approver', 'owner')),
            at INTEGER NOT NULL, actor TEXT NOT NULL,
            PRIMARY KEY (firm, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX firm_member_person ON firm_member (person, firm, id);
        CREATE TABLE book_member (
            book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('person', 'firm')), member TEXT NOT NULL,
            role TEXT CHECK (role IN ('viewer', 'adviser', 'bookkeeper', 'approver', 'owner')),
            at INTEGER NOT NULL, actor TEXT NOT NULL,
            PRIMARY KEY (book, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX book_member_name ON book_member (kind, member, book, id);
        -- Which person looked at whose data.
        CREATE TABLE access_log (
            book INTEGER NOT NULL REFERENCES book, id INTEGER NOT NULL, at INTEGER NOT NULL,
            person TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL,
            PRIMARY KEY (book, id)
        ) STRICT, WITHOUT ROWID;
        """

    /// SQLite has no rights to withhold, so it watches over the log itself.
    static let keptLog = """

        CREATE TRIGGER access_log_kept BEFORE UPDATE ON access_log
            BEGIN SELECT RAISE(ABORT, 'the access log is never changed'); END;
        CREATE TRIGGER access_log_stays BEFORE DELETE ON access_log
            BEGIN SELECT RAISE(ABORT, 'the access log is never shortened'); END;
        """
}
