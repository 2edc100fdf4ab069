/// What kind of member somebody is in a book.
public enum MemberKind: String, Sendable {
    case person
    /// A firm of accountants, whose people get in through it.
    case firm
}

/// What somebody is in a book, or a person in a firm.
public struct MemberRow: Hashable, Sendable {
    public let kind: MemberKind
    /// A person's name or a firm's organisation number.
    public let name: String
    public let role: String
    /// Seconds since 1970 UTC.
    public let at: Int64
    /// Who gave the role.
    public let actor: String
}

extension BookConnection {
    /// Those who are in the book now, in the order in which they came; none in a book that nobody shares.
    public func members() throws -> [MemberRow] {
        var members: [MemberRow] = []
        try connection.forEach(
            "SELECT kind, member, role, at, actor FROM book_member WHERE book = ? ORDER BY id", book
        ) { row in
            guard let kind = MemberKind(rawValue: row.text(0)) else { return }
            let place = members.firstIndex { $0.kind == kind && $0.name == row.text(1) }
            guard let role = row.optionalText(2) else {
                if let place { members.remove(at: place) }
                return
            }
            let member = MemberRow(
                kind: kind, name: row.text(1), role: role, at: row.int(3), actor: row.text(4))
            if let place { members[place] = member } else { members.append(member) }
        }
        return members
    }

    /// Appends what somebody is from now on; nil when it is over.
    public func setMember(
        _ kind: MemberKind, _ name: String, role: String?, at: Int64, actor: String
    ) throws {
        let id = try reserve("book_member")
        try connection.run(
            """
            INSERT INTO book_member (book, id, kind, member, role, at, actor)
            VALUES (?,?,?,?,?,?,?)
            """, book, id, kind.rawValue, name, role, at, actor)
        try chain.cover(.member, id) { fields in
            fields.append(id)
            fields.append(kind.rawValue)
            fields.append(name)
            fields.append(role)
            fields.append(at)
            fields.append(actor)
        }
    }
}

extension Connection {
    /// The last word on each person in each firm.
    private static let current = """
        role IS NOT NULL AND id = (SELECT max(x.id) FROM firm_member x
            WHERE x.firm = firm_member.firm AND x.person = firm_member.person)
        """

    /// What a person is in firms, by organisation number; within a book only in the book's.
    public func firmRoles(of person: String) throws -> [String: String] {
        var roles: [String: String] = [:]
        try forEach(
            "SELECT firm, role FROM firm_member WHERE person = ? AND \(Self.current)", person
        ) { roles[$0.text(0)] = $0.text(1) }
        return roles
    }

    /// Those who are in a firm now, by name.
    public func members(ofFirm firm: String) throws -> [MemberRow] {
        try all(
            """
            SELECT person, role, at, actor FROM firm_member WHERE firm = ? AND \(Self.current)
            ORDER BY person
            """, firm
        ) { row in
            MemberRow(
                kind: .person, name: row.text(0), role: row.text(1), at: row.int(2),
                actor: row.text(3))
        }
    }

    /// Appends what a person is in a firm from now on; nil when it is over.
    public func setMember(
        ofFirm firm: String, _ person: String, role: String?, at: Int64, actor: String
    ) throws {
        try run(
            """
            INSERT INTO firm_member (firm, id, person, role, at, actor)
            SELECT ?, coalesce(max(id), 0) + 1, ?, ?, ?, ? FROM firm_member WHERE firm = ?
            """, firm, person, role, at, actor, firm)
    }

    /// The books that a person can open, in order: those they are in, by themselves or through a firm, and those without members.
    ///
    /// - Parameter after: only books with a higher number.
    public func books(of person: String, after: Int64, limit: Int) throws -> [Int64] {
        try all(
            """
            SELECT id FROM book WHERE id > ? AND (
                NOT EXISTS (SELECT 1 FROM book_member m WHERE m.book = book.id)
                OR EXISTS (SELECT 1 FROM book_member m WHERE m.book = book.id
                    AND m.role IS NOT NULL AND \(Self.isOf) AND \(Self.isLast)))
            ORDER BY id LIMIT ?
            """, after, person, person, Int64(limit)
        ) { $0.int(0) }
    }

    /// The books that somebody is in by themselves, in order, at most so many.
    public func books(with kind: MemberKind, _ name: String, limit: Int) throws -> [Int64] {
        try all(
            """
            SELECT m.book FROM book_member m WHERE m.kind = ? AND m.member = ?
                AND m.role IS NOT NULL AND \(Self.isLast)
            ORDER BY m.book LIMIT ?
            """, kind.rawValue, name, Int64(limit)
        ) { $0.int(0) }
    }

    /// Whether a person owns a book by themselves.
    public func owns(_ person: String, book: Int64) throws -> Bool {
        try first(
            """
            SELECT 1 FROM book_member m WHERE m.book = ? AND m.kind = 'person' AND m.member = ?
                AND m.role = 'owner' AND \(Self.isLast)
            """, book, person
        ) { _ in true } ?? false
    }

    private static let isOf = """
        (m.kind = 'person' AND m.member = ? OR m.kind = 'firm' AND EXISTS (
            SELECT 1 FROM firm_member WHERE firm = m.member AND person = ? AND \(current)))
        """

    private static let isLast = """
        m.id = (SELECT max(y.id) FROM book_member y
            WHERE y.book = m.book AND y.kind = m.kind AND y.member = m.member)
        """
}

/// A person who uses Purr.
public struct PersonRow: Hashable, Sendable {
    /// What they are called in `--as` and in journals.
    public let name: String
    public let fullName: String

    public init(name: String, fullName: String) {
        self.name = name
        self.fullName = fullName
    }
}

/// A firm of accountants.
public struct FirmRow: Hashable, Sendable {
    /// Its organisation number.
    public let name: String
    public let fullName: String

    public init(name: String, fullName: String) {
        self.name = name
        self.fullName = fullName
    }
}

extension Connection {
    /// Those who are here, by name.
    public func persons() throws -> [PersonRow] {
        try all("SELECT name, full_name FROM person WHERE removed_at IS NULL ORDER BY name") {
            PersonRow(name: $0.text(0), fullName: $0.text(1))
        }
    }

    /// A person who is here, and who added them.
    public func person(_ name: String) throws -> (row: PersonRow, addedBy: String)? {
        try first(
            "SELECT name, full_name, actor FROM person WHERE name = ? AND removed_at IS NULL", name
        ) { (PersonRow(name: $0.text(0), fullName: $0.text(1)), $0.text(2)) }
    }

    public func hasPerson(_ name: String) throws -> Bool {
        try first("SELECT 1 FROM person WHERE name = ? AND removed_at IS NULL", name) { _ in true }
            ?? false
    }

    /// Whether this store knows who its users are.
    public func hasPersons() throws -> Bool {
        try first("SELECT 1 FROM person WHERE removed_at IS NULL LIMIT 1") { _ in true } ?? false
    }

    /// Adds a person, or takes one back who had been here.
    public func add(_ person: PersonRow, at: Int64, actor: String) throws {
        try run(
            """
            INSERT INTO person (name, full_name, at, actor) VALUES (?,?,?,?)
            ON CONFLICT (name) DO UPDATE SET full_name = excluded.full_name, at = excluded.at,
                actor = excluded.actor, removed_at = NULL
            """, person.name, person.fullName, at, actor)
    }

    /// Takes out a person and all they sign in with.
    public func removePerson(_ name: String, at: Int64) throws {
        try run("UPDATE person SET removed_at = ? WHERE name = ?", at, name)
        try dropCredentials(of: name, at: at)
    }

    /// Those who are here and that a person has to do with: themselves, those they added, and those in a firm or a book of theirs.
    public func persons(around name: String) throws -> [PersonRow] {
        try all(
            """
            SELECT p.name, p.full_name FROM person p WHERE p.removed_at IS NULL AND (
                p.name = ? OR p.actor = ?
                OR p.name IN (SELECT person FROM firm_member WHERE \(Self.current)
                    AND firm IN (\(Self.firmsAround)))
                OR p.name IN (SELECT m.member FROM book_member m WHERE m.kind = 'person'
                    AND m.role IS NOT NULL AND \(Self.isLast)
                    AND m.book IN (\(Self.booksAround))))
            ORDER BY p.name
            """, name, name, name, name, name, name, name
        ) { PersonRow(name: $0.text(0), fullName: $0.text(1)) }
    }

    /// The firms that a person has to do with: their own, those they added, and those in a book of theirs.
    public func firms(around name: String) throws -> [FirmRow] {
        try all(
            """
            SELECT name, full_name FROM firm WHERE actor = ? OR name IN (\(Self.firmsAround))
            ORDER BY full_name, name
            """, name, name, name, name
        ) { FirmRow(name: $0.text(0), fullName: $0.text(1)) }
    }

    /// The books a person is in by themselves or through a firm; the person twice.
    private static let booksAround = """
        SELECT m.book FROM book_member m WHERE m.role IS NOT NULL AND \(isOf) AND \(isLast)
        """

    /// The firms a person is in, and those in their books; the person three times.
    private static let firmsAround = """
        SELECT firm FROM firm_member WHERE person = ? AND \(current)
        UNION SELECT m.member FROM book_member m WHERE m.kind = 'firm' AND m.role IS NOT NULL
            AND \(isLast) AND m.book IN (\(booksAround))
        """

    /// All firms by name.
    public func firms() throws -> [FirmRow] {
        try all("SELECT name, full_name FROM firm ORDER BY full_name, name") {
            FirmRow(name: $0.text(0), fullName: $0.text(1))
        }
    }

    public func firm(_ number: String) throws -> FirmRow? {
        try first("SELECT name, full_name FROM firm WHERE name = ?", number) {
            FirmRow(name: $0.text(0), fullName: $0.text(1))
        }
    }

    public func add(_ firm: FirmRow, at: Int64, actor: String) throws {
        try run(
            "INSERT INTO firm (name, full_name, at, actor) VALUES (?,?,?,?)", firm.name,
            firm.fullName, at, actor)
    }
}
