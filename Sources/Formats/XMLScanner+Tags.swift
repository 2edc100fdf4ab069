import Basics
import Glibc

// Start and end of elements.
extension XMLScanner {
    /// Where the end tag of the innermost element ends, if the window goes on with just that; else nil.
    @inline(__always)
    func plainEndTag(at start: Int) -> Int? {
        guard let element = open.last else { return nil }
        let end = start + 2 + element.nameCount
        guard end < filled, window[end] == UInt8(ascii: ">") else { return nil }
        let name = names.base + element.nameStart
        return XMLByte.areSame(window + start + 2, name, element.nameCount) ? end + 1 : nil
    }

    mutating func endTag() throws -> Bool {
        if let end = plainEndTag(at: position) {
            position = end
            try endElement()
            return true
        }
        // Blanks may follow the name.
        var end = position + 2
        while bytes.isName(window[end]) { end += 1 }
        let nameEnd = end
        var lines = 0
        while XMLByte.isBlank(window[end]) {
            if window[end] == 10 { lines += 1 }
            end += 1
        }
        if end == filled { return false }
        guard let element = open.last else { throw fault("a closing tag", "an element") }
        let found = slice(position + 2, nameEnd)
        let name = names.slice(element.nameStart, names.count)
        guard window[end] == UInt8(ascii: ">"), found.elementsEqual(name) else {
            throw fault(
                "</\(String(decoding: found.prefix(60), as: UTF8.self))",
                "</\(String(decoding: name.prefix(60), as: UTF8.self))>")
        }
        line += lines
        position = end + 1
        try endElement()
        return true
    }

    /// Ends the innermost element with the text gathered for it.
    @inline(__always)
    mutating func endElement() throws {
        guard let start = open.last?.textStart else { return }
        if text.count == start {
            try tellEnd(UnsafeBufferPointer(start: nil, count: 0))
        } else {
            try text.withUnsafeBufferPointer {
                try tellEnd(UnsafeBufferPointer(rebasing: $0[start...]))
            }
            text.removeLast(text.count - start)
        }
        close()
    }

    @inline(__always)
    func tellEnd(_ own: UnsafeBufferPointer<UInt8>) throws {
        guard let element = open.last else { return }
        let local = names.slice(
            element.nameStart + element.prefixCount, element.nameStart + element.nameCount)
        try handler.end(
            XMLName(local: local, namespace: element.namespace), text: XMLText(own), at: line)
    }

    @inline(__always)
    mutating func close() {
        guard let element = open.last else { return }
        open.removeLast()
        names.removeLast(element.nameCount)
        spaces.dropDeclarations(to: element.declarations)
    }

    // MARK: - Start

    mutating func startTag() throws -> Bool {
        let start = position + 1
        var end = start
        var kinds: UInt8 = 0
        while bytes.isName(window[end], &kinds) { end += 1 }
        if end == filled { return false }
        let declarations = spaces.count
        var lines = 0
        let nameEnd = end
        attributes.removeAll()
        if window[end] != UInt8(ascii: ">"), window[end] != UInt8(ascii: "/") {
            guard let after = try readAttributes(from: end, &lines) else { return false }
            end = after
        }
        let isEmpty = window[end] == UInt8(ascii: "/")
        if isEmpty { end += 1 }
        if end == filled { return false }
        let isPlain = bytes.isPlainName(kinds) && bytes.isNameStart(window[start])
        guard window[end] == UInt8(ascii: ">"), nameEnd > start,
            let prefixCount = isPlain ? 0 : XMLByte.prefixCount(slice(start, nameEnd))
        else { throw fault("a tag that is not one", "well-formed XML") }
        guard open.isEmpty ? !hasRoot : true else {
            throw fault("more than one root element", "one")
        }
        hasRoot = true
        line += lines
        if !attributes.isEmpty { try declare() }
        let prefix = slice(start, start + max(0, prefixCount - 1))
        guard let namespace = prefix.isEmpty ? spaces.plain : spaces.uri(of: prefix) else {
            throw fault("an unknown prefix", "a declared one")
        }
        guard open.count < limits.depth else { throw tooDeep() }
        open.append(
            OpenElement(
                nameStart: names.count, nameCount: nameEnd - start, prefixCount: prefixCount,
                textStart: text.count, namespace: namespace, declarations: declarations))
        names.append(contentsOf: slice(start, nameEnd))
        position = end + 1
        let local = slice(start + prefixCount, nameEnd)
        let name = XMLName(local: local, namespace: namespace)
        if attributes.isEmpty {
            try handler.start(name, attributes: XMLAttributes.none, at: line)
        } else {
            let (handler, line) = (handler, line)
            try attributes.withAttributes(UnsafePointer(window)) {
                try handler.start(name, attributes: $0, at: line)
            }
        }
        if isEmpty { try endElement() }
        return true
    }

    private func tooDeep() -> Diagnostic {
        Diagnostic(
            "\(code).depth", place: "line \(line)",
            found: "more than \(limits.depth) elements within each other",
            expected: "at most \(limits.depth)", remedy: "ask the sender for a plain file")
    }

    // MARK: - Attributes

    /// - Returns: where the tag's `>` or `/` stands; nil when the tag is not whole in the window.
    private mutating func readAttributes(from start: Int, _ lines: inout Int) throws -> Int? {
        var at = start
        while true {
            let before = at
            skipBlanks(&at, &lines)
            if at == filled { return nil }
            let byte = window[at]
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { return at }
            let nameStart = at
            while bytes.isName(window[at]) { at += 1 }
            let nameEnd = at
            skipBlanks(&at, &lines)
            if at == filled { return nil }
            let isApart = nameStart > before && nameEnd > nameStart
            guard isApart, window[at] == UInt8(ascii: "="),
                let prefixCount = XMLByte.prefixCount(slice(nameStart, nameEnd))
            else { throw fault("an attribute that is not one", "name=\"value\"") }
            at += 1
            skipBlanks(&at, &lines)
            if at == filled { return nil }
            let quote = window[at]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                throw fault("a value without quotation marks", "name=\"value\"")
            }
            attributes.begin(name: nameStart..<nameEnd, prefixCount: prefixCount)
            at += 1
            guard try readValue(&at, until: quote, &lines) else { return nil }
        }
    }

    private func skipBlanks(_ at: inout Int, _ lines: inout Int) {
        while XMLByte.isBlank(window[at]) {
            if window[at] == 10 { lines += 1 }
            at += 1
        }
    }

    /// Reads a value into the attribute begun; blanks of every kind become spaces.
    ///
    /// - Returns: false when it is not whole in the window.
    private mutating func readValue(
        _ at: inout Int, until quote: UInt8, _ lines: inout Int
    ) throws -> Bool {
        while window[at] != quote {
            switch window[at] {
            case 10, 13, 9:
                if window[at] == 10 { lines += 1 }
                // CRLF is one line break.
                let isPair = window[at] == 13 && window[at + 1] == 10
                if !isPair { attributes.add(32) }
                at += 1
            case UInt8(ascii: "&"):
                guard let (width, scalar) = try reference(at: at) else { return false }
                for byte in String(scalar).utf8 { attributes.add(byte) }
                at += width
            case UInt8(ascii: "<"):
                throw fault("< within an attribute", "well-formed XML")
            case 0 where at == filled: return false
            default:
                let before = line
                guard let width = try width(at: at) else { return false }
                line = before
                for index in at..<(at + width) { attributes.add(window[index]) }
                at += width
            }
        }
        attributes.end()
        at += 1
        return true
    }

    /// Takes the namespaces among the attributes, and refuses names that come twice or have unknown prefixes.
    private mutating func declare() throws {
        let base = UnsafePointer(window)
        for index in 0..<attributes.count {
            if let prefix = attributes.declaredPrefix(index, base) {
                guard spaces.declare(prefix, attributes.value(index)) else {
                    throw fault("a namespace that can not be declared", "another prefix or URI")
                }
            }
        }
        for index in 0..<attributes.count {
            let prefix = attributes.prefix(index, base)
            guard
                prefix.isEmpty || spaces.uri(of: prefix) != nil
                    || attributes.declaredPrefix(index, base) != nil
            else { throw fault("an unknown prefix", "a declared one") }
            for other in 0..<index where isSame(index, other, base) {
                throw fault("an attribute that comes twice", "each once")
            }
        }
    }

    /// Whether two attributes have one name: as written, or a local name in one namespace.
    private func isSame(_ a: Int, _ b: Int, _ base: UnsafePointer<UInt8>) -> Bool {
        guard attributes.local(a, base).elementsEqual(attributes.local(b, base)) else {
            return false
        }
        let (prefixA, prefixB) = (attributes.prefix(a, base), attributes.prefix(b, base))
        if prefixA.elementsEqual(prefixB) { return true }
        guard !prefixA.isEmpty, !prefixB.isEmpty, let uriA = spaces.uri(of: prefixA),
            let uriB = spaces.uri(of: prefixB)
        else { return false }
        return uriA.elementsEqual(uriB)
    }
}
