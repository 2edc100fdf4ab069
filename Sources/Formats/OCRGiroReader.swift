import Basics
import Glibc

/// Reads OCR giro files from Nets: payments with KID, and AvtaleGiro mandates.
///
/// Records of 80 bytes in ISO-8859-1, one a line (LF or CRLF, the last may lack it); amounts in
/// øre. An assignment is one account. Counts and sums are checked at the end of each assignment and
/// of the transmission; any fault refuses the file, also after payments have been handed over.
///
/// An assignment's account is told before its first payment, with that payment's settlement day,
/// and again at the assignment's end with the last settlement day in it. A negative amount is a
/// credit note with KID and becomes a reversal. Card transactions (types 18–21) are information
/// only: their money comes with the card settlement. Years are 2000–2099.
///
/// - Source: Nets, OCR giro system manual; AvtaleGiro system specification 3.3 (2016).
enum OCRGiroReader {
    static let recordLength = 80
    /// A line is looked at no further than this for its end, so that one without end does not fill
    /// memory.
    private static let lineLength = 256

    static func read(
        _ source: inout ByteSource, _ handle: (FileRecord) throws -> Void
    ) throws -> FileSummary {
        var parser = OCRGiroParser()
        // The beginning of a line whose end is in the next chunk.
        var rest: [UInt8] = []
        while let chunk = try source.nextChunk() {
            try chunk.withUnsafeBufferPointer { bytes in
                var start = 0
                while !rest.isEmpty, start < bytes.count {
                    rest.append(bytes[start])
                    start += 1
                    if rest.last == 10 || rest.count == lineLength {
                        let used = try rest.withUnsafeBufferPointer {
                            try lines($0, isLast: false, of: &parser, handle)
                        }
                        rest.removeFirst(used)
                    }
                }
                let whole = UnsafeBufferPointer(rebasing: bytes[start...])
                let used = try lines(whole, isLast: false, of: &parser, handle)
                rest.append(contentsOf: whole[used...])
            }
        }
        _ = try rest.withUnsafeBufferPointer {
            try lines($0, isLast: true, of: &parser, handle)
        }
        try parser.finish()
        return FileSummary(
            format: .ocrGiro, identity: parser.identity, records: parser.recordCount)
    }

    /// Takes whole lines from `bytes` and returns how many bytes they were, at most a line less
    /// than all.
    private static func lines(
        _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, of parser: inout OCRGiroParser,
        _ handle: (FileRecord) throws -> Void
    ) throws -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var start = 0
        while start < bytes.count {
            let left = min(bytes.count - start, lineLength)
            var length = left
            var next = start + left
            if let found = memchr(base + start, 10, left) {
                length = found - UnsafeMutableRawPointer(mutating: base + start)
                next = start + length + 1
            } else if left == lineLength {
                throw parser.tooLong()
            } else if !isLast {
                break
            }
            if length > 0, bytes[start + length - 1] == 13 { length -= 1 }
            let line = UnsafeBufferPointer(rebasing: bytes[start..<(start + length)])
            try parser.take(line, handle)
            start = next
        }
        return start
    }
}
