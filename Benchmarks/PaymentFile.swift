import Basics

/// What a customer pays, the same in every format: a payment for each of `count` claims, in random order.
struct SamplePayments: Sequence {
    struct Payment {
        /// From 1.
        let number: Int
        let claim: Int
        let amount: Money
    }

    let count: Int

    /// One payment in fifty pays a part; one in a thousand too much, so that it needs a closer look.
    func makeIterator() -> AnyIterator<Payment> {
        var random = SplitMix(seed: 20_261_008)
        var order = Array(0..<count)
        order.shuffle(using: &random)
        var index = 0
        return AnyIterator {
            guard index < order.count else { return nil }
            let claim = order[index]
            var amount = Sample.principal(claim).ore
            switch random.below(1_000) {
            case 0: amount += 5_000
            case 1..<21: amount -= amount / 3
            default: break
            }
            index += 1
            return Payment(number: index, claim: claim, amount: Money(ore: amount))
        }
    }
}

/// Writes an OCR giro file: one assignment with all the payments.
enum PaymentFile {
    static func write(_ count: Int, to path: String) throws {
        var file = try FileSink(path)
        var sum: Int64 = 0
        try file.write(line("NY000010" + "00008080" + "0000001" + "00008080"))
        try file.write(line("NY090020" + "000000001" + "0000001" + Sample.account))
        for payment in SamplePayments(count: count) {
            sum += payment.amount.ore
            try file.write(records(payment))
        }
        let records = 2 * count + 2
        try file.write(
            line("NY090088" + totals(count, records, sum) + "071026" + "071026" + "071026"))
        try file.write(line("NY000089" + totals(count, records + 2, sum) + "071026"))
        try file.close()
    }

    private static func records(_ payment: SamplePayments.Payment) -> String {
        let id = Sample.padded(payment.number, 7)
        let kid = Sample.kid(payment.claim)
        let blanks = String(repeating: " ", count: 25 - kid.utf8.count)
        let first =
            "NY091030" + id + "071026" + "01" + "07" + "0" + "00001" + "0"
            + Sample.padded(Int(payment.amount.ore), 17) + blanks + kid
        let reference = Sample.padded(payment.number, 9)
        let second =
            "NY091031" + id + "0000000001" + reference + "       " + "061026"
            + Sample.payerAccount(payment.claim)
        return line(first) + line(second)
    }

    private static func totals(_ count: Int, _ records: Int, _ sum: Int64) -> String {
        Sample.padded(count, 8) + Sample.padded(records, 8) + Sample.padded(Int(sum), 17)
    }

    private static func line(_ text: String) -> String {
        text + String(repeating: "0", count: 80 - text.utf8.count) + "\n"
    }
}
