import Foundation
import Testing

/// From a letter that leaves to the answer that stops it, with the built program and a real maildir.
@Suite("The inbox", .serialized)
struct InboxCommandTests {
    private struct Line: Decodable {
        let id: Int
        let kind: String
        let proposal: String?
        let words: [String]
        let state: String
        let outcome: String?
        let status: String
        let foundBy: String
        let invoices: [String]
    }

    private struct Today: Decodable { let unreadMails: Int }

    private let day = "2026-09-04"

    /// Two customers who have got a nudge each.
    private func company() throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list([
                OpenItem(invoice: "50001"), OpenItem(invoice: "50002", customer: "10002"),
            ]), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: day)
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        #expect(company.letters().count == 2)
        return company
    }

    /// What the letter's own e-mail is called, from its bytes.
    private func messageID(_ letter: String, _ company: Company) throws -> String {
        let mail = try company.directory.text("letters/\(letter).eml")
        let line = try #require(
            mail.split(whereSeparator: \.isNewline).first { $0.hasPrefix("Message-ID:") })
        return String(try #require(line.split(separator: " ").last))
    }

    private func maildir(_ company: Company) throws -> String {
        for folder in ["cur", "new", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: "\(company.files.path)/mail/\(folder)", withIntermediateDirectories: true)
        }
        _ = try company.files.write(
            """
            From: Noen <noen@example.no>\r
            To: faktura@fjordvikror.example\r
            Subject: =?UTF-8?Q?Sv:_P=C3=A5minnelse?=\r
            Message-ID: <a@example.no>\r
            In-Reply-To: \(try messageID("P-1", company))\r
            Date: Fri, 04 Sep 2026 08:00:00 +0200\r
            MIME-Version: 1.0\r
            Content-Type: multipart/alternative; boundary="=_b"\r
            \r
            --=_b\r
            Content-Type: text/plain; charset=iso-8859-1\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Bel=F8pet er feil.\r
            \r
            fre. 4. sep. 2026 kl. 07:00 skrev Fjordvik <faktura@fjordvikror.example>:\r
            > Har du betalt?\r
            --=_b\r
            Content-Type: text/html; charset=utf-8\r
            \r
            <p>Beløpet er feil.</p>\r
            --=_b--\r

            """, to: "mail/cur/1.host:2,S")
        _ = try company.files.write(
            """
            Return-Path: <>
            From: Mail Delivery System <MAILER-DAEMON@mx.example.no>
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <b@mx.example.no>
            Content-Type: multipart/report; report-type=delivery-status; boundary=x

            --x

            I'm sorry to have to inform you that your message could not be delivered.
            --x
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.no

            Final-Recipient: rfc822; kunde@example.no
            Action: failed
            Status: 5.1.1
            --x
            Content-Type: text/rfc822-headers

            Message-ID: \(try messageID("P-2", company))
            --x--
            """, to: "mail/new/2.host")
        return "\(company.files.path)/mail"
    }

    private func held(_ invoice: String, _ company: Company, on day: String) throws -> [String] {
        let claim = try company.claim(invoice, today: day)
        return claim.verdict == "hold" ? claim.reasons.map(\.code) : []
    }

    @Test("An answer waits, holds and is settled by a person; a bounce tells its letter")
    func answered() throws {
        let company = try company()
        let later = "2026-09-24"
        try company.hearFromBank(through: later)
        try company.must(["inbox", "import", try maildir(company)], today: later)

        let waiting: [Line] = try company.report(["inbox"], today: later)
        #expect(waiting.map(\.foundBy) == ["thread"])
        #expect(waiting.map(\.proposal) == ["objection"])
        #expect(waiting[0].words.contains("feil"))
        let answered = try #require(waiting[0].invoices.first)
        #expect(try held(answered, company, on: later).contains("unread-mail"))
        // What bounced counts as not sent; a new letter goes another way, or waits for a person.
        #expect(try company.outbox().contains { $0.state == "bounced" })
        let today: Today = try company.report(["today"], today: later)
        #expect(today.unreadMails == 1)
        #expect(try company.must(["today"], today: later).output.contains("purr inbox"))

        let shown = try company.must(["inbox", "show", "\(waiting[0].id)"], today: later).output
        #expect(shown.contains("Beløpet er feil."))
        #expect(!shown.contains("Har du betalt"))

        // The same mails again are known.
        let before = try company.everything(today: later)
        try company.must(["inbox", "import", "\(company.files.path)/mail"], today: later)
        #expect(try company.everything(today: later) == before)

        try company.must(["inbox", "objection", "\(waiting[0].id)"], today: later)
        #expect(try held(answered, company, on: later) == ["disputed"])
        #expect(try company.run(["inbox", "done", "\(waiting[0].id)"], today: later).status == 1)
        let all: [Line] = try company.report(["inbox", "list", "--all"], today: later)
        #expect(all.map(\.outcome).compactMap { $0 }.sorted() == ["bounce", "objection"])
        let csv = try company.must(["inbox", "list", "--all", "--csv", "-"], today: later).output
        #expect(csv.split(whereSeparator: \.isNewline).count == 3)
        // No word of a mail is in the journal.
        #expect(try !company.journal().contains("feil"))
    }

    @Test("What is no e-mail is refused with file and line, and the status is 1")
    func refused() throws {
        let company = try Company()
        let file = try company.files.write("bare tekst\n", to: "brev.eml")
        let outcome = try company.run(["inbox", "import", file])
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("mime.no-headers: brev.eml, line 1"))
        #expect(try company.must(["inbox"]).output.contains("Ingen e-post venter."))
    }
}
