import Basics

/// The VAT codes of sales, for lists that tell the net price.
///
/// - Source: Skatteetaten's standard tax codes for SAF-T, which Tripletex uses too; the rates in
///   Stortinget's yearly resolution on VAT: 25 % since 2005, 15 % on food since 2012, 12 % on
///   transport and the like since 2018 but for 2020-04-01 to 2021-09-30, 11,11 % on raw fish.
enum CSVVATCode {
    /// The rate in hundredths of a percent on the day of the invoice; nil for a code or time without one.
    static func rate(_ code: String, on day: Day) -> Int64? {
        switch code {
        case "3": day >= Day(2005, 1, 1) ? 2500 : nil
        case "31": day >= Day(2012, 1, 1) ? 1500 : nil
        case "32": day >= Day(2007, 1, 1) ? 1111 : nil
        // The low rate was 6 % for a while; such old invoices are asked about rather than computed.
        case "33": day >= Day(2021, 10, 1) ? 1200 : nil
        case "5", "51", "52", "6", "7": 0
        default: nil
        }
    }

    /// Net price × count + VAT in øre, rounded once, half away from zero; nil when one of them is no
    /// number or the result is beyond ``Money/limit``.
    static func gross(unitPrice: String, count: String, rate: Int64) -> Money? {
        guard let price = decimal(unitPrice), let count = decimal(count) else { return nil }
        // Both have four decimals and the rate four: 10^12, of which øre keeps 10^2.
        let exact = Int128(price) * Int128(count) * Int128(10_000 + rate)
        let unit: Int128 = 10_000_000_000
        let rounded = (exact.magnitude + UInt128(unit) / 2) / UInt128(unit)
        guard rounded <= UInt128(Money.limit.ore) else { return nil }
        let ore = Int64(rounded)
        return Money(ore: exact < 0 ? -ore : ore)
    }

    /// A number with at most four decimals, times 10 000.
    private static func decimal(_ written: String) -> Int64? {
        var value: Int64 = 0
        var decimals = -1
        var digits = 0
        var body = Substring(written.filter { $0 != " " && $0 != "\u{A0}" })
        let isNegative = body.first == "-"
        if isNegative { body.removeFirst() }
        for character in body {
            if character == "," || character == "." {
                guard decimals < 0 else { return nil }
                decimals = 0
                continue
            }
            guard character.isASCII, let digit = character.wholeNumberValue else { return nil }
            if decimals >= 4 {
                guard digit == 0 else { return nil }
                continue
            }
            guard value < 10_000_000_000_000 else { return nil }
            value = value * 10 + Int64(digit)
            digits += 1
            if decimals >= 0 { decimals += 1 }
        }
        guard digits > 0 else { return nil }
        for _ in max(0, decimals)..<4 { value *= 10 }
        return isNegative ? -value : value
    }
}
