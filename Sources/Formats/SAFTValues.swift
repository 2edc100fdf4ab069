import Basics

/// Reads the values of SAF-T from bytes: `xs:decimal` amounts and `xs:date` days.
enum SAFTValues {
    /// Øre; nil for what is no number, has more than two decimals or is beyond ``Money/limit``.
    static func ore(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var value: Int64 = 0
        var decimals = -1
        var digits = 0
        var isNegative = false
        for (position, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where position == 0: isNegative = true
            case UInt8(ascii: "+") where position == 0: break
            case UInt8(ascii: ".") where decimals < 0: decimals = 0
            case 0x30...0x39:
                digits += 1
                if decimals >= 2 {
                    guard byte == 0x30 else { return nil }
                    continue
                }
                guard value <= Money.limit.ore else { return nil }
                value = value * 10 + Int64(byte - 0x30)
                if decimals >= 0 { decimals += 1 }
            default: return nil
            }
        }
        guard digits > 0 else { return nil }
        if decimals < 1 { value *= 100 } else if decimals == 1 { value *= 10 }
        guard value <= Money.limit.ore else { return nil }
        return isNegative ? -value : value
    }

    /// A day, also with the time zone or time some systems add.
    static func day(_ text: UnsafeBufferPointer<UInt8>) -> Day? {
        CSVValues.isoDay(text)
    }

    static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard (1...4).contains(text.count) else { return nil }
        var value = 0
        for byte in text {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
