import Basics
import Claims

extension BookConnection {
    /// Walks the book once for what waiting payments could be about.
    public func matchKeys(for payments: [Payment]) throws -> MatchKeys {
        var keys = MatchKeys(payments)
        try connection.forEach(
            "SELECT id, name, number, organisation_number FROM debtor WHERE book = ?", book
        ) { row in
            keys.note(
                debtor: DebtorID(row.int(0)), name: row.text(1), number: row.text(2),
                organisationNumber: row.optionalText(3) ?? "")
        }
        try forEachClaimRoughly { id, debtor, invoice, kidKey, amounts in
            keys.note(claim: id, of: debtor, invoice: invoice, kidKey: kidKey, amounts: amounts)
        }
        return keys
    }

    /// Every claim with what is left of it, without interest: claims and their facts lie in the same order, so two cursors
    /// walk side by side.
    private func forEachClaimRoughly(
        _ body: (ClaimID, DebtorID, String, String, [Money]) -> Void
    ) throws {
        let facts = try connection.prepare(
            """
            SELECT claim, kind, amount FROM fact
            WHERE book = ? AND kind IN (1, 2, 3, 4, 5, 20, 30) ORDER BY claim
            """)
        try facts.bind([book])
        defer { facts.reset() }
        var hasFact = try facts.step()
        try connection.forEach(
            "SELECT id, debtor, invoice, kid_key, principal FROM claim WHERE book = ? ORDER BY id",
            book
        ) { row in
            let id = row.int(0)
            var open = row.int(4)
            var fees: Int64 = 0
            while hasFact, facts.row.int(0) <= id {
                let amount = facts.row.int(2)
                if facts.row.int(0) == id {
                    switch FactRow.Kind(rawValue: facts.row.int(1)) {
                    case .paid, .credited, .waived: open -= amount
                    case .reversed, .misplaced: open += amount
                    default: fees += amount
                    }
                }
                hasFact = try facts.step()
            }
            let invoice = Money(ore: max(0, open))
            let whole = Money(ore: max(0, open + fees))
            body(
                ClaimID(id), DebtorID(row.int(1)), row.text(2), row.text(3),
                invoice == whole ? [invoice] : [invoice, whole])
        }
    }

    /// The accounts and names that placed payments of each debtor came with, of those given: one walk through the
    /// payments, made only when money waits.
    public func payersSeen(
        accounts: Set<String>, names: Set<String>
    ) throws -> [DebtorID: PayersSeen] {
        var seen: [DebtorID: PayersSeen] = [:]
        if accounts.isEmpty && names.isEmpty { return seen }
        try connection.forEach(
            """
            SELECT debtor, payer_account, payer_name FROM payment
            WHERE book = ? AND debtor IS NOT NULL AND rest = 0
                AND (payer_account <> '' OR payer_name <> '')
            """, book
        ) { row in
            let account = row.text(1)
            let name = row.text(2)
            let debtor = DebtorID(row.int(0))
            if accounts.contains(account) {
                seen[debtor, default: PayersSeen()].accounts.insert(account)
            }
            if names.contains(name) { seen[debtor, default: PayersSeen()].names.insert(name) }
        }
        for account in accounts {
            try connection.forEach(
                "SELECT debtor FROM debtor_account WHERE book = ? AND account = ?", book, account
            ) { row in
                seen[DebtorID(row.int(0)), default: PayersSeen()].accounts.insert(account)
            }
        }
        return seen
    }
}

/// How money of a debtor's has come before.
public struct PayersSeen: Sendable {
    public var accounts: Set<String> = []
    /// Payers' names as banks write them.
    public var names: Set<String> = []

    public init() {}
}

// MARK: - Whose letters a payment holds

extension BookConnection {
    /// Replaces what is believed of a waiting payment; nothing is believed of one that is placed.
    public func setSuspicions(_ scores: [DebtorID: Int], of payment: PaymentID) throws {
        try connection.run(
            "DELETE FROM suspicion WHERE book = ? AND payment = ?", book, payment.number)
        for (debtor, score) in scores.sorted(by: { $0.key.number < $1.key.number }) {
            try connection.run(
                "INSERT INTO suspicion (book, payment, debtor, score) VALUES (?,?,?,?)", book,
                payment.number, debtor.number, Int64(score))
        }
    }

    /// Debtors that waiting payments are thought to be of, by payment.
    public func suspicions() throws -> [PaymentID: [DebtorID]] {
        var result: [PaymentID: [DebtorID]] = [:]
        try connection.forEach("SELECT payment, debtor FROM suspicion WHERE book = ?", book) {
            result[PaymentID($0.int(0)), default: []].append(DebtorID($0.int(1)))
        }
        return result
    }

    /// Notes that a payment is not the debtor's.
    public func free(
        _ debtor: DebtorID, of payment: PaymentID, why: String, at: Int64, actor: String
    ) throws {
        try connection.run(
            """
            INSERT INTO freed (book, payment, debtor, at, actor, why) VALUES (?,?,?,?,?,?)
            ON CONFLICT DO NOTHING
            """, book, payment.number, debtor.number, at, actor, why)
    }

    /// Debtors that a person has said a payment is not of.
    public func freed() throws -> [PaymentID: Set<DebtorID>] {
        var result: [PaymentID: Set<DebtorID>] = [:]
        try connection.forEach("SELECT payment, debtor FROM freed WHERE book = ?", book) {
            result[PaymentID($0.int(0)), default: []].insert(DebtorID($0.int(1)))
        }
        return result
    }
}
