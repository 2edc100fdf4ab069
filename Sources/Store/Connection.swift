import Basics
import GRDB

/// A connection within a read or a transaction; not to be kept beyond it.
public final class Connection {
    enum Session {
        case sqlite(GRDB.Database)
        case postgres(PostgresSession)
    }

    let session: Session
    /// A bit for each claim number that has got a fact through this connection.
    private var touched: [UInt64] = []

    init(_ session: Session) { self.session = session }

    /// Notes that a claim gets a fact.
    ///
    /// - Returns: false when one had got one before, since the transaction began.
    @discardableResult
    func touch(claim: Int64) -> Bool {
        let (word, bit) = (Int(claim >> 6), UInt64(1) << UInt64(claim & 63))
        if word >= touched.count {
            touched += [UInt64](
                repeating: 0, count: max(word + 1, 2 * touched.count) - touched.count)
        }
        if touched[word] & bit != 0 { return false }
        touched[word] |= bit
        return true
    }

    func isTouched(claim: Int64) -> Bool {
        let word = Int(claim >> 6)
        return word < touched.count && touched[word] >> UInt64(claim & 63) & 1 == 1
    }

    /// The statement for this SQL, compiled once per connection.
    public func prepare(_ sql: String) throws -> SQLStatement {
        switch session {
        case .sqlite(let db):
            do { return SQLStatement(try db.cachedStatement(sql: sql), connection: db) } catch let
                fault as DatabaseError
            {
                throw StoreFault(sqlite: fault.resultCode.rawValue).diagnostic("\(fault)")
            }
        case .postgres(let session):
            return SQLStatement(try PostgresStatement(session, sql))
        }
    }

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    public func run(_ sql: String, _ values: any Bindable...) throws -> Int {
        let statement = try prepare(sql)
        try statement.bind(values)
        try statement.run()
        return try statement.changes
    }

    /// Hands each row to `body`, one at a time.
    public func forEach(
        _ sql: String, _ values: any Bindable..., body: (SQLRow) throws -> Void
    ) throws {
        let statement = try prepare(sql)
        try statement.bind(values)
        try statement.forEach(body)
    }

    /// All rows, mapped.
    public func all<T>(
        _ sql: String, _ values: any Bindable..., map: (SQLRow) throws -> T
    ) throws -> [T] {
        try all(sql, values, map: map)
    }

    /// All rows, mapped.
    public func all<T>(
        _ sql: String, _ values: [any Bindable], map: (SQLRow) throws -> T
    ) throws -> [T] {
        var result: [T] = []
        let statement = try prepare(sql)
        try statement.bind(values)
        try statement.forEach { result.append(try map($0)) }
        return result
    }

    /// The first row, mapped; nil when there is none.
    public func first<T>(
        _ sql: String, _ values: any Bindable..., map: (SQLRow) throws -> T
    ) throws -> T? {
        let statement = try prepare(sql)
        try statement.bind(values)
        defer { statement.reset() }
        return try statement.step() ? try map(statement.row) : nil
    }
}
