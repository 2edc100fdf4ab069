import Basics

/// What the first bytes say a file is.
public enum Detection: Hashable, Sendable {
    /// `version` is empty when the format has none or only the reader can tell.
    case format(FileFormat, version: String)
    /// It is compressed: what it holds is read through ``Archive``.
    case archive(ArchiveKind)
    /// It is recognised and refused, or not known at all: the diagnostic says why.
    case refused(Diagnostic)
}

/// Reads any file Purr knows, told apart by content.
public struct FileReader {
    /// Tells what a file is from its first bytes; 4 kB are enough.
    ///
    /// - Parameter head: the file's first bytes.
    public static func detect(_ head: [UInt8]) -> Detection {
        if let kind = ArchiveKind.of(head) { return .archive(kind) }
        if let found = ArchiveKind.packing(head) {
            return .refused(
                Diagnostic(
                    "format.compressed", place: "first bytes", found: found,
                    expected: "the file within it, or a zip or gzip file",
                    remedy: "unpack it, and import what is in it"))
        }
        let isUTF16 = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : isUTF16 ? 2 : 0
        let body = head.dropFirst(mark)
        // In UTF-16 every other byte of plain text is zero.
        guard let first = body.first(where: { $0 > 32 }) else {
            return unknown(head.isEmpty ? "an empty file" : "nothing but blanks")
        }
        if isOCRGiro(body) { return .format(.ocrGiro, version: "") }
        if first == UInt8(ascii: "<") {
            // Blanks before it are the reader's to refuse: then it is said which line is wrong.
            return detectXML(isUTF16 ? head : Array(body.drop { $0 <= 32 }))
        }
        if isUTF16 || isText(body) {
            if let dialect = BankCSVReader.dialect(ofHead: head) {
                return .format(.bankCSV, version: dialect.name)
            }
            return .format(.openItemsCSV, version: "")
        }
        return unknown("binary data")
    }

    /// Reads all of a source and hands over what it tells, in file order.
    ///
    /// Records are handed over before the end has been checked, so the caller must be able to take
    /// them back when this throws.
    /// - Throws: `Diagnostic` when the file is faulty; what `handle` throws.
    public static func read(
        _ source: inout ByteSource, options: ReadOptions = ReadOptions(),
        _ handle: (FileRecord) throws -> Void
    ) throws -> FileSummary {
        switch detect(try source.peek(4096)) {
        case .refused(let diagnostic): throw diagnostic
        case .archive(let kind):
            throw Diagnostic(
                "format.compressed", place: "first bytes", found: "a \(kind.rawValue) file",
                expected: "a file that has been unpacked",
                remedy: "unpack it, and import what is in it")
        case .format(let format, _):
            switch format {
            case .ocrGiro: return try OCRGiroReader.read(&source, handle)
            case .camt053, .camt054: return try CamtReader.read(&source, handle)
            case .ubl: return try UBLReader.read(&source, handle)
            case .saft: return try SAFTReader.read(&source, options: options, handle)
            case .bankCSV: return try BankCSVReader.read(&source, options: options, handle)
            case .openItemsCSV: return try CSVReader.read(&source, options: options, handle)
            }
        }
    }

    /// `NY` and six digits begin every record; that the first is `NY000010` is for the reader to
    /// say.
    private static func isOCRGiro(_ body: ArraySlice<UInt8>) -> Bool {
        body.starts(with: "NY".utf8) && body.count >= 8
            && body.dropFirst(2).prefix(6).allSatisfy { (48...57).contains($0) }
    }

    private static func detectXML(_ head: [UInt8]) -> Detection {
        do {
            guard let root = try XMLStream.root(of: head) else {
                return unknown("XML without a root element")
            }
            if let (format, version) = try CamtReader.version(ofNamespace: root.namespace) {
                return .format(format, version: version)
            }
            // A SAF-T file in a wrong namespace is refused by its reader, which knows more to say.
            if root.name == "AuditFile" || root.namespace == saftNamespace {
                return .format(.saft, version: "")
            }
            if [UBLReader.invoice, UBLReader.creditNote].contains(root.namespace) {
                return .format(.ubl, version: "")
            }
            let space = root.namespace.isEmpty ? "no namespace" : root.namespace
            return unknown("XML of another kind: \(root.name) in \(space)")
        } catch let diagnostic as Diagnostic {
            return .refused(diagnostic)
        } catch {
            return unknown("XML that cannot be read")
        }
    }

    private static let saftNamespace = "urn:StandardAuditFile-Taxation-Financial:NO"

    private static func isText(_ body: ArraySlice<UInt8>) -> Bool {
        !body.contains { $0 < 9 || ($0 > 13 && $0 < 32) }
    }

    private static func unknown(_ found: String) -> Detection {
        .refused(
            Diagnostic(
                "format.unknown", place: "first bytes", found: found,
                expected:
                    "OCR giro, camt.053, camt.054, SAF-T Financial, EHF, an open-item or bank CSV",
                remedy: "export the file again in one of these formats"))
    }
}
