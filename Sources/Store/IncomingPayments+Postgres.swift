import Basics

/// The same rows for PostgreSQL: copied into a table of the session's own, in the server's binary format.
/// https://www.postgresql.org/docs/15/sql-copy.html
extension IncomingPayments {
    static let postgresTable = """
        CREATE TEMP TABLE IF NOT EXISTS incoming (
            position BIGINT, payment BIGINT, fact BIGINT, claim BIGINT, debtor BIGINT, alike BIGINT,
            exact BIGINT, family BIGINT, account TEXT, booked BIGINT, ordered BIGINT,
            amount BIGINT, currency TEXT, kid TEXT, kid_key TEXT COLLATE "C", text TEXT,
            payer_name TEXT, payer_account TEXT, reference TEXT
        )
        """

    private static let columns: UInt16 = 19

    static func copy(of rows: Rows) -> [UInt8] {
        var data: [UInt8] = Array("PGCOPY\n".utf8) + [0xff, 13, 10, 0]
        data.reserveCapacity(32 + 300 * rows.rows.count)
        // No flags, no further head.
        data.append(contentsOf: [UInt8](repeating: 0, count: 8))
        for row in rows.rows {
            let payment = rows.batch[Int(row.index)]
            append(columns, to: &data)
            field(Int64(row.index), to: &data)
            field(rows.firstPayment + Int64(row.index), to: &data)
            field(rows.firstFact + Int64(row.index), to: &data)
            field(row.claim, to: &data)
            field(row.debtor, to: &data)
            field(payment.alike, to: &data)
            field(payment.exact, to: &data)
            field(payment.family.rawValue, to: &data)
            field(payment.account, to: &data)
            field(Int64(payment.booked.number), to: &data)
            field(payment.ordered.map { Int64($0.number) }, to: &data)
            field(payment.amount.ore, to: &data)
            field(payment.currency, to: &data)
            field(payment.kid, to: &data)
            field(payment.kidKey, to: &data)
            field(payment.text, to: &data)
            field(payment.payerName, to: &data)
            field(payment.payerAccount, to: &data)
            field(payment.reference, to: &data)
        }
        append(UInt16.max, to: &data)
        return data
    }

    private static func append(_ number: some FixedWidthInteger, to data: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { data.append(contentsOf: $0) }
    }

    private static func field(_ number: Int64?, to data: inout [UInt8]) {
        guard let number else { return append(Int32(-1), to: &data) }
        append(Int32(8), to: &data)
        append(number, to: &data)
    }

    private static func field(_ text: String, to data: inout [UInt8]) {
        append(Int32(text.utf8.count), to: &data)
        data.append(contentsOf: text.utf8)
    }
}
