import Basics

/// Reads a mailbox in one file (mbox), a message at a time; memory holds one message, however large the file.
///
/// A message begins with a postmark, `From kari@example.no Tue Nov 24 08:12:33 2026`, at the start or after an empty line. Lines
/// of the text that begin alike are quoted, `>From `, and one `>` is taken off: that is right for mboxrd, and for mboxo
/// in all but lines that were `>From ` when they were written.
///
/// - Source: RFC 4155.
public struct MailboxFileReader {
    /// Whether a file that begins like this is a mailbox.
    public static func isMailbox(_ head: [UInt8]) -> Bool {
        var line = head[..<head[...].lineEnd(from: 0)]
        line.dropLineEnd()
        return isPostmark(line)
    }

    /// Hands over each message with its number, from 1, or why that one can not be read; the others are.
    ///
    /// - Throws: `Diagnostic` `mbox.postmark` when the file is no mailbox, `mbox.messages` when there are more than
    ///   ``MailLimits/messages``; what `handle` and the disk throw.
    public static func read(
        _ source: inout ByteSource, limits: MailLimits = MailLimits(),
        _ handle: (Int, Result<[UInt8], Diagnostic>) throws -> Void
    ) throws {
        var reader = MailboxFileReader(limits: limits)
        while let chunk = try source.nextChunk() {
            var start = chunk.startIndex
            while start < chunk.endIndex {
                let end = chunk[...].lineEnd(from: start)
                reader.line += chunk[start..<end]
                // A line without end must not grow without end.
                if chunk[end - 1] == 10 || reader.line.count > limits.messageBytes {
                    try reader.takeLine(handle)
                }
                start = end
            }
        }
        if !reader.line.isEmpty { try reader.takeLine(handle) }
        try reader.finishMessage(handle)
    }

    private let limits: MailLimits
    private var line: [UInt8] = []
    private var message: [UInt8] = []
    private var number = 0
    private var isTooLarge = false
    private var isAfterEmptyLine = true

    private init(limits: MailLimits) { self.limits = limits }

    private mutating func takeLine(
        _ handle: (Int, Result<[UInt8], Diagnostic>) throws -> Void
    ) throws {
        defer { line.removeAll(keepingCapacity: line.count < 1 << 16) }
        var content = line[...]
        content.dropLineEnd()
        if isAfterEmptyLine, Self.isPostmark(content) {
            try finishMessage(handle)
            number += 1
            guard number <= limits.messages else {
                throw Diagnostic(
                    "mbox.messages", place: "message \(number)",
                    found: "more than \(limits.messages) messages",
                    expected: "at most \(limits.messages)", remedy: "divide the mailbox")
            }
            isAfterEmptyLine = false
            return
        }
        guard number > 0 else {
            throw Diagnostic(
                "mbox.postmark", place: "line 1", found: "a line that begins no message",
                expected: "a line such as: From kari@example.no Tue Nov 24 08:12:33 2026",
                remedy: "export the mailbox again as mbox, or save the messages as .eml")
        }
        isAfterEmptyLine = content.isEmpty
        if isTooLarge { return }
        let unquoted = line.prefix { $0 == UInt8(ascii: ">") }.count
        let isQuoted = unquoted > 0 && line.dropFirst(unquoted).starts(with: "From ".utf8)
        message += isQuoted ? line.dropFirst() : line[...]
        if message.count > limits.messageBytes {
            isTooLarge = true
            message = []
        }
    }

    private mutating func finishMessage(
        _ handle: (Int, Result<[UInt8], Diagnostic>) throws -> Void
    ) throws {
        guard number > 0 else { return }
        if isTooLarge {
            try handle(
                number,
                .failure(
                    Diagnostic(
                        "mime.size", place: "message \(number)",
                        found: "more than \(limits.messageBytes) bytes",
                        expected: "at most \(limits.messageBytes)",
                        remedy:
                            "read it in the mail program, and note what it says on the claim")))
        } else {
            // The empty line before the next postmark is the mailbox's.
            var whole = message[...]
            if whole.suffix(2) == [10, 10] {
                whole.removeLast()
            } else if whole.suffix(4) == [13, 10, 13, 10] {
                whole.removeLast(2)
            }
            try handle(number, .success(Array(whole)))
        }
        message.removeAll(keepingCapacity: message.count < 1 << 20)
        isTooLarge = false
    }

    /// `From `, then somewhere a time and a year: text that happens to begin so has not both.
    private static func isPostmark(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: "From ".utf8), line.count < 300 else { return false }
        let words = line.dropFirst(5).split(separator: 32)
        let hasTime = words.contains { word in
            word.count >= 4 && word.contains(UInt8(ascii: ":"))
                && word.allSatisfy { (48...58).contains($0) }
        }
        let hasYear = words.contains { word in
            word.count == 4 && word.allSatisfy { (48...57).contains($0) }
        }
        return hasTime && hasYear
    }
}
