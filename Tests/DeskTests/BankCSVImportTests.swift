import Basics
import Claims
import Desk
import Formats
import Foundation
import Store
import Testing

@Suite("A bank's account download comes into the book")
struct BankCSVImportTests {
    private static let eika =
        "Bokført dato;Skildring;Frå konto;Avsendar;Til konto;Mottakarnamn;Beløp inn;Beløp ut;"
        + "Valuta;Status;Melding;KID;Faktura nr."
    private static let sb1 = "Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto;"

    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.take(list: [
            TestDesk.row("1001", kid: "0001001009"), TestDesk.row("1002", amount: "900,00"),
        ])
        return desk
    }

    @Test("A line with a KID column is placed by it, once, however many files tell of it")
    func kid() throws {
        let kid = try #require(KID.make(payload: "000140101", .mod10)).text
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("40101", kid: kid)])
        let line =
            "18.08.2026;Innbetaling KID;99993014016;Ola Hansen;99991042764;Fjordvik Rør AS;4800,00;;"
            + "NOK;Bokført;;\(kid);"
        let first = try desk.take(Self.eika + "\n" + line)
        #expect(first.format == "bank-csv")
        #expect(first.paymentsAdded == 1)
        #expect(first.paymentsPlaced == 1)
        let camt = BankFile.camt054([Paid(ore: 480_000, kid: kid, booked: Day(2026, 8, 18))])
        #expect(try desk.take(camt).paymentsAdded == 0)
        let again = try desk.take(Self.eika + "\n" + line + "\n")
        #expect(again.paymentsAdded == 0)
        #expect(again.paymentsKnown == 1)
    }

    @Test("A line without KID waits for a person unless its text names the invoice")
    func text() throws {
        let desk = try desk()
        let outcome = try desk.take(
            """
            \(Self.sb1)
            18.08.2026;Overføring Ola;;4800,00;;99991042764;99993014016;
            18.08.2026;Faktura 1002;;900,00;;99991042764;99993011017;
            18.08.2026;Gebyr;;;-25,00;;99991042764;
            """)
        #expect(outcome.paymentsAdded == 2)
        #expect(outcome.paymentsPlaced == 1)
        #expect(outcome.paymentsWaiting == 1)
        #expect(outcome.entriesIgnored == 1)
    }

    @Test("A file that tells no account is refused, and the book is as before")
    func noAccount() throws {
        let desk = try desk()
        let fault = #expect(throws: Diagnostic.self) {
            try desk.take(
                "Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n18.08.2026;x;;;10,00")
        }
        #expect(fault?.code == "bank-csv.account")
    }
}

/// The sample files of one company's two days at the bank, beside the package.
@Suite(
    "The sample files with a bank's download", .serialized,
    .enabled(if: StorySamples.areThere, "no shared/data"))
struct BankCSVStoryTests {
    private static let names = [
        "bank-dnb", "bank-sparebank1", "bank-nordea", "bank-eika-nynorsk-with-kid",
    ]
    private static let ocr = [
        "ocr-giro/fjordvik-ocr-2026-10-06.txt",
        "ocr-giro/fjordvik-ocr-and-mandates-2026-10-07.txt",
    ]
    private static let statement = "camt/no-camt053-v08-extended-iban.xml"

    private func open(_ files: [String]) throws -> (open: [String: Int64], waiting: [Int64]) {
        let desk = try TestDesk(today: Day(2026, 10, 8))
        try desk.take(sample: "csv/open-items-2026-09-30.csv", asOf: Day(2026, 9, 30))
        for file in files {
            try desk.take(sample: file, account: file.contains("dnb") ? "99991042764" : nil)
        }
        let invoices = (40101...40113).map(String.init)
        let left = try invoices.map { try desk.claim($0).statement.openInvoice.ore }
        let waiting = try desk.desk.payments(onlyUnmatched: true).map(\.rest.ore).sorted()
        return (Dictionary(zip(invoices, left)) { $1 }.filter { $0.value != 0 }, waiting)
    }

    @Test("OCR giro and a download tell the story", arguments: names)
    func withOCR(name: String) throws {
        let story = try open(Self.ocr + ["csv/\(name).csv"])
        // The download has no line for the fifty øre that were short.
        var left: [String: Int64] = [
            "40106": 2_262_500, "40107": 6_000_000, "40110": 1_010_000, "40111": 50,
            "40112": 4_875_000, "40113": 123_450,
        ]
        var waiting: [Int64] = [99_900, 150_000, 200_000]
        if !name.contains("eika") {
            // No KID in the file: a person must say what this is.
            left["40103"] = 4_875_000
            waiting.append(4_875_000)
        }
        #expect(story.open == left)
        #expect(story.waiting == waiting)
    }

    @Test("A statement before or after a download with KID changes nothing", arguments: [0, 1, 2])
    func withStatement(at place: Int) throws {
        let plain = try open(Self.ocr + [Self.statement])
        var files = Self.ocr
        files.insert("csv/bank-eika-nynorsk-with-kid.csv", at: place)
        let before = try open(files + [Self.statement])
        let after = try open([Self.statement] + files)
        #expect(before == plain)
        #expect(after == plain)
    }
}

enum StorySamples {
    static let folder: URL = {
        if let given = ProcessInfo.processInfo.environment["PURR_SHARED"] {
            return URL(fileURLWithPath: given).appendingPathComponent("data")
        }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("shared/data")
    }()

    static var areThere: Bool { FileManager.default.fileExists(atPath: folder.path) }
}

extension TestDesk {
    @discardableResult
    fileprivate func take(
        sample: String, asOf: Day? = nil, account: String? = nil
    ) throws -> ImportOutcome {
        try desk.importFile(
            StorySamples.folder.appendingPathComponent(sample).path,
            options: ReadOptions(asOf: asOf, account: account.map { AccountNumber($0) }))
    }
}
