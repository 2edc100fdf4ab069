import Basics

/// What the first bytes say a file is.
public enum Detection: Hashable, Sendable {
    case format(FileFormat, version: String)
    /// It is recognised, and refused: `diagnostic` says why.
    case refused(Diagnostic)
}

/// Reads any file Purr knows, told apart by content.
public struct FileReader {
    /// Tells what a file is from its first bytes; 4 kB are enough.
    public static func detect(_ head: [UInt8]) -> Detection {
        var body = head[...]
        if body.starts(with: [0xEF, 0xBB, 0xBF]) { body = body.dropFirst(3) }
        if body.starts(with: [0x50, 0x4B, 3, 4]) || body.starts(with: [0x1F, 0x8B]) {
            return .refused(
                Diagnostic(
                    "format.compressed", place: "", found: "a compressed file",
                    expected: "the file within it", remedy: "unpack it first"))
        }
        if body.isEmpty { return unknown("an empty file") }
        if body.starts(with: Array("NY".utf8)) { return .format(.ocrGiro, version: "") }
        let isUTF16 = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        let first = body.first { $0 > 32 }
        if first == UInt8(ascii: "<"), !isUTF16 { return detectXML(body) }
        if isUTF16 || isText(body) { return .format(.openItemsCSV, version: "") }
        return unknown("binary data")
    }

    /// Reads all of a source and hands over what it tells, in file order.
    ///
    /// Records are handed over before the end has been checked, so the caller must be able to take them back
    /// when this throws.
    /// - Throws: `Diagnostic` when the file is faulty; what `handle` throws.
    public static func read(
        _ source: inout ByteSource, options: ReadOptions = ReadOptions(),
        _ handle: (FileRecord) throws -> Void
    ) throws -> FileSummary {
        switch detect(try source.peek(4096)) {
        case .refused(let diagnostic): throw diagnostic
        case .format(let format, _):
            switch format {
            case .ocrGiro: return try OCRGiroReader.read(&source, handle)
            case .camt053, .camt054: return try CamtReader.read(&source, handle)
            case .saft: return try SAFTReader.read(&source, options: options, handle)
            case .openItemsCSV: return try CSVReader.read(&source, options: options, handle)
            }
        }
    }

    private static func detectXML(_ body: ArraySlice<UInt8>) -> Detection {
        let text = String(decoding: body, as: UTF8.self)
        let prefix = "urn:iso:std:iso:20022:tech:xsd:camt."
        if let range = text.range(of: prefix) {
            let name = text[range.upperBound...].prefix(10)  // 053.001.02
            let version = String(name.dropFirst(4))
            let isKnown = version == "001.02" || version == "001.08"
            switch name.prefix(3) {
            case "053" where isKnown: return .format(.camt053, version: version)
            case "054" where isKnown: return .format(.camt054, version: version)
            default:
                return .refused(
                    Diagnostic(
                        "camt.version", place: "root element", found: "camt.\(name)",
                        expected: "camt.053 or camt.054, version 001.02 or 001.08",
                        remedy: "ask the bank for one of these"))
            }
        }
        if text.contains("StandardAuditFile-Taxation-Financial") || text.contains("<AuditFile") {
            return .format(.saft, version: "")
        }
        return unknown("another kind of XML")
    }

    private static func isText(_ body: ArraySlice<UInt8>) -> Bool {
        !body.contains { $0 < 9 || ($0 > 13 && $0 < 32) }
    }

    private static func unknown(_ found: String) -> Detection {
        .refused(
            Diagnostic(
                "format.unknown", place: "first bytes", found: found,
                expected: "OCR giro, camt.053, camt.054, SAF-T Financial or an open-item CSV",
                remedy: "export the file again in one of these formats"))
    }
}

extension String {
    /// Where `other` first stands, without Foundation.
    func range(of other: String) -> Range<String.Index>? {
        let pattern = Array(other.utf8)
        var start = utf8.startIndex
        while start < utf8.endIndex {
            if utf8[start...].starts(with: pattern) {
                return start..<utf8.index(start, offsetBy: pattern.count)
            }
            start = utf8.index(after: start)
        }
        return nil
    }
}
