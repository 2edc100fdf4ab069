import Basics

/// Follows the elements of a camt message and hands over what its entries tell.
final class CamtHandler: XMLHandler {
    // One value, so that each element costs one check of access.
    @exclusivity(unchecked) private var message: CamtMessage

    init(_ handle: @escaping (FileRecord) throws -> Void) { message = CamtMessage(handle) }

    var statements: Int { message.statements }
    var summary: FileSummary { message.summary }

    func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {
        try message.start(name, attributes, line)
    }

    func end(_ name: XMLName, text: XMLText, at line: Int) throws {
        try message.end(text, line)
    }
}

/// A message as far as it is read.
struct CamtMessage {
    /// Details kept before a batch is handed over, so that memory does not grow with it.
    private static let detailsAtOnce = 256

    private let handle: (FileRecord) throws -> Void
    private let tree = CamtTree.messages
    private(set) var statements = 0
    private(set) var summary = FileSummary(format: .camt054)

    private var path: [CamtTree.Node] = []
    /// How deep within an element that is not read.
    private var skipped = 0
    private var currency = ""
    private var statement = CamtStatement()
    private var told: BankStatement?
    private var balance = CamtBalance()
    private var entry = CamtEntry()
    private var detail = CamtDetail()
    private var document = CamtDocument()
    private var charge = CamtCharge()
    private var isPaged = false
    private var position = 0

    init(_ handle: @escaping (FileRecord) throws -> Void) { self.handle = handle }

    mutating func start(_ name: XMLName, _ attributes: XMLAttributes, _ line: Int) throws {
        if skipped > 0 {
            skipped += 1
            return
        }
        guard let parent = path.last else { return try startRoot(name) }
        guard let node = tree.child(of: parent, named: name.local) else {
            skipped = 1
            return
        }
        path.append(node)
        currency = attributes.isEmpty ? "" : attributes["Ccy"] ?? ""
        guard let part = tree.part(node) else { return }
        switch part {
        case .statement:
            statements += 1
            statement = CamtStatement()
            statement.isPaged = isPaged
            told = nil
        case .balance: balance = CamtBalance()
        case .entry: entry = CamtEntry(line: line)
        case .group: entry.startGroup()
        case .detail: detail = CamtDetail(line: line)
        case .document: document = CamtDocument()
        case .entryCharge, .detailCharge: charge = CamtCharge()
        }
    }

    private mutating func startRoot(_ name: XMLName) throws {
        let namespace = name.namespaceString
        guard let (format, version) = try CamtReader.version(ofNamespace: namespace) else {
            throw Diagnostic(
                "camt.version", place: "root element",
                found: namespace.isEmpty ? "no namespace" : namespace,
                expected: CamtReader.versions.joined(separator: ", "),
                remedy: "ask the bank for one of these")
        }
        summary.format = format
        summary.version = version
        path.append(tree.root)
    }

    mutating func end(_ text: XMLText, _ line: Int) throws {
        if skipped > 0 {
            skipped -= 1
            return
        }
        guard let node = path.popLast() else { return }
        if let field = tree.field(node) {
            let value = CamtValue(text: text, currency: currency, line: line)
            switch field {
            case .messageID: summary.identity = value.string
            case .statement(let field): try statement.set(field, value)
            case .balance(let field): try balance.set(field, value)
            case .entry(let field): try entry.set(field, value)
            case .detail(let field): try detail.set(field, value)
            case .document(let field): try document.set(field, value)
            case .charge(let field): try charge.set(field, value)
            case .isPaged: isPaged = true
            }
        }
        guard let part = tree.part(node) else { return }
        switch part {
        case .statement: try endStatement(line)
        case .balance: statement.take(balance)
        case .entry: try endEntry()
        case .group: entry.endGroup()
        case .detail: try endDetail()
        case .document:
            document.close()
            detail.documents.append(document)
        case .entryCharge: entry.charges.take(takeCharge())
        case .detailCharge: detail.charges.take(takeCharge())
        }
    }

    /// The charge that ends here; in 001.08 the element around its records holds none itself.
    private mutating func takeCharge() -> CamtCharge {
        defer { charge = CamtCharge() }
        return charge
    }

    private mutating func endDetail() throws {
        entry.add(detail)
        // A long batch is handed over as it comes when each detail can stand alone; its count and
        // sum are checked at its end.
        guard entry.details.count >= Self.detailsAtOnce, entry.isBooked, entry.unsummed == 0,
            entry.detailCharges == 0,
            let splitter = try splitter()
        else { return }
        try hand(over: splitter.parts(of: entry.takeDetails()))
    }

    private mutating func endEntry() throws {
        guard entry.isBooked else {
            // What is expected or told for information moves nothing; what says neither, a person
            // should see.
            if entry.status.isEmpty { try handle(.finding(unsaidStatus)) }
            return
        }
        guard let splitter = try splitter() else {
            if entry.amount == nil { throw fault("no Amt", "an amount") }
            if !entry.hasDirection { throw fault("no CdtDbtInd", "CRDT or DBIT") }
            throw fault("no BookgDt", "a booking day")
        }
        try splitter.check()
        if entry.booked == nil { try hand(over: [.finding(unsaidDay(splitter.booked))]) }
        let details = entry.takeDetails()
        try hand(
            over: splitter.isWhole ? [splitter.whole(details)] : splitter.parts(of: details))
        summary.records += 1
    }

    /// What makes records of the entry; nil while its amount, direction or day is not known.
    private mutating func splitter() throws -> CamtSplitter? {
        // The schema lets a bank leave the booking day out; then the next best day counts.
        guard let amount = entry.amount, entry.hasDirection,
            let booked = entry.booked ?? entry.valued ?? statement.created
        else { return nil }
        guard let account = statement.account else { throw missingAccount(entry.line) }
        statement.saw(booked)
        statement.suggest(currency: entry.currency)
        return CamtSplitter(
            entry: entry, amount: amount, booked: booked, account: account,
            owner: statement.ownerName)
    }

    private mutating func hand(over records: [FileRecord]) throws {
        if told == nil { try tellStatement() }
        for record in records {
            if case .bankEntry(var bankEntry) = record {
                position += 1
                bankEntry.position = position
                try handle(.bankEntry(bankEntry))
            } else {
                try handle(record)
            }
        }
    }

    private mutating func endStatement(_ line: Int) throws {
        guard statement.account != nil else { throw missingAccount(line) }
        guard statement.record != nil else {
            throw Diagnostic(
                "camt.statement-day", place: "line \(line)", found: "no CreDtTm",
                expected: "the day the statement was made", remedy: "fetch the file again")
        }
        try tellStatement()
    }

    private mutating func tellStatement() throws {
        guard let record = statement.record, record != told else { return }
        told = record
        try handle(.statement(record))
    }

    private func unsaidDay(_ day: Day) -> Diagnostic {
        Diagnostic(
            "camt.booking-day", place: "line \(entry.line), Ntry",
            found: "no BookgDt; read as booked on \(day)", expected: "the day of booking",
            remedy: "look at the day before you act on it")
    }

    private var unsaidStatus: Diagnostic {
        Diagnostic(
            "camt.status", place: "line \(entry.line), Ntry",
            found: "no Sts; not read as booked", expected: "BOOK or another status",
            remedy: "ask the bank whether it is booked")
    }

    private func missingAccount(_ line: Int) -> Diagnostic {
        Diagnostic(
            "camt.account", place: "line \(line)", found: "a statement without an account",
            expected: "Acct/Id with IBAN or Othr/Id", remedy: "fetch the file again")
    }

    private func fault(_ found: String, _ expected: String) -> Diagnostic {
        Diagnostic(
            "camt.entry", place: "line \(entry.line), Ntry", found: found, expected: expected,
            remedy: "fetch the file again")
    }
}
