import Basics

/// The text of one element, read as what it should be.
struct CamtValue {
    let text: XMLText
    /// The attribute `Ccy` of an amount, else empty.
    let currency: String
    let line: Int

    var string: String { text.string }

    /// `CRDT` and `DBIT`; nothing else will do, because the sign of money hangs on it.
    func isCredit() throws -> Bool {
        if text == "CRDT" { return true }
        if text == "DBIT" { return false }
        throw fault("camt.direction", "CRDT or DBIT")
    }

    var isTrue: Bool { text == "true" || text == "1" }

    /// A decimal number without sign, at most two decimals but for zeros after them.
    func amount() throws -> Money {
        let expected = "an amount such as 1234.50, never negative, in whole øre"
        var ore: Int64 = 0
        var digits = 0
        var decimals: Int?
        for byte in text.bytes {
            let digit = Int64(byte) - 48
            if byte == UInt8(ascii: "."), decimals == nil {
                decimals = 0
            } else if digit < 0 || digit > 9 {
                throw fault("camt.amount", expected)
            } else if let count = decimals, count >= 2 {
                guard digit == 0 else { throw fault("camt.amount", expected) }
            } else {
                ore = ore * 10 + digit
                digits += 1
                if let count = decimals { decimals = count + 1 }
                guard ore <= Money.limit.ore else { throw fault("camt.amount", expected) }
            }
        }
        guard digits > 0 else { throw fault("camt.amount", expected) }
        for _ in (decimals ?? 0)..<2 { ore *= 10 }
        guard ore <= Money.limit.ore else { throw fault("camt.amount", expected) }
        return Money(ore: ore)
    }

    /// The day as the bank wrote it: an hour belongs to the bank's own day, whatever its offset.
    func day() throws -> Day {
        let bytes = text.bytes
        // After the day may come an hour or an offset, never another digit.
        guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes.count == 10 || !(48...57).contains(bytes[10]),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let valid = Day(year: year, month: month, day: day)
        else { throw fault("camt.date", "a day such as 2026-10-07") }
        return valid
    }

    /// The last day of a period that ends at this moment: midnight belongs to the day before.
    func lastDay() throws -> Day {
        let clock = text.bytes.dropFirst(10).prefix(9)
        return clock.elementsEqual("T00:00:00".utf8) ? try day() - 1 : try day()
    }

    /// Eleven digits or an account in capitals, as `AccountNumber` writes it.
    func account() -> String {
        let isPlain = text.bytes.count == 11 && text.bytes.allSatisfy { (48...57).contains($0) }
        return isPlain ? text.string : AccountNumber(text.string).text
    }

    private func number(_ range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        var value = 0
        for index in range {
            let byte = text.bytes[index]
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte) - 48
        }
        return value
    }

    private func fault(_ code: String, _ expected: String) -> Diagnostic {
        Diagnostic(
            code, place: "line \(line)", found: String(text.string.prefix(60)).orNothing,
            expected: expected,
            remedy: "fetch the file again from the bank")
    }
}
