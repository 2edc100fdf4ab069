/// Rows of one kind in the order of their numbers, as an entry of the audit chain covers them.
struct CoveredRun: Hashable {
    let kind: CoveredKind
    let first: Int64
    let last: Int64
    /// How many rows.
    let number: Int64
    /// SHA-256 of the rows' records, 32 bytes.
    let digest: [UInt8]

    /// A run's record within its entry.
    func append(to fields: CanonicalBytes) {
        fields.append(kind.name)
        fields.append(first)
        fields.append(last)
        fields.append(number)
        fields.append(digest)
    }
}

/// A run while its rows come in.
final class RunBuilder {
    /// More rows are several runs: so many are in memory while a book is verified, and a fault that leaves no other trace is
    /// known to be in one of them.
    static let rowsMost = 1024
    /// Bytes that are gathered before they are hashed.
    private static let hashedAtOnce = 8192

    let kind: CoveredKind
    private(set) var number = 0
    private(set) var first: Int64 = 0
    private(set) var last: Int64 = 0
    private(set) var salt: [UInt8]?
    private(set) var marks = RowMarks()
    private var hash = SHA256()
    private let fields = CanonicalBytes(capacity: 2 * hashedAtOnce)

    init(_ kind: CoveredKind) { self.kind = kind }

    var isOpen: Bool { number > 0 }

    /// True when a row with this number can not be the next.
    @inline(__always)
    func ends(before id: Int64) -> Bool {
        number > 0
            && (id <= last || number == Self.rowsMost || kind.isScattered && id != last &+ 1)
    }

    func begin(at id: Int64, salt: [UInt8]?) {
        number = 0
        first = id
        self.salt = salt
        marks.clear()
        hash = SHA256()
        fields.clear()
        fields.append("purr-run-1")
        fields.append(kind.name)
        if let salt { fields.append(salt) }
    }

    /// Takes in a row whose record `encode` appends.
    @inline(__always)
    func add(_ id: Int64, owner: Int64, _ encode: (CanonicalBytes) -> Void) {
        let start = fields.count
        encode(fields)
        marks.append(id: id, owner: owner, mark: fields.mark(from: start))
        if fields.count >= Self.hashedAtOnce { hash.take(fields) }
        last = id
        number += 1
    }

    /// The run, which is over then.
    func finish() -> CoveredRun {
        hash.take(fields)
        defer { number = 0 }
        return CoveredRun(
            kind: kind, first: first, last: last, number: Int64(number), digest: hash.finish())
    }
}

/// What each row of a run was: number, owner and a mark of its record, in five bytes or so. They find the row that differs once
/// the run's digest has told that one does; the digest alone proves.
struct RowMarks: Hashable {
    struct Row: Hashable {
        let id: Int64
        let owner: Int64
        let mark: UInt32
    }

    private(set) var bytes: [UInt8] = []
    private var id: Int64 = 0
    private var owner: Int64 = 0

    init() {}

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        id = 0
        owner = 0
    }

    @inline(__always)
    mutating func append(id: Int64, owner: Int64, mark: UInt32) {
        append(id &- self.id)
        append(owner &- self.owner)
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: mark >> shift))
        }
        self.id = id
        self.owner = owner
    }

    /// Seven bits a byte, the least first; the sign is the last bit.
    @inline(__always)
    private mutating func append(_ difference: Int64) {
        var rest = UInt64(bitPattern: difference << 1 ^ difference >> 63)
        while rest >= 128 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// The rows; nil when the bytes are damaged.
    var rows: [Row]? {
        var rows: [Row] = []
        var id: Int64 = 0
        var owner: Int64 = 0
        var rest = bytes[...]
        func difference() -> Int64? {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while let byte = rest.popFirst(), shift < 64 {
                value |= UInt64(byte & 127) << shift
                if byte < 128 { return Int64(bitPattern: value >> 1) ^ -Int64(value & 1) }
                shift += 7
            }
            return nil
        }
        while !rest.isEmpty {
            guard let next = difference(), let belongs = difference(), rest.count >= 4 else {
                return nil
            }
            id &+= next
            owner &+= belongs
            let mark = rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            rest = rest.dropFirst(4)
            rows.append(Row(id: id, owner: owner, mark: mark))
        }
        return rows
    }
}
