import Basics
import Desk
import Store

/// Fills many books, or few large ones, for the night's run. The rows are made within the database by one statement for each
/// table and book, in what both engines understand, because ten million of them have to come quickly.
///
/// A customer has four claims. Of a book's claims, spread evenly, `due` are due today; of the others one in ten is open and not
/// due yet, and the rest are paid, each by a payment of its own. Of those due one in two needs a letter for the first time, one in five
/// for long, and three in ten were paid yesterday, so that the run takes them off its list.
struct NightFiller {
    let place: BenchPlace
    let books: Int
    let claimsPerBook: Int
    let due: Int

    /// Every so manieth claim of a book is due.
    private var stride: Int { max(1, claimsPerBook / max(1, due)) }

    func fill() throws {
        try place.clear()
        let database = try place.database()
        try database.write { connection in try insertBooks(connection) }
        try forEachBook(in: database) { book, connection in
            try insert(book, connection)
        }
        try place.settle(database)
    }

    /// Begins a day: what is due is due, what is done is forgotten, and every book has its job.
    func plan() throws {
        let database = try place.database()
        try database.write { _ = try $0.run("DELETE FROM job") }
        // What the last run took off the list.
        if due > 0 {
            try forEachBook(in: database) { book, connection in
                try connection.run(
                    """
                    \(Self.series(due))
                    UPDATE claim SET next_day = ? WHERE book = ? AND id IN (
                        SELECT n * \(stride) + 1 FROM series) AND (next_day IS NULL OR next_day <> ?)
                    """, Sample.today, book, Sample.today)
            }
        }
        try database.settle()
        if place.engine == .postgresql {
            try RawPostgres(try place.postgresAddress()).run("VACUUM (ANALYZE) job")
        }
        try database.planNightly(day: Sample.today, at: Clock.startingAt(Sample.today).now)
    }

    /// Works in all books, as many in one transaction as keeps it small.
    ///
    /// Only a benchmark goes from book to book: it names each to PostgreSQL's row-level security.
    private func forEachBook(
        in database: Database, _ body: (Int64, Connection) throws -> Void
    ) throws {
        let together = max(1, 100_000 / max(1, claimsPerBook))
        var first = 1
        while first <= books {
            let last = min(books, first + together - 1)
            try database.write(book: Int64(first)) { scope in
                for book in first...last {
                    if place.engine == .postgresql {
                        _ = try scope.connection.first(
                            "SELECT set_config('purr.book', ?, true)", String(book)
                        ) { $0.text(0) }
                    }
                    try body(Int64(book), scope.connection)
                }
            }
            let isTenth = last * 10 / books > (first - 1) * 10 / books
            if isTenth { Note.say("\(last) of \(books) books with \(claimsPerBook) claims each") }
            first = last + 1
        }
    }

    private static func series(_ count: Int) -> String {
        """
        WITH RECURSIVE series(n) AS (
            SELECT 0 UNION ALL SELECT n + 1 FROM series WHERE n + 1 < \(count))
        """
    }

    private func insertBooks(_ connection: Connection) throws {
        try connection.run(
            """
            \(Self.series(books))
            INSERT INTO book (id, name, organisation_number, street, postcode, city, email, phone,
                account, plan, language)
            SELECT n + 1, 'Selskap ' || CAST(n + 1 AS TEXT) || ' AS',
                '\(Sample.organisationNumber)', 'Havnegata 1', '0150', 'Oslo',
                'faktura@example.no', '22 00 00 00', '\(Sample.account)', 'anbefalt', 'nb'
            FROM series
            """)
    }

    private func insert(_ book: Int64, _ connection: Connection) throws {
        let today = Int(Sample.today.number)
        let debtors = (claimsPerBook + 3) / 4
        for (name, count) in [
            ("debtor", debtors), ("claim", claimsPerBook), ("fact", claimsPerBook),
            ("payment", claimsPerBook),
        ] {
            try connection.run(
                "INSERT INTO counter (book, name, value) VALUES (?, ?, ?)", book, name, count)
        }
        try connection.run(
            "INSERT INTO bank_account (book, account, through) VALUES (?, ?, ?)", book,
            Sample.account, Sample.today - 1)
        try connection.run(
            """
            \(Self.series(debtors))
            INSERT INTO debtor (book, id, number, name, kind, street, postcode, city, country,
                email, phone)
            SELECT CAST(? AS INTEGER), n + 1, CAST(10000 + n AS TEXT),
                'Kunde ' || CAST(n AS TEXT),
                CASE WHEN n % 4 = 0 THEN 'business' ELSE 'consumer' END,
                'Storgata ' || CAST(n % 90 + 1 AS TEXT), '0150', 'Oslo', 'NO',
                'kunde' || CAST(n AS TEXT) || '@example.no', '' FROM series
            """, book)
        // Due: three days ago, or twenty. Others: some day this month, or long ago and paid.
        try connection.run(
            """
            \(Self.series(claimsPerBook)), made(n, due, next_day) AS (
                SELECT n, CASE
                    WHEN \(isDue("n")) THEN \(today) - CASE
                        WHEN n / \(stride) % 10 IN (5, 6) THEN 20 ELSE 3 END
                    WHEN n % 10 = 5 THEN \(today) + 1 + n % 30
                    ELSE \(today) - 30 - n % 1000 END,
                CASE WHEN \(isDue("n")) THEN \(today)
                    WHEN n % 10 = 5 THEN \(today) + 4 + n % 30 END
                FROM series)
            INSERT INTO claim (book, id, debtor, invoice, kid, kid_key, issued, due, principal,
                concerns, documented, next_day)
            SELECT CAST(? AS INTEGER), n + 1, n / 4 + 1, CAST(1000000 + n AS TEXT),
                CAST(10000000000 + n AS TEXT), CAST(10000000000 + n AS TEXT), due - 14, due,
                10000 + n * 7919 % 2000000, 'Arbeid og materiell', 1, next_day FROM made
            """, book)
        try connection.run(
            """
            INSERT INTO payment (book, id, import, alike, ordinal, family, exact, kind, account,
                booked, ordered, amount, currency, kid, text, payer_name, payer_account, reference,
                debtor, rest)
            SELECT book, id, 1, id * 2654435761, 0, 1, id * 40503, 1, '\(Sample.account)',
                due, due, principal, 'NOK', kid, '', 'Betaler ' || CAST(debtor AS TEXT),
                CAST(12000000000 + debtor * 7 AS TEXT), CAST(100000000 + id AS TEXT), debtor, 0
            FROM claim WHERE book = ? AND \(isPaid)
            """, book)
        try connection.run(
            """
            INSERT INTO fact (book, claim, id, day, kind, amount, ref, other, at)
            SELECT book, id, id, CASE WHEN next_day IS NULL THEN due ELSE \(today - 1) END, 1,
                principal, id, due, 0
            FROM claim WHERE book = ? AND \(isPaid)
            """, book)
    }

    private func isDue(_ number: String) -> String {
        "(\(number) % \(stride) = 0 AND \(number) / \(stride) < \(due))"
    }

    /// Paid long ago, or, of those that are due, yesterday.
    private var isPaid: String {
        "(next_day IS NULL OR \(isDue("(id - 1)")) AND (id - 1) / \(stride) % 10 >= 7)"
    }
}
