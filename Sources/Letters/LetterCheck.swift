import Basics
import Claims
import Law

/// What must be true of a request before a word is written.
enum LetterCheck {
    static func check(_ request: LetterRequest, _ notice: Notice) throws(Diagnostic) {
        try checkClaims(request)
        try checkFees(request, notice)
        try checkInterest(request)
        try checkDeadline(request, notice)
        if request.creditor.account.text.isEmpty {
            throw Diagnostic(
                "letter.account", place: request.noticeID, found: "no account to pay to",
                expected: "the creditor's account number", remedy: "set the book's account")
        }
    }

    private static func checkClaims(_ request: LetterRequest) throws(Diagnostic) {
        guard (1...LetterComposer.claimsMaximum).contains(request.claims.count) else {
            throw Diagnostic(
                "letter.claims", place: request.noticeID, found: "\(request.claims.count) claims",
                expected: "1 to \(LetterComposer.claimsMaximum)",
                remedy: "split the letter by invoice")
        }
        for claim in request.claims {
            let sum = claim.principal - claim.paid + claim.interest + claim.fees
            guard sum == claim.toPay else {
                throw Diagnostic(
                    "letter.sum", place: "\(request.noticeID), invoice \(claim.invoice)",
                    found: "to pay \(claim.toPay)",
                    expected: "\(sum), which is principal − paid + interest + fees",
                    remedy: "make the request again from the claim's statement")
            }
        }
    }

    private static func checkFees(
        _ request: LetterRequest, _ notice: Notice
    ) throws(Diagnostic) {
        let fee = request.feeInThisLetter
        let fees = request.claims.map(\.fees).sum()
        guard fee >= .zero, fee <= fees else {
            throw Diagnostic(
                "letter.fee", place: request.noticeID, found: "a fee of \(fee) in this letter",
                expected: "at most the \(fees) that the lines hold",
                remedy: "add the fee to a claim's line")
        }
        guard notice != .nudge || fee == .zero else {
            throw Diagnostic(
                "letter.fee", place: request.noticeID, found: "a nudge with a fee of \(fee)",
                expected: "no fee: a friendly nudge never carries one",
                remedy: "send a reminder instead")
        }
        guard request.regime != .act2026 || fee == .zero else {
            throw Diagnostic(
                "letter.fee", place: request.noticeID, found: "a fee of \(fee)",
                expected: "no fee: none has been set under inkassoloven (2026) § 19",
                remedy: "make the request again from the claim's decision")
        }
        for claim in request.claims where claim.compensation ?? .zero > claim.fees {
            throw Diagnostic(
                "letter.compensation", place: "\(request.noticeID), invoice \(claim.invoice)",
                found: "a compensation of \(claim.compensation ?? .zero)",
                expected: "at most the costs of \(claim.fees) that hold it",
                remedy: "make the request again from the claim's statement")
        }
    }

    /// Inkassoloven § 10 (2) d wants rate and from-date; no letter of any act states interest without them.
    private static func checkInterest(_ request: LetterRequest) throws(Diagnostic) {
        for claim in request.claims where claim.interest != .zero {
            guard claim.interestFrom != nil, request.interestRate != nil else {
                throw Diagnostic(
                    "letter.interest", place: "\(request.noticeID), invoice \(claim.invoice)",
                    found: "interest of \(claim.interest) without a rate or a first day",
                    expected: "both, so that the debtor can compute it again",
                    remedy: "make the request again from the claim's statement")
            }
        }
    }

    private static func checkDeadline(
        _ request: LetterRequest, _ notice: Notice
    ) throws(Diagnostic) {
        let daysMinimum: Int
        let why: String
        switch notice {
        case .nudge, .reminder:
            if request.deadline == nil { return }
            daysMinimum = 0
            why = "set a deadline that can be kept, or none"
        case .collectionNotice, .paymentDemand:
            daysMinimum = LetterComposer.deadlineDaysMinimum
            why = "give the debtor the days the law asks for (inkassoloven §§ 9 and 10)"
        case .transferWarning:
            daysMinimum = LetterComposer.deadlineDaysMinimum
            why = "give the debtor as many days before an agency as a collection notice gives"
        }
        guard let deadline = request.deadline, deadline - request.sentOn >= daysMinimum else {
            throw Diagnostic(
                "letter.deadline", place: request.noticeID,
                found: request.deadline?.iso ?? "no deadline",
                expected: "\((request.sentOn + daysMinimum).iso) or later",
                remedy: why)
        }
    }
}
