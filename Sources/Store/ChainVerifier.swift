import Basics

extension Database {
    /// Walks a book's audit chain and all that it covers, beside any writer, and names what is not as it was.
    ///
    /// Bounded memory, however large the book.
    ///
    /// - Parameters:
    ///   - head: noted elsewhere, earlier or now: the chain must have it.
    ///   - progress: how many entries and rows have been looked at, of about how many.
    public func verifyChain(
        book: Int64, head: ChainHead? = nil,
        progress: @escaping (_ done: Int64, _ total: Int64) -> Void = { _, _ in }
    ) throws -> ChainReport {
        try read(book: book) { scope in
            try ChainVerifier(scope.connection, book: book, progress: progress).verify(head: head)
        }
    }
}

/// One walk through a book's audit chain.
final class ChainVerifier {
    private let connection: Connection
    private let book: Int64
    private let progress: (_ done: Int64, _ total: Int64) -> Void
    private var report = ChainReport()
    private var done: Int64 = 0
    private var total: Int64 = 0
    /// Entries that are not what their hash was made of.
    private var brokenEntries: Set<Int64> = []
    /// The highest number of each kind.
    private var last: [CoveredKind: Int64] = [:]
    /// Payments that are known to be too many or too few.
    private var oddPayments: Set<Int64> = []

    /// Runs of rows that are in memory at a time.
    private static let runsAtOnce = 65_536
    private static let stepsAtOnce: Int64 = 4096

    init(
        _ connection: Connection, book: Int64,
        progress: @escaping (_ done: Int64, _ total: Int64) -> Void
    ) {
        self.connection = connection
        self.book = book
        self.progress = progress
    }

    func verify(head: ChainHead?) throws -> ChainReport {
        let scope = BookConnection(connection, book: book)
        // Counters may have been tampered with too: no sum of them may trap.
        total = try scope.last("journal")
        for kind in CoveredKind.allCases { total &+= try kind.counter.map(scope.last) ?? 0 }
        try verifyEntries(head)
        for kind in CoveredKind.allCases { try verifyRows(kind) }
        for kind in CoveredKind.allCases {
            if let counter = kind.counter, let last = last[kind] {
                try verifyCounter(counter, atLeast: last)
            }
        }
        try ChainFaultNames(connection, book: book).complete(&report)
        progress(total, total)
        return report
    }

    private func step() {
        done += 1
        if done % Self.stepsAtOnce == 0 { progress(min(done, total), total) }
    }

    // MARK: - Entries

    private func verifyEntries(_ head: ChainHead?) throws {
        var walk = try ChainWalk(connection, book: book)
        var isFound = false
        try walk.forEach { id, hash in
            report.entries += 1
            report.head = ChainHead(entry: id, hash: hash)
            if let head, head.entry == id {
                isFound = true
                if head.hash != hash {
                    var fault = ChainFault(.headUnknown, entry: id)
                    fault.found = Digest.hex(hash)
                    report.add(fault)
                }
            }
            step()
        }
        for fault in try walk.faults() {
            report.add(fault)
            if fault.kind == .entryChanged, let entry = fault.entry { brokenEntries.insert(entry) }
        }
        if let head, !isFound { report.add(ChainFault(.headUnknown, entry: head.entry)) }
        if report.head.entry > 0 { try verifyCounter("journal", atLeast: report.head.entry) }
    }

    private func verifyCounter(_ name: String, atLeast last: Int64) throws {
        let value = try BookConnection(connection, book: book).last(name)
        guard value < last else { return }
        var fault = ChainFault(.counterBehind)
        fault.rows = name
        fault.number = value
        fault.lastRow = last
        report.add(fault)
    }

    // MARK: - Rows

    /// A run with what finds the row that differs.
    private struct StoredRun {
        let run: CoveredRun
        let entry: Int64
        let salt: [UInt8]?
        let marks: RowMarks

        /// It stands for its rows; one whose salt is gone was replaced when a row was erased.
        var isLive: Bool { salt != nil || !run.kind.isSaltedByRun }
    }

    private func verifyRows(_ kind: CoveredKind) throws {
        let rows = CoveredRows(kind, connection, book: book)
        var from = Int64.min
        while true {
            let (runs, next) = try runs(of: kind, from: from)
            // The last window holds the rows beyond every run.
            guard let next else { return try verify(try live(runs), rows, from...Int64.max) }
            try verify(try live(runs), rows, from...(next - 1))
            from = next
        }
    }

    /// The next runs in order, as many as are taken at once; of facts no more than can be sorted.
    ///
    /// - Returns: the runs, and where the one after them begins; nil when there is none.
    private func runs(
        of kind: CoveredKind, from: Int64
    ) throws -> (runs: [StoredRun], next: Int64?) {
        var runs: [StoredRun] = []
        var next: Int64?
        // A run and those it replaced begin alike and belong together: some more are read to see where they end.
        let most = Self.runsAtOnce + 4096
        var read = 0
        try connection.forEach(
            """
            SELECT first_row, last_row, row_count, digest, entry, salt, marks FROM journal_run
            WHERE book = ? AND kind = ? AND first_row >= ? ORDER BY first_row, entry LIMIT ?
            """, book, kind.rawValue, from, most
        ) { row in
            read += 1
            if next != nil { return }
            let run = CoveredRun(
                kind: kind, first: row.int(0), last: row.int(1), number: row.int(2),
                digest: row.bytes(3))
            if let last = runs.last?.run.first, last < run.first,
                runs.count >= Self.runsAtOnce || isMuch(kind, runs, through: run.first)
            {
                next = run.first
                return
            }
            runs.append(
                StoredRun(
                    run: run, entry: row.int(4), salt: row.isNull(5) ? nil : row.bytes(5),
                    marks: RowMarks(bytes: row.bytes(6))))
        }
        if next == nil, read == most, let last = runs.last?.run.first { next = last &+ 1 }
        return (runs, next)
    }

    private func isMuch(_ kind: CoveredKind, _ runs: [StoredRun], through row: Int64) -> Bool {
        guard kind == .fact, let first = runs.first?.run.first else { return false }
        let (limit, isBeyondAll) = first.addingReportingOverflow(CoveredRows.factsAtOnce)
        return !isBeyondAll && row > limit
    }

    /// Those that stand for their rows; each of the others must have been replaced by one of them.
    private func live(_ runs: [StoredRun]) throws -> [StoredRun] {
        let live = runs.filter(\.isLive)
        for old in runs where !old.isLive {
            let isReplaced = live.contains {
                $0.run.first <= old.run.first && $0.run.last >= old.run.last
                    && $0.entry > old.entry
            }
            if !isReplaced { report.add(ChainFault(.coverChanged, entry: old.entry)) }
        }
        return live
    }

    /// Compares the rows of a window with the runs that lie in it.
    private func verify(
        _ runs: [StoredRun], _ rows: CoveredRows, _ window: ClosedRange<Int64>
    ) throws {
        let kind = rows.kind
        let builder = RunBuilder(kind)
        var next = 0
        func begin() {
            guard next < runs.count else { return }
            builder.begin(at: runs[next].run.first, salt: runs[next].salt)
        }
        func end() {
            compare(runs[next], builder)
            next += 1
            begin()
        }
        begin()
        try rows.forEach(in: window) { row in
            step()
            last[kind] = max(last[kind] ?? row.id, row.id)
            while next < runs.count, row.id > runs[next].run.last { end() }
            let isCovered = next < runs.count && row.id >= runs[next].run.first
            switch row.sealState {
            case .none, .whole: break
            case .erased: report.erased[kind.name, default: 0] += 1
            case .broken:
                report.add(
                    ChainFault(
                        .textChanged, entry: isCovered ? runs[next].entry : nil, kind, row.id,
                        owner: row.owner))
            }
            if isCovered {
                report.rows[kind.name, default: 0] += 1
                builder.add(row.id, owner: row.owner) { row.encode(into: $0) }
            } else {
                note(.rowAdded, nil, kind, RowMarks.Row(id: row.id, owner: row.owner, mark: 0))
            }
        }
        while next < runs.count { end() }
    }

    private func compare(_ stored: StoredRun, _ builder: RunBuilder) {
        let found = builder.marks
        let run = builder.finish()
        if run.digest == stored.run.digest, run.number == stored.run.number {
            if run.last != stored.run.last || found.bytes != stored.marks.bytes {
                report.add(ChainFault(.coverChanged, entry: stored.entry))
            }
            return
        }
        let kind = stored.run.kind
        guard let were = stored.marks.rows, let are = found.rows else {
            report.add(ChainFault(.coverChanged, entry: stored.entry))
            return tellAll(of: stored)
        }
        var isTold = false
        var now = Dictionary(are.map { ($0.id, $0) }) { first, _ in first }
        for row in were {
            let fault: ChainFault.Kind
            switch now.removeValue(forKey: row.id) {
            case nil: fault = .rowMissing
            case let other? where other != row: fault = .rowChanged
            case _?: continue
            }
            note(fault, stored.entry, kind, row)
            isTold = true
        }
        for row in now.values.sorted(by: { $0.id < $1.id }) {
            note(.rowAdded, stored.entry, kind, row)
            isTold = true
        }
        if isTold { return }
        // Each row has its mark: what the entry holds about them has been changed, unless the entry is as it was.
        if brokenEntries.contains(stored.entry) || stored.salt != nil {
            report.add(ChainFault(.coverChanged, entry: stored.entry))
        } else {
            tellAll(of: stored)
        }
    }

    private func tellAll(of stored: StoredRun) {
        var fault = ChainFault(
            .rowsDiffer, entry: stored.entry, stored.run.kind, stored.run.first)
        fault.lastRow = stored.run.last
        report.add(fault)
    }

    private func note(
        _ fault: ChainFault.Kind, _ entry: Int64?, _ kind: CoveredKind, _ row: RowMarks.Row
    ) {
        // A payment that is gone has no payer either: once is enough.
        if fault != .rowChanged {
            if kind == .payment { oddPayments.insert(row.id) }
            if kind == .payer, oddPayments.contains(row.id) { return }
        }
        report.add(ChainFault(fault, entry: entry, kind, row.id, owner: row.owner))
    }
}

/// Finds what a person knows rows by: invoice numbers and days.
struct ChainFaultNames {
    private let connection: Connection
    private let book: Int64

    init(_ connection: Connection, book: Int64) {
        self.connection = connection
        self.book = book
    }

    func complete(_ report: inout ChainReport) throws {
        for index in report.faults.indices {
            let fault = report.faults[index]
            if let claim = fault.claim {
                report.faults[index].invoice = try connection.first(
                    "SELECT invoice FROM claim WHERE book = ? AND id = ?", book, claim
                ) { $0.text(0) }
            }
            report.faults[index].day = try day(of: fault)
        }
    }

    private func day(of fault: ChainFault) throws -> Day? {
        guard let row = fault.row, let rows = fault.rows else { return nil }
        switch CoveredKind.allCases.first(where: { $0.name == rows }) {
        case .fact:
            return try connection.first(
                "SELECT day FROM fact WHERE book = ? AND claim = ? AND id = ?", book,
                fault.claim ?? 0, row
            ) { $0.day(0) }
        case .payment, .payer:
            return try connection.first(
                "SELECT booked FROM payment WHERE book = ? AND id = ?", book, row
            ) { $0.day(0) }
        case .letter, .second:
            return try connection.first(
                "SELECT letter_day FROM notice WHERE book = ? AND id = ?", book, row
            ) { $0.day(0) }
        case .claim, .part, .move, .choice, .words, .source, .member, nil: return nil
        }
    }
}
