import Basics

/// What is said of an old claim when a company goes live: why it waits for a person, and what speaks for reminding about it,
/// looking into it or leaving it.
public enum BacklogReason: Hashable, Sendable {
    // What holds.

    /// It was `days` past its due date when it first came, on `came`, and nobody has said what to do with it.
    case waits(days: Int, came: Day)
    /// A person wants to look into it first.
    case lookedInto(since: Day, why: String)

    // What ends.

    /// A person has chosen to leave it.
    case left(since: Day, why: String)

    // What speaks for reminding.

    /// Overdue for `days`, and nothing unusual about it.
    case plain(days: Int)

    // What speaks for looking into it first.

    /// Overdue for more than half a year.
    case veryOld(days: Int)
    /// The debtor owes several invoices whose due dates lie far apart.
    case severalAges(claims: Int, oldest: Day, newest: Day)
    /// So much has been paid or credited, in øre; the rest may have its reasons.
    case partlyPaid(Money)
    /// Somebody has charged a reminder fee for it already.
    case remindedBefore(on: Day, fee: Money)
    /// The debtor objects, or has objected, to another invoice.
    case debtorDisputes(invoice: String)
    /// Little is left, in øre.
    case smallRest(Money)

    // What speaks for leaving it.

    /// The claim is so small that a letter costs more than it can bring, in øre.
    case tooSmall(Money)
    /// The debtor has as much or more to their credit as they owe.
    case creditBalance(Money)
    /// The ledger's own balance says that the debtor owes nothing.
    case ledgerOwesNothing(Money)

    /// Stable name for machines.
    public var code: String {
        switch self {
        case .waits: "backlog"
        case .lookedInto: "backlog.looked-into"
        case .left: "backlog.left"
        case .plain: "backlog.plain"
        case .veryOld: "backlog.very-old"
        case .severalAges: "backlog.several-ages"
        case .partlyPaid: "backlog.partly-paid"
        case .remindedBefore: "backlog.reminded-before"
        case .debtorDisputes: "backlog.debtor-disputes"
        case .smallRest: "backlog.small-rest"
        case .tooSmall: "backlog.too-small"
        case .creditBalance: "backlog.credit-balance"
        case .ledgerOwesNothing: "backlog.ledger-owes-nothing"
        }
    }

    /// The paragraph behind it; nil where it is good sense alone.
    public var citation: Citation? {
        switch self {
        case .waits, .debtorDisputes: Citation(.inkassoloven, "§ 8")
        case .smallRest, .tooSmall: Citation(.inkassoloven, "§ 17 (1)")
        case .remindedBefore: Citation(.inkassoforskriften, "§ 1-2")
        case .lookedInto, .left, .plain, .veryOld, .severalAges, .partlyPaid, .creditBalance,
            .ledgerOwesNothing:
            nil
        }
    }
}
