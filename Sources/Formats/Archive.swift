import Basics
import CArchive

/// How a file is compressed.
public enum ArchiveKind: String, Hashable, Sendable { case zip, gzip }

/// A file within a compressed file.
public struct ArchiveEntry: Hashable, Sendable {
    /// Its place among all entries, counted from 0.
    public let index: Int
    /// What it is called there: a label for people, never a path that anything is written to.
    public let name: String
    /// In bytes when unpacked, as the archive says; nil when it does not.
    public let size: Int?
    let isEncrypted: Bool
}

/// How much a compressed file may hold. An archive of a few kB can be made to unpack to more than any disk.
public struct ArchiveLimits: Sendable {
    /// A large company's invoices of a year are some tens of thousands.
    public var entries = 50_000
    /// In all, unpacked: several times the largest ledger known of.
    public var bytes = 16 << 30
    /// Unpacked bytes for one packed. Deflate can make 1 032 of one; ledgers and bank files measure 5 to 60.
    public var ratio = 250
    /// So much may be unpacked whatever the ratio: small files of blanks are harmless.
    public var bytesOfAnyRatio = 64 << 20
    /// A smaller file is kept in memory while it is dealt with; a larger one is unpacked anew for each reading.
    public var bytesHeld = 8 << 20

    public init() {}

    /// What a file of this size may unpack to.
    func allowance(ofFile size: Int) -> Int {
        let (byRatio, overflow) = size.multipliedReportingOverflow(by: ratio)
        return min(bytes, overflow ? .max : max(bytesOfAnyRatio, byRatio))
    }
}

/// A zip or gzip file, whose files are read as streams: nothing is written anywhere.
///
///     let archive = try Archive(path: "bank.zip", kind: .zip)
///     for entry in archive.entries {
///         var source = try archive.open(entry)
///         try FileReader.read(&source) { print($0) }
///     }
///
/// Opening the entries in their order reads the archive once. Not for two threads at once; the sources it gives are
/// on their own.
public final class Archive {
    public let kind: ArchiveKind
    /// The files within, in the archive's order, without folders and what computers leave behind.
    public let entries: [ArchiveEntry]
    private let path: String
    private let limits: ArchiveLimits
    private let budget: ArchiveBudget
    private var handle: ArchiveHandle?
    /// The file opened last, when it is small.
    private var held: (index: Int, bytes: [UInt8])?

    /// Looks through the archive's directory.
    ///
    /// - Throws: `Diagnostic` `archive.workbook`, `archive.entries`, `archive.size`, `archive.empty`,
    ///   `archive.damaged`, `file.open`.
    public init(
        path: String, kind: ArchiveKind, limits: ArchiveLimits = ArchiveLimits()
    ) throws {
        (self.path, self.kind, self.limits) = (path, kind, limits)
        let source = try ByteSource(path: path)
        budget = ArchiveBudget(limit: limits.allowance(ofFile: source.totalBytes ?? 0))
        switch kind {
        case .gzip:
            entries = [
                ArchiveEntry(
                    index: 0, name: Self.nameWithin(path), size: nil, isEncrypted: false)
            ]
        case .zip: entries = try Self.entries(of: path, limits)
        }
        try checkSize()
    }

    /// The bytes of a file within, from its start.
    ///
    /// - Throws: `Diagnostic` `archive.encrypted`, `archive.nested`, `archive.damaged`, `archive.size`; the source
    ///   throws the latter two as well.
    public func open(_ entry: ArchiveEntry) throws -> ByteSource {
        if entry.isEncrypted {
            throw Diagnostic(
                "archive.encrypted", place: "", found: "a file that needs a password",
                expected: "a file that anybody can open",
                remedy: "unpack it with the password, and import what is in it")
        }
        if let held, held.index == entry.index { return ByteSource(bytes: held.bytes) }
        held = nil
        let handle = try self.handle(at: entry)
        if handle.isPackedTwice { throw Self.nested("a gzip file") }
        let stream = ArchiveStream(handle, kind, entry: entry.index, budget)
        var head: [UInt8] = []
        while head.count < limits.bytesHeld {
            let more = try stream.nextChunk()
            if more.isEmpty {
                try Self.refuseNested(head)
                held = (entry.index, head)
                return ByteSource(bytes: head)
            }
            head += more
        }
        try Self.refuseNested(head)
        // The stream goes on with the handle, perhaps on another thread.
        self.handle = nil
        return ByteSource(stream, head: head, totalBytes: entry.size)
    }

    /// Lets go of what is kept of a file that has been dealt with, and of the archive after its last.
    public func close(_ entry: ArchiveEntry) {
        if held?.index == entry.index { held = nil }
        if entry == entries.last { handle = nil }
    }

    private func handle(at entry: ArchiveEntry) throws -> ArchiveHandle {
        let handle: ArchiveHandle
        if let known = self.handle, known.index < entry.index {
            handle = known
        } else {
            handle = try ArchiveHandle(path: path, kind: kind)
        }
        self.handle = handle
        while handle.index < entry.index {
            guard try handle.next() != nil else {
                throw Diagnostic(
                    "archive.damaged", place: "the whole file", found: "fewer files than before",
                    expected: "a file that stays as it is", remedy: "import it again")
            }
        }
        return handle
    }

    /// An archive in an archive could go on for ever.
    private static func refuseNested(_ head: [UInt8]) throws {
        if let found = ArchiveKind.packing(head) { throw nested(found) }
    }

    private static func nested(_ found: String) -> Diagnostic {
        Diagnostic(
            "archive.nested", place: "", found: "\(found) within a compressed file",
            expected: "a file that is compressed once",
            remedy: "unpack it, and import what is in it")
    }

    // MARK: - The directory

    private static func entries(of path: String, _ limits: ArchiveLimits) throws -> [ArchiveEntry] {
        let handle = try ArchiveHandle(path: path, kind: .zip)
        var entries: [ArchiveEntry] = []
        while let header = try handle.next() {
            guard handle.index < limits.entries else {
                throw Diagnostic(
                    "archive.entries", place: "the whole file",
                    found: "more than \(limits.entries) entries",
                    expected: "at most \(limits.entries)", remedy: "divide it into several")
            }
            try refuseWorkbook(header.name)
            if !header.isFile || isLeftBehind(header.name) { continue }
            entries.append(
                ArchiveEntry(
                    index: handle.index, name: label(header.name), size: header.size,
                    isEncrypted: header.isEncrypted))
        }
        return entries
    }

    private func checkSize() throws {
        if entries.isEmpty {
            throw Diagnostic(
                "archive.empty", place: "the whole file", found: "no file in it",
                expected: "at least one file", remedy: "fetch the file again")
        }
        var told = 0
        for entry in entries {
            told = told.addingReportingOverflow(max(0, entry.size ?? 0)).partialValue
            if told < 0 || told > budget.limit { throw budget.exceeded() }
        }
    }

    /// Workbooks are zip files of their own kind.
    private static func refuseWorkbook(_ name: String) throws {
        guard name == "[Content_Types].xml" || name == "META-INF/manifest.xml" else { return }
        throw Diagnostic(
            "archive.workbook", place: "the whole file", found: "a workbook or document",
            expected: "a list as CSV, or the file from bank or accounting system",
            remedy: "open it, save the sheet as CSV, and import that")
    }

    /// What Finder and Explorer put beside the files they pack.
    private static func isLeftBehind(_ name: String) -> Bool {
        let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
        guard let last = parts.last else { return true }
        return parts.contains("__MACOSX") || last == ".DS_Store" || last.hasPrefix("._")
            || ["thumbs.db", "desktop.ini"].contains(last.lowercased())
    }

    /// A name fit to be shown: no control characters, and not longer than a line.
    private static func label(_ name: String) -> String {
        let shown = name.unicodeScalars.filter {
            !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
        }
        let text = String(String.UnicodeScalarView(shown))
        return text.isEmpty ? "?" : text.count > 200 ? "…" + text.suffix(199) : text
    }

    /// `ocr.txt` of `inbox/ocr.txt.gz`.
    private static func nameWithin(_ path: String) -> String {
        let name = String(path.split(separator: "/").last ?? "")
        return label(name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name)
    }
}

extension ArchiveKind {
    /// How the file is compressed whose first bytes these are; nil when it is not, or not in a way Purr unpacks.
    static func of(_ head: some Collection<UInt8>) -> ArchiveKind? {
        // An ordinary zip, one without files, one that was meant to be in pieces.
        let zips: [[UInt8]] = [
            [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8],
        ]
        if zips.contains(where: { head.starts(with: $0) }) { return .zip }
        return head.starts(with: [0x1F, 0x8B]) ? .gzip : nil
    }

    /// What kind of packed file begins like this, in words; nil for none known.
    static func packing(_ head: [UInt8]) -> String? {
        if let kind = of(head) { return "a \(kind.rawValue) file" }
        let others: [(name: String, start: [UInt8])] = [
            ("a 7z file", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
            ("a rar file", Array("Rar!".utf8) + [0x1A, 7]),
            ("an xz file", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]),
            ("a zstandard file", [0x28, 0xB5, 0x2F, 0xFD]),
        ]
        if let other = others.first(where: { head.starts(with: $0.start) }) { return other.name }
        if head.starts(with: Array("BZh".utf8)), head.dropFirst(4).starts(with: [0x31, 0x41, 0x59])
        {
            return "a bzip2 file"
        }
        return head.dropFirst(257).starts(with: Array("ustar".utf8)) ? "a tar file" : nil
    }
}
