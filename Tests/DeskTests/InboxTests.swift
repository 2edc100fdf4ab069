import Basics
import Claims
import Desk
import Foundation
import Law
import Store
import Testing

/// E-mails in a folder of their own; gone when nobody holds it.
final class TestMails {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-mails-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func add(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }

    static func reply(
        _ text: String, from: String = "ola@hansen.example", head: String = "",
        subject: String = "Faktura", id: String = "1@hansen.example"
    ) -> String {
        """
        From: Noen <\(from)>
        To: faktura@fjordvikror.example
        Subject: \(subject)
        Message-ID: <\(id)>
        Date: Wed, 19 Aug 2026 20:00:00 +0200
        \(head.isEmpty ? "X-None: 0" : head)
        Content-Type: text/plain; charset=utf-8

        \(text)
        """
    }

    static func bounce(
        action: String = "failed", status: String = "5.1.1", notice: String = "P-1-1"
    )
        -> String
    {
        """
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.no
        Subject: Undelivered Mail Returned to Sender
        Content-Type: multipart/report; report-type=delivery-status; boundary="x"

        --x

        Your message could not be delivered.
        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.no

        Final-Recipient: rfc822; ola@hansen.example
        Action: \(action)
        Status: \(status)
        --x
        Content-Type: text/rfc822-headers

        Message-ID: <\(notice)@fjordvikror.example>
        --x--
        """
    }
}

@Suite("The inbox")
struct InboxTests {
    private let mails: TestMails
    private let desk: TestDesk

    /// Three customers, each with an overdue invoice, the bank known through yesterday.
    init() throws {
        mails = try TestMails()
        desk = try TestDesk()
        try desk.take(list: [
            TestDesk.row("40101", kid: "401018"),
            TestDesk.row("40102", customer: "10002", name: "Kari Berg", email: "kari@berg.example"),
            TestDesk.row("40103", customer: "10003", name: "Per Berg", email: "Kari@Berg.example"),
        ])
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 19)))
    }

    private func take(_ text: String, at other: BookDesk? = nil) throws -> StoredMail {
        let file = try mails.add("\(UUID().uuidString).eml", text)
        let outcomes = try (other ?? desk.desk).importMail([file])
        guard case .added(let mail) = try #require(outcomes.first).result else {
            throw Diagnostic(
                "test", place: "mail", found: "\(outcomes[0].result)", expected: "added")
        }
        return mail
    }

    private func held(_ invoice: String) throws -> [String] {
        let decision = try desk.claim(invoice).decision
        guard case .hold = decision.verdict else { return [] }
        return decision.reasons.map(\.code)
    }

    private func invoices(_ mail: StoredMail) throws -> [String] {
        try desk.desk.names(of: mail).invoices
    }

    /// P-1, a nudge to Ola Hansen that has left.
    private func sent() async throws {
        _ = try desk.desk.approve([try desk.id("40101")])
        let channel = TestChannel()
        _ = try await desk.desk.work(Post(mail: nil, folder: channel), ignoringWindow: true)
        #expect(channel.delivered.count == 1)
    }

    // MARK: - Whose it is

    @Test("A reply finds its claim by thread, by number, by the address of one customer")
    func attached() async throws {
        try await sent()
        let thread = try take(
            TestMails.reply(
                "Hei", from: "kona@hansen.example", head: "In-Reply-To: <P-1-1@fjordvikror.example>"
            )
        )
        #expect(thread.foundBy == "thread")
        #expect(thread.notice == NoticeID(1))
        #expect(try invoices(thread) == ["40101"])
        let subject = try take(
            TestMails.reply("Hei", from: "x@y.example", subject: "Sv: P-1", id: "2"))
        #expect(subject.foundBy == "thread")
        for text in ["Gjelder faktura 40101.", "KID 401018", "Faktura nr. 40101, takk"] {
            let named = try take(TestMails.reply(text, from: "x@y.example", id: text))
            #expect(named.foundBy == "number")
            #expect(try invoices(named) == ["40101"])
        }
        let address = try take(TestMails.reply("Hei", from: "OLA@hansen.example", id: "3"))
        #expect(address.foundBy == "address")
        #expect(try invoices(address) == ["40101"])
    }

    @Test("What leads to nobody, or to two, is left to a person; those it may be from are held")
    func unattached() throws {
        let stranger = try take(TestMails.reply("Hei dere", from: "x@y.example"))
        #expect(stranger.isUnattached)
        #expect(stranger.debtors.isEmpty)
        #expect(try held("40101") == [])
        // Two customers share the address.
        let shared = try take(TestMails.reply("Hei", from: "kari@berg.example", id: "2"))
        #expect(shared.isUnattached)
        #expect(shared.debtors.count == 2)
        #expect(try held("40102") == ["unread-mail"])
        #expect(try held("40103") == ["unread-mail"])
        // One customer writes of another's invoice.
        let other = try take(TestMails.reply("Gjelder faktura 40102", id: "3"))
        #expect(other.isUnattached)
        #expect(other.debtors.count == 2)
        // A telephone number or an amount is no invoice.
        let figures = try take(
            TestMails.reply("Ring meg på 40101, eller 40 101.", from: "x@y.example", id: "4"))
        #expect(figures.isUnattached)
    }

    @Test("A letter of another book, or with another domain, is not ours")
    func otherBook() async throws {
        try await sent()
        for identity in [
            "P-1-2@fjordvikror.example", "P-1-1@other.example", "P-9-1@fjordvikror.example",
        ] {
            let mail = try take(
                TestMails.reply(
                    "Hei", from: "x@y.example", head: "In-Reply-To: <\(identity)>", id: identity))
            #expect(mail.isUnattached)
        }
    }

    // MARK: - What it holds

    @Test(
        "An unread reply holds the customer's letters, also one that is approved; a read one does not"
    )
    func holds() async throws {
        _ = try desk.desk.approve([try desk.id("40101")])
        let mail = try take(TestMails.reply("Hei, jeg har ikke bestilt dette."))
        #expect(mail.proposal == .objection)
        #expect(mail.findings.first?.words == "ikke bestilt")
        let channel = TestChannel()
        let outcome = try await desk.desk.work(
            Post(mail: nil, folder: channel), ignoringWindow: true)
        #expect(outcome.items.map(\.state) == [.recalled])
        #expect(outcome.items.map(\.detail) == ["unread-mail"])
        #expect(try held("40101") == ["unread-mail"])
        #expect(try desk.desk.report().unreadMails == 1)
        // The next day it holds still.
        desk.time.move(to: Day(2026, 8, 21))
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 20)))
        #expect(try desk.desk.report().held.map(\.claim.invoice) == ["40101"])
        #expect(try desk.desk.conclude(mail.id, .done(reason: "")) == [])
        #expect(try held("40101") == [])
        #expect(try desk.desk.report().bundles.contains { $0.debtor == mail.debtors[0] })
        #expect(try desk.desk.report().unreadMails == 0)
    }

    @Test(
        "Words of objection, promise or need, in each language, propose and decide nothing",
        arguments: [
            ("Vi bestrider kravet.", .objection), ("Eg er usamd i kravet.", .objection),
            ("I dispute this invoice.", .objection),
            ("Jeg betaler på fredag.", .promise), ("Eg betaler på fredag.", .promise),
            ("I will pay on Friday.", .promise),
            ("Jeg er sykemeldt og har ikke råd akkurat nå.", .hardship),
            ("Eg er sjukmeld og har ikkje råd no.", .hardship),
            ("I have lost my job and cannot afford it at the moment.", .hardship),
        ] as [(String, ReplyReading.Kind)])
    func proposes(text: String, kind: ReplyReading.Kind) async throws {
        try await sent()
        let facts = try desk.claim("40101").claim.facts
        let mail = try take(TestMails.reply(text, from: "x@y.example", subject: "Sv: P-1"))
        #expect(mail.proposal == kind)
        #expect(mail.state == .waiting)
        // Nothing was noted on the claim, and the ladder waits, on its day too and long after.
        #expect(try desk.claim("40101").claim.facts == facts)
        for day in [Day(2026, 8, 27), Day(2026, 9, 24)] {
            desk.time.move(to: day)
            try desk.take(BankFile.camt053([], through: day - 1))
            #expect(try held("40101") == ["unread-mail"])
            #expect(try desk.desk.approve([try desk.id("40101")]).letters.isEmpty)
        }
        _ = try desk.desk.conclude(mail.id, .done(reason: "lest"))
        #expect(try held("40101") == [])
        #expect(try desk.desk.approve([try desk.id("40101")]).letters.count == 1)
    }

    @Test("An address counts as used on the day the mail was written, not the day it was taken in")
    func addressUsed() throws {
        func used(_ head: String) throws -> Day? {
            _ = try take(
                TestMails.reply("Hei", id: head).replacing(
                    "Date: Wed, 19 Aug 2026 20:00:00 +0200", with: head))
            return try desk.claim("40101").debtor.emailUsed
        }
        #expect(try used("X-Date: none") == nil)
        #expect(try used("Date: Tue, 15 Aug 2023 20:00:00 +0200") == Day(2023, 8, 15))
        #expect(try used("Date: Wed, 19 Aug 2026 20:00:00 +0200") == Day(2026, 8, 19))
        #expect(try used("Date: Mon, 15 Jun 2026 20:00:00 +0200") == Day(2026, 8, 19))
        #expect(try used("Date: Wed, 19 Aug 2099 20:00:00 +0200") == Day(2026, 8, 20))
    }

    @Test("A thank-you holds too: nobody has seen that it is one")
    func thanks() throws {
        let mail = try take(TestMails.reply("Takk!"))
        #expect(mail.proposal == nil)
        #expect(!mail.isUnclear)
        #expect(try held("40101") == ["unread-mail"])
    }

    @Test("An empty reply with a file, and unknown words, are unclear")
    func unclear() throws {
        #expect(
            try take(
                TestMails.reply("Kjøleskapet står i garasjen hos svigermor og katten bor i det.")
            ).isUnclear)
        let mail = try take(
            """
            From: ola@hansen.example
            Subject: Se her
            Content-Type: application/pdf; name=brev.pdf
            Content-Transfer-Encoding: base64

            JVBERg==
            """)
        #expect(mail.isUnclear)
        #expect(mail.attachments.map(\.name) == ["brev.pdf"])
        #expect(
            mail.attachments.map(\.hash) == [
                Digest.hex(Digest.sha256(Array("%PDF".utf8)))
            ])
    }

    // MARK: - What a person makes of it

    @Test("An objection is noted from the day it was written, and holds the ladder")
    func objection() throws {
        let mail = try take(TestMails.reply("Dette er feil."))
        #expect(try desk.desk.conclude(mail.id, .objection(reason: "")) == ["40101"])
        let claim = try desk.claim("40101").claim
        let fact = try #require(claim.facts.last)
        #expect(fact.event == .disputed(why: "e-mail 1"))
        #expect(fact.on == Day(2026, 8, 19))
        #expect(try held("40101") == ["disputed"])
        // Somebody was faster: nothing is noted twice.
        #expect(throws: Diagnostic.self) {
            try desk.desk.conclude(mail.id, .objection(reason: ""))
        }
        #expect(try desk.claim("40101").claim.facts.count == claim.facts.count)
    }

    @Test(
        "A date that is not credible is not believed",
        arguments: [
            ("Wed, 19 Aug 2026 20:00:00 +0200", Day(2026, 8, 19)),
            ("Wed, 20 May 2026 12:00:00 +0200", Day(2026, 5, 20)),
            ("Tue, 19 May 2026 12:00:00 +0200", Day(2026, 8, 20)),
            ("Fri, 21 Aug 2026 12:00:00 +0200", Day(2026, 8, 20)), ("nonsense", Day(2026, 8, 20)),
        ])
    func objectionDay(written: String, day: Day) throws {
        let mail = try take(
            TestMails.reply("Feil.").replacing("Wed, 19 Aug 2026 20:00:00 +0200", with: written))
        _ = try desk.desk.conclude(mail.id, .objection(reason: "muntlig"))
        #expect(try desk.claim("40101").claim.facts.last?.on == day)
    }

    @Test("A promise waits for its day")
    func promise() throws {
        let mail = try take(TestMails.reply("Betaler på fredag."))
        #expect(mail.proposal == .promise)
        _ = try desk.desk.conclude(mail.id, .promise(by: Day(2026, 8, 28), reason: ""))
        #expect(try held("40101") == ["promised"])
    }

    @Test("Hardship pauses every open claim, and its words leave the book")
    func hardship() throws {
        try desk.take(list: [TestDesk.row("40104", kid: "")])
        let mail = try take(
            TestMails.reply("Gjelder faktura 40101. Jeg er innlagt på sykehus.", subject: "Syk"))
        #expect(mail.proposal == .hardship)
        #expect(try desk.desk.conclude(mail.id, .hardship(reason: "")) == ["40101", "40104"])
        #expect(try held("40101") == ["paused"])
        #expect(try held("40104") == ["paused"])
        let kept = try desk.desk.mail(mail.id)
        #expect(kept.text == nil)
        #expect(kept.subject.isEmpty)
        #expect(kept.findings.allSatisfy { $0.words.isEmpty })
        #expect(try !desk.dump().contains { $0.contains("sykehus") || $0.contains("Syk'") })
    }

    @Test("A person says whose an e-mail is; claims of two customers are refused")
    func attach() throws {
        let mail = try take(TestMails.reply("Dette er feil.", from: "x@y.example"))
        #expect(throws: Diagnostic.self) {
            try desk.desk.conclude(mail.id, .objection(reason: ""))
        }
        #expect(try desk.desk.mail(mail.id).state == .waiting)
        #expect(throws: Diagnostic.self) {
            try desk.desk.attach(mail.id, to: [try desk.id("40101"), try desk.id("40102")])
        }
        try desk.desk.attach(mail.id, to: [try desk.id("40102")])
        #expect(try held("40102") == ["unread-mail"])
        #expect(try held("40101") == [])
        #expect(try desk.desk.mail(mail.id).foundBy == "person")
        #expect(try desk.desk.mails(about: try desk.id("40102")).map(\.id) == [mail.id])
        #expect(try desk.desk.mails(about: try desk.id("40101")).isEmpty)
        #expect(try desk.desk.conclude(mail.id, .objection(reason: "ringte")) == ["40102"])
        #expect(throws: Diagnostic.self) { try desk.desk.mail(MailID(99)) }
    }

    // MARK: - Bounces, delays, programs

    @Test("A bounce makes the letter count as not sent, once")
    func bounce() async throws {
        try await sent()
        let mail = try take(TestMails.bounce())
        #expect(mail.kind == .bounce)
        #expect(mail.status == "5.1.1")
        #expect(mail.state == .done)
        // The letter goes on paper instead.
        #expect(try desk.desk.notices().map(\.state) == [.bounced, .approved])
        let before = try desk.claim("40101").claim.facts
        #expect(
            before.contains { $0.event == .undelivered(NoticeID(1), why: "bounced 5.1.1") })
        // Another server tells of the same.
        _ = try take(TestMails.bounce(status: "5.0.0"))
        #expect(try desk.desk.noteBounce(NoticeID(1), why: "bounced 5.1.1") == nil)
        #expect(try desk.claim("40101").claim.facts == before)
        #expect(try desk.desk.notices().count == 2)
    }

    @Test("A bounce of no known letter waits, and holds who has the address")
    func lostBounce() throws {
        let mail = try take(TestMails.bounce(notice: "P-77-1"))
        #expect(mail.state == .waiting)
        #expect(mail.foundBy == "address")
        #expect(try held("40101") == ["unread-mail"])
        #expect(try desk.desk.noteBounce(NoticeID(77), why: "bounced 5.1.1") == nil)
    }

    @Test("A delay and an out-of-office hold nothing; a case system's objection does")
    func automatic() async throws {
        try await sent()
        let facts = try desk.claim("40101").claim.facts
        #expect(try take(TestMails.bounce(action: "delayed", status: "4.4.1")).state == .done)
        let away = try take(
            TestMails.reply(
                "Jeg er ikke på kontoret før mandag.", head: "Auto-Submitted: auto-replied"))
        #expect(away.kind == .autoReply)
        #expect(away.state == .done)
        #expect(try desk.claim("40101").claim.facts == facts)
        #expect(try desk.desk.report().unreadMails == 0)
        let system = try take(
            TestMails.reply(
                "Vi bestrider kravet.", head: "Auto-Submitted: auto-generated", id: "2"))
        #expect(system.state == .waiting)
        #expect(system.proposal == .objection)
    }

    // MARK: - Folders and files

    @Test("Maildir, mbox and folder give the same mails, each once")
    func containers() throws {
        let one = TestMails.reply("En", id: "1@a.example")
        let two = TestMails.reply("To", id: "2@a.example")
        try mails.add("md/new/1.host", one)
        try mails.add("md/cur/2.host:2,S", two.replacing("\n", with: "\r\n"))
        try mails.add("md/tmp/3.host", "half a mess")
        try mails.add(
            "box",
            "From a@b.no Wed Aug 19 20:00:00 2026\n\(one)\n\nFrom a@b.no Wed Aug 19 20:00:00 2026\n\(two)\n"
        )
        try mails.add("export/1.eml", "X-Server: another\n" + one)
        try mails.add("export/2.EML", two)
        try mails.add("export/liste.csv", "no mail")
        func count(_ path: String) throws -> (added: Int, known: Int) {
            let outcomes = try desk.desk.importMail(["\(mails.path)/\(path)"])
            return (
                outcomes.count { if case .added = $0.result { true } else { false } },
                outcomes.count { if case .known = $0.result { true } else { false } }
            )
        }
        #expect(try count("md") == (2, 0))
        let before = try desk.dump()
        #expect(try count("md") == (0, 2))
        #expect(try count("box") == (0, 2))
        #expect(try count("export") == (0, 2))
        #expect(try desk.dump() == before)
    }

    @Test("A faulty message leaves the others, our own are passed over, a dry run changes nothing")
    func faulty() throws {
        try mails.add("export/1.eml", "\u{0}\u{1}nonsense")
        try mails.add("export/2.eml", TestMails.reply("Hei"))
        try mails.add(
            "export/3.eml", TestMails.reply("Purring", from: "Faktura@fjordvikror.example"))
        let before = try desk.dump()
        func results(dryRun: Bool) throws -> [String] {
            try desk.desk.importMail(["\(mails.path)/export"], dryRun: dryRun).map {
                switch $0.result {
                case .added: "added"
                case .known: "known"
                case .own: "own"
                case .refused(let fault): "\(fault.code) \(fault.place)"
                }
            }
        }
        let expected = ["mime.no-headers 1.eml, line 1", "added", "own"]
        #expect(try results(dryRun: true) == expected)
        #expect(try desk.dump() == before)
        #expect(try results(dryRun: false) == expected)
        let missing = try desk.desk.importMail(["\(mails.path)/none", "\(mails.path)"])
        #expect(missing.count == 2)
    }

    @Test("The journal and the facts carry no word of a mail")
    func privacy() throws {
        let mail = try take(TestMails.reply("Hemmelighet, og feil beløp", subject: "Hemmelighet"))
        _ = try desk.desk.conclude(mail.id, .objection(reason: ""))
        let told = try desk.dump().filter { $0.contains("Hemmelighet") }
        #expect(told.allSatisfy { $0.hasPrefix("mail: ") })
        #expect(told.count == 1)
        #expect(try !desk.desk.journal().contains { $0.detail.contains("Hemmelighet") })
    }

    @Test("A watched folder takes .eml files in")
    func watched() throws {
        try mails.add("drop/svar.eml", TestMails.reply("Dette er feil."))
        let folder = try WatchFolder("\(mails.path)/drop", desk: desk.desk)
        var taken: [String] = []
        while try folder.look({ name, result in
            if case .taken(let outcomes, _) = result { taken += [name] + outcomes.map(\.format) }
        }) > 0 {}
        #expect(taken == ["svar.eml", "e-mail"])
        #expect(try desk.desk.inbox().map(\.proposal) == [.objection])
    }
}
