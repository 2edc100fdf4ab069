import Basics
import Law

/// What may be done about a claim on a day.
///
/// Pure: the same claim, policy, law, day and circumstances always give the same answer, so it serves
/// "what today?", "why was this sent?" and "what if?" alike. Facts later than `today` are not seen.
///
/// The ladder is nudge → reminder → collection notice → payment demand → ask. A step is taken
/// only after the one before it, never before its lawful day, and never while a hold stands.
public func decide(
    _ claim: Claim, policy: Policy, law: borrowing LawBook, today: Day,
    circumstances: Circumstances = .clear
) -> Decision {
    var decision = climb(
        claim, policy: policy, law: law, today: today, circumstances: circumstances)
    if decision.isOpen { decision.watchLimitation(of: claim, law.conventions) }
    return decision
}

/// The decision, but for the law of limitation.
private func climb(
    _ claim: Claim, policy: Policy, law: borrowing LawBook, today: Day,
    circumstances: Circumstances
) -> Decision {
    let statement = Statement(of: claim, on: today, law: law)
    let standing = Standing(claim, through: today)
    let due = statement.due
    if let ending = ending(claim, policy, standing, statement, law.conventions, due: due) {
        return ending
    }
    let rung = Rung(policy.plan, standing, law, due: due, today: today)
    var holds = Holds(
        claim, standing, rung.step, circumstances, policy.plan, law.conventions, today: today)
    if today < rung.planned {
        return Decision(
            verdict: .wait(rung.step, until: rung.planned), reasons: [rung.reason] + holds.reasons,
            statement: statement, nextDay: rung.planned)
    }
    if rung.step == .ask {
        let ends: [Reason] = rung.isAgencyOnly ? [.agencyOnly, .ladderClimbed] : [.ladderClimbed]
        return Decision(
            verdict: .ask, reasons: ends + holds.reasons, statement: statement, nextDay: today)
    }
    var proposal: Proposal?
    do throws(MissingRate) {
        proposal = try propose(rung, policy, standing, statement, due: due, law: law, today: today)
    } catch {
        holds.reasons.append(.missingRate(error))
    }
    guard let proposal, holds.reasons.isEmpty else {
        return Decision(
            verdict: .hold(rung.step), reasons: holds.reasons, statement: statement,
            nextDay: holds.until ?? today)
    }
    return Decision(
        verdict: .send(proposal), reasons: reasons(rung, proposal, claim, holds),
        statement: statement, nextDay: today)
}

/// Why the letter may go, the most telling first.
private func reasons(
    _ rung: Rung, _ proposal: Proposal, _ claim: Claim, _ holds: Holds
) -> [Reason] {
    var reasons = [rung.reason]
    if let fee = proposal.fee { reasons.append(.fee(fee.reason)) }
    if proposal.isTransferWarning { reasons.append(.transferWarning) }
    if let missed = holds.missedInstalment { reasons.append(.planBroken(missed: missed)) }
    if claim.debtorKind == .unknown { reasons.append(.treatedAsConsumer) }
    return reasons
}

/// The answer when the ladder has nothing to climb for; nil when it has.
private func ending(
    _ claim: Claim, _ policy: Policy, _ standing: Standing, _ statement: Statement,
    _ conventions: Conventions, due: Day
) -> Decision? {
    func end(_ verdict: Decision.Verdict, _ reasons: [Reason], next: Day? = nil) -> Decision {
        Decision(verdict: verdict, reasons: reasons, statement: statement, nextDay: next)
    }
    if let loss = standing.loss { return end(.closed, [.writtenOff(on: loss.on, why: loss.why)]) }
    if statement.overpaid > .zero {
        return end(.attention, [.overpaid(statement.overpaid)], next: statement.on)
    }
    if statement.isInvoicePaid {
        if statement.costs == .zero && !statement.isInterestDemanded || statement.toPay == .zero {
            return end(.closed, [.settled])
        }
        return end(.attention, [.onlyCostsLeft(statement.toPay)], next: statement.on)
    }
    if let why = policy.exempt ?? standing.exemption { return end(.closed, [.exempt(why: why)]) }
    if let sorted = standing.sorted, sorted.pile == .leave {
        return end(.closed, [.backlog(.left(since: sorted.on, why: sorted.why))])
    }
    if let agency = standing.agency {
        return end(.closed, [.handedOver(to: agency.name, on: agency.on)])
    }
    if let insolvency = standing.insolvency {
        return end(
            .attention, [.insolvent(insolvency.kind, since: insolvency.since)],
            next: statement.on)
    }
    if statement.on <= due {
        let first = due + max(1, policy.plan.nudgeDays)
        return end(.wait(.nudge, until: first), [.notDue(due: due)], next: first)
    }
    let hasBeenReduced = statement.paid > .zero || statement.credited > .zero
    if hasBeenReduced && statement.toPay < conventions.smallResidual {
        return end(.attention, [.smallResidual(statement.toPay)], next: statement.on)
    }
    return nil
}

/// The next letter: the first day the plan lets it go, the first day the law does, and what decides.
private struct Rung {
    let step: Step
    let planned: Day
    let lawful: Day
    let reason: Reason
    /// True when the ladder ends here because the next letter is an agency's.
    let isAgencyOnly: Bool

    init(
        _ plan: Plan, _ standing: borrowing Standing, _ law: borrowing LawBook, due: Day, today: Day
    ) {
        let step = standing.nextStep(.act1988, due: due)
        let days = Self.days(step, plan, standing, due: due)
        // The act in force on the letter's own day decides what the letter is.
        let regime = law.regime(on: max(today, days.planned))
        self.step = standing.nextStep(regime, due: due)
        self.isAgencyOnly = self.step != step
        self.planned = days.planned
        self.lawful = days.lawful
        self.reason = days.reason
    }

    private static func days(
        _ step: Step, _ plan: Plan, _ standing: borrowing Standing, due: Day
    ) -> (planned: Day, lawful: Day, reason: Reason) {
        let last = standing.last(after: due)
        switch step {
        case .nudge:
            // A deadline given before a later due date was agreed is still a word given.
            let running = standing.notices.compactMap(\.deadline).max().flatMap {
                $0 > due ? $0 : nil
            }
            let lawful = running.map { Deadline.nextStep(after: $0, graceBankDays: 0) } ?? due + 1
            let planned = max(
                lawful, due + plan.nudgeDays,
                running.map { Deadline.nextStep(after: $0, graceBankDays: plan.graceBankDays) }
                    ?? lawful)
            return (planned, lawful, .overdue(since: lawful))
        case .reminder:
            let lawful = CreditorFee.earliest(due: due)
            let afterNudge = last.map { $0.sentOn + plan.nudgeGapDays } ?? lawful
            let planned = max(lawful, due + plan.reminderDays, afterNudge)
            return (
                planned, lawful,
                planned > lawful ? .planWaits(until: planned) : .allowed(.reminder, from: lawful)
            )
        case .collectionNotice, .paymentDemand, .ask:
            // A letter without a deadline cannot have been missed; its date is then the day to count from.
            let deadline = last.map { $0.deadline ?? $0.sentOn } ?? due
            let lawful = Deadline.nextStep(after: deadline, graceBankDays: 0)
            let planned = Deadline.nextStep(after: deadline, graceBankDays: plan.graceBankDays)
            return (planned, lawful, .deadlineRuns(deadline: deadline))
        }
    }
}

private func propose(
    _ rung: Rung, _ policy: Policy, _ standing: Standing, _ statement: Statement, due: Day,
    law: borrowing LawBook, today: Day
) throws(MissingRate) -> Proposal {
    let step = rung.step
    let regime = law.regime(on: today)
    func proposal(deadline: Day?, fee: FeeDecision?, interest: Money, toPay: Money) -> Proposal {
        let tone = policy.tone(at: step)
        return Proposal(
            step: step, round: standing.round(at: step), regime: regime,
            sentOn: today, lawfulFrom: rung.lawful, deadline: deadline, fee: fee,
            tone: tone.tone, toneReason: tone.reason, interest: interest, toPay: toPay)
    }
    // A nudge asks for what is left of the invoice and of fees: interest nobody has asked for yet is not in it.
    let asked = statement.openInvoice + statement.openCosts
    guard let kind = step.letterKind else {
        return proposal(deadline: nil, fee: nil, interest: .zero, toPay: asked)
    }
    let deadline = Deadline.toPrint(
        sentOn: today, days: policy.plan.deadlineDays, conventions: law.conventions)
    do throws(MissingRate) {
        if let missing = statement.missingRate { throw missing }
        let fee = try standing.fee(of: kind, due: due, sentOn: today, statement, law)
        return proposal(
            deadline: deadline, fee: fee, interest: statement.interest,
            toPay: statement.toPay + fee.amount)
    } catch {
        guard kind == .reminder, law.conventions.missingRate == .friendlyLetterGoes else {
            throw error
        }
        return proposal(
            deadline: deadline, fee: FeeDecision(amount: .zero, reason: .missingRate(error)),
            interest: .zero, toPay: asked)
    }
}

extension Standing {
    /// What a letter may add, after what standard compensation already covers.
    func fee(
        of kind: LetterKind, due: Day, sentOn: Day, _ statement: Statement,
        _ law: borrowing LawBook
    ) throws(MissingRate) -> FeeDecision {
        let decision = try CreditorFee.decide(
            kind, due: due, sentOn: sentOn, earlier: letters, law: law)
        guard statement.compensation > .zero, decision.amount > .zero else { return decision }
        let standing = max(statement.compensation, statement.fees)
        let added = max(statement.compensation, statement.fees + decision.amount) - standing
        return added == decision.amount
            ? decision : FeeDecision(amount: added, reason: .coveredByCompensation)
    }
}
