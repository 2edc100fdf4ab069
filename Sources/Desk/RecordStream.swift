import Basics
import Foundation
import Formats
import Store

/// What a reader has found since last time, in file order.
struct RecordBatch: Sendable {
    /// Bank entries ready for the book, sorted by KID.
    var payments: [NewPayment] = []
    /// The claims they name, as the book was before the import; nil when nobody has looked.
    var claims: [NamedClaim]?
    /// Everything else.
    var records: [FileRecord] = []
    /// Entries that do not concern claims.
    var ignored = 0
    /// What the entries came to by account and day, the company's own doings apart.
    var days: [AccountDay: ImportDay] = [:]
}

/// An account's day.
struct AccountDay: Hashable, Sendable {
    let account: String
    let day: Day
}

/// Reads a file on a thread of its own while the caller writes what it found: two cores, bounded memory.
struct RecordStream {
    /// A batch sorted by KID walks the book's indexes once, so a large one saves much reading; two of them
    /// are in memory at most.
    private static let batchSize = 131_072
    /// The first is small and each later one twice as large, so that the writer need not wait long.
    private static let firstBatchSize = 16_384

    let source: ByteSource
    let options: ReadOptions
    /// Where claims are looked up on the reader's thread; nil to leave that to the writer.
    var book: (database: Database, id: Int64)?

    /// Hands over batch after batch, then returns what is known of the whole file.
    ///
    /// - Throws: what the reader or `body` throws; the reader stops when `body` does.
    func forEachBatch(_ body: (RecordBatch) throws -> Void) throws -> FileSummary {
        let pipe = BoundedPipe<RecordBatch, FileSummary>()
        let source = self.source
        let options = self.options
        let book = self.book
        let thread = Thread {
            pipe.finish(
                Result {
                    guard let book else {
                        return try Self.read(source, options: options, into: pipe, finder: nil)
                    }
                    return try book.database.readAside(book: book.id) { scope in
                        let finder = try ClaimFinder(scope)
                        return try Self.read(source, options: options, into: pipe, finder: finder)
                    }
                })
        }
        thread.stackSize = 4 << 20
        thread.start()
        defer { pipe.close() }
        return try pipe.forEach(body)
    }

    private static func read(
        _ file: ByteSource, options: ReadOptions, into pipe: BoundedPipe<RecordBatch, FileSummary>,
        finder: ClaimFinder?
    ) throws -> FileSummary {
        var source = file
        var batch = RecordBatch()
        var size = firstBatchSize
        batch.payments.reserveCapacity(size)
        var family: PaymentFamily = .camt054
        let head = try source.peek(4096)
        switch FileReader.detect(head) {
        case .format(.ocrGiro, _): family = .ocr
        case .format(.camt053, _): family = .camt053
        case .format(.bankCSV, _): family = .bankCSV
        default: family = .camt054
        }
        // The day the entries are of, kept apart from the others because they come in long runs.
        var day = AccountDay(account: "", day: Day(number: 0))
        var figures = ImportDay()
        func closeDay() {
            if figures.entries > 0 { batch.days[day, default: ImportDay()] += figures }
            figures = ImportDay()
        }
        func flush() throws {
            closeDay()
            NewPayment.sort(&batch.payments)
            batch.claims = try finder?.claims(namedBy: batch.payments)
            guard pipe.send(batch) else { throw Stopped() }
            batch = RecordBatch()
            size = min(2 * size, batchSize)
            batch.payments.reserveCapacity(size)
        }
        let summary = try FileReader.read(&source, options: options) { record in
            if case .bankEntry(let entry) = record {
                if entry.booked != day.day || entry.account.text != day.account {
                    closeDay()
                    day = AccountDay(account: entry.account.text, day: entry.booked)
                }
                let payment = NewPayment(entry, family: family)
                if let payment { batch.payments.append(payment) } else { batch.ignored += 1 }
                figures.tell(entry.amount, isOwn: payment == nil)
            } else {
                batch.records.append(record)
            }
            if batch.payments.count + batch.records.count >= size { try flush() }
        }
        try flush()
        return summary
    }

    /// The reader was told to stop; nobody sees this.
    private struct Stopped: Error {}
}

extension NewPayment {
    /// The entry as the book keeps it; nil for the company's own doings.
    init?(_ entry: BankEntry, family: PaymentFamily) {
        let kind: NewPayment.Kind
        switch entry.kind {
        case .payment: kind = .payment
        case .reversal: kind = .reversal
        case .lumpSum: kind = .lumpSum
        case .other: return nil
        }
        self.init(
            kind: kind, family: family, account: entry.account.text, booked: entry.booked,
            ordered: entry.ordered, amount: entry.amount, currency: entry.currency, kid: entry.kid,
            text: entry.text, payerName: entry.payerName, payerAccount: entry.payerAccount,
            reference: entry.reference)
        named = entry.named
        charges = entry.charges
    }
}
