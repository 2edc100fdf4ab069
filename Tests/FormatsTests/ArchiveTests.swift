import Basics
import Foundation
import Testing

@testable import Formats

@Suite("Compressed files")
struct ArchiveTests {
    private let text = Array("NY000010 and more\n".utf8)
    private let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 9)) }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Diagnostic)?.code
        }
    }

    private func readAll(_ made: TestArchive, limits: ArchiveLimits = ArchiveLimits()) throws {
        let archive = try made.open(limits: limits)
        for entry in archive.entries { _ = try allBytes(archive.open(entry)) }
    }

    @Test("A zip file gives its files in order, without folders and what computers leave behind")
    func files() throws {
        let made = try TestArchive.zip([
            ("mappe/", []), ("mappe/innbetalinger på Ål.txt", text), ("__MACOSX/._x.txt", text),
            ("mappe/.DS_Store", text), ("._y", text), ("Thumbs.db", text), ("tom.txt", []),
            ("large.bin", large),
        ])
        let archive = try made.open()
        #expect(
            archive.entries.map(\.name) == [
                "mappe/innbetalinger på Ål.txt", "tom.txt", "large.bin",
            ])
        #expect(try archive.entries.map { try allBytes(archive.open($0)) } == [text, [], large])
        // Again, and the other way round.
        #expect(
            try archive.entries.reversed().map { try allBytes(archive.open($0)) } == [
                large, [], text,
            ])
    }

    @Test(
        "Small and large files within come out alike, read once or twice",
        arguments: [1, 1000, 262_144, 300_000, 1 << 23])
    func held(bytes: Int) throws {
        var limits = ArchiveLimits()
        limits.bytesHeld = bytes
        let made = try TestArchive.zip([("a", large), ("b", text), ("c", large)])
        let archive = try made.open(limits: limits)
        for entry in archive.entries {
            let expected = entry.name == "b" ? text : large
            #expect(try allBytes(archive.open(entry)) == expected)
            var source = try archive.open(entry)
            #expect(try source.peek(4) == Array(expected.prefix(4)))
            #expect(source.totalBytes == expected.count)
            #expect(try allBytes(source) == expected)
            archive.close(entry)
        }
        #expect(try allBytes(archive.open(archive.entries[0])) == large)
    }

    @Test("Two large files can be read side by side")
    func sideBySide() throws {
        var limits = ArchiveLimits()
        limits.bytesHeld = 1000
        let archive = try TestArchive.zip([("a", large), ("b", large.reversed())])
            .open(limits: limits)
        let first = try archive.open(archive.entries[0])
        let second = try archive.open(archive.entries[1])
        #expect(try allBytes(second) == large.reversed())
        #expect(try allBytes(first) == large)
    }

    @Test("A gzip file gives the file within, named as it is without its ending")
    func gzip() throws {
        let made = try TestArchive.gzip(large, named: "ocr.txt")
        let archive = try made.open()
        #expect(archive.entries.count == 1)
        #expect(archive.entries[0].name.hasSuffix("ocr.txt"))
        #expect(try allBytes(archive.open(archive.entries[0])) == large)
    }

    @Test("A file that needs a password is refused, and those beside it are read")
    func encrypted() throws {
        let made = try TestArchive.zip(
            [("a", text)], options: "zip:encryption=aes256", password: "hemmelig")
        #expect(code { try readAll(made) } == "archive.encrypted")
        let old = try TestArchive.zip(
            [("a", text)], options: "zip:encryption=traditional", password: "hemmelig")
        #expect(code { try readAll(old) } == "archive.encrypted")
    }

    @Test("An archive within an archive is refused, whatever its kind")
    func nested() throws {
        let inner = try TestArchive.zip([("a", text)]).bytes
        var tar = [UInt8](repeating: 0, count: 512)
        tar.replaceSubrange(257..<262, with: Array("ustar".utf8))
        let others: [[UInt8]] = [
            inner, try TestArchive.gzip(text).bytes, tar, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0],
            Array("Rar!".utf8) + [0x1A, 7, 0], Array("BZh91AY&SY".utf8),
        ]
        for bytes in others {
            let made = try TestArchive.zip([("good", text), ("bad", bytes)])
            let archive = try made.open()
            #expect(try allBytes(archive.open(archive.entries[0])) == text)
            #expect(
                code { _ = try archive.open(archive.entries[1]) } == "archive.nested", "\(bytes)")
            #expect(code { try readAll(try TestArchive.gzip(bytes)) } == "archive.nested")
        }
    }

    @Test("A workbook is refused with what to do instead")
    func workbook() throws {
        for name in ["[Content_Types].xml", "META-INF/manifest.xml"] {
            let made = try TestArchive.zip([("xl/workbook.xml", text), (name, text)])
            let fault = #expect(throws: Diagnostic.self) { try made.open() }
            #expect(fault?.code == "archive.workbook")
            #expect(fault?.remedy.contains("CSV") == true)
        }
    }

    @Test("A zip file without files is refused")
    func empty() throws {
        #expect(code { _ = try TestArchive.zip([("mappe/", [])]).open() } == "archive.empty")
        #expect(code { _ = try TestArchive.zip([("a/.DS_Store", text)]).open() } == "archive.empty")
    }

    // MARK: - Limits

    @Test("As many files as the limit are read, and one more refuses the whole")
    func entries() throws {
        var limits = ArchiveLimits()
        limits.entries = 5
        let files = (1...6).map { ("\($0)", text) }
        #expect(try TestArchive.zip(Array(files.prefix(5))).open(limits: limits).entries.count == 5)
        #expect(code { _ = try TestArchive.zip(files).open(limits: limits) } == "archive.entries")
    }

    @Test("What would unpack to too much is refused before a byte of it is unpacked")
    func bombTold() throws {
        let blanks = [UInt8](repeating: 32, count: 4 << 20)
        var limits = ArchiveLimits()
        limits.bytesOfAnyRatio = 1 << 20
        let made = try TestArchive.zip([("a", blanks), ("b", blanks)])
        #expect(try made.bytes.count * 250 < 8 << 20)
        #expect(code { _ = try made.open(limits: limits) } == "archive.size")
        limits.bytesOfAnyRatio = 8 << 20
        #expect(code { try readAll(made, limits: limits) } == nil)
        limits.bytes = 8 << 20 - 1
        #expect(code { _ = try made.open(limits: limits) } == "archive.size")
    }

    @Test("What does not tell its size is stopped when it has unpacked to too much")
    func bombUntold() throws {
        var limits = ArchiveLimits()
        limits.bytesOfAnyRatio = 1 << 20
        let made = try TestArchive.gzip([UInt8](repeating: 32, count: 4 << 20))
        #expect(code { try readAll(made, limits: limits) } == "archive.size")
        limits.bytesOfAnyRatio = 4 << 20
        #expect(code { try readAll(made, limits: limits) } == nil)
    }

    @Test("A file that is read twice counts once")
    func readTwice() throws {
        var limits = ArchiveLimits()
        limits.bytesHeld = 10
        limits.bytes = large.count
        limits.bytesOfAnyRatio = large.count
        let archive = try TestArchive.zip([("a", large)]).open(limits: limits)
        for _ in 0..<3 { #expect(try allBytes(archive.open(archive.entries[0])) == large) }
    }

    // MARK: - Damage

    @Test("A zip file that is cut off or changed is refused")
    func damagedZip() throws {
        let whole = try TestArchive.zip([("a", large)]).bytes
        for count in [4, 30, whole.count / 2, whole.count - 1] {
            let made = try TestArchive.file(Array(whole.prefix(count)))
            #expect(code { try readAll(made) } == "archive.damaged", "\(count) bytes")
        }
        var changed = whole
        changed[whole.count / 2] ^= 1
        #expect(code { try readAll(try TestArchive.file(changed)) } == "archive.damaged")
    }

    @Test("A gzip file that is cut off, changed or put together is refused")
    func damagedGzip() throws {
        let whole = try TestArchive.gzip(large).bytes
        var sum = whole
        sum[whole.count - 6] ^= 1
        var length = whole
        length[whole.count - 1] ^= 1
        let files = [
            Array(whole.dropLast()), Array(whole.prefix(100)), sum, length, whole + whole,
            whole + [1, 2, 3],
        ]
        for bytes in files {
            let made = try TestArchive.file(bytes, ending: "gz")
            #expect(code { try readAll(made) } == "archive.damaged", "\(bytes.count) bytes")
        }
    }

    @Test("A name is a label: whatever it says, nothing is written, and it can be shown")
    func names() throws {
        let made = try TestArchive.zip([
            ("../../purr-escaped.txt", text), ("/purr-absolute.txt", text),
            ("a\u{1B}[31mred\nline", text), (String(repeating: "x", count: 300), text),
        ])
        let archive = try made.open()
        let names = archive.entries.map(\.name)
        #expect(names[0] == "../../purr-escaped.txt")
        #expect(names[2] == "a[31mredline")
        #expect(names[3].count == 200)
        for entry in archive.entries { #expect(try allBytes(archive.open(entry)) == text) }
        #expect(!FileManager.default.fileExists(atPath: "/purr-absolute.txt"))
        #expect(!FileManager.default.fileExists(atPath: "../../purr-escaped.txt"))
    }

    @Test("Damaged at random, an archive is read or refused, and nothing else", arguments: 1...4)
    func fuzz(seed: UInt64) throws {
        var random = Seeded(seed: seed)
        let files = [("a.txt", text), ("b.bin", Array(large.prefix(5_000)))]
        let sound = [
            try TestArchive.zip(files).bytes,
            try TestArchive.gzip(Array(large.prefix(5_000))).bytes,
        ]
        for round in 0..<150 {
            let isZip = round % 2 == 0
            let bytes = mutated(sound[isZip ? 0 : 1], using: &random)
            let made = try TestArchive.file(bytes, ending: isZip ? "zip" : "gz")
            do {
                try readAll(made)
            } catch let diagnostic as Diagnostic {
                #expect(diagnostic.code.hasPrefix("archive."), "seed \(seed), round \(round)")
                #expect(!diagnostic.remedy.isEmpty)
            }
        }
    }
}
