import Basics
import Testing

@testable import Formats

/// An invoice in a list, with a default for what a test does not mention.
struct ListedInvoice: Sendable {
    var number = "40101"
    var kid: String? = "0001401017"
    var due: Day? = Day(2026, 7, 20)
    var left: Money? = Money(ore: 1_250_000)
    var letters: Int64? = 2
    var rate: Int? = 1_225
    var isDisputed: Bool? = false

    static func sheet(_ items: [ListedInvoice], title: String = "Fakturaer") -> Sheet {
        Sheet(
            title, .nb, of: items,
            [
                .text("Fakturanr", \.number), .text("KID", \.kid), .day("Forfall", \.due),
                .money("Å betale", isTotalled: true, \.left),
                .whole("Brev", isTotalled: true, \.letters), .percent("Sats (%)", \.rate),
                .yesNo("Bestridt", \.isDisputed),
            ])
    }
}

@Suite("Lists as CSV")
struct CSVWriterTests {
    private func text(_ items: [ListedInvoice]) -> String {
        String(
            decoding: CSVWriter.bytes(of: ListedInvoice.sheet(items)).dropFirst(3), as: UTF8.self)
    }

    /// The cells as our own reader cuts them, unescaped.
    private func cells(_ sheet: Sheet) throws -> [[String]] {
        var source = ByteSource(bytes: CSVWriter.bytes(of: sheet))
        var tokenizer = CSVTokenizer()
        var row = CSVRow()
        var rows: [[String]] = []
        while try rows.isEmpty
            ? tokenizer.header(&row, from: &source) : tokenizer.next(&row, from: &source)
        {
            var start = 0
            rows.append(
                row.ends.map { end in
                    defer { start = end }
                    return CSVWriter.unescaped(
                        String(decoding: row.bytes[start..<end], as: UTF8.self))
                })
        }
        return rows
    }

    @Test("Byte order mark, semicolons, decimal comma, ISO days and CRLF")
    func form() {
        #expect(CSVWriter.bytes(of: ListedInvoice.sheet([])).starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(
            text([ListedInvoice(), ListedInvoice(left: Money(ore: -5), isDisputed: true)]) == """
                Fakturanr;KID;Forfall;Å betale;Brev;Sats (%);Bestridt\r
                40101;0001401017;2026-07-20;12500,00;2;12,25;nei\r
                40101;0001401017;2026-07-20;-0,05;2;12,25;ja\r

                """)
    }

    @Test("What is not known is an empty cell")
    func empty() {
        let nothing = ListedInvoice(
            number: "", kid: nil, due: nil, left: nil, letters: nil, rate: nil, isDisputed: nil)
        #expect(text([nothing]).hasSuffix("\r\n;;;;;;\r\n"))
    }

    @Test(
        "A text that begins as a formula does gets an apostrophe, others none",
        arguments: [
            ("=1+1", "'=1+1"), ("+47 33000000", "'+47 33000000"), ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"), ("\rx", "'\rx"), ("＝1", "'＝1"), ("'=1", "''=1"), ("1=1", "1=1"),
            ("'s", "'s"), ("", ""), ("a@b", "a@b"), ("'", "'"),
        ])
    func formulas(_ text: String, _ written: String) {
        #expect(CSVWriter.escaped(text) == written)
        #expect(CSVWriter.unescaped(written) == text)
    }

    @Test("What is read back is what was written, whatever the text")
    func identity() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Lot(seed: seed)
        let signs = Array("abæøå;\"'=+-@\t\r\n ,.|€0🐈\u{301}\u{FF1D}".unicodeScalars)
        for _ in 0..<300 {
            let texts = (0..<12).map { _ in
                var scalars = String.UnicodeScalarView()
                for _ in 0..<Int(chance.next() % 9) {
                    scalars.append(signs[Int(chance.next() % UInt64(signs.count))])
                }
                return String(scalars)
            }
            let sheet = Sheet(
                "t", .nb, of: texts, [.text("first", { $0 }), .text("last", { $0 + "." })])
            let read = try cells(sheet)
            let same = zip(read.dropFirst(), texts).allSatisfy {
                Array($0[0].utf8) == Array($1.utf8) && Array($0[1].utf8) == Array(($1 + ".").utf8)
            }
            #expect(read.count == texts.count + 1 && same, "seed \(seed)")
        }
    }

    @Test("A list of open items that Purr wrote, Purr reads")
    func openItems() throws {
        let sheet = Sheet(
            "Åpne poster", .nb,
            of: [ListedInvoice(), ListedInvoice(number: "40102", kid: "00026")],
            [
                .text("Kundenr", { _ in "007" }), .text("Kundenavn", { _ in "=Hansen; \"Ola\"" }),
                .text("Fakturanr", \.number),
                .day("Fakturadato", { ($0.due ?? Day(2026, 1, 1)) - 14 }),
                .day("Forfall", \.due), .money("Restbeløp", \.left), .text("KID", \.kid),
            ])
        let file = try ReadFile(CSVWriter.bytes(of: sheet), with: .csv)
        #expect(file.items.map(\.reference) == ["40101", "40102"])
        #expect(file.items.map(\.remaining) == [Money(ore: 1_250_000), Money(ore: 1_250_000)])
        #expect(file.items.map(\.kid) == ["0001401017", "00026"])
        #expect(file.customers.first?.number == "007")
    }
}

@Suite("Lists as workbooks", .enabled(if: Workbook.canBeRead, "no .build/venv: run make venv"))
struct XLSXWriterTests {
    private func workbook(_ sheet: Sheet) throws -> Workbook {
        try Workbook(try XLSXWriter.bytes(of: sheet, created: Day(2026, 11, 23)))
    }

    @Test("Each cell has its type: text, date, amount, number, rate, yes or no")
    func types() throws {
        let book = try workbook(
            ListedInvoice.sheet([ListedInvoice(left: Money(ore: -123_456_705))]))
        let row = book.rows[1]
        #expect(
            row.map(\.value)
                == ["40101", "0001401017", "2026-07-20", "-1234567.05", "2", "12.25", "false"])
        #expect(row.map(\.type) == ["s", "s", "d", "n", "n", "n", "b"])
        #expect(row[3].format == "#,##0.00")
        #expect(row[2].format == "dd\\.mm\\.yyyy")
        #expect(row[1].format == "@")
    }

    @Test("Headers are bold, stay in sight and filter the rows; the title and the day are told")
    func frame() throws {
        let book = try workbook(
            ListedInvoice.sheet([ListedInvoice(), ListedInvoice()], title: "Krav [2026]: alle"))
        #expect(book.texts(0).first == "Fakturanr")
        #expect(book.rows[0].map(\.isBold).allSatisfy { $0 })
        #expect(book.frozen == "A2")
        #expect(book.filter == "A1:G3")
        #expect(book.title == "Krav [2026]: alle")
        #expect(book.name == "Krav 2026 alle")
        #expect(book.created == "2026-11-23")
        #expect(book.widths.allSatisfy { $0 > 5 && $0 < 61 })
    }

    @Test("Sums stand below the rows, outside the filter, and follow it")
    func totals() throws {
        let book = try workbook(
            ListedInvoice.sheet([ListedInvoice(), ListedInvoice(left: Money(ore: 1), letters: nil)])
        )
        #expect(book.rows.count == 4)
        #expect(book.texts(3).prefix(5) == ["Sum", "", "", "12500.01", "2"])
        #expect(book.formulas == ["=SUBTOTAL(109,D2:D3)", "=SUBTOTAL(109,E2:E3)"])
        #expect(try workbook(ListedInvoice.sheet([])).rows.count == 1)
    }

    @Test(
        "A text is a text, whatever it begins with or holds",
        arguments: [
            "=1+1", "+47 33000000", "-1", "@SUM(A1)", "\tx", "00012345678", "2026-01-01", "1,5",
            "TRUE", "<b>&\"'", "æøå 🐈", "linje 1\nlinje 2", "_x0041_", "http://purr.example", " x ",
            "{=1}",
        ])
    func texts(_ text: String) throws {
        let book = try workbook(ListedInvoice.sheet([ListedInvoice(number: text)]))
        #expect(book.rows[1][0].type == "s")
        #expect(book.rows[1][0].value == text)
        #expect(book.formulas.count == 2)
    }

    @Test("Characters that no XML document holds have stand-ins, and the rest of the text stays")
    func controls() throws {
        let book = try workbook(ListedInvoice.sheet([ListedInvoice(number: "a\0b\u{FFFF}c")]))
        #expect(book.rows[1][0].value == "a\u{2400}b\u{FFFD}c")
    }

    @Test(
        "The first day that is a date is 1900-03-01",
        arguments: [
            (Day(1900, 2, 28), "s"), (Day(1900, 3, 1), "d"), (Day(1900, 3, 2), "d"),
            (Day(9999, 12, 31), "d"),
        ])
    func days(_ day: Day, _ type: String) throws {
        let cell = try workbook(ListedInvoice.sheet([ListedInvoice(due: day)])).rows[1][2]
        #expect(cell.value == day.iso)
        #expect(cell.type == type)
    }

    @Test("The largest amount keeps its øre, and a number too long for a spreadsheet is text")
    func numbers() throws {
        let large = Money.limit - Money(ore: 1)
        let book = try workbook(
            ListedInvoice.sheet([ListedInvoice(left: large, letters: 9_007_199_254_740_993)]))
        #expect(book.rows[1][3].value == "99999999999.99")
        #expect(book.rows[1][4].type == "s")
        #expect(book.rows[1][4].value == "9007199254740993")
    }

    @Test("The same list and day give the same bytes")
    func repeatable() throws {
        let sheet = ListedInvoice.sheet([ListedInvoice(), ListedInvoice(kid: nil)])
        let first = try XLSXWriter.bytes(of: sheet, created: Day(2026, 11, 23))
        #expect(try XLSXWriter.bytes(of: sheet, created: Day(2026, 11, 23)) == first)
        #expect(try XLSXWriter.bytes(of: sheet, created: Day(2026, 11, 24)) != first)
    }

    @Test("A cell of 32 767 bytes is taken, one of 32 768 is refused")
    func cellLimit() throws {
        let most = String(repeating: "x", count: 32_767)
        #expect(throws: Never.self) {
            try XLSXWriter.bytes(
                of: ListedInvoice.sheet([ListedInvoice(number: most)]), created: Day(2026, 1, 1))
        }
        let fault = #expect(throws: Diagnostic.self) {
            try XLSXWriter.bytes(
                of: ListedInvoice.sheet([ListedInvoice(number: most + "x")]),
                created: Day(2026, 1, 1))
        }
        #expect(fault?.code == "xlsx.cell")
    }
}

/// A repeatable source of chance.
struct Lot {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
