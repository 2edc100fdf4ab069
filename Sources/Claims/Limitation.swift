import Basics
import Law

extension Claim {
    /// When the claim lapses, by what is known on `day`.
    ///
    /// A part payment alone acknowledges nothing here: a person notes an acknowledgement, with its evidence.
    ///
    /// The rules are LimitationPeriod's.
    public func limitation(on day: Day, _ conventions: Conventions = .standard) -> LimitationPeriod
    {
        var events: [(on: Day, event: LimitationEvent)] = []
        for fact in facts where fact.on <= day {
            switch fact.event {
            case .acknowledged, .instalmentPlan: events.append((fact.on, .acknowledged))
            case .limitationExtended(let to, _): events.append((fact.on, .extended(to: to)))
            case .legalAction(let action, _): events.append((fact.on, action.limitationEvent))
            default: continue
            }
        }
        events.sort { $0.on < $1.on }
        return LimitationPeriod(due: terms(on: day, conventions).due, events: events)
    }

    /// True when `day` is so early that no warning can hold, whatever happened: spares the calendar for most claims.
    func isFarFromLapsing(on day: Day, due: Day) -> Bool { day - due < 900 }
}

extension LegalAction {
    /// What the step is to the law of limitation.
    public var limitationEvent: LimitationEvent {
        switch self {
        case .conciliationComplaint, .writ, .enforcementPetition, .bankruptcyPetition,
            .filedInEstate, .setOff:
            .action
        case .judgment, .courtSettlement: .decided
        case .enforcementEnded, .estateClosed: .closedUncovered
        case .caseEnded: .endedWithoutDecision
        }
    }
}

extension Decision {
    /// True when money is owed that somebody could still want.
    var isOpen: Bool {
        guard statement.toPay > .zero else { return false }
        for reason in reasons {
            switch reason {
            case .settled, .writtenOff, .backlog(.left): return false
            default: continue
            }
        }
        return true
    }

    /// Adds the warning that holds, if any; a claim that has lapsed is never pressed.
    mutating func watchLimitation(of claim: Claim, _ conventions: Conventions) {
        let day = statement.on
        if claim.isFarFromLapsing(on: day, due: statement.due) {
            let first = statement.due + 900
            nextDay = min(nextDay ?? first, first)
            return
        }
        guard let lastDay = claim.limitation(on: day, conventions).lastDay else { return }
        if lastDay < day {
            verdict = .attention
            reasons = [.lapsed(lastDay: lastDay)]
            nextDay = day
            lapse = Lapse(lastDay: lastDay, warning: nil, isRed: true)
        } else if let warning = LimitationWarning.on(day, lastDay: lastDay) {
            reasons.append(.lapsesOn(lastDay))
            nextDay = min(nextDay ?? day, day)
            lapse = Lapse(
                lastDay: lastDay, warning: warning,
                isRed: LimitationWarning.isRed(day, lastDay: lastDay))
        } else {
            let first = LimitationWarning.sixMonths.begins(lastDay: lastDay)
            nextDay = min(nextDay ?? first, first)
        }
    }
}
