import Basics
import Formats
import Foundation
import Testing

@Suite("Open-item lists as CSV")
struct CSVReaderTests {
    static let head = "Kundenr;Kundenavn;Type;Fakturanr;Fakturadato;Forfall;Beløp;Restbeløp;KID"

    static func list(_ rows: String..., options: ReadOptions = ReadOptions()) throws -> ReadFile {
        try ReadFile(
            Array(([head] + rows).joined(separator: "\n").utf8), with: .csv, options: options)
    }

    // MARK: The story

    // The shared samples are not part of the repository.
    @Test(
        "The story's list gives exactly the story's open items",
        .enabled(if: SharedLedgerData.isThere))
    func story() throws {
        let story = try Story()
        let file = try ReadFile(
            SharedLedgerData.bytes("csv/open-items-2026-09-30.csv"), with: .csv)
        #expect(Set(file.items.map(StoryItem.init)) == story.items)
        #expect(file.items.count == 17)
        #expect(file.summary.records == 17)
        #expect(file.balances == story.customerBalancesOre)
        #expect(file.items.map(\.remaining).sum().ore == story.receivablesOre)
        #expect(file.summary.asOf == Day(2026, 9, 28))
        #expect(file.findings == [])
        #expect(file.customers.map(\.number) == (10001...10008).map(String.init))
        #expect(file.customers[2].name == "Søndre Ål Borettslag")
        #expect(file.customers[2].kind == .business)
        #expect(file.customers[1].kind == .unknown)
        #expect(file.customers[1].postcode == "0577")
        #expect(file.items[0].place == "line 2")
    }

    @Test(
        "Tripletex' opening invoices come with gross amounts",
        .enabled(if: SharedLedgerData.isThere))
    func tripletex() throws {
        let story = try Story()
        let file = try ReadFile(
            SharedLedgerData.bytes("csv/tripletex-opening-invoices.csv"), with: .csv)
        #expect(
            Set(file.items.map(StoryItem.init)) == story.items.filter { $0.kind == .invoice })
        #expect(file.items.count == 13)
        #expect(file.findings == [])
        #expect(file.items[6].amount == Money(ore: 6_312_525))
        #expect(file.items[0].text == "Rørleggerarbeid")
    }

    @Test("A bank's statement is no open-item list", .enabled(if: SharedLedgerData.isThere))
    func bankFiles() throws {
        for name in ["bank-dnb", "bank-dnb-comma", "bank-sparebank1", "bank-nordea"] {
            let bytes = try SharedLedgerData.bytes("csv/\(name).csv")
            let fault = #expect(throws: Diagnostic.self) { try ReadFile(bytes, with: .csv) }
            #expect(fault?.code == "csv.not-open-items", "\(name)")
        }
    }

    // MARK: Refusals

    @Test(
        "Each fault refuses the list and tells where",
        arguments: [
            (
                "10001;A;Faktura;1;06.07.2026;20.07.2026;12x;12;", "csv.amount",
                "line 2, column Beløp"
            ),
            (
                "10001;A;Faktura;1;06.07.2026;20.07.2026;1;1,234;", "csv.amount",
                "line 2, column Restbeløp"
            ),
            (
                "10001;A;Faktura;1;06.07.2026;20.07.2026;1;;", "csv.amount",
                "line 2, column Restbeløp"
            ),
            (
                "10001;A;Kreditnota;1;06.07.2026;20.07.2026;5;5;", "csv.amount",
                "line 2, column Restbeløp"
            ),
            (
                "10001;A;Faktura;1;31.06.2026;20.07.2026;1;1;", "csv.date",
                "line 2, column Fakturadato"
            ),
            ("10001;A;Faktura;1;06.07.2026;snart;1;1;", "csv.date", "line 2, column Forfall"),
            ("10001;A;Faktura;1;;;1;1;", "csv.date", "line 2, column Fakturadato"),
            ("10001;A;Faktura;1;06.07.2026;20.07.2026;1;1", "csv.columns", "line 2"),
            ("10001;A;B;Faktura;1;06.07.2026;20.07.2026;1;1;0001401017", "csv.columns", "line 2"),
            (
                "10001;A;Faktura;1;06.07.2026;20.07.2026;1;1;1,2345E+11", "csv.kid-ruined",
                "line 2, column KID"
            ),
            (
                "10001;A;Faktura;1;06.07.2026;20.07.2026;1;1;1401017,0", "csv.kid-ruined",
                "line 2, column KID"
            ),
            ("10001;\"A;Faktura;1;06.07.2026;20.07.2026;1;1;", "csv.quote", "line 2, column 2"),
            ("10001;\"A\"S;Faktura;1;06.07.2026;20.07.2026;1;1;", "csv.quote", "line 2, column 2"),
            (";;Faktura;1;06.07.2026;20.07.2026;1;1;", "csv.customer", "line 2"),
            ("Sum;;;;;;;99,00;", "csv.total", "line 2, column Restbeløp"),
        ])
    func refusals(row: String, code: String, place: String) {
        let fault = #expect(throws: Diagnostic.self) { try Self.list(row) }
        #expect(fault?.code == code)
        #expect(fault?.place == place)
        #expect(fault?.remedy.isEmpty == false)
    }

    @Test("Headers that say nothing are told, with what to do")
    func notOpenItems() {
        let fault = #expect(throws: Diagnostic.self) { try ReadFile(csv: "Farge;Pris", "rød;12") }
        #expect(fault?.code == "csv.not-open-items")
        #expect(fault?.found == "Farge; Pris")
        let empty = #expect(throws: Diagnostic.self) { try ReadFile(csv: "") }
        #expect(empty?.code == "csv.not-open-items")
    }

    @Test("A missing column is named with the --map that helps")
    func columnMissing() throws {
        let lines = ["Kundenr;Fakturanr;Skal betales;Restbeløp", "1;7;20.07.2026;10,00"]
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let fault = #expect(throws: Diagnostic.self) { try ReadFile(bytes, with: .csv) }
        #expect(fault?.code == "csv.column-missing")
        #expect(fault?.place == "line 1")
        #expect(fault?.found == "Kundenr; Fakturanr; Skal betales; Restbeløp")
        #expect(fault?.remedy == "tell which column it is: --map due=<header>")

        let mapped = try ReadFile(
            bytes, with: .csv, options: ReadOptions(columns: ["due": "Skal betales"]))
        #expect(mapped.items.map(\.due) == [Day(2026, 7, 20)])
        #expect(mapped.summary.asOf == nil)
    }

    @Test("A map to an unknown field or header is refused")
    func badMap() {
        let bytes = Array("\(Self.head)\n".utf8)
        for (columns, code) in [
            (["forfall": "Forfall"], "csv.map"), (["due": "Fins ikke"], "csv.column-missing"),
        ] {
            let fault = #expect(throws: Diagnostic.self) {
                try ReadFile(bytes, with: .csv, options: ReadOptions(columns: columns))
            }
            #expect(fault?.code == code)
        }
    }

    @Test("Letters that are not UTF-8 in a file marked as UTF-8 are refused")
    func encodingFault() {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        bytes += Array("Kundenavn;Fakturanr;Forfall;Rest\n".utf8)
        bytes += [0xD8] + Array("degård;1;2026-07-20;5\n".utf8)
        let fault = #expect(throws: Diagnostic.self) { try ReadFile(bytes, with: .csv) }
        #expect(fault?.code == "csv.encoding")
        #expect(fault?.place == "line 2, column Kundenavn")
        let half = #expect(throws: Diagnostic.self) {
            try ReadFile([0xFF, 0xFE, 0x4B, 0x00, 0x75], with: .csv)
        }
        #expect(half?.code == "csv.encoding")
    }

    // MARK: Shapes

    static func expectOne(_ bytes: [UInt8]) throws {
        let file = try ReadFile(bytes, with: .csv)
        #expect(file.customers.map(\.name) == ["Ødegård €-Kjøl AS"])
        #expect(file.items.map(\.remaining) == [Money(ore: 123_450)])
        #expect(file.items.map(\.kid) == ["0004401048"])
    }

    static let one =
        "Kundenavn;Fakturanr;Fakturadato;Forfall;Restbeløp;KID\r\n"
        + "Ødegård €-Kjøl AS;40104;03.08.2026;17.08.2026;1 234,50;0004401048\r\n"

    @Test("UTF-8, Windows-1252 and UTF-16 give the same")
    func encodings() throws {
        try Self.expectOne(Array(Self.one.utf8))
        try Self.expectOne([0xEF, 0xBB, 0xBF] + Array(Self.one.utf8))
        let windows = Self.one.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
        try Self.expectOne(windows)
        try Self.expectOne(
            [0xFF, 0xFE] + Self.one.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        try Self.expectOne(
            [0xFE, 0xFF] + Self.one.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        let unicodeText = Self.one.replacingOccurrences(of: ";", with: "\t")
        try Self.expectOne(
            [0xFF, 0xFE] + unicodeText.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }

    @Test("Semicolon, tab and comma are told by the header, and sep= is minded")
    func delimiters() throws {
        try Self.expectOne(Array(Self.one.replacingOccurrences(of: ";", with: "\t").utf8))
        let comma = Self.one.replacingOccurrences(of: "1 234,50", with: "\"1 234,50\"")
            .replacingOccurrences(of: ";", with: ",")
        try Self.expectOne(Array(comma.utf8))
        try Self.expectOne(Array(("sep=;\r\n" + Self.one).utf8))
        try Self.expectOne(Array(("\r\n\n" + Self.one).utf8))
        try Self.expectOne(Array(Self.one.replacingOccurrences(of: "\r\n", with: "\r").utf8))
    }

    @Test(
        "Quotes hold delimiters, line breaks and doubled quotes, and lines are counted through them"
    )
    func quotes() throws {
        let file = try Self.list(
            "1;\"Bakken; \"\"Bygg\"\"\nAS\";Faktura;7;06.07.2026;20.07.2026;10,00;10,00;",
            "2;\"\";Faktura;8;06.07.2026;20.07.2026;10,00;10,00;")
        #expect(file.customers.map(\.name) == ["Bakken; \"Bygg\"\nAS", ""])
        #expect(file.items.map(\.place) == ["line 2", "line 4"])
    }

    @Test("Excel's way of keeping zeros is unwrapped")
    func excel() throws {
        let file = try Self.list(
            "=\"0001\";A;Faktura;7;06.07.2026;20.07.2026;10;10;=\"0001401017\"",
            "\"=\"\"0002\"\"\";B;Faktura;8;06.07.2026;20.07.2026;10;10;\"=\"\"0002401024\"\"\"")
        #expect(file.customers.map(\.number) == ["0001", "0002"])
        #expect(file.items.map(\.kid) == ["0001401017", "0002401024"])
    }

    @Test(
        "Amounts as people and systems write them",
        arguments: [
            ("1234,50", 123_450), ("1 234,50", 123_450), ("1.234,50", 123_450),
            ("1,234.50", 123_450), ("1234.5", 123_450), ("-1234,50", -123_450),
            ("1234,50-", -123_450), ("\u{2212}1\u{A0}234,50", -123_450), ("1234", 123_400),
            ("kr 1", nil), ("1.234", nil), ("1,234", nil), ("1234,505", nil), ("12,3,4", nil),
            ("99999999999999", nil), ("-", nil),
        ] as [(String, Int64?)])
    func amounts(text: String, ore: Int64?) throws {
        let file = try? Self.list("1;A;;7;06.07.2026;20.07.2026;\(text);\(text);")
        #expect(file?.items.first?.remaining.ore == ore)
    }

    @Test(
        "The type tells the kind, else the sign and the reference do",
        arguments: [
            ("Faktura;7;;10", .invoice), ("Invoice;7;;10", .invoice), (";7;;10", .invoice),
            ("Faktura;;;10", .undocumented), (";;;10", .undocumented),
            ("Faktura;7;;-10", .creditNote), ("Kreditnota;7;;-10", .creditNote),
            ("Credit note;7;;-10", .creditNote), (";7;;-10", .creditNote),
            (";;;-10", .unallocated), ("Innbetaling;7;;-10", .unallocated),
            ("Purregebyr;7;;10", .reminderFee), ("Gebyr;7;;10", .reminderFee),
            ("Reminder fee;7;;10", .reminderFee), ("Inngående saldo;;;10", .undocumented),
            ("Opening balance;;;-10", .unallocated), ("Rentekrav;7;;10", .undocumented),
        ] as [(String, OpenItemRecord.Kind)])
    func kinds(cells: String, kind: OpenItemRecord.Kind) throws {
        let file = try ReadFile(
            csv: "Kundenr;Forfall;Type;Fakturanr;KID;Rest", "1;20.07.2026;\(cells)")
        #expect(file.items.map(\.kind) == [kind])
        let isPressed = kind == .invoice || kind == .creditNote || kind == .reminderFee
        #expect(file.items.map(\.due) == [isPressed ? Day(2026, 7, 20) : nil])
        #expect(file.findings.map(\.code) == (cells.hasPrefix("Rente") ? ["csv.kind"] : []))
    }

    @Test("A totals row checks the rows before it, all or since the last")
    func totals() throws {
        let row = "1;A;Faktura;7;06.07.2026;20.07.2026;10,00;10,00;"
        let other = "2;B;Faktura;8;06.07.2026;20.07.2026;5,00;4,00;"
        let file = try Self.list(
            row, "Sum kunde 1;;;;;;10,00;10,00;", other, "Sum;;;;;;5,00;4,00;",
            "Totalt:;;;;;;15,00;14,00;")
        #expect(file.items.count == 2)
        let fault = #expect(throws: Diagnostic.self) {
            try Self.list(row, other, "Sum;;;;;;15,00;15,00;")
        }
        #expect(fault?.code == "csv.total")
        #expect(fault?.place == "line 4, column Restbeløp")
        #expect(fault?.expected == "14.00, the sum of the rows before")
    }

    @Test("Paid rows are passed over, and what is odd is told")
    func oddities() throws {
        let file = try Self.list(
            "1;A;Faktura;7;06.07.2026;20.07.2026;10,00;0,00;",
            "1;A;Faktura;8;07.07.2026;20.07.2026;10,00;12,00;0001401018",
            "1;A;Faktura;8;07.07.2026;20.07.2026;10,00;4,00;se faktura")
        #expect(file.items.map(\.reference) == ["8", "8"])
        #expect(file.items.map(\.amount) == [Money(kroner: 12), Money(kroner: 10)])
        #expect(
            file.findings.map(\.code) == [
                "csv.kid-check", "csv.remaining", "csv.kid", "csv.invoice-twice",
            ])
        #expect(file.customers.count == 1)
    }

    @Test("A flaw on every row is told in few findings")
    func manyFindings() throws {
        let rows = (0..<500).map { "\($0);A;Faktura;\($0);06.07.2026;20.07.2026;1;1;se faktura" }
        let file = try ReadFile(
            Array(([Self.head] + rows).joined(separator: "\n").utf8), with: .csv)
        #expect(file.items.count == 500)
        #expect(file.findings.count == 21)
        #expect(file.findings.last?.found == "500 times in all")
    }

    @Test("Organisation numbers tell businesses; a birth number is neither kept nor told")
    func registration() throws {
        let file = try ReadFile(
            csv: "Kundenr;Org.nr;Fakturanr;Forfall;Saldo;Postnr",
            "1;310 200 018;1;2026-07-20;1;577",
            "2;310200019;2;2026-07-20;1;12", "3;01017012345;3;2026-07-20;1;")
        #expect(file.customers.map(\.kind) == [.business, .unknown, .person])
        #expect(file.customers.map(\.organisationNumber?.text) == ["310200018", nil, nil])
        #expect(file.customers.map(\.postcode) == ["0577", "12", ""])
        #expect(file.findings.map(\.code) == ["csv.organisation-number"])
        #expect(file.findings.map(\.place) == ["line 3, column Org.nr"])
    }

    @Test("The day of the list is the newest day of issue, or the one given")
    func asOf() throws {
        let rows = ["1;A;;7;06.07.2026;20.07.2026;1;1;", "1;A;;8;09.07.2026;20.08.2026;1;1;"]
        #expect(try Self.list(rows[0], rows[1]).summary.asOf == Day(2026, 7, 9))
        let given = ReadOptions(asOf: Day(2026, 7, 31))
        #expect(try Self.list(rows[0], rows[1], options: given).summary.asOf == Day(2026, 7, 31))
    }

    @Test(
        "VAT codes make gross amounts, rounded to the øre",
        arguments: [
            ("3", "2026-07-06", "100.00", "3", 37_500), ("31", "2026-07-06", "9.99", "1", 1149),
            ("33", "2026-07-06", "10.05", "1", 1126), ("5", "2026-07-06", "0.3333", "2", 67),
            ("32", "2026-07-06", "-10", "1", -1111), ("33", "2021-05-01", "10", "1", nil),
            ("99", "2026-07-06", "10", "1", nil),
        ] as [(String, String, String, String, Int64?)])
    func vat(code: String, day: String, price: String, count: String, ore: Int64?) throws {
        let read = {
            try ReadFile(
                csv: "INVOICE NO;INVOICE DATE;DUE DATE;CUSTOMER NO;ORDER LINE - UNIT PRICE;"
                    + "ORDER LINE - COUNT;ORDER LINE - VAT CODE",
                "7;\(day);2026-08-01;1;\(price);\(count);\(code)")
        }
        if let ore {
            #expect(try read().items.map(\.remaining.ore) == [ore])
        } else {
            let fault = #expect(throws: Diagnostic.self) { try read() }
            #expect(fault?.code == "csv.vat-code")
            #expect(fault?.place == "line 2, column ORDER LINE - VAT CODE")
        }
    }

    @Test("Kunde alone is the name where there is a number, else the number where there is a name")
    func eitherNumberOrName() throws {
        let name = try ReadFile(csv: "Kundenr;Kunde;Fakturanr;Forfall;Rest", "1;A;7;2026-07-20;1")
        #expect(name.customers.map(\.name) == ["A"])
        let number = try ReadFile(csv: "Kunde;Navn;Fakturanr;Forfall;Rest", "1;A;7;2026-07-20;1")
        #expect(number.customers.map(\.number) == ["1"])
    }

    @Test("No synonym names two columns")
    func synonyms() {
        var seen: [String: CSVColumn] = [:]
        for column in CSVColumn.allCases {
            for synonym in column.synonyms {
                #expect(seen.updateValue(column, forKey: synonym) == nil, "\(synonym)")
                #expect(!synonym.isEmpty && synonym.allSatisfy { $0.isLetter || $0.isNumber })
            }
        }
    }

    @Test("The page about the format names every synonym")
    func page() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appendingPathComponent("docs/formats/csv.md"),
            encoding: .utf8)
        for column in CSVColumn.allCases {
            let row = page.split(separator: "\n").first { $0.hasPrefix("| `\(column.name)` |") }
            let headers = row?.split(separator: "|").last?.split(separator: ",").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            #expect(headers == column.synonyms, "\(column.name)")
        }
    }

    @Test("A damaged list is read or refused, never a crash (seed 20260930)")
    func mutations() {
        let rows = [
            Self.head,
            "10001;\"Bakken \"\"Bygg\"\" AS\";Faktura;40101;06.07.2026;20.07.2026;"
                + "12500,00;12 500,00;0001401017",
            "10002;Ødegård;Kreditnota;9107;2026-09-10;19.09.2026;-3125,25;-3125,25;=\"0007401078\"",
            "10003;Hansen & Hansen;Innbetaling;;01.08.2026;01.08.2026;-1500,00;-1500,00;",
            "Sum;;;;;;7874,75;7874,75;",
        ]
        let bytes = Array(rows.joined(separator: "\r\n").utf8)
        var random = Seeded(seed: 20_260_930)
        var refused = 0
        for _ in 0..<2000 {
            do {
                _ = try ReadFile(mutated(bytes, using: &random), with: .csv)
            } catch let fault as Diagnostic {
                refused += 1
                #expect(fault.code.hasPrefix("csv."))
            } catch {
                Issue.record("not a Diagnostic: \(error)")
            }
        }
        #expect((1..<2000).contains(refused))
    }
}
