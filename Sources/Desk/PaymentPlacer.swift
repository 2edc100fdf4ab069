import Basics
import Claims
import Law
import Store

/// Places the payments with a KID of ours that need a closer look: several invoices with one KID, part payments, reversals.
/// What has none is for ``Matcher``.
struct PaymentPlacer {
    let scope: BookConnection
    let law: LawBook
    let at: Int64
    let matcher: Matcher

    /// - Returns: true when all of it found its place.
    func place(_ leftover: PaymentWriter.Leftover) throws -> Bool {
        let payment = leftover.payment
        guard payment.currency == "NOK" else { return false }
        switch payment.kind {
        case .lumpSum: return false
        case .reversal: return try reverse(leftover)
        case .payment: break
        }
        if !payment.kidKey.isEmpty {
            let named = try scope.claims(kid: payment.kid)
            if !named.isEmpty { return try place(leftover, on: named) }
        }
        return false
    }

    /// Money that came before the list was made is in the list: whoever keeps the ledger has dealt with it. What a person has
    /// taken from its claim waits for a person.
    ///
    /// - Parameter day: payments through it are settled, inclusive; nil settles none.
    /// - Returns: those that need not wait.
    func settleListed(through day: Day?) throws -> [PaymentID] {
        guard let day else { return [] }
        var settled: [PaymentID] = []
        for stored in try scope.waitingPayments()
        where stored.isWhole && !stored.isByHand && stored.payment.debtor == nil
            && stored.payment.booked <= day
        {
            let id = stored.payment.id
            try scope.setRest(stored.payment.amount, settled: "listed", debtor: nil, of: id)
            try scope.setSuspicions([:], of: id)
            settled.append(id)
        }
        return settled
    }

    /// Tries again what waits whole: an invoice may have come after its payment.
    ///
    /// - Returns: those that found their place.
    func retryWaiting() throws -> [PaymentID] {
        var placed: [PaymentID] = []
        for stored in try scope.waitingPayments() where stored.isWhole && !stored.isByHand {
            let leftover = PaymentWriter.Leftover(
                id: stored.payment.id,
                payment: NewPayment(stored, family: stored.payment.debtor == nil ? .ocr : .ledger))
            if try place(leftover) { placed.append(stored.payment.id) }
        }
        return placed
    }

    private func place(_ leftover: PaymentWriter.Leftover, on named: [StoredClaim]) throws -> Bool {
        let payment = leftover.payment
        let debtors = Set(named.map(\.claim.debtor))
        let debtor = debtors.count == 1 ? debtors.first : nil
        let unlisted = named.filter { !isListed(payment, $0) }
        if unlisted.isEmpty {
            try scope.setRest(payment.amount, settled: "listed", debtor: debtor, of: leftover.id)
            return true
        }
        var result = Matching.place(
            payment.amount, on: unlisted.map { candidate($0.claim, on: payment.booked) })
        if result.rest > .zero, try makeRoom(on: unlisted.map(\.claim), for: payment) {
            let freed = try scope.claims(kid: payment.kid).filter { !isListed(payment, $0) }
            result = Matching.place(
                payment.amount, on: freed.map { candidate($0.claim, on: payment.booked) })
        }
        try record(result, of: leftover)
        return result.rest == .zero
    }

    /// A KID is sure, and a match by likeness only probable: where they want the same claim, whichever came first, the
    /// probable one waits again. What a person has placed stays.
    ///
    /// - Returns: true when something was taken back.
    private func makeRoom(on claims: [Claim], for payment: NewPayment) throws -> Bool {
        var hasRoom = false
        let taken = Set(claims.flatMap(\.paidBy))
        for id in taken.sorted(by: { $0.number < $1.number }) {
            guard let stored = try scope.payment(id), !stored.isByHand,
                stored.kind == .payment, stored.payment.debtor != nil || stored.rest == .zero,
                BookConnection.kidKey(stored.payment.kid) != payment.kidKey,
                stored.payment.account.text != ""
            else { continue }
            if try matcher.takeBack(stored.payment).isEmpty { continue }
            try scope.makeWait(id, rest: stored.payment.amount, byHand: false)
            hasRoom = true
        }
        return hasRoom
    }

    private func isListed(_ payment: NewPayment, _ claim: StoredClaim) -> Bool {
        claim.listedThrough.map { payment.booked <= $0 } ?? false
    }

    /// The claim as a payer sees it: interest nobody has asked for is not among what is paid. Money that came later and was
    /// told of before has its place already.
    func candidate(_ claim: Claim, on day: Day) -> Matching.Candidate {
        let then = Statement(of: claim, on: day, law: law)
        var open = then.openInvoice
        var payable = then.payable
        if let last = claim.lastReceipt, last > day {
            let later = Statement(of: claim, on: last, law: law)
            open = min(open, later.openInvoice)
            payable = min(payable, later.payable)
        }
        return Matching.Candidate(
            claim: claim.id, debtor: claim.debtor, invoice: claim.invoice, due: claim.due,
            openPrincipal: open, toPay: payable)
    }

    private func record(
        _ result: Matching.Result, of leftover: PaymentWriter.Leftover
    ) throws {
        let payment = leftover.payment
        for part in result.parts {
            let receipt = Fact.Receipt(
                payment: leftover.id, amount: part.amount, ordered: payment.ordered)
            try scope.append(.paid(receipt), to: part.claim, on: payment.booked, at: at)
            // A rest of costs may be all that is left now: a person should see it the same day.
            try scope.lookAgain(at: part.claim, on: payment.booked)
        }
        try scope.setRest(result.rest, settled: nil, debtor: result.debtor, of: leftover.id)
    }

    /// Undoes the payment that came back, on the claims it was placed on.
    private func reverse(_ leftover: PaymentWriter.Leftover) throws -> Bool {
        let reversal = leftover.payment
        guard !reversal.kidKey.isEmpty else { return false }
        let originals = try scope.payments(kidKey: reversal.kidKey, amount: -reversal.amount)
        let claims = try scope.claims(kid: reversal.kid)
        for original in originals where original.payment.booked <= reversal.booked {
            let parts = claims.compactMap { stored -> (ClaimID, Fact.Receipt)? in
                guard let receipt = openReceipt(of: original.payment.id, on: stored.claim) else {
                    return nil
                }
                return (stored.claim.id, receipt)
            }
            guard parts.map(\.1.amount).sum() == -reversal.amount else { continue }
            for (claim, receipt) in parts {
                try scope.append(.reversed(receipt), to: claim, on: reversal.booked, at: at)
                try scope.lookAgain(at: claim, on: reversal.booked)
            }
            try scope.setRest(
                .zero, settled: nil, debtor: claims.first?.claim.debtor, of: leftover.id)
            return true
        }
        return false
    }

    private func openReceipt(of payment: PaymentID, on claim: Claim) -> Fact.Receipt? {
        claim.standingReceipts(of: payment).last
    }
}

extension NewPayment {
    /// A payment of the book as if it came anew.
    init(_ stored: StoredPayment, family: PaymentFamily) {
        let payment = stored.payment
        self.init(
            kind: stored.kind, family: family, account: payment.account.text,
            booked: payment.booked, ordered: payment.ordered, amount: payment.amount,
            currency: stored.currency, kid: payment.kid, text: payment.text,
            payerName: payment.payerName, payerAccount: payment.payerAccount,
            reference: stored.reference, debtor: payment.debtor)
    }
}
