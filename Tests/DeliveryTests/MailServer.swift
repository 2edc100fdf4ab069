import Foundation

/// The SMTP server of Tests/Support, started for one test and ended with it.
final class MailServer {
    let port: Int
    let directory: TemporaryDirectory
    private let process = Process()
    /// The server ends when its standard input closes, so it can not outlive this process.
    private let input = Pipe()

    enum Problem: Error {
        case didNotStart(String)
    }

    /// What the server noted about a mail, with the mail's bytes.
    struct Mail {
        struct Facts: Decodable {
            var connection: Int
            var from: String
            var to: [String]
            var tls: Bool
            var user: String?
        }
        var facts: Facts
        var bytes: [UInt8]
    }

    static let root: String = #filePath.components(separatedBy: "/Tests/DeliveryTests/")[0]

    /// `make venv` puts it there; the environment's PURR_PYTHON names another.
    static let python =
        ProcessInfo.processInfo.environment["PURR_PYTHON"] ?? root + "/.build/venv/bin/python"

    /// Whether the Python with the server's package is there.
    static let isPresent = FileManager.default.isExecutableFile(atPath: python)

    init(_ arguments: String...) throws {
        directory = try TemporaryDirectory()
        process.executableURL = URL(fileURLWithPath: MailServer.python)
        process.arguments =
            [MailServer.root + "/Tests/Support/smtp_server.py", "--dir", directory.path]
            + arguments
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
            throw Problem.didNotStart("smtp_server.py \(arguments)")
        }
        self.port = port
    }

    deinit { stop() }

    /// Ends the process that was started here, and waits for its end.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    var certificate: String { directory.path + "/cert.pem" }

    /// The mails in the order they came.
    func mails() throws -> [Mail] {
        try directory.names().filter { $0.hasSuffix(".eml") }.map { name in
            let facts = name.replacingOccurrences(of: ".eml", with: ".json")
            return try Mail(
                facts: JSONDecoder().decode(Mail.Facts.self, from: Data(directory.bytes(facts))),
                bytes: directory.bytes(name))
        }
    }
}
