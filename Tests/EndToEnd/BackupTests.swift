import Foundation
import TestStore
import Testing

/// Backups, restoring, moving and the doctor, through the built program.
@Suite("Backups from the command line")
struct BackupTests {
    private let today = "2026-09-04"

    private struct Made: Decodable {
        let file: String
        let isLocked: Bool
        let rows: Int
        let removed: [String]
    }

    private struct Restored: Decodable {
        struct Book: Decodable {
            struct Chain: Decodable { let isWhole: Bool }
            let held: Int
            let chain: Chain
        }
        let isWhole: Bool
        let isDrill: Bool
        let rows: Int
        let books: [Book]
    }

    private struct Finding: Decodable {
        let check: String
        let state: String
    }

    private func company() throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list([
                OpenItem(invoice: "50001", email: "a@kunde.example"),
                OpenItem(invoice: "50002", customer: "20002"),
            ]), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: today)
        try company.must(["send", "--all", "--yes"], today: today)
        return company
    }

    private func decode<Value: Decodable>(_ outcome: Binary.Outcome) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(outcome.output.utf8))
    }

    @Test(
        "A locked backup is tried, restored elsewhere and verified; its letters wait for a person")
    func drill() throws {
        let company = try company()
        let secret = try company.files.write("fire katter på taket\nmore\n", to: "secret")
        let lock = ["--passphrase-file", secret]
        let before = try company.everything(today: today)
        let made: Made = try company.report(["backup"] + lock)
        #expect(made.isLocked && made.rows > 20 && made.removed.isEmpty)
        let tried: Restored = try company.report(["restore", "--verify"] + lock)
        #expect(tried.isWhole && tried.isDrill && tried.rows == made.rows)
        #expect(try company.everything(today: today) == before)

        let folder = try TemporaryDirectory()
        let elsewhere = ["--data", folder.path]
        let locked = try Binary.run(["restore", made.file] + elsewhere)
        #expect(locked.status == 1 && locked.error.contains("backup.locked"))
        let restored = try Binary.run(["restore", made.file, "--json"] + lock + elsewhere)
        let report: Restored = try decode(restored)
        #expect(restored.status == 0 && report.isWhole && report.rows == made.rows)
        #expect(report.books.allSatisfy { $0.held > 0 })
        #expect(try Binary.run(["verify"] + elsewhere).status == 0)
        // The same invoices and sums; but what was approved is in doubt now, and its claims wait.
        let claims: [ClaimLine] = try decode(
            try Binary.run(["claims", "--all", "--json", "--today", today] + elsewhere))
        let owed = { (claims: [ClaimLine]) in
            claims.sorted { $0.invoice < $1.invoice }.map { "\($0.invoice) \($0.toPay)" }
        }
        #expect(try owed(claims) == owed(company.claims(today: today)))
        // Nothing goes out by itself, and the place is taken now.
        let outbox: [LetterLine] = try decode(try Binary.run(["outbox", "--json"] + elsewhere))
        #expect(!outbox.isEmpty && outbox.allSatisfy { $0.state == "uncertain" })
        let again = try Binary.run(["restore", made.file] + lock + elsewhere)
        #expect(again.status == 1 && again.error.contains("restore.taken"))
    }

    @Test("The night's run makes a backup and lets old ones go")
    func nightly() throws {
        let company = try company()
        let folder = "\(company.directory.path)/night"
        for name in ["purr-20250101T040000Z.backup", "purr-20250102T040000Z.backup"] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        let told = try company.must(
            [
                "nightly", "--backup", folder, "--keep-backups", "1,0,0", "--future-ok",
            ], today: today)
        #expect(told.output.contains("Sikkerhetskopien er skrevet og lest igjen"))
        #expect(company.directory.names("night").count == 1)
    }

    @Test("A book moves to another store and can only be read in the old one")
    func migrate() throws {
        let company = try company()
        let before = try company.must(["claims", "--all", "--json"], today: today).output
        let store = try TestStore(isPostgres: !TestStore.isPostgres && TestStore.server != nil)
        let tried = try company.must(["migrate", "--to", store.text, "--dry-run"])
        #expect(tried.output.contains("rader å flytte"))
        let moved = try company.must(["migrate", "--to", store.text])
        #expect(moved.output.contains("samme hode"))
        let there = ["--data", company.directory.path, "--store", store.text]
        let claims = try Binary.run(["claims", "--all", "--json", "--today", today] + there)
        #expect(claims.output == before)
        #expect(try Binary.run(["verify"] + there).status == 0)
        let refused = try company.run(["pause", "50001", "--reason", "x"], today: today)
        #expect(refused.status == 1 && refused.error.contains("book.moved"))
        #expect(try company.must(["claims", "--all", "--json"], today: today).output == before)
    }

    @Test("The doctor says what is well and what to do, and exits accordingly")
    func doctor() throws {
        let company = try company()
        try company.must(["backup"])
        let well = try company.run(["doctor", "--json"])
        let findings: [Finding] = try decode(well)
        #expect(findings.contains { $0.check == "chain" && $0.state == "good" })
        #expect(findings.allSatisfy { $0.state != "fault" || $0.check == "disk" })
        try company.store.tamper("UPDATE claim SET principal = 1")
        let ill = try company.run(["doctor"])
        #expect(ill.status == 1 && ill.output.contains("purr verify"))
        let folder = try TemporaryDirectory()
        let none = try Binary.run(["doctor", "--data", folder.path])
        #expect(none.status == 1 && none.output.contains("store.none"))
        #expect(folder.names().isEmpty)
    }
}
