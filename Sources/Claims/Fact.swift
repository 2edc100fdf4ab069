import Basics
import Law

/// Something that happened to a claim. Facts are appended, never changed or removed; correcting is
/// appending.
public struct Fact: Hashable, Sendable {
    /// Order of recording within the book.
    public let id: Int64
    /// The day it took effect: a payment's booking day, a letter's date.
    public let on: Day
    public let event: Event

    public init(id: Int64, on: Day, event: Event) {
        self.id = id
        self.on = on
        self.event = event
    }

    public enum Event: Hashable, Sendable {
        /// Money received and set against this claim.
        case paid(Receipt)
        /// Money that was received and has gone back: a reversal or return.
        case reversed(Receipt)
        /// The money was set against the wrong claim: the receipt counts as never having been here.
        case misplaced(Receipt)
        /// The creditor took something off the invoice.
        case credited(Credit)
        /// A fee charged before Purr followed the claim; counts as a fee letter of unknown deadline.
        case chargedBefore(Money)
        /// A letter was approved and lies in the outbox, or has left.
        case noticed(Notice)
        /// The letter was called back before it left: it counts as not sent.
        case recalled(NoticeID, why: String)
        /// The letter could not be delivered: it counts as not sent, and a person must look.
        case undelivered(NoticeID, why: String)
        /// The letter left Purr.
        case delivered(NoticeID)
        case paused(until: Day?, why: String)
        /// Ends a pause, an objection or an exemption.
        case resumed(why: String)
        case disputed(why: String)
        case promised(by: Day, why: String)
        case exempted(why: String)
        case writtenOff(why: String)
        /// Standard compensation was claimed (forsinkelsesrenteloven § 3 a): its whole value, before the fees it
        /// is offset against.
        case compensationClaimed(Money)
        /// A new, later due date was agreed: it replaces the old one for every clock.
        case deferred(to: Day, why: String)
        /// How the due date came about, when it is not as the company's invoices are.
        case basisKnown(DueBasis, why: String)
        case instalmentPlan(InstalmentPlan)
        /// The debtor acknowledged the claim; `evidence` tells how that can be shown.
        case acknowledged(evidence: String)
        /// The creditor lets this much go: costs first, then interest, then principal.
        case waived(Money, why: String)
        /// What was overpaid has been given back or set against another claim.
        case refunded(Money, why: String)
        case handedOver(to: String)
        case takenBack(why: String)
        case insolvent(Insolvency, why: String)
        /// The insolvency was annulled or ended with the debt still standing.
        case insolvencyEnded(why: String)
        case legalAction(LegalAction, why: String)
        /// The parties agreed in writing that the claim lapses on this day at the earliest.
        case limitationExtended(to: Day, why: String)
        case objectionEnded(ObjectionOutcome, why: String)
        /// The loss is final for VAT, by this alternative; `why` is the evidence.
        case lossEstablished(VATLoss.Alternative, why: String)
        /// The claim came into the book long overdue: nothing is sent before a person has sorted it.
        case backlogged
        /// A person has sorted an old claim; nil takes that back.
        case sorted(BacklogPile?, why: String)
    }

    /// What the payer said that a payment is for.
    public enum Designation: Int, Hashable, Codable, Sendable {
        case principal = 1
        case interest = 2
        case costs = 3
    }

    /// A part of a payment on this claim.
    public struct Receipt: Hashable, Sendable {
        public let payment: PaymentID
        /// In øre, always positive.
        public let amount: Money
        /// The day the payer gave the order, if known: deadlines and interest are judged by it.
        public let ordered: Day?
        /// What the payer said that it is for; nil when nothing was said.
        public let designation: Designation?

        public init(
            payment: PaymentID, amount: Money, ordered: Day? = nil, designation: Designation? = nil
        ) {
            self.payment = payment
            self.amount = amount
            self.ordered = ordered
            self.designation = designation
        }
    }

    /// A credit on this claim.
    public struct Credit: Hashable, Sendable {
        /// In øre, always positive.
        public let amount: Money
        /// The credit note's number or the reason.
        public let reference: String
        /// True when the invoice was wrong from the start, so that no interest ran on this part; false
        /// for a concession made later.
        public let corrects: Bool

        public init(amount: Money, reference: String, corrects: Bool = true) {
            self.amount = amount
            self.reference = reference
            self.corrects = corrects
        }
    }
}

/// A letter on a claim.
public struct Notice: Hashable, Sendable {
    public let id: NoticeID
    public let step: Step
    /// Counts how often the ladder has been climbed, from 1.
    public let round: Int
    /// The letter's date; it leaves on this day or not at all.
    public let sentOn: Day
    /// The last day to pay, inclusive; nil in a nudge.
    public let deadline: Day?
    /// The fee this letter added to this claim.
    public let fee: Money

    public init(
        id: NoticeID, step: Step, round: Int = 1, sentOn: Day, deadline: Day?, fee: Money
    ) {
        self.id = id
        self.step = step
        self.round = round
        self.sentOn = sentOn
        self.deadline = deadline
        self.fee = fee
    }
}
