import Basics
import Glibc

/// Reads a UTF-8 document as a stream, several times faster than a general parser: no document type, no
/// entities but the five of XML, and only what is well-formed.
///
/// Works on a window of the document: what is whole in it is handed on, the beginning of what is not stays
/// for the next bytes. An element's text that stands in one piece is handed on where it lies. What a namespace
/// is called is not looked at: that a URI is one is for whoever knows the names.
///
/// - Source: Extensible Markup Language 1.0, fifth edition; Namespaces in XML 1.0, third edition.
struct XMLScanner<Handler: XMLHandler>: ~Copyable {
    let handler: Handler
    let limits: XMLLimits
    let code: String

    /// The window, with a zero byte after what it holds: zero is allowed nowhere, so every loop ends there.
    var window: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Bytes of the document's beginning that are known already.
    private var toSkip: Int
    /// Bytes in the window, and how many of them are done with.
    var filled = 0
    var position = 0
    var isLast = false
    /// Line breaks so far.
    var line = 1

    /// The open elements, innermost last, and their names one after the other.
    var open: XMLStack<OpenElement>
    var names = XMLStack<UInt8>(capacity: 4_096)
    /// The text of each open element that has any, one after the other.
    var text: [UInt8] = []
    var spaces = XMLNamespaces()
    let bytes = XMLByteTable()
    var attributes = XMLAttributeReader()
    var hasRoot = false
    /// Within a comment or instruction whose end has not come yet.
    var skipping: Skipping?

    enum Skipping { case comment, instruction }

    struct OpenElement {
        var nameStart: Int
        var nameCount: Int
        /// Bytes of the prefix and its colon.
        var prefixCount: Int
        var textStart: Int
        var namespace: UnsafeBufferPointer<UInt8>
        /// How many declarations there were before its own.
        var declarations: Int
    }

    /// A tag with its attributes is looked at as a whole; real ones have a few hundred bytes.
    static var tagLimit: Int { 1 << 20 }

    init(handler: Handler, limits: XMLLimits, code: String, prologue: XMLPrologue) {
        self.handler = handler
        toSkip = prologue.count
        line += prologue.lineBreaks
        self.limits = limits
        self.code = code
        capacity = 2 * ByteSource.chunkSize
        window = .allocate(capacity: capacity + 1)
        window[0] = 0
        open = XMLStack(capacity: limits.depth)
    }

    deinit { window.deallocate() }

    /// Takes the document's next bytes and hands on what is whole.
    mutating func take(_ chunk: [UInt8]) throws {
        // In pieces, so that a document that is in memory at once is not copied at once.
        let first = min(toSkip, chunk.count)
        toSkip -= first
        for start in stride(from: first, to: chunk.count, by: ByteSource.chunkSize) {
            let count = min(ByteSource.chunkSize, chunk.count - start)
            keepRest(roomFor: count)
            chunk.withUnsafeBufferPointer { chunk in
                guard let base = chunk.baseAddress else { return }
                memcpy(window + filled, base + start, count)
            }
            filled += count
            window[filled] = 0
            try scan()
        }
    }

    /// The document has no more bytes.
    mutating func finish() throws {
        isLast = true
        try scan()
        guard position == filled, skipping == nil, open.isEmpty, hasRoot else {
            throw fault("the end of the file", "the document's closing tags")
        }
    }

    /// Moves what is not done with to the front.
    private mutating func keepRest(roomFor count: Int) {
        let rest = filled - position
        if rest + count > capacity {
            capacity = 2 * (rest + count)
            let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 1)
            memcpy(wider, window + position, rest)
            window.deallocate()
            window = wider
        } else if position > 0 {
            memmove(window, window + position, rest)
        }
        filled = rest
        position = 0
    }

    private mutating func scan() throws {
        while position < filled {
            let isWhole: Bool
            if skipping != nil {
                isWhole = try skip()
            } else if window[position] == UInt8(ascii: "<") {
                isWhole = try markup()
            } else {
                isWhole = try characters()
            }
            if isWhole { continue }
            guard filled - position <= Self.tagLimit else {
                throw fault("a tag of more than \(Self.tagLimit) bytes", "well-formed XML")
            }
            if isLast, position < filled {
                throw fault("the end of the file", "the document's closing tags")
            }
            return
        }
    }

    // MARK: - Markup

    /// - Returns: false when it is not whole in the window.
    private mutating func markup() throws -> Bool {
        switch window[position + 1] {
        case UInt8(ascii: "/"): return try endTag()
        case UInt8(ascii: "!"): return try exclamation()
        case UInt8(ascii: "?"): return try instruction()
        default: return try startTag()
        }
    }

    /// Whether the window goes on with these bytes; nil when it ends within them.
    private func continues(_ with: StaticString, at start: Int) -> Bool? {
        let count = min(with.utf8CodeUnitCount, filled - start)
        guard memcmp(window + start, with.utf8Start, count) == 0 else { return false }
        return count == with.utf8CodeUnitCount ? true : nil
    }

    private mutating func exclamation() throws -> Bool {
        guard let isComment = continues("<!--", at: position) else { return false }
        if isComment {
            position += 4
            skipping = .comment
            return true
        }
        guard let isData = continues("<![CDATA[", at: position) else { return false }
        if isData, !open.isEmpty { return try characterData() }
        guard let isType = continues("<!DOCTYPE", at: position) else { return false }
        if isType, !hasRoot { throw XMLStream.doctype(line: line) }
        throw fault("<! that begins nothing known", "well-formed XML")
    }

    private mutating func instruction() throws -> Bool {
        guard filled - position > 6 || isLast else { return false }
        var end = position + 2
        while bytes.isName(window[end]) { end += 1 }
        let name = slice(position + 2, end)
        let isReserved = name.count == 3 && name.elementsEqual("xml".utf8) { $0 | 0x20 == $1 }
        let isName = end == filled || XMLByte.prefixCount(slice(position + 2, end)) == 0
        let isEnded =
            end == filled || XMLByte.isBlank(window[end]) || window[end] == UInt8(ascii: "?")
        guard name.count > 0, !isReserved, isName, isEnded else {
            throw fault("<? that begins nothing known", "well-formed XML")
        }
        position = end
        skipping = .instruction
        return true
    }

    /// Skips a comment or instruction as far as the window goes.
    private mutating func skip() throws -> Bool {
        let last = skipping == .comment ? UInt8(ascii: "-") : UInt8(ascii: "?")
        while position < filled {
            let byte = window[position]
            if byte == last {
                let needed = skipping == .comment ? 3 : 2
                guard filled - position >= needed else { return false }
                if skipping == .instruction, window[position + 1] == UInt8(ascii: ">") {
                    position += 2
                    skipping = nil
                    return true
                }
                if skipping == .comment, window[position + 1] == last {
                    guard window[position + 2] == UInt8(ascii: ">") else {
                        throw fault("-- within a comment", "well-formed XML")
                    }
                    position += 3
                    skipping = nil
                    return true
                }
            }
            guard let width = try width(at: position) else { return false }
            position += width
        }
        return true
    }

    // MARK: - Faults

    func fault(_ found: String, _ expected: String) -> Diagnostic {
        Diagnostic(
            "\(code).xml", place: "line \(line)", found: found, expected: expected,
            remedy: "fetch the file again")
    }

    @inline(__always)
    func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: window + start, count: end - start)
    }
}
