import Basics

/// Sets a payment against the claims that its KID names: there is no doubt whose it is, only how much each of them gets.
///
/// A payment is never forced on a claim that cannot hold it: what is over stays unplaced and waits. Payments
/// without a KID of ours are weighed by ``MatchLedger``.
public enum Matching {
    /// A claim as a payment sees it on the day it was made.
    public struct Candidate: Hashable, Sendable {
        public let claim: ClaimID
        public let debtor: DebtorID
        public let invoice: String
        public let due: Day
        public let openPrincipal: Money
        /// Principal, interest and fees; at least `openPrincipal`.
        public let toPay: Money

        public init(
            claim: ClaimID, debtor: DebtorID, invoice: String, due: Day, openPrincipal: Money,
            toPay: Money
        ) {
            self.claim = claim
            self.debtor = debtor
            self.invoice = invoice
            self.due = due
            self.openPrincipal = openPrincipal
            self.toPay = toPay
        }
    }

    /// A part of a payment for one claim, in øre, positive.
    public struct Part: Hashable, Sendable {
        public let claim: ClaimID
        public let amount: Money

        public init(claim: ClaimID, amount: Money) {
            self.claim = claim
            self.amount = amount
        }
    }

    public struct Result: Hashable, Sendable {
        public let parts: [Part]
        /// What no claim could hold; zero when all is placed.
        public let rest: Money
        /// The debtor the payment surely comes from, if it is known.
        public let debtor: DebtorID?
    }

    /// Sets an amount against claims that share its KID.
    ///
    /// A claim whose open principal or total is the very amount takes it; else the oldest due is filled
    /// first.
    public static func place(_ amount: Money, on candidates: [Candidate]) -> Result {
        let debtors = Set(candidates.map(\.debtor))
        let debtor = debtors.count == 1 ? debtors.first : nil
        let open = candidates.filter { $0.toPay > .zero }
            .sorted { ($0.due, $0.claim.number) < ($1.due, $1.claim.number) }
        if let exact = open.first(where: { $0.openPrincipal == amount || $0.toPay == amount }) {
            return Result(
                parts: [Part(claim: exact.claim, amount: amount)], rest: .zero, debtor: debtor)
        }
        var rest = amount
        var parts: [Part] = []
        for candidate in open where rest > .zero {
            let part = min(rest, candidate.toPay)
            parts.append(Part(claim: candidate.claim, amount: part))
            rest -= part
        }
        return Result(parts: parts, rest: rest, debtor: debtor)
    }
}
