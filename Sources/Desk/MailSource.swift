import Basics
import Formats
import Foundation

/// Where e-mails lie: a maildir, a mailbox file (mbox), a single message, or a folder of messages as mail programs export.
enum MailSource {
    /// More messages than this are taken a folder at a time.
    private static let filesMax = 200_000

    /// Hands over each message with a name for it, or why that one can not be read.
    ///
    /// - Throws: `Diagnostic` `inbox.folder`, `file.open`, `mbox.messages`; what `handle` throws.
    static func read(
        _ path: String, limits: MailLimits = MailLimits(),
        _ handle: (String, Result<[UInt8], Diagnostic>) throws -> Void
    ) throws {
        for file in try files(at: path) {
            let name = String(file.split(separator: "/").last ?? Substring(file))
            var source = try ByteSource(path: file)
            if MailboxFileReader.isMailbox(try source.peek(400)) {
                try MailboxFileReader.read(&source, limits: limits) { number, message in
                    try handle("\(name), message \(number)", message)
                }
            } else {
                try handle(name, try whole(&source, limits))
            }
        }
    }

    private static func whole(
        _ source: inout ByteSource, _ limits: MailLimits
    ) throws -> Result<[UInt8], Diagnostic> {
        var bytes: [UInt8] = []
        while let chunk = try source.nextChunk() {
            bytes += chunk
            // The reader says why; there is no need to read on.
            if bytes.count > limits.messageBytes { break }
        }
        return .success(bytes)
    }

    /// The files of a maildir (`cur` and `new`), the `.eml` files of another folder, or the file itself.
    private static func files(at path: String) throws -> [String] {
        let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard isFolder(root) else { return [root] }
        if isFolder("\(root)/cur"), isFolder("\(root)/new") {
            return try ["new", "cur"].flatMap { folder in
                try names(in: "\(root)/\(folder)").map { "\(root)/\(folder)/\($0)" }
            }
        }
        let messages = try names(in: root).filter { $0.lowercased().hasSuffix(".eml") }
        guard !messages.isEmpty else {
            throw fault(root, "no e-mail", "a maildir with cur and new, or .eml files")
        }
        return messages.map { "\(root)/\($0)" }
    }

    private static func names(in folder: String) throws -> [String] {
        let all: [String]
        do {
            all = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch { throw fault(folder, error.localizedDescription, "a folder that can be read") }
        let names = all.filter { !$0.hasPrefix(".") && !isFolder("\(folder)/\($0)") }.sorted()
        guard names.count <= filesMax else {
            throw fault(folder, "\(names.count) files", "at most \(filesMax)")
        }
        return names
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private static func fault(_ path: String, _ found: String, _ expected: String) -> Diagnostic {
        Diagnostic(
            "inbox.folder", place: path, found: found, expected: expected,
            remedy: "check the path, or export the messages again")
    }
}
