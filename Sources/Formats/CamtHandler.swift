import Basics

/// Follows the elements of a camt message and hands over what its entries tell.
final class CamtHandler: XMLHandler {
    private let handle: (FileRecord) throws -> Void
    private(set) var statements = 0
    private(set) var summary = FileSummary(format: .camt054)

    private var path: [CamtTag] = []
    private var account = AccountNumber("")
    private var currency = "NOK"
    private var through: Day?
    private var created: Day?
    private var opening: Money?
    private var closing: Money?
    private var balance = (code: "", amount: Money.zero, isCredit: true, day: Day?.none)
    private var entry: CamtEntry?
    private var detail: CamtDetail?
    private var document: CamtDocument?
    private var amountCurrency = ""
    private var position = 0

    init(_ handle: @escaping (FileRecord) throws -> Void) { self.handle = handle }

    func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {
        let tag = path.isEmpty ? CamtTag.other : CamtTag(name)
        if path.isEmpty { try root(name.namespaceString) }
        path.append(tag)
        switch tag {
        case .stmt, .ntfctn: startStatement()
        case .ntry:
            entry = CamtEntry()
            entry?.line = line
        case .txDtls where entry != nil: detail = CamtDetail()
        case .strd where detail != nil: document = CamtDocument()
        case .bal: balance = ("", .zero, true, nil)
        case .amt: amountCurrency = attributes["Ccy"] ?? ""
        default: break
        }
    }

    private func root(_ namespace: String) throws {
        let name = namespace.split(separator: ":").last.map(String.init) ?? ""
        let parts = name.split(separator: ".")
        summary.format = parts.count > 1 && parts[1] == "053" ? .camt053 : .camt054
        summary.version = parts.dropFirst(2).joined(separator: ".")
        let known = ["camt.053.001.02", "camt.053.001.08", "camt.054.001.02", "camt.054.001.08"]
        guard known.contains(name) else {
            throw Diagnostic(
                "camt.version", place: "root element", found: name.isEmpty ? "no namespace" : name,
                expected: known.joined(separator: ", "), remedy: "ask the bank for one of these")
        }
    }

    private func startStatement() {
        statements += 1
        account = AccountNumber("")
        currency = "NOK"
        through = nil
        created = nil
        opening = nil
        closing = nil
    }

    func end(_ name: XMLName, text: XMLText, at line: Int) throws {
        guard let tag = path.popLast() else { return }
        let parent = path.last ?? .other
        if entry != nil {
            try endInEntry(tag, parent, text, line)
        } else {
            try endInStatement(tag, parent, text, line)
        }
    }

    // MARK: - The statement

    private func endInStatement(
        _ tag: CamtTag, _ parent: CamtTag, _ text: XMLText, _ line: Int
    ) throws {
        // The owner's own numbers stand deeper within Acct and are not the account.
        let isAccount = path.suffix(2) == [.acct, .id] || path.suffix(3) == [.acct, .id, .othr]
        switch (tag, parent) {
        case (.msgId, _): summary.identity = text.string
        case (.iban, .id) where isAccount: account = AccountNumber(text.string)
        case (.id, .othr) where isAccount: account = AccountNumber(text.string)
        case (.ccy, .acct): currency = text.string
        case (.creDtTm, .stmt), (.creDtTm, .ntfctn): created = try day(text, line)
        case (.toDtTm, .frToDt): note(try day(text, line))
        case (.cd, .cdOrPrtry) where path.contains(.bal): balance.code = text.string
        case (.amt, .bal): balance.amount = try amount(text, line)
        case (.cdtDbtInd, .bal): balance.isCredit = text == "CRDT"
        case (.dt, .dt) where path.contains(.bal), (.dtTm, .dt) where path.contains(.bal):
            balance.day = try day(text, line)
        case (.bal, _): endBalance()
        case (.stmt, _), (.ntfctn, _): try endStatement()
        default: break
        }
    }

    private func endBalance() {
        let signed = balance.isCredit ? balance.amount : -balance.amount
        if balance.code == "OPBD" { opening = signed }
        if balance.code == "CLBD" {
            closing = signed
            if let day = balance.day { note(day) }
        }
    }

    private func endStatement() throws {
        if let known = through ?? created {
            try handle(
                .statement(
                    BankStatement(
                        account: account, currency: currency, through: known, opening: opening,
                        closing: closing)))
        }
    }

    /// The file is known to cover this day.
    private func note(_ day: Day) { through = max(through ?? day, day) }

    // MARK: - Entries

    private func endInEntry(
        _ tag: CamtTag, _ parent: CamtTag, _ text: XMLText, _ line: Int
    ) throws {
        if document != nil {
            try endInDocument(tag, parent, text, line)
        } else if detail != nil {
            try endInDetail(tag, parent, text, line)
        } else {
            try endOfEntryField(tag, parent, text, line)
        }
    }

    private func endOfEntryField(
        _ tag: CamtTag, _ parent: CamtTag, _ text: XMLText, _ line: Int
    ) throws {
        switch (tag, parent) {
        case (.amt, .ntry):
            entry?.amount = try amount(text, line)
            entry?.currency = amountCurrency
        case (.cdtDbtInd, .ntry): entry?.isCredit = text == "CRDT"
        case (.rvslInd, .ntry): entry?.isReversal = text == "true" || text == "1"
        case (.sts, .ntry) where !text.isEmpty: entry?.status = text.string
        case (.cd, .sts): entry?.status = text.string
        case (.dt, .bookgDt), (.dtTm, .bookgDt): entry?.booked = try day(text, line)
        case (.acctSvcrRef, .ntry): entry?.reference = text.string
        case (.cd, .domn): entry?.domain = text.string
        case (.cd, .fmly): entry?.family = text.string
        case (.subFmlyCd, .fmly): entry?.subfamily = text.string
        case (.cd, .prtry) where path.contains(.bkTxCd): entry?.proprietary = text.string
        case (.issr, .prtry) where path.contains(.bkTxCd): entry?.issuer = text.string
        case (.nbOfTxs, .btch): entry?.batchCount = Int(text.string)
        case (.addtlNtryInf, .ntry): entry?.information = text.string
        case (.ntry, _): try endEntry()
        default: break
        }
    }

    private func endInDetail(
        _ tag: CamtTag, _ parent: CamtTag, _ text: XMLText, _ line: Int
    ) throws {
        switch (tag, parent) {
        case (.amt, .txAmt), (.amt, .txDtls):
            detail?.amount = try amount(text, line)
            detail?.currency = amountCurrency
        case (.cdtDbtInd, .txDtls): detail?.isCredit = text == "CRDT"
        case (.acctSvcrRef, .refs): detail?.reference = text.string
        case (.nm, .dbtr), (.nm, .pty):
            if path.contains(.dbtr) { detail?.payerName = text.string }
        case (.iban, .id), (.id, .othr):
            if path.suffix(2) == [.dbtrAcct, .id] || path.suffix(3) == [.dbtrAcct, .id, .othr] {
                detail?.payerAccount = AccountNumber(text.string).text
            }
        case (.ustrd, _), (.addtlTxInf, _):
            if !text.isEmpty { detail?.texts.append(text.string) }
        case (.accptncDtTm, .rltdDts): detail?.accepted = try day(text, line)
        case (.txDtls, _):
            if let detail { entry?.details.append(detail) }
            detail = nil
        default: break
        }
    }

    private func endInDocument(
        _ tag: CamtTag, _ parent: CamtTag, _ text: XMLText, _ line: Int
    ) throws {
        switch (tag, parent) {
        case (.ref, .cdtrRefInf): document?.reference = text.string.filter { $0 != " " }
        case (.cd, .cdOrPrtry):
            if path.contains(.cdtrRefInf) { document?.type = text.string }
        case (.issr, .tp):
            if path.contains(.cdtrRefInf) { document?.referenceIssuer = text.string }
        case (.nb, .rfrdDocInf): document?.number = text.string
        case (.rmtdAmt, _): document?.amount = try amount(text, line)
        case (.cdtNoteAmt, _): document?.creditAmount = try amount(text, line)
        case (.strd, _):
            if let document { detail?.documents.append(document) }
            document = nil
        default: break
        }
    }

    private func endEntry() throws {
        defer { entry = nil }
        guard let entry else { return }
        guard let amount = entry.amount, let booked = entry.booked else {
            throw Diagnostic(
                "camt.entry", place: "line \(entry.line), Ntry",
                found: entry.amount == nil ? "no Amt" : "no BookgDt",
                expected: "an amount and a booking day", remedy: "fetch the file again")
        }
        guard entry.status == "BOOK" else { return }
        note(booked)
        let split = CamtSplitter(entry: entry, amount: amount, booked: booked, account: account)
        try split.check()
        for var record in split.entries() {
            position += 1
            record.position = position
            try handle(.bankEntry(record))
        }
        summary.records += 1
    }

    // MARK: - Values

    private func amount(_ text: XMLText, _ line: Int) throws -> Money {
        guard let money = Money(parsing: text.string, decimal: "."), money >= .zero else {
            throw Diagnostic(
                "camt.amount", place: "line \(line)", found: text.string,
                expected: "an amount such as 1234.50, never negative",
                remedy: "fetch the file again")
        }
        return money
    }

    /// The day as the bank wrote it: an hour belongs to the bank's own day, whatever its offset.
    private func day(_ text: XMLText, _ line: Int) throws -> Day {
        guard let day = Day(iso: text.string.prefix(10)) else {
            throw Diagnostic(
                "camt.date", place: "line \(line)", found: text.string,
                expected: "a day such as 2026-10-07", remedy: "fetch the file again")
        }
        return day
    }
}
