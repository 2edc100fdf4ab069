import Basics
import Foundation

/// Writes a backup file: it has its name when all of it is on the disk, and until then another.
final class BackupWriter {
    let path: String
    private let temporary: String
    private let file: Int32
    private var lock: BackupLock?
    /// What the first locked block vouches for.
    private var beside: [UInt8] = []
    private var block: [UInt8] = []
    private var content = SHA256()
    private(set) var written: Int64 = 0
    private var isDone = false

    /// - Throws: `Diagnostic` `backup.taken` when there is such a file, `backup.write` when it can not be made.
    init(_ path: String, key: BackupKey?) throws {
        self.path = path
        if access(path, F_OK) == 0 {
            throw Diagnostic(
                "backup.taken", place: path, found: "a file that is there already",
                expected: "a name that is free", remedy: "choose another name")
        }
        temporary = path + ".part"
        file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.failure(path) }
        block.reserveCapacity(BackupForm.blockSize + 4096)
        try begin(key)
    }

    deinit {
        if isDone { return }
        close(file)
        unlink(temporary)
    }

    private func begin(_ key: BackupKey?) throws {
        var head = BackupForm.magic
        if let key {
            let lock = BackupLock(key)
            head.append(BackupForm.locked)
            for number in [key.cost.rounds, key.cost.bytes] {
                head += (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
            }
            head += key.salt + lock.header
            self.lock = lock
            beside = head
        } else {
            head.append(BackupForm.plain)
        }
        try write(head)
    }

    // MARK: - Parts

    func put(_ byte: UInt8) { block.append(byte) }

    func put(_ number: Int64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            block.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }

    func put(_ bytes: [UInt8]) throws {
        put(Int64(bytes.count))
        // What is large goes through blocks of the usual size.
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(BackupForm.blockSize)
            block += part
            rest = rest.dropFirst(part.count)
            try flushIfFull()
        }
    }

    func put(_ text: String) throws { try put(Array(text.utf8)) }

    func put(_ value: SQLValue) throws {
        switch value {
        case .null: put(BackupForm.null)
        case .int(let number):
            put(BackupForm.int)
            put(number)
        case .text(let text):
            put(BackupForm.text)
            try put(text)
        case .bytes(let bytes):
            put(BackupForm.bytes)
            try put(bytes)
        }
    }

    func flushIfFull() throws {
        if block.count >= BackupForm.blockSize { try flush() }
    }

    // MARK: - Blocks

    private func flush() throws {
        block.withUnsafeBytes { content.update($0) }
        // One that grew past the usual size is cut: no reader takes more at once.
        var rest = block[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(BackupForm.blockMost))
            rest = rest.dropFirst(part.count)
            try frame(try BackupForm.pack(part), isLast: false)
        }
        block.removeAll(keepingCapacity: true)
    }

    private func frame(_ bytes: [UInt8], isLast: Bool) throws {
        let sealed: [UInt8]
        if lock != nil {
            sealed = lock?.lock(bytes, isLast: isLast, beside: beside) ?? []
            beside = []
        } else {
            sealed = [isLast ? 1 : 0] + bytes
        }
        let length = (0..<4).map { UInt8(truncatingIfNeeded: sealed.count >> (24 - 8 * $0)) }
        try write(length + sealed)
    }

    /// Writes the last block, the hash of all that went before, and gives the file its name.
    func finish() throws {
        put(BackupForm.end)
        try flush()
        try frame(content.finish(), isLast: true)
        guard fsync(file) == 0 else { throw Self.failure(path) }
        close(file)
        isDone = true
        // A link, unlike a new name, never takes the place of what is there.
        guard link(temporary, path) == 0 || rename(temporary, path) == 0 else {
            let failure = Self.failure(path)
            unlink(temporary)
            throw failure
        }
        unlink(temporary)
        Files.synchronise(folderOf: path)
    }

    private func write(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(file, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            done += count
        }
        written += Int64(bytes.count)
    }

    private static func failure(_ path: String) -> Diagnostic {
        Diagnostic(
            "backup.write", place: path, found: String(cString: strerror(errno)),
            expected: "a place to write, with room",
            remedy: "free space or choose another folder; no half backup is left")
    }
}

/// Files and folders, where Foundation does not say enough.
enum Files {
    /// Waits until the names in the file's folder are on the disk, as far as its file system can say.
    static func synchronise(folderOf path: String) {
        let folder = (path as NSString).deletingLastPathComponent
        let handle = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    /// Waits until the file's bytes are on the disk.
    ///
    /// - Returns: false when they could not be written.
    static func synchronise(_ path: String) -> Bool {
        let handle = open(path, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        return fsync(handle) == 0
    }
}
