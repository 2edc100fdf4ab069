import Basics
import Claims
import Formats
import Store

/// What came of a message that was taken in.
public struct MailOutcome: Sendable {
    public enum Result: Sendable {
        case added(StoredMail)
        /// It is in the book already.
        case known(MailID)
        /// The company's own, from a mailbox that holds what was sent too.
        case own
        case refused(Diagnostic)
    }

    /// The file it came from, and its number there when there are several.
    public let name: String
    public let result: Result
    /// What was damaged and read as well as it could be.
    public var findings: [Diagnostic] = []
    /// The letter that goes another way instead of one that bounced.
    public var instead: NoticeID?
}

extension BookDesk {
    /// Takes in e-mails: maildirs, mailbox files, messages, folders of messages. Each message by itself; the same one again adds
    /// nothing.
    ///
    /// A reply waits until a person has looked, and holds the letters of those it may be from. A bounce tells its letter that
    /// it did not arrive. A server's note of delay and a program's answer are kept and hold nothing, unless the latter
    /// speaks of an objection.
    ///
    /// - Parameter each: told of each message when it is in or refused.
    /// - Throws: `Diagnostic` when a path or the database can not be read; the messages before it are in.
    public func importMail(
        _ paths: [String], dryRun: Bool = false, each handle: (MailOutcome) -> Void = { _ in }
    ) throws -> [MailOutcome] {
        let finder = try read(.work, of: .nobody) { try MailFinder($0, law: law, today: today) }
        var outcomes: [MailOutcome] = []
        for path in paths {
            do {
                try MailSource.read(path) { name, message in
                    let outcome = try take(message, name: name, finder: finder, dryRun: dryRun)
                    outcomes.append(outcome)
                    handle(outcome)
                }
            } catch let fault as Diagnostic where fault.isOfFile {
                let outcome = MailOutcome(name: path, result: .refused(fault.inFile(path)))
                outcomes.append(outcome)
                handle(outcome)
            }
        }
        return outcomes
    }

    /// The same for a file among others, told as they are.
    func importMailFile(_ path: String) throws -> [ImportOutcome] {
        try importMail([path]).map { outcome in
            var told = ImportOutcome(file: outcome.name)
            told.format = "e-mail"
            told.findings = outcome.findings
            switch outcome.result {
            case .added, .own: break
            case .known: told.isKnownFile = true
            case .refused(let fault): told.fault = fault
            }
            return told
        }
    }

    /// What our own messages' identities end in.
    private var mailDomain: String {
        book.email.isEmpty ? "localhost" : String(book.email.split(separator: "@").last ?? "")
    }

    private func take(
        _ message: Result<[UInt8], Diagnostic>, name: String, finder: MailFinder, dryRun: Bool
    ) throws -> MailOutcome {
        let bytes: [UInt8]
        let mail: IncomingMail
        do throws(Diagnostic) {
            bytes = try message.get()
            mail = try MailReader.read(bytes)
        } catch {
            return MailOutcome(name: name, result: .refused(error.inFile(name)))
        }
        let sender = mail.from?.address ?? ""
        if !sender.isEmpty, sender.lowercased() == book.email.lowercased() {
            return MailOutcome(name: name, result: .own)
        }
        var bounced: NoticeID?
        let result = try write(.work, dryRun: dryRun) { scope -> MailOutcome.Result in
            let hash = Self.identity(of: mail)
            if let known = try scope.mailID(hash: hash) { return .known(known) }
            var stored = try sort(mail, finder, in: scope)
            stored.hash = hash
            stored.rawHash = Digest.sha256(bytes)
            if stored.kind == .bounce, let notice = stored.notice {
                let why = "bounced \(stored.status)"
                let item = try noteCameBack(notice, as: .bounced, why: why, in: scope)
                bounced = item?.notice.id
            }
            try scope.insert(stored)
            try scope.record(
                "mail", "mail \(stored.id) \(stored.kind.rawValue)", at: clock.now, actor: actor)
            return .added(stored)
        }
        var outcome = MailOutcome(
            name: name, result: result, findings: mail.findings.map { $0.inFile(name) })
        if !dryRun, let bounced { outcome.instead = try sendAnotherWay(bounced) }
        return outcome
    }

    /// A hash of the message's identity and of what was read of it: folders and servers change the rest.
    private static func identity(of mail: IncomingMail) -> [UInt8] {
        var all = [mail.messageID, mail.from?.address ?? "", mail.subject, mail.text]
        if mail.messageID.isEmpty { all.append("\(mail.sentAt ?? 0)") }
        // Servers write the same words about every letter; what they report differs.
        for fields in mail.deliveryReport + mail.enclosed {
            all += ["Status", "Final-Recipient", "Message-ID"].map(fields.text)
        }
        all += mail.attachments.map { Digest.hex(Digest.sha256($0.bytes)) }
        return Digest.sha256(Array(all.joined(separator: "\u{0}").utf8))
    }

    /// The mail with what it is, whose, and what it seems to say; a bounce is told to its letter.
    private func sort(
        _ mail: IncomingMail, _ finder: MailFinder, in scope: BookConnection
    ) throws -> StoredMail {
        let kind = mail.kind(sentFrom: mailDomain)
        let own = ReplyText(mail.text).own
        let notice = try mail.notices(sentFrom: mailDomain)
            .filter { $0.book.map { $0 == book.id } ?? true }.map { NoticeID($0.notice) }
            .first { try scope.notice($0) != nil }
        var address = mail.from?.address ?? ""
        if case .bounce(let bounce) = kind { address = bounce.recipient }
        let found = try finder.find(
            notice: notice, address: address, text: mail.subject + "\n" + own, in: scope)
        var stored = StoredMail(
            id: MailID(try scope.reserve("mail")), hash: [], rawHash: [],
            messageID: String(mail.messageID.prefix(998)), at: clock.now, sentAt: mail.sentAt,
            sender: String((mail.from?.address ?? "").prefix(320)),
            senderName: String((mail.from?.name ?? "").prefix(200)),
            subject: String(mail.subject.prefix(500)), text: own, kind: .reply, notice: notice,
            foundBy: found.by)
        stored.claims = found.claims
        stored.debtors = found.debtors
        stored.attachments = mail.attachments.map {
            StoredMail.Attachment(
                name: $0.name, type: $0.type, bytes: $0.bytes.count,
                hash: Digest.hex(Digest.sha256($0.bytes)))
        }
        try judge(kind, mail, &stored, in: scope)
        return stored
    }

    private func judge(
        _ kind: IncomingMail.Kind, _ mail: IncomingMail, _ stored: inout StoredMail,
        in scope: BookConnection
    ) throws {
        let reading = ReplyReading(subject: mail.subject, text: mail.text)
        func close(_ outcome: String) {
            stored.state = .done
            stored.outcome = outcome
        }
        switch kind {
        case .reply:
            try noteUse(
                of: stored.sender, by: stored.debtors, on: stored.sentAt.map(Clock.day(of:)),
                in: scope)
            stored.findings = reading.findings
            // A file or a forwarded message may say what the text does not.
            let isElsewhere = !stored.attachments.isEmpty || !mail.enclosed.isEmpty
            stored.isUnclear = reading.isUnclear || reading.findings.isEmpty && isElsewhere
        case .bounce(let bounce):
            stored.kind = .bounce
            stored.status = bounce.status
            stored.text = Self.head(mail.text)
            if stored.notice != nil { close("bounce") }
        case .delayed:
            stored.kind = .delayed
            stored.text = Self.head(mail.text)
            close("delayed")
        case .autoReply:
            stored.kind = .autoReply
            // People's answers from a case system look like a program's.
            let isFirm = reading.findings.contains { $0.kind == .objection } && !reading.isDoubt
            if isFirm { stored.findings = reading.findings } else { close("auto-reply") }
        }
    }

    /// A customer who writes from the address that is known for them uses it, on the day the mail was written: an old mailbox
    /// taken in today tells nothing of the address today, and a mail that tells no day tells nothing at all.
    private func noteUse(
        of address: String, by debtors: [DebtorID], on written: Day?, in scope: BookConnection
    ) throws {
        guard let day = written.map({ min($0, today) }) else { return }
        guard debtors.count == 1, var debtor = try scope.debtor(debtors[0]),
            !address.isEmpty, debtor.email.lowercased() == address.lowercased(),
            debtor.emailUsed.map({ $0 < day }) ?? true
        else { return }
        debtor.emailUsed = day
        try scope.setChoices(of: debtor)
    }

    /// The server's words, without the letter below them.
    private static func head(_ text: String) -> String {
        String(decoding: text.utf8.prefix(1_000), as: UTF8.self)
    }
}

// MARK: - Looking

extension BookDesk {
    /// E-mails in the order they came: those that wait to be read, or all.
    public func inbox(all: Bool = false) throws -> [StoredMail] {
        try read(.see, of: .mails) { try $0.mails(onlyWaiting: !all) }
    }

    /// E-mails about a claim, in the order they came.
    public func mails(about claim: ClaimID) throws -> [StoredMail] {
        try read(.see, of: .claim(claim)) { try $0.mails(about: claim) }
    }

    /// - Throws: `Diagnostic` `inbox.unknown`.
    public func mail(_ id: MailID) throws -> StoredMail {
        try read(.see, of: .mail(id)) { try mail(id, in: $0) }
    }

    /// The invoices and customers an e-mail is about.
    public func names(of mail: StoredMail) throws -> (invoices: [String], debtors: [Debtor]) {
        try read(.see, of: .nobody) { scope in
            let restriction = try Restriction(self, in: scope)
            return (
                try mail.claims.compactMap { try scope.claim($0)?.claim.invoice },
                try mail.debtors.compactMap { try scope.debtor($0).map(restriction.shown) }
            )
        }
    }

    func mail(_ id: MailID, in scope: BookConnection) throws -> StoredMail {
        guard let mail = try scope.mail(id) else {
            throw Diagnostic(
                "inbox.unknown", place: "mail \(id)", found: "no such e-mail",
                expected: "the number of one in the inbox", remedy: "see: purr inbox --all")
        }
        return mail
    }
}
