import Basics
import CPangoCairo

/// Millimetres on paper as PDF points.
func millimetres(_ length: Double) -> Double { length * 72 / 25.4 }

/// Where things stand on the A4 sheet, in points from its upper left corner.
///
/// The recipient stands where the left window of a Norwegian C5 or E65 envelope shows it, and
/// nothing that tells what the letter is about comes near the window (god inkassoskikk).
enum Sheet {
    static let width = millimetres(210)
    static let height = millimetres(297)
    static let left = millimetres(20)
    static let right = millimetres(190)
    /// Longer lines than this are hard to follow.
    static let paragraphWidth = millimetres(162)
    /// A last line shorter than this looks left behind.
    static let lastLineMinimum = millimetres(24)
    static let letterheadTop = millimetres(15)
    static let logoTop = millimetres(15)
    static let sideColumn = millimetres(128)
    static let returnAddressBottom = millimetres(46.8)
    static let recipientTop = millimetres(48.5)
    static let windowWidth = millimetres(88)
    static let titleTop = millimetres(87)
    static let continuationTop = millimetres(15)
    static let continuationContentTop = millimetres(30)
    static let contentBottom = millimetres(276)
    static let footerRule = millimetres(280)
    static let footerTop = millimetres(281.8)
}

/// The few colours there are; dark enough to survive a grey printer.
enum Ink {
    case text, quiet, hairline, white
    /// The accent as text, as lines and surfaces, and thinly behind text.
    case accent, brand, tint
}

/// What the inks are in one letter.
struct Palette {
    private let accent: (Double, Double, Double)
    private let brand: (Double, Double, Double)
    private let tint: (Double, Double, Double)

    /// - Parameter colour: the company's own; nil for Purr's.
    ///
    /// As text it is darkened until it can be read, also where it stands on its own tint. Lines and surfaces have it as it is.
    init(_ colour: Colour?) {
        guard let colour else {
            accent = (0.04, 0.33, 0.39)
            brand = accent
            tint = (0.95, 0.965, 0.97)
            return
        }
        accent = Palette.shares(LetterLook.textColour(of: colour))
        brand = Palette.shares(colour)
        tint = Palette.shares(LetterLook.tint(of: colour))
    }

    func rgb(_ ink: Ink) -> (Double, Double, Double) {
        switch ink {
        case .text: (0.11, 0.14, 0.16)
        case .quiet: (0.36, 0.40, 0.43)
        case .hairline: (0.80, 0.84, 0.86)
        case .white: (1, 1, 1)
        case .accent: accent
        case .brand: brand
        case .tint: tint
        }
    }

    private static func shares(_ colour: Colour) -> (Double, Double, Double) {
        (Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255)
    }
}

/// The kinds of text in a letter: two faces, few sizes.
enum TextStyle: Int, CaseIterable {
    case letterhead, letterheadSmall, detail, detailStrong, returnAddress, address, title, body,
        strong
    case head, cell, cellStrong, note, boxHeading, boxLabel, boxValue, footer
    /// Smaller tables, for many or long columns.
    case cellMedium, cellStrongMedium, headMedium
    case cellSmall, cellStrongSmall, headSmall, noteSmall

    var size: Double {
        switch self {
        case .letterhead: 15
        case .letterheadSmall: 11.5
        case .detail, .detailStrong, .boxLabel, .note: 8.5
        case .returnAddress: 6.5
        case .address: 10.5
        case .title: 21
        case .body, .strong: 10
        case .head: 8.5
        case .cell, .cellStrong: 9.5
        case .boxHeading: 11.5
        case .boxValue: 11.5
        case .footer: 7.5
        case .cellMedium, .cellStrongMedium: 8.5
        case .cellSmall, .cellStrongSmall, .headMedium, .noteSmall: 7.5
        case .headSmall: 7
        }
    }

    var isBold: Bool {
        switch self {
        case .letterhead, .letterheadSmall, .title, .strong, .cellStrong, .boxHeading, .boxValue,
            .cellStrongMedium,
            .cellStrongSmall, .detailStrong:
            true
        case .detail, .returnAddress, .address, .body, .head, .cell, .note, .boxLabel, .footer,
            .cellMedium, .headMedium, .cellSmall, .headSmall, .noteSmall:
            false
        }
    }

    var ink: Ink {
        switch self {
        case .letterhead, .letterheadSmall, .title, .boxHeading: .accent
        case .detail, .returnAddress, .head, .headMedium, .headSmall, .note, .noteSmall, .boxLabel,
            .footer:
            .quiet
        case .address, .body, .strong, .cell, .cellStrong, .boxValue, .cellMedium,
            .cellStrongMedium, .cellSmall, .cellStrongSmall, .detailStrong:
            .text
        }
    }

    /// Distance between lines as a factor of the font's own.
    var lineSpacing: Float {
        switch self {
        case .body, .strong: 1.16
        case .detail, .detailStrong, .note, .noteSmall: 1.08
        case .letterhead, .letterheadSmall, .returnAddress, .address, .title, .head, .cell,
            .cellStrong, .boxHeading,
            .boxLabel, .boxValue, .footer, .cellMedium, .cellStrongMedium, .headMedium,
            .cellSmall, .cellStrongSmall, .headSmall:
            1
        }
    }
}

/// Text that has been shaped and measured, ready to be drawn.
struct TextPiece {
    let layout: OpaquePointer
    /// In points.
    let width: Double
    let height: Double
    let ink: Ink

    /// True when there was no room for all of it.
    var isCut: Bool { pango_layout_is_ellipsized(layout) != 0 }

    /// How many lines it has.
    var lines: Int { Int(pango_layout_get_line_count(layout)) }

    /// How wide the last line is, in points.
    var lastLineWidth: Double {
        guard let line = pango_layout_get_line_readonly(layout, Int32(lines - 1)) else { return 0 }
        var box = PangoRectangle()
        pango_layout_line_get_extents(line, nil, &box)
        return Double(box.width) / Double(PANGO_SCALE)
    }
}

/// Shapes text with one font map of its own, and keeps layouts and fonts from letter to letter:
/// making them anew costs more than the text.
final class Typesetter {
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer
    private let fonts: [OpaquePointer]
    /// Figures of one width, and no ligatures: in a PDF they cost a font subset more and are often
    /// copied wrongly.
    private let figures: OpaquePointer
    private var layouts: [OpaquePointer] = []
    private var used = 0

    init?() {
        guard let map = pango_cairo_font_map_new() else { return nil }
        pango_cairo_font_map_set_resolution(OpaquePointer(map), 72)
        guard let context = pango_font_map_create_context(map) else {
            g_object_unref(UnsafeMutableRawPointer(map))
            return nil
        }
        fontMap = map
        self.context = context
        // Without hinting the lines break alike at every size and on every machine.
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        fonts = TextStyle.allCases.map(Typesetter.font)
        figures = pango_attr_list_new()
        pango_attr_list_insert(figures, pango_attr_font_features_new("tnum=1,liga=0"))
    }

    deinit {
        for layout in layouts { g_object_unref(UnsafeMutableRawPointer(layout)) }
        for font in fonts { pango_font_description_free(font) }
        pango_attr_list_unref(figures)
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(UnsafeMutableRawPointer(fontMap))
    }

    /// Takes back every piece; those handed out before must not be drawn any more.
    func reset() { used = 0 }

    /// Text on as many lines as the width asks for, or one line when it is nil; beyond
    /// `linesMaximum` it ends in an ellipsis.
    func piece(
        _ text: String, _ style: TextStyle, width: Double? = nil, linesMaximum: Int? = nil
    ) -> TextPiece {
        let layout = nextLayout()
        pango_layout_set_font_description(layout, fonts[style.rawValue])
        pango_layout_set_line_spacing(layout, style.lineSpacing)
        pango_layout_set_width(layout, width.map { Int32($0 * Double(PANGO_SCALE)) } ?? -1)
        if let linesMaximum {
            pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
            pango_layout_set_height(layout, Int32(-linesMaximum))
        } else {
            pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE)
        }
        setText(text, mayWrap: width != nil, on: layout)
        var wide: Int32 = 0
        var high: Int32 = 0
        pango_layout_get_size(layout, &wide, &high)
        let scale = Double(PANGO_SCALE)
        return TextPiece(
            layout: layout, width: Double(wide) / scale, height: Double(high) / scale,
            ink: style.ink)
    }

    /// A paragraph of running text; where its last line would hold hardly a word, the lines become a little longer, or
    /// shorter, so that the last has company.
    func paragraph(_ text: String, _ style: TextStyle) -> TextPiece {
        let piece = piece(text, style, width: Sheet.paragraphWidth)
        guard piece.lines > 1, piece.lastLineWidth < Sheet.lastLineMinimum else { return piece }
        let longer = self.piece(text, style, width: Sheet.right - Sheet.left)
        if longer.lines < piece.lines { return longer }
        for share in [0.94, 0.88] {
            let shorter = self.piece(text, style, width: Sheet.paragraphWidth * share)
            if shorter.lines == piece.lines, shorter.lastLineWidth >= Sheet.lastLineMinimum {
                return shorter
            }
        }
        return piece
    }

    /// Hard spaces become ordinary ones that may not be broken at.
    ///
    /// Fonts draw both with one glyph, and a PDF maps each glyph to one character. Which of them
    /// came first would then decide how every space is read out and copied.
    private func setText(_ text: String, mayWrap: Bool, on layout: OpaquePointer) {
        var bytes = Array(text.utf8)
        var groups: [Range<Int>] = []
        var group = 0
        var isHard = false
        var length = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 {
                bytes[length] = UInt8(ascii: " ")
                isHard = true
                index += 1
            } else {
                bytes[length] = byte
                if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
                    if isHard { groups.append(group..<length) }
                    isHard = false
                    group = length + 1
                }
            }
            length += 1
            index += 1
        }
        if isHard { groups.append(group..<length) }
        bytes.withUnsafeBytes { buffer in
            let characters = buffer.assumingMemoryBound(to: CChar.self)
            pango_layout_set_text(layout, characters.baseAddress, Int32(length))
        }
        if groups.isEmpty || !mayWrap {
            pango_layout_set_attributes(layout, figures)
            return
        }
        let attributes = pango_attr_list_copy(figures)
        for range in groups {
            let unbroken = pango_attr_allow_breaks_new(0)
            unbroken?.pointee.start_index = UInt32(range.lowerBound)
            unbroken?.pointee.end_index = UInt32(range.upperBound)
            pango_attr_list_insert(attributes, unbroken)
        }
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
    }

    private func nextLayout() -> OpaquePointer {
        if used == layouts.count {
            let layout: OpaquePointer = pango_layout_new(context)
            pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
            // A name in Arabic stands to the left too, where the envelope's window is.
            pango_layout_set_auto_dir(layout, 0)
            layouts.append(layout)
        }
        defer { used += 1 }
        return layouts[used]
    }

    private static func font(_ style: TextStyle) -> OpaquePointer {
        let font: OpaquePointer = pango_font_description_new()
        pango_font_description_set_family(font, "Lato, sans-serif")
        pango_font_description_set_weight(
            font, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        return font
    }
}
