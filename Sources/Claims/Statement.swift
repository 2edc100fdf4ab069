import Basics
import Law

/// What a claim comes to on a day, computed from its facts.
///
/// principal − credited + interest + fees − paid + overpaid = to pay, always and to the øre.
///
/// Payments are set against fees, then demanded interest, then principal, then interest nobody has
/// demanded; except that a payment equal to the open principal, or said to be for it, goes to the
/// principal first. Interest counts as demanded once a letter that states it has been sent: nobody can have
/// meant to pay what no one had asked for.
///
///     principal 50 000,00 due 2026-01-15, 20 000,00 paid on 2026-03-01
///     on 2026-06-30: interest 739,73 + 1 193,42 = 1 933,15
///
/// - Source: forsinkelsesrenteloven §§ 2–3 (interest), the ministry's law department 1999 (the debtor
///   chooses what a payment is for; if silent, the creditor).
public struct Statement: Hashable, Sendable {
    /// The day it speaks of; facts of that day are in it.
    public let on: Day
    public let principal: Money
    public internal(set) var credited = Money.zero
    public internal(set) var paid = Money.zero
    /// Late interest in all, paid or not.
    public internal(set) var interest = Money.zero
    /// Fees charged in all, paid or not.
    public internal(set) var fees = Money.zero
    public internal(set) var openPrincipal: Money
    public internal(set) var openInterest = Money.zero
    public internal(set) var openFees = Money.zero
    /// Received beyond what was owed.
    public internal(set) var overpaid = Money.zero
    /// The first day that bears interest; nil when none does.
    public internal(set) var interestFrom: Day?
    /// How the interest comes about; empty unless asked for.
    public internal(set) var segments: [InterestSegment] = []
    /// Set when interest could not be computed through `on`; then `interest` stops before the missing rate
    /// and nothing may be charged.
    public internal(set) var missingRate: MissingRate?
    /// True once a letter has asked for interest.
    public internal(set) var isInterestDemanded = false

    /// What is owed in all.
    public var toPay: Money { openPrincipal + openInterest + openFees }

    /// Computes the statement at the end of `day`.
    ///
    /// - Parameter keepingSegments: fills ``segments``; leave it out where only sums are wanted.
    public init(of claim: Claim, on day: Day, law: LawBook, keepingSegments: Bool = false) {
        var account = RunningAccount(claim, on: day, keepingSegments: keepingSegments)
        account.run(claim, law)
        self = account.statement
    }

    init(on: Day, principal: Money) {
        self.on = on
        self.principal = principal
        self.openPrincipal = principal
    }
}

/// Walks through a claim's money events in order of their effect.
///
/// Claim and law are handed along rather than held: copying them costs more than most claims' arithmetic.
private struct RunningAccount {
    let keepsSegments: Bool
    var statement: Statement
    /// Interest is computed through this day, inclusive; nil when none runs.
    var accruedThrough: Day?
    /// Payments through this day are in time even though the due date is past: it fell on a day off.
    let inTimeThrough: Day
    var placed:
        [(payment: PaymentID, fees: Money, interest: Money, principal: Money, over: Money)] = []

    struct MoneyEvent {
        let day: Day
        let change: Change
        enum Change {
            case pay(Fact.Receipt)
            case reverse(Fact.Receipt)
            case credit(Money)
            case charge(Money, demandsInterest: Bool)
        }
    }

    init(_ claim: Claim, on day: Day, keepingSegments: Bool) {
        self.keepsSegments = keepingSegments
        self.statement = Statement(on: day, principal: claim.principal)
        let base = LateInterest.baseDay(due: claim.due, basis: claim.dueBasis)
        self.accruedThrough = base
        self.inTimeThrough = base.map { NorwegianCalendar.businessDay(onOrAfter: $0) } ?? day
    }

    mutating func run(_ claim: Claim, _ law: borrowing LawBook) {
        let base = accruedThrough
        for event in claim.facts.isEmpty ? [] : events(claim) {
            switch event.change {
            case .pay(let receipt):
                accrue(through: event.day, law)
                pay(receipt)
            case .reverse(let receipt):
                accrue(through: event.day, law)
                reverse(receipt)
            case .credit(let amount):
                accrue(through: event.day, law)
                statement.credited += amount
                reducePrincipal(by: amount)
            case .charge(let fee, let demandsInterest):
                statement.fees += fee
                statement.openFees += fee
                if demandsInterest { statement.isInterestDemanded = true }
            }
        }
        accrue(through: statement.on, law)
        if let base, statement.interest > .zero {
            statement.interestFrom = base + 1
        }
    }

    /// Money events through the day, in order of effect. Correcting credits are taken off at once.
    private mutating func events(_ claim: Claim) -> [MoneyEvent] {
        var events: [MoneyEvent] = []
        var isSorted = true
        for fact in claim.facts where fact.on <= statement.on {
            guard let event = moneyEvent(fact, claim) else { continue }
            if let last = events.last, event.day < last.day { isSorted = false }
            events.append(event)
        }
        if !isSorted {
            // Swift's sort is stable, so facts of one day keep the order they were recorded in.
            events.sort { $0.day < $1.day }
        }
        return events
    }

    private mutating func moneyEvent(_ fact: Fact, _ claim: Claim) -> MoneyEvent? {
        switch fact.event {
        case .paid(let receipt):
            return MoneyEvent(day: min(fact.on, receipt.ordered ?? fact.on), change: .pay(receipt))
        case .reversed(let receipt): return MoneyEvent(day: fact.on, change: .reverse(receipt))
        case .credited(let credit):
            if credit.corrects {
                statement.credited += credit.amount
                reducePrincipal(by: credit.amount)
                return nil
            }
            return MoneyEvent(day: fact.on, change: .credit(credit.amount))
        case .chargedBefore(let fee):
            return MoneyEvent(day: fact.on, change: .charge(fee, demandsInterest: false))
        case .noticed(let notice):
            if claim.isCalledBack(notice.id, through: statement.on) { return nil }
            return MoneyEvent(
                day: notice.sentOn,
                change: .charge(notice.fee, demandsInterest: notice.step > .nudge))
        case .recalled, .undelivered, .delivered, .paused, .resumed, .disputed, .promised,
            .exempted, .writtenOff:
            return nil
        }
    }

    /// Adds interest on the open principal through `day`, inclusive.
    private mutating func accrue(through day: Day, _ law: LawBook) {
        guard let from = accruedThrough, day > from, day > inTimeThrough,
            statement.missingRate == nil
        else { return }
        defer { accruedThrough = day }
        guard statement.openPrincipal > .zero else { return }
        do throws(MissingRate) {
            if keepsSegments {
                let segments = try LateInterest.segments(
                    on: statement.openPrincipal, after: from, through: day, law: law)
                statement.segments += segments
                addInterest(segments.map(\.amount).sum())
            } else {
                addInterest(
                    try LateInterest.total(
                        on: statement.openPrincipal, after: from, through: day, law: law))
            }
        } catch {
            statement.missingRate = error
        }
    }

    private mutating func addInterest(_ amount: Money) {
        statement.interest += amount
        statement.openInterest += amount
    }

    private mutating func pay(_ receipt: Fact.Receipt) {
        statement.paid += receipt.amount
        var rest = receipt.amount
        let before = statement
        if receipt.forPrincipal || rest == statement.openPrincipal {
            take(&rest, from: \.openPrincipal)
        }
        take(&rest, from: \.openFees)
        if statement.isInterestDemanded { take(&rest, from: \.openInterest) }
        take(&rest, from: \.openPrincipal)
        take(&rest, from: \.openInterest)
        statement.overpaid += rest
        placed.append(
            (
                receipt.payment, before.openFees - statement.openFees,
                before.openInterest - statement.openInterest,
                before.openPrincipal - statement.openPrincipal, rest
            ))
    }

    /// Opens again what the payment had covered, as far as the reversal reaches: principal first.
    private mutating func reverse(_ receipt: Fact.Receipt) {
        statement.paid -= receipt.amount
        var rest = receipt.amount
        for index in placed.indices where placed[index].payment == receipt.payment {
            let over = min(rest, placed[index].over)
            let principal = min(rest - over, placed[index].principal)
            let interest = min(rest - over - principal, placed[index].interest)
            let fees = min(rest - over - principal - interest, placed[index].fees)
            statement.overpaid -= over
            statement.openPrincipal += principal
            statement.openInterest += interest
            statement.openFees += fees
            placed[index].over -= over
            placed[index].principal -= principal
            placed[index].interest -= interest
            placed[index].fees -= fees
            rest -= over + principal + interest + fees
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

extension Claim {
    /// True when the letter was called back or could not be delivered by the end of `day`.
    func isCalledBack(_ notice: NoticeID, through day: Day) -> Bool {
        for fact in facts where fact.on <= day {
            switch fact.event {
            case .recalled(notice, _), .undelivered(notice, _): return true
            default: continue
            }
        }
        return false
    }
}
