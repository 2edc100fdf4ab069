import Basics
import Foundation
import Testing

@testable import Letters

/// The messages as another program reads them: Python's e-mail package, which knows the standards well.
///
/// Skipped where there is no python3.
@Suite(.enabled(if: PythonMail.isPresent, "python3 is missing"))
struct MailParsingTests {
    @Test("Python reads back every header, both texts and the attachment, and finds no defects")
    func roundTrip() throws {
        let long = "Betalingspåminnelse for faktura 1042 – Blåbær & Sønn AS, avdeling Tromsø (øst)"
        let pdf = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 131) }
        let text = "Hei Åse!\n\n.en linje med punktum\n..\nFrom her\nEn = to \n\(long) \(long)\n"
        let mail = try message(
            from: "Blåbær & Sønn AS", to: "Nordmann, Kari \"Kaja\"",
            replyTo: MailAddress(name: "", address: "svar@example.no"), subject: long,
            text: text, html: "<p>Hei Åse! 1 &lt; 2 \u{A0}kr</p>\n",
            attachments: [
                MailAttachment(
                    name: "Purring – Åse/1042.pdf", mimeType: "application/pdf", bytes: pdf)
            ], headers: [MailHeader(name: "X-Purr-Notice", value: "P-1042")])
        let read = try PythonMail.read(mail.bytes())

        #expect(read.defects == [])
        #expect(read.from == ["Blåbær & Sønn AS", "post@example.no"])
        #expect(read.to == ["Nordmann, Kari \"Kaja\"", "kari@example.com"])
        #expect(read.headers["Reply-To"] == "svar@example.no")
        #expect(read.headers["Subject"] == long)
        #expect(read.headers["Date"] == "Mon, 23 Nov 2026 20:58:00 +0000")
        #expect(read.headers["Message-ID"] == "<P-1042@example.no>")
        #expect(read.headers["X-Purr-Notice"] == "P-1042")
        #expect(
            read.types == [
                "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
                "application/pdf",
            ])
        #expect(read.text == text)
        #expect(read.html == "<p>Hei Åse! 1 &lt; 2 \u{A0}kr</p>\n")
        #expect(read.fileName == "Purring – Åse-1042.pdf")
        #expect(read.file == Data(pdf).base64EncodedString())
    }

    @Test("Python finds the picture beside the HTML that names it, and the letter outside them")
    func picture() throws {
        let png = (0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        let picture = MailPicture(
            contentID: "logo-1d5c@example.no", mimeType: "image/png", name: "logo.png", bytes: png)
        let address = try MailAddress(name: "", address: "post@example.no")
        func mail(html: String, _ picture: MailPicture) throws -> MailMessage {
            try MailMessage(
                from: address, to: address, subject: "Påminnelse", sentAt: 0, noticeID: "P-1",
                text: "Hei\n", html: html, pictures: [picture],
                attachments: [
                    MailAttachment(name: "P-1.pdf", mimeType: "application/pdf", bytes: [37, 80])
                ])
        }
        let read = try PythonMail.read(
            mail(html: "<img src=\"cid:logo-1d5c@example.no\">\n", picture).bytes())
        #expect(read.defects == [])
        #expect(
            read.types == [
                "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related",
                "text/html", "image/png", "application/pdf",
            ])
        #expect(
            read.pictures == [
                ["<logo-1d5c@example.no>", "inline", Data(png).base64EncodedString()]
            ])
        #expect(read.file == Data([37, 80]).base64EncodedString())
        #expect(try PythonMail.read(mail(html: "", picture).bytes()).pictures.isEmpty)

        for (id, name) in [
            ("logo", "logo.png"), ("logo@", "logo.png"), ("a@b>\r\nBcc: c@d", "logo.png"),
            ("a@b", "lo\"go.png"), ("a@b", ""),
        ] {
            var bad = picture
            bad.contentID = id
            bad.name = name
            let fault = #expect(throws: Diagnostic.self) { try mail(html: "<p>", bad) }
            #expect(fault?.code == "mail.picture")
        }
    }

    @Test(
        "Subjects of every kind are read as they were written",
        arguments: [
            "Plain", "", "Two  blanks", " edge ", "=?UTF-8?Q?trap?=", "a =?b",
            String(repeating: "word ", count: 40) + "end", String(repeating: "x", count: 200),
            "Čáhci, Đorđe, Łódź, Žemaitė", "👩‍👩‍👧 familie", String(repeating: "æ", count: 300),
        ])
    func subjects(_ subject: String) throws {
        let read = try PythonMail.read(message(subject: subject).bytes())
        #expect(read.headers["Subject"] == MailHeaders.clean(subject))
        #expect(read.defects == [])
    }

    @Test(
        "Names of every kind are read as they were written",
        arguments: [
            "Kari Nordmann", "Nordmann, Kari", "A. B. (C) <d@e.no>", "Quote\" and \\ slash", "Åse",
            String(repeating: "Langt Navn ", count: 12) + "AS", "a@b.no",
        ])
    func names(_ name: String) throws {
        let read = try PythonMail.read(message(to: name).bytes())
        #expect(read.to == [name, "kari@example.com"])
    }

    @Test(
        "File names of every kind are read as they were written",
        arguments: [
            "purring.pdf", "Purring 1042.pdf", "Påminnelse.pdf", "it's \"fine\".pdf",
            String(repeating: "blåbær", count: 15) + ".pdf",
        ])
    func fileNames(_ name: String) throws {
        let file = MailAttachment(name: name, mimeType: "application/pdf", bytes: [37, 80])
        #expect(try PythonMail.read(message(attachments: [file]).bytes()).fileName == name)
    }
}

/// What Python made of a message.
private struct PythonMail: Decodable {
    var defects: [String]
    var headers: [String: String]
    var from: [String]
    var to: [String]
    var types: [String]
    var text: String
    var html: String
    var fileName: String?
    /// Base64.
    var file: String
    /// Identity, disposition and base64 of each.
    var pictures: [[String]]

    static var isPresent: Bool {
        (try? run(["-c", "import email"], input: Data())) != nil
    }

    static func read(_ message: [UInt8]) throws -> PythonMail {
        try JSONDecoder().decode(PythonMail.self, from: run(["-c", script], input: Data(message)))
    }

    private static let script = """
        import base64, email, email.policy, email.utils, json, sys
        from email.header import decode_header, make_header
        raw = sys.stdin.buffer.read()
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        parts = list(mail.walk())
        def body(kind):
            return next((p.get_content().replace("\\r\\n", "\\n") for p in parts
                         if p.get_content_type() == kind), "")
        # The newer parser puts a blank between encoded words of a name, against RFC 2047 section 6.2,
        # so names go the older way.
        older = email.message_from_bytes(raw, policy=email.policy.compat32)
        def mailbox(name):
            shown, address = email.utils.parseaddr(older[name])
            return [str(make_header(decode_header(shown))), address]
        file = next((p for p in parts if p.is_attachment()), None)
        defects = [str(d) for p in parts for d in p.defects]
        defects += [str(d) for value in mail.values() for d in getattr(value, "defects", [])]
        json.dump({
            "defects": defects, "headers": {k: str(v) for k, v in mail.items()},
            "from": mailbox("From"), "to": mailbox("To"),
            "types": [p.get_content_type() for p in parts],
            "text": body("text/plain"), "html": body("text/html"),
            "fileName": file.get_filename() if file else None,
            "file": base64.b64encode(file.get_content()).decode() if file else "",
            "pictures": [[str(p["Content-ID"]), p.get_content_disposition(),
                          base64.b64encode(p.get_content()).decode()]
                         for p in parts if p.get_content_maintype() == "image"],
        }, sys.stdout)
        """

    private static func run(_ arguments: [String], input: Data) throws -> Data {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-mail-\(UUID().uuidString).eml")
        try input.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = try FileHandle(forReadingFrom: file)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return data
    }
}
