import Basics
import Testing

@testable import Formats

/// Everything a bank file told, in file order.
struct ReadBank {
    var summary: FileSummary
    var records: [FileRecord] = []

    init(_ bytes: [UInt8], chunkSize: Int = .max) throws {
        var source = ByteSource(bytes: bytes, chunkSize: chunkSize)
        var records: [FileRecord] = []
        summary = try FileReader.read(&source) { records.append($0) }
        self.records = records
    }

    var entries: [BankEntry] {
        records.compactMap { if case .bankEntry(let entry) = $0 { entry } else { nil } }
    }
    var statements: [BankStatement] {
        records.compactMap { if case .statement(let statement) = $0 { statement } else { nil } }
    }
    var mandates: [MandateRecord] {
        records.compactMap { if case .mandate(let mandate) = $0 { mandate } else { nil } }
    }
}

/// The diagnostic a file is refused with; recorded as an issue when it is read.
func refusal(
    of bytes: [UInt8], chunkSize: Int = .max, sourceLocation: SourceLocation = #_sourceLocation
) -> Diagnostic? {
    do {
        _ = try ReadBank(bytes, chunkSize: chunkSize)
        Issue.record("the file was read", sourceLocation: sourceLocation)
    } catch let diagnostic as Diagnostic {
        return diagnostic
    } catch {
        Issue.record("\(error)", sourceLocation: sourceLocation)
    }
    return nil
}

/// One payment of an OCR giro file; every field can be made wrong.
struct OCRPayment {
    var type = "10"
    var number = 1
    var day = "051026"
    var sign = "0"
    var ore = 349_000
    var kid = "0002401024"
    var reference = "101000001"
    var ordered = "021026"
    var payer = "99993011017"
    /// A third record, when given.
    var text: String?

    var lines: [String] {
        var lines = [
            "NY09\(type)30\(zeros(number, 7))\(day)2605100001\(sign)\(zeros(ore, 17))"
                + blanks(kid, 25) + "000000",
            "NY09\(type)31\(zeros(number, 7))0000000001\(reference)0000000\(ordered)\(payer)"
                + String(repeating: "0", count: 22),
        ]
        if let text {
            let filled = text + String(repeating: " ", count: 40 - text.unicodeScalars.count)
            lines.append(
                "NY09\(type)32\(zeros(number, 7))\(filled)" + String(repeating: "0", count: 25))
        }
        return lines
    }
}

/// A small OCR giro transmission with right counts and sums, line by line.
struct OCRSample {
    static let account = AccountNumber("99991042764")
    var lines: [String]

    init(_ payments: [OCRPayment] = [OCRPayment()]) {
        let body = payments.flatMap(\.lines)
        let sum = payments.reduce(0) { $0 + ($1.sign == "-" ? -$1.ore : $1.ore) }
        lines =
            [Self.start, Self.assignment] + body + [
                Self.end("NY090088", payments.count, body.count + 2, sum),
                Self.end("NY000089", payments.count, body.count + 4, sum),
            ]
    }

    static let start =
        "NY00001000008080100600100310123"
        + String(repeating: "0", count: 49)
    static let assignment =
        "NY090020" + "009885550" + "0000001" + "99991042764" + String(repeating: "0", count: 45)

    static func end(_ head: String, _ count: Int, _ records: Int, _ sum: Int) -> String {
        head + zeros(count, 8) + zeros(records, 8) + zeros(abs(sum), 17) + "061026"
            + (head == "NY090088" ? "051026051026" : "000000000000")
            + String(repeating: "0", count: 21)
    }

    /// ISO-8859-1 with a line break after each record.
    func bytes(lineBreak: String = "\n", last: Bool = true) -> [UInt8] {
        let text = lines.joined(separator: lineBreak) + (last ? lineBreak : "")
        return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    /// Writes `text` over the line from a position that counts from 1.
    func replacing(line: Int, at position: Int, with text: String) -> OCRSample {
        var copy = self
        var characters = Array(lines[line - 1])
        characters.replaceSubrange(position - 1..<position - 1 + text.count, with: text)
        copy.lines[line - 1] = String(characters)
        return copy
    }
}

private func zeros(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func blanks(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
