import Basics
import Claims

/// A creditor company: the unit of tenancy.
public struct BookRecord: Hashable, Sendable {
    public var id: Int64
    public var name: String
    public var organisationNumber: String
    public var street: String
    public var postcode: String
    public var city: String
    public var email: String
    public var phone: String
    /// The account customers pay to.
    public var account: AccountNumber
    public var plan: Plan.Name
    public var language: Language
    /// How sure a match must be to be booked without a person, in thousandths, inclusive.
    public var matchThreshold: Int
    /// Letters a day at most; 0 for no limit.
    public var dailyLimit: Int
    /// Letters to one debtor in any seven days at most; 0 for no limit.
    public var contactLimit: Int
    /// A debtor's first collection notice or payment demand needs two persons.
    public var needsSecondApproval: Bool
    /// How the tone of a letter is chosen.
    public var tones: ToneRule
    /// A claim overdue for more days than this when it comes waits for a person; 0 for every overdue one.
    public var backlogDays: Int
    /// What letters look like; changed by ``BookConnection/setLook(_:)`` alone.
    public var look: BookLook

    public init(
        id: Int64 = 0, name: String, organisationNumber: String, street: String = "",
        postcode: String = "", city: String = "", email: String = "", phone: String = "",
        account: AccountNumber, plan: Plan.Name = .anbefalt, language: Language = .nb,
        matchThreshold: Int = MatchProposal.thresholdDefault, dailyLimit: Int = 1_000,
        contactLimit: Int = 3, needsSecondApproval: Bool = false,
        tones: ToneRule = ToneRule(), backlogDays: Int = Backlog.daysDefault,
        look: BookLook = BookLook()
    ) {
        self.look = look
        self.id = id
        self.name = name
        self.organisationNumber = organisationNumber
        self.street = street
        self.postcode = postcode
        self.city = city
        self.email = email
        self.phone = phone
        self.account = account
        self.plan = plan
        self.language = language
        self.matchThreshold = matchThreshold
        self.dailyLimit = dailyLimit
        self.contactLimit = contactLimit
        self.needsSecondApproval = needsSecondApproval
        self.tones = tones
        self.backlogDays = backlogDays
    }
}

extension BookRecord {
    fileprivate static let columns = """
        id, name, organisation_number, street, postcode, city, email, phone, account, plan,
        language, match_threshold, daily_limit, contact_limit, second_approval, tone, tone_history,
        backlog_days, colour, logo
        """

    fileprivate init(_ row: SQLRow, branches: [Int64: [String: Tone]]) {
        self.init(
            id: row.int(0), name: row.text(1), organisationNumber: row.text(2),
            street: row.text(3), postcode: row.text(4), city: row.text(5), email: row.text(6),
            phone: row.text(7), account: AccountNumber(row.text(8)),
            plan: Plan.Name(rawValue: row.text(9)) ?? .anbefalt,
            language: Language(rawValue: row.text(10)) ?? .nb,
            matchThreshold: Int(row.int(11)), dailyLimit: Int(row.int(12)),
            contactLimit: Int(row.int(13)), needsSecondApproval: row.int(14) != 0,
            tones: ToneRule(
                company: row.optionalText(15).flatMap { Tone(rawValue: $0) },
                branches: branches[row.int(0), default: [:]], followsHistory: row.int(16) != 0),
            backlogDays: Int(row.int(17)),
            look: BookLook(
                colour: row.optionalText(18).flatMap { Colour($0) },
                logo: row.isNull(19) ? nil : row.bytes(19)))
    }
}

extension Connection {
    /// Adds a book and returns it with its id.
    public func createBook(_ record: BookRecord) throws -> BookRecord {
        try createBook(record, as: nextBookID())
    }

    /// The number of the next book, unless somebody else takes it first.
    public func nextBookID() throws -> Int64 {
        1 + (try first("SELECT coalesce(max(id), 0) FROM book") { $0.int(0) } ?? 0)
    }

    /// Adds a book with a number that is free.
    public func createBook(_ record: BookRecord, as id: Int64) throws -> BookRecord {
        var created = record
        created.id = id
        try run(
            """
            INSERT INTO book (id, name, organisation_number, street, postcode, city, email, phone,
                account, plan, language, match_threshold, daily_limit, contact_limit,
                second_approval, tone, tone_history, backlog_days)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """, created.id, created.name, created.organisationNumber, created.street,
            created.postcode, created.city, created.email, created.phone, created.account.text,
            created.plan.rawValue, created.language.rawValue, Int64(created.matchThreshold),
            created.dailyLimit,
            created.contactLimit, created.needsSecondApproval ? 1 : 0,
            created.tones.company?.rawValue, created.tones.followsHistory ? 1 : 0,
            Int64(created.backlogDays))
        try setBranchTones(of: created)
        return created
    }

    /// All books; what works on many takes ``Database/bookIDs(after:limit:)`` and one after the other.
    public func books() throws -> [BookRecord] {
        let branches = try branchTones()
        return try all("SELECT \(BookRecord.columns) FROM book ORDER BY id") {
            BookRecord($0, branches: branches)
        }
    }

    /// Those that have not moved to another store.
    public func booksHere() throws -> [BookRecord] {
        let moved = try Set(all("SELECT id FROM book WHERE moved_to IS NOT NULL") { $0.int(0) })
        return try books().filter { !moved.contains($0.id) }
    }

    /// The book with this number.
    public func book(_ id: Int64) throws -> BookRecord? {
        let branches = try branchTones(of: id)
        return try first("SELECT \(BookRecord.columns) FROM book WHERE id = ?", id) {
            BookRecord($0, branches: branches)
        }
    }

    private func branchTones(of book: Int64? = nil) throws -> [Int64: [String: Tone]] {
        var tones: [Int64: [String: Tone]] = [:]
        let columns = "SELECT book, branch, tone FROM branch_tone"
        let take = { (row: SQLRow) in
            tones[row.int(0), default: [:]][row.text(1)] = Tone(rawValue: row.text(2))
        }
        if let book {
            try forEach(columns + " WHERE book = ?", book, body: take)
        } else {
            try forEach(columns, body: take)
        }
        return tones
    }

    fileprivate func setBranchTones(of book: BookRecord) throws {
        try run("DELETE FROM branch_tone WHERE book = ?", book.id)
        for (branch, tone) in book.tones.branches.sorted(by: { $0.key < $1.key }) {
            try run(
                "INSERT INTO branch_tone (book, branch, tone) VALUES (?,?,?)", book.id, branch,
                tone.rawValue)
        }
    }
}

/// A connection bound to one book: every query it makes names that book and no other.
public struct BookConnection {
    public let connection: Connection
    public let book: Int64
    private let chainWriter: ChainWriter?

    /// Only ``Database`` opens a book, so nobody holds another's by mistake.
    ///
    /// - Parameter chain: nil for reading, and for what the audit chain does not cover.
    init(_ connection: Connection, book: Int64, chain: ChainWriter? = nil) {
        self.connection = connection
        self.book = book
        chainWriter = chain
    }

    /// Where rows that the audit chain covers are told of.
    ///
    /// - Throws: `Diagnostic` `store.unchained` outside ``Database/write(book:by:dryRun:_:)``: nothing is added to a book unseen.
    var chain: ChainWriter {
        get throws {
            if let chainWriter { return chainWriter }
            throw Diagnostic(
                "store.unchained", place: "book \(book)", found: "a plain connection",
                expected: "one that the book's audit chain follows",
                remedy: "write with Database.write(book:by:)")
        }
    }

    /// The book itself.
    public func record() throws -> BookRecord? { try connection.book(book) }

    /// Reserves `count` numbers in the book's own sequence and returns the first.
    ///
    /// - Throws: `Diagnostic` `store.numbers` when the sequence has come to its end, which only a changed counter can.
    public func reserve(_ name: String, count: Int64 = 1) throws -> Int64 {
        if let chainWriter { return try chainWriter.numbers.reserve(name, count: count) }
        let numbers = BookNumbers(connection, book: book)
        let first = try numbers.reserve(name, count: count)
        try numbers.keep()
        return first
    }

    /// The last number given out in a sequence; 0 before the first.
    public func last(_ name: String) throws -> Int64 {
        if let chainWriter { return try chainWriter.numbers.last(name) }
        return try BookNumbers(connection, book: book).last(name)
    }

    /// Changes where customers pay, and how the company can be reached.
    public func update(_ record: BookRecord) throws {
        try connection.run(
            """
            UPDATE book SET name = ?, organisation_number = ?, street = ?, postcode = ?, city = ?,
                email = ?, phone = ?, account = ?, plan = ?, language = ?, match_threshold = ?,
                daily_limit = ?, contact_limit = ?, second_approval = ?, tone = ?, tone_history = ?,
                backlog_days = ?
            WHERE id = ?
            """, record.name, record.organisationNumber, record.street, record.postcode,
            record.city, record.email, record.phone, record.account.text, record.plan.rawValue,
            record.language.rawValue, Int64(record.matchThreshold), record.dailyLimit,
            record.contactLimit, record.needsSecondApproval ? 1 : 0,
            record.tones.company?.rawValue, record.tones.followsHistory ? 1 : 0,
            Int64(record.backlogDays), book)
        var named = record
        named.id = book
        try connection.setBranchTones(of: named)
    }
}

// MARK: - Journal

/// An entry of what was done to the book: who, when, what.
public struct JournalEntry: Hashable, Sendable {
    /// From 1, without gaps.
    public let id: Int64
    /// Seconds since 1970 UTC.
    public let at: Int64
    public let actor: String
    public let kind: String
    public let detail: String
    /// SHA-256 of the entry, the one before it and the rows it covers; 32 bytes.
    public let hash: [UInt8]
}

extension BookConnection {
    /// Appends an entry, which covers all that the transaction has added to the book since the one before; `at` is in seconds
    /// since 1970 UTC. Details carry ids and codes, no personal data.
    public func record(_ kind: String, _ detail: String, at: Int64, actor: String) throws {
        try chain.append(kind, detail, at: at, actor: actor)
    }

    public func journal() throws -> [JournalEntry] {
        try connection.all(
            "SELECT id, at, actor, kind, detail, hash FROM journal WHERE book = ? ORDER BY id",
            book
        ) { row in
            JournalEntry(
                id: row.int(0), at: row.int(1), actor: row.text(2), kind: row.text(3),
                detail: row.text(4), hash: row.bytes(5))
        }
    }

    /// The last entry of the audit chain.
    public func head() throws -> ChainHead {
        try connection.first(
            "SELECT id, hash FROM journal WHERE book = ? ORDER BY id DESC LIMIT 1", book
        ) { ChainHead(entry: $0.int(0), hash: $0.bytes(1)) }
            ?? ChainHead(entry: 0, hash: ChainEntry.beginning)
    }
}
