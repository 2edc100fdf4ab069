import CArchive
import Foundation

@testable import Formats

/// A compressed file made for a test; gone when the tests are over.
final class TestArchive {
    let path: String

    struct Failed: Error {}

    init(path: String) { self.path = path }

    /// - Parameter options: as libarchive's zip writer takes them.
    static func zip(
        _ files: [(name: String, bytes: [UInt8])], options: String = "", password: String? = nil
    ) throws -> TestArchive {
        let made = TestArchive(path: temporary("zip"))
        guard let archive = archive_write_new() else { throw Failed() }
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        if !options.isEmpty { archive_write_set_options(archive, options) }
        if let password { archive_write_set_passphrase(archive, password) }
        guard archive_write_open_filename(archive, made.path) == ARCHIVE_OK else { throw Failed() }
        for file in files {
            let entry = archive_entry_new()
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname_utf8(entry, file.name)
            archive_entry_set_size(entry, Int64(file.bytes.count))
            let isFolder = file.name.hasSuffix("/")
            archive_entry_set_filetype(entry, UInt32(isFolder ? 0o040000 : 0o100000))
            archive_entry_set_perm(entry, 0o644)
            guard archive_write_header(archive, entry) >= ARCHIVE_WARN else { throw Failed() }
            if !isFolder, archive_write_data(archive, file.bytes, file.bytes.count) < 0 {
                throw Failed()
            }
        }
        guard archive_write_close(archive) == ARCHIVE_OK else { throw Failed() }
        return made
    }

    static func zip(_ files: [(name: String, text: String)]) throws -> TestArchive {
        try zip(files.map { ($0.name, Array($0.text.utf8)) })
    }

    static func gzip(_ bytes: [UInt8], named name: String = "file.txt") throws -> TestArchive {
        let made = TestArchive(path: temporary("\(name).gz"))
        guard let file = gzopen(made.path, "wb") else { throw Failed() }
        // All of it, or it is none.
        let written = gzwrite(file, bytes, UInt32(bytes.count))
        guard gzclose(file) == Z_OK, written == bytes.count else { throw Failed() }
        return made
    }

    /// A file with bytes of its own.
    static func file(_ bytes: [UInt8], ending: String = "zip") throws -> TestArchive {
        let made = TestArchive(path: temporary(ending))
        try Data(bytes).write(to: URL(fileURLWithPath: made.path))
        return made
    }

    var bytes: [UInt8] {
        get throws { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
    }

    func open(limits: ArchiveLimits = ArchiveLimits()) throws -> Archive {
        let kind: ArchiveKind = path.hasSuffix(".gz") ? .gzip : .zip
        return try Archive(path: path, kind: kind, limits: limits)
    }

    private static let folder: String = {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-archives-\(getpid())").path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: TestArchive.folder) }
        return path
    }()

    private static func temporary(_ ending: String) -> String {
        "\(folder)/\(UUID().uuidString).\(ending)"
    }
}

/// All bytes of a source.
func allBytes(_ source: ByteSource) throws -> [UInt8] {
    var source = source
    var all: [UInt8] = []
    while let chunk = try source.nextChunk() { all += chunk }
    return all
}
