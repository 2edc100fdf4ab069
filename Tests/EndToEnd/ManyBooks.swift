import Basics
import Claims
import Desk
import Foundation
import Letters
import Store
import TestStore

/// Many small books in one store, for processes that share the work: in each, a letter that is approved and may leave, and a
/// claim that has nothing to say.
final class ManyBooks {
    static let day = "2026-09-04"
    private static let today = Day(2026, 9, 4)
    let count: Int
    let directory: TemporaryDirectory
    let store: TestStore
    private let database: Database

    init(_ count: Int) throws {
        self.count = count
        directory = try TemporaryDirectory()
        store = try TestStore()
        database = try Database(store.address)
        // Standing still: the letters of the last book may leave as early as the first one's, however long the making takes.
        let morning = Clock.startingAt(Self.today).now
        let clock = Clock { morning }
        for number in 1...count {
            let record = try BookDesk.createBook(
                BookRecord(
                    name: "Bok \(number) AS", organisationNumber: "310123455",
                    street: "Gata 1", postcode: "3201", city: "Sandefjord",
                    email: "faktura@bok\(number).example", account: AccountNumber("99991042764")),
                in: database, as: .person("test"))
            try database.write(book: record.id, by: Author("test", at: 0)) { scope in
                for (invoice, age) in [("1001", 5), ("1002", 1)] {
                    let (debtor, _) = try scope.upsertDebtor(
                        Debtor(
                            id: DebtorID(0), number: invoice, name: "Kunde \(invoice)",
                            street: "Vei 2", postcode: "0155", city: "Oslo",
                            email: "kunde\(invoice)@bok\(number).example"))
                    _ = try scope.insertClaim(
                        NewClaim(
                            debtor: debtor, invoice: invoice, kid: "",
                            issued: Self.today - age - 14, due: Self.today - age,
                            principal: Money(kroner: 4_800), nextDay: Self.today - age + 1))
                }
                try scope.note(account: "99991042764", through: Self.today - 1)
            }
            let desk = try BookDesk.open(database, book: record, as: .person("test"), clock: clock)
            _ = try desk.approve(undoWindow: 0)
        }
    }

    var data: [String] { ["--data", directory.path, "--store", store.text] }

    /// A run of the night under way.
    func start(_ more: [String]) throws -> Binary.Run {
        try Binary.Run(["nightly", "--json", "--today", Self.day, "--future-ok"] + data + more)
    }

    /// How many letters stand in each state, over all books.
    func letters() throws -> [String: Int] {
        var states: [String: Int] = [:]
        for book in try database.bookIDs(after: 0, limit: count) {
            try database.read(book: book) { scope in
                try scope.connection.forEach(
                    "SELECT state, count(*) FROM notice WHERE book = ? GROUP BY state", book
                ) { states[$0.text(0), default: 0] += Int($0.int(1)) }
            }
        }
        return states
    }

    func jobs() throws -> JobCounts { try database.nightlyCounts(day: Self.today) }

    func openJobs() throws -> [JobRecord] { try database.jobs(onlyOpen: true) }

    /// Books whose second claim has been moved on to the day of its first letter.
    func movedClaims() throws -> Int {
        try database.bookIDs(after: 0, limit: count).count { book in
            let claims = try database.read(book: book) { try $0.claims(invoices: ["1002"]) }
            return claims[0].nextDay.map { $0 > Self.today } ?? false
        }
    }
}

/// What `nightly --json` tells.
struct NightReport: Decodable {
    struct Jobs: Decodable {
        let waiting: Int
        let running: Int
        let done: Int
        let failed: Int
    }
    struct Sum: Decodable {
        let sent: Int
        let unsettled: Int
        let moved: Int
        let ready: Int
    }
    struct Own: Decodable {
        let books: Int
        let sendings: Int
        let lost: Int
        let sum: Sum
    }
    let jobs: Jobs
    let own: Own

    init(_ outcome: Binary.Outcome) throws {
        self = try JSONDecoder().decode(NightReport.self, from: Data(outcome.output.utf8))
    }
}
