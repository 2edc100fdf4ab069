import Basics
import Testing

@testable import Formats

/// What each type of transaction is, and what a company's own files are refused with.
@Suite("OCR giro: types")
struct OCRGiroTypeTests {
    @Test("Types 10 to 17 are payments, 18 to 21 information", arguments: 10...21)
    func kinds(type: Int) throws {
        let payment = OCRPayment(type: "\(type)", text: type >= 20 ? "tekst" : nil)
        let entry = try #require(try ReadBank(OCRSample([payment]).bytes()).entries.first)
        #expect(entry.kind == (type >= 18 ? .other : .payment))
        #expect(entry.amount.ore == 349_000)
        #expect(entry.ordered == Day(2026, 10, 2))
        // 12 has an agreement's number there, 15 and the cards have none.
        let hasReference = type != 12 && type != 15 && type < 18
        #expect(entry.reference == (hasReference ? "101000001" : ""))
        #expect(entry.text == (type >= 20 ? "tekst" : ""))
    }

    @Test("A type before 10 or after 21 is none", arguments: ["00", "09", "22", "99"])
    func unknown(type: String) {
        #expect(refusal(of: OCRSample([OCRPayment(type: type)]).bytes())?.code == "ocr.grammar")
    }

    @Test("A minus is a credit note with KID, whatever the type", arguments: 10...17)
    func creditNotes(type: Int) throws {
        let entries = try ReadBank(
            OCRSample([
                OCRPayment(type: "\(type)", sign: "-", ore: 100_000),
                OCRPayment(type: "\(type)", number: 2),
            ]).bytes()
        ).entries
        #expect(entries.map(\.kind) == [.reversal, .payment])
        #expect(entries.map(\.amount.ore) == [-100_000, 349_000])
    }

    @Test("The sign may be a blank")
    func blankSign() throws {
        let entries = try ReadBank(OCRSample([OCRPayment(sign: " ")]).bytes()).entries
        #expect(entries.map(\.amount.ore) == [349_000])
    }

    @Test("Card reversals are added to the sums, not subtracted", arguments: ["18", "20"])
    func cardReversals(type: String) throws {
        let card = OCRPayment(type: type, number: 2, ore: 5_000, text: type == "20" ? "x" : nil)
        let sample = OCRSample([OCRPayment(), card])
        #expect(try ReadBank(sample.bytes()).entries.map(\.amount.ore) == [349_000, 5_000])
    }

    @Test("The issuer of a card is no fault, nor are figures where zeros belong")
    func fillers() throws {
        let sample = OCRSample([OCRPayment(type: "19")]).replacing(line: 3, at: 75, with: "03")
            .replacing(line: 4, at: 59, with: "1").replacing(line: 2, at: 80, with: "9")
        #expect(try ReadBank(sample.bytes()).entries.count == 1)
    }

    @Test(
        "A company's own AvtaleGiro file is recognised and refused",
        arguments: [
            ("NY210020", "AvtaleGiro claims"), ("NY213620", "cancelled AvtaleGiro claims"),
        ])
    func outgoing(head: String, what: String) {
        let bytes = OCRSample().replacing(line: 2, at: 1, with: head).bytes()
        #expect(FileReader.detect(bytes) == .format(.ocrGiro, version: ""))
        let fault = refusal(of: bytes)
        #expect(fault?.code == "ocr.outgoing")
        #expect(fault?.place == "line 2")
        #expect(fault?.found == "\(what): this is a file made for the bank")
        #expect(fault?.remedy.contains("comes back") == true)
    }

    @Test("Claims after payments in a transmission are refused too")
    func outgoingLast() {
        var sample = OCRSample()
        sample.lines.insert("NY210020" + sample.lines[1].dropFirst(8), at: 5)
        let fault = refusal(of: sample.bytes())
        #expect(fault?.code == "ocr.outgoing")
        #expect(fault?.place == "line 6")
    }

    @Test("Mandates before and after payments, with no sum and no date")
    func mandatesAmong() throws {
        func mandates(_ kid: String) -> [String] {
            let fill = { (text: String) in text + String(repeating: "0", count: 80 - text.count) }
            return [
                fill("NY212420" + "0000000000000000" + "99991042764"),
                fill("NY2194700000001" + "1" + String(repeating: " ", count: 15) + kid + "J"),
                fill("NY21248800000001" + "00000003"),
            ]
        }
        var sample = OCRSample()
        let payments = Array(sample.lines[1...4])
        sample.lines =
            [OCRSample.start] + mandates("0002401024") + payments + mandates("0005401054")
            + [OCRSample.end("NY000089", 3, 12, 349_000)]
        let file = try ReadBank(sample.bytes())
        #expect(file.mandates.map(\.kid) == ["0002401024", "0005401054"])
        #expect(file.mandates.map(\.change) == [.new, .new])
        #expect(file.entries.count == 1)
        #expect(file.statements.allSatisfy { $0.through == Day(2026, 10, 5) })
    }

    @Test("Other services that Nets has are not read")
    func services() {
        // 04 is paying out, 15 a card settlement.
        for service in ["04", "15", "01"] {
            let bytes = OCRSample().replacing(line: 2, at: 3, with: service).bytes()
            #expect(refusal(of: bytes)?.code == "ocr.grammar")
        }
    }
}
