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
    /// spaces (also U+00A0 and U+202F), points, commas or apostrophes before groups of three, a sign
    /// before or after, and an ending `kr`. By default the last comma or point is the decimal sign
    /// unless it stands more than once; a lone one followed by three digits could be either and is
    /// refused: `1.234` is a number only when `decimal` tells which.
    ///
    /// - Parameter decimal: the decimal sign if it is known (`,` or `.`).
    public init?(parsing text: some StringProtocol, decimal: Character? = nil) {
        var body = Array(text.unicodeScalars)[...].trimmed
        if body.count > 2, body.suffix(2).map(\.properties.lowercaseMapping) == ["k", "r"] {
            body = body.dropLast(2).trimmed
        }
        let isSignedAhead = body.first.map(Money.isSign) ?? false
        let isSignedBehind = body.last.map(Money.isSign) ?? false
        guard !(isSignedAhead && isSignedBehind), let first = body.first, let last = body.last
        else { return nil }
        let isNegative = isSignedAhead ? first != "+" : isSignedBehind && last != "+"
        if isSignedAhead { body = body.dropFirst().trimmed }
        if isSignedBehind { body = body.dropLast().trimmed }
        guard let split = Money.decimalIndex(of: body, decimal: decimal),
            let whole = Money.grouped(body[..<split]),
            let fraction = Money.hundredths(body[split...]), !body.isEmpty
        else { return nil }
        let ore = whole * 100 + fraction
        guard ore <= Money.limit.ore else { return nil }
        self.init(ore: isNegative ? -ore : ore)
    }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "\u{2212}" || scalar == "+"
    }

    /// Where the decimal sign stands; the end when there is none, nil when it cannot be told.
    private static func decimalIndex(
        of body: ArraySlice<Unicode.Scalar>, decimal: Character?
    ) -> Int? {
        let signs = body.indices.filter { body[$0] == "," || body[$0] == "." }
        if let decimal {
            let found = signs.filter { Character(body[$0]) == decimal }
            return found.count > 1 ? nil : found.first ?? body.endIndex
        }
        guard let last = signs.last else { return body.endIndex }
        if signs.count(where: { body[$0] == body[last] }) > 1 { return body.endIndex }
        let isAmbiguous = signs.count == 1 && body.endIndex - last == 4
        return isAmbiguous ? nil : last
    }

    /// The whole kroner; after each separator stand three digits, before the first at most three.
    private static func grouped(_ body: ArraySlice<Unicode.Scalar>) -> Int64? {
        var whole: Int64 = 0
        var sinceSeparator: Int? = nil
        for (offset, scalar) in body.enumerated() {
            if let digit = digit(scalar) {
                guard whole <= limit.ore / 100 else { return nil }
                whole = whole * 10 + digit
                sinceSeparator = sinceSeparator.map { $0 + 1 }
                continue
            }
            switch scalar {
            case " ", "\u{A0}", "\u{202F}", "'", "\u{2019}", ",", ".":
                guard sinceSeparator.map({ $0 == 3 }) ?? (1...3).contains(offset) else {
                    return nil
                }
                sinceSeparator = 0
            default: return nil
            }
        }
        return sinceSeparator ?? 3 == 3 && whole <= limit.ore / 100 ? whole : nil
    }

    /// The decimal sign and what follows it, in øre; 0 when there is none.
    private static func hundredths(_ body: ArraySlice<Unicode.Scalar>) -> Int64? {
        guard body.count != 1 else { return nil }
        var value: Int64 = 0
        for (offset, scalar) in body.dropFirst().enumerated() {
            guard let digit = digit(scalar), offset < 2 || digit == 0 else { return nil }
            if offset < 2 { value += offset == 0 ? digit * 10 : digit }
        }
        return value
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int64? {
        ("0"..."9").contains(scalar) ? Int64(scalar.value) - 48 : nil
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

extension ArraySlice where Element == Unicode.Scalar {
    /// Without the white space around it.
    fileprivate var trimmed: Self {
        guard let first = firstIndex(where: { !$0.properties.isWhitespace }),
            let last = lastIndex(where: { !$0.properties.isWhitespace })
        else { return [] }
        return self[first...last]
    }
}
