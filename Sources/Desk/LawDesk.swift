import Basics
import Claims
import Law
import Store

/// The law as a database holds it: what this version ships, what somebody has added, and what a company has chosen.
public struct LawDesk: Sendable {
    public let database: Database
    public let clock: Clock
    /// Who acts, for the record.
    public let actor: String

    public init(database: Database, clock: Clock = .system, actor: String) {
        self.database = database
        self.clock = clock
        self.actor = actor
    }

    /// The law by what had been recorded at the end of `day`; all of it when nil.
    ///
    /// - Parameter book: whose choices hold; the standard ones when nil.
    public func law(book: Int64? = nil, asOf day: Day? = nil) throws -> LawBook {
        guard let book else {
            return try database.read { try Self.law(in: $0, choices: [], asOf: day) }
        }
        return try database.read(book: book) { try Self.law(in: $0, asOf: day) }
    }

    static func law(in scope: BookConnection, asOf day: Day?) throws -> LawBook {
        try law(in: scope.connection, choices: scope.choices(), asOf: day)
    }

    private static func law(
        in connection: Connection, choices: [RecordedChoice], asOf day: Day?
    ) throws -> LawBook {
        func isKnown(_ at: Int64) -> Bool { day.map { Clock.day(of: at) <= $0 } ?? true }
        let rates = try connection.ownRates().filter { isKnown($0.at) }.map(\.rate)
        let start = try connection.regimes().last { isKnown($0.at) }?.start
        var conventions = Conventions.standard
        for choice in choices where isKnown(choice.at) {
            try conventions.choose(choice.convention, choice.value)
        }
        return LawBook.shipped.adding(rates).withAct2026(from: start).with(conventions)
    }

    public func ownRates() throws -> [RecordedRate] { try database.read { try $0.ownRates() } }

    public func regimes() throws -> [RecordedRegime] { try database.read { try $0.regimes() } }

    /// Adds a rate, for every book.
    ///
    /// - Throws: `Diagnostic` `law.rate-…` when it can not be right or is known already.
    public func add(_ rate: OwnRate, replacing: Bool = false) throws {
        try rate.check(against: try law(), replaces: replacing)
        try database.write { try $0.add(rate, at: clock.now, actor: actor) }
    }

    /// Sets the first day of the collection act of 2026, or takes it back with nil.
    ///
    /// - Throws: `Diagnostic` `law.regime-start` for a day before the act was adopted, `law.regime-source` without a source.
    public func setAct2026(from start: Day?, source: String) throws {
        if let start, start < Day(2026, 5, 22) {
            throw Diagnostic(
                "law.regime-start", place: "act of 2026", found: start.iso,
                expected: "2026-05-22, the day it was adopted, or later",
                remedy: "read the day in the royal decree")
        }
        guard !source.isEmpty else {
            throw Diagnostic(
                "law.regime-source", place: "act of 2026", found: "no source",
                expected: "the decree that sets the day", remedy: "name it with --source")
        }
        try database.write {
            try $0.setRegime(start: start, source: source, at: clock.now, actor: actor)
        }
    }
}

extension BookDesk {
    /// The desk of a book, with the law and the choices that its database holds.
    ///
    /// - Throws: `Diagnostic` `access.none` when `identity` is not in the book.
    public static func open(
        _ database: Database, book: BookRecord, as identity: Actor, clock: Clock = .system,
        salts: Salts = .random
    ) throws -> BookDesk {
        try database.read(book: book.id) { scope in
            try Authority(scope, identity).require(.see)
            return BookDesk(
                database: database, book: book, law: try LawDesk.law(in: scope, asOf: nil),
                clock: clock, as: identity, own: try ownWords(in: scope), salts: salts)
        }
    }

    /// The same within a transaction of the book's, which is read too.
    ///
    /// - Throws: `Diagnostic` `book.unknown` when it is gone.
    static func open(
        _ database: Database, in scope: BookConnection, as identity: Actor, clock: Clock,
        salts: Salts = .random
    ) throws -> BookDesk {
        try Authority(scope, identity).require(.see)
        guard let book = try scope.record() else {
            throw Diagnostic(
                "book.unknown", place: database.address.text, found: "no book \(scope.book)",
                expected: "a book that is there", remedy: "see: purr book list")
        }
        return BookDesk(
            database: database, book: book, law: try LawDesk.law(in: scope, asOf: nil),
            clock: clock, as: identity, own: try ownWords(in: scope), salts: salts)
    }

    /// The law as it was known, and chosen, at the end of `day`: for what was done then.
    func law(asOf day: Day, in scope: BookConnection) throws -> LawBook {
        try LawDesk.law(in: scope, asOf: day)
    }

    public func choices() throws -> [RecordedChoice] {
        try read(.see, of: .nobody) { try $0.choices() }
    }

    /// Makes a choice where the law is silent; every claim is looked at anew.
    ///
    /// - Throws: `Diagnostic` `law.choice` when the value is none of those there are.
    public func choose(_ convention: Convention, _ value: String) throws {
        var conventions = law.conventions
        try conventions.choose(convention, value)
        try write(.manage) { scope in
            try scope.choose(convention, value, at: clock.now, actor: actor)
            for stored in try scope.allClaims() {
                try scope.lookAgain(at: stored.claim.id, on: today)
            }
            try scope.record(
                "choice", "\(convention.rawValue) \(value)", at: clock.now, actor: actor)
        }
    }
}
