/// Writes the header lines of a message: folded at 78 columns, ASCII only, one field a call.
///
/// Nothing that is passed in can start a line of its own: control characters and line separators
/// become blanks before anything else happens.
struct MailHeaders {
    private(set) var bytes: [UInt8] = []
    private let limit = 78

    /// `Name: value` where the value is known to be short or foldable ASCII of our own making.
    mutating func add(_ name: String, raw value: String) {
        let separator = name.utf8.count + 2 + value.utf8.count > limit ? ":\r\n " : ": "
        bytes += (name + separator + value + "\r\n").utf8
    }

    /// Free text such as a subject: plain when it can be, encoded words when it must.
    mutating func add(_ name: String, text: String) {
        let clean = MailHeaders.clean(text)
        let prefix = name + ": "
        bytes += prefix.utf8
        if MailHeaders.isPlainText(clean) {
            appendFolded(clean, column: prefix.utf8.count)
        } else {
            _ = appendWords(clean, column: prefix.utf8.count)
        }
        MailEncoding.appendLineEnd(to: &bytes)
    }

    /// One mailbox: `Name <address>`.
    mutating func add(_ name: String, address: MailAddress) {
        let prefix = name + ": "
        bytes += prefix.utf8
        var column = prefix.utf8.count
        let display = MailHeaders.clean(address.name)
        if display.isEmpty {
            bytes += address.address.utf8
        } else {
            column = appendPhrase(display, column: column)
            let mailbox = "<" + address.address + ">"
            bytes += (column + 1 + mailbox.utf8.count > limit ? "\r\n " : " ").utf8
            bytes += mailbox.utf8
        }
        MailEncoding.appendLineEnd(to: &bytes)
    }

    /// `Content-Disposition: attachment` with the file's name, by RFC 2231 when it is not plain ASCII.
    mutating func add(attachmentNamed fileName: String) {
        bytes += "Content-Disposition: attachment".utf8
        if fileName.utf8.allSatisfy(MailHeaders.isPlainFileByte), fileName.utf8.count <= 60 {
            bytes += ";\r\n filename=\"\(fileName)\"\r\n".utf8
            return
        }
        // Sections of at most 60 columns, so that ` filename*10*=…;` stays within the line.
        var sections: [[UInt8]] = [Array("UTF-8''".utf8)]
        for scalar in fileName.unicodeScalars {
            var piece: [UInt8] = []
            for byte in String(scalar).utf8 {
                if MailAddress.isAlphanumeric(byte) || byte == 0x2E || byte == 0x2D {
                    piece.append(byte)
                } else {
                    MailEncoding.appendHex(byte, marker: 0x25, to: &piece)
                }
            }
            if sections[sections.count - 1].count + piece.count > 60 { sections.append([]) }
            sections[sections.count - 1] += piece
        }
        for (index, section) in sections.enumerated() {
            let name = sections.count == 1 ? "filename*" : "filename*\(index)*"
            bytes += ";\r\n \(name)=".utf8
            bytes += section
        }
        MailEncoding.appendLineEnd(to: &bytes)
    }
}

// MARK: - Pieces

extension MailHeaders {
    /// A display name: bare, quoted or encoded, whichever is the plainest that holds it.
    private mutating func appendPhrase(_ text: String, column: Int) -> Int {
        guard MailHeaders.isPlainText(text), text.utf8.count <= 60 else {
            return appendWords(text, column: column)
        }
        if text.utf8.allSatisfy({ MailAddress.isAtomByte($0) || $0 == 0x20 }) {
            bytes += text.utf8
            return column + text.utf8.count
        }
        let start = bytes.count
        bytes.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 || byte == 0x5C { bytes.append(0x5C) }
            bytes.append(byte)
        }
        bytes.append(0x22)
        return column + bytes.count - start
    }

    /// Encoded words on lines of their own; the blanks between them vanish when they are read.
    private mutating func appendWords(_ text: String, column: Int) -> Int {
        var end = column
        for (index, word) in MailEncoding.encodedWords(text, startingAt: column).enumerated() {
            if index > 0 {
                bytes += "\r\n ".utf8
                end = 1
            }
            bytes += word
            end += word.count
        }
        return end
    }

    /// ASCII words with a fold wherever the next one would pass the limit.
    private mutating func appendFolded(_ text: String, column: Int) {
        var column = column
        for (index, word) in text.utf8.split(separator: 0x20).enumerated() {
            if index > 0 {
                let fits = column + 1 + word.count <= limit
                bytes += (fits ? " " : "\r\n ").utf8
                column = fits ? column + 1 : 1
            }
            bytes += word
            column += word.count
        }
    }

    /// The text with every run of control characters and line separators as one blank, trimmed.
    static func clean(_ text: String) -> String {
        guard
            text.unicodeScalars.contains(where: isControl) || text.hasPrefix(" ")
                || text.hasSuffix(" ")
        else { return text }
        return text.unicodeScalars
            .split(whereSeparator: isControl).map { String($0) }.joined(separator: " ")
            .trimmingBlanks()
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Whether the text may stand as it is: ASCII, single blanks, no word that a fold can not place and
    /// nothing a reader would take for an encoded word.
    private static func isPlainText(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !text.contains("=?") else {
            return false
        }
        return text.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
            .allSatisfy { (1...60).contains($0.count) }
    }

    private static func isPlainFileByte(_ byte: UInt8) -> Bool {
        MailAddress.isAlphanumeric(byte) || byte == 0x20 || byte == 0x2D || byte == 0x2E
            || byte == 0x5F
    }
}

extension String {
    /// Without blanks at either end.
    fileprivate func trimmingBlanks() -> String {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
