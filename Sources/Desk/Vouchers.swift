import Basics
import Claims
import Store

/// A voucher for the accounting system: lines that add up to nothing. Fields are named as in SAF-T Financial.
public struct Voucher: Hashable, Codable, Sendable {
    public struct Line: Hashable, Codable, Sendable {
        public let accountID: String
        /// On the customers' account only.
        public let customerID: String?
        /// In øre, positive; one of the two.
        public let debitAmount: Money?
        public let creditAmount: Money?
    }

    /// Stable: exporting again gives the same voucher the same name.
    public let transactionID: String
    public let transactionDate: Day
    public let description: String
    /// The invoice.
    public let referenceNumber: String
    public let kind: String
    public let lines: [Line]
}

/// The accounts that vouchers are written on. The defaults are those of the Norwegian standard chart (NS 4102).
public struct VoucherAccounts: Sendable {
    /// Kundefordringer.
    public var customers = "1500"
    /// Annen driftsrelatert inntekt.
    public var fees = "3900"
    /// Annen renteinntekt.
    public var interest = "8050"
    /// Tap på fordringer.
    public var losses = "7830"
    /// Utgående merverdiavgift.
    public var vat = "2700"

    public init() {}
}

extension BookDesk {
    /// What claims have done to the accounts between two days, both included, beside invoices and payments.
    public func vouchers(
        from: Day, through: Day, accounts: VoucherAccounts = VoucherAccounts()
    ) throws -> [Voucher] {
        try read { scope in
            var numbers: [DebtorID: String] = [:]
            var vouchers: [Voucher] = []
            for stored in try scope.paidClaims() {
                for entry in stored.claim.ledgerEntries(law: law)
                where (from...through).contains(entry.on) {
                    let debtor = stored.claim.debtor
                    if numbers[debtor] == nil {
                        numbers[debtor] = try scope.debtor(debtor)?.number ?? ""
                    }
                    vouchers.append(
                        voucher(entry, stored.claim, numbers[debtor] ?? "", accounts))
                }
            }
            return vouchers.sorted {
                ($0.transactionDate, $0.transactionID) < ($1.transactionDate, $1.transactionID)
            }
        }
    }

    private func voucher(
        _ entry: LedgerEntry, _ claim: Claim, _ customer: String, _ accounts: VoucherAccounts
    ) -> Voucher {
        let (debit, credit): (String, String) =
            switch entry.kind {
            case .fees: (accounts.customers, accounts.fees)
            case .interest: (accounts.customers, accounts.interest)
            case .loss: (accounts.losses, accounts.customers)
            case .vat: (accounts.vat, accounts.losses)
            case .recovered: (accounts.customers, accounts.losses)
            case .vatRecovered: (accounts.losses, accounts.vat)
            }
        // What takes back an earlier entry changes sides rather than sign.
        let isBack = entry.amount < .zero
        let sides = isBack ? (credit, debit) : (debit, credit)
        func line(_ account: String, isDebit: Bool) -> Voucher.Line {
            Voucher.Line(
                accountID: account, customerID: account == accounts.customers ? customer : nil,
                debitAmount: isDebit ? entry.amount.magnitude : nil,
                creditAmount: isDebit ? nil : entry.amount.magnitude)
        }
        return Voucher(
            transactionID: "PURR-\(book.id)-\(entry.fact)-\(entry.kind.rawValue)",
            transactionDate: entry.on,
            description: "\(entry.kind.title(book.language)), \(claim.invoice)",
            referenceNumber: claim.invoice, kind: entry.kind.rawValue,
            lines: [line(sides.0, isDebit: true), line(sides.1, isDebit: false)])
    }
}

extension LedgerEntry.Kind {
    fileprivate func title(_ language: Language) -> String {
        let words: (String, String, String) =
            switch self {
            case .fees: ("Purregebyr", "Purregebyr", "Reminder fee")
            case .interest: ("Forsinkelsesrente", "Forseinkingsrente", "Late interest")
            case .loss: ("Tap på krav", "Tap på krav", "Loss")
            case .vat: ("Mva. på tap", "Mva. på tap", "VAT on loss")
            case .recovered:
                ("Innbetalt etter tap", "Innbetalt etter tap", "Recovered after loss")
            case .vatRecovered:
                ("Mva. på innbetalt tap", "Mva. på innbetalt tap", "VAT on recovered loss")
            }
        return language == .nb ? words.0 : language == .nn ? words.1 : words.2
    }
}
