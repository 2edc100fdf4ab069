import Basics
import Claims
import Foundation
import Testing

@testable import Store

@Suite("The canonical bytes of the audit chain")
struct CanonicalBytesTests {
    private func bytes(_ fill: (CanonicalBytes) -> Void) -> String {
        let fields = CanonicalBytes(capacity: 4)
        fill(fields)
        return Digest.hex(fields.bytes)
    }

    @Test("Numbers have as few bytes as hold them")
    func numbers() {
        for (number, expected) in [
            (0, "0100"), (1, "0101"), (127, "017f"), (128, "020080"), (-1, "01ff"), (-128, "0180"),
            (-129, "02ff7f"), (40_101, "03009ca5"), (255, "0200ff"),
            (Int64.max, "087fffffffffffffff"), (Int64.min, "088000000000000000"),
        ] as [(Int64, String)] {
            #expect(bytes { $0.append(number) } == expected, "\(number)")
        }
    }

    @Test("Texts and bytes have their length first, and nothing is one byte")
    func texts() {
        #expect(bytes { $0.append("Ås") } == "03c38573")
        #expect(bytes { $0.append("") } == "00")
        #expect(bytes { $0.append(nil as String?) } == "ff")
        #expect(bytes { $0.append(nil as Int64?) } == "ff")
        #expect(bytes { $0.append([0, 255] as [UInt8]) } == "0200ff")
        #expect(bytes { $0.append(String(repeating: "a", count: 239)) }.hasPrefix("ef6161"))
        #expect(
            bytes { $0.append(String(repeating: "a", count: 240)) }.hasPrefix(
                "f000000000000000f061"))
    }

    /// The example of docs/audit.md.
    @Test("The worked example comes to the hashes that are told")
    func example() throws {
        let salt = Array(UInt8(0)..<16)
        let seal = Seal("venter på svar", salt: salt)
        #expect(
            Digest.hex(seal.hash)
                == "dee114f1e559e555c236aa9ccddadea48760b305ee2d120bf6e8b1bc83ae3790")
        let run = RunBuilder(.fact)
        run.begin(at: 7, salt: nil)
        run.add(7, owner: 3) { fields in
            for number in [7, 3, 20_733, 9] as [Int64] { fields.append(number) }
            for _ in 0..<2 { fields.appendNothing() }
            fields.append(20_800)
            fields.appendNothing()
            fields.append(seal.hash)
            fields.append(1_791_361_800)
        }
        let covered = run.finish()
        #expect(
            Digest.hex(covered.digest)
                == "a615aae2f0e9a549848c3c25dca7ae761833f0f75cd989abbe83b8e393ee7efa")
        let entry = ChainEntry(
            book: 1, id: 1, at: 1_791_361_800, actor: "kari", kind: "pause", detail: "claim 3",
            previous: ChainEntry.beginning)
        #expect(
            Digest.hex(entry.hash(covering: [covered]))
                == "b803061b5318e678394bf367dc61bd8af0808daf99a6d44373c7a6977099453b")
    }
}

@Suite("Rows that the audit chain covers")
struct ChainRowsTests {
    @Test("Among thousands of payments taken in at once, the one that was changed is named")
    func largeImport() throws {
        let book = try TemporaryBook()
        let count = 2_600
        for number in 0..<count { try book.addClaim("\(number)", kid: Self.kid(number)) }
        let payments = (0..<count).map { NewPayment.ocr(100_000, kid: Self.kid($0)) }
        try book.take(payments + [.camt(.camt054, 77)])
        let report = try book.database.verifyChain(book: book.book)
        #expect(report.faults == [])
        #expect(report.rows["fact"] == Int64(count))
        #expect(report.rows["payment"] == Int64(count + 1))
        let runs = try book.read { scope in
            try scope.connection.first("SELECT count(*) FROM journal_run WHERE kind = 1") {
                $0.int(0)
            }
        }
        #expect(runs == 3)
        // At the ends of the runs, of 1024 facts each, and within.
        for fact in [1, 1_024, 1_025, 2_000, 2_600] as [Int64] {
            try book.database.write(book: book.book, dryRun: true) { scope in
                let connection = scope.connection
                let claim = try connection.first("SELECT claim FROM fact WHERE id = ?", fact) {
                    $0.int(0)
                }
                for sql in [
                    "UPDATE fact SET amount = amount - 1 WHERE id = ?",
                    "DELETE FROM fact WHERE id = ?",
                ] {
                    try connection.run(sql, fact)
                    let faults = try ChainVerifier(connection, book: book.book) { _, _ in }
                        .verify(head: nil).faults
                    #expect(faults.count == 1)
                    #expect(faults.first?.kind == (sql.hasPrefix("U") ? .rowChanged : .rowMissing))
                    #expect(faults.first?.row == fact)
                    #expect(faults.first?.claim == claim)
                }
            }
        }
    }

    private static func kid(_ number: Int) -> String {
        KID.make(payload: String(100_000 + number), .mod10)?.text ?? ""
    }

    @Test("A mark that was changed along with its row leaves the rows it is among")
    func forgedMark() throws {
        let book = try TemporaryBook()
        let claims = try (1...3).map { try book.addClaim("\($0)") }
        try book.write { scope in
            try scope.append(
                claims.map { ($0, Day(2026, 9, 1), .chargedBefore(Money(ore: 100))) }, at: 0)
        }
        try book.database.write(book: book.book) { scope in
            let connection = scope.connection
            try connection.run("UPDATE fact SET amount = 1 WHERE id = 2")
            let builder = RunBuilder(.fact)
            builder.begin(at: 1, salt: nil)
            try CoveredRows(.fact, connection, book: book.book).forEach(in: 1...3) { row in
                builder.add(row.id, owner: row.owner) { row.encode(into: $0) }
            }
            try connection.run(
                "UPDATE journal_run SET marks = ? WHERE kind = 1", builder.marks.bytes)
        }
        let faults = try book.database.verifyChain(book: book.book).faults
        #expect(faults.map(\.kind) == [.rowsDiffer])
        #expect((faults.first?.row, faults.first?.lastRow) == (1, 3))
    }

    @Test("Nothing is added to a book past its chain")
    func unchained() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001")
        for act in [
            { try $0.append([(claim, Day(2026, 9, 1), .resumed(why: ""))], at: 0) },
            { try $0.record("test", "", at: 0, actor: "t") },
            { _ = try PaymentWriter($0, importID: 1, at: 0) },
        ] as [(BookConnection) throws -> Void] {
            let fault = #expect(throws: Diagnostic.self) {
                try book.database.write(book: book.book, act)
            }
            #expect(fault?.code == "store.unchained")
        }
        #expect(try book.database.verifyChain(book: book.book).isWhole)
    }

    @Test("What no entry tells of gets one, and nothing gets none")
    func ownEntry() throws {
        let book = try TemporaryBook()
        let claim = try book.addClaim("1001")
        try book.write { scope in
            try scope.append(.disputed(why: "x"), to: claim, on: Day(2026, 9, 1), at: 5)
            try scope.record("dispute", "claim 1", at: 5, actor: "kari")
            try scope.append(.resumed(why: "y"), to: claim, on: Day(2026, 9, 1), at: 5)
        }
        try book.write { _ = try $0.claim(claim) }
        let journal = try book.read { try $0.journal() }
        #expect(journal.map(\.kind) == ["rows", "dispute", "rows"])
        #expect(journal.last?.detail == "1 fact")
        #expect(journal.map(\.id) == [1, 2, 3])
    }

    @Test("Marks keep what they were given, whatever it is")
    func marks() {
        var marks = RowMarks()
        let rows = [
            (1, 5, 7), (2, 5, 0), (900, -3, .max), (Int64.max, Int64.min, 1), (Int64.min, 0, 2),
        ].map { RowMarks.Row(id: $0.0, owner: $0.1, mark: $0.2) }
        for row in rows { marks.append(id: row.id, owner: row.owner, mark: row.mark) }
        #expect(marks.rows == rows)
        #expect(RowMarks(bytes: [0x80]).rows == nil)
        #expect(RowMarks(bytes: Array(marks.bytes.dropLast())).rows == nil)
        #expect(RowMarks(bytes: []).rows == [])
    }
}
