import Basics

/// One row of a CSV file: the cells' bytes one after the other, in UTF-8 or the file's one-byte encoding.
///
/// A row is reused for the next one, so that reading costs no allocation a row.
struct CSVRow {
    var bytes: [UInt8] = []
    /// Where each cell ends in `bytes`, exclusive.
    var ends: [Int] = []
    /// The line the row begins on, counted from 1.
    var line = 0

    var count: Int { ends.count }

    /// The cell's bytes without blanks at its ends; empty for a cell the row does not have.
    ///
    /// Excel's trick for keeping zeros, `="0001"`, is unwrapped.
    func range(_ index: Int) -> Range<Int> {
        guard index >= 0, index < ends.count else { return 0..<0 }
        var low = index == 0 ? 0 : ends[index - 1]
        var high = ends[index]
        while low < high, CSVRow.isBlank(bytes[low]) { low += 1 }
        while high > low, CSVRow.isBlank(bytes[high - 1]) { high -= 1 }
        if high - low >= 3, bytes[low] == UInt8(ascii: "="), bytes[low + 1] == UInt8(ascii: "\""),
            bytes[high - 1] == UInt8(ascii: "\"")
        {
            low += 2
            high -= 1
        }
        return low..<high
    }

    func isEmpty(_ index: Int) -> Bool { range(index).isEmpty }

    /// True when no cell holds anything.
    var isBlank: Bool { bytes.allSatisfy(CSVRow.isBlank) }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// Cuts CSV text into rows as it comes in, without ever holding more than one row and one chunk.
///
/// Cells may be quoted; a quote within is doubled, and delimiters and line breaks are then text. Lines
/// end with LF, CRLF or CR. A quote within an unquoted cell is text, as spreadsheets write it.
struct CSVTokenizer {
    /// More than any list needs; a quote that is never closed is found here instead of filling memory.
    static let rowLimit = 1 << 20
    static let columnLimit = 500

    var delimiter: UInt8 = UInt8(ascii: ";")
    /// The line the next byte stands on, counted from 1.
    private(set) var line = 1
    private var input = CSVInput()
    private var chunk: [UInt8] = []
    private var position = 0
    private var skipsLineFeed = false

    private enum State {
        case start, plain, quoted, closed
    }

    /// What the file is coded in, as far as is known.
    var encoding: CSVEncoding {
        get { input.encoding }
        set { input.encoding = newValue }
    }

    /// Reads the first line that is not empty and tells the delimiter by it: the one of `;`, tab and
    /// `,` that occurs most often outside quotes. A spreadsheet's own `sep=;` before it decides.
    mutating func header(_ row: inout CSVRow, from source: inout ByteSource) throws -> Bool {
        guard try fillLine(from: &source) else { return false }
        let firstLine = chunk[position...].prefix { $0 != 0x0A && $0 != 0x0D }
        if firstLine.starts(with: "sep=".utf8), firstLine.count == 5, let given = firstLine.last {
            delimiter = given
            position += firstLine.count
            guard try fillLine(from: &source) else { return false }
            return try next(&row, from: &source)
        }
        var best = 0
        for candidate in [UInt8(ascii: ";"), 0x09, UInt8(ascii: ",")] {
            var isQuoted = false
            var count = 0
            for byte in firstLine {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if byte == candidate, !isQuoted { count += 1 }
            }
            if count > best { (best, delimiter) = (count, candidate) }
        }
        return try next(&row, from: &source)
    }

    /// Skips line breaks, then makes the chunk hold a whole line; false at the end of the file.
    private mutating func fillLine(from source: inout ByteSource) throws -> Bool {
        while try fill(from: &source) {
            let byte = chunk[position]
            guard byte == 0x0A || byte == 0x0D else { break }
            if byte == 0x0A || !skipsLineFeed { line += 1 }
            if byte == 0x0A, skipsLineFeed { line -= 1 }
            skipsLineFeed = byte == 0x0D
            position += 1
        }
        guard position < chunk.count else { return false }
        skipsLineFeed = false
        var more = Array(chunk[position...])
        while !more.contains(where: { $0 == 0x0A || $0 == 0x0D }),
            chunk.count - position <= CSVTokenizer.rowLimit,
            try input.next(&more, from: &source)
        {
            chunk.append(contentsOf: more)
        }
        return true
    }

    /// Reads the next row that is not an empty line; false at the end of the file.
    mutating func next(_ row: inout CSVRow, from source: inout ByteSource) throws -> Bool {
        while true {
            row.bytes.removeAll(keepingCapacity: true)
            row.ends.removeAll(keepingCapacity: true)
            row.line = line
            var state = State.start
            var done = false
            while !done {
                guard try fill(from: &source) else {
                    if row.ends.isEmpty, row.bytes.isEmpty, state == .start { return false }
                    guard state != .quoted else { throw unclosed(row) }
                    row.ends.append(row.bytes.count)
                    return true
                }
                done = try scan(&row, &state)
                guard row.bytes.count <= CSVTokenizer.rowLimit else { throw unclosed(row) }
            }
            if row.ends.count > 1 || !row.bytes.isEmpty { return true }
        }
    }

    /// Consumes bytes of the chunk until the row or the chunk ends; true when the row has ended.
    private mutating func scan(_ row: inout CSVRow, _ state: inout State) throws -> Bool {
        let quote = UInt8(ascii: "\"")
        let end = chunk.count
        while position < end {
            let byte = chunk[position]
            if skipsLineFeed {
                skipsLineFeed = false
                if byte == 0x0A {
                    position += 1
                    continue
                }
            }
            switch state {
            case .quoted:
                let from = position
                while position < end, chunk[position] != quote {
                    if chunk[position] == 0x0A { line += 1 }
                    position += 1
                }
                row.bytes.append(contentsOf: chunk[from..<position])
                guard row.bytes.count <= CSVTokenizer.rowLimit else { throw unclosed(row) }
                if position < end {
                    position += 1
                    state = .closed
                }
                continue
            case .closed where byte == quote:
                row.bytes.append(quote)
                state = .quoted
                position += 1
                continue
            case .start where byte == quote:
                state = .quoted
                position += 1
                continue
            case .start, .plain, .closed:
                break
            }
            if byte == delimiter || byte == 0x0A || byte == 0x0D {
                row.ends.append(row.bytes.count)
                position += 1
                state = .start
                if byte == delimiter {
                    guard row.ends.count < CSVTokenizer.columnLimit else { throw tooMany(row) }
                    continue
                }
                line += 1
                skipsLineFeed = byte == 0x0D
                return true
            }
            guard state != .closed else { throw afterQuote(row, byte) }
            state = .plain
            let from = position
            while position < end {
                let byte = chunk[position]
                if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
                position += 1
            }
            row.bytes.append(contentsOf: chunk[from..<position])
            guard row.bytes.count <= CSVTokenizer.rowLimit else { throw unclosed(row) }
        }
        return false
    }

    private mutating func fill(from source: inout ByteSource) throws -> Bool {
        while position >= chunk.count {
            position = 0
            guard try input.next(&chunk, from: &source) else {
                chunk.removeAll()
                return false
            }
        }
        return true
    }

    private func unclosed(_ row: CSVRow) -> Diagnostic {
        Diagnostic(
            "csv.quote", place: "line \(row.line), column \(row.ends.count + 1)",
            found: "a quote that is never closed", expected: "a closing quote",
            remedy: "look for a lone \" on this line, or export the list again")
    }

    private func tooMany(_ row: CSVRow) -> Diagnostic {
        Diagnostic(
            "csv.columns", place: "line \(row.line)",
            found: "more than \(CSVTokenizer.columnLimit) columns",
            expected: "a list of one row a line", remedy: "export the list again as CSV")
    }

    private func afterQuote(_ row: CSVRow, _ byte: UInt8) -> Diagnostic {
        let shown = (0x21...0x7E).contains(byte) ? String(UnicodeScalar(byte)) : "byte \(byte)"
        return Diagnostic(
            "csv.quote", place: "line \(row.line), column \(row.ends.count + 1)",
            found: "\(shown) after a closing quote", expected: "a delimiter or the end of the line",
            remedy: "double the quotes within the text, or export the list again")
    }
}
