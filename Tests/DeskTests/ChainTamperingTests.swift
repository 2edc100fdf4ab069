import Basics
import Claims
import Desk
import Foundation
import Store
import Testing

/// Whoever changes a book behind Purr's back is found out, and what was changed is named.
@Suite("Tampering with a book")
struct ChainTamperingTests {
    private let story: ChainStory

    init() async throws { story = try await ChainStory() }

    // MARK: - Every cell

    /// Columns that change in the course of things, or that others can be computed from: the chain does not cover them.
    private static let uncovered: [String: Set<String>] = [
        "journal": ["book"], "journal_run": ["book"], "fact": [],
        "claim": ["next_day", "listed_through"],
        "payment": ["debtor", "rest", "settled", "by_hand"],
        "notice": [
            "state", "leaves_at", "state_at", "channel", "way", "receipt", "attempts", "hash",
        ],
        "notice_part": [], "notice_log": ["receipt"], "choice": [], "words": [], "import": [],
    ]

    /// Keys of other tables: the database itself refuses a value that is not there.
    private static let referring: Set<String> = [
        "claim.book", "claim.debtor", "choice.book", "words.book",
    ]

    private struct Cell {
        let table: String
        let column: String
        let type: String
        /// Picks the row.
        let row: String
    }

    /// Another value of the column's type; checks would only stop an honest mistake.
    private func tamper(_ copy: ChainCopy, _ cell: Cell) throws {
        let column = cell.column
        let value =
            switch (cell.table, column, cell.type) {
            case (_, "state", _): "CASE \(column) WHEN 'sent' THEN 'recalled' ELSE 'sent' END"
            case (_, "way", _): "CASE \(column) WHEN 'ehf' THEN 'print' ELSE 'ehf' END"
            case (_, _, "INTEGER"): "coalesce(\(column), 6) + 1000003"
            case (_, _, "TEXT"): "coalesce(\(column), '') || 'x'"
            default: "x'00'"
            }
        try copy.tamper("UPDATE \(cell.table) SET \(column) = \(value) WHERE \(cell.row)")
    }

    private func columns(_ copy: ChainCopy, of table: String) throws -> [(String, String)] {
        try copy.database.read { connection in
            try connection.all("SELECT name, type FROM pragma_table_info(?)", table) {
                ($0.text(0), $0.text(1))
            }
        }
    }

    @Test("Every column of every table that the chain covers", arguments: uncovered.keys.sorted())
    func everyColumn(table: String) throws {
        let whole = try story.copy()
        for (column, type) in try columns(whole, of: table) {
            if Self.uncovered[table]?.contains(column) == true { continue }
            if Self.referring.contains("\(table).\(column)") { continue }
            let copy = try story.copy()
            let isKeyed = ["journal_run", "notice_part", "notice_log"].contains(table)
            // In the middle of the table, and where the column has something.
            let key = isKeyed ? "rowid" : "id"
            let chosen =
                table == "notice_log"
                ? "notice = 2 AND id = 1"
                : "\(key) = (SELECT \(key) FROM \(table) ORDER BY \(column) IS NULL, "
                    + "abs(\(key) - 3) LIMIT 1)"
            try tamper(copy, Cell(table: table, column: column, type: type, row: chosen))
            let faults = try copy.faults()
            #expect(!faults.isEmpty, "\(table).\(column)")
            let kinds = Set(faults.map(\.kind))
            switch table {
            case "journal":
                #expect(
                    faults.allSatisfy { $0.entry != nil || $0.kind == .counterBehind },
                    "\(column): \(kinds)")
            case "journal_run":
                #expect(
                    !kinds.isDisjoint(with: [.entryChanged, .coverChanged]), "\(column): \(kinds)")
            default:
                let named: Set<ChainFault.Kind> = [
                    .rowChanged, .textChanged, .rowMissing, .rowAdded, .counterBehind,
                ]
                #expect(kinds.isSubset(of: named), "\(table).\(column): \(kinds)")
                #expect(
                    faults.contains { $0.row != nil || $0.notice != nil }, "\(table).\(column)")
            }
        }
    }

    @Test(
        "A random cell of a random row, after a random autumn",
        arguments: 1...12 as ClosedRange<UInt64>)
    func randomCell(seed: UInt64) async throws {
        var random = TamperChance(seed)
        try await act(&random)
        #expect(try story.desk.desk.verifyChain().faults == [])
        for _ in 0..<6 {
            let copy = try story.copy()
            let table = try #require(Self.uncovered.keys.sorted().randomElement(using: &random))
            let open = try columns(copy, of: table).filter { name, _ in
                Self.uncovered[table]?.contains(name) != true
                    && !Self.referring.contains("\(table).\(name)")
            }
            let (column, type) = try #require(open.randomElement(using: &random))
            let count = try copy.number("SELECT count(*) FROM \(table)")
            let place = Int64.random(in: 0..<count, using: &random)
            let key =
                switch table {
                case "journal_run", "notice_part": "rowid"
                case "notice_log": "notice * 65536 + id"
                default: "id"
                }
            let row = try copy.number(
                "SELECT \(key) FROM \(table) ORDER BY \(key) LIMIT 1 OFFSET \(place)")
            try tamper(
                copy, Cell(table: table, column: column, type: type, row: "\(key) = \(row)"))
            #expect(try !copy.faults().isEmpty, "\(table).\(column), \(row)")
        }
    }

    /// Some days on which this and that happens.
    private func act(_ random: inout TamperChance) async throws {
        let desk = story.desk
        let post = Post(
            mail: TestChannel("smtp"), folder: TestChannel("folder", isRepeatable: true))
        var day = Day(2026, 9, 25)
        for number in 0..<12 {
            day = day + Int.random(in: 1...6, using: &random)
            desk.time.move(to: day)
            let invoice = ["4001", "4002", "4003", "4004"].randomElement(using: &random) ?? ""
            let id = try desk.id(invoice)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: _ = try? desk.desk.act(.dispute(reason: "nei \(number)"), on: id)
            case 1: _ = try? desk.desk.act(.resume(reason: "ja"), on: id)
            case 2: _ = try? desk.desk.act(.promise(by: day + 5, reason: "lovet"), on: id)
            case 3:
                try desk.take(
                    BankFile.ocr(
                        [
                            Paid(
                                ore: Int64.random(in: 1...50_000, using: &random), kid: "40030",
                                booked: day - 1, reference: 100 + number)
                        ], number: 10 + number))
            case 4:
                _ = try? desk.desk.act(
                    .credit(Money(ore: 100), reference: "K-\(number)", corrects: false), on: id)
            default:
                try desk.take(BankFile.camt053([], through: day - 1))
                _ = try desk.desk.approve(overrides: SendingOverrides(staleBankData: true))
                _ = try await desk.desk.work(post, ignoringWindow: true)
            }
        }
    }

    // MARK: - Facts, payments, letters

    @Test("A fact that is changed, removed or added is named with its claim, invoice and day")
    func facts() throws {
        let id = try story.copy().number("SELECT id FROM fact WHERE kind = 11")
        let claim = try story.copy().number("SELECT claim FROM fact WHERE id = \(id)")
        let changed = try story.copy()
        try changed.tamper("UPDATE fact SET day = day - 30 WHERE id = \(id)")
        let fault = try #require(try changed.faults().first)
        #expect(try changed.faults().count == 1)
        #expect(
            (fault.kind, fault.rows, fault.row, fault.claim) == (.rowChanged, "fact", id, claim))
        #expect(fault.invoice == "4003")
        #expect(fault.day == Day(2026, 8, 25))
        let entry = try #require(fault.entry)
        #expect(try story.desk.desk.journal()[Int(entry) - 1].kind == "dispute")

        let removed = try story.copy()
        try removed.tamper("DELETE FROM fact WHERE id = \(id)")
        let gone = try #require(try removed.faults().first)
        #expect(try removed.faults().count == 1)
        #expect((gone.kind, gone.row, gone.claim) == (.rowMissing, id, claim))
        #expect((gone.invoice, gone.entry) == ("4003", entry))

        let added = try story.copy()
        try added.tamper(
            """
            INSERT INTO fact (book, claim, id, day, kind, amount, at)
            VALUES (1, \(claim), 9001, 20700, 8, NULL, 0)
            """)
        let more = try added.faults()
        #expect(more.map(\.kind) == [.rowAdded, .counterBehind])
        #expect((more[0].row, more[0].claim, more[0].invoice) == (9001, claim, "4003"))
        #expect((more[1].rows, more[1].lastRow) == ("fact", 9001))
    }

    @Test("A text is held to its seal, and the seal to the chain")
    func texts() throws {
        let copy = try story.copy()
        let id = try copy.number("SELECT id FROM fact WHERE text = 'feil antall timer'")
        try copy.tamper("UPDATE fact SET text = 'feil sum' WHERE id = \(id)")
        #expect(try copy.faults().map(\.kind) == [.textChanged])
        #expect(try copy.faults().first?.row == id)
        // A seal to go with it does not help.
        let salt = [UInt8](repeating: 1, count: 16)
        let seal = Digest.sha256(salt + Array("feil sum".utf8))
        try copy.tamper(
            "UPDATE fact SET salt = x'\(Digest.hex(salt))', seal = x'\(Digest.hex(seal))' WHERE id = \(id)"
        )
        #expect(try copy.faults().map(\.kind) == [.rowChanged])
    }

    @Test("A payment that is changed or removed is named once")
    func payments() throws {
        let changed = try story.copy()
        try changed.tamper("UPDATE payment SET amount = amount * 10 WHERE id = 2")
        #expect(
            try changed.faults().map { [$0.rows ?? "", "\($0.row ?? 0)"] } == [["payment", "2"]])
        #expect(try changed.faults().first?.day == Day(2026, 9, 23))
        let payer = try story.copy()
        try payer.tamper("UPDATE payment SET payer_name = 'Per' WHERE text = 'gave'")
        #expect(try payer.faults().map(\.rows) == ["payer"])
        let removed = try story.copy()
        try removed.tamper("DELETE FROM payment WHERE id = 2")
        let faults = try removed.faults()
        #expect(faults.map(\.kind) == [.rowMissing])
        #expect((faults.first?.rows, faults.first?.row) == ("payment", 2))
    }

    @Test("A letter's words, its bytes and who approved it")
    func letters() throws {
        let copy = try story.copy()
        let hard = try copy.number("SELECT max(id) FROM notice WHERE second_by IS NOT NULL")
        try copy.tamper(
            "UPDATE notice SET request = x'7b7d' WHERE id = 1",
            "UPDATE notice SET approved_by = 'other' WHERE id = 2",
            "UPDATE notice SET second_by = 'test' WHERE id = \(hard)")
        let faults = try copy.faults()
        #expect(faults.map(\.kind) == [.textChanged, .rowChanged, .rowChanged])
        #expect(faults.map(\.notice) == [1, 2, hard])
        #expect(faults.map(\.rows) == ["letter", "letter", "second"])
        let bytes = try story.copy()
        try bytes.tamper(
            "UPDATE notice_part SET bytes = x'255044462d' WHERE notice = 1 AND name LIKE '%pdf'")
        let part = try #require(try bytes.faults().first)
        #expect((part.kind, part.rows, part.notice) == (.textChanged, "part", 1))
        let removed = try story.copy()
        try removed.tamper("DELETE FROM notice_part WHERE notice = 1 AND name LIKE '%pdf'")
        #expect(
            try removed.faults().map { [$0.kind.rawValue, "\($0.notice ?? 0)"] } == [
                ["row-missing", "1"]
            ])
        let history = try story.copy()
        try history.tamper(
            "INSERT INTO notice_log VALUES (1, 1, 99, 'delivered', 5, NULL, NULL, NULL)")
        let move = try #require(try history.faults().first)
        #expect((move.kind, move.rows, move.notice, move.number) == (.rowAdded, "move", 1, 99))
    }

    // MARK: - Entries

    private func kinds(_ copy: ChainCopy) throws -> [String] {
        try copy.faults().map { fault in
            let last = fault.lastEntry.map { $0 == fault.entry ? "" : "–\($0)" } ?? ""
            return "\(fault.kind.rawValue) \(fault.entry ?? 0)\(last)"
                + (fault.was.map { " was \($0)" } ?? "")
        }
    }

    @Test("Entries that are removed, from the middle, the beginning and the end")
    func removedEntries() throws {
        let copy = try story.copy()
        let last = try copy.number("SELECT max(id) FROM journal")
        try copy.tamper("DELETE FROM journal WHERE id IN (1, 5, 6, \(last))")
        #expect(
            try kinds(copy) == ["entry-missing 1", "entry-missing 5–6", "entry-missing \(last)"])
        // The same with all that came after one further on.
        let closed = try story.copy()
        try closed.tamper(
            "DELETE FROM journal WHERE id = 5", "UPDATE journal SET id = -id WHERE id > 5",
            "UPDATE journal SET id = -id - 1 WHERE id < 0",
            "UPDATE counter SET value = value - 1 WHERE name = 'journal'")
        #expect(
            try kinds(closed) == ["entry-missing 5", "entry-moved 5–\(last - 1) was 6"])
    }

    @Test(
        "Two entries in each other's place, with their hashes and without",
        arguments: [(5, 6), (4, 15)])
    func swapped(one: Int, other: Int) throws {
        let copy = try story.copy()
        try copy.tamper(
            "UPDATE journal SET id = -1 WHERE id = \(one)",
            "UPDATE journal SET id = \(one) WHERE id = \(other)",
            "UPDATE journal SET id = \(other) WHERE id = -1")
        let expected = ["entry-moved \(one) was \(other)", "entry-moved \(other) was \(one)"]
        #expect(try kinds(copy) == expected)
        let words = try story.copy()
        let columns = ["at", "actor", "kind", "detail"]
        try words.tamper(
            "CREATE TABLE kept AS SELECT * FROM journal WHERE id IN (\(one), \(other))")
        for column in columns {
            for (to, from) in [(one, other), (other, one)] {
                try words.tamper(
                    "UPDATE journal SET \(column) = (SELECT \(column) FROM kept WHERE kept.id = \(from)) WHERE id = \(to)"
                )
            }
        }
        #expect(try kinds(words) == expected)
    }

    @Test("An entry that is put in, at the end and in the middle")
    func inserted() throws {
        let copy = try story.copy()
        let last = try copy.number("SELECT max(id) FROM journal")
        try copy.tamper(
            "INSERT INTO journal SELECT book, \(last + 1), at, actor, kind, detail, version, previous, hash FROM journal WHERE id = 3"
        )
        #expect(try kinds(copy).first == "entry-inserted \(last + 1)")
        let middle = try story.copy()
        try middle.tamper(
            "UPDATE journal SET id = -id WHERE id >= 5",
            "UPDATE journal SET id = 1 - id WHERE id < 0",
            "INSERT INTO journal SELECT book, 5, at, actor, 'pause', detail, version, previous, hash FROM journal WHERE id = 4",
            "UPDATE counter SET value = value + 1 WHERE name = 'journal'")
        #expect(
            try kinds(middle) == ["entry-inserted 5", "entry-moved 6–\(last + 1) was 5"])
    }

    @Test("A counter that was set back would give numbers anew")
    func counters() throws {
        for name in ["journal", "fact", "payment", "claim", "notice", "notice_part", "import"] {
            let copy = try story.copy()
            let value = try copy.number("SELECT value FROM counter WHERE name = '\(name)'")
            try copy.tamper("UPDATE counter SET value = 0 WHERE name = '\(name)'")
            let fault = try #require(try copy.faults().last { $0.kind == .counterBehind })
            #expect((fault.rows, fault.number) == (name, 0))
            #expect(try #require(fault.lastRow) <= value)
        }
    }

    @Test("Nonsense in the chain's own tables is told, and stops nothing")
    func nonsense() throws {
        for statement in [
            "UPDATE journal_run SET last_row = 9223372036854775807 WHERE kind = 1 AND entry > 5",
            "UPDATE journal_run SET first_row = -9223372036854775808 WHERE kind = 3",
            "UPDATE journal_run SET last_row = first_row - 5",
            "UPDATE journal_run SET marks = x'ffff'",
            "UPDATE journal_run SET kind = kind + 100", "UPDATE journal_run SET row_count = -1",
            "UPDATE journal SET id = -id WHERE id = 4", "DELETE FROM journal",
            "UPDATE journal SET id = 9223372036854775807 WHERE id = 4", "DELETE FROM journal_run",
            "UPDATE counter SET value = 9223372036854775807", "DELETE FROM counter",
            "UPDATE notice_log SET notice = 9223372036854775807 WHERE notice = 1 AND id = 1",
            "UPDATE fact SET id = -id", "DELETE FROM fact", "UPDATE journal SET hash = NULL",
            "UPDATE journal SET previous = x''", "UPDATE fact SET claim = -claim",
        ] {
            let copy = try story.copy()
            try copy.tamper(statement)
            #expect(try !copy.verify().isWhole, "\(statement)")
        }
    }
}

private struct TamperChance: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
