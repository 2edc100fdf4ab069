import Basics

/// A ledger line on a customer's receivables, as little of it as settling needs.
struct SAFTLine {
    /// Index into the ledger's customers.
    var customer: Int32
    /// The line's number among all lines, which keeps the file's order.
    var sequence: Int32
    /// Where the line begins in the file, counted from 1.
    var fileLine: Int32
    var issued: Day
    var due: Day?
    /// In øre of the ledger's currency: debit positive, credit negative.
    var amount: Int64
    /// What is not settled of it; same sign.
    var remaining: Int64
    /// ReferenceNumber, the invoice's number.
    var reference: String
    /// CID as written.
    var kid: String
    var crossReference: String
    var sourceDocument: String
    var text: String
    var traits: Traits
    /// Index into the ledger's foreign amounts; −1 for none.
    var foreign: Int32 = -1

    struct Traits: OptionSet {
        let rawValue: UInt8
        /// Line or voucher says that this is a reminder fee.
        static let reminderFee = Traits(rawValue: 1)
        /// Line or voucher speaks of a fee of some kind.
        static let fee = Traits(rawValue: 2)
        /// A credit that takes back a sale, not a payment.
        static let creditNote = Traits(rawValue: 4)
        /// A debit against the bank: money paid out or a payment taken back, not a sale.
        static let paidOut = Traits(rawValue: 8)
        /// The customer's opening balance, which has no line in the file.
        static let opening = Traits(rawValue: 16)
    }

    var isClaim: Bool { amount > 0 }

    /// The KID as compared: SAF-T 1.10 held it as a number, so zeros may be gone on one side.
    var kidKey: Substring { kid.drop { $0 == "0" } }
}

/// What a voucher's words say about its lines.
enum SAFTWords {
    private static let reminderFee = [
        "purregebyr", "purring", "påminnelsesgebyr", "påminningsgebyr", "betalingspåminnelse",
        "inkassovarsel", "standardkompensasjon", "reminder fee",
    ].map { Array($0.utf8) }
    private static let fee = ["gebyr", " fee"].map { Array($0.utf8) }
    private static let creditNote = [
        "kreditnota", "kreditfaktura", "kreditering", "credit note", "creditnote", "credit memo",
    ].map { Array($0.utf8) }

    private static let words: [(word: [UInt8], trait: SAFTLine.Traits)] =
        fee.map { ($0, .fee) } + reminderFee.map { ($0, .reminderFee) }
        + creditNote.map { ($0, .creditNote) }

    /// The pairs of bytes that a word begins with, a bit each: few texts hold one.
    private static let pairs: [UInt64] = {
        var pairs = [UInt64](repeating: 0, count: 1 << 10)
        for (word, _) in words {
            let pair = Int(word[0]) << 8 | Int(word[1])
            pairs[pair >> 6] |= 1 << (pair & 63)
        }
        return pairs
    }()

    static func traits(of text: [UInt8]) -> SAFTLine.Traits {
        let (words, pairs) = (words, pairs)
        var traits: SAFTLine.Traits = []
        text.withUnsafeBufferPointer { text in
            guard let first = text.first else { return }
            var pair = Int(lower(first))
            for next in 1..<text.count {
                pair = (pair & 0xFF) << 8 | Int(lower(text[next]))
                guard pairs[pair >> 6] >> (pair & 63) & 1 == 1 else { continue }
                for (word, trait) in words where holds(text, word, at: next - 1) {
                    traits.insert(trait)
                }
            }
        }
        return traits
    }

    @inline(__always)
    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    @inline(__always)
    private static func holds(
        _ text: UnsafeBufferPointer<UInt8>, _ word: [UInt8], at start: Int
    ) -> Bool {
        guard text.count - start >= word.count else { return false }
        var index = 0
        while index < word.count, lower(text[start + index]) == word[index] { index += 1 }
        return index == word.count
    }
}
