import Basics

/// What a book has under a payment's KID.
public struct NamedClaim: Sendable {
    /// The claim's number; 0 when there is none, any one of them when there are several.
    public internal(set) var claim: Int64 = 0
    public internal(set) var debtor: Int64 = 0
    /// There is just one, nothing has happened to it, and it can take the whole amount.
    public internal(set) var isPlain = false
    /// Something has happened to a claim with the KID, or the book has a payment that looks like this one: so
    /// this may be one that the book has.
    public internal(set) var isTouched = false
}

/// Finds the claims that payments name by KID, many at a time.
///
/// Can look in a book as it was before an import while the import goes on: ``PaymentWriter`` knows what has
/// happened since, as long as that adds no claims.
public final class ClaimFinder {
    private let scope: BookConnection
    private let find: SQLStatement

    public init(_ scope: BookConnection) throws {
        self.scope = scope
        // Named, because without statistics SQLite holds a walk through the whole book for cheaper.
        find = try scope.connection.prepare(
            """
            SELECT position, claim.id, principal, listed_through, claim.debtor,
                EXISTS (SELECT 1 FROM fact WHERE fact.book = ?2 AND fact.claim = claim.id)
                OR EXISTS (SELECT 1 FROM payment INDEXED BY payment_identity
                    WHERE payment.book = ?2 AND payment.alike = incoming.alike AND ordinal > 0)
            FROM incoming(?1) CROSS JOIN claim INDEXED BY claim_kid
                ON claim.book = ?2 AND claim.kid_key = incoming.kid_key AND claim.kid_key <> ''
            """)
    }

    /// What the book has for each of the payments. Sorted by KID they walk the index once.
    public func claims(namedBy batch: [NewPayment]) throws -> [NamedClaim] {
        var named = [NamedClaim](repeating: NamedClaim(), count: batch.count)
        var rows: [IncomingPayments.Row] = []
        rows.reserveCapacity(batch.count)
        try batch.withUnsafeBufferPointer { payments in
            // By index: to take a payment out of the batch would copy all of it.
            for index in payments.indices
            where payments[index].kind == .payment && !payments[index].kidKey.isEmpty
                && payments[index].currency == "NOK"
            {
                rows.append(IncomingPayments.Row(index: Int32(index)))
            }
            if rows.isEmpty { return }
            try find.withRows(payments, rows) {
                find.bind(2, scope.book)
                while try find.step() {
                    take(find.row, &named, payments)
                }
            }
        }
        return named
    }

    private func take(
        _ row: SQLRow, _ named: inout [NamedClaim], _ payments: UnsafeBufferPointer<NewPayment>
    ) {
        let index = Int(row.int(0))
        let isOnly = named[index].claim == 0
        // A claim that nothing has happened to is open, so its next day need not be asked for.
        let fits =
            payments[index].amount.ore <= row.int(2)
            && (row.isNull(3) || Int64(payments[index].booked.number) > row.int(3))
        let isTouched = row.int(5) != 0
        // With several claims, any of them may have been touched since; that is seldom.
        named[index] = NamedClaim(
            claim: row.int(1), debtor: row.int(4), isPlain: isOnly && fits && !isTouched,
            isTouched: isTouched || !isOnly)
    }
}
