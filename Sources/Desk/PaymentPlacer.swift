import Basics
import Claims
import Law
import Store

/// Places the payments that need a closer look: several invoices with one KID, part payments, numbers in
/// the message, reversals. What is in doubt waits.
struct PaymentPlacer {
    let scope: BookConnection
    let law: LawBook
    let at: Int64
    private let listedThrough: Day?

    init(_ scope: BookConnection, law: LawBook, at: Int64) throws {
        self.scope = scope
        self.law = law
        self.at = at
        self.listedThrough = try scope.listedThrough()
    }

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
        let numbers = Matching.invoiceNumbers(in: payment.text)
        let named = try scope.claims(invoices: numbers)
        let unlisted = named.filter { !isListed(payment, $0) }
        if !unlisted.isEmpty,
            let result = Matching.placeByInvoiceNumbers(
                payment.amount, on: unlisted.map { candidate($0.claim, on: payment.booked) })
        {
            try record(result, of: leftover)
            return true
        }
        if payment.family == .ledger { return false }
        if let listedThrough, payment.booked <= listedThrough {
            // The list was made after this money came: whoever keeps the ledger has dealt with it.
            try scope.setRest(payment.amount, settled: "listed", debtor: nil, of: leftover.id)
            return true
        }
        return false
    }

    /// Tries again what waits whole: an invoice may have come after its payment.
    ///
    /// - Returns: how many found their place.
    func retryWaiting() throws -> Int {
        var placed = 0
        for stored in try scope.waitingPayments()
        where stored.kind == .payment && stored.rest == stored.payment.amount {
            let leftover = PaymentWriter.Leftover(
                id: stored.payment.id,
                payment: NewPayment(stored, family: stored.payment.debtor == nil ? .ocr : .ledger))
            if try place(leftover) { placed += 1 }
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
        let result = Matching.place(
            payment.amount, on: unlisted.map { candidate($0.claim, on: payment.booked) })
        try record(result, of: leftover)
        return result.rest == .zero
    }

    private func isListed(_ payment: NewPayment, _ claim: StoredClaim) -> Bool {
        claim.listedThrough.map { payment.booked <= $0 } ?? false
    }

    /// The claim as a payer sees it: interest nobody has asked for is not among what is paid.
    func candidate(_ claim: Claim, on day: Day) -> Matching.Candidate {
        let statement = Statement(of: claim, on: day, law: law)
        let asked = statement.isInterestDemanded ? statement.openInterest : .zero
        return Matching.Candidate(
            claim: claim.id, debtor: claim.debtor, invoice: claim.invoice, due: claim.due,
            openPrincipal: statement.openInvoice,
            toPay: statement.openInvoice + statement.openCosts + asked)
    }

    private func record(
        _ result: Matching.Result, of leftover: PaymentWriter.Leftover
    ) throws {
        let payment = leftover.payment
        for part in result.parts {
            let receipt = Fact.Receipt(
                payment: leftover.id, amount: part.amount, ordered: payment.ordered)
            try scope.append(.paid(receipt), to: part.claim, on: payment.booked, at: at)
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
        var paid: Fact.Receipt?
        for fact in claim.facts {
            switch fact.event {
            case .paid(let receipt) where receipt.payment == payment: paid = receipt
            case .reversed(let receipt) where receipt.payment == payment: paid = nil
            default: continue
            }
        }
        return paid
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
