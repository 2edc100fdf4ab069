import Desk
import Foundation

/// Files that are either there in full or not at all.
public enum AtomicFile {
    /// All of the file's bytes; nil when there is none.
    static func read(_ path: String) throws(DeliveryFailure) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 {
            if errno == ENOENT { return nil }
            throw failure("open", path)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(file, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw failure("read", path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Writes a temporary file beside it, waits until the disk has it, and gives it its name.
    ///
    /// - Parameter replacing: false leaves a file of that name alone.
    /// - Returns: false when there was one, and nothing was written.
    @discardableResult
    public static func write(
        _ bytes: [UInt8], to path: String, replacing: Bool = true
    ) throws(DeliveryFailure) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        let temporary = "\(path.dropLast(name.count)).\(name).\(getpid())"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("create", path) }
        do throws(DeliveryFailure) {
            try writeAll(bytes, to: file, path)
            guard fsync(file) == 0 else { throw failure("write", path) }
        } catch {
            close(file)
            unlink(temporary)
            throw error
        }
        close(file)
        if !replacing, link(temporary, path) != 0 {
            let isTaken = errno == EEXIST
            let problem = failure("name", path)
            unlink(temporary)
            if isTaken { return false }
            throw problem
        }
        guard !replacing else {
            if rename(temporary, path) == 0 { return true }
            let problem = failure("name", path)
            unlink(temporary)
            throw problem
        }
        unlink(temporary)
        return true
    }

    private static func writeAll(
        _ bytes: [UInt8], to file: Int32, _ path: String
    ) throws(DeliveryFailure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(
                    file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("write", path) }
            written += count
        }
    }

    /// Makes the directory and those above it when they are not there.
    static func makeDirectory(_ path: String) throws(DeliveryFailure) {
        var status = stat()
        if stat(path, &status) == 0 { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw DeliveryFailure(.temporary, "can not make the directory \(path)")
        }
    }

    /// Waits until the directory's new names are on the disk.
    static func synchronise(_ directory: String) throws(DeliveryFailure) {
        let handle = open(directory, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { throw failure("open", directory) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw failure("write", directory) }
    }

    private static func failure(_ verb: String, _ path: String) -> DeliveryFailure {
        DeliveryFailure(.temporary, "can not \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}
