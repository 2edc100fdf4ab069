import Basics
import Desk
import Foundation
import Testing

@testable import Delivery

/// A PDF with a number of pages, each marked, as any program may have made it.
func printable(_ mark: String, pages: Int = 1) -> [UInt8] {
    var objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    let kids = (0..<pages).map { "\(3 + $0 * 2) 0 R" }.joined(separator: " ")
    objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>")
    for page in 1...pages {
        let content = "% \(mark) page \(page)\n0 0 10 10 re f\n"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(objects.count + 2) 0 R >>"
        )
        objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)endstream")
    }
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
        offsets.append(text.utf8.count)
        text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets { text += String(format: "%010d 00000 n \n", offset) }
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
}

func paper(
    _ id: String, pages: Int = 1, name: String = "Kari Nordmann", postcode: String = "0577",
    country: String = ""
) -> OutgoingMessage {
    OutgoingMessage(
        id: id, from: "", to: "", email: [], pdf: printable(id, pages: pages),
        recipient: .init(name: name, postcode: postcode, country: country))
}

@Suite struct PrintChannelTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func channel(duplex: Bool = false, merged: Bool = true) throws -> PrintChannel {
        PrintChannel(
            try PrintSettings(
                directory: folder.path + "/print", isDuplex: duplex, isMerged: merged))
    }

    private func deliver(_ messages: [OutgoingMessage], _ channel: PrintChannel) async throws {
        for message in messages { _ = try await channel.deliver(message) }
    }

    private let five = [
        paper("P-1", pages: 2, postcode: "0577"), paper("P-2", postcode: "9010"),
        paper("P-3", postcode: "0155"), paper("P-4", postcode: "10115", country: "DE"),
        paper("P-5", pages: 3, postcode: "0001"),
    ]

    private func facts(_ path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["qpdf", "--check", path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: text, as: UTF8.self)
    }

    @Test(
        "A batch is one sound PDF in the order of sheets, country and postcode, with its manifest")
    func merged() async throws {
        let channel = try channel()
        try await deliver(five, channel)
        let batch = try #require(try await channel.makeBatch(day: "2026-11-24"))
        #expect(batch.name == "2026-11-24-1")
        #expect(batch.letters.map(\.id) == ["P-4", "P-3", "P-2", "P-1", "P-5"])
        #expect(batch.letters.map(\.firstPage) == [1, 2, 3, 4, 6])
        #expect(batch.letters.map(\.pages) == [1, 1, 1, 2, 3])
        #expect(batch.sheets == 8)
        #expect(
            try folder.names(in: "print/batches/2026-11-24-1") == [
                "letters.pdf", "manifest.csv", "manifest.json",
            ])
        #expect(
            try facts(batch.directory + "/letters.pdf").contains(
                "No syntax or stream encoding errors"))
        let bundle = try PDFBundle()
        #expect(try bundle.append(try folder.bytes("print/batches/2026-11-24-1/letters.pdf")) == 8)
        let text = String(
            decoding: try folder.bytes("print/batches/2026-11-24-1/manifest.csv"), as: UTF8.self)
        let hash = Fingerprint.of(five[3].pdf)
        #expect(
            text.hasPrefix(
                "id,file,first_page,pages,sheets,recipient,postcode,country,colour,sha256\r\n"
                    + "\"P-4\",\"letters.pdf\",1,1,1,\"Kari Nordmann\",\"10115\",\"DE\",no,\"\(hash)\"\r\n"
            ))
        let rows = try JSONDecoder().decode(
            [PrintBatch.Letter].self,
            from: Data(folder.bytes("print/batches/2026-11-24-1/manifest.json")))
        #expect(rows == batch.letters)
    }

    @Test("On both sides of the sheet each letter begins on a new one")
    func duplex() async throws {
        let channel = try channel(duplex: true)
        try await deliver(five, channel)
        let batch = try #require(try await channel.makeBatch(day: "2026-11-24"))
        #expect(batch.letters.map(\.id) == ["P-4", "P-3", "P-1", "P-2", "P-5"])
        #expect(batch.letters.map(\.sheets) == [1, 1, 1, 1, 2])
        #expect(batch.letters.map(\.firstPage) == [1, 3, 5, 7, 9])
        #expect(batch.letters.allSatisfy { $0.firstPage % 2 == 1 })
        let bundle = try PDFBundle()
        #expect(try bundle.append(try folder.bytes("print/batches/2026-11-24-1/letters.pdf")) == 12)
    }

    @Test("Or one file a letter, byte for byte as approved")
    func single() async throws {
        let channel = try channel(merged: false)
        try await deliver(five, channel)
        let batch = try #require(try await channel.makeBatch(day: "2026-11-24"))
        for letter in batch.letters {
            let bytes = try folder.bytes("print/batches/\(batch.name)/\(letter.file)")
            #expect(Fingerprint.of(bytes) == letter.sha256)
            #expect(bytes == five.first { $0.id == letter.id }?.pdf)
            #expect(letter.firstPage == 1)
        }
    }

    @Test("The same letters make the same bytes")
    func deterministic() async throws {
        let other = try TemporaryDirectory()
        let twin = PrintChannel(try PrintSettings(directory: other.path + "/print"))
        let channel = try channel()
        try await deliver(five, channel)
        try await deliver(five.reversed(), twin)
        _ = try await channel.makeBatch(day: "2026-11-24")
        _ = try await twin.makeBatch(day: "2026-11-24")
        for file in ["letters.pdf", "manifest.csv"] {
            let path = "print/batches/2026-11-24-1/\(file)"
            #expect(try folder.bytes(path) == other.bytes(path))
        }
    }

    @Test("A letter goes into one batch only, however often it is delivered")
    func once() async throws {
        let channel = try channel()
        try await deliver(five + five, channel)
        let first = try #require(try await channel.makeBatch(day: "2026-11-24"))
        #expect(first.letters.count == 5)
        #expect(try folder.names(in: "print/waiting").isEmpty)
        try await deliver(five, channel)
        #expect(try await channel.makeBatch(day: "2026-11-24") == nil)
        _ = try await channel.deliver(paper("P-6"))
        let second = try #require(try await channel.makeBatch(day: "2026-11-24"))
        #expect(second.name == "2026-11-24-2")
        #expect(second.letters.map(\.id) == ["P-6"])
    }

    @Test("Another letter of the same number is refused, waiting or printed")
    func otherContent() async throws {
        let channel = try channel()
        _ = try await channel.deliver(paper("P-1"))
        #expect(await failure(of: channel, paper("P-1", pages: 2))?.outcome == .permanent)
        _ = try await channel.makeBatch(day: "2026-11-24")
        #expect(await failure(of: channel, paper("P-1", pages: 2))?.outcome == .permanent)
        var empty = paper("P-2")
        empty.pdf = []
        #expect(await failure(of: channel, empty)?.outcome == .permanent)
    }

    @Test("A run that was cut off before the batch had its name is started over")
    func cutOffBefore() async throws {
        let channel = try channel()
        try await deliver(five, channel)
        let root = folder.path + "/print"
        try FileManager.default.createDirectory(
            atPath: root + "/batches/.2026-11-24-1", withIntermediateDirectories: true)
        try Data(#"{"batch":"2026-11-24-1","stems":["P-1"],"hashes":["x"]}"#.utf8)
            .write(to: URL(fileURLWithPath: root + "/plan.json"))
        let batch = try #require(try await channel.makeBatch(day: "2026-11-24"))
        #expect(batch.name == "2026-11-24-1")
        #expect(batch.letters.count == 5)
        #expect(try folder.names(in: "print/batches") == ["2026-11-24-1"])
    }

    @Test("A run that was cut off after it is finished, and nothing is printed twice")
    func cutOffAfter() async throws {
        let channel = try channel()
        try await deliver(five, channel)
        _ = try await channel.makeBatch(day: "2026-11-24")
        // As it was just after the batch got its name: nothing noted, everything still waiting.
        let root = folder.path + "/print"
        for id in five.map(\.id) {
            try FileManager.default.removeItem(atPath: "\(root)/done/\(id).json")
        }
        try await deliver(five, channel)
        let hashes = five.map { "\"\(Fingerprint.of($0.pdf))\"" }.joined(separator: ",")
        let stems = five.map { "\"\($0.id)\"" }.joined(separator: ",")
        try Data(#"{"batch":"2026-11-24-1","stems":[\#(stems)],"hashes":[\#(hashes)]}"#.utf8)
            .write(to: URL(fileURLWithPath: root + "/plan.json"))
        #expect(try await channel.makeBatch(day: "2026-11-24") == nil)
        #expect(try folder.names(in: "print/waiting").isEmpty)
        #expect(try folder.names(in: "print/done").count == 5)
    }

    @Test("A letter that is no PDF, or was changed while it waited, stops the batch and is named")
    func broken() async throws {
        let channel = try channel()
        var message = paper("P-1")
        message.pdf = Array("no pdf".utf8)
        try await deliver([message, paper("P-2")], channel)
        await #expect(throws: DeliveryFailure.self) {
            try await channel.makeBatch(day: "2026-11-24")
        }
        #expect(try folder.names(in: "print/batches").isEmpty)
        let path = folder.path + "/print/waiting/P-1.pdf"
        try Data(printable("other")).write(to: URL(fileURLWithPath: path))
        await #expect(throws: DeliveryFailure.self) {
            try await channel.makeBatch(day: "2026-11-24")
        }
        try Data("no pdf".utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test("A name that looks like a formula is none in the manifest")
    func formula() async throws {
        let channel = try channel()
        _ = try await channel.deliver(paper("P-1", name: "=cmd|\"x\"\n,AS"))
        _ = try await channel.makeBatch(day: "2026-11-24")
        let text = String(
            decoding: try folder.bytes("print/batches/2026-11-24-1/manifest.csv"), as: UTF8.self)
        #expect(text.contains("\" =cmd|\"\"x\"\" ,AS\""))
    }
}
