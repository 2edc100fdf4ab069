import Foundation

/// A server that fails at every stage of the protocol; see faulty_smtp_server.py.
final class FaultyServer {
    let port: Int
    private let directory: TemporaryDirectory
    private let process = Process()
    private let input = Pipe()

    /// The file with the certificate a client must trust; there when the server speaks TLS.
    var certificate: String { directory.path + "/cert.pem" }

    static let user = "purr"
    static let password = "sæby 1"

    /// - Parameter tls: the name in the server's certificate, which then demands STARTTLS and a login; nil for plain text.
    init(_ arguments: String..., tls name: String? = nil) throws {
        directory = try TemporaryDirectory()
        var arguments = arguments
        if let name {
            try Self.makeCertificate(for: name, in: directory.path)
            arguments += [
                "--tls", directory.path + "/cert.pem", "--key", directory.path + "/key.pem",
                "--user", Self.user, "--password", Self.password,
            ]
        }
        process.executableURL = URL(fileURLWithPath: MailServer.python)
        process.arguments =
            [
                MailServer.root + "/Tests/Support/faulty_smtp_server.py", "--log",
                directory.path + "/stored",
            ] + arguments
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
            kill(process.processIdentifier, SIGKILL)
            throw MailServer.Problem.didNotStart(
                "faulty_smtp_server.py \(arguments): \(String(decoding: line, as: UTF8.self))")
        }
        self.port = port
    }

    deinit {
        // SIGTERM may be blocked in a child of a worker thread, and a child beside it may hold the pipe that
        // waitUntilExit waits for.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// How many connections the server has seen.
    func connections() throws -> Int { try directory.bytes("stored.connections").count }

    private static func makeCertificate(for name: String, in folder: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "1", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(name)", "-keyout",
            folder + "/key.pem", "-out", folder + "/cert.pem",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    /// How often the server has stored a mail to each recipient.
    func stored() throws -> [String: Int] {
        guard FileManager.default.fileExists(atPath: directory.path + "/stored") else { return [:] }
        let text = try String(contentsOfFile: directory.path + "/stored", encoding: .utf8)
        return text.split(separator: "\n").reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    }
}
