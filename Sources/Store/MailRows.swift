import Basics
import Claims

/// An e-mail in the book: who wrote, what it seems to say, what became of it.
///
/// Its text is personal data. It is kept as correspondence about the claims (see docs/replies.md) and is no part of any
/// journal or log.
public struct StoredMail: Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case reply, bounce, delayed
        case autoReply = "auto-reply"
    }

    public enum State: String, Codable, Sendable {
        /// Nobody has looked: it holds the letters of those it may be from.
        case waiting
        case done
    }

    /// A file that came with it; only what identifies it is kept.
    public struct Attachment: Hashable, Codable, Sendable {
        public var name: String
        public var type: String
        public var bytes: Int
        /// SHA-256, hexadecimal.
        public var hash: String

        public init(name: String, type: String, bytes: Int, hash: String) {
            self.name = name
            self.type = type
            self.bytes = bytes
            self.hash = hash
        }
    }

    public var id: MailID
    /// SHA-256 of the message's identity and all that was read of it; the same mail twice has the same.
    public var hash: [UInt8]
    /// SHA-256 of the bytes as they lay in the file.
    public var rawHash: [UInt8]
    public var messageID: String
    /// When it was taken in, and when it says it was written, in seconds since 1970 UTC.
    public var at: Int64
    public var sentAt: Int64?
    public var sender: String
    public var senderName: String
    public var subject: String
    /// The sender's own words; nil when they have been erased.
    public var text: String?
    public var kind: Kind
    /// A bounce's status, `5.1.1`; else empty.
    public var status: String
    public var notice: NoticeID?
    public var attachments: [Attachment] = []
    /// What it seems to say, the weightiest first, with the words that say so.
    public var findings: [ReplyReading.Finding] = []
    public var isUnclear: Bool
    /// How its debtor was found: `thread`, `number`, `address`, `person`; empty when nobody is.
    public var foundBy: String
    public var claims: [ClaimID] = []
    /// Those it may be from.
    public var debtors: [DebtorID] = []
    public var state: State
    /// What a person, or the kind, made of it: `objection`, `promise`, `hardship`, `done`, `bounce` …
    public var outcome: String?

    public init(
        id: MailID, hash: [UInt8], rawHash: [UInt8], messageID: String, at: Int64, sentAt: Int64?,
        sender: String, senderName: String, subject: String, text: String?, kind: Kind,
        status: String = "", notice: NoticeID? = nil, isUnclear: Bool = false,
        foundBy: String = "", state: State = .waiting, outcome: String? = nil
    ) {
        self.id = id
        self.hash = hash
        self.rawHash = rawHash
        self.messageID = messageID
        self.at = at
        self.sentAt = sentAt
        self.sender = sender
        self.senderName = senderName
        self.subject = subject
        self.text = text
        self.kind = kind
        self.status = status
        self.notice = notice
        self.isUnclear = isUnclear
        self.foundBy = foundBy
        self.state = state
        self.outcome = outcome
    }

    /// What weighs most of what it seems to say.
    public var proposal: ReplyReading.Kind? { findings.first?.kind }

    /// True when it leads to nobody, so that a person must say whose it is.
    public var isUnattached: Bool { foundBy.isEmpty }
}

extension BookConnection {
    /// The mail with this hash, if it was taken in before.
    public func mailID(hash: [UInt8]) throws -> MailID? {
        try connection.first("SELECT id FROM mail WHERE book = ? AND hash = ?", book, hash) {
            MailID($0.int(0))
        }
    }

    public func insert(_ mail: StoredMail) throws {
        try connection.run(
            """
            INSERT INTO mail (book, id, hash, raw_hash, message_id, at, sent_at, sender,
                sender_name, subject, text, kind, status, notice, unclear, found_by, state,
                outcome)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """, book, mail.id.number, mail.hash, mail.rawHash, mail.messageID, mail.at,
            mail.sentAt, mail.sender, mail.senderName, mail.subject, mail.text,
            mail.kind.rawValue, mail.status, mail.notice?.number, mail.isUnclear, mail.foundBy,
            mail.state.rawValue, mail.outcome)
        for (index, attachment) in mail.attachments.enumerated() {
            try connection.run(
                """
                INSERT INTO mail_attachment (book, mail, id, name, type, bytes, hash)
                VALUES (?,?,?,?,?,?,?)
                """, book, mail.id.number, index, attachment.name, attachment.type,
                attachment.bytes, attachment.hash)
        }
        for (index, finding) in mail.findings.enumerated() {
            try connection.run(
                "INSERT INTO mail_finding (book, mail, id, kind, words) VALUES (?,?,?,?,?)", book,
                mail.id.number, index, finding.kind.rawValue, finding.words)
        }
        try attach(mail.id, to: mail.claims, of: mail.debtors, foundBy: mail.foundBy)
    }

    /// Says whose a mail is, in place of what was known.
    public func attach(
        _ mail: MailID, to claims: [ClaimID], of debtors: [DebtorID], foundBy: String
    ) throws {
        for table in ["mail_claim", "mail_debtor"] {
            try connection.run(
                "DELETE FROM \(table) WHERE book = ? AND mail = ?", book, mail.number)
        }
        for claim in claims {
            try connection.run(
                "INSERT INTO mail_claim (book, mail, claim) VALUES (?,?,?)", book, mail.number,
                claim.number)
        }
        for debtor in debtors {
            try connection.run(
                "INSERT INTO mail_debtor (book, mail, debtor) VALUES (?,?,?)", book, mail.number,
                debtor.number)
        }
        try connection.run(
            "UPDATE mail SET found_by = ? WHERE book = ? AND id = ?", foundBy, book, mail.number)
    }

    /// A person has looked, and says what comes of it; false when somebody has before.
    public func close(
        _ mail: MailID, outcome: String, at: Int64, actor: String
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE mail SET state = 'done', outcome = ?, done_at = ?, done_by = ?
            WHERE book = ? AND id = ? AND state = 'waiting'
            """, outcome, at, actor, book, mail.number) == 1
    }

    /// Takes a mail's words out of the book: its text, its subject, and what was found in them.
    public func eraseText(of mail: MailID) throws {
        try connection.run(
            "UPDATE mail SET text = NULL, subject = '' WHERE book = ? AND id = ?", book,
            mail.number)
        try connection.run(
            "UPDATE mail_finding SET words = '' WHERE book = ? AND mail = ?", book, mail.number)
    }

    /// How many wait to be read.
    public func waitingMails() throws -> Int {
        try connection.first(
            "SELECT count(*) FROM mail WHERE book = ? AND state = 'waiting'", book
        ) { Int($0.int(0)) } ?? 0
    }

    /// Of each debtor whose letters an unread mail holds, the oldest such mail and when it was taken in.
    public func unreadMails() throws -> [DebtorID: (mail: MailID, at: Int64)] {
        var found: [DebtorID: (mail: MailID, at: Int64)] = [:]
        try connection.forEach(
            """
            SELECT mail_debtor.debtor, mail.id, mail.at
            FROM mail INDEXED BY mail_waiting JOIN mail_debtor
                ON mail_debtor.book = mail.book AND mail_debtor.mail = mail.id
            WHERE mail.book = ? AND mail.state = 'waiting' ORDER BY mail.id DESC
            """, book
        ) { found[DebtorID($0.int(0))] = (MailID($0.int(1)), $0.int(2)) }
        return found
    }

    public func mail(_ id: MailID) throws -> StoredMail? {
        try mails(where: "id = ?", id.number).first
    }

    /// Mails in the order they came, those that wait or all.
    public func mails(onlyWaiting: Bool) throws -> [StoredMail] {
        onlyWaiting
            ? try mails(where: "state = ?", "waiting") : try mails(where: "id > ?", Int64(0))
    }

    /// Mails about a claim, in the order they came.
    public func mails(about claim: ClaimID) throws -> [StoredMail] {
        try mails(
            where: """
                id IN (SELECT mail FROM mail_claim
                    WHERE mail_claim.book = mail.book AND mail_claim.claim = ?)
                """, claim.number)
    }

    private func mails(where condition: String, _ value: any Bindable) throws -> [StoredMail] {
        var mails = try connection.all(
            """
            SELECT id, hash, raw_hash, message_id, at, sent_at, sender, sender_name, subject, text,
                kind, status, notice, unclear, found_by, state, outcome
            FROM mail WHERE book = ? AND \(condition) ORDER BY id
            """, book, value, map: Self.mail)
        for index in mails.indices { try complete(&mails[index]) }
        return mails
    }

    private static func mail(_ row: SQLRow) -> StoredMail {
        StoredMail(
            id: MailID(row.int(0)), hash: row.bytes(1), rawHash: row.bytes(2),
            messageID: row.text(3), at: row.int(4), sentAt: row.optionalInt(5),
            sender: row.text(6), senderName: row.text(7), subject: row.text(8),
            text: row.optionalText(9), kind: StoredMail.Kind(rawValue: row.text(10)) ?? .reply,
            status: row.text(11), notice: row.optionalInt(12).map { NoticeID($0) },
            isUnclear: row.int(13) == 1, foundBy: row.text(14),
            state: StoredMail.State(rawValue: row.text(15)) ?? .waiting,
            outcome: row.optionalText(16))
    }

    private func complete(_ mail: inout StoredMail) throws {
        let id = mail.id.number
        mail.claims = try connection.all(
            "SELECT claim FROM mail_claim WHERE book = ? AND mail = ? ORDER BY claim", book, id
        ) { ClaimID($0.int(0)) }
        mail.debtors = try connection.all(
            "SELECT debtor FROM mail_debtor WHERE book = ? AND mail = ? ORDER BY debtor", book, id
        ) { DebtorID($0.int(0)) }
        mail.findings = try connection.all(
            "SELECT kind, words FROM mail_finding WHERE book = ? AND mail = ? ORDER BY id", book, id
        ) { row in
            ReplyReading.Kind(rawValue: row.text(0)).map {
                ReplyReading.Finding(kind: $0, words: row.text(1))
            }
        }.compactMap { $0 }
        mail.attachments = try connection.all(
            """
            SELECT name, type, bytes, hash FROM mail_attachment
            WHERE book = ? AND mail = ? ORDER BY id
            """, book, id
        ) { row in
            StoredMail.Attachment(
                name: row.text(0), type: row.text(1), bytes: Int(row.int(2)), hash: row.text(3))
        }
    }
}
