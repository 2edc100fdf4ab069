import Basics
import Claims

/// A payment in the book and how far it is placed.
public struct StoredPayment: Sendable {
    public let payment: Payment
    public let kind: NewPayment.Kind
    public let currency: String
    public let reference: String
    /// What is not placed, in øre; negative for a reversal whose payment was not found.
    public let rest: Money
    /// Why the rest need not be placed; nil when it waits.
    public let settled: String?
    /// A person has placed it or taken it back: only a person changes that.
    public let isByHand: Bool
    /// The kind of file that told of it first.
    public let family: PaymentFamily

    /// The same without account, name and words of who paid.
    ///
    /// - Parameter word: stands where the name stood.
    public func hidingPayer(_ word: String) -> StoredPayment {
        StoredPayment(
            payment: Payment(
                id: payment.id, account: payment.account, booked: payment.booked,
                ordered: payment.ordered, amount: payment.amount, kid: payment.kid,
                payerName: word, debtor: payment.debtor, charges: payment.charges),
            kind: kind, currency: currency, reference: reference, rest: rest, settled: settled,
            isByHand: isByHand, family: family)
    }
}

extension BookConnection {
    private static let paymentColumns = """
        id, account, booked, ordered, amount, kid, text, payer_name, payer_account, debtor,
        kind, currency, reference, rest, settled, named, charges, by_hand, family
        """

    /// Payments of which something waits for a person, oldest first.
    public func waitingPayments() throws -> [StoredPayment] {
        try connection.all(
            """
            SELECT \(Self.paymentColumns) FROM payment INDEXED BY payment_waiting
            WHERE book = ? AND rest <> 0 AND settled IS NULL ORDER BY booked, id
            """, book, map: Self.payment)
    }

    /// True when a lump sum that nobody has explained was read after the instant, seconds since 1970 UTC.
    public func hasLumpSum(readAfter at: Int64) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM payment INDEXED BY payment_waiting
                JOIN import ON import.book = payment.book AND import.id = payment.import
            WHERE payment.book = ? AND rest <> 0 AND settled IS NULL AND kind = ?
                AND import.at > ? LIMIT 1
            """, book, NewPayment.Kind.lumpSum.rawValue, at
        ) { _ in true } ?? false
    }

    /// The newest payments, newest first.
    public func payments(limit: Int) throws -> [StoredPayment] {
        try connection.all(
            """
            SELECT \(Self.paymentColumns) FROM payment WHERE book = ? ORDER BY id DESC LIMIT ?
            """, book, limit, map: Self.payment)
    }

    public func payment(_ id: PaymentID) throws -> StoredPayment? {
        try connection.first(
            "SELECT \(Self.paymentColumns) FROM payment WHERE book = ? AND id = ?", book,
            id.number, map: Self.payment)
    }

    /// Payments placed whole or in part that a reversal of `amount` (positive) with this KID may undo,
    /// newest first.
    public func payments(kidKey: String, amount: Money) throws -> [StoredPayment] {
        try connection.all(
            """
            SELECT \(Self.paymentColumns) FROM payment
            WHERE book = ? AND amount = ? AND kind = 1 AND ltrim(kid, '0') = ? ORDER BY id DESC
            """, book, amount, kidKey, map: Self.payment)
    }

    /// Records what is left to place and, when it is known, whose money it is.
    public func setRest(
        _ rest: Money, settled: String?, debtor: DebtorID?, of payment: PaymentID
    ) throws {
        try connection.run(
            """
            UPDATE payment SET rest = ?, settled = ?, debtor = coalesce(?, debtor)
            WHERE book = ? AND id = ?
            """, rest, settled, debtor?.number, book, payment.number)
    }

    /// Makes a payment wait again as when it came; what the source said of its debtor stays.
    ///
    /// - Parameter byHand: a person has said so, and only a person places it again.
    public func makeWait(_ payment: PaymentID, rest: Money, byHand: Bool) throws {
        try connection.run(
            """
            UPDATE payment SET rest = ?, settled = NULL, by_hand = ?,
                debtor = CASE WHEN account = '' THEN debtor END
            WHERE book = ? AND id = ?
            """, rest, byHand, book, payment.number)
    }

    /// Notes that a person has decided about the payment.
    public func setByHand(_ payment: PaymentID) throws {
        try connection.run(
            "UPDATE payment SET by_hand = 1 WHERE book = ? AND id = ?", book, payment.number)
    }

    /// The claims that have received something of a payment: one walk through the facts, made when a match is undone.
    public func claims(paidBy payment: PaymentID) throws -> [StoredClaim] {
        try connection.all(
            "SELECT DISTINCT claim FROM fact WHERE book = ? AND kind = ? AND ref = ?", book,
            FactRow.Kind.paid.rawValue, payment.number
        ) { ClaimID($0.int(0)) }.compactMap { try claim($0) }
    }

    /// Marks lump sums as explained when the account's payments with KID of that day and the few before it, when
    /// Nets may have settled them, add up to at least them.
    ///
    /// - Returns: the lump sums that are still unexplained.
    public func explainLumpSums() throws -> [StoredPayment] {
        let lumps = try connection.all(
            """
            SELECT \(Self.paymentColumns) FROM payment INDEXED BY payment_waiting
            WHERE book = ? AND kind = 3 AND settled IS NULL AND rest <> 0 ORDER BY booked, id
            """, book, map: Self.payment)
        for lump in lumps {
            let details = try sum(
                "kind = 1 AND kid <> ''", lump.payment.account.text, lump.payment.booked)
            let explained = try sum(
                "kind = 3 AND settled = 'explained'", lump.payment.account.text,
                lump.payment.booked)
            if explained + lump.payment.amount <= details {
                try setRest(.zero, settled: "explained", debtor: nil, of: lump.payment.id)
            }
        }
        return try waitingPayments().filter { $0.kind == .lumpSum }
    }

    private func sum(_ condition: String, _ account: String, _ booked: Day) throws -> Money {
        try connection.first(
            """
            SELECT coalesce(sum(amount), 0) FROM payment
            WHERE book = ? AND account = ? AND booked BETWEEN ? AND ? AND \(condition)
            """, book, account, booked - 5, booked
        ) { $0.money(0) } ?? .zero
    }

    private static func payment(_ row: SQLRow) -> StoredPayment {
        let payment = Payment(
            id: PaymentID(row.int(0)), account: AccountNumber(row.text(1)), booked: row.day(2),
            ordered: row.optionalDay(3), amount: row.money(4), kid: row.text(5), text: row.text(6),
            payerName: row.text(7), payerAccount: row.text(8),
            debtor: row.optionalInt(9).map { DebtorID($0) },
            named: row.text(15).split(separator: "\n").map(String.init), charges: row.money(16))
        return StoredPayment(
            payment: payment, kind: NewPayment.Kind(rawValue: row.int(10)) ?? .payment,
            currency: row.text(11), reference: row.text(12), rest: row.money(13),
            settled: row.optionalText(14), isByHand: row.int(17) == 1,
            family: PaymentFamily(rawValue: row.int(18)) ?? .camt053)
    }
}
