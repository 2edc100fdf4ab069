import Basics
import Foundation

/// Reads a backup file block by block, and believes nothing of it that its hashes do not vouch for.
final class BackupReader {
    let path: String
    private let file: Int32
    private var opener: BackupOpener?
    private var beside: [UInt8] = []
    private var block: [UInt8] = []
    private var next = 0
    private var blocks = 0
    private var content = SHA256()
    private var isAtEnd = false
    private(set) var read: Int64 = 0

    /// - Parameter passphrase: asked for when the backup is locked.
    /// - Throws: `Diagnostic` `backup.none`, `backup.form` for what is no backup, `backup.locked` when a passphrase is missing,
    ///   `backup.passphrase` when it is the wrong one, `backup.damaged`.
    init(_ path: String, passphrase: [UInt8]?) throws {
        self.path = path
        file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw Diagnostic(
                "backup.none", place: path, found: String(cString: strerror(errno)),
                expected: "a readable backup", remedy: "see which there are: purr backup --list")
        }
        try begin(passphrase)
    }

    deinit { if file >= 0 { close(file) } }

    private func begin(_ passphrase: [UInt8]?) throws {
        let head = try bytes(upTo: BackupForm.magic.count + 1)
        guard head.starts(with: BackupForm.magic), let kind = head.last,
            [BackupForm.plain, BackupForm.locked].contains(kind)
        else {
            throw Diagnostic(
                "backup.form", place: path, found: "something else",
                expected: "a backup made by purr backup",
                remedy: "a backup of a newer form needs a newer Purr")
        }
        guard kind == BackupForm.locked else { return }
        let size = 16 + BackupKey.saltSize + BackupLock.headerSize
        let lock = try bytes(upTo: size)
        guard lock.count == size else { throw damaged("the file ends in its first line") }
        let numbers = [0, 8].map { lock[$0..<$0 + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        let cost = BackupKey.Cost(rounds: numbers[0], bytes: numbers[1])
        guard cost.isBearable else { throw damaged("a key that takes too long to make") }
        guard let passphrase else {
            throw Diagnostic(
                "backup.locked", place: path, found: "no passphrase",
                expected: "the one it was locked with",
                remedy: "give it in PURR_BACKUP_PASSPHRASE or with --passphrase-file")
        }
        let salt = Array(lock[16..<16 + BackupKey.saltSize])
        let key = try BackupKey(passphrase: passphrase, cost: cost, salt: salt)
        opener = BackupOpener(key, header: Array(lock[(16 + BackupKey.saltSize)...]))
        guard opener != nil else { throw damaged("a header that no lock has") }
        beside = head + lock
    }

    // MARK: - Parts

    func byte() throws -> UInt8 {
        while next >= block.count { try readBlock() }
        defer { next += 1 }
        return block[next]
    }

    func number() throws -> Int64 {
        var number: Int64 = 0
        for _ in 0..<8 { number = number << 8 | Int64(try byte()) }
        return number
    }

    func bytes() throws -> [UInt8] {
        let count = try number()
        guard (0...Int64(BackupForm.valueMost)).contains(count) else {
            throw damaged("a value of \(count) bytes")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(Int(count), BackupForm.blockMost))
        while bytes.count < Int(count) {
            while next >= block.count { try readBlock() }
            let part = block[next...].prefix(Int(count) - bytes.count)
            bytes += part
            next += part.count
        }
        return bytes
    }

    func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

    func value() throws -> SQLValue {
        switch try byte() {
        case BackupForm.null: return .null
        case BackupForm.int: return .int(try number())
        case BackupForm.text: return .text(try text())
        case BackupForm.bytes: return .bytes(try bytes())
        case let other: throw damaged("a value of the kind \(other)")
        }
    }

    /// Reads on to the hash of everything, after the last part.
    func finish() throws {
        guard next == block.count else { throw damaged("something after the end") }
        guard !isAtEnd else { throw damaged("no last part") }
        let last = try frame()
        guard last.isLast, last.bytes == content.finish() else {
            throw damaged("a hash that is another's")
        }
        guard try bytes(upTo: 1).isEmpty else { throw damaged("something after the end") }
    }

    // MARK: - Blocks

    private func readBlock() throws {
        let frame = try frame()
        guard !frame.isLast, let unpacked = BackupForm.unpack(frame.bytes) else {
            throw damaged(
                frame.isLast ? "an end in the middle" : "a block that can not be unpacked")
        }
        unpacked.withUnsafeBytes { content.update($0) }
        block = unpacked
        next = 0
    }

    private func frame() throws -> (bytes: [UInt8], isLast: Bool) {
        let length = try bytes(upTo: 4)
        guard length.count == 4 else { throw damaged("the file's end") }
        let size = length.reduce(0) { $0 << 8 | Int($1) }
        // Packing makes a block that can not be packed a little larger.
        guard size > 0, size <= BackupForm.blockMost + (1 << 12) else {
            throw damaged("a block of \(size) bytes")
        }
        let sealed = try bytes(upTo: size)
        guard sealed.count == size else { throw damaged("the file's end") }
        blocks += 1
        guard opener != nil else { return (Array(sealed.dropFirst()), sealed[0] == 1) }
        guard let opened = opener?.open(sealed, beside: beside) else {
            if blocks > 1 { throw damaged("a block that was changed") }
            throw Diagnostic(
                "backup.passphrase", place: path, found: "a passphrase that does not open it",
                expected: "the one it was locked with, and an undamaged file",
                remedy: "try again with the right passphrase; else take the backup before it")
        }
        beside = []
        return (opened.block, opened.isLast)
    }

    private func bytes(upTo count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                Foundation.read(file, $0.baseAddress?.advanced(by: done), count - done)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw damaged(String(cString: strerror(errno))) }
            if got == 0 { break }
            done += got
        }
        read += Int64(done)
        return Array(bytes[..<done])
    }

    func damaged(_ found: String) -> Diagnostic {
        Diagnostic(
            "backup.damaged", place: "\(path), block \(blocks)", found: found,
            expected: "a backup as it was written",
            remedy: "take the backup before it; nothing was restored")
    }
}
