import Foundation

/// The SMTP server of Tests/Support, started for a test and ended with it.
final class MailServer {
    let port: Int
    let directory: TemporaryDirectory
    private let process = Process()
    /// The server ends when its standard input closes, so it can not outlive this process.
    private let input = Pipe()

    enum Problem: Error {
        case didNotStart(String)
    }

    /// `make venv` puts it there; the environment's PURR_PYTHON names another.
    static let python =
        ProcessInfo.processInfo.environment["PURR_PYTHON"]
        ?? Binary.root + "/.build/venv/bin/python"

    /// Whether the Python with the server's package is there.
    static let isPresent = FileManager.default.isExecutableFile(atPath: python)

    /// - Parameter mode: how it misbehaves; the modes are listed in the server's file.
    init(mode: String = "normal") throws {
        directory = try TemporaryDirectory()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments = [
            Binary.root + "/Tests/Support/smtp_server.py", "--dir", directory.path, "--mode", mode,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = input
        try process.run()
        var line = Data()
        while line.last != 0x0A {
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { break }
            line += piece
        }
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let port = Int(words[1]) else {
            throw Problem.didNotStart("smtp_server.py --mode \(mode)")
        }
        self.port = port
    }

    deinit {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// What the program is told to send through this server.
    var options: [String] { ["--smtp", "smtp://127.0.0.1:\(port)", "--start-tls", "none"] }

    /// The mails' files in the order they came, byte for byte as they were received.
    var files: [String] {
        directory.names().filter { $0.hasSuffix(".eml") }.map { "\(directory.path)/\($0)" }
    }

    var mailCount: Int { directory.names().count { $0.hasSuffix(".eml") } }

    /// The mails in the order they came, as Python's own mail package reads them.
    func mails() throws -> [ReceivedMail] {
        let script = Binary.root + "/Tests/Support/read_mails.py"
        let output = try Tool.run(Self.python, [script, directory.path])
        return try JSONDecoder().decode([ReceivedMail].self, from: output)
    }
}

/// A mail as its reader sees it.
struct ReceivedMail: Decodable {
    /// Envelope addresses.
    let sender: String
    let recipients: [String]
    let subject: String
    let from: String
    let to: String
    let messageID: String
    /// Media types of all parts, outermost first.
    let types: [String]
    let text: String
    let html: String
    let fileName: String
    /// The attachment's first bytes.
    let fileStart: String
    let defects: [String]
}
