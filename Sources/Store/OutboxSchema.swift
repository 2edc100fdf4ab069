extension Schema {
    /// Letters get more states, how they go, their bytes as sent, and a second approver; debtors the way they want to be
    /// reached and addresses that have failed; books their limits.
    static let outbox = """
        CREATE TABLE notice_next (
            book INTEGER NOT NULL, id INTEGER NOT NULL, debtor INTEGER NOT NULL,
            step INTEGER NOT NULL, letter_day INTEGER NOT NULL, deadline INTEGER,
            fee INTEGER NOT NULL, total INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('planned', 'approved', 'waiting', 'sending',
                'sent', 'delivered', 'bounced', 'returned', 'recalled', 'failed', 'uncertain')),
            approved_at INTEGER NOT NULL, approved_by TEXT NOT NULL, second_by TEXT,
            -- The end of the undo window.
            leaves_at INTEGER NOT NULL,
            state_at INTEGER NOT NULL, channel TEXT,
            way TEXT CHECK (way IN ('email', 'print', 'ehf')),
            receipt TEXT, attempts INTEGER NOT NULL,
            request BLOB NOT NULL, hash BLOB,
            PRIMARY KEY (book, id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO notice_next
            SELECT book, id, debtor, step, letter_day, deadline, fee, total,
                CASE WHEN state = 'waiting' AND attempts = 0 THEN 'approved' ELSE state END,
                approved_at, approved_by, NULL, leaves_at, state_at, channel,
                CASE channel WHEN 'smtp' THEN 'email' WHEN 'folder' THEN 'print' END,
                receipt, attempts, request, hash FROM notice;
        DROP TABLE notice;
        ALTER TABLE notice_next RENAME TO notice;
        CREATE INDEX notice_state ON notice (book, state);
        CREATE INDEX notice_debtor ON notice (book, debtor, state);
        CREATE INDEX notice_day ON notice (book, letter_day);
        -- A letter's bytes as they were handed to the channel; never changed.
        CREATE TABLE notice_part (
            book INTEGER NOT NULL, notice INTEGER NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (book, notice, name)
        ) STRICT;
        -- Addresses that gave a letter back.
        CREATE TABLE address_fault (
            book INTEGER NOT NULL, debtor INTEGER NOT NULL, way TEXT NOT NULL,
            address TEXT NOT NULL, day INTEGER NOT NULL, why TEXT NOT NULL,
            PRIMARY KEY (book, debtor, way, address)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE debtor ADD COLUMN way TEXT CHECK (way IN ('email', 'print', 'ehf'));
        -- The last day the debtor is known to have used the e-mail address.
        ALTER TABLE debtor ADD COLUMN email_used INTEGER;
        -- Letters a day; 0 for no limit.
        ALTER TABLE book ADD COLUMN daily_limit INTEGER NOT NULL DEFAULT 1000;
        -- Letters to one debtor in any seven days; 0 for no limit.
        ALTER TABLE book ADD COLUMN contact_limit INTEGER NOT NULL DEFAULT 3;
        -- 1: a debtor's first hard letter needs two persons.
        ALTER TABLE book ADD COLUMN second_approval INTEGER NOT NULL DEFAULT 0;
        """
}
