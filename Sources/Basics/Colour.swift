/// A colour on screen or paper: red, green and blue of sRGB, 0 to 255 each.
public struct Colour: Hashable, Sendable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `#1d5c4d` or `1d5c4d`, in either case; nil for anything else.
    public init?(_ text: String) {
        let digits = Array(
            text.utf8.first == UInt8(ascii: "#") ? text.utf8.dropFirst() : text.utf8[...])
        guard digits.count == 6 else { return nil }
        var value = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | Int(digit - 48)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | Int(digit - 87)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | Int(digit - 55)
            default: return nil
            }
        }
        self.init(
            red: UInt8(value >> 16), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255))
    }

    public static let white = Colour(red: 255, green: 255, blue: 255)
    public static let black = Colour(red: 0, green: 0, blue: 0)

    /// `#1d5c4d`.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text = [UInt8(ascii: "#")]
        for part in [red, green, blue] {
            text.append(digits[Int(part >> 4)])
            text.append(digits[Int(part & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

// MARK: - Contrast

extension Colour {
    /// What text needs against what lies behind it.
    ///
    /// - Source: WCAG 2.2, 1.4.3 (level AA).
    public static let textContrast = 4.5

    /// From 1 for the same to 21 for black on white.
    ///
    /// - Source: WCAG 2.2, contrast ratio.
    public func contrast(with other: Colour) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// The colour itself where it can be read as text on the background; else the nearest that can, darker on a light
    /// background and lighter on a dark one.
    public func legible(on background: Colour) -> Colour {
        let darkens =
            background.contrast(with: .black) >= background.contrast(with: .white)
        var part = 255
        while part > 0 {
            let shade = scaled(part, darkens: darkens)
            if shade.contrast(with: background) >= Colour.textContrast { return shade }
            part -= 1
        }
        return darkens ? .black : .white
    }

    /// White or black, whichever is read more easily on this colour.
    public var text: Colour {
        contrast(with: .white) >= Colour.textContrast ? .white : .black
    }

    /// This colour thinly on white: `share` of a hundred parts.
    public func tint(_ share: Int) -> Colour {
        func mixed(_ part: UInt8) -> UInt8 { UInt8(255 - (255 - Int(part)) * share / 100) }
        return Colour(red: mixed(red), green: mixed(green), blue: mixed(blue))
    }

    /// `part` of 255 parts of the colour, the rest black or white.
    private func scaled(_ part: Int, darkens: Bool) -> Colour {
        func scaled(_ value: UInt8) -> UInt8 {
            darkens
                ? UInt8(Int(value) * part / 255) : UInt8(255 - (255 - Int(value)) * part / 255)
        }
        return Colour(red: scaled(red), green: scaled(green), blue: scaled(blue))
    }

    /// From 0 for black to 1 for white.
    private var luminance: Double {
        let linear = Colour.linear
        return 0.2126 * linear[Int(red)] + 0.7152 * linear[Int(green)] + 0.0722 * linear[Int(blue)]
    }

    /// Each value of a channel as the share of light it stands for.
    ///
    /// - Source: IEC 61966-2-1 (sRGB).
    private static let linear: [Double] = (0...255).map { value in
        let share = Double(value) / 255
        return share <= 0.04045 ? share / 12.92 : power(twelveFifths: (share + 0.055) / 1.055)
    }

    /// x to the power of 2.4, for x over 0 and up to 1: its square times the fifth root of its square.
    private static func power(twelveFifths x: Double) -> Double {
        let square = x * x
        var root = 1.0
        for _ in 0..<60 {
            let fourth = root * root * root * root
            root -= (fourth * root - square) / (5 * fourth)
        }
        return square * root
    }
}

extension Colour: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let colour = Colour(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is no colour")
        }
        self = colour
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
