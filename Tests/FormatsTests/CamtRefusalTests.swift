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
            self.init(name, code, place, CamtXML.message(entry))
        }
    }

    private static let entry = CamtXML.entry("10.00")

    static let faults: [Case] = [
        Case(
            "another version", "camt.version", "root element",
            CamtXML.message(name: "camt.053.001.13")),
        Case(
            "another message", "camt.version", "root element",
            CamtXML.message(name: "camt.052.001.02")),
        Case(
            "no statement", "camt.empty", "root element",
            CamtXML.message().replacing("Ntfctn>", "Other>")),
        Case("cut off", "camt.xml", "line 7", String(CamtXML.message(entry).dropLast(200))),
        Case(
            "an ampersand alone", "camt.xml", "line 11",
            entry: CamtXML.entry("1.00", information: "Bakken & Sønn")),
        Case(
            "a wrong closing tag", "camt.xml", "line 5",
            CamtXML.message("<Ntry></Ntr>")),
        Case(
            "a document type", "xml.doctype", "line 2",
            CamtXML.message().replacing(
                "<Document", with: "<!DOCTYPE a [<!ENTITY b \"c\">]><Document")),
        Case(
            "65 elements within each other", "camt.depth", "line 5",
            CamtXML.message(String(repeating: "<a>", count: 62))),
        Case(
            "100 001 bytes of text", "camt.text", "line 11",
            entry: CamtXML.entry("1.00", information: String(repeating: "x", count: 100_001))),
        Case(
            "two details and not three", "camt.batch-count", "line 5, Ntry",
            entry: CamtXML.entry("3.00", details: CamtXML.batch(3) + details)),
        Case(
            "a number of details in words", "camt.batch-count", "line 5, Ntry",
            entry: CamtXML.entry("3.00", details: "<Btch><NbOfTxs>to</NbOfTxs></Btch>")),
        Case(
            "details of an øre too much", "camt.batch-sum", "line 5, Ntry",
            entry: CamtXML.entry("2.99", details: CamtXML.batch(2) + details)),
        Case("a negative amount", "camt.amount", "line 5", entry: CamtXML.entry("-1.00")),
        Case("an amount with a comma", "camt.amount", "line 5", entry: CamtXML.entry("1,00")),
        Case("a third decimal", "camt.amount", "line 5", entry: CamtXML.entry("1.005")),
        Case("two points", "camt.amount", "line 5", entry: CamtXML.entry("1.0.0")),
        Case("no digits", "camt.amount", "line 5", entry: CamtXML.entry(".")),
        Case("too much money", "camt.amount", "line 5", entry: CamtXML.entry("100000000000.01")),
        Case(
            "far too much money", "camt.amount", "line 5",
            entry: CamtXML.entry("99999999999999999999999")),
        Case(
            "31 February", "camt.date", "line 7",
            entry: CamtXML.entry("1.00", booked: "<Dt>2026-02-31</Dt>")),
        Case(
            "a Norwegian date", "camt.date", "line 7",
            entry: CamtXML.entry("1.00", booked: "<Dt>07.10.2026</Dt>")),
        Case(
            "neither in nor out", "camt.direction", "line 5", entry: CamtXML.entry("1.00", "IN")),
        Case(
            "no amount", "camt.entry", "line 5, Ntry", entry: entry.replacing("Amt", "Amount")
        ),
        Case(
            "no day", "camt.entry", "line 5, Ntry",
            CamtXML.message(CamtXML.entry("1.00", booked: ""), head: "")),
        Case(
            "no direction", "camt.entry", "line 5, Ntry",
            entry: entry.replacing("CdtDbtInd", "Ind")),
        Case("no account", "camt.account", "line 5", CamtXML.message(entry, account: "")),
        Case("no account and no entry", "camt.account", "line 6", CamtXML.message(account: "")),
        Case("no day at all", "camt.statement-day", "line 6", CamtXML.message(head: "")),
    ]

    private static let details = CamtXML.detail("1.00") + CamtXML.detail("2.00")

    @Test("A fault refuses the file and is named with its place", arguments: faults)
    func refused(_ fault: Case) throws {
        let diagnostic = try #require(whyRefused(fault.text))
        #expect(diagnostic.code == fault.code)
        #expect(diagnostic.place == fault.place)
        #expect(!diagnostic.found.isEmpty && !diagnostic.expected.isEmpty)
        #expect(!diagnostic.remedy.isEmpty)
    }

    @Test("What stops the import stops the reader")
    func handlerThrows() throws {
        struct Stop: Error {}
        var source = ByteSource(bytes: Array(CamtXML.message(Self.entry, Self.entry).utf8))
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
}
