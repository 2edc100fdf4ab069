/// A name as matching compares it: its words, folded, as numbers.
///
/// Case, accents, punctuation and company forms do not count, nor does the order of the words, so that
/// `HANSEN, OLA` and `Ola Hansen` are the same. Words become numbers because a million names are compared.
public struct NameWords: Hashable, Sendable {
    /// Hashes of the whole words, ascending, each once.
    public let words: [UInt64]
    /// Hashes of the words' first four letters, ascending, each once: they outlive endings and slips.
    public let stems: [UInt64]

    public init(_ name: some StringProtocol) {
        var words: [UInt64] = []
        var stems: [UInt64] = []
        for word in Self.split(name) where !Self.companyForms.contains(word) {
            words.append(Self.hash(word[...]))
            stems.append(Self.hash(word.prefix(4)))
        }
        self.words = Self.distinct(words)
        self.stems = Self.distinct(stems)
    }

    public var isEmpty: Bool { words.isEmpty }

    /// How many of the other name's words are here.
    func shared(with other: NameWords) -> Int { words.count { other.words.contains($0) } }

    /// One number for the whole name.
    var key: UInt64 { words.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1) &* 0x100_0000_01B3 } }

    // MARK: - Words

    /// Forms that say what a company is, not which.
    private static let companyForms: Set<[UInt8]> = Set(
        [
            "as", "asa", "ans", "da", "enk", "sa", "ab", "oy", "ltd", "gmbh", "aps", "nuf",
            "stiftelsen",
        ]
        .map { Array($0.utf8) })

    /// The words in lower-case letters and digits of a to z and 0 to 9: `Åse Møller-Næss` → ase moller nass.
    static func split(_ name: some StringProtocol) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        func close() {
            if !word.isEmpty { words.append(word) }
            word.removeAll(keepingCapacity: true)
        }
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 48...57, 97...122: word.append(UInt8(scalar.value))
            case 65...90: word.append(UInt8(scalar.value) + 32)
            case 0x2F where word == [97], 0x2E where word.count == 1:
                // `A/S` and `a.s.` are one word; an initial's full stop ends it.
                if scalar.value == 0x2E { close() }
            case 0xC0...0x24F:
                if let letter = fold(scalar.value) { word.append(letter) }
            default: close()
            }
        }
        close()
        return words
    }

    /// The plain letter of an accented one; nil for what is none (× and ÷).
    private static func fold(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0xC0...0xC6, 0xE0...0xE6, 0x100...0x105: 97  // a; æ counts as a, as banks write it
        case 0xC7, 0xE7, 0x106...0x10D: 99  // c
        case 0xD0, 0xF0, 0x10E...0x111: 100  // d
        case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: 101  // e
        case 0x11C...0x123: 103
        case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x131: 105  // i
        case 0x139...0x142: 108
        case 0xD1, 0xF1, 0x143...0x14B: 110  // n
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8, 0x14C...0x153: 111  // o
        case 0x154...0x159: 114
        case 0x15A...0x161, 0xDF: 115  // s
        case 0x162...0x167, 0xDE, 0xFE: 116
        case 0xD9...0xDC, 0xF9...0xFC, 0x168...0x173: 117  // u
        case 0xDD, 0xFD, 0xFF, 0x176...0x178: 121
        case 0x179...0x17E: 122  // z
        default: nil
        }
    }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func distinct(_ hashes: [UInt64]) -> [UInt64] {
        if hashes.count < 2 { return hashes }
        var result: [UInt64] = []
        for hash in hashes.sorted() where result.last != hash { result.append(hash) }
        return result
    }
}
