import Basics
import Claims
import Foundation
import Letters
import Store
import Testing

@testable import Desk

@Suite("How a company's letters look")
struct LookTests {
    private static func svg(_ colour: String) -> [UInt8] {
        Array(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">
            <rect width="80" height="80" fill="\(colour)"/><circle cx="150" cy="40" r="40"/></svg>
            """.utf8)
    }

    private func file(_ colour: String = "#d01020") throws -> LogoFile {
        try LogoFile(Self.svg(colour), name: "logo.svg")
    }

    /// Two overdue invoices of two customers, the bank known through yesterday.
    private func ready() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.take(list: [
            TestDesk.row("4001", kid: "40014"),
            TestDesk.row(
                "4002", kid: "40022", customer: "10002", name: "Kari Berg",
                email: "kari@berg.example"),
        ])
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        return desk
    }

    private func request(_ number: Int64, _ desk: BookDesk) throws -> LetterRequest {
        let notice = try #require(
            try desk.read(.see, of: .nobody) { try $0.notice(NoticeID(number)) })
        return try BookDesk.decode(notice.request)
    }

    private func message(_ number: Int64, _ desk: BookDesk) throws -> OutgoingMessage {
        let notice = try #require(
            try desk.read(.see, of: .nobody) { try $0.notice(NoticeID(number)) })
        return try desk.message(of: notice, Post(mail: nil, folder: TestChannel("folder")))
    }

    @Test(
        "A letter approved yesterday leaves as it was approved, whatever the look has become since")
    func frozen() async throws {
        let test = try ready()
        try test.desk.changeLook(
            colour: .take(try BookDesk.colour("#1d5c4d")), logo: .take(try file()))
        let before = try test.reopened()
        _ = try before.approve([try test.id("4001")])
        let approved = try message(1, before)

        try before.changeLook(
            colour: .take(try BookDesk.colour("#f5a623")), logo: .take(try file("#00f")))
        let changed = try test.reopened()
        _ = try changed.approve([try test.id("4002")])
        #expect(try message(1, changed) == approved)
        try changed.changeLook(colour: .remove, logo: .remove)
        let plain = try test.reopened()
        #expect(plain.book.look == BookLook())
        #expect(try message(1, plain) == approved)

        let (first, second) = (try request(1, plain), try request(2, plain))
        #expect(first.look?.colour?.hex == "#1d5c4d" && second.look?.colour?.hex == "#f5a623")
        #expect(first.look?.logo == Digest.hex(Digest.sha256(Self.svg("#d01020"))))
        #expect(second.look?.logo == Digest.hex(Digest.sha256(Self.svg("#00f"))))
        let channel = TestChannel("smtp")
        _ = try await plain.work(
            Post(mail: channel, folder: TestChannel("folder")), ignoringWindow: true)
        #expect(channel.delivered.first { $0.id == "P-1" } == approved)
    }

    @Test("A letter that has left is told again byte for byte, its logo kept once for all letters")
    func kept() async throws {
        let test = try ready()
        try test.desk.changeLook(logo: .take(try file()))
        let desk = try test.reopened()
        _ = try desk.approve()
        let channel = TestChannel("smtp")
        _ = try await desk.work(
            Post(mail: channel, folder: TestChannel("folder")), ignoringWindow: true)
        #expect(channel.delivered.count == 2)
        let stored = try #require(
            try desk.read(.see, of: .nobody) { try $0.logo(Digest.sha256(Self.svg("#d01020"))) })
        let lines = MailAttachment.lines(of: stored.mail)
        for message in channel.delivered {
            #expect(Data(message.email).range(of: Data(lines)) != nil)
            let id = NoticeID(Int64(message.id.dropFirst(2)) ?? 0)
            #expect(try desk.sentMessage(id) == message)
            let parts = try desk.read(.see, of: .nobody) { try $0.parts(of: id) }
            #expect(parts.map(\.name) == ["letter.pdf", "mail-head", "mail-middle", "mail-tail"])
            for part in parts { #expect(Data(part.bytes).range(of: Data(lines)) == nil) }
        }
        // The proof holds it too, byte for byte.
        let proof = Data(try desk.proof(of: "4001").bytes)
        let first = try #require(channel.delivered.first { $0.id == "P-1" })
        #expect(proof.range(of: Data(first.email)) != nil)
    }

    @Test("A book is made with its look, and the journal tells of every change")
    func created() throws {
        let test = try TestDesk()
        var record = test.desk.book
        record.look = BookLook(colour: Colour("#1d5c4d"))
        let made = try BookDesk.createBook(
            record, logo: try file(), in: test.desk.database, as: .person("kari"),
            clock: test.desk.clock)
        #expect(made.look.logo == Digest.sha256(Self.svg("#d01020")))
        let desk = try BookDesk.open(
            test.desk.database, book: made, as: .person("ola"), clock: test.desk.clock)
        #expect(desk.book.look == made.look)
        let view = try desk.lookView()
        #expect(view.logo?.kind == .svg && view.logoBy == "kari" && view.logoAt == test.time.now)
        #expect(view.textColour == view.colour)
        try desk.changeLook(colour: .keep, logo: .keep)
        try desk.changeLook(logo: .remove)
        let entries = try desk.journal().filter { $0.kind == "look" }
        #expect(entries.map(\.actor) == ["kari", "ola"])
        #expect(entries.last?.detail == "colour #1d5c4d, logo none")
    }

    @Test("A letter that names a logo the book has never had is refused")
    func unknown() throws {
        let test = try ready()
        var request = try test.desk.preview().letters[0].request
        request.look = LetterLook(colour: nil, logo: String(repeating: "0", count: 64))
        let fault = #expect(throws: Diagnostic.self) { try test.desk.logo(of: request) }
        #expect(fault?.code == "logo.unknown")
        let colour = #expect(throws: Diagnostic.self) { try BookDesk.colour("rød") }
        #expect(colour?.code == "look.colour")
        let text = #expect(throws: Diagnostic.self) {
            try LogoFile(Array("nothing".utf8), name: "logo.txt")
        }
        #expect(text?.code == "logo.type" && text?.place.contains("logo.txt") == true)
    }

    @Test("Letters with characters no font has are told before they are approved")
    func gaps() throws {
        let test = try TestDesk()
        try test.take(list: [
            TestDesk.row("4001", kid: "40014"),
            TestDesk.row("4002", customer: "10002", name: "Дмитрий Berg"),
            TestDesk.row("4003", customer: "10003", name: "Kari \u{378} Berg"),
        ])
        try test.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        let approval = try test.desk.preview()
        #expect(approval.letters.count == 3)
        let gaps = try test.desk.gaps(in: approval)
        #expect(gaps.map(\.letter.debtor.number) == ["10003"])
        #expect(gaps.first?.characters == ["\u{378}"])
    }
}
