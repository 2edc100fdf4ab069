import Basics
import Claims
import Letters
import Store

extension OutgoingMessage {
    /// The bytes a letter leaves as: the same request always gives the same ones.
    ///
    /// - Parameter sentAt: the e-mail's date, in seconds since 1970 UTC.
    init(_ request: LetterRequest, sentAt: Int64, book: BookRecord) throws {
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
        self.init(
            id: request.noticeID, from: from, to: request.debtor.email, email: mail.bytes(),
            pdf: pdf)
    }

    /// The same letter again, byte for byte as it was kept.
    init(_ request: LetterRequest, _ kept: LetterContent, book: BookRecord) {
        self.init(
            id: request.noticeID, from: Self.sender(book), to: request.debtor.email,
            email: kept.email, pdf: kept.pdf)
    }

    private static func sender(_ book: BookRecord) -> String {
        book.email.isEmpty ? "purr@localhost" : book.email
    }
}
