import Foundation
import Letters
import Store

/// A letter's bytes as they left. The e-mail is kept without the PDF it carries, which is kept once, and without the logo,
/// which the book keeps.
struct LetterContent {
    let pdf: [UInt8]
    let email: [UInt8]
    let ehf: [ElectronicDocument]

    private static let pdfName = "letter.pdf"
    private static let head = "mail-head"
    /// What stands between the logo and the PDF.
    private static let middle = "mail-middle"
    private static let tail = "mail-tail"
    /// With the document's place in the letter after it.
    private static let document = "document-"

    init(pdf: [UInt8], email: [UInt8], ehf: [ElectronicDocument] = []) {
        self.pdf = pdf
        self.email = email
        self.ehf = ehf
    }

    /// nil when nothing was kept.
    ///
    /// - Parameter picture: the logo as mail shows it, of the one its request names; empty for none.
    init?(_ parts: [NoticePart], picture: [UInt8]) throws {
        let bytes = Dictionary(parts.map { ($0.name, $0.bytes) }) { first, _ in first }
        guard let pdf = bytes[Self.pdfName], let head = bytes[Self.head] else { return nil }
        self.pdf = pdf
        var email = head
        if let middle = bytes[Self.middle] {
            email += MailAttachment.lines(of: picture) + middle
        }
        if let tail = bytes[Self.tail] { email += MailAttachment.lines(of: pdf) + tail }
        self.email = email
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
            ![pdfName, head, middle, tail].contains($0.name) && !$0.name.hasPrefix(document)
        }
    }

    static func parts(of message: OutgoingMessage, picture: [UInt8]) throws -> [NoticePart] {
        var parts = [NoticePart(pdfName, message.pdf)]
        var rest = Data(message.email)
        var name = head
        for (file, next) in [(picture, middle), (message.pdf, tail)] {
            let lines = Data(MailAttachment.lines(of: file))
            guard !lines.isEmpty, let place = rest.range(of: lines) else { continue }
            parts.append(NoticePart(name, Array(rest[..<place.lowerBound])))
            rest = Data(rest[place.upperBound...])
            name = next
        }
        parts.append(NoticePart(name, Array(rest)))
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
