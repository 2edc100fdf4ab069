import Basics
import Desk
import Foundation
import Store

/// W1, importing: from the file to the committed book.
enum ImportBench {
    /// Payments come into a book with a claim for each of them; a ledger into an empty one.
    static func setUp(_ format: SampleFormat, _ size: Int, in place: BenchPlace) throws {
        let claims = format == .saft ? 0 : size
        try BookFiller(place: place).fill(open: claims, perDebtor: 4)
        try format.write(size, in: place.directory)
    }

    static func measure(_ format: SampleFormat, _ size: Int, in place: BenchPlace) throws
        -> Measurement
    {
        let desk = try BookFiller(place: place).desk()
        var outcome: ImportOutcome?
        var measurement = try Stopwatch.measure {
            outcome = try desk.importFile(format.path(in: place.directory))
            return size
        }
        measurement.megabytes = format.megabytes(in: place.directory)
        guard let outcome, isRight(outcome, format, size) else {
            throw Diagnostic(
                "bench.import", place: format.rawValue, found: outcome.map { "\($0)" } ?? "nothing",
                expected: "\(size) payments, nearly all placed, or the ledger's open invoices")
        }
        return measurement
    }

    private static func isRight(
        _ outcome: ImportOutcome, _ format: SampleFormat, _ size: Int
    ) -> Bool {
        if format == .saft {
            let counts = LedgerFile.Counts(vouchers: size)
            return outcome.customersAdded == counts.customers && outcome.findings.isEmpty
                && outcome.claimsAdded == LedgerFile.openInvoices(counts)
        }
        return outcome.paymentsAdded == size && outcome.paymentsPlaced >= size - size / 500 - 10
    }

    private static let bareTable = """
        CREATE TABLE bare (
            book INTEGER, id INTEGER, import INTEGER, alike INTEGER, ordinal INTEGER,
            family INTEGER, exact INTEGER, kind INTEGER, account TEXT, booked INTEGER,
            ordered INTEGER, amount INTEGER, currency TEXT, kid TEXT, text TEXT,
            payer_name TEXT, payer_account TEXT, reference TEXT, debtor INTEGER,
            rest INTEGER)
        """

    private typealias Bare = (kid: String, payer: String, reference: String, amount: Int64)

    private static func bareRows(_ size: Int) -> [Bare] {
        (0..<size).map { number in
            (
                Sample.kid(number), Sample.payerAccount(number), Sample.padded(number, 9),
                Sample.principal(number).ore
            )
        }
    }

    /// The same rows by one prepared insert in one transaction, with no index, look-up or file.
    static func reference(_ size: Int, in place: BenchPlace) throws -> Measurement {
        if place.engine == .postgresql {
            return try postgres(size, in: place) { raw, row in
                let places = (1...20).map { "$\($0)" }.joined(separator: ",")
                try raw.insert("INSERT INTO bare VALUES (\(places))", rows: size, row)
            }
        }
        let database = try Database(path: place.directory + "/reference.sqlite")
        _ = try database.write { try $0.run(bareTable) }
        let rows = bareRows(size)
        return try Stopwatch.measure {
            try database.write { connection in
                let insert = try connection.prepare(
                    """
                    INSERT INTO bare
                    VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20)
                    """)
                var random = SplitMix(seed: 1)
                for (number, row) in rows.enumerated() {
                    insert.bind(1, 1)
                    insert.bind(2, Int64(number + 1))
                    insert.bind(3, 1)
                    insert.bind(4, Int64(bitPattern: random.next()))
                    insert.bind(5, 1)
                    insert.bind(6, 1)
                    insert.bind(7, Int64(bitPattern: random.next()))
                    insert.bind(8, 1)
                    insert.bind(9, Sample.account)
                    insert.bind(10, 20_733)
                    insert.bind(11, 20_732)
                    insert.bind(12, row.amount)
                    insert.bind(13, "NOK")
                    insert.bind(14, row.kid)
                    insert.bind(15, "")
                    insert.bind(16, "")
                    insert.bind(17, row.payer)
                    insert.bind(18, row.reference)
                    insert.bind(19, Int64(number % 250_000))
                    insert.bind(20, 0)
                    try insert.run()
                }
            }
            return size
        }
    }

    /// The same rows by PostgreSQL's fastest way in.
    static func copyReference(_ size: Int, in place: BenchPlace) throws -> Measurement {
        try postgres(size, in: place) { raw, row in
            try raw.copy(into: "bare", rows: size, row)
        }
    }

    private static func postgres(
        _ size: Int, in place: BenchPlace,
        _ insert: (RawPostgres, (Int) -> [String]) throws -> Void
    ) throws -> Measurement {
        let raw = try RawPostgres(try place.postgresAddress())
        try raw.run("DROP TABLE IF EXISTS bare")
        try raw.run(bareTable.replacingOccurrences(of: "INTEGER", with: "BIGINT"))
        let rows = bareRows(size)
        var random = SplitMix(seed: 1)
        let measured = try Stopwatch.measure {
            try insert(raw) { number in
                let row = rows[number]
                return [
                    "1", String(number + 1), "1", String(Int64(bitPattern: random.next())), "1",
                    "1", String(Int64(bitPattern: random.next())), "1", Sample.account, "20733",
                    "20732", String(row.amount), "NOK", row.kid, "", "", row.payer, row.reference,
                    String(number % 250_000), "0",
                ]
            }
            return size
        }
        try raw.run("DROP TABLE bare")
        return measured
    }
}
