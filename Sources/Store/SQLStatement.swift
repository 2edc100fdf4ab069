import Basics
import GRDB
import GRDBSQLite

/// A prepared statement: bind, then run, or step through rows. Parameters count from 1, columns from 0.
public struct SQLStatement {
    private enum Owner {
        // Kept so that the compiled statement outlives this value.
        case sqlite(GRDB.Statement, GRDB.Database)
        case postgres(PostgresStatement)
    }

    private let owner: Owner
    /// SQLite's statement, nil on PostgreSQL: what is called a million times asks only this.
    let handle: OpaquePointer?

    init(_ statement: GRDB.Statement, connection: GRDB.Database) {
        owner = .sqlite(statement, connection)
        handle = statement.sqliteStatement
        sqlite3_reset(handle)
    }

    init(_ statement: PostgresStatement) {
        owner = .postgres(statement)
        handle = nil
    }

    var postgres: PostgresStatement? {
        if case .postgres(let statement) = owner { statement } else { nil }
    }

    public var row: SQLRow { SQLRow(handle: handle, postgres: postgres?.row) }

    public func bind(_ values: [any Bindable]) throws {
        for (index, value) in values.enumerated() { value.bind(to: self, at: Int32(index + 1)) }
    }

    @inline(__always)
    public func bind(_ index: Int32, _ value: Int64) {
        if let handle {
            sqlite3_bind_int64(handle, index, value)
        } else {
            postgres?.bind(index, .int(value))
        }
    }

    @inline(__always)
    public func bind(_ index: Int32, _ value: String) {
        guard let handle else {
            postgres?.bind(index, .text(value))
            return
        }
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
        guard let handle else {
            postgres?.bind(index, .bytes(value))
            return
        }
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
    public func bindNull(_ index: Int32) {
        if let handle {
            sqlite3_bind_null(handle, index)
        } else {
            postgres?.bind(index, .null)
        }
    }

    /// True while there is a row to read.
    @inline(__always)
    public func step() throws -> Bool {
        guard let handle else { return try postgres?.step() ?? false }
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }
            throw StoreFault(sqlite: code).diagnostic(message ?? "")
        }
    }

    public func reset() {
        if let handle { sqlite3_reset(handle) } else { postgres?.reset() }
    }

    /// Runs to the end and makes the statement ready again.
    ///
    /// On PostgreSQL it may be run a little later, together with others: what is wrong with it is told at the next statement
    /// that is asked for an answer, at the latest by the commit.
    @inline(__always)
    public func run() throws {
        guard let handle else {
            try postgres?.run()
            return
        }
        defer { sqlite3_reset(handle) }
        while try step() {}
    }

    /// Rows changed by the last statement that ran on the connection.
    public var changes: Int {
        get throws {
            switch owner {
            case .sqlite(_, let connection): Int(connection.changesCount)
            case .postgres(let statement): try statement.changes
            }
        }
    }

    public func forEach(_ body: (SQLRow) throws -> Void) throws {
        defer { reset() }
        while try step() { try body(row) }
    }

    static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

/// One row, valid until the statement steps on.
public struct SQLRow {
    let handle: OpaquePointer?
    let postgres: PostgresRow?

    public func isNull(_ column: Int32) -> Bool {
        guard let handle else { return postgres?.isNull(column) ?? true }
        return sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    @inline(__always)
    public func int(_ column: Int32) -> Int64 {
        guard let handle else { return postgres?.int(column) ?? 0 }
        return sqlite3_column_int64(handle, column)
    }

    public func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

    public func text(_ column: Int32) -> String {
        guard let handle else { return postgres?.text(column) ?? "" }
        guard let bytes = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    public func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    public func bytes(_ column: Int32) -> [UInt8] {
        guard let handle else { return postgres?.bytes(column) ?? [] }
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(
            UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// As it is held, whatever its type.
    public func value(_ column: Int32) -> SQLValue {
        guard let handle else { return postgres?.value(column) ?? .null }
        return switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .int(int(column))
        case SQLITE_BLOB: .bytes(bytes(column))
        default: .text(text(column))
        }
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
