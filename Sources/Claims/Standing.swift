import Basics
import Law

/// Where a claim stands on its ladder on a day: which letters count, and what a person has said.
struct Standing {
    /// Letters that count, in the order they were approved.
    var notices: [Notice] = []
    /// The same for the fee rules, with fees charged before Purr as letters of unknown deadline.
    var letters: [EarlierLetter] = []
    var pause: (until: Day?, why: String)?
    var objection: (since: Day, why: String)?
    /// An objection has ended, and not because it was groundless.
    var wasObjectedTo = false
    var promise: Day?
    var exemption: String?
    var loss: (on: Day, why: String)?
    var undelivered: String?
    var insolvency: (kind: Insolvency, since: Day)?
    var agency: (name: String, on: Day)?
    /// The day the claim came long overdue; nil when it did not.
    var backloggedOn: Day?
    /// Where a person has put the old claim.
    var sorted: (pile: BacklogPile, on: Day, why: String)?
    /// Letters called back, by step: the next one at the step is another round.
    var calledBack: [Step] = []

    init(_ claim: Claim, through day: Day) {
        for fact in claim.facts where fact.on <= day {
            switch fact.event {
            case .noticed(let notice): add(notice)
            case .recalled(let id, _): callBack(id)
            case .undelivered(let id, let why):
                callBack(id)
                undelivered = why
            case .chargedBefore(let fee):
                letters.append(
                    EarlierLetter(kind: .reminder, sentOn: fact.on, deadline: nil, fee: fee))
            case .paused(let until, let why): pause = (until, why)
            case .disputed(let why): objection = (fact.on, why)
            case .promised(let by, _): promise = by
            case .exempted(let why): exemption = why
            case .writtenOff(let why): loss = (fact.on, why)
            case .objectionEnded(let outcome, _):
                objection = nil
                wasObjectedTo = outcome != .groundless
            case .insolvent(let kind, _): insolvency = (kind, fact.on)
            case .insolvencyEnded: insolvency = nil
            case .handedOver(let to): agency = (to, fact.on)
            case .takenBack: agency = nil
            case .backlogged: backloggedOn = fact.on
            case .sorted(let pile, let why): sorted = pile.map { ($0, fact.on, why) }
            case .resumed:
                pause = nil
                objection = nil
                promise = nil
                exemption = nil
                undelivered = nil
            case .paid, .reversed, .misplaced, .credited, .delivered, .compensationClaimed,
                .deferred,
                .basisKnown, .instalmentPlan, .acknowledged, .waived, .refunded, .legalAction,
                .limitationExtended, .lossEstablished:
                break
            }
        }
    }

    /// The rung to climb next. Under the act of 2026 the payment demand is an agency's letter.
    func nextStep(_ regime: Regime, due: Day) -> Step {
        let next = last(after: due)?.step.next ?? .nudge
        return regime == .act2026 && next == .paymentDemand ? .ask : next
    }

    /// The last letter of the climb: a due date agreed later begins it anew, and letters before it no longer count.
    func last(after due: Day) -> Notice? { notices.last.flatMap { $0.sentOn > due ? $0 : nil } }

    /// The letters of the climb, in order.
    func climbed(after due: Day) -> [Notice] { notices.filter { $0.sentOn > due } }

    /// Which time this is at `step`, from 1.
    func round(at step: Step) -> Int {
        1 + calledBack.count { $0 == step } + notices.count { $0.step == step }
    }

    private mutating func add(_ notice: Notice) {
        notices.append(notice)
        if let kind = notice.step.letterKind {
            letters.append(EarlierLetter(kind, notice))
        }
    }

    private mutating func callBack(_ id: NoticeID) {
        guard let index = notices.firstIndex(where: { $0.id == id }) else { return }
        let notice = notices.remove(at: index)
        calledBack.append(notice.step)
        // A fee charged before Purr may stand on the same day: the letter itself goes, no other like it.
        if let kind = notice.step.letterKind,
            let letter = letters.lastIndex(of: EarlierLetter(kind, notice))
        {
            letters.remove(at: letter)
        }
    }
}

extension Step {
    /// The letter the law knows at this step; nil for a nudge, which it does not regulate, and for asking.
    public var letterKind: LetterKind? {
        switch self {
        case .nudge, .ask: nil
        case .reminder: .reminder
        case .collectionNotice: .collectionNotice
        case .paymentDemand: .paymentDemand
        }
    }
}

extension Claim {
    /// The letters that count on `day`: neither called back nor come back.
    public func standingNotices(on day: Day) -> [Notice] { Standing(self, through: day).notices }
}
