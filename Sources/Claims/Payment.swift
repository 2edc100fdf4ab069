import Basics

/// Money that came in on an account, as far as matching needs to know it.
public struct Payment: Hashable, Sendable {
    public let id: PaymentID
    public let account: AccountNumber
    public let booked: Day
    public let ordered: Day?
    /// In øre, positive.
    public let amount: Money
    public let kid: String
    public let text: String
    public let payerName: String
    public let payerAccount: String
    /// The debtor, when the source names one (a ledger's unallocated credit).
    public let debtor: DebtorID?
    /// Invoice numbers and references from fields made for them.
    public let named: [String]
    /// What banks kept on the way, in øre, zero or positive; not part of `amount`.
    public let charges: Money

    public init(
        id: PaymentID, account: AccountNumber, booked: Day, ordered: Day? = nil, amount: Money,
        kid: String = "", text: String = "", payerName: String = "", payerAccount: String = "",
        debtor: DebtorID? = nil, named: [String] = [], charges: Money = .zero
    ) {
        self.id = id
        self.account = account
        self.booked = booked
        self.ordered = ordered
        self.amount = amount
        self.kid = kid
        self.text = text
        self.payerName = payerName
        self.payerAccount = payerAccount
        self.debtor = debtor
        self.named = named
        self.charges = charges
    }

    /// The same payment as if it had been of another amount: what is left of it. What banks kept belongs to the whole.
    public func of(_ amount: Money) -> Payment {
        Payment(
            id: id, account: account, booked: booked, ordered: ordered, amount: amount, kid: kid,
            text: text, payerName: payerName, payerAccount: payerAccount, debtor: debtor,
            named: named)
    }
}
