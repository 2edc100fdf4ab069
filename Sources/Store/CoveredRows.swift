import Basics

/// The rows of one kind that the audit chain covers, read in the order of their numbers.
struct CoveredRows {
    let kind: CoveredKind
    private let connection: Connection
    private let book: Int64
    private let sql: String

    /// Facts lie by claim, so reading them by number sorts them: so many numbers at a time, for the memory it takes.
    static let factsAtOnce: Int64 = 2_000_000

    init(_ kind: CoveredKind, _ connection: Connection, book: Int64) {
        self.kind = kind
        self.connection = connection
        self.book = book
        let key = kind == .move ? "notice" : "id"
        let sealed = kind.sealed.map { ", salt, \($0.content.name)" } ?? ""
        sql = """
            SELECT \(kind.columns.map(\.name).joined(separator: ", "))\(sealed) FROM \(kind.table)
            WHERE book = ? AND \(kind.condition) AND \(key) BETWEEN ? AND ?
            ORDER BY \(kind == .move ? "notice, id" : "id")
            """
    }

    /// Every number a row can have, in ranges that are read one after the other.
    func windows() throws -> [ClosedRange<Int64>] {
        guard kind == .fact else { return [Int64.min...Int64.max] }
        let last = try BookConnection(connection, book: book).last("fact")
        var windows: [ClosedRange<Int64>] = []
        var from = Int64.min
        var through = Self.factsAtOnce
        while through < last {
            windows.append(from...through)
            from = through + 1
            through += Self.factsAtOnce
        }
        return windows + [from...Int64.max]
    }

    func forEach(in window: ClosedRange<Int64>, _ body: (CoveredRow) throws -> Void) throws {
        let isMove = kind == .move
        let columns = kind.columns
        let from = isMove ? CoveredKind.notice(ofMove: window.lowerBound) : window.lowerBound
        let to = isMove ? CoveredKind.notice(ofMove: window.upperBound) : window.upperBound
        try connection.forEach(sql, book, from, to) { row in
            let row = CoveredRow(row, kind, columns)
            if window.contains(row.id) { try body(row) }
        }
    }
}

/// A row of a kind that the audit chain covers, valid until the next is read.
struct CoveredRow {
    let id: Int64
    private let row: SQLRow
    private let kind: CoveredKind
    private let columns: [CoveredKind.Column]

    init(_ row: SQLRow, _ kind: CoveredKind, _ columns: [CoveredKind.Column]) {
        self.row = row
        self.kind = kind
        self.columns = columns
        id = kind == .move ? CoveredKind.move(row.int(1), of: row.int(0)) : row.int(0)
    }

    /// What the row belongs to; 0 for kinds without an owner.
    var owner: Int64 { kind.owner.map { row.int(Int32($0)) } ?? 0 }

    func encode(into fields: CanonicalBytes) {
        for (index, column) in columns.enumerated() {
            switch column {
            case .number: fields.append(row.optionalInt(Int32(index)))
            case .text: fields.append(row.optionalText(Int32(index)))
            case .bytes: fields.append(row.isNull(Int32(index)) ? nil : row.bytes(Int32(index)))
            }
        }
    }

    enum SealState {
        case none
        case whole
        /// The text and its salt have been taken away.
        case erased
        case broken
    }

    /// Whether a text that may be personal is the one that was sealed.
    var sealState: SealState {
        guard let sealed = kind.sealed else { return .none }
        let (salt, content) = (Int32(columns.count), Int32(columns.count) + 1)
        let hash = row.bytes(Int32(sealed.place))
        if row.isNull(Int32(sealed.place)) {
            return row.isNull(content) && row.isNull(salt) ? .none : .broken
        }
        let bytes = row.bytes(content)
        if row.isNull(salt) { return bytes.isEmpty ? .erased : .broken }
        return !row.isNull(content) && Seal(bytes, salt: row.bytes(salt)).hash == hash
            ? .whole : .broken
    }
}
