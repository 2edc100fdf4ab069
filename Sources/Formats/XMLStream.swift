import Basics
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
    /// Documents in UTF-8, which nearly all are, are read by ``XMLScanner``, those in another encoding by libxml2.
    ///
    /// - Parameter code: what diagnostics' codes begin with: `camt` gives `camt.xml`.
    /// - Throws: `Diagnostic` for what is not XML (`<code>.xml`), has a document type
    /// (`xml.doctype`) or is
    ///   beyond the limits (`<code>.depth`, `<code>.text`), and what the handler throws.
    static func parse<Handler: XMLHandler>(
        _ source: inout ByteSource, code: String, limits: XMLLimits = XMLLimits(),
        handler: Handler
    ) throws {
        guard let prologue = XMLPrologue(of: try source.peek(XMLPrologue.length)) else {
            return try XMLLibraryReader.parse(
                &source, code: code, limits: limits, handler: handler)
        }
        var scanner = XMLScanner(
            handler: handler, limits: limits, code: code, prologue: prologue)
        while let chunk = try source.nextChunk() { try scanner.take(chunk) }
        try scanner.finish()
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

    static func doctype(line: Int) -> Diagnostic {
        Diagnostic(
            "xml.doctype", place: "line \(line)", found: "a document type",
            expected: "none: bank and accounting files have no use for it",
            remedy: "ask the sender for a plain file")
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
