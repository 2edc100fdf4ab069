/// How a company's letters look.
enum LookSchema {
    static let sql = """
        -- Every logo a book has had. Letters name theirs by hash, so rows are never changed or deleted.
        CREATE TABLE logo (
            book INTEGER NOT NULL REFERENCES book,
            -- SHA-256 of the file.
            hash BLOB NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('png', 'svg')),
            bytes BLOB NOT NULL,
            -- The picture mail shows, a PNG, as it was made the first time.
            mail BLOB NOT NULL,
            at INTEGER NOT NULL, actor TEXT NOT NULL,
            PRIMARY KEY (book, hash)
        ) STRICT;
        -- The accent, #1d5c4d; NULL for Purr's.
        ALTER TABLE book ADD COLUMN colour TEXT;
        -- The logo of the next letters; NULL for none.
        ALTER TABLE book ADD COLUMN logo BLOB;
        """
}
