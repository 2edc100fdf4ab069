import Basics
import CLibXML2
import Glibc

/// A name in a document, valid only while the handler runs.
struct XMLName {
    let local: UnsafeBufferPointer<UInt8>
    /// The namespace's URI; empty for none.
    let namespace: UnsafeBufferPointer<UInt8>

    var string: String { String(decoding: local, as: UTF8.self) }
    var namespaceString: String { String(decoding: namespace, as: UTF8.self) }

    @inline(__always)
    static func == (name: XMLName, text: StaticString) -> Bool { same(name.local, text) }

    static func == (name: XMLName, text: String) -> Bool { name.local.elementsEqual(text.utf8) }

    @inline(__always)
    static func same(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
        guard bytes.count == text.utf8CodeUnitCount, let start = bytes.baseAddress else {
            return bytes.isEmpty && text.utf8CodeUnitCount == 0
        }
        return memcmp(start, text.utf8Start, bytes.count) == 0
    }
}

/// The attributes of an element, valid only while the handler runs.
struct XMLAttributes {
    // libxml2 gives five pointers an attribute: local name, prefix, URI, value, end of value.
    let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let count: Int

    subscript(name: StaticString) -> String? {
        guard let pointers else { return nil }
        for index in 0..<count {
            guard let local = pointers[index * 5], let value = pointers[index * 5 + 3],
                let end = pointers[index * 5 + 4]
            else { continue }
            let bytes = UnsafeBufferPointer(start: local, count: strlen(local))
            if XMLName.same(bytes, name) {
                let text = UnsafeBufferPointer(start: value, count: end - value)
                return Self.withoutReferences(String(decoding: text, as: UTF8.self))
            }
        }
        return nil
    }

    /// libxml2 leaves an ampersand as `&#38;` when it does not replace entities, and only that.
    private static func withoutReferences(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.split(separator: "&#38;", omittingEmptySubsequences: false).joined(
            separator: "&")
    }

    private func strlen(_ pointer: UnsafePointer<UInt8>) -> Int {
        var length = 0
        while pointer[length] != 0 { length += 1 }
        return length
    }
}

/// The text directly within an element, blanks around it cut off; valid only while the handler
/// runs.
struct XMLText {
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ all: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var end = all.count
        while start < end, XMLText.isBlank(all[start]) { start += 1 }
        while end > start, XMLText.isBlank(all[end - 1]) { end -= 1 }
        bytes = UnsafeBufferPointer(rebasing: all[start..<end])
    }

    var isEmpty: Bool { bytes.isEmpty }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    static func == (text: XMLText, other: StaticString) -> Bool { XMLName.same(text.bytes, other) }
    static func == (text: XMLText, other: String) -> Bool { text.bytes.elementsEqual(other.utf8) }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 10 || byte == 13 || byte == 9
    }
}

/// How much a document may hold; each limit is far beyond what real files have.
struct XMLLimits {
    var depth = 64
    /// Bytes of text directly in one element.
    var textBytes = 100_000
}

/// Receives a document's elements in order.
protocol XMLHandler: AnyObject {
    func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws
    /// `text` is what stood directly within the element.
    func end(_ name: XMLName, text: XMLText, at line: Int) throws
}

/// Reads XML as a stream: no network, no entities of its own, no document type, bounded depth and
/// text.
struct XMLStream {
    /// Parses all of the source.
    ///
    /// - Parameter code: what diagnostics' codes begin with: `camt` gives `camt.xml`.
    /// - Throws: `Diagnostic` for what is not XML (`<code>.xml`), has a document type
    /// (`xml.doctype`) or is
    ///   beyond the limits (`<code>.depth`, `<code>.text`), and what the handler throws.
    static func parse(
        _ source: inout ByteSource, code: String, limits: XMLLimits = XMLLimits(),
        handler: any XMLHandler
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

    /// The root element's local name and namespace, read from a document's first bytes; nil when
    /// they do not hold one.
    ///
    /// - Throws: `Diagnostic` `xml.doctype`.
    static func root(of head: [UInt8]) throws -> (name: String, namespace: String)? {
        let sniffer = XMLRootSniffer()
        var source = ByteSource(bytes: head)
        do {
            try parse(&source, code: "format", handler: sniffer)
        } catch let diagnostic as Diagnostic where diagnostic.code == "xml.doctype" {
            throw diagnostic
        } catch {
            // The first bytes end in the middle of the document, or the sniffer has seen enough.
        }
        return sniffer.root
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
            attributes: XMLAttributes(pointers: attributes, count: Int(attributeCount)))
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
        state.pointee.fail(
            Diagnostic(
                "xml.doctype", place: "line \(state.pointee.line)", found: "a document type",
                expected: "none: bank and accounting files have no use for it",
                remedy: "ask the sender for a plain file"))
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

    mutating func start(name: XMLName, attributes: XMLAttributes) {
        depth += 1
        guard depth <= limits.depth else {
            return fail(
                Diagnostic(
                    "\(code).depth", place: "line \(line)",
                    found: "more than \(limits.depth) elements within each other",
                    expected: "at most \(limits.depth)", remedy: "ask the sender for a plain file"))
        }
        starts.append(text.count)
        do { try handler.start(name, attributes: attributes, at: line) } catch { fail(error) }
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

/// Notes the root element and stops.
private final class XMLRootSniffer: XMLHandler {
    private struct SeenEnough: Error {}
    private(set) var root: (name: String, namespace: String)?

    func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {
        root = (name.string, name.namespaceString)
        throw SeenEnough()
    }

    func end(_ name: XMLName, text: XMLText, at line: Int) throws {}
}
