import Basics
import Law

/// One letter to one debtor at one step: all the claims it speaks of.
///
/// People who owe three invoices get one letter, and one fee: the text of the regulation speaks of a fee a
/// claim, but several letters the same day would cost the debtor more for nothing.
///
/// ```scenario
/// claim A consumer principal 1000.00 due 2026-08-03
/// claim B consumer principal 2000.00 due 2026-08-03
/// 2026-08-17 reminder A B deadline 2026-08-31
/// expect A fees 38.00
/// expect B fees 0.00
/// ```
///
/// - Source: inkassoforskriften § 1-2; inkassoloven § 17 (1) (necessary costs only).
public struct Mailing: Hashable, Sendable {
    public let debtor: DebtorID
    public let step: Step
    /// Oldest due first; never empty.
    public let items: [Item]

    public struct Item: Hashable, Sendable {
        public let claim: Claim
        public let decision: Decision
        public let proposal: Proposal

        public init(claim: Claim, decision: Decision, proposal: Proposal) {
            self.claim = claim
            self.decision = decision
            self.proposal = proposal
        }
    }

    public var toPay: Money { items.map(\.proposal.toPay).sum() }
    public var fee: Money { items.map(\.proposal.feeAmount).sum() }

    /// Gathers the letters that may go, keeping at most one fee a letter: the oldest claim's.
    ///
    /// The order of the bundles is that in which their debtors first appear.
    public static func gather(_ items: [Item]) -> [Mailing] {
        struct Key: Hashable {
            let debtor: DebtorID
            let step: Step
        }
        var order: [Key] = []
        var groups: [Key: [Item]] = [:]
        for item in items {
            let key = Key(debtor: item.claim.debtor, step: item.proposal.step)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(item)
        }
        return order.map { key in
            let sorted = groups[key, default: []].sorted {
                ($0.claim.due, $0.claim.id.number) < ($1.claim.due, $1.claim.id.number)
            }
            return Mailing(debtor: key.debtor, step: key.step, items: oneFee(sorted))
        }
    }

    /// The same letter without its fee: the debtor has been charged in another letter of that day.
    public var withoutFee: Mailing {
        Mailing(
            debtor: debtor, step: step,
            items: items.map { item in
                guard item.proposal.feeAmount > .zero else { return item }
                return Item(
                    claim: item.claim, decision: item.decision,
                    proposal: item.proposal.withoutFee(.oneFeePerLetter))
            })
    }

    private static func oneFee(_ items: [Item]) -> [Item] {
        var isCharged = false
        return items.map { item in
            guard item.proposal.feeAmount > .zero else { return item }
            if isCharged {
                return Item(
                    claim: item.claim, decision: item.decision,
                    proposal: item.proposal.withoutFee(.oneFeePerLetter))
            }
            isCharged = true
            return item
        }
    }
}
