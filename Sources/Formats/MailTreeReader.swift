import Basics

/// Walks through a message's parts and gathers what it says.
struct MailTreeReader {
    var mail = IncomingMail()
    private let limits: MailLimits
    private var parts = 0
    private var text = ""
    /// Within a message that was returned or forwarded: its words are not the sender's.
    private var isEnclosed = false

    init(limits: MailLimits) { self.limits = limits }

    /// The mail, its text tidied.
    func finished() -> IncomingMail {
        var mail = mail
        mail.text = MailLines.shown(text)
        return mail
    }

    mutating func read(_ entity: MailEntity, depth: Int) throws(Diagnostic) {
        parts += 1
        guard depth <= limits.depth else {
            throw refusal("mime.depth", "parts within each other, \(limits.depth) deep")
        }
        guard parts <= limits.parts else {
            throw refusal("mime.parts", "more than \(limits.parts) parts")
        }
        let type = entity.mediaType
        if type.hasPrefix("multipart/") {
            try readMultipart(entity, type, depth)
        } else if type == "message/delivery-status" || type == "message/global-delivery-status" {
            try readReport(decoded(entity))
        } else if type == "message/disposition-notification" {
            mail.isReadReceipt = true
        } else if ["message/rfc822", "message/global", "text/rfc822-headers"].contains(type) {
            try readEnclosed(entity, type, depth)
        } else if type == "text/plain" || type == "text/html", !entity.isAttached {
            readText(entity, type)
        } else {
            attach(entity, type)
        }
    }

    private func refusal(_ code: String, _ found: String) -> Diagnostic {
        Diagnostic(
            code, place: "part \(parts)", found: found,
            expected: "the parts of an ordinary message",
            remedy: "read it in the mail program, and note what it says on the claim")
    }

    private mutating func find(
        _ code: String, _ found: String, _ expected: String, _ remedy: String
    ) {
        guard mail.findings.count < limits.findings else { return }
        mail.findings.append(
            Diagnostic(
                code, place: "part \(parts)", found: found, expected: expected, remedy: remedy))
    }

    // MARK: - Parts of parts

    private mutating func readMultipart(
        _ entity: MailEntity, _ type: String, _ depth: Int
    ) throws(Diagnostic) {
        let boundary = Array(entity.type["boundary"].utf8)
        guard (1...200).contains(boundary.count) else {
            find(
                "mime.boundary", "parts without a boundary between them", "a boundary",
                "read the message in the mail program too")
            readText(MailEntity(MailFields(), entity.body), "text/plain")
            return
        }
        let pieces = split(entity.body, at: boundary)
        if type == "multipart/encrypted" {
            find(
                "mime.encrypted", "an encrypted message", "one that can be read",
                "read it in the mail program")
        }
        if type == "multipart/alternative" { return try readBest(pieces, depth) }
        for (index, piece) in pieces.enumerated() {
            let head = try MailHeaderBlock(piece, limits)
            let part = MailEntity(head.fields, piece[head.bodyStart...])
            // What hangs on the first is pictures in it.
            if type == "multipart/related", index > 0, !part.mediaType.hasPrefix("multipart/") {
                parts += 1
                attach(part, part.mediaType)
            } else {
                try read(part, depth: depth + 1)
            }
        }
    }

    /// Of several forms of the same text the plain one, unless it is empty.
    private mutating func readBest(
        _ pieces: [ArraySlice<UInt8>], _ depth: Int
    ) throws(Diagnostic) {
        var best = ""
        let before = text
        for piece in pieces {
            let head = try MailHeaderBlock(piece, limits)
            text = ""
            try read(MailEntity(head.fields, piece[head.bodyStart...]), depth: depth + 1)
            if best.utf8.allSatisfy({ $0 <= 32 }) { best = text }
        }
        text = before
        append(best)
    }

    /// The pieces between the lines of a boundary; what stands before the first and after the last is for nobody.
    private mutating func split(
        _ body: ArraySlice<UInt8>, at boundary: [UInt8]
    ) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start: Int?
        var line = body.startIndex
        while line < body.endIndex, pieces.count <= limits.parts {
            let next = body.lineEnd(from: line)
            switch Self.delimiter(body[line..<next], boundary) {
            case .none: break
            case .some(let isLast):
                if let start { pieces.append(body[start..<Self.beforeLineEnd(line, body, start)]) }
                start = next
                if isLast { return pieces }
            }
            line = next
        }
        if let start {
            pieces.append(body[start...])
            find(
                "mime.boundary", "the message's end", "the line that ends its parts",
                "the message may have been cut: look at it in the mail program")
        } else {
            find(
                "mime.boundary", "no part", "parts between lines of the boundary",
                "look at the message in the mail program")
            pieces.append(body[body.startIndex..<body.startIndex])
            append(MailCharset.guessed(body.prefix(limits.textBytes)))
        }
        return pieces
    }

    /// Whether a line is a delimiter; true when it is the last.
    private static func delimiter(_ line: ArraySlice<UInt8>, _ boundary: [UInt8]) -> Bool? {
        guard line.starts(with: [0x2D, 0x2D]), line.dropFirst(2).starts(with: boundary) else {
            return nil
        }
        var rest = line.dropFirst(2 + boundary.count)
        let isLast = rest.starts(with: [0x2D, 0x2D])
        if isLast { rest = rest.dropFirst(2) }
        return rest.allSatisfy({ $0 <= 32 }) ? isLast : nil
    }

    /// The line break before a delimiter belongs to it.
    private static func beforeLineEnd(_ line: Int, _ body: ArraySlice<UInt8>, _ start: Int) -> Int {
        var end = line
        if end > start, body[end - 1] == 10 { end -= 1 }
        if end > start, body[end - 1] == 13 { end -= 1 }
        return end
    }

    // MARK: - Leaves

    /// The body out of its transfer encoding.
    private mutating func decoded(_ entity: MailEntity) -> ArraySlice<UInt8> {
        let name = MailWords.text(entity.fields.raw("Content-Transfer-Encoding")).lowercased()
        var result: MailDecoding.Decoded
        switch name {
        case "base64": result = MailDecoding.base64(entity.body)
        case "quoted-printable": result = MailDecoding.quotedPrintable(entity.body)
        case "", "7bit", "8bit", "binary": return entity.body
        default:
            find(
                "mime.encoding", name, "7bit, 8bit, binary, quoted-printable or base64",
                "read the message in the mail program")
            return entity.body
        }
        if result.faults > 0 {
            find(
                "mime.encoding", "\(result.faults) bytes that are no \(name)", "\(name) throughout",
                "the message is damaged: look at it in the mail program")
        }
        return result.bytes[...]
    }

    private mutating func readText(_ entity: MailEntity, _ type: String) {
        if isEnclosed { return }
        let bytes = decoded(entity)
        let charset = entity.type["charset"]
        var part: String
        if let known = MailCharset.text(bytes, named: charset) {
            part = known
        } else {
            find(
                "mime.charset", charset, "an encoding that is known here",
                "letters outside English may be wrong: look at it in the mail program")
            part = MailCharset.guessed(bytes)
        }
        if type == "text/html" {
            part = MailHTML.text(part, limit: limits.textBytes)
        } else {
            let isFlowed = entity.type["format"].lowercased() == "flowed"
            part = MailLines.text(
                part, isFlowed: isFlowed, deletesSpace: entity.type["delsp"].lowercased() == "yes")
        }
        append(part)
    }

    private mutating func append(_ part: String) {
        if part.utf8.allSatisfy({ $0 <= 32 }) { return }
        if !text.isEmpty { text += "\n\n" }
        let room = limits.textBytes - text.utf8.count
        if part.utf8.count > room {
            text += String(decoding: part.utf8.prefix(max(0, room)), as: UTF8.self)
            find(
                "mime.text-length", "\(part.utf8.count) bytes of text",
                "at most \(limits.textBytes)", "read the rest in the mail program")
        } else {
            text += part
        }
    }

    private mutating func attach(_ entity: MailEntity, _ type: String) {
        if isEnclosed { return }
        if type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime" {
            find(
                "mime.encrypted", "a sealed message", "one that can be read",
                "read it in the mail program")
        }
        let bytes = decoded(entity)
        mail.attachments.append(
            IncomingMail.Attachment(
                name: String(entity.fileName.prefix(200)),
                type: MailWords.tidy(String(type.prefix(100))),
                bytes: Array(bytes)))
    }

    /// A message within the message: its headers tell what was returned, its words are somebody else's.
    private mutating func readEnclosed(
        _ entity: MailEntity, _ type: String, _ depth: Int
    ) throws(Diagnostic) {
        let bytes = decoded(entity)
        let head = try MailHeaderBlock(bytes, limits, isWholeMessage: true)
        mail.enclosed.append(head.fields)
        if type == "text/rfc822-headers" { return }
        let wasEnclosed = isEnclosed
        isEnclosed = true
        defer { isEnclosed = wasEnclosed }
        try read(MailEntity(head.fields, bytes[head.bodyStart...]), depth: depth + 1)
    }

    private mutating func readReport(_ bytes: ArraySlice<UInt8>) throws(Diagnostic) {
        if isEnclosed { return }
        var rest = bytes
        while !rest.isEmpty, mail.deliveryReport.count < limits.parts {
            while let first = rest.first, first == 10 || first == 13 { rest.removeFirst() }
            let block = try MailHeaderBlock(rest, limits)
            if !block.fields.all.isEmpty { mail.deliveryReport.append(block.fields) }
            // A line that is no field can not be got past any other way.
            rest = rest[max(block.bodyStart, min(rest.startIndex + 1, rest.endIndex))...]
            if block.isBroken { rest = rest[rest.lineEnd(from: rest.startIndex)...] }
        }
    }
}
