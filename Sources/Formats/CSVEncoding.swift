import Basics

/// How a CSV file's letters are coded.
enum CSVEncoding: Sendable {
    /// Only ASCII so far: any of them.
    case undecided
    case utf8
    /// Also stands for ISO-8859-1, which has the same letters.
    case windows1252
    /// UTF-16, already made UTF-8 while reading.
    case utf16

    /// Gives the text of some bytes; nil when they do not fit what the file has shown so far.
    ///
    /// The first letter beyond ASCII decides: what is valid UTF-8 is UTF-8, for hardly any text in
    /// Windows-1252 happens to be that too.
    mutating func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.contains(where: { $0 >= 0x80 }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        switch self {
        case .utf8, .utf16:
            return String(validating: bytes, as: UTF8.self)
        case .windows1252:
            return CSVEncoding.windows1252Text(bytes)
        case .undecided:
            if let text = String(validating: bytes, as: UTF8.self) {
                self = .utf8
                return text
            }
            self = .windows1252
            return CSVEncoding.windows1252Text(bytes)
        }
    }

    static func windows1252Text(_ bytes: ArraySlice<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let scalar: UnicodeScalar? =
                (0x80...0x9F).contains(byte)
                ? UnicodeScalar(upper[Int(byte) - 0x80]) : UnicodeScalar(byte)
            text.append(scalar ?? "\u{FFFD}")
        }
        return String(text)
    }

    /// What Windows-1252 has where ISO-8859-1 has control characters; its five gaps stay control characters.
    private static let upper: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ]
}

/// Hands on a source's chunks as bytes in which ASCII is ASCII: a byte order mark is dropped and
/// UTF-16 made UTF-8.
struct CSVInput {
    var encoding = CSVEncoding.undecided
    private var hasStarted = false
    private var isBigEndian = false
    /// Bytes that wait for the rest of their UTF-16 unit or pair.
    private var waiting: [UInt8] = []
    /// Bytes of UTF-16 before the waiting ones, counted from the file's start.
    private var consumed = 0
    /// What is wrong after the bytes handed on: told when they have been read, so that faults come in the
    /// file's order however it is cut.
    private var failure: Diagnostic?

    /// Puts the next bytes into `chunk`, which may come out empty; false at the end.
    mutating func next(_ chunk: inout [UInt8], from source: inout ByteSource) throws -> Bool {
        if let failure { throw failure }
        guard let raw = try read(from: &source) else {
            guard waiting.isEmpty else { throw halfCharacter(at: 0) }
            return false
        }
        var start = 0
        if !hasStarted {
            hasStarted = true
            start = mark(raw)
        }
        if encoding == .utf16 {
            consumed += start
            transcode(raw[start...], into: &chunk)
        } else if start == 0 {
            chunk = raw
        } else {
            chunk = Array(raw[start...])
        }
        return true
    }

    /// The first read holds at least a byte order mark, unless the file is shorter.
    private func read(from source: inout ByteSource) throws -> [UInt8]? {
        guard var raw = try source.nextChunk() else { return nil }
        while !hasStarted, raw.count < 3, let more = try source.nextChunk() {
            raw += more
        }
        return raw
    }

    /// Tells the encoding by the byte order mark and gives the mark's length.
    private mutating func mark(_ raw: [UInt8]) -> Int {
        if raw.starts(with: [0xEF, 0xBB, 0xBF]) {
            encoding = .utf8
            return 3
        }
        if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) {
            encoding = .utf16
            isBigEndian = raw[0] == 0xFE
            return 2
        }
        return 0
    }

    private mutating func transcode(_ raw: ArraySlice<UInt8>, into chunk: inout [UInt8]) {
        waiting.append(contentsOf: raw)
        chunk.removeAll(keepingCapacity: true)
        var index = 0
        while index + 1 < waiting.count {
            let unit = unit(at: index)
            if !UTF16.isLeadSurrogate(unit) && !UTF16.isTrailSurrogate(unit) {
                if unit < 0x80 {
                    chunk.append(UInt8(unit))
                } else if let scalar = UnicodeScalar(unit) {
                    chunk.append(
                        contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
                index += 2
                continue
            }
            guard index + 3 < waiting.count else { break }
            let low = self.unit(at: index + 2)
            guard UTF16.isLeadSurrogate(unit), UTF16.isTrailSurrogate(low) else {
                failure = halfCharacter(at: index)
                break
            }
            let value = 0x10000 + (UInt32(unit - 0xD800) << 10) + UInt32(low - 0xDC00)
            if let scalar = UnicodeScalar(value) {
                chunk.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
            index += 4
        }
        waiting.removeFirst(index)
        consumed += index
    }

    private func unit(at index: Int) -> UInt16 {
        let (a, b) = (UInt16(waiting[index]), UInt16(waiting[index + 1]))
        return isBigEndian ? a << 8 | b : b << 8 | a
    }

    private func halfCharacter(at index: Int) -> Diagnostic {
        Diagnostic(
            "csv.encoding", place: "byte \(consumed + index + 1)",
            found: "half a character in a file marked as UTF-16",
            expected: "whole characters",
            remedy: "export the list again, as UTF-8 if you can choose")
    }
}
