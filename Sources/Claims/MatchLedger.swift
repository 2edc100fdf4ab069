import Basics

/// A claim as a payment sees it on the day it came; one that is paid shows that a payment for it is the second.
public struct OpenClaim: Hashable, Sendable {
    public let id: ClaimID
    public let debtor: DebtorID
    public let invoice: String
    /// Without leading zeros; empty when there is none.
    public let kidKey: String
    public let issued: Day
    public let due: Day
    /// What is left of the invoice itself, in øre.
    public let openInvoice: Money
    /// With fees, and with interest once a letter has asked for it; at least `openInvoice`.
    public let toPay: Money
    /// Other sums that the debtor has been asked for, such as the last letter's.
    public let asked: [Money]
    /// Payments through this day are in the list that told of the claim; nil when none is.
    public let listedThrough: Day?

    public init(
        id: ClaimID, debtor: DebtorID, invoice: String, kidKey: String, issued: Day, due: Day,
        openInvoice: Money, toPay: Money, asked: [Money] = [], listedThrough: Day? = nil
    ) {
        self.id = id
        self.debtor = debtor
        self.invoice = invoice
        self.kidKey = kidKey
        self.issued = issued
        self.due = due
        self.openInvoice = openInvoice
        self.toPay = toPay
        self.asked = asked
        self.listedThrough = listedThrough
    }

    public var isOpen: Bool { toPay > .zero }

    /// False for money that came before the list that told of the claim: there it is taken off already.
    func canTake(bookedOn day: Day) -> Bool { listedThrough.map { day > $0 } ?? true }

    /// True when somebody who owes this could pay just this much.
    func isAsked(_ amount: Money) -> Bool {
        amount == openInvoice || amount == toPay || asked.contains(amount)
    }
}

/// A debtor with all that is open, and what is known of how the debtor pays.
public struct MatchDebtor: Hashable, Sendable {
    public let id: DebtorID
    public let number: String
    public let name: NameWords
    public let organisationNumber: String
    /// Accounts the debtor has told of or paid from.
    public let accounts: Set<String>
    /// Payers' names, as banks wrote them, that have paid for the debtor.
    public let payers: Set<String>
    /// Those that are open, in order of due day.
    public let claims: [OpenClaim]
    /// Those that are paid.
    public let paid: [OpenClaim]

    public init(
        id: DebtorID, number: String, name: String, organisationNumber: String = "",
        accounts: Set<String> = [], payers: Set<String> = [], claims: [OpenClaim]
    ) {
        self.id = id
        self.number = number
        self.name = NameWords(name)
        self.organisationNumber = organisationNumber
        self.accounts = accounts
        self.payers = payers
        self.claims = claims.filter(\.isOpen)
            .sorted { ($0.due, $0.id.number) < ($1.due, $1.id.number) }
        self.paid = claims.filter { !$0.isOpen }
    }
}

/// How common things are in a whole book, which tells how much a likeness says.
public struct MatchFrequencies: Sendable {
    public var claims = 0
    public var debtors = 0
    /// Open invoices of each amount that a waiting payment has.
    public var amounts: [Money: Int] = [:]
    /// Debtors with each word that a waiting payer's name has.
    public var words: [UInt64: Int] = [:]
    /// Debtors with each whole name that a waiting payer has.
    public var names: [UInt64: Int] = [:]

    public init() {}
}

/// The part of a book that waiting payments can be about: every debtor that something points to, with all their open
/// claims.
public struct MatchLedger: Sendable {
    let debtors: [MatchDebtor]
    let frequencies: MatchFrequencies
    private(set) var byNumber: [String: [Place]] = [:]
    private(set) var byKID: [String: [Place]] = [:]
    private(set) var bySlip: [UInt64: [Place]] = [:]
    private(set) var byAmount: [Money: [Place]] = [:]
    private(set) var byAccount: [String: [Int]] = [:]
    private(set) var byPayer: [String: [Int]] = [:]
    private(set) var byStem: [UInt64: [Int]] = [:]
    private(set) var byCustomer: [String: [Int]] = [:]
    private(set) var byOrganisation: [String: [Int]] = [:]
    private(set) var byID: [DebtorID: Int] = [:]
    /// Debtors by the numbers and KIDs of what they have paid.
    private(set) var byPaid: [String: [Int]] = [:]

    /// Where a claim is: its debtor's place, and its own among the debtor's.
    struct Place: Hashable, Sendable {
        let debtor: Int
        let claim: Int
    }

    public init(_ debtors: [MatchDebtor], frequencies: MatchFrequencies) {
        self.debtors = debtors
        self.frequencies = frequencies
        for (index, debtor) in debtors.enumerated() { add(debtor, at: index) }
    }

    private mutating func add(_ debtor: MatchDebtor, at index: Int) {
        byID[debtor.id] = index
        addPaid(debtor, at: index)
        for account in debtor.accounts { byAccount[account, default: []].append(index) }
        for payer in debtor.payers { byPayer[payer, default: []].append(index) }
        for stem in debtor.name.stems { byStem[stem, default: []].append(index) }
        let number = PaymentText.key(debtor.number)
        if !number.isEmpty { byCustomer[number, default: []].append(index) }
        if !debtor.organisationNumber.isEmpty {
            byOrganisation[debtor.organisationNumber, default: []].append(index)
        }
        for (number, claim) in debtor.claims.enumerated() {
            let place = Place(debtor: index, claim: number)
            for key in Self.keys(of: claim.invoice) { byNumber[key, default: []].append(place) }
            if !claim.kidKey.isEmpty {
                byKID[claim.kidKey, default: []].append(place)
                for slip in Set(Slip.keys(of: claim.kidKey)) {
                    bySlip[slip, default: []].append(place)
                }
            }
            for amount in Set([claim.openInvoice, claim.toPay] + claim.asked) {
                byAmount[amount, default: []].append(place)
            }
        }
    }

    private mutating func addPaid(_ debtor: MatchDebtor, at index: Int) {
        for claim in debtor.paid {
            for key in Self.keys(of: claim.invoice) + [claim.kidKey] where !key.isEmpty {
                byPaid[key, default: []].append(index)
            }
        }
    }

    subscript(place: Place) -> OpenClaim { debtors[place.debtor].claims[place.claim] }

    /// What payers write for an invoice number: all of it, or its figures alone.
    static func keys(of invoice: String) -> [String] {
        let whole = PaymentText.key(invoice)
        let figures = PaymentText.key(whole.filter { $0.isASCII && $0.isNumber })
        return whole == figures || figures.utf8.count < 3 ? [whole] : [whole, figures]
    }
}
