import Basics
import GRDBSQLite

/// Lets SQL read payments that are still in memory: `… FROM incoming(?1)`, where the parameter is bound to rows
/// with ``SQLStatement/withRows(_:_:)``.
///
/// One statement then takes in a whole batch. Run once for each payment it would spend more time on starting and
/// stopping than on its b-trees.
enum IncomingPayments {
    /// The payments that a statement is to see, in this order.
    struct Row {
        /// The payment's place in the batch, which makes its own and its fact's number.
        var index: Int32
        var claim: Int64 = 0
        var debtor: Int64 = 0
    }

    struct Rows {
        let batch: UnsafeBufferPointer<NewPayment>
        let rows: UnsafeBufferPointer<Row>
        let firstPayment: Int64
        let firstFact: Int64
    }

    /// In the order of ``declaration``.
    private enum Column: Int32 {
        case position, payment, fact, claim, debtor, alike, exact, family, account, booked, ordered
        case amount, currency, kid, kidKey, text, payerName, payerAccount, reference, source
    }

    private static let declaration = """
        CREATE TABLE incoming (position, payment, fact, claim, debtor, alike, exact, family, account,
            booked, ordered, amount, currency, kid, kid_key, text, payer_name, payer_account,
            reference, source HIDDEN)
        """

    /// The name SQLite knows the pointer by, so that no other can be taken for it.
    static let pointerName: StaticString = "purr.incoming"

    /// Makes the table known to a connection.
    static func register(_ connection: OpaquePointer?) {
        sqlite3_create_module_v2(connection, "incoming", module, nil, nil)
    }

    private struct Cursor {
        // First, because SQLite knows no more of it.
        var base = sqlite3_vtab_cursor()
        var rows: UnsafePointer<Rows>?
        var next = 0
    }

    /// Never freed and never changed: SQLite holds on to it for as long as there are connections.
    nonisolated(unsafe) private static let module: UnsafeMutablePointer<sqlite3_module> = {
        let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
        module.initialize(to: sqlite3_module())
        module.pointee.xConnect = { connection, _, _, _, table, _ in
            let made = UnsafeMutablePointer<sqlite3_vtab>.allocate(capacity: 1)
            made.initialize(to: sqlite3_vtab())
            table?.pointee = made
            return sqlite3_declare_vtab(connection, declaration)
        }
        module.pointee.xDisconnect = { table in
            table?.deallocate()
            return SQLITE_OK
        }
        module.pointee.xBestIndex = { _, plan in choose(plan) }
        module.pointee.xOpen = { _, cursor in
            let made = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
            made.initialize(to: Cursor())
            cursor?.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(
                to: sqlite3_vtab_cursor.self)
            return SQLITE_OK
        }
        module.pointee.xClose = { cursor in
            state(cursor).deallocate()
            return SQLITE_OK
        }
        module.pointee.xFilter = { cursor, _, _, _, values in
            let pointer = pointerName.utf8Start.withMemoryRebound(to: CChar.self, capacity: 1) {
                sqlite3_value_pointer(values?.pointee, $0)
            }
            state(cursor).pointee.rows = pointer.map {
                UnsafePointer($0.assumingMemoryBound(to: Rows.self))
            }
            state(cursor).pointee.next = 0
            return SQLITE_OK
        }
        module.pointee.xNext = { cursor in
            state(cursor).pointee.next += 1
            return SQLITE_OK
        }
        module.pointee.xEof = { cursor in
            let state = state(cursor).pointee
            return state.next < state.rows?.pointee.rows.count ?? 0 ? 0 : 1
        }
        module.pointee.xColumn = { cursor, context, column in
            let state = state(cursor)
            if let rows = state.pointee.rows, let column = Column(rawValue: column) {
                tell(column, rows.pointee, state.pointee.next, context)
            }
            return SQLITE_OK
        }
        module.pointee.xRowid = { cursor, number in
            number?.pointee = Int64(state(cursor).pointee.next)
            return SQLITE_OK
        }
        return module
    }()

    @inline(__always)
    private static func state(
        _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?
    ) -> UnsafeMutablePointer<Cursor> {
        guard let cursor else { preconditionFailure("SQLite calls no cursor without one") }
        return UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: Cursor.self)
    }

    /// The only way to read the table is all of the rows it was given.
    private static func choose(_ plan: UnsafeMutablePointer<sqlite3_index_info>?) -> Int32 {
        guard let plan else { return SQLITE_ERROR }
        for index in 0..<Int(plan.pointee.nConstraint) {
            let constraint = plan.pointee.aConstraint[index]
            guard constraint.iColumn == Column.source.rawValue, constraint.usable != 0,
                constraint.op == UInt8(SQLITE_INDEX_CONSTRAINT_EQ)
            else { continue }
            plan.pointee.aConstraintUsage[index].argvIndex = 1
            plan.pointee.aConstraintUsage[index].omit = 1
            plan.pointee.estimatedCost = 1
            return SQLITE_OK
        }
        return SQLITE_CONSTRAINT
    }

    @inline(__always)
    private static func tell(
        _ column: Column, _ rows: Rows, _ next: Int, _ context: OpaquePointer?
    ) {
        let row = rows.rows[next]
        let index = Int(row.index)
        switch column {
        case .position: sqlite3_result_int64(context, Int64(row.index))
        case .payment: sqlite3_result_int64(context, rows.firstPayment + Int64(row.index))
        case .fact: sqlite3_result_int64(context, rows.firstFact + Int64(row.index))
        case .claim: sqlite3_result_int64(context, row.claim)
        case .debtor: sqlite3_result_int64(context, row.debtor)
        case .alike: sqlite3_result_int64(context, rows.batch[index].alike)
        case .exact: sqlite3_result_int64(context, rows.batch[index].exact)
        case .family: sqlite3_result_int64(context, rows.batch[index].family.rawValue)
        case .account: tell(rows.batch[index].account, context)
        case .booked: sqlite3_result_int64(context, Int64(rows.batch[index].booked.number))
        case .ordered:
            if let ordered = rows.batch[index].ordered {
                sqlite3_result_int64(context, Int64(ordered.number))
            } else {
                sqlite3_result_null(context)
            }
        case .amount: sqlite3_result_int64(context, rows.batch[index].amount.ore)
        case .currency: tell(rows.batch[index].currency, context)
        case .kid: tell(rows.batch[index].kid, context)
        case .kidKey: tell(rows.batch[index].kidKey, context)
        case .text: tell(rows.batch[index].text, context)
        case .payerName: tell(rows.batch[index].payerName, context)
        case .payerAccount: tell(rows.batch[index].payerAccount, context)
        case .reference: tell(rows.batch[index].reference, context)
        case .source: sqlite3_result_null(context)
        }
    }

    @inline(__always)
    private static func tell(_ text: String, _ context: OpaquePointer?) {
        var copy = text
        copy.withUTF8 { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_result_text(context, "", 0, SQLStatement.transient)
            }
            start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { text in
                sqlite3_result_text(context, text, Int32(bytes.count), SQLStatement.transient)
            }
        }
    }
}

extension SQLStatement {
    /// Lets the statement see rows of a batch as `incoming(?1)` while `body` runs it.
    func withRows<T>(
        _ batch: UnsafeBufferPointer<NewPayment>, _ rows: [IncomingPayments.Row],
        payment: Int64 = 0, fact: Int64 = 0, _ body: () throws -> T
    ) throws -> T {
        try rows.withUnsafeBufferPointer { rows in
            var incoming = IncomingPayments.Rows(
                batch: batch, rows: rows, firstPayment: payment, firstFact: fact)
            guard let handle else {
                try postgres?.copyIncoming(IncomingPayments.copy(of: incoming))
                defer { reset() }
                return try body()
            }
            return try withUnsafeMutablePointer(to: &incoming) { pointer in
                let name = IncomingPayments.pointerName.utf8Start
                name.withMemoryRebound(to: CChar.self, capacity: 1) {
                    _ = sqlite3_bind_pointer(handle, 1, pointer, $0, nil)
                }
                // The pointer dies with this call, so the statement must forget it.
                defer {
                    reset()
                    bindNull(1)
                }
                return try body()
            }
        }
    }
}
