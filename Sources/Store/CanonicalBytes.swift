/// Values as the one sequence of bytes they have, for hashing: version 1 of the audit chain's form.
///
/// A value is a field: how many bytes it has, then these bytes. A text's are UTF-8; a whole number's are as few as hold it,
/// the most significant first, negative ones in two's complement; nothing is the single byte 255. A length below
/// 240 is one byte; any other is the byte 240 and eight bytes. docs/audit.md says it for other programs.
///
///     40101        03 00 9c a5
///     -1           01 ff
///     "Ås"         03 c3 85 73
///     nothing      ff
final class CanonicalBytes {
    private static let longLength: UInt8 = 240
    private static let nothing: UInt8 = 255

    private var start: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 4096) {
        self.capacity = capacity
        start = .allocate(byteCount: capacity, alignment: 8)
    }

    deinit { start.deallocate() }

    /// What has been added since it was cleared; valid until more is.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    func clear() { count = 0 }

    @inline(__always)
    private func makeRoom(_ bytes: Int) {
        if count + bytes > capacity { grow(count + bytes) }
    }

    private func grow(_ needed: Int) {
        let larger = UnsafeMutableRawPointer.allocate(byteCount: 2 * needed, alignment: 8)
        larger.copyMemory(from: start, byteCount: count)
        start.deallocate()
        start = larger
        capacity = 2 * needed
    }

    @inline(__always)
    func append(_ number: Int64) {
        makeRoom(9)
        let magnitude = number >= 0 ? number : ~number
        let length = (64 - magnitude.leadingZeroBitCount) >> 3 + 1
        start.storeBytes(of: UInt8(truncatingIfNeeded: length), toByteOffset: count, as: UInt8.self)
        let shifted = UInt64(bitPattern: number) << UInt64(64 - 8 * length)
        start.storeBytes(of: shifted.bigEndian, toByteOffset: count + 1, as: UInt64.self)
        count += 1 + length
    }

    @inline(__always)
    func append(_ number: Int64?) {
        if let number { append(number) } else { appendNothing() }
    }

    @inline(__always)
    func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    func append(_ text: String?) {
        if let text { append(text) } else { appendNothing() }
    }

    func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

    func append(_ bytes: [UInt8]?) {
        if let bytes { append(bytes) } else { appendNothing() }
    }

    @inline(__always)
    func append(_ content: UnsafeRawBufferPointer) {
        makeRoom(9 + content.count)
        if content.count < Self.longLength {
            start.storeBytes(
                of: UInt8(truncatingIfNeeded: content.count), toByteOffset: count, as: UInt8.self)
            count += 1
        } else {
            start.storeBytes(of: Self.longLength, toByteOffset: count, as: UInt8.self)
            start.storeBytes(
                of: UInt64(content.count).bigEndian, toByteOffset: count + 1, as: UInt64.self)
            count += 9
        }
        if let from = content.baseAddress {
            (start + count).copyMemory(from: from, byteCount: content.count)
        }
        count += content.count
    }

    @inline(__always)
    func appendNothing() {
        makeRoom(1)
        start.storeBytes(of: Self.nothing, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    /// A 32-bit mark of the bytes from `offset` on, quick and not secret: it finds which of many rows has changed once
    /// SHA-256 has told that one has.
    func mark(from offset: Int) -> UInt32 {
        var value: UInt64 = 0x9e37_79b9_7f4a_7c15 ^ UInt64(count - offset)
        var place = offset
        while place + 8 <= count {
            let word = start.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
            value = (value ^ word) &* 0xff51_afd7_ed55_8ccd
            value ^= value >> 32
            place += 8
        }
        var last: UInt64 = 0
        while place < count {
            last = last << 8 | UInt64(start.load(fromByteOffset: place, as: UInt8.self))
            place += 1
        }
        value = (value ^ last) &* 0xc4ce_b9fe_1a85_ec53
        value ^= value >> 29
        return UInt32(truncatingIfNeeded: value ^ value >> 32)
    }
}

extension SHA256 {
    /// Takes in what the buffer holds, and clears it.
    mutating func take(_ buffer: CanonicalBytes) {
        update(buffer.bytes)
        buffer.clear()
    }
}
