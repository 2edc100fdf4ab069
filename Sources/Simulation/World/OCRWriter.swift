import Basics

/// Writes OCR giro files as Nets does: records of 80 characters.
enum OCRWriter {
    /// - Parameter number: the transmission's, and the assignment's.
    static func bytes(of entries: [BankEntry], account: AccountNumber, number: Int) -> [UInt8] {
        let sum = pad(abs(entries.map(\.amount).sum().ore), 17)
        var lines = [
            fill("NY00001000008080\(pad(Int64(number), 7))00310123"),
            fill("NY090020000988555\(pad(Int64(number), 7))\(account.text)"),
        ]
        for (index, entry) in entries.enumerated() {
            let serial = pad(Int64(index + 1), 7)
            let sign = entry.amount < .zero ? "-" : "0"
            let kid = String(repeating: " ", count: 25 - entry.kid.count) + entry.kid
            let amount = pad(abs(entry.amount.ore), 17)
            lines.append(
                fill("NY091030\(serial)\(date(entry.booked))2610000010\(sign)\(amount)\(kid)"))
            let from = entry.payerAccount.isEmpty ? "" : entry.payerAccount
            lines.append(
                fill(
                    "NY091031\(serial)0000000001\(pad(Int64(entry.id), 9))0000000"
                        + "\(date(entry.ordered))\(from)"))
        }
        let count = Int64(entries.count)
        lines.append(fill("NY090088\(pad(count, 8))\(pad(2 * count + 2, 8))\(sum)"))
        lines.append(fill("NY000089\(pad(count, 8))\(pad(2 * count + 4, 8))\(sum)"))
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func fill(_ text: String) -> String {
        text + String(repeating: "0", count: max(0, 80 - text.count))
    }

    /// DDMMYY.
    private static func date(_ day: Day) -> String {
        let (year, month, number) = day.components
        return pad(Int64(number), 2) + pad(Int64(month), 2) + pad(Int64(year % 100), 2)
    }
}
