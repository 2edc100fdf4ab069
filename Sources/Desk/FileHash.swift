import Foundation
import Formats
import Store

/// The SHA-256 of a file's bytes, worked out on a thread of its own while the file is read.
final class FileHash: @unchecked Sendable {
    // Sendable by the lock: the result is touched only while `condition` is held.
    private let condition = NSCondition()
    private var result: Result<[UInt8], any Error>?

    /// A file so large that it is better to begin reading than to wait; bytes.
    private static let large = 4 << 20

    /// Whether the hash will take a while.
    let isSlow: Bool

    init(_ source: ByteSource) {
        isSlow = source.totalBytes ?? 0 > Self.large
        guard isSlow else {
            result = Result { try Self.hash(source) }
            return
        }
        let thread = Thread { [self] in
            let result = Result { try Self.hash(source) }
            condition.withLock { self.result = result }
            condition.broadcast()
        }
        thread.start()
    }

    var isDone: Bool { condition.withLock { result != nil } }

    /// The hash, 32 bytes, when it is there.
    ///
    /// - Throws: what reading the file throws.
    func wait() throws -> [UInt8] {
        try condition.withLock {
            while true {
                if let result { return try result.get() }
                condition.wait()
            }
        }
    }

    private static func hash(_ source: ByteSource) throws -> [UInt8] {
        var source = source
        var hash = SHA256()
        while let chunk = try source.nextChunk() { chunk.withUnsafeBytes { hash.update($0) } }
        return hash.finish()
    }
}
