import Basics
import Testing

@testable import Letters

/// A message with sensible defaults; each test says only what matters to it.
func message(
    from: String = "Blåbær & Sønn AS", to: String = "Kari Nordmann",
    replyTo: MailAddress? = nil, subject: String = "Har du glemt oss? æøå",
    sentAt: Int64 = 1_795_467_480, noticeID: String = "P-1042", text: String = "Hei!\n",
    html: String = "<p>Hei!</p>\n", attachments: [MailAttachment] = [],
    headers: [MailHeader] = []
) throws -> MailMessage {
    try MailMessage(
        from: MailAddress(name: from, address: "post@example.no"),
        to: MailAddress(name: to, address: "kari@example.com"), replyTo: replyTo,
        subject: subject, sentAt: sentAt, noticeID: noticeID, text: text, html: html,
        attachments: attachments, headers: headers)
}

func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(
        separator: "\r\n", omittingEmptySubsequences: false
    )
    .map(String.init)
}

@Suite struct MailMessageTests {
    @Test("The same message gives the same bytes, another text another boundary")
    func deterministic() throws {
        #expect(try message().bytes() == message().bytes())
        let boundary = { (bytes: [UInt8]) in lines(bytes).first { $0.contains("boundary=") } }
        #expect(try boundary(message().bytes()) != boundary(message(text: "Hallo!").bytes()))
    }

    @Test("The date header is written in UTC with the right weekday")
    func date() throws {
        #expect(try message(sentAt: 0).date == "Thu, 01 Jan 1970 00:00:00 +0000")
        #expect(try message(sentAt: 1_795_467_480).date == "Mon, 23 Nov 2026 20:58:00 +0000")
        #expect(try message(sentAt: 253_402_300_799).date == "Fri, 31 Dec 9999 23:59:59 +0000")
    }

    @Test("The Message-ID is the notice's identity at the sender's domain, and never shared")
    func messageID() throws {
        #expect(try message(noticeID: "P-1042").messageID == "<P-1042@example.no>")
        #expect(try message(noticeID: "a.b c").messageID == "<a=2Eb=20c@example.no>")
        #expect(try message(noticeID: "a=2Eb").messageID != message(noticeID: "a.b").messageID)
    }

    @Test("All lines are ASCII of at most 78 columns, ended by CRLF")
    func lineLengths() throws {
        let long = String(repeating: "Blåbærsyltetøy på skiva – og 😀 ", count: 30)
        let bytes = try message(
            from: long, to: String(repeating: "Nordmann ", count: 20), subject: long,
            text: long, html: "<p>\(long)</p>",
            attachments: [
                MailAttachment(
                    name: long + ".pdf", mimeType: "application/pdf",
                    bytes: Array(repeating: 7, count: 1000))
            ],
            headers: [MailHeader(name: "X-Purr-Notice", value: long)]
        ).bytes()
        #expect(bytes.allSatisfy { $0 < 0x80 })
        #expect(lines(bytes).allSatisfy { $0.utf8.count <= 78 })
        #expect(bytes.suffix(2) == [13, 10])
        for (index, byte) in bytes.enumerated() {
            if byte == 10 { #expect(bytes[index - 1] == 13) }
            if byte == 13 { #expect(bytes[index + 1] == 10) }
        }
    }

    @Test(
        "A line break in a subject, a name, a header or a file name starts no header of its own",
        arguments: ["\r\n", "\n", "\r", "\u{2028}", "\u{85}", "\0", "\r\n\r\n"])
    func injection(_ lineBreak: String) throws {
        let evil = "x\(lineBreak)Bcc: thief@example.org"
        let bytes = try message(
            from: evil, to: evil, subject: evil,
            attachments: [MailAttachment(name: evil, mimeType: "application/pdf", bytes: [1])],
            headers: [MailHeader(name: "X-Purr-Notice", value: evil)]
        ).bytes()
        #expect(!lines(bytes).contains { $0.lowercased().hasPrefix("bcc:") })
        let head = lines(bytes).prefix { !$0.isEmpty }
        let names = head.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Subject", "Message-ID", "X-Purr-Notice", "MIME-Version",
                "Content-Type",
            ])
    }

    @Test(
        "Headers that are not our own are refused", arguments: ["Bcc", "X-", "X-A:b", "X-A b", ""])
    func foreignHeader(_ name: String) throws {
        #expect {
            try message(headers: [MailHeader(name: name, value: "1")])
        } throws: {
            ($0 as? Diagnostic)?.code == "mail.header"
        }
    }

    @Test("A type that is no type, an empty identity and a time before 1970 are refused")
    func refusals() {
        let odd = MailAttachment(name: "a", mimeType: "application/pdf\r\nX: y", bytes: [])
        let cases: [(String, () throws -> MailMessage)] = [
            ("mail.type", { try message(attachments: [odd]) }),
            ("mail.notice-id", { try message(noticeID: "") }),
            ("mail.notice-id", { try message(noticeID: String(repeating: "x", count: 101)) }),
            ("mail.date", { try message(sentAt: -1) }),
            ("mail.date", { try message(sentAt: 253_402_300_800) }),
        ]
        for (code, make) in cases {
            #expect {
                try make()
            } throws: {
                ($0 as? Diagnostic)?.code == code
            }
        }
    }

    @Test("A message without attachments and HTML is plain text alone")
    func plain() throws {
        let bytes = try message(subject: "Hello", text: "One line", html: "").bytes()
        #expect(
            lines(bytes).suffix(5) == [
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable", "", "One line", "",
            ])
    }
}

@Suite struct MailAddressTests {
    @Test(
        "Plain addresses are taken",
        arguments: ["post@example.no", "a.b+c@sub.example.co", "x@localhost", "O'Hara@example.ie"])
    func taken(_ address: String) throws {
        #expect(try MailAddress(name: "", address: address).address == address)
    }

    @Test(
        "Addresses that could carry a command, a second recipient or nothing are refused",
        arguments: [
            "", "@", "a@", "@b", "a", "a@b@c", "a b@c.no", "a@b..no", ".a@b.no", "a.@b.no",
            "a@b.no\r\nBcc: c@d.no", "a@b.no,c@d.no", "<a@b.no>", "a@b.no>", "\"a\"@b.no",
            "bjørn@example.no", "a@blåbær.no", String(repeating: "a", count: 65) + "@b.no",
            "a@" + String(repeating: "b", count: 253),
        ])
    func refused(_ address: String) {
        #expect {
            try MailAddress(name: "", address: address)
        } throws: {
            ($0 as? Diagnostic)?.code == "mail.address"
        }
    }
}
