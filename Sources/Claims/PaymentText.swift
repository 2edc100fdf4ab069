/// The numbers a payer has written in a message, as matching uses them.
public struct PaymentText: Hashable, Sendable {
    /// A number, or a number with letters, that could be an invoice, a customer or a KID.
    public struct Number: Hashable, Sendable {
        /// In upper case, letters and digits only, without leading zeros: `F-01042` is `F01042`.
        public let key: String
        /// It stands after a word such as *faktura*, or in a list that does.
        public let isAnnounced: Bool
        /// It stands in a field that is made for it, so it is no telephone number or date.
        public let isStructured: Bool

        var digits: Int { key.utf8.count(where: { (48...57).contains($0) }) }
    }

    public let numbers: [Number]

    /// - Parameters:
    ///   - text: the payer's message, as it came.
    ///   - named: what stood in fields made for references.
    public init(_ text: String, named: [String] = []) {
        var found: [Number] = []
        func add(_ key: String, announced: Bool, structured: Bool) {
            guard !key.isEmpty, !found.contains(where: { $0.key == key }), found.count < 64 else {
                return
            }
            found.append(Number(key: key, isAnnounced: announced, isStructured: structured))
        }
        for name in named { add(Self.key(name), announced: true, structured: true) }
        var isAnnounced = false
        var run: [Substring] = []
        /// Figures written in groups, `2034 5678 90`, are one number too.
        func closeRun() {
            if run.count > 1 {
                add(Self.key(run.joined()), announced: isAnnounced, structured: false)
            }
            run.removeAll()
        }
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
            let candidate = word.drop { $0 == "-" }
            if candidate.contains(where: \.isNumber) {
                let isFigures = candidate.allSatisfy { $0.isASCII && $0.isNumber }
                if !isFigures { closeRun() }
                if isFigures { run.append(candidate) }
                let key = Self.key(candidate)
                if isAnnounced || key.utf8.count(where: { (48...57).contains($0) }) >= 4 {
                    add(key, announced: isAnnounced, structured: false)
                }
            } else {
                closeRun()
                isAnnounced = Self.announces(candidate, after: isAnnounced)
            }
        }
        closeRun()
        numbers = found
    }

    /// Words that announce a number, and words that stand between numbers of one list.
    private static func announces(_ word: Substring, after wasAnnounced: Bool) -> Bool {
        let folded = word.lowercased()
        if ["og", "and", "samt", "til"].contains(folded) { return wasAnnounced }
        return ["fakt", "inv", "nr", "no", "rekn", "regn", "kid", "bilag"].contains {
            folded.hasPrefix($0)
        }
    }

    /// Letters and digits in upper case, without leading zeros; of letters only those of a to z count.
    public static func key(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48 where bytes.isEmpty: continue
            case 48...57, 65...90: bytes.append(byte)
            case 97...122: bytes.append(byte - 32)
            default: continue
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What is left of a number when any one of its figures is left out: two numbers that differ by one slip – a wrong
/// figure, one too many, one too few, two neighbours changed about – share at least one.
enum Slip {
    static func keys(of number: String) -> [UInt64] {
        let bytes = Array(number.utf8)
        return bytes.indices.map { left in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for index in bytes.indices where index != left {
                hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
            }
            return hash
        }
    }

    /// True when one slip makes one of the other.
    static func isOne(between first: String, and second: String) -> Bool {
        if first == second { return false }
        let left = Array(first.utf8)
        let right = Array(second.utf8)
        var start = 0
        while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
        var end = 0
        while end < min(left.count, right.count) - start,
            left[left.count - 1 - end] == right[right.count - 1 - end]
        {
            end += 1
        }
        let leftMiddle = left[start..<(left.count - end)]
        let rightMiddle = right[start..<(right.count - end)]
        switch (leftMiddle.count, rightMiddle.count) {
        case (1, 1), (1, 0), (0, 1): return true
        case (2, 2): return leftMiddle.elementsEqual(rightMiddle.reversed())
        default: return false
        }
    }
}
