import Basics
import Claims
import Foundation
import TestStore
import Testing

@testable import Store

@Suite("Backups")
struct BackupTests {
    static let passphrase = Array("fire katter på taket".utf8)

    /// Two books with claims, payments, a letter and a rate of the law's, in a store of this engine.
    static func books(isPostgres: Bool = TestStore.isPostgres) throws -> TemporaryBook {
        let a = try TemporaryBook(store: TestStore(isPostgres: isPostgres))
        let b = try TemporaryBook(beside: a)
        for book in [a, b] {
            let claim = try book.addClaim("1001", kid: "10017")
            try book.addClaim("1002", kid: "10025")
            try book.take([.ocr(60_000, kid: "10017"), .camt(.camt054, 77)])
            try book.write { scope in
                try scope.insertNotice(
                    .reminder(
                        of: [claim], debtor: book.debtor, id: try scope.reserve("notice")))
                try scope.append(
                    .disputed(why: "æøå «\u{1F63A}»"), to: claim, on: Day(2026, 9, 3), at: 0)
            }
        }
        try a.database.write { connection in
            _ = try connection.run(
                "INSERT INTO law_rate (id, name, from_day, value, source, at, actor) VALUES (7, 'x', 1, 2, 's', 3, 'a')"
            )
        }
        return a
    }

    static func file() -> String {
        FileManager.default.temporaryDirectory.path + "/purr-\(UUID().uuidString).backup"
    }

    @Test(
        "What is restored is every row as it was, on the same engine and on the other",
        arguments: TestStore.engines, TestStore.engines)
    func drill(from: Bool, to: Bool) throws {
        let book = try Self.books(isPostgres: from)
        let before = try book.dump()
        #expect(before.count > 30)
        let path = Self.file()
        defer { unlink(path) }
        let made = try book.database.backUp(to: path, at: 9)
        #expect(try book.dump() == before)
        #expect(made.manifest.books.map(\.id) == [1, 2] && made.manifest.madeAt == 9)
        #expect(made.manifest.books.map(\.head).allSatisfy { $0 != nil })
        #expect(try Database.check(backup: path).rows == made.rows)
        let store = try TestStore(isPostgres: to)
        let restored = try Database.restore(path, to: store.address)
        #expect(restored.rows == made.rows)
        let database = try Database(store.address)
        #expect(try TestStore.dump(database) == before)
        for id in made.manifest.books.map(\.id) {
            #expect(try database.verifyChain(book: id).isWhole)
        }
        // Numbers go on where they were, also those that a table gives by itself.
        try database.write { connection in
            _ = try connection.run(
                "INSERT INTO law_rate (name, from_day, value, source, at, actor) VALUES ('y', 1, 2, 's', 3, 'a')"
            )
            #expect(try connection.first("SELECT max(id) FROM law_rate") { $0.int(0) } == 8)
        }
        try database.write(book: 2, by: Author("test", at: 0)) { scope in
            try scope.append(.disputed(why: "d"), to: ClaimID(2), on: Day(2026, 9, 3), at: 0)
        }
        #expect(try database.verifyChain(book: 2).isWhole)
        try database.close()
    }

    @Test(
        "What lets somebody in is in no backup; who is there and what they did is",
        arguments: TestStore.engines)
    func credentials(isPostgres: Bool) throws {
        let book = try Self.books(isPostgres: isPostgres)
        try book.database.write { connection in
            try connection.add(PersonRow(name: "eva", fullName: "Eva"), at: 0, actor: "eva")
            try connection.setPassword(PasswordHash([1], cost: .least), of: "eva", at: 0)
            try connection.addSession([1], of: "eva", agent: "", at: 0)
            try connection.addToken(
                [1], named: "x", of: "eva", book: 1, scopes: ["see"], at: 0, expiresAt: nil)
            try connection.note(.signedIn, of: "eva", "", at: 7)
        }
        let path = Self.file()
        defer { unlink(path) }
        let made = try book.database.backUp(to: path, at: 9)
        #expect(made.rows["sign_in_log"] == 1 && made.rows["person"] == 1)
        #expect(SignInSchema.credentials.allSatisfy { made.rows[$0] == nil })
        let store = try TestStore(isPostgres: isPostgres)
        try Database.restore(path, to: store.address)
        let database = try Database(store.address)
        let (person, hasPasswords, log) = try database.read { connection in
            (
                try connection.hasPerson("eva"), try connection.hasPasswords(),
                try connection.signInLog(of: "eva", limit: 9).map(\.at)
            )
        }
        #expect(person && !hasPasswords && log == [7])
        try database.write { try $0.note(.out, of: "eva", "", at: 8) }
        try database.close()
        let tables = try book.database.read { try $0.tables() }
        // A new table is one or the other.
        #expect(
            Set(tables.filter { $0.hasPrefix("sign_in_") })
                == SignInSchema.credentials.union(["sign_in_log"]))
    }

    @Test("What is written while a backup is made is not in it, and waits for nobody")
    func isOneMoment() throws {
        let book = try Self.books()
        let before = try book.dump()
        let path = Self.file()
        defer { unlink(path) }
        var isFirst = true
        try book.database.backUp(to: path, at: 0) { _ in
            guard isFirst else { return }
            isFirst = false
            _ = try? book.addClaim("9999")
        }
        #expect(!isFirst)
        #expect(try book.dump() != before)
        let store = try TestStore(isPostgres: false)
        try Database.restore(path, to: store.address)
        let restored = try Database(store.address)
        #expect(try TestStore.dump(restored) == before)
    }

    @Test("A locked backup opens with its passphrase and with no other, and shows nothing")
    func locked() throws {
        let book = try Self.books()
        let path = Self.file()
        defer { unlink(path) }
        let key = try BackupKey(passphrase: Self.passphrase, cost: .least)
        try book.database.backUp(to: path, key: key, at: 0)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.range(of: Data("Fjordvik".utf8)) == nil)
        let store = try TestStore(isPostgres: false)
        let wrong = Array("fem katter på taket".utf8)
        for (given, code) in [(nil, "backup.locked"), (wrong, "backup.passphrase")] {
            let fault = #expect(throws: Diagnostic.self) {
                try Database.restore(path, to: store.address, passphrase: given)
            }
            #expect(fault?.code == code)
        }
        try Database.restore(path, to: store.address, passphrase: Self.passphrase)
        #expect(try TestStore.dump(try Database(store.address)) == book.dump())
    }

    @Test("A passphrase that is soon guessed is refused")
    func short() {
        let fault = #expect(throws: Diagnostic.self) {
            try BackupKey(passphrase: Array("kort".utf8), cost: .least)
        }
        #expect(fault?.code == "backup.passphrase-short")
    }

    @Test(
        "A backup with any byte changed, or cut off anywhere, restores nothing",
        arguments: [false, true])
    func damage(isLocked: Bool) throws {
        let book = try Self.books(isPostgres: false)
        let path = Self.file()
        let other = Self.file()
        defer { for file in [path, other] { unlink(file) } }
        let key = try isLocked ? BackupKey(passphrase: Self.passphrase, cost: .least) : nil
        try book.database.backUp(to: path, key: key, at: 0)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var damaged = stride(from: 0, to: whole.count, by: max(1, whole.count / 40)).map { place in
            var copy = whole
            copy[place] ^= 0x40
            return copy
        }
        damaged += stride(from: 0, to: whole.count, by: max(1, whole.count / 15))
            .map { whole.prefix($0) }
        damaged += [whole + Data([0]), whole + whole]
        for bytes in damaged {
            try bytes.write(to: URL(fileURLWithPath: other))
            let store = try TestStore(isPostgres: false)
            let fault = #expect(throws: Diagnostic.self) {
                try Database.restore(other, to: store.address, passphrase: Self.passphrase)
            }
            #expect(fault?.code.hasPrefix("backup.") == true, "\(fault?.description ?? "")")
            #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder.path).isEmpty)
        }
    }

    @Test("A book restored closed can be read, and written when it has been opened")
    func closed() throws {
        let book = try Self.books(isPostgres: false)
        let path = Self.file()
        defer { unlink(path) }
        try book.database.backUp(to: path, at: 0)
        let store = try TestStore()
        try Database.restore(path, to: store.address, isClosed: true)
        let database = try Database(store.address)
        #expect(try database.read(book: 1) { try $0.allClaims() }.count == 2)
        let author = Author("test", at: 0)
        let write = { (scope: BookConnection) in
            try scope.record("test", "t", at: 0, actor: "test")
        }
        let fault = #expect(throws: Diagnostic.self) {
            try database.write(book: 1, by: author, write)
        }
        #expect(fault?.code == "book.restoring")
        #expect(try database.openRestored(book: 1, by: author, write) != nil)
        try database.write(book: 1, by: author, write)
        #expect(try database.openRestored(book: 1, by: author, write) == nil)
        #expect(try database.verifyChain(book: 1).isWhole)
        let other = #expect(throws: Diagnostic.self) {
            try database.write(book: 2, by: author, write)
        }
        #expect(other?.code == "book.restoring")
    }

    @Test("A place with books is not written over", arguments: TestStore.engines)
    func taken(isPostgres: Bool) throws {
        let book = try Self.books(isPostgres: isPostgres)
        let path = Self.file()
        defer { unlink(path) }
        try book.database.backUp(to: path, at: 0)
        let before = try book.dump()
        let fault = #expect(throws: Diagnostic.self) {
            try Database.restore(path, to: book.store.address)
        }
        #expect(fault?.code == "restore.taken")
        #expect(try book.dump() == before)
        let again = #expect(throws: Diagnostic.self) { try book.database.backUp(to: path, at: 0) }
        #expect(again?.code == "backup.taken")
    }

    @Test("A backup of a newer Purr is refused, one of an older is brought up to date")
    func versions() throws {
        let old = Set(Schema.migrations.map(\.number).filter { $0 < 18 })
        let from = try TestStore(isPostgres: false)
        let engine = try SQLiteEngine(path: from.address.path ?? "", isThrowaway: true)
        try Schema.migrate(engine, place: "old", only: old)
        let path = Self.file()
        let newer = Self.file()
        defer { for file in [path, newer] { unlink(file) } }
        let writer = try BackupWriter(path, key: nil)
        let manifest = BackupManifest(
            format: 1, madeAt: 0, engine: "sqlite", schema: old.sorted(), books: [])
        writer.put(BackupForm.manifest)
        try writer.put(manifest.json())
        try writer.finish()
        let store = try TestStore(isPostgres: false)
        try Database.restore(path, to: store.address)
        let tables = try Database(store.address).read { try $0.tables() }
        #expect(tables.contains("job"))
        let future = try BackupWriter(newer, key: nil)
        future.put(BackupForm.manifest)
        try future.put(
            BackupManifest(format: 1, madeAt: 0, engine: "sqlite", schema: [1, 999], books: [])
                .json())
        try future.finish()
        let other = try TestStore(isPostgres: false)
        let fault = #expect(throws: Diagnostic.self) {
            try Database.restore(newer, to: other.address)
        }
        #expect(fault?.code == "store.newer")
    }

    @Test("Names that are no table's never get into SQL")
    func names() throws {
        let path = Self.file()
        defer { unlink(path) }
        let writer = try BackupWriter(path, key: nil)
        writer.put(BackupForm.manifest)
        try writer.put(
            BackupManifest(
                format: 1, madeAt: 0, engine: "sqlite",
                schema: Schema.migrations.map(\.number), books: []
            ).json())
        writer.put(BackupForm.table)
        try writer.put("book; DROP TABLE claim")
        writer.put(Int64(1))
        try writer.put("id")
        writer.put(BackupForm.tableEnd)
        writer.put(Int64(0))
        try writer.finish()
        let store = try TestStore(isPostgres: false)
        let fault = #expect(throws: Diagnostic.self) {
            try Database.restore(path, to: store.address)
        }
        #expect(fault?.code == "backup.damaged")
    }
}
