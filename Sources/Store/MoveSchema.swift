import Basics

/// Where a book has moved to, as a person may see it: from then on it is only read here.
enum MoveSchema {
    static let sql = "ALTER TABLE book ADD COLUMN moved_to TEXT;"
}

extension Connection {
    /// - Throws: `Diagnostic` `book.moved` when the book is worked on in another store by now: two that send its letters would send
    ///   them twice.
    func refuseMoved(_ book: Int64) throws {
        let place = try first(
            "SELECT moved_to FROM book WHERE id = ? AND moved_to IS NOT NULL", book
        ) { $0.text(0) }
        guard let place else { return }
        throw Diagnostic(
            "book.moved", place: "book \(book)", found: "a book that has moved to \(place)",
            expected: "the store it is in", remedy: "use --store \(place)")
    }
}
