import Basics

/// Reads customers and open items from a SAF-T Financial file, versions 1.10 to 1.40.
///
/// A ledger tells what was invoiced and what was paid, not what is open: that is inferred
/// (``SAFTSettlement``), and checked against the closing balance of each customer. Where they differ, the
/// customer comes with the finding `saft.balance-differs`, and should not be reminded until someone has
/// looked.
///
/// Customers come as they are read, then findings and items at the end. Only what is not settled is held
/// in memory.
///
/// - Source: Skatteetaten, "About SAF-T Financial" 1.30 and 1.40, and the schemas 1.10, 1.20 and 1.30.
public enum SAFTReader {
    /// - Parameter handle: gets each record; a fault later in the file still refuses the whole, so
    ///   nothing must be kept until this returns.
    /// - Returns: the summary; `records` counts the open items, `asOf` is the last day of the selection
    ///   or the day the file was made if that is earlier, else the newest day in the ledger.
    /// - Throws: `Diagnostic` with one of the codes `saft.namespace`, `saft.version`, `saft.amount`,
    ///   `saft.date`, `saft.no-entries`, those of the XML reader, and whatever `handle` throws.
    public static func read(
        _ source: inout ByteSource, options: ReadOptions, _ handle: (FileRecord) throws -> Void
    ) throws -> FileSummary {
        var document = try SAFTXML.read(&source, handle)
        guard document.hasEntries else {
            throw Diagnostic(
                "saft.no-entries", place: "the whole file",
                found: document.hasSalesInvoices
                    ? "sales invoices without a ledger" : "no GeneralLedgerEntries",
                expected: "customers and ledger in one file",
                remedy: "export the file again, with postings and not in parts")
        }
        let items = try emit(&document, options, handle)
        return FileSummary(
            format: .saft, version: document.header.version,
            asOf: options.asOf ?? document.header.lastDay ?? document.ledger.newestDay,
            companyName: document.header.companyName,
            organisationNumber: document.header.organisationNumber, records: items)
    }

    /// Hands on what is left when all is settled; gives the number of items.
    private static func emit(
        _ document: inout SAFTDocument, _ options: ReadOptions,
        _ handle: (FileRecord) throws -> Void
    ) throws -> Int {
        var findings = document.findings
        for customer in document.ledger.customers where !customer.isListed {
            try handle(.customer(CustomerRecord(number: customer.number, name: "")))
            try findings.tell(
                Diagnostic(
                    "saft.customer-missing", place: "customer \(customer.number)",
                    found: "ledger lines", expected: "the customer in MasterFiles",
                    remedy: "export the file again with all customers"),
                code: "saft.customer-missing", handle)
        }
        guard
            let opening = document.header.firstDay.map({ $0 - 1 }) ?? document.ledger.oldestDay
                ?? document.header.lastDay ?? document.header.created ?? options.asOf
        else {
            throw Diagnostic(
                "saft.date", place: "Header, SelectionCriteria", found: "no day in the whole file",
                expected: "the period the file is of",
                remedy: "give the day the file speaks of with --as-of")
        }
        let customers = document.ledger.customers
        let emitter = SAFTEmitter(
            currency: document.header.currency, foreign: document.ledger.foreign)
        var items = 0
        var total: Int64 = 0
        try document.ledger.settle(openingDay: opening) { index, lines in
            var sum: Int64 = 0
            for line in lines where line.remaining != 0 {
                sum &+= line.remaining
                let item = try emitter.item(line, customers[index].number, &findings, handle)
                try handle(.openItem(item))
                items += 1
            }
            total &+= sum
            try check(customers[index], sum, &findings, handle)
        }
        try checkLedger(document, total, &findings, handle)
        if document.hasSalesInvoices, document.ledger.newestDay == nil {
            // They tell neither due date nor what was paid, so nothing open can be made of them.
            try findings.tell(
                Diagnostic(
                    "saft.source-documents", place: "SourceDocuments",
                    found: "sales invoices, and no customer's line in the ledger",
                    expected: "the invoices' postings in GeneralLedgerEntries",
                    remedy: "export the file again with postings, or a list of open items"),
                code: "saft.source-documents", handle)
        }
        try findings.finish(handle)
        return items
    }

    private static func check(
        _ customer: SAFTLedger.Customer, _ sum: Int64, _ findings: inout OpenItemFindings,
        _ handle: (FileRecord) throws -> Void
    ) throws {
        guard let closing = customer.closing, closing != sum else { return }
        // Never limited in number: each such customer must not be reminded.
        try handle(
            .finding(
                Diagnostic(
                    "saft.balance-differs", place: "customer \(customer.number)",
                    found: "open items of \(Money(ore: sum).decimal)",
                    expected: "the closing balance \(Money(ore: closing).decimal)",
                    remedy: "compare with the customer's ledger before reminding")))
    }

    /// The receivables accounts as a whole, when customers' balances are on them.
    private static func checkLedger(
        _ document: SAFTDocument, _ total: Int64, _ findings: inout OpenItemFindings,
        _ handle: (FileRecord) throws -> Void
    ) throws {
        let told = document.receivables.filter { document.usedAccounts.contains($0.key) }
        let closing = told.values.reduce(0, &+)
        guard !told.isEmpty, closing != total else { return }
        try findings.tell(
            Diagnostic(
                "saft.ledger-differs",
                place: "account \(told.keys.sorted().joined(separator: ", "))",
                found: "open items of \(Money(ore: total).decimal)",
                expected: "the closing balance \(Money(ore: closing).decimal)",
                remedy: "see whether lines on the account lack a customer"),
            code: "saft.ledger-differs", handle)
    }
}

/// Makes open items of settled lines.
struct SAFTEmitter {
    let currency: String
    let foreign: [(currency: String, amount: Money)]

    func item(
        _ line: SAFTLine, _ customer: String, _ findings: inout OpenItemFindings,
        _ handle: (FileRecord) throws -> Void
    ) throws -> OpenItemRecord {
        var kind = kind(line)
        var money = (
            amount: Money(ore: line.amount), remaining: Money(ore: line.remaining),
            currency: currency
        )
        if line.foreign >= 0 {
            let told = foreign[Int(line.foreign)]
            if line.remaining == line.amount, told.amount != .zero {
                money = (told.amount, told.amount, told.currency)
            } else {
                // What is left in the foreign currency can not be told: never pressed.
                kind = line.remaining < 0 ? .unallocated : .undocumented
                try findings.tell(
                    Diagnostic(
                        "saft.foreign-currency", place: "line \(line.fileLine)",
                        found: "\(line.reference) in \(told.currency), "
                            + (told.amount == .zero ? "amount not told" : "settled in part"),
                        expected: "an amount left in \(told.currency)",
                        remedy: "look the claim up in the accounting system"),
                    code: "saft.foreign-currency", handle)
            }
        }
        let hasDue = kind == .invoice || kind == .reminderFee || kind == .creditNote
        return OpenItemRecord(
            kind: kind, customerNumber: customer, reference: line.reference, kid: line.kid,
            issued: line.issued, due: hasDue ? line.due : nil, amount: money.amount,
            remaining: money.remaining, currency: money.currency, text: line.text,
            place: line.traits.contains(.opening) ? "opening balance" : "line \(line.fileLine)")
    }

    private func kind(_ line: SAFTLine) -> OpenItemRecord.Kind {
        if !line.isClaim { return line.traits.contains(.creditNote) ? .creditNote : .unallocated }
        if line.traits.contains(.reminderFee) { return .reminderFee }
        let isDocumented = !line.reference.isEmpty || !line.kid.isEmpty
        return isDocumented && !line.traits.contains(.paidOut) ? .invoice : .undocumented
    }
}
