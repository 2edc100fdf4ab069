import Basics
import Claims

/// One letter as a value, in the order it is read; text, HTML and PDF are three ways of showing it.
///
/// Made by ``LetterComposer``. Every text is finished: renderers add layout, never words.
public struct Letter: Hashable, Sendable {
    public var language: Language
    public var step: Step
    public var sentOn: Day
    /// For an e-mail's subject line: never says that collection is near, since others may see it
    /// (god inkassoskikk, inkassoloven § 8).
    public var subject: String
    /// The line a mailbox shows beside the subject; as discreet as the subject.
    public var preheader: String
    /// The heading within the letter, `Inkassovarsel`.
    public var title: String
    /// The heading with what it is about, `Inkassovarsel – faktura 40101`: the document's own
    /// title.
    public var documentTitle: String
    public var sender: Party
    public var recipient: Party
    /// Date, reference and customer number.
    public var references: [Fact]
    public var greeting: String
    /// Before the table.
    public var opening: [Paragraph]
    public var table: ClaimTable
    /// In place of table and payment, in a report.
    public var sections: [Section] = []
    /// After the table: what each addition is, and what the law wants said.
    public var terms: [Paragraph]
    public var payment: PaymentBox
    /// After the payment box.
    public var closing: [Paragraph]
    /// `Vennlig hilsen`; the sender's name follows it.
    public var signOff: String
    /// The sender's identity at the foot of the page.
    public var footer: [String]
    /// `Side`, `av`: set by the renderer between the numbers.
    public var pageWord: String
    public var pageOfWord: String
    /// A text message that says that this letter waits, and no more.
    public var sms: String
    /// The company's own look; nil for Purr's.
    public var look: LetterLook?

    /// A name with the lines that belong to it.
    public struct Party: Hashable, Sendable {
        public var name: String
        /// Postal address.
        public var addressLines: [String]
        /// Other lines: organisation number, e-mail, telephone.
        public var details: [String]
    }

    public struct Paragraph: Hashable, Sendable {
        public var text: String
        /// True for the one sentence nobody should miss.
        public var isStrong: Bool

        public init(_ text: String, isStrong: Bool = false) {
            self.text = text
            self.isStrong = isStrong
        }
    }

    /// A label with its value, `KID` `0001401017`.
    public struct Fact: Hashable, Sendable {
        public var label: String
        public var value: String

        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    /// `Side 1 av 2`.
    public func pageLabel(_ page: Int, of pages: Int) -> String {
        "\(pageWord)\u{A0}\(page)\u{A0}\(pageOfWord)\u{A0}\(pages)"
    }
}

/// The specification of the claims, a row an invoice and a total.
public struct ClaimTable: Hashable, Sendable {
    public enum Column: CaseIterable, Hashable, Sendable {
        case invoice, issued, due, kid, principal, paid, interest, fees, toPay

        /// Amounts stand to the right under one another.
        public var isAmount: Bool {
            switch self {
            case .invoice, .issued, .due, .kid: false
            case .principal, .paid, .interest, .fees, .toPay: true
            }
        }
    }

    public struct Row: Hashable, Sendable {
        /// One for each of the table's columns; empty where nothing is paid or added.
        public var cells: [String]
        /// What the claim concerns and, with several claims, the day its interest starts; may be
        /// empty.
        public var note: String
    }

    /// Only those that say something: no `Betalt` when nothing is paid.
    public var columns: [Column]
    /// One for each column.
    public var headings: [String]
    public var rows: [Row]
    public var totalLabel: String
    /// One for each column; empty under those that are not amounts, and those that one row says.
    public var totals: [String]
    /// The total with its currency.
    public var totalAmount: String
}

/// What is needed to pay: the part of the letter people look for.
public struct PaymentBox: Hashable, Sendable {
    public var heading: String
    /// Payee, account, KID, amount and deadline, those that apply.
    public var facts: [Letter.Fact]
    /// With more than one KID: each invoice's KID and amount, as its own payment.
    public var parts: [Part]
    /// How to mark the payment; empty when the KID says it all.
    public var note: String
    /// The same details as plain lines in a QR code; nil when they are too many for one.
    ///
    /// No code that Norwegian banks' apps read carries KID and account: the EPC code (EPC069-12) is
    /// for euro and IBAN alone. So the code holds readable lines, which any camera shows and lets
    /// one copy.
    public var code: String?
    public var codeCaption: String

    public struct Part: Hashable, Sendable {
        /// `Faktura 40101`.
        public var label: String
        /// `KID 0001401017`.
        public var kid: String
        /// `12 538,00 kr`.
        public var amount: String
    }
}
