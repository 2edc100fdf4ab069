import Basics

/// Header text: raw bytes and encoded words (RFC 2047), as text.
enum MailWords {
    /// The text with encoded words decoded and every run of blanks as one.
    static func text(_ value: [UInt8]) -> String {
        tidy(decoded(value[...]))
    }

    /// The text with encoded words decoded; what is no encoded word stays as it is.
    static func decoded(_ value: ArraySlice<UInt8>) -> String {
        guard value.contains(UInt8(ascii: "=")) else { return MailCharset.guessed(value) }
        var out = ""
        /// Bytes of words next to each other in one charset: programs cut characters in two.
        var pending: (charset: String, bytes: [UInt8])?
        var plain: [UInt8] = []
        func flushWord() {
            guard let word = pending else { return }
            out +=
                MailCharset.text(word.bytes, named: word.charset) ?? MailCharset.guessed(word.bytes)
            pending = nil
        }
        func flushPlain() {
            if plain.isEmpty { return }
            // Blanks between two encoded words are not part of the text.
            out += MailCharset.guessed(plain)
            plain.removeAll()
        }
        var index = value.startIndex
        while index < value.endIndex {
            if value[index] == UInt8(ascii: "="), let word = word(value, at: index) {
                let isBlank = plain.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 || $0 == 10 }
                if pending != nil, isBlank {
                    plain.removeAll()
                } else {
                    flushWord()
                    flushPlain()
                }
                if pending?.charset == word.charset {
                    pending?.bytes += word.bytes
                } else {
                    flushWord()
                    pending = (word.charset, word.bytes)
                }
                index = word.end
            } else {
                plain.append(value[index])
                index += 1
            }
        }
        flushWord()
        flushPlain()
        return out
    }

    private static func word(
        _ value: ArraySlice<UInt8>, at start: Int
    ) -> (charset: String, bytes: [UInt8], end: Int)? {
        let mark = UInt8(ascii: "?")
        guard start + 1 < value.endIndex, value[start + 1] == mark,
            let afterCharset = value[(start + 2)...].prefix(64).firstIndex(of: mark),
            afterCharset + 2 < value.endIndex, value[afterCharset + 2] == mark
        else { return nil }
        let name = value[(start + 2)..<afterCharset]
        guard !name.isEmpty, name.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 61 }) else {
            return nil
        }
        let content = value[(afterCharset + 3)...]
        guard let end = content.firstIndex(of: mark), end + 1 < value.endIndex,
            value[end + 1] == UInt8(ascii: "=")
        else { return nil }
        let inner = content[..<end]
        let bytes: [UInt8]
        switch value[afterCharset + 1] | 0x20 {
        case UInt8(ascii: "b"): bytes = MailDecoding.base64(inner).bytes
        case UInt8(ascii: "q"): bytes = MailDecoding.wordQ(inner)
        default: return nil
        }
        // A language may follow: `utf-8*nb` (RFC 2231 § 5).
        let charset = String(decoding: name.prefix { $0 != 0x2A }, as: UTF8.self).lowercased()
        return (charset, bytes, end + 2)
    }

    /// Fit for one line: control characters are blanks, runs of blanks one, none at the ends.
    static func tidy(_ text: String) -> String {
        text.unicodeScalars.split {
            $0.value <= 32 || $0.value == 0xA0 || $0.value == 0x2028 || $0.value == 0x2029
                || MailLines.isSteering($0)
        }.map { String($0) }.joined(separator: " ")
    }
}

/// Mailboxes in a header: `Kari <kari@a.example>, "Ås, Ola" <ola@b.example>, c@d.example (Per)`.
enum MailboxReader {
    /// A message to more people than this tells nothing by them.
    private static let countMax = 200

    /// - Source: RFC 5322 § 3.4, leniently; groups give their members.
    static func read(_ value: [UInt8]) -> [IncomingMail.Mailbox] {
        var reader = Scanner()
        for byte in value {
            reader.take(byte)
            if reader.found.count >= countMax { break }
        }
        reader.close()
        return reader.found
    }

    private struct Scanner {
        var found: [IncomingMail.Mailbox] = []
        private var phrase: [UInt8] = []
        private var address: [UInt8]?
        private var comment: [UInt8] = []
        private var commentDepth = 0
        private var isQuoted = false
        private var isEscaped = false
        private var isInAngle = false

        mutating func take(_ byte: UInt8) {
            if isEscaped {
                isEscaped = false
                return append(byte)
            }
            if byte == UInt8(ascii: "\\"), isQuoted || commentDepth > 0 {
                isEscaped = true
                return
            }
            if isQuoted, byte != UInt8(ascii: "\"") { return append(byte) }
            if commentDepth > 0 { return takeInComment(byte) }
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "("): commentDepth = 1
            case UInt8(ascii: "<"):
                isInAngle = true
                address = []
            case UInt8(ascii: ">"): isInAngle = false
            case UInt8(ascii: ",") where !isInAngle, UInt8(ascii: ";") where !isInAngle: close()
            case UInt8(ascii: ":") where !isInAngle: phrase.removeAll()
            default: append(byte)
            }
        }

        private mutating func takeInComment(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "("): commentDepth += 1
            case UInt8(ascii: ")"): commentDepth -= 1
            default: comment.append(byte)
            }
        }

        private mutating func append(_ byte: UInt8) {
            if commentDepth > 0 {
                comment.append(byte)
            } else if isInAngle {
                address?.append(byte)
            } else {
                phrase.append(byte)
            }
        }

        mutating func close() {
            defer {
                (phrase, comment, address) = ([], [], nil)
                isInAngle = false
            }
            let isBare = address == nil
            let spec = MailLines.shown(
                MailCharset.guessed((address ?? phrase).filter { $0 > 32 }))
            guard spec.utf8.count <= 320, let at = spec.lastIndex(of: "@"), at != spec.startIndex,
                spec.index(after: at) != spec.endIndex
            else { return }
            found.append(
                IncomingMail.Mailbox(name: MailWords.text(isBare ? comment : phrase), address: spec)
            )
        }
    }
}

/// A message's date.
enum MailDate {
    /// Seconds since 1970 UTC of `Tue, 24 Nov 2026 08:12:33 +0100 (CET)`; nil when it is no date.
    ///
    /// - Source: RFC 5322 § 3.3, with the years of two digits and the zones of § 4.3.
    static func read(_ value: [UInt8]) -> Int64? {
        let words = MailCharset.guessed(value.prefix(200))
            .split(whereSeparator: { " ,\t".contains($0) })
        let parts = words.first?.first?.isNumber == false ? words.dropFirst() : words[...]
        let fields = Array(parts.prefix(5))
        guard fields.count >= 4, let day = Int(fields[0]), let year = year(fields[2]),
            let month = months.firstIndex(of: fields[1].prefix(3).lowercased()),
            (1...Self.days(year, month + 1)).contains(day),
            let seconds = seconds(fields[3])
        else { return nil }
        let date = Day(year, month + 1, day)
        return Int64(date.number) * 86_400 + seconds - (fields.count > 4 ? zone(fields[4]) : 0)
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func days(_ year: Int, _ month: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func year(_ text: Substring) -> Int? {
        guard let number = Int(text), number >= 0 else { return nil }
        let year = text.count > 2 ? number : number < 50 ? 2000 + number : 1900 + number
        return (1970...9998).contains(year) ? year : nil
    }

    private static func seconds(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":").map { Int64($0) ?? -1 }
        guard (2...3).contains(parts.count), (0...23).contains(parts[0]),
            (0...59).contains(parts[1]), parts.count < 3 || (0...60).contains(parts[2])
        else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    }

    private static func zone(_ text: Substring) -> Int64 {
        let digits = text.dropFirst()
        guard let sign = text.first, "+-".contains(sign), digits.count == 4,
            let number = Int64(digits), number >= 0, number <= 1_400
        else {
            let hours: [String: Int64] = [
                "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
                "PDT": -7, "CET": 1, "CEST": 2,
            ]
            return (hours[String(text)] ?? 0) * 3600
        }
        let offset = number / 100 * 3600 + number % 100 * 60
        return sign == "-" ? -offset : offset
    }
}
