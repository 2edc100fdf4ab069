import Basics
import Formats
import Foundation
import Testing

@Suite("Zip files with one form")
struct StoredZipTests {
    private let day = Day(2026, 11, 24)
    private let files = [
        StoredZip.Entry("b.txt", Array("hei".utf8)), StoredZip.Entry("a/å.txt".ascii, []),
    ]

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Diagnostic)?.code
        }
    }

    @Test("The order in which files are given does not matter, and what was put in comes out")
    func roundTrip() throws {
        let bytes = try StoredZip.bytes(of: files, on: day)
        #expect(try StoredZip.bytes(of: files.reversed(), on: day) == bytes)
        let entries = try StoredZip.entries(in: bytes) { _ in day }
        #expect(entries.map(\.name) == ["a/-.txt", "b.txt"])
        #expect(entries[1].bytes == Array("hei".utf8))
        #expect(try StoredZip.bytes(of: files, on: day + 1) != bytes)
    }

    @Test("Any unpacking program reads it")
    func othersRead() throws {
        let path = NSTemporaryDirectory() + "purr-\(UUID().uuidString).zip"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(try StoredZip.bytes(of: files, on: day)).write(to: URL(fileURLWithPath: path))
        let archive = try Archive(path: path, kind: .zip)
        #expect(archive.entries.map(\.name) == ["a/-.txt", "b.txt"])
        var source = try archive.open(archive.entries[1])
        #expect(try source.nextChunk() == Array("hei".utf8))
    }

    @Test("The day is written as DOS did: midnight, from 1980 on")
    func stamp() throws {
        // 2026-11-24: 46 years after 1980, 46 × 512 + 11 × 32 + 24.
        let bytes = try StoredZip.bytes(of: files, on: day)
        #expect(Array(bytes[10..<14]) == [0, 0, 0x78, 0x5D])
    }

    @Test("Names that are empty, not ASCII or there twice are refused")
    func names() {
        for names in [[""], ["å"], ["a b"], ["x", "x"]] {
            let files = names.map { StoredZip.Entry($0, []) }
            #expect(code { _ = try StoredZip.bytes(of: files, on: day) } == "zip.name")
        }
    }

    @Test("Another form of the same contents is refused")
    func otherForms() throws {
        let bytes = try StoredZip.bytes(of: files, on: day)
        func read(_ bytes: [UInt8], on day: Day) -> String? {
            code { _ = try StoredZip.entries(in: bytes) { _ in day } }
        }
        #expect(read(bytes, on: day) == nil)
        #expect(read(bytes, on: day + 1) == "zip.form")
        #expect(read(bytes + [0], on: day) == "zip.form")
        #expect(read([], on: day) == "zip.form")
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x41
            #expect(read(changed, on: day) != nil, "byte \(place)")
        }
        for end in bytes.indices { #expect(read(Array(bytes[..<end]), on: day) != nil) }
    }
}

@Suite("JSON with one form")
struct JSONValueTests {
    @Test("Keys in order, texts with the fewest escapes, whole numbers")
    func forms() throws {
        let value: JSONValue = [
            "b": .list([.int(-1), .bool(true), .null, .list([]), [:]]),
            "a": "\"\\\n\r\t\u{8}\u{C}\u{1}\u{1F} æ \u{7F}\u{2028}😀/",
        ]
        #expect(
            value.compact
                == #"{"a":"\"\\\n\r\t\b\f\u0001\u001f æ "# + "\u{7F}\u{2028}😀/"
                + #"","b":[-1,true,null,[],{}]}"#)
        let one: JSONValue = ["a": .list([.int(1)]), "b": [:]]
        #expect(one.pretty == "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}\n")
    }

    @Test("What is read is what was written, and a fraction is refused")
    func reading() throws {
        let value: JSONValue = ["x": .list([.int(.max), .text("1"), .bool(false), .null])]
        let read = try JSONDecoder().decode(JSONValue.self, from: Data(value.compact.utf8))
        #expect(read == value)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(JSONValue.self, from: Data("[1.5]".utf8))
        }
    }

    @Test("Python writes the same", .enabled(if: interpreter != nil))
    func likePython() throws {
        let value: JSONValue = [
            "é": "\u{0}\u{1F}\u{7F}\u{80}\"\\/", "e": .list([]), "Z": [:], "10": .int(.min),
            "\u{1F600}": .null, "\u{FFFD}": ["a": .list([.list([.int(1)])])],
        ]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.interpreter))
        process.arguments = [
            "-c",
            """
            from json import dumps, loads
            from sys import argv, stdout
            value = loads(argv[1])
            text = dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            text += dumps(value, sort_keys=True, indent=2, ensure_ascii=False) + "\\n"
            stdout.buffer.write(text.encode())
            """, value.compact,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(String(decoding: said, as: UTF8.self) == value.compact + value.pretty)
    }

    private static let interpreter = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":").map { "\($0)/python3" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}

extension String {
    /// What is not ASCII as `-`.
    fileprivate var ascii: String {
        String(unicodeScalars.map { $0.isASCII ? Character($0) : "-" })
    }
}
