import Basics

/// Follows the XML of a SAF-T file for ``SAFTDocument``: names become elements.
final class SAFTXML: XMLHandler {
    // Each call comes when the one before has returned, so that checks of access cost and tell nothing.
    @exclusivity(unchecked) private var document = SAFTDocument()
    @exclusivity(unchecked) private var depth = 0
    private let handle: (FileRecord) throws -> Void

    private init(_ handle: @escaping (FileRecord) throws -> Void) { self.handle = handle }

    /// The line breaks and indents between a year's vouchers are all text of one Journal: a few bytes each.
    private static let limits = XMLLimits(depth: 64, textBytes: 1 << 26)

    /// Reads all of a source; customers are handed on as they come.
    static func read(
        _ source: inout ByteSource, _ handle: (FileRecord) throws -> Void
    ) throws -> SAFTDocument {
        try withoutActuallyEscaping(handle) { handle in
            let reader = SAFTXML(handle)
            try XMLStream.parse(&source, code: "saft", limits: limits, handler: reader)
            return reader.document
        }
    }

    func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {
        if depth == 0 { try checkRoot(name, line) }
        depth += 1
        let isOurs = XMLName.same(name.namespace, SAFTXML.namespace)
        try document.start(name.local, isOurs: isOurs, line: line)
    }

    func end(_ name: XMLName, text: XMLText, at line: Int) throws {
        depth -= 1
        guard try document.end(text.bytes, line: line) else { return }
        for record in document.ready { try handle(record) }
        document.ready.removeAll(keepingCapacity: true)
    }

    private static let namespace: StaticString = "urn:StandardAuditFile-Taxation-Financial:NO"

    private func checkRoot(_ name: XMLName, _ line: Int) throws {
        guard name == "AuditFile", XMLName.same(name.namespace, SAFTXML.namespace) else {
            let told = name.namespaceString
            throw Diagnostic(
                "saft.namespace", place: "line \(line), \(name.string)",
                found: told.isEmpty ? "an element in no namespace" : "the namespace \(told)",
                expected: "AuditFile in \(SAFTXML.namespace)",
                remedy: "export the file from the accounting system again; do not edit it")
        }
    }
}
