import Basics
import Claims
import Foundation
import Store

/// A database file of the test's own, gone when the test is over.
final class TemporaryFile {
    let path: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent("purr.sqlite").path
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

/// A book in a database of its own, with one customer.
struct TemporaryBook {
    let file: TemporaryFile
    let database: Database
    let book: Int64
    let debtor: DebtorID

    init(beside other: TemporaryBook? = nil) throws {
        let file = try other?.file ?? TemporaryFile()
        let database = try other?.database ?? Database(path: file.path)
        (book, debtor) = try database.write { connection in
            let record = try connection.createBook(
                BookRecord(
                    name: "Fjordvik Rør AS", organisationNumber: "310123455",
                    account: AccountNumber("99991042764")))
            let scope = BookConnection(connection, book: record.id)
            let (debtor, _) = try scope.upsertDebtor(
                Debtor(id: DebtorID(0), number: "10001", name: "Ola Hansen"))
            return (record.id, debtor)
        }
        self.file = file
        self.database = database
    }

    func write<T>(dryRun: Bool = false, _ body: (BookConnection) throws -> T) throws -> T {
        try database.write(book: book, by: Author("test", at: 0), dryRun: dryRun, body)
    }

    func read<T>(_ body: (BookConnection) throws -> T) throws -> T {
        try database.read { try body(BookConnection($0, book: book)) }
    }

    @discardableResult
    func addClaim(_ invoice: String, kid: String = "", principal: Int64 = 100_000) throws -> ClaimID
    {
        let id = try write { scope in
            try scope.insertClaim(
                NewClaim(
                    debtor: debtor, invoice: invoice, kid: kid, issued: Day(2026, 8, 1),
                    due: Day(2026, 8, 15), principal: Money(ore: principal),
                    nextDay: Day(2026, 8, 16)))
        }
        guard let id else {
            throw Diagnostic("test", place: invoice, found: "a known claim", expected: "a new one")
        }
        return id
    }

    /// Every row of every table, as text, so that nothing can change unseen.
    func dump(ofBook only: Int64? = nil) throws -> [String] {
        try Self.dump(database, ofBook: only)
    }

    static func dump(_ database: Database, ofBook only: Int64? = nil) throws -> [String] {
        try database.read { connection in
            let tables = try connection.all(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            ) { $0.text(0) }
            var lines: [String] = []
            // The law is the same for every book.
            let common: Set<String> = ["grdb_migrations", "law_rate", "law_regime"]
            for table in tables where !common.contains(table) {
                let columns = try connection.all("SELECT name FROM pragma_table_info(?)", table) {
                    $0.text(0)
                }
                let values = columns.map { "quote(\($0))" }.joined(separator: " || '|' || ")
                let key = table == "book" ? "id" : "book"
                let filter = only.map { " WHERE \(key) = \($0)" } ?? ""
                lines += try connection.all("SELECT \(values) FROM \(table)\(filter) ORDER BY 1") {
                    "\(table): \($0.text(0))"
                }
            }
            return lines
        }
    }
}
