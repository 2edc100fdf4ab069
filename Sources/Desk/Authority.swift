import Basics
import Store

/// Looks up what somebody may do in a book, in the transaction in which they do it: what has been taken from them is taken
/// from them at once.
struct Authority {
    private let scope: BookConnection
    private let actor: Actor
    /// None in a book that nobody shares.
    private let members: [MemberRow]

    init(_ scope: BookConnection, _ actor: Actor) throws {
        self.scope = scope
        self.actor = actor
        members = actor.permissions == nil ? try scope.members() : []
    }

    /// The person's role, the highest they have by themselves and through firms; nil when they have none.
    ///
    /// A book without members is its user's own. In a book that a firm looks after, whoever is in the firm has the firm's role, and
    /// at most their own in the firm.
    func role() throws -> Role? {
        if members.isEmpty { return .owner }
        var roles = members.filter { $0.kind == .person && $0.name == actor.name }
            .compactMap { Role(rawValue: $0.role) }
        if roles.max() == .owner { return .owner }
        let firms = members.filter { $0.kind == .firm }
        if !firms.isEmpty {
            let own = try scope.connection.firmRoles(of: actor.name)
            roles += firms.compactMap { firm in
                guard let given = Role(rawValue: firm.role),
                    let mine = own[firm.name].flatMap({ Role(rawValue: $0) })
                else { return nil }
                return min(given, mine)
            }
        }
        return roles.max()
    }

    /// - Throws: `Diagnostic` `access.none` to who is not in the book, `access.role` to whose role is not enough, `access.scope` to whose
    ///   token is not.
    /// - Returns: whether a person does it in a book that several share.
    @discardableResult
    func require(_ permission: Permission) throws -> Bool {
        if let limit = actor.limit {
            guard limit.book == nil || limit.book == scope.book else {
                throw Self.none("book \(scope.book)", actor)
            }
            guard limit.permissions.contains(permission) else {
                throw actor.outside(permission, "book \(scope.book)")
            }
        }
        if let permissions = actor.permissions {
            if permissions.contains(permission) { return false }
            throw Diagnostic(
                "access.machine", place: "book \(scope.book)", found: actor.name,
                expected: "a person: nobody else may \(permission.rawValue)",
                remedy: "act as a person: --as NAME")
        }
        guard let role = try role() else { throw Self.none("book \(scope.book)", actor) }
        if role.permissions.contains(permission) { return !members.isEmpty }
        let least = Role.least(for: permission)
        let owners = members.filter { $0.role == Role.owner.rawValue }.map(\.name)
            .prefix(3).joined(separator: " or ")
        throw Diagnostic(
            "access.role", place: "book \(scope.book)",
            found: "\(actor.name), who is \(role.rawValue) here",
            expected: "\(least.rawValue)\(least == .owner ? "" : " or more"), to "
                + "\(permission.rawValue)",
            remedy: "ask \(owners) for it: purr access grant \(actor.name) \(least.rawValue) "
                + "--book \(scope.book)")
    }

    /// The same for a book that is not there for them: nothing of it is told.
    static func none(_ place: String, _ actor: Actor) -> Diagnostic {
        Diagnostic(
            "access.none", place: place, found: "\(actor.name), who is not in it",
            expected: "a person with a role in the book",
            remedy:
                "see which are yours: purr book list; an owner lets others in: purr access grant")
    }
}

extension Diagnostic {
    /// What is wrong with a file among others, as opposed to the database or who asks.
    var isOfFile: Bool { !code.hasPrefix("store.") && !code.hasPrefix("access.") }
}
