import Basics
import CArchive
import Glibc

/// A zip or gzip file opened by libarchive, standing at one of its entries; closed when it goes.
///
/// Not for two threads at once.
final class ArchiveHandle {
    /// What the library tells of an entry before its bytes.
    struct Header {
        var name: String
        /// In bytes, as the directory says; nil when it does not.
        var size: Int?
        var isFile: Bool
        var isEncrypted: Bool
    }

    private static let blockSize = 1 << 16

    private let archive: OpaquePointer
    private let descriptor: Int32
    private let letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    /// The entry it stands at, counted from 0; -1 before the first.
    private(set) var index = -1

    /// - Throws: `Diagnostic` `file.open` when the file cannot be read, `archive.damaged` when it is no archive
    ///   after all.
    init(path: String, kind: ArchiveKind) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0, let archive = archive_read_new() else {
            let reason = String(cString: strerror(errno))
            if file >= 0 { close(file) }
            throw Diagnostic(
                "file.open", place: "", found: reason, expected: "a file that can be read",
                remedy: "check the path and its permissions")
        }
        (descriptor, self.archive) = (file, archive)
        switch kind {
        case .zip:
            archive_read_support_filter_none(archive)
            // Only by the directory at the end: without it the file is cut off, and what it holds is a guess.
            archive_read_support_format_zip_seekable(archive)
        case .gzip:
            archive_read_support_filter_gzip(archive)
            archive_read_support_format_raw(archive)
        }
        guard archive_read_open_fd(archive, descriptor, Self.blockSize) == ARCHIVE_OK else {
            throw damaged()
        }
    }

    deinit {
        archive_read_free(archive)
        close(descriptor)
        if let letters { freelocale(letters) }
    }

    /// Goes to the next entry; nil after the last.
    func next() throws -> Header? {
        // The library turns names into the locale's letters, which need not be able to write them.
        let before = letters.map { uselocale($0) }
        defer { if let before { uselocale(before) } }
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return nil }
        // A warning is about the name, which is a label only.
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw damaged() }
        index += 1
        let type = archive_entry_filetype(entry)
        let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
        return Header(
            name: name.map { String(cString: $0) } ?? "",
            size: archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil,
            isFile: type == S_IFREG || type == 0,
            isEncrypted: archive_entry_is_data_encrypted(entry) == 1
                || archive_entry_is_metadata_encrypted(entry) == 1)
    }

    /// The library unpacks gzip within gzip without being asked.
    var isPackedTwice: Bool { archive_filter_count(archive) > 2 }

    /// The entry's next bytes; none at its end.
    ///
    /// - Throws: `Diagnostic` `archive.damaged`.
    func read(_ count: Int) throws -> [UInt8] {
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            // The library gives less than asked for between its blocks; few large pieces are cheaper to read.
            while filled < buffer.count {
                got = archive_read_data(
                    archive, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
                if got <= 0 { break }
                filled += got
            }
        }
        if got < 0 { throw damaged() }
        return bytes
    }

    /// The last bytes of the compressed file.
    func tail(_ count: Int) throws -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size >= count else { throw damaged() }
        let start = status.st_size - count
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, start))
        }
    }

    private func damaged() -> Diagnostic {
        let reason = archive_error_string(archive).map { String(cString: $0) } ?? ""
        return Diagnostic(
            "archive.damaged", place: index < 0 ? "the whole file" : "entry \(index + 1)",
            found: reason.isEmpty ? "an archive that cannot be read" : reason,
            expected: "a whole zip or gzip file", remedy: "fetch the file again")
    }
}
