import Basics

/// Money that came in and that nobody has placed: whoever it could belong to gets no letter until a
/// person has looked.
///
/// A payment could be a debtor's when a source says so, when it comes from an account seen before with
/// the debtor, when the payer's name is the debtor's, or when the amount is that of one of the debtor's open
/// claims.
public struct UncertainMoney: Sendable {
    /// A payment under suspicion.
    public struct Suspect: Hashable, Sendable {
        public let payment: PaymentID
        /// What is left to place, in øre.
        public let amount: Money
        public let booked: Day
    }

    private var byDebtor: [DebtorID: [Suspect]] = [:]
    private var byAccount: [String: [Suspect]] = [:]
    private var byAmount: [Money: [Suspect]] = [:]
    private var byName: [NameWords: [Suspect]] = [:]
    private var freed: [PaymentID: Set<DebtorID>] = [:]

    public var isEmpty: Bool { byAmount.isEmpty }

    public init() {}

    /// Adds a payment of which `rest` (in øre, positive) is not placed.
    ///
    /// - Parameters:
    ///   - debtors: those that matching finds plausible.
    ///   - freed: those that a person has said it is not of.
    public mutating func add(
        _ payment: Payment, rest: Money, debtors: [DebtorID] = [], freed: Set<DebtorID> = []
    ) {
        let suspect = Suspect(payment: payment.id, amount: rest, booked: payment.booked)
        for amount in Set([rest, payment.amount]) { byAmount[amount, default: []].append(suspect) }
        for debtor in Set(debtors + (payment.debtor.map { [$0] } ?? [])) {
            byDebtor[debtor, default: []].append(suspect)
        }
        if !payment.payerAccount.isEmpty {
            byAccount[payment.payerAccount, default: []].append(suspect)
        }
        let name = NameWords(payment.payerName)
        if !name.isEmpty { byName[name, default: []].append(suspect) }
        if !freed.isEmpty { self.freed[payment.id] = freed }
    }

    /// The payment that could be this debtor's; nil when none could.
    ///
    /// - Parameter amounts: what a payer would pay on the open claims: invoice, open principal, to pay.
    public func suspect(
        debtor: DebtorID, name: String, accounts: [String], amounts: [Money]
    ) -> Suspect? {
        if isEmpty { return nil }
        func first(_ suspects: [Suspect]?) -> Suspect? {
            suspects?.first { !(freed[$0.payment]?.contains(debtor) ?? false) }
        }
        if let found = first(byDebtor[debtor]) { return found }
        for account in accounts {
            if let found = first(byAccount[account]) { return found }
        }
        if let found = first(byName[NameWords(name)]) { return found }
        for amount in amounts where amount > .zero {
            if let found = first(byAmount[amount]) { return found }
        }
        return nil
    }
}
