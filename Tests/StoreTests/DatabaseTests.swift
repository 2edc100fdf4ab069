import Basics
import Claims
import Foundation
import Store
import TestStore
import Testing

@Suite("Database file")
struct DatabaseTests {
    @Test("A file opened again is as it was left")
    func openTwice() throws {
        let book = try TemporaryBook()
        try book.addClaim("1001", kid: "10017")
        let before = try book.dump()
        let again = try Database(book.store.address)
        #expect(try TestStore.dump(again) == before)
    }

    @Test("A database that a newer Purr has changed is refused, not guessed at")
    func newer() throws {
        let file = try TestStore()
        _ = try Database(file.address)
        try file.tamper(
            "INSERT INTO schema_migration (number, name) VALUES (999, 'from the future')")
        let fault = #expect(throws: Diagnostic.self) { try Database(file.address) }
        #expect(fault?.code == "store.newer")
        #expect(fault?.place == file.address.text)
    }

    @Test("A file that is no database is refused in plain words")
    func noDatabase() throws {
        let file = try TestStore(isPostgres: false)
        try Data("Kundenr;Fakturanr;Forfall;Rest\n".utf8).write(
            to: URL(fileURLWithPath: (file.address.path ?? "")))
        let fault = #expect(throws: Diagnostic.self) { try Database(file.address) }
        #expect(fault?.code == "store.open")
        #expect(fault?.remedy.isEmpty == false)
        #expect(try Data(contentsOf: URL(fileURLWithPath: (file.address.path ?? ""))).count == 31)
    }

    @Test("A folder that is not there is refused with the path")
    func noFolder() {
        let fault = #expect(throws: Diagnostic.self) {
            try Database(path: "/nonexistent/purr/purr.sqlite")
        }
        #expect(fault?.code == "store.open")
        #expect(fault?.place == "/nonexistent/purr/purr.sqlite")
    }

    @Test(
        "A file that may only be read is refused, not half opened",
        .disabled(if: getuid() == 0, "the administrator may write to any file"))
    func readOnly() throws {
        let file = try TestStore(isPostgres: false)
        #expect(
            FileManager.default.createFile(
                atPath: (file.address.path ?? ""), contents: Data(),
                attributes: [.posixPermissions: 0o444]))
        let fault = #expect(throws: Diagnostic.self) { try Database(file.address) }
        #expect(fault?.code == "store.open")
    }

    @Test("A write that throws leaves nothing behind")
    func rollback() throws {
        let book = try TemporaryBook()
        let before = try book.dump()
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try book.write { scope in
                try scope.record("test", "half", at: 0, actor: "test")
                throw Stop()
            }
        }
        #expect(try book.dump() == before)
    }

    @Test("A dry run does everything and leaves every table as it was")
    func dryRun() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001", kid: "10017")
        let before = try book.dump()
        let added = try book.write(dryRun: true) { scope in
            let writer = try PaymentWriter(scope, importID: try scope.reserve("import"), at: 0)
            try writer.write([.ocr(100_000, kid: "10017")])
            try scope.append(.disputed(why: "d"), to: claim, on: Day(2026, 9, 1), at: 0)
            return writer.placed
        }
        #expect(added == 1)
        #expect(try book.dump() == before)
    }
}
