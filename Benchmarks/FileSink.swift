import Foundation

/// A file written piece by piece, so that making a large one takes little memory.
struct FileSink {
    private static let pieceSize = 1 << 20

    private let file: FileHandle
    private var waiting = ""

    init(_ path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    mutating func write(_ text: String) throws {
        waiting += text
        if waiting.utf8.count > Self.pieceSize { try flush() }
    }

    mutating func close() throws {
        try flush()
        try file.close()
    }

    private mutating func flush() throws {
        try file.write(contentsOf: Data(waiting.utf8))
        waiting = ""
    }
}
