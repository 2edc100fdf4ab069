/// The table of what is to be done in books by themselves, by whichever Purr gets to it first.
///
/// It says which book, what and when, and how it went, in codes and counts: no personal data, so that a worker may look for work
/// across books without seeing into any.
enum JobSchema {
    static let sql = """
        CREATE TABLE job (
            book INTEGER NOT NULL REFERENCES book,
            kind TEXT NOT NULL CHECK (kind IN ('nightly', 'send', 'hand')),
            -- What makes it the same job: the day's number, or the instant letters may leave.
            run INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN
                ('waiting', 'running', 'done', 'failed', 'superseded')),
            -- Not before this instant, by Purr's clock.
            due_at INTEGER NOT NULL,
            -- Who has it, until when by the database's clock, and the how-manieth to have had it.
            worker TEXT NOT NULL DEFAULT '', lease_until INTEGER NOT NULL DEFAULT 0,
            token INTEGER NOT NULL DEFAULT 0,
            -- How often it went wrong or its worker died, and the last fault's code.
            attempts INTEGER NOT NULL DEFAULT 0, error TEXT,
            summary TEXT NOT NULL DEFAULT '',
            created_at INTEGER NOT NULL, finished_at INTEGER,
            PRIMARY KEY (book, kind, run)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX job_due ON job (due_at, book) WHERE state IN ('waiting', 'running');
        -- At most one at a time has a book.
        CREATE UNIQUE INDEX job_running ON job (book) WHERE state = 'running';
        """
}
