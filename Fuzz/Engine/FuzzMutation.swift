/// Ways to damage a file: what disks, networks, spreadsheets, careless systems and ill will do.
enum FuzzMutation: CaseIterable {
    case flip, overwrite, cut, truncate, duplicate, repeatMany, splice, swapLines
    case number, hugeNumber, nest, entities, reencode, mark, quote, longText, attribute

    /// An input grows no further, so that a round is many inputs.
    static let sizeLimit = 1 << 21

    /// Damages `bytes` from `from` on; what stands before stays, so that the format is still known.
    func apply(
        to bytes: inout [UInt8], from: Int, donor: [UInt8], using dice: inout FuzzDice
    ) {
        guard bytes.count > from else { return }
        let at = from + dice.below(bytes.count - from)
        let end = min(bytes.count, at + 1 + dice.below(60))
        switch self {
        case .flip: bytes[at] ^= 1 << UInt8(dice.below(8))
        case .overwrite:
            let signs: [UInt8] =
                Array("0123456789;,.\"'<>&-+/=E NY\n\r\t\u{0}".utf8) + [0x80, 0xFF]
            bytes[at] = dice.pick(signs) ?? 0
        case .cut: bytes.removeSubrange(at..<end)
        case .truncate: bytes.removeSubrange(at...)
        case .duplicate: bytes.insert(contentsOf: bytes[at..<end], at: at)
        case .repeatMany: repeatLine(at, &bytes, &dice)
        case .splice:
            guard !donor.isEmpty else { return }
            let first = dice.below(donor.count)
            let part = donor[first..<min(donor.count, first + 1 + dice.below(400))]
            bytes.replaceSubrange(at..<end, with: part)
        case .swapLines: swapLines(&bytes, from, &dice)
        case .number, .hugeNumber: replaceNumber(at, &bytes, &dice)
        case .nest: insert(nested(&dice), at: Self.open(bytes, at), into: &bytes)
        case .entities: insert(Self.bomb, at: Self.open(bytes, 0), into: &bytes)
        case .reencode: reencode(&bytes, &dice)
        case .mark:
            let marks: [[UInt8]] = [
                [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0], [0x1F, 0x8B],
            ]
            insert(dice.pick(marks) ?? [], at: 0, into: &bytes)
        case .quote: insert(Array("\"".utf8), at: at, into: &bytes)
        case .longText:
            let count = [100, 5_000, 150_000, 1_100_000].randomElement(using: &dice) ?? 0
            insert(Array(repeating: bytes[at], count: count), at: at, into: &bytes)
        case .attribute:
            let name = Self.open(bytes, at)
            guard name + 1 < bytes.count, let close = bytes[name...].firstIndex(of: 0x3E) else {
                return
            }
            let count = dice.below(200)
            let text = (0...count).map { " a\($0)='\($0)'" }.joined()
            insert(Array(text.utf8), at: close, into: &bytes)
        }
    }

    private func insert(_ more: [UInt8], at index: Int, into bytes: inout [UInt8]) {
        guard bytes.count + more.count <= Self.sizeLimit else { return }
        bytes.insert(contentsOf: more, at: min(index, bytes.count))
    }

    /// The line around `at`, up to a thousand times over.
    private func repeatLine(_ at: Int, _ bytes: inout [UInt8], _ dice: inout FuzzDice) {
        let start = bytes[..<at].lastIndex(of: 10).map { $0 + 1 } ?? 0
        let end = bytes[at...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
        let line = Array(bytes[start..<end])
        guard !line.isEmpty else { return }
        let times = min(1 + dice.below(1_000), 300_000 / line.count)
        insert(Array(repeatElement(line, count: max(1, times)).joined()), at: end, into: &bytes)
    }

    private func swapLines(_ bytes: inout [UInt8], _ from: Int, _ dice: inout FuzzDice) {
        var lines = bytes[from...].split(separator: 10, omittingEmptySubsequences: false)
        guard lines.count > 1 else { return }
        lines.swapAt(dice.below(lines.count), dice.below(lines.count))
        bytes.replaceSubrange(from..., with: Array(lines.joined(separator: [10])))
    }

    /// Puts another number where the next one stands; half of the time of the same length, for formats
    /// whose fields have fixed places.
    private func replaceNumber(_ at: Int, _ bytes: inout [UInt8], _ dice: inout FuzzDice) {
        let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
        guard let start = bytes[at...].firstIndex(where: isDigit) else { return }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
        if self == .number, dice.below(2) == 0 {
            for index in start..<end { bytes[index] = 48 + UInt8(dice.below(10)) }
            return
        }
        let small = ["0", "-1", "1", "00", "-0", "+5", "1.5", "1,5", "99", "31", "0.001", "2026"]
        let huge = [
            "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            "99999999999999999", "10000000000000", "100000000000.00", "1E400", "0x7fffffff", "NaN",
            String(repeating: "9", count: 400), "1." + String(repeating: "0", count: 300),
            "92233720368547758.07", "-92233720368547758.08", "99999999999.99", "-99999999999.99",
        ]
        let number = dice.pick(self == .number ? small : huge) ?? ""
        bytes.replaceSubrange(start..<end, with: Array(number.utf8))
    }

    /// Where an element begins, the nearest from `at` on.
    private static func open(_ bytes: [UInt8], _ at: Int) -> Int {
        var index = at
        while let found = bytes[index...].firstIndex(of: 0x3C) {
            if found + 1 < bytes.count, bytes[found + 1] != 0x3F, bytes[found + 1] != 0x2F {
                return found
            }
            index = found + 1
        }
        return at
    }

    private func nested(_ dice: inout FuzzDice) -> [UInt8] {
        let depth = [10, 60, 300, 100_000].randomElement(using: &dice) ?? 10
        let name = ["a", "Ntry", "Line", "Strd"].randomElement(using: &dice) ?? "a"
        let open = String(repeating: "<\(name)>", count: depth)
        guard dice.below(2) == 0 else { return Array(open.utf8) }
        return Array((open + String(repeating: "</\(name)>", count: depth)).utf8)
    }

    /// Ten to the tenth characters, for a parser that would expand them; and a file of this machine.
    private static let bomb: [UInt8] = {
        var text =
            "<!DOCTYPE x [<!ENTITY e0 \"eeeeeeeeee\"><!ENTITY f SYSTEM \"file:///etc/hostname\">"
        for level in 1..<10 {
            let references = String(repeating: "&e\(level - 1);", count: 10)
            text += "<!ENTITY e\(level) \"\(references)\">"
        }
        return Array((text + "]>").utf8)
    }()

    private func reencode(_ bytes: inout [UInt8], _ dice: inout FuzzDice) {
        let text = String(decoding: bytes.prefix(200_000), as: UTF8.self)
        switch dice.below(4) {
        case 0: bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        case 1: bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        case 2: bytes = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        default:
            // Read as one byte a letter, and written as UTF-8 once more.
            var twice = ""
            for byte in bytes.prefix(200_000) { twice.unicodeScalars.append(UnicodeScalar(byte)) }
            bytes = Array(twice.utf8)
        }
    }
}
