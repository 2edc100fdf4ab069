import Desk
import Foundation
import Testing

@testable import Delivery

/// A directory of the test's own, gone when the test is over.
final class TemporaryDirectory {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "purr-delivery-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
    }

    func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }
}

func outgoing(
    id: String = "P-1042", to: String = "kari@example.com", email: [UInt8] = Array("mail".utf8),
    pdf: [UInt8] = Array("pdf".utf8)
) -> OutgoingMessage {
    OutgoingMessage(id: id, from: "post@example.no", to: to, email: email, pdf: pdf)
}

/// The failure of a delivery that must fail; nil, with an issue recorded, when it succeeds.
func failure(
    of channel: any Channel, _ message: OutgoingMessage,
    sourceLocation: SourceLocation = #_sourceLocation
) async -> DeliveryFailure? {
    do throws(DeliveryFailure) {
        let receipt = try await channel.deliver(message)
        Issue.record("delivered: \(receipt.detail)", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}

@Suite struct FolderChannelTests {
    @Test("A message becomes a PDF and an e-mail, and nothing else is left behind")
    func writes() async throws {
        let directory = try TemporaryDirectory()
        let channel = FolderChannel(directory: directory.path + "/a/b")
        let receipt = try await channel.deliver(outgoing())
        #expect(
            receipt
                == DeliveryReceipt(
                    channel: "folder", detail: directory.path + "/a/b/P-1042.pdf"))
        #expect(try directory.names(in: "a/b") == ["P-1042.eml", "P-1042.pdf"])
        #expect(try directory.bytes("a/b/P-1042.eml") == Array("mail".utf8))
        #expect(try directory.bytes("a/b/P-1042.pdf") == Array("pdf".utf8))
    }

    @Test("Delivering the same message twice gives the same receipt and touches no file")
    func repeated() async throws {
        let directory = try TemporaryDirectory()
        let channel = FolderChannel(directory: directory.path)
        let first = try await channel.deliver(outgoing())
        let before = try FileManager.default.attributesOfItem(atPath: first.detail)
        #expect(try await channel.deliver(outgoing()) == first)
        let after = try FileManager.default.attributesOfItem(atPath: first.detail)
        #expect(
            before[.systemFileNumber] as? UInt64 == after[.systemFileNumber] as? UInt64)
    }

    @Test("After a run that was cut off between the files, the missing one is written")
    func completes() async throws {
        let directory = try TemporaryDirectory()
        let channel = FolderChannel(directory: directory.path)
        _ = try await channel.deliver(outgoing(email: []))
        #expect(try directory.names() == ["P-1042.pdf"])
        _ = try await channel.deliver(outgoing())
        #expect(try directory.names() == ["P-1042.eml", "P-1042.pdf"])
    }

    @Test(
        "Other content under the same id is refused for good, naming the file, and nothing is written"
    )
    func differs() async throws {
        let directory = try TemporaryDirectory()
        let channel = FolderChannel(directory: directory.path)
        _ = try await channel.deliver(outgoing(pdf: []))
        let other = outgoing(email: Array("MAIL".utf8))
        let problem = await failure(of: channel, other)
        #expect(problem?.outcome == .permanent)
        #expect(problem?.detail == "P-1042.eml is there already with other content")
        #expect(try directory.names() == ["P-1042.eml"])
        #expect(try directory.bytes("P-1042.eml") == Array("mail".utf8))
    }

    @Test(
        "No id leaves the directory or hides a file",
        arguments: [
            ("P-1042", "P-1042"), ("../../etc/passwd", "=2E.=2F..=2Fetc=2Fpasswd"),
            ("/root", "=2Froot"), (".hidden", "=2Ehidden"), ("a\0b", "a=00b"),
            ("påminnelse", "p=C3=A5minnelse"), ("a=2Fb", "a=3D2Fb"), ("1.2", "1.2"),
        ])
    func fileNames(id: String, name: String) throws {
        #expect(try FileName.stem(for: id) == name)
    }

    @Test("An empty id, a too long one and an empty message are refused for good")
    func refused() async throws {
        let directory = try TemporaryDirectory()
        let channel = FolderChannel(directory: directory.path)
        let cases = [
            outgoing(id: ""), outgoing(id: String(repeating: "x", count: 201)),
            outgoing(email: [], pdf: []),
        ]
        for message in cases {
            #expect(await failure(of: channel, message)?.outcome == .permanent)
        }
        #expect(try directory.names() == [])
    }

    @Test("A directory that can not be made is a temporary failure")
    func noDirectory() async throws {
        let directory = try TemporaryDirectory()
        _ = try await FolderChannel(directory: directory.path).deliver(outgoing())
        let channel = FolderChannel(directory: directory.path + "/P-1042.pdf/sub")
        #expect(await failure(of: channel, outgoing())?.outcome == .temporary)
    }

    @Test("A large letter arrives whole")
    func large() async throws {
        let directory = try TemporaryDirectory()
        let pdf = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        _ = try await FolderChannel(directory: directory.path).deliver(outgoing(pdf: pdf))
        #expect(try directory.bytes("P-1042.pdf") == pdf)
    }
}
