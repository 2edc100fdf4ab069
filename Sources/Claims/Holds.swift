import Basics
import Law

/// What holds a step back, and the day on which the last of it ends by itself (nil: never, or nothing holds).
struct Holds {
    var reasons: [Reason] = []
    var until: Day?
    /// The instalment that broke a payment plan.
    var missedInstalment: Day?

    init(
        _ claim: borrowing Claim, _ standing: borrowing Standing, _ step: Step,
        _ circumstances: borrowing Circumstances, _ plan: Plan, _ conventions: Conventions,
        today: Day
    ) {
        holdForSorting(standing, claim)
        if let objection = standing.objection {
            reasons.append(.disputed(since: objection.since, why: objection.why))
        }
        if let pause = standing.pause, pause.until.map({ today < $0 }) ?? true {
            hold(.paused(until: pause.until, why: pause.why), until: pause.until)
        }
        if let promise = standing.promise {
            let checked = Deadline.nextStep(after: promise, graceBankDays: plan.graceBankDays)
            if today < checked { hold(.promised(by: promise), until: checked) }
        }
        holdForInstalments(claim, plan, today: today)
        if claim.debtorKind == .unknown && conventions.unknownDebtor == .held {
            reasons.append(.kindUnknown)
        }
        hold(circumstances, claim)
        holdForReach(step, standing.undelivered, circumstances.reach, today: today)
        if let limit = circumstances.contactLimit {
            hold(.contactLimit(letters: limit.letters, from: limit.from), until: limit.from)
        }
    }

    /// An old claim is not pressed before a person has said so.
    private mutating func holdForSorting(_ standing: borrowing Standing, _ claim: Claim) {
        if let sorted = standing.sorted {
            guard sorted.pile == .ask else { return }
            reasons.append(.backlog(.lookedInto(since: sorted.on, why: sorted.why)))
        } else if let came = standing.backloggedOn {
            reasons.append(.backlog(.waits(days: came - claim.due, came: came)))
        }
    }

    private mutating func hold(_ reason: Reason, until day: Day?) {
        reasons.append(reason)
        if let day { until = max(until ?? day, day) }
    }

    private mutating func holdForReach(
        _ step: Step, _ undelivered: String?, _ reach: Reach?, today: Day
    ) {
        let hasWay = reach.map { step == .ask || !$0.ways(for: step, on: today).isEmpty } ?? true
        // A letter that came back from one address goes to another by itself.
        if let undelivered, !(hasWay && reach?.hasFaults ?? false) {
            reasons.append(.undelivered(why: undelivered))
        }
        if !hasWay {
            let isNowhere = reach?.ways(for: .nudge, on: today).isEmpty ?? true
            reasons.append(isNowhere ? .noAddress : .noSafeWay)
        }
    }

    private mutating func holdForInstalments(_ claim: Claim, _ plan: Plan, today: Day) {
        guard let open = claim.planStanding(on: today)?.open else { return }
        let checked = Deadline.nextStep(after: open.due, graceBankDays: plan.graceBankDays)
        if today < checked {
            hold(.instalments(next: open.due, amount: open.amount), until: checked)
        } else {
            missedInstalment = open.due
        }
    }

    private mutating func hold(_ circumstances: Circumstances, _ claim: Claim) {
        if let suspect = circumstances.uncertainMoney {
            reasons.append(
                .uncertainMoney(
                    payment: suspect.payment.number, amount: suspect.amount,
                    booked: suspect.booked))
        }
        if let unread = circumstances.unreadMail {
            reasons.append(.unreadMail(mail: unread.mail.number, received: unread.received))
        }
        if !claim.isDocumented { reasons.append(.undocumented) }
        if let difference = circumstances.ledgerDifference {
            reasons.append(.ledgerDiffers(found: difference.found, expected: difference.expected))
        }
        if circumstances.overpaidElsewhere > .zero {
            reasons.append(.overpaid(circumstances.overpaidElsewhere))
        }
    }
}
