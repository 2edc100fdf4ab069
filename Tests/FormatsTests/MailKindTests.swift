import Basics
import Formats
import Testing

@Suite("Bounces, delays and programs' answers")
struct MailKindTests {
    private static let domain = "fjordvikror.example"

    private func kind(_ text: String) throws -> IncomingMail.Kind {
        try MailReader.read(Array(text.utf8)).kind(sentFrom: Self.domain)
    }

    private func bounce(
        hard: Bool, _ status: String, recipient: String = "kari@example.no",
        notice: NoticeReference? = NoticeReference(notice: 12, book: 1)
    ) -> IncomingMail.Kind {
        .bounce(
            IncomingMail.Bounce(
                isHard: hard, status: status, recipient: recipient, notice: notice))
    }

    private func report(action: String, status: String, answer: String = "") -> String {
        """
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example.no>
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary="x"

        --x

        I'm sorry to have to inform you that your message could not be delivered.
        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.no

        Final-Recipient: rfc822; kari@example.no
        Action: \(action)
        Status: \(status)
        Diagnostic-Code: smtp; \(answer)
        --x
        Content-Type: text/rfc822-headers

        Message-ID: <P-12-1@fjordvikror.example>
        Subject: Purring
        --x--
        """
    }

    @Test("Reports by the standard: failed is a bounce, delayed and delivered are none")
    func reports() throws {
        #expect(try kind(report(action: "failed", status: "5.1.1")) == bounce(hard: true, "5.1.1"))
        #expect(try kind(report(action: "failed", status: "5.2.2")) == bounce(hard: false, "5.2.2"))
        #expect(try kind(report(action: "failed", status: "4.4.7")) == bounce(hard: false, "4.4.7"))
        #expect(
            try kind(report(action: "failed", status: "5.0.0", answer: "550 5.1.1 <kari> unknown"))
                == bounce(hard: true, "5.1.1"))
        #expect(
            try kind(report(action: "failed", status: "5.0.0", answer: "550 mailbox is full"))
                == bounce(hard: false, "5.0.0"))
        #expect(
            try kind(report(action: "delayed", status: "4.4.1"))
                == .delayed(NoticeReference(notice: 12, book: 1)))
        #expect(try kind(report(action: "delivered", status: "2.0.0")) == .autoReply)
        #expect(try kind(report(action: "relayed", status: "2.0.0")) == .autoReply)
    }

    private static let returned = """


        --- Below this line is a copy of the message.

        Return-Path: <faktura@fjordvikror.example>
        Message-ID: <P-12-1@fjordvikror.example>
        Subject: Purring

        Kravet finnes ikke i våre bøker.
        """

    @Test(
        "Other servers' ways of saying it",
        arguments: [
            // qmail
            (
                "MAILER-DAEMON@mx.example.no", "failure notice",
                "Hi. This is the qmail-send program at mx.example.no.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<kari@example.no>:\nSorry, no mailbox here by that name. (#5.1.1)",
                true, "5.1.1"
            ),
            // Exim
            (
                "Mailer-Daemon@mx.example.no", "Mail delivery failed: returning message to sender",
                "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error.\n\n  kari@example.no\n    Unrouteable address",
                true, "5.1.1"
            ),
            // Gmail
            (
                "mailer-daemon@googlemail.com", "Delivery Status Notification (Failure)",
                "Address not found\n\nYour message wasn't delivered to kari@example.no because the address couldn't be found.\n\n550 5.1.1 The email account that you tried to reach does not exist.",
                true, "5.1.1"
            ),
            (
                "mailer-daemon@googlemail.com", "Delivery Status Notification (Failure)",
                "Your message wasn't delivered.\n552 5.2.2 The email account that you tried to reach is over quota.",
                false, "5.2.2"
            ),
            // Exchange and Microsoft 365
            (
                "postmaster@example.onmicrosoft.com", "Undeliverable: Purring",
                "Your message to kari@example.no couldn't be delivered.\nkari wasn't found at example.no.\n550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
                true, "5.1.10"
            ),
            (
                "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.no",
                "Kan ikke leveres: Purring",
                "Meldingen til kari@example.no kunne ikke leveres.\nPostkassen er full.",
                false, "5.2.2"
            ),
            // Norwegian servers
            (
                "postmaster@example.no", "Uleverbar: Purring",
                "Meldingen ble ikke levert.\nUkjent mottaker: kari@example.no", true, "5.1.1"
            ),
            (
                "mailer-daemon@example.no", "Retur av e-post",
                "E-posten kunne ikkje leverast. Mottakaren finst ikkje.", true, "5.1.1"
            ),
            (
                "MAILER-DAEMON@mx.example.no", "Returned mail: see transcript for details",
                "   ----- The following addresses had permanent fatal errors -----\n<kari@example.no>\n    (reason: 550 5.7.1 Message blocked)",
                false, "5.7.1"
            ),
        ])
    func texts(from: String, subject: String, text: String, isHard: Bool, status: String) throws {
        let mail = "From: \(from)\nSubject: \(subject)\n\n\(text)\(Self.returned)"
        #expect(try kind(mail) == bounce(hard: isHard, status, recipient: ""))
    }

    @Test(
        "A server that goes on trying has not given up",
        arguments: [
            (
                "Warning: could not send message for past 4 hours",
                "THIS IS A WARNING MESSAGE ONLY.\nYOU DO NOT NEED TO RESEND YOUR MESSAGE."
            ),
            (
                "Delivery Status Notification (Delay)",
                "There was a temporary problem delivering your message. Gmail will retry for 46 more hours."
            ),
            (
                "Leveringen er forsinket: Purring",
                "Meldingen kunne ikke leveres ennå. Serveren prøver igjen."
            ),
        ])
    func delays(subject: String, text: String) throws {
        let mail =
            "From: MAILER-DAEMON@mx.example.no\nSubject: \(subject)\n\n\(text)\(Self.returned)"
        #expect(try kind(mail) == .delayed(NoticeReference(notice: 12, book: 1)))
    }

    @Test(
        "Out of office and other programs' answers",
        arguments: [
            "Auto-Submitted: auto-replied\nSubject: Hei", "Subject: Automatisk svar: Purring",
            "X-Autoreply: yes\nSubject: Hei", "Subject: Fraværsmelding", "Precedence: auto_reply",
            "Subject: Out of Office: Purring", "Return-Path: <>\nAuto-Submitted: auto-generated",
            "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
        ])
    func automatic(head: String) throws {
        #expect(
            try kind(
                "From: kari@example.no\n\(head)\n\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;kari@example.no\n--b--"
            ) == .autoReply)
    }

    @Test(
        "What people write is a reply, also about bounces and absence",
        arguments: [
            "Auto-Submitted: no\nSubject: Sv: Purring", "Subject: Undelivered mail",
            "Subject: Ferie og faktura", "Subject: Sv: Delivery failure",
        ])
    func replies(head: String) throws {
        #expect(
            try kind("From: kari@example.no\n\(head)\n\nJeg fikk denne: user unknown.") == .reply)
    }

    @Test(
        "A letter of ours is found by thread, address and subject",
        arguments: [
            ("In-Reply-To: <P-12-1@fjordvikror.example>", [NoticeReference(notice: 12, book: 1)]),
            ("References: <x@y.no> <P-7@FJORDVIKROR.example>", [NoticeReference(notice: 7)]),
            ("In-Reply-To: <P-12-1@other.example>", []),
            ("In-Reply-To: <P-12x@fjordvikror.example>", []),
            ("To: bounce+P-12-2@fjordvikror.example", [NoticeReference(notice: 12, book: 2)]),
            ("Delivered-To: bounce+12@fjordvikror.example", [NoticeReference(notice: 12)]),
            ("Subject: Sv: Purring (P-12)", [NoticeReference(notice: 12)]),
            ("Subject: P-plass", []), ("Subject: Re: p-0012, takk", [NoticeReference(notice: 12)]),
        ])
    func references(head: String, found: [NoticeReference]) throws {
        let mail = try MailReader.read(Array("From: kari@example.no\n\(head)\n\nx".utf8))
        #expect(mail.notices(sentFrom: Self.domain) == found)
    }

    @Test("A bounce without anything that leads to a letter is a bounce all the same")
    func unknown() throws {
        #expect(
            try kind(
                "From: MAILER-DAEMON@mx.example.no\nSubject: failure notice\n\nuser unknown 5.1.1")
                == bounce(hard: true, "5.1.1", recipient: "", notice: nil))
    }
}
