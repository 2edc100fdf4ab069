import Basics
import Claims
import Law
import Letters
import Store

/// The use cases of one book. Terminal, browser and API call these and nothing below them, so that they
/// cannot disagree.
public struct BookDesk: Sendable {
    /// Nobody's but the desk's own: whoever has it could open any book.
    let database: Database
    public let book: BookRecord
    public private(set) var law: LawBook
    public let clock: Clock
    /// Who acts: what they may do is looked up in each transaction.
    let identity: Actor
    /// The company's own words, as they stood when the desk was opened.
    public let own: OwnWords
    /// Whatever is done here takes its usual path and is rolled back at the end of each transaction.
    public private(set) var isDryRun = false
    /// The job this desk works for: nothing is committed once another worker has it.
    private(set) var lease: JobLease?
    /// Of the seals in the audit chain; seeded in a simulation.
    public let salts: Salts

    /// ``open(_:book:as:clock:salts:)`` is how others get a desk.
    init(
        database: Database, book: BookRecord, law: LawBook, clock: Clock, as identity: Actor,
        own: OwnWords, salts: Salts
    ) {
        self.own = own
        self.salts = salts
        self.database = database
        self.book = book
        self.law = law
        self.clock = clock
        self.identity = identity
    }

    public var today: Day { clock.today }

    /// Who acts, as the journal has it.
    public var actor: String { identity.name }

    /// The one way anything is read. What a person is shown of somebody in a book that several share is noted before they see it.
    ///
    /// - Throws: `Diagnostic` `access.none`, `access.role` to who may not.
    func read<T>(
        _ permission: Permission, of subject: Subject, _ body: (BookConnection) throws -> T
    ) throws -> T {
        let (result, isNoted) = try database.read(book: book.id) { scope in
            let isShared = try require(permission, in: scope)
            return (try body(scope), isShared)
        }
        if isNoted, lease == nil, let (what, subject) = subject.entry {
            let look = AccessRow(at: clock.now, person: actor, what: what, subject: subject)
            try database.write(book: book.id, by: Author(actor, at: look.at, salts: salts)) {
                try $0.note(look)
            }
        }
        return result
    }

    /// The one way anything gets into the book: all of it or, when `body` throws or it is a dry run, nothing.
    ///
    /// - Throws: `Diagnostic` `access.none`, `access.role` to who may not.
    func write<T>(
        _ permission: Permission, dryRun: Bool = false, _ body: (BookConnection) throws -> T
    ) throws -> T {
        let author = Author(actor, at: clock.now, salts: salts)
        return try database.write(book: book.id, by: author, dryRun: dryRun || isDryRun) { scope in
            if let lease { try scope.hold(lease) }
            try require(permission, in: scope)
            return try body(scope)
        }
    }

    /// - Returns: whether a person does it in a book that several share.
    @discardableResult
    private func require(_ permission: Permission, in scope: BookConnection) throws -> Bool {
        // Who has taken the book to send its letters was asked then. What has left must be recorded, whatever they may do since.
        if lease != nil, permission == .see || permission == .send || permission == .settle {
            return false
        }
        return try Authority(scope, identity).require(permission)
    }

    /// Asks whether who is at the desk may do something: for what is kept beside the book, such as the settings of its channels.
    ///
    /// - Throws: `Diagnostic` `access.none`, `access.role` when not.
    public func require(_ permission: Permission) throws {
        try read(permission, of: .nobody) { _ in }
    }

    /// The same desk, where another law holds.
    public func deciding(by law: LawBook) -> BookDesk {
        var desk = self
        desk.law = law
        return desk
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
    ///   - identity: who makes it. In a store that knows its persons it is theirs from the first moment.
    /// - Throws: `Diagnostic` when the account or organisation number is wrong, `access.person-unknown` when the store knows its
    ///   persons and this is none of them.
    public static func createBook(
        _ record: BookRecord, logo: LogoFile? = nil, in database: Database,
        as identity: Actor, clock: Clock = .system
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
        let owner = try database.read { try firstOwner(identity, in: $0) }
        let author = Author(identity.name, at: clock.now)
        func create() throws -> Int64 {
            let id = try database.read { try $0.nextBookID() }
            // With its owner at once: at no moment is it anybody's.
            try database.write(book: id, by: author) { scope in
                _ = try scope.connection.createBook(record, as: id)
                if let owner {
                    try setMember(
                        .person, owner, .owner, in: scope, at: author.at, actor: author.name)
                }
                // What is wrong with a logo has been told when it was read.
                guard logo != nil || record.look.colour != nil else { return }
                try setLook(
                    record.look.colour.map { .take($0) } ?? .keep, logo.map { .take($0) } ?? .keep,
                    of: BookLook(), in: scope, at: author.at, actor: author.name)
            }
            return id
        }
        // Others who make a book in the same moment may take the number; the next one is free.
        for _ in 1..<Self.createAttempts {
            do { return try book(create(), in: database, as: identity) } catch let fault
                as Diagnostic where fault.code == "store.constraint"
            {}
        }
        return try book(create(), in: database, as: identity)
    }

    private static let createAttempts = 20

    /// The book with this id; the only one that `identity` can open when none is named.
    ///
    /// - Throws: `Diagnostic` `book.unknown`, `access.none` for another's and for who has none.
    public static func book(
        _ id: Int64?, in database: Database, as identity: Actor
    ) throws -> BookRecord {
        let ids = try id.map { [$0] } ?? bookIDs(in: database, as: identity, limit: 11)
        if ids.count == 1, let found = try database.read({ try $0.book(ids[0]) }) {
            _ = try database.read(book: found.id) { try Authority($0, identity).require(.see) }
            return found
        }
        let known = try bookIDs(in: database, as: identity, limit: 10)
        if id == nil, known.isEmpty, try !database.bookIDs(after: 0, limit: 1).isEmpty {
            throw Authority.none("every book", identity)
        }
        let more =
            try known.last.map {
                try !bookIDs(in: database, as: identity, after: $0, limit: 1).isEmpty
            } ?? false
        throw Diagnostic(
            "book.unknown", place: database.address.text,
            found: known.isEmpty ? "no book" : "books \(known)" + (more ? " and more" : ""),
            expected: id.map { "book \($0)" } ?? "one book, or --book",
            remedy: known.isEmpty ? "make one with: purr book create" : "name one with --book")
    }

    /// The books that somebody can open, in order; the machine is let into all of them.
    ///
    /// - Parameter last: only books with a higher number.
    public static func bookIDs(
        in database: Database, as identity: Actor, after last: Int64 = 0, limit: Int
    ) throws -> [Int64] {
        guard identity.permissions == nil else {
            return try database.bookIDs(after: last, limit: limit)
        }
        let only = identity.limit?.book
        return try database.read { connection in
            guard let only else {
                return try connection.books(of: identity.name, after: last, limit: limit)
            }
            guard only > last, limit > 0 else { return [] }
            return try connection.books(of: identity.name, after: only - 1, limit: 1)
                .filter { $0 == only }
        }
    }
}
