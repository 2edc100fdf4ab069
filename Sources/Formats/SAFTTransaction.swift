import Basics

/// A voucher of the ledger while it is being read: its own fields and its lines on receivables.
struct SAFTTransaction {
    private(set) var customer = ""
    /// Receivables lines, kept until the voucher's end: what the others are decides what they are.
    private(set) var lines: [Line] = []
    /// Everything the voucher says about itself.
    private(set) var words: [UInt8] = []
    private var id: [UInt8] = []
    private var date: Day?
    private var description: [UInt8] = []
    private var fileLine = 0
    private var debitsIncome = false
    private var creditsIncome = false
    private var debitsBank = false
    private var creditsBank = false

    mutating func start(line: Int) {
        lines.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        id.removeAll(keepingCapacity: true)
        description.removeAll(keepingCapacity: true)
        customer = ""
        date = nil
        fileLine = line
        (debitsIncome, creditsIncome, debitsBank, creditsBank) = (false, false, false, false)
    }

    mutating func end(_ element: SAFTElement, _ text: UnsafeBufferPointer<UInt8>, line: Int) throws
    {
        switch element {
        case .transactionID: id.append(contentsOf: text)
        case .transactionDate:
            guard let day = SAFTValues.day(text) else {
                throw SAFTTransaction.noDay("TransactionDate", text, line)
            }
            date = day
        case .customerID: customer = String(decoding: text, as: UTF8.self)
        case .description, .voucherType, .voucherDescription:
            if element == .description { description = Array(text) }
            words.append(UInt8(ascii: " "))
            words.append(contentsOf: text)
        default: break
        }
    }

    /// Takes a line that is complete.
    mutating func end(_ line: Line, _ accounts: SAFTAccounts) {
        switch accounts.kind(of: line.account) {
        case .receivable: lines.append(line)
        case .bank:
            if line.isDebit { debitsBank = true } else { creditsBank = true }
        case .income:
            if line.isDebit { debitsIncome = true } else { creditsIncome = true }
        case .other: break
        }
    }

    /// The ledger's entry for one of the lines.
    func entry(
        _ line: Line, voucher: SAFTLine.Traits, customer: Int32,
        foreign: ((code: String, amount: Money)?) -> Int32
    ) throws -> SAFTLine {
        guard let amount = line.amount else {
            throw Diagnostic(
                "saft.amount", place: "line \(line.fileLine), Amount of a Line",
                found: (line.faultyAmount ?? "").orNothing,
                expected: "an amount such as 1234.50 with at most two decimals",
                remedy: "export the file again; report it to the accounting system's vendor")
        }
        guard let date else {
            throw SAFTTransaction.noDay("TransactionDate", nil, fileLine)
        }
        var traits = SAFTWords.traits(of: line.description).union(voucher)
        if amount < 0 {
            let takesBackSale = debitsIncome && !debitsBank
            // Words alone do not do: a payment may say which credit note it minded.
            if debitsBank { traits.remove(.creditNote) }
            if takesBackSale { traits.insert(.creditNote) }
        } else if creditsBank, !creditsIncome {
            traits.insert(.paidOut)
        }
        // Some systems number a payment with its own voucher: that names no invoice.
        let isOwnNumber = amount < 0 && !debitsIncome && line.reference.elementsEqual(id)
        let text = line.description.isEmpty ? description : line.description
        return SAFTLine(
            customer: customer, sequence: 0, fileLine: Int32(clamping: line.fileLine),
            issued: date, due: line.due, amount: amount, remaining: amount,
            reference: isOwnNumber ? "" : String(decoding: line.reference, as: UTF8.self),
            kid: String(decoding: line.kid, as: UTF8.self),
            crossReference: String(decoding: line.crossReference, as: UTF8.self),
            sourceDocument: String(decoding: line.sourceDocument, as: UTF8.self),
            text: String(decoding: text, as: UTF8.self), traits: traits,
            foreign: foreign(line.foreign))
    }

    static func noDay(
        _ element: String, _ text: UnsafeBufferPointer<UInt8>?, _ line: Int
    ) -> Diagnostic {
        let found = text.map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Diagnostic(
            "saft.date", place: "line \(line), \(element)",
            found: found.isEmpty ? "nothing" : found,
            expected: "a day such as 2026-11-23",
            remedy: "export the file again; report it to the accounting system's vendor")
    }
}

extension SAFTTransaction {
    /// A line of a voucher, as read.
    struct Line {
        private(set) var account = ""
        private(set) var customer = ""
        private(set) var description: [UInt8] = []
        private(set) var reference: [UInt8] = []
        private(set) var kid: [UInt8] = []
        private(set) var crossReference: [UInt8] = []
        private(set) var sourceDocument: [UInt8] = []
        private(set) var due: Day?
        /// Debit less credit, in øre; nil when neither is told or one is no amount.
        private(set) var amount: Int64?
        private(set) var faultyAmount: String?
        private(set) var fileLine = 0
        private var isOnDebitSide = false
        private var currency = ""
        private var currencyAmount: Money?
        private var isVirtual = false

        /// True when the line counts as a debit: a credit below zero is one.
        var isDebit: Bool { amount.map { $0 > 0 } ?? isOnDebitSide }

        /// The amount in the currency the line names; zero when that can not be told in hundredths, as
        /// with the eighteen decimals of a virtual currency.
        var foreign: (code: String, amount: Money)? {
            guard !currency.isEmpty else { return nil }
            return (currency, isVirtual ? .zero : currencyAmount ?? .zero)
        }

        mutating func start(fileLine: Int) {
            description.removeAll(keepingCapacity: true)
            reference.removeAll(keepingCapacity: true)
            kid.removeAll(keepingCapacity: true)
            crossReference.removeAll(keepingCapacity: true)
            sourceDocument.removeAll(keepingCapacity: true)
            (account, customer, currency) = ("", "", "")
            (due, amount, faultyAmount, currencyAmount) = (nil, nil, nil, nil)
            (isOnDebitSide, isVirtual) = (false, false)
            self.fileLine = fileLine
        }

        mutating func end(_ element: SAFTElement, _ text: UnsafeBufferPointer<UInt8>, line: Int)
            throws
        {
            switch element {
            case .accountID: account = String(decoding: text, as: UTF8.self)
            case .customerID: customer = String(decoding: text, as: UTF8.self)
            case .description: description.append(contentsOf: text)
            case .referenceNumber: reference.append(contentsOf: text)
            case .cid: kid.append(contentsOf: text.lazy.filter { $0 != 0x20 })
            case .crossReference: crossReference.append(contentsOf: text)
            case .sourceDocumentID: sourceDocument.append(contentsOf: text)
            case .dueDate:
                guard let day = SAFTValues.day(text) else {
                    if text.isEmpty { return }
                    throw SAFTTransaction.noDay("DueDate", text, line)
                }
                due = day
            default: break
            }
        }

        /// Takes a part of DebitAmount or CreditAmount.
        mutating func endAmount(
            _ element: SAFTElement, in side: SAFTElement, _ text: UnsafeBufferPointer<UInt8>
        ) {
            let sign: Int64 = side == .debitAmount ? 1 : -1
            isOnDebitSide = side == .debitAmount
            switch element {
            case .amount:
                guard faultyAmount == nil, let ore = SAFTValues.ore(text) else {
                    faultyAmount = String(decoding: text, as: UTF8.self)
                    amount = nil
                    return
                }
                amount = (amount ?? 0) &+ sign * ore
            case .currencyCode: if !isVirtual { currency = String(decoding: text, as: UTF8.self) }
            case .virtualCurrencyType:
                guard !text.isEmpty else { return }
                currency = String(decoding: text, as: UTF8.self)
                isVirtual = true
            case .currencyAmount:
                currencyAmount = SAFTValues.ore(text).map { Money(ore: sign * $0) }
            default: break
            }
        }
    }
}
