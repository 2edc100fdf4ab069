import Basics
import Law

/// Walks through a claim's money events in order of their effect.
///
/// Claim and law are handed along rather than held: copying them costs more than most claims' arithmetic.
struct RunningAccount {
    let keepsDetails: Bool
    let allocation: Conventions.Allocation
    var statement: Statement
    /// Interest is computed through this day, inclusive; nil when none runs.
    private var accruedThrough: Day?
    /// Payments through this day are in time even though the due date is past: it fell on a day off.
    private let inTimeThrough: Day
    /// The last day that bears interest: bankruptcy opened.
    private var frozenAt: Day?
    /// Days that payment plans keep free of interest, both ends inclusive, in order.
    private var free: [(from: Day, to: Day)] = []
    private var rounding: InterestRounding
    private var feesWaived = Money.zero
    /// The facts whose fees have fallen away, so that a second objection waives them no more.
    private var waivedFacts: Set<Int64> = []
    /// Fees that bear interest from the day after theirs, where the company has chosen that fees do.
    private var maturing: [(day: Day, fee: Money)] = []
    /// Costs that payments and waivers have covered, oldest first.
    private var coveredCosts = Money.zero
    private var placed: [Statement.Placement] = []

    private struct MoneyEvent {
        let day: Day
        let change: Change
        enum Change {
            case pay(Fact.Receipt)
            case reverse(Fact.Receipt)
            case concede(Money)
            case charge(Money, demandsInterest: Bool)
            case compensate(Money)
            case waive(Money)
            /// Fees charged on or after the day (nil: all) fall away.
            case waiveFees(since: Day?)
            case refund(Money)
        }
    }

    init(_ claim: Claim, on day: Day, _ law: borrowing LawBook, keepingDetails: Bool) {
        let conventions = law.conventions
        self.keepsDetails = keepingDetails
        self.allocation = conventions.allocation
        self.rounding = InterestRounding(conventions)
        let terms = claim.terms(on: day, conventions)
        self.statement = Statement(on: day, due: terms.due, principal: claim.principal)
        let base = LateInterest.baseDay(
            due: terms.due, basis: terms.basis, debtor: claim.debtorKind)
        self.accruedThrough = base
        switch conventions.dueOnDayOff {
        case .nextBusinessDay:
            self.inTimeThrough = base.map { NorwegianCalendar.businessDay(onOrAfter: $0) } ?? day
        case .sameDay: self.inTimeThrough = base ?? day
        }
    }

    mutating func run(_ claim: Claim, _ law: borrowing LawBook) {
        if !claim.facts.isEmpty {
            for event in events(claim, law.conventions) { apply(event, claim, law) }
        }
        accrue(through: statement.on, law)
        if keepsDetails { statement.placements = placed }
    }

    private mutating func apply(_ event: MoneyEvent, _ claim: Claim, _ law: borrowing LawBook) {
        switch event.change {
        case .pay(let receipt):
            accrue(through: event.day, law)
            pay(receipt, on: event.day)
        case .reverse(let receipt):
            accrue(through: event.day, law)
            reverse(receipt)
        case .concede(let amount):
            accrue(through: event.day, law)
            statement.credited += amount
            reducePrincipal(by: amount)
        case .charge(let fee, let demandsInterest):
            addCosts { $0.fees += fee }
            if demandsInterest { statement.isInterestDemanded = true }
        case .compensate(let amount): addCosts { $0.compensation = max($0.compensation, amount) }
        case .waive(let amount):
            accrue(through: event.day, law)
            waive(amount)
        case .waiveFees(let since):
            accrue(through: event.day, law)
            waiveFees(since: since, before: event.day, claim)
        case .refund(let amount):
            let part = min(amount, statement.overpaid)
            statement.refunded += part
            statement.overpaid -= part
        }
    }
}

// MARK: - Events

extension RunningAccount {
    /// Money events through the day, in order of effect. Correcting credits are taken off at once.
    private mutating func events(_ claim: Claim, _ conventions: Conventions) -> [MoneyEvent] {
        var events: [MoneyEvent] = []
        var isSorted = true
        var objectedOn: Day?
        for fact in claim.countedFacts where fact.on <= statement.on {
            let raised = objectedOn
            switch fact.event {
            case .disputed: objectedOn = objectedOn ?? fact.on
            case .objectionEnded, .resumed: objectedOn = nil
            default: break
            }
            guard let event = moneyEvent(fact, claim, raised) else { continue }
            if let last = events.last, event.day < last.day { isSorted = false }
            events.append(event)
            if conventions.interestBase == .principalAndFees,
                case .charge(let fee, demandsInterest: true) = event.change
            {
                maturing.append((event.day + 30, fee))
            }
        }
        if !isSorted {
            // Swift's sort is stable, so facts of one day keep the order they were recorded in.
            events.sort { $0.day < $1.day }
        }
        return events
    }

    private mutating func moneyEvent(
        _ fact: Fact, _ claim: Claim, _ objectedOn: Day?
    ) -> MoneyEvent? {
        func event(_ change: MoneyEvent.Change) -> MoneyEvent {
            MoneyEvent(day: fact.on, change: change)
        }
        switch fact.event {
        case .paid(let receipt):
            return MoneyEvent(day: min(fact.on, receipt.ordered ?? fact.on), change: .pay(receipt))
        case .reversed(let receipt): return event(.reverse(receipt))
        case .credited(let credit):
            if !credit.corrects { return event(.concede(credit.amount)) }
            statement.credited += credit.amount
            reducePrincipal(by: credit.amount)
            return nil
        case .chargedBefore(let fee): return event(.charge(fee, demandsInterest: false))
        case .noticed(let notice):
            if claim.isCalledBack(notice.id, through: statement.on) { return nil }
            return MoneyEvent(
                day: notice.sentOn,
                change: .charge(notice.fee, demandsInterest: notice.step > .nudge))
        case .compensationClaimed(let amount): return event(.compensate(amount))
        case .waived(let amount, _): return event(.waive(amount))
        case .refunded(let amount, _): return event(.refund(amount))
        case .objectionEnded(.reasonable, _): return event(.waiveFees(since: nil))
        case .objectionEnded(.reasonableButLate, _):
            return event(.waiveFees(since: objectedOn ?? fact.on))
        case .insolvent(.bankruptcy, _):
            frozenAt = min(frozenAt ?? fact.on, fact.on)
            return nil
        case .insolvencyEnded:
            frozenAt = nil
            return nil
        case .instalmentPlan:
            free = claim.interestFreeDays(on: statement.on)
            return nil
        case .misplaced, .recalled, .undelivered, .delivered, .paused, .resumed, .disputed,
            .promised, .exempted, .writtenOff, .deferred, .basisKnown, .acknowledged, .handedOver,
            .takenBack,
            .insolvent, .legalAction, .limitationExtended, .objectionEnded, .lossEstablished,
            .backlogged, .sorted:
            return nil
        }
    }
}

// MARK: - Interest

extension RunningAccount {
    /// Adds interest through `day`, inclusive, leaving out days that bear none.
    private mutating func accrue(through day: Day, _ law: borrowing LawBook) {
        let day = frozenAt.map { min($0, day) } ?? day
        guard let from = accruedThrough, day > from, day > inTimeThrough,
            statement.missingRate == nil
        else { return }
        accruedThrough = day
        var start = from
        for stretch in free where stretch.to > start && stretch.from <= day {
            add(after: start, through: min(day, stretch.from - 1), law)
            start = stretch.to
        }
        add(after: start, through: day, law)
    }

    /// Adds interest on days that all bear it, a stretch anew where fees begin to.
    private mutating func add(after from: Day, through day: Day, _ law: borrowing LawBook) {
        var start = from
        for change in maturing.map(\.day).sorted() where change > start && change < day {
            if bearingFees(after: change) == bearingFees(after: start) { continue }
            addStretch(after: start, through: change, law)
            start = change
        }
        addStretch(after: start, through: day, law)
    }

    private mutating func addStretch(
        after from: Day, through day: Day, _ law: borrowing LawBook
    ) {
        let balance = statement.openPrincipal + bearingFees(after: from)
        guard day > from, balance > .zero else { return }
        do throws(MissingRate) {
            if keepsDetails {
                let segments = try LateInterest.segments(
                    on: balance, after: from, through: day, law: law, rounding: &rounding)
                statement.segments += segments
                addInterest(segments.map(\.amount).sum())
            } else {
                addInterest(
                    try LateInterest.total(
                        on: balance, after: from, through: day, law: law, rounding: &rounding))
            }
            if statement.interestFrom == nil {
                statement.interestFrom =
                    law.conventions.firstInterestDay == .onDue ? from : from + 1
            }
        } catch {
            statement.missingRate = error
        }
    }

    /// Fees that bear interest: those demanded for 30 days, less what has covered costs.
    private func bearingFees(after day: Day) -> Money {
        if maturing.isEmpty { return .zero }
        let matured = maturing.filter { $0.day <= day }.map(\.fee).sum()
        return max(.zero, min(matured - coveredCosts, statement.openCosts))
    }

    private mutating func addInterest(_ amount: Money) {
        statement.interest += amount
        statement.openInterest += amount
    }
}

// MARK: - Costs

extension RunningAccount {
    /// Fees that stand, or the compensation when that is more.
    private var netCosts: Money { max(statement.compensation, statement.fees - feesWaived) }

    /// Makes a change to fees or compensation; what it adds after set-off is owed.
    private mutating func addCosts(_ change: (inout Statement) -> Void) {
        let before = netCosts
        change(&statement)
        let added = netCosts - before
        statement.costs += added
        statement.openCosts += added
    }

    /// Lets fees go. What was paid on them covers interest, then principal, and the rest is overpaid.
    private mutating func waiveFees(since: Day?, before day: Day, _ claim: Claim) {
        let standing = netCosts
        var sum = Money.zero
        for fact in claim.facts where fact.on <= day && !waivedFacts.contains(fact.id) {
            switch fact.event {
            case .noticed(let notice):
                let isCounted = since.map { notice.sentOn >= $0 } ?? true
                guard isCounted, !claim.isCalledBack(notice.id, through: statement.on) else {
                    continue
                }
                sum += notice.fee
            case .chargedBefore(let fee):
                guard since == nil else { continue }
                sum += fee
            default: continue
            }
            waivedFacts.insert(fact.id)
        }
        feesWaived = min(feesWaived + sum, statement.fees)
        let waived = standing - netCosts
        statement.waived += waived
        maturing.removeAll { fee in
            let charged = fee.day - 30
            return charged <= day && since.map { charged >= $0 } ?? true
        }
        var rest = waived
        take(&rest, from: \.openCosts)
        // What had been paid on them is free again.
        coveredCosts -= min(rest, coveredCosts)
        take(&rest, from: \.openInterest)
        take(&rest, from: \.openPrincipal)
        statement.overpaid += rest
    }

    private mutating func waive(_ amount: Money) {
        var rest = amount
        take(&rest, from: \.openCosts)
        coveredCosts += amount - rest
        take(&rest, from: \.openInterest)
        take(&rest, from: \.openPrincipal)
        statement.waived += amount - rest
    }
}

// MARK: - Payments

extension RunningAccount {
    private mutating func pay(_ receipt: Fact.Receipt, on day: Day) {
        statement.paid += receipt.amount
        var rest = receipt.amount
        let before = statement
        let rule: Statement.Placement.Rule
        if let designation = receipt.designation {
            rule = .designated(designation)
            take(&rest, from: designation.open)
        } else if rest == statement.openPrincipal {
            rule = .equalsPrincipal
            take(&rest, from: \.openPrincipal)
        } else {
            rule = .order(allocation)
        }
        for open in order { take(&rest, from: open) }
        statement.overpaid += rest
        coveredCosts += before.openCosts - statement.openCosts
        placed.append(
            Statement.Placement(
                payment: receipt.payment, on: day,
                costs: before.openCosts - statement.openCosts,
                interest: before.openInterest - statement.openInterest,
                principal: before.openPrincipal - statement.openPrincipal, overpaid: rest,
                rule: rule))
    }

    private var order: [WritableKeyPath<Statement, Money>] {
        switch allocation {
        case .costsInterestPrincipal: [\.openCosts, \.openInterest, \.openPrincipal]
        case .costsDemandedInterestPrincipal:
            statement.isInterestDemanded
                ? [\.openCosts, \.openInterest, \.openPrincipal]
                : [\.openCosts, \.openPrincipal, \.openInterest]
        case .interestCostsPrincipal: [\.openInterest, \.openCosts, \.openPrincipal]
        case .principalFirst: [\.openPrincipal, \.openInterest, \.openCosts]
        }
    }

    /// Opens again what the payment had covered, as far as the reversal reaches: principal first.
    private mutating func reverse(_ receipt: Fact.Receipt) {
        statement.paid -= receipt.amount
        var rest = receipt.amount
        for index in placed.indices where placed[index].payment == receipt.payment {
            let over = min(rest, placed[index].overpaid, statement.overpaid)
            let principal = min(rest - over, placed[index].principal)
            let interest = min(rest - over - principal, placed[index].interest)
            let costs = min(rest - over - principal - interest, placed[index].costs)
            statement.overpaid -= over
            statement.openPrincipal += principal
            statement.openInterest += interest
            statement.openCosts += costs
            coveredCosts -= costs
            placed[index].overpaid -= over
            placed[index].principal -= principal
            placed[index].interest -= interest
            placed[index].costs -= costs
            rest -= over + principal + interest + costs
        }
        statement.openPrincipal += rest
    }

    private mutating func reducePrincipal(by amount: Money) {
        var rest = amount
        take(&rest, from: \.openPrincipal)
        statement.overpaid += rest
    }

    private mutating func take(_ rest: inout Money, from open: WritableKeyPath<Statement, Money>) {
        let part = min(rest, max(.zero, statement[keyPath: open]))
        statement[keyPath: open] -= part
        rest -= part
    }
}

extension Fact.Designation {
    fileprivate var open: WritableKeyPath<Statement, Money> {
        switch self {
        case .principal: \.openPrincipal
        case .interest: \.openInterest
        case .costs: \.openCosts
        }
    }
}
