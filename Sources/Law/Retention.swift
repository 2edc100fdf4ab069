import Basics

/// Kinds of personal data about a customer, by how long there is a duty or a need to keep them.
public enum RetentionClass: String, Codable, CaseIterable, Sendable {
    /// Invoices, payments with their payers, fees and interest; whom they are for.
    case accounting
    /// Payments that were no customer's, with who paid and in which words: set aside, explained, somebody's mistake.
    case strayPayments = "stray-payments"
    /// Letters as they were sent, what became of them, addresses that failed.
    case letters
    /// What people wrote: mail from the customer, the reasons for a pause or an objection.
    case correspondence
    /// E-mail address, telephone, bank accounts, birth number and what was chosen for the customer.
    case contact

    /// The last day of the duty or need to keep data about a claim; they may go the day after.
    ///
    /// Years are calendar years: a book whose financial year is another keeps its data as long as one that ends in December of the
    /// same year.
    /// - Parameter ended: the last day anything happened to the claim; it is settled then. For a payment of no customer's the day
    ///   it was booked.
    public func keptThrough(afterClaimEnded ended: Day) -> Day {
        switch self {
        case .accounting, .strayPayments, .letters: Day(ended.year + 5, 12, 31)
        // Three and a half years after the financial year.
        case .correspondence, .contact: Day(ended.year + 4, 6, 30)
        }
    }

    /// What the time is taken from.
    ///
    /// A payment that is nobody's stands in the accounts as much as any other: five years from the end of the year it was booked in.
    /// The letters' five years are those in which the vouchers of their fees and the claim's VAT can be looked into; contact data
    /// have no duty of their own, and go with the correspondence where nobody asks for it earlier.
    public var basis: Citation {
        switch self {
        case .accounting, .strayPayments, .letters, .correspondence:
            Citation(.bokføringsloven, "§ 13")
        case .contact: Citation(.personvernforordningen, "art. 5 (1) e")
        }
    }

    /// True where a customer can have them deleted as soon as nothing is owed: no act says that they must be kept.
    public var goesOnRequest: Bool {
        switch self {
        case .accounting, .strayPayments, .letters: false
        case .correspondence, .contact: true
        }
    }

    /// False for what belongs to no customer.
    public var isAboutCustomer: Bool { self != .strayPayments }

    /// Data about a claim that is not settled are needed to press it and to defend oneself.
    public static let whileOpen = Citation(.personvernforordningen, "art. 17 (3) e")
    /// A duty to keep goes before the right to be forgotten.
    public static let whileKept = Citation(.personvernforordningen, "art. 17 (3) b")
    public static let erasure = Citation(.personvernforordningen, "art. 17")
    public static let restriction = Citation(.personvernforordningen, "art. 18")
    public static let access = Citation(.personvernforordningen, "art. 15")
}
