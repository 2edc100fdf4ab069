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

    private var byDebtor: [DebtorID: Suspect] = [:]
    private var byAccount: [String: Suspect] = [:]
    private var byAmount: [Money: Suspect] = [:]
    private var byName: [String: Suspect] = [:]

    public var isEmpty: Bool { byAmount.isEmpty }

    public init() {}

    /// Adds a payment of which `rest` (in øre, positive) is not placed.
    public mutating func add(_ payment: Payment, rest: Money) {
        let suspect = Suspect(payment: payment.id, amount: rest, booked: payment.booked)
        byAmount[rest] = suspect
        byAmount[payment.amount] = suspect
        if let debtor = payment.debtor { byDebtor[debtor] = suspect }
        if !payment.payerAccount.isEmpty { byAccount[payment.payerAccount] = suspect }
        let name = Self.normalised(payment.payerName)
        if !name.isEmpty { byName[name] = suspect }
    }

    /// The payment that could be this debtor's; nil when none could.
    ///
    /// - Parameter amounts: what a payer would pay on the open claims: invoice, open principal, to pay.
    public func suspect(
        debtor: DebtorID, name: String, accounts: [String], amounts: [Money]
    ) -> Suspect? {
        if isEmpty { return nil }
        if let found = byDebtor[debtor] { return found }
        for account in accounts {
            if let found = byAccount[account] { return found }
        }
        if let found = byName[Self.normalised(name)] { return found }
        for amount in amounts where amount > .zero {
            if let found = byAmount[amount] { return found }
        }
        return nil
    }

    /// A name's words in lower case and alphabetical order, without company forms and punctuation, so that
    /// `HANSEN, OLA` and `Ola Hansen` are the same.
    static func normalised(_ name: String) -> String {
        let forms: Set<String> = ["as", "asa", "ans", "da", "enk", "sa", "ab", "oy", "ltd", "gmbh"]
        let whole = name.lowercased().split(whereSeparator: \.isWhitespace).filter { $0 != "a/s" }
        let words = whole.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }.map(String.init)
        return words.filter { !forms.contains($0) }.sorted().joined(separator: " ")
    }
}
