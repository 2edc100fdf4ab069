import Basics

/// Looks through an SVG before it is drawn: it must hold all that it shows.
///
/// Nothing would be fetched anyway; but a logo that lacks a part, or has another typeface than its designer chose, is no
/// logo, and whoever chose the file should hear of it.
///
/// - Source: SVG 1.1, 5.3 and 5.7; XML 1.0.
struct SVGCheck {
    private let bytes: [UInt8]
    private var place = 0

    /// True when the first element is `svg`.
    static func isSVG(_ bytes: [UInt8]) -> Bool {
        var check = SVGCheck(bytes)
        while let tag = check.nextTag() {
            if tag.name.isEmpty { continue }
            return tag.name == "svg"
        }
        return false
    }

    /// - Throws: `logo.external` for what lies outside the file, `logo.text` for text that is not outlines, `logo.picture`
    ///   for pixels within the drawing.
    static func check(_ bytes: [UInt8]) throws(Diagnostic) {
        var check = SVGCheck(bytes)
        while let tag = check.nextTag() { try check.judge(tag) }
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    private struct Tag {
        /// Without its prefix; empty for what is no element.
        var name = ""
        var attributes: [(name: String, value: String)] = []
        /// All of it, for those that are no elements.
        var text = ""
    }

    private mutating func judge(_ tag: Tag) throws(Diagnostic) {
        switch tag.name {
        case "text", "tspan", "tref", "textPath", "flowRoot":
            throw Diagnostic(
                "logo.text", place: "logo", found: "text, which needs a typeface that is not here",
                expected: "letters as outlines",
                remedy: "convert text to paths in the drawing program, and save again")
        case "image", "feImage":
            throw Diagnostic(
                "logo.picture", place: "logo", found: "a picture of pixels within the drawing",
                expected: "lines and surfaces alone",
                remedy: "give the picture itself as PNG, or draw it")
        case "style":
            try judge(css: tag.text)
        case "":
            // A style sheet, or an entity, from somewhere else.
            if tag.text.hasPrefix("?xml-stylesheet") { throw SVGCheck.external(tag.text) }
            if tag.text.hasPrefix("!DOCTYPE"), let entity = tag.text.firstRange(of: "<!ENTITY"),
                tag.text[entity.lowerBound...].contains("SYSTEM")
            {
                throw SVGCheck.external("an entity")
            }
        default: break
        }
        for (name, value) in tag.attributes {
            if name == "href" || name == "src" {
                let trimmed = value.drop { $0.isWhitespace }
                if !trimmed.isEmpty, !trimmed.hasPrefix("#") {
                    throw SVGCheck.external(String(trimmed))
                }
            } else {
                try judge(css: value)
            }
        }
    }

    private func judge(css: String) throws(Diagnostic) {
        let lower = css.lowercased()
        if lower.contains("@import") { throw SVGCheck.external("@import") }
        if lower.contains("@font-face") { throw SVGCheck.external("@font-face") }
        var rest = lower[...]
        while let found = rest.firstRange(of: "url(") {
            rest = rest[found.upperBound...]
            let target = rest.drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
            if !target.hasPrefix("#"), !target.hasPrefix("&quot;#") {
                throw SVGCheck.external(String(target.prefix { $0 != ")" }))
            }
        }
    }

    private static func external(_ what: String) -> Diagnostic {
        Diagnostic(
            "logo.external", place: "logo", found: String(what.prefix(80)),
            expected: "a drawing that refers to nothing outside itself",
            remedy: "save it as plain SVG, with everything embedded and no links")
    }

    // MARK: - Reading

    /// The next tag; comments and end tags are passed over.
    private mutating func nextTag() -> Tag? {
        while let start = position(of: "<") {
            place = start + 1
            if follows("!--") {
                place = position(of: "-->").map { $0 + 3 } ?? bytes.count
            } else if follows("![CDATA[") {
                place = position(of: "]]>").map { $0 + 3 } ?? bytes.count
            } else if follows("/") {
                continue
            } else if follows("?") {
                return Tag(text: until("?>"))
            } else if follows("!") {
                return Tag(text: declaration())
            } else {
                return element()
            }
        }
        return nil
    }

    private mutating func element() -> Tag {
        var tag = Tag(name: local(name()))
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            let attribute = name()
            guard !attribute.isEmpty else {
                place += 1
                continue
            }
            skipSpace()
            guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else { continue }
            place += 1
            skipSpace()
            tag.attributes.append((local(attribute), value()))
        }
        place += 1
        if tag.name == "style" {
            let start = place
            let end = position(of: "</") ?? bytes.count
            tag.text = String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
        }
        return tag
    }

    private mutating func name() -> String {
        skipSpace()
        let start = place
        while place < bytes.count, !" \t\r\n=/>\"'".utf8.contains(bytes[place]) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func value() -> String {
        guard place < bytes.count,
            bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'")
        else { return "" }
        let quote = bytes[place]
        place += 1
        let start = place
        while place < bytes.count, bytes[place] != quote { place += 1 }
        defer { place = min(bytes.count, place + 1) }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// `svg` of `svg:svg`.
    private func local(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? ""
    }

    private mutating func until(_ end: String) -> String {
        let start = place
        let stop = position(of: end) ?? bytes.count
        place = min(bytes.count, stop + end.utf8.count)
        return String(decoding: bytes[start..<stop], as: UTF8.self)
    }

    /// `!DOCTYPE …`, with what stands in brackets.
    private mutating func declaration() -> String {
        let start = place
        var depth = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0:
                defer { place += 1 }
                return String(decoding: bytes[start..<place], as: UTF8.self)
            default: break
            }
            place += 1
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func skipSpace() {
        while place < bytes.count, " \t\r\n".utf8.contains(bytes[place]) { place += 1 }
    }

    private func follows(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

    private func position(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        var at = place
        while at + wanted.count <= bytes.count {
            if bytes[at] == wanted[0], bytes[at..<at + wanted.count].elementsEqual(wanted) {
                return at
            }
            at += 1
        }
        return nil
    }
}
