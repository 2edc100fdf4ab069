import Foundation

/// The built program, run as a user runs it.
enum Binary {
    /// What a run left behind.
    struct Outcome: Sendable {
        let status: Int32
        /// True when a signal ended the run, rather than the program itself.
        let wasKilled: Bool
        let output: String
        let error: String

        /// All that the run said, for the message of a failed test.
        var story: String { "exit status \(status)\n\(output)\n\(error)" }
    }

    enum Problem: Error {
        case notBuilt(String)
        case tookTooLong([String])
    }

    /// The package's folder, found from this file.
    static let root: String = #filePath.components(separatedBy: "/Tests/EndToEnd/")[0]

    /// The environment's PURR_BINARY, else the release build, else the one that came with the tests.
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["PURR_BINARY"] { return named }
        let release = root + "/.build/release/purr"
        let isThere = FileManager.default.isExecutableFile(atPath: release)
        return isThere ? release : root + "/.build/debug/purr"
    }()

    /// A build that is many times slower than the one a user gets.
    static let isForDebugging = path.contains("/debug/")

    static func run(
        _ arguments: [String], seconds: Int = 120, environment: [String: String] = [:],
        input: String? = nil
    ) throws -> Outcome {
        let run = try Run(arguments, environment: environment, input: input)
        guard run.wait(seconds: seconds) else { throw Problem.tookTooLong(arguments) }
        return try run.outcome()
    }

    /// A run under way. It ends at the latest when nobody holds it any more.
    final class Run {
        private let process = Process()
        private let directory: TemporaryDirectory
        private let ended = DispatchSemaphore(value: 0)

        /// - Parameter input: what it reads; nothing when nil.
        init(
            _ arguments: [String], environment: [String: String] = [:], input: String? = nil
        ) throws {
            guard FileManager.default.isExecutableFile(atPath: Binary.path) else {
                throw Problem.notBuilt(Binary.path)
            }
            directory = try TemporaryDirectory()
            process.executableURL = URL(fileURLWithPath: Binary.path)
            process.arguments = arguments
            process.environment = ProcessInfo.processInfo.environment
                .merging(environment) { $1 }
            process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
            process.standardInput = FileHandle.nullDevice
            if let input {
                let path = try directory.write(input, to: "input")
                process.standardInput = try FileHandle(
                    forReadingFrom: URL(fileURLWithPath: path))
            }
            // Files rather than pipes: a full pipe would stop the program.
            let output = try directory.writing("output")
            let error = try directory.writing("error")
            process.standardOutput = output
            process.standardError = error
            let ended = self.ended
            process.terminationHandler = { _ in ended.signal() }
            try process.run()
            // The program has its own by now, and a Process keeps these for as long as the tests run.
            try output.close()
            try error.close()
        }

        deinit { kill() }

        /// Ends the run at once, as a power cut would; nothing happens when it has ended.
        func kill() {
            guard process.isRunning else { return }
            Foundation.kill(process.processIdentifier, SIGKILL)
            ended.wait()
            ended.signal()
        }

        /// Stops the run where it is, as a machine does that is put to sleep.
        func halt() { Foundation.kill(process.processIdentifier, SIGSTOP) }

        func resume() { Foundation.kill(process.processIdentifier, SIGCONT) }

        /// Asks the run to end, as a service manager does.
        func terminate() {
            if process.isRunning { Foundation.kill(process.processIdentifier, SIGTERM) }
        }

        /// False when the run had to be ended because it took too long.
        func wait(seconds: Int) -> Bool {
            if ended.wait(timeout: .now() + .seconds(seconds)) == .success {
                ended.signal()
                return true
            }
            kill()
            return false
        }

        func outcome() throws -> Outcome {
            Outcome(
                status: process.terminationStatus,
                wasKilled: process.terminationReason == .uncaughtSignal,
                output: try directory.text("output"), error: try directory.text("error"))
        }
    }
}

/// A directory that is removed when nobody holds it any more.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "purr-e2e-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func writing(_ name: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    /// Writes a file and returns its path.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    func text(_ name: String) throws -> String {
        String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
    }

    /// The files in it or in a folder of it, sorted; none when the folder is not there.
    func names(_ folder: String = "") -> [String] {
        let all = try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")
        return (all ?? []).sorted()
    }
}

/// Another program of the machine, for looking at what Purr made.
enum Tool {
    static func path(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What the program prints.
    static func run(_ path: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }

    /// The text of a PDF with every run of blanks as one; nil where pdftotext is missing.
    static func text(ofPDF file: String) throws -> String? {
        guard let tool = path("pdftotext") else { return nil }
        let text = String(decoding: try run(tool, ["-layout", file, "-"]), as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
