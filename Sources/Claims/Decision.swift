import Basics
import Law

/// What may be done about a claim on a day, and why: the answer of ``decide(_:policy:law:today:circumstances:)``.
public struct Decision: Hashable, Sendable {
    public enum Verdict: Hashable, Sendable {
        /// A letter may go today.
        case send(Proposal)
        /// The step comes on `until` at the earliest.
        case wait(Step, until: Day)
        /// The step's day has come, but something holds it back.
        case hold(Step)
        /// Every step is taken; a person decides.
        case ask
        /// Nothing is sent, but a person may want to act: a rest to waive, an overpayment to return.
        case attention
        /// Nothing more to do.
        case closed
    }

    public internal(set) var verdict: Verdict
    /// Why, the most telling first.
    public internal(set) var reasons: [Reason]
    /// What is owed on the day.
    public let statement: Statement
    /// The first day on which the answer can change by itself; nil when only a new fact can change it.
    public internal(set) var nextDay: Day?
    /// How near the claim is to lapsing; nil when no warning holds.
    public internal(set) var lapse: Lapse?

    /// A claim that lapses soon, or has.
    public struct Lapse: Hashable, Sendable {
        /// The last day on which it can be saved, inclusive.
        public let lastDay: Day
        /// nil when it has lapsed.
        public let warning: LimitationWarning?
        /// True when fewer than 30 days are left.
        public let isRed: Bool
    }
}

/// A letter that may go: everything it will say about one claim.
public struct Proposal: Hashable, Sendable {
    public let step: Step
    /// Which time the claim is at this step, from 1.
    public let round: Int
    /// The collection act the letter is written under.
    public let regime: Regime
    /// The letter's date.
    public let sentOn: Day
    /// The first day on which the law allowed it.
    public let lawfulFrom: Day
    /// The last day to pay, inclusive; nil in a nudge.
    public let deadline: Day?
    /// The fee it adds, or why it adds none; nil in a nudge, which never carries one.
    public let fee: FeeDecision?
    public let tone: Tone
    public let toneReason: ToneReason
    /// Late interest to the letter's day, also what payments have covered; zero in a letter that asks for none.
    public let interest: Money
    /// Principal, interest and all fees with this one.
    public let toPay: Money

    /// True when the letter warns that an agency will collect, where it would have been a collection notice.
    public var isTransferWarning: Bool { regime == .act2026 && step == .collectionNotice }

    /// In øre; zero when it adds no fee.
    public var feeAmount: Money { fee?.amount ?? .zero }

    /// The same letter without its fee, because it shares paper with a claim that bears it.
    func withoutFee(_ reason: FeeReason) -> Proposal {
        Proposal(
            step: step, round: round, regime: regime, sentOn: sentOn, lawfulFrom: lawfulFrom,
            deadline: deadline,
            fee: FeeDecision(amount: .zero, reason: reason), tone: tone,
            toneReason: toneReason, interest: interest, toPay: toPay - feeAmount)
    }
}

/// What is known around a claim that is not among its own facts.
public struct Circumstances: Hashable, Sendable {
    /// Unplaced money that could be this debtor's.
    public var uncertainMoney: UncertainMoney.Suspect?
    /// Mail that could be from this debtor and that nobody has looked at.
    public var unreadMail: UnreadMail?
    public var ledgerDifference: Debtor.LedgerDifference?
    /// How the debtor can be reached; nil leaves the question out.
    public var reach: Reach?
    /// The debtor has had as many letters as the company allows; nil when there is room for one.
    public var contactLimit: ContactLimit?
    /// What the debtor has overpaid on other claims, in øre: theirs, until a person has settled it.
    public var overpaidElsewhere: Money
    /// A letter about this claim of which nobody knows whether it has left.
    public var letterInDoubt: NoticeID?

    public init(
        uncertainMoney: UncertainMoney.Suspect? = nil,
        ledgerDifference: Debtor.LedgerDifference? = nil, reach: Reach? = nil,
        contactLimit: ContactLimit? = nil, overpaidElsewhere: Money = .zero,
        unreadMail: UnreadMail? = nil, letterInDoubt: NoticeID? = nil
    ) {
        self.uncertainMoney = uncertainMoney
        self.ledgerDifference = ledgerDifference
        self.reach = reach
        self.contactLimit = contactLimit
        self.overpaidElsewhere = overpaidElsewhere
        self.letterInDoubt = letterInDoubt
        self.unreadMail = unreadMail
    }

    public static let clear = Circumstances()

    /// Mail that waits to be read.
    public struct UnreadMail: Hashable, Sendable {
        public let mail: MailID
        /// The day it was taken in.
        public let received: Day

        public init(mail: MailID, received: Day) {
            self.mail = mail
            self.received = received
        }
    }
}

extension Decision {
    /// The step's name under the act that governs it on the day it comes.
    public func stepName(_ law: LawBook) -> String? {
        let day: Day =
            switch verdict {
            case .wait(_, let until): until
            case .send, .hold, .ask, .attention, .closed: statement.on
            }
        return step?.name(law.regime(on: day))
    }

    /// The step it speaks of; nil when there is none to come.
    public var step: Step? {
        switch verdict {
        case .send(let proposal): proposal.step
        case .wait(let step, _), .hold(let step): step
        case .ask: .ask
        case .attention, .closed: nil
        }
    }
}

extension Decision {
    /// The same, held because the debtor has had enough letters.
    public func held(by limit: ContactLimit) -> Decision {
        guard let step else { return self }
        return Decision(
            verdict: .hold(step),
            reasons: [.contactLimit(letters: limit.letters, from: limit.from)],
            statement: statement, nextDay: limit.from)
    }
}
