import Basics

/// The grammar of a transmission, record by record.
struct OCRGiroParser {
    private(set) var identity = ""
    private(set) var recordCount = 0

    private enum State { case start, transmission, assignment, item1, item2, mandates, ended }
    private var state = State.start
    private var line = 0

    // What the open assignment holds so far.
    private var account = AccountNumber("")
    private var assignmentCount = 0
    private var assignmentRecords = 0
    private var assignmentSum: Int64 = 0
    private var lastDay: Day?

    private var totalCount = 0
    private var totalSum: Int64 = 0

    // The payment whose item 1 was read.
    private var pending = BankEntry(
        kind: .payment, account: AccountNumber(""), booked: Day(number: 0), amount: .zero)
    private var pendingType = 0
    private var pendingNumber = 0

    private var settlementDays = OCRDays()
    private var orderDays = OCRDays()

    /// The largest sum an end record can state, in øre: 17 digits.
    private static let sumLimit: Int64 = 99_999_999_999_999_999

    /// Takes a line without its line break.
    mutating func take(
        _ bytes: UnsafeBufferPointer<UInt8>, _ handle: (FileRecord) throws -> Void
    ) throws {
        line += 1
        if bytes.isEmpty && state == .ended { return }
        guard bytes.count == OCRGiroReader.recordLength else {
            throw wrongLength("\(bytes.count) characters")
        }
        let record = OCRRecord(bytes: bytes, line: line)
        guard bytes[0] == UInt8(ascii: "N"), bytes[1] == UInt8(ascii: "Y") else {
            throw fault("ocr.record-start", record.text(1, 2), "NY")
        }
        guard state != .ended else {
            throw fault("ocr.after-end", record.text(1, 8), "nothing after NY000089")
        }
        recordCount += 1
        assignmentRecords += 1
        let type = try record.digits(5, 6)
        switch (try record.digits(3, 4), try record.digits(7, 8)) {
        case (0, 10) where type == 0: try startTransmission(record)
        case (9, 20) where type == 0: try startAssignment(record, .assignment)
        case (21, 20): try startMandates(record, type: type)
        case (9, 30): try item1(record, type: type, handle)
        case (9, 31): try item2(record, type: type, handle)
        case (9, 32): try item3(record, type: type, handle)
        case (21, 70) where type == 94: try mandate(record, handle)
        case (9, 88) where type == 0: try endAssignment(record, .assignment, handle)
        case (21, 88) where type == 24: try endAssignment(record, .mandates, handle)
        case (0, 89) where type == 0: try endTransmission(record)
        default: throw unexpected(record)
        }
    }

    /// What is wrong with a line that has no end where it must have one.
    func tooLong() -> Diagnostic {
        var next = self
        next.line += 1
        return next.wrongLength("more than \(OCRGiroReader.recordLength) characters")
    }

    func finish() throws {
        guard state == .ended else {
            throw fault(
                "ocr.unfinished", "the end of the file", "an end record NY000089",
                "fetch the file again: it is cut off")
        }
    }

    // MARK: - Start and end

    private mutating func startTransmission(_ record: OCRRecord) throws {
        guard state == .start else { throw unexpected(record) }
        try record.checkDigits(9, 31)
        identity = "\(record.text(9, 16)) \(record.text(17, 23)) \(record.text(24, 31))"
        state = .transmission
    }

    private mutating func startMandates(_ record: OCRRecord, type: Int) throws {
        // Types 00 and 36 are claims and their cancellation, on their way to the bank.
        guard type == 24 else {
            throw fault(
                "ocr.outgoing",
                (type == 36 ? "cancelled AvtaleGiro claims" : "AvtaleGiro claims")
                    + ": this is a file made for the bank",
                "payments from the bank", "import the OCR file that comes back instead")
        }
        try startAssignment(record, .mandates)
    }

    private mutating func startAssignment(_ record: OCRRecord, _ kind: State) throws {
        guard state == .transmission else { throw unexpected(record) }
        try record.checkDigits(9, 35)
        let text = record.text(25, 35)
        if account.text != text { account = AccountNumber(text) }
        assignmentCount = 0
        assignmentRecords = 1
        assignmentSum = 0
        lastDay = nil
        state = kind
    }

    private mutating func endAssignment(
        _ record: OCRRecord, _ kind: State, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == kind else { throw unexpected(record) }
        try check(record, count: assignmentCount, records: assignmentRecords, sum: assignmentSum)
        if kind == .assignment {
            for position in [42, 48, 54] {
                _ = try settlementDays.day(record, position, position + 5)
            }
        }
        if let lastDay {
            try handle(.statement(BankStatement(account: account, through: lastDay)))
        }
        totalCount += assignmentCount
        totalSum = try sum(totalSum, assignmentSum)
        state = .transmission
    }

    private mutating func endTransmission(_ record: OCRRecord) throws {
        guard state == .transmission else { throw unexpected(record) }
        try check(record, count: totalCount, records: recordCount, sum: totalSum)
        _ = try settlementDays.day(record, 42, 47)
        state = .ended
    }

    /// Positions 9–41 of an end record: transactions, records and the sum in øre, which has no
    /// sign.
    private func check(_ record: OCRRecord, count: Int, records: Int, sum: Int64) throws {
        let again = "fetch the file again: something is missing or was changed"
        let stated = try record.digits(9, 16)
        guard stated == count else {
            throw fault("ocr.count", "\(count) transactions", "\(stated), as it says", again)
        }
        let statedRecords = try record.digits(17, 24)
        guard statedRecords == records else {
            throw fault("ocr.records", "\(records) records", "\(statedRecords), as it says", again)
        }
        let statedSum = try record.number(25, 41)
        guard statedSum == abs(sum) else {
            throw fault("ocr.sum", "\(sum) øre", "\(statedSum) øre, as it says", again)
        }
    }

    private func sum(_ sum: Int64, _ more: Int64) throws -> Int64 {
        // Both are far from the end of Int64: an amount has 14 digits at most, a sum 17.
        let total = sum + more
        guard total.magnitude <= UInt64(Self.sumLimit) else {
            throw fault("ocr.sum", "more than 17 digits of øre", "at most 17 digits")
        }
        return total
    }

    // MARK: - Payments

    private mutating func item1(
        _ record: OCRRecord, type: Int, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == .assignment, (10...21).contains(type) else { throw unexpected(record) }
        guard let booked = try settlementDays.day(record, 16, 21) else {
            throw fault("ocr.date", "000000", "a settlement day, DDMMYY")
        }
        if lastDay == nil {
            try handle(.statement(BankStatement(account: account, through: booked)))
        }
        lastDay = max(lastDay ?? booked, booked)
        let sign = record.bytes[31]
        guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "0") || sign == 32 else {
            throw fault("ocr.sign", record.text(32, 32), "0, blank or -")
        }
        let isNegative = sign == UInt8(ascii: "-")
        let amount = try record.number(33, 49)
        guard amount <= Money.limit.ore else {
            throw fault("ocr.amount", "\(amount) øre", "at most \(Money.limit.ore) øre")
        }
        pendingType = type
        pendingNumber = try record.digits(9, 15)
        pending.kind = type >= 18 ? .other : isNegative ? .reversal : .payment
        pending.account = account
        pending.booked = booked
        pending.amount = Money(ore: isNegative ? -amount : amount)
        pending.kid = record.trimmed(50, 74)
        pending.text = ""
        pending.position = line
        state = .item1
    }

    private mutating func item2(
        _ record: OCRRecord, type: Int, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == .item1, type == pendingType, try record.digits(9, 15) == pendingNumber
        else { throw unexpected(record) }
        pending.ordered = try orderDays.day(record, 42, 47)
        pending.payerAccount = try record.figures(48, 58)
        // What stands there is an agreement for type 12, and nothing for AvtaleGiro and cards.
        let hasReference = type != 12 && type != 15 && type < 18
        pending.reference = hasReference ? try record.figures(26, 34) : ""
        if type >= 20 {
            state = .item2
        } else {
            try endPayment(handle)
        }
    }

    private mutating func item3(
        _ record: OCRRecord, type: Int, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == .item2, type == pendingType, try record.digits(9, 15) == pendingNumber
        else { throw unexpected(record) }
        pending.text = record.trimmed(16, 55)
        try endPayment(handle)
    }

    private mutating func endPayment(_ handle: (FileRecord) throws -> Void) throws {
        assignmentCount += 1
        assignmentSum = try sum(assignmentSum, pending.amount.ore)
        state = .assignment
        try handle(.bankEntry(pending))
    }

    // MARK: - Mandates

    private mutating func mandate(
        _ record: OCRRecord, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == .mandates else { throw unexpected(record) }
        try record.checkDigits(9, 15)
        let change: MandateRecord.Change
        switch record.bytes[15] {
        case UInt8(ascii: "0"): change = .all
        case UInt8(ascii: "1"): change = .new
        case UInt8(ascii: "2"): change = .deleted
        default: throw fault("ocr.mandate-type", record.text(16, 16), "0, 1 or 2")
        }
        let notice = record.bytes[41]
        guard notice == UInt8(ascii: "J") || notice == UInt8(ascii: "N") || notice == 32 else {
            throw fault("ocr.mandate-notice", record.text(42, 42), "J or N")
        }
        assignmentCount += 1
        try handle(
            .mandate(
                MandateRecord(
                    kid: record.trimmed(17, 41), change: change,
                    writtenNotice: notice == UInt8(ascii: "J"))))
    }

    // MARK: - Faults

    private func unexpected(_ record: OCRRecord) -> Diagnostic {
        let expected =
            switch state {
            case .start: "the start of a transmission, NY000010"
            case .transmission: "an assignment's start or the transmission's end"
            case .assignment: "a payment's first record or the assignment's end"
            case .item1: "the payment's second record"
            case .item2: "the payment's third record"
            case .mandates: "a mandate or the assignment's end"
            case .ended: "nothing more"
            }
        return fault("ocr.grammar", record.text(1, 15), expected)
    }

    private func wrongLength(_ found: String) -> Diagnostic {
        fault(
            "ocr.record-length", found, "\(OCRGiroReader.recordLength) characters",
            "fetch the file again from the bank; do not edit it")
    }

    private func fault(
        _ code: String, _ found: String, _ expected: String,
        _ remedy: String = "fetch the file again from the bank"
    ) -> Diagnostic {
        Diagnostic(
            code, place: "line \(line)", found: found.orNothing, expected: expected, remedy: remedy)
    }
}
