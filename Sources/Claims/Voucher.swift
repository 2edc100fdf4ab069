import Basics

/// A voucher (bilag) for the accounting system: what a fact about a claim changes in the ledger.
///
/// Debit and credit are always equal. Fields are named as in SAF-T where they have a name there.
public struct Voucher: Hashable, Sendable {
    /// What it is about; says how its text is worded.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// A letter with a fee went.
        case fee
        /// A letter was called back or came back: its fee was never owed.
        case feeReversed = "fee-reversed"
        case compensation
        /// A payment covered late interest, or changed what an earlier one had covered.
        case interest
        /// A payment went back, or belonged to another claim, and with it went the interest it had covered.
        case paymentReversed = "payment-reversed"
        /// The creditor let fees or principal go.
        case waived
        /// Fees fell away because an objection was reasonable.
        case feesDropped = "fees-dropped"
        /// The claim was written off, with its VAT when the loss is final for VAT.
        case loss
        /// Something was paid, or taken off, after the claim had been written off.
        case recovered
        /// Something else has changed what was due: a credit, a new due date.
        case adjusted
        /// Money in or out of the bank.
        case bank
    }

    /// SAF-T `TransactionID`: the same for the same fact, however often it is exported.
    public let id: String
    /// SAF-T `TransactionDate`: the day the fact took effect.
    public let day: Day
    public let kind: Kind
    public let text: String
    public let lines: [VoucherLine]

    public var isBalanced: Bool { lines.map(\.debit).sum() == lines.map(\.credit).sum() }
}

/// A line of a voucher: one side of one account.
public struct VoucherLine: Hashable, Sendable {
    /// SAF-T `AccountID`.
    public let account: String
    /// SAF-T `CustomerID`, on the receivables account; nil on others.
    public let customer: String?
    /// SAF-T `ReferenceNumber`: the invoice.
    public let invoice: String
    /// In øre; one of the two is zero, neither is negative.
    public let debit: Money
    public let credit: Money
    /// SAF-T's standard tax code; nil where the account has none.
    public let taxCode: String?
}

/// Which account each kind of amount is kept on. The defaults follow the Norwegian standard chart (NS 4102); a company that
/// keeps them elsewhere says so for each export.
public struct ChartOfAccounts: Hashable, Sendable {
    /// Customers (kundefordringer).
    public var receivables = "1500"
    /// Bank deposits.
    public var bank = "1920"
    /// VAT that was charged (utgående merverdiavgift), from which a lost claim's is taken back.
    public var outputVAT = "2700"
    /// Reminder fees (purregebyr).
    public var fees = "3900"
    /// Standard compensation for late payment.
    public var compensation = "3900"
    /// Late interest that was paid.
    public var interest = "8050"
    /// What the creditor has let go.
    public var waived = "7830"
    /// Losses on receivables (tap på fordringer).
    public var losses = "7830"

    public init() {}

    public static let standard = ChartOfAccounts()

    /// The accounts that can be named.
    public enum Name: String, CaseIterable, Sendable {
        case receivables
        case bank
        case outputVAT = "output-vat"
        case fees
        case compensation
        case interest
        case waived
        case losses
    }

    public subscript(name: Name) -> String {
        get { self[keyPath: Self.path(name)] }
        set { self[keyPath: Self.path(name)] = newValue }
    }

    private static func path(_ name: Name) -> WritableKeyPath<ChartOfAccounts, String> {
        switch name {
        case .receivables: \.receivables
        case .bank: \.bank
        case .outputVAT: \.outputVAT
        case .fees: \.fees
        case .compensation: \.compensation
        case .interest: \.interest
        case .waived: \.waived
        case .losses: \.losses
        }
    }
}

/// SAF-T's standard tax codes, as far as vouchers need them: Skatteetaten's list, and for VAT on lost claims rule R038 of the VAT
/// return, by which the specification for losses (tapPåKrav) goes with code 1, 11, 12 or 13.
public enum StandardTaxCode {
    /// No VAT treatment, costs.
    public static let none = "0"
    /// No VAT treatment, income: fees and interest are no payment for a supply.
    public static let income = "7"

    /// The code a lost claim's VAT is taken back under, by the rate the invoice shows: 25 % unless its VAT is to the øre
    /// that of another rate alone.
    public static func loss(invoice: Money, vat: Money?) -> String {
        guard let vat else { return "1" }
        let rates: [(code: String, part: Int64, whole: Int64)] = [
            ("11", 15, 115), ("13", 12, 112), ("12", 1111, 11111),
        ]
        for rate in rates {
            let exact = Int128(invoice.ore) * Int128(rate.part)
            let rounded = (2 * exact + Int128(rate.whole)) / (2 * Int128(rate.whole))
            if rounded == Int128(vat.ore) { return rate.code }
        }
        return "1"
    }
}
