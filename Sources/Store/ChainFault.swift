import Basics
import Claims

/// What is not as the audit chain says it was.
public struct ChainFault: Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// The entry is not what its hash was made of.
        case entryChanged = "entry-changed"
        /// The entry was replaced by another with a hash of its own: the next one does not follow it.
        case entryReplaced = "entry-replaced"
        case entryMissing = "entry-missing"
        /// The entry stands where another was.
        case entryMoved = "entry-moved"
        /// The entry was put in.
        case entryInserted = "entry-inserted"
        /// What an entry notes of the rows it covers has been changed; the rows have not.
        case coverChanged = "cover-changed"
        case rowChanged = "row-changed"
        case rowMissing = "row-missing"
        /// No entry tells of the row.
        case rowAdded = "row-added"
        /// One of the rows or more, and no trace of which.
        case rowsDiffer = "rows-differ"
        /// A text is not the one that was sealed.
        case textChanged = "text-changed"
        /// A sequence would give a number that is taken.
        case counterBehind = "counter-behind"
        /// A head that was noted elsewhere is not in the chain: it has been written anew.
        case headUnknown = "head-unknown"
    }

    public let kind: Kind
    /// The entry, or the one that covers the rows; nil when there is none.
    public var entry: Int64?
    /// The last of several entries in a row; else the same as ``entry``.
    public var lastEntry: Int64?
    /// Which entry it is that stands there.
    public var was: Int64?
    /// `fact`, `claim`, `payment`, `payer`, `letter`, `second`, `part`, `move`, `choice`, `words`, `import`; for a counter its name.
    public var rows: String?
    /// The row, or the first of those that differ.
    public var row: Int64?
    public var lastRow: Int64?
    /// What a fact belongs to.
    public var claim: Int64?
    public var invoice: String?
    /// A fact's day, a payment's or a letter's.
    public var day: Day?
    /// The letter of a part or a move.
    public var notice: Int64?
    /// A move's place among its letter's, or what a counter stands at.
    public var number: Int64?
    /// What was found in place of a head.
    public var found: String?

    init(_ kind: Kind, entry: Int64? = nil) {
        self.kind = kind
        self.entry = entry
        lastEntry = entry
    }

    init(_ kind: Kind, entry: Int64?, _ rows: CoveredKind, _ row: Int64, owner: Int64 = 0) {
        self.init(kind, entry: entry)
        self.rows = rows.name
        switch rows {
        case .move:
            notice = CoveredKind.notice(ofMove: row)
            number = row &- CoveredKind.move(0, of: CoveredKind.notice(ofMove: row))
        case .letter, .second:
            notice = row
            self.row = row
        case .part:
            notice = owner == 0 ? nil : owner
            self.row = row
        case .claim:
            claim = row
            self.row = row
        case .fact:
            claim = owner == 0 ? nil : owner
            self.row = row
        case .payment, .payer, .choice, .words, .source, .member: self.row = row
        }
        lastRow = self.row
    }
}

/// A place in a book's audit chain: whoever knows it knows everything up to it.
public struct ChainHead: Hashable, Sendable {
    /// The number of the last entry; 0 for a book without any.
    public let entry: Int64
    /// SHA-256, 32 bytes; zeros for a book without entries.
    public let hash: [UInt8]

    public init(entry: Int64, hash: [UInt8]) {
        self.entry = entry
        self.hash = hash
    }

    /// `9f86d081…@57`, the hash in full.
    public var text: String { "\(Digest.hex(hash))@\(entry)" }

    /// A head as ``text`` writes it.
    ///
    /// - Throws: `Diagnostic` `chain.head`.
    public init(parsing text: String) throws {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let hash = Digest.bytes(hex: parts[0].lowercased()),
            hash.count == 32, let entry = Int64(parts[1]), entry > 0
        else {
            throw Diagnostic(
                "chain.head", place: "head", found: text,
                expected: "64 hexadecimal digits, @ and the entry's number",
                remedy: "write it as it was printed: purr verify")
        }
        self.init(entry: entry, hash: hash)
    }
}

/// What verifying a book's audit chain came to.
public struct ChainReport: Sendable {
    public internal(set) var entries: Int64 = 0
    public internal(set) var head = ChainHead(entry: 0, hash: ChainEntry.beginning)
    /// Rows that entries cover, by their kind's name.
    public internal(set) var rows: [String: Int64] = [:]
    /// Texts that were there once and have been erased, by their kind's name.
    public internal(set) var erased: [String: Int64] = [:]
    /// The first of them, in the order they were found.
    public internal(set) var faults: [ChainFault] = []
    /// How many there are beyond ``faults``.
    public internal(set) var moreFaults = 0

    /// So many are told one by one.
    public static let faultsMost = 1000

    public var isWhole: Bool { faults.isEmpty }

    mutating func add(_ fault: ChainFault) {
        if faults.count < Self.faultsMost { faults.append(fault) } else { moreFaults += 1 }
    }
}
