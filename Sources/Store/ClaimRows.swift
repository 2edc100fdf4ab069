import Basics
import Claims
import Law

/// What is written when a claim is first heard of.
public struct NewClaim: Sendable {
    public var debtor: DebtorID
    public var invoice: String
    public var kid: String
    public var issued: Day
    public var due: Day
    public var principal: Money
    public var concerns: String
    public var isDocumented: Bool
    /// Payments booked through this day are already in the list the claim came from.
    public var listedThrough: Day?
    public var nextDay: Day?
    /// The day it comes into the book; nil when that is not to be noted.
    public var came: Day?

    public init(
        debtor: DebtorID, invoice: String, kid: String, issued: Day, due: Day, principal: Money,
        concerns: String = "", isDocumented: Bool = true, listedThrough: Day? = nil,
        nextDay: Day? = nil, came: Day? = nil
    ) {
        self.debtor = debtor
        self.invoice = invoice
        self.kid = kid
        self.issued = issued
        self.due = due
        self.principal = principal
        self.concerns = concerns
        self.isDocumented = isDocumented
        self.listedThrough = listedThrough
        self.nextDay = nextDay
        self.came = came
    }
}

/// A claim with what the store knows beside its facts.
public struct StoredClaim: Sendable {
    public let claim: Claim
    public let listedThrough: Day?
    public let nextDay: Day?
    /// The day it came into the book; nil when that was not noted.
    public let came: Day?

    public init(claim: Claim, listedThrough: Day?, nextDay: Day?, came: Day? = nil) {
        self.claim = claim
        self.listedThrough = listedThrough
        self.nextDay = nextDay
        self.came = came
    }

    /// The same with these facts instead.
    public func with(facts: [Fact]) -> StoredClaim {
        StoredClaim(
            claim: claim.with(facts: facts), listedThrough: listedThrough, nextDay: nextDay,
            came: came)
    }
}

extension BookConnection {
    private static let claimColumns = """
        claim.id, claim.debtor, invoice, kid, issued, due, principal, concerns, documented,
        listed_through, next_day, debtor.kind, came
        """

    /// Adds a claim; nil when the book already has one with this invoice number.
    public func insertClaim(_ new: NewClaim) throws -> ClaimID? {
        if try claimID(invoice: new.invoice) != nil { return nil }
        let id = try reserve("claim")
        let chain = try self.chain
        let seal = chain.seal(new.concerns, .claim, id)
        let kidKey = Self.kidKey(new.kid)
        try connection.run(
            """
            INSERT INTO claim (book, id, debtor, invoice, kid, kid_key, issued, due, principal,
                concerns, documented, listed_through, next_day, came, salt, seal)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """, book, id, new.debtor.number, new.invoice, new.kid, kidKey, new.issued, new.due,
            new.principal, new.concerns, new.isDocumented, new.listedThrough, new.nextDay,
            new.came, seal.salt, seal.hash)
        try chain.cover(.claim, id) { fields in
            fields.append(id)
            fields.append(new.debtor.number)
            fields.append(new.invoice)
            fields.append(new.kid)
            fields.append(kidKey)
            fields.append(Int64(new.issued.number))
            fields.append(Int64(new.due.number))
            fields.append(new.principal.ore)
            fields.append(seal.hash)
            fields.append(new.isDocumented ? 1 : 0)
            fields.append(new.came.map { Int64($0.number) })
        }
        return ClaimID(id)
    }

    /// A KID as it is looked up: leading zeros may be lost on the way.
    public static func kidKey(_ kid: String) -> String { KID(trusted: kid).withoutLeadingZeros }

    public func claimID(invoice: String) throws -> ClaimID? {
        try connection.first(
            "SELECT id FROM claim WHERE book = ? AND invoice = ?", book, invoice
        ) { ClaimID($0.int(0)) }
    }

    public func claim(_ id: ClaimID) throws -> StoredClaim? {
        try claims(where: "claim.id = ?", id.number).first
    }

    public func claims(debtor: DebtorID) throws -> [StoredClaim] {
        try claims(where: "claim.debtor = ?", debtor.number, by: "claim_debtor")
    }

    /// Claims whose next day has come, in order of debtor and due day.
    public func claimsDue(on today: Day) throws -> [StoredClaim] {
        try claims(where: "claim.next_day <= ?", today)
    }

    public func claims(kid: String) throws -> [StoredClaim] {
        let key = Self.kidKey(kid)
        guard !key.isEmpty else { return [] }
        let found = try claims(
            where: "kid_key = ? AND kid_key <> ''", key, by: "claim_kid")
        let exact = found.filter { $0.claim.kid == kid }
        return exact.isEmpty ? found : exact
    }

    public func claims(invoices: [String]) throws -> [StoredClaim] {
        try invoices.flatMap { try claims(where: "invoice = ?", $0) }
    }

    public func allClaims() throws -> [StoredClaim] { try claims(where: "1 = ?", 1) }

    public func setNextDay(_ day: Day?, of claim: ClaimID) throws {
        let update = try connection.prepare(
            "UPDATE claim SET next_day = ? WHERE book = ? AND id = ?")
        try update.bind([day, book, claim.number])
        try update.run()
    }

    /// Makes the claim's turn come on `day` at the latest: something has happened that a decision may turn on.
    public func lookAgain(at claim: ClaimID, on day: Day) throws {
        try connection.run(
            """
            UPDATE claim SET next_day = CASE WHEN next_day < ? THEN next_day ELSE ? END
            WHERE book = ? AND id = ?
            """, day, day, book, claim.number)
    }

    /// The same for all claims of a debtor that have a turn to come: there is room for a letter again.
    public func lookAgain(atClaimsOf debtor: DebtorID, on day: Day) throws {
        try connection.run(
            "UPDATE claim SET next_day = ? WHERE book = ? AND debtor = ? AND next_day > ?", day,
            book, debtor.number, day)
    }

    /// The claims that came with an open-item list speak of the same day as it.
    public func setListedThrough(_ day: Day, ofClaimsAfter id: Int64) throws {
        try connection.run(
            "UPDATE claim SET listed_through = ? WHERE book = ? AND id > ?", day, book, id)
    }

    /// A newer list speaks of the claim: payments through its day are in it.
    public func setListedThrough(_ day: Day, of claim: ClaimID) throws {
        try connection.run(
            "UPDATE claim SET listed_through = ? WHERE book = ? AND id = ?", day, book,
            claim.number)
    }

    /// - Parameter index: the index to walk, where SQLite without statistics would choose the whole book.
    func claims(
        where condition: String, _ value: any Bindable, by index: String? = nil
    ) throws -> [StoredClaim] {
        let claim = index.map { "claim INDEXED BY \($0)" } ?? "claim"
        let rows = try connection.all(
            """
            SELECT \(Self.claimColumns) FROM \(claim)
            JOIN debtor ON debtor.book = claim.book AND debtor.id = claim.debtor
            WHERE claim.book = ? AND \(condition) ORDER BY claim.debtor, due, claim.id
            """, book, value, map: Self.row)
        if rows.isEmpty { return rows }
        if case .postgres = connection.session {
            let facts = try facts(of: rows.map(\.claim.id.number))
            return rows.map { stored in facts[stored.claim.id.number].map(stored.with) ?? stored }
        }
        let facts = try connection.prepare(
            """
            SELECT id, day, kind, amount, ref, other, step, text FROM fact
            WHERE book = ? AND claim = ? ORDER BY id
            """)
        return try rows.map { stored in
            facts.bind(1, book)
            facts.bind(2, stored.claim.id.number)
            var list: [Fact] = []
            try facts.forEach { list.append(try FactRow.fact($0, from: 0)) }
            if list.isEmpty { return stored }
            return stored.with(facts: list)
        }
    }

    private static func row(_ row: SQLRow) -> StoredClaim {
        let claim = Claim(
            id: ClaimID(row.int(0)), debtor: DebtorID(row.int(1)), invoice: row.text(2),
            concerns: row.text(7), kid: row.text(3), issued: row.day(4), due: row.day(5),
            // Without a document nobody has fixed a due date, so no interest runs.
            dueBasis: row.int(8) == 1
                ? .agreed : .demanded(sentOn: row.day(4), electronicAccepted: false),
            principal: row.money(6), debtorKind: DebtorKind(rawValue: row.text(11)) ?? .unknown,
            isDocumented: row.int(8) == 1)
        return StoredClaim(
            claim: claim, listedThrough: row.optionalDay(9), nextDay: row.optionalDay(10),
            came: row.optionalDay(12))
    }
}
