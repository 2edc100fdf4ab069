import Basics
import Claims
import Formats
import Law
import Store
import Texts

/// Money that is a customer's: paid beyond what was owed on a claim, or received and belonging to none.
public struct Refund: Sendable {
    public enum Source: Hashable, Sendable {
        case claim(ClaimID)
        case payment(PaymentID)
    }

    /// Where it can go.
    public enum Account: Hashable, Sendable {
        /// The one account it came from, or the one known for the customer, or the one a person named.
        case known(AccountNumber)
        /// Nobody has told of any: never guessed.
        case unknown
        /// More than one: a person chooses.
        case several([AccountNumber])
    }

    public let source: Source
    /// The invoice it was paid on; nil for a payment without one.
    public let invoice: String?
    public let debtor: Debtor
    public let amount: Money
    public let account: Account
    /// What the customer owes on other claims, due or not: setting the money against them may be wanted first.
    public let owesElsewhere: Money
    /// The same for the same refund, whenever it is asked: book, claim, and which refund of the claim it is.
    public let endToEndID: String

    /// What a refund is noted with, before its end-to-end id.
    static let mark = "pain.001 "

    /// What a person calls it: the invoice's number, or the payment's id.
    public var name: String {
        switch source {
        case .claim(let id): invoice ?? "\(id)"
        case .payment(let id): "\(id)"
        }
    }
}

/// What is asked for when refunds are ordered.
public struct RefundRequest: Sendable {
    /// The day the bank is asked to pay on; a bank day, today or later.
    public var day: Day
    public var version = RefundMessage.Version.v03
    public var bankBIC: String?
    /// Accounts a person has named, by the refund's name.
    public var accounts: [String: AccountNumber] = [:]
    /// Also to customers who owe something else.
    public var despiteDebt = false

    public init(day: Day) { self.day = day }
}

/// What became of a request.
public struct RefundOutcome: Sendable {
    /// nil when there was nothing to order.
    public let message: RefundMessage?
    public let ordered: [Refund]
    /// Those that wait for an account, or because the customer owes something else.
    public let left: [Refund]
}

extension BookDesk {
    /// What is to be refunded, customers in order.
    public func refunds(accounts: [String: AccountNumber] = [:]) throws -> [Refund] {
        try read(.see, of: .refunds) { try refunds(in: $0, accounts) }
    }

    /// Makes the bank's file and notes each refund in it, so that none is ordered twice.
    ///
    /// The file is handed to `deliver` before anything is noted for good, and to be taken back if that fails: no refund is noted
    /// that was not written. If the power goes between the two, the next run makes the same file anew, with the same
    /// end-to-end ids, and a bank that has one already refuses the second.
    ///
    /// - Parameters:
    ///   - deliver: writes the file, all of it or nothing.
    ///   - withdraw: removes what `deliver` wrote.
    /// - Throws: `Diagnostic` `refund.day`, `refund.account`, those of the writer, and what `deliver` throws; nothing is changed then.
    public func orderRefunds(
        _ request: RefundRequest, dryRun: Bool = false, deliver: ([UInt8]) throws -> Void,
        withdraw: () -> Void
    ) throws -> RefundOutcome {
        try check(request)
        var isDelivered = false
        do {
            return try write(.decide, dryRun: dryRun) { scope in
                let all = try refunds(in: scope, request.accounts)
                try checkNames(request, all)
                let ordered = all.filter { $0.isReady(despiteDebt: request.despiteDebt) }
                let left = all.filter { !$0.isReady(despiteDebt: request.despiteDebt) }
                guard !ordered.isEmpty else {
                    return RefundOutcome(message: nil, ordered: [], left: left)
                }
                let message = message(
                    ordered, request, number: try scope.reserve("refund-message"))
                let bytes = try Pain001Writer.bytes(of: message, request.version)
                for refund in ordered { try note(refund, in: scope) }
                try scope.record(
                    "refund-order",
                    "\(message.id) \(ordered.map(\.endToEndID).joined(separator: " "))",
                    at: clock.now, actor: actor)
                if !dryRun {
                    try deliver(bytes)
                    isDelivered = true
                }
                return RefundOutcome(message: message, ordered: ordered, left: left)
            }
        } catch {
            if isDelivered { withdraw() }
            throw error
        }
    }

    private func note(_ refund: Refund, in scope: BookConnection) throws {
        let why = Refund.mark + refund.endToEndID
        switch refund.source {
        case .claim(let id):
            try scope.append(.refunded(refund.amount, why: why), to: id, on: today, at: clock.now)
            try scope.lookAgain(at: id, on: today)
        case .payment(let id):
            try scope.setRest(refund.amount, settled: why, debtor: refund.debtor.id, of: id)
        }
    }

    private func message(
        _ refunds: [Refund], _ request: RefundRequest, number: Int64
    ) -> RefundMessage {
        let orders = refunds.compactMap { refund -> RefundOrder? in
            guard case .known(let account) = refund.account else { return nil }
            let words = RefundTexts(refund.debtor.language ?? book.language)
            return RefundOrder(
                debtorAccount: book.account, creditorName: refund.debtor.name,
                creditorAccount: account, amount: refund.amount, executionDay: request.day,
                endToEndID: refund.endToEndID,
                reference: .text(words.message(invoice: refund.invoice, from: book.name)))
        }
        return RefundMessage(
            id: "PURR-\(book.organisationNumber)-\(book.id)-\(number)", created: clock.now,
            debtorName: book.name, organisationNumber: book.organisationNumber,
            bankBIC: request.bankBIC, orders: orders)
    }

    private func check(_ request: RefundRequest) throws {
        guard request.day >= today, NorwegianCalendar.isBankDay(request.day) else {
            throw Diagnostic(
                "refund.day", place: "--on", found: request.day.iso,
                expected: "a bank day, \(today.iso) or later",
                remedy:
                    "the next one is \(NorwegianCalendar.adding(bankDays: 1, to: max(today, request.day) - 1).iso)"
            )
        }
    }

    private func checkNames(_ request: RefundRequest, _ refunds: [Refund]) throws {
        for (name, account) in request.accounts {
            guard refunds.contains(where: { $0.name == name }) else {
                throw Diagnostic(
                    "refund.unknown", place: "--account", found: name,
                    expected: "an invoice or payment with something to refund",
                    remedy: "list them with: purr refunds")
            }
            guard account.isNorwegian, !account.isZero else {
                throw Diagnostic(
                    "refund.account", place: "--account \(name)", found: account.text,
                    expected: "eleven digits with a right check digit",
                    remedy: "look at the digits, or pay abroad in the bank")
            }
        }
    }
}

extension Refund {
    func isReady(despiteDebt: Bool) -> Bool {
        guard case .known = account else { return false }
        return owesElsewhere == .zero || despiteDebt
    }
}

extension AccountNumber {
    /// What some files write for an account that is not told; its check digit is right.
    fileprivate var isZero: Bool { text.utf8.allSatisfy { $0 == UInt8(ascii: "0") } }
}

// MARK: - Finding them

extension BookDesk {
    private func refunds(
        in scope: BookConnection, _ named: [String: AccountNumber]
    ) throws -> [Refund] {
        var finder = RefundFinder(scope, named, bookAccount: book.account)
        var refunds: [Refund] = []
        for stored in try scope.allClaims() {
            let statement = Statement(of: stored.claim, on: today, law: law)
            if statement.toPay > .zero {
                finder.owed[stored.claim.debtor, default: .zero] += statement.toPay
            }
            if statement.overpaid > .zero {
                refunds.append(try finder.refund(statement.overpaid, of: stored.claim))
            }
        }
        for stored in try scope.waitingPayments()
        where stored.kind == .payment && stored.rest > .zero && stored.currency == "NOK" {
            if let refund = try finder.refund(of: stored) { refunds.append(refund) }
        }
        return refunds.map { refund in finder.withDebt(refund) }
            .sorted { ($0.debtor.id.number, $0.endToEndID) < ($1.debtor.id.number, $1.endToEndID) }
    }
}

/// Puts refunds together: whose, how much, where to.
private struct RefundFinder {
    let scope: BookConnection
    let named: [String: AccountNumber]
    let bookAccount: AccountNumber
    /// What each debtor owes in all.
    var owed: [DebtorID: Money] = [:]

    init(
        _ scope: BookConnection, _ named: [String: AccountNumber], bookAccount: AccountNumber
    ) {
        self.scope = scope
        self.named = named
        self.bookAccount = bookAccount
    }

    func refund(_ amount: Money, of claim: Claim) throws -> Refund {
        guard let debtor = try scope.debtor(claim.debtor) else {
            throw Diagnostic(
                "store.debtor", place: "claim \(claim.id)", found: "no debtor \(claim.debtor)",
                expected: "a debtor")
        }
        var payers: [AccountNumber] = []
        for id in claim.paidBy where !claim.standingReceipts(of: id).isEmpty {
            guard let payment = try scope.payment(id) else { continue }
            payers.append(AccountNumber(payment.payment.payerAccount))
        }
        let earlier = claim.facts.count { if case .refunded = $0.event { true } else { false } }
        return Refund(
            source: .claim(claim.id), invoice: claim.invoice, debtor: debtor, amount: amount,
            account: try account(claim.invoice, payers, debtor), owesElsewhere: .zero,
            endToEndID: "\(scope.book)-\(claim.id)-\(earlier + 1)")
    }

    /// nil when nobody knows whose the money is.
    func refund(of stored: StoredPayment) throws -> Refund? {
        guard let id = stored.payment.debtor, let debtor = try scope.debtor(id) else { return nil }
        let payer = AccountNumber(stored.payment.payerAccount)
        return Refund(
            source: .payment(stored.payment.id), invoice: nil, debtor: debtor, amount: stored.rest,
            account: try account("\(stored.payment.id)", [payer], debtor), owesElsewhere: .zero,
            endToEndID: "\(scope.book)-P\(stored.payment.id)-1")
    }

    func withDebt(_ refund: Refund) -> Refund {
        Refund(
            source: refund.source, invoice: refund.invoice, debtor: refund.debtor,
            amount: refund.amount, account: refund.account,
            owesElsewhere: owed[refund.debtor.id] ?? .zero, endToEndID: refund.endToEndID)
    }

    /// Money goes back where it came from; where that is not told, to the one account known.
    private func account(
        _ name: String, _ payers: [AccountNumber], _ debtor: Debtor
    ) throws -> Refund.Account {
        if let account = named[name] { return .known(account) }
        let from = usable(payers)
        if !from.isEmpty { return choice(from) }
        return choice(usable(try scope.accounts(of: debtor.id).map { AccountNumber($0) }))
    }

    private func usable(_ accounts: [AccountNumber]) -> [AccountNumber] {
        Set(accounts).filter { $0.isNorwegian && !$0.isZero && $0 != bookAccount }
            .sorted { $0.text < $1.text }
    }

    private func choice(_ accounts: [AccountNumber]) -> Refund.Account {
        switch accounts.count {
        case 0: .unknown
        case 1: .known(accounts[0])
        default: .several(accounts)
        }
    }
}
