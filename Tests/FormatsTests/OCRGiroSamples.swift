import Basics

/// Writes OCR giro files for tests; each part has a sensible default.
struct OCRGiroSample {
    struct Payment {
        var type = 10
        var day = "061026"
        var sign = "0"
        var ore: Int64 = 123_450
        var kid = "0005401138"
        var reference = "101000031"
        var ordered = "051026"
        var payer = "99993014016"
        var text = ""
    }

    static let account = "99991042764"

    var payments: [Payment] = []

    /// The records without line breaks.
    var lines: [String] {
        var lines = [
            "NY000010" + "00008080" + "1006001" + "00310123" + zeros(49),
            "NY090020" + "000988555" + "0000001" + Self.account + zeros(45),
        ]
        for (index, payment) in payments.enumerated() {
            let head = "NY09\(padded(payment.type, 2))"
            let number = padded(index + 1, 7)
            lines.append(
                head + "30" + number + payment.day + "2605100001" + payment.sign
                    + padded(payment.ore, 17)
                    + String(repeating: " ", count: 25 - payment.kid.count)
                    + payment.kid + "000000")
            lines.append(
                head + "31" + number + zeros(10) + payment.reference + zeros(7) + payment.ordered
                    + payment.payer + zeros(22))
            if payment.type >= 20 {
                let blanks = String(repeating: " ", count: 40 - payment.text.count)
                lines.append(head + "32" + number + payment.text + blanks + zeros(25))
            }
        }
        let sum = payments.reduce(0) { $0 + ($1.sign == "-" ? -$1.ore : $1.ore) }
        let totals = padded(payments.count, 8)
        lines.append(
            "NY090088" + totals + padded(lines.count, 8) + padded(abs(sum), 17)
                + "061026061026061026" + zeros(21))
        lines.append(
            "NY000089" + totals + padded(lines.count + 1, 8) + padded(abs(sum), 17) + "061026"
                + zeros(33))
        return lines
    }

    func bytes(lineBreak: String = "\n") -> [UInt8] {
        Array((lines.joined(separator: lineBreak) + lineBreak).utf8)
    }

    /// A payment, one that takes back, and a card purchase with text: every record there is.
    static let small = OCRGiroSample(payments: [
        Payment(), Payment(type: 21, kid: "", payer: zeros(11), text: "Handel i butikk"),
        Payment(type: 13, sign: "-", ore: 50_00, kid: "0001401017"),
    ])

    /// A transmission of mandates alone.
    static let mandates: [String] = [
        "NY000010" + "00008080" + "1006001" + "00310123" + zeros(49),
        "NY212420" + zeros(9) + "0000002" + account + zeros(45),
        "NY219470" + "0000001" + "1" + String(repeating: " ", count: 15) + "0002401024" + "J"
            + zeros(38),
        "NY219470" + "0000002" + "2" + String(repeating: " ", count: 15) + "0005401054" + "N"
            + zeros(38),
        "NY212488" + "00000002" + "00000004" + zeros(17) + zeros(6) + zeros(33),
        "NY000089" + "00000002" + "00000006" + zeros(17) + zeros(6) + zeros(33),
    ]
}

private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

private func padded(_ number: some BinaryInteger, _ width: Int) -> String {
    let digits = String(number)
    return zeros(max(0, width - digits.count)) + digits
}

extension [String] {
    /// The records as a file.
    var file: [UInt8] { [UInt8]((joined(separator: "\n") + "\n").utf8) }

    /// The same with `text` written over line `line` from position `position`, both counted from 1.
    func writing(_ text: String, line: Int, position: Int) -> [String] {
        var copy = self
        var bytes = [UInt8](copy[line - 1].utf8)
        bytes.replaceSubrange((position - 1)..<(position - 1 + text.utf8.count), with: text.utf8)
        copy[line - 1] = String(decoding: bytes, as: UTF8.self)
        return copy
    }

    func without(line: Int) -> [String] {
        var copy = self
        copy.remove(at: line - 1)
        return copy
    }
}
