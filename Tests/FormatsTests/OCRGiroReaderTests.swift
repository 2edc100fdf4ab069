import Basics
import Testing

@testable import Formats

@Suite("OCR giro")
struct OCRGiroReaderTests {
    @Test("A payment is read with every field in its place")
    func onePayment() throws {
        let file = try ReadBank(OCRSample().bytes())
        let entry = BankEntry(
            kind: .payment, account: OCRSample.account, booked: Day(2026, 10, 5),
            ordered: Day(2026, 10, 2), amount: Money(ore: 349_000), kid: "0002401024",
            payerAccount: "99993011017", reference: "101000001", position: 3)
        #expect(file.entries == [entry])
        let statement = BankStatement(account: OCRSample.account, through: Day(2026, 10, 5))
        #expect(
            file.records == [.statement(statement), .bankEntry(entry), .statement(statement)])
        #expect(file.summary.format == .ocrGiro)
        #expect(file.summary.identity == "00008080 1006001 00310123")
        #expect(file.summary.records == 6)
    }

    @Test("The statement after the payments tells their last day")
    func lastDay() throws {
        let days = ["051026", "071026", "061026"]
        let file = try ReadBank(OCRSample(days.map { OCRPayment(day: $0) }).bytes())
        #expect(file.statements.map(\.through) == [Day(2026, 10, 5), Day(2026, 10, 7)])
        #expect(file.entries.map(\.booked.iso) == ["2026-10-05", "2026-10-07", "2026-10-06"])
    }

    @Test("Zeros for the payer's account, the reference and the order day mean none")
    func absent() throws {
        let payment = OCRPayment(
            reference: "000000000", ordered: "000000", payer: "00000000000")
        let entry = try #require(try ReadBank(OCRSample([payment]).bytes()).entries.first)
        #expect(entry.ordered == nil)
        #expect(entry.payerAccount.isEmpty)
        #expect(entry.reference.isEmpty)
    }

    @Test("A minus makes a reversal, and the sums are net of it")
    func negative() throws {
        let payments = [OCRPayment(), OCRPayment(number: 2, sign: "-", ore: 100_000)]
        let entries = try ReadBank(OCRSample(payments).bytes()).entries
        #expect(entries.map(\.kind) == [.payment, .reversal])
        #expect(entries.map(\.amount.ore) == [349_000, -100_000])
    }

    @Test("An assignment of credits alone states its sum without sign")
    func onlyNegative() throws {
        let entries = try ReadBank(OCRSample([OCRPayment(sign: "-")]).bytes()).entries
        #expect(entries.map(\.amount.ore) == [-349_000])
    }

    @Test("Card transactions are information, whose text comes in a third record")
    func cards() throws {
        let payments = [
            OCRPayment(type: "18"), OCRPayment(type: "19", number: 2),
            OCRPayment(type: "20", number: 3, kid: "", text: "Kjøp på Ål"),
            OCRPayment(
                type: "21", number: 4, kid: "", text: String(repeating: "å", count: 40)),
        ]
        let entries = try ReadBank(OCRSample(payments).bytes()).entries
        #expect(entries.map(\.kind) == Array(repeating: .other, count: 4))
        // Reversals of card purchases are added in the sums.
        #expect(entries.map(\.amount.ore) == Array(repeating: 349_000, count: 4))
        #expect(entries.map(\.text.count) == [0, 0, 10, 40])
        #expect(entries[2].text == "Kjøp på Ål")
    }

    @Test("Lines end with LF or CRLF, the last one also with nothing")
    func lineBreaks() throws {
        let sample = OCRSample([OCRPayment(), OCRPayment(number: 2, ore: 1)])
        let expected = try ReadBank(sample.bytes()).records
        #expect(expected.count == 4)
        for lineBreak in ["\n", "\r\n"] {
            for last in [true, false] {
                let bytes = sample.bytes(lineBreak: lineBreak, last: last)
                #expect(try ReadBank(bytes).records == expected)
                #expect(try ReadBank(bytes + [13, 10, 10]).records == expected)
            }
        }
    }

    @Test("The same is read wherever the file is cut into chunks", arguments: ["\n", "\r\n"])
    func chunks(lineBreak: String) throws {
        let payments = (1...5).map { number in
            OCRPayment(
                type: number == 3 ? "21" : "13", number: number, text: number == 3 ? "" : nil)
        }
        let bytes = OCRSample(payments).bytes(lineBreak: lineBreak)
        let expected = try ReadBank(bytes).records
        for size in Array(1...170) + [400, 1000] {
            #expect(try ReadBank(bytes, chunkSize: size).records == expected, "chunks of \(size)")
        }
    }

    @Test("Several assignments in a transmission are several accounts")
    func assignments() throws {
        var sample = OCRSample()
        let other = sample.lines[1].replacing("99991042764", with: "12345678903")
        sample.lines.insert(
            contentsOf: [other] + sample.lines[2...4], at: 5)
        sample.lines[9] = OCRSample.end("NY000089", 2, 10, 698_000)
        let file = try ReadBank(sample.bytes())
        #expect(file.entries.map(\.account.text) == ["99991042764", "12345678903"])
        #expect(file.statements.count == 4)
    }

    @Test("Mandates tell their KID, change and wish for notice")
    func mandates() throws {
        let start = "NY212420" + String(repeating: "0", count: 16) + "99991042764"
        var sample = OCRSample([])
        sample.lines = [
            OCRSample.start, start + String(repeating: "0", count: 45),
            mandate("0", "0002401024", "J"), mandate("1", "0005401054", "N"),
            mandate("2", "0008401119", "J"),
            "NY212488" + "00000003" + "00000005" + String(repeating: "0", count: 56),
            OCRSample.end("NY000089", 3, 7, 0),
        ]
        let file = try ReadBank(sample.bytes())
        #expect(
            file.mandates == [
                MandateRecord(kid: "0002401024", change: .all, writtenNotice: true),
                MandateRecord(kid: "0005401054", change: .new, writtenNotice: false),
                MandateRecord(kid: "0008401119", change: .deleted, writtenNotice: true),
            ])
        #expect(file.entries.isEmpty && file.statements.isEmpty)
        let wrong = refusal(of: sample.replacing(line: 3, at: 16, with: "3").bytes())
        #expect(wrong?.code == "ocr.mandate-type")
        #expect(wrong?.place == "line 3")
        let otherEnd = refusal(of: sample.replacing(line: 6, at: 3, with: "09").bytes())
        #expect(otherEnd?.code == "ocr.grammar")
    }

    private func mandate(_ change: String, _ kid: String, _ notice: String) -> String {
        "NY2194700000001" + change + String(repeating: " ", count: 15) + kid + notice
            + String(repeating: "0", count: 38)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let code: String
        let place: String
        let line: Int
        let position: Int
        let text: String
        var testDescription: String { "\(code) at \(place)" }
    }

    @Test(
        "A file with one wrong field is refused, naming the place",
        arguments: [
            Fault(code: "ocr.record-start", place: "line 3", line: 3, position: 1, text: "XY"),
            Fault(code: "ocr.grammar", place: "line 1", line: 1, position: 3, text: "090020"),
            Fault(code: "ocr.grammar", place: "line 2", line: 2, position: 3, text: "091030"),
            Fault(code: "ocr.grammar", place: "line 3", line: 3, position: 5, text: "09"),
            Fault(code: "ocr.grammar", place: "line 3", line: 3, position: 5, text: "22"),
            Fault(code: "ocr.grammar", place: "line 3", line: 3, position: 7, text: "31"),
            Fault(code: "ocr.grammar", place: "line 4", line: 4, position: 5, text: "11"),
            Fault(code: "ocr.grammar", place: "line 4", line: 4, position: 7, text: "30"),
            Fault(code: "ocr.grammar", place: "line 4", line: 4, position: 15, text: "2"),
            Fault(code: "ocr.grammar", place: "line 5", line: 5, position: 3, text: "21"),
            Fault(code: "ocr.grammar", place: "line 5", line: 5, position: 3, text: "990099"),
            Fault(
                code: "ocr.number", place: "line 3, position 40", line: 3, position: 40, text: "x"),
            Fault(
                code: "ocr.number", place: "line 3, position 20", line: 3, position: 20, text: " "),
            Fault(
                code: "ocr.number", place: "line 2, position 25", line: 2, position: 25, text: "-"),
            Fault(code: "ocr.date", place: "line 3", line: 3, position: 16, text: "000000"),
            Fault(
                code: "ocr.date", place: "line 3, position 16", line: 3, position: 16,
                text: "310226"),
            Fault(
                code: "ocr.date", place: "line 4, position 42", line: 4, position: 42,
                text: "990126"),
            Fault(code: "ocr.sign", place: "line 3", line: 3, position: 32, text: "+"),
            Fault(code: "ocr.amount", place: "line 3", line: 3, position: 33, text: "99"),
            Fault(code: "ocr.count", place: "line 5", line: 5, position: 16, text: "2"),
            Fault(code: "ocr.records", place: "line 5", line: 5, position: 24, text: "5"),
            Fault(code: "ocr.sum", place: "line 5", line: 5, position: 41, text: "1"),
            Fault(code: "ocr.count", place: "line 6", line: 6, position: 16, text: "0"),
            Fault(code: "ocr.records", place: "line 6", line: 6, position: 24, text: "5"),
            Fault(code: "ocr.sum", place: "line 6", line: 6, position: 41, text: "1"),
            Fault(code: "ocr.outgoing", place: "line 2", line: 2, position: 3, text: "210020"),
        ])
    func faults(fault: Fault) {
        let sample = OCRSample().replacing(line: fault.line, at: fault.position, with: fault.text)
        let found = refusal(of: sample.bytes())
        #expect(found?.code == fault.code)
        #expect(found?.place == fault.place)
        #expect(found?.remedy.isEmpty == false)
    }

    @Test("A record that is not 80 long is refused")
    func length() {
        for (change, found) in [("short", 79), ("long", 81), ("blank", 0)] {
            var sample = OCRSample()
            switch change {
            case "short": sample.lines[3].removeLast()
            case "long": sample.lines[3].append("0")
            default: sample.lines.insert("", at: 3)
            }
            for lineBreak in ["\n", "\r\n"] {
                let diagnostic = refusal(of: sample.bytes(lineBreak: lineBreak))
                #expect(diagnostic?.code == "ocr.record-length")
                #expect(diagnostic?.place == "line 4")
                #expect(diagnostic?.found == "\(found) characters")
            }
        }
    }

    @Test("A line without end is refused before it fills memory")
    func endless() {
        let bytes = Array(OCRSample.start.utf8) + Array(repeating: UInt8(ascii: "0"), count: 90_000)
        let found = refusal(of: bytes, chunkSize: 1000)
        #expect(found?.code == "ocr.record-length")
        #expect(found?.place == "line 1")
        #expect(found?.found == "more than 80 characters")
    }

    @Test("A file that is cut off is refused, wherever it is cut between records")
    func unfinished() {
        for count in 1...5 {
            var sample = OCRSample()
            sample.lines.removeLast(6 - count)
            let found = refusal(of: sample.bytes())
            #expect(found?.code == "ocr.unfinished")
            #expect(found?.place == "line \(count)")
        }
    }

    @Test("Nothing may follow the end")
    func afterEnd() {
        var sample = OCRSample()
        sample.lines += sample.lines
        let found = refusal(of: sample.bytes())
        #expect(found?.code == "ocr.after-end")
        #expect(found?.place == "line 7")
    }

    @Test("A third record is missed where one belongs and refused where none does")
    func thirdRecord() {
        let missing = refusal(of: OCRSample([OCRPayment(type: "20")]).bytes())
        #expect(missing?.code == "ocr.grammar")
        #expect(missing?.place == "line 5")
        let surplus = refusal(of: OCRSample([OCRPayment(type: "10", text: "Hei")]).bytes())
        #expect(surplus?.code == "ocr.grammar")
        #expect(surplus?.place == "line 5")
    }

    @Test("A hundred thousand payments are read, counted and summed")
    func large() throws {
        let count = 100_000
        var bytes = Array("\(OCRSample.start)\n\(OCRSample.assignment)\n".utf8)
        var sum = 0
        for number in 1...count {
            let ore = number * 7 % 100_003 + 1
            sum += ore
            for line in OCRPayment(number: number, ore: ore).lines {
                bytes += Array(line.utf8) + [10]
            }
        }
        for (head, records) in [("NY090088", 2 * count + 2), ("NY000089", 2 * count + 4)] {
            bytes += Array(OCRSample.end(head, count, records, sum).utf8) + [10]
        }
        var source = ByteSource(bytes: bytes, chunkSize: ByteSource.chunkSize)
        var payments = 0
        var total = Money.zero
        let summary = try FileReader.read(&source) { record in
            guard case .bankEntry(let entry) = record else { return }
            payments += 1
            total += entry.amount
        }
        #expect(payments == count)
        #expect(total.ore == Int64(sum))
        #expect(summary.records == 2 * count + 4)
        #expect(source.bytesRead == bytes.count)
    }

    @Test("Damaged files are read or refused with a diagnostic, never worse")
    func mutations() throws {
        let seed: UInt64 = 0x0C12_2026
        var random = Seeded(seed: seed)
        let samples = [
            OCRSample([OCRPayment(), OCRPayment(number: 2, sign: "-", ore: 5)]).bytes(),
            OCRSample([OCRPayment(type: "21", kid: "", text: "æøå")]).bytes(lineBreak: "\r\n"),
        ]
        for number in 0..<2000 {
            let bytes = mutated(samples[number % 2], using: &random)
            do {
                _ = try ReadBank(bytes, chunkSize: 1 + number % 300)
            } catch is Diagnostic {
                continue
            } catch {
                Issue.record("seed \(seed), case \(number): \(error)")
            }
        }
    }
}

extension String {
    fileprivate func replacing(_ old: String, with new: String) -> String {
        firstRange(of: old).map { self[..<$0.lowerBound] + new + self[$0.upperBound...] }
            .map(String.init) ?? self
    }
}
