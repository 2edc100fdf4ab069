import Basics

extension CSVRowReader {
    /// The open item a row tells of; its remaining amount is not zero.
    mutating func item(
        _ row: CSVRow, _ amounts: (amount: Money, remaining: Money), _ issued: Day?,
        _ handle: (FileRecord) throws -> Void
    ) throws -> OpenItemRecord {
        let reference = try text(row, .invoice)
        let kind = try kind(row, amounts.remaining, hasReference: !reference.isEmpty, handle)
        let kid = try kid(row, handle)
        var due = try day(row, .due)
        // The day of a payment or balance is no deadline, though lists have it in that column.
        if kind == .unallocated || kind == .undocumented { due = nil }
        guard let issued = try issued ?? day(row, .due) ?? options.asOf else { throw noDay(row) }
        if kind == .invoice, !invoicesSeen.insert(identity(reference)).inserted {
            let place = place(row, .invoice)
            try findings.tell(
                Diagnostic(
                    "csv.invoice-twice", place: place, found: reference,
                    expected: "an invoice on one row",
                    remedy: "see whether the list has the same claim twice"),
                code: "csv.invoice-twice", handle)
        }
        let currency = isEmpty(row, .currency) ? "NOK" : try text(row, .currency).uppercased()
        return OpenItemRecord(
            kind: kind, customerNumber: customerNumber, reference: reference, kid: kid,
            issued: issued, due: due, amount: try original(amounts, row, handle),
            remaining: amounts.remaining, currency: currency, text: try text(row, .text),
            place: "line \(row.line)")
    }

    private func identity(_ reference: String) -> Int {
        var hasher = Hasher()
        hasher.combine(customerNumber)
        hasher.combine(reference)
        return hasher.finalize()
    }

    /// What the row is: by its type column, else by its sign and whether it has a reference.
    private mutating func kind(
        _ row: CSVRow, _ remaining: Money, hasReference: Bool,
        _ handle: (FileRecord) throws -> Void
    ) throws -> OpenItemRecord.Kind {
        let bytes = bytes(row, .kind)
        if bytes.isEmpty { return .byAmount(remaining, hasReference: hasReference) }
        let word = try text(row, .kind)
        if !bytes.elementsEqual(kindWord) {
            kindWord = Array(bytes)
            kindOfWord = OpenItemRecord.Kind(word: word)
        }
        guard let told = kindOfWord else {
            let place = place(row, .kind)
            try findings.tell(
                Diagnostic(
                    "csv.kind", place: place, found: word,
                    expected: "Faktura, Kreditnota, Purregebyr, Innbetaling or Inngående saldo",
                    remedy: "see what the row is; it is kept as a balance that is never reminded"),
                code: "csv.kind", handle)
            return remaining < .zero ? .unallocated : .undocumented
        }
        switch told {
        case .invoice:
            // An invoice in minus is how some systems write a credit note.
            if remaining < .zero { return .byAmount(remaining, hasReference: hasReference) }
            return hasReference ? .invoice : .undocumented
        case .undocumented:
            return remaining < .zero ? .unallocated : .undocumented
        case .reminderFee:
            guard remaining > .zero else { return .byAmount(remaining, hasReference: hasReference) }
            return .reminderFee
        case .creditNote, .unallocated:
            guard remaining < .zero else {
                throw Diagnostic(
                    "csv.amount",
                    place: place(row, map.index(.remaining) == nil ? .amount : .remaining),
                    found: remaining.decimal, expected: "a negative amount for \(word)",
                    remedy: "export credits with a minus sign, or correct the row's type")
            }
            return told
        }
    }

    private mutating func kid(
        _ row: CSVRow, _ handle: (FileRecord) throws -> Void
    ) throws -> String {
        let written = try text(row, .kid)
        if written.isEmpty { return "" }
        switch CSVValues.kid(written) {
        case .none:
            return ""
        case .kid(let kid):
            if KID(kid) == nil {
                let place = place(row, .kid)
                try findings.tell(
                    Diagnostic(
                        "csv.kid-check", place: place, found: kid,
                        expected: "a KID whose last digit fits MOD10 or MOD11",
                        remedy: "compare it with the invoice"),
                    code: "csv.kid-check", handle)
            }
            return kid
        case .ruined:
            throw Diagnostic(
                "csv.kid-ruined", place: place(row, .kid), found: written,
                expected: "the KID's digits; a spreadsheet has made a number of it",
                remedy: "export the list again and do not save it from a spreadsheet, "
                    + "or format the KID column as text first")
        case .text:
            let place = place(row, .kid)
            try findings.tell(
                Diagnostic(
                    "csv.kid", place: place, found: written, expected: "2 to 25 digits",
                    remedy:
                        "see whether the column holds something else; the row is kept without KID"
                ), code: "csv.kid", handle)
            return ""
        }
    }

    /// The original amount, made to fit what is left: of the same sign and not smaller.
    private mutating func original(
        _ amounts: (amount: Money, remaining: Money), _ row: CSVRow,
        _ handle: (FileRecord) throws -> Void
    ) throws -> Money {
        let (amount, remaining) = amounts
        let hasSameSign = (amount < .zero) == (remaining < .zero)
        if amount != .zero, hasSameSign, remaining.magnitude <= amount.magnitude { return amount }
        let place = place(row, .remaining)
        try findings.tell(
            Diagnostic(
                "csv.remaining", place: place, found: remaining.decimal,
                expected: "at most the original \(amount.decimal)",
                remedy: "see whether interest, a fee or an overpayment is in it"),
            code: "csv.remaining", handle)
        return remaining
    }
}

// MARK: - Totals

extension CSVRowReader {
    private static let totalWords: Set<Substring> = [
        "sum", "total", "totalt", "totalsum", "delsum", "subtotal", "sumtotal",
    ]

    /// True for a row that sums up the rows before it: all of them, or those since the last such row.
    ///
    /// - Throws: `csv.total` when the sum is another.
    mutating func isTotal(_ row: CSVRow) throws -> Bool {
        guard let first = (0..<row.count).first(where: { !row.isEmpty($0) }),
            isEmpty(row, .invoice) || map.index(.invoice) == first,
            isEmpty(row, .due) || map.index(.due) == first,
            isEmpty(row, .kind) || map.index(.kind) == first,
            let cell = encoding.decode(row.bytes[row.range(first)])
        else { return false }
        let word = cell.lowercased().prefix { $0.isLetter }
        guard CSVRowReader.totalWords.contains(word) else { return false }
        try check(row, .remaining, total: totalRemaining, group: groupRemaining)
        try check(row, .amount, total: totalAmount, group: groupAmount)
        groupRemaining = 0
        groupAmount = 0
        return true
    }

    private mutating func check(
        _ row: CSVRow, _ column: CSVColumn, total: Int64, group: Int64
    ) throws {
        guard let told = try money(row, column), told.ore != total, told.ore != group else {
            return
        }
        throw Diagnostic(
            "csv.total", place: place(row, column), found: told.decimal,
            expected: "\(Money(ore: total).decimal), the sum of the rows before",
            remedy: "rows are missing or changed: export the list again")
    }
}
