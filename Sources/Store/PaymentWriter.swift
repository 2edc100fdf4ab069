import Basics
import Claims

/// Takes payments into the book within one transaction: each once, placed by KID where there is no
/// doubt.
///
/// The plain case — a new payment whose KID names one open claim that nothing has happened to — is dealt with for a
/// whole batch at once: a look-up, and an insert each of payments and facts. Such a payment is found again through
/// the fact on its claim and not by an index of its own. Everything else goes to ``leftovers`` for ``PaymentPlacer``.
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
    private let chain: ChainWriter
    private let importID: Int64
    private let at: Int64
    private let finder: ClaimFinder
    /// Payments of this import with KID that are not plain, by what is alike; nil when there are too many to keep.
    private var lookedAt: Set<Int64>? = []
    private static let mostLookedAt = 65_536
    private let insertPlain: SQLStatement
    private let placePlain: SQLStatement
    private let insert: SQLStatement
    /// What the insert has bound from last time; most of a file's payments share most of it.
    private var bound: NewPayment?
    private let twins: TwinFinder

    public init(_ scope: BookConnection, importID: Int64, at: Int64) throws {
        self.scope = scope
        chain = try scope.chain
        self.importID = importID
        self.at = at
        finder = try ClaimFinder(scope)
        // OR FAIL, because the transaction goes when one fails; else SQLite would keep what it needs to undo the batch.
        insertPlain = try scope.connection.prepare(
            """
            INSERT OR FAIL INTO payment (book, id, import, alike, ordinal, family, exact, kind,
                account, booked, ordered, amount, currency, kid, text, payer_name, payer_account,
                reference, debtor, rest)
            SELECT ?2, payment, ?3, alike, 0, family, exact, \(NewPayment.Kind.payment.rawValue),
                account, booked, ordered, amount, currency, kid, text, payer_name, payer_account,
                reference, debtor, 0
            FROM incoming(?1)
            """)
        placePlain = try scope.connection.prepare(
            """
            INSERT OR FAIL INTO fact (book, claim, id, day, kind, amount, ref, other, at)
            SELECT ?2, claim, fact, booked, \(FactRow.Kind.paid.rawValue), amount, payment, ordered, ?3
            FROM incoming(?1)
            """)
        insert = try scope.connection.prepare(
            """
            INSERT INTO payment (book, id, import, alike, ordinal, family, exact, kind, account,
                booked, ordered, amount, currency, kid, text, payer_name, payer_account,
                reference, debtor, rest)
            VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20)
            ON CONFLICT (book, alike, ordinal) WHERE ordinal > 0 DO NOTHING
            """)
        twins = try TwinFinder(scope, importID: importID)
    }

    /// Takes in a batch. Sorted by KID it walks the index once; the order does not change the outcome.
    ///
    /// - Parameter claims: what ``ClaimFinder`` has found for the batch, if the book's claims are as they were
    ///   then; nil to look now.
    public func write(_ batch: [NewPayment], claims: [NamedClaim]? = nil) throws {
        let paymentID = try scope.reserve("payment", count: Int64(batch.count))
        let factID = try scope.reserve("fact", count: Int64(batch.count))
        let known = lookedAt == nil ? nil : claims
        let claims = try known ?? finder.claims(namedBy: batch)
        precondition(claims.count == batch.count, "a claim or none for each payment")
        try batch.withUnsafeBufferPointer { payments in
            var isPlain = [Bool](repeating: false, count: payments.count)
            var plain: [IncomingPayments.Row] = []
            plain.reserveCapacity(payments.count)
            // By index: to take a payment out of the batch would copy all of it.
            for index in claims.indices {
                let named = claims[index]
                guard named.isPlain, lookedAt?.contains(payments[index].alike) != true else {
                    continue
                }
                // What has happened since someone looked, an earlier payment of this very batch included.
                guard scope.connection.touch(claim: named.claim) else { continue }
                plain.append(
                    IncomingPayments.Row(
                        index: Int32(index), claim: named.claim,
                        debtor: named.debtor))
                isPlain[index] = true
            }
            if !plain.isEmpty { try write(&plain, of: payments, paymentID, factID) }
            bound = nil
            var ordinals = [Int64](repeating: 0, count: payments.count)
            for index in payments.indices where !isPlain[index] {
                let named = claims[index]
                let mayBeKnown =
                    named.isTouched
                    || named.claim != 0 && scope.connection.isTouched(claim: named.claim)
                let id = paymentID + Int64(index)
                if let ordinal = try write(payments[index], id, mayBeKnown: mayBeKnown) {
                    ordinals[index] = ordinal
                    try keepReferences(payments, index, id)
                }
            }
            for index in payments.indices where isPlain[index] || ordinals[index] > 0 {
                try cover(payments, index, paymentID + Int64(index), ordinals[index])
            }
        }
    }

    /// Tells the audit chain of a payment that is new to the book.
    private func cover(
        _ payments: UnsafeBufferPointer<NewPayment>, _ index: Int, _ id: Int64, _ ordinal: Int64
    ) throws {
        try chain.cover(.payment, id) { fields in
            fields.append(id)
            fields.append(importID)
            fields.append(ordinal)
            fields.append(payments[index].family.rawValue)
            fields.append(payments[index].kind.rawValue)
            fields.append(payments[index].account)
            fields.append(Int64(payments[index].booked.number))
            fields.append(payments[index].ordered.map { Int64($0.number) })
            fields.append(payments[index].amount.ore)
            fields.append(payments[index].currency)
            fields.append(payments[index].kid)
            fields.append(payments[index].reference)
            fields.append(payments[index].charges.ore)
        }
        try chain.cover(.payer, id) { fields in
            fields.append(id)
            fields.append(payments[index].alike)
            fields.append(payments[index].exact)
            fields.append(payments[index].text)
            fields.append(payments[index].payerName)
            fields.append(payments[index].payerAccount)
            fields.append(payments[index].named.joined(separator: "\n"))
        }
    }

    /// Tells the audit chain of the facts that plain payments leave, in the order of their numbers.
    private func cover(
        _ plain: [IncomingPayments.Row], of payments: UnsafeBufferPointer<NewPayment>,
        _ paymentID: Int64, _ factID: Int64
    ) throws {
        for row in plain {
            let index = Int(row.index)
            let id = factID + Int64(index)
            try chain.cover(.fact, id, owner: row.claim) { fields in
                fields.append(id)
                fields.append(row.claim)
                fields.append(Int64(payments[index].booked.number))
                fields.append(FactRow.Kind.paid.rawValue)
                fields.append(payments[index].amount.ore)
                fields.append(paymentID + Int64(index))
                fields.append(payments[index].ordered.map { Int64($0.number) })
                // No step and no text.
                fields.appendNothing()
                fields.appendNothing()
                fields.append(at)
            }
        }
    }

    /// Adds payments and places each on its claim; they are left in the order of their claims.
    private func write(
        _ plain: inout [IncomingPayments.Row], of payments: UnsafeBufferPointer<NewPayment>,
        _ paymentID: Int64, _ factID: Int64
    ) throws {
        try insertPlain.withRows(payments, plain, payment: paymentID) {
            insertPlain.bind(2, scope.book)
            insertPlain.bind(3, importID)
            try insertPlain.run()
        }
        try cover(plain, of: payments, paymentID, factID)
        // In the order of the b-tree, when KIDs are not given out in the order of claims.
        plain.sort { $0.claim < $1.claim }
        try placePlain.withRows(payments, plain, payment: paymentID, fact: factID) {
            placePlain.bind(2, scope.book)
            placePlain.bind(3, at)
            try placePlain.run()
        }
        added += plain.count
        placed += plain.count
        count(plain, of: payments)
        for row in plain {
            try keepReferences(payments, Int(row.index), paymentID + Int64(row.index))
        }
    }

    /// Adds up what plain payments come to, a run of one day at a time: nearly all are of one account and day.
    private func count(
        _ plain: [IncomingPayments.Row], of payments: UnsafeBufferPointer<NewPayment>
    ) {
        guard var run = plain.first.map({ Int($0.index) }) else { return }
        var sum = Money.zero
        func flush() {
            days[payments[run].account, default: [:]][payments[run].booked, default: ImportDay()]
                .added += sum
            addedAmount += sum
        }
        for row in plain {
            let index = Int(row.index)
            if payments[index].booked != payments[run].booked
                || payments[index].account != payments[run].account
            {
                flush()
                run = index
                sum = .zero
            }
            sum += payments[index].amount
        }
        flush()
    }

    /// Adds a payment that is not plain, unless the book has it.
    ///
    /// - Returns: the how-manieth of those alike it is; nil when the book has it.
    private func write(_ payment: NewPayment, _ id: Int64, mayBeKnown: Bool) throws -> Int64? {
        var ordinal: Int64 = 1
        if try mayBeKnown || !insert(payment, id, ordinal) {
            guard let free = try twins.ordinalUnlessKnown(payment) else {
                known += 1
                days[payment.account, default: [:]][payment.booked, default: ImportDay()].known +=
                    payment.amount
                return nil
            }
            ordinal = free
            _ = try insert(payment, id, ordinal)
        }
        added += 1
        addedAmount += payment.amount
        days[payment.account, default: [:]][payment.booked, default: ImportDay()].added +=
            payment.amount
        leftovers.append(Leftover(id: PaymentID(id), payment: payment))
        if !payment.kidKey.isEmpty { lookedAt?.insert(payment.alike) }
        if lookedAt?.count ?? 0 > Self.mostLookedAt { lookedAt = nil }
        return ordinal
    }

    /// Few payments have them, so they are no part of the one insert that many payments run.
    private func keepReferences(
        _ payments: UnsafeBufferPointer<NewPayment>, _ index: Int, _ id: Int64
    ) throws {
        if payments[index].named.isEmpty && payments[index].charges == .zero { return }
        try scope.connection.run(
            "UPDATE payment SET named = ?, charges = ? WHERE book = ? AND id = ?",
            payments[index].named.joined(separator: "\n"), payments[index].charges, scope.book, id)
    }

    /// Hands over what needs a closer look, and forgets it.
    public func takeLeftovers() -> [Leftover] {
        defer { leftovers.removeAll() }
        return leftovers
    }

    /// False when a payment alike and of that ordinal is there already.
    private func insert(
        _ payment: NewPayment, _ id: Int64, _ ordinal: Int64
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
        (payment.debtor?.number).bind(to: insert, at: 19)
        insert.bind(20, payment.amount.ore)
        bound = payment
        try insert.run()
        return try insert.changes == 1
    }

    /// Binds a text unless it is bound already: SQLite copies each one, and keeps it until the next.
    @inline(__always)
    private func bind(_ index: Int32, _ payment: NewPayment, _ text: KeyPath<NewPayment, String>) {
        let value = payment[keyPath: text]
        if let bound, bound[keyPath: text] == value { return }
        insert.bind(index, value)
    }
}
