import Basics
import Foundation
import Testing

@testable import Formats

@Suite("Byte source")
struct ByteSourceTests {
    private let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }

    @Test("Chunks of any size make up the whole", arguments: [1, 2, 3, 7, 80, 999, 1000, 1001])
    func chunks(size: Int) throws {
        var source = ByteSource(bytes: bytes, chunkSize: size)
        #expect(source.totalBytes == 1000)
        var all: [UInt8] = []
        while let chunk = try source.nextChunk() {
            #expect((1...size).contains(chunk.count))
            all += chunk
            #expect(source.bytesRead == all.count)
        }
        #expect(all == bytes)
        #expect(try source.nextChunk() == nil)
    }

    @Test("What was peeked at is still handed out")
    func peek() throws {
        var source = ByteSource(bytes: bytes, chunkSize: 10)
        #expect(try source.peek(4) == Array(bytes[..<4]))
        #expect(try source.nextChunk() == Array(bytes[..<10]))
        #expect(try source.peek(4000) == Array(bytes[10...]))
        #expect(source.bytesRead == 10)
        var empty = ByteSource(bytes: [])
        #expect(try empty.peek(1).isEmpty)
        #expect(try empty.nextChunk() == nil)
    }

    @Test("A file is read in chunks, also after a peek beyond the first")
    func file() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        let large = (0..<ByteSource.chunkSize + 5).map { UInt8(truncatingIfNeeded: $0) }
        try Data(large).write(to: url)
        for peeked in [0, 10, large.count, large.count + 10] {
            var source = try ByteSource(path: url.path)
            #expect(source.totalBytes == large.count)
            #expect(try source.peek(peeked) == Array(large.prefix(peeked)))
            var all: [UInt8] = []
            while let chunk = try source.nextChunk() { all += chunk }
            #expect(all == large)
            #expect(source.bytesRead == large.count)
        }
    }

    @Test("What cannot be opened as a file is refused", arguments: ["/no/such/file", "/tmp", ""])
    func refused(path: String) {
        #expect { try ByteSource(path: path) } throws: {
            ($0 as? Diagnostic)?.code == "file.open"
        }
    }
}
