import Basics
import Claims
import Law
import Letters
import Store

extension BookDesk {
    /// The written confirmation of a claim's payment plan as it stands, as PDF and text; nil when it has none.
    ///
    /// - Throws: `Diagnostic` `claim.unknown`, or what the letter's check refuses.
    public func planConfirmation(of id: ClaimID) throws -> (pdf: [UInt8], text: String)? {
        let view = try view(id)
        var agreed: InstalmentPlan?
        for fact in view.claim.facts {
            if case .instalmentPlan(let plan) = fact.event { agreed = plan }
        }
        guard let agreed else { return nil }
        let letter = try LetterComposer.compose(agreed, for: planRequest(view))
        return (try LetterPDFRenderer().render(letter), LetterText.render(letter))
    }

    private func planRequest(_ view: ClaimView) -> LetterRequest {
        let owed = view.statement.openInvoice
        return LetterRequest(
            step: .nudge, tone: .neutral, language: view.debtor.language ?? book.language,
            audience: view.debtor.kind.treatedAs, sentOn: today, deadline: nil, creditor: sender,
            debtor: recipient(view.debtor),
            claims: [
                ClaimLine(
                    invoice: view.claim.invoice, concerns: view.claim.concerns,
                    issued: view.claim.issued, due: view.claim.due, kid: view.claim.kid,
                    principal: view.claim.principal, paid: view.claim.principal - owed,
                    interest: .zero, interestFrom: nil, fees: .zero, toPay: owed)
            ], feeInThisLetter: .zero, interestRate: nil,
            noticeID: "A-\(view.claim.id)")
    }
}
