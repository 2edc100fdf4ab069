import CHarfBuzz
import CPangoCairo

/// One face of a font as letters use it: which glyphs, how wide, what characters they stand for.
///
/// The glyphs of Western and Northern European text are made into a subset once; a letter with others gets a subset of its own,
/// so that the same letter gives the same bytes whatever was written before it.
final class PDFFace {
    /// `Lato-Regular`, as the PDF names it.
    let name: String
    /// In font units, 1 000 or 2 048 to the em.
    let unitsPerEm: Double
    /// False for fonts of pictures, which a PDF can not hold as text.
    let hasOutlines: Bool
    private let face: OpaquePointer
    private let font: OpaquePointer
    private let isCFF: Bool
    private var base: [UInt32: String] = [:]
    private var baseParts: PDFFontParts?
    private var advances: [UInt32: Int] = [:]

    init(_ face: OpaquePointer) {
        self.face = hb_face_reference(face)
        font = hb_font_create(face)
        unitsPerEm = Double(hb_face_get_upem(face))
        isCFF = Self.hasTable(face, "CFF ")
        hasOutlines = isCFF || Self.hasTable(face, "glyf")
        name = Self.name(face)
    }

    deinit {
        hb_font_destroy(font)
        hb_face_destroy(face)
    }

    /// The glyph's own width in thousandths of the em.
    func advance(_ glyph: UInt32) -> Int {
        if let known = advances[glyph] { return known }
        let units = Double(hb_font_get_glyph_h_advance(font, glyph))
        let advance = Int((units * 1_000 / unitsPerEm).rounded())
        advances[glyph] = advance
        return advance
    }

    /// What every letter may use without a subset of its own.
    func setBase(_ glyphs: [UInt32: String]) { base = glyphs }

    /// The font program and its description, for a letter that uses these glyphs.
    func parts(for used: [UInt32: String]) -> PDFFontParts {
        if used.keys.allSatisfy({ base[$0] != nil }) {
            if let baseParts { return baseParts }
            let parts = make(base)
            baseParts = parts
            return parts
        }
        return make(base.merging(used) { known, _ in known })
    }

    private func make(_ glyphs: [UInt32: String]) -> PDFFontParts {
        PDFFontParts(
            name: name, isCFF: isCFF, program: subset(glyphs), glyphs: glyphs,
            advance: { self.advance($0) }, metrics: metrics)
    }

    /// The font with these glyphs and no others, under the numbers they have.
    private func subset(_ glyphs: [UInt32: String]) -> [UInt8] {
        guard let input = hb_subset_input_create_or_fail() else { return [] }
        defer { hb_subset_input_destroy(input) }
        hb_subset_input_set_flags(
            input,
            HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NO_HINTING.rawValue
                | HB_SUBSET_FLAGS_DESUBROUTINIZE.rawValue)
        let wanted = hb_subset_input_glyph_set(input)
        for glyph in glyphs.keys { hb_set_add(wanted, glyph) }
        // Text is shaped already: what shapes it is of no use in the file.
        let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
        for table in ["GSUB", "GPOS", "GDEF", "kern", "DSIG", "name", "post", "OS/2", "cmap"] {
            hb_set_add(dropped, Self.tag(table))
        }
        guard let small = hb_subset_or_fail(face, input) else { return [] }
        defer { hb_face_destroy(small) }
        guard let blob = hb_face_reference_blob(small) else { return [] }
        defer { hb_blob_destroy(blob) }
        var length: UInt32 = 0
        guard let data = hb_blob_get_data(blob, &length) else { return [] }
        return data.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
            Array(UnsafeBufferPointer(start: $0, count: Int(length)))
        }
    }

    private var metrics: PDFFontMetrics {
        func metric(_ tag: hb_ot_metrics_tag_t, or other: Double) -> Int {
            var value: Int32 = 0
            let isKnown = hb_ot_metrics_get_position(font, tag, &value) != 0
            return Int(((isKnown ? Double(value) * 1_000 / unitsPerEm : other)).rounded())
        }
        return PDFFontMetrics(
            ascent: metric(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, or: 900),
            descent: metric(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, or: -200),
            capHeight: metric(HB_OT_METRICS_TAG_CAP_HEIGHT, or: 700))
    }

    private static func tag(_ name: String) -> hb_tag_t {
        name.utf8.reduce(0) { $0 << 8 | hb_tag_t($1) }
    }

    private static func hasTable(_ face: OpaquePointer, _ name: String) -> Bool {
        let blob = hb_face_reference_table(face, tag(name))
        defer { hb_blob_destroy(blob) }
        return hb_blob_get_length(blob) > 0
    }

    /// The name the font gives itself for such uses, letters and digits and hyphens of it.
    private static func name(_ face: OpaquePointer) -> String {
        var length: UInt32 = 64
        var buffer = [CChar](repeating: 0, count: 64)
        hb_ot_name_get_utf8(
            face, hb_ot_name_id_t(HB_OT_NAME_ID_POSTSCRIPT_NAME), nil, &length, &buffer)
        let name = buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }.filter {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
        }
        return name.isEmpty ? "Font" : String(decoding: name, as: UTF8.self)
    }
}

struct PDFFontMetrics {
    /// In thousandths of the em.
    let ascent: Int
    let descent: Int
    let capHeight: Int
}

/// A font's objects, packed and ready to be written into any number of files.
struct PDFFontParts {
    private let fontName: String
    private let isCFF: Bool
    private let program: [UInt8]
    private let programLength: Int
    private let unicode: [UInt8]
    private let widths: String
    private let metrics: PDFFontMetrics

    init(
        name: String, isCFF: Bool, program: [UInt8], glyphs: [UInt32: String],
        advance: (UInt32) -> Int, metrics: PDFFontMetrics
    ) {
        fontName = Self.subsetTag(glyphs) + "+" + name
        self.isCFF = isCFF
        self.program = PDFFile.deflated(program, level: 9)
        programLength = program.count
        self.metrics = metrics
        let sorted = glyphs.sorted { $0.key < $1.key }
        unicode = PDFFile.deflated(Array(Self.toUnicode(sorted).utf8), level: 9)
        widths = Self.widths(sorted.map { ($0.key, advance($0.key)) })
    }

    /// Writes the font's objects.
    ///
    /// - Returns: the number pages refer to.
    func write(to file: inout PDFFile) -> Int {
        let font = file.reserve()
        let descendant = file.reserve()
        let descriptor = file.reserve()
        let data = file.reserve()
        let map = file.reserve()
        file.write(
            font,
            "<< /Type /Font /Subtype /Type0 /BaseFont /\(fontName) /Encoding /Identity-H "
                + "/DescendantFonts [\(descendant) 0 R] /ToUnicode \(map) 0 R >>")
        let kind =
            isCFF ? "/Subtype /CIDFontType0" : "/Subtype /CIDFontType2 /CIDToGIDMap /Identity"
        file.write(
            descendant,
            "<< /Type /Font \(kind) /BaseFont /\(fontName) /CIDSystemInfo << /Registry (Adobe) "
                + "/Ordering (Identity) /Supplement 0 >> /FontDescriptor \(descriptor) 0 R /DW 0 "
                + "/W \(widths) >>")
        file.write(
            descriptor,
            "<< /Type /FontDescriptor /FontName /\(fontName) /Flags 4 "
                + "/FontBBox [-500 \(metrics.descent - 100) 1500 \(metrics.ascent + 100)] /ItalicAngle 0 "
                + "/Ascent \(metrics.ascent) /Descent \(metrics.descent) /CapHeight \(metrics.capHeight) "
                + "/StemV 80 /FontFile\(isCFF ? "3" : "2") \(data) 0 R >>")
        file.writeDeflated(
            data, program, isCFF ? " /Subtype /OpenType" : " /Length1 \(programLength)")
        file.writeDeflated(map, unicode)
        return font
    }

    /// Six letters that tell subsets of one font apart (ISO 32000-1, 9.6.4).
    private static func subsetTag(_ glyphs: [UInt32: String]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for glyph in glyphs.keys.sorted() { hash = (hash ^ UInt64(glyph)) &* 0x100_0000_01B3 }
        var tag = ""
        for _ in 0..<6 {
            tag.unicodeScalars.append(Unicode.Scalar(UInt8(65 + hash % 26)))
            hash /= 26
        }
        return tag
    }

    /// `[36 [650 640] 70 [500]]`: each run of neighbouring glyphs with its widths.
    private static func widths(_ glyphs: [(glyph: UInt32, width: Int)]) -> String {
        var text = "["
        var next: UInt32?
        for (glyph, width) in glyphs {
            if glyph != next {
                if next != nil { text += "] " }
                text += "\(glyph) ["
            } else {
                text += " "
            }
            text += String(width)
            next = glyph + 1
        }
        return text + (next == nil ? "]" : "]]")
    }

    /// What each glyph is read out and copied as.
    ///
    /// - Source: ISO 32000-1, 9.10.3.
    private static func toUnicode(_ glyphs: [(key: UInt32, value: String)]) -> String {
        var map = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """
        var rest = glyphs.filter { !$0.value.isEmpty }[...]
        while !rest.isEmpty {
            let part = rest.prefix(100)
            rest = rest.dropFirst(100)
            map += "\(part.count) beginbfchar\n"
            for (glyph, text) in part {
                let units = text.utf16.map { hex(UInt32($0)) }.joined()
                map += "<\(hex(glyph))> <\(units)>\n"
            }
            map += "endbfchar\n"
        }
        return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    }

    private static func hex(_ value: UInt32) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text
    }
}
