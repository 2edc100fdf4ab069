import Basics
import Testing

@testable import Formats

@Suite("OCR giro fields and files")
struct OCRGiroFieldTests {
    @Test(
        "Credit notes in the specification's example are subtracted and become reversals",
        .enabled(if: SharedBankData.isThere))
    func creditNotes() throws {
        let file = try SharedBankData.read("ocr-giro/spec-example-23tx-credit-notes.txt")
        let negative = file.entries.filter { $0.kind == .reversal }
        #expect(negative.map(\.amount.ore) == [-25_000, -40_000, -150_000])
        #expect(file.entries.map(\.amount).sum() == Money(kroner: 15_630))
    }

    @Test("Every field of a payment is found at its place")
    func fields() throws {
        let file = try BankFile(OCRGiroSample.small.bytes())
        let account = AccountNumber(OCRGiroSample.account)
        #expect(file.summary.identity == "00008080 1006001 00310123")
        #expect(file.summary.records == 11)
        #expect(file.accounts == [BankStatement(account: account, through: Day(2026, 10, 6))])
        #expect(
            file.entries == [
                BankEntry(
                    kind: .payment, account: account, booked: Day(2026, 10, 6),
                    ordered: Day(2026, 10, 5), amount: Money(ore: 123_450), kid: "0005401138",
                    payerAccount: "99993014016", reference: "101000031", position: 3),
                // Card information has neither a known payer nor an archive reference.
                BankEntry(
                    kind: .other, account: account, booked: Day(2026, 10, 6),
                    ordered: Day(2026, 10, 5), amount: Money(ore: 123_450),
                    text: "Handel i butikk", position: 5),
                BankEntry(
                    kind: .reversal, account: account, booked: Day(2026, 10, 6),
                    ordered: Day(2026, 10, 5), amount: Money(kroner: -50), kid: "0001401017",
                    payerAccount: "99993014016", reference: "101000031", position: 8),
            ])
    }

    @Test("An account is told before its payments and again when a later day came")
    func statements() throws {
        var sample = OCRGiroSample.small
        sample.payments[1].day = "091026"
        let file = try BankFile(sample.bytes())
        #expect(file.statements.map(\.through) == [Day(2026, 10, 6), Day(2026, 10, 9)])
        guard case .statement = file.records.first, case .statement = file.records.last else {
            Issue.record("the account must come first and last")
            return
        }
    }

    @Test(
        "The archive reference is kept, but not for types that have another number there",
        arguments: [
            (10, "101000031"), (11, "101000031"), (12, ""), (15, ""), (17, "101000031"), (19, ""),
        ])
    func references(type: Int, reference: String) throws {
        let sample = OCRGiroSample(payments: [.init(type: type)])
        #expect(try BankFile(sample.bytes()).entries.map(\.reference) == [reference])
    }

    @Test("Zeros mean that there is no order day, payer or reference")
    func zerosAreNone() throws {
        let sample = OCRGiroSample(payments: [
            .init(reference: "000000000", ordered: "000000", payer: "00000000000")
        ])
        let entry = try #require(try BankFile(sample.bytes()).entries.first)
        #expect(entry.ordered == nil)
        #expect(entry.payerAccount.isEmpty)
        #expect(entry.reference.isEmpty)
    }

    @Test(
        "A KID keeps its zeros and its dash, whatever its length",
        arguments: ["18", "0000531", "1009-", "0001234567890123", "1234567890123456789012345"])
    func kids(kid: String) throws {
        let sample = OCRGiroSample(payments: [.init(kid: kid)])
        #expect(try BankFile(sample.bytes()).entries.map(\.kid) == [kid])
    }

    @Test("Line breaks may be LF or CRLF, and the last one may be missing")
    func lineBreaks() throws {
        let records = try BankFile(OCRGiroSample.small.bytes()).records
        for lineBreak in ["\n", "\r\n"] {
            let bytes = OCRGiroSample.small.bytes(lineBreak: lineBreak)
            #expect(try BankFile(bytes).records == records)
            #expect(try BankFile(bytes + Array(lineBreak.utf8)).records == records)
            let open = Array(bytes.dropLast(lineBreak.utf8.count))
            #expect(try BankFile(open).records == records)
        }
    }

    @Test("Text is ISO-8859-1")
    func latin1() throws {
        var bytes = OCRGiroSample.small.bytes()
        let at = try #require(bytes.firstIndex(of: UInt8(ascii: "H")))
        bytes[at] = 0xD8
        #expect(try BankFile(bytes).entries[1].text == "Øandel i butikk")
    }

    @Test("Mandates alone are a whole file")
    func mandatesAlone() throws {
        let file = try BankFile(OCRGiroSample.mandates.file)
        #expect(
            file.mandates == [
                MandateRecord(kid: "0002401024", change: .new, writtenNotice: true),
                MandateRecord(kid: "0005401054", change: .deleted, writtenNotice: false),
            ])
        #expect(file.statements.isEmpty)
    }

    @Test("Two assignments in a transmission are two accounts")
    func twoAssignments() throws {
        let one = OCRGiroSample.small.lines
        let other = "99992055118"
        let second = [String](one[1..<10]).writing(other, line: 1, position: 25)
        let end = one.writing("00000006" + "00000020", line: 11, position: 9)
            .writing("00000000000483800", line: 11, position: 25)
        let lines = [String](one[..<10]) + second + [end[10]]
        let file = try BankFile(lines.file)
        #expect(file.accounts.map(\.account.text) == [OCRGiroSample.account, other])
        let three = { (text: String) in Array(repeating: text, count: 3) }
        #expect(file.entries.map(\.account.text) == three(OCRGiroSample.account) + three(other))
    }

    @Test("100 000 payments are read from disk across every chunk", arguments: ["\n", "\r\n"])
    func large(lineBreak: String) throws {
        let sample = OCRGiroSample(
            payments: (0..<100_000).map { .init(ore: Int64($0) + 1, kid: "KID\($0)") })
        let file = try TemporaryFile(sample.bytes(lineBreak: lineBreak))
        var source = try ByteSource(path: file.path)
        var next = 0
        var sum: Int64 = 0
        let summary = try FileReader.read(&source) { record in
            guard case .bankEntry(let entry) = record else { return }
            if entry.kid != "KID\(next)" || entry.position != 3 + 2 * next {
                Issue.record("payment \(next) is \(entry.kid) in line \(entry.position)")
            }
            next += 1
            sum += entry.amount.ore
        }
        #expect(next == 100_000)
        #expect(sum == 100_000 * 100_001 / 2)
        #expect(summary.records == 200_004)
        #expect(source.bytesRead == source.totalBytes)
    }
}
