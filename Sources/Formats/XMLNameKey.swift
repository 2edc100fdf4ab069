import Glibc

/// A short name as two words and its length, so that comparing it costs little; names of more than sixteen
/// bytes are compared in full besides.
struct XMLNameKey: Equatable {
    /// The first bytes and the last, which overlap in names of less than sixteen.
    let first: UInt64
    let last: UInt64
    let count: Int

    @inline(__always)
    init(_ name: UnsafeBufferPointer<UInt8>) {
        count = name.count
        guard let base = name.baseAddress, count > 0 else {
            (first, last) = (0, 0)
            return
        }
        let raw = UnsafeRawPointer(base)
        if count >= 8 {
            first = raw.loadUnaligned(as: UInt64.self)
            last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else if count >= 4 {
            first = UInt64(raw.loadUnaligned(as: UInt32.self))
            last = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
        } else {
            first = UInt64(base[0])
            last = UInt64(base[count / 2]) | UInt64(base[count - 1]) << 8
        }
    }

    /// True when the words hold every byte of the name.
    var isWhole: Bool { count <= 16 }

    /// Spread over small tables.
    var slot: Int {
        let mixed =
            (first ^ (last &* 0x9e37_79b9_7f4a_7c15) ^ UInt64(count)) &* 0xff51_afd7_ed55_8ccd
        return Int(truncatingIfNeeded: mixed >> 56)
    }
}
