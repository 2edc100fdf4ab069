import Basics
import CPQ
import Foundation

/// One connection to PostgreSQL, used by one thread at a time.
///
/// Statements are prepared once a connection. Those that only write are queued and sent together (libpq's pipeline), so
/// that a thousand inserts cost a few round trips; whatever asks for an answer waits for the queue first.
final class PostgresSession {
    let handle: OpaquePointer
    private let cancelHandle: OpaquePointer?
    private var prepared: [String: PostgresPlan] = [:]
    /// Statements sent whose answer has not been read.
    private var pending = 0
    /// Few enough that neither side ever waits for the other to read.
    private static let mostPending = 512
    private(set) var changes = 0
    /// The session's own table for batches is there; known anew in each transaction, for it goes with one that is undone.
    private var hasIncoming = false

    /// - Throws: `Diagnostic` `store.connection` or `store.privilege` when the server does not let us in.
    init(_ address: StoreAddress) throws {
        guard let opened = PQconnectdb(Self.secured(address.target)) else {
            throw StoreFault.connection.diagnostic("out of memory", place: address.text)
        }
        guard PQstatus(opened) == CONNECTION_OK else {
            let message = Self.line(PQerrorMessage(opened))
            PQfinish(opened)
            throw StoreFault.connection.diagnostic(message, place: address.text)
        }
        handle = opened
        cancelHandle = PQgetCancel(opened)
        purr_pq_silence(opened)
        try execute(
            """
            SET application_name = 'purr'; SET client_min_messages = warning; SET timezone = 'UTC';
            SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '10min';
            SET standard_conforming_strings = on; SET client_encoding = 'UTF8'
            """)
    }

    deinit {
        PQfreeCancel(cancelHandle)
        PQfinish(handle)
    }

    /// A server elsewhere must show a certificate that is good for its name, unless the address says otherwise.
    ///
    /// What is no plain address, one with several hosts for instance, is taken as elsewhere.
    static func secured(_ target: String) -> String {
        if target.contains("sslmode=") { return target }
        let strict = target + (target.contains("?") ? "&" : "?") + "sslmode=verify-full"
        guard let parts = URLComponents(string: target) else { return strict }
        // A host among the parameters counts before the one in the authority.
        let named = (parts.queryItems ?? []).filter { ["host", "hostaddr"].contains($0.name) }
            .map { $0.value ?? "" }
        let hosts = named.isEmpty ? [parts.host ?? ""] : named
        let isHere = hosts.allSatisfy { host in
            host.isEmpty || host.hasPrefix("/") || ["localhost", "::1", "[::1]"].contains(host)
                || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
        }
        return isHere ? target : strict
    }

    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }
    var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// Asks the server to give up what the session is doing; may be called from any thread.
    func cancel() {
        var reason = [CChar](repeating: 0, count: 256)
        _ = PQcancel(cancelHandle, &reason, 256)
    }

    // MARK: - Statements

    /// Runs a script without parameters.
    func execute(_ script: String) throws {
        try flush()
        try check(PQexec(handle, script), of: script)
    }

    /// Begins a transaction by a script whose last statement gives one value.
    func begin(_ script: String) throws -> String {
        hasIncoming = false
        return try value(script)
    }

    /// The first column of the first row of a script's last statement.
    func value(_ script: String) throws -> String {
        try flush()
        let result = PQexec(handle, script)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK, PQntuples(result) > 0 else {
            throw fault(result, script)
        }
        return String(cString: PQgetvalue(result, 0, 0))
    }

    /// The statement for this SQL, prepared once.
    func plan(_ sql: String) throws -> PostgresPlan {
        if let known = prepared[sql] { return known }
        try flush()
        let translated = PostgresSQL(statement: sql)
        if translated.readsBatch { try makeIncoming() }
        let name = "p\(prepared.count + 1)"
        try check(PQprepare(handle, name, translated.text, 0, nil), of: sql)
        let plan = PostgresPlan(name: name, places: translated.places, sql: sql)
        prepared[sql] = plan
        return plan
    }

    /// Runs a statement and waits for its rows.
    func query(_ plan: PostgresPlan, _ parameters: PostgresParameters) throws -> PostgresResult {
        try flush()
        let result = parameters.withPointers { values, lengths, formats in
            PQexecPrepared(
                handle, plan.name, Int32(parameters.count), values, lengths, formats, 1)
        }
        let status = PQresultStatus(result)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK, let result else {
            let fault = fault(result, plan.sql)
            PQclear(result)
            throw fault
        }
        changes = Int(String(cString: PQcmdTuples(result))) ?? 0
        return PostgresResult(result)
    }

    /// Runs a statement whose answer nobody needs yet: what is wrong with it is told at the next that needs one, at the latest
    /// by the commit.
    func queue(_ plan: PostgresPlan, _ parameters: PostgresParameters) throws {
        if pending == 0, PQenterPipelineMode(handle) != 1 { throw lost() }
        let isSent = parameters.withPointers { values, lengths, formats in
            PQsendQueryPrepared(
                handle, plan.name, Int32(parameters.count), values, lengths, formats, 1)
        }
        pending += 1
        if isSent != 1 {
            let fault = lost()
            try? flush()
            throw fault
        }
        if pending >= Self.mostPending { try flush() }
    }

    /// Waits for all that is queued.
    ///
    /// - Throws: the first fault among it.
    func flush() throws {
        guard pending > 0 else { return }
        pending = 0
        var first: Diagnostic?
        guard PQpipelineSync(handle) == 1 else { throw lost() }
        var isDone = false
        while !isDone {
            guard let result = PQgetResult(handle) else {
                // A statement's end; but one that is gone has no end.
                if !isAlive { throw first ?? lost() }
                continue
            }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC: isDone = true
            case PGRES_COMMAND_OK: changes = Int(String(cString: PQcmdTuples(result))) ?? 0
            case PGRES_TUPLES_OK, PGRES_PIPELINE_ABORTED: break
            default: first = first ?? fault(result, "")
            }
            PQclear(result)
            if !isAlive { throw first ?? lost() }
        }
        PQexitPipelineMode(handle)
        if let first { throw first }
    }

    // MARK: - Copying

    /// Puts rows into the session's own table `incoming`, in place of those that were there.
    ///
    /// - Parameter data: in PostgreSQL's binary format, from its head to its tail.
    func copyIncoming(_ data: [UInt8]) throws {
        try makeIncoming()
        try execute("TRUNCATE incoming")
        try copy("COPY incoming FROM STDIN (FORMAT binary)", data)
    }

    private func makeIncoming() throws {
        if hasIncoming { return }
        try execute(IncomingPayments.postgresTable)
        hasIncoming = true
    }

    func copy(_ statement: String, _ data: [UInt8]) throws {
        try flush()
        let start = PQexec(handle, statement)
        let isReady = PQresultStatus(start) == PGRES_COPY_IN
        defer { PQclear(start) }
        guard isReady else { throw fault(start, statement) }
        let isSent = data.withUnsafeBytes { bytes -> Bool in
            // In pieces, because a length is 32 bits.
            var offset = 0
            while offset < bytes.count {
                let count = min(1 << 20, bytes.count - offset)
                let piece = bytes.baseAddress?.advanced(by: offset)
                    .assumingMemoryBound(to: CChar.self)
                if PQputCopyData(handle, piece, Int32(count)) != 1 { return false }
                offset += count
            }
            return true
        }
        guard isSent, PQputCopyEnd(handle, nil) == 1 else { throw lost() }
        var first: Diagnostic?
        while let result = PQgetResult(handle) {
            if PQresultStatus(result) != PGRES_COMMAND_OK {
                first = first ?? fault(result, statement)
            }
            PQclear(result)
        }
        if let first { throw first }
    }

    // MARK: - Faults

    private func check(_ result: OpaquePointer?, of sql: String) throws {
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY
        else { throw fault(result, sql) }
    }

    /// The statement's text may stand in the message; values never do.
    private func fault(_ result: OpaquePointer?, _ sql: String) -> Diagnostic {
        guard let state = purr_pq_state(result).map({ String(cString: $0) }) else { return lost() }
        let message = purr_pq_message(result).map { String(cString: $0) } ?? ""
        let kind = StoreFault(postgres: state)
        return kind.diagnostic(
            "\(message) (SQLSTATE \(state))" + (kind == .other ? " in: \(sql)" : ""))
    }

    private func lost() -> Diagnostic {
        StoreFault.connection.diagnostic(Self.line(PQerrorMessage(handle)))
    }

    private static func line(_ message: UnsafePointer<CChar>?) -> String {
        let text = message.map { String(cString: $0) } ?? ""
        return text.split(separator: "\n").joined(separator: "; ")
    }
}

/// A statement as a session knows it.
struct PostgresPlan {
    let name: String
    /// See ``PostgresSQL/places``.
    let places: [Int]
    let sql: String
}
