import Basics
import Desk
import Store

/// W1, importing: from the file to the committed book.
enum ImportBench {
    /// Payments come into a book with a claim for each of them; a ledger into an empty one.
    static func setUp(_ format: SampleFormat, _ size: Int, in directory: String) throws {
        let claims = format == .saft ? 0 : size
        try BookFiller(directory: directory).fill(open: claims, perDebtor: 4)
        try format.write(size, in: directory)
    }

    static func measure(_ format: SampleFormat, _ size: Int, in directory: String) throws
        -> Measurement
    {
        let desk = try BookFiller(directory: directory).desk()
        var outcome: ImportOutcome?
        var measurement = try Stopwatch.measure {
            outcome = try desk.importFile(format.path(in: directory))
            return size
        }
        measurement.megabytes = format.megabytes(in: directory)
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

    /// The same rows by one prepared insert in one transaction, with no index, look-up or file.
    static func reference(_ size: Int, in directory: String) throws -> Measurement {
        let database = try Database(path: directory + "/reference.sqlite")
        _ = try database.write { connection in
            try connection.run(
                """
                CREATE TABLE bare (
                    book INTEGER, id INTEGER, import INTEGER, alike INTEGER, ordinal INTEGER,
                    family INTEGER, exact INTEGER, kind INTEGER, account TEXT, booked INTEGER,
                    ordered INTEGER, amount INTEGER, currency TEXT, kid TEXT, text TEXT,
                    payer_name TEXT, payer_account TEXT, reference TEXT, debtor INTEGER,
                    rest INTEGER)
                """)
        }
        let rows = (0..<size).map { number in
            (
                kid: Sample.kid(number), payer: Sample.payerAccount(number),
                reference: Sample.padded(number, 9), amount: Sample.principal(number).ore
            )
        }
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
}
