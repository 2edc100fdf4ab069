import Basics
import Foundation
import Store
import TestStore
import Testing
import Texts

@testable import Desk

@Suite("The doctor")
struct DoctorTests {
    private func examine(
        _ desk: TestDesk, _ address: StoreAddress? = nil, clock: Clock? = nil
    ) -> [DoctorCheck: Doctor.Finding] {
        let findings = Doctor(
            address ?? desk.desk.database.address, backups: BackupFolder(desk.path("backups")),
            clock: clock ?? desk.desk.clock
        ).examine()
        return Dictionary(findings.map { ($0.check, $0) }) { first, _ in first }
    }

    @Test("A healthy store with a new backup has nothing to be mended, and nothing is changed")
    func healthy() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("1001")])
        let before = try desk.dump()
        _ = try BackupDesk(clock: desk.desk.clock, actor: "test").backUp(
            desk.desk.database, into: BackupFolder(desk.path("backups")))
        let found = examine(desk)
        // The server's clock is not the test's; a test's disk may be small.
        let faults = found.values.filter { $0.state == .fault }
        #expect(faults.isEmpty, "\(faults)")
        for check in [DoctorCheck.open, .schema, .chain, .jobs, .letters, .backup] {
            #expect(found[check]?.state == .good, "\(check)")
        }
        #expect(found[TestStore.isPostgres ? .security : .file]?.state == .good)
        #expect(try desk.dump() == before)
    }

    @Test("A clock behind what has been written is a fault; an old backup is worth a look")
    func clock() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("1001")])
        _ = try BackupDesk(clock: desk.desk.clock, actor: "test").backUp(
            desk.desk.database, into: BackupFolder(desk.path("backups")))
        let now = desk.desk.clock.now
        #expect(examine(desk, clock: Clock { now - 3_600 })[.clock]?.state == .fault)
        let later = examine(desk, clock: Clock { now + 3 * 86_400 })
        #expect(later[.clock]?.state != .fault && later[.backup]?.state == .warning)
    }

    @Test("What was changed behind Purr's back, jobs that gave up and letters in doubt are told")
    func work() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("1001")])
        try desk.tamper("UPDATE claim SET principal = 1")
        try desk.tamper(
            """
            INSERT INTO job (book, kind, run, state, due_at, created_at)
            VALUES (1, 'nightly', 1, 'failed', 1, 1)
            """)
        let found = examine(desk)
        #expect(found[.chain]?.state == .fault)
        #expect(found[.jobs]?.state == .warning)
        #expect(found[.jobs]?.found.contains("given up 1") == true)
        #expect(found[.backup]?.state == .warning)
    }

    @Test("No store, a newer one, an older one: each is told, and nothing is made")
    func versions() throws {
        let desk = try TestDesk()
        let path = desk.path("none.sqlite")
        #expect(examine(desk, .sqlite(path))[.open]?.found.contains("store.none") == true)
        #expect(!FileManager.default.fileExists(atPath: path))
        try desk.tamper("INSERT INTO schema_migration (number, name) VALUES (999, 'x')")
        #expect(examine(desk)[.schema]?.state == .fault)
        let older = try TestDesk()
        try older.tamper("DELETE FROM schema_migration WHERE number = 30")
        #expect(examine(older)[.schema]?.state == .warning)
    }

    @Test("A damaged file is told with its damage, not with a crash")
    func damaged() throws {
        let desk = try TestDesk()
        let path = desk.path("damaged.sqlite")
        let file = try Database(path: path)
        try file.close()
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: size / 2)
        try handle.write(contentsOf: Data(repeating: 0xee, count: Int(size / 2)))
        try handle.close()
        #expect(examine(desk, .sqlite(path))[.file]?.state == .fault)
        try Data("no database at all, but a text that is long enough".utf8).write(
            to: URL(fileURLWithPath: path))
        #expect(examine(desk, .sqlite(path))[.file]?.state == .fault)
    }

    @Test("Every check has a name and a remedy in each language")
    func texts() {
        for language in [Language.nb, .nn, .en] {
            let texts = DoctorTexts(language)
            for check in DoctorCheck.allCases {
                #expect(!texts.name(check).isEmpty && texts.remedy(check).count > 20)
            }
        }
    }
}
