import Basics
import Claims
import Store

/// The proof that every øre which came in is somewhere: placed, held, set aside or gone back.
///
/// Three things that were written apart must agree: what the files told as they were read, the payments in the book, and the
/// facts on the claims. Amounts are in øre, money out negative, by the bank's day of booking.
public struct Reconciliation: Sendable {
    /// What came of the money of an account, in all or on one day.
    public struct Figures: Hashable, Codable, Sendable {
        /// Payments in.
        public var received = Money.zero
        /// Reversals and returns, negative.
        public var returned = Money.zero
        /// What claims have received, less what has gone back.
        public var matched = Money.zero
        /// What waits for a person.
        public var held = Money.zero
        /// What an open-item list has taken off already.
        public var listed = Money.zero
        /// What a person has said belongs to no claim.
        public var setAside = Money.zero
        /// Lump sums whose parts have not come.
        public var unexplainedLumps = Money.zero

        public init() {}

        /// Zero when all of it is accounted for.
        public var difference: Money {
            received + returned - matched - held - listed - setAside
        }

        static func += (sum: inout Figures, part: Figures) {
            sum.received += part.received
            sum.returned += part.returned
            sum.matched += part.matched
            sum.held += part.held
            sum.listed += part.listed
            sum.setAside += part.setAside
            sum.unexplainedLumps += part.unexplainedLumps
        }
    }

    public struct Account: Sendable {
        public let account: AccountNumber
        public let currency: String
        public let figures: Figures
        public let days: [(day: Day, figures: Figures)]
    }

    /// What a file told, and whether all of it was taken in.
    public struct File: Sendable {
        public let name: String
        public let format: String
        public let figures: ImportDay
        /// What the payments of this file in the book come to.
        public let inBook: Money
        /// What its statements say the accounts moved by, less what its entries come to; nil when it has no balances.
        public let balanceDifference: Money?

        public var isWhole: Bool {
            figures.isWhole && inBook == figures.added && (balanceDifference ?? .zero) == .zero
        }
    }

    /// Money that waits, and for how long.
    public struct Unexplained: Sendable {
        public let payment: StoredPayment
        public let days: Int
    }

    public let asOf: Day
    public let accounts: [Account]
    public let files: [File]
    /// The oldest first.
    public let unexplained: [Unexplained]
    public let breaks: [AccountBreak]
    /// What has been given back of money that was more than owed: part of what is matched.
    public let refunded: Money

    /// True when nothing is lost and nothing is counted twice; money that waits does not make it false.
    public var isProven: Bool {
        accounts.allSatisfy { account in
            account.figures.difference == .zero
                && account.days.allSatisfy { $0.figures.difference == .zero }
        } && files.allSatisfy(\.isWhole)
    }
}

extension BookDesk {
    /// Proves where all money booked through a day is, as it is known now.
    public func reconcile(asOf: Day? = nil) throws -> Reconciliation {
        let day = asOf ?? today
        return try read(.see, of: .payments) { scope in
            let balances = try scope.moneyByDay(through: day)
            let unexplained = try scope.waitingPayments()
                .filter { $0.payment.booked <= day }
                .map { Reconciliation.Unexplained(payment: $0, days: day - $0.payment.booked) }
            return Reconciliation(
                asOf: day, accounts: Self.accounts(balances), files: try files(scope, through: day),
                unexplained: unexplained,
                breaks: try scope.openBreaks().filter { $0.found.before <= day },
                refunded: try scope.refunded(through: day))
        }
    }

    private static func accounts(_ rows: [MoneyDay]) -> [Reconciliation.Account] {
        struct Key: Hashable { let account, currency: String }
        var days: [Key: [Day: Reconciliation.Figures]] = [:]
        for row in rows {
            let key = Key(account: row.account, currency: row.currency)
            var figures = Reconciliation.Figures()
            switch row.kind {
            case .received: figures.received = row.amount
            case .returned: figures.returned = row.amount
            case .matched: figures.matched = row.amount
            case .held: figures.held = row.amount
            case .listed: figures.listed = row.amount
            case .setAside: figures.setAside = row.amount
            case .lump: figures.unexplainedLumps = row.amount
            }
            days[key, default: [:]][row.day, default: Reconciliation.Figures()] += figures
        }
        return days.sorted { ($0.key.account, $0.key.currency) < ($1.key.account, $1.key.currency) }
            .map { key, days in
                let sorted = days.sorted { $0.key < $1.key }
                return Reconciliation.Account(
                    account: AccountNumber(key.account), currency: key.currency,
                    figures: sorted.reduce(into: Reconciliation.Figures()) { $0 += $1.value },
                    days: sorted.map { ($0.key, $0.value) })
            }
    }

    private func files(
        _ scope: BookConnection, through day: Day
    ) throws -> [Reconciliation.File] {
        var told: [Int64: ImportDay] = [:]
        for record in try scope.importDays(through: day) {
            told[record.importID, default: ImportDay()] += record.figures
        }
        let inBook = try scope.addedByImport(through: day)
        let moved = try scope.movedByImport(through: day)
        return try scope.imports().compactMap { record in
            guard told[record.id] != nil || moved[record.id] != nil else { return nil }
            return Reconciliation.File(
                name: record.name, format: record.format,
                figures: told[record.id] ?? ImportDay(),
                inBook: inBook[record.id] ?? .zero, balanceDifference: moved[record.id])
        }
    }

    // MARK: - Bank accounts

    /// A bank account as files have told of it.
    public struct BankAccountView: Sendable {
        public let account: AccountNumber
        /// The last day known.
        public let through: Day
        /// The last closing balance told, and its day.
        public let balance: (amount: Money, on: Day)?
        public let breaks: [AccountBreak]
    }

    /// The accounts that files have told of.
    public func bankAccounts() throws -> [BankAccountView] {
        try read(.see, of: .nobody) { scope in
            let balances = try scope.statedBalances()
            let breaks = try scope.openBreaks()
            return try scope.bankAccounts().map { account, through in
                let last = balances[account, default: []].max { $0.through < $1.through }
                return BankAccountView(
                    account: account, through: through,
                    balance: last.map { ($0.closing, $0.through) },
                    breaks: breaks.filter { $0.account == account })
            }
        }
    }

    /// Says that a break between statements is known and explained, so that it holds nothing.
    ///
    /// - Parameter day: the last day before it.
    /// - Throws: `Diagnostic` `bank.break` when there is none there.
    public func acceptBreak(of account: AccountNumber, after day: Day, reason: String) throws {
        try write(.work) { scope in
            let found = try scope.openBreaks().filter {
                $0.account == account && $0.found.after == day
            }
            guard !found.isEmpty else {
                throw Diagnostic(
                    "bank.break", place: "account \(account.text)", found: "none after \(day.iso)",
                    expected: "the last day before a gap or overlap", remedy: "see: purr bank")
            }
            for gap in found {
                try scope.note(
                    KnownGap(
                        account: account, after: day, amount: gap.found.amount, why: reason),
                    at: clock.now, actor: actor)
            }
            try scope.record("bank-accept", "after \(day.iso)", at: clock.now, actor: actor)
        }
    }
}
