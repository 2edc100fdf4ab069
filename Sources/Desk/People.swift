import Basics
import Store

/// Who uses this store: persons, and the firms of accountants they work for. What each may do in a book is the book's own matter.
///
/// A program with a token needs `see` to look here and `manage` to change anything (`access.scope`).
public struct People: Sendable {
    private let database: Database
    private let clock: Clock
    /// Who asks.
    let identity: Actor

    public init(_ database: Database, as identity: Actor, clock: Clock = .system) {
        self.database = database
        self.identity = identity
        self.clock = clock
    }

    /// Names that Purr signs with itself.
    private static let reserved: Set<String> = ["nightly", "purr", "rehearsal"]

    // MARK: - Persons

    /// The persons that `identity` has to do with: those they added, and those in a book or a firm of theirs.
    public func persons() throws -> [PersonRow] {
        try identity.require(.see)
        return try database.read { try $0.persons(around: identity.name) }
    }

    /// Adds a person; the first is whoever comes first, and then those who are there add others.
    ///
    /// - Throws: `Diagnostic` `access.person-name`, `access.person-known`, `access.person-unknown` when `identity` is not one of them.
    public func add(_ person: PersonRow) throws {
        try identity.require(.manage)
        try Self.check(person.name)
        try database.write { connection in
            if try connection.hasPersons() { try requireSelf(in: connection) }
            guard try !connection.hasPerson(person.name) else {
                throw Diagnostic(
                    "access.person-known", place: "person", found: person.name,
                    expected: "a name that nobody has", remedy: "choose another")
            }
            try connection.add(person, at: clock.now, actor: identity.name)
        }
    }

    /// Takes a person out who is in no book and no firm any more. Journals keep the name.
    ///
    /// - Throws: `Diagnostic` `access.person-unknown`, `access.person-member`.
    public func remove(_ name: String) throws {
        try database.write { connection in
            try requireSelf(in: connection)
            guard try connection.hasPerson(name) else { throw Self.unknown(name) }
            let books = try connection.books(with: .person, name, limit: 1_000)
            let firms = try connection.firmRoles(of: name)
            guard books.isEmpty, firms.isEmpty else {
                // Only what the one who asks can see anyway.
                let own = try Set(
                    connection.books(of: identity.name, after: 0, limit: 100_000))
                let seen = books.filter { own.contains($0) }.prefix(3).map { "book \($0)" }
                throw Diagnostic(
                    "access.person-member", place: "person",
                    found: "\(name), who is still in "
                        + (seen.isEmpty ? "a book or a firm" : seen.joined(separator: ", ")),
                    expected: "a person who is in no book and no firm",
                    remedy: "take their roles first: purr access revoke, purr firm revoke")
            }
            try connection.removePerson(name, at: clock.now)
        }
    }

    // MARK: - Firms

    /// The firms that `identity` has to do with: their own, and those in a book of theirs.
    public func firms() throws -> [FirmRow] {
        try identity.require(.see)
        return try database.read { try $0.firms(around: identity.name) }
    }

    /// Those in a firm.
    ///
    /// - Throws: `Diagnostic` `access.firm-unknown` also to who has nothing to do with it.
    public func staff(of firm: String) throws -> [MemberRow] {
        try identity.require(.see)
        return try database.read { connection in
            guard try connection.firms(around: identity.name).contains(where: { $0.name == firm })
            else { throw Self.unknownFirm(firm) }
            return try connection.members(ofFirm: firm)
        }
    }

    /// Adds a firm, which is then its maker's.
    ///
    /// - Throws: `Diagnostic` `access.firm-number`, `access.firm-known`, `access.person-unknown`.
    public func add(_ firm: FirmRow) throws {
        guard let number = OrganisationNumber(firm.name) else {
            throw Diagnostic(
                "access.firm-number", place: "firm", found: firm.name,
                expected: "an organisation number of nine digits with a right check digit",
                remedy: "look it up at Brønnøysundregistrene")
        }
        let firm = FirmRow(name: number.text, fullName: firm.fullName)
        try database.write { connection in
            try requireSelf(in: connection)
            guard try connection.firm(firm.name) == nil else {
                throw Diagnostic(
                    "access.firm-known", place: "firm", found: firm.name,
                    expected: "a firm that is not here yet",
                    remedy: "ask one of its owners to let you in: purr firm grant")
            }
            try connection.add(firm, at: clock.now, actor: identity.name)
            try connection.setMember(
                ofFirm: firm.name, identity.name, role: Role.owner.rawValue, at: clock.now,
                actor: identity.name)
        }
    }

    /// Gives somebody a role in a firm: the most they are in any book through it; nil ends it.
    ///
    /// - Throws: `Diagnostic` `access.firm-unknown`, `access.firm-role` to who does not own the firm, `access.person-unknown`,
    ///   `access.firm-owner` when nobody would own it.
    public func set(_ person: String, _ role: Role?, inFirm firm: String) throws {
        try identity.require(.manage)
        try database.write { connection in
            let members = try connection.members(ofFirm: firm)
            guard let own = members.first(where: { $0.name == identity.name }) else {
                throw Self.unknownFirm(firm)
            }
            guard own.role == Role.owner.rawValue else {
                throw Diagnostic(
                    "access.firm-role", place: "firm \(firm)",
                    found: "\(identity.name), who is \(own.role) there", expected: "an owner of it",
                    remedy: "ask "
                        + members.filter { $0.role == Role.owner.rawValue }.map(\.name)
                        .prefix(3).joined(separator: " or "))
            }
            if role == nil, !members.contains(where: { $0.name == person }) {
                throw Diagnostic(
                    "access.not-member", place: "firm \(firm)", found: person,
                    expected: "somebody who is in the firm", remedy: "see: purr firm staff \(firm)")
            }
            guard try connection.hasPerson(person) else { throw Self.unknown(person) }
            let others = members.filter { $0.name != person }
            guard role == .owner || others.contains(where: { $0.role == Role.owner.rawValue })
            else {
                throw Diagnostic(
                    "access.firm-owner", place: "firm \(firm)", found: "\(person), its last owner",
                    expected: "at least one person who owns the firm",
                    remedy: "name another owner first: purr firm grant \(firm) NAME owner")
            }
            try connection.setMember(
                ofFirm: firm, person, role: role?.rawValue, at: clock.now, actor: identity.name)
        }
    }

    // MARK: - Who may

    private func requireSelf(in connection: Connection) throws {
        try identity.require(.manage)
        guard try connection.hasPerson(identity.name) else { throw Self.unknown(identity.name) }
    }

    static func check(_ name: String) throws {
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-", "@": true
            default: false
            }
        }
        guard isPlain, (1...64).contains(name.count), !name.allSatisfy(\.isNumber),
            !name.hasPrefix("-"), !reserved.contains(name.lowercased())
        else {
            throw Diagnostic(
                "access.person-name", place: "person", found: name,
                expected:
                    "1 to 64 of a-z, 0-9 and ._-@, not digits alone, and none that Purr uses itself",
                remedy: "take the name they log in with: kari")
        }
    }

    static func unknown(_ name: String) -> Diagnostic {
        Diagnostic(
            "access.person-unknown", place: "person", found: name,
            expected: "a person this store knows",
            remedy: "say who you are with --as; one who is here adds others: purr person add NAME")
    }

    static func unknownFirm(_ number: String) -> Diagnostic {
        Diagnostic(
            "access.firm-unknown", place: "firm", found: number,
            expected: "the organisation number of a firm you have to do with",
            remedy: "see: purr firm list")
    }
}
