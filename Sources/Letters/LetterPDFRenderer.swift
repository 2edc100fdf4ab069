import Basics
import CPangoCairo

/// Writes letters as tagged A4 PDFs: Pango shapes the text, Cairo writes the file.
///
/// Keep one for each thread and use it for many letters; it is not safe to share. The same letter
/// gives the same bytes whatever was rendered before it.
///
///     let renderer = try LetterPDFRenderer()
///     let bytes = try renderer.render(LetterComposer.compose(request))
public final class LetterPDFRenderer {
    private let typesetter: Typesetter

    /// - Throws: `letter.pdf` when there is no memory or no font system.
    public init() throws(Diagnostic) {
        guard let typesetter = Typesetter() else {
            throw Diagnostic(
                "letter.pdf", place: "Pango", found: "no font map",
                expected: "a font system with Lato or another sans serif",
                remedy: "install fonts-lato and fontconfig")
        }
        self.typesetter = typesetter
    }

    /// The letter as a PDF file's bytes.
    ///
    /// - Throws: `letter.pdf` with Cairo's own reason; `letter.code` when the payment details are
    ///   too long for a QR code.
    public func render(_ letter: Letter) throws(Diagnostic) -> [UInt8] {
        typesetter.reset()
        let plan = try LetterLayout(letter, typesetter).plan()
        let sink = ByteSink()
        let surface = cairo_pdf_surface_create_for_stream(
            ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), Sheet.width, Sheet.height)
        defer { cairo_surface_destroy(surface) }
        describe(letter, on: surface)
        let cairo = cairo_create(surface)
        defer { cairo_destroy(cairo) }
        draw(plan, letter, on: cairo)
        let drawn = cairo_status(cairo)
        cairo_surface_finish(surface)
        for status in [drawn, cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
            throw Diagnostic(
                "letter.pdf", place: "Cairo",
                found: String(cString: cairo_status_to_string(status)),
                expected: "a finished PDF")
        }
        let language =
            switch letter.language {
            case .nb: "nb-NO"
            case .nn: "nn-NO"
            case .en: "en"
            }
        return PDFCatalog.addLanguage(language, to: sink.bytes)
    }

    private func describe(_ letter: Letter, on surface: OpaquePointer?) {
        let entries: [(cairo_pdf_metadata_t, String)] = [
            (CAIRO_PDF_METADATA_TITLE, letter.documentTitle),
            (CAIRO_PDF_METADATA_AUTHOR, letter.sender.name),
            (CAIRO_PDF_METADATA_SUBJECT, letter.preheader),
            (CAIRO_PDF_METADATA_CREATOR, "Purr"),
            // The letter's own day, never the clock: the same letter is the same bytes.
            (CAIRO_PDF_METADATA_CREATE_DATE, "\(letter.sentOn.iso)T12:00:00Z"),
        ]
        for (key, value) in entries { cairo_pdf_surface_set_metadata(surface, key, value) }
    }

    private func draw(_ plan: PagePlan, _ letter: Letter, on cairo: OpaquePointer?) {
        var page = 1
        furniture(page, of: plan.pages, letter, on: cairo)
        for mark in plan.marks {
            switch mark {
            case .text(let piece, let x, let y): draw(piece, x: x, y: y, on: cairo)
            case .fill(let x, let y, let width, let height, let ink):
                cairo_rectangle(cairo, x, y, width, height)
                fill(ink, on: cairo)
            case .code(let code, let x, let y, let side):
                draw(code, x: x, y: y, side: side, on: cairo)
            case .begin(let tag): cairo_tag_begin(cairo, tag.rawValue, "")
            case .end(let tag): cairo_tag_end(cairo, tag.rawValue)
            case .newPage:
                cairo_show_page(cairo)
                page += 1
                furniture(page, of: plan.pages, letter, on: cairo)
            }
        }
        cairo_show_page(cairo)
    }

    /// What stands on every page outside the text: foot with page number, and from the second page
    /// a head that tells which letter the sheet belongs to. Left out of the structure tree.
    private func furniture(_ page: Int, of pages: Int, _ letter: Letter, on cairo: OpaquePointer?) {
        let number = typesetter.piece(letter.pageLabel(page, of: pages), .footer)
        draw(number, x: Sheet.right - number.width, y: Sheet.footerTop, on: cairo)
        let room = Sheet.right - Sheet.left - number.width - 12
        let foot = typesetter.piece(
            letter.footer.joined(separator: "  ·  "), .footer, width: room, linesMaximum: 1)
        draw(foot, x: Sheet.left, y: Sheet.footerTop, on: cairo)
        cairo_rectangle(cairo, Sheet.left, Sheet.footerRule, Sheet.right - Sheet.left, 0.5)
        fill(.hairline, on: cairo)
        if page == 1 { return }
        let references = letter.references.map { "\($0.label) \($0.value)" }
        let head = typesetter.piece(
            ([letter.sender.name, letter.title] + references).joined(separator: "  ·  "), .footer,
            width: Sheet.right - Sheet.left, linesMaximum: 1)
        draw(head, x: Sheet.left, y: Sheet.continuationTop, on: cairo)
        let rule = Sheet.continuationTop + head.height + 4
        cairo_rectangle(cairo, Sheet.left, rule, Sheet.right - Sheet.left, 0.5)
        fill(.hairline, on: cairo)
    }

    private func draw(_ piece: TextPiece, x: Double, y: Double, on cairo: OpaquePointer?) {
        let (red, green, blue) = piece.ink.rgb
        cairo_set_source_rgb(cairo, red, green, blue)
        cairo_move_to(cairo, x, y)
        pango_cairo_show_layout(cairo, piece.layout)
    }

    /// One path for all modules, so that no seams show between them.
    private func draw(
        _ code: QRCode, x: Double, y: Double, side: Double, on cairo: OpaquePointer?
    ) {
        let module = side / Double(code.size)
        for run in code.runs {
            cairo_rectangle(
                cairo, x + Double(run.start) * module, y + Double(run.row) * module,
                Double(run.length) * module, module)
        }
        fill(.text, on: cairo)
    }

    private func fill(_ ink: Ink, on cairo: OpaquePointer?) {
        let (red, green, blue) = ink.rgb
        cairo_set_source_rgb(cairo, red, green, blue)
        cairo_fill(cairo)
    }
}

/// Collects what Cairo writes.
private final class ByteSink {
    var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(48_000) }

    static let write: cairo_write_func_t = { sink, data, length in
        guard let sink, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let bytes = UnsafeBufferPointer(start: data, count: Int(length))
        Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().bytes.append(contentsOf: bytes)
        return CAIRO_STATUS_SUCCESS
    }
}
