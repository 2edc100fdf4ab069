/// How a document begins that ``XMLScanner`` can read: as UTF-8, with the declaration written as nearly all are.
struct XMLPrologue {
    /// As many first bytes as must be seen.
    static let length = 256

    /// Bytes of byte order mark and declaration.
    private(set) var count = 0
    private(set) var lineBreaks = 0

    /// nil for another encoding, or a declaration that needs a closer look.
    ///
    /// - Parameter head: the document's first bytes, ``length`` of them if there are so many.
    init?(of head: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if head.starts(with: mark) { count = mark.count }
        // Two bytes a character, or marks of other encodings.
        let body = head.dropFirst(count)
        if let first = body.first, first >= 0x80 || first == 0 || body.dropFirst().first == 0 {
            return nil
        }
        guard body.starts(with: "<?xml".utf8), let after = body.dropFirst(5).first,
            XMLByte.isBlank(after)
        else { return }
        guard let end = body.firstIndex(of: UInt8(ascii: ">")),
            let declaration = String(validating: body[...end], as: UTF8.self),
            Self.isPlain(declaration)
        else { return nil }
        count = end + 1
        lineBreaks = declaration.utf8.count { $0 == 10 }
    }

    /// Version 1.0, UTF-8 or nothing as encoding, perhaps standalone: in this order, as XML has it.
    private static func isPlain(_ declaration: String) -> Bool {
        var rest = declaration.dropFirst(5).dropLast()
        guard rest.last == "?" else { return false }
        rest = rest.dropLast()
        guard take("version", ["1.0"], from: &rest, isNeeded: true),
            take("encoding", ["utf-8", "utf8"], from: &rest, isNeeded: false),
            take("standalone", ["yes", "no"], from: &rest, isNeeded: false)
        else { return false }
        return rest.allSatisfy(isBlank)
    }

    /// Takes ` name="value"` off the front; false when it is there with another value.
    private static func take(
        _ name: String, _ values: [String], from rest: inout Substring, isNeeded: Bool
    ) -> Bool {
        let trimmed = rest.drop(while: isBlank)
        guard trimmed.startIndex > rest.startIndex, trimmed.hasPrefix(name) else {
            return !isNeeded
        }
        let sign = trimmed.dropFirst(name.count).drop(while: isBlank)
        guard sign.first == "=" else { return false }
        let quoted = sign.dropFirst().drop(while: isBlank)
        guard let quote = quoted.first, quote == "\"" || quote == "'" else { return false }
        let value = quoted.dropFirst().prefix { $0 != quote }
        rest = quoted.dropFirst(value.count + 2)
        return values.contains(name == "encoding" ? value.lowercased() : String(value))
    }

    private static func isBlank(_ character: Character) -> Bool {
        character == " " || character == "\t" || character == "\n" || character == "\r"
            || character == "\r\n"
    }
}
