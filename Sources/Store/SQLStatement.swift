import Basics
import GRDB
import GRDBSQLite

/// A prepared statement: bind, then run, or step through rows. Parameters count from 1, columns from 0.
public struct SQLStatement {
    // Kept so that the compiled statement outlives this value.
    private let owner: GRDB.Statement
    let handle: OpaquePointer
    private let connection: GRDB.Database

    init(_ owner: GRDB.Statement, connection: GRDB.Database) {
        self.owner = owner
        self.handle = owner.sqliteStatement
        self.connection = connection
        sqlite3_reset(handle)
    }

    public var row: SQLRow { SQLRow(handle: handle) }

    public func bind(_ values: [any Bindable]) throws {
        for (index, value) in values.enumerated() { value.bind(to: self, at: Int32(index + 1)) }
    }

    @inline(__always)
    public func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }

    @inline(__always)
    public func bind(_ index: Int32, _ value: String) {
        var copy = value
        copy.withUTF8 { bytes in
            // Without an address SQLite would store NULL, so the empty text has one of its own.
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                _ = sqlite3_bind_text(handle, index, "", 0, SQLStatement.transient)
                return
            }
            start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { text in
                _ = sqlite3_bind_text(
                    handle, index, text, Int32(bytes.count), SQLStatement.transient)
            }
        }
    }

    public func bind(_ index: Int32, _ value: [UInt8]) {
        guard !value.isEmpty else {
            sqlite3_bind_zeroblob(handle, index, 0)
            return
        }
        _ = value.withUnsafeBytes {
            sqlite3_bind_blob(
                handle, index, $0.baseAddress, Int32($0.count), SQLStatement.transient)
        }
    }

    @inline(__always)
    public func bindNull(_ index: Int32) { sqlite3_bind_null(handle, index) }

    /// True while there is a row to read.
    @inline(__always)
    public func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code)
        }
    }

    public func reset() { sqlite3_reset(handle) }

    /// Runs to the end and makes the statement ready again.
    @inline(__always)
    public func run() throws {
        defer { sqlite3_reset(handle) }
        while try step() {}
    }

    /// Rows changed by the last statement that ran on the connection.
    public var changes: Int { Int(connection.changesCount) }

    public func forEach(_ body: (SQLRow) throws -> Void) throws {
        defer { sqlite3_reset(handle) }
        while try step() { try body(row) }
    }

    private func failure(_ code: Int32) -> Diagnostic {
        let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) } ?? ""
        let primary = code & 0xff
        let remedy =
            switch primary {
            case SQLITE_FULL: "free space on the disk and try again; nothing was changed"
            case SQLITE_READONLY: "make the file and its folder writable; nothing was changed"
            case SQLITE_BUSY: "wait until the other Purr process is done and try again"
            case SQLITE_CORRUPT, SQLITE_NOTADB: "restore the newest backup"
            default: "report this with the code"
            }
        return Diagnostic(
            "store.sqlite-\(primary)", place: "database", found: message,
            expected: "the statement to succeed", remedy: remedy)
    }

    static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

/// One row, valid until the statement steps on.
public struct SQLRow {
    let handle: OpaquePointer

    public func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }
    @inline(__always)
    public func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    public func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
    public func text(_ column: Int32) -> String {
        guard let bytes = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
    public func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    public func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(
            UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
    public func day(_ column: Int32) -> Day { Day(number: Int32(truncatingIfNeeded: int(column))) }
    public func optionalDay(_ column: Int32) -> Day? { isNull(column) ? nil : day(column) }
    public func money(_ column: Int32) -> Money { Money(ore: int(column)) }
}

/// A value a statement takes as parameter.
public protocol Bindable {
    func bind(to statement: SQLStatement, at index: Int32)
}

extension Int64: Bindable {
    public func bind(to statement: SQLStatement, at index: Int32) { statement.bind(index, self) }
}

extension Int: Bindable {
    public func bind(to statement: SQLStatement, at index: Int32) {
        statement.bind(index, Int64(self))
    }
}

extension Bool: Bindable {
    public func bind(to statement: SQLStatement, at index: Int32) {
        statement.bind(index, self ? 1 : 0)
    }
}

extension String: Bindable {
    public func bind(to statement: SQLStatement, at index: Int32) { statement.bind(index, self) }
}

extension Array: Bindable where Element == UInt8 {
    public func bind(to statement: SQLStatement, at index: Int32) { statement.bind(index, self) }
}

extension Day: Bindable {
    public func bind(to statement: SQLStatement, at index: Int32) {
        statement.bind(index, Int64(number))
    }
}

extension Money: Bindable {
    public func bind(to statement: SQLStatement, at index: Int32) { statement.bind(index, ore) }
}

extension Optional: Bindable where Wrapped: Bindable {
    public func bind(to statement: SQLStatement, at index: Int32) {
        switch self {
        case .some(let value): value.bind(to: statement, at: index)
        case .none: statement.bindNull(index)
        }
    }
}
