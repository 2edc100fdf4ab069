/// What a letter's pages hold, in drawing and reading order: a letter is planned as marks first, so
/// that the number of pages is known when the first is drawn.
enum PageMark {
    case text(TextPiece, x: Double, y: Double)
    case fill(x: Double, y: Double, width: Double, height: Double, Ink)
    case code(QRCode, x: Double, y: Double, side: Double)
    /// The company's logo, from its upper left corner.
    case logo(x: Double, y: Double)
    /// A structure element begins: what a screen reader is told the marks within are, and for a figure what it shows.
    case begin(StructureTag, alternative: String)
    case end(StructureTag)
    case newPage
}

/// The structure elements used (PDF 32000-1, 14.8.4).
enum StructureTag: String {
    case document = "Document"
    case section = "Sect"
    case heading1 = "H1"
    case heading2 = "H2"
    case paragraph = "P"
    case table = "Table"
    case row = "TR"
    case headCell = "TH"
    case cell = "TD"
    case figure = "Figure"
}

/// Lays out marks from the top down and turns the page when the next ones do not fit.
struct PagePlan {
    private(set) var marks: [PageMark] = []
    private(set) var pages = 1
    /// Where the next mark goes, in points from the top of the page.
    var y: Double

    init(top: Double) {
        y = top
        marks.reserveCapacity(256)
    }

    /// True when this many points fit above the foot of the page.
    func fits(_ height: Double) -> Bool { y + height <= Sheet.contentBottom }

    mutating func newPage() {
        marks.append(.newPage)
        pages += 1
        y = Sheet.continuationContentTop
    }

    /// Turns the page unless this many points fit.
    mutating func need(_ height: Double) {
        if !fits(height), y > Sheet.continuationContentTop { newPage() }
    }

    mutating func text(_ piece: TextPiece, x: Double, y: Double) {
        marks.append(.text(piece, x: x, y: y))
    }

    /// The piece with its right edge at `right`.
    mutating func text(_ piece: TextPiece, right: Double, y: Double) {
        marks.append(.text(piece, x: right - piece.width, y: y))
    }

    mutating func fill(x: Double, y: Double, width: Double, height: Double, _ ink: Ink) {
        marks.append(.fill(x: x, y: y, width: width, height: height, ink))
    }

    /// A horizontal line across the text, drawn as a filled strip so that it is sharp everywhere.
    mutating func rule(y: Double, thickness: Double, _ ink: Ink) {
        fill(
            x: Sheet.left, y: y - thickness / 2, width: Sheet.right - Sheet.left,
            height: thickness, ink)
    }

    mutating func logo(x: Double, y: Double) { marks.append(.logo(x: x, y: y)) }

    mutating func code(_ code: QRCode, x: Double, y: Double, side: Double) {
        marks.append(.code(code, x: x, y: y, side: side))
    }

    /// What `body` marks becomes one structure element.
    ///
    /// - Parameter alternative: what a figure is to those who do not see it.
    mutating func tagged(
        _ tag: StructureTag, alternative: String = "", _ body: (inout PagePlan) -> Void
    ) {
        marks.append(.begin(tag, alternative: alternative))
        body(&self)
        marks.append(.end(tag))
    }
}
