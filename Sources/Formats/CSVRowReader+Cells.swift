import Basics

extension CSVRowReader {
    static func undecodable(_ place: String) -> Diagnostic {
        Diagnostic(
            "csv.encoding", place: place, found: "bytes that are not UTF-8",
            expected: "UTF-8, as in the rest of the file",
            remedy: "export the list again, all of it as UTF-8")
    }

    func place(_ row: CSVRow, _ column: CSVColumn) -> String {
        "line \(row.line), column \(map.header(column))"
    }

    func isEmpty(_ row: CSVRow, _ column: CSVColumn) -> Bool {
        guard let index = map.index(column) else { return true }
        return row.isEmpty(index)
    }

    func bytes(_ row: CSVRow, _ column: CSVColumn) -> ArraySlice<UInt8> {
        guard let index = map.index(column) else { return [] }
        return row.bytes[row.range(index)]
    }

    mutating func text(_ row: CSVRow, _ column: CSVColumn) throws -> String {
        let bytes = bytes(row, column)
        if bytes.isEmpty { return "" }
        guard let text = encoding.decode(bytes) else {
            throw CSVRowReader.undecodable(place(row, column))
        }
        return text
    }

    mutating func money(_ row: CSVRow, _ column: CSVColumn) throws -> Money? {
        let bytes = bytes(row, column)
        if bytes.isEmpty { return nil }
        if let money = try CSVValues.money(bytes, { try text(row, column) }) { return money }
        throw Diagnostic(
            "csv.amount", place: place(row, column), found: try text(row, column),
            expected: "an amount such as 1234,50 with at most two decimals",
            remedy: "write the amounts without thousands separators and export the list again")
    }

    mutating func day(_ row: CSVRow, _ column: CSVColumn) throws -> Day? {
        let bytes = bytes(row, column)
        if bytes.isEmpty { return nil }
        if let day = try CSVValues.day(bytes, { try text(row, column) }) { return day }
        throw Diagnostic(
            "csv.date", place: place(row, column), found: try text(row, column),
            expected: "a day such as 23.11.2026 or 2026-11-23",
            remedy: "format the column as a date and export the list again")
    }

    /// What a row names as original and left; one stands for both when only one is told.
    mutating func amounts(_ row: CSVRow) throws -> (amount: Money, remaining: Money) {
        let told = try money(row, .amount)
        let remaining = try money(row, .remaining)
        if map.index(.remaining) != nil {
            guard let remaining else { throw noAmount(row, .remaining) }
            return (told ?? remaining, remaining)
        }
        if map.index(.amount) != nil {
            guard let told else { throw noAmount(row, .amount) }
            return (told, told)
        }
        let gross = try gross(row)
        return (gross, gross)
    }

    func noAmount(_ row: CSVRow, _ column: CSVColumn) -> Diagnostic {
        Diagnostic(
            "csv.amount", place: place(row, column), found: "nothing", expected: "an amount",
            remedy: "fill in the amount, 0 if nothing is left, or delete the row")
    }

    /// The gross amount of a row in Tripletex' layout for opening invoices.
    mutating func gross(_ row: CSVRow) throws -> Money {
        let code = try text(row, .vatCode)
        guard let day = try day(row, .issued) ?? day(row, .due) ?? options.asOf else {
            throw noDay(row)
        }
        guard let rate = CSVVATCode.rate(code, on: day) else {
            throw Diagnostic(
                "csv.vat-code", place: place(row, .vatCode),
                found: code.isEmpty ? "nothing" : "\(code) on \(day)",
                expected: "a VAT code of sales: 3, 31, 32, 33, 5, 51, 52, 6 or 7",
                remedy: "add a column with the gross amount and give it as --map amount=<header>")
        }
        let price = try text(row, .unitPrice)
        let count = isEmpty(row, .unitCount) ? "1" : try text(row, .unitCount)
        guard let gross = CSVVATCode.gross(unitPrice: price, count: count, rate: rate) else {
            throw Diagnostic(
                "csv.amount", place: place(row, .unitPrice), found: "\(price) × \(count)",
                expected: "a price and a count with at most four decimals",
                remedy: "correct the numbers and export the list again")
        }
        return gross
    }

    func noDay(_ row: CSVRow) -> Diagnostic {
        Diagnostic(
            "csv.date", place: place(row, map.index(.issued) == nil ? .due : .issued),
            found: "nothing", expected: "the day the row is of",
            remedy: "fill in the date, or give the day the list speaks of with --as-of")
    }

    func added(_ sum: Int64, _ money: Money, _ row: CSVRow) throws -> Int64 {
        let (result, overflow) = sum.addingReportingOverflow(money.ore)
        guard !overflow else {
            throw Diagnostic(
                "csv.amount", place: "line \(row.line)", found: "a sum beyond all measure",
                expected: "the open items of one company", remedy: "export the list again")
        }
        return result
    }
}
