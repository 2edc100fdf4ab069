import Basics
import Claims

/// Takes payments into the book within one transaction: each once, placed by KID where there is no
/// doubt.
///
/// The plain case — a new payment whose KID names one open claim that nothing has happened to — costs two look-ups
/// and two inserts. Everything else goes to ``leftovers`` for ``PaymentPlacer``.
public final class PaymentWriter {
    /// A payment that needs a closer look.
    public struct Leftover {
        public let id: PaymentID
        public let payment: NewPayment

        public init(id: PaymentID, payment: NewPayment) {
            self.id = id
            self.payment = payment
        }
    }

    public private(set) var added = 0
    public private(set) var known = 0
    public private(set) var placed = 0
    public private(set) var addedAmount = Money.zero
    /// What was new and what was known, by account and day.
    public private(set) var days: [String: [Day: ImportDay]] = [:]
    /// Payments inserted with nothing placed yet, in file order within each batch.
    public private(set) var leftovers: [Leftover] = []

    private let scope: BookConnection
    private let importID: Int64
    private let at: Int64
    private let find: SQLStatement
    private let insert: SQLStatement
    private let place: SQLStatement
    /// What the insert has bound from last time; most of a file's payments share most of it.
    private var bound: NewPayment?
    private let twins: TwinFinder

    public init(_ scope: BookConnection, importID: Int64, at: Int64) throws {
        self.scope = scope
        self.importID = importID
        self.at = at
        // Named, because without statistics SQLite holds a walk through the whole book for cheaper.
        find = try scope.connection.prepare(
            """
            SELECT id, principal, listed_through, debtor, EXISTS (
                SELECT 1 FROM fact WHERE fact.book = claim.book AND fact.claim = claim.id)
            FROM claim INDEXED BY claim_kid
            WHERE book = ?1 AND kid_key = ?2 AND kid_key <> ''
            """)
        insert = try scope.connection.prepare(
            """
            INSERT INTO payment (book, id, import, alike, ordinal, family, exact, kind, account,
                booked, ordered, amount, currency, kid, text, payer_name, payer_account,
                reference, debtor, rest)
            VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20)
            ON CONFLICT (book, alike, ordinal) DO NOTHING
            """)
        place = try scope.connection.prepare(
            """
            INSERT INTO fact (book, claim, id, day, kind, amount, ref, other, at)
            VALUES (?1, ?2, ?3, ?4, \(FactRow.Kind.paid.rawValue), ?5, ?6, ?7, ?8)
            """)
        twins = try TwinFinder(scope, importID: importID)
    }

    /// Takes in a batch. Sorted by KID it walks the index once; the order does not change the outcome.
    public func write(_ batch: [NewPayment]) throws {
        var paymentID = try scope.reserve("payment", count: Int64(batch.count))
        var factID = try scope.reserve("fact", count: Int64(batch.count))
        bound = nil
        for payment in batch {
            let target = payment.kind == .payment ? try plainTarget(payment) : nil
            let debtor = target?.debtor ?? payment.debtor?.number
            var ordinal: Int64 = 1
            if try !insert(payment, paymentID, ordinal, debtor, rest: target == nil) {
                guard let free = try twins.ordinalUnlessKnown(payment) else {
                    known += 1
                    count(payment, isNew: false)
                    continue
                }
                ordinal = free
                _ = try insert(payment, paymentID, ordinal, debtor, rest: target == nil)
            }
            added += 1
            addedAmount += payment.amount
            count(payment, isNew: true)
            try keepReferences(payment, paymentID)
            if let target {
                try place(payment, paymentID, on: target.claim, factID: factID)
                placed += 1
            } else {
                leftovers.append(Leftover(id: PaymentID(paymentID), payment: payment))
            }
            paymentID += 1
            factID += 1
        }
    }

    private func count(_ payment: NewPayment, isNew: Bool) {
        if isNew {
            days[payment.account, default: [:]][payment.booked, default: ImportDay()].added +=
                payment.amount
        } else {
            days[payment.account, default: [:]][payment.booked, default: ImportDay()].known +=
                payment.amount
        }
    }

    /// Few payments have them, so they are no part of the one insert that a million payments run.
    private func keepReferences(_ payment: NewPayment, _ id: Int64) throws {
        if payment.named.isEmpty && payment.charges == .zero { return }
        try scope.connection.run(
            "UPDATE payment SET named = ?, charges = ? WHERE book = ? AND id = ?",
            payment.named.joined(separator: "\n"), payment.charges, scope.book, id)
    }

    /// Hands over what needs a closer look, and forgets it.
    public func takeLeftovers() -> [Leftover] {
        defer { leftovers.removeAll() }
        return leftovers
    }

    /// The one open claim with this KID that can take the whole amount and that nothing has happened to; otherwise
    /// its balance must be worked out.
    private func plainTarget(_ payment: NewPayment) throws -> (claim: Int64, debtor: Int64)? {
        guard !payment.kidKey.isEmpty, payment.currency == "NOK" else { return nil }
        find.bind(1, scope.book)
        find.bind(2, payment.kidKey)
        defer { find.reset() }
        guard try find.step() else { return nil }
        let row = find.row
        let id = row.int(0)
        let debtor = row.int(3)
        // A claim that nothing has happened to is open, so its next day need not be asked for.
        let fits =
            payment.amount.ore <= row.int(1)
            && (row.isNull(2) || Int64(payment.booked.number) > row.int(2)) && row.int(4) == 0
        let isOnly = try !find.step()
        return fits && isOnly ? (id, debtor) : nil
    }

    /// False when a payment alike and of that ordinal is there already.
    private func insert(
        _ payment: NewPayment, _ id: Int64, _ ordinal: Int64, _ debtor: Int64?, rest: Bool
    ) throws -> Bool {
        insert.bind(1, scope.book)
        insert.bind(2, id)
        insert.bind(3, importID)
        insert.bind(4, payment.alike)
        insert.bind(5, ordinal)
        insert.bind(6, payment.family.rawValue)
        insert.bind(7, payment.exact)
        insert.bind(8, payment.kind.rawValue)
        bind(9, payment, \.account)
        insert.bind(10, Int64(payment.booked.number))
        payment.ordered.bind(to: insert, at: 11)
        insert.bind(12, payment.amount.ore)
        bind(13, payment, \.currency)
        bind(14, payment, \.kid)
        bind(15, payment, \.text)
        bind(16, payment, \.payerName)
        bind(17, payment, \.payerAccount)
        bind(18, payment, \.reference)
        debtor.bind(to: insert, at: 19)
        insert.bind(20, rest ? payment.amount.ore : 0)
        bound = payment
        try insert.run()
        return insert.changes == 1
    }

    /// Binds a text unless it is bound already: SQLite copies each one, and keeps it until the next.
    @inline(__always)
    private func bind(_ index: Int32, _ payment: NewPayment, _ text: KeyPath<NewPayment, String>) {
        let value = payment[keyPath: text]
        if let bound, bound[keyPath: text] == value { return }
        insert.bind(index, value)
    }

    private func place(
        _ payment: NewPayment, _ id: Int64, on claim: Int64, factID: Int64
    ) throws {
        place.bind(1, scope.book)
        place.bind(2, claim)
        place.bind(3, factID)
        place.bind(4, Int64(payment.booked.number))
        place.bind(5, payment.amount.ore)
        place.bind(6, id)
        payment.ordered.bind(to: place, at: 7)
        place.bind(8, at)
        try place.run()
    }
}

/// Tells whether a payment that looks like one in the book is that one, told again, or another.
///
/// A family (OCR giro, camt.054, camt.053) tells of each payment once, however often its files
/// overlap; equal entries within one file are different payments. A payment that one family has told of and
/// another tells of within a few days is the same money: so OCR giro and camt.054 together book it once.
final class TwinFinder {
    private struct Twin {
        let id: Int64
        let family: Int64
        let exact: Int64
        let booked: Day
        let reference: String
        let isOfThisImport: Bool
    }

    /// How many days apart two families may book the same money.
    private static let daysApart = 5

    private let scope: BookConnection
    private let importID: Int64
    /// Entries of this import that turned out to be known, by their exact hash.
    private var seenInThisImport: [Int64: Int] = [:]

    init(_ scope: BookConnection, importID: Int64) throws {
        self.scope = scope
        self.importID = importID
    }

    /// The ordinal for a payment that is new after all; nil when it is in the book.
    func ordinalUnlessKnown(_ payment: NewPayment) throws -> Int64? {
        var ordinals = 0
        var twins: [Twin] = []
        try scope.connection.forEach(
            """
            SELECT id, family, exact, import, booked, reference, amount, account FROM payment
            WHERE book = ? AND alike = ? ORDER BY ordinal
            """, scope.book, payment.alike
        ) { row in
            ordinals += 1
            guard row.money(6) == payment.amount, row.text(7) == payment.account else { return }
            twins.append(
                Twin(
                    id: row.int(0), family: row.int(1), exact: row.int(2), booked: row.day(4),
                    reference: row.text(5), isOfThisImport: row.int(3) == importID))
        }
        let family = payment.family.rawValue
        let same = twins.filter { $0.family == family && $0.exact == payment.exact }
        let sightings = try scope.connection.first(
            "SELECT count(*) FROM sighting WHERE book = ? AND family = ? AND exact = ?",
            scope.book, family, payment.exact
        ) { Int($0.int(0)) }
        let seen = seenInThisImport[payment.exact, default: 0]
        let nth = 1 + same.count { $0.isOfThisImport } + seen
        let told = same.count + (sightings ?? 0)
        if nth <= told {
            seenInThisImport[payment.exact] = seen + 1
            return nil
        }
        if let other = try sameMoney(payment, among: twins) {
            try scope.connection.run(
                """
                INSERT INTO sighting (book, family, exact, ordinal, payment) VALUES (?,?,?,?,?)
                """, scope.book, family, payment.exact, nth, other.id)
            seenInThisImport[payment.exact] = seen + 1
            return nil
        }
        return Int64(ordinals + 1)
    }

    /// A payment that only other families have told of, and that this can be: the one with the same bank
    /// reference, else the first booked within a few days. Statements and notifications of one bank share their
    /// references, so between them a different reference is different money.
    private func sameMoney(_ payment: NewPayment, among twins: [Twin]) throws -> Twin? {
        let open = try twins.filter {
            try abs($0.booked - payment.booked) <= Self.daysApart
                && !isTold($0, by: payment.family.rawValue)
        }
        if payment.reference.isEmpty { return open.first }
        if let same = open.first(where: { $0.reference == payment.reference }) { return same }
        let ocr = PaymentFamily.ocr.rawValue
        return open.first {
            $0.reference.isEmpty || $0.family == ocr || payment.family == .ocr
        }
    }

    private func isTold(_ twin: Twin, by family: Int64) throws -> Bool {
        if twin.family == family { return true }
        return try scope.connection.first(
            "SELECT 1 FROM sighting WHERE book = ? AND payment = ? AND family = ? LIMIT 1",
            scope.book, twin.id, family
        ) { _ in true } ?? false
    }
}
