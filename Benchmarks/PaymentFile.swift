import Basics
import Foundation

/// Writes an OCR giro file: one assignment, a payment for each of `count` claims, in random order.
enum PaymentFile {
    /// One payment in fifty pays a part; one in a thousand too much, so that it needs a closer look.
    static func write(_ count: Int, to path: String) throws {
        var order = Array(0..<count)
        var random = SplitMix(seed: 20_261_008)
        order.shuffle(using: &random)
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var sum: Int64 = 0
        var text = line("NY000010" + "00008080" + "0000001" + "00008080")
        text += line("NY090020" + "000000001" + "0000001" + Sample.account)
        for (index, claim) in order.enumerated() {
            var amount = Sample.principal(claim).ore
            switch random.below(1_000) {
            case 0: amount += 5_000
            case 1..<21: amount -= amount / 3
            default: break
            }
            sum += amount
            text += payment(index + 1, amount, claim: claim)
            if text.utf8.count > 1 << 20 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        let records = 2 * count + 2
        text += line("NY090088" + totals(count, records, sum) + "071026" + "071026" + "071026")
        text += line("NY000089" + totals(count, records + 2, sum) + "071026")
        try file.write(contentsOf: Data(text.utf8))
    }

    private static func payment(_ number: Int, _ amount: Int64, claim: Int) -> String {
        let id = Sample.padded(number, 7)
        let kid = Sample.kid(claim)
        let blanks = String(repeating: " ", count: 25 - kid.utf8.count)
        let first =
            "NY091030" + id + "071026" + "01" + "07" + "0" + "00001" + "0"
            + Sample.padded(Int(amount), 17) + blanks + kid
        let reference = Sample.padded(number, 9)
        let second =
            "NY091031" + id + "0000000001" + reference + "       " + "061026"
            + Sample.payerAccount(claim)
        return line(first) + line(second)
    }

    private static func totals(_ count: Int, _ records: Int, _ sum: Int64) -> String {
        Sample.padded(count, 8) + Sample.padded(records, 8) + Sample.padded(Int(sum), 17)
    }

    private static func line(_ text: String) -> String {
        text + String(repeating: "0", count: 80 - text.utf8.count) + "\n"
    }
}
