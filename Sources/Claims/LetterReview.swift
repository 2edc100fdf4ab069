import Basics
import Law

/// Whether a letter that was sent was lawful, computed again as of its own day.
///
/// The facts are those recorded before the letter was. What came to be known later – an objection that had been raised
/// by then, a payment on its way – is told apart: it does not make the letter wrong, but it may cost its fee.
public struct LetterReview: Hashable, Sendable {
    public let notice: Notice
    /// The first day it might go, by what was known then; nil when it might not go at all.
    public let lawfulFrom: Day?
    /// What it might charge, and why.
    public let fee: FeeDecision?
    /// Late interest on the letter's day, in øre.
    public let interest: Money
    public let faults: [Fault]
    /// Faults that only what became known later shows.
    public let laterKnown: [Fault]

    public var isLawful: Bool { faults.isEmpty }

    public enum Fault: Hashable, Sendable {
        /// Sent before the day that what was known then allowed; nil when nothing allowed it.
        case tooEarly(lawfulFrom: Day?)
        case feeTooHigh(charged: Money, allowed: FeeDecision)
        /// Under 14 days from sending.
        case deadlineTooShort(days: Int)
        /// Something held all letters.
        case held(Reason)
        /// More interest than had run.
        case interestTooHigh(stated: Money, allowed: Money)
        /// Only an agency may send it under the act in force.
        case agencyOnly

        /// Stable name for machines.
        public var code: String {
            switch self {
            case .tooEarly: "check.too-early"
            case .feeTooHigh: "check.fee-too-high"
            case .deadlineTooShort: "check.deadline-too-short"
            case .held(let reason): "check.held.\(reason.code)"
            case .interestTooHigh: "check.interest-too-high"
            case .agencyOnly: "check.agency-only"
            }
        }

        public var citation: Citation? {
            switch self {
            case .tooEarly: Citation(.inkassoloven, "§§ 8–10")
            case .feeTooHigh(_, let allowed): allowed.reason.citation
            case .deadlineTooShort: Citation(.inkassoloven, "§§ 9–10")
            case .held(let reason): reason.citation ?? Citation(.inkassoloven, "§ 8")
            case .interestTooHigh: Citation(.forsinkelsesrenteloven, "§§ 2–3")
            case .agencyOnly: Citation(.inkassoloven2026, "§ 21")
            }
        }
    }

    /// - Parameters:
    ///   - claim: with all its facts.
    ///   - notice: one of its letters.
    ///   - statedInterest: what the letter asked for; nil when that is not known.
    ///   - law: as it was known on the letter's day.
    ///   - wentElsewhere: true when it went to another address than the one that gave an earlier letter back.
    public init(
        _ notice: Notice, on claim: Claim, statedInterest: Money?, law: LawBook,
        wentElsewhere: Bool = false
    ) {
        let recorded = claim.facts.first {
            if case .noticed(let letter) = $0.event { letter.id == notice.id } else { false }
        }?.id
        let before = claim.facts.filter { $0.on <= notice.sentOn }
        let then = Judgement(
            notice, claim.with(facts: before.filter { $0.id < recorded ?? .max }),
            statedInterest, law, wentElsewhere)
        let now = Judgement(
            notice,
            claim.with(
                facts: before.filter { !$0.isAbout(notice.id) && !$0.isLetter(from: recorded) }),
            statedInterest, law, wentElsewhere)
        self.notice = notice
        self.lawfulFrom = then.lawfulFrom
        self.fee = then.fee
        self.interest = then.interest
        self.faults = then.faults
        self.laterKnown = now.faults.filter { !then.faults.contains($0) }
    }
}

/// A letter held against one set of facts.
private struct Judgement {
    let lawfulFrom: Day?
    let fee: FeeDecision?
    let interest: Money
    let faults: [LetterReview.Fault]

    init(
        _ notice: Notice, _ claim: Claim, _ statedInterest: Money?, _ law: LawBook,
        _ wentElsewhere: Bool
    ) {
        let day = notice.sentOn
        let standing = Standing(claim, through: day)
        let statement = Statement(of: claim, on: day, law: law)
        let ladder = LawfulLadder(
            due: claim.terms(on: day, law.conventions).due, law: law, graceBankDays: 0)
        // A letter without its fee may go as soon as the one before it lets it.
        let withoutFee: Step = notice.step == .reminder ? .nudge : notice.step
        let lawful = ladder.earliest(
            notice.fee > .zero ? notice.step : withoutFee, after: standing.letters)
        var faults: [LetterReview.Fault] = []
        if lawful.map({ day < $0 }) ?? true { faults.append(.tooEarly(lawfulFrom: lawful)) }
        if notice.step == .paymentDemand && law.regime(on: day) == .act2026 {
            faults.append(.agencyOnly)
        }
        var allowed: FeeDecision?
        if let kind = notice.step.letterKind {
            allowed = Judgement.fee(kind, ladder, standing, statement, on: day, law)
        }
        let most =
            allowed ?? FeeDecision(amount: .zero, reason: .tooEarly(earliest: ladder.due + 14))
        if notice.fee > most.amount {
            faults.append(.feeTooHigh(charged: notice.fee, allowed: most))
        }
        if let deadline = notice.deadline, notice.step > .reminder,
            deadline - day < Deadline.noticeDaysMinimum
        {
            faults.append(.deadlineTooShort(days: deadline - day))
        }
        let holds = LegalClock(of: claim, law: law, on: day).holds.filter { reason in
            if case .undelivered = reason { !wentElsewhere } else { true }
        }
        faults += holds.map { .held($0) }
        if statement.isInvoicePaid {
            faults.append(
                .held(statement.toPay == .zero ? .settled : .onlyCostsLeft(statement.toPay)))
        }
        if let statedInterest, statedInterest > statement.interest {
            faults.append(.interestTooHigh(stated: statedInterest, allowed: statement.interest))
        }
        self.lawfulFrom = lawful
        self.fee = allowed
        self.interest = statement.interest
        self.faults = faults
    }

    private static func fee(
        _ kind: LetterKind, _ ladder: LawfulLadder, _ standing: Standing, _ statement: Statement,
        on day: Day, _ law: LawBook
    ) -> FeeDecision {
        do throws(MissingRate) {
            return try standing.fee(of: kind, due: ladder.due, sentOn: day, statement, law)
        } catch {
            return FeeDecision(amount: .zero, reason: .missingRate(error))
        }
    }
}

extension Fact {
    /// True when it is what became of the letter.
    fileprivate func isAbout(_ notice: NoticeID) -> Bool {
        switch event {
        case .noticed(let letter): letter.id == notice
        case .recalled(let id, _), .undelivered(let id, _), .delivered(let id): id == notice
        default: false
        }
    }

    /// True for a letter recorded with or after the one under review.
    fileprivate func isLetter(from recorded: Int64?) -> Bool {
        if case .noticed = event { return recorded.map { id >= $0 } ?? false }
        return false
    }
}
