import Basics
import CXlsxWriter
import Glibc

/// Writes a sheet as an Excel workbook with typed cells: days are dates, amounts numbers with two decimals, yes and no
/// booleans, and a text is a text whatever it begins with.
///
/// The row of headers stays in sight and filters; sums stand below the rows and follow the filter. The same sheet and
/// day give the same bytes.
public enum XLSXWriter {
    /// What a workbook's sheet can hold, its headers and sums among them.
    public static let rowLimit = 1_048_576
    public static let columnLimit = 16_384
    /// What Excel takes in a cell is so many characters; bytes are counted, which errs on the safe side.
    public static let cellLimit = 32_767

    /// - Parameters:
    ///   - created: told in the document's properties, midnight UTC.
    ///   - comments: told there too.
    /// - Throws: `Diagnostic` `xlsx.rows`, `xlsx.columns` or `xlsx.cell` for more than a workbook can hold, `xlsx.write` when the
    ///   machine has no room for it.
    public static func bytes(
        of sheet: Sheet, created: Day, comments: String = ""
    ) throws -> [UInt8] {
        try check(sheet)
        let file = purr_memory_file()
        guard file >= 0 else { throw failure("no file in memory") }
        defer { close(file) }
        var path = [CChar](repeating: 0, count: 64)
        purr_path_of(file, &path, path.count)
        guard let workbook = workbook_new(path) else { throw failure("no workbook") }
        let page = WorkbookPage(workbook, sheet)
        page.write(created: created, comments)
        let result = workbook_close(workbook)
        guard result == LXW_NO_ERROR, page.refusals == 0 else {
            throw failure(
                result == LXW_NO_ERROR
                    ? "\(page.refusals) cells refused" : String(cString: lxw_strerror(result)))
        }
        return try contents(of: file)
    }

    private static func check(_ sheet: Sheet) throws {
        guard sheet.rows.count + 2 <= rowLimit else {
            throw Diagnostic(
                "xlsx.rows", place: sheet.title, found: "\(sheet.rows.count) rows",
                expected: "at most \(rowLimit - 2)", remedy: "write it as CSV, or ask for less")
        }
        guard sheet.columns.count <= columnLimit else {
            throw Diagnostic(
                "xlsx.columns", place: sheet.title, found: "\(sheet.columns.count) columns",
                expected: "at most \(columnLimit)", remedy: "write it as CSV")
        }
        for (index, row) in sheet.rows.enumerated() {
            for (column, cell) in zip(sheet.columns, row) {
                guard case .text(let text) = cell, text.utf8.count > cellLimit else { continue }
                throw Diagnostic(
                    "xlsx.cell", place: "\(sheet.title), row \(index + 2), \(column.header)",
                    found: "\(text.utf8.count) bytes", expected: "at most \(cellLimit)",
                    remedy: "write it as CSV")
            }
        }
    }

    private static func contents(of file: Int32) throws -> [UInt8] {
        let size = lseek(file, 0, SEEK_END)
        guard size > 0 else { throw failure("an empty file") }
        var bytes = [UInt8](repeating: 0, count: size)
        var filled = 0
        while filled < size {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(file, buffer.baseAddress?.advanced(by: filled), size - filled, off_t(filled))
            }
            guard count > 0 else { throw failure("a file that can not be read") }
            filled += count
        }
        return bytes
    }

    private static func failure(_ found: String) -> Diagnostic {
        Diagnostic(
            "xlsx.write", place: "workbook", found: found, expected: "room for the workbook",
            remedy: "make room on the disk for temporary files, or write CSV")
    }
}

/// The one page of the workbook while it is filled.
private final class WorkbookPage {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let sheet: Sheet
    private var page: UnsafeMutablePointer<lxw_worksheet>?
    private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
    /// Cells the library would not take.
    private(set) var refusals = 0

    private struct Style: Hashable {
        var kind: Sheet.Kind
        var isBold = false
    }

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>, _ sheet: Sheet) {
        self.workbook = workbook
        self.sheet = sheet
    }

    func write(created: Day, _ comments: String) {
        tell(created, comments)
        guard
            let page = Self.name(sheet.title).withCString({ workbook_add_worksheet(workbook, $0) })
        else {
            refusals += 1
            return
        }
        self.page = page
        setWidths(page)
        for (index, column) in sheet.columns.enumerated() {
            write(.text(column.header), Style(kind: .text, isBold: true), 0, index)
        }
        for (number, row) in sheet.rows.enumerated() {
            for (index, cell) in row.enumerated() {
                write(cell, Style(kind: sheet.columns[index].kind), number + 1, index)
            }
        }
        if sheet.hasTotals { writeTotals(page) }
        worksheet_freeze_panes(page, 1, 0)
        if !sheet.columns.isEmpty {
            worksheet_autofilter(
                page, 0, 0, lxw_row_t(sheet.rows.count), lxw_col_t(sheet.columns.count - 1))
        }
    }

    private func tell(_ created: Day, _ comments: String) {
        sheet.title.withMutableCString { title in
            "Purr".withMutableCString { author in
                comments.withMutableCString { comments in
                    var properties = lxw_doc_properties()
                    properties.title = title
                    properties.author = author
                    if comments.pointee != 0 { properties.comments = comments }
                    properties.created = time_t(created.number) * 86_400
                    workbook_set_properties(workbook, &properties)
                }
            }
        }
    }

    /// A page's name: without what Excel forbids in it, and at most 31 characters.
    private static func name(_ title: String) -> String {
        let allowed = title.unicodeScalars.map { scalar -> Character in
            "[]:*?/\\'".unicodeScalars.contains(scalar) || scalar.value < 32
                ? " " : Character(scalar)
        }
        let words = String(allowed).split(separator: " ").joined(separator: " ")
        var name = ""
        for character in words where (name + String(character)).utf16.count <= 31 {
            name.append(character)
        }
        return name.isEmpty ? "Purr" : name
    }

    private func setWidths(_ page: UnsafeMutablePointer<lxw_worksheet>) {
        for (index, column) in sheet.columns.enumerated() {
            var width = column.header.count + 3
            for row in sheet.rows { width = max(width, Self.width(row[index]) + 1) }
            worksheet_set_column(
                page, lxw_col_t(index), lxw_col_t(index), Double(min(width, 60)), nil)
        }
    }

    private static func width(_ cell: Sheet.Cell) -> Int {
        switch cell {
        case .empty: 0
        case .text(let text): text.count
        case .whole(let number): String(number).count
        case .money(let amount): amount.figures.count + 1
        case .percent, .yesNo: 6
        case .day: 10
        }
    }

    private func writeTotals(_ page: UnsafeMutablePointer<lxw_worksheet>) {
        let row = sheet.rows.count + 1
        for (index, column) in sheet.columns.enumerated() {
            let style = Style(kind: column.kind, isBold: true)
            if let total = sheet.total(index) {
                let letters = Self.letters(index)
                // Function 109 adds up what the filter shows.
                let formula = "=SUBTOTAL(109,\(letters)2:\(letters)\(row))"
                count(
                    worksheet_write_formula_num(
                        page, lxw_row_t(row), lxw_col_t(index), formula, format(style),
                        Self.number(total)))
            } else if index == 0 {
                write(
                    .text(sheet.language == .en ? "Total" : "Sum"),
                    Style(kind: .text, isBold: true),
                    row, index)
            }
        }
    }

    /// `A`, `Z`, `AA`.
    private static func letters(_ index: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? last : letters(index / 26 - 1) + last
    }
}

// MARK: - Cells

extension WorkbookPage {
    private func write(_ cell: Sheet.Cell, _ style: Style, _ row: Int, _ column: Int) {
        guard let page else { return }
        let row = lxw_row_t(row)
        let column = lxw_col_t(column)
        switch cell {
        case .empty: return
        case .text(let text):
            count(worksheet_write_string(page, row, column, Self.safe(text), format(style)))
        case .yesNo(let isTrue):
            count(worksheet_write_boolean(page, row, column, isTrue ? 1 : 0, format(style)))
        case .whole(let number) where number.magnitude > 1 << 53:
            // More than a spreadsheet's number holds exactly.
            write(.text(String(number)), style, Int(row), Int(column))
        case .day(let day) where day < Day(1900, 3, 1):
            // Excel takes 1900 as a leap year, and knows no day before it.
            write(.text(day.iso), style, Int(row), Int(column))
        case .whole, .money, .percent, .day:
            count(
                worksheet_write_number(page, row, column, Self.number(cell), format(style)))
        }
    }

    /// The number a spreadsheet holds: a day counts from the end of 1899.
    ///
    /// An amount below ``Money/limit`` has at most 13 figures, which a spreadsheet's number tells exactly.
    private static func number(_ cell: Sheet.Cell) -> Double {
        switch cell {
        case .empty, .text, .yesNo: 0
        case .whole(let number): Double(number)
        case .money(let amount): Double(amount.ore) / 100
        case .percent(let rate): Double(rate) / 100
        case .day(let day): Double(day.number + 25_569)
        }
    }

    /// The text as XML and C can hold it.
    ///
    /// NUL would end it, and U+FFFE and U+FFFF are in no XML document: their signs stand for them. A text that looks like
    /// one of Excel's own escapes, `_x0041_`, has its first sign escaped, as Excel does itself.
    private static func safe(_ text: String) -> String {
        guard
            text.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "_") || $0 == 0xEF })
        else { return text }
        var safe = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar.value {
            case 0: safe.append("\u{2400}")
            case 0xFFFE, 0xFFFF: safe.append("\u{FFFD}")
            case 0x5F where isEscape(scalars[index...]):
                safe.append(contentsOf: "_x005F_".unicodeScalars)
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }

    private static func isEscape(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        let start = Array(text.prefix(7))
        return start.count == 7 && start[1] == "x" && start[6] == "_"
            && start[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
    }

    private func count(_ error: lxw_error) {
        if error != LXW_NO_ERROR { refusals += 1 }
    }

    private func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(workbook) else { return nil }
        if style.isBold { format_set_bold(format) }
        switch style.kind {
        // The file says a comma where a Norwegian spreadsheet shows a blank: # ##0,00.
        case .money: format_set_num_format(format, "#,##0.00")
        case .percent: format_set_num_format(format, "0.00")
        case .whole: format_set_num_format(format, "0")
        case .day: format_set_num_format(format, "dd\\.mm\\.yyyy")
        case .text: format_set_num_format(format, "@")
        case .yesNo: break
        }
        formats[style] = format
        return format
    }
}

extension String {
    /// Lends the text as C wants it where it does not promise to leave it alone.
    fileprivate func withMutableCString<Result>(
        _ body: (UnsafeMutablePointer<CChar>) -> Result
    ) -> Result {
        var bytes = Array(utf8CString)
        return bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                preconditionFailure("a C string has an end")
            }
            return body(base)
        }
    }
}
