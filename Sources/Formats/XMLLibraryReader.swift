import Basics
import CLibXML2

/// Reads documents in encodings other than UTF-8 by libxml2, which knows many, under the same rules as
/// ``XMLScanner``.
enum XMLLibraryReader {
    static func parse(
        _ source: inout ByteSource, code: String, limits: XMLLimits, handler: any XMLHandler
    ) throws {
        _ = isLibraryReady
        // What can not be laid to a document's charge would else be printed, on each thread anew.
        purr_xml_silence()
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        defer { xmlSetStructuredErrorFunc(nil, nil) }
        // The callbacks reach the state through a pointer: a class would check every access anew.
        let state = UnsafeMutablePointer<XMLParserState>.allocate(capacity: 1)
        state.initialize(to: XMLParserState(handler: handler, limits: limits, code: code))
        defer {
            state.deinitialize(count: 1)
            state.deallocate()
        }
        var sax = callbacks
        guard let parser = xmlCreatePushParserCtxt(&sax, state, nil, 0, nil) else {
            throw Diagnostic(
                "\(code).xml", place: "line 1", found: "no memory", expected: "an XML parser")
        }
        defer {
            if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
            xmlFreeParserCtxt(parser)
        }
        state.pointee.parser = parser
        xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue))
        while let chunk = try source.nextChunk() {
            feed(chunk, to: parser, state)
            if let failure = state.pointee.failure { throw failure }
        }
        xmlParseChunk(parser, nil, 0, 1)
        if let failure = state.pointee.failure { throw failure }
        if parser.pointee.wellFormed == 0 || state.pointee.depth != 0 {
            throw Diagnostic(
                "\(code).xml", place: "line \(state.pointee.line)", found: "the end of the file",
                expected: "the document's closing tags", remedy: "fetch the file again")
        }
    }

    private static func feed(
        _ chunk: [UInt8], to parser: xmlParserCtxtPtr, _ state: UnsafeMutablePointer<XMLParserState>
    ) {
        chunk.withUnsafeBytes { bytes in
            // libxml2 refuses more than about 10 MB at once.
            for start in stride(from: 0, to: bytes.count, by: ByteSource.chunkSize) {
                guard state.pointee.failure == nil else { return }
                let count = min(ByteSource.chunkSize, bytes.count - start)
                let part = bytes.baseAddress?.advanced(by: start)
                    .assumingMemoryBound(to: CChar.self)
                _ = xmlParseChunk(parser, part, Int32(count), 0)
            }
        }
    }

    /// libxml2 sets up its tables at the first use, which must not be two threads at once.
    private static let isLibraryReady: Bool = {
        xmlInitParser()
        return true
    }()

    private static var callbacks: xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = startElement
        sax.endElementNs = endElement
        sax.characters = characters
        sax.cdataBlock = characters
        sax.internalSubset = doctype
        sax.serror = structuredError
        return sax
    }

    private static let startElement: startElementNsSAX2Func = {
        (context, local, _, uri, _, _, attributeCount, _, attributes) in
        guard let state = XMLParserState.from(context), let local else { return }
        state.pointee.start(
            name: XMLName(local: view(local), namespace: view(uri)),
            pointers: attributes, count: Int(attributeCount))
    }

    private static let endElement: endElementNsSAX2Func = { (context, local, _, uri) in
        guard let state = XMLParserState.from(context), let local else { return }
        state.pointee.end(name: XMLName(local: view(local), namespace: view(uri)))
    }

    private static let characters: charactersSAXFunc = { (context, bytes, count) in
        guard let state = XMLParserState.from(context), let bytes else { return }
        state.pointee.add(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }

    private static let doctype: internalSubsetSAXFunc = { (context, _, _, _) in
        guard let state = XMLParserState.from(context) else { return }
        state.pointee.fail(XMLStream.doctype(line: state.pointee.line))
    }

    private static let structuredError: xmlStructuredErrorFunc = { (context, error) in
        guard let state = XMLParserState.from(context), let error,
            error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue
        else { return }
        let message = error.pointee.message.map { String(cString: $0) } ?? "not XML"
        state.pointee.fail(
            Diagnostic(
                "\(state.pointee.code).xml", place: "line \(error.pointee.line)",
                found: (message.split(separator: "\n").first.map(String.init) ?? message).orNothing,
                expected: "well-formed XML", remedy: "fetch the file again"))
    }

    private static func view(_ pointer: UnsafePointer<UInt8>?) -> UnsafeBufferPointer<UInt8> {
        guard let pointer else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: pointer, count: Int(xmlStrlen(pointer)))
    }
}

/// What the callbacks share while a document is read.
private struct XMLParserState {
    let handler: any XMLHandler
    let limits: XMLLimits
    let code: String
    var parser: xmlParserCtxtPtr?
    private(set) var failure: (any Error)?
    private(set) var depth = 0
    /// The text of each open element that has any, one after the other, and where each begins.
    private var text: [UInt8] = []
    private var starts: [Int] = []

    init(handler: any XMLHandler, limits: XMLLimits, code: String) {
        self.handler = handler
        self.limits = limits
        self.code = code
    }

    /// The state behind a callback's context; nil once something has failed.
    @inline(__always)
    static func from(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLParserState>? {
        guard let state = context?.assumingMemoryBound(to: XMLParserState.self),
            state.pointee.failure == nil
        else { return nil }
        return state
    }

    var line: Int { parser.map { Int($0.pointee.input?.pointee.line ?? 0) } ?? 0 }

    mutating func fail(_ error: any Error) {
        if failure == nil { failure = error }
        if let parser { xmlStopParser(parser) }
    }

    mutating func start(
        name: XMLName, pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int
    ) {
        depth += 1
        guard depth <= limits.depth else {
            return fail(
                Diagnostic(
                    "\(code).depth", place: "line \(line)",
                    found: "more than \(limits.depth) elements within each other",
                    expected: "at most \(limits.depth)", remedy: "ask the sender for a plain file"))
        }
        starts.append(text.count)
        do {
            try Self.withAttributes(pointers, count) {
                try handler.start(name, attributes: $0, at: line)
            }
        } catch { fail(error) }
    }

    /// libxml2 gives five pointers an attribute: local name, prefix, URI, value, end of value.
    private static func withAttributes(
        _ pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int,
        _ body: (XMLAttributes) throws -> Void
    ) throws {
        guard let pointers, count > 0 else { return try body(.none) }
        var values: [UInt8] = []
        var ranges: [Range<Int>] = []
        for index in 0..<count {
            let start = values.count
            if let value = pointers[index * 5 + 3], let end = pointers[index * 5 + 4] {
                let text = UnsafeBufferPointer(start: value, count: end - value)
                values += withoutReferences(String(decoding: text, as: UTF8.self)).utf8
            }
            ranges.append(start..<values.count)
        }
        try values.withUnsafeBufferPointer { values in
            let all = ranges.indices.map { index in
                let local = pointers[index * 5]
                return XMLAttributes.Attribute(
                    local: UnsafeBufferPointer(start: local, count: Int(xmlStrlen(local))),
                    value: UnsafeBufferPointer(rebasing: values[ranges[index]]))
            }
            try all.withUnsafeBufferPointer { try body(XMLAttributes($0)) }
        }
    }

    /// libxml2 leaves an ampersand as `&#38;` when it does not replace entities, and only that.
    private static func withoutReferences(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.split(separator: "&#38;", omittingEmptySubsequences: false).joined(
            separator: "&")
    }

    mutating func add(_ all: UnsafeBufferPointer<UInt8>) {
        guard let start = starts.last else { return }
        var bytes = all
        if text.count == start {
            // Blanks before the text, as between child elements, say nothing and may be many.
            guard let first = all.firstIndex(where: { $0 > 32 }) else { return }
            bytes = UnsafeBufferPointer(rebasing: all[first...])
        }
        guard text.count - start + bytes.count <= limits.textBytes else {
            return fail(
                Diagnostic(
                    "\(code).text", place: "line \(line)",
                    found: "more than \(limits.textBytes) bytes of text in one element",
                    expected: "at most \(limits.textBytes)",
                    remedy: "ask the sender for a plain file"))
        }
        text.append(contentsOf: bytes)
    }

    mutating func end(name: XMLName) {
        guard let start = starts.popLast() else { return }
        depth -= 1
        do {
            try text.withUnsafeBufferPointer { all in
                let own = UnsafeBufferPointer(rebasing: all[start...])
                try handler.end(name, text: XMLText(own), at: line)
            }
        } catch {
            fail(error)
        }
        text.removeLast(text.count - start)
    }
}
