import Basics
import Testing

@testable import Formats

@Suite("Open items: the accounting systems' lists")
struct OpenItemDialectTests {
    /// Two rows of the story as each system is assumed to export them.
    static let lists: [(name: String, lines: [String])] = [
        (
            "tripletex",
            [
                "Kundenr.;Kunde;Fakturanr.;Fakturadato;Forfallsdato;Beløp;Utestående;KID",
                "10001;Bakken Bygg AS;40101;06.07.2026;20.07.2026;12 500,00;12 500,00;0001401017",
                "10002;Kari Nordmann;40102;10.07.2026;24.07.2026;3 490,00;490,00;0002401024",
            ]
        ),
        (
            "fiken",
            [
                "Fakturanummer,Kundenummer,Kunde,Fakturadato,Forfallsdato,Netto,Brutto,"
                    + "Utestående beløp,Valuta,KID",
                "40101,10001,Bakken Bygg AS,2026-07-06,2026-07-20,10000.00,12500.00,12500.00,NOK,"
                    + "0001401017",
                "40102,10002,Kari Nordmann,2026-07-10,2026-07-24,2792.00,3490.00,490.00,NOK,"
                    + "0002401024",
            ]
        ),
        (
            "visma",
            [
                "Fakturanummer;Kundenummer;Kundenavn;Fakturadato;Forfallsdato;Valuta;Totalbeløp;"
                    + "Gjenstående beløp;KID",
                "40101;10001;Bakken Bygg AS;06.07.2026;20.07.2026;NOK;12500,00;12500,00;0001401017",
                "40102;10002;Kari Nordmann;10.07.2026;24.07.2026;NOK;3490,00;490,00;0002401024",
            ]
        ),
        (
            "poweroffice",
            [
                "Kundenr;Kundenavn;Bilagstype;Bilagsnr;Fakturanr;Bilagsdato;Forfallsdato;Valuta;"
                    + "Beløp;Saldo;KID",
                "10001;Bakken Bygg AS;Utgående faktura;1;40101;06.07.2026;20.07.2026;NOK;12500,00;"
                    + "12500,00;0001401017",
                "10002;Kari Nordmann;Utgående faktura;2;40102;10.07.2026;24.07.2026;NOK;3490,00;"
                    + "490,00;0002401024",
            ]
        ),
        (
            "conta",
            [
                "Fakturanummer;Kunde;Fakturadato;Forfallsdato;Sum;Ubetalt;KID",
                "40101;Bakken Bygg AS;06.07.2026;20.07.2026;12500,00;12500,00;0001401017",
                "40102;Kari Nordmann;10.07.2026;24.07.2026;3490,00;490,00;0002401024",
            ]
        ),
    ]

    @Test("Each system's list gives the same items, and is named", arguments: lists.indices)
    func same(index: Int) throws {
        let (name, lines) = Self.lists[index]
        let bytes = Array(lines.joined(separator: "\r\n").utf8)
        let file = try ReadFile(bytes, with: .csv)
        #expect(file.summary.version == name)
        #expect(file.items.map(\.reference) == ["40101", "40102"])
        #expect(file.items.map(\.kid) == ["0001401017", "0002401024"])
        #expect(file.items.map(\.amount.ore) == [1_250_000, 349_000])
        #expect(file.items.map(\.remaining.ore) == [1_250_000, 49_000])
        #expect(file.items.map(\.due) == [Day(2026, 7, 20), Day(2026, 7, 24)])
        #expect(file.items.map(\.kind) == [.invoice, .invoice])
        #expect(file.customers.map(\.name) == ["Bakken Bygg AS", "Kari Nordmann"])
        #expect(FileReader.detect(bytes) == .format(.openItemsCSV, version: ""))
    }

    @Test("Each system's own totals row is checked", arguments: lists.indices)
    func totals(index: Int) throws {
        let (_, lines) = Self.lists[index]
        let delimiter: Character = lines[0].contains(";") ? ";" : ","
        let cells = lines[2].split(separator: delimiter, omittingEmptySubsequences: false)
        let headers = lines[0].split(separator: delimiter, omittingEmptySubsequences: false)
        let map = try CSVColumnMap(
            headers: headers.map(String.init), options: ReadOptions(), line: 1)
        let place = try #require(map.index(.remaining))
        func total(_ amount: String) -> [UInt8] {
            var row = Array(repeating: "", count: cells.count)
            row[0] = "Sum"
            row[place] = amount
            return Array(
                (lines + [row.joined(separator: String(delimiter))]).joined(separator: "\n").utf8)
        }
        #expect(try ReadFile(total("12990.00"), with: .csv).items.count == 2)
        let fault = #expect(throws: Diagnostic.self) {
            try ReadFile(total("12990.01"), with: .csv)
        }
        #expect(fault?.code == "csv.total")
        #expect(fault?.place == "line 4, column \(headers[place])")
    }

    @Test("A dialect's headers are its own and no other's; one alone is published")
    func apart() {
        for dialect in OpenItemDialect.all {
            #expect(OpenItemDialect.of(headers: Array(dialect.columns.values)) == dialect)
        }
        #expect(OpenItemDialect.all.filter(\.isPublished) == [.tripletexOpening])
        #expect(OpenItemDialect.of(headers: ["Kundenr", "Fakturanr", "Forfall", "Rest"]) == nil)
    }

    @Test("A header given by hand goes before the dialect's")
    func given() throws {
        let bytes = Array(Self.lists[3].lines.joined(separator: "\n").utf8)
        let file = try ReadFile(
            bytes, with: .csv, options: ReadOptions(columns: ["invoice": "Bilagsnr"]))
        #expect(file.items.map(\.reference) == ["1", "2"])
    }

    @Test(
        "A KID column that a spreadsheet has ruined refuses the list, naming the column",
        arguments: ["1,4E+06", "1.401017E+6", "1401017,0"])
    func ruined(kid: String) {
        let lines = Self.lists[2].lines
        let text = lines.joined(separator: "\n").replacing("0002401024", kid)
        let fault = #expect(throws: Diagnostic.self) {
            try ReadFile(Array(text.utf8), with: .csv)
        }
        #expect(fault?.code == "csv.kid-ruined")
        #expect(fault?.place == "line 3, column KID")
    }
}
