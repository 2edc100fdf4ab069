import Foundation
import Letters
import Store

/// A letter's bytes as they left. The e-mail is kept without the PDF it carries, which is kept once.
struct LetterContent {
    let pdf: [UInt8]
    let email: [UInt8]

    private static let pdfName = "letter.pdf"
    private static let head = "mail-head"
    private static let tail = "mail-tail"

    /// nil when nothing was kept.
    init?(_ parts: [NoticePart]) {
        let bytes = Dictionary(parts.map { ($0.name, $0.bytes) }) { first, _ in first }
        guard let pdf = bytes[Self.pdfName], let head = bytes[Self.head] else { return nil }
        self.pdf = pdf
        email = bytes[Self.tail].map { head + MailAttachment.lines(of: pdf) + $0 } ?? head
    }

    static func parts(of message: OutgoingMessage) -> [NoticePart] {
        let pdf = NoticePart(pdfName, message.pdf)
        let email = Data(message.email)
        let attached = Data(MailAttachment.lines(of: message.pdf))
        guard !attached.isEmpty, let place = email.range(of: attached) else {
            return [pdf, NoticePart(head, message.email)]
        }
        return [
            pdf, NoticePart(head, Array(email[..<place.lowerBound])),
            NoticePart(tail, Array(email[place.upperBound...])),
        ]
    }
}
