import Basics
import Claims
import Foundation
import Store
import TestStore

/// A book in a database of its own, with one customer.
struct TemporaryBook {
    let store: TestStore
    let database: Database
    let book: Int64
    let debtor: DebtorID

    init(beside other: TemporaryBook? = nil, store own: TestStore? = nil) throws {
        let store = try other?.store ?? own ?? TestStore()
        let database = try other?.database ?? Database(store.address)
        let record = try database.write { connection in
            try connection.createBook(
                BookRecord(
                    name: "Fjordvik Rør AS", organisationNumber: "310123455",
                    account: AccountNumber("99991042764")))
        }
        book = record.id
        debtor = try database.write(book: record.id, by: Author("test", at: 0)) { scope in
            try scope.upsertDebtor(
                Debtor(id: DebtorID(0), number: "10001", name: "Ola Hansen")
            ).id
        }
        self.store = store
        self.database = database
    }

    func write<T>(dryRun: Bool = false, _ body: (BookConnection) throws -> T) throws -> T {
        try database.write(book: book, by: Author("test", at: 0), dryRun: dryRun, body)
    }

    func read<T>(_ body: (BookConnection) throws -> T) throws -> T {
        try database.read(book: book, body)
    }

    func readAside<T>(_ body: (BookConnection) throws -> T) throws -> T {
        try database.readAside(book: book, body)
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
        try TestStore.dump(database, ofBook: only)
    }
}
