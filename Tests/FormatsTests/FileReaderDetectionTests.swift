import Basics
import Foundation
import Testing

@testable import Formats

@Suite("What a file begins with")
struct FileReaderDetectionTests {
    private func detect(_ text: String) -> Detection { FileReader.detect(Array(text.utf8)) }

    private func code(_ bytes: [UInt8]) -> String? {
        guard case .refused(let diagnostic) = FileReader.detect(bytes) else { return nil }
        return diagnostic.code
    }

    private func camt(_ name: String) -> String {
        "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:\(name)\"><A>"
    }

    @Test("Each format is told by what it begins with")
    func formats() {
        #expect(detect("NY0000100000808") == .format(.ocrGiro, version: ""))
        #expect(detect(camt("camt.053.001.02")) == .format(.camt053, version: "001.02"))
        #expect(detect(camt("camt.053.001.08")) == .format(.camt053, version: "001.08"))
        #expect(detect(camt("camt.054.001.02")) == .format(.camt054, version: "001.02"))
        #expect(detect(camt("camt.054.001.08")) == .format(.camt054, version: "001.08"))
        let saft = "urn:StandardAuditFile-Taxation-Financial:NO"
        #expect(detect("<n1:AuditFile xmlns:n1='\(saft)'>") == .format(.saft, version: ""))
        // Its reader tells what is wrong with a namespace.
        #expect(detect("<AuditFile>") == .format(.saft, version: ""))
        #expect(detect("Kundenr;Fakturanr\n1;2\n") == .format(.openItemsCSV, version: ""))
        #expect(detect("NYKUNDE;Fakturanr\n1;2\n") == .format(.openItemsCSV, version: ""))
    }

    @Test("A byte order mark before it changes nothing")
    func marks() {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = camt("camt.054.001.08")
        #expect(FileReader.detect(mark + text.utf8) == .format(.camt054, version: "001.08"))
        #expect(FileReader.detect(mark + "a;b".utf8) == .format(.openItemsCSV, version: ""))
        func wide(_ text: String) -> [UInt8] {
            [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        }
        #expect(FileReader.detect(wide("a;b\n")) == .format(.openItemsCSV, version: ""))
        #expect(FileReader.detect(wide(text)) == .format(.camt054, version: "001.08"))
    }

    @Test("Windows text of any letters is text")
    func windowsText() {
        let bytes: [UInt8] = Array("Navn;Bel".utf8) + [0xF8] + Array("p\r\n".utf8)
        #expect(FileReader.detect(bytes) == .format(.openItemsCSV, version: ""))
    }

    @Test("Another version of camt is refused with the one found and those that are read")
    func versions() {
        for name in ["camt.053.001.04", "camt.054.001.13", "camt.052.001.02", "camt.053.001.080"] {
            guard case .refused(let diagnostic) = detect(camt(name)) else {
                Issue.record("\(name) must be refused")
                continue
            }
            #expect(diagnostic.code == "camt.version")
            #expect(diagnostic.found == name)
            #expect(diagnostic.expected.contains("camt.053.001.08"))
        }
    }

    @Test("A packed file is refused with what to do")
    func packed() {
        #expect(FileReader.detect([0x50, 0x4B, 3, 4, 20, 0]) == .archive(.zip))
        #expect(FileReader.detect([0x50, 0x4B, 5, 6, 0, 0]) == .archive(.zip))
        #expect(FileReader.detect([0x1F, 0x8B, 8, 0]) == .archive(.gzip))
    }

    @Test("What is not known is refused with the formats that are")
    func unknown() {
        let unknown: [[UInt8]] = [
            [], [32, 10], [0xEF, 0xBB, 0xBF], [0, 1, 2, 3], [0xD0, 0xCF, 0x11, 0xE0],
            Array("<html><body>".utf8), Array("<".utf8), Array("<a b".utf8),
            Array("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.03'>".utf8),
        ]
        for bytes in unknown {
            guard case .refused(let diagnostic) = FileReader.detect(bytes) else {
                Issue.record("\(bytes) must be refused")
                continue
            }
            #expect(diagnostic.code == "format.unknown")
            for format in ["OCR giro", "camt.053", "camt.054", "SAF-T", "CSV"] {
                #expect(diagnostic.expected.contains(format))
            }
        }
        #expect(code(Array("<!DOCTYPE html><html>".utf8)) == "xml.doctype")
    }

    @Test("Reading refuses what is told apart as unreadable")
    func reading() {
        #expect(whyRefused([0x1F, 0x8B, 8])?.code == "format.compressed")
        #expect(whyRefused([])?.code == "format.unknown")
        #expect(whyRefused("<a/>")?.code == "format.unknown")
    }
}

@Suite("Files and pipes")
struct FileReaderSourceTests {
    @Test("A file comes in chunks that are the file, and is counted")
    func chunks() throws {
        let bytes = (0..<(2 * ByteSource.chunkSize + 77)).map {
            UInt8(truncatingIfNeeded: $0 &* 31)
        }
        let file = try TemporaryFile(bytes)
        var source = try ByteSource(path: file.path)
        #expect(source.totalBytes == bytes.count)
        #expect(source.bytesRead == 0)
        var read: [UInt8] = []
        while let chunk = try source.nextChunk() {
            #expect(!chunk.isEmpty && chunk.count <= ByteSource.chunkSize)
            read += chunk
            #expect(source.bytesRead == read.count)
        }
        #expect(read == bytes)
        #expect(try source.nextChunk() == nil)
    }

    @Test("What is peeked at stays to be read", arguments: [true, false])
    func peek(fromFile: Bool) throws {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0) }
        let file = try TemporaryFile(bytes)
        var source = fromFile ? try ByteSource(path: file.path) : ByteSource(bytes: bytes)
        #expect(try source.peek(4096) == Array(bytes[..<4096]))
        #expect(try source.peek(4096) == Array(bytes[..<4096]))
        #expect(try source.peek(20_000) == bytes)
        #expect(source.bytesRead == 0)
        #expect(try source.nextChunk() == bytes)
        #expect(source.bytesRead == bytes.count)
        #expect(try source.nextChunk() == nil)
        #expect(try source.peek(10).isEmpty)
    }

    @Test("An empty file has no chunk")
    func empty() throws {
        let file = try TemporaryFile([])
        var source = try ByteSource(path: file.path)
        #expect(try source.peek(10).isEmpty)
        #expect(try source.nextChunk() == nil)
        #expect(source.totalBytes == 0)
    }

    @Test("What is not a file to be read is refused")
    func notFiles() throws {
        let folder = FileManager.default.temporaryDirectory
        let pipe = folder.appendingPathComponent("purr-\(UUID().uuidString)").path
        #expect(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        for path in [folder.appendingPathComponent("purr-none").path, folder.path, pipe] {
            let error = #expect(throws: Diagnostic.self) { try ByteSource(path: path) }
            #expect(error?.code == "file.open")
        }
    }
}
