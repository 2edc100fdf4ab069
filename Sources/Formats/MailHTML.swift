/// HTML to the text a person sees, in one pass and without a tree: tags may be as broken as they like.
struct MailHTML {
    /// The text of a page; what is quoted has `> ` before its lines. At most about `limit` bytes.
    static func text(_ html: String, limit: Int) -> String {
        var reader = MailHTML(limit: limit)
        reader.read(Array(html.utf8))
        return MailLines.text(
            String(decoding: reader.out, as: UTF8.self), isFlowed: false, deletesSpace: false)
    }

    /// Deeper quotes are as good as quotes.
    private static let quoteDepthMax = 20
    private static let hidden: Set<String> = ["script", "style", "head", "title", "template"]
    private static let blocks: Set<String> = [
        "p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "pre", "blockquote", "body", "html", "section", "article", "header", "footer",
        "address", "dd", "dt", "center",
    ]

    private let limit: Int
    private var out: [UInt8] = []
    private var quoteDepth = 0
    private var isLineEmpty = true
    private var needsBlank = false

    private init(limit: Int) { self.limit = limit }

    private mutating func read(_ html: [UInt8]) {
        var index = 0
        while index < html.count, out.count < limit {
            switch html[index] {
            case UInt8(ascii: "<"): index = readTag(html, index)
            case UInt8(ascii: "&"): index = readEntity(html, index)
            case 9, 10, 12, 13, 32:
                needsBlank = !isLineEmpty
                index += 1
            default:
                append(html[index])
                index += 1
            }
        }
    }

    private mutating func append(_ byte: UInt8) {
        if isLineEmpty {
            for _ in 0..<quoteDepth { out.append(UInt8(ascii: ">")) }
            if quoteDepth > 0 { out.append(32) }
        } else if needsBlank {
            out.append(32)
        }
        out.append(byte)
        isLineEmpty = false
        needsBlank = false
    }

    private mutating func breakLine() {
        out.append(10)
        isLineEmpty = true
        needsBlank = false
    }

    /// - Returns: where the text after the tag begins.
    private mutating func readTag(_ html: [UInt8], _ start: Int) -> Int {
        if html[start...].starts(with: "<!--".utf8) {
            return Self.position(of: "-->", in: html, from: start + 4) ?? html.count
        }
        var index = start + 1
        let isEnd = index < html.count && html[index] == UInt8(ascii: "/")
        if isEnd { index += 1 }
        let nameStart = index
        while index < html.count, index - nameStart < 20, Self.isLetter(html[index]) { index += 1 }
        let name = String(decoding: html[nameStart..<index], as: UTF8.self).lowercased()
        let isTag = !name.isEmpty || index < html.count && "!?".utf8.contains(html[index])
        guard isTag else {
            append(UInt8(ascii: "<"))
            return start + 1
        }
        let end = Self.tagEnd(html, index)
        if Self.hidden.contains(name), !isEnd {
            return Self.position(of: "</\(name)", in: html, from: end) ?? html.count
        }
        if name == "blockquote" {
            if !isLineEmpty { breakLine() }
            quoteDepth = max(0, min(Self.quoteDepthMax, quoteDepth + (isEnd ? -1 : 1)))
        } else if name == "br" || Self.blocks.contains(name), !isLineEmpty || name == "br" {
            breakLine()
        } else if name == "p", isEnd || out.last == 10, out.suffix(2) != [10, 10] {
            breakLine()
        } else if name == "td" || name == "th" {
            needsBlank = !isLineEmpty
        }
        return end
    }

    /// Past the `>` that ends a tag, not one within quotes on the same few lines.
    private static func tagEnd(_ html: [UInt8], _ start: Int) -> Int {
        var quote: UInt8 = 0
        var index = start
        while index < html.count {
            let byte = html[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            }
            index += 1
        }
        // A quote that never ends must not swallow the rest.
        return html[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? html.count
    }

    private static func position(of text: String, in html: [UInt8], from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        var index = min(start, html.count)
        while index + wanted.count <= html.count {
            if html[index] == wanted[0],
                zip(wanted, html[index...]).allSatisfy({ $0 == $1 || $0 == $1 | 0x20 })
            {
                return text.hasPrefix("</") ? index : index + wanted.count
            }
            index += 1
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
    }

    // MARK: - Entities

    private static let entities: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "aring": "å", "Aring": "Å",
        "aelig": "æ", "AElig": "Æ", "oslash": "ø", "Oslash": "Ø", "eacute": "é", "egrave": "è",
        "ouml": "ö", "auml": "ä", "uuml": "ü", "Ouml": "Ö", "Auml": "Ä", "Uuml": "Ü",
        "ocirc": "ô", "agrave": "à", "ndash": "–", "mdash": "—", "hellip": "…", "laquo": "«",
        "raquo": "»", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•",
        "middot": "·", "euro": "€", "pound": "£", "copy": "©", "sect": "§", "deg": "°",
        "times": "×", "frac12": "½",
    ]

    private mutating func readEntity(_ html: [UInt8], _ start: Int) -> Int {
        let name = html[(start + 1)...].prefix(12).prefix {
            Self.isLetter($0) || $0 == UInt8(ascii: "#")
        }
        var end = name.endIndex
        if end < html.count, html[end] == UInt8(ascii: ";") { end += 1 }
        let text = String(decoding: name, as: UTF8.self)
        if text == "nbsp" || text == "#160" {
            needsBlank = !isLineEmpty
            return end
        }
        guard let value = Self.entities[text] ?? Self.numeric(text) else {
            append(UInt8(ascii: "&"))
            return start + 1
        }
        for byte in value.utf8 { append(byte) }
        return end
    }

    private static func numeric(_ text: String) -> String? {
        guard text.hasPrefix("#") else { return nil }
        let digits = text.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        // Control characters have no business in text.
        guard let number, number >= 32, let scalar = UnicodeScalar(number) else { return nil }
        return String(Character(scalar))
    }
}
