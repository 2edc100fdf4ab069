/// What a use case does, as far as it matters who may do it.
///
/// Each transaction of a book's names the one it needs: ``BookDesk`` reads and writes in no other way.
public enum Permission: String, CaseIterable, Codable, Sendable {
    /// Look at claims, customers, letters, payments and the journal.
    case see
    /// Say what has happened to a claim, so that its letters wait: pauses, objections, promises. Calling letters back, too.
    case note
    /// Take in files and mail, match payments, look after customers and terms.
    case work
    /// Have letters that are approved leave.
    case send
    /// Say what became of a letter.
    case settle
    /// Say yes to letters, as the first or the second person.
    case approve
    /// Give money back or up, and go to collection or court.
    case decide
    /// Change the book's settings, words and choices, and who may do what.
    case manage
}

/// What somebody is in a book, or in a firm of accountants.
///
/// Each may do what the one before may, and more.
public enum Role: String, CaseIterable, Codable, Sendable, Comparable {
    /// Looks.
    case viewer
    /// Looks, and may have letters wait.
    case adviser
    /// Does the daily work, up to the letters that somebody else approves.
    case bookkeeper
    /// Does the daily work and approves letters.
    case approver
    /// Everything, and who else may do what.
    case owner

    /// All that the role may do.
    public var permissions: Set<Permission> {
        switch self {
        case .viewer: [.see]
        case .adviser: [.see, .note]
        case .bookkeeper: [.see, .note, .work, .send, .settle]
        case .approver: [.see, .note, .work, .send, .settle, .approve, .decide]
        case .owner: Set(Permission.allCases)
        }
    }

    public static func < (one: Role, other: Role) -> Bool { one.rank < other.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The least role that may do this.
    static func least(for permission: Permission) -> Role {
        allCases.first { $0.permissions.contains(permission) } ?? .owner
    }
}
