/// What going live needs: when each claim first came, and how old it may be before a person is asked.
enum GoLiveSchema {
    static let sql = """
        -- The day the claim first came into the book; NULL for those that came before this was noted.
        ALTER TABLE claim ADD COLUMN came INTEGER;
        -- The backlog: claims that were overdue when they came.
        CREATE INDEX claim_overdue ON claim (book, id) WHERE came > due;
        -- A claim overdue for more days than this when it comes waits for a person.
        ALTER TABLE book ADD COLUMN backlog_days INTEGER NOT NULL DEFAULT 90;
        """
}
