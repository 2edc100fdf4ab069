import Basics
import CPQ

/// PostgreSQL by libpq alone, without anything of Purr's: what the engine itself can do.
final class RawPostgres {
    private let handle: OpaquePointer

    init(_ address: String) throws {
        guard let opened = PQconnectdb(address) else {
            throw Diagnostic(
                "bench.postgres", place: "libpq", found: "no memory", expected: "a connection")
        }
        handle = opened
        purr_pq_silence(opened)
        guard PQstatus(opened) == CONNECTION_OK else { throw fault("connect") }
    }

    deinit { PQfinish(handle) }

    /// Runs a script.
    func run(_ script: String) throws {
        let result = PQexec(handle, script)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else { throw fault(script) }
    }

    /// The first column of the first row.
    func value(_ sql: String) throws -> String {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK, PQntuples(result) > 0 else {
            throw fault(sql)
        }
        return String(cString: PQgetvalue(result, 0, 0))
    }

    /// Runs one prepared statement for each row, in libpq's pipeline and one transaction.
    func insert(_ sql: String, rows count: Int, _ row: (Int) -> [String]) throws {
        try run("BEGIN")
        PQclear(PQprepare(handle, "bare", sql, 0, nil))
        // Few enough that neither side ever waits for the other to read.
        let most = 512
        for first in stride(from: 0, to: count, by: most) {
            guard PQenterPipelineMode(handle) == 1 else { throw fault(sql) }
            for number in first..<min(first + most, count) {
                let isSent = Self.withPointers(row(number)) { values, length in
                    PQsendQueryPrepared(handle, "bare", length, values, nil, nil, 1)
                }
                guard isSent == 1 else { throw fault(sql) }
            }
            guard PQpipelineSync(handle) == 1 else { throw fault(sql) }
            try drain(sql)
            guard PQexitPipelineMode(handle) == 1 else { throw fault(sql) }
        }
        try run("COMMIT")
    }

    /// Runs one prepared statement over and over, each time in a transaction of its own.
    func commits(_ sql: String, count: Int, _ row: (Int) -> [String]) throws {
        PQclear(PQprepare(handle, "small", sql, 0, nil))
        for number in 0..<count {
            let result = Self.withPointers(row(number)) { values, length in
                PQexecPrepared(handle, "small", length, values, nil, nil, 1)
            }
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw fault(sql) }
        }
    }

    /// Copies rows into a table, in PostgreSQL's text format.
    func copy(into table: String, rows count: Int, _ row: (Int) -> [String]) throws {
        let start = PQexec(handle, "COPY \(table) FROM STDIN")
        defer { PQclear(start) }
        guard PQresultStatus(start) == PGRES_COPY_IN else { throw fault(table) }
        var data: [UInt8] = []
        for number in 0..<count {
            for (index, value) in row(number).enumerated() {
                if index > 0 { data.append(9) }
                data.append(contentsOf: value.utf8)
            }
            data.append(10)
            if data.count > 1 << 20 || number == count - 1 {
                let isSent = data.withUnsafeBytes {
                    PQputCopyData(
                        handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self),
                        Int32($0.count))
                }
                guard isSent == 1 else { throw fault(table) }
                data.removeAll(keepingCapacity: true)
            }
        }
        guard PQputCopyEnd(handle, nil) == 1 else { throw fault(table) }
        while let result = PQgetResult(handle) {
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw fault(table) }
        }
    }

    /// Reads the answers up to the pipeline's next end.
    private func drain(_ sql: String) throws {
        while true {
            guard let result = PQgetResult(handle) else {
                if PQstatus(handle) != CONNECTION_OK { throw fault(sql) }
                continue
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC: return
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK: continue
            default: throw fault(sql)
            }
        }
    }

    private static func withPointers<T>(
        _ values: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?, Int32) -> T
    ) -> T {
        var arena: [CChar] = []
        var starts: [Int] = []
        for value in values {
            starts.append(arena.count)
            arena.append(contentsOf: value.utf8.lazy.map { CChar(bitPattern: $0) })
            arena.append(0)
        }
        return arena.withUnsafeBufferPointer { bytes in
            body(starts.map { bytes.baseAddress?.advanced(by: $0) }, Int32(values.count))
        }
    }

    private func fault(_ what: String) -> Diagnostic {
        Diagnostic(
            "bench.postgres", place: what, found: String(cString: PQerrorMessage(handle)),
            expected: "it to be done")
    }
}
