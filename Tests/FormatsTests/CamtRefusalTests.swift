import Basics
import Testing

@testable import Formats

/// Each fault there is a code for, at the place where it must be named.
@Suite("camt refusals")
struct CamtRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var code: String
        var place: String
        var text: String
        var testDescription: String { name }

        init(_ name: String, _ code: String, _ place: String, _ text: String) {
            (self.name, self.code, self.place, self.text) = (name, code, place, text)
        }

        /// A message with one entry, which begins in line 5.
        init(_ name: String, _ code: String, _ place: String, entry: String) {
            self.init(name, code, place, CamtSample.message(entry))
        }
    }

    private static let entry = CamtSample.entry("10.00")

    static let faults: [Case] = [
        Case(
            "another version", "camt.version", "root element",
            CamtSample.message(name: "camt.053.001.13")),
        Case(
            "another message", "camt.version", "root element",
            CamtSample.message(name: "camt.052.001.02")),
        Case(
            "no statement", "camt.empty", "root element",
            CamtSample.message().replacing("Ntfctn>", "Other>")),
        Case("cut off", "camt.xml", "line 7", String(CamtSample.message(entry).dropLast(200))),
        Case(
            "an ampersand alone", "camt.xml", "line 11",
            entry: CamtSample.entry("1.00", information: "Bakken & Sønn")),
        Case(
            "a wrong closing tag", "camt.xml", "line 5",
            CamtSample.message("<Ntry></Ntr>")),
        Case(
            "a document type", "xml.doctype", "line 2",
            CamtSample.message().replacing(
                "<Document", with: "<!DOCTYPE a [<!ENTITY b \"c\">]><Document")),
        Case(
            "65 elements within each other", "camt.depth", "line 5",
            CamtSample.message(String(repeating: "<a>", count: 62))),
        Case(
            "100 001 bytes of text", "camt.text", "line 11",
            entry: CamtSample.entry("1.00", information: String(repeating: "x", count: 100_001))),
        Case(
            "two details and not three", "camt.batch-count", "line 5, Ntry",
            entry: CamtSample.entry("3.00", details: CamtSample.batch(3) + details)),
        Case(
            "a number of details in words", "camt.batch-count", "line 10",
            entry: CamtSample.entry("3.00", details: "<Btch><NbOfTxs>to</NbOfTxs></Btch>")),
        Case(
            "details of an øre too much", "camt.batch-sum", "line 5, Ntry",
            entry: CamtSample.entry("2.99", details: CamtSample.batch(2) + details)),
        Case("a negative amount", "camt.amount", "line 5", entry: CamtSample.entry("-1.00")),
        Case("an amount with a comma", "camt.amount", "line 5", entry: CamtSample.entry("1,00")),
        Case("a third decimal", "camt.amount", "line 5", entry: CamtSample.entry("1.005")),
        Case("two points", "camt.amount", "line 5", entry: CamtSample.entry("1.0.0")),
        Case("no digits", "camt.amount", "line 5", entry: CamtSample.entry(".")),
        Case("too much money", "camt.amount", "line 5", entry: CamtSample.entry("100000000000.01")),
        Case(
            "far too much money", "camt.amount", "line 5",
            entry: CamtSample.entry("99999999999999999999999")),
        Case(
            "31 February", "camt.date", "line 7",
            entry: CamtSample.entry("1.00", booked: "<Dt>2026-02-31</Dt>")),
        Case(
            "a Norwegian date", "camt.date", "line 7",
            entry: CamtSample.entry("1.00", booked: "<Dt>07.10.2026</Dt>")),
        Case(
            "neither in nor out", "camt.direction", "line 5", entry: CamtSample.entry("1.00", "IN")),
        Case(
            "no amount", "camt.entry", "line 5, Ntry", entry: entry.replacing("Amt", "Amount")
        ),
        Case(
            "no day", "camt.entry", "line 5, Ntry",
            CamtSample.message(CamtSample.entry("1.00", booked: ""), head: "")),
        Case(
            "no direction", "camt.entry", "line 5, Ntry",
            entry: entry.replacing("CdtDbtInd", "Ind")),
        Case("no status", "camt.entry", "line 5, Ntry", entry: entry.replacing("Sts", "St")),
        Case("no account", "camt.account", "line 5", CamtSample.message(entry, account: "")),
        Case("no account and no entry", "camt.account", "line 6", CamtSample.message(account: "")),
        Case("no day at all", "camt.statement-day", "line 6", CamtSample.message(head: "")),
    ]

    private static let details = CamtSample.detail("1.00") + CamtSample.detail("2.00")

    @Test("A fault refuses the file and is named with its place", arguments: faults)
    func refused(_ fault: Case) throws {
        let diagnostic = try #require(refusal(of: fault.text))
        #expect(diagnostic.code == fault.code)
        #expect(diagnostic.place == fault.place)
        #expect(!diagnostic.found.isEmpty && !diagnostic.expected.isEmpty)
        #expect(!diagnostic.remedy.isEmpty)
    }

    @Test("What stops the import stops the reader")
    func handlerThrows() throws {
        struct Stop: Error {}
        var source = ByteSource(bytes: Array(CamtSample.message(Self.entry, Self.entry).utf8))
        var entries = 0
        #expect(throws: Stop.self) {
            try FileReader.read(&source) { record in
                guard case .bankEntry = record else { return }
                entries += 1
                throw Stop()
            }
        }
        #expect(entries == 1)
    }

    @Test("Harmed files are read or refused, never more", arguments: [21, 22, 23, 24])
    func harmed(seed: UInt64) throws {
        var damage = Damage(seed: seed)
        let documents =
            CamtSample.document(kid: "0001401017", share: "400.00", number: "40101")
            + CamtSample.document(kid: "0001401082", share: "600.00", type: "CREN", number: "2")
        let entry = CamtSample.entry(
            "1003.00",
            details: CamtSample.batch(3) + Self.details
                + CamtSample.detail("1000.00", remittance: documents))
        let samples = ["camt.054.001.02", "camt.053.001.08"].map {
            Array(CamtSample.message(entry, Self.entry, name: $0).utf8)
        }
        for round in 0..<500 {
            let bytes = damage.harm(samples[round % samples.count])
            do {
                _ = try BankFile(bytes)
            } catch {
                #expect(error is Diagnostic, "seed \(seed), round \(round)")
            }
        }
    }
}
