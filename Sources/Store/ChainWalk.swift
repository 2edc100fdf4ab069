import Basics

/// Walks the entries of a book's audit chain in the order of their numbers.
struct ChainWalk {
    private let connection: Connection
    private let book: Int64
    private var found: [ChainFault] = []
    private var before: (id: Int64, hash: [UInt8], isWhole: Bool)?
    /// Entries that are not what their hash was made of, the first few in full: one may stand where another was.
    private var broken: [Stored] = []
    /// Entries that stand where others were, as ranges that are as far from home.
    private var moved: [(ids: ClosedRange<Int64>, by: Int64)] = []

    private var searches = 0
    /// The last entry's number by the book's counter.
    private let end: Int64

    private static let entriesAtOnce = 1000
    private static let searchesMost = 100
    private static let brokenMost = 64
    /// How far from its place an entry is looked for.
    private static let reach: Int64 = 8

    private struct Stored {
        var entry: ChainEntry
        let version: Int64
        let hash: [UInt8]
    }

    init(_ connection: Connection, book: Int64) throws {
        self.connection = connection
        self.book = book
        end = try BookConnection(connection, book: book).last("journal")
    }

    /// Hands over each entry's number and the hash it has.
    mutating func forEach(_ body: (Int64, [UInt8]) throws -> Void) throws {
        var last = Int64.min
        while true {
            let page = try entries("id > ?", last)
            guard let from = page.first?.entry.id, let through = page.last?.entry.id else { break }
            let runs = try runs(from...through)
            for stored in page {
                try take(stored, runs[stored.entry.id] ?? [])
                try body(stored.entry.id, stored.hash)
            }
            last = through
        }
        if max(last, 0) < end { missing((max(last, 0) + 1)...end) }
    }

    /// What was wrong, when all have been walked.
    func faults() throws -> [ChainFault] {
        var faults = found
        var broken = self.broken
        for (stored, place) in try swapped() {
            broken.removeAll { $0.entry.id == stored }
            faults.removeAll { $0.entry == stored && $0.kind == .entryChanged }
            var fault = ChainFault(.entryMoved, entry: stored)
            fault.was = place
            faults.append(fault)
        }
        for (index, range) in moved.enumerated() {
            var fault = ChainFault(.entryMoved, entry: range.ids.lowerBound)
            fault.lastEntry = range.ids.upperBound
            fault.was = range.ids.lowerBound &+ range.by
            // All that follows is one further on: something was put in before it. One back: something is gone.
            if index == moved.count - 1, range.ids.upperBound == before?.id, !isExchanged(index) {
                if range.by == -1 {
                    let put = range.ids.lowerBound &- 1
                    faults.removeAll { $0.entry == put }
                    faults.append(ChainFault(.entryInserted, entry: put))
                } else if range.by == 1 {
                    faults.append(ChainFault(.entryMissing, entry: range.ids.lowerBound))
                }
            }
            faults.append(fault)
        }
        return faults.sorted { ($0.entry ?? 0) < ($1.entry ?? 0) }
    }

    /// Two entries in each other's place.
    private func isExchanged(_ index: Int) -> Bool {
        let range = moved[index]
        return moved.contains {
            $0.ids.lowerBound == range.ids.lowerBound &+ range.by && $0.by == 0 &- range.by
        }
    }

    private mutating func missing(_ ids: ClosedRange<Int64>) {
        var fault = ChainFault(.entryMissing, entry: ids.lowerBound)
        fault.lastEntry = ids.upperBound
        found.append(fault)
    }

    private mutating func take(_ stored: Stored, _ runs: [CoveredRun]) throws {
        let id = stored.entry.id
        let expected = max(before?.id ?? 0, 0) &+ 1
        if id > expected { missing(expected...(id - 1)) }
        var isWhole = false
        if stored.version == ChainEntry.version, stored.entry.hash(covering: runs) == stored.hash {
            isWhole = true
            let follows = before?.hash ?? ChainEntry.beginning
            if id == expected, stored.entry.previous != follows, before?.isWhole ?? true {
                found.append(
                    before.map { ChainFault(.entryReplaced, entry: $0.id) }
                        ?? ChainFault(.entryReplaced, entry: id))
            }
        } else if id > end {
            found.append(ChainFault(.entryInserted, entry: id))
        } else if let home = try home(of: stored) {
            let by = home &- id
            if let last = moved.last, last.by == by, last.ids.upperBound == id &- 1 {
                moved[moved.count - 1].ids = last.ids.lowerBound...id
            } else {
                moved.append((id...id, by))
            }
        } else {
            found.append(ChainFault(.entryChanged, entry: id))
            if broken.count < Self.brokenMost { broken.append(stored) }
        }
        before = (id, stored.hash, isWhole)
    }

    // MARK: - Entries out of place

    /// Where an entry that does not fit its number belongs; nil when it fits none.
    private mutating func home(of stored: Stored) throws -> Int64? {
        let id = stored.entry.id
        var places = (1...Self.reach).flatMap { [id &- $0, id &+ $0] }
        if let last = moved.last { places.insert(id &+ last.by, at: 0) }
        for place in places where place > 0 {
            if try fits(stored.entry, at: place, previous: stored.entry.previous, stored.hash) {
                return place
            }
        }
        guard searches < Self.searchesMost else { return nil }
        searches += 1
        // The entry that it follows, wherever that is now: a walk through all of them.
        let before = try connection.first(
            "SELECT id FROM journal WHERE book = ? AND hash = ?", book, stored.entry.previous
        ) { $0.int(0) }
        guard let place = before.map({ $0 &+ 1 }),
            try fits(stored.entry, at: place, previous: stored.entry.previous, stored.hash)
        else { return nil }
        return place
    }

    private func fits(
        _ entry: ChainEntry, at place: Int64, previous: [UInt8], _ hash: [UInt8]
    ) throws -> Bool {
        var entry = entry
        entry.id = place
        entry.previous = previous
        return try entry.hash(covering: runs(place...place)[place] ?? []) == hash
    }

    /// Entries whose words are in each other's place while the hashes are in their own.
    private func swapped() throws -> [(id: Int64, was: Int64)] {
        var found: [(Int64, Int64)] = []
        for stored in broken {
            for other in broken where other.entry.id != stored.entry.id {
                if try fits(
                    stored.entry, at: other.entry.id, previous: other.entry.previous, other.hash)
                {
                    found.append((stored.entry.id, other.entry.id))
                }
            }
        }
        return found
    }

    // MARK: - Reading

    private func entries(_ condition: String, _ value: Int64) throws -> [Stored] {
        try connection.all(
            """
            SELECT id, at, actor, kind, detail, version, previous, hash FROM journal
            WHERE book = ? AND \(condition) ORDER BY id LIMIT \(Self.entriesAtOnce)
            """, book, value
        ) { row in
            Stored(
                entry: ChainEntry(
                    book: book, id: row.int(0), at: row.int(1), actor: row.text(2),
                    kind: row.text(3), detail: row.text(4), previous: row.bytes(6)),
                version: row.int(5), hash: row.bytes(7))
        }
    }

    private func runs(_ entries: ClosedRange<Int64>) throws -> [Int64: [CoveredRun]] {
        var runs: [Int64: [CoveredRun]] = [:]
        try connection.forEach(
            """
            SELECT entry, kind, first_row, last_row, row_count, digest FROM journal_run
            WHERE book = ? AND entry BETWEEN ? AND ? ORDER BY entry, kind, first_row
            """, book, entries.lowerBound, entries.upperBound
        ) { row in
            guard let kind = CoveredKind(rawValue: row.int(1)) else { return }
            runs[row.int(0), default: []].append(
                CoveredRun(
                    kind: kind, first: row.int(2), last: row.int(3), number: row.int(4),
                    digest: row.bytes(5)))
        }
        return runs
    }
}
