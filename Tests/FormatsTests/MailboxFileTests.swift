import Basics
import Formats
import Testing

@Suite("Mailboxes in one file")
struct MailboxFileTests {
    private func read(
        _ text: String, chunkSize: Int = 1 << 18, limits: MailLimits = MailLimits()
    ) throws -> [Result<[UInt8], Diagnostic>] {
        var found: [Result<[UInt8], Diagnostic>] = []
        var source = ByteSource(bytes: Array(text.utf8), chunkSize: chunkSize)
        try MailboxFileReader.read(&source, limits: limits) { number, message in
            found.append(message)
            #expect(number == found.count)
        }
        return found
    }

    private func texts(_ results: [Result<[UInt8], Diagnostic>]) throws -> [String] {
        try results.map { String(decoding: try $0.get(), as: UTF8.self) }
    }

    private static let box = """
        From kari@example.no Tue Nov 24 08:12:33 2026
        Subject: En

        >From now on I will pay.
        >>From an older letter
        From here on nothing begins.

        From MAILER-DAEMON Tue Nov 24 08:12:34 +0100 2026
        Subject: To

        Hei

        """

    @Test(
        "Each message comes by itself, unquoted, however the file is cut",
        arguments: [1, 7, 100, 1 << 18])
    func messages(chunkSize: Int) throws {
        let found = try texts(read(Self.box, chunkSize: chunkSize))
        #expect(
            found == [
                "Subject: En\n\nFrom now on I will pay.\n>From an older letter\nFrom here on nothing begins.\n",
                "Subject: To\n\nHei\n",
            ])
    }

    @Test("What is no mailbox is refused; a message too large is told and the others are read")
    func refusals() throws {
        #expect(throws: Diagnostic.self) { try read("Subject: En\n\nHei") }
        #expect(try read("").isEmpty)
        var limits = MailLimits()
        limits.messageBytes = 70
        let found = try read(Self.box, limits: limits)
        #expect(found.count == 2)
        #expect(throws: Diagnostic.self) { try found[0].get() }
        #expect(try texts([found[1]]) == ["Subject: To\n\nHei\n"])
        limits.messages = 1
        #expect(throws: Diagnostic.self) { try read(Self.box, limits: limits) }
        #expect(MailboxFileReader.isMailbox(Array(Self.box.utf8)))
        #expect(!MailboxFileReader.isMailbox(Array("From: a@b.no\n".utf8)))
        #expect(!MailboxFileReader.isMailbox(Array("From now on\n".utf8)))
    }
}
