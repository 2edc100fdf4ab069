import Glibc

/// Tells the classes of bytes by a table, which is faster than comparing.
struct XMLByteTable: ~Copyable {
    /// Bit 1: stands in text and means nothing; 2: may be part of a name; 4: begins one; 8: makes a name that
    /// ``XMLByte/prefixCount(_:)`` must look at.
    private let classes: UnsafeMutablePointer<UInt8>

    init() {
        classes = .allocate(capacity: 256)
        for byte in UInt8.min...UInt8.max {
            let isSpecial =
                byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "]")
            let isPlain = (byte == 9 || (32..<128).contains(byte)) && !isSpecial
            let isName: Bool
            switch byte {
            case 48...58, 65...90, 97...122, 128...: isName = true
            default: isName = "-._".utf8.contains(byte)
            }
            let isStart = isName && byte < 128 && !(45...58).contains(byte)
            let needsLook = byte >= 128 || byte == UInt8(ascii: ":")
            classes[Int(byte)] =
                (isPlain ? 1 : 0) | (isName ? 2 : 0) | (isStart ? 4 : 0) | (needsLook ? 8 : 0)
        }
    }

    deinit { classes.deallocate() }

    @inline(__always)
    func isPlain(_ byte: UInt8) -> Bool { classes[Int(byte)] & 1 != 0 }
    @inline(__always)
    func isNameStart(_ byte: UInt8) -> Bool { classes[Int(byte)] & 4 != 0 }
    /// True also for every byte beyond ASCII: ``XMLByte/prefixCount(_:)`` looks closer.
    @inline(__always)
    func isName(_ byte: UInt8) -> Bool { classes[Int(byte)] & 2 != 0 }

    /// The same, and notes in `kinds` what kinds of bytes there were, for ``isPlainName(_:)``.
    @inline(__always)
    func isName(_ byte: UInt8, _ kinds: inout UInt8) -> Bool {
        let kind = classes[Int(byte)]
        guard kind & 2 != 0 else { return false }
        kinds |= kind
        return true
    }

    @inline(__always)
    func isPlainName(_ kinds: UInt8) -> Bool { kinds & 8 == 0 }
}

/// What bytes mean in XML.
enum XMLByte {
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 10 || byte == 13 || byte == 9
    }

    @inline(__always)
    static func areSame(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool
    {
        memcmp(a, b, count) == 0
    }

    /// Bytes of a name up to and with its colon, 0 without one; nil for what is no name.
    ///
    /// A local name that is all letters and digits of ASCII is told at once; others by their characters.
    static func prefixCount(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
        var all: UInt8 = 0
        var colon = -1
        var index = 0
        while index < name.count {
            let byte = name[index]
            all |= byte
            if byte == UInt8(ascii: ":") {
                if colon >= 0 { return nil }
                colon = index
            }
            index += 1
        }
        if colon < 0 {
            if all < 0x80 { return !name.isEmpty && isStart(UInt32(name[0])) ? 0 : nil }
            return isName(name) ? 0 : nil
        }
        guard isName(UnsafeBufferPointer(rebasing: name[..<colon])),
            isName(UnsafeBufferPointer(rebasing: name[(colon + 1)...]))
        else { return nil }
        return colon + 1
    }

    /// True for a name without colon, by its characters.
    private static func isName(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let text = String(validating: part, as: UTF8.self),
            let first = text.unicodeScalars.first, isStart(first.value)
        else { return false }
        return text.unicodeScalars.allSatisfy { isStart($0.value) || isFollowing($0.value) }
    }

    @inline(__always)
    private static func isStart(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x61...0x7A, 0x41...0x5A, 0x5F: true
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
            0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
            0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }

    private static func isFollowing(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: false
        }
    }

    /// Bytes of a character beyond ASCII; 0 when it is none that XML allows, nil when `count` ends within it.
    static func width(_ bytes: UnsafePointer<UInt8>, _ count: Int, isLast: Bool) -> Int? {
        let lead = bytes[0]
        let width = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC2, lead <= 0xF4 else { return 0 }
        guard count >= width else { return isLast ? 0 : nil }
        for index in 1..<width where bytes[index] & 0xC0 != 0x80 { return 0 }
        switch (lead, bytes[1]) {
        // Written longer than need be, surrogates, beyond Unicode.
        case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return 0
        case (0xEF, 0xBF) where bytes[2] >= 0xBE: return 0
        default: return width
        }
    }

    /// What `&name;` stands for; nil when that is not known or no character XML allows.
    static func scalar(ofReference name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        switch String(decoding: name, as: UTF8.self) {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        guard name.count > 1, name[0] == UInt8(ascii: "#") else { return nil }
        let isHex = name[1] == UInt8(ascii: "x")
        let digits = name.dropFirst(isHex ? 2 : 1)
        var value: UInt32 = 0
        for byte in digits {
            let digit: UInt32
            switch byte {
            case 48...57: digit = UInt32(byte) - 48
            case 65...70 where isHex: digit = UInt32(byte) - 55
            case 97...102 where isHex: digit = UInt32(byte) - 87
            default: return nil
            }
            value = value * (isHex ? 16 : 10) + digit
            if value > 0x10FFFF { return nil }
        }
        let isAllowed = value >= 32 || value == 9 || value == 10 || value == 13
        guard !digits.isEmpty, isAllowed, value & 0xFFFE != 0xFFFE || value > 0xFFFF else {
            return nil
        }
        return Unicode.Scalar(value)
    }
}
