import Basics
import Claims

// Personal texts leave the book and the audit chain holds: it has never had more than their seals.

extension BookConnection {
    /// Facts whose text the claim is computed from.
    static let keptTexts: [FactRow.Kind] = [.instalmentPlan, .credited]

    /// Takes what people wrote about a claim out of its facts: why it was paused, disputed, recalled. What the claim is computed
    /// from stays, also where it is a text: an instalment plan, a credit note's number.
    ///
    /// - Returns: how many texts there were.
    @discardableResult
    public func eraseTexts(of claim: ClaimID) throws -> Int {
        let kept = Self.keptTexts
        return try connection.run(
            """
            UPDATE fact SET text = NULL, salt = NULL
            WHERE book = ? AND claim = ? AND text IS NOT NULL AND kind NOT IN (?, ?)
            """, book, claim.number, kept[0].rawValue, kept[1].rawValue)
    }

    /// Takes the names, accounts and words of those who paid out of payments. What tells one payment from another stays, so
    /// that the same money is known when it is told of again.
    ///
    /// The rows that were sealed together with them are sealed anew; the next entry covers them.
    ///
    /// - Throws: `Diagnostic` `chain.changed` when one of them is not as it was sealed: that must be looked at first.
    public func erasePayers(of payments: [PaymentID]) throws {
        // They may be of this very transaction.
        if !payments.isEmpty { try chain.closeRuns() }
        var left = Set(payments.map(\.number))
        while let first = left.min() {
            let run = try sealedRun(holding: first)
            // Those that were sealed together are sealed anew together, once.
            let here = left.filter(run.rows.contains)
            for payment in here {
                try connection.run(
                    """
                    UPDATE payment SET text = '', payer_name = '', payer_account = '', named = ''
                    WHERE book = ? AND id = ?
                    """, book, payment)
            }
            try reseal(run)
            left.subtract(here)
        }
    }

    /// A run of payers, as the chain has it.
    private struct PayerRun {
        let rows: ClosedRange<Int64>
        let entry: Int64
    }

    /// The run that a payment's payer is sealed in.
    private func sealedRun(holding payment: Int64) throws -> PayerRun {
        let found = try connection.first(
            """
            SELECT first_row, last_row, digest, salt, entry FROM journal_run
            WHERE book = ? AND kind = ? AND first_row <= ? AND last_row >= ? AND salt IS NOT NULL
            ORDER BY first_row DESC LIMIT 1
            """, book, CoveredKind.payer.rawValue, payment, payment
        ) {
            (
                run: PayerRun(rows: $0.int(0)...$0.int(1), entry: $0.int(4)), digest: $0.bytes(2),
                salt: $0.bytes(3)
            )
        }
        let rows = CoveredRows(.payer, connection, book: book)
        guard let found, try digest(of: rows, found.run.rows, salt: found.salt) == found.digest
        else {
            throw Diagnostic(
                "chain.changed", place: "payment \(payment)",
                found: "a payment that is not as it was sealed",
                expected: "payments as they came", remedy: "see what it is: purr verify")
        }
        return found.run
    }

    /// Seals a run's rows as they are now, and forgets the salt it had.
    private func reseal(_ run: PayerRun) throws {
        // The marks are of what was erased too.
        try connection.run(
            """
            UPDATE journal_run SET salt = NULL, marks = ?
            WHERE book = ? AND kind = ? AND first_row = ? AND entry = ?
            """, [UInt8](), book, CoveredKind.payer.rawValue, run.rows.lowerBound, run.entry)
        let chain = try self.chain
        try CoveredRows(.payer, connection, book: book).forEach(in: run.rows) { row in
            try chain.cover(.payer, row.id) { row.encode(into: $0) }
        }
        try chain.closeRuns()
    }

    private func digest(
        of rows: CoveredRows, _ range: ClosedRange<Int64>, salt: [UInt8]
    ) throws -> [UInt8] {
        let builder = RunBuilder(.payer)
        builder.begin(at: range.lowerBound, salt: salt)
        try rows.forEach(in: range) { row in
            builder.add(row.id, owner: row.owner) { row.encode(into: $0) }
        }
        return builder.finish().digest
    }
}
