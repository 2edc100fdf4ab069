import Basics
import Glibc

/// A file read forwards in chunks, one within an archive, or bytes in memory; memory does not grow with the file.
public struct ByteSource: Sendable {
    /// An open file that is closed when the last source over it goes.
    private final class OpenFile: Sendable {
        let descriptor: Int32
        init(_ descriptor: Int32) { self.descriptor = descriptor }
        deinit { close(descriptor) }
    }

    private enum Origin: Sendable {
        case memory
        case file(OpenFile)
        case archive(ArchiveStream)
    }

    static let chunkSize = 1 << 18

    /// At most so many bytes are handed out at once.
    private let chunkSize: Int

    private let origin: Origin
    /// Read already by ``peek(_:)``, or all there is.
    private var waiting: [UInt8]
    /// Bytes handed out so far.
    public private(set) var bytesRead = 0
    /// The file's size when it was opened; nil when an archive does not tell.
    public let totalBytes: Int?

    /// How far the file has been read, in bytes, by this source or a copy of it on another thread.
    public var position: Int {
        switch origin {
        case .memory: bytesRead
        case .file(let file): max(0, Int(lseek(file.descriptor, 0, SEEK_CUR)))
        case .archive(let stream): stream.position
        }
    }

    /// Opens a file.
    ///
    /// - Throws: `Diagnostic` `file.open` when it cannot be read.
    public init(path: String) throws {
        // Non-blocking, so that opening a pipe by mistake does not wait for a writer; files do not
        // care.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG
        else {
            let reason = descriptor < 0 ? String(cString: strerror(errno)) : "not a file"
            if descriptor >= 0 { close(descriptor) }
            throw Diagnostic(
                "file.open", place: "", found: reason, expected: "a file that can be read",
                remedy: "check the path and its permissions")
        }
        origin = .file(OpenFile(descriptor))
        chunkSize = Self.chunkSize
        waiting = []
        totalBytes = Int(status.st_size)
    }

    public init(bytes: [UInt8]) {
        self.init(bytes: bytes, chunkSize: .max)
    }

    /// Bytes in memory that come in chunks of a size, as they do from a file.
    package init(bytes: [UInt8], chunkSize: Int) {
        precondition(chunkSize > 0, "a chunk holds at least one byte")
        origin = .memory
        self.chunkSize = chunkSize
        waiting = bytes
        totalBytes = bytes.count
    }

    /// A file within an archive, of which `head` has been unpacked already.
    init(_ stream: ArchiveStream, head: [UInt8], totalBytes: Int?) {
        origin = .archive(stream)
        chunkSize = Self.chunkSize
        waiting = head
        self.totalBytes = totalBytes
    }

    private var isMemory: Bool { if case .memory = origin { true } else { false } }

    /// The next bytes, at least one; nil at the end.
    ///
    /// - Throws: `Diagnostic` `file.read` when the disk fails; what an archive throws.
    public mutating func nextChunk() throws -> [UInt8]? {
        var chunk: [UInt8] = []
        if waiting.isEmpty {
            if isMemory { return nil }
            chunk = try readChunk()
        } else if waiting.count <= chunkSize || !isMemory {
            swap(&chunk, &waiting)
        } else {
            chunk = Array(waiting.prefix(chunkSize))
            waiting.removeFirst(chunkSize)
        }
        bytesRead += chunk.count
        return chunk.isEmpty ? nil : chunk
    }

    /// The first bytes of what has not been handed out, at most `count`; they stay to be read.
    public mutating func peek(_ count: Int) throws -> [UInt8] {
        while waiting.count < count, !isMemory {
            let more = try readChunk()
            if more.isEmpty { break }
            waiting += more
        }
        return Array(waiting.prefix(count))
    }

    private func readChunk() throws -> [UInt8] {
        switch origin {
        case .memory: []
        case .file(let file): try readChunk(of: file)
        case .archive(let stream): try stream.nextChunk()
        }
    }

    private func readChunk(of file: OpenFile) throws -> [UInt8] {
        var failure: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, count in
            var got = -1
            repeat {
                got = read(file.descriptor, buffer.baseAddress, buffer.count)
            } while got < 0 && errno == EINTR
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        if failure != 0 {
            throw Diagnostic(
                "file.read", place: "byte \(bytesRead)", found: String(cString: strerror(failure)),
                expected: "bytes", remedy: "check the disk, then try again")
        }
        return chunk
    }
}
