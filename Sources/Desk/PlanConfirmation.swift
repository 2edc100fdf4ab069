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
        let request = planRequest(view)
        let letter = try LetterComposer.compose(agreed, for: request)
        return (
            try PDFPress.print(letter, logo: try logo(of: request)),
            LetterText.render(letter)
        )
    }

    /// What is owed today, with the interest and costs that an instalment may hold. Without a rate the interest to today is
    /// not known, and is left out as in a letter.
    private func planRequest(_ view: ClaimView) -> LetterRequest {
        let (claim, statement) = (view.claim, view.statement)
        let isKnown = statement.missingRate == nil
        let interest = isKnown ? statement.interest : .zero
        let owed = isKnown ? statement.toPay : statement.openInvoice + statement.openCosts
        return LetterRequest(
            step: .nudge, tone: .neutral, language: view.debtor.language ?? book.language,
            audience: view.debtor.kind.treatedAs, sentOn: today, deadline: nil, creditor: sender,
            debtor: recipient(view.debtor),
            claims: [
                ClaimLine(
                    invoice: claim.invoice, concerns: claim.concerns, issued: claim.issued,
                    due: claim.due, kid: claim.kid, principal: claim.principal,
                    paid: claim.principal + interest + statement.costs - owed,
                    interest: interest,
                    interestFrom: interest > .zero ? statement.interestFrom : nil,
                    fees: statement.costs, toPay: owed)
            ], feeInThisLetter: .zero,
            interestRate: isKnown ? try? LateInterest.rate(on: today, law: law) : nil,
            noticeID: "A-\(claim.id)", look: look)
    }
}
