import Basics

/// Writes a sheet as CSV that a Norwegian spreadsheet opens right: UTF-8 with byte order mark, `;` between cells, CRLF,
/// decimal comma.
///
///     Fakturanr;Forfall;Å betale
///     40101;2026-07-20;12500,00
///
/// Amounts have no blanks between thousands, days are `2026-11-23`, yes and no are words of the sheet's language. There
/// is one line a row and no line of sums, so that another program can add up itself. A text that a spreadsheet would run
/// as a formula gets an apostrophe before it; ``unescaped(_:)`` takes it off again.
public enum CSVWriter {
    public static func bytes(of sheet: Sheet) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        add(sheet.columns.map { escaped($0.header) }, to: &bytes)
        for row in sheet.rows {
            add(row.map { text($0, sheet.language) }, to: &bytes)
        }
        return bytes
    }

    /// The text, with an apostrophe before it when it begins as a formula does.
    ///
    /// Apostrophes that stand before such a beginning are doubled in effect, so that nothing is lost: what
    /// ``unescaped(_:)`` makes of it is the text.
    public static func escaped(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    /// What a text read from the file was before it was escaped.
    public static func unescaped(_ text: String) -> String {
        text.utf8.first == UInt8(ascii: "'") && isFormula(text)
            ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// True when a spreadsheet might take the text, less the apostrophes before it, as a formula.
    ///
    /// - Source: OWASP, CSV Injection: `=`, `+`, `-`, `@`, tab, carriage return and line feed, and the wide forms of the
    ///   signs.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
        switch first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
            return true
        default: return false
        }
    }

    private static func text(_ cell: Sheet.Cell, _ language: Language) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): escaped(text)
        case .whole(let number): String(number)
        case .money(let amount): hundredths(amount)
        case .percent(let rate): hundredths(Money(ore: Int64(rate)))
        case .day(let day): day.iso
        case .yesNo(let isTrue): yesNo(isTrue, language)
        }
    }

    static func yesNo(_ isTrue: Bool, _ language: Language) -> String {
        switch language {
        case .nb, .nn: isTrue ? "ja" : "nei"
        case .en: isTrue ? "yes" : "no"
        }
    }

    /// `-1234,50`.
    private static func hundredths(_ amount: Money) -> String {
        String(amount.decimal.map { $0 == "." ? "," : $0 })
    }

    private static func add(_ cells: [String], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ";")) }
            add(cell, to: &bytes)
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    /// Quotes what would end the cell, and blanks at its ends, which readers cut off.
    private static func add(_ cell: String, to bytes: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let isPlain =
            cell.utf8.allSatisfy { $0 != quote && $0 != UInt8(ascii: ";") && $0 != 13 && $0 != 10 }
            && cell.utf8.first != 32 && cell.utf8.last != 32 && cell.utf8.last != 9
        if isPlain {
            bytes.append(contentsOf: cell.utf8)
            return
        }
        bytes.append(quote)
        for byte in cell.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
