import Basics
import CQRencode

/// A QR code as black runs, ready to be drawn.
struct QRCode {
    /// Modules along each side, without the quiet zone.
    let size: Int
    /// Horizontal runs of black modules.
    let runs: [Run]

    struct Run {
        let row: Int
        let start: Int
        let length: Int
    }

    /// The text in UTF-8 at error correction M, which survives a fold or a stain.
    ///
    /// - Throws: `letter.code` when the text is too long for a code.
    init(_ text: String) throws(Diagnostic) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
            throw Diagnostic(
                "letter.code", place: "QR code", found: "\(text.utf8.count) bytes",
                expected: "fewer than 2 332 bytes", remedy: "leave the code out")
        }
        defer { QRcode_free(code) }
        let size = Int(code.pointee.width)
        let modules = UnsafeBufferPointer(start: code.pointee.data, count: size * size)
        var runs: [Run] = []
        runs.reserveCapacity(size * size / 4)
        for row in 0..<size {
            var start: Int?
            for column in 0...size {
                let isBlack = column < size && modules[row * size + column] & 1 == 1
                if isBlack, start == nil { start = column }
                if !isBlack, let from = start {
                    runs.append(Run(row: row, start: from, length: column - from))
                    start = nil
                }
            }
        }
        self.size = size
        self.runs = runs
    }
}
