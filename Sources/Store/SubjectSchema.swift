extension Schema {
    /// What a customer may ask of those who hold data about them, and numbers that need a key to be read.
    static let subject = """
        -- The day from which what is kept about the debtor is kept for a duty alone.
        ALTER TABLE debtor ADD COLUMN restricted INTEGER;
        -- A birth number or D-number, sealed with a key that is not in the database.
        CREATE TABLE debtor_identity (
            book INTEGER NOT NULL, debtor INTEGER NOT NULL, sealed BLOB NOT NULL,
            at INTEGER NOT NULL, actor TEXT NOT NULL, why TEXT NOT NULL,
            PRIMARY KEY (book, debtor),
            FOREIGN KEY (book, debtor) REFERENCES debtor (book, id)
        ) STRICT, WITHOUT ROWID;
        """
}
