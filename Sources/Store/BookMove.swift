import Basics

/// What moving a book came to.
public struct MovedBook: Sendable {
    public let copy: BookCopy
    /// The last entry of its audit chain, the same in both stores.
    public let head: ChainHead
}

extension Database {
    /// Moves a book to another store: every row is there, or none, and from then on it is only read here.
    ///
    /// Nobody writes the book meanwhile. Its rows are counted and its audit chain is walked there, before anything is kept.
    ///
    /// - Parameter progress: rows moved so far.
    /// - Throws: `Diagnostic` `store.book-exists` when the number is taken there, `book.moved` when it has moved before, `job.running`
    ///   when somebody works in it, `store.copy` or `store.move` when what came is not what is here. Both stores are as before
    ///   then.
    public func move(
        book: Int64, to other: Database, progress: (Int64) -> Void = { _ in }
    ) throws -> MovedBook {
        try refuseTaken(book, in: other)
        return try engine.write(.book(book), dryRun: false) { source in
            try source.refuseMoved(book)
            try source.refuseRunning(book)
            let head = try BookConnection(source, book: book).head()
            let rows = try other.engine.write(.book(book), dryRun: false) { sink in
                let rows = try BookCopier(source: source, sink: sink).copy(book, as: book, progress)
                let report = try ChainVerifier(sink, book: book, progress: { _, _ in })
                    .verify(head: head.entry > 0 ? head : nil)
                // A chain with faults is moved as it is; but the faults must be those that are here.
                guard report.head == head else {
                    throw Diagnostic(
                        "store.move", place: "book \(book)", found: report.head.text,
                        expected: head.text, remedy: "report this; nothing was moved")
                }
                return rows
            }
            // Were this lost, the book would be in both stores with the same head: moving again finds that.
            try source.run("UPDATE book SET moved_to = ? WHERE id = ?", other.address.text, book)
            return MovedBook(copy: BookCopy(book: book, rows: rows), head: head)
        }
    }

    /// Ends a move that was cut off between its two commits: the book is there, with the same head, and not closed here yet.
    ///
    /// - Returns: false when the book is not there, or has another head.
    public func finishMove(of book: Int64, to other: Database) throws -> Bool {
        guard try other.read({ try $0.isBook(book) }) else { return false }
        let there = try other.read(book: book) { try $0.head() }
        return try engine.write(.book(book), dryRun: false) { source in
            guard try BookConnection(source, book: book).head() == there else { return false }
            try source.run(
                "UPDATE book SET moved_to = ? WHERE id = ? AND moved_to IS NULL",
                other.address.text, book)
            return true
        }
    }

    /// How many rows a book has, in all tables.
    public func rowCount(ofBook book: Int64) throws -> Int64 {
        try read(book: book) { scope in
            let connection = scope.connection
            return try TableOrder.of(connection).reduce(0) { total, table in
                guard let key = TableOrder.owner(of: table, try connection.columns(of: table))
                else { return total }
                let count = try connection.first(
                    "SELECT count(*) FROM \(table) WHERE \(key) = ?", book
                ) { $0.int(0) }
                return total + (count ?? 0)
            }
        }
    }

    func refuseTaken(_ target: Int64, in other: Database) throws {
        guard try other.read({ try $0.isBook(target) }) else { return }
        throw Diagnostic(
            "store.book-exists", place: other.address.text, found: "book \(target)",
            expected: "a number that is free there",
            remedy: "is it moved already? See: purr book show --book \(target) --store …")
    }
}

extension Connection {
    fileprivate func isBook(_ id: Int64) throws -> Bool {
        try first("SELECT 1 FROM book WHERE id = ?", id) { _ in true } ?? false
    }
}
