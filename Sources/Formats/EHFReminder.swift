import Basics

/// A reminder of one invoice as EHF Reminder 3.0 carries it: who, what is owed and how to pay it.
///
/// The format has room for what is needed to recognise and pay the first invoice, and for exactly one of them; a
/// letter of three claims becomes three documents.
///
/// - Source: DFØ, EHF Reminder 3.0.3, sections 4.1 (removed terms) and 4.2 (BG-3 is 1..1).
public struct EHFReminder: Hashable, Sendable {
    /// The document's own number (BT-1), `P-1042`.
    public var id: String
    public var issued: Day
    /// The last day to pay, inclusive (BT-9): the reminder's deadline, or the invoice's when it sets none.
    public var due: Day
    /// One line for a reader (BT-22); empty for none.
    public var note: String
    /// The buyer's own reference, which public bodies route by (BT-10); never empty.
    public var buyerReference: String
    public var seller: Party
    public var buyer: Party
    public var isSellerVATRegistered: Bool
    /// Whether the seller's documents must show the word Foretaksregisteret (AS, ASA and branches of foreign companies).
    public var isSellerInCompanyRegister: Bool
    /// The account to pay to.
    public var account: AccountNumber
    /// Empty when the invoice has none.
    public var kid: String
    public var invoice: Invoice
    /// The invoice's amount, VAT included; at least zero.
    public var principal: Money
    /// Paid and credited, as a positive amount (BT-113).
    public var paid: Money
    /// Fee, interest, compensation; each more than zero.
    public var charges: [Charge]
    /// Why no VAT is stated here: it stands on the invoice.
    public var vatReason: String

    /// The invoice this reminds of.
    public struct Invoice: Hashable, Sendable {
        public var number: String
        public var issued: Day
        /// What the line is called: `Faktura 40101`.
        public var title: String
        /// What was sold; may be empty.
        public var concerns: String

        public init(number: String, issued: Day, title: String, concerns: String) {
            self.number = number
            self.issued = issued
            self.title = title
            self.concerns = concerns
        }
    }

    /// Something added to the invoice's amount.
    public struct Charge: Hashable, Sendable {
        /// True for a reminder fee, the one reason the reminder's own code list has.
        public var isReminderFee: Bool
        /// In the buyer's language: `Purregebyr`.
        public var reason: String
        public var amount: Money

        public init(isReminderFee: Bool, reason: String, amount: Money) {
            self.isReminderFee = isReminderFee
            self.reason = reason
            self.amount = amount
        }
    }

    /// A company that is found by its organisation number.
    public struct Party: Hashable, Sendable {
        public var organisationNumber: OrganisationNumber
        public var name: String
        public var street: String
        public var postcode: String
        public var city: String
        /// ISO 3166 alpha-2; empty for Norway.
        public var country: String
        /// Empty when it has none.
        public var email: String
        public var phone: String

        public init(
            organisationNumber: OrganisationNumber, name: String, street: String = "",
            postcode: String = "", city: String = "", country: String = "", email: String = "",
            phone: String = ""
        ) {
            self.organisationNumber = organisationNumber
            self.name = name
            self.street = street
            self.postcode = postcode
            self.city = city
            self.country = country
            self.email = email
            self.phone = phone
        }

        /// ISO 6523, as access points address it: `0192:310123455`.
        public var participant: String { "0192:\(organisationNumber.text)" }
    }

    public init(
        id: String, issued: Day, due: Day, note: String = "", buyerReference: String,
        seller: Party, buyer: Party, isSellerVATRegistered: Bool,
        isSellerInCompanyRegister: Bool, account: AccountNumber, kid: String, invoice: Invoice,
        principal: Money, paid: Money = .zero, charges: [Charge] = [], vatReason: String
    ) {
        self.id = id
        self.issued = issued
        self.due = due
        self.note = note
        self.buyerReference = buyerReference
        self.seller = seller
        self.buyer = buyer
        self.isSellerVATRegistered = isSellerVATRegistered
        self.isSellerInCompanyRegister = isSellerInCompanyRegister
        self.account = account
        self.kid = kid
        self.invoice = invoice
        self.principal = principal
        self.paid = paid
        self.charges = charges
        self.vatReason = vatReason
    }

    /// What is to be paid now: principal − paid + charges.
    public var payable: Money { principal - paid + charges.map(\.amount).sum() }

    /// BT-24.
    public static let customization =
        "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
        + "#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0"
    /// BT-23, which is also the process in the network.
    public static let profile = "urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:06:1.0"
    /// How the network names documents of this kind.
    ///
    /// - Source: Peppol Policy for use of identifiers 4, POLICY 20.
    public static let documentType = "\(UBLReader.invoice)::Invoice##\(customization)::2.1"
}
