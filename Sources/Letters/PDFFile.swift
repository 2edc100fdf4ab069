import Basics
import CZlib

/// A PDF file as it is written: numbered objects, then the table that says where each begins.
///
/// - Source: ISO 32000-1, 7.5 (file structure).
struct PDFFile {
    private(set) var bytes: [UInt8] = []
    /// Where each object begins; 0 for one that has been promised a number and not been written yet.
    private var offsets: [Int] = [0]

    init() {
        bytes.reserveCapacity(64_000)
        append("%PDF-1.7\n%")
        // Bytes above 127, so that nobody takes the file for text.
        bytes += [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
    }

    /// A number for an object that is written later.
    mutating func reserve() -> Int {
        offsets.append(0)
        return offsets.count - 1
    }

    mutating func write(_ number: Int, _ body: String) {
        begin(number)
        append(body)
        append("\nendobj\n")
    }

    /// - Parameter numbers: what the object with a place in its fragment is called here.
    mutating func write(_ number: Int, _ parts: [PDFFragment.Part], numbers: (Int) -> Int) {
        begin(number)
        for part in parts {
            switch part {
            case .bytes(let data): bytes += data
            case .reference(let place): append("\(numbers(place)) 0 R")
            }
        }
        append("\nendobj\n")
    }

    /// Bytes that are deflated already.
    mutating func writeDeflated(_ number: Int, _ data: [UInt8], _ entries: String = "") {
        begin(number)
        append("<< /Length \(data.count) /Filter /FlateDecode\(entries) >>\nstream\n")
        bytes += data
        append("\nendstream\nendobj\n")
    }

    /// Bytes that anybody may read without unpacking, such as metadata.
    mutating func writePlain(_ number: Int, _ text: String, _ entries: String) {
        begin(number)
        append("<< /Length \(text.utf8.count)\(entries) >>\nstream\n\(text)\nendstream\nendobj\n")
    }

    /// The table and the trailer; nothing is written after it.
    mutating func finish(catalog: Int, info: Int) {
        let start = bytes.count
        append("xref\n0 \(offsets.count)\n0000000000 65535 f \n")
        for offset in offsets.dropFirst() {
            let digits = String(offset)
            append(String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n")
        }
        append(
            "trailer\n<< /Size \(offsets.count) /Root \(catalog) 0 R /Info \(info) 0 R >>\n"
                + "startxref\n\(start)\n%%EOF\n")
    }

    private mutating func begin(_ number: Int) {
        offsets[number] = bytes.count
        append("\(number) 0 obj\n")
    }

    private mutating func append(_ text: String) { bytes += text.utf8 }

    // MARK: - Values

    /// A text string: UTF-16 with its mark, in hexadecimal, so that nothing within needs care.
    static func text(_ text: String) -> String {
        var result = "<FEFF"
        for unit in text.utf16 { hex(unit, to: &result) }
        return result + ">"
    }

    private static func hex(_ unit: UInt16, to text: inout String) {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        for shift in [12, 8, 4, 0] as [UInt16] {
            text.unicodeScalars.append(digits[Int(unit >> shift & 15)])
        }
    }

    /// Packs bytes as `/FlateDecode` unpacks them.
    ///
    /// - Source: RFC 1950.
    static func deflated(_ data: [UInt8], level: Int32 = 6) -> [UInt8] {
        var length = compressBound(uLong(data.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        let status = compress2(&packed, &length, data, uLong(data.count), level)
        precondition(status == Z_OK, "zlib: \(status) with room for the worst case")
        packed.removeLast(packed.count - Int(length))
        return packed
    }
}
