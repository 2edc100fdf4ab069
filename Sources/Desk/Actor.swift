import Basics

/// Who acts in a book: a person, whose membership says what they may do, or Purr itself.
public struct Actor: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case person
        /// Purr on its own, at night: it sends what persons have approved.
        case machine
        /// On a copy of a book that nobody keeps.
        case rehearsal
    }

    let kind: Kind
    /// As the journal has it.
    public let name: String
    /// What a program may at most that acts for them; nil for themselves.
    private(set) var limit: Limit?

    struct Limit: Hashable, Sendable {
        var permissions: Set<Permission>
        /// The one book it is let into; nil for all of theirs.
        var book: Int64?
    }

    private init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }

    /// The same, who may do no more than this, and that only where their role lets them.
    ///
    /// - Parameter book: the one book they are let into; every book of theirs when nil.
    public func limited(to permissions: Set<Permission>, book: Int64? = nil) -> Actor {
        var actor = self
        // A limit of a limit only takes away.
        let both = limit.map { $0.permissions.intersection(permissions) } ?? permissions
        let isElsewhere = limit?.book != nil && book != nil && limit?.book != book
        actor.limit = Limit(permissions: isElsewhere ? [] : both, book: limit?.book ?? book)
        return actor
    }

    /// Refuses what the limit leaves out, where no book's role decides: people, firms, new books.
    ///
    /// - Throws: `Diagnostic` `access.scope`; also to who is limited to one book.
    func require(_ permission: Permission) throws {
        guard let limit else { return }
        guard limit.book == nil, limit.permissions.contains(permission) else {
            throw outside(permission, "what is no book's")
        }
    }

    func outside(_ permission: Permission, _ place: String) -> Diagnostic {
        let scopes = Permission.allCases.filter { limit?.permissions.contains($0) == true }
        return Diagnostic(
            "access.scope", place: place,
            found: "\(name), by a token for "
                + (scopes.isEmpty ? "nothing" : scopes.map(\.rawValue).joined(separator: ", "))
                + (limit?.book.map { " in book \($0)" } ?? ""),
            expected: "one that may \(permission.rawValue)",
            remedy: "make another: purr token create NAME --scope \(permission.rawValue)")
    }

    /// - Parameter name: as `purr person list` has it, or the machine's user.
    public static func person(_ name: String) -> Actor { Actor(kind: .person, name: name) }

    /// What is done by itself in every book.
    public static func machine(_ name: String) -> Actor { Actor(kind: .machine, name: name) }

    /// Who tries on a copy what is to come, whoever may do it in the book.
    static func rehearsal(_ name: String) -> Actor { Actor(kind: .rehearsal, name: name) }

    /// What may be done without a membership; nil for persons, who need one.
    var permissions: Set<Permission>? {
        switch kind {
        case .person: nil
        case .machine: [.see, .send, .settle]
        case .rehearsal: Set(Permission.allCases)
        }
    }
}
