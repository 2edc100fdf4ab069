import Basics

/// What has been read of a SAF-T file: follows the elements and gathers header, customers and ledger lines.
struct SAFTDocument {
    var header = SAFTHeader()
    var ledger = SAFTLedger()
    /// Customers and findings that wait to be handed on.
    var ready: [FileRecord] = []
    var findings = OpenItemFindings()
    /// Closing balance of the receivables accounts in the general ledger, by account.
    var receivables: [String: Int64] = [:]
    /// The receivables accounts that customers' balances or lines are on.
    var usedAccounts: Set<String> = []
    private(set) var hasEntries = false
    /// The file has sales invoices beside the ledger, or instead of it.
    private(set) var hasSalesInvoices = false

    private let names = SAFTElementNames()
    private var path: [SAFTElement] = []
    private var accounts = SAFTAccounts()
    private var account = SAFTAccounts.Entry()
    private var customer = SAFTCustomer()
    private var journalText: [UInt8] = []
    private var transaction = SAFTTransaction()
    private var line = SAFTTransaction.Line()

    /// What an element is here: one of those that tell something in its parent, else ``SAFTElement/other``.
    ///
    /// What is within an element that tells nothing does not either, so its name is not looked at.
    mutating func start(
        _ name: UnsafeBufferPointer<UInt8>, isOurs: Bool, line number: Int
    ) throws {
        let parent = path.last
        let element = isOurs && parent != .other ? names[name] : .other
        path.append(element)
        switch (parent, element) {
        case (.auditFile, .masterFiles): try requireVersion(number)
        case (.auditFile, .generalLedgerEntries):
            try requireVersion(number)
            hasEntries = true
        case (.sourceDocuments, .salesInvoices): hasSalesInvoices = true
        case (.generalLedgerAccounts, .account): account = SAFTAccounts.Entry()
        case (.customers, .customer): customer = SAFTCustomer()
        case (.customer, .address): customer.startAddress()
        case (.customer, .balanceAccount): customer.startBalance()
        case (.generalLedgerEntries, .journal): journalText.removeAll(keepingCapacity: true)
        case (.journal, .transaction): transaction.start(line: number)
        case (.transaction, .line): line.start(fileLine: number)
        default: break
        }
    }

    /// Takes an element's own text, blanks trimmed, and what is complete with its end.
    ///
    /// - Returns: true when there are records to be handed on.
    mutating func end(_ text: UnsafeBufferPointer<UInt8>, line number: Int) throws -> Bool {
        guard let element = path.popLast(), element != .other, let parent = path.last else {
            return false
        }
        switch parent {
        case .header, .company, .selectionCriteria:
            try header.end(element, in: parent, text, number)
        case .account: account.end(element, text)
        case .generalLedgerAccounts: if element == .account { endAccount() }
        case .customer, .address, .contact, .bankAccount, .balanceAccount, .partyInfo:
            if path.contains(.customer) {
                try customer.end(element, in: parent, text, line: number)
            }
        case .customers: if element == .customer { endCustomer() }
        case .journal:
            if element == .description || element == .type {
                journalText.append(UInt8(ascii: " "))
                journalText.append(contentsOf: text)
            } else if element == .transaction {
                try endTransaction()
            }
        case .transaction:
            if element == .line {
                transaction.end(line, accounts)
            } else {
                try transaction.end(element, text, line: number)
            }
        case .line: try line.end(element, text, line: number)
        case .debitAmount, .creditAmount:
            if path.dropLast().last == .line { line.endAmount(element, in: parent, text) }
        default: break
        }
        return !ready.isEmpty
    }

    private func requireVersion(_ number: Int) throws {
        if !header.version.isEmpty { return }
        throw Diagnostic(
            "saft.version", place: "line \(number)", found: "no AuditFileVersion in Header",
            expected: SAFTHeader.expectedVersions,
            remedy: "export the file again as SAF-T Financial 1.30")
    }

    private mutating func endAccount() {
        accounts.add(account)
        if accounts.kind(of: account.number) == .receivable {
            receivables[account.number, default: 0] &+= account.closing
        }
    }

    private mutating func endCustomer() {
        guard !customer.record.number.isEmpty else { return }
        let balances = customer.receivables(accounts)
        usedAccounts.formUnion(balances.accounts)
        for account in balances.accounts { accounts.markReceivable(account) }
        var record = customer.finished()
        record.ledgerBalance = balances.closing.map(Money.init(ore:))
        ledger.add(
            SAFTLedger.Customer(
                number: record.number, opening: balances.opening, closing: balances.closing,
                isListed: true))
        ready.append(.customer(record))
    }

    private mutating func endTransaction() throws {
        guard !transaction.lines.isEmpty else { return }
        let voucher = SAFTWords.traits(of: transaction.words + journalText)
        for line in transaction.lines {
            let number = line.customer.isEmpty ? transaction.customer : line.customer
            guard !number.isEmpty else { continue }
            usedAccounts.insert(line.account)
            let entry = try transaction.entry(
                line, voucher: voucher, customer: ledger.index(of: number),
                foreign: { currency in
                    guard let currency, currency.code != header.currency else { return -1 }
                    return ledger.addForeign(currency.code, currency.amount)
                })
            ledger.saw(entry.issued)
            ledger.add(entry)
        }
    }
}

// MARK: - Header

/// What the header tells of the file and the company.
struct SAFTHeader {
    static let versions: Set<String> = [
        "1.0", "1.1", "1.10", "1.2", "1.20", "1.3", "1.30", "1.4", "1.40",
    ]
    static let expectedVersions = "1.10, 1.20, 1.30 or 1.40"

    var version = ""
    var created: Day?
    var currency = "NOK"
    var companyName = ""
    var organisationNumber: OrganisationNumber?
    private var start: Day?
    private var end: Day?
    private var startPeriod: (year: Int?, period: Int?) = (nil, nil)
    private var endPeriod: (year: Int?, period: Int?) = (nil, nil)

    mutating func end(
        _ element: SAFTElement, in parent: SAFTElement, _ text: UnsafeBufferPointer<UInt8>,
        _ line: Int
    ) throws {
        switch (parent, element) {
        case (.header, .auditFileVersion):
            version = String(decoding: text, as: UTF8.self)
            guard SAFTHeader.versions.contains(version) else {
                throw Diagnostic(
                    "saft.version", place: "line \(line), AuditFileVersion",
                    found: version.orNothing,
                    expected: SAFTHeader.expectedVersions,
                    remedy: "export the file again as SAF-T Financial 1.30, or update Purr")
            }
        case (.header, .auditFileDateCreated): created = SAFTValues.day(text)
        case (.header, .defaultCurrencyCode):
            if !text.isEmpty { currency = String(decoding: text, as: UTF8.self) }
        case (.company, .registrationNumber):
            organisationNumber = OrganisationNumber(String(decoding: text, as: UTF8.self))
        case (.company, .name): companyName = String(decoding: text, as: UTF8.self)
        case (.selectionCriteria, .selectionStartDate): start = SAFTValues.day(text)
        case (.selectionCriteria, .selectionEndDate): end = SAFTValues.day(text)
        case (.selectionCriteria, .periodStart): startPeriod.period = SAFTValues.number(text)
        case (.selectionCriteria, .periodStartYear): startPeriod.year = SAFTValues.number(text)
        case (.selectionCriteria, .periodEnd): endPeriod.period = SAFTValues.number(text)
        case (.selectionCriteria, .periodEndYear): endPeriod.year = SAFTValues.number(text)
        default: break
        }
    }

    /// The first day of the selection.
    var firstDay: Day? {
        if let start { return start }
        guard let year = startPeriod.year, let period = startPeriod.period else { return nil }
        return Day(year: year, month: min(max(period, 1), 12), day: 1)
    }

    /// The last day the ledger can speak of: the end of the selection, or the day the file was made if
    /// that is earlier, for what is booked later is not in it. Periods are months; a 13th is December.
    var lastDay: Day? {
        var last = end
        if last == nil, let year = endPeriod.year, let period = endPeriod.period, year < 9999,
            let first = Day(year: year, month: min(max(period, 1), 12), day: 1)
        {
            last = first.adding(months: 1) - 1
        }
        guard let last else { return nil }
        return created.map { min($0, last) } ?? last
    }
}

// MARK: - Accounts

/// What the accounts of the general ledger are for, as far as customers' open items depend on it.
struct SAFTAccounts {
    enum Kind {
        case receivable, bank, income, other
    }

    struct Entry {
        var number = ""
        /// StandardAccountID (to 1.20) or GroupingCode.
        var standard = ""
        var closing: Int64 = 0

        mutating func end(_ element: SAFTElement, _ text: UnsafeBufferPointer<UInt8>) {
            switch element {
            case .accountID: number = String(decoding: text, as: UTF8.self)
            case .standardAccountID, .groupingCode: standard = String(decoding: text, as: UTF8.self)
            case .closingDebitBalance: closing &+= SAFTValues.ore(text) ?? 0
            case .closingCreditBalance: closing &-= SAFTValues.ore(text) ?? 0
            default: break
            }
        }
    }

    private var kinds: [String: Kind] = [:]

    mutating func add(_ entry: Entry) {
        kinds[entry.number] = SAFTAccounts.kind(
            byNumber: entry.standard.isEmpty ? entry.number : entry.standard)
    }

    /// For a customer's balance on an account that the number does not tell to be receivables.
    mutating func markReceivable(_ number: String) {
        if kinds[number] != .receivable { kinds[number] = .receivable }
    }

    func kind(of number: String) -> Kind {
        kinds[number] ?? SAFTAccounts.kind(byNumber: number)
    }

    /// - Source: NS 4102, which Skatteetaten's standard accounts follow: 15 receivables, 19 bank, 3 income.
    private static func kind(byNumber number: String) -> Kind {
        if number.hasPrefix("15") { return .receivable }
        if number.hasPrefix("19") { return .bank }
        return number.hasPrefix("3") ? .income : .other
    }
}
