import Basics
import Law

/// The piles an old backlog is sorted into when a company goes live.
public enum BacklogPile: String, CaseIterable, Codable, Sendable {
    /// The ladder goes on as for any claim, from its gentlest letter.
    case remind
    /// A person must look into it first; nothing is sent.
    case ask
    /// It is left as it is: never pressed, and not written off either.
    case leave
}

/// Which claims that come overdue wait for a person, and where each of them seems to belong.
///
/// Whoever has let a claim lie for long has had a reason, or has forgotten one: it was paid in cash, objected to on the telephone, given up
/// silently. A letter about it comes as a surprise, so none goes before a person has looked. A proposal is made for each, and
/// nothing more.
public enum Backlog {
    /// A claim that is overdue for more days than this when it comes waits for a person. Ninety is where every list of ages ends.
    public static let daysDefault = 90
    /// In a book that has sent nothing yet, claims overdue for more days than this wait too when they are ``many``: no customer should learn
    /// by a letter that the books are kept elsewhere from now on.
    public static let freshDays = 14
    /// More old claims than this are looked at together before the first letters go; fewer are seen on the day's list anyhow.
    public static let many = 20
    /// Overdue for more days than this it is not plain any more.
    public static let plainDays = 182
    /// Due dates of one debtor that lie further apart than this, in days, tell that something is the matter.
    public static let spreadDays = 60
    /// A rest below this many small residuals is hardly worth a letter.
    static let smallRests: Int64 = 4

    /// What the debtor's other claims tell.
    public struct Neighbours: Hashable, Sendable {
        /// The due dates of the open claims, this one too.
        public var dues: [Day] = []
        /// What is owed on all of them.
        public var owed: Money = .zero
        /// What has been overpaid on others.
        public var overpaid: Money = .zero
        /// The claims that were objected to, by id and invoice.
        public var disputed: [ClaimID: String] = [:]

        /// - Parameter claims: all of the debtor's.
        public init(_ claims: [Claim], law: LawBook, on day: Day) {
            for claim in claims {
                if Standing(claim, through: day).hasObjected { disputed[claim.id] = claim.invoice }
                let statement = Statement(of: claim, on: day, law: law)
                overpaid += statement.overpaid
                guard !statement.isInvoicePaid, day > statement.due else { continue }
                dues.append(claim.due)
                owed += statement.toPay
            }
        }
    }

    /// Where a claim seems to belong, and why; nil when it is no old claim any more: paid, given up, or with a letter of its own.
    ///
    /// Pure, as ``decide(_:policy:law:today:circumstances:)`` is.
    public static func sort(
        _ claim: Claim, policy: Policy, neighbours: Neighbours, law: LawBook, today: Day,
        circumstances: Circumstances
    ) -> Sorting? {
        let standing = Standing(claim, through: today)
        let statement = Statement(of: claim, on: today, law: law)
        guard standing.notices.isEmpty, standing.loss == nil, standing.agency == nil,
            !statement.isInvoicePaid, statement.overpaid == .zero, today > statement.due
        else { return nil }
        let lastDay = claim.limitation(on: today, law.conventions).lastDay
        let look = Look(
            claim: claim, standing: standing, statement: statement, policy: policy,
            neighbours: neighbours, law: law, today: today, circumstances: circumstances,
            lastDay: lastDay)
        let leave = look.leave()
        if !leave.isEmpty { return look.sorting(.leave, leave) }
        let ask = look.ask()
        if !ask.isEmpty { return look.sorting(.ask, ask) }
        return look.sorting(.remind, [.backlog(.plain(days: today - statement.due))])
    }

    /// A claim's place in the backlog.
    public struct Sorting: Hashable, Sendable {
        /// Where it seems to belong.
        public let pile: BacklogPile
        /// Why, the weightiest first; never empty.
        public let reasons: [Reason]
        /// Where a person has put it; nil when nobody has.
        public let answer: BacklogPile?
        /// True when nothing is sent on it before a person has answered.
        public let isAsked: Bool
        /// The last day before it lapses, where a warning holds or it has lapsed.
        public let lapses: Day?
        public let statement: Statement

        /// The pile it lies in: where a person has put it, else where it seems to belong.
        public var place: BacklogPile { answer ?? pile }
    }
}

/// A claim under the eyes of whoever sorts.
private struct Look {
    let claim: Claim
    let standing: Standing
    let statement: Statement
    let policy: Policy
    let neighbours: Backlog.Neighbours
    let law: LawBook
    let today: Day
    let circumstances: Circumstances
    let lastDay: Day?

    private var conventions: Conventions { law.conventions }

    /// The last day, while a warning holds.
    private var warnedOf: Day? {
        lastDay.flatMap { LimitationWarning.on(today, lastDay: $0) == nil ? nil : $0 }
    }

    func sorting(_ pile: BacklogPile, _ reasons: [Reason]) -> Backlog.Sorting {
        let hasLapsed = lastDay.map { $0 < today } ?? false
        return Backlog.Sorting(
            pile: pile, reasons: reasons, answer: standing.sorted?.pile,
            isAsked: standing.backloggedOn != nil && standing.sorted == nil,
            lapses: hasLapsed ? lastDay : warnedOf, statement: statement)
    }

    /// What speaks for leaving it; empty when nothing does.
    func leave() -> [Reason] {
        var reasons: [Reason] = []
        if let lastDay, lastDay < today { reasons.append(.lapsed(lastDay: lastDay)) }
        if let why = policy.exempt ?? standing.exemption { reasons.append(.exempt(why: why)) }
        if let difference = circumstances.ledgerDifference, difference.expected <= .zero {
            reasons.append(.backlog(.ledgerOwesNothing(difference.expected)))
        }
        if neighbours.overpaid > .zero, neighbours.overpaid >= neighbours.owed {
            reasons.append(.backlog(.creditBalance(neighbours.overpaid)))
        }
        if statement.toPay < conventions.smallResidual {
            reasons.append(
                isReduced
                    ? .smallResidual(statement.toPay) : .backlog(.tooSmall(statement.toPay)))
        }
        return reasons
    }

    /// What speaks for looking into it; empty when nothing does.
    func ask() -> [Reason] {
        var reasons: [Reason] = []
        if let warnedOf { reasons.append(.lapsesOn(warnedOf)) }
        if let insolvency = standing.insolvency {
            reasons.append(.insolvent(insolvency.kind, since: insolvency.since))
        }
        // Whatever would hold its letter is for a person to know of now.
        reasons +=
            Holds(
                claim, standing.unsorted, .nudge, circumstances, policy.plan, conventions,
                today: today
            ).reasons
        let others = neighbours.disputed.filter { $0.key != claim.id }
        if let invoice = others.values.min() {
            reasons.append(.backlog(.debtorDisputes(invoice: invoice)))
        }
        if neighbours.overpaid > .zero { reasons.append(.overpaid(neighbours.overpaid)) }
        if isReduced {
            let rest = statement.toPay
            let limit = Money(ore: conventions.smallResidual.ore * Backlog.smallRests)
            reasons.append(
                .backlog(
                    rest < limit
                        ? .smallRest(rest) : .partlyPaid(statement.paid + statement.credited)))
        }
        for fact in claim.facts where fact.on <= today {
            if case .chargedBefore(let fee) = fact.event {
                reasons.append(.backlog(.remindedBefore(on: fact.on, fee: fee)))
            }
        }
        if let oldest = neighbours.dues.min(), let newest = neighbours.dues.max(),
            newest - oldest > Backlog.spreadDays
        {
            reasons.append(
                .backlog(
                    .severalAges(
                        claims: neighbours.dues.count, oldest: oldest, newest: newest)))
        }
        if today - statement.due > Backlog.plainDays {
            reasons.append(.backlog(.veryOld(days: today - statement.due)))
        }
        return reasons
    }

    private var isReduced: Bool { statement.paid > .zero || statement.credited > .zero }
}

extension Standing {
    /// True when the claim was ever objected to and the objection was not found groundless.
    fileprivate var hasObjected: Bool { objection != nil || wasObjectedTo }

    /// The same as if no person had been asked about it as an old claim.
    fileprivate var unsorted: Standing {
        var standing = self
        standing.backloggedOn = nil
        standing.sorted = nil
        return standing
    }
}

extension Claim {
    /// Where a person has put the claim as an old one; nil when nobody has.
    public func sortedPile(on day: Day) -> BacklogPile? {
        Standing(self, through: day).sorted?.pile
    }

    /// True when the claim came long overdue and nobody has said what to do with it.
    public func waitsForSorting(on day: Day) -> Bool {
        var waits = false
        for fact in facts where fact.on <= day {
            switch fact.event {
            case .backlogged: waits = true
            case .sorted(let pile, _): waits = pile == nil
            default: continue
            }
        }
        return waits
    }
}
