import Basics

/// Reads a list of open items from a spreadsheet or an accounting system's export.
///
/// The columns are told by their headers (``CSVColumn``), so the list can come from any system. A row
/// that can not be read refuses the whole list, for half a list would let paid claims be pressed and
/// others be forgotten; what is merely odd comes as a finding.
///
///     Kundenr;Kundenavn;Fakturanr;Fakturadato;Forfall;Restbeløp;KID
///     10001;Bakken Bygg AS;40101;06.07.2026;20.07.2026;12500,00;0001401017
///
/// Each customer comes before its first item, once for as long as its rows stand together. Closed rows
/// (nothing left to pay) are passed over. A row that begins with Sum or Total checks the sum of the rows
/// before it.
///
/// The list speaks of the newest day of issue in it, unless ``ReadOptions/asOf`` says otherwise: payments
/// after that day are taken as not yet in the list. If some of them are, they count twice and a claim
/// looks more paid than it is; erring this way never presses someone who has paid.
public enum CSVReader {
    /// - Parameter handle: gets each record as soon as it is read; a fault later in the file still refuses
    ///   the whole, so nothing must be kept until this returns.
    /// - Returns: the summary; `records` counts the open items.
    /// - Throws: `Diagnostic` with one of the codes `csv.not-open-items`, `csv.column-missing`, `csv.map`,
    ///   `csv.columns`, `csv.quote`, `csv.encoding`, `csv.amount`, `csv.date`, `csv.kid-ruined`,
    ///   `csv.customer`, `csv.vat-code`, `csv.total`, and whatever `handle` throws.
    public static func read(
        _ source: inout ByteSource, options: ReadOptions, _ handle: (FileRecord) throws -> Void
    ) throws -> FileSummary {
        var tokenizer = CSVTokenizer()
        var row = CSVRow()
        guard try tokenizer.header(&row, from: &source) else {
            throw Diagnostic(
                "csv.not-open-items", place: "line 1", found: "an empty file",
                expected: "a list with a line of headers", remedy: "export the list again")
        }
        let headers = try tokenizer.headers(row)
        let map = try CSVColumnMap(headers: headers, options: options, line: row.line)
        var rows = CSVRowReader(map: map, options: options, encoding: tokenizer.encoding)
        while try tokenizer.next(&row, from: &source) {
            try rows.read(row, handle)
        }
        try rows.finish(handle)
        return FileSummary(
            format: .openItemsCSV, version: map.dialect?.name ?? "",
            asOf: options.asOf ?? rows.newestIssued, records: rows.items)
    }
}
