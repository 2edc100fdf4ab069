import Foundation
import Letters
import Store

/// A letter's bytes as they left. The e-mail is kept without the PDF it carries, which is kept once.
struct LetterContent {
    let pdf: [UInt8]
    let email: [UInt8]
    let ehf: [ElectronicDocument]

    private static let pdfName = "letter.pdf"
    private static let head = "mail-head"
    private static let tail = "mail-tail"
    /// With the document's place in the letter after it.
    private static let document = "document-"

    init(pdf: [UInt8], email: [UInt8], ehf: [ElectronicDocument] = []) {
        self.pdf = pdf
        self.email = email
        self.ehf = ehf
    }

    /// nil when nothing was kept.
    init?(_ parts: [NoticePart]) throws {
        let bytes = Dictionary(parts.map { ($0.name, $0.bytes) }) { first, _ in first }
        guard let pdf = bytes[Self.pdfName], let head = bytes[Self.head] else { return nil }
        self.pdf = pdf
        email = bytes[Self.tail].map { head + MailAttachment.lines(of: pdf) + $0 } ?? head
        var documents: [ElectronicDocument] = []
        while let document = bytes["\(Self.document)\(documents.count + 1).json"] {
            var decoded = try JSONDecoder().decode(ElectronicDocument.self, from: Data(document))
            decoded.bytes = bytes["\(Self.document)\(documents.count + 1).xml"] ?? []
            documents.append(decoded)
        }
        ehf = documents
    }

    /// Kept parts that are none of the above.
    static func others(_ parts: [NoticePart]) -> [NoticePart] {
        parts.filter {
            ![pdfName, head, tail].contains($0.name) && !$0.name.hasPrefix(document)
        }
    }

    static func parts(of message: OutgoingMessage) throws -> [NoticePart] {
        var parts = [NoticePart(pdfName, message.pdf)]
        let email = Data(message.email)
        let attached = Data(MailAttachment.lines(of: message.pdf))
        if !attached.isEmpty, let place = email.range(of: attached) {
            parts.append(NoticePart(head, Array(email[..<place.lowerBound])))
            parts.append(NoticePart(tail, Array(email[place.upperBound...])))
        } else {
            parts.append(NoticePart(head, message.email))
        }
        for (index, document) in message.ehf.enumerated() {
            var described = document
            described.bytes = []
            parts.append(NoticePart("\(Self.document)\(index + 1).xml", document.bytes))
            parts.append(
                NoticePart(
                    "\(Self.document)\(index + 1).json",
                    Array(try JSONEncoder().encode(described))))
        }
        return parts
    }
}
