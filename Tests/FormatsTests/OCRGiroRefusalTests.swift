import Basics
import Testing

@testable import Formats

/// Each fault there is a code for, at the place where it must be named.
@Suite("OCR giro refusals")
struct OCRGiroRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var code: String
        var place: String
        var bytes: [UInt8]
        var testDescription: String { name }

        init(_ name: String, _ code: String, _ place: String, _ lines: [String]) {
            (self.name, self.code, self.place, bytes) = (name, code, place, lines.file)
        }
    }

    private static let good = OCRGiroSample.small.lines
    private static let mandates = OCRGiroSample.mandates

    static let records: [Case] = [
        Case("a record of 79", "ocr.record-length", "line 3", shortened(3)),
        Case("a record of 81", "ocr.record-length", "line 4", lengthened(4, by: 1)),
        Case("a record of 300", "ocr.record-length", "line 4", lengthened(4, by: 220)),
        Case("an empty line", "ocr.record-length", "line 5", good[..<4] + [""] + good[4...]),
        Case("no NY", "ocr.record-start", "line 3", good.writing("XX", line: 3, position: 1)),
        Case("more after the end", "ocr.after-end", "line 12", good + [good[0]]),
        Case("no end", "ocr.unfinished", "line 10", good.dropLast()),
        Case("an assignment alone", "ocr.grammar", "line 1", good.without(line: 1)),
        Case("no second record", "ocr.grammar", "line 4", good.without(line: 4)),
        Case("no third record", "ocr.grammar", "line 7", good.without(line: 7)),
        Case("no assignment's end", "ocr.grammar", "line 10", good.without(line: 10)),
        Case(
            "a third record for type 10", "ocr.grammar", "line 5",
            good[..<4] + [good[6]] + good[4...]),
        Case(
            "another number in the second record", "ocr.grammar", "line 4",
            good.writing("0000002", line: 4, position: 9)),
        Case(
            "another type in the second record", "ocr.grammar", "line 4",
            good.writing("11", line: 4, position: 5)),
        Case("an unknown type", "ocr.grammar", "line 3", good.writing("22", line: 3, position: 5)),
        Case(
            "an unknown service", "ocr.grammar", "line 3", good.writing("42", line: 3, position: 3)),
        Case(
            "mandates' end after payments", "ocr.grammar", "line 10",
            good.writing("NY212488", line: 10, position: 1)),
        Case(
            "claims for the bank", "ocr.outgoing", "line 2",
            good.writing("NY210020", line: 2, position: 1)),
        Case(
            "cancelled claims for the bank", "ocr.outgoing", "line 2",
            good.writing("NY213620", line: 2, position: 1)),
    ]

    static let values: [Case] = [
        Case(
            "a letter in an amount", "ocr.number", "line 3, position 40",
            good.writing("O", line: 3, position: 40)),
        Case(
            "a letter in the account", "ocr.number", "line 2, position 25",
            good.writing("A", line: 2, position: 25)),
        Case(
            "a blank in the payer's account", "ocr.number", "line 4, position 50",
            good.writing(" ", line: 4, position: 50)),
        Case(
            "a letter in the service", "ocr.number", "line 3, position 3",
            good.writing("O", line: 3, position: 3)),
        Case(
            "31 February", "ocr.date", "line 3, position 16",
            good.writing("310226", line: 3, position: 16)),
        Case(
            "no settlement day", "ocr.date", "line 3", good.writing("000000", line: 3, position: 16)
        ),
        Case(
            "an order in month 13", "ocr.date", "line 4, position 42",
            good.writing("011326", line: 4, position: 42)),
        Case(
            "an end made on 32 October", "ocr.date", "line 10, position 42",
            good.writing("321026", line: 10, position: 42)),
        Case("a plus sign", "ocr.sign", "line 3", good.writing("+", line: 3, position: 32)),
        Case(
            "a thousand billion kroner", "ocr.amount", "line 3",
            good.writing("99999999999999999", line: 3, position: 33)),
        Case(
            "a payment less than the assignment says", "ocr.count", "line 10",
            good.writing("00000004", line: 10, position: 9)),
        Case(
            "a record less than the assignment says", "ocr.records", "line 10",
            good.writing("00000010", line: 10, position: 17)),
        Case(
            "an øre less than the assignment says", "ocr.sum", "line 10",
            good.writing("00000000000241901", line: 10, position: 25)),
        Case(
            "a payment less than the transmission says", "ocr.count", "line 11",
            good.writing("00000004", line: 11, position: 9)),
        Case(
            "a record less than the transmission says", "ocr.records", "line 11",
            good.writing("00000012", line: 11, position: 17)),
        Case(
            "an øre less than the transmission says", "ocr.sum", "line 11",
            good.writing("00000000000241901", line: 11, position: 25)),
        Case(
            "a mandate of type 3", "ocr.mandate-type", "line 3",
            mandates.writing("3", line: 3, position: 16)),
        Case(
            "a mandate with notice X", "ocr.mandate-notice", "line 4",
            mandates.writing("X", line: 4, position: 42)),
    ]

    @Test("A fault refuses the file and is named with its line", arguments: records + values)
    func refused(_ fault: Case) throws {
        let diagnostic = try #require(whyRefused(fault.bytes))
        #expect(diagnostic.code == fault.code)
        #expect(diagnostic.place == fault.place)
        #expect(!diagnostic.found.isEmpty && !diagnostic.expected.isEmpty)
        #expect(!diagnostic.remedy.isEmpty)
    }

    @Test("The samples the faults are made of are read")
    func goodOnes() {
        #expect(whyRefused(Self.good.file) == nil)
        #expect(whyRefused(Self.mandates.file) == nil)
    }

    @Test("A record of 79 before CRLF is refused although its line break fills it up")
    func shortBeforeCarriageReturn() {
        let lines = Self.shortened(3).joined(separator: "\r\n") + "\r\n"
        let diagnostic = whyRefused(lines)
        #expect(diagnostic?.code == "ocr.record-length")
        #expect(diagnostic?.place == "line 3")
        #expect(diagnostic?.found == "79 characters")
    }

    @Test("A file without line breaks is refused at once, however long it is")
    func noLineBreaks() throws {
        let file = try TemporaryFile(
            Self.good[0].utf8 + Array(repeating: UInt8(ascii: "0"), count: 2_000_000))
        var source = try ByteSource(path: file.path)
        let error = #expect(throws: Diagnostic.self) {
            try FileReader.read(&source) { _ in }
        }
        #expect(error?.code == "ocr.record-length")
        #expect(error?.place == "line 1")
        #expect(source.bytesRead < 1_000_000)
    }

    @Test("Sums beyond what an end record can hold are refused, never overflow")
    func hugeSums() {
        let payments = (0..<10_001).map { _ in
            OCRGiroSample.Payment(ore: Money.limit.ore)
        }
        var lines = OCRGiroSample(payments: payments).lines
        lines[lines.count - 2] = OCRGiroSample.small.lines[9]
        lines[lines.count - 1] = OCRGiroSample.small.lines[10]
        #expect(whyRefused(lines.file)?.code == "ocr.sum")
    }

    private static func shortened(_ line: Int) -> [String] {
        var lines = good
        lines[line - 1].removeLast()
        return lines
    }

    private static func lengthened(_ line: Int, by count: Int) -> [String] {
        var lines = good
        lines[line - 1] += String(repeating: "0", count: count)
        return lines
    }
}
