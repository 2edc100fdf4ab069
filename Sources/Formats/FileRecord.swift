import Basics

/// One thing a file tells, handed on as soon as it is read so that memory does not grow with the file.
public enum FileRecord: Hashable, Sendable {
    /// A customer of an accounting system or open-item list.
    case customer(CustomerRecord)
    /// An invoice, credit note, fee or unallocated amount that is still open.
    case openItem(OpenItemRecord)
    /// Money that came in or went out, from a bank.
    case bankEntry(BankEntry)
    /// A bank account and the days the file covers; may come before or after the account's entries, and twice.
    case statement(BankStatement)
    /// An AvtaleGiro mandate: a debtor who pays by direct debit.
    case mandate(MandateRecord)
    /// Something a person should know that does not stop the import.
    case finding(Diagnostic)
}

/// A customer as a file describes it; empty text means not told.
public struct CustomerRecord: Hashable, Codable, Sendable {
    /// What the creditor calls the customer (customer number); unique within the book.
    public var number: String
    public var name: String
    public var organisationNumber: OrganisationNumber?
    public enum Kind: String, Codable, Sendable { case person, business, unknown }
    public var kind: Kind
    public var street: String
    public var postcode: String
    public var city: String
    /// ISO 3166 alpha-2; empty or `NO` for Norway.
    public var country: String
    public var email: String
    public var phone: String
    public var accounts: [AccountNumber]
    /// What the ledger says the customer owes in all; nil when the file does not tell.
    public var ledgerBalance: Money?
    /// False when the file has no number of the creditor's for the customer, and `number` is made of other things.
    public var hasSellersNumber: Bool

    public init(
        number: String, name: String, organisationNumber: OrganisationNumber? = nil,
        kind: Kind = .unknown, street: String = "", postcode: String = "", city: String = "",
        country: String = "", email: String = "", phone: String = "",
        accounts: [AccountNumber] = [], ledgerBalance: Money? = nil,
        hasSellersNumber: Bool = true
    ) {
        self.number = number
        self.name = name
        self.organisationNumber = organisationNumber
        self.kind = kind
        self.street = street
        self.postcode = postcode
        self.city = city
        self.country = country
        self.email = email
        self.phone = phone
        self.accounts = accounts
        self.ledgerBalance = ledgerBalance
        self.hasSellersNumber = hasSellersNumber
    }
}

/// An amount that stands open on a customer.
public struct OpenItemRecord: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable {
        /// A sales invoice.
        case invoice
        /// A credit note that is not yet set against an invoice (`remaining` is negative).
        case creditNote = "credit-note"
        /// A reminder fee charged by whoever chased before Purr.
        case reminderFee = "reminder-fee"
        /// Money received that nobody has allocated (`remaining` is negative).
        case unallocated
        /// A balance without a document in the file: shown, never pressed.
        case undocumented
    }

    public var kind: Kind
    public var customerNumber: String
    /// The invoice's or credit note's number; for a fee the number of its invoice; may be empty.
    public var reference: String
    /// As written, with leading zeros; empty when there is none.
    public var kid: String
    public var issued: Day
    /// nil when the file does not tell.
    public var due: Day?
    /// The original amount in øre; negative for a credit.
    public var amount: Money
    /// What is left of it; same sign as `amount`.
    public var remaining: Money
    public var currency: String
    /// What was sold, if told.
    public var text: String
    /// Where in the file, for messages: `line 7`.
    public var place: String
    /// A credit note's invoices, by number, when it names them.
    public var credits: [String]

    public init(
        kind: Kind, customerNumber: String, reference: String, kid: String = "", issued: Day,
        due: Day?, amount: Money, remaining: Money, currency: String = "NOK", text: String = "",
        place: String = "", credits: [String] = []
    ) {
        self.kind = kind
        self.customerNumber = customerNumber
        self.reference = reference
        self.kid = kid
        self.issued = issued
        self.due = due
        self.amount = amount
        self.remaining = remaining
        self.currency = currency
        self.text = text
        self.place = place
        self.credits = credits
    }
}

/// Money on a bank account.
public struct BankEntry: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable {
        /// Money in from a customer or anyone else (`amount` is positive).
        case payment
        /// A payment taken back: reversal or return (`amount` is negative).
        case reversal
        /// One line for many payments whose details come elsewhere: never booked itself.
        case lumpSum
        /// The company's own doings: charges, transfers, outgoing payments, interest.
        case other
    }

    public var kind: Kind
    /// The company's own account.
    public var account: AccountNumber
    /// The bank's day of booking or settlement.
    public var booked: Day
    /// The day the payer gave the order, when the file tells: deadlines are judged by it.
    public var ordered: Day?
    /// In øre; positive is in, negative is out.
    public var amount: Money
    public var currency: String
    /// The KID as written, blanks removed; empty when there is none. Not checked.
    public var kid: String
    /// Free text: message, remittance lines joined by a blank.
    public var text: String
    public var payerName: String
    /// The payer's account normalised as `AccountNumber` does; empty when not told.
    public var payerAccount: String
    /// The bank's own reference: archive reference, AcctSvcrRef; may be empty or not unique.
    public var reference: String
    /// What the payer named in fields made for it: invoice numbers, RF references. Also in `text`.
    public var named: [String]
    /// What banks kept of the payer's amount on the way, in øre, zero or positive; not part of `amount`.
    public var charges: Money
    /// Record, line or element, counted from 1, for messages.
    public var position: Int

    public init(
        kind: Kind, account: AccountNumber, booked: Day, ordered: Day? = nil, amount: Money,
        currency: String = "NOK", kid: String = "", text: String = "", payerName: String = "",
        payerAccount: String = "", reference: String = "", named: [String] = [],
        charges: Money = .zero, position: Int = 0
    ) {
        self.kind = kind
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
        self.named = named
        self.charges = charges
        self.position = position
    }
}

/// Which account and days a bank file is about.
public struct BankStatement: Hashable, Sendable {
    public var account: AccountNumber
    public var currency: String
    /// The first day the file covers, inclusive; nil when it does not tell.
    public var from: Day?
    /// The last day the file is known to cover, inclusive: what makes bank data fresh.
    public var through: Day
    /// Booked balances before the first and after the last entry, when told.
    public var opening: Money?
    public var closing: Money?
    /// The statement's own number or name at the bank; may be empty.
    public var identity: String

    public init(
        account: AccountNumber, currency: String = "NOK", from: Day? = nil, through: Day,
        opening: Money? = nil, closing: Money? = nil, identity: String = ""
    ) {
        self.account = account
        self.currency = currency
        self.from = from
        self.through = through
        self.opening = opening
        self.closing = closing
        self.identity = identity
    }
}

/// An AvtaleGiro mandate for a KID.
public struct MandateRecord: Hashable, Sendable {
    public enum Change: Sendable { case all, new, deleted }
    public var kid: String
    public var change: Change
    public var writtenNotice: Bool

    public init(kid: String, change: Change, writtenNotice: Bool) {
        self.kid = kid
        self.change = change
        self.writtenNotice = writtenNotice
    }
}
