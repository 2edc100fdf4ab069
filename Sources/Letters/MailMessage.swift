import Basics

/// A file that travels with a message.
public struct MailAttachment: Hashable, Sendable {
    /// What the reader saves it as; `/`, `\` and control characters are replaced.
    public var name: String
    /// `application/pdf`.
    public var mimeType: String
    public var bytes: [UInt8]

    public init(name: String, mimeType: String, bytes: [UInt8]) {
        self.name = name
        self.mimeType = mimeType
        self.bytes = bytes
    }

    /// The bytes as they stand within a message: lines of base64, each ended by CRLF.
    public static func lines(of bytes: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        MailEncoding.appendBase64Lines(bytes, to: &lines)
        return lines
    }
}

/// A picture within the message's HTML, which names it as `cid:` and its identity.
public struct MailPicture: Hashable, Sendable {
    /// Unique in the world, like a Message-ID: `logo-1d5c4d@example.no`.
    public var contentID: String
    /// `image/png`.
    public var mimeType: String
    /// Letters, digits, hyphens and a full stop.
    public var name: String
    public var bytes: [UInt8]

    public init(contentID: String, mimeType: String, name: String, bytes: [UInt8]) {
        self.contentID = contentID
        self.mimeType = mimeType
        self.name = name
        self.bytes = bytes
    }
}

/// A header line of our own, such as `X-Purr-Notice: P-1042`.
public struct MailHeader: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// An e-mail as values; ``bytes()`` writes it out the same way every time.
///
/// The bytes are known before anything is sent, so they can be stored with the notice, shown, hashed
/// and sent again unchanged: there is no clock and no chance in them.
///
///     multipart/mixed
///       multipart/alternative
///         text/plain      quoted-printable
///         text/html       quoted-printable
///       application/pdf   base64
///
/// With pictures the HTML and they stand together in a `multipart/related`, in the HTML's place.
///
/// - Source: RFC 5322 (message), RFC 2045 and 2046 (MIME), RFC 2047 (encoded words), RFC 2231 (names
///   of files), RFC 2387 (related parts), RFC 2392 (`cid:`).
public struct MailMessage: Hashable, Sendable {
    public let from: MailAddress
    public let to: MailAddress
    public let replyTo: MailAddress?
    public let subject: String
    /// Seconds since 1970-01-01 00:00 UTC; the Date header says them in UTC.
    public let sentAt: Int64
    /// The notice's identity; with the sender's domain it makes the Message-ID.
    public let noticeID: String
    /// The message for readers that show no HTML.
    public let text: String
    /// The same message as a whole HTML document; empty for none.
    public let html: String
    /// What the HTML shows; left out when there is no HTML.
    public let pictures: [MailPicture]
    public let attachments: [MailAttachment]
    public let headers: [MailHeader]

    /// Throws a ``Diagnostic`` with code `mail.date`, `mail.notice-id`, `mail.header`, `mail.picture` or
    /// `mail.type` for what can not be written: a time outside 1970…9999, an identity that is empty or longer than
    /// 100 bytes, a header that does not start with `X-`, a picture with another identity or name than its type says, a
    /// type that is not `type/subtype`.
    ///
    /// Line breaks in the subject, in names and in header values are harmless: they become blanks.
    public init(
        from: MailAddress, to: MailAddress, replyTo: MailAddress? = nil, subject: String,
        sentAt: Int64, noticeID: String, text: String, html: String,
        pictures: [MailPicture] = [], attachments: [MailAttachment] = [], headers: [MailHeader] = []
    ) throws(Diagnostic) {
        // The end is 9999-12-31: the header has four figures for the year.
        guard (0..<253_402_300_800).contains(sentAt) else {
            throw Diagnostic(
                "mail.date", place: "Date", found: "\(sentAt)",
                expected: "seconds since 1970-01-01, before the year 10000")
        }
        guard (1...100).contains(noticeID.utf8.count) else {
            throw Diagnostic(
                "mail.notice-id", place: "Message-ID", found: "\(noticeID.utf8.count) bytes",
                expected: "1 to 100 bytes")
        }
        // Only names of our own: nobody can add a second From, or a Bcc, this way.
        for header in headers where !MailMessage.isOwnHeader(header.name) {
            throw Diagnostic(
                "mail.header", place: "header", found: header.name,
                expected: "a name that starts with X-, of letters, digits and hyphens")
        }
        let types = attachments.map(\.mimeType) + pictures.map(\.mimeType)
        for type in types where !MailMessage.isMIMEType(type) {
            throw Diagnostic(
                "mail.type", place: "attachment", found: type,
                expected: "a type like application/pdf")
        }
        for picture in pictures where !MailMessage.isPlain(picture) {
            throw Diagnostic(
                "mail.picture", place: "picture", found: "\(picture.contentID), \(picture.name)",
                expected: "an identity like logo-1d5c4d@example.no and a name like logo.png")
        }
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.sentAt = sentAt
        self.noticeID = noticeID
        self.text = text
        self.html = html
        self.pictures = pictures
        self.attachments = attachments
        self.headers = headers
    }

    /// The identity mail programs know the message by: `<P-1042@example.no>`.
    ///
    /// Bytes other than letters, digits and `-` become `=2E`, so that different notices never share one.
    public var messageID: String {
        "<\(MailMessage.escaped(noticeID))@\(from.domain)>"
    }

    /// The date as the header says it: `Mon, 23 Nov 2026 20:58:00 +0000`.
    public var date: String {
        let day = Day(number: Int32(sentAt / 86_400))
        let second = Int(sentAt % 86_400)
        let (year, month, dayOfMonth) = day.components
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
        return "\(weekdays[day.weekday - 1]), \(two(dayOfMonth)) \(months[month - 1]) \(year) "
            + "\(time) +0000"
    }

    private static func isOwnHeader(_ name: String) -> Bool {
        name.utf8.count <= 40 && name.uppercased().hasPrefix("X-") && name.utf8.count > 2
            && name.utf8.allSatisfy { MailAddress.isAlphanumeric($0) || $0 == 0x2D }
    }

    private static func isMIMEType(_ text: String) -> Bool {
        let halves = text.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        return text.utf8.count <= 60 && halves.count == 2
            && halves.allSatisfy { half in
                !half.isEmpty
                    && half.allSatisfy {
                        MailAddress.isAlphanumeric($0) || "+-._".utf8.contains($0)
                    }
            }
    }

    private static func isPlain(_ picture: MailPicture) -> Bool {
        func isPlain(_ text: some StringProtocol) -> Bool {
            !text.isEmpty && text.utf8.count <= 255
                && text.utf8.allSatisfy {
                    MailAddress.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E
                }
        }
        let halves = picture.contentID.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && halves.allSatisfy { isPlain($0) } && isPlain(picture.name)
    }

    private static func escaped(_ identity: String) -> String {
        var bytes: [UInt8] = []
        for byte in identity.utf8 {
            if MailAddress.isAlphanumeric(byte) || byte == 0x2D {
                bytes.append(byte)
            } else {
                MailEncoding.appendHex(byte, to: &bytes)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

// MARK: - Writing

extension MailMessage {
    /// The whole message, RFC 5322: lines end in CRLF, every byte is ASCII, no line is longer than 78
    /// columns unless an address alone is.
    public func bytes() -> [UInt8] {
        var out: [UInt8] = []
        let attached =
            attachments.reduce(0) { $0 + $1.bytes.count }
            + pictures.reduce(0) { $0 + $1.bytes.count }
        out.reserveCapacity(attached * 7 / 5 + (text.utf8.count + html.utf8.count) * 2 + 2048)
        appendTopHeaders(to: &out)
        if attachments.isEmpty {
            appendBody(to: &out)
        } else {
            let boundary = boundary("mixed")
            appendMultipart("mixed", boundary, to: &out)
            appendDelimiter(boundary, to: &out)
            appendBody(to: &out)
            for attachment in attachments {
                appendDelimiter(boundary, to: &out)
                MailMessage.append(attachment, to: &out)
            }
            appendDelimiter(boundary, isLast: true, to: &out)
        }
        return out
    }

    private func appendTopHeaders(to out: inout [UInt8]) {
        var lines = MailHeaders()
        lines.add("Date", raw: date)
        lines.add("From", address: from)
        lines.add("To", address: to)
        if let replyTo { lines.add("Reply-To", address: replyTo) }
        lines.add("Subject", text: subject)
        lines.add("Message-ID", raw: messageID)
        for header in headers { lines.add(header.name, text: header.value) }
        lines.add("MIME-Version", raw: "1.0")
        out += lines.bytes
    }

    /// Text and HTML as two forms of one message, or the text alone.
    private func appendBody(to out: inout [UInt8]) {
        guard !html.isEmpty else {
            MailMessage.append(text, as: "plain", to: &out)
            return
        }
        let boundary = boundary("alternative")
        appendMultipart("alternative", boundary, to: &out)
        appendDelimiter(boundary, to: &out)
        MailMessage.append(text, as: "plain", to: &out)
        appendDelimiter(boundary, to: &out)
        appendHTML(to: &out)
        appendDelimiter(boundary, isLast: true, to: &out)
    }

    /// With the pictures it shows beside it.
    private func appendHTML(to out: inout [UInt8]) {
        guard !pictures.isEmpty else { return MailMessage.append(html, as: "html", to: &out) }
        let boundary = boundary("related")
        out += "Content-Type: multipart/related; type=\"text/html\";\r\n".utf8
        out += " boundary=\"\(boundary)\"\r\n\r\n".utf8
        appendDelimiter(boundary, to: &out)
        MailMessage.append(html, as: "html", to: &out)
        for picture in pictures {
            appendDelimiter(boundary, to: &out)
            out += "Content-Type: \(picture.mimeType)\r\n".utf8
            out += "Content-Transfer-Encoding: base64\r\n".utf8
            out += "Content-ID: <\(picture.contentID)>\r\n".utf8
            out += "Content-Disposition: inline; filename=\"\(picture.name)\"\r\n\r\n".utf8
            MailEncoding.appendBase64Lines(picture.bytes, to: &out)
        }
        appendDelimiter(boundary, isLast: true, to: &out)
    }

    private func appendMultipart(_ kind: String, _ boundary: String, to out: inout [UInt8]) {
        out += "Content-Type: multipart/\(kind);\r\n boundary=\"\(boundary)\"\r\n\r\n".utf8
    }

    /// Every part ends its last line, and the empty line before the delimiter belongs to it.
    private func appendDelimiter(
        _ boundary: String, isLast: Bool = false, to out: inout [UInt8]
    ) {
        out += "\r\n--\(boundary)\(isLast ? "--" : "")\r\n".utf8
    }

    private static func append(_ text: String, as kind: String, to out: inout [UInt8]) {
        out += "Content-Type: text/\(kind); charset=utf-8\r\n".utf8
        out += "Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8
        MailEncoding.appendQuotedPrintable(text, to: &out)
    }

    private static func append(_ attachment: MailAttachment, to out: inout [UInt8]) {
        let parts = MailHeaders.clean(attachment.name)
            .split(whereSeparator: { $0 == "/" || $0 == "\\" })
        let name = parts.joined(separator: "-")
        var lines = MailHeaders()
        lines.add("Content-Type", raw: attachment.mimeType)
        lines.add("Content-Transfer-Encoding", raw: "base64")
        lines.add(attachmentNamed: name.isEmpty ? "attachment" : String(name.prefix(120)))
        out += lines.bytes
        MailEncoding.appendLineEnd(to: &out)
        MailEncoding.appendBase64Lines(attachment.bytes, to: &out)
    }

    /// A line no part can contain: quoted-printable writes `=` only before hex digits or a line's end,
    /// and base64 has no `_`. The number is taken from the content, so the same message has the same one.
    private func boundary(_ kind: String) -> String {
        // FNV-1a, 64 bits: no secret depends on it.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in [noticeID, subject, text, html] {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        let digits = String(hash, radix: 16)
        return "=_\(kind)_\(String(repeating: "0", count: 16 - digits.count))\(digits)"
    }
}
