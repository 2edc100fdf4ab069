/// The ways MIME writes bytes as ASCII, read back: what is damaged is passed over and counted.
enum MailDecoding {
    /// The bytes, and how many of the encoded ones made no sense.
    struct Decoded {
        var bytes: [UInt8] = []
        var faults = 0
    }

    /// - Source: RFC 2045 § 6.8; other bytes than the alphabet's are passed over.
    static func base64(_ bytes: some Collection<UInt8>) -> Decoded {
        var decoded = Decoded()
        decoded.bytes.reserveCapacity(bytes.count / 4 * 3)
        var group: UInt32 = 0
        var count = 0
        func flush(_ decoded: inout Decoded) {
            // Two letters make a byte, three make two; one alone is a rest that was cut off.
            if count >= 2 { decoded.bytes.append(UInt8(truncatingIfNeeded: group >> 16)) }
            if count >= 3 { decoded.bytes.append(UInt8(truncatingIfNeeded: group >> 8)) }
            if count == 1 { decoded.faults += 1 }
            (group, count) = (0, 0)
        }
        for byte in bytes {
            let value: UInt32
            switch byte {
            case 65...90: value = UInt32(byte) - 65
            case 97...122: value = UInt32(byte) - 71
            case 48...57: value = UInt32(byte) + 4
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            case UInt8(ascii: "="):
                // Some programs encode in pieces, each with its own end.
                if count > 0 { flush(&decoded) }
                continue
            case 9, 10, 13, 32: continue
            default:
                decoded.faults += 1
                continue
            }
            group |= value << UInt32(18 - 6 * count)
            count += 1
            if count == 4 {
                decoded.bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                decoded.bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                decoded.bytes.append(UInt8(truncatingIfNeeded: group))
                (group, count) = (0, 0)
            }
        }
        flush(&decoded)
        return decoded
    }

    /// - Source: RFC 2045 § 6.7; an `=` that begins nothing stays.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> Decoded {
        var decoded = Decoded()
        decoded.bytes.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "=") else {
                decoded.bytes.append(byte)
                continue
            }
            if let value = hexPair(bytes, at: index) {
                decoded.bytes.append(value)
                index += 2
            } else if let next = lineEnd(bytes, at: index) {
                index = next
            } else {
                decoded.bytes.append(byte)
                decoded.faults += 1
            }
        }
        return decoded
    }

    /// The Q of encoded words: an underscore is a blank.
    static func wordQ(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        quotedPrintable(bytes.map { $0 == 0x5F ? 0x20 : $0 }[...]).bytes
    }

    /// `%C3`, as parameters write bytes (RFC 2231).
    static func percent(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%"), let value = hexPair(bytes, at: index + 1) {
                out.append(value)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }

    private static func hexPair(_ bytes: ArraySlice<UInt8>, at index: Int) -> UInt8? {
        guard index + 1 < bytes.endIndex, let high = hex(bytes[index]),
            let low = hex(bytes[index + 1])
        else { return nil }
        return high << 4 | low
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// Where the next line begins when only blanks are left of this one; at most 76 are looked at.
    private static func lineEnd(_ bytes: ArraySlice<UInt8>, at start: Int) -> Int? {
        var index = start
        while index < bytes.endIndex, index - start < 76,
            bytes[index] == 32 || bytes[index] == 9 || bytes[index] == 13
        { index += 1 }
        if index == bytes.endIndex { return index }
        return bytes[index] == 10 ? index + 1 : nil
    }
}
