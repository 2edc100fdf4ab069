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
