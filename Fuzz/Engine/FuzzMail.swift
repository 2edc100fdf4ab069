import Basics
import Formats

/// E-mails are no bank files: they are recognised by where they come from, and are read whole.
enum FuzzMail {
    static let reply = """
        From kari@example.no Tue Nov 24 08:12:33 2026
        Return-Path: <kari@example.no>
        From: =?UTF-8?Q?K=C3=A5re_=C3=98?= <kari@example.no>
        To: "Fjordvik, R" <faktura@fjordvikror.example>
        Subject: =?iso-8859-1?B?U3Y6IFDlbWlubmluZw==?= =?utf-8?Q?_P-12?=
        Message-ID: <1@example.no>
        In-Reply-To: <P-12-1@fjordvikror.example>
        Date: Tue, 24 Nov 2026 08:12:33 +0100 (CET)
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="a"

        --a
        Content-Type: multipart/alternative; boundary=b

        --b
        Content-Type: text/plain; charset=windows-1252; format=flowed
        Content-Transfer-Encoding: quoted-printable

        Jeg har ikke =E5=20
        bestilt dette.
        > Har du glemt oss?
        --b
        Content-Type: text/html; charset="utf-8"
        Content-Transfer-Encoding: base64

        PHA+SmVnIGhhciA8Yj5pa2tlPC9iPiAmYWVsaWc7PC9wPjxibG9ja3F1b3RlPkhhcjwvYmxvY2txdW90ZT4=
        --b--
        --a
        Content-Type: application/pdf
        Content-Disposition: attachment; filename*=UTF-8''kvittering%20%C3%A5.pdf
        Content-Transfer-Encoding: base64

        JVBERi0xLjQK
        --a--
        """

    static let bounce = """
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example.no>
        To: bounce+P-12-1@fjordvikror.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="x"

        --x
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.
        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.no

        Final-Recipient: rfc822; kari@example.no
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 User unknown
        --x
        Content-Type: message/rfc822

        Message-ID: <P-12-1@fjordvikror.example>
        Subject: Purring
        Content-Type: multipart/mixed; boundary=y

        --y

        Hei
        --y--
        --x--
        """
}

extension FuzzJudge {
    /// Reads an input as one e-mail and as a mailbox of several, and says what is wrong with what came out.
    static func judgeMail(_ input: [UInt8], chunkSize: Int?) throws -> Verdict {
        let limits = MailLimits()
        var verdict = Verdict()
        do throws(Diagnostic) {
            let mail = try MailReader.read(input, limits: limits)
            verdict.records = 1
            let kept = mail.attachments.reduce(mail.text.utf8.count) { $0 + $1.bytes.count }
            // Quotes in HTML are marked on each line; nothing else grows much.
            if kept > 25 * input.count + 1_000 {
                throw Diagnostic(
                    "fuzz.grown", place: "text", found: "\(kept) bytes of \(input.count)",
                    expected: "no more than there is")
            }
            _ = (mail.kind(sentFrom: "fjordvikror.example"), mail.sentAt, mail.subject, mail.from)
            if mail.findings.count > limits.findings {
                throw Diagnostic(
                    "fuzz.findings", place: "findings", found: "\(mail.findings.count)",
                    expected: "at most \(limits.findings)")
            }
            for finding in mail.findings {
                if let complaint = complaint(about: finding) {
                    throw Diagnostic(
                        "fuzz.finding", place: finding.code, found: complaint, expected: "none")
                }
            }
        } catch {
            verdict.code = error.code
            if error.code.hasPrefix("fuzz.") { throw FuzzComplaint(description: "\(error)") }
            if let complaint = complaint(about: error) {
                throw FuzzComplaint(description: complaint)
            }
        }
        let whole = messages(ByteSource(bytes: input))
        if let chunkSize, whole != messages(ByteSource(bytes: input, chunkSize: chunkSize)) {
            throw FuzzComplaint(description: "a mailbox read otherwise in chunks of \(chunkSize)")
        }
        return verdict
    }

    /// What a mailbox gives, and why it gives no more.
    private static func messages(_ source: ByteSource) -> [String] {
        var source = source
        var found: [String] = []
        do {
            try MailboxFileReader.read(&source) { number, message in
                switch message {
                case .success(let bytes): found.append("\(number) \(bytes.hashValue)")
                case .failure(let fault): found.append("\(number) \(fault.code)")
                }
            }
        } catch { found.append((error as? Diagnostic)?.code ?? "\(error)") }
        return found
    }
}
