import Basics

/// A company's logo, looked through and made ready for letters: as a drawing for the PDF, and as a picture for mail.
///
/// Make it once and use it for many letters, on any thread. PNG and SVG are known by their bytes. An SVG stays a drawing in
/// the PDF, sharp at any size, unless that would be heavier than a picture.
///
/// What is empty around the logo – transparent or white – is cut away, so that it stands in line with the text.
public struct Logo: Sendable {
    public enum Kind: String, Codable, Sendable {
        case png, svg
    }

    /// The file's identity, as letters name it: a hash of its bytes.
    public let id: String
    public let kind: Kind
    /// As printed, in points.
    public let width: Double
    public let height: Double
    /// What mail shows.
    public let mail: LogoPicture
    /// What the PDF holds.
    let drawing: LogoDrawing

    /// Files larger than this are refused, in bytes.
    public static let bytesMaximum = 2_000_000
    /// Pictures with more pixels than this along a side are refused.
    public static let pixelsMaximum = 5_000
    /// What a logo adds to each letter at most, in bytes; drawings and pictures are made plainer until they fit.
    static let drawingBytesMaximum = 250_000

    /// The room on paper: a logo is as large as fits.
    static let roomWidth = millimetres(70)
    static let roomHeight = millimetres(18)
    /// A logo that would be printed with fewer dots an inch is printed smaller.
    static let dotsMinimum = 150.0
    /// Under this on its longer side it is refused, since nobody could make it out.
    static let sideMinimum = millimetres(12)

    /// Reads a logo.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - id: its identity, as letters will name it.
    ///   - mail: the picture for mail as it was made the first time, a PNG; nil makes it.
    /// - Throws: `logo.type` (neither PNG nor SVG), `logo.bytes` and `logo.pixels` (too large), `logo.damaged`, `logo.empty`
    ///   (nothing to be seen), `logo.small` (too few pixels to be printed), `logo.size` (an SVG without a size), `logo.shape`
    ///   (a strip), and for SVG `logo.external`, `logo.text` and `logo.picture` as ``SVGCheck`` tells, `logo.heavy`.
    public init(_ bytes: [UInt8], id: String, mail: [UInt8]? = nil) throws(Diagnostic) {
        guard bytes.count <= Logo.bytesMaximum else {
            throw Diagnostic(
                "logo.bytes", place: "logo", found: "\(bytes.count) bytes",
                expected: "at most \(Logo.bytesMaximum) bytes",
                remedy: "save it smaller; it is printed 7 cm wide at most")
        }
        guard let kind = Logo.kind(of: bytes) else {
            throw Diagnostic(
                "logo.type", place: "logo", found: Logo.looksLike(bytes),
                expected: "a PNG or SVG file",
                remedy: "save the logo as SVG or PNG and try again")
        }
        self.id = id
        self.kind = kind
        let source: any LogoSource =
            switch kind {
            case .png: try PNGLogo(bytes)
            case .svg: try SVGLogo(bytes)
            }
        (width, height) = try Logo.printed(source)
        drawing = try source.drawing(width: width, height: height)
        self.mail = try LogoPicture(source, kept: mail)
    }

    /// What the bytes are, whatever the file is called; nil for neither.
    static func kind(of bytes: [UInt8]) -> Kind? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        return SVGCheck.isSVG(bytes) ? .svg : nil
    }

    private static func looksLike(_ bytes: [UInt8]) -> String {
        if bytes.isEmpty { return "an empty file" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "a JPEG" }
        if bytes.starts(with: Array("GIF8".utf8)) { return "a GIF" }
        if bytes.starts(with: Array("%PDF".utf8)) { return "a PDF" }
        if bytes.starts(with: Array("RIFF".utf8)) { return "a WebP or another RIFF file" }
        if bytes.starts(with: [0x1F, 0x8B]) { return "a gzip file, perhaps an SVGZ" }
        return "another kind of file"
    }

    /// As large as fits, and as coarse as may be.
    private static func printed(
        _ source: any LogoSource
    ) throws(Diagnostic) -> (width: Double, height: Double) {
        let shape = source.width / source.height
        guard shape > 1 / 20, shape < 20 else {
            throw Diagnostic(
                "logo.shape", place: "logo", found: "a strip, one side 20 times the other",
                expected: "a logo that is less than 20 times as wide as high")
        }
        var scale = min(roomWidth / source.width, roomHeight / source.height)
        if source.isPixels { scale = min(scale, 72 / dotsMinimum) }
        let (width, height) = (source.width * scale, source.height * scale)
        guard max(width, height) >= sideMinimum else {
            let needed = Int((sideMinimum * dotsMinimum / 72).rounded(.up))
            throw Diagnostic(
                "logo.small", place: "logo",
                found: "\(Int(source.width)) × \(Int(source.height)) pixels with anything in them",
                expected: "at least \(needed) pixels along the longer side; 800 look better",
                remedy: "save it larger, or as SVG")
        }
        return (width, height)
    }
}

/// A logo that has been read: it can be drawn at any size.
protocol LogoSource {
    /// Of what is to be seen, in its own units.
    var width: Double { get }
    var height: Double { get }
    /// True when its own units are pixels, which look coarse when they are drawn large.
    var isPixels: Bool { get }

    /// For the PDF, `width` × `height` points on paper.
    func drawing(width: Double, height: Double) throws(Diagnostic) -> LogoDrawing

    /// With this many pixels, on nothing.
    func pixels(width: Int, height: Int) throws(Diagnostic) -> PixelImage
}

/// A logo within a PDF.
struct LogoDrawing: Sendable {
    let fragment: PDFFragment
    /// What its own units are scaled by on the page, to points.
    let scaleX: Double
    let scaleY: Double

    /// Dots an inch, finest first: the finest that is not too heavy is taken.
    private static let dots = [600.0, 450, 300]

    /// A picture of what the source draws, as fine as a letter can carry.
    ///
    /// - Throws: `logo.heavy`.
    init(picture source: any LogoSource, width: Double, height: Double) throws(Diagnostic) {
        var heavy = 0
        for dots in LogoDrawing.dots {
            var columns = Int((width / 72 * dots).rounded(.up))
            var rows = Int((height / 72 * dots).rounded(.up))
            if source.isPixels, Double(columns) >= source.width {
                (columns, rows) = (Int(source.width), Int(source.height))
            }
            let pixels = try source.pixels(width: max(1, columns), height: max(1, rows))
            let fragment = PDFFragment(image: pixels)
            if fragment.byteCount <= Logo.drawingBytesMaximum {
                self.init(fragment: fragment, scaleX: width, scaleY: height)
                return
            }
            heavy = fragment.byteCount
        }
        throw Diagnostic(
            "logo.heavy", place: "logo", found: "a picture that adds \(heavy) bytes to each letter",
            expected: "at most \(Logo.drawingBytesMaximum)",
            remedy: "use a plainer logo: few colours, no photograph")
    }

    init(fragment: PDFFragment, scaleX: Double, scaleY: Double) {
        self.fragment = fragment
        self.scaleX = scaleX
        self.scaleY = scaleY
    }
}

/// A logo as mail shows it: on white, so that it is seen on a dark screen too.
public struct LogoPicture: Hashable, Sendable {
    /// A PNG, with two pixels for each one shown.
    public let png: [UInt8]
    /// As shown, in CSS pixels.
    public let width: Int
    public let height: Int

    private static let roomWidth = 200.0
    private static let roomHeight = 56.0

    /// - Parameter kept: the PNG as it was made the first time; nil makes it.
    init(_ source: any LogoSource, kept: [UInt8]?) throws(Diagnostic) {
        var scale = min(
            LogoPicture.roomWidth / source.width, LogoPicture.roomHeight / source.height)
        if source.isPixels { scale = min(scale, 1) }
        width = max(1, Int((source.width * scale).rounded()))
        height = max(1, Int((source.height * scale).rounded()))
        if let kept {
            png = kept
        } else {
            png = try source.pixels(width: width * 2, height: height * 2).pngOnWhite()
        }
    }
}
