import Basics

/// Follows the XML of a SAF-T file for ``SAFTDocument``: names become elements, text loses its blanks.
struct SAFTXML: XMLHandler {
    var document = SAFTDocument()
    private var depth = 0
    private var elements: [[UInt8]: SAFTElement] = [:]

    static func read(
        _ source: inout ByteSource, _ handle: (FileRecord) throws -> Void
    ) throws -> SAFTDocument {
        let done = try XMLShim.run(&source, SAFTXML())
        for record in done.document.ready { try handle(record) }
        return done.document
    }

    init() {
        for element in SAFTElement.allCases { elements[Array(element.rawValue.utf8)] = element }
    }

    mutating func start(
        _ name: UnsafeBufferPointer<UInt8>, _ namespace: UnsafeBufferPointer<UInt8>, line: Int
    ) throws {
        let isOurs = namespace.elementsEqual(SAFTDocument.namespace.utf8)
        if depth == 0 { try check(name, namespace, isOurs, line) }
        depth += 1
        let element = isOurs ? elements[Array(name)] ?? .other : .other
        try document.start(element, line: line)
    }

    mutating func end(_ text: ArraySlice<UInt8>, line: Int) throws {
        depth -= 1
        var text = text
        while let first = text.first, first <= 0x20 { text.removeFirst() }
        while let last = text.last, last <= 0x20 { text.removeLast() }
        try document.end(text, line: line)
    }

    private func check(
        _ name: UnsafeBufferPointer<UInt8>, _ namespace: UnsafeBufferPointer<UInt8>,
        _ isOurs: Bool, _ line: Int
    ) throws {
        let isAuditFile = name.elementsEqual(SAFTElement.auditFile.rawValue.utf8)
        guard isOurs, isAuditFile else {
            let told = String(decoding: namespace, as: UTF8.self)
            throw Diagnostic(
                "saft.namespace", place: "line \(line), \(String(decoding: name, as: UTF8.self))",
                found: told.isEmpty ? "an element in no namespace" : "the namespace \(told)",
                expected: "AuditFile in \(SAFTDocument.namespace)",
                remedy: "export the file from the accounting system again; do not edit it")
        }
    }
}
