import Foundation
import Letters

/// Logos made for the tests, in the forms people have them in.
enum LogoSample {
    /// A red square and a blue one beside it, with air around them: 240 × 80 of which 200 × 80 show.
    static let svg = """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 0 240 80">
        <rect width="80" height="80" fill="#d01020"/><rect x="120" width="80" height="80" fill="#1020d0"/>
        </svg>
        """

    /// The same file with other elements in it.
    static func svg(holding more: String) -> [UInt8] {
        Array(svg.replacingOccurrences(of: "</svg>", with: "\(more)</svg>").utf8)
    }

    static func logo(_ text: String = svg, id: String = "a1") throws -> Logo {
        try Logo(Array(text.utf8), id: id)
    }

    /// A picture with a transparent edge of `margin` pixels; within, red that fades out to the right, or is opaque.
    static func png(
        width: Int = 400, height: Int = 100, margin: Int = 0, fades: Bool = true,
        colour: [UInt8] = [208, 16, 32]
    ) -> [UInt8] {
        png(width: width, height: height) { x, y in
            let isWithin =
                (margin..<width - margin).contains(x) && (margin..<height - margin).contains(y)
            guard isWithin else { return [0, 0, 0, 0] }
            return colour + [fades ? UInt8(255 - 200 * x / width) : 255]
        }
    }

    /// A PNG with 8-bit red, green, blue and alpha, its pixels not packed.
    static func png(width: Int, height: Int, pixel: (Int, Int) -> [UInt8]) -> [UInt8] {
        var rows: [UInt8] = []
        for y in 0..<height {
            rows.append(0)
            for x in 0..<width { rows += pixel(x, y) }
        }
        let size = [width, height].flatMap { bytes($0, 4) }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", size + [8, 6, 0, 0, 0]) + chunk("IDAT", stored(rows))
            + chunk("IEND", [])
    }

    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(value >> ($0 * 8) & 255) }
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in body {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return bytes(data.count, 4) + body + bytes(Int(~crc), 4)
    }

    /// A zlib stream of blocks that are stored as they are.
    private static func stored(_ data: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = data[...]
        repeat {
            let part = rest.prefix(65_535)
            rest = rest.dropFirst(65_535)
            let count = UInt16(part.count)
            stream.append(rest.isEmpty ? 1 : 0)
            stream += [UInt8(count & 255), UInt8(count >> 8)]
            stream += [UInt8(~count & 255), UInt8(~count >> 8)]
            stream += part
        } while !rest.isEmpty
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in data {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return stream + bytes(Int(high << 16 | low), 4)
    }
}

/// A page as the printer would have it.
struct PagePicture {
    private let pixels: [UInt8]
    private let width: Int
    private static let dots = 144.0

    /// The first page of a PDF, by poppler.
    init(_ pdf: [UInt8]) throws {
        let base = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-page-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: base + ".ppm") }
        _ = try Tool.pdftoppm.run(["-r", "144", "-singlefile", "FILE", base], on: pdf)
        let file = Array(try Data(contentsOf: URL(fileURLWithPath: base + ".ppm")))
        let fields = file.prefix(40).split(separator: 10)
        let size = String(decoding: fields[1], as: UTF8.self).split(separator: " ")
        width = Int(size[0]) ?? 0
        pixels = Array(file.suffix(width * (Int(size[1]) ?? 0) * 3))
    }

    /// Red, green and blue at a place in millimetres from the page's upper left corner.
    func colour(x: Double, y: Double) -> [Int] {
        let column = Int(x / 25.4 * Self.dots)
        let row = Int(y / 25.4 * Self.dots)
        let start = (row * width + column) * 3
        return pixels[start..<start + 3].map { Int($0) }
    }
}
