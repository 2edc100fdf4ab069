import Claims
import Formats
import Letters
import Store

extension OutgoingMessage {
    /// The bytes a letter leaves as: the same request always gives the same ones.
    ///
    /// - Parameters:
    ///   - sentAt: the e-mail's date and the time of its signature, in seconds since 1970 UTC.
    ///   - signer: nil leaves the e-mail unsigned, as does a debtor without an e-mail address.
    init(
        _ request: LetterRequest, sentAt: Int64, book: BookRecord, to debtor: Debtor?,
        as sender: EHFSender?, signedBy signer: (any MailSigner)? = nil
    ) throws {
        let letter = try LetterComposer.compose(request)
        let pdf = try LetterPDFRenderer().render(letter)
        let from = Self.sender(book)
        let mail = try MailMessage(
            from: try MailAddress(name: book.name, address: from),
            to: try MailAddress(
                name: request.debtor.name,
                address: request.debtor.email.isEmpty ? from : request.debtor.email),
            subject: letter.subject, sentAt: sentAt,
            // Two books may send from one domain; their message identities must differ.
            noticeID: "\(request.noticeID)-\(book.id)",
            text: LetterText.render(letter), html: LetterHTML.render(letter),
            attachments: [
                MailAttachment(
                    name: "\(request.noticeID).pdf", mimeType: "application/pdf", bytes: pdf)
            ])
        var email = mail.bytes()
        if let signer, !request.debtor.email.isEmpty {
            email = try signer.signed(email, at: sentAt)
        }
        var ehf: [ElectronicDocument] = []
        if let sender, let debtor, debtor.way == .ehf {
            ehf = try EHFReminder.documents(for: request, from: book, to: debtor, as: sender)
        }
        self.init(
            request, LetterContent(pdf: pdf, email: email, ehf: ehf), book: book, to: debtor)
    }

    /// The same letter again, byte for byte as it was kept.
    init(_ request: LetterRequest, _ kept: LetterContent, book: BookRecord, to debtor: Debtor?) {
        self.init(
            id: request.noticeID, from: Self.sender(book), to: request.debtor.email,
            email: kept.email, pdf: kept.pdf,
            recipient: Recipient(
                name: request.debtor.name, postcode: debtor?.postcode ?? "",
                country: debtor?.country ?? ""),
            phone: debtor?.phone ?? "", ehf: kept.ehf)
    }

    private static func sender(_ book: BookRecord) -> String {
        book.email.isEmpty ? "purr@localhost" : book.email
    }
}
