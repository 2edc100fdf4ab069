import Foundation
import Testing

/// The program against a real mail server.
@Suite(
    "Sending by mail", .serialized,
    .enabled(if: MailServer.isPresent, "no Python with a mail server; see make venv"))
struct SMTPTests {
    private let day = "2026-09-04"

    private func company(_ items: [OpenItem]) throws -> Company {
        let company = try Company()
        try company.take(OpenItem.list(items), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: day)
        return company
    }

    private var one: [OpenItem] { [OpenItem(invoice: "50001", email: "kari@kunde.example")] }

    private func send(_ company: Company, _ server: MailServer) throws -> Binary.Outcome {
        try company.run(["send", "--all", "--yes", "--now"] + server.options, today: day)
    }

    @Test(
        "Each customer's mail arrives once, with text, HTML and the letter; others go to the folder"
    )
    func arrives() throws {
        let names = ["Kari Nordmann", "Åse Ørjasæter", "Blåbær & Sønn AS"]
        var items = names.enumerated().map { index, name in
            OpenItem(
                invoice: "5000\(index + 1)", customer: "2000\(index + 1)", name: name,
                email: "kunde\(index + 1)@kunde.example")
        }
        items.append(OpenItem(invoice: "50009", customer: "20009", name: "Uten E-post"))
        let company = try company(items)
        let server = try MailServer()
        let outcome = try send(company, server)
        #expect(outcome.status == 0, "\(outcome.story)")

        let mails = try server.mails()
        let recipients = mails.flatMap(\.recipients).sorted()
        #expect(recipients == (1...3).map { "kunde\($0)@kunde.example" })
        #expect(Set(mails.map(\.messageID)).count == 3)
        for mail in mails { expectWhole(mail) }
        let outbox = try company.outbox()
        #expect(outbox.map(\.state) == ["sent", "sent", "sent", "sent"])
        #expect(outbox.count { $0.channel == "smtp" } == 3)
        #expect(company.letters().count == 1)

        // Neither the day's work nor the post finds anything more.
        _ = try send(company, server)
        try company.must(["work", "--now"] + server.options, today: day)
        #expect(server.mailCount == 3)
    }

    private func expectWhole(_ mail: ReceivedMail) {
        #expect(mail.defects == [])
        #expect(mail.sender == "faktura@fjordvikror.example")
        #expect(mail.from.contains("Fjordvik Rør AS"))
        let subject = mail.subject
        #expect(subject.contains("glemt oss") || subject.contains("faktura"), "\(subject)")
        #expect(
            mail.types == [
                "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
                "application/pdf",
            ])
        #expect(mail.text.contains("Fjordvik Rør AS"))
        #expect(mail.text.contains("10 000,00") || mail.text.contains("10\u{A0}000,00"))
        #expect(mail.html.contains("Fjordvik Rør AS"))
        #expect(mail.fileName.hasSuffix(".pdf"))
        #expect(mail.fileStart == "%PDF")
    }

    @Test("A collection notice goes to the folder, whatever the address")
    func collectionNotice() throws {
        let company = try company(one)
        let server = try MailServer()
        for day in [day, "2026-09-15", "2026-10-02"] {
            try company.hearFromBank(through: day)
            try company.must(["send", "--all", "--yes", "--now"] + server.options, today: day)
        }
        #expect(server.mailCount == 2)
        #expect(company.letters() == ["P-3"])
        let notice = try #require(try company.outbox().first { $0.step == "collection-notice" })
        #expect(notice.channel == "folder")
    }

    @Test("A refused recipient bounces the letter, and it goes on paper instead")
    func refused() throws {
        let company = try company(one)
        let server = try MailServer(mode: "reject-recipient")
        let outcome = try send(company, server)
        #expect(outcome.status == 0, "\(outcome.story)")
        #expect(outcome.output.contains("P-2"), "\(outcome.story)")
        let letter = try #require(try company.outbox().first { $0.id == 1 })
        #expect(letter.state == "bounced")
        #expect(letter.receipt?.contains("550") == true)
        try company.must(["work", "--now"] + server.options, today: day)
        let instead = try #require(try company.outbox().first { $0.id == 2 })
        #expect(instead.state == "sent")
        #expect(instead.channel == "folder")
        #expect(instead.step == letter.step)
        #expect(company.letters() == ["P-2"])
        // Nothing is tried again by itself, on this server or a better one.
        let better = try MailServer()
        _ = try send(company, better)
        #expect(server.mailCount == 0)
        #expect(better.mailCount == 0)
    }

    @Test(
        "A server that says later keeps the letter waiting; it leaves once when the server is back")
    func later() throws {
        let company = try company(one)
        let busy = try MailServer(mode: "defer-recipient")
        _ = try send(company, busy)
        #expect(try company.outbox().map(\.state) == ["waiting"])
        let server = try MailServer()
        try company.must(["work", "--now"] + server.options, today: day)
        #expect(try company.outbox().map(\.state) == ["sent"])
        #expect(server.mailCount == 1)
    }

    @Test(
        "A server that breaks off after the message leaves a person to decide; it is not sent again"
    )
    func uncertain() throws {
        let company = try company(one)
        let server = try MailServer(mode: "drop-after-data")
        #expect(try send(company, server).status == 4)
        #expect(try company.outbox().map(\.state) == ["uncertain"])
        let better = try MailServer()
        _ = try company.run(["work", "--now"] + better.options, today: day)
        _ = try send(company, better)
        #expect(server.mailCount + better.mailCount == 1)
    }

    @Test("A server that is away keeps the letter waiting")
    func away() throws {
        let company = try company(one)
        // A port that was just free; nobody listens on it any more.
        let options = try MailServer().options
        let outcome = try company.run(["send", "--all", "--yes", "--now"] + options, today: day)
        #expect(outcome.status == 0, "\(outcome.story)")
        #expect(try company.outbox().map(\.state) == ["waiting"])
    }

    @Test("A rehearsal on another day never reaches a foreign mail server")
    func rehearsal() throws {
        let company = try company(one)
        let outcome = try company.run(
            ["send", "--all", "--yes", "--now", "--smtp", "smtp://mail.example:25"], today: day)
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("error send.rehearsal"))
        #expect(try company.outbox().isEmpty)
    }
}
