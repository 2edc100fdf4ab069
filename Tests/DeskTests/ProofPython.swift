import Desk
import Formats
import Foundation
import Testing

/// The program that is in a proof, run with the machine's Python.
enum ProofPython {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    static var isThere: Bool { path != nil }

    /// The exit status of the proof's own program on these bytes.
    static func status(of proof: ProofFile, on bytes: [UInt8], _ more: String...) throws -> Int32 {
        try inFolder(with: proof) { folder in
            let file = folder + "/proof.zip"
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            return try run(try #require(path), [folder + "/verify.py", file] + more)
        }
    }

    /// A folder with the proof's program in it, gone afterwards.
    static func inFolder<T>(with proof: ProofFile, _ body: (String) throws -> T) throws -> T {
        let folder = NSTemporaryDirectory() + "purr-proof-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/whole.zip"
        try Data(proof.bytes).write(to: URL(fileURLWithPath: file))
        let archive = try Archive(path: file, kind: .zip)
        var source = try archive.open(
            try #require(archive.entries.first { $0.name == "verify.py" }))
        var script = Data()
        while let chunk = try source.nextChunk() { script.append(contentsOf: chunk) }
        try FileManager.default.removeItem(atPath: file)
        try script.write(to: URL(fileURLWithPath: folder + "/verify.py"))
        return try body(folder)
    }

    static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
