/// Who writes to a book, and when.
public struct Author: Sendable {
    public let name: String
    /// Seconds since 1970 UTC.
    public let at: Int64
    public let salts: Salts

    public init(_ name: String, at: Int64, salts: Salts = .random) {
        self.name = name
        self.at = at
        self.salts = salts
    }
}

extension Database {
    /// Writes to one book in one transaction: all of it or, when `body` throws or `dryRun` is true, nothing.
    ///
    /// What `body` adds to the book is in its audit chain when the transaction is over: with the entries that
    /// ``BookConnection/record(_:_:at:actor:)`` makes, the rest with one of its own.
    public func write<T>(
        book: Int64, by author: Author, dryRun: Bool = false, _ body: (BookConnection) throws -> T
    ) throws -> T {
        try engine.write(.book(book), dryRun: dryRun) { connection in
            try connection.refuseMoved(book)
            let chain = ChainWriter(connection, book: book, salts: author.salts)
            let result = try body(BookConnection(connection, book: book, chain: chain))
            try chain.finish(author)
            return result
        }
    }
}

/// Where a transaction's part of a book's audit chain is made.
///
/// Rows that the chain covers are added as they are written, in the order of their numbers. They are gathered in runs, and the next entry
/// has the runs' digests.
final class ChainWriter {
    private let connection: Connection
    private let book: Int64
    let salts: Salts
    /// The book's sequences, for as long as the transaction lasts.
    let numbers: BookNumbers
    private let builders = CoveredKind.allCases.map { RunBuilder($0) }
    /// Of the entry to come.
    private var runs: [CoveredRun] = []
    /// The number of the entry to come, once a run of it is written.
    private var entry: Int64?
    /// The hash of the last entry, once it is known.
    private var head: [UInt8]?
    /// What letters became since the last entry, the first few.
    private var moves: [String] = []
    private static let movesTold = 8

    init(_ connection: Connection, book: Int64, salts: Salts) {
        self.connection = connection
        self.book = book
        self.salts = salts
        numbers = BookNumbers(connection, book: book)
    }

    /// Covers a row that is being written.
    ///
    /// - Parameters:
    ///   - owner: what it belongs to, for kinds that have an owner.
    ///   - encode: appends the row's record, its columns in order.
    @inline(__always)
    func cover(
        _ kind: CoveredKind, _ id: Int64, owner: Int64 = 0, _ encode: (CanonicalBytes) -> Void
    ) throws {
        let run = builders[Int(kind.rawValue - 1)]
        if run.ends(before: id) { try close(run) }
        if !run.isOpen {
            run.begin(at: id, salt: kind.isSaltedByRun ? salts.salt(book, kind, id) : nil)
        }
        run.add(id, owner: owner, encode)
    }

    /// The seal of a text that may be personal.
    func seal(_ text: String, _ kind: CoveredKind, _ id: Int64) -> Seal {
        Seal(text, salt: salts.salt(book, kind, id))
    }

    func seal(_ bytes: [UInt8], _ kind: CoveredKind, _ id: Int64) -> Seal {
        Seal(bytes, salt: salts.salt(book, kind, id))
    }

    /// Notes in words what a letter has become, for the entry that tells of it.
    func tell(move: String) {
        if moves.count < Self.movesTold { moves.append(move) }
    }

    private func close(_ builder: RunBuilder) throws {
        let id = try entry ?? numbers.reserve("journal", count: 1)
        entry = id
        let run = builder.finish()
        try connection.run(
            """
            INSERT INTO journal_run
                (book, kind, first_row, entry, last_row, row_count, digest, salt, marks)
            VALUES (?,?,?,?,?,?,?,?,?)
            """, book, run.kind.rawValue, run.first, id, run.last, run.number, run.digest,
            builder.salt, builder.marks.bytes)
        runs.append(run)
    }

    /// Writes the runs that are open, for the entry to come.
    func closeRuns() throws {
        for builder in builders where builder.isOpen { try close(builder) }
    }

    /// Appends an entry that covers every row since the one before it.
    func append(_ kind: String, _ detail: String, at: Int64, actor: String) throws {
        try closeRuns()
        let id = try entry ?? numbers.reserve("journal", count: 1)
        let previous = try head ?? lastHash()
        let entry = ChainEntry(
            book: book, id: id, at: at, actor: actor, kind: kind, detail: detail,
            previous: previous)
        let hash = entry.hash(covering: runs)
        try connection.run(
            """
            INSERT INTO journal (book, id, at, actor, kind, detail, version, previous, hash)
            VALUES (?,?,?,?,?,?,?,?,?)
            """, book, id, at, actor, kind, detail, ChainEntry.version, previous, hash)
        head = hash
        self.entry = nil
        runs.removeAll(keepingCapacity: true)
        moves.removeAll()
    }

    private func lastHash() throws -> [UInt8] {
        let hash = try connection.first(
            "SELECT hash FROM journal WHERE book = ? ORDER BY id DESC LIMIT 1", book
        ) { $0.bytes(0) }
        return hash ?? ChainEntry.beginning
    }

    /// Gives what no entry tells of one of its own, and writes the numbers that were given out.
    func finish(_ author: Author) throws {
        try closeRuns()
        if !runs.isEmpty { try appendEntryOfRuns(author) }
        try numbers.keep()
    }

    private func appendEntryOfRuns(_ author: Author) throws {
        let told = Set(runs.map(\.kind))
        let isOfLetters = !told.isDisjoint(with: [.letter, .second, .part, .move])
        let detail =
            moves.isEmpty
            ? told.sorted { $0.rawValue < $1.rawValue }.map { kind in
                "\(runs.filter { $0.kind == kind }.map(\.number).reduce(0, +)) \(kind.name)"
            }.joined(separator: ", ") : moves.joined(separator: ", ")
        try append(
            isOfLetters ? "letters" : "rows", detail, at: author.at, actor: author.name)
    }
}

/// An entry of the audit chain, all of which its hash covers.
struct ChainEntry: Hashable {
    /// Of the canonical form, told by each entry.
    static let version: Int64 = 1
    /// What the first entry follows.
    static let beginning = [UInt8](repeating: 0, count: 32)

    var book: Int64
    var id: Int64
    var at: Int64
    var actor: String
    var kind: String
    var detail: String
    var previous: [UInt8]

    /// SHA-256 of the canonical bytes, 32 bytes.
    ///
    /// - Parameter runs: in the order of their kinds' numbers, then of their first rows.
    func hash(covering runs: [CoveredRun]) -> [UInt8] {
        let fields = CanonicalBytes(capacity: 512)
        var hash = SHA256()
        fields.append("purr-entry-1")
        fields.append(previous)
        fields.append(book)
        fields.append(id)
        fields.append(at)
        fields.append(actor)
        fields.append(kind)
        fields.append(detail)
        fields.append(Int64(runs.count))
        for run in runs.sorted(by: { ($0.kind.rawValue, $0.first) < ($1.kind.rawValue, $1.first) })
        {
            run.append(to: fields)
            if fields.count > 8192 { hash.take(fields) }
        }
        hash.take(fields)
        return hash.finish()
    }
}
