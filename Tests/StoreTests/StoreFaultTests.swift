import Basics
import Claims
import Foundation
import TestStore
import Testing

@testable import Store

/// What the machine does to a store: each gives a clear code and what to do, and the books are as they were.
@Suite("Faults of disks, files and servers")
struct StoreFaultTests {
    private static func book(at path: String, patience: Double = 10) throws -> Database {
        let database = try Database(.sqlite(path), patience: patience)
        if try database.read({ try $0.books() }).isEmpty {
            _ = try database.write { connection in
                try connection.createBook(
                    BookRecord(
                        name: "Fjordvik Rør AS", organisationNumber: "310123455",
                        account: AccountNumber("99991042764")))
            }
        }
        return database
    }

    /// So much that no small disk has room for it.
    private static func writeMuch(_ database: Database) throws {
        try database.write(book: 1, by: Author("test", at: 0)) { scope in
            for number in 1...20_000 {
                _ = try scope.upsertDebtor(
                    Debtor(
                        id: DebtorID(0), number: "\(number)",
                        name: String(repeating: "Ola Hansen ", count: 20)))
            }
        }
    }

    private static func writeLittle(_ database: Database, _ text: String = "x") throws {
        try database.write(book: 1, by: Author("test", at: 0)) { scope in
            try scope.record("test", text, at: 0, actor: "test")
        }
    }

    @Test(
        "A full disk undoes the transaction and says so; with room again work goes on",
        .enabled(if: SmallDisk.isPossible, "no small disk can be mounted here"))
    func full() throws {
        let disk = try SmallDisk(mebibytes: 3)
        let database = try Self.book(at: disk.path + "/purr.sqlite")
        try Self.writeLittle(database)
        let before = try TestStore.dump(database)
        let fault = #expect(throws: Diagnostic.self) { try Self.writeMuch(database) }
        #expect(fault?.code == "store.full")
        #expect(fault?.remedy.contains("free space") == true)
        #expect(try TestStore.dump(database) == before)
        try disk.fill()
        #expect(try StoreHealth.of(database.address).freeBytes == 0)
        let backup = #expect(throws: Diagnostic.self) {
            try database.backUp(to: disk.path + "/b.backup", at: 0)
        }
        #expect(backup?.code == "backup.write")
        let names = try FileManager.default.contentsOfDirectory(atPath: disk.path)
        #expect(!names.contains { $0.contains("backup") })
        disk.empty()
        try Self.writeLittle(database, "again")
        #expect(try database.verifyChain(book: 1).isWhole)
        #expect(try StoreHealth.of(database.address).damage == [])
        try database.close()
    }

    @Test(
        "A disk that may only be read is refused when it is opened, and nothing is lost",
        .enabled(if: SmallDisk.isPossible, "no small disk can be mounted here"))
    func readOnly() throws {
        let disk = try SmallDisk(mebibytes: 3)
        let path = disk.path + "/purr.sqlite"
        let database = try Self.book(at: path)
        try Self.writeLittle(database)
        let before = try TestStore.dump(database)
        try database.close()
        try disk.setReadOnly(true)
        let fault = #expect(throws: Diagnostic.self) {
            try Self.writeLittle(try Database(.sqlite(path)))
        }
        #expect(["store.open", "store.read-only", "store.disk"].contains(fault?.code))
        #expect(fault?.remedy.isEmpty == false)
        try disk.setReadOnly(false)
        let again = try Database(.sqlite(path))
        #expect(try TestStore.dump(again) == before)
        try again.close()
    }

    @Test("Pages that were overwritten are found, told, and brought back from a backup")
    func corrupt() throws {
        let book = try BackupTests.books(isPostgres: false)
        let before = try book.dump()
        let backup = BackupTests.file()
        defer { unlink(backup) }
        try book.database.backUp(to: backup, at: 0)
        let path = try #require(book.store.address.path)
        let copy = path + ".copy"
        try book.database.settle()
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        // The first pages hold the schema: whoever opens the file gets past them.
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: copy))
        let size = try file.seekToEnd()
        try file.seek(toOffset: size / 2)
        try file.write(contentsOf: Data(repeating: 0xee, count: Int(size / 2)))
        try file.close()
        let health = try StoreHealth.of(.sqlite(copy))
        #expect(health.damage?.isEmpty == false)
        let fault = #expect(throws: Diagnostic.self) {
            let damaged = try Database(.sqlite(copy))
            _ = try TestStore.dump(damaged)
        }
        #expect(fault?.code == "store.corrupt")
        #expect(fault?.remedy.contains("purr doctor") == true)
        let store = try TestStore(isPostgres: false)
        try Database.restore(backup, to: store.address)
        let restored = try Database(store.address)
        #expect(try TestStore.dump(restored) == before)
    }

    @Test("Who waits too long for another writer is told so", arguments: TestStore.engines)
    func locked(isPostgres: Bool) throws {
        let book = try BackupTests.books(isPostgres: isPostgres)
        let other = try Database(book.store.address, patience: 0.1)
        let before = try book.dump()
        try book.write { _ in
            let fault = #expect(throws: Diagnostic.self) { try Self.writeLittle(other) }
            #expect(fault?.code == "store.busy")
            #expect(fault?.remedy.contains("try again") == true)
        }
        #expect(try book.dump() == before)
        try Self.writeLittle(other)
    }

    @Test(
        "A connection lost in mid-transaction leaves the book as before, and the next one works",
        .enabled(if: TestStore.server != nil, "no PostgreSQL here"))
    func lost() throws {
        let book = try BackupTests.books(isPostgres: true)
        let before = try book.dump()
        let fault = #expect(throws: Diagnostic.self) {
            try book.write { scope in
                try scope.record("test", "half", at: 0, actor: "test")
                try book.store.endSessions()
                try scope.record("test", "never", at: 0, actor: "test")
            }
        }
        #expect(fault?.code == "store.connection")
        #expect(try book.dump() == before)
        try book.addClaim("1003")
        #expect(try book.database.verifyChain(book: 1).isWhole)
    }

    @Test("Health is told of both engines without changing anything", arguments: TestStore.engines)
    func health(isPostgres: Bool) throws {
        let book = try BackupTests.books(isPostgres: isPostgres)
        let before = try book.dump()
        let health = try StoreHealth.of(book.store.address)
        #expect(health.state?.isCurrent == true && health.state?.books == [1, 2])
        #expect(health.failedJobs == 0 && health.silentJobs == 0 && health.newestEntry == 0)
        if isPostgres {
            #expect(health.serverVersion ?? 0 >= 150_000 && health.isStandby == false)
            #expect(health.unguarded == [] && health.rolePasses == false)
            try book.store.tamper("ALTER TABLE claim DISABLE ROW LEVEL SECURITY")
            #expect(try StoreHealth.of(book.store.address).unguarded == ["claim"])
        } else {
            #expect(health.damage == [] && health.dangling == 0 && health.journalMode == "wal")
            #expect(health.isWritable == true && health.freeBytes ?? 0 > 0)
        }
        #expect(try book.dump() == before)
    }
}
