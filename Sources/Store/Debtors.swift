import Basics
import Claims
import Law

extension BookConnection {
    static let debtorColumns = """
        id, number, name, organisation_number, kind, street, postcode, city, country, email,
        phone, language, tone, plan, exempt, ledger_found, ledger_expected, way, email_used,
        branch
        """

    /// Adds the debtor, or brings what a file tells up to date without touching what a person has chosen.
    ///
    /// Empty text never replaces text, and an unknown kind never replaces a known one.
    /// - Returns: the debtor's id and whether it is new.
    public func upsertDebtor(_ debtor: Debtor) throws -> (id: DebtorID, isNew: Bool) {
        if let known = try self.debtor(number: debtor.number) {
            try connection.run(
                """
                UPDATE debtor SET name = ?, organisation_number = ?, kind = ?, street = ?,
                    postcode = ?, city = ?, country = ?, email = ?, phone = ?,
                    email_used = CASE WHEN email = ? THEN email_used END,
                    ledger_found = ?, ledger_expected = ? WHERE book = ? AND id = ?
                """, debtor.name.isEmpty ? known.name : debtor.name,
                (debtor.organisationNumber ?? known.organisationNumber)?.text,
                (debtor.kind == .unknown ? known.kind : debtor.kind).rawValue,
                debtor.street.isEmpty ? known.street : debtor.street,
                debtor.postcode.isEmpty ? known.postcode : debtor.postcode,
                debtor.city.isEmpty ? known.city : debtor.city,
                debtor.country.isEmpty ? known.country : debtor.country,
                debtor.email.isEmpty ? known.email : debtor.email,
                debtor.phone.isEmpty ? known.phone : debtor.phone,
                debtor.email.isEmpty ? known.email : debtor.email,
                debtor.ledgerDifference?.found, debtor.ledgerDifference?.expected, book,
                known.id.number)
            return (known.id, false)
        }
        let id = DebtorID(try reserve("debtor"))
        try connection.run(
            """
            INSERT INTO debtor (book, id, number, name, organisation_number, kind, street,
                postcode, city, country, email, phone, language, tone, plan, exempt,
                ledger_found, ledger_expected, branch)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """, book, id.number, debtor.number, debtor.name, debtor.organisationNumber?.text,
            debtor.kind.rawValue, debtor.street, debtor.postcode, debtor.city, debtor.country,
            debtor.email, debtor.phone, debtor.language?.rawValue, debtor.tone?.rawValue,
            debtor.plan?.rawValue, debtor.exempt, debtor.ledgerDifference?.found,
            debtor.ledgerDifference?.expected, debtor.branch)
        return (id, true)
    }

    /// Changes what a person chooses for a debtor.
    public func setChoices(of debtor: Debtor) throws {
        try connection.run(
            """
            UPDATE debtor SET kind = ?, language = ?, tone = ?, branch = ?, plan = ?, exempt = ?, email = ?,
                street = ?, postcode = ?, city = ?, phone = ?, way = ?, email_used = ?,
                ledger_found = ?, ledger_expected = ? WHERE book = ? AND id = ?
            """, debtor.kind.rawValue, debtor.language?.rawValue, debtor.tone?.rawValue,
            debtor.branch, debtor.plan?.rawValue, debtor.exempt, debtor.email, debtor.street,
            debtor.postcode,
            debtor.city, debtor.phone, debtor.way?.rawValue, debtor.emailUsed,
            debtor.ledgerDifference?.found, debtor.ledgerDifference?.expected, book,
            debtor.id.number)
    }

    public func debtor(number: String) throws -> Debtor? {
        try connection.first(
            "SELECT \(Self.debtorColumns) FROM debtor WHERE book = ? AND number = ?", book, number,
            map: Self.debtor)
    }

    /// Gives a debtor the creditor's own number.
    public func renumber(_ debtor: DebtorID, to number: String) throws {
        try connection.run(
            "UPDATE debtor SET number = ? WHERE book = ? AND id = ?", number, book, debtor.number)
    }

    /// The first debtor with the organisation number.
    public func debtor(organisationNumber: OrganisationNumber) throws -> Debtor? {
        try connection.first(
            """
            SELECT \(Self.debtorColumns) FROM debtor
            WHERE book = ? AND organisation_number = ? ORDER BY id
            """, book, organisationNumber.text, map: Self.debtor)
    }

    /// The only person of the name in the postcode; nil when there are two.
    public func debtor(name: String, postcode: String) throws -> Debtor? {
        let found = try connection.all(
            """
            SELECT \(Self.debtorColumns) FROM debtor
            WHERE book = ? AND name = ? AND postcode = ? AND organisation_number IS NULL LIMIT 2
            """, book, name, postcode, map: Self.debtor)
        return found.count == 1 ? found[0] : nil
    }

    public func debtor(_ id: DebtorID) throws -> Debtor? {
        try connection.first(
            "SELECT \(Self.debtorColumns) FROM debtor WHERE book = ? AND id = ?", book, id.number,
            map: Self.debtor)
    }

    public func debtors() throws -> [Debtor] {
        try connection.all(
            "SELECT \(Self.debtorColumns) FROM debtor WHERE book = ? ORDER BY id", book,
            map: Self.debtor)
    }

    /// Bank accounts seen with the debtor.
    public func accounts(of debtor: DebtorID) throws -> [String] {
        try connection.all(
            "SELECT account FROM debtor_account WHERE book = ? AND debtor = ?", book, debtor.number
        ) { $0.text(0) }
    }

    public func remember(account: String, of debtor: DebtorID) throws {
        guard !account.isEmpty else { return }
        try connection.run(
            """
            INSERT INTO debtor_account (book, account, debtor) VALUES (?,?,?)
            ON CONFLICT DO NOTHING
            """, book, account, debtor.number)
    }

    static func debtor(_ row: SQLRow) -> Debtor {
        var difference: Debtor.LedgerDifference?
        if let found = row.optionalInt(15), let expected = row.optionalInt(16) {
            difference = .init(found: Money(ore: found), expected: Money(ore: expected))
        }
        return Debtor(
            id: DebtorID(row.int(0)), number: row.text(1), name: row.text(2),
            organisationNumber: row.optionalText(3).flatMap { OrganisationNumber($0) },
            kind: DebtorKind(rawValue: row.text(4)) ?? .unknown, street: row.text(5),
            postcode: row.text(6), city: row.text(7), country: row.text(8), email: row.text(9),
            phone: row.text(10), language: row.optionalText(11).flatMap { Language(rawValue: $0) },
            tone: row.optionalText(12).flatMap { Tone(rawValue: $0) }, branch: row.text(19),
            plan: row.optionalText(13).flatMap { Plan.Name(rawValue: $0) },
            exempt: row.optionalText(14), ledgerDifference: difference,
            way: row.optionalText(17).flatMap { ContactWay(rawValue: $0) },
            emailUsed: row.optionalDay(18))
    }
}
