import Foundation

/// A disk of a few mebibytes in memory, for tests of what happens when one is full or may only be read; gone when nobody holds it.
final class SmallDisk {
    struct Problem: Error {}

    /// Only the administrator may mount one, and not in every container.
    static let isPossible: Bool = getuid() == 0 && (try? SmallDisk(mebibytes: 1)) != nil

    let path: String

    init(mebibytes: Int) throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        do {
            try Self.run(["mount", "-t", "tmpfs", "-o", "size=\(mebibytes)m", "none", path])
        } catch {
            rmdir(path)
            throw error
        }
    }

    deinit {
        try? Self.run(["umount", "-l", path])
        rmdir(path)
    }

    /// Nothing may be written from now on, or again.
    func setReadOnly(_ isReadOnly: Bool) throws {
        try Self.run(["mount", "-o", "remount,\(isReadOnly ? "ro" : "rw")", path])
    }

    /// Writes a file as large as there is room for.
    func fill() throws {
        let file = open(path + "/filler", O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { throw Problem() }
        defer { close(file) }
        let zeros = [UInt8](repeating: 0, count: 4096)
        while write(file, zeros, zeros.count) > 0 {}
    }

    func empty() { unlink(path + "/filler") }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Problem() }
    }
}
