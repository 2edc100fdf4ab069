import Basics
import CPQ

/// A prepared statement with its parameters, and the rows of its last run.
final class PostgresStatement {
    private let session: PostgresSession
    private let plan: PostgresPlan
    private var parameters: PostgresParameters
    private var result: PostgresResult?
    private var next: Int32 = 0

    init(_ session: PostgresSession, _ sql: String) throws {
        self.session = session
        plan = try session.plan(sql)
        parameters = PostgresParameters(count: plan.places.max() ?? 0)
    }

    /// The row stepped to.
    var row: PostgresRow { PostgresRow(result: result, index: next - 1) }

    var changes: Int {
        get throws {
            try session.flush()
            return session.changes
        }
    }

    func bind(_ index: Int32, _ value: PostgresParameters.Value) {
        guard index < plan.places.count, plan.places[Int(index)] > 0 else { return }
        parameters[plan.places[Int(index)] - 1] = value
    }

    /// Runs at the first step, then goes from row to row.
    func step() throws -> Bool {
        if result == nil {
            try parameters.check()
            result = try session.query(plan, parameters)
            next = 0
        }
        guard let result, next < result.count else { return false }
        next += 1
        return true
    }

    func reset() {
        result = nil
        next = 0
    }

    func run() throws {
        reset()
        try parameters.check()
        try session.queue(plan, parameters)
    }

    func copyIncoming(_ data: [UInt8]) throws { try session.copyIncoming(data) }
}

/// What a statement is given, in the forms libpq takes.
struct PostgresParameters {
    enum Value {
        case null
        case int(Int64)
        case text(String)
        case bytes([UInt8])
    }

    private var values: [Value]

    init(count: Int) { values = [Value](repeating: .null, count: count) }

    var count: Int { values.count }

    subscript(index: Int) -> Value {
        get { values[index] }
        set { values[index] = newValue }
    }

    /// PostgreSQL's texts hold no character zero.
    ///
    /// - Throws: `Diagnostic` `store.text`.
    func check() throws {
        for case .text(let text) in values where text.utf8.contains(0) {
            throw Diagnostic(
                "store.text", place: "database", found: "a text with the character U+0000",
                expected: "texts without it", remedy: "take it out of what is imported or written")
        }
    }

    /// Numbers and texts go as text, so that the server may choose their type; bytes as they are.
    func withPointers<T>(
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> T
    ) -> T {
        var arena: [CChar] = []
        var starts = [Int](repeating: -1, count: values.count)
        var lengths = [Int32](repeating: 0, count: values.count)
        var formats = [Int32](repeating: 0, count: values.count)
        for (index, value) in values.enumerated() {
            switch value {
            case .null: continue
            case .int(let number):
                starts[index] = arena.count
                Self.append(number, to: &arena)
            case .text(let text):
                starts[index] = arena.count
                arena.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
            case .bytes(let bytes):
                starts[index] = arena.count
                arena.append(contentsOf: bytes.lazy.map { CChar(bitPattern: $0) })
                lengths[index] = Int32(bytes.count)
                formats[index] = 1
            }
            arena.append(0)
        }
        return arena.withUnsafeBufferPointer { bytes in
            let pointers = starts.map { $0 < 0 ? nil : bytes.baseAddress?.advanced(by: $0) }
            return body(pointers, lengths, formats)
        }
    }

    private static func append(_ number: Int64, to arena: inout [CChar]) {
        if number < 0 { arena.append(CChar(UInt8(ascii: "-"))) }
        var rest = number.magnitude
        let start = arena.count
        repeat {
            arena.append(CChar(UInt8(ascii: "0") + UInt8(rest % 10)))
            rest /= 10
        } while rest > 0
        arena[start...].reverse()
    }
}

/// All rows of an answer, in binary form.
final class PostgresResult {
    let handle: OpaquePointer
    let count: Int32

    init(_ handle: OpaquePointer) {
        self.handle = handle
        count = PQntuples(handle)
    }

    deinit { PQclear(handle) }
}

/// One row of an answer.
struct PostgresRow {
    let result: PostgresResult?
    let index: Int32

    func isNull(_ column: Int32) -> Bool {
        guard let result else { return true }
        return PQgetisnull(result.handle, index, column) == 1
    }

    /// Whole numbers of any width, sums and yes/no; 0 for NULL.
    func int(_ column: Int32) -> Int64 {
        guard let result, !isNull(column) else { return 0 }
        let bytes = bytes(of: result, column)
        // The types' numbers: https://www.postgresql.org/docs/15/catalog-pg-type.html
        switch PQftype(result.handle, column) {
        case 16, 20, 21, 23:
            let isNegative = bytes.count > 1 && bytes[0] & 0x80 != 0
            return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
        case 1700: return Self.numeric(bytes)
        default: return Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
        }
    }

    func text(_ column: Int32) -> String {
        guard let result, !isNull(column) else { return "" }
        return String(decoding: bytes(of: result, column), as: UTF8.self)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let result, !isNull(column) else { return [] }
        return Array(bytes(of: result, column))
    }

    func value(_ column: Int32) -> SQLValue {
        guard let result, !isNull(column) else { return .null }
        return switch PQftype(result.handle, column) {
        case 16, 20, 21, 23, 1700: .int(int(column))
        case 17: .bytes(bytes(column))
        default: .text(text(column))
        }
    }

    private func bytes(of result: PostgresResult, _ column: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result.handle, index, column),
            count: Int(PQgetlength(result.handle, index, column)))
    }

    /// A sum of whole numbers: digits to the base 10 000, the weight of the first, a sign, and a scale that is zero.
    private static func numeric(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        func short(_ offset: Int) -> Int64 {
            Int64(Int16(bitPattern: UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])))
        }
        guard bytes.count >= 8 else { return 0 }
        let digits = short(0)
        let weight = short(2)
        var value: Int64 = 0
        for place in 0...max(0, weight) {
            value = value * 10_000 + (place < digits && weight >= 0 ? short(8 + 2 * Int(place)) : 0)
        }
        return bytes[4] & 0x40 != 0 ? -value : value
    }
}
