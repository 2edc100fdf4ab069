import Desk

/// Puts each letter into a directory as `<id>.pdf` and `<id>.eml`: to print, to look at, to send by hand.
///
/// Delivering the same message again changes nothing, so a run that was cut off can simply be repeated.
/// A file appears under its name only when all of it is on the disk.
public struct FolderChannel: Channel {
    public let name = "folder"
    /// The same file written again is the same file.
    public let isRepeatable = true
    public let isElectronic = false
    private let writer: FolderWriter

    /// - Parameter directory: made at the first delivery when it is not there, open to its owner only:
    ///   letters tell who owes what.
    public init(directory: String) {
        writer = FolderWriter(directory: directory)
    }

    /// Writes what the message holds of PDF and e-mail; the receipt's detail is the path of the first.
    ///
    /// Fails permanently when a file of this id has other content already, when the id can not be a
    /// file's name, or when the message is empty; temporarily when the disk refuses.
    public func deliver(
        _ message: OutgoingMessage
    ) async throws(DeliveryFailure) -> DeliveryReceipt {
        let path = try await writer.write(message)
        return DeliveryReceipt(channel: name, detail: path)
    }
}

/// Does the writing, one message at a time, off the threads that tasks share.
private actor FolderWriter {
    private let directory: String
    private let executor = BlockingExecutor(label: "purr.folder")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(directory: String) {
        self.directory = directory
    }

    func write(_ message: OutgoingMessage) throws(DeliveryFailure) -> String {
        let stem = try FileName.stem(for: message.id)
        let files = [("pdf", message.pdf), ("eml", message.email)].filter { !$0.1.isEmpty }
        guard let first = files.first else {
            throw DeliveryFailure(.permanent, "\(message.id) has neither a letter nor an e-mail")
        }
        try AtomicFile.makeDirectory(directory)
        // All files are compared before any is written: a refusal leaves nothing behind.
        var missing: [(path: String, bytes: [UInt8])] = []
        for (suffix, bytes) in files {
            let path = "\(directory)/\(stem).\(suffix)"
            guard let existing = try AtomicFile.read(path) else {
                missing.append((path, bytes))
                continue
            }
            guard existing == bytes else {
                throw DeliveryFailure(
                    .permanent, "\(stem).\(suffix) is there already with other content")
            }
        }
        for file in missing { try AtomicFile.write(file.bytes, to: file.path) }
        if !missing.isEmpty { try AtomicFile.synchronise(directory) }
        return "\(directory)/\(stem).\(first.0)"
    }
}

/// Makes a file's name from a message's identity.
enum FileName {
    /// Letters, digits, `-`, `_` and inner dots stand; other bytes become `=2F`, so that no two ids share a
    /// name and none leaves the directory. Fails permanently for an id that is empty or too long.
    static func stem(for id: String) throws(DeliveryFailure) -> String {
        var name = ""
        for (index, byte) in id.utf8.enumerated() {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F:
                name.unicodeScalars.append(Unicode.Scalar(byte))
            case 0x2E where index > 0:
                name.append(".")
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                name += digits.count == 1 ? "=0\(digits)" : "=\(digits)"
            }
        }
        // 255 bytes is what file systems take; the suffix and the temporary ending need some of them.
        guard (1...200).contains(name.utf8.count) else {
            throw DeliveryFailure(.permanent, "an id of \(id.utf8.count) bytes makes no file name")
        }
        return name
    }
}
