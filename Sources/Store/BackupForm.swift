import Basics
import CZlib

/// What a backup file is made of, for those who write and those who read it; docs/backup.md says it for other programs.
enum BackupForm {
    /// What the file begins with; then ``plain`` or ``locked``.
    static let magic = Array("PURR BACKUP 1\n".utf8)
    static let plain = UInt8(ascii: "-")
    static let locked = UInt8(ascii: "E")

    /// So many bytes of rows are gathered in a block.
    static let blockSize = 1 << 18
    /// No block in a file is larger, whatever is said of it.
    static let blockMost = 1 << 20
    /// No text and no bytes of one row are larger.
    static let valueMost = 1 << 28

    // What stands before each part.
    static let manifest = UInt8(ascii: "M")
    static let table = UInt8(ascii: "T")
    static let row = UInt8(ascii: "R")
    static let tableEnd = UInt8(ascii: "E")
    static let end = UInt8(ascii: "Z")

    // What stands before each value.
    static let null: UInt8 = 0
    static let int: UInt8 = 1
    static let text: UInt8 = 2
    static let bytes: UInt8 = 3

    static func pack(_ block: [UInt8]) throws -> [UInt8] {
        var length = compressBound(uLong(block.count))
        var packed = [UInt8](repeating: 0, count: Int(length) + 4)
        let status = packed.withUnsafeMutableBufferPointer { buffer in
            compress2(
                buffer.baseAddress?.advanced(by: 4), &length, block, uLong(block.count), 5)
        }
        guard status == Z_OK else {
            throw Diagnostic(
                "backup.memory", place: "backup", found: "a block that could not be packed",
                expected: "enough memory", remedy: "free memory and try again")
        }
        packed.removeLast(packed.count - 4 - Int(length))
        for place in 0..<4 { packed[place] = UInt8(block.count >> (24 - 8 * place) & 0xff) }
        return packed
    }

    /// nil when it is not what ``pack(_:)`` makes.
    static func unpack(_ packed: [UInt8]) -> [UInt8]? {
        guard packed.count > 4 else { return nil }
        let size = packed[..<4].reduce(0) { $0 << 8 | Int($1) }
        guard size <= blockMost else { return nil }
        var block = [UInt8](repeating: 0, count: max(1, size))
        var length = uLong(size)
        let status = packed.withUnsafeBufferPointer { buffer in
            uncompress(
                &block, &length, buffer.baseAddress?.advanced(by: 4), uLong(packed.count - 4))
        }
        guard status == Z_OK, Int(length) == size else { return nil }
        return size == 0 ? [] : block
    }
}
