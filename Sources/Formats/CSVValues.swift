import Basics

/// Reads amounts, days and KIDs from a cell's bytes, the usual shapes without making text of them.
enum CSVValues {
    /// An amount; nil when it is none or could be two different ones.
    ///
    /// `1.234` and `1,234` are refused: thousands in one country, decimals in another.
    static func money(_ bytes: ArraySlice<UInt8>, _ text: () throws -> String) rethrows -> Money? {
        if let quick = plainMoney(bytes) { return quick }
        let written = try text()
        let digits = written.filter { !"+-\u{2212} \u{A0}\u{202F}".contains($0) }
        let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
        if parts.count == 2, (1...3).contains(parts[0].count), parts[0].first != "0",
            parts[1].count == 3
        {
            return nil
        }
        return Money(parsing: written)
    }

    /// `-1234`, `1234,5`, `1234.50`: digits, and at most two decimals.
    private static func plainMoney(_ bytes: ArraySlice<UInt8>) -> Money? {
        var index = bytes.startIndex
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { index += 1 }
        guard index < bytes.endIndex, bytes.endIndex - index <= 16 else { return nil }
        var ore: Int64 = 0
        var decimals = -1
        let first = index
        while index < bytes.endIndex {
            let byte = bytes[index]
            if (0x30...0x39).contains(byte) {
                ore = ore * 10 + Int64(byte &- 0x30)
                if decimals >= 0 { decimals += 1 }
            } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") {
                guard decimals < 0, index > first else { return nil }
                decimals = 0
            } else {
                return nil
            }
            index += 1
        }
        switch decimals {
        case -1: ore *= 100
        case 1: ore *= 10
        case 2: break
        default: return nil
        }
        guard ore <= Money.limit.ore else { return nil }
        return Money(ore: isNegative ? -ore : ore)
    }

    /// A day as `23.11.2026`, `2026-11-23` or another shape `Day(parsing:)` knows; nil when it is none.
    static func day(_ bytes: ArraySlice<UInt8>, _ text: () throws -> String) rethrows -> Day? {
        let start = bytes.startIndex
        if bytes.count == 10 {
            if bytes[start + 2] == UInt8(ascii: "."), bytes[start + 5] == UInt8(ascii: "."),
                let day = number(bytes, start, 2), let month = number(bytes, start + 3, 2),
                let year = number(bytes, start + 6, 4)
            {
                return Day(year: year, month: month, day: day)
            }
            return isoDay(bytes)
        }
        return Day(parsing: try text())
    }

    /// `2026-11-23`, alone or before a time; nil when it is no day.
    static func isoDay<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes) -> Day?
    where Bytes.Index == Int {
        let start = bytes.startIndex
        guard bytes.count >= 10, bytes[start + 4] == UInt8(ascii: "-"),
            bytes[start + 7] == UInt8(ascii: "-"), let year = number(bytes, start, 4),
            let month = number(bytes, start + 5, 2), let day = number(bytes, start + 8, 2)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func number<Bytes: RandomAccessCollection<UInt8>>(
        _ bytes: Bytes, _ from: Int, _ count: Int
    ) -> Int? where Bytes.Index == Int {
        var value = 0
        for index in from..<from + count {
            guard (0x30...0x39).contains(bytes[index]) else { return nil }
            value = value * 10 + Int(bytes[index] &- 0x30)
        }
        return value
    }

    /// What a cell in the KID column holds.
    enum KIDCell: Equatable {
        case none
        case kid(String)
        /// A spreadsheet has made a number of it: digits are lost.
        case ruined
        /// Something else than a KID.
        case text
    }

    static func kid(_ written: String) -> KIDCell {
        let compact = written.filter { $0 != " " && $0 != "\u{A0}" }
        let bytes = Array(compact.utf8)
        guard let last = bytes.last else { return .none }
        let digits = bytes.filter { (0x30...0x39).contains($0) }.count
        if digits == bytes.count || (digits == bytes.count - 1 && last == UInt8(ascii: "-")) {
            return (2...25).contains(bytes.count) ? .kid(compact) : .text
        }
        let isNumeric = bytes.allSatisfy { byte in
            (0x30...0x39).contains(byte) || ".,+-Ee".utf8.contains(byte)
        }
        let isScientific = bytes.contains { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }
        let isDecimal = bytes.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
        let startsWithDigit = (0x30...0x39).contains(bytes[0])
        return isNumeric && startsWithDigit && (isScientific || isDecimal) ? .ruined : .text
    }
}
