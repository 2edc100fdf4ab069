import Basics

/// One line of an OCR giro file; positions count from 1, both ends inclusive, as in the
/// specification.
struct OCRRecord {
    let bytes: UnsafeBufferPointer<UInt8>
    let line: Int

    /// ISO-8859-1 as it stands.
    func text(_ first: Int, _ last: Int) -> String {
        Self.decode(bytes[(first - 1)..<min(last, bytes.count)])
    }

    /// Without the blanks around it.
    @inline(__always)
    func trimmed(_ first: Int, _ last: Int) -> String {
        var start = first - 1
        var end = last
        while start < end, bytes[start] == 32 { start += 1 }
        while end > start, bytes[end - 1] == 32 { end -= 1 }
        return Self.decode(bytes[start..<end])
    }

    /// Digits as text; empty when they are all zeros or blanks, which is how the format says none.
    @inline(__always)
    func figures(_ first: Int, _ last: Int) throws -> String {
        let field = bytes[(first - 1)..<last]
        if field.allSatisfy({ $0 == 48 || $0 == 32 }) { return "" }
        try checkDigits(first, last)
        return Self.decode(field)
    }

    @inline(__always)
    func checkDigits(_ first: Int, _ last: Int) throws {
        for index in (first - 1)..<last where bytes[index] &- 48 > 9 {
            throw notDigits(first, last, at: index)
        }
    }

    /// At most 18 digits.
    @inline(__always)
    func number(_ first: Int, _ last: Int) throws -> Int64 {
        var value: Int64 = 0
        for index in (first - 1)..<last {
            let digit = bytes[index] &- 48
            guard digit < 10 else { throw notDigits(first, last, at: index) }
            value = value * 10 + Int64(digit)
        }
        return value
    }

    @inline(__always)
    func digits(_ first: Int, _ last: Int) throws -> Int { Int(try number(first, last)) }

    private func notDigits(_ first: Int, _ last: Int, at index: Int) -> Diagnostic {
        Diagnostic(
            "ocr.number", place: "line \(line), position \(index + 1)", found: text(first, last),
            expected: "digits", remedy: "fetch the file again from the bank")
    }

    private static func decode(_ slice: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        if slice.allSatisfy({ $0 < 128 }) { return String(decoding: slice, as: UTF8.self) }
        var text = ""
        for byte in slice { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }
}

/// Dates as DDMMYY; files hold long runs of the same day, so the last one is kept.
struct OCRDays {
    private var lastNumber: Int64 = -1
    private var lastDay: Day?

    /// nil for 000000.
    @inline(__always)
    mutating func day(_ record: OCRRecord, _ first: Int, _ last: Int) throws -> Day? {
        let number = try record.number(first, last)
        if number == lastNumber { return lastDay }
        if number == 0 { return nil }
        guard
            let day = Day(
                year: 2000 + Int(number % 100), month: Int(number / 100 % 100),
                day: Int(number / 10_000))
        else {
            throw Diagnostic(
                "ocr.date", place: "line \(record.line), position \(first)",
                found: record.text(first, last), expected: "a day, DDMMYY",
                remedy: "fetch the file again from the bank")
        }
        lastNumber = number
        lastDay = day
        return day
    }
}
