import Basics

/// Where a book has moved to, as a person may see it: from then on it is only read here. The empty text says that it is being
/// restored.
enum MoveSchema {
    static let sql = "ALTER TABLE book ADD COLUMN moved_to TEXT;"
}

extension Connection {
    private static let beingRestored = ""

    /// Lets nobody write the books that have just been filled in, until each is opened by ``Database/openRestored(book:by:_:)``.
    func closeRestored() throws {
        try run("UPDATE book SET moved_to = ? WHERE moved_to IS NULL", Self.beingRestored)
    }

    /// - Returns: false for a book that had moved elsewhere when it was backed up.
    fileprivate func openRestored(_ book: Int64) throws -> Bool {
        try run(
            "UPDATE book SET moved_to = NULL WHERE id = ? AND moved_to = ?", book,
            Self.beingRestored) == 1
    }

    /// - Throws: `Diagnostic` `book.moved` when the book is worked on in another store by now: two that send its letters would send
    ///   them twice.
    func refuseMoved(_ book: Int64) throws {
        let place = try first(
            "SELECT moved_to FROM book WHERE id = ? AND moved_to IS NOT NULL", book
        ) { $0.text(0) }
        guard let place else { return }
        if place == Self.beingRestored {
            throw Diagnostic(
                "book.restoring", place: "book \(book)",
                found: "a book whose restoring has not ended",
                expected: "a restored book",
                remedy: "was it cut off? Restore the backup again, to a place that is empty")
        }
        throw Diagnostic(
            "book.moved", place: "book \(book)", found: "a book that has moved to \(place)",
            expected: "the store it is in", remedy: "use --store \(place)")
    }
}

extension Database {
    /// Writes to a book that was restored closed what must be there before anybody else may write it, and opens it.
    ///
    /// - Returns: nil, having done nothing, for a book that had moved elsewhere when it was backed up.
    public func openRestored<T>(
        book: Int64, by author: Author, _ body: (BookConnection) throws -> T
    ) throws -> T? {
        try engine.write(.book(book), dryRun: false) { connection in
            guard try connection.openRestored(book) else { return nil }
            let chain = ChainWriter(connection, book: book, salts: author.salts)
            let result = try body(BookConnection(connection, book: book, chain: chain))
            try chain.finish(author)
            return result
        }
    }
}
