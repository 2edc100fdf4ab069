/// An amount in Norwegian kroner, held as a whole number of øre.
///
/// Floating point never touches money: amounts enter as decimal text, are added as integers and are
/// rounded only where a rule says so.
///
///     Money(kroner: 38) + Money(ore: 50)        // 38,50 kr
///     Money(parsing: "1 234,50")                 // 123 450 øre
///
/// Amounts that come from outside are at most ``limit`` (100 billion kroner), so that sums of any
/// number of claims a book can hold stay far from the end of `Int64`; arithmetic beyond that traps.
public struct Money: Hashable, Sendable {
    /// The amount in øre; negative is owed the other way.
    public let ore: Int64

    @inlinable
    public init(ore: Int64) { self.ore = ore }

    @inlinable
    public init(kroner: Int64) { self.ore = kroner * 100 }

    public static let zero = Money(ore: 0)

    /// The largest amount accepted from outside, in either direction.
    public static let limit = Money(ore: 10_000_000_000_000)

    @inlinable
    public static func + (a: Money, b: Money) -> Money { Money(ore: a.ore + b.ore) }
    @inlinable
    public static func - (a: Money, b: Money) -> Money { Money(ore: a.ore - b.ore) }
    @inlinable
    public static prefix func - (a: Money) -> Money { Money(ore: -a.ore) }
    @inlinable
    public static func += (a: inout Money, b: Money) { a = a + b }
    @inlinable
    public static func -= (a: inout Money, b: Money) { a = a - b }

    public var magnitude: Money { Money(ore: abs(ore)) }
}

extension Money: Comparable {
    @inlinable
    public static func < (a: Money, b: Money) -> Bool { a.ore < b.ore }
}

extension Sequence where Element == Money {
    /// The sum of the amounts; zero for none.
    public func sum() -> Money { reduce(.zero, +) }
}

// MARK: - Text

extension Money {
    /// Reads an amount as people and files write it, exactly; nil when it is not one.
    ///
    /// Accepts a decimal comma or point with at most two decimals (more only if they are zeros),
    /// spaces (also U+00A0 and U+202F), points or apostrophes between groups of three, a sign before
    /// or after, and an ending `kr`. `1.234` is read as one thousand two hundred and thirty-four only when
    /// `decimal` is a comma; by default the last separator followed by one or two digits is the
    /// decimal sign, and a lone point followed by three digits is refused as ambiguous.
    ///
    /// - Parameter decimal: the decimal sign if it is known (`,` or `.`).
    public init?(parsing text: some StringProtocol, decimal: Character? = nil) {
        var negative = false
        var signs = 0
        var characters: [Character] = []
        var body = Substring(text)
        while let first = body.first, first.isWhitespace { body.removeFirst() }
        while let last = body.last, last.isWhitespace { body.removeLast() }
        if body.lowercased().hasSuffix("kr") {
            body.removeLast(2)
            if body.last == "." { body.removeLast() }
        }
        for character in body {
            switch character {
            case "-", "\u{2212}":
                negative = true
                signs += 1
            case "+": signs += 1
            case " ", "\u{A0}", "\u{202F}", "'", "\u{2019}": continue
            case "0"..."9", ",", ".": characters.append(character)
            default: return nil
            }
        }
        guard signs <= 1, !characters.isEmpty else { return nil }
        let separators = characters.indices.filter {
            characters[$0] == "," || characters[$0] == "."
        }
        var decimalIndex: Int? = nil
        if let decimal {
            let found = separators.filter { characters[$0] == decimal }
            guard found.count <= 1 else { return nil }
            decimalIndex = found.first
        } else if let last = separators.last {
            let sameSign = separators.filter { characters[$0] == characters[last] }
            let after = characters.count - last - 1
            if sameSign.count > 1 {
                decimalIndex = nil
            } else if after == 3 && characters[last] == "." && separators.count == 1 {
                return nil
            } else {
                decimalIndex = last
            }
        }
        var whole: Int64 = 0
        var digits = 0
        for (index, character) in characters.enumerated() {
            if let decimalIndex, index >= decimalIndex { break }
            guard let digit = character.wholeNumberValue else {
                let next = separators.first { $0 > index } ?? decimalIndex ?? characters.count
                guard next - index == 4, digits > 0 else { return nil }
                continue
            }
            guard whole <= Money.limit.ore / 10 else { return nil }
            whole = whole * 10 + Int64(digit)
            digits += 1
        }
        var fraction: Int64 = 0
        if let decimalIndex {
            let decimals = characters[(decimalIndex + 1)...].compactMap(\.wholeNumberValue)
            guard decimals.count == characters.count - decimalIndex - 1, !decimals.isEmpty,
                decimals.dropFirst(2).allSatisfy({ $0 == 0 })
            else { return nil }
            fraction = Int64(decimals[0] * 10 + (decimals.count > 1 ? decimals[1] : 0))
            digits += decimals.count
        }
        guard digits > 0, whole <= Money.limit.ore / 100 else { return nil }
        let ore = whole * 100 + fraction
        guard ore <= Money.limit.ore else { return nil }
        self.init(ore: negative ? -ore : ore)
    }

    /// `1 234,50` with hard spaces between thousands and U+2212 before a negative amount.
    public var figures: String {
        var value = ore.magnitude
        var bytes: [UInt8] = []
        bytes.append(UInt8(48 + value % 10))
        value /= 10
        bytes.append(UInt8(48 + value % 10))
        value /= 10
        bytes.append(UInt8(ascii: ","))
        var count = 0
        repeat {
            if count > 0 && count % 3 == 0 { bytes.append(contentsOf: [0xA0, 0xC2]) }
            bytes.append(UInt8(48 + value % 10))
            value /= 10
            count += 1
        } while value > 0
        if ore < 0 { bytes.append(contentsOf: [0x92, 0x88, 0xE2]) }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    /// `1 234,50 kr`, the form people read, with hard spaces.
    public var text: String { figures + "\u{A0}kr" }

    /// `1234.50`, the form machines read.
    public var decimal: String {
        let cents = ore.magnitude % 100
        return "\(ore < 0 ? "-" : "")\(ore.magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}

extension Money: CustomStringConvertible {
    public var description: String { decimal }
}

/// Coded as a whole number of øre.
extension Money: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(ore: try decoder.singleValueContainer().decode(Int64.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ore)
    }
}
