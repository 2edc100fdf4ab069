import Basics
import Store

/// Somebody with a role in a book.
public struct Member: Hashable, Sendable {
    public let kind: MemberKind
    /// A person's name or a firm's organisation number.
    public let name: String
    public let fullName: String
    public let role: Role
    /// Seconds since 1970 UTC.
    public let at: Int64
    /// Who gave the role.
    public let by: String
    /// A firm's people, each with the role they have in the book through it.
    public let staff: [Staff]

    public struct Staff: Hashable, Sendable {
        public let name: String
        public let role: Role
    }
}

/// Who looked at what, or changed it.
public struct AccessEntry: Hashable, Sendable {
    /// Seconds since 1970 UTC.
    public let at: Int64
    public let person: String
    /// `claim`, `payments` …; for a change its kind in the journal.
    public let what: String
    /// Which one; empty for all of them.
    public let subject: String
    public let isChange: Bool
}

extension BookDesk {
    /// Those who are in the book; none in a book that nobody shares, which is its user's own.
    public func members() throws -> [Member] {
        try read(.see, of: .nobody) { scope in
            var names: [String: String] = [:]
            for person in try scope.connection.persons() { names[person.name] = person.fullName }
            for firm in try scope.connection.firms() { names[firm.name] = firm.fullName }
            return try scope.members().compactMap { row in
                guard let role = Role(rawValue: row.role) else { return nil }
                let staff = row.kind == .firm ? try scope.connection.members(ofFirm: row.name) : []
                return Member(
                    kind: row.kind, name: row.name, fullName: names[row.name] ?? "", role: role,
                    at: row.at, by: row.actor,
                    staff: staff.compactMap { own in
                        Role(rawValue: own.role).map {
                            Member.Staff(name: own.name, role: min($0, role))
                        }
                    })
            }
        }
    }

    /// What `identity` is in the book; nil for who is not in it, and for the machine.
    public func role() throws -> Role? {
        try read(.see, of: .nobody) { scope in
            identity.permissions == nil ? try Authority(scope, identity).role() : nil
        }
    }

    /// Gives a person or a firm a role in the book, or another than they had.
    ///
    /// - Parameter name: a person's, or a firm's organisation number.
    /// - Throws: `Diagnostic` `access.person-unknown`, `access.firm-unknown`, `access.first-owner` when a book's first member is not a
    ///   person who owns it, `access.last-owner` when nobody would.
    public func grant(_ name: String, _ role: Role) throws {
        let kind = Self.kind(of: name)
        // People who are not in the book can not be seen from within it.
        try database.read { try Self.requireKnown(kind, name, in: $0) }
        try write(.manage) { scope in
            try Self.setMember(kind, name, role, in: scope, at: clock.now, actor: actor)
        }
    }

    /// Takes somebody's role from them.
    ///
    /// - Throws: `Diagnostic` `access.not-member`, `access.last-owner`.
    public func revoke(_ name: String) throws {
        try write(.manage) { scope in
            let kind = Self.kind(of: name)
            guard try scope.members().contains(where: { $0.kind == kind && $0.name == name })
            else {
                throw Diagnostic(
                    "access.not-member", place: "book \(book.id)", found: name,
                    expected: "somebody who is in the book", remedy: "see: purr access list")
            }
            try Self.setMember(kind, name, nil, in: scope, at: clock.now, actor: actor)
        }
    }

    /// Who looked at what and who changed what, the newest first.
    ///
    /// A book that nobody shares has no log of looks: there is one person to look.
    /// - Parameters:
    ///   - limit: entries at most.
    ///   - onlyLooks: no changes.
    public func accessLog(limit: Int = 200, onlyLooks: Bool = false) throws -> [AccessEntry] {
        try read(.manage, of: .nobody) { scope in
            let looks = try scope.accesses(limit: limit).map {
                AccessEntry(
                    at: $0.at, person: $0.person, what: $0.what, subject: $0.subject,
                    isChange: false)
            }
            if onlyLooks { return looks }
            let changes = try scope.journal(last: limit).map {
                AccessEntry(
                    at: $0.at, person: $0.actor, what: $0.kind, subject: $0.detail, isChange: true)
            }
            return Array((looks + changes).sorted { $0.at > $1.at }.prefix(limit))
        }
    }

    /// Digits alone are a firm: no person is called so.
    static func kind(of name: String) -> MemberKind {
        name.allSatisfy(\.isNumber) ? .firm : .person
    }

    private static func requireKnown(
        _ kind: MemberKind, _ name: String, in connection: Connection
    ) throws {
        switch kind {
        case .person:
            if try !connection.hasPerson(name) { throw People.unknown(name) }
        case .firm:
            if try connection.firm(name) == nil { throw People.unknownFirm(name) }
        }
    }

    /// A book always has an owner who is a person, from its first member on.
    static func setMember(
        _ kind: MemberKind, _ name: String, _ role: Role?, in scope: BookConnection, at: Int64,
        actor: String
    ) throws {
        let others = try scope.members().filter { $0.kind != kind || $0.name != name }
        let isOwned =
            kind == .person && role == .owner
            || others.contains { $0.kind == .person && $0.role == Role.owner.rawValue }
        guard isOwned else {
            let isFirst = try scope.members().isEmpty
            throw Diagnostic(
                isFirst ? "access.first-owner" : "access.last-owner", place: "book \(scope.book)",
                found: "\(name)\(role.map { " as \($0.rawValue)" } ?? " going"), and no owner",
                expected: "at least one person who owns the book",
                remedy: "name an owner first: purr access grant NAME owner")
        }
        try scope.setMember(kind, name, role: role?.rawValue, at: at, actor: actor)
        try scope.record(
            "access", "\(kind.rawValue) \(name) \(role?.rawValue ?? "none")", at: at, actor: actor)
    }

    /// Who a new book belongs to: its maker, in a store that knows its persons.
    static func firstOwner(_ identity: Actor, in connection: Connection) throws -> String? {
        try identity.require(.manage)
        guard identity.permissions == nil, try connection.hasPersons() else { return nil }
        guard try connection.hasPerson(identity.name) else { throw People.unknown(identity.name) }
        return identity.name
    }
}
