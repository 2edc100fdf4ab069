import Basics

/// Reads OCR giro files from Nets: payments with KID, and AvtaleGiro mandates.
///
/// Records of 80 bytes in ISO-8859-1, one a line; amounts in øre. An assignment is one account. Counts
/// and sums are checked at the end of each assignment and of the transmission; any fault refuses the file.
///
/// An assignment's account is told before its payments, and once more after them with the last settlement day in it.
/// Card transactions (types 18–21) are information only: their money comes with the card settlement.
///
/// - Source: Nets, OCR giro system manual; AvtaleGiro system specification 3.3 (2016).
enum OCRGiroReader {
    static let recordLength = 80

    static func read(
        _ source: inout ByteSource, _ handle: (FileRecord) throws -> Void
    ) throws -> FileSummary {
        var parser = OCRGiroParser()
        var rest: [UInt8] = []
        while let chunk = try source.nextChunk() {
            let bytes = rest.isEmpty ? chunk : rest + chunk
            let used = try bytes.withUnsafeBufferPointer {
                try parser.take($0, isLast: false, handle)
            }
            rest = Array(bytes[used...])
        }
        _ = try rest.withUnsafeBufferPointer { try parser.take($0, isLast: true, handle) }
        try parser.finish()
        return FileSummary(
            format: .ocrGiro, identity: parser.identity, records: parser.recordCount)
    }
}

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
    private var days = OCRDays()

    /// Takes whole lines from `bytes` and returns how many bytes they were.
    mutating func take(
        _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, _ handle: (FileRecord) throws -> Void
    ) throws -> Int {
        var start = 0
        while start < bytes.count {
            var end = start + OCRGiroReader.recordLength
            // A right record is followed by its line break; only a wrong one is searched for.
            if end >= bytes.count || (bytes[end] != 10 && bytes[end] != 13) || bytes[end - 1] == 13
            {
                end = start
                while end < bytes.count, bytes[end] != 10 { end += 1 }
                if end == bytes.count && !isLast {
                    try refuseEndless(length: end - start)
                    break
                }
                if end > start, bytes[end - 1] == 13 { end -= 1 }
            }
            // The other half of this line break is in the next chunk.
            if end + 1 == bytes.count, bytes[end] == 13, !isLast { break }
            line += 1
            let record = UnsafeBufferPointer(rebasing: bytes[start..<end])
            try self.record(OCRRecord(bytes: record, line: line), handle)
            start = end
            if start < bytes.count, bytes[start] == 13 { start += 1 }
            if start < bytes.count, bytes[start] == 10 { start += 1 }
        }
        return start
    }

    /// A line without end would fill memory.
    private mutating func refuseEndless(length: Int) throws {
        guard length > OCRGiroReader.recordLength + 2 else { return }
        line += 1
        throw fault(
            "ocr.record-length", "more than 80 characters", "80 characters",
            "fetch the file again from the bank; do not edit it")
    }

    func finish() throws {
        guard state == .ended else {
            throw fault(
                "ocr.unfinished", "the end of the file", "an end record NY000089",
                "fetch the file again: it is cut off")
        }
    }

    private mutating func record(
        _ record: OCRRecord, _ handle: (FileRecord) throws -> Void
    ) throws {
        if record.bytes.isEmpty && state == .ended { return }
        guard record.bytes.count == OCRGiroReader.recordLength else {
            throw fault(
                "ocr.record-length", "\(record.bytes.count) characters", "80 characters",
                "fetch the file again from the bank; do not edit it")
        }
        guard record.bytes[0] == UInt8(ascii: "N"), record.bytes[1] == UInt8(ascii: "Y") else {
            throw fault(
                "ocr.record-start", record.text(1, 2), "NY", "fetch the file again from the bank")
        }
        guard state != .ended else {
            throw fault("ocr.after-end", record.text(1, 8), "nothing after NY000089")
        }
        recordCount += 1
        assignmentRecords += 1
        let service = try record.digits(3, 4)
        let type = try record.digits(5, 6)
        switch (service, try record.digits(7, 8)) {
        case (0, 10): try startTransmission(record)
        case (9, 20), (21, 20): try startAssignment(record, service: service, type: type, handle)
        case (9, 30): try item1(record, type: type, handle)
        case (9, 31): try item2(record, type: type, handle)
        case (9, 32): try item3(record, type: type, handle)
        case (21, 70): try mandate(record, handle)
        case (9, 88) where state == .assignment: try endAssignment(record, handle)
        case (21, 88) where state == .mandates: try endAssignment(record, handle)
        case (0, 89): try endTransmission(record)
        default: throw unexpected(record)
        }
    }

    private mutating func startTransmission(_ record: OCRRecord) throws {
        guard state == .start else { throw unexpected(record) }
        identity = "\(record.text(9, 16)) \(record.text(17, 23)) \(record.text(24, 31))"
        state = .transmission
    }

    private mutating func startAssignment(
        _ record: OCRRecord, service: Int, type: Int, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == .transmission else { throw unexpected(record) }
        if service == 21 && type != 24 {
            throw fault(
                "ocr.outgoing", "AvtaleGiro claims to the bank", "payments from the bank",
                "this file was made for the bank; import the OCR file that comes back")
        }
        _ = try record.number(25, 35)
        account = AccountNumber(record.text(25, 35))
        assignmentCount = 0
        assignmentRecords = 1
        assignmentSum = 0
        lastDay = nil
        state = service == 9 ? .assignment : .mandates
    }

    private mutating func item1(
        _ record: OCRRecord, type: Int, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == .assignment else { throw unexpected(record) }
        guard (10...21).contains(type) else { throw unexpected(record) }
        guard let booked = try days.day(record, 16, 21) else {
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
        pending = BankEntry(
            kind: type >= 18 ? .other : isNegative ? .reversal : .payment, account: account,
            booked: booked, amount: Money(ore: isNegative ? -amount : amount),
            kid: record.trimmed(50, 74), position: line)
        state = .item1
    }

    private mutating func item2(
        _ record: OCRRecord, type: Int, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == .item1, type == pendingType,
            try record.digits(9, 15) == pendingNumber
        else { throw unexpected(record) }
        pending.ordered = try days.day(record, 42, 47)
        if !record.isZero(48, 58) { pending.payerAccount = record.text(48, 58) }
        let hasReference = type != 12 && type != 15 && type < 18
        if hasReference, !record.isZero(26, 34) { pending.reference = record.text(26, 34) }
        if type >= 20 {
            state = .item2
        } else {
            try endPayment(handle)
        }
    }

    private mutating func item3(
        _ record: OCRRecord, type: Int, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == .item2, type == pendingType,
            try record.digits(9, 15) == pendingNumber
        else { throw unexpected(record) }
        pending.text = record.trimmed(16, 55)
        try endPayment(handle)
    }

    private mutating func endPayment(_ handle: (FileRecord) throws -> Void) throws {
        assignmentCount += 1
        let (sum, isTooLarge) = assignmentSum.addingReportingOverflow(pending.amount.ore)
        guard !isTooLarge else { throw tooLarge }
        assignmentSum = sum
        state = .assignment
        try handle(.bankEntry(pending))
    }

    private mutating func mandate(
        _ record: OCRRecord, _ handle: (FileRecord) throws -> Void
    ) throws {
        guard state == .mandates else { throw unexpected(record) }
        let change: MandateRecord.Change
        switch record.bytes[15] {
        case UInt8(ascii: "0"): change = .all
        case UInt8(ascii: "1"): change = .new
        case UInt8(ascii: "2"): change = .deleted
        default:
            throw fault("ocr.mandate-type", record.text(16, 16), "0, 1 or 2")
        }
        assignmentCount += 1
        try handle(
            .mandate(
                MandateRecord(
                    kid: record.trimmed(17, 41), change: change,
                    writtenNotice: record.bytes[41] == UInt8(ascii: "J"))))
    }

    private mutating func endAssignment(
        _ record: OCRRecord, _ handle: (FileRecord) throws -> Void
    ) throws {
        try check(record, count: assignmentCount, records: assignmentRecords, sum: assignmentSum)
        if let lastDay {
            try handle(.statement(BankStatement(account: account, through: lastDay)))
        }
        totalCount += assignmentCount
        let (sum, isTooLarge) = totalSum.addingReportingOverflow(assignmentSum)
        guard !isTooLarge else { throw tooLarge }
        totalSum = sum
        state = .transmission
    }

    private var tooLarge: Diagnostic {
        fault("ocr.sum", "a sum beyond any account", "at most 17 figures, as end records have")
    }

    private mutating func endTransmission(_ record: OCRRecord) throws {
        guard state == .transmission else { throw unexpected(record) }
        try check(record, count: totalCount, records: recordCount, sum: totalSum)
        state = .ended
    }

    /// Positions 9–41 of an end record: transactions, records and the sum in øre.
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
        guard statedSum == sum || statedSum == abs(sum) else {
            throw fault("ocr.sum", "\(sum) øre", "\(statedSum) øre, as it says", again)
        }
    }

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
        return fault(
            "ocr.grammar", record.text(1, 8), expected, "fetch the file again from the bank")
    }

    private func fault(
        _ code: String, _ found: String, _ expected: String,
        _ remedy: String = "fetch the file again from the bank"
    ) -> Diagnostic {
        Diagnostic(code, place: "line \(line)", found: found, expected: expected, remedy: remedy)
    }
}
