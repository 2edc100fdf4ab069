import CHarfBuzz
import CPangoCairo

/// What is drawn on one page, as the operators a PDF page is made of.
///
/// - Source: ISO 32000-1, 8 (graphics) and 9 (text).
struct PDFCanvas {
    private(set) var content: [UInt8] = []
    private var ink: (Double, Double, Double)?

    init() { content.reserveCapacity(16_000) }

    /// Only when it is another than the last.
    mutating func setInk(_ new: (Double, Double, Double)) {
        if let ink, ink == new { return }
        ink = new
        for part in [new.0, new.1, new.2] { number(part, decimals: 3) }
        operators("rg\n")
    }

    /// From the page's upper left corner, in points.
    mutating func rectangle(x: Double, y: Double, width: Double, height: Double) {
        number(x)
        number(Sheet.height - y - height)
        number(width)
        number(height)
        operators("re\n")
    }

    mutating func fill() { operators("f\n") }

    /// A drawing the page's resources know by this name, its lower left corner at a point from the page's upper left one.
    mutating func object(_ name: String, scaleX: Double, scaleY: Double, x: Double, y: Double) {
        operators("q ")
        number(scaleX)
        operators("0 0 ")
        number(scaleY)
        number(x)
        number(Sheet.height - y)
        operators("cm /\(name) Do Q\n")
    }

    mutating func beginTag(_ name: String, id: Int) {
        operators("/\(name) <</MCID \(id)>> BDC\n")
    }

    mutating func beginArtifact() { operators("/Artifact BMC\n") }

    mutating func endTag() { operators("EMC\n") }

    mutating func beginText() { operators("BT\n") }

    mutating func endText() { operators("ET\n") }

    mutating func font(_ index: Int, size: Double) {
        operators("/F\(index) ")
        number(size)
        operators("Tf\n")
    }

    mutating func moveText(x: Double, y: Double) {
        operators("1 0 0 1 ")
        number(x)
        number(Sheet.height - y)
        operators("Tm\n")
    }

    mutating func beginGlyphs() { content.append(UInt8(ascii: "[")) }

    mutating func endGlyphs() { operators("]TJ\n") }

    /// Hexadecimal, within `<…>`.
    mutating func glyph(_ glyph: UInt32) {
        for shift in [12, 8, 4, 0] as [UInt32] {
            let digit = UInt8(glyph >> shift & 15)
            content.append(digit < 10 ? 48 + digit : 55 + digit)
        }
    }

    mutating func byte(_ byte: UInt8) { content.append(byte) }

    mutating func whole(_ value: Int) {
        if value < 0 {
            content.append(UInt8(ascii: "-"))
            return whole(-value)
        }
        if value >= 10 { whole(value / 10) }
        content.append(UInt8(48 + value % 10))
    }

    private mutating func operators(_ text: String) { content += text.utf8 }

    /// With a space after it. Hundredths of a point are finer than any printer.
    private mutating func number(_ value: Double, decimals: Int = 2) {
        let scale = decimals == 3 ? 1_000 : 100
        var scaled = Int((value * Double(scale)).rounded())
        if scaled < 0 {
            content.append(UInt8(ascii: "-"))
            scaled = -scaled
        }
        whole(scaled / scale)
        var rest = scaled % scale
        if rest > 0 {
            content.append(UInt8(ascii: "."))
            var unit = scale / 10
            while rest > 0 {
                content.append(UInt8(48 + rest / unit))
                rest %= unit
                unit /= 10
            }
        }
        content.append(UInt8(ascii: " "))
    }
}
