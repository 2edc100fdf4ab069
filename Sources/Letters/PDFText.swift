import CHarfBuzz
import CPangoCairo

/// The faces a letter is set in, and how its shaped text becomes page content.
final class PDFText {
    private struct Sized {
        let face: PDFFace
        let size: Double
    }

    /// By Pango's font; each holds a reference, so that no other font gets its address.
    private var fonts: [OpaquePointer: Sized] = [:]
    private var faces: [OpaquePointer: PDFFace] = [:]
    /// This letter's faces in the order of their first use, with the glyphs it needs of each.
    private var used: [(face: PDFFace, glyphs: [UInt32: String])] = []
    private var palette = Palette(nil)

    private static let emptyGlyph: UInt32 = 0x0FFF_FFFF
    private static let unknownFlag: UInt32 = 0x1000_0000

    deinit {
        for font in fonts.keys { g_object_unref(UnsafeMutableRawPointer(font)) }
    }

    /// Letters, figures and signs of Western and Northern European text; others cost a letter a subset of its own.
    private static let repertoire: String = {
        let ascii = (0x21...0x7E).compactMap(Unicode.Scalar.init)
        let latin = (0xA1...0xFF).compactMap(Unicode.Scalar.init).filter { $0.value != 0xAD }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: ascii + latin)
        return " " + String(text) + "–—‘’“”„•…−€ŠšŽžČčĐđŊŋŦŧ"
    }()

    /// Makes the glyphs of the usual repertoire known for the letters' two faces.
    func prepare(_ typesetter: Typesetter) {
        typesetter.reset()
        for style in [TextStyle.body, .strong] {
            begin()
            let piece = typesetter.piece(Self.repertoire, style)
            eachRun(of: piece.layout) { run in _ = collect(run) }
            for (face, glyphs) in used { face.setBase(glyphs) }
        }
        begin()
    }

    /// Forgets the last letter's fonts and colours.
    func begin(_ palette: Palette = Palette(nil)) {
        used.removeAll(keepingCapacity: true)
        self.palette = palette
    }

    /// Writes the fonts of this letter.
    ///
    /// - Returns: the entries of the pages' font dictionary.
    func writeFonts(to file: inout PDFFile) -> String {
        used.enumerated().map { index, font in
            "/F\(index) \(font.face.parts(for: font.glyphs).write(to: &file)) 0 R"
        }.joined(separator: " ")
    }

    // MARK: - Drawing

    /// Draws a piece with its upper left corner at a point.
    func draw(_ piece: TextPiece, x: Double, y: Double, on canvas: inout PDFCanvas) {
        canvas.setInk(palette.rgb(piece.ink))
        var boxes: [(x: Double, y: Double, width: Double, height: Double)] = []
        canvas.beginText()
        eachRun(of: piece.layout) { run in
            guard let font = collect(run) else { return }
            let scale = Double(PANGO_SCALE)
            let left = x + Double(run.x) / scale
            let baseline = y + Double(run.baseline) / scale
            let size = fonts[run.font]?.size ?? 10
            canvas.font(font, size: size)
            show(run, used[font].face, size: size, x: left, baseline: baseline, on: &canvas) {
                boxes.append(($0, baseline - size * 0.7, $1, size * 0.7))
            }
        }
        canvas.endText()
        // A character no font has: an empty frame, so that its reader sees that something is missing.
        for box in boxes {
            canvas.rectangle(x: box.x + 0.5, y: box.y, width: max(1, box.width - 1), height: 0.4)
            canvas.rectangle(
                x: box.x + 0.5, y: box.y + box.height - 0.4, width: max(1, box.width - 1),
                height: 0.4)
            canvas.rectangle(x: box.x + 0.5, y: box.y, width: 0.4, height: box.height)
            canvas.rectangle(
                x: box.x + box.width - 0.9, y: box.y, width: 0.4, height: box.height)
            canvas.fill()
        }
    }

    private func show(
        _ run: Run, _ face: PDFFace, size: Double, x: Double, baseline: Double,
        on canvas: inout PDFCanvas, missing: (Double, Double) -> Void
    ) {
        let scale = Double(PANGO_SCALE)
        canvas.moveText(x: x, y: baseline)
        canvas.beginGlyphs()
        // Where Pango wants the glyph and where the PDF's own pen stands, in thousandths of the size.
        var wanted = 0.0
        var pen = 0.0
        var isOpen = false
        for index in 0..<run.count {
            let info = run.glyphs[index]
            let glyph = info.glyph
            let advance = Double(info.geometry.width) / scale / size * 1_000
            if glyph == Self.emptyGlyph {
                wanted += advance
                continue
            }
            if glyph & Self.unknownFlag != 0 || !face.hasOutlines {
                missing(x + wanted * size / 1_000, advance * size / 1_000)
                wanted += advance
                continue
            }
            let target = wanted + Double(info.geometry.x_offset) / scale / size * 1_000
            let shift = Int((pen - target).rounded())
            if shift != 0 {
                if isOpen { canvas.byte(UInt8(ascii: ">")) }
                canvas.whole(shift)
                isOpen = false
                pen -= Double(shift)
            }
            if !isOpen { canvas.byte(UInt8(ascii: "<")) }
            isOpen = true
            canvas.glyph(glyph)
            pen += Double(face.advance(glyph))
            wanted += advance
        }
        if isOpen { canvas.byte(UInt8(ascii: ">")) }
        canvas.endGlyphs()
    }

    /// The characters of a piece that no font here has as outlines, in reading order.
    func missing(in piece: TextPiece) -> [Character] {
        var missing: [Character] = []
        eachRun(of: piece.layout) { run in
            let isDrawn = face(of: run.font)?.hasOutlines ?? false
            for index in 0..<run.count {
                let glyph = run.glyphs[index].glyph
                guard glyph != Self.emptyGlyph, glyph & Self.unknownFlag != 0 || !isDrawn else {
                    continue
                }
                missing += characters(of: index, in: run)
            }
        }
        return missing
    }

    // MARK: - Runs

    private struct Run {
        let font: OpaquePointer
        let glyphs: UnsafeMutablePointer<PangoGlyphInfo>
        let clusters: UnsafeMutablePointer<Int32>
        let count: Int
        /// The run's characters.
        let text: UnsafeBufferPointer<UInt8>
        /// In Pango's units, from the piece's upper left corner.
        let x: Int32
        let baseline: Int32
    }

    private func eachRun(of layout: OpaquePointer, _ body: (Run) -> Void) {
        guard let iterator = pango_layout_get_iter(layout), let text = pango_layout_get_text(layout)
        else { return }
        defer { pango_layout_iter_free(iterator) }
        repeat {
            guard let run = pango_layout_iter_get_run_readonly(iterator),
                let item = run.pointee.item, let shaped = run.pointee.glyphs,
                let font = item.pointee.analysis.font
            else { continue }
            var extents = PangoRectangle()
            pango_layout_iter_get_run_extents(iterator, nil, &extents)
            let start = UnsafeRawPointer(text).advanced(by: Int(item.pointee.offset))
            body(
                Run(
                    font: OpaquePointer(font), glyphs: shaped.pointee.glyphs,
                    clusters: shaped.pointee.log_clusters, count: Int(shaped.pointee.num_glyphs),
                    text: UnsafeBufferPointer(
                        start: start.assumingMemoryBound(to: UInt8.self),
                        count: Int(item.pointee.length)), x: extents.x,
                    baseline: pango_layout_iter_get_baseline(iterator)))
        } while pango_layout_iter_next_run(iterator) != 0
    }

    /// Notes the glyphs of a run, with the characters each stands for.
    ///
    /// - Returns: the face's place among this letter's; nil for a font without a face.
    private func collect(_ run: Run) -> Int? {
        guard let face = face(of: run.font) else { return nil }
        let place: Int
        if let known = used.firstIndex(where: { $0.face === face }) {
            place = known
        } else {
            used.append((face, [:]))
            place = used.count - 1
        }
        for index in 0..<run.count {
            let glyph = run.glyphs[index].glyph
            if glyph == Self.emptyGlyph || glyph & Self.unknownFlag != 0 { continue }
            if used[place].glyphs[glyph] != nil { continue }
            used[place].glyphs[glyph] = characters(of: index, in: run)
        }
        return place
    }

    /// The first glyph of a cluster stands for all its characters, the others for none.
    private func characters(of index: Int, in run: Run) -> String {
        let start = run.clusters[index]
        if index > 0, run.clusters[index - 1] == start { return "" }
        var end = Int32(run.text.count)
        for other in 0..<run.count where run.clusters[other] > start {
            end = min(end, run.clusters[other])
        }
        guard start >= 0, start < end else { return "" }
        return String(decoding: run.text[Int(start)..<Int(end)], as: UTF8.self)
    }

    private func face(of font: OpaquePointer) -> PDFFace? {
        if let known = fonts[font] { return known.face }
        let pango = UnsafeMutablePointer<PangoFont>(font)
        guard let shaped = pango_font_get_hb_font(pango),
            let hbFace = hb_font_get_face(shaped),
            let description = pango_font_describe_with_absolute_size(pango)
        else { return nil }
        defer { pango_font_description_free(description) }
        let face = faces[hbFace] ?? PDFFace(hbFace)
        faces[hbFace] = face
        let size = Double(pango_font_description_get_size(description)) / Double(PANGO_SCALE)
        g_object_ref(UnsafeMutableRawPointer(font))
        fonts[font] = Sized(face: face, size: size)
        return face
    }
}
