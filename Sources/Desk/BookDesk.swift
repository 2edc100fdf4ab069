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
        try database.read { try body(BookConnection($0, book: book.id)) }
    }

    func write<T>(dryRun: Bool = false, _ body: (BookConnection) throws -> T) throws -> T {
        try database.write(
            book: book.id, by: Author(actor, at: clock.now, salts: salts), dryRun: dryRun, body)
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
    /// - Throws: `Diagnostic` when the account or organisation number is wrong.
    public static func createBook(_ record: BookRecord, in database: Database) throws -> BookRecord
    {
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
        return try database.write { try $0.createBook(record) }
    }

    /// The book with this id, the only book when none is named.
    public static func book(_ id: Int64?, in database: Database) throws -> BookRecord {
        let books = try database.read { try $0.books() }
        if let id, let found = books.first(where: { $0.id == id }) { return found }
        if id == nil, books.count == 1 { return books[0] }
        throw Diagnostic(
            "book.unknown", place: database.path,
            found: books.isEmpty ? "no book" : "books \(books.map(\.id))",
            expected: id.map { "book \($0)" } ?? "one book, or --book",
            remedy: books.isEmpty ? "make one with: purr book create" : "name one with --book")
    }
}
