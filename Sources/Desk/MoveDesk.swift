import Basics
import Store

/// Moving books from one store to another, whichever engines they are on.
public struct MoveDesk: Sendable {
    public let database: Database
    public let clock: Clock
    /// Who moves them: an owner of each.
    private let identity: Actor
    private var actor: String { identity.name }

    public init(_ database: Database, clock: Clock = .system, as identity: Actor) {
        self.database = database
        self.clock = clock
        self.identity = identity
    }

    /// What became of a book, or would.
    public struct Item: Sendable {
        public enum End: String, Codable, Sendable {
            case moved
            /// It had been moved before, and the last word of it was missing here.
            case finished
            /// In a dry run.
            case wouldMove = "would-move"
        }
        public let book: BookRecord
        public let end: End
        public let rows: Int64
        public let head: ChainHead
    }

    /// Moves books one after the other; each is in one store or the other whenever it ends, and can be written in one only.
    ///
    /// - Parameters:
    ///   - books: those to move; all that have not moved when nil.
    ///   - dryRun: nothing is changed, and the other store not even made.
    /// - Throws: `Diagnostic` `move.same` for the store they are in, `store.book-exists` before anything is moved when one of the numbers is
    ///   taken there by another book, `access.role` and `access.none` to who owns one of them not, `store.newer` when the other store is newer, and what moving one throws.
    public func move(
        _ books: [Int64]? = nil, to address: StoreAddress, dryRun: Bool = false,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> [Item] {
        guard address != database.address else {
            throw Diagnostic(
                "move.same", place: address.text, found: "the store the books are in",
                expected: "another one", remedy: "name another store with --to")
        }
        let records = try records(books)
        if dryRun { return try rehearse(records, address) }
        let other = try Database(address)
        defer { try? other.close() }
        var finished: Set<Int64> = []
        for record in records where try other.read({ try $0.book(record.id) }) != nil {
            guard try database.finishMove(of: record.id, to: other) else {
                throw taken(record.id, address)
            }
            finished.insert(record.id)
        }
        try database.copyLaw(to: other)
        return try records.map { record in
            let head = try database.read(book: record.id) { try $0.head() }
            if finished.contains(record.id) {
                return Item(book: record, end: .finished, rows: 0, head: head)
            }
            let moved = try database.move(book: record.id, to: other) {
                progress(Progress(.writing, done: Int($0), total: nil))
            }
            let from = database.address.engine.rawValue
            try other.write(book: record.id, by: Author(actor, at: clock.now)) { scope in
                try scope.record(
                    "moved", "from \(from): rows \(moved.copy.total), entries \(moved.head.entry)",
                    at: clock.now, actor: actor)
            }
            return Item(book: record, end: .moved, rows: moved.copy.total, head: moved.head)
        }
    }

    private func records(_ books: [Int64]?) throws -> [BookRecord] {
        let records =
            try books?.map { try BookDesk.book($0, in: database, as: identity) }
            ?? database.read { try $0.booksHere() }
        for record in records {
            _ = try database.read(book: record.id) {
                try Authority($0, identity).require(.manage)
            }
        }
        return records
    }

    private func rehearse(_ records: [BookRecord], _ address: StoreAddress) throws -> [Item] {
        let state = try StoreState.of(address)
        if let newer = state?.newer {
            throw Diagnostic(
                "store.newer", place: address.text,
                found: "a database changed by a newer Purr (\(newer))",
                expected: "one this version knows", remedy: "install the newest Purr")
        }
        for record in records where state?.books.contains(record.id) == true {
            throw taken(record.id, address)
        }
        return try records.map { record in
            Item(
                book: record, end: .wouldMove, rows: try database.rowCount(ofBook: record.id),
                head: try database.read(book: record.id) { try $0.head() })
        }
    }

    private func taken(_ book: Int64, _ address: StoreAddress) -> Diagnostic {
        Diagnostic(
            "store.book-exists", place: address.text, found: "book \(book)",
            expected: "a number that is free there",
            remedy: "move to another store; nothing was moved")
    }
}
