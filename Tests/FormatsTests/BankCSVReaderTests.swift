import Basics
import Foundation
import Testing

@testable import Formats

/// What the bank's download of a small company's two days must tell, whichever bank wrote it.
private struct Line: Hashable {
    var kind: BankEntry.Kind
    var booked: Day
    var ore: Int64
    var kid = ""
    var payerAccount = ""
    var payerName = ""

    init(_ entry: BankEntry) {
        (kind, booked, ore, kid) = (entry.kind, entry.booked, entry.amount.ore, entry.kid)
        (payerAccount, payerName) = (entry.payerAccount, entry.payerName)
    }

    init(_ kind: BankEntry.Kind, _ day: Int, _ ore: Int64) {
        (self.kind, self.booked, self.ore) = (kind, Day(2026, 10, day), ore)
    }
}

private func read(
    _ bytes: [UInt8], account: String? = "99991042764"
) throws -> BankFile {
    try BankFile(
        ByteSource(bytes: bytes), options: ReadOptions(account: account.map { AccountNumber($0) }))
}

private func read(_ lines: String..., account: String? = "99991042764") throws -> BankFile {
    try read(Array(lines.joined(separator: "\r\n").utf8), account: account)
}

@Suite("Bank CSV: the sample downloads", .enabled(if: SharedBankData.isThere))
struct BankCSVSampleTests {
    private static let dialects = [
        "bank-dnb": "dnb", "bank-dnb-comma": "dnb", "bank-sparebank1": "sparebank1",
        "bank-nordea": "nordea", "bank-eika-nynorsk-with-kid": "eika-nn",
    ]

    @Test("Each is recognised by its headers", arguments: dialects.keys.sorted())
    func recognised(name: String) throws {
        let bytes = try SharedBankData.bytes("csv/\(name).csv")
        let expected = try #require(Self.dialects[name])
        #expect(
            FileReader.detect(Array(bytes.prefix(4096))) == .format(.bankCSV, version: expected))
    }

    @Test("The open-item lists are not taken for a bank's")
    func openItems() throws {
        for name in ["open-items-2026-09-30", "tripletex-opening-invoices"] {
            let bytes = try SharedBankData.bytes("csv/\(name).csv")
            #expect(FileReader.detect(bytes) == .format(.openItemsCSV, version: ""))
        }
    }

    @Test("The same two days come out of every bank's file", arguments: dialects.keys.sorted())
    func sameStory(name: String) throws {
        let tellsAccount = !name.contains("dnb")
        let file = try read(
            SharedBankData.bytes("csv/\(name).csv"), account: tellsAccount ? nil : "9999.10.42764")
        var expected = [
            Line(.lumpSum, 6, 1_767_900), Line(.other, 6, -22_500), Line(.payment, 7, 1_250_000),
            Line(.payment, 7, 99_900), Line(.payment, 7, 200_000), Line(.payment, 7, 4_875_000),
            Line(.other, 7, -1_875_000),
        ]
        // In one of the files the Vipps payout is only reserved.
        if name == "bank-dnb-comma" { expected.remove(at: 4) }
        if name.contains("eika") { expected[5].kid = "0003401031" }
        if tellsAccount {
            expected[2].payerAccount = "99993010010"
            expected[3].payerAccount = "99993014016"
            expected[5].payerAccount = "99993012013"
        }
        if name.contains("nordea") || name.contains("eika") {
            expected[2].payerName = "Bakken Bygg AS"
            expected[3].payerName = "OLA HANSEN"
            expected[4].payerName = "Vipps MobilePay AS"
            expected[5].payerName = "Søndre Ål Borettslag"
        }
        #expect(file.entries.map(Line.init) == expected)
        #expect(file.entries.allSatisfy { $0.account.text == "99991042764" })
        #expect(file.entries[2].text.hasPrefix("Innbetaling Faktura 40101"))
        #expect(file.summary.records == expected.count)
        #expect(
            file.statements == [
                BankStatement(
                    account: AccountNumber("99991042764"), from: Day(2026, 10, 6),
                    through: Day(2026, 10, 7))
            ])
        #expect(
            file.findings.map(\.code) == (name == "bank-dnb-comma" ? ["bank-csv.reserved"] : []))
    }

    @Test("An invoice number in a column of its own is named, and in the text")
    func named() throws {
        let file = try read(
            SharedBankData.bytes("csv/bank-eika-nynorsk-with-kid.csv"), account: nil)
        #expect(file.entries[2].named == ["40101"])
        #expect(file.entries[2].text == "Innbetaling Faktura 40101")
        #expect(file.entries[5].text == "Innbetaling KID 0003401031")
    }
}

@Suite("Bank CSV: dialects")
struct BankCSVDialectTests {
    @Test("No dialect takes another's headers")
    func apart() {
        for dialect in BankCSVDialect.all {
            let headers = Array(dialect.headers.values) + Array(dialect.optional.values)
            #expect(BankCSVDialect.of(headers: headers) == dialect, "\(dialect.name)")
            #expect(BankCSVDialect.of(headers: headers + ["Forfall"]) == nil, "\(dialect.name)")
        }
    }

    @Test("Every header of a dialect is needed")
    func needed() {
        for dialect in BankCSVDialect.all {
            for missing in dialect.headers.values {
                let rest = dialect.headers.values.filter { $0 != missing }
                #expect(BankCSVDialect.of(headers: rest) != dialect, "\(dialect.name) \(missing)")
            }
        }
    }

    @Test("DNB's older names")
    func dnbOld() throws {
        let file = try read(
            "\"Dato\";\"Forklaring\";\"Rentedato\";\"Uttak\";\"Innskudd\"",
            "\"14.12.2014\";\"Sparing Reservert transaksjon\";\"\";\"3,00\";\"\"",
            "\"13.12.2014\";\"Fra: Kari Nordmann\";\"13.12.2014\";\"\";\"1 500,00\"")
        #expect(file.summary.version == "dnb-old")
        #expect(file.entries.map(\.amount.ore) == [150_000])
    }

    @Test("Eika in Bokmål: fifteen columns, Windows-1252, and lines of balances")
    func eika() throws {
        let lines = [
            "Utført dato;Bokført dato;Rentedato;Beskrivelse;Type;Undertype;Fra konto;Avsender;"
                + "Til konto;Mottakernavn;Beløp inn;Beløp ut;Valuta;Status;Melding/KID/Fakt.nr",
            "Inngående saldo pr. 05.10.2026;;152 300,75 NOK;;;;;;;;;;;;",
            "06.10.2026;06.10.2026;06.10.2026;Innbetaling;Betaling;;;Kari Nordmann;"
                + "9999 10 42764;Fjordvik Rør AS;3490,00;;NOK;Bokført;0002401024",
            "06.10.2026;;;Kort;Varekjøp;;9999 10 42764;Fjordvik Rør AS;;;;-10,00;NOK;Reservert;",
            "Utgående saldo pr. 06.10.2026;;155 790,75 NOK;;;;;;;;;;;;",
        ]
        let latin = lines.joined(separator: "\r\n").unicodeScalars.map { UInt8($0.value) }
        let file = try read(latin, account: nil)
        #expect(file.summary.version == "eika")
        let entry = try #require(file.entries.first)
        #expect(entry.kid == "0002401024")
        #expect(entry.text == "Innbetaling 0002401024")
        #expect(entry.payerName == "Kari Nordmann")
        #expect(file.statements.first?.opening == Money(ore: 15_230_075))
        #expect(file.statements.first?.closing == Money(ore: 15_579_075))
        #expect(file.findings.map(\.code) == ["bank-csv.reserved"])
    }

    @Test("A number in a column for message, KID or invoice is a KID only when it is long and fits")
    func mixed() throws {
        func kid(_ cell: String) throws -> String? {
            try read(
                "Dato;Inn på konto;Ut fra konto;Balanse;Til konto;Til kontonummer;Fra konto;"
                    + "Fra kontonummer;Type;Tekst/KID;Hovedkategori;Underkategori",
                "2026-10-06;10,00;;10,00;oss;99991042764;Kari;99993011017;;\(cell);;", account: nil
            ).entries.first?.kid
        }
        #expect(try kid("0002401024") == "0002401024")
        #expect(try kid("0002401025") == "")
        #expect(try kid("18") == "")
        #expect(try kid("Faktura 40101") == "")
    }

    @Test("Bulder's two ages, with balances in either order")
    func bulder() throws {
        let old =
            "Dato;Inn på konto;Ut fra konto;Balanse;Til konto;Til kontonummer;Fra konto;"
            + "Fra kontonummer;Type;Tekst/KID;Hovedkategori;Underkategori"
        let first = "2026-10-05;2000,00;;2500,00;oss;99991042764;Kari;99993011017;Betaling;Gave;;"
        let second = "2026-10-06;;-1000,00;1500,00;Butikk;99994010014;oss;99991042764;;Leie;;"
        for rows in [[first, second], [second, first]] {
            let file = try read(old, rows[0], rows[1], account: nil)
            #expect(file.statements.first?.opening == Money(ore: 50_000))
            #expect(file.statements.first?.closing == Money(ore: 150_000))
            #expect(file.statements.first?.from == Day(2026, 10, 5))
            #expect(file.entries.first { $0.kind == .payment }?.payerName == "Kari")
        }
        let broken = try read(old, first, second.replacing("1500,00", "1500,01"), account: nil)
        #expect(broken.statements.first?.opening == nil)
        let new = try read(
            "Dato;Inn på konto;Ut fra konto;Til konto;Til kontonummer;Fra konto;Fra kontonummer;"
                + "Type;Tekst;KID;Hovedkategori;Underkategori",
            "2026-10-06;12,34;;;99991042764;;;;Innbetaling;18;;", account: nil)
        #expect(new.entries.map(\.kid) == ["18"])
        #expect(new.entries.map(\.text) == ["Innbetaling"])
    }

    @Test("Sbanken, as assumed")
    func sbanken() throws {
        let file = try read(
            "BOKFØRINGSDATO;RENTEDATO;ARKIVREFERANSE;TYPE;TEKST;UT FRA KONTO;INN PÅ KONTO",
            "2026-10-06;2026-10-06;12345678;GIRO;Kari Nordmann;;3490,00")
        #expect(file.summary.version == "sbanken")
        #expect(file.entries.map(\.reference) == ["12345678"])
    }

    @Test("Nordea: what has a word for its day is not booked")
    func nordea() throws {
        let file = try read(
            "Bokføringsdato;Beløp;Avsender;Mottaker;Navn;Tittel;Valuta;Betalingstype",
            "Reservert;-10,00;9999.10.42764;;;Kort;NOK;Visa",
            "2026/10/06;12,50;;9999.10.42764;Kari;Takk;NOK;Innbetaling", account: nil)
        #expect(file.entries.map(\.amount.ore) == [1250])
        #expect(file.entries.map(\.account.text) == ["99991042764"])
    }
}

@Suite("Bank CSV: lines")
struct BankCSVLineTests {
    private static let head =
        "\"Dato\";\"Forklaring\";\"Rentedato\";\"Ut fra konto\";\"Inn på konto\""
    private static let sb1 = "Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto;"

    private func one(_ amount: String) throws -> Int64? {
        try read(Self.head, "\"06.10.2026\";\"x\";\"\";\"\";\(amount)").entries.first?.amount.ore
    }

    @Test(
        "Amounts with comma, point or thousands are exact",
        arguments: [
            ("35.8", 3580), ("35.85", 3585), ("17679", 1_767_900), ("\"17 679,00\"", 1_767_900),
            ("\"17\u{A0}679,05\"", 1_767_905), ("\"1.234,50\"", 123_450), ("\"0,1\"", 10),
        ])
    func amounts(written: String, ore: Int64) throws {
        #expect(try one(written) == ore)
    }

    @Test(
        "UTF-8, with and without a mark, Windows-1252 and UTF-16 give the same",
        arguments: ["utf8", "mark", "windows", "utf16le", "utf16be"])
    func encodings(name: String) throws {
        let text = Self.head + "\r\n\"06.10.2026\";\"Rør til Ål\";\"\";\"\";\"10,00\""
        let bytes: [UInt8] =
            switch name {
            case "mark": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
            case "windows": text.unicodeScalars.map { UInt8($0.value) }
            case "utf16le":
                [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            case "utf16be":
                [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
            default: Array(text.utf8)
            }
        let file = try read(bytes)
        #expect(file.summary.format == .bankCSV)
        #expect(file.entries.map(\.text) == ["Rør til Ål"])
    }

    @Test("The account is told by the file, else by the one who reads, else it is refused")
    func accounts() throws {
        let line = "\"06.10.2026\";\"x\";\"\";\"\";\"10,00\""
        #expect(try read(Self.head, line).entries.map(\.account.text) == ["99991042764"])
        let refused = #expect(throws: Diagnostic.self) {
            try read(Self.head, line, account: nil)
        }
        #expect(refused?.code == "bank-csv.account")
        #expect(refused?.place == "line 2")
        #expect(refused?.remedy.contains("--account") == true)
        let other = #expect(throws: Diagnostic.self) {
            try read(Self.sb1, "06.10.2026;x;;10,00;;99992055118;;")
        }
        #expect(other?.code == "bank-csv.account-differs")
        #expect(other?.found == "account 99992055118")
    }

    @Test("A line without the account is of the file's only one, and of none when there are two")
    func waiting() throws {
        let charge = "06.10.2026;Gebyr;;;-5,00;;;"
        let first = "06.10.2026;x;;10,00;;99991042764;99993011017;"
        let second = "07.10.2026;x;;10,00;;99992055118;99993011017;"
        let file = try read(Self.sb1, charge, first, account: nil)
        #expect(file.entries.map(\.account.text) == ["99991042764", "99991042764"])
        #expect(file.entries.map(\.position) == [3, 2])
        let refused = #expect(throws: Diagnostic.self) {
            try read(Self.sb1, charge, first, second, account: nil)
        }
        #expect(refused?.code == "bank-csv.account")
        let both = try read(Self.sb1, first, second, account: nil)
        #expect(both.statements.map(\.account.text) == ["99991042764", "99992055118"])
        #expect(both.statements.map(\.through) == [Day(2026, 10, 6), Day(2026, 10, 7)])
    }

    @Test(
        "What kind of money a line is",
        arguments: [
            ("OCR-innbetalinger 6 stk", "10,00", BankEntry.Kind.lumpSum),
            ("Innbetaling KID", "10,00", .payment), ("Faktura 40101", "10,00", .payment),
            ("Overføring mellom egne kontoer", "10,00", .other), ("Renter", "10,00", .other),
            ("Renter faktura 40101", "10,00", .payment), ("Returnert betaling", "10,00", .other),
            ("Tilbakeført innbetaling", "-10,00", .reversal), ("Husleie", "-10,00", .other),
        ])
    func kinds(text: String, amount: String, kind: BankEntry.Kind) throws {
        let cells = amount.hasPrefix("-") ? ";\(amount)" : "\(amount);"
        let file = try read(Self.sb1, "06.10.2026;\(text);;\(cells);;;")
        #expect(file.entries.map(\.kind) == [kind])
    }

    @Test("Money between the company's own accounts is its own doing")
    func own() throws {
        let file = try read(
            "Utført dato;Bokført dato;Beskrivelse;Fra konto;Avsender;Til konto;Mottakernavn;"
                + "Beløp inn;Beløp ut;Status",
            "06.10.2026;06.10.2026;Fra sparing;99992055118;Fjordvik AS;99991042764;FJORDVIK AS;"
                + "10,00;;Bokført", account: nil)
        #expect(file.entries.map(\.kind) == [.other])
    }

    @Test("Lines of nothing are told, not dropped")
    func nothing() throws {
        let file = try read(Self.head, "\"06.10.2026\";\"x\";\"\";\"0,00\";\"0,00\"")
        #expect(file.entries.isEmpty)
        #expect(file.findings.map(\.code) == ["bank-csv.zero-amount"])
        #expect(file.findings.map(\.place) == ["line 2"])
    }

    @Test(
        "A fault refuses the file and is named with its line",
        arguments: [
            ("\"06.10.2026\";\"x\";\"\";\"\";\"\"", "csv.amount", "line 2, column Inn på konto"),
            (
                "\"06.10.2026\";\"x\";\"\";\"\";\"1.234\"", "csv.amount",
                "line 2, column Inn på konto"
            ),
            (
                "\"06.10.2026\";\"x\";\"\";\"1,00\";\"2,00\"", "bank-csv.direction", "line 2"
            ),
            ("\"31.02.2026\";\"x\";\"\";\"\";\"1\"", "csv.date", "line 2, column Dato"),
            ("\"\";\"x\";\"\";\"\";\"1\"", "csv.date", "line 2, column Dato"),
            ("\"06.10.2026\";\"x\";\"\"", "csv.columns", "line 2"),
            ("\"06.10.2026\";\"x;;;", "csv.quote", "line 2, column 2"),
        ])
    func faults(line: String, code: String, place: String) {
        let fault = #expect(throws: Diagnostic.self) { try read(Self.head, line) }
        #expect(fault?.code == code)
        #expect(fault?.place == place)
        #expect(fault?.remedy.isEmpty == false)
    }

    @Test("A KID that a spreadsheet has ruined refuses the file")
    func ruined() {
        let fault = #expect(throws: Diagnostic.self) {
            try read(
                "Dato;Inn på konto;Ut fra konto;Til konto;Til kontonummer;Fra konto;"
                    + "Fra kontonummer;Type;Tekst;KID",
                "2026-10-06;12,34;;;99991042764;;;;x;1,23E+09", account: nil)
        }
        #expect(fault?.code == "csv.kid-ruined")
    }

    @Test("A file of headers alone tells nothing")
    func headersAlone() throws {
        let file = try read(Self.head)
        #expect(file.records.isEmpty)
        #expect(file.summary.records == 0)
    }
}
