import Basics
import Glibc

// What stands between tags.
extension XMLScanner {
    /// Takes a run of text. One that is all an element holds goes to the handler where it lies, together
    /// with the element's end.
    ///
    /// - Returns: false when it ends in the middle of something that is not whole in the window.
    @inline(__always)
    mutating func characters() throws -> Bool {
        let start = position
        var end = start
        while true {
            while bytes.isPlain(window[end]) { end += 1 }
            let byte = window[end]
            if byte == UInt8(ascii: "<") {
                if open.last?.textStart == text.count, end + 1 < filled,
                    window[end + 1] == UInt8(ascii: "/"), end - start <= limits.textBytes,
                    let after = plainEndTag(at: end)
                {
                    position = after
                    try tellEnd(slice(start, end))
                    close()
                    return true
                }
                try add(start, end)
                position = end
                return true
            }
            if byte == 10 {
                line += 1
                end += 1
            } else if byte >= 0x80 {
                guard let width = XMLByte.width(window + end, filled - end, isLast: isLast) else {
                    return try keep(start, end)
                }
                guard width > 0 else { throw notUTF8() }
                end += width
            } else {
                return try special(start, end)
            }
        }
    }

    /// Takes the text before a byte that is not plain text, and what stands there.
    private mutating func special(_ start: Int, _ end: Int) throws -> Bool {
        switch window[end] {
        case UInt8(ascii: "&"):
            guard !open.isEmpty else { throw outside() }
            guard let (width, scalar) = try reference(at: end) else {
                return try keep(start, end)
            }
            try add(start, end)
            // A blank that is spelt out is text like any other.
            try Array(String(scalar).utf8).withUnsafeBufferPointer { try add($0) }
            position = end + width
        case UInt8(ascii: "]"):
            guard filled - end >= 3 || isLast else { return try keep(start, end) }
            let isEnd =
                window[end + 1] == UInt8(ascii: "]") && window[end + 2] == UInt8(ascii: ">")
            if isEnd { throw fault("]]> in text", "]]&gt;") }
            try add(start, end + 1)
            position = end + 1
        case 13:
            guard filled - end >= 2 || isLast else { return try keep(start, end) }
            try add(start, end)
            if window[end + 1] != 10 { try addLineBreak() }
            position = end + 1
        case 0 where end == filled: _ = try keep(start, end)
        default: throw control(window[end])
        }
        return true
    }

    private mutating func keep(_ start: Int, _ end: Int) throws -> Bool {
        try add(start, end)
        position = end
        return false
    }

    /// `<![CDATA[`, which is whole in the window only when its end is.
    mutating func characterData() throws -> Bool {
        let start = position + 9
        var end = start
        let lineBefore = line
        while true {
            if window[end] == UInt8(ascii: "]") {
                guard filled - end >= 3 else { break }
                if window[end + 1] == UInt8(ascii: "]"), window[end + 2] == UInt8(ascii: ">") {
                    var piece = start
                    // Line breaks of every kind are one byte, as in other text.
                    for index in start..<end where window[index] == 13 {
                        try add(piece, index)
                        if window[index + 1] != 10 { try addLineBreak() }
                        piece = index + 1
                    }
                    try add(piece, end)
                    position = end + 3
                    return true
                }
            }
            if end == filled { break }
            guard let width = try width(at: end) else { break }
            end += width
        }
        line = lineBefore
        guard end - start <= limits.textBytes else { throw tooLong() }
        return false
    }

    // MARK: - Gathering

    @inline(__always)
    mutating func add(_ start: Int, _ end: Int) throws {
        if start < end { try add(slice(start, end)) }
    }

    private mutating func addLineBreak() throws {
        let lineBreak: [UInt8] = [10]
        try lineBreak.withUnsafeBufferPointer { try add($0) }
    }

    private mutating func add(_ all: UnsafeBufferPointer<UInt8>) throws {
        guard let start = open.last?.textStart else {
            if all.allSatisfy(XMLByte.isBlank) { return }
            throw outside()
        }
        var bytes = all
        if text.count == start {
            // Blanks before the text, as between child elements, say nothing and may be many.
            guard let first = all.firstIndex(where: { $0 > 32 }) else { return }
            bytes = UnsafeBufferPointer(rebasing: all[first...])
        }
        guard text.count - start + bytes.count <= limits.textBytes else { throw tooLong() }
        text.append(contentsOf: bytes)
    }

    private func tooLong() -> Diagnostic {
        Diagnostic(
            "\(code).text", place: "line \(line)",
            found: "more than \(limits.textBytes) bytes of text in one element",
            expected: "at most \(limits.textBytes)", remedy: "ask the sender for a plain file")
    }

    private func outside() -> Diagnostic {
        fault("text outside the root element", "one element that holds all")
    }

    // MARK: - Characters

    /// Bytes of the character that stands there, counting a line break; nil when it is not whole in the window.
    ///
    /// - Throws: `Diagnostic` when it is none that XML allows.
    @inline(__always)
    mutating func width(at index: Int) throws -> Int? {
        let byte = window[index]
        if byte < 0x80 {
            if byte >= 32 || byte == 9 || byte == 13 { return 1 }
            if byte == 10 {
                line += 1
                return 1
            }
            if index == filled { return nil }
            throw control(byte)
        }
        guard let width = XMLByte.width(window + index, filled - index, isLast: isLast) else {
            return nil
        }
        guard width > 0 else { throw notUTF8() }
        return width
    }

    /// A character or one of the five entities, and how many bytes it is written with; nil when it is not whole in
    /// the window.
    func reference(at start: Int) throws -> (width: Int, Unicode.Scalar)? {
        var end = start + 1
        // Far longer than any that means something, with room for leading zeros.
        let limit = min(filled, start + 128)
        while end < limit, window[end] != UInt8(ascii: ";") { end += 1 }
        let name = slice(start + 1, end)
        if end == limit {
            // What can not become a reference is refused now, not when more has come.
            let goesOn = name.allSatisfy { bytes.isName($0) || $0 == UInt8(ascii: "#") }
            if limit == filled, goesOn, !isLast { return nil }
            throw unknown(name)
        }
        guard let scalar = XMLByte.scalar(ofReference: name) else { throw unknown(name) }
        return (end + 1 - start, scalar)
    }

    private func unknown(_ name: UnsafeBufferPointer<UInt8>) -> Diagnostic {
        fault("&\(String(decoding: name.prefix(20), as: UTF8.self))", "a known entity, or &amp;")
    }

    private func notUTF8() -> Diagnostic { fault("bytes that are not UTF-8", "UTF-8") }

    private func control(_ byte: UInt8) -> Diagnostic {
        fault("the control character \(byte)", "well-formed XML")
    }
}
