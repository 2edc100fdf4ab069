import Basics
import Claims
import Foundation
import TestStore
import Testing

@testable import Store

@Suite("A standby")
struct StandbyTests {
    @Test(
        "A standby can be looked at and not written; promoted after a crash it has everything, and work goes on",
        .enabled(if: PrivateServer.programs != nil, "no PostgreSQL here"))
    func takesOver() throws {
        let primary = try PrivateServer()
        let database = try Database(try StoreAddress(primary.address))
        let book = try database.write { connection in
            try connection.createBook(
                BookRecord(
                    name: "Fjordvik Rør AS", organisationNumber: "310123455",
                    account: AccountNumber("99991042764")))
        }.id
        func write(_ text: String, to database: Database) throws {
            try database.write(book: book, by: Author("test", at: 0)) { scope in
                try scope.record("test", text, at: 0, actor: "test")
            }
        }
        try write("before the copy", to: database)
        let standby = try PrivateServer(following: primary)
        try write("after the copy", to: database)
        let head = try database.read(book: book) { try $0.head() }
        let rows = try TestStore.dump(database)

        let address = try StoreAddress(standby.address)
        #expect(try StoreHealth.of(address).isStandby == true)
        let other = try Database(address)
        // What was written arrives by itself; how soon depends on the machine.
        var waited = 0
        while try other.read(book: book, { try $0.head() }) != head, waited < 600 {
            Thread.sleep(forTimeInterval: 0.1)
            waited += 1
        }
        #expect(try other.verifyChain(book: book, head: head).isWhole)
        let fault = #expect(throws: Diagnostic.self) { try write("too early", to: other) }
        #expect(fault?.code == "store.read-only")

        primary.crash()
        let gone = #expect(throws: Diagnostic.self) { try write("lost", to: database) }
        #expect(gone?.code == "store.connection")
        try standby.promote()
        #expect(try TestStore.dump(other) == rows)
        try write("after the change", to: other)
        #expect(try other.verifyChain(book: book, head: head).isWhole)
        #expect(try StoreHealth.of(address).isStandby == false)
        try other.close()
    }
}
