import Basics

/// A payment plan agreed in writing (nedbetalingsavtale): days and amounts.
///
/// While it is kept nothing is sent. An instalment that is not paid by its day breaks the plan, and the ladder goes on
/// from where it stood. Signing one acknowledges the claim, so limitation starts anew.
///
/// ```scenario
/// claim consumer principal 3000.00 due 2026-08-03
/// 2026-08-17 instalment-plan 1500.00 on 2026-09-15, 1500.00 on 2026-10-15 without-interest
/// 2026-09-16
/// # The days before the plan bear interest, and those after the instalment that was missed.
/// expect interest 15.11
/// expect next hold nudge instalments
/// 2026-09-18
/// expect next send nudge
/// ```
///
/// - Source: inkassoloven (2026) § 16 (4): due dates and amounts in writing, already done here;
///   foreldelsesloven § 14.
public struct InstalmentPlan: Hashable, Sendable {
    public struct Instalment: Hashable, Sendable {
        /// The last day to pay, inclusive.
        public let due: Day
        /// In øre, positive.
        public let amount: Money

        public init(due: Day, amount: Money) {
            self.due = due
            self.amount = amount
        }
    }

    /// Oldest first; never empty.
    public let instalments: [Instalment]
    /// False when the creditor has promised no interest for as long as the plan is kept.
    public let bearsInterest: Bool

    /// - Throws: `Diagnostic` when there is no instalment, a day stands twice, or an amount is not positive.
    public init(_ instalments: [Instalment], bearsInterest: Bool = true) throws(Diagnostic) {
        let sorted = instalments.sorted { $0.due < $1.due }
        let isValid =
            !sorted.isEmpty && sorted.allSatisfy { $0.amount > .zero }
            && zip(sorted, sorted.dropFirst()).allSatisfy { $0.due < $1.due }
        guard isValid else {
            throw Diagnostic(
                "plan.instalments", place: "instalment plan",
                found: sorted.map { "\($0.due.iso):\($0.amount.decimal)" }.joined(separator: " "),
                expected: "one or more positive amounts, each on a day of its own",
                remedy: "write each instalment as DAY:AMOUNT")
        }
        self.instalments = sorted
        self.bearsInterest = bearsInterest
    }

    /// `amount` in `count` equal parts a month apart, each on a business day, the odd øre in the last.
    public static func sharing(_ amount: Money, over count: Int, from first: Day) -> [Instalment] {
        let each = amount.ore / Int64(max(1, count))
        return (0..<max(1, count)).map { index in
            let isLast = index == max(1, count) - 1
            return Instalment(
                due: NorwegianCalendar.businessDay(onOrAfter: first.adding(months: index)),
                amount: isLast ? amount - Money(ore: each * Int64(index)) : Money(ore: each))
        }
    }

    public var total: Money { instalments.map(\.amount).sum() }
    public var last: Day { instalments[instalments.count - 1].due }

    /// The first instalment that `paid` (since the plan was made) does not reach; nil when it reaches them all.
    func firstOpen(paid: Money) -> Instalment? {
        var sum = Money.zero
        for instalment in instalments {
            sum += instalment.amount
            if sum > paid { return instalment }
        }
        return nil
    }
}

extension Claim {
    /// The payment plan that was agreed last, and what has been paid since; nil when there is none.
    func planStanding(on day: Day) -> (
        plan: InstalmentPlan, agreedOn: Day, open: InstalmentPlan.Instalment?
    )? {
        var agreed: (plan: InstalmentPlan, on: Day)?
        var paid = Money.zero
        for fact in countedFacts where fact.on <= day {
            switch fact.event {
            case .instalmentPlan(let plan):
                agreed = (plan, fact.on)
                paid = .zero
            case .paid(let receipt): paid += receipt.amount
            case .reversed(let receipt): paid -= receipt.amount
            default: continue
            }
        }
        return agreed.map { ($0.plan, $0.on, $0.plan.firstOpen(paid: paid)) }
    }

    /// The days that plans keep free of interest, each stretch inclusive at both ends, in order: from the day after a plan was
    /// agreed through its last instalment, through the first one that was missed, or through the day a new plan took its
    /// place. What is paid late mends nothing here: the promise was for a plan that is kept.
    func interestFreeDays(on day: Day) -> [(from: Day, to: Day)] {
        var stretches: [(from: Day, to: Day)] = []
        var agreed: (plan: InstalmentPlan, on: Day, since: Int64)?
        for fact in facts where fact.on <= day {
            guard case .instalmentPlan(let plan) = fact.event else { continue }
            if let agreed { add(agreed, before: fact.on, on: day, to: &stretches) }
            agreed = (plan, fact.on, fact.id)
        }
        if let agreed { add(agreed, before: nil, on: day, to: &stretches) }
        return stretches
    }

    private func add(
        _ agreed: (plan: InstalmentPlan, on: Day, since: Int64), before next: Day?, on day: Day,
        to stretches: inout [(from: Day, to: Day)]
    ) {
        guard !agreed.plan.bearsInterest else { return }
        var last = firstMissed(agreed.plan, since: agreed.since, on: day) ?? agreed.plan.last
        if let next { last = min(last, next) }
        let first = max(agreed.on + 1, (stretches.last?.to ?? agreed.on) + 1)
        if last >= first { stretches.append((first, last)) }
    }

    /// The day of the first instalment that had not been paid for by then; nil when none is missed on `day`.
    private func firstMissed(_ plan: InstalmentPlan, since id: Int64, on day: Day) -> Day? {
        var due = Money.zero
        for instalment in plan.instalments {
            due += instalment.amount
            let last = NorwegianCalendar.businessDay(onOrAfter: instalment.due)
            guard last < day else { return nil }
            if paid(since: id, through: last) < due { return instalment.due }
        }
        return nil
    }

    /// What was received after a fact was recorded, counted from the payer's order, less what went back.
    private func paid(since id: Int64, through day: Day) -> Money {
        countedFacts.reduce(.zero) { sum, fact in
            guard fact.id > id else { return sum }
            switch fact.event {
            case .paid(let receipt):
                return min(fact.on, receipt.ordered ?? fact.on) <= day ? sum + receipt.amount : sum
            case .reversed(let receipt): return fact.on <= day ? sum - receipt.amount : sum
            default: return sum
            }
        }
    }
}
