import Basics

/// A zip file with one possible form: the same files on the same day are the same bytes.
///
/// Nothing is compressed, names are ASCII in byte order, every file carries the day at midnight and nothing else about the
/// computer it was made on. So whoever reads one can make it again and compare: a byte changed anywhere, also in the
/// fields that unpacking programs skip, is found.
public enum StoredZip {
    public struct Entry: Hashable, Sendable {
        /// `letters/01-2026-09-15-reminder-P-2.pdf`: ASCII, `/` between folders.
        public let name: String
        public let bytes: [UInt8]

        public init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// The most a file may be: some thousand letters, and far below the 4 GB where the format changes.
    public static let bytesMaximum = 256 << 20
    /// Beyond it the format changes as well.
    public static let entriesMaximum = 65_000

    /// The zip file, its entries in the byte order of their names.
    ///
    /// - Parameter day: from 1980 through 2107.
    /// - Throws: `Diagnostic` `zip.name` for a name that is empty, not ASCII or there twice, `zip.size`.
    public static func bytes(of entries: [Entry], on day: Day) throws(Diagnostic) -> [UInt8] {
        let sorted = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        try check(sorted)
        return pack(sorted, on: day)
    }

    /// The entries of a zip file in that form.
    ///
    /// - Parameter day: told from the entries, for the file to be made again with.
    /// - Throws: `Diagnostic` `zip.form` when making it again does not give the same bytes.
    public static func entries(
        in bytes: [UInt8], on day: ([Entry]) throws(Diagnostic) -> Day
    ) throws(Diagnostic) -> [Entry] {
        guard bytes.count <= bytesMaximum else {
            throw damaged("\(bytes.count) bytes", "at most \(bytesMaximum)")
        }
        var entries: [Entry] = []
        var at = 0
        while number(bytes, at, 4) == fileSignature {
            guard let size = number(bytes, at + 18, 4), let length = number(bytes, at + 26, 2),
                at + 30 + length + size <= bytes.count, entries.count < entriesMaximum
            else { throw damaged("an entry that goes on after the file's end", "a whole file") }
            let start = at + 30 + length
            entries.append(
                Entry(
                    String(decoding: bytes[(at + 30)..<start], as: UTF8.self),
                    Array(bytes[start..<(start + size)])))
            at = start + size
        }
        if entries.isEmpty { throw damaged("no files", "a zip file of this form") }
        try check(entries)
        guard pack(entries, on: try day(entries)) == bytes else {
            throw damaged("bytes around the files that are not as they were", "no byte changed")
        }
        return entries
    }

    private static func damaged(_ found: String, _ expected: String) -> Diagnostic {
        Diagnostic(
            "zip.form", place: "the zip file", found: found, expected: expected,
            remedy: "ask for the file again from whoever made it")
    }

    private static func check(_ entries: [Entry]) throws(Diagnostic) {
        var before = ""
        var total = 0
        for entry in entries {
            let isPlain =
                !entry.name.isEmpty && entry.name.utf8.allSatisfy { 0x20 < $0 && $0 < 0x7F }
            guard isPlain, before.utf8.lexicographicallyPrecedes(entry.name.utf8) else {
                throw Diagnostic(
                    "zip.name", place: entry.name,
                    found: "a name that is not ASCII or out of order",
                    expected: "each name once, in order")
            }
            before = entry.name
            total += entry.bytes.count + 2 * entry.name.utf8.count + 76
        }
        guard total < bytesMaximum, entries.count <= entriesMaximum else {
            throw Diagnostic(
                "zip.size", place: "the zip file", found: "\(total) bytes",
                expected: "at most \(bytesMaximum)", remedy: "divide it")
        }
    }
}

// MARK: - Bytes

extension StoredZip {
    private static let fileSignature = 0x0403_4B50
    private static let directorySignature = 0x0201_4B50
    private static let endSignature = 0x0605_4B50

    /// - Source: PKWARE, APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
    private static func pack(_ entries: [Entry], on day: Day) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            // Version 1.0, no flags, stored, midnight, the day; checksum, both sizes, the name's length.
            var fields: [UInt8] = []
            for value in [10, 0, 0, 0, date(day)] { add(value, 2, to: &fields) }
            add(Int(CRC32.of(entry.bytes)), 4, to: &fields)
            add(entry.bytes.count, 4, to: &fields)
            add(entry.bytes.count, 4, to: &fields)
            add(entry.name.utf8.count, 2, to: &fields)
            let start = bytes.count
            add(fileSignature, 4, to: &bytes)
            bytes += fields
            add(0, 2, to: &bytes)
            bytes += entry.name.utf8
            bytes += entry.bytes
            add(directorySignature, 4, to: &directory)
            add(10, 2, to: &directory)
            directory += fields
            // No extra field, comment, disk number or attributes.
            directory += [UInt8](repeating: 0, count: 12)
            add(start, 4, to: &directory)
            directory += entry.name.utf8
        }
        let start = bytes.count
        bytes += directory
        add(endSignature, 4, to: &bytes)
        for value in [0, 0, entries.count, entries.count] { add(value, 2, to: &bytes) }
        add(directory.count, 4, to: &bytes)
        add(start, 4, to: &bytes)
        add(0, 2, to: &bytes)
        return bytes
    }

    /// The day as DOS wrote it; years outside 1980–2107 become the nearest.
    private static func date(_ day: Day) -> Int {
        let (year, month, number) = day.components
        return min(max(year - 1980, 0), 127) << 9 | month << 5 | number
    }

    private static func add(_ value: Int, _ count: Int, to bytes: inout [UInt8]) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int? {
        guard at + count <= bytes.count else { return nil }
        return (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
}

/// The checksum of zip files.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
        }
    }

    static func of(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8) }
        return value ^ 0xFFFF_FFFF
    }
}
