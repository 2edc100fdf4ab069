import Letters
import Synchronization

/// Makes PDFs on any thread: renderers are lent out and come back, since making one takes longer than most letters.
enum PDFPress {
    /// - Throws: `Diagnostic` as ``LetterPDFRenderer/render(_:logo:)``, or `letter.pdf` when there is no font.
    static func print(_ letter: Letter, logo: Logo? = nil) throws -> [UInt8] {
        let press = try idle.withLock { $0.popLast() } ?? Press()
        defer { idle.withLock { if $0.count < idleMaximum { $0.append(press) } } }
        return try press.renderer.render(letter, logo: logo)
    }

    /// Each holds fonts and layouts, some hundred kilobytes.
    private static let idleMaximum = 16
    private static let idle = Mutex<[Press]>([])

    private final class Press: @unchecked Sendable {
        // Sendable because it is on the list or with one borrower, never both.
        let renderer: LetterPDFRenderer

        init() throws { renderer = try LetterPDFRenderer() }
    }
}
