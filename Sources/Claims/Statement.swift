import Basics
import Law

/// What a claim comes to on a day, computed from its facts.
///
/// principal − credited − waived + interest + costs − paid + refunded + overpaid = to pay, always and to the øre.
///
/// Costs are the fees charged or the standard compensation claimed, whichever is more: never the sum. Payments go
/// where the payer said; else an amount equal to the open principal goes to it; else in the order of
/// ``Conventions/allocation``.
///
/// ```scenario
/// claim consumer principal 50000.00 due 2026-01-15
/// 2026-03-01 paid 20000.00 for principal
/// 2026-06-30
/// expect interest 1933.15
/// expect open-principal 30000.00
/// ```
///
/// - Source: forsinkelsesrenteloven §§ 2–3 (interest), inkassoforskriften § 1-5 (compensation against fees), the
///   ministry's law department 1999 (the debtor chooses what a payment is for; if silent, the creditor),
///   dekningsloven § 9-7 (interest ends when bankruptcy opens).
public struct Statement: Hashable, Sendable {
    /// The day it speaks of; facts of that day are in it.
    public let on: Day
    /// The due date that counts on the day: a later one that was agreed replaces the invoice's.
    public let due: Day
    public let principal: Money
    public internal(set) var credited = Money.zero
    /// What was received, less what went back through the bank.
    public internal(set) var paid = Money.zero
    /// What the creditor has let go of interest, costs and principal.
    public internal(set) var waived = Money.zero
    /// Overpaid money that was given back or set against another claim.
    public internal(set) var refunded = Money.zero
    /// Late interest in all, paid or not.
    public internal(set) var interest = Money.zero
    /// Fees charged in all, paid or not.
    public internal(set) var fees = Money.zero
    /// Standard compensation claimed, before fees are set off against it.
    public internal(set) var compensation = Money.zero
    /// Fees and compensation in all after set-off, paid or not.
    public internal(set) var costs = Money.zero
    public internal(set) var openPrincipal: Money
    public internal(set) var openInterest = Money.zero
    public internal(set) var openCosts = Money.zero
    /// Received beyond what was owed: the debtor's money.
    public internal(set) var overpaid = Money.zero
    /// The first day that bears interest; nil when none does.
    public internal(set) var interestFrom: Day?
    /// How the interest comes about; empty unless asked for.
    public internal(set) var segments: [InterestSegment] = []
    /// What each payment went to, in order; empty unless asked for.
    public internal(set) var placements: [Placement] = []
    /// Set when interest could not be computed through `on`; then `interest` stops before the missing rate
    /// and nothing may be charged.
    public internal(set) var missingRate: MissingRate?
    /// True once a letter has asked for interest.
    public internal(set) var isInterestDemanded = false

    /// What is owed in all.
    public var toPay: Money { openPrincipal + openInterest + openCosts }

    /// What is left of the invoice as the payer and the ledger see it: interest that nobody has asked for is not
    /// among what they have paid.
    public var openInvoice: Money {
        isInterestDemanded ? openPrincipal : max(.zero, openPrincipal - (interest - openInterest))
    }

    /// True when as much has been paid as the invoice came to: whatever the payments were set against, no more is
    /// left than interest and costs.
    public var isInvoicePaid: Bool {
        openPrincipal <= .zero || paid > .zero && toPay <= interest + costs
    }

    /// What a payment went to, in øre, and the rule that decided.
    public struct Placement: Hashable, Sendable {
        public let payment: PaymentID
        /// The day it counts from: the payer's order if that is known, else the booking.
        public let on: Day
        public internal(set) var costs: Money
        public internal(set) var interest: Money
        public internal(set) var principal: Money
        public internal(set) var overpaid: Money
        public let rule: Rule

        public enum Rule: Hashable, Sendable {
            /// The payer said what it is for.
            case designated(Fact.Designation)
            /// The amount was that of the open principal.
            case equalsPrincipal
            /// Nothing was said: the company's order.
            case order(Conventions.Allocation)
        }
    }

    /// Computes the statement at the end of `day`.
    ///
    /// - Parameter keepingDetails: fills ``segments`` and ``placements``; leave it out where only sums are wanted.
    public init(
        of claim: Claim, on day: Day, law: borrowing LawBook, keepingDetails: Bool = false
    ) {
        var account = RunningAccount(claim, on: day, law, keepingDetails: keepingDetails)
        account.run(claim, law)
        self = account.statement
    }

    init(on: Day, due: Day, principal: Money) {
        self.on = on
        self.due = due
        self.principal = principal
        self.openPrincipal = principal
    }
}

extension Claim {
    /// True when the letter was called back or could not be delivered by the end of `day`.
    func isCalledBack(_ notice: NoticeID, through day: Day) -> Bool {
        for fact in facts where fact.on <= day {
            switch fact.event {
            case .recalled(notice, _), .undelivered(notice, _): return true
            default: continue
            }
        }
        return false
    }
}
