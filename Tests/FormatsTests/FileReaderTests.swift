import Basics
import Testing

@testable import Formats

@Suite("Telling files apart")
struct FileReaderTests {
    private func detect(_ text: String) -> Detection { FileReader.detect(Array(text.utf8)) }

    @Test("Files are told apart by their first bytes")
    func formats() {
        let mark = "\u{FEFF}"
        #expect(detect("NY000010000080801006001") == .format(.ocrGiro, version: ""))
        for is053 in [false, true] {
            for version in CamtSample.Version.allCases {
                let expected = Detection.format(
                    is053 ? .camt053 : .camt054, version: version.rawValue)
                let xml = CamtSample(version: version, is053: is053).xml
                for start in [xml, mark + xml, "\n  " + xml] { #expect(detect(start) == expected) }
            }
        }
        let saft = "<AuditFile xmlns=\"urn:StandardAuditFile-Taxation-Financial:NO\">"
        #expect(detect(saft) == .format(.saft, version: ""))
        for list in ["Kundenr;Navn;Beløp\n", mark + "Kundenr;Navn", "kundenr\tnavn"] {
            #expect(detect(list) == .format(.openItemsCSV, version: ""))
        }
    }

    @Test("Compressed files are told apart, and refused where only their bytes are given")
    func compressed() {
        let heads: [(ArchiveKind, [UInt8])] = [
            (.zip, [0x50, 0x4B, 3, 4, 20, 0]), (.zip, [0x50, 0x4B, 5, 6]),
            (.gzip, [0x1F, 0x8B, 8, 0]),
        ]
        for (kind, head) in heads {
            #expect(FileReader.detect(head) == .archive(kind))
            #expect(refusal(of: head)?.code == "format.compressed")
        }
        let seven: [UInt8] = [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]
        #expect(refusal(of: seven)?.code == "format.compressed")
        #expect(refusal(of: seven)?.found == "a 7z file")
    }

    @Test("What is no format Purr knows is refused")
    func unknown() {
        let pdf = Array("%PDF-1.7\n".utf8) + [0, 1, 2, 3]
        let others = [[], pdf, Array("<html></html>".utf8), Array("<?xml version=\"1.0\"?>".utf8)]
        for bytes in others {
            let found = refusal(of: bytes)
            #expect(found?.code == "format.unknown")
            #expect(found?.place == "first bytes")
        }
    }

    @Test("Another ISO 20022 message or version is refused by name")
    func otherVersions() {
        for name in ["camt.054.001.04", "camt.052.001.02", "camt.053.001.13"] {
            let found = refusal(of: Array("<Document xmlns=\"\(namespace)\(name)\"/>".utf8))
            #expect(found?.code == "camt.version")
            #expect(found?.found == name)
        }
        let payment = Array("<Document xmlns=\"\(namespace)pain.001.001.03\"/>".utf8)
        #expect(refusal(of: payment)?.code == "format.unknown")
    }

    private let namespace = "urn:iso:std:iso:20022:tech:xsd:"
}
