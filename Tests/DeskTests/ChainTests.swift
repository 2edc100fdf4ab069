import Basics
import Claims
import Desk
import Foundation
import Store
import Testing

@Suite("The audit chain of a book")
struct ChainTests {
    private let story: ChainStory

    init() async throws { story = try await ChainStory() }

    // MARK: - Whole

    @Test("A whole autumn verifies, and all of it is covered")
    func whole() throws {
        let report = try story.desk.desk.verifyChain()
        #expect(report.faults == [])
        let copy = try story.copy()
        for (kind, sql) in [
            ("fact", "fact"), ("claim", "claim"), ("payment", "payment"), ("payer", "payment"),
            ("letter", "notice"), ("second", "notice WHERE second_by IS NOT NULL"),
            ("part", "notice_part"), ("move", "notice_log"), ("choice", "choice"),
            ("words", "words"), ("import", "import"),
        ] {
            let count = try copy.number("SELECT count(*) FROM \(sql)")
            #expect(count > 0 && report.rows[kind] == count, "\(kind)")
        }
        #expect(report.entries == Int64(try story.desk.desk.journal().count))
        #expect(report.head == (try story.desk.desk.chainHead()))
        #expect(report.erased == [:])
    }

    @Test(
        "A program that knows only docs/audit.md finds the same head, and a change",
        .enabled(if: ProofPython.isThere, "no Python"))
    func otherProgram() throws {
        let copy = try story.copy()
        let root = #filePath.components(separatedBy: "/Tests/DeskTests/")[0]
        func run() throws -> (Int32, String) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: try #require(ProofPython.path))
            process.arguments = [
                "\(root)/Tests/Support/verify_chain.py", copy.database.address.text,
            ]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: said, as: UTF8.self))
        }
        let head = try copy.verify().head.text
        let (status, said) = try run()
        #expect(status == 0 && said == "\(copy.book) \(head)\n", "\(said)")
        try copy.tamper("UPDATE payment SET amount = amount + 1 WHERE id = 1")
        #expect(try run().0 == 1)
    }

    @Test("The same seed gives the same chain, another seed or none another")
    func seeded() async throws {
        // Held until the end: a story takes its store with it.
        let stories = try await [
            ChainStory(salts: .seeded(7)), ChainStory(salts: .seeded(7)),
            ChainStory(salts: .seeded(8)), story,
        ]
        let heads = try stories.map { try $0.desk.desk.chainHead() }
        #expect(heads[0] == heads[1])
        #expect(Set(heads).count == 3)
    }

    @Test("A dry run and a refused act leave the chain as it was")
    func nothingHappened() throws {
        let head = try story.desk.desk.chainHead()
        let file = BankFile.ocr([Paid(ore: 500, kid: "40048", booked: Day(2026, 9, 23))])
        try story.desk.take(file, dryRun: true)
        #expect(throws: Diagnostic.self) {
            try story.desk.desk.act(.resume(reason: ""), on: ClaimID(1))
        }
        #expect(try story.desk.desk.chainHead() == head)
        try story.desk.take(file)
        #expect(try story.desk.desk.chainHead() != head)
        #expect(try story.desk.desk.verifyChain().isWhole)
    }

    // MARK: - Heads

    @Test("A head that was noted is found again later, and not in a chain that was written anew")
    func heads() throws {
        let noted = try story.desk.desk.chainHead()
        try story.desk.desk.act(
            .resume(reason: "frisk"), on: try story.desk.id("4004"))
        #expect(try story.desk.desk.verifyChain(head: noted).isWhole)
        #expect(try ChainHead(parsing: noted.text) == noted)
        // Cut off and forgotten: nothing in the book tells.
        let copy = try story.copy()
        let last = noted.entry - 1
        let tables = [
            "fact": 1, "claim": 2, "payment": 3, "notice": 5, "notice_part": 7, "choice": 9,
            "words": 10, "import": 11,
        ]
        for (table, kind) in tables {
            try copy.tamper(
                """
                DELETE FROM \(table) WHERE id IN (SELECT \(table).id FROM \(table)
                JOIN journal_run ON journal_run.kind = \(kind) AND \(table).id BETWEEN first_row AND last_row
                WHERE entry > \(last))
                """)
        }
        try copy.tamper(
            """
            DELETE FROM notice_log WHERE notice * 65536 + id IN
                (SELECT first_row FROM journal_run WHERE kind = 8 AND entry > \(last))
            """,
            "DELETE FROM journal_run WHERE entry > \(last)",
            "DELETE FROM journal WHERE id > \(last)",
            "UPDATE counter SET value = \(last) WHERE name = 'journal'")
        #expect(try copy.faults() == [])
        let faults = try copy.faults(noted)
        #expect(faults.map(\.kind) == [.headUnknown])
        #expect(faults.first?.entry == noted.entry)
        // Written anew on top of that, the entry has another hash.
        let author = Author("forger", at: 0)
        try copy.database.write(book: copy.book, by: author) { scope in
            try scope.record("pause", "claim 4", at: 0, actor: "forger")
        }
        #expect(try copy.faults() == [])
        let other = try copy.faults(noted)
        #expect(other.map(\.kind) == [.headUnknown])
        #expect(other.first?.found != nil)
    }

    @Test(
        "What is no head is told so",
        arguments: ["", "57", "ab@57", String(repeating: "0", count: 64), "zz@1"])
    func noHead(text: String) {
        let fault = #expect(throws: Diagnostic.self) { try ChainHead(parsing: text) }
        #expect(fault?.code == "chain.head")
    }

    // MARK: - Erasing

    @Test("Texts that are erased leave the chain whole, and are told as erased")
    func erased() throws {
        let copy = try story.copy()
        let claim = ClaimID(try copy.number("SELECT id FROM claim WHERE invoice = '4003'"))
        let head = try copy.verify().head
        let count = try copy.database.write(book: copy.book, by: Author("test", at: 9)) { scope in
            let count = try scope.eraseTexts(of: claim)
            try scope.record("erase", "claim \(claim)", at: 9, actor: "test")
            return count
        }
        #expect(count > 0)
        let report = try copy.verify(head)
        #expect(report.isWhole)
        #expect(report.erased == ["fact": Int64(count)])
        #expect(report.head.entry == head.entry + 1)
        #expect(try copy.number("SELECT count(*) FROM fact WHERE text LIKE '%timer%'") == 0)
        // A text that comes back is none of Purr's.
        try copy.tamper(
            "UPDATE fact SET text = 'alt er i orden' WHERE claim = \(claim) AND seal IS NOT NULL")
        #expect(Set(try copy.faults().map(\.kind)) == [.textChanged])
    }

    @Test("A payer who is erased leaves the chain whole; those beside them can still be verified")
    func erasedPayer() throws {
        let copy = try story.copy()
        let id = try copy.number("SELECT id FROM payment WHERE payer_name LIKE 'Kari%'")
        let other = try copy.number("SELECT id FROM payment WHERE text = 'gave'")
        let author = Author("test", at: 9)
        let head = try copy.verify().head
        try copy.database.write(book: copy.book, by: author) { scope in
            try scope.erasePayers(of: [PaymentID(id)])
        }
        #expect(try copy.verify(head).isWhole)
        #expect(try copy.number("SELECT count(*) FROM payment WHERE payer_name LIKE 'Kari%'") == 0)
        // Twice, and the other too.
        try copy.database.write(book: copy.book, by: author) { scope in
            try scope.erasePayers(of: [PaymentID(id)])
        }
        #expect(try copy.verify(head).isWhole)
        try copy.tamper("UPDATE payment SET text = 'lån' WHERE id = \(other)")
        let faults = try copy.faults()
        #expect(faults.map(\.kind) == [.rowChanged])
        #expect(faults.first?.rows == "payer" && faults.first?.row == other)
        // What was tampered with is not sealed anew.
        let fault = #expect(throws: Diagnostic.self) {
            try copy.database.write(book: copy.book, by: author) { scope in
                try scope.erasePayers(of: [PaymentID(other)])
            }
        }
        #expect(fault?.code == "chain.changed")
    }

    @Test("Letters that are erased leave their seals")
    func erasedLetters() throws {
        let copy = try story.copy()
        let letters = try copy.number("SELECT count(*) FROM notice")
        let parts = try copy.number("SELECT count(*) FROM notice_part")
        try copy.tamper(
            "UPDATE notice SET request = x'', salt = NULL",
            "UPDATE notice_part SET bytes = x'', salt = NULL")
        let report = try copy.verify()
        #expect(report.isWhole)
        #expect(report.erased == ["letter": letters, "part": parts])
    }

    // MARK: - Books from before

    @Test("A book from before there was a chain is chained once, and says so")
    func migration() throws {
        let copy = try story.copy()
        let entries = try copy.number("SELECT count(*) FROM journal")
        try copy.tamper(
            "DROP TABLE journal_run", "DROP INDEX notice_part_id",
            "DELETE FROM counter WHERE name = 'notice_part'",
            "DELETE FROM schema_migration WHERE number = 14")
        for (table, columns) in [
            ("journal", ["version", "previous", "hash"]), ("fact", ["salt", "seal"]),
            ("claim", ["salt", "seal"]), ("notice", ["salt", "seal"]),
            ("notice_part", ["id", "salt", "seal"]),
        ] {
            for column in columns { try copy.tamper("ALTER TABLE \(table) DROP COLUMN \(column)") }
        }
        let again = ChainCopy(database: try Database(copy.database.address), book: copy.book)
        let report = try again.verify()
        #expect(report.faults == [])
        #expect(report.entries == entries + 1)
        #expect(report.rows == (try story.desk.desk.verifyChain().rows))
        let last = try again.database.read(book: copy.book) { try $0.journal().last }
        #expect(last?.kind == "chained")
        try again.tamper("UPDATE journal SET actor = 'x' WHERE id = 3")
        #expect(try again.faults().map(\.entry) == [3])
    }
}
