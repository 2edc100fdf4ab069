import Basics
import Claims
import Foundation
import Law
import Letters
import Store

extension BookDesk {
    /// The letter a bundle becomes: its words and figures, frozen.
    func request(for bundle: Mailing, debtor: Debtor, notice: NoticeID) -> LetterRequest {
        let proposal = bundle.items[0].proposal
        let regime: Regime? = proposal.regime == .act2026 ? .act2026 : nil
        let language = debtor.language ?? book.language
        let words = NoticeKind(bundle.step, regime ?? .act1988).flatMap {
            own.words(WordsKey($0, proposal.tone, language), for: debtor.kind)
        }
        let states = bundle.items.contains { $0.proposal.interest > .zero }
        return LetterRequest(
            step: bundle.step, tone: proposal.tone, language: language,
            audience: debtor.kind.treatedAs, sentOn: proposal.sentOn, deadline: proposal.deadline,
            creditor: sender, debtor: recipient(debtor), claims: bundle.items.map(line),
            feeInThisLetter: bundle.fee,
            interestRate: states ? try? LateInterest.rate(on: proposal.sentOn, law: law) : nil,
            noticeID: Self.reference(notice),
            regime: regime, words: words, look: look)
    }

    /// How a letter is named to its reader.
    static func reference(_ notice: NoticeID) -> String { "P-\(notice)" }

    var sender: Sender {
        Sender(
            name: book.name,
            organisationNumber: OrganisationNumber(book.organisationNumber)?.grouped
                ?? book.organisationNumber,
            addressLines: [book.street, "\(book.postcode) \(book.city)"]
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty },
            email: book.email, phone: book.phone, account: book.account)
    }

    func recipient(_ debtor: Debtor) -> Recipient {
        let country = debtor.country.isEmpty || debtor.country == "NO" ? "" : debtor.country
        return Recipient(
            name: debtor.name, customerNumber: debtor.number,
            addressLines: [debtor.street, "\(debtor.postcode) \(debtor.city)", country]
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty },
            email: debtor.email)
    }

    /// One invoice's line; a nudge asks for what the invoice said, without interest.
    private func line(_ item: Mailing.Item) -> ClaimLine {
        let statement = item.decision.statement
        let interest = item.proposal.interest
        let fees = statement.costs + item.proposal.feeAmount
        // What has been paid, credited and waived: principal + interest + fees − paid = to pay.
        let paid = item.claim.principal + interest + fees - item.proposal.toPay
        return ClaimLine(
            invoice: item.claim.invoice, concerns: item.claim.concerns, issued: item.claim.issued,
            due: item.claim.due, kid: item.claim.kid, principal: item.claim.principal, paid: paid,
            interest: interest, interestFrom: interest > .zero ? statement.interestFrom : nil,
            fees: fees, toPay: item.proposal.toPay,
            compensation: statement.compensation > .zero && statement.compensation >= fees
                ? statement.compensation : nil)
    }

    static func encode(_ request: LetterRequest) -> [UInt8] { RequestJSON.encode(request) }

    /// - Throws: `Diagnostic` `letter.erased` when what the letter said has been deleted.
    static func decode(_ bytes: [UInt8]) throws -> LetterRequest {
        if bytes.isEmpty {
            throw Diagnostic(
                "letter.erased", place: "a letter", found: "a letter whose content is deleted",
                expected: "one that is kept still",
                remedy: "the journal tells when it was deleted: purr journal")
        }
        return try JSONDecoder().decode(LetterRequest.self, from: Data(bytes))
    }
}

extension Recipient {
    /// The address a letter to them was meant for, as ``Debtor/addresses`` writes it; nil for none.
    func address(for way: ContactWay) -> String? {
        switch way {
        case .email: email.isEmpty ? nil : email.lowercased()
        case .print: addressLines.isEmpty ? nil : addressLines.prefix(2).joined(separator: ", ")
        case .ehf: nil
        }
    }
}
