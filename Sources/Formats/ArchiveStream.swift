import Basics
import CArchive
import Synchronization

/// How much has been unpacked of an archive, each of its files counted once however often it is read.
final class ArchiveBudget: Sendable {
    let limit: Int
    private let unpacked = Mutex<(byEntry: [Int: Int], sum: Int)>(([:], 0))

    init(limit: Int) { self.limit = limit }

    /// Notes that so many bytes of an entry have been unpacked.
    ///
    /// - Throws: `Diagnostic` `archive.size` when all entries together are beyond the limit.
    func note(_ bytes: Int, of entry: Int) throws {
        let sum = unpacked.withLock { unpacked in
            let more = bytes - unpacked.byEntry[entry, default: 0]
            if more > 0 {
                unpacked.byEntry[entry] = bytes
                unpacked.sum += more
            }
            return unpacked.sum
        }
        if sum > limit { throw exceeded() }
    }

    func exceeded() -> Diagnostic {
        Diagnostic(
            "archive.size", place: "the whole file",
            found: "more than \(limit >> 20) MB when it is unpacked",
            expected: "at most \(limit >> 20) MB of a compressed file of this size",
            remedy: "make sure of who sent it; unpack it yourself if it is as it should be")
    }
}

/// The bytes of a file within an archive, unpacked as they are asked for.
final class ArchiveStream: @unchecked Sendable {
    // Sendable by use: one thread at a time reads; others only look at the position, which is atomic.
    private let handle: ArchiveHandle
    private let kind: ArchiveKind
    private let entry: Int
    private let budget: ArchiveBudget
    private let count = Atomic<Int>(0)
    private var sum: UInt = 0
    private var isAtEnd = false

    init(_ handle: ArchiveHandle, _ kind: ArchiveKind, entry: Int, _ budget: ArchiveBudget) {
        (self.handle, self.kind, self.entry, self.budget) = (handle, kind, entry, budget)
    }

    /// How many bytes have been unpacked.
    var position: Int { count.load(ordering: .relaxed) }

    /// The next bytes; none at the end.
    ///
    /// - Throws: `Diagnostic` `archive.damaged`, also when the check sum is not right, and `archive.size`.
    func nextChunk() throws -> [UInt8] {
        if isAtEnd { return [] }
        let chunk = try handle.read(ByteSource.chunkSize)
        let total = count.add(chunk.count, ordering: .relaxed).newValue
        try budget.note(total, of: entry)
        if kind == .gzip { sum = crc32(sum, chunk, UInt32(chunk.count)) }
        if chunk.count < ByteSource.chunkSize {
            isAtEnd = true
            if kind == .gzip { try checkSum(total) }
        }
        return chunk
    }

    /// - Source: RFC 1952, 2.3.1: the last eight bytes are the check sum and the length, lowest byte first.
    private func checkSum(_ total: Int) throws {
        let tail = try handle.tail(8)
        func number(_ bytes: ArraySlice<UInt8>) -> UInt {
            bytes.reversed().reduce(0) { $0 << 8 | UInt($1) }
        }
        guard number(tail.prefix(4)) == sum,
            number(tail.suffix(4)) == UInt(total) & 0xFFFF_FFFF
        else {
            throw Diagnostic(
                "archive.damaged", place: "byte \(total)", found: "a check sum that does not fit",
                expected: "the bytes that were packed, in one piece",
                remedy: "fetch the file again")
        }
    }
}
