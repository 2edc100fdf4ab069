import Basics
import Claims
import Law
import Letters
import Store

/// The use cases of one book. Terminal, browser and API call these and nothing below them, so that they
/// cannot disagree.
public struct BookDesk: Sendable {
    public let database: Database
    public let book: BookRecord
    public let law: LawBook
    public let clock: Clock
    /// Who acts, for the journal.
    public let actor: String
    /// The company's own words, as they stood when the desk was opened.
    public let own: OwnWords
    /// Whatever is done here takes its usual path and is rolled back at the end of each transaction.
    public private(set) var isDryRun = false
    /// The job this desk works for: nothing is committed once another worker has it.
    private(set) var lease: JobLease?
    /// Of the seals in the audit chain; seeded in a simulation.
    public let salts: Salts

    public init(
        database: Database, book: BookRecord, law: LawBook = .shipped, clock: Clock = .system,
        actor: String, own: OwnWords = OwnWords(), salts: Salts = .random
    ) {
        self.own = own
        self.salts = salts
        self.database = database
        self.book = book
        self.law = law
        self.clock = clock
        self.actor = actor
    }

    public var today: Day { clock.today }

    func read<T>(_ body: (BookConnection) throws -> T) throws -> T {
        try database.read(book: book.id, body)
    }

    /// The one way anything gets into the book: all of it or, when `body` throws or it is a dry run, nothing.
    func write<T>(dryRun: Bool = false, _ body: (BookConnection) throws -> T) throws -> T {
        let author = Author(actor, at: clock.now, salts: salts)
        return try database.write(book: book.id, by: author, dryRun: dryRun || isDryRun) { scope in
            if let lease { try scope.hold(lease) }
            return try body(scope)
        }
    }

    /// The same desk, on which everything is tried and nothing is kept.
    public var dryRun: BookDesk {
        var desk = self
        desk.isDryRun = true
        return desk
    }

    /// The same desk, for a job.
    func holding(_ lease: JobLease) -> BookDesk {
        var desk = self
        desk.lease = lease
        return desk
    }

    func matcher(_ scope: BookConnection) -> Matcher {
        Matcher(
            scope: scope, law: law, at: clock.now, actor: actor, threshold: book.matchThreshold)
    }

    /// What applies to a debtor: its own plan, tone and exemption, else the book's.
    func policy(for debtor: Debtor, _ history: PaymentHistory? = nil) -> Policy {
        Policy(
            plan: Plan.named(debtor.plan ?? book.plan), tone: debtor.tone, tones: book.tones,
            branch: debtor.branch, history: history, exempt: debtor.exempt)
    }
}

// MARK: - Books

extension BookDesk {
    /// Makes a book for a company.
    ///
    /// - Parameters:
    ///   - logo: what its letters show; nil for none.
    ///   - actor: who makes it, for the journal.
    /// - Throws: `Diagnostic` when the account or organisation number is wrong.
    public static func createBook(
        _ record: BookRecord, logo: LogoFile? = nil, in database: Database,
        clock: Clock = .system, actor: String = ""
    ) throws -> BookRecord {
        guard record.account.isNorwegian else {
            throw Diagnostic(
                "book.account", place: "account", found: record.account.text,
                expected: "eleven digits with a right check digit",
                remedy: "look at the digits and try again")
        }
        guard OrganisationNumber(record.organisationNumber) != nil else {
            throw Diagnostic(
                "book.organisation-number", place: "organisation number",
                found: record.organisationNumber,
                expected: "nine digits with a right check digit",
                remedy: "look it up at Brønnøysundregistrene")
        }
        let created = try database.write { try $0.createBook(record) }
        // What is wrong with a logo has been told when it was read.
        if logo != nil || record.look.colour != nil {
            try database.write(book: created.id, by: Author(actor, at: clock.now)) { scope in
                try setLook(
                    record.look.colour.map { .take($0) } ?? .keep, logo.map { .take($0) } ?? .keep,
                    of: BookLook(), in: scope, at: clock.now, actor: actor)
            }
        }
        return try book(created.id, in: database)
    }

    /// The book with this id, the only book when none is named.
    public static func book(_ id: Int64?, in database: Database) throws -> BookRecord {
        let ids = try id.map { [$0] } ?? database.bookIDs(after: 0, limit: 11)
        if ids.count == 1, let found = try database.read({ try $0.book(ids[0]) }) { return found }
        let known = try database.bookIDs(after: 0, limit: 10)
        let more =
            try known.last.map { try !database.bookIDs(after: $0, limit: 1).isEmpty } ?? false
        throw Diagnostic(
            "book.unknown", place: database.address.text,
            found: known.isEmpty ? "no book" : "books \(known)" + (more ? " and more" : ""),
            expected: id.map { "book \($0)" } ?? "one book, or --book",
            remedy: known.isEmpty ? "make one with: purr book create" : "name one with --book")
    }
}
