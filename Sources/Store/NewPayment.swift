import Basics
import Claims

/// Where money was told of. The same money told of by two families is one payment.
public enum PaymentFamily: Int64, Sendable {
    case ocr = 1
    case camt054 = 2
    case camt053 = 3
    /// An unallocated credit in an open-item list.
    case ledger = 4
    /// A bank's account download: few of its lines have a KID, none a reference.
    case bankCSV = 5
}

/// A bank entry on its way into the book.
public struct NewPayment: Sendable {
    public enum Kind: Int64, Sendable {
        case payment = 1
        case reversal = 2
        case lumpSum = 3
    }

    public var kind: Kind
    public var family: PaymentFamily
    public var account: String
    public var booked: Day
    public var ordered: Day?
    /// In øre; negative for a reversal.
    public var amount: Money
    public var currency: String
    public var kid: String
    public var text: String
    public var payerName: String
    public var payerAccount: String
    public var reference: String
    public var debtor: DebtorID?
    /// Invoice numbers and references from fields made for them.
    public var named: [String] = []
    /// What banks kept on the way, in øre.
    public var charges = Money.zero
    /// The KID without leading zeros; empty when it is missing or its check digit is wrong.
    public let kidKey: String
    /// Equal for the same money, whichever family tells of it; account and amount are compared besides. Not the
    /// day: Nets and the bank may book it on different ones.
    let alike: Int64
    /// Equal for the same entry told twice by one family.
    let exact: Int64

    public init(
        kind: Kind, family: PaymentFamily, account: String, booked: Day, ordered: Day?,
        amount: Money, currency: String, kid: String, text: String, payerName: String,
        payerAccount: String, reference: String, debtor: DebtorID? = nil
    ) {
        self.kind = kind
        self.family = family
        self.account = account
        self.booked = booked
        self.ordered = ordered
        self.amount = amount
        self.currency = currency
        self.kid = kid
        self.text = text
        self.payerName = payerName
        self.payerAccount = payerAccount
        self.reference = reference
        self.debtor = debtor
        let isChecked = KID.isValid(kid, .mod10) || KID.isValid(kid, .mod11)
        self.kidKey = isChecked ? BookConnection.kidKey(kid) : ""
        self.alike = Self.alike(account, amount, kidKey, payerAccount, payerName, text)
        var exact = StableHash()
        exact.add(alike)
        exact.add(account)
        exact.add(amount.ore)
        exact.add(Int64(booked.number))
        exact.add(reference)
        exact.add(payerAccount)
        exact.add(text)
        self.exact = exact.result
    }

    /// A KID's own number where it fits, so that payments sorted by KID are sorted by this too and lie side by
    /// side in the index; else a hash of account, amount and who paid.
    private static func alike(
        _ account: String, _ amount: Money, _ kidKey: String, _ payerAccount: String,
        _ payerName: String, _ text: String
    ) -> Int64 {
        if kidKey.utf8.count <= 18, let number = Int64(kidKey), number >= 0 { return number }
        var hash = StableHash()
        hash.add(account)
        hash.add(amount.ore)
        if kidKey.isEmpty {
            // Banks cut messages differently in each format; who paid is told alike.
            let payer = payerAccount.isEmpty ? payerName : payerAccount
            hash.add(Self.folded(payer.isEmpty ? text : payer))
        } else {
            hash.add(kidKey)
        }
        return hash.result
    }

    /// Without blanks and case.
    private static func folded(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace }
    }
}

extension NewPayment {
    /// Brings a batch into the order in which ``PaymentWriter`` walks the book's indexes once: by KID, those with
    /// one KID as they came. The order does not change the outcome.
    public static func sort(_ batch: inout [NewPayment]) {
        // Payments are large: their keys are sorted, then each payment is moved once.
        struct Key {
            var kid: String
            var index: Int32
        }
        var keys = batch.indices.map { Key(kid: batch[$0].kidKey, index: Int32($0)) }
        keys.sort { $0.kid == $1.kid ? $0.index < $1.index : $0.kid < $1.kid }
        batch.withUnsafeMutableBufferPointer { payments in
            for start in keys.indices where keys[start].index != Int32(start) {
                // Follows the payments that take each other's place until the circle closes.
                let first = payments[start]
                var place = start
                while true {
                    let from = Int(keys[place].index)
                    keys[place].index = Int32(place)
                    if from == start { break }
                    payments[place] = payments[from]
                    place = from
                }
                payments[place] = first
            }
        }
    }
}
