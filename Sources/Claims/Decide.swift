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
    _ claim: Claim, policy: Policy, law: LawBook, today: Day,
    circumstances: Circumstances = .clear
) -> Decision {
    let statement = Statement(of: claim, on: today, law: law)
    let standing = Standing(claim, through: today)
    if let ending = ending(claim, policy, standing, statement) { return ending }

    let step = standing.nextStep
    let (earliest, lawful, reason) = earliest(step, claim, policy.plan, standing)
    var holds = holds(claim, standing, circumstances, policy.plan, today: today)
    if today < earliest {
        return Decision(
            verdict: .wait(step, until: earliest), reasons: [reason] + holds.reasons,
            statement: statement, nextDay: earliest)
    }
    if step == .ask {
        return Decision(
            verdict: .ask, reasons: [.ladderClimbed] + holds.reasons, statement: statement,
            nextDay: today)
    }
    var proposal: Proposal?
    do throws(MissingRate) {
        proposal = try propose(
            step, claim, policy, standing, statement, law: law, today: today, lawfulFrom: lawful)
    } catch {
        holds.reasons.append(.missingRate(error))
    }
    guard let proposal, holds.reasons.isEmpty else {
        return Decision(
            verdict: .hold(step), reasons: holds.reasons, statement: statement,
            nextDay: holds.until ?? today)
    }
    var reasons = [reason]
    if let fee = proposal.fee { reasons.append(.fee(fee.reason)) }
    if claim.debtorKind == .unknown { reasons.append(.treatedAsConsumer) }
    return Decision(
        verdict: .send(proposal), reasons: reasons, statement: statement, nextDay: today)
}

/// The rest of a claim below which it is proposed for waiver: 50 kroner, as tax law has it for its own
/// claims. Private law has no rule.
public let smallResidual = Money(kroner: 50)

/// The answer when the ladder has nothing to climb for; nil when it has.
private func ending(
    _ claim: Claim, _ policy: Policy, _ standing: Standing, _ statement: Statement
) -> Decision? {
    func end(_ verdict: Decision.Verdict, _ reasons: [Reason], next: Day? = nil) -> Decision {
        Decision(verdict: verdict, reasons: reasons, statement: statement, nextDay: next)
    }
    if let loss = standing.loss { return end(.closed, [.writtenOff(on: loss.on, why: loss.why)]) }
    if statement.overpaid > .zero {
        return end(.attention, [.overpaid(statement.overpaid)], next: statement.on)
    }
    if statement.openPrincipal <= .zero {
        if statement.openFees == .zero && !statement.isInterestDemanded
            || statement.toPay == .zero
        {
            return end(.closed, [.settled])
        }
        return end(.attention, [.onlyCostsLeft(statement.toPay)], next: statement.on)
    }
    if let why = policy.exempt ?? standing.exemption { return end(.closed, [.exempt(why: why)]) }
    if statement.on <= claim.due {
        let first = claim.due + max(1, policy.plan.nudgeDays)
        return end(.wait(.nudge, until: first), [.notDue(due: claim.due)], next: first)
    }
    let hasBeenReduced = statement.paid > .zero || statement.credited > .zero
    if hasBeenReduced && statement.toPay < smallResidual {
        return end(.attention, [.smallResidual(statement.toPay)], next: statement.on)
    }
    return nil
}

/// The first day the plan lets the step be taken, the first day the law does, and what decides.
private func earliest(
    _ step: Step, _ claim: Claim, _ plan: Plan, _ standing: Standing
) -> (planned: Day, lawful: Day, reason: Reason) {
    let last = standing.notices.last
    switch step {
    case .nudge:
        let lawful = claim.due + 1
        let planned = max(lawful, claim.due + plan.nudgeDays)
        return (planned, lawful, .overdue(since: lawful))
    case .reminder:
        let lawful = CreditorFee.earliest(due: claim.due)
        let afterNudge = last.map { $0.sentOn + plan.nudgeGapDays } ?? lawful
        let planned = max(lawful, claim.due + plan.reminderDays, afterNudge)
        return (
            planned, lawful,
            planned > lawful ? .planWaits(until: planned) : .allowed(.reminder, from: lawful)
        )
    case .collectionNotice, .paymentDemand, .ask:
        // A letter without a deadline cannot have been missed; its date is then the day to count from.
        let deadline = last.map { $0.deadline ?? $0.sentOn } ?? claim.due
        let lawful = Deadline.nextStep(after: deadline, graceBankDays: 0)
        let planned = Deadline.nextStep(after: deadline, graceBankDays: plan.graceBankDays)
        return (planned, lawful, .deadlineRuns(deadline: deadline))
    }
}

/// What holds a step back, and the day on which the last of it ends by itself (nil: never, or nothing holds).
private func holds(
    _ claim: Claim, _ standing: Standing, _ circumstances: Circumstances, _ plan: Plan, today: Day
) -> (reasons: [Reason], until: Day?) {
    var reasons: [Reason] = []
    var until: Day?
    if let objection = standing.objection {
        reasons.append(.disputed(since: objection.since, why: objection.why))
    }
    if let pause = standing.pause, pause.until.map({ today < $0 }) ?? true {
        reasons.append(.paused(until: pause.until, why: pause.why))
        until = pause.until
    }
    if let promise = standing.promise {
        let checked = Deadline.nextStep(after: promise, graceBankDays: plan.graceBankDays)
        if today < checked {
            reasons.append(.promised(by: promise))
            until = max(until ?? checked, checked)
        }
    }
    if let suspect = circumstances.uncertainMoney {
        reasons.append(
            .uncertainMoney(
                payment: suspect.payment.number, amount: suspect.amount, booked: suspect.booked))
    }
    if !claim.isDocumented { reasons.append(.undocumented) }
    if let difference = circumstances.ledgerDifference {
        reasons.append(.ledgerDiffers(found: difference.found, expected: difference.expected))
    }
    if circumstances.overpaidElsewhere > .zero {
        reasons.append(.overpaid(circumstances.overpaidElsewhere))
    }
    if let why = standing.undelivered { reasons.append(.undelivered(why: why)) }
    if !circumstances.canBeReached { reasons.append(.noAddress) }
    return (reasons, until)
}

private func propose(
    _ step: Step, _ claim: Claim, _ policy: Policy, _ standing: Standing, _ statement: Statement,
    law: LawBook, today: Day, lawfulFrom: Day
) throws(MissingRate) -> Proposal {
    guard let kind = step.letterKind else {
        // A nudge asks for what the invoice said, nothing more.
        return Proposal(
            step: step, round: standing.round(at: step), sentOn: today, lawfulFrom: lawfulFrom,
            deadline: nil, fee: nil,
            tone: policy.tone(at: step), interest: .zero,
            toPay: statement.openPrincipal + statement.openFees)
    }
    if let missing = statement.missingRate { throw missing }
    let fee = try CreditorFee.decide(
        kind, due: claim.due, sentOn: today, earlier: standing.letters, law: law)
    return Proposal(
        step: step, round: standing.round(at: step), sentOn: today, lawfulFrom: lawfulFrom,
        deadline: Deadline.toPrint(sentOn: today, days: policy.plan.deadlineDays), fee: fee,
        tone: policy.tone(at: step), interest: statement.openInterest,
        toPay: statement.toPay + fee.amount)
}
