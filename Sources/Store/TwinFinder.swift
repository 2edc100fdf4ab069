import Basics
import Claims

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

    private static let columns = """
        payment.id, family, exact, import, booked, reference, payment.amount, account, ordinal
        """

    /// The payments that were placed at once on the claims with a KID: they are in no index of payments.
    private static let placedAtOnce = """
        SELECT DISTINCT \(columns) FROM claim INDEXED BY claim_kid
        CROSS JOIN fact ON fact.book = claim.book AND fact.claim = claim.id
            AND fact.kind = \(FactRow.Kind.paid.rawValue)
        CROSS JOIN payment ON payment.book = fact.book AND payment.id = fact.ref
        WHERE claim.book = ? AND claim.kid_key = ? AND claim.kid_key <> ''
            AND payment.alike = ? AND payment.ordinal = 0 ORDER BY payment.id
        """

    private static let others = """
        SELECT \(columns) FROM payment INDEXED BY payment_identity
        WHERE book = ? AND alike = ? AND ordinal > 0 ORDER BY ordinal
        """

    /// The ordinal for a payment that is new after all; nil when it is in the book.
    func ordinalUnlessKnown(_ payment: NewPayment) throws -> Int64? {
        var last: Int64 = 0
        var twins: [Twin] = []
        func look(_ row: SQLRow) {
            last = max(last, row.int(8))
            guard row.money(6) == payment.amount, row.text(7) == payment.account else { return }
            twins.append(
                Twin(
                    id: row.int(0), family: row.int(1), exact: row.int(2), booked: row.day(4),
                    reference: row.text(5), isOfThisImport: row.int(3) == importID))
        }
        if !payment.kidKey.isEmpty {
            try scope.connection.forEach(
                Self.placedAtOnce, scope.book, payment.kidKey, payment.alike, body: look)
        }
        try scope.connection.forEach(Self.others, scope.book, payment.alike, body: look)
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
        return last + 1
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
