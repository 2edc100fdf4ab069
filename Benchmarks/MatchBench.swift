import Basics
import Claims

/// W5: how many payments find their claims without a person, and how many of those the wrong ones.
enum MatchBench {
    /// What became of the payments of one manner.
    struct Tally: Codable {
        var all = 0
        /// Booked on the right claims.
        var right = 0
        /// Booked on others, or though it was for none.
        var wrong = 0
        /// Left to a person with the right claims first among the proposals.
        var proposed = 0
        var left: Int { all - right - wrong }
    }

    struct Outcome: Codable {
        var tallies: [String: Tally] = [:]
        var matchable = 0
        var seconds = 0.0

        var right: Int { tallies.values.reduce(0) { $0 + $1.right } }
        var wrong: Int { tallies.values.reduce(0) { $0 + $1.wrong } }
        var precision: Double { Double(right) / Double(max(1, right + wrong)) }
        /// Of the payments that tell what they are for.
        var recall: Double { Double(right) / Double(max(1, matchable)) }
    }

    static func measure(customers: Int, seed: UInt64 = 2026) -> Outcome {
        let ledger = LabelledLedger(customers: customers, seed: seed)
        var outcome = Outcome()
        let (seconds, booked) = timed { book(ledger) }
        outcome.seconds = seconds
        for labelled in ledger.payments {
            let name = labelled.manner.rawValue
            outcome.tallies[name, default: Tally()].all += 1
            if labelled.manner.isMatchable { outcome.matchable += 1 }
            let result = booked[labelled.payment.id]
            if let result, result.isBooked {
                if isRight(result.proposal, labelled, ledger) {
                    outcome.tallies[name]?.right += 1
                } else {
                    outcome.tallies[name]?.wrong += 1
                }
            } else {
                if let result, isRight(result.proposal, labelled, ledger) {
                    outcome.tallies[name]?.proposed += 1
                }
            }
        }
        return outcome
    }

    /// The same claims; or, of one debtor, claims of the same amount: which of them nobody can tell.
    private static func isRight(
        _ proposal: MatchProposal, _ labelled: LabelledLedger.Labelled, _ ledger: LabelledLedger
    ) -> Bool {
        let placed = Set(proposal.parts.map(\.claim))
        if placed == labelled.claims { return true }
        guard placed.count == labelled.claims.count, !placed.isEmpty else { return false }
        let all = placed.union(labelled.claims)
        let claims = ledger.claims(all)
        let debtors = Set(claims.map(\.debtor))
        func amounts(_ ids: Set<ClaimID>) -> [Money] {
            claims.filter { ids.contains($0.id) }.map(\.openInvoice).sorted()
        }
        return debtors.count == 1 && amounts(placed) == amounts(labelled.claims)
    }

    struct Booked {
        let proposal: MatchProposal
        let isBooked: Bool
    }

    /// What the program does with a bank file: KID first, then rounds of proposals, the surest first, until nothing more is
    /// sure enough.
    private static func book(_ ledger: LabelledLedger) -> [PaymentID: Booked] {
        var byKID: [String: OpenClaim] = [:]
        for customer in ledger.customers {
            for claim in customer.claims { byKID[claim.kidKey] = claim }
        }
        var taken: Set<ClaimID> = []
        var result: [PaymentID: Booked] = [:]
        var waiting: [Payment] = []
        for labelled in ledger.payments {
            let payment = labelled.payment
            if let claim = byKID[payment.kid], !taken.contains(claim.id) {
                if payment.amount >= claim.openInvoice { taken.insert(claim.id) }
                result[payment.id] = Booked(
                    proposal: MatchProposal(
                        parts: [Matching.Part(claim: claim.id, amount: payment.amount)],
                        rest: .zero,
                        debtor: claim.debtor, score: 1_000, reasons: []), isBooked: true)
            } else {
                waiting.append(payment)
            }
        }
        var isMoving = true
        while isMoving {
            isMoving = false
            let match = ledger.matchLedger(for: waiting, without: taken)
            var ranked: [(Payment, MatchProposal)] = []
            for payment in waiting {
                guard let best = match.proposals(for: payment).first else { continue }
                ranked.append((payment, best))
            }
            ranked.sort { ($1.1.score, $0.0.id.number) < ($0.1.score, $1.0.id.number) }
            var done: Set<PaymentID> = []
            for (payment, best) in ranked {
                let isFree = best.parts.allSatisfy { !taken.contains($0.claim) }
                let books = best.isBookable(threshold: MatchProposal.thresholdDefault) && isFree
                result[payment.id] = Booked(proposal: best, isBooked: books)
                if books {
                    isMoving = true
                    done.insert(payment.id)
                    for part in best.parts { taken.insert(part.claim) }
                }
            }
            waiting.removeAll { done.contains($0.id) }
        }
        return result
    }

    static func print(_ outcome: Outcome) {
        func line(_ cells: [String]) {
            let widths = [18, 8, 8, 8, 8, 8]
            Swift.print(
                "  "
                    + zip(cells, widths).map { cell, width in
                        let blanks = String(repeating: " ", count: max(0, width - cell.count))
                        return width == 18 ? cell + blanks : blanks + cell
                    }.joined())
        }
        line(["W5 by manner", "all", "right", "wrong", "left", "ranked 1"])
        for manner in LabelledLedger.Manner.allCases {
            let tally = outcome.tallies[manner.rawValue, default: Tally()]
            line(
                [
                    manner.rawValue, "\(tally.all)", "\(tally.right)", "\(tally.wrong)",
                    "\(tally.left)", "\(tally.proposed)",
                ])
        }
    }

}

extension OpenClaim {
    fileprivate var paid: OpenClaim {
        OpenClaim(
            id: id, debtor: debtor, invoice: invoice, kidKey: kidKey, issued: issued, due: due,
            openInvoice: .zero, toPay: .zero, asked: [openInvoice, toPay])
    }
}

extension LabelledLedger {
    func claims(_ ids: Set<ClaimID>) -> [OpenClaim] {
        customers.flatMap(\.claims).filter { ids.contains($0.id) }
    }

    /// What the book would gather for these payments, by the same walk.
    func matchLedger(for waiting: [Payment], without taken: Set<ClaimID>) -> MatchLedger {
        var keys = MatchKeys(waiting)
        for customer in customers {
            let id = DebtorID(Int64(customer.id))
            keys.note(
                debtor: id, name: customer.name, number: "\(20_000 + customer.id)",
                organisationNumber: "")
            for stored in customer.claims {
                let claim = taken.contains(stored.id) ? stored.paid : stored
                keys.note(
                    claim: claim.id, of: id, invoice: claim.invoice, kidKey: claim.kidKey,
                    amounts: claim.openInvoice == claim.toPay
                        ? [claim.openInvoice] : [claim.openInvoice, claim.toPay])
            }
            if customer.hasPaidBefore, keys.accounts.contains(customer.account) {
                keys.note(payerSeenWith: id)
            }
        }
        let wanted = keys.debtors
        let debtors = customers.filter { wanted.contains(DebtorID(Int64($0.id))) }.map {
            MatchDebtor(
                id: DebtorID(Int64($0.id)), number: "\(20_000 + $0.id)", name: $0.name,
                accounts: $0.hasPaidBefore ? [$0.account] : [],
                claims: $0.claims.map { taken.contains($0.id) ? $0.paid : $0 })
        }
        return MatchLedger(debtors, frequencies: keys.frequencies)
    }
}
