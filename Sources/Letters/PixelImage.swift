import Basics
import CPangoCairo

/// A picture in memory: premultiplied 32-bit pixels, as Cairo keeps them.
final class PixelImage {
    let surface: OpaquePointer
    let width: Int
    let height: Int

    /// An image of nothing.
    ///
    /// - Throws: `logo.pixels` when there is no memory for it.
    init(width: Int, height: Int) throws(Diagnostic) {
        let made: OpaquePointer? = cairo_image_surface_create(
            CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
        guard let made, cairo_surface_status(made) == CAIRO_STATUS_SUCCESS else {
            if let made { cairo_surface_destroy(made) }
            throw PixelImage.tooLarge(width, height)
        }
        surface = made
        self.width = width
        self.height = height
    }

    /// The picture in a PNG file, of any depth and colour type.
    ///
    /// - Throws: `logo.damaged`.
    init(png bytes: [UInt8]) throws(Diagnostic) {
        let made: OpaquePointer? = bytes.withUnsafeBytes { buffer in
            var rest = UnsafeRawBufferPointer(rebasing: buffer[...])
            return withUnsafeMutablePointer(to: &rest) { rest in
                cairo_image_surface_create_from_png_stream(
                    { closure, target, length in
                        guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
                        let rest = closure.assumingMemoryBound(to: UnsafeRawBufferPointer.self)
                        let count = Int(length)
                        guard rest.pointee.count >= count, let start = rest.pointee.baseAddress
                        else { return CAIRO_STATUS_READ_ERROR }
                        target.update(
                            from: start.assumingMemoryBound(to: UInt8.self), count: count)
                        rest.pointee = UnsafeRawBufferPointer(rebasing: rest.pointee[count...])
                        return CAIRO_STATUS_SUCCESS
                    }, rest)
            }
        }
        guard let made, cairo_surface_status(made) == CAIRO_STATUS_SUCCESS else {
            if let made { cairo_surface_destroy(made) }
            throw Diagnostic(
                "logo.damaged", place: "logo", found: "a PNG that cannot be read to its end",
                expected: "a whole PNG", remedy: "save it again from the program it was made in")
        }
        // Opaque pictures come without an alpha channel: all are made alike.
        surface = made
        width = Int(cairo_image_surface_get_width(made))
        height = Int(cairo_image_surface_get_height(made))
    }

    deinit { cairo_surface_destroy(surface) }

    static func tooLarge(_ width: Int, _ height: Int) -> Diagnostic {
        Diagnostic(
            "logo.pixels", place: "logo", found: "\(width) × \(height) pixels",
            expected: "at most \(Logo.pixelsMaximum) along a side",
            remedy: "save it smaller; it is printed 7 cm wide at most")
    }

    /// Draws with Cairo.
    func draw(_ body: (OpaquePointer) -> Void) {
        guard let context: OpaquePointer = cairo_create(surface) else { return }
        body(context)
        cairo_destroy(context)
        cairo_surface_flush(surface)
    }

    /// A part of the picture in another size.
    func scaled(_ part: PixelRectangle, width: Int, height: Int) throws(Diagnostic) -> PixelImage {
        let result = try PixelImage(width: width, height: height)
        result.draw { context in
            cairo_scale(
                context, Double(width) / Double(part.width), Double(height) / Double(part.height))
            cairo_set_source_surface(context, surface, Double(-part.x), Double(-part.y))
            let pattern = cairo_get_source(context)
            cairo_pattern_set_filter(pattern, CAIRO_FILTER_BEST)
            // Edges fade into the pixels beside them, not into nothing.
            cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
            cairo_paint(context)
        }
        return result
    }

    /// One pixel after another from the upper left corner, colour as it is without the transparency.
    func eachRow(_ body: (Int, [Pixel]) -> Void) {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let isOpaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24
        var row = [Pixel](repeating: Pixel(red: 0, green: 0, blue: 0, alpha: 0), count: width)
        for y in 0..<height {
            let line = UnsafeRawPointer(data + y * stride)
            for x in 0..<width {
                let packed = line.load(fromByteOffset: x * 4, as: UInt32.self)
                row[x] = Pixel(packed, isOpaque: isOpaque)
            }
            body(y, row)
        }
    }

    /// What is left when the empty edges are cut away, transparent or white; nil when nothing is.
    var visible: PixelRectangle? {
        var left = width
        var right = -1
        var top: Int?
        var bottom = 0
        eachRow { y, row in
            guard let first = row.firstIndex(where: { !$0.isEmpty }),
                let last = row.lastIndex(where: { !$0.isEmpty })
            else { return }
            left = min(left, first)
            right = max(right, last)
            if top == nil { top = y }
            bottom = y
        }
        return top.map {
            PixelRectangle(x: left, y: $0, width: right - left + 1, height: bottom - $0 + 1)
        }
    }

    /// As a PNG on white, without transparency.
    ///
    /// - Throws: `logo.pixels` when there is no memory for it.
    func pngOnWhite() throws(Diagnostic) -> [UInt8] {
        let opaque: OpaquePointer? = cairo_image_surface_create(
            CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
        guard let opaque, let context: OpaquePointer = cairo_create(opaque) else {
            throw PixelImage.tooLarge(width, height)
        }
        defer { cairo_surface_destroy(opaque) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_set_source_surface(context, surface, 0, 0)
        cairo_paint(context)
        cairo_destroy(context)
        var bytes: [UInt8] = []
        let status = withUnsafeMutablePointer(to: &bytes) { bytes in
            cairo_surface_write_to_png_stream(opaque, appendBytes, bytes)
        }
        guard status == CAIRO_STATUS_SUCCESS else { throw PixelImage.tooLarge(width, height) }
        return bytes
    }
}

/// Takes what Cairo writes; the closure is an array of bytes.
func appendBytes(
    _ closure: UnsafeMutableRawPointer?, _ data: UnsafePointer<UInt8>?, _ length: UInt32
) -> cairo_status_t {
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    closure.assumingMemoryBound(to: [UInt8].self).pointee
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
}

struct PixelRectangle {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
}

struct Pixel {
    let red: UInt8
    let green: UInt8
    let blue: UInt8
    let alpha: UInt8

    init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// From one of Cairo's, whose colours are multiplied by their alpha.
    init(_ packed: UInt32, isOpaque: Bool) {
        let alpha = isOpaque ? 255 : packed >> 24
        func part(_ shift: UInt32) -> UInt8 {
            let value = packed >> shift & 255
            if alpha == 0 { return 0 }
            return UInt8(alpha == 255 ? value : min(255, (value * 255 + alpha / 2) / alpha))
        }
        self.init(red: part(16), green: part(8), blue: part(0), alpha: UInt8(alpha))
    }

    /// Nothing to be seen on white paper.
    var isEmpty: Bool { alpha < 6 || (red > 250 && green > 250 && blue > 250) }
}

// MARK: - In a PDF

extension PDFFragment {
    /// The picture as an image, one unit wide and high; transparency is a mask of its own.
    ///
    /// - Source: ISO 32000-1, 8.9.5 (images), 11.6.5.3 (soft masks), 7.4.4 (predictors).
    init(image: PixelImage) {
        var isGrey = true
        var isOpaque = true
        image.eachRow { _, row in
            isOpaque = isOpaque && row.allSatisfy { $0.alpha == 255 }
            isGrey = isGrey && row.allSatisfy { $0.red == $0.green && $0.green == $0.blue }
        }
        var colours = FilteredRows(channels: isGrey ? 1 : 3)
        var mask = FilteredRows(channels: 1)
        image.eachRow { _, row in
            colours.append(row.flatMap { isGrey ? [$0.red] : [$0.red, $0.green, $0.blue] })
            if !isOpaque { mask.append(row.map(\.alpha)) }
        }
        let size = " /Width \(image.width) /Height \(image.height)"
        func entries(_ channels: Int, _ space: String) -> String {
            " /Type /XObject /Subtype /Image\(size) /ColorSpace /\(space) /BitsPerComponent 8 "
                + "/DecodeParms << /Predictor 15 /Colors \(channels) /BitsPerComponent 8 "
                + "/Columns \(image.width) >>"
        }
        let head = entries(isGrey ? 1 : 3, isGrey ? "DeviceGray" : "DeviceRGB")
        let drawn = PDFFile.deflated(colours.bytes, level: 9)
        if isOpaque {
            self.init([Self.stream([Part(head)], drawn)])
        } else {
            let masked = PDFFile.deflated(mask.bytes, level: 9)
            self.init([
                Self.stream([Part(head + " /SMask "), .reference(1)], drawn),
                Self.stream([Part(entries(1, "DeviceGray"))], masked),
            ])
        }
    }
}

/// Rows of a picture, each told by how it differs from the one above or the pixel before, whichever is less:
/// so it packs better.
///
/// - Source: PNG (ISO/IEC 15948), 9 (filtering).
private struct FilteredRows {
    let channels: Int
    private(set) var bytes: [UInt8] = []
    private var above: [UInt8] = []

    init(channels: Int) { self.channels = channels }

    mutating func append(_ row: [UInt8]) {
        if above.isEmpty { above = [UInt8](repeating: 0, count: row.count) }
        let before = [UInt8](repeating: 0, count: channels) + row.dropLast(channels)
        let choices: [[UInt8]] = [
            row, zip(row, before).map { $0 &- $1 }, zip(row, above).map { $0 &- $1 },
        ]
        let costs = choices.map { $0.reduce(0) { $0 + abs(Int(Int8(bitPattern: $1))) } }
        let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
        bytes.append(UInt8(best))
        bytes += choices[best]
        above = row
    }
}
