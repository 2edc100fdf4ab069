import Basics
import Claims
import Law

/// Everything one letter to one debtor says, as values: the same request always gives the same letter.
///
/// Amounts are frozen by whoever makes the request; Letters computes nothing but sums it can check.
public struct LetterRequest: Hashable, Codable, Sendable {
    public var step: Step
    public var tone: Tone
    public var language: Language
    /// `.business` or what is treated as a consumer.
    public var audience: DebtorKind
    /// The day on the letter, which is the day it is sent.
    public var sentOn: Day
    /// The last day to pay, inclusive; nil in a friendly nudge, which sets no deadline.
    public var deadline: Day?
    public var creditor: Sender
    public var debtor: Recipient
    /// One line an invoice, oldest due first; never empty.
    public var claims: [ClaimLine]
    /// The fee this very letter adds (already within the lines' `fees`); zero for none.
    public var feeInThisLetter: Money
    /// Late-interest rate in force on `sentOn`, in hundredths of a percent: 1225 is 12.25 %. nil when
    /// the letter states no interest.
    public var interestRate: Int?
    /// The collection act the letter is written under; nil is that of 1988, as in letters frozen before there were two.
    public var regime: Regime?
    /// Identity printed as reference and used in e-mail headers, e.g. `P-1042`.
    public var noticeID: String
    /// The company's own words, frozen with the letter; nil for those that come with Purr.
    public var words: LetterWords?
    /// The company's own look, frozen with the letter; nil for Purr's.
    public var look: LetterLook?

    public init(
        step: Step, tone: Tone, language: Language, audience: DebtorKind, sentOn: Day,
        deadline: Day?, creditor: Sender, debtor: Recipient, claims: [ClaimLine],
        feeInThisLetter: Money, interestRate: Int?, noticeID: String,
        regime: Regime? = nil, words: LetterWords? = nil, look: LetterLook? = nil
    ) {
        self.look = look
        self.words = words
        self.regime = regime
        self.step = step
        self.tone = tone
        self.language = language
        self.audience = audience
        self.sentOn = sentOn
        self.deadline = deadline
        self.creditor = creditor
        self.debtor = debtor
        self.claims = claims
        self.feeInThisLetter = feeInThisLetter
        self.interestRate = interestRate
        self.noticeID = noticeID
    }

    /// What the debtor is asked to pay in all.
    public var total: Money { claims.map(\.toPay).sum() }
}

/// How a company's letters look.
public struct LetterLook: Hashable, Codable, Sendable {
    /// Headings, lines and the box about payment; nil for Purr's own.
    public var colour: Colour?
    /// The identity of the logo's file; nil for none.
    public var logo: String?

    /// nil when nothing is chosen.
    public init?(colour: Colour?, logo: String?) {
        if colour == nil, logo == nil { return nil }
        self.colour = colour
        self.logo = logo
    }

    /// A company's colour thinly behind text.
    public static func tint(of colour: Colour) -> Colour { colour.tint(5) }

    /// A company's colour as text has it: itself, or darker where it could not be read on its own tint.
    public static func textColour(of colour: Colour) -> Colour {
        colour.legible(on: tint(of: colour))
    }
}

/// The creditor as a letter shows it.
public struct Sender: Hashable, Codable, Sendable {
    public var name: String
    public var organisationNumber: String
    public var addressLines: [String]
    public var email: String
    public var phone: String
    /// The account to pay to.
    public var account: AccountNumber

    public init(
        name: String, organisationNumber: String, addressLines: [String], email: String,
        phone: String, account: AccountNumber
    ) {
        self.name = name
        self.organisationNumber = organisationNumber
        self.addressLines = addressLines
        self.email = email
        self.phone = phone
        self.account = account
    }
}

/// The debtor as a letter shows it.
public struct Recipient: Hashable, Codable, Sendable {
    public var name: String
    public var customerNumber: String
    public var addressLines: [String]
    /// Empty when the letter goes on paper.
    public var email: String

    public init(name: String, customerNumber: String, addressLines: [String], email: String) {
        self.name = name
        self.customerNumber = customerNumber
        self.addressLines = addressLines
        self.email = email
    }
}

/// One invoice within a letter: principal − paid + interest + fees = to pay.
public struct ClaimLine: Hashable, Codable, Sendable {
    public var invoice: String
    /// What was sold; may be empty, then the invoice number and date say what the claim concerns.
    public var concerns: String
    public var issued: Day
    public var due: Day
    /// Empty when the invoice has none.
    public var kid: String
    /// The invoice's amount.
    public var principal: Money
    /// Payments and credits set against this claim, as a positive amount.
    public var paid: Money
    /// Late interest to the letter's day.
    public var interest: Money
    /// The first day that bears interest; nil when none is charged.
    public var interestFrom: Day?
    /// All fees on this claim, with the one in this letter; or the standard compensation, when that is more.
    public var fees: Money
    /// The standard compensation within `fees`; nil when none is claimed.
    public var compensation: Money?
    public var toPay: Money

    public init(
        invoice: String, concerns: String, issued: Day, due: Day, kid: String, principal: Money,
        paid: Money, interest: Money, interestFrom: Day?, fees: Money, toPay: Money,
        compensation: Money? = nil
    ) {
        self.compensation = compensation
        self.invoice = invoice
        self.concerns = concerns
        self.issued = issued
        self.due = due
        self.kid = kid
        self.principal = principal
        self.paid = paid
        self.interest = interest
        self.interestFrom = interestFrom
        self.fees = fees
        self.toPay = toPay
    }
}
