import Basics

/// Reads one e-mail: headers, parts within parts, encodings, to what a person wrote and what came with it.
///
///     let mail = try MailReader.read(bytes)
///     mail.subject    // "Sv: Purring: faktura 40101"
///     mail.text       // "Jeg har ikke bestilt dette. …"
///
/// Mail is written carelessly, so only what can not be read at all, or is made to cost too much, is refused; other damage is
/// told in ``IncomingMail/findings``. The work grows with the message's size and nothing else.
///
/// - Source: RFC 5322, RFC 2045–2047, RFC 2231, RFC 3676, RFC 3464.
public enum MailReader {
    /// - Throws: `Diagnostic` `mime.size`, `mime.no-headers`, `mime.header-size`, `mime.header-count`, `mime.depth`,
    ///   `mime.parts`, the place a line of the message.
    public static func read(
        _ bytes: [UInt8], limits: MailLimits = MailLimits()
    ) throws(Diagnostic) -> IncomingMail {
        guard bytes.count <= limits.messageBytes else {
            throw Diagnostic(
                "mime.size", place: "the whole message", found: "\(bytes.count) bytes",
                expected: "at most \(limits.messageBytes)",
                remedy: "read it in the mail program, and note what it says on the claim")
        }
        // Very old programs end lines with CR alone.
        let bytes = bytes.contains(10) ? bytes : bytes.map { $0 == 13 ? 10 : $0 }
        var reader = MailTreeReader(limits: limits)
        let head = try MailHeaderBlock(bytes[...], limits, isWholeMessage: true)
        guard !head.fields.all.isEmpty else {
            throw Diagnostic(
                "mime.no-headers", place: "line 1",
                found: head.isBroken ? "a line that is no header field" : "no header field",
                expected:
                    "an e-mail: header fields such as From and Subject, an empty line, the text",
                remedy: "save the message again from the mail program, as .eml")
        }
        reader.mail.fields = head.fields
        try reader.read(MailEntity(head.fields, bytes[head.bodyStart...]), depth: 0)
        return reader.finished()
    }
}

/// A part: its fields and its body as it lies in the message.
struct MailEntity {
    let fields: MailFields
    let body: ArraySlice<UInt8>
    let type: MailParameters
    let disposition: MailParameters

    init(_ fields: MailFields, _ body: ArraySlice<UInt8>) {
        self.fields = fields
        self.body = body
        type = MailParameters(fields.raw("Content-Type"))
        disposition = MailParameters(fields.raw("Content-Disposition"))
    }

    /// `text/plain` where nothing, or nonsense, is said.
    var mediaType: String {
        let halves = type.value.split(separator: "/", omittingEmptySubsequences: false)
        return halves.count == 2 && !halves[0].isEmpty ? type.value : "text/plain"
    }

    var fileName: String {
        disposition.has("filename") ? disposition["filename"] : type["name"]
    }

    /// Whether it is a file beside the text rather than part of the text, which some programs name too.
    var isAttached: Bool {
        disposition.value == "attachment"
            || disposition.value != "inline" && disposition.has("filename")
    }
}

/// A block of header fields and where the body after it begins.
struct MailHeaderBlock {
    private(set) var fields = MailFields()
    private(set) var bodyStart: Int
    /// A line that is no field ended the block.
    private(set) var isBroken = false

    /// - Throws: `Diagnostic` `mime.header-size`, `mime.header-count`.
    init(
        _ bytes: ArraySlice<UInt8>, _ limits: MailLimits, isWholeMessage: Bool = false
    ) throws(Diagnostic) {
        bodyStart = bytes.startIndex
        var name = ""
        var value: [UInt8] = []
        func field() -> MailFields.Field? {
            name.isEmpty ? nil : MailFields.Field(name: name, value: value)
        }
        while bodyStart < bytes.endIndex {
            let next = bytes.lineEnd(from: bodyStart)
            var line = bytes[bodyStart..<next]
            line.dropLineEnd()
            guard next - bytes.startIndex <= limits.headerBytes else {
                throw Self.tooMuch(
                    "mime.header-size", "more than \(limits.headerBytes) bytes of header fields",
                    fields.all.count + 1)
            }
            if line.isEmpty {
                bodyStart = next
                break
            }
            if line[line.startIndex] == 32 || line[line.startIndex] == 9, !name.isEmpty {
                value += line
            } else if let colon = Self.colon(line) {
                if let done = field() { fields.all.append(done) }
                name = String(decoding: line[..<colon].filter { $0 > 32 }, as: UTF8.self)
                value = Array(line[(colon + 1)...].drop { $0 == 32 || $0 == 9 })
            } else if !(isWholeMessage && name.isEmpty && Self.isPostmark(line)) {
                // Without the empty line, the text begins where no field can.
                isBroken = true
                break
            }
            guard fields.all.count < limits.headerFields else {
                throw Self.tooMuch(
                    "mime.header-count", "more than \(limits.headerFields) header fields",
                    fields.all.count + 1)
            }
            bodyStart = next
        }
        if let done = field() { fields.all.append(done) }
    }

    /// The line that mailbox files begin a message with.
    private static func isPostmark(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: "From ".utf8) || line.starts(with: ">From ".utf8)
    }

    private static func colon(_ line: ArraySlice<UInt8>) -> Int? {
        guard let colon = line.prefix(200).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        var name = line[..<colon]
        while let last = name.last, last == 32 || last == 9 { name.removeLast() }
        let isName = !name.isEmpty && name.allSatisfy { (33...126).contains($0) }
        return isName ? colon : nil
    }

    private static func tooMuch(_ code: String, _ found: String, _ field: Int) -> Diagnostic {
        Diagnostic(
            code, place: "header field \(field)", found: found,
            expected: "the headers of an ordinary message",
            remedy: "read it in the mail program, and note what it says on the claim")
    }
}

extension ArraySlice<UInt8> {
    /// Where the next line begins, from somewhere in this one.
    func lineEnd(from start: Int) -> Int {
        self[start...].firstIndex(of: 10).map { $0 + 1 } ?? endIndex
    }

    /// Takes LF or CRLF off.
    mutating func dropLineEnd() {
        if last == 10 { removeLast() }
        if last == 13 { removeLast() }
    }
}
