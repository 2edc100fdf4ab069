import Basics
import CPangoCairo

/// Writes letters as tagged A4 PDFs: Pango shapes the text and breaks its lines, the file is written here.
///
/// Keep one for each thread and use it for many letters; it is not safe to share. The same letter
/// gives the same bytes whatever was rendered before it.
///
///     let renderer = try LetterPDFRenderer()
///     let bytes = try renderer.render(LetterComposer.compose(request))
///
/// - Source: ISO 32000-1.
public final class LetterPDFRenderer {
    private let typesetter: Typesetter
    private let text = PDFText()
    private var palette = Palette(nil)

    /// - Throws: `letter.pdf` when there is no memory or no font system.
    public init() throws(Diagnostic) {
        guard let typesetter = Typesetter() else {
            throw Diagnostic(
                "letter.pdf", place: "Pango", found: "no font map",
                expected: "a font system with Lato or another sans serif",
                remedy: "install fonts-lato and fontconfig")
        }
        self.typesetter = typesetter
        text.prepare(typesetter)
    }

    /// The letter as a PDF file's bytes.
    ///
    /// - Parameter logo: the one the letter's look names; one it does not name is left out.
    /// - Throws: `letter.code` when the payment details are too long for a QR code, `letter.logo` when the letter's look names
    ///   a logo and it is not given.
    public func render(_ letter: Letter, logo: Logo? = nil) throws(Diagnostic) -> [UInt8] {
        guard letter.look?.logo == nil || letter.look?.logo == logo?.id else {
            throw Diagnostic(
                "letter.logo", place: letter.documentTitle, found: logo?.id ?? "no logo",
                expected: "the logo \(letter.look?.logo ?? "")")
        }
        let shown = letter.look?.logo == nil ? nil : logo
        typesetter.reset()
        palette = Palette(letter.look?.colour)
        text.begin(palette)
        let plan = try LetterLayout(letter, typesetter, logo: shown).plan()
        var drawing = Drawing()
        draw(plan, letter, shown, &drawing)
        return file(letter, shown, drawing)
    }

    /// Characters that would stand as empty frames in the PDF, because no font on this machine has them; each once.
    public func missingCharacters(in letter: Letter) -> [Character] {
        typesetter.reset()
        var missing: [Character] = []
        for line in letter.linesFromOutside where !Self.isUsual(line) {
            for character in text.missing(in: typesetter.piece(line, .body))
            where !missing.contains(character) && !character.isWhitespace {
                missing.append(character)
            }
        }
        return missing
    }

    /// True for text that any font of letters has: up to the last of Latin Extended-A, and the dash and ellipsis of our own.
    public static func isUsual(_ line: String) -> Bool {
        line.unicodeScalars.allSatisfy { $0.value < 0x180 || (0x2010...0x2026).contains($0.value) }
    }

    // MARK: - Pages

    private struct Drawing {
        var pages: [PDFCanvas] = [PDFCanvas()]
        var structure = PDFStructure()
        /// Content is being marked for the innermost element.
        var isMarking = false

        var canvas: PDFCanvas {
            get { pages[pages.count - 1] }
            _modify { yield &pages[pages.count - 1] }
        }

        /// Marks content as the innermost element's, where that one holds content; else as no part of the text.
        mutating func mark(_ draw: (inout PDFCanvas) -> Void) {
            guard let tag = structure.current, tag.holdsContent else {
                canvas.beginArtifact()
                draw(&canvas)
                return canvas.endTag()
            }
            if !isMarking {
                canvas.beginTag(tag.rawValue, id: structure.content())
                isMarking = true
            }
            draw(&canvas)
        }

        mutating func artifact(_ draw: (inout PDFCanvas) -> Void) {
            endMark()
            canvas.beginArtifact()
            draw(&canvas)
            canvas.endTag()
        }

        mutating func endMark() {
            if isMarking { canvas.endTag() }
            isMarking = false
        }

        mutating func newPage() {
            endMark()
            pages.append(PDFCanvas())
            structure.newPage()
        }
    }

    private func draw(
        _ plan: PagePlan, _ letter: Letter, _ logo: Logo?, _ drawing: inout Drawing
    ) {
        furniture(1, of: plan.pages, letter, &drawing)
        for mark in plan.marks {
            switch mark {
            case .text(let piece, let x, let y):
                drawing.mark { text.draw(piece, x: x, y: y, on: &$0) }
            case .fill(let x, let y, let width, let height, let ink):
                drawing.artifact { canvas in
                    canvas.setInk(palette.rgb(ink))
                    canvas.rectangle(x: x, y: y, width: width, height: height)
                    canvas.fill()
                }
            case .code(let code, let x, let y, let side):
                drawing.mark { draw(code, x: x, y: y, side: side, on: &$0) }
            case .logo(let x, let y):
                guard let logo else { continue }
                drawing.mark {
                    $0.object(
                        Self.logoName, scaleX: logo.drawing.scaleX, scaleY: logo.drawing.scaleY,
                        x: x, y: y + logo.height)
                }
            case .begin(let tag, let alternative):
                drawing.endMark()
                drawing.structure.begin(tag, alternative: alternative)
            case .end:
                drawing.endMark()
                drawing.structure.end()
            case .newPage:
                drawing.newPage()
                furniture(drawing.pages.count, of: plan.pages, letter, &drawing)
            }
        }
    }

    /// What stands on every page outside the text: foot with page number, and from the second page
    /// a head that tells which letter the sheet belongs to. Left out of the structure tree.
    private func furniture(
        _ page: Int, of pages: Int, _ letter: Letter, _ drawing: inout Drawing
    ) {
        let number = typesetter.piece(letter.pageLabel(page, of: pages), .footer)
        let room = Sheet.right - Sheet.left - number.width - 12
        let foot = typesetter.piece(
            letter.footer.joined(separator: "  ·  "), .footer, width: room, linesMaximum: 2)
        drawing.artifact { canvas in
            text.draw(number, x: Sheet.right - number.width, y: Sheet.footerTop, on: &canvas)
            text.draw(foot, x: Sheet.left, y: Sheet.footerTop, on: &canvas)
            rule(Sheet.footerRule, on: &canvas)
        }
        if page == 1 { return }
        let references = letter.references.map { "\($0.label) \($0.value)" }
        let head = typesetter.piece(
            ([letter.sender.name, letter.title] + references).joined(separator: "  ·  "), .footer,
            width: Sheet.right - Sheet.left, linesMaximum: 1)
        drawing.artifact { canvas in
            text.draw(head, x: Sheet.left, y: Sheet.continuationTop, on: &canvas)
            rule(Sheet.continuationTop + head.height + 4, on: &canvas)
        }
    }

    private func rule(_ y: Double, on canvas: inout PDFCanvas) {
        canvas.setInk(palette.rgb(.hairline))
        canvas.rectangle(x: Sheet.left, y: y, width: Sheet.right - Sheet.left, height: 0.5)
        canvas.fill()
    }

    /// One path for all modules, so that no seams show between them.
    private func draw(
        _ code: QRCode, x: Double, y: Double, side: Double, on canvas: inout PDFCanvas
    ) {
        let module = side / Double(code.size)
        canvas.setInk(palette.rgb(.text))
        for run in code.runs {
            canvas.rectangle(
                x: x + Double(run.start) * module, y: y + Double(run.row) * module,
                width: Double(run.length) * module, height: module)
        }
        canvas.fill()
    }

    // MARK: - The file

    /// What pages call the logo.
    private static let logoName = "Logo"

    private func file(_ letter: Letter, _ logo: Logo?, _ drawing: Drawing) -> [UInt8] {
        var file = PDFFile()
        let catalog = file.reserve()
        let info = file.reserve()
        let tree = file.reserve()
        let metadata = file.reserve()
        let pages = drawing.pages.map { _ in file.reserve() }
        let fonts = text.writeFonts(to: &file)
        let picture = logo.map { $0.drawing.fragment.write(to: &file) }
        let structure = drawing.structure.write(to: &file, pages: pages)
        for (index, page) in drawing.pages.enumerated() {
            let content = file.reserve()
            let objects =
                index == 0
                ? picture.map { " /XObject << /\(Self.logoName) \($0) 0 R >>" } ?? "" : ""
            file.write(
                pages[index],
                "<< /Type /Page /Parent \(tree) 0 R /MediaBox [0 0 595.28 841.89] "
                    + "/Resources << /Font << \(fonts) >>\(objects) >> /Contents \(content) 0 R "
                    + "/StructParents \(index) /Tabs /S >>")
            file.writeDeflated(content, PDFFile.deflated(page.content))
        }
        let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
        file.write(tree, "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
        // The letter's own day, never the clock: the same letter is the same bytes.
        let day = letter.sentOn.iso.filter { $0 != "-" }
        file.write(
            info,
            "<< /Title \(PDFFile.text(letter.documentTitle)) /Author \(PDFFile.text(letter.sender.name)) "
                + "/Subject \(PDFFile.text(letter.preheader)) /Creator (Purr) /Producer (Purr) "
                + "/CreationDate (D:\(day)120000Z) >>")
        file.writePlain(
            metadata, Self.metadata(letter), " /Type /Metadata /Subtype /XML")
        file.write(
            catalog,
            "<< /Type /Catalog /Pages \(tree) 0 R /Lang (\(Self.tag(letter.language))) "
                + "/ViewerPreferences << /DisplayDocTitle true >> /MarkInfo << /Marked true >> "
                + "/StructTreeRoot \(structure) 0 R /Metadata \(metadata) 0 R >>")
        file.finish(catalog: catalog, info: info)
        return file.bytes
    }

    /// - Source: BCP 47.
    private static func tag(_ language: Language) -> String {
        switch language {
        case .nb: "nb-NO"
        case .nn: "nn-NO"
        case .en: "en"
        }
    }

    /// Title, author, language and day, for those who read metadata and not the file.
    ///
    /// - Source: ISO 16684-1 (XMP).
    private static func metadata(_ letter: Letter) -> String {
        func escaped(_ text: String) -> String {
            var result = ""
            for character in text {
                switch character {
                case "&": result += "&amp;"
                case "<": result += "&lt;"
                case ">": result += "&gt;"
                default: result.append(character)
                }
            }
            return result
        }
        return """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(escaped(letter.documentTitle))</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>\(escaped(letter.sender.name))</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>\(tag(letter.language))</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>\(letter.sentOn.iso)T12:00:00Z</xmp:CreateDate><xmp:CreatorTool>Purr</xmp:CreatorTool>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """
    }
}

extension Letter {
    /// What others have written: names, addresses, and what claims are about.
    fileprivate var linesFromOutside: [String] {
        [sender.name, recipient.name, greeting] + sender.addressLines + recipient.addressLines
            + references.map(\.value) + opening.map(\.text) + table.rows.map(\.note)
            + table.rows.flatMap(\.cells) + closing.map(\.text)
    }
}

extension StructureTag {
    /// True for those that hold text or a picture themselves, and not only other elements.
    fileprivate var holdsContent: Bool {
        switch self {
        case .heading1, .heading2, .paragraph, .headCell, .cell, .figure: true
        case .document, .section, .table, .row: false
        }
    }
}
