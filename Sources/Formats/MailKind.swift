/// A letter of ours that a message speaks of: `P-12`, and of which book when that is told.
public struct NoticeReference: Hashable, Sendable {
    public let notice: Int64
    public let book: Int64?

    public init(notice: Int64, book: Int64? = nil) {
        self.notice = notice
        self.book = book
    }

    /// From `P-12`, `P-12-1`, `12` or `12-1`, letters large or small.
    init?(_ text: some StringProtocol) {
        var rest = text.lowercased()[...]
        if rest.hasPrefix("p-") { rest = rest.dropFirst(2) }
        let parts = rest.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let notice = Self.number(parts[0]) else { return nil }
        self.notice = notice
        if parts.count == 2 {
            guard let book = Self.number(parts[1]) else { return nil }
            self.book = book
        } else {
            book = nil
        }
    }

    private static func number(_ text: Substring) -> Int64? {
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int64(text)
    }
}

extension IncomingMail {
    /// What a message is, before anybody has read it.
    public enum Kind: Hashable, Sendable {
        /// A letter did not arrive, and nobody goes on trying.
        case bounce(Bounce)
        /// A letter has not arrived yet: the server goes on trying.
        case delayed(NoticeReference?)
        /// Written by a program: out of office, received with thanks, a receipt.
        case autoReply
        /// Written by a person, as far as anybody can tell.
        case reply
    }

    /// What came back instead of a letter.
    public struct Bounce: Hashable, Sendable {
        /// True when the address is wrong for good; false for a full mailbox, a closed door, a server that is away.
        public let isHard: Bool
        /// `5.1.1` (RFC 3463); `5.0.0` or `4.0.0` when nothing nearer is told.
        public let status: String
        /// The address that it did not reach; may be empty.
        public let recipient: String
        /// The letter; nil when nothing in the message leads to one.
        public let notice: NoticeReference?

        public init(
            isHard: Bool, status: String, recipient: String, notice: NoticeReference?
        ) {
            self.isHard = isHard
            self.status = status
            self.recipient = recipient
            self.notice = notice
        }
    }

    /// What this message is, and of which letter when it came back.
    ///
    /// - Parameter domain: what our own message identities end in, `fjordvikror.example`.
    public func kind(sentFrom domain: String) -> Kind {
        let notices = notices(sentFrom: domain)
        if !deliveryReport.isEmpty {
            return BounceReader(self).report(notices.first)
        }
        if isReadReceipt { return .autoReply }
        if let plain = BounceReader(self).plain(notices.first) { return plain }
        return isAutomatic ? .autoReply : .reply
    }

    /// The letters of ours that it speaks of, the surest first: by the thread and what was returned, by the address it was
    /// sent to (`bounce+P-12-1@…`), by the subject.
    ///
    /// - Parameter domain: as in ``kind(sentFrom:)``; identities of other domains are not ours.
    public func notices(sentFrom domain: String) -> [NoticeReference] {
        var found: [NoticeReference] = []
        func add(_ reference: NoticeReference?) {
            if let reference, !found.contains(reference) { found.append(reference) }
        }
        let returned = enclosed.flatMap { MailFields.identities($0.raw("Message-ID")) }
        for identity in answered + returned { add(Self.ours(identity, domain)) }
        for mailbox in recipients {
            let local = mailbox.address.prefix { $0 != "@" }
            if local.lowercased().hasPrefix("bounce+") {
                add(NoticeReference(local.dropFirst("bounce+".count)))
            }
        }
        // Old servers return a message as text.
        if isFromServer { for identity in identitiesInText { add(Self.ours(identity, domain)) } }
        for word in subject.split(whereSeparator: { " ,;:()[]#.".contains($0) })
        where word.lowercased().hasPrefix("p-") {
            add(NoticeReference(word))
        }
        return found
    }

    private static func ours(_ identity: String, _ domain: String) -> NoticeReference? {
        let halves = identity.split(separator: "@")
        guard halves.count == 2, halves[0].lowercased().hasPrefix("p-"),
            halves[1].lowercased() == domain.lowercased()
        else { return nil }
        return NoticeReference(halves[0])
    }

    /// `<a@b>` after `Message-ID:` in the text, at most ten.
    private var identitiesInText: [String] {
        var found: [String] = []
        for line in text.split(separator: "\n") where line.lowercased().contains("message-id:") {
            found += MailFields.identities(Array(line.utf8))
            if found.count >= 10 { break }
        }
        return found
    }

    /// Sent by a mail server rather than by a mailbox.
    var isFromServer: Bool {
        if fields.has("Return-Path"), MailWords.text(fields.raw("Return-Path")) == "<>" {
            return true
        }
        // A server may write from no address at all: `MAILER-DAEMON <>`.
        guard let from else { return fields.has("From") }
        let local = from.address.prefix { $0 != "@" }.lowercased()
        return BouncePhrases.senders.contains { local.hasPrefix($0) }
            || BouncePhrases.senderNames.contains { from.name.lowercased().contains($0) }
    }

    /// Written by a program, by what its headers or the first words of its subject say.
    private var isAutomatic: Bool {
        let submitted = fields.text("Auto-Submitted").lowercased()
        if !submitted.isEmpty, !submitted.hasPrefix("no") { return true }
        let marks = [
            "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply",
            "X-MS-Exchange-Inbox-Rules-Loop", "X-AutoReply-From",
        ]
        if marks.contains(where: { fields.has($0) }) { return true }
        if ["auto_reply", "auto-reply"].contains(fields.text("Precedence").lowercased()) {
            return true
        }
        let subject = subject.lowercased()
        return BouncePhrases.autoSubjects.contains { subject.hasPrefix($0) }
    }
}
