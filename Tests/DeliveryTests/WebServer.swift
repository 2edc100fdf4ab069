import Foundation

/// The web server of Tests/Support, started for one test and ended with it.
final class WebServer {
    let port: Int
    private let directory: TemporaryDirectory
    private let process = Process()
    /// The server ends when its standard input closes, so it can not outlive this process.
    private let input = Pipe()

    enum Problem: Error {
        case didNotStart(String)
    }

    /// A request as the server saw it; header names are in lower case.
    struct Request: Decodable {
        var method: String
        var path: String
        var headers: [String: String]
        var body: String

        /// The body as JSON.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
        }
    }

    /// Only Python's own library is needed, so any Python does.
    static let python: String? = [MailServer.python, "/usr/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    static let isPresent = python != nil

    init(_ arguments: String...) throws {
        directory = try TemporaryDirectory()
        process.executableURL = URL(fileURLWithPath: WebServer.python ?? "")
        process.arguments =
            [MailServer.root + "/Tests/Support/web_server.py", "--dir", directory.path] + arguments
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
            throw Problem.didNotStart("web_server.py \(arguments)")
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

    var address: String { "http://127.0.0.1:\(port)" }

    /// The requests in the order they came.
    func requests() throws -> [Request] {
        try directory.names().map {
            try JSONDecoder().decode(Request.self, from: Data(directory.bytes($0)))
        }
    }
}
