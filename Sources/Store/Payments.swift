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
}

extension BookConnection {
    private static let paymentColumns = """
        id, account, booked, ordered, amount, kid, text, payer_name, payer_account, debtor,
        kind, currency, reference, rest, settled
        """

    /// Payments of which something waits for a person, oldest first.
    public func waitingPayments() throws -> [StoredPayment] {
        try connection.all(
            """
            SELECT \(Self.paymentColumns) FROM payment INDEXED BY payment_waiting
            WHERE book = ? AND rest <> 0 AND settled IS NULL ORDER BY booked, id
            """, book, map: Self.payment)
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
            debtor: row.optionalInt(9).map { DebtorID($0) })
        return StoredPayment(
            payment: payment, kind: NewPayment.Kind(rawValue: row.int(10)) ?? .payment,
            currency: row.text(11), reference: row.text(12), rest: row.money(13),
            settled: row.optionalText(14))
    }
}

// MARK: - Files and how fresh the bank data is

/// A file that was taken in.
public struct ImportRecord: Sendable {
    public let id: Int64
    public let name: String
    public let format: String
    public let at: Int64
    /// One line: how many of what.
    public let summary: String
}

extension BookConnection {
    /// The import with this SHA-256, if the very same bytes were taken in before.
    public func importRecord(hash: [UInt8]) throws -> ImportRecord? {
        try connection.first(
            "SELECT id, name, format, at, summary FROM import WHERE book = ? AND hash = ?", book,
            hash
        ) { row in
            ImportRecord(
                id: row.int(0), name: row.text(1), format: row.text(2), at: row.int(3),
                summary: row.text(4))
        }
    }

    public func insertImport(
        id: Int64, hash: [UInt8], name: String, format: String, version: String, identity: String,
        at: Int64, summary: String
    ) throws {
        try connection.run(
            """
            INSERT INTO import (book, id, hash, name, format, version, identity, at, summary)
            VALUES (?,?,?,?,?,?,?,?,?)
            """, book, id, hash, name, format, version, identity, at, summary)
    }

    /// Notes that the account's movements are known through `day`.
    public func note(account: String, through day: Day) throws {
        try connection.run(
            """
            INSERT INTO bank_account (book, account, through) VALUES (?,?,?)
            ON CONFLICT (book, account) DO UPDATE SET through = max(through, excluded.through)
            """, book, account, day)
    }

    /// The accounts that files have told of, and the day through which each is known.
    public func bankAccounts() throws -> [(account: AccountNumber, through: Day)] {
        try connection.all(
            "SELECT account, through FROM bank_account WHERE book = ? ORDER BY account", book
        ) { (AccountNumber($0.text(0)), $0.day(1)) }
    }

    /// The newest day an open-item list speaks of.
    public func listedThrough() throws -> Day? {
        try connection.first(
            "SELECT max(value) FROM counter WHERE book = ? AND name = 'listed'", book
        ) { $0.optionalDay(0) } ?? nil
    }

    public func note(listedThrough day: Day) throws {
        try connection.run(
            """
            INSERT INTO counter (book, name, value) VALUES (?, 'listed', ?)
            ON CONFLICT (book, name) DO UPDATE SET value = max(value, excluded.value)
            """, book, day)
    }

    /// Notes a direct-debit mandate for a KID, or that it has ended.
    public func setMandate(kid: String, isActive: Bool, at: Int64) throws {
        let key = Self.kidKey(kid)
        if isActive {
            try connection.run(
                "INSERT INTO mandate (book, kid_key, at) VALUES (?,?,?) ON CONFLICT DO NOTHING",
                book, key, at)
        } else {
            try connection.run(
                "DELETE FROM mandate WHERE book = ? AND kid_key = ?", book, key)
        }
    }
}

extension BookConnection {
    /// Which debtors' placed payments came from these accounts: one walk through the payments, made only
    /// when money waits.
    public func debtorsSeen(withAccounts accounts: Set<String>) throws -> [DebtorID: [String]] {
        var seen: [DebtorID: Set<String>] = [:]
        try connection.forEach(
            """
            SELECT debtor, payer_account FROM payment
            WHERE book = ? AND debtor IS NOT NULL AND payer_account <> '' AND rest = 0
            """, book
        ) { row in
            let account = row.text(1)
            if accounts.contains(account) {
                seen[DebtorID(row.int(0)), default: []].insert(account)
            }
        }
        return seen.mapValues { $0.sorted() }
    }
}
