import Basics
import Claims
import Desk
import Store

/// Every øre is somewhere: what the bank's files told of is in the book once, each payment is placed, waiting, set aside or paid
/// back, and each bill's amount less what has come is what is left.
struct MoneyChecker: DayChecker {
    let name = "money"

    func objections(in office: Office) async throws -> [Objection] {
        let payments = try office.scope { try $0.payments(limit: Int(Int32.max)) }
        let claims = try office.scope { try $0.allClaims() }.map(\.claim)
        var found = told(payments, in: office)
        found += placed(payments, claims)
        for claim in claims { found += balance(claim, in: office) }
        found += billed(claims, in: office)
        if !(try office.desk.reconcile().isProven) {
            found.append(objection("purr reconcile finds a difference"))
        }
        return found
    }

    // MARK: - What came in

    /// The book has the payments that files have told of, each once.
    private func told(_ payments: [StoredPayment], in office: Office) -> [Objection] {
        let real = office.company.bank.entries.filter { $0.isTold && !$0.isOwn }
        let inBook = payments.filter { $0.kind != .lumpSum && !$0.payment.account.text.isEmpty }
        var counts: [Money: Int] = [:]
        for entry in real { counts[entry.amount, default: 0] += 1 }
        for stored in inBook { counts[stored.payment.amount, default: 0] -= 1 }
        return counts.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { amount, count in
            count > 0
                ? objection("\(count) payments of \(amount) were told of and are not in the book")
                : objection("\(-count) payments of \(amount) are in the book and nobody paid them")
        }
    }

    // MARK: - Where it is

    private func placed(_ payments: [StoredPayment], _ claims: [Claim]) -> [Objection] {
        var parts: [PaymentID: Money] = [:]
        var back = Money.zero
        for fact in claims.flatMap(\.facts) {
            switch fact.event {
            case .paid(let receipt): parts[receipt.payment, default: .zero] += receipt.amount
            case .misplaced(let receipt): parts[receipt.payment, default: .zero] -= receipt.amount
            case .reversed(let receipt): back += receipt.amount
            default: continue
            }
        }
        var found: [Objection] = []
        for stored in payments where stored.kind == .payment {
            let placed = parts.removeValue(forKey: stored.payment.id) ?? .zero
            if placed + stored.rest != stored.payment.amount {
                found.append(
                    objection(
                        "payment \(stored.payment.id) of \(stored.payment.amount): \(placed) is placed, "
                            + "\(stored.rest) is not"))
            }
        }
        for (payment, amount) in parts.sorted(by: { $0.key.number < $1.key.number })
        where amount != .zero {
            found.append(objection("\(amount) is placed of payment \(payment), which is not there"))
        }
        let reversed = payments.filter { $0.kind == .reversal }
            .map { -($0.payment.amount - $0.rest) }.sum()
        if reversed != back {
            found.append(objection("\(back) went back on claims, \(reversed) through the bank"))
        }
        return found
    }

    // MARK: - What is left

    /// Principal less its facts is what is left.
    private func balance(_ claim: Claim, in office: Office) -> [Objection] {
        var credited = Money.zero
        var paid = Money.zero
        for fact in claim.facts where fact.on <= office.today {
            switch fact.event {
            case .credited(let credit): credited += credit.amount
            case .paid(let receipt): paid += receipt.amount
            case .misplaced(let receipt), .reversed(let receipt): paid -= receipt.amount
            default: continue
            }
        }
        let statement = Statement(of: claim, on: office.today, law: office.desk.law)
        var wrong: [String] = []
        if statement.credited != credited {
            wrong.append("credited \(statement.credited), \(credited)")
        }
        if statement.paid != paid { wrong.append("paid \(statement.paid), its facts say \(paid)") }
        let owed =
            claim.principal - credited - statement.waived + statement.interest + statement.costs
            - paid + statement.refunded + statement.overpaid
        if owed != statement.toPay {
            wrong.append("\(statement.toPay) to pay, its parts say \(owed)")
        }
        let open = [
            statement.openPrincipal, statement.openInterest, statement.openCosts,
            statement.overpaid,
        ]
        if open.contains(where: { $0 < .zero }) {
            wrong.append("a part of it is below zero: \(open)")
        }
        if statement.openPrincipal > claim.principal {
            wrong.append("more is open than was billed")
        }
        return wrong.map { objection($0, claim.invoice) }
    }

    /// Each bill that a list has told of is there once, as it was written, and nothing else is.
    private func billed(_ claims: [Claim], in office: Office) -> [Objection] {
        let company = office.company
        let byNumber = Dictionary(grouping: claims, by: \.invoice)
        var found: [Objection] = []
        for bill in company.bills where bill.listed != nil {
            guard let claim = byNumber[bill.number]?.first, byNumber[bill.number]?.count == 1 else {
                found.append(objection("\(byNumber[bill.number]?.count ?? 0) claims", bill.number))
                continue
            }
            let isAlike =
                claim.principal == bill.amount && claim.due == bill.due && claim.kid == bill.kid
                && claim.issued == bill.issued
            if !isAlike { found.append(objection("is not as it was billed", bill.number)) }
            found += credits(claim, bill, company)
        }
        if claims.count > company.bills.count { found.append(objection("claims nobody billed")) }
        return found
    }

    /// What is taken off a claim is a credit note, somebody's word, or money that the ledger knew of and Purr did not.
    private func credits(_ claim: Claim, _ bill: Bill, _ company: Company) -> [Objection] {
        var named: [String: Money] = [:]
        var byList = Money.zero
        var lastList: Day?
        for fact in claim.facts {
            guard case .credited(let credit) = fact.event else { continue }
            if credit.reference.hasPrefix("ledger") {
                byList += credit.amount
                lastList = fact.on
            } else {
                named[credit.reference, default: .zero] += credit.amount
            }
        }
        var found: [Objection] = []
        for credit in bill.credits where credit.way != .netted {
            if let amount = named.removeValue(forKey: credit.reference), amount != credit.amount {
                found.append(objection("\(amount) is credited, not \(credit.amount)", bill.number))
            }
        }
        for (reference, amount) in named.sorted(by: { $0.key < $1.key }) {
            found.append(objection("\(amount) is credited as \(reference)", bill.number))
        }
        guard byList > .zero, let lastList else { return found }
        // Money and credits that the ledger could take off by then, and that Purr had not on the claim.
        let entries = company.bank.entries.filter { $0.booked <= lastList && $0.amount > .zero }
        let known = entries.flatMap(\.parts).filter { $0.bill == bill.index }.map(\.amount).sum()
        let netted = bill.credits.filter { $0.on <= lastList }.map(\.amount).sum()
        let reason = known + netted - placed(claim, by: lastList)
        if byList > max(.zero, reason) {
            found.append(
                objection(
                    "\(byList) is credited because of a list, and \(reason) is so", bill.number))
        }
        return found
    }

    /// What has stayed on the claim of money that came in by a day.
    private func placed(_ claim: Claim, by day: Day) -> Money {
        var sum = Money.zero
        for fact in claim.facts where fact.on <= day {
            switch fact.event {
            case .paid(let receipt): sum += receipt.amount
            case .misplaced(let receipt), .reversed(let receipt): sum -= receipt.amount
            default: continue
            }
        }
        return sum
    }
}
