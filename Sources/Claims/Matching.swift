import Basics

/// Which claims a payment belongs to, decided only where there is no doubt.
///
/// First by KID, then by an invoice number in the message; anything else waits for a person. A
/// payment is never forced on a claim that cannot hold it: what is over stays unplaced and waits.
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

    /// Sets an amount against claims whose invoice numbers stand in the message.
    ///
    /// nil when there is doubt: several debtors, or an amount that the named invoices cannot hold and that is
    /// not their sum.
    public static func placeByInvoiceNumbers(
        _ amount: Money, on candidates: [Candidate]
    ) -> Result? {
        guard Set(candidates.map(\.debtor)).count == 1 else { return nil }
        let result = place(amount, on: candidates)
        guard result.rest == .zero else { return nil }
        if candidates.count > 1 {
            let whole = candidates.map(\.openPrincipal).sum()
            let total = candidates.map(\.toPay).sum()
            guard amount == whole || amount == total else { return nil }
        }
        return result
    }

    /// The words of a message that could be invoice numbers, in order, each once.
    ///
    /// Digits of four or more, or any number right after a word such as *faktura*, *fakturanr.* or
    /// *invoice*; also numbers with a prefix of letters, `F-1042`.
    public static func invoiceNumbers(in text: String) -> [String] {
        var found: [String] = []
        var afterKeyword = false
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
            let candidate = word.drop { $0 == "-" }
            let folded = candidate.lowercased()
            if candidate.contains(where: \.isNumber) {
                let digits = candidate.filter(\.isNumber)
                let isLong = digits.count >= 4
                if isLong || afterKeyword, !found.contains(String(candidate)) {
                    found.append(String(candidate))
                }
                afterKeyword = false
            } else {
                let isKeyword = ["fakt", "inv", "nr", "no", "rekn", "regn"]
                    .contains { folded.hasPrefix($0) }
                afterKeyword = isKeyword
            }
        }
        return found
    }
}
