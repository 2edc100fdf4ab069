import Basics
import CPangoCairo
import CRSVG

/// A logo made of pixels.
struct PNGLogo: LogoSource {
    private let image: PixelImage
    private let visible: PixelRectangle

    var width: Double { Double(visible.width) }
    var height: Double { Double(visible.height) }
    var isPixels: Bool { true }

    /// - Throws: `logo.pixels`, `logo.damaged`, `logo.empty`.
    init(_ bytes: [UInt8]) throws(Diagnostic) {
        // Told before anything is unpacked: a small file can hold an enormous picture.
        let size = [16, 20].map { start in
            bytes.count < 24 ? 0 : bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard size.allSatisfy({ (0...Logo.pixelsMaximum).contains($0) }) else {
            throw PixelImage.tooLarge(size[0], size[1])
        }
        image = try PixelImage(png: bytes)
        guard let visible = image.visible else { throw Logo.empty }
        self.visible = visible
    }

    func drawing(width: Double, height: Double) throws(Diagnostic) -> LogoDrawing {
        try LogoDrawing(picture: self, width: width, height: height)
    }

    func pixels(width: Int, height: Int) throws(Diagnostic) -> PixelImage {
        try image.scaled(visible, width: width, height: height)
    }
}

/// A logo drawn with lines and surfaces.
struct SVGLogo: LogoSource {
    private let handle: SVGHandle
    /// Where the document is drawn, and what is to be seen of it, in the same units.
    private let page: RsvgRectangle
    private let visible: RsvgRectangle

    var width: Double { visible.width }
    var height: Double { visible.height }
    var isPixels: Bool { false }

    /// Units of the drawing to a point: what can only be drawn as pixels, such as shadows, gets 720 of them an inch.
    private static let units = 10.0

    /// - Throws: `logo.damaged`, `logo.size`, `logo.empty`, and those of ``SVGCheck``.
    init(_ bytes: [UInt8]) throws(Diagnostic) {
        try SVGCheck.check(bytes)
        handle = try SVGHandle(bytes)
        page = try handle.page()
        visible = try handle.visible(on: page)
    }

    func drawing(width: Double, height: Double) throws(Diagnostic) -> LogoDrawing {
        let columns = (width * Self.units * 10).rounded(.up) / 10
        let rows = (height * Self.units * 10).rounded(.up) / 10
        var pdf: [UInt8] = []
        let isDrawn = withUnsafeMutablePointer(to: &pdf) { pdf in
            guard
                let surface: OpaquePointer = cairo_pdf_surface_create_for_stream(
                    appendBytes, pdf, columns, rows)
            else { return false }
            defer { cairo_surface_destroy(surface) }
            cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
            cairo_surface_set_fallback_resolution(surface, 72, 72)
            let isDrawn = draw(on: surface, width: width * Self.units, height: height * Self.units)
            cairo_surface_finish(surface)
            return isDrawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        }
        guard isDrawn else { throw SVGHandle.damaged }
        guard let fragment = PDFPageReader.fragment(pdf),
            fragment.byteCount <= Logo.drawingBytesMaximum
        else { return try LogoDrawing(picture: self, width: width, height: height) }
        return LogoDrawing(fragment: fragment, scaleX: 1 / Self.units, scaleY: 1 / Self.units)
    }

    func pixels(width: Int, height: Int) throws(Diagnostic) -> PixelImage {
        let image = try PixelImage(width: width, height: height)
        guard draw(on: image.surface, width: Double(width), height: Double(height)) else {
            throw SVGHandle.damaged
        }
        return image
    }

    /// What is to be seen, over the whole surface.
    private func draw(on surface: OpaquePointer, width: Double, height: Double) -> Bool {
        guard let context: OpaquePointer = cairo_create(surface) else { return false }
        defer { cairo_destroy(context) }
        let (across, down) = (width / visible.width, height / visible.height)
        cairo_scale(context, across, down)
        cairo_translate(context, -visible.x, -visible.y)
        return handle.draw(on: context, page)
    }
}

/// A drawing that librsvg holds.
///
/// It is given bytes and no address, so that nothing in them can make it fetch a file.
private final class SVGHandle {
    private let handle: UnsafeMutablePointer<RsvgHandle>

    init(_ bytes: [UInt8]) throws(Diagnostic) {
        guard let handle = rsvg_handle_new_from_data(bytes, gsize(bytes.count), nil) else {
            throw SVGHandle.damaged
        }
        self.handle = handle
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(handle)) }

    static var damaged: Diagnostic {
        Diagnostic(
            "logo.damaged", place: "logo", found: "an SVG that cannot be read to its end",
            expected: "a whole SVG", remedy: "save it again from the program it was made in")
    }

    /// The whole document, a thousand units wide.
    func page() throws(Diagnostic) -> RsvgRectangle {
        var width = 0.0
        var height = 0.0
        if rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) == 0 {
            var (hasWidth, hasHeight, hasBox) = (gboolean(0), gboolean(0), gboolean(0))
            var (across, down) = (RsvgLength(), RsvgLength())
            var box = RsvgRectangle()
            rsvg_handle_get_intrinsic_dimensions(
                handle, &hasWidth, &across, &hasHeight, &down, &hasBox, &box)
            (width, height) = hasBox == 0 ? (0, 0) : (box.width, box.height)
        }
        guard width.isFinite, height.isFinite, width > 0, height > 0, width / height < 1_000,
            height / width < 1_000
        else {
            throw Diagnostic(
                "logo.size", place: "logo", found: "an SVG that does not tell its size",
                expected: "width and height, or a viewBox",
                remedy: "save it again with the page fitted to the drawing")
        }
        return RsvgRectangle(x: 0, y: 0, width: 1_000, height: 1_000 * height / width)
    }

    func visible(on page: RsvgRectangle) throws(Diagnostic) -> RsvgRectangle {
        var page = page
        var ink = RsvgRectangle()
        guard rsvg_handle_get_geometry_for_layer(handle, nil, &page, &ink, nil, nil) != 0 else {
            throw SVGHandle.damaged
        }
        // What lies outside the page is not drawn.
        let left = max(0, ink.x)
        let top = max(0, ink.y)
        let right = min(page.width, ink.x + ink.width)
        let bottom = min(page.height, ink.y + ink.height)
        guard right - left > 0.1, bottom - top > 0.1 else { throw Logo.empty }
        return RsvgRectangle(x: left, y: top, width: right - left, height: bottom - top)
    }

    func draw(on context: OpaquePointer, _ page: RsvgRectangle) -> Bool {
        var page = page
        return rsvg_handle_render_document(handle, context, &page, nil) != 0
    }
}

extension Logo {
    static var empty: Diagnostic {
        Diagnostic(
            "logo.empty", place: "logo", found: "nothing that shows on white paper",
            expected: "a logo in other colours than white",
            remedy: "use the version made for a light background")
    }
}
