/// An exact fraction: the oracle's only arithmetic besides counting.
struct Rational: Equatable, CustomStringConvertible {
    private(set) var top: Int128
    private(set) var bottom: Int128

    init(_ top: Int, _ bottom: Int = 1) {
        self.top = Int128(top)
        self.bottom = Int128(bottom)
    }

    private init(reducing top: Int128, _ bottom: Int128) {
        var (a, b) = (top.magnitude, bottom.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        self.top = top / Int128(max(1, a))
        self.bottom = bottom / Int128(max(1, a))
    }

    static let zero = Rational(0)

    static func + (a: Rational, b: Rational) -> Rational {
        if a.bottom == b.bottom {
            var sum = a
            sum.top += b.top
            return sum
        }
        return Rational(reducing: a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
    }

    static func * (a: Rational, b: Rational) -> Rational {
        Rational(reducing: a.top * b.top, a.bottom * b.bottom)
    }

    /// The nearest whole number, a half upwards. Only for what is not negative.
    var halfUp: Int { Int((top * 2 + bottom) / (bottom * 2)) }

    var description: String { "\(top)/\(bottom)" }
}
