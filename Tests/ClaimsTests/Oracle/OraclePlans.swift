import Basics
import Claims

/// Which days payment plans keep free of interest.
enum OraclePlans {
    /// From the day after a plan without interest was agreed, through its last instalment, through the first one that
    /// was missed, or until another plan took its place.
    static func freeDays(_ known: [Fact], on day: Day, _ quirks: Quirks) -> [ClosedRange<Day>] {
        var free: [ClosedRange<Day>] = []
        for (index, fact) in known.enumerated() {
            guard case .instalmentPlan(let plan) = fact.event, !plan.bearsInterest else { continue }
            let later = Array(known[(index + 1)...])
            let next = later.first { if case .instalmentPlan = $0.event { true } else { false } }
            if next != nil && quirks.contains(.newPlanEndsEarlierPromise) { continue }
            var end = plan.instalments.map(\.due).max()!
            if let missed = firstMissed(plan, later, on: day, quirks) { end = min(end, missed) }
            if let next { end = min(end, next.on) }
            if end > fact.on { free.append((fact.on + 1)...end) }
        }
        return free
    }

    /// The due day of the first instalment that had not been paid when its day, moved past days off, was over.
    private static func firstMissed(
        _ plan: InstalmentPlan, _ later: [Fact], on day: Day, _ quirks: Quirks
    ) -> Day? {
        var promised = 0
        for instalment in plan.instalments {
            promised += Int(instalment.amount.ore)
            let last = TypedLaw.businessDay(onOrAfter: instalment.due)
            if last >= day { return nil }
            var paid = 0
            for fact in later {
                if case .instalmentPlan = fact.event { break }
                guard case .paid(let receipt) = fact.event else { continue }
                let isInTime = (receipt.ordered ?? fact.on) <= last
                guard isInTime || quirks.contains(.latePaymentMendsPlan) else { continue }
                paid += Int(receipt.amount.ore)
            }
            if paid < promised { return instalment.due }
        }
        return nil
    }
}
