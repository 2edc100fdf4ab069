import Basics
import Formats
import Testing

@Suite("E-mails")
struct MailReaderTests {
    private func read(_ text: String, limits: MailLimits = MailLimits()) throws -> IncomingMail {
        try MailReader.read(Array(text.utf8), limits: limits)
    }

    private func code(_ text: String, limits: MailLimits = MailLimits()) -> String {
        do {
            _ = try read(text, limits: limits)
            return ""
        } catch { return (error as? Diagnostic)?.code ?? "\(error)" }
    }

    private static let head = "From: Kari <kari@example.no>\nSubject: Hei\n"

    // MARK: - Headers

    @Test(
        "Headers: encoded words, raw letters, folding",
        arguments: [
            ("=?UTF-8?Q?P=C3=A5minning_om_=C3=A5_betale?=", "Påminning om å betale"),
            ("=?iso-8859-1?B?U3Y6IFDlbWlubmluZw==?= =?utf-8?q?_40101?=", "Sv: Påminning 40101"),
            // A letter that a program has cut in two.
            ("=?UTF-8?Q?bl=C3?= =?UTF-8?Q?=A5b=C3=A6r?=", "blåbær"),
            ("=?windows-1252?Q?=80_9,50?=", "€ 9,50"), ("=?iso-8859-15?Q?=A4?=", "€"),
            ("=?koi8-r?B?8NLJ18XU?=", "Привет"), ("=?utf-8*nb?Q?=C3=A6?=", "æ"),
            ("Rør og bad", "Rør og bad"), ("en\n\tto  tre", "en to tre"),
            ("=?nonsense?Q?a?=", "a"), ("=?UTF-8?X?a?=", "=?UTF-8?X?a?="), ("a =?b", "a =?b"),
        ])
    func subjects(written: String, meant: String) throws {
        #expect(try read("Subject: \(written)\n\nx").subject == meant)
    }

    @Test("Raw letters of Windows-1252 in a header are read")
    func rawHeader() throws {
        let bytes = Array("Subject: R".utf8) + [0xF8] + Array("r\r\n\r\nHei".utf8)
        #expect(try MailReader.read(bytes).subject == "Rør")
    }

    @Test(
        "Who wrote",
        arguments: [
            ("Kari <kari@example.no>", "Kari", "kari@example.no"),
            ("\"Berg, Kari\" <kari@example.no>", "Berg, Kari", "kari@example.no"),
            ("kari@example.no (Kari \\(K\\) Berg)", "Kari (K) Berg", "kari@example.no"),
            ("=?utf-8?Q?K=C3=A5re?= <k@example.no>, x@y.no", "Kåre", "k@example.no"),
            ("Gruppe: a@example.no, b@example.no;", "", "a@example.no"),
            ("<kari@example.no>", "", "kari@example.no"),
        ])
    func writers(field: String, name: String, address: String) throws {
        let from = try read("From: \(field)\n\nx").from
        #expect(from == IncomingMail.Mailbox(name: name, address: address))
    }

    @Test(
        "When it was written, in seconds of UTC",
        arguments: [
            ("Tue, 24 Nov 2026 08:12:33 +0100 (CET)", 1_795_504_353),
            ("24 Nov 2026 07:12:33 GMT", 1_795_504_353),
            ("24 Nov 26 07:12:33 +0000", 1_795_504_353),
            ("Tue, 24 Nov 2026 07:12 +0000", 1_795_504_320),
        ] as [(String, Int64)])
    func dates(written: String, seconds: Int64) throws {
        #expect(try read("Date: \(written)\n\nx").sentAt == seconds)
        #expect(try read("Date: 31 Feb 2026 08:00:00 +0000\n\nx").sentAt == nil)
        #expect(try read("Date: nonsense\n\nx").sentAt == nil)
    }

    @Test("The thread: what it answers, the nearest first")
    func thread() throws {
        let mail = try read(
            "Message-ID: <3@a.no>\nIn-Reply-To: <2@b.no>\nReferences: <1@b.no>\n <2@b.no>\n\nx")
        #expect(mail.messageID == "3@a.no")
        #expect(mail.answered == ["2@b.no", "1@b.no"])
    }

    // MARK: - Text

    @Test("Quoted-printable and base64 in several encodings come out as text")
    func encodings() throws {
        func text(_ charset: String, _ encoding: String, _ body: String) throws -> String {
            try read(
                Self.head + "Content-Type: text/plain; charset=\(charset)\n"
                    + "Content-Transfer-Encoding: \(encoding)\n\n\(body)"
            ).text
        }
        #expect(try text("utf-8", "quoted-printable", "bl=C3=A5=\nb=C3=A6r =3D") == "blåbær =")
        #expect(try text("iso-8859-1", "quoted-printable", "bl=E5b=E6r") == "blåbær")
        #expect(try text("iso-8859-15", "quoted-printable", "=A4") == "€")
        #expect(try text("WINDOWS-1252", "Quoted-Printable", "=93r=F8r=94") == "“rør”")
        #expect(try text("utf-8", "base64", "YmzDpWLD\npnI=") == "blåbær")
        #expect(try text("utf-16le", "base64", "5QA=") == "å")
        #expect(try text("\"utf-8\"", "8bit", "blåbær") == "blåbær")
        // What says it is UTF-8 and is not.
        #expect(try text("utf-8", "quoted-printable", "bl=E5") == "blå")
    }

    @Test("Flowing text is put together, quotes and signature apart")
    func flowed() throws {
        let body = "Jeg har \nikke bestilt.\n> Har du \n> glemt oss?\n-- \nKari"
        let head = Self.head + "Content-Type: text/plain; format=flowed"
        #expect(
            try read(head + "\n\n" + body).text
                == "Jeg har ikke bestilt.\n> Har du glemt oss?\n--\nKari")
        #expect(try read(head + "; DelSp=yes\n\nab \nc").text == "abc")
    }

    @Test("HTML is read as a person sees it")
    func html() throws {
        let page = """
            <html><head><title>x</title><style>p { color: red }</style></head><body>
            <!-- ikke <p>dette --><p>Hei,<br>jeg har <b>ikke</b>&nbsp;bestilt &laquo;r&oslash;r&raquo; &#248; &lt;3.</p>
            <script>alert("feil")</script><blockquote type="cite"><div>Har du<br>glemt oss?</div></blockquote>
            </body></html>
            """
        let mail = try read(Self.head + "Content-Type: text/html; charset=utf-8\n\n" + page)
        #expect(
            mail.text.split(separator: "\n").map(String.init) == [
                "Hei,", "jeg har ikke bestilt «rør» ø <3.", "> Har du", "> glemt oss?",
            ])
    }

    @Test("Of two forms the plain one is taken, the other when it is empty")
    func alternatives() throws {
        func mail(plain: String) throws -> IncomingMail {
            try read(
                Self.head
                    + "Content-Type: multipart/alternative; boundary=b\n\nfor eldre programmer\n--b\n\n"
                    + plain + "\n--b\nContent-Type: text/html\n\n<p>fra HTML</p>\n--b--\netterpå")
        }
        #expect(try mail(plain: "fra tekst").text == "fra tekst")
        #expect(try mail(plain: " ").text == "fra HTML")
    }

    @Test("Attachments are listed with their bytes and names, and are no part of the text")
    func attachments() throws {
        let mail = try read(
            Self.head + """
                Content-Type: multipart/mixed; boundary="=_x"

                --=_x

                Se vedlegg.
                --=_x
                Content-Type: application/pdf; name="kvittering.pdf"
                Content-Transfer-Encoding: base64

                JVBERg==
                --=_x
                Content-Type: text/plain
                Content-Disposition: attachment; filename*0*=UTF-8''bl%C3%A5; filename*1*=b%C3%A6r.txt

                ikke min tekst
                --=_x--
                """)
        #expect(mail.text == "Se vedlegg.")
        #expect(mail.attachments.map(\.name) == ["kvittering.pdf", "blåbær.txt"])
        #expect(mail.attachments.map(\.type) == ["application/pdf", "text/plain"])
        #expect(mail.attachments[0].bytes == Array("%PDF".utf8))
        #expect(mail.findings.isEmpty)
    }

    @Test("Text that a program gives a name is text all the same, unless it is attached")
    func namedText() throws {
        let head = Self.head + "Content-Type: text/plain; name=melding.txt\n"
        #expect(try read(head + "\nHei").text == "Hei")
        #expect(try read(head + "Content-Disposition: inline\n\nHei").text == "Hei")
        let attached = try read(head + "Content-Disposition: attachment\n\nHei")
        #expect(attached.text == "")
        #expect(attached.attachments.map(\.name) == ["melding.txt"])
    }

    @Test("What could steer a terminal or turn letters about is left out of what people see")
    func steering() throws {
        let mail = try read(
            "From: \"K\u{1B}[2J\u{202E}ari\" <k\u{9B}@example.no>\nSubject: a\u{7}b\n\nHei\u{1B}[31m \u{2066}du"
        )
        #expect(mail.text == "Hei[31m du")
        #expect(mail.subject == "a b")
        #expect(mail.from == IncomingMail.Mailbox(name: "K [2J ari", address: "k@example.no"))
    }

    @Test("A forwarded message's words are not the sender's")
    func enclosed() throws {
        let mail = try read(
            Self.head + """
                Content-Type: multipart/mixed; boundary=b

                --b

                Til orientering.
                --b
                Content-Type: message/rfc822

                Message-ID: <P-7-1@fjordvikror.example>
                Subject: Purring

                Har du innsigelser?
                --b--
                """)
        #expect(mail.text == "Til orientering.")
        #expect(mail.enclosed.map { $0.text("Subject") } == ["Purring"])
    }

    // MARK: - Damage

    @Test("Damage is told, and what is left is read")
    func findings() throws {
        func codes(_ text: String) throws -> [String] {
            try read(Self.head + text).findings.map(\.code)
        }
        let multipart = "Content-Type: multipart/mixed; boundary=b\n\n"
        #expect(try codes(multipart + "--b\n\nHei") == ["mime.boundary"])
        #expect(try read(Self.head + multipart + "--b\n\nHei").text == "Hei")
        #expect(try codes(multipart + "Hei") == ["mime.boundary"])
        #expect(try read(Self.head + multipart + "Hei").text == "Hei")
        #expect(try codes("Content-Type: multipart/mixed\n\nHei") == ["mime.boundary"])
        #expect(try codes("Content-Transfer-Encoding: base64\n\nSGVp!?") == ["mime.encoding"])
        #expect(try codes("Content-Transfer-Encoding: x-uuencode\n\nHei") == ["mime.encoding"])
        #expect(try codes("Content-Type: text/plain; charset=x-none\n\nHei") == ["mime.charset"])
        #expect(
            try codes("Content-Type: application/pkcs7-mime\n\nHei") == ["mime.encrypted"])
    }

    @Test("What is no e-mail, or costs too much, is refused with where and what")
    func refusals() throws {
        var limits = MailLimits()
        limits.headerFields = 20
        limits.headerBytes = 2_000
        limits.parts = 10
        limits.depth = 3
        limits.messageBytes = 10_000
        limits.textBytes = 100
        #expect(code("Hei, dette er bare tekst\nuten hoder") == "mime.no-headers")
        #expect(code("") == "mime.no-headers")
        #expect(code("\nHei") == "mime.no-headers")
        #expect(
            code(Self.head + "\n" + String(repeating: "a", count: 10_000), limits: limits)
                == "mime.size")
        #expect(
            code(String(repeating: "A: b\n", count: 21) + "\n", limits: limits)
                == "mime.header-count")
        #expect(
            code("A: " + String(repeating: "b", count: 2_000), limits: limits) == "mime.header-size"
        )
        #expect(
            code(
                Self.head + "Content-Type: multipart/mixed; boundary=b\n\n"
                    + String(repeating: "--b\n\nx\n", count: 11), limits: limits) == "mime.parts")
        let nested = (0..<5).reduce("x") { inner, level in
            "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n\(inner)\n--b\(level)--\n"
        }
        #expect(code(Self.head + nested, limits: limits) == "mime.depth")
        #expect(code(Self.head + nested) == "")
        let long = try read(
            Self.head + "\n" + String(repeating: "lang ", count: 100), limits: limits)
        #expect(long.text.utf8.count <= 100)
        #expect(long.findings.map(\.code) == ["mime.text-length"])
    }

    @Test("Lines may end in CRLF, LF or CR")
    func lineEnds() throws {
        let text = Self.head + "\nHei\ndu"
        #expect(try read(text).text == "Hei\ndu")
        #expect(try read(text.replacing("\n", with: "\r\n")).text == "Hei\ndu")
        #expect(try read(text.replacing("\n", with: "\r")).text == "Hei\ndu")
    }
}
