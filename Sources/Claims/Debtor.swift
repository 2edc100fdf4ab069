import Basics
import Law

/// Who owes: a customer of the book.
public struct Debtor: Hashable, Sendable {
    public var id: DebtorID
    /// The creditor's customer number.
    public var number: String
    public var name: String
    public var organisationNumber: OrganisationNumber?
    public var kind: DebtorKind
    public var street: String
    public var postcode: String
    public var city: String
    /// ISO 3166 alpha-2; empty for Norway.
    public var country: String
    public var email: String
    public var phone: String
    public var language: Language?
    /// This debtor's own tone; nil follows the company's ``ToneRule``.
    public var tone: Tone?
    /// The trade, in the company's own words; empty when nobody has said.
    public var branch: String
    /// This debtor's own plan; nil follows the book.
    public var plan: Plan.Name?
    /// Why the debtor is never reminded; nil when it is.
    public var exempt: String?
    /// How the ledger's balance differs from its open items, when it does.
    public var ledgerDifference: LedgerDifference?
    /// How letters go, where they may; nil for Purr's choice.
    public var way: ContactWay?
    /// The last day the debtor is known to have used the e-mail address towards the creditor.
    public var emailUsed: Day?

    public struct LedgerDifference: Hashable, Sendable {
        public var found: Money
        public var expected: Money

        public init(found: Money, expected: Money) {
            self.found = found
            self.expected = expected
        }
    }

    public init(
        id: DebtorID, number: String, name: String, organisationNumber: OrganisationNumber? = nil,
        kind: DebtorKind = .unknown, street: String = "", postcode: String = "", city: String = "",
        country: String = "", email: String = "", phone: String = "", language: Language? = nil,
        tone: Tone? = nil, branch: String = "", plan: Plan.Name? = nil, exempt: String? = nil,
        ledgerDifference: LedgerDifference? = nil, way: ContactWay? = nil, emailUsed: Day? = nil
    ) {
        self.id = id
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
        self.language = language
        self.tone = tone
        self.branch = branch
        self.plan = plan
        self.exempt = exempt
        self.ledgerDifference = ledgerDifference
        self.way = way
        self.emailUsed = emailUsed
    }
}
