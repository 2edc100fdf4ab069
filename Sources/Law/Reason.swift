import Basics

/// Why something may be done, or why not: a code, the figures it turns on, and where the rule stands.
///
/// The same value feeds the terminal, the page, the API and the tests; Texts turns it into a sentence.
public enum Reason: Hashable, Sendable {
    // What allows.

    /// The day after the due date has come; a friendly nudge without fee needs nothing more.
    case overdue(since: Day)
    /// The waiting period before this letter is over; `from` was its first lawful day.
    case allowed(LetterKind, from: Day)
    /// The letter's fee, or why it carries none.
    case fee(FeeReason)

    // What makes wait.

    /// The invoice is not due.
    case notDue(due: Day)
    /// The company's own plan waits until this day, later than the law requires.
    case planWaits(until: Day)
    /// A letter that may carry a fee is sent 14 days after the due date at the earliest.
    case feeDays(until: Day)
    /// The deadline of the last letter has not passed; it counts as the last day to pay.
    case deadlineRuns(deadline: Day)
    /// Money paid on the last day is still on its way through the banks.
    case graceDays(Int, until: Day)

    // What holds.

    /// Money that nobody has placed could be this debtor's.
    case uncertainMoney(payment: Int64, amount: Money, booked: Day)
    /// Mail that could be from this debtor came in on `received`, and nobody has looked at it.
    case unreadMail(mail: Int64, received: Day)
    case paused(until: Day?, why: String)
    case disputed(since: Day, why: String)
    case promised(by: Day)
    case exempt(why: String)
    /// A balance without an invoice behind it.
    case undocumented
    /// The ledger's own balance for this customer differs from its open items.
    case ledgerDiffers(found: Money, expected: Money)
    /// A rate is not known, so nothing can be charged.
    case missingRate(MissingRate)
    /// The last letter did not arrive.
    case undelivered(why: String)
    /// There is neither an address nor an e-mail address to write to.
    case noAddress
    /// There is an e-mail address, but none the law finds safe for such a letter.
    case noSafeWay
    /// The debtor has had as many letters in seven days as the company allows.
    case contactLimit(letters: Int, from: Day)
    /// A payment plan is being kept.
    case instalments(next: Day, amount: Money)
    /// The debtor cannot pay: all letters stop.
    case insolvent(Insolvency, since: Day)
    /// Nobody has said whether the debtor is a consumer, and the company wants that known first.
    case kindUnknown

    // An old claim at going live.

    /// Came long overdue: waits for a person, is being looked into, or is left; and why.
    case backlog(BacklogReason)

    // What ends.

    case settled
    /// Only fees or interest are left: never pressed by itself.
    case onlyCostsLeft(Money)
    /// So little is left that it is proposed for waiver.
    case smallResidual(Money)
    case overpaid(Money)
    case writtenOff(on: Day, why: String)
    case handedOver(to: String, on: Day)
    /// The claim has lapsed: nothing may be collected.
    case lapsed(lastDay: Day)
    /// Only a collection agency may send this letter under the act of 2026.
    case agencyOnly
    /// A later letter has gone without this one.
    case ladderPassed
    /// A deadline of at least 14 days in a reminder or collection notice must be missed first.
    case needsMissedDeadline
    /// Every step is taken; a person decides what comes next.
    case ladderClimbed

    // What a person should know.

    /// Nobody has said whether the debtor is a consumer or a business; the stricter law is used.
    case treatedAsConsumer
    /// A payment plan was not kept; the ladder goes on.
    case planBroken(missed: Day)
    /// The claim lapses on this day unless something is done that the law of limitation knows.
    case lapsesOn(Day)
    /// The letter warns that an agency will be asked to collect: the act of 2026 leaves the statutory notice to it.
    case transferWarning

    /// Stable name for machines.
    public var code: String {
        switch self {
        case .overdue: "overdue"
        case .allowed: "allowed"
        case .fee(let reason): reason.code
        case .notDue: "not-due"
        case .planWaits: "plan-waits"
        case .feeDays: "fee-days"
        case .deadlineRuns: "deadline-runs"
        case .graceDays: "grace-days"
        case .uncertainMoney: "uncertain-money"
        case .unreadMail: "unread-mail"
        case .paused: "paused"
        case .disputed: "disputed"
        case .promised: "promised"
        case .exempt: "exempt"
        case .undocumented: "undocumented"
        case .ledgerDiffers: "ledger-differs"
        case .missingRate: "missing-rate"
        case .undelivered: "undelivered"
        case .noAddress: "no-address"
        case .noSafeWay: "no-safe-way"
        case .contactLimit: "contact-limit"
        case .backlog(let reason): reason.code
        case .settled: "settled"
        case .onlyCostsLeft: "only-costs-left"
        case .smallResidual: "small-residual"
        case .overpaid: "overpaid"
        case .writtenOff: "written-off"
        case .ladderClimbed: "ladder-climbed"
        case .treatedAsConsumer: "treated-as-consumer"
        case .instalments: "instalments"
        case .insolvent(let kind, _): "insolvent.\(kind.rawValue)"
        case .kindUnknown: "kind-unknown"
        case .handedOver: "handed-over"
        case .lapsed: "lapsed"
        case .agencyOnly: "agency-only"
        case .ladderPassed: "ladder-passed"
        case .needsMissedDeadline: "needs-missed-deadline"
        case .planBroken: "plan-broken"
        case .lapsesOn: "lapses-on"
        case .transferWarning: "transfer-warning"
        }
    }

    /// The paragraph behind it; nil where the reason is the company's own choice or plain arithmetic.
    public var citation: Citation? {
        switch self {
        case .overdue: Citation(.forsinkelsesrenteloven, "§ 2")
        case .allowed(let kind, _):
            switch kind {
            case .reminder: Citation(.inkassoforskriften, "§ 1-2 (1)")
            case .collectionNotice: Citation(.inkassoloven, "§ 9")
            case .paymentDemand: Citation(.inkassoloven, "§ 10")
            }
        case .fee(let reason): reason.citation
        case .backlog(let reason): reason.citation
        case .feeDays: Citation(.inkassoforskriften, "§ 1-2")
        case .deadlineRuns: Citation(.inkassoloven, "§§ 9–10")
        case .graceDays: Citation(.inkassoloven, "§ 9 (2)")
        case .uncertainMoney, .undelivered, .unreadMail: Citation(.inkassoloven, "§ 8")
        case .noSafeWay: Citation(.inkassoloven, "§ 3 a")
        case .disputed: Citation(.inkassoloven, "§ 17 (2)")
        case .missingRate(let missing): missing.table.citation
        case .onlyCostsLeft, .smallResidual: Citation(.inkassoloven, "§ 17 (1)")
        case .undocumented, .ledgerDiffers: Citation(.inkassoloven, "§ 8")
        case .treatedAsConsumer, .kindUnknown: Citation(.inkassoloven, "§ 3")
        case .insolvent: Citation(.inkassoloven, "§ 8")
        case .lapsed, .lapsesOn: Citation(.foreldelsesloven, "§§ 2–3")
        case .needsMissedDeadline: Citation(.inkassoforskriften, "§ 1-2 (3)")
        case .agencyOnly: Citation(.inkassoloven2026, "§ 21")
        case .transferWarning: Citation(.inkassoloven2026, "§ 20")
        case .instalments, .planBroken: Citation(.inkassoloven2026, "§ 16 (4)")
        case .notDue, .planWaits, .paused, .promised, .exempt, .noAddress, .contactLimit, .settled,
            .overpaid, .writtenOff, .handedOver, .ladderClimbed, .ladderPassed:
            nil
        }
    }
}
