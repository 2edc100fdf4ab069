import Basics
import Claims
import Formats
import Letters
import Store
import Texts

/// What a book must know of itself before it can send reminders as EHF.
public struct EHFSender: Hashable, Codable, Sendable {
    /// Whether documents show `NO 310 123 455 MVA`.
    public var isVATRegistered: Bool
    /// Whether the word Foretaksregisteret must stand on them; nil when the company's name tells.
    public var isInCompanyRegister: Bool?

    public init(isVATRegistered: Bool, isInCompanyRegister: Bool? = nil) {
        self.isVATRegistered = isVATRegistered
        self.isInCompanyRegister = isInCompanyRegister
    }

    /// A company whose name ends in AS or ASA is in the register; others say so themselves.
    ///
    /// - Source: foretaksnavneloven § 2-2 first and third paragraphs (the name shows the form); foretaksregisterloven § 10-2.
    func isInCompanyRegister(name: String) -> Bool {
        if let isInCompanyRegister { return isInCompanyRegister }
        let words = name.uppercased().split(whereSeparator: { $0.isWhitespace || $0 == "," })
        return words.contains { $0 == "AS" || $0 == "ASA" }
    }
}

extension EHFReminder {
    /// Whether a letter of this step may go as EHF Reminder.
    ///
    /// The format is for reminding that a payment is late. A collection notice and a payment demand are notices of their
    /// own with contents the law prescribes, which the format has no room for, so they go on paper
    /// (docs/adr/0005-legal-letters-on-paper.md).
    ///
    /// - Source: DFØ, EHF Reminder 3.0.3, "Definitions"; inkassoloven §§ 3 a, 9 and 10.
    public static func isFor(_ step: Step) -> Bool {
        switch step {
        case .nudge, .reminder: true
        case .collectionNotice, .paymentDemand, .ask: false
        }
    }

    /// The letter as documents, one a claim in the letter's order, numbered `P-1042`, or `P-1042-1`, `P-1042-2` … when
    /// there are several. The same letter gives the same bytes.
    ///
    /// - Returns: none when the step is no reminder, or when the debtor has no organisation number to be addressed by.
    /// - Throws: `Diagnostic` `ehf.sender` when the book's organisation number is none, and those of the writer.
    public static func documents(
        for request: LetterRequest, from book: BookRecord, to debtor: Debtor,
        as sender: EHFSender
    ) throws -> [ElectronicDocument] {
        guard isFor(request.step), let number = debtor.organisationNumber else { return [] }
        guard let own = OrganisationNumber(book.organisationNumber) else {
            throw Diagnostic(
                "ehf.sender", place: "book \(book.id)", found: book.organisationNumber,
                expected: "an organisation number of nine digits",
                remedy: "give the book its organisation number")
        }
        let seller = Party(
            organisationNumber: own, name: book.name, street: book.street,
            postcode: book.postcode, city: book.city, email: book.email, phone: book.phone)
        let buyer = Party(
            organisationNumber: number, name: debtor.name, street: debtor.street,
            postcode: debtor.postcode, city: debtor.city, country: debtor.country)
        return try request.claims.enumerated().map { index, claim in
            let id = request.claims.count == 1 ? "" : "-\(index + 1)"
            var reminder = EHFReminder(request, claim, seller, buyer, sender)
            reminder.id += id
            return ElectronicDocument(
                id: reminder.id, sender: seller.participant, receiver: buyer.participant,
                documentType: documentType, process: profile,
                bytes: try EHFReminderWriter.bytes(of: reminder))
        }
    }

    private init(
        _ request: LetterRequest, _ claim: ClaimLine, _ seller: Party, _ buyer: Party,
        _ sender: EHFSender
    ) {
        let texts = EHFTexts(request.language)
        self.init(
            id: request.noticeID, issued: request.sentOn,
            // A friendly nudge sets no deadline: the invoice's own stands.
            due: request.deadline ?? claim.due,
            note: texts.note(
                request.noticeID, invoice: claim.invoice, issued: claim.issued, due: claim.due),
            // Public bodies route by their own reference, which open items do not tell; the customer number is
            // the next best thing both know (PEPPOL-EN16931-R003 demands one).
            buyerReference: request.debtor.customerNumber.isEmpty
                ? claim.invoice : request.debtor.customerNumber,
            seller: seller, buyer: buyer, isSellerVATRegistered: sender.isVATRegistered,
            isSellerInCompanyRegister: sender.isInCompanyRegister(name: seller.name),
            account: request.creditor.account, kid: claim.kid,
            invoice: Invoice(
                number: claim.invoice, issued: claim.issued, title: texts.invoice(claim.invoice),
                concerns: claim.concerns),
            principal: claim.principal, paid: claim.paid, charges: Self.charges(claim, texts),
            vatReason: texts.vatReason(invoice: claim.invoice))
    }

    private static func charges(_ claim: ClaimLine, _ texts: EHFTexts) -> [Charge] {
        let compensation = claim.compensation ?? .zero
        return [
            Charge(isReminderFee: false, reason: texts.interest, amount: claim.interest),
            Charge(
                isReminderFee: true, reason: texts.fee, amount: claim.fees - compensation),
            Charge(isReminderFee: false, reason: texts.compensation, amount: compensation),
        ].filter { $0.amount != .zero }
    }
}
