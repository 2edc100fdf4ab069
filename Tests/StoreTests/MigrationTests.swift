import Basics
import Claims
import Foundation
import TestStore
import Testing

@testable import Store

@Suite("Stores of earlier versions")
struct MigrationTests {
    /// Opens the store and looks whether all that the first version wrote is there, and goes on.
    private func expectWhole(_ store: TestStore, _ comment: Comment) throws {
        let database = try Database(store.address)
        #expect(try StoreState.of(store.address)?.isCurrent == true, comment)
        for book in [1, 2] as [Int64] {
            let (claims, payments, states, entries) = try database.read(book: book) { scope in
                (
                    try scope.allClaims().map(\.claim.principal.ore).sorted(),
                    try scope.payments(limit: 9).map(\.payment.amount.ore),
                    try scope.notices(limit: 9).map(\.state), try scope.journal().count
                )
            }
            #expect(claims == [120_000, 480_000], comment)
            #expect(payments == [100_000], comment)
            #expect(states == [.sent, .approved], comment)
            #expect(entries == 3, comment)
            let report = try database.verifyChain(book: book)
            #expect(report.isWhole, "\(comment): \(report.faults)")
            #expect(report.rows["claim"] == 2 && report.rows["fact"] == 2, comment)
            // Work goes on, and numbers with it.
            try database.write(book: book, by: Author("test", at: 1_787_100_000)) { scope in
                try scope.append(
                    .disputed(why: "d"), to: ClaimID(1), on: Day(2026, 9, 3), at: 1_787_100_000)
            }
            #expect(try database.verifyChain(book: book).isWhole, comment)
        }
        try database.close()
    }

    @Test(
        "Rows of the first version come through every migration, whichever version it stopped at",
        arguments: SchemaHistory.numbers, TestStore.engines)
    func history(_ number: Int64, isPostgres: Bool) throws {
        let store = try SchemaHistory.store(through: number, isPostgres: isPostgres)
        let before = try StoreState.of(store.address)
        #expect(before?.missing == SchemaHistory.numbers.filter { $0 > number })
        try expectWhole(store, "schema \(number)")
    }

    @Test(
        "A file as that version wrote it is opened, brought up to date and whole",
        arguments: SchemaHistory.numbers)
    func fixture(_ number: Int64) throws {
        let text = try #require(
            try SchemaHistory.fixture(number), "make it with PURR_UPDATE_FIXTURES=1, then commit it"
        )
        let store = try TestStore(isPostgres: false)
        let engine = try SQLiteEngine(path: store.address.path ?? "", isThrowaway: true)
        try engine.write(.directory, dryRun: false) { connection in
            try connection.deferReferences()
            try connection.script(text)
        }
        try engine.close()
        try expectWhole(store, "fixture \(number)")
    }

    @Test("A migration that loses rows is undone, and says so", arguments: TestStore.engines)
    func losing(isPostgres: Bool) throws {
        let store = try SchemaHistory.store(through: 18, isPostgres: isPostgres)
        let before = try TestStore.dump(try Database(store.address))
        let bad = Migrator(
            migrations: Schema.migrations + [Migration(99, "bad", "DELETE FROM fact WHERE id = 1")],
            place: "test")
        let fault = #expect(throws: Diagnostic.self) {
            if isPostgres {
                let session = try PostgresSession(store.address)
                try bad.bringUpToDate(
                    read: { try $0(Connection(.postgres(session))) },
                    write: { try PostgresSecurity.asOwner(session, $0) })
            } else {
                let engine = try SQLiteEngine(path: store.address.path ?? "", isThrowaway: true)
                try bad.bringUpToDate(
                    read: { try engine.read(.directory, isAside: false, $0) },
                    write: { try engine.write(.directory, dryRun: false, $0) })
            }
        }
        #expect(fault?.code == "store.migration")
        #expect(fault?.found.contains("fact") == true)
        let database = try Database(store.address)
        #expect(try TestStore.dump(database) == before)
    }

    @Test(
        "A store that a newer Purr has changed is refused on both engines",
        arguments: TestStore.engines)
    func newer(isPostgres: Bool) throws {
        let store = try TestStore(isPostgres: isPostgres)
        _ = try Database(store.address)
        try store.tamper(
            "INSERT INTO schema_migration (number, name) VALUES (999, 'from the future')")
        let fault = #expect(throws: Diagnostic.self) { try Database(store.address) }
        #expect(fault?.code == "store.newer" && fault?.place == store.address.text)
        #expect(try StoreState.of(store.address)?.newer == 999)
    }

    @Test(
        "A server elsewhere must show a certificate; one on this machine need not",
        arguments: [
            ("postgresql://purr@localhost/purr", false), ("postgresql:///purr", false),
            ("postgresql://purr@127.0.0.1:5433/purr", false), ("postgresql://[::1]/purr", false),
            ("postgresql:///purr?host=/run/postgresql", false),
            ("postgresql://%2Frun%2Fpostgresql/purr", false),
            ("postgresql://purr@db.example.no/purr", true),
            ("postgresql://purr@localhost.example.no/purr", true),
            ("postgresql://purr@127.0.0.1.example.no/purr", true),
            ("postgresql://purr@localhost/purr?host=db.example.no", true),
            ("postgresql://purr:p%40ss@db.example.no/purr?connect_timeout=5", true),
            ("postgresql://a.example.no,b.example.no/purr", true),
        ])
    func secured(_ address: String, isElsewhere: Bool) {
        let secured = PostgresSession.secured(address)
        #expect(secured.hasSuffix("sslmode=verify-full") == isElsewhere)
        #expect(secured.hasPrefix(address))
        let own = address + (address.contains("?") ? "&" : "?") + "sslmode=disable"
        #expect(PostgresSession.secured(own) == own)
    }
}
