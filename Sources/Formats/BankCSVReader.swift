import Basics

/// Reads a bank's account download, told by its headers (``BankCSVDialect``).
///
/// One line is one movement. What is only reserved is not booked: it is counted in a finding and comes in
/// a later file. Such files have no reference of the bank's that could tell two equal lines apart, and mostly
/// no KID, so they serve to know that money came; booking needs a KID column or a person.
///
/// The account is the receiving one of money in and the sending one of money out, where the file has
/// such columns, else ``ReadOptions/account``. Each account's statement is told after its entries: from the
/// oldest to the newest booked line, with balances when the file has them and they follow from each other.
///
/// - Source: the downloads themselves, as public readers of them describe them; no bank publishes its layout.
enum BankCSVReader {
    /// The version told of a head that is such a download; nil for anything else.
    ///
    /// - Parameter head: the file's first bytes, with its byte order mark.
    static func dialect(ofHead head: [UInt8]) -> BankCSVDialect? {
        var source = ByteSource(bytes: head)
        var tokenizer = CSVTokenizer()
        var row = CSVRow()
        guard (try? tokenizer.header(&row, from: &source)) == true,
            let headers = try? tokenizer.headers(row)
        else { return nil }
        return BankCSVDialect.of(headers: headers)
    }

    /// - Throws: `Diagnostic` with one of the codes `bank-csv.unknown`, `bank-csv.account`,
    ///   `bank-csv.account-differs`, `bank-csv.direction`, `csv.columns`, `csv.quote`, `csv.encoding`,
    ///   `csv.amount`, `csv.date`, `csv.kid-ruined`, and whatever `handle` throws.
    static func read(
        _ source: inout ByteSource, options: ReadOptions, _ handle: (FileRecord) throws -> Void
    ) throws -> FileSummary {
        var tokenizer = CSVTokenizer()
        var row = CSVRow()
        let hasHeader = try tokenizer.header(&row, from: &source)
        let headers = hasHeader ? try tokenizer.headers(row) : []
        guard let dialect = BankCSVDialect.of(headers: headers) else {
            throw Diagnostic(
                "bank-csv.unknown", place: "line \(max(1, row.line))",
                found: headers.isEmpty ? "no headers" : headers.joined(separator: "; "),
                expected: "headers of " + BankCSVDialect.all.map(\.name).joined(separator: ", "),
                remedy: "fetch OCR giro or camt.054 from the bank instead")
        }
        var rows = BankCSVRows(
            dialect: dialect, headers: headers, options: options, encoding: tokenizer.encoding)
        while try tokenizer.next(&row, from: &source) {
            try rows.read(row, handle)
        }
        try rows.finish(handle)
        return FileSummary(format: .bankCSV, version: dialect.name, records: rows.records)
    }
}

extension CSVTokenizer {
    /// The texts of a line of headers.
    ///
    /// - Throws: `csv.encoding`.
    mutating func headers(_ row: CSVRow) throws -> [String] {
        try (0..<row.count).map { index in
            guard let text = encoding.decode(row.bytes[row.range(index)]) else {
                throw CSVRowReader.undecodable("line \(row.line), column \(index + 1)")
            }
            return text
        }
    }
}
