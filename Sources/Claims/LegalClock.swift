import Basics
import Law

/// What the law lets a creditor do about one claim, rung by rung, as of a day.
///
/// Where ``decide(_:policy:law:today:circumstances:)`` says what a company's plan does next, the legal clock says what
/// would be lawful, whatever the plan: a reminder is no condition for a collection notice, and a notice may go without
/// a fee long before it may carry one.
public struct LegalClock: Hashable, Sendable {
    /// The day it speaks of.
    public let on: Day
    /// The due date that counts on the day.
    public let due: Day
    public let rungs: [Rung]
    /// What holds every letter back on the day; empty when nothing does.
    public let holds: [Reason]
    /// First in the queue: the two ways to court by their fastest days, counted from the due date.
    public let fastest: [CourtRoute]
    /// The same when the notice goes on the day, or the first day after it that it may; empty when nothing is owed.
    public let routes: [CourtRoute]
    /// When the claim lapses, by what is known on the day.
    public let limitation: LimitationPeriod
    /// What each letter so far cost in days, and what the claim could have been by now.
    public let hindsight: Hindsight?

    /// One step of the ladder.
    public struct Rung: Hashable, Sendable {
        public let step: Step
        public let state: State
        /// The first day the law lets it go, given the letters before it; nil when never.
        public let lawfulFrom: Day?
        /// The fee it carries: as charged when done, else what it may carry on the day or on its first lawful day.
        public let fee: FeeDecision?
        /// The first day it may carry a fee; nil when it never may, and when a rate for it is not known.
        public let feeFrom: Day?
        /// The deadline printed, or to print when sent on the day or on its first lawful day; nil in a nudge.
        public let deadline: Day?
        /// What decides.
        public let reason: Reason
        /// The rule the letter stands on.
        public let rule: Citation
        /// The act it is, was or would be written under.
        public let regime: Regime

        public init(
            step: Step, state: State, lawfulFrom: Day?, fee: FeeDecision?, feeFrom: Day?,
            deadline: Day?, reason: Reason, regime: Regime
        ) {
            self.step = step
            self.state = state
            self.lawfulFrom = lawfulFrom
            self.fee = fee
            self.feeFrom = feeFrom
            self.deadline = deadline
            self.reason = reason
            self.rule = step.rule(regime)
            self.regime = regime
        }
    }

    public enum State: Hashable, Sendable {
        case done(NoticeID, on: Day)
        /// A later rung has been climbed without this one.
        case skipped
        case allowedNow
        case allowedFrom(Day)
        case never
    }

    /// The same letters, each on its first lawful day.
    public struct Hindsight: Hashable, Sendable {
        public struct Letter: Hashable, Sendable {
            public let step: Step
            public let sentOn: Day
            /// The day it could have gone, when those before it had too.
            public let couldHaveGone: Day
            public var daysLost: Int { sentOn - couldHaveGone }
        }

        public let letters: [Letter]
        /// The rung that comes next, from when it is allowed, and from when it could have been.
        public let next: Step
        public let nextFrom: Day
        public let nextCouldBeFrom: Day
        public var daysLost: Int { nextFrom - nextCouldBeFrom }
    }

    /// - Parameter graceBankDays: whole bank days to wait after a deadline for money on its way; 0 is what the law asks.
    public init(
        of claim: Claim, law: LawBook, on day: Day, graceBankDays: Int = 0,
        circumstances: Circumstances = .clear
    ) {
        let standing = Standing(claim, through: day)
        let terms = claim.terms(on: day, law.conventions)
        let ladder = LawfulLadder(due: terms.due, law: law, graceBankDays: graceBankDays)
        self.on = day
        self.due = terms.due
        self.holds = LegalClock.holds(
            claim, standing, standing.nextStep(law.regime(on: day), due: terms.due),
            circumstances, law.conventions, on: day)
        self.rungs = LegalClock.rungs(standing, ladder, claim, law, on: day)
        self.fastest = CourtRoute.Kind.allCases.map { CourtRoute($0, due: terms.due) }
        let isOwed = Statement(of: claim, on: day, law: law).openPrincipal > .zero
        self.routes =
            isOwed
            ? CourtRoute.Kind.allCases.map { CourtRoute($0, due: terms.due, noticeSentOn: day) }
            : []
        self.limitation = claim.limitation(on: day, law.conventions)
        self.hindsight = LegalClock.hindsight(standing, ladder, on: day)
    }

    public subscript(_ step: Step) -> Rung? { rungs.first { $0.step == step } }
}

// MARK: - Rungs

extension LegalClock {
    private static func rungs(
        _ standing: Standing, _ ladder: LawfulLadder, _ claim: Claim, _ law: LawBook, on day: Day
    ) -> [Rung] {
        let climbed = standing.climbed(after: ladder.due)
        var before: [EarlierLetter] = standing.letters.filter { letter in
            !climbed.contains {
                $0.step.letterKind == letter.kind && $0.sentOn == letter.sentOn
            }
        }
        let highest = climbed.map(\.step).max()
        return Step.allCases.filter { $0 != .ask }.map { step in
            if let notice = climbed.last(where: { $0.step == step }) {
                let rung = done(notice, ladder, before, law)
                if let kind = step.letterKind { before.append(EarlierLetter(kind, notice)) }
                return rung
            }
            if let highest, step < highest {
                return Rung(
                    step: step, state: .skipped, lawfulFrom: nil, fee: nil, feeFrom: nil,
                    deadline: nil, reason: .ladderPassed, regime: law.regime(on: day))
            }
            let rung = ahead(step, ladder, before, claim, law, on: day)
            // What comes after is counted as if this letter went on the first day it may.
            if let kind = step.letterKind, let sentOn = rung.lawfulFrom.map({ max($0, day) }),
                rung.state != .never
            {
                before.append(
                    EarlierLetter(
                        kind: kind, sentOn: sentOn, deadline: ladder.deadline(sentOn: sentOn),
                        fee: rung.fee?.amount ?? .zero))
            }
            return rung
        }
    }

    private static func done(
        _ notice: Notice, _ ladder: LawfulLadder, _ before: [EarlierLetter],
        _ law: LawBook
    ) -> Rung {
        let lawful = ladder.earliest(notice.step, after: before)
        let allowed = notice.step.letterKind.flatMap {
            ladder.fee($0, sentOn: notice.sentOn, after: before)
        }
        let reason: FeeReason? =
            notice.fee > .zero
            ? .allowed : allowed.map { $0.amount > .zero ? .notCharged : $0.reason }
        return Rung(
            step: notice.step, state: .done(notice.id, on: notice.sentOn), lawfulFrom: lawful,
            fee: reason.map { FeeDecision(amount: notice.fee, reason: $0) },
            feeFrom: notice.step.letterKind.flatMap { ladder.feeFrom($0, after: before) },
            deadline: notice.deadline, reason: ladder.reason(notice.step, after: before),
            regime: law.regime(on: notice.sentOn))
    }

    private static func ahead(
        _ step: Step, _ ladder: LawfulLadder, _ before: [EarlierLetter], _ claim: Claim,
        _ law: LawBook, on day: Day
    ) -> Rung {
        func never(_ reason: Reason) -> Rung {
            Rung(
                step: step, state: .never, lawfulFrom: nil, fee: nil, feeFrom: nil, deadline: nil,
                reason: reason, regime: law.regime(on: day))
        }
        let statement = Statement(of: claim, on: day, law: law)
        if statement.isInvoicePaid {
            return never(statement.toPay == .zero ? .settled : .onlyCostsLeft(statement.toPay))
        }
        guard let lawful = ladder.earliest(step, after: before) else {
            return never(.needsMissedDeadline)
        }
        let sentOn = max(lawful, day)
        if step == .paymentDemand && law.regime(on: sentOn) == .act2026 {
            return never(.agencyOnly)
        }
        let kind = step.letterKind
        return Rung(
            step: step, state: lawful <= day ? .allowedNow : .allowedFrom(lawful),
            lawfulFrom: lawful, fee: kind.flatMap { ladder.fee($0, sentOn: sentOn, after: before) },
            feeFrom: kind.flatMap { ladder.feeFrom($0, after: before) },
            deadline: kind == nil ? nil : ladder.deadline(sentOn: sentOn),
            reason: ladder.reason(step, after: before), regime: law.regime(on: sentOn))
    }
}

extension Step {
    /// The paragraph a letter at this step stands on, under the act that governs it.
    public func rule(_ regime: Regime) -> Citation {
        switch (self, regime) {
        case (.nudge, _): Citation(.forsinkelsesrenteloven, "§ 2")
        case (.reminder, .act1988): Citation(.inkassoforskriften, "§ 1-2 (1)")
        case (.reminder, .act2026): Citation(.inkassoloven2026, "§ 19")
        case (.collectionNotice, .act1988): Citation(.inkassoloven, "§ 9")
        case (.collectionNotice, .act2026): Citation(.inkassoloven2026, "§ 20")
        case (.paymentDemand, .act1988): Citation(.inkassoloven, "§ 10")
        case (.paymentDemand, .act2026): Citation(.inkassoloven2026, "§ 21")
        case (.ask, _): Citation(.inkassoloven, "§ 8")
        }
    }
}

// MARK: - Holds and hindsight

extension LegalClock {
    private static func holds(
        _ claim: Claim, _ standing: Standing, _ step: Step, _ circumstances: Circumstances,
        _ conventions: Conventions, on day: Day
    ) -> [Reason] {
        var reasons: [Reason] = []
        if let insolvency = standing.insolvency {
            reasons.append(.insolvent(insolvency.kind, since: insolvency.since))
        }
        if let agency = standing.agency {
            reasons.append(.handedOver(to: agency.name, on: agency.on))
        }
        let limitation = claim.limitation(on: day, conventions)
        if let last = limitation.lastDay, last < day { reasons.append(.lapsed(lastDay: last)) }
        if let loss = standing.loss { reasons.append(.writtenOff(on: loss.on, why: loss.why)) }
        // Grace is the plan's; the clock counts the days the law does.
        let plan = Plan.lawful
        return reasons
            + Holds(claim, standing, step, circumstances, plan, conventions, today: day)
            .reasons
    }

    private static func hindsight(
        _ standing: Standing, _ ladder: LawfulLadder, on day: Day
    ) -> Hindsight? {
        let climbed = standing.climbed(after: ladder.due)
        guard !climbed.isEmpty else { return nil }
        var actual: [EarlierLetter] = []
        var ideal: [EarlierLetter] = []
        var letters: [Hindsight.Letter] = []
        for notice in climbed {
            guard let first = ladder.earliest(notice.step, after: ideal) else { continue }
            // A letter that carried its fee is compared with the first day it could carry it.
            let kind = notice.step.letterKind
            let withFee =
                notice.fee > .zero ? kind.flatMap { ladder.feeFrom($0, after: ideal) } : nil
            let could = min(notice.sentOn, withFee ?? first)
            letters.append(
                Hindsight.Letter(step: notice.step, sentOn: notice.sentOn, couldHaveGone: could))
            guard let kind else { continue }
            actual.append(EarlierLetter(kind, notice))
            let length = notice.deadline.map { $0 - notice.sentOn } ?? Deadline.noticeDaysMinimum
            ideal.append(
                EarlierLetter(
                    kind: kind, sentOn: could,
                    deadline: ladder.deadline(
                        sentOn: could, days: min(length, Deadline.noticeDaysMinimum)),
                    fee: notice.fee))
        }
        guard let next = climbed.last?.step.next, next != .ask,
            let nextFrom = ladder.earliest(next, after: actual),
            let could = ladder.earliest(next, after: ideal)
        else { return nil }
        return Hindsight(
            letters: letters, next: next, nextFrom: nextFrom, nextCouldBeFrom: min(could, nextFrom))
    }
}

extension EarlierLetter {
    init(_ kind: LetterKind, _ notice: Notice) {
        self.init(
            kind: kind, sentOn: notice.sentOn, deadline: notice.deadline, fee: notice.fee)
    }
}
