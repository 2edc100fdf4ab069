import Basics
import Claims
import Formats
import Law
import Store

/// Money a customer has paid too much on a claim.
public struct Refund: Sendable {
    public let claim: Claim
    public let debtor: Debtor
    /// In øre, positive.
    public let amount: Money
    /// The account it came from, when the bank told; it goes back there.
    public let account: AccountNumber?
    /// Stable: the claim and how-manieth refund of it.
    public let identity: String
}

extension BookDesk {
    /// What customers have paid too much and have not had back, by customer.
    public func refunds() throws -> [Refund] {
        try read { try refunds(in: $0) }
    }

    private func refunds(in scope: BookConnection) throws -> [Refund] {
        try scope.paidClaims().compactMap { stored in
            let claim = stored.claim
            let overpaid = Statement(of: claim, on: today, law: law).overpaid
            guard overpaid > .zero, let debtor = try scope.debtor(claim.debtor) else { return nil }
            let earlier = claim.facts.count { if case .refunded = $0.event { true } else { false } }
            return Refund(
                claim: claim, debtor: debtor, amount: overpaid,
                account: try account(of: claim, in: scope),
                identity: "REFUND-\(claim.invoice.suffix(20))-\(earlier + 1)")
        }
    }

    /// Where the last of the money on the claim came from. What is registered on the customer is not used: an account on file
    /// may be old, the one that paid is there.
    private func account(of claim: Claim, in scope: BookConnection) throws -> AccountNumber? {
        for id in claim.paidBy.sorted(by: { $0.number > $1.number }) {
            guard let text = try scope.payment(id)?.payment.payerAccount, !text.isEmpty else {
                continue
            }
            let account = AccountNumber(text)
            return account.isNorwegian ? account : nil
        }
        return nil
    }

    /// Orders the refunds from the bank: hands over the file's bytes, and notes each refund as given back.
    ///
    /// Refunds without a known account are left out. Nothing is noted when `save` throws.
    /// - Parameters:
    ///   - day: when the bank is to pay; moved to a bank day.
    ///   - save: keeps the file; it is called within the transaction, before it is committed, and the file must be taken away
    ///     when this function throws after it.
    /// - Throws: `Diagnostic` `refund.none` when there is none to order.
    public func orderRefunds(
        on day: Day, version: PainWriter.Version, bic: String = "",
        save: ([UInt8]) throws -> Void
    ) throws -> [Refund] {
        try write { scope in
            let refunds = try refunds(in: scope).filter { $0.account != nil }
            guard !refunds.isEmpty else {
                throw Diagnostic(
                    "refund.none", place: "refunds", found: "none with a known account",
                    expected: "money to give back", remedy: "see: purr refunds")
            }
            let number = try scope.reserve("refund-order")
            let order = PaymentOrder(
                identity: "PURR-\(book.id)-\(number)", made: Clock.timestamp(of: clock.now),
                payer: book.name, organisationNumber: book.organisationNumber,
                account: book.account, bic: bic,
                day: NorwegianCalendar.adding(bankDays: 1, to: day - 1),
                transfers: refunds.compactMap(transfer))
            let bytes = try PainWriter.bytes(of: order, version)
            for refund in refunds {
                try scope.append(
                    .refunded(refund.amount, why: refund.identity), to: refund.claim.id, on: today,
                    at: clock.now)
                try scope.lookAgain(at: refund.claim.id, on: today)
            }
            try scope.record(
                "refund", "order \(number), \(refunds.count) refunds", at: clock.now, actor: actor)
            try save(bytes)
            return refunds
        }
    }

    private func transfer(_ refund: Refund) -> PaymentOrder.Transfer? {
        guard let account = refund.account else { return nil }
        let words = [
            Language.nb: "Tilbakebetaling for mye betalt faktura",
            .nn: "Tilbakebetaling for mykje betalt faktura", .en: "Refund, overpaid invoice",
        ]
        let language = refund.debtor.language ?? book.language
        return PaymentOrder.Transfer(
            identity: refund.identity, amount: refund.amount,
            name: String(refund.debtor.name.prefix(70)), account: account,
            remittance: .text("\(words[language] ?? "") \(refund.claim.invoice)"))
    }
}
