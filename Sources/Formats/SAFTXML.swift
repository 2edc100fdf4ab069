import Basics

/// Follows the XML of a SAF-T file for ``SAFTDocument``: names become elements.
final class SAFTXML: XMLHandler {
    private(set) var document = SAFTDocument()
    private var depth = 0
    private let names = SAFTElementNames()
    private let handle: (FileRecord) throws -> Void

    private init(_ handle: @escaping (FileRecord) throws -> Void) { self.handle = handle }

    /// Reads all of a source; customers are handed on as they come.
    static func read(
        _ source: inout ByteSource, _ handle: (FileRecord) throws -> Void
    ) throws -> SAFTDocument {
        try withoutActuallyEscaping(handle) { handle in
            let reader = SAFTXML(handle)
            try XMLStream.parse(&source, code: "saft", handler: reader)
            return reader.document
        }
    }

    func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {
        if depth == 0 { try checkRoot(name, line) }
        depth += 1
        if document.isElsewhere {
            try document.start(.other, line: line)
        } else {
            let isOurs = XMLName.same(name.namespace, SAFTXML.namespace)
            try document.start(isOurs ? names[name.local] : .other, line: line)
        }
    }

    func end(_ name: XMLName, text: XMLText, at line: Int) throws {
        depth -= 1
        try document.end(text.bytes, line: line)
        if document.ready.isEmpty { return }
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

/// Finds elements by name without making text of it: there are few names of each length.
private struct SAFTElementNames {
    private struct Entry {
        var start: Int
        var element: SAFTElement
    }
    private var letters: [UInt8] = []
    private var entries: [Entry] = []
    /// Where the names of each length begin in `entries`, and after the last where they end.
    private var firstOfLength: [Int] = []

    init() {
        let named = SAFTElement.allCases.filter { $0 != .other }
        let longest = named.map(\.rawValue.utf8.count).max() ?? 0
        for length in 0...longest {
            firstOfLength.append(entries.count)
            for element in named where element.rawValue.utf8.count == length {
                entries.append(Entry(start: letters.count, element: element))
                letters.append(contentsOf: element.rawValue.utf8)
            }
        }
        firstOfLength.append(entries.count)
    }

    subscript(name: UnsafeBufferPointer<UInt8>) -> SAFTElement {
        guard name.count + 1 < firstOfLength.count else { return .other }
        for entry in entries[firstOfLength[name.count]..<firstOfLength[name.count + 1]] {
            var index = 0
            while index < name.count, letters[entry.start + index] == name[index] { index += 1 }
            if index == name.count { return entry.element }
        }
        return .other
    }
}
