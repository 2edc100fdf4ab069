/// The three ways MIME writes bytes as short lines of ASCII.
enum MailEncoding {
    /// The longest line of quoted-printable and base64, without its CRLF (RFC 2045 § 6.7 and § 6.8).
    static let lineLength = 76
}

// MARK: - Quoted-printable

extension MailEncoding {
    /// Appends the text in quoted-printable: readable ASCII stays, all else is `=C3`, and long lines
    /// break softly with a final `=`.
    ///
    /// CRLF, LF and a lone CR are all line breaks and come out as CRLF; the result ends with one. A
    /// character outside ASCII is never cut by a soft break.
    static func appendQuotedPrintable(_ text: String, to out: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            var column = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte == 0x0D || byte == 0x0A {
                    let isPair =
                        byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
                    index += isPair ? 2 : 1
                    appendLineEnd(to: &out)
                    column = 0
                    continue
                }
                let length = min(characterLength(byte), bytes.count - index)
                let atLineEnd = endsLine(bytes, after: index)
                let isPlain = isPlainByte(byte, atLineEnd: atLineEnd)
                let width = isPlain ? 1 : 3 * length
                // One column is kept for the `=` of a soft break, unless the line ends here anyway.
                if column + width > (atLineEnd ? lineLength : lineLength - 1) {
                    out.append(0x3D)
                    appendLineEnd(to: &out)
                    column = 0
                }
                if isPlain {
                    out.append(byte)
                } else {
                    for offset in 0..<length { appendHex(bytes[index + offset], to: &out) }
                }
                column += width
                index += isPlain ? 1 : length
            }
            if column > 0 { appendLineEnd(to: &out) }
        }
    }

    /// A blank before a line break would be lost on the way, so it is written `=20`.
    private static func isPlainByte(_ byte: UInt8, atLineEnd: Bool) -> Bool {
        if byte == 0x20 || byte == 0x09 { return !atLineEnd }
        return (0x21...0x7E).contains(byte) && byte != 0x3D
    }

    private static func endsLine(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
        let next = index + 1
        return next >= bytes.count || bytes[next] == 0x0D || bytes[next] == 0x0A
    }

    /// Bytes in the UTF-8 character that starts with this byte.
    private static func characterLength(_ first: UInt8) -> Int {
        if first < 0xC0 { return 1 }
        if first < 0xE0 { return 2 }
        return first < 0xF0 ? 3 : 4
    }

    /// `=C3`.
    static func appendHex(_ byte: UInt8, marker: UInt8 = 0x3D, to out: inout [UInt8]) {
        out.append(marker)
        out.append(hexDigit(byte >> 4))
        out.append(hexDigit(byte & 15))
    }

    static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

    static func appendLineEnd(to out: inout [UInt8]) {
        out.append(0x0D)
        out.append(0x0A)
    }
}

// MARK: - Base64

extension MailEncoding {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Appends the bytes in base64, 76 columns a line, each line ended by CRLF.
    static func appendBase64Lines(_ bytes: [UInt8], to out: inout [UInt8]) {
        let bytesPerLine = lineLength / 4 * 3
        let lines = (bytes.count + bytesPerLine - 1) / bytesPerLine
        let start = out.count
        let length = (bytes.count + 2) / 3 * 4 + lines * 2
        // The place is made first and filled through pointers: an attachment is most of a message.
        out.append(contentsOf: repeatElement(0, count: length))
        out.withUnsafeMutableBufferPointer { target in
            bytes.withUnsafeBufferPointer { source in
                var at = start
                var from = 0
                while from < source.count {
                    let end = min(from + bytesPerLine, source.count)
                    at = encode(source[from..<end], into: target, at: at)
                    target[at] = 0x0D
                    target[at + 1] = 0x0A
                    at += 2
                    from = end
                }
            }
        }
    }

    /// Base64 without line breaks, for encoded words.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4)
        out.withUnsafeMutableBufferPointer { target in
            bytes.withUnsafeBufferPointer { source in
                _ = encode(source[...], into: target, at: 0)
            }
        }
        return out
    }

    /// Writes the base64 of `source` from `position` on and gives the position after it.
    private static func encode(
        _ source: Slice<UnsafeBufferPointer<UInt8>>, into target: UnsafeMutableBufferPointer<UInt8>,
        at position: Int
    ) -> Int {
        alphabet.withUnsafeBufferPointer { letters in
            var at = position
            var index = source.startIndex
            while index < source.endIndex {
                let left = source.endIndex - index
                let first = UInt32(source[index]) << 16
                let second = left > 1 ? UInt32(source[index + 1]) << 8 : 0
                let third = left > 2 ? UInt32(source[index + 2]) : 0
                let group = first | second | third
                target[at] = letters[Int(group >> 18)]
                target[at + 1] = letters[Int(group >> 12 & 63)]
                target[at + 2] = left > 1 ? letters[Int(group >> 6 & 63)] : 0x3D
                target[at + 3] = left > 2 ? letters[Int(group & 63)] : 0x3D
                at += 4
                index += 3
            }
            return at
        }
    }
}

// MARK: - Encoded words

extension MailEncoding {
    /// The most text one encoded word carries, in bytes of UTF-8: 60 columns of base64, 72 in all.
    static let encodedWordBytes = 45

    /// The text as RFC 2047 words `=?UTF-8?B?…?=`, each meant for a line of its own after the first.
    ///
    /// - Parameter column: where on the line the first word starts, at most 30; the word is made
    ///   shorter to fit into 78 columns.
    static func encodedWords(_ text: String, startingAt column: Int) -> [[UInt8]] {
        precondition(column <= 30, "fold before the first word")
        var words: [[UInt8]] = []
        var pending: [UInt8] = []
        // `=?UTF-8?B?` and `?=` take 12 columns.
        let firstRoom = min(encodedWordBytes, (78 - column - 12) / 4 * 3)
        func flush() {
            words.append(Array("=?UTF-8?B?".utf8) + base64(pending) + Array("?=".utf8))
            pending.removeAll(keepingCapacity: true)
        }
        for character in text {
            // A letter stays with its accents; only a monstrous cluster is cut, between scalars.
            let pieces: [[UInt8]] =
                character.utf8.count <= 24
                ? [Array(character.utf8)] : character.unicodeScalars.map { Array(String($0).utf8) }
            for piece in pieces {
                let room = words.isEmpty ? firstRoom : encodedWordBytes
                if pending.count + piece.count > room { flush() }
                pending += piece
            }
        }
        if !pending.isEmpty { flush() }
        return words
    }
}
