import Basics

/// An e-mail that has come in, as values: who wrote it, what it answers, what it says in plain text.
///
/// Nothing in it is taken for true: a sender's name, address and date are what the message says of itself.
public struct IncomingMail: Hashable, Sendable {
    /// Somebody in a header: the name as it is shown, and `local@domain` as it was written.
    public struct Mailbox: Hashable, Sendable {
        public let name: String
        public let address: String

        public init(name: String, address: String) {
            self.name = name
            self.address = address
        }

        /// What stands after the last `@`, in lower case.
        public var domain: String {
            String(address.split(separator: "@").last ?? "").lowercased()
        }
    }

    /// A file that came with the message, decoded.
    public struct Attachment: Hashable, Sendable {
        /// What the sender calls it: a label for people, never a path; may be empty.
        public let name: String
        /// `application/pdf`, in lower case.
        public let type: String
        public let bytes: [UInt8]
    }

    /// The header fields in their order, unfolded, as bytes that may still be encoded.
    public internal(set) var fields = MailFields()
    /// The message's text in plain form: HTML without its tags, quoted lines beginning with `> `.
    public internal(set) var text = ""
    public internal(set) var attachments: [Attachment] = []
    /// The groups of fields in a delivery report (RFC 3464), the message's own first; empty in any other mail.
    public internal(set) var deliveryReport: [MailFields] = []
    /// The headers of messages within the message: what was returned or forwarded.
    public internal(set) var enclosed: [MailFields] = []
    /// A receipt that says the message was shown or deleted (RFC 8098).
    public internal(set) var isReadReceipt = false
    /// What was damaged and read as well as it could be; at most ``MailLimits/findings`` of them.
    public internal(set) var findings: [Diagnostic] = []

    init() {}

    /// Without its angle brackets; empty when the message has none.
    public var messageID: String { MailFields.identities(fields.raw("Message-ID")).first ?? "" }

    /// The messages it answers, the nearest first, without angle brackets.
    public var answered: [String] {
        var seen: Set<String> = []
        let all =
            MailFields.identities(fields.raw("In-Reply-To"))
            + MailFields.identities(fields.raw("References")).reversed()
        return all.filter { seen.insert($0).inserted }
    }

    public var subject: String { fields.text("Subject") }

    /// The writer; nil when the message names none.
    public var from: Mailbox? { MailboxReader.read(fields.raw("From")).first }

    /// Everybody it was addressed or delivered to, as far as its headers say.
    public var recipients: [Mailbox] {
        ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"].flatMap { name in
            fields.all(name).flatMap(MailboxReader.read)
        }
    }

    /// When it says it was written, in seconds since 1970 UTC; nil when it does not say.
    public var sentAt: Int64? { MailDate.read(fields.raw("Date")) }
}

/// How much of a message is read. Anybody can write to a company, so nothing in a message may decide how much work it
/// makes.
public struct MailLimits: Sendable {
    /// A whole message as it lies in the file; servers take 25 to 50 MB.
    public var messageBytes = 64 << 20
    /// One block of header fields; a message that has gone through many hands has 10 kB.
    public var headerBytes = 256 << 10
    public var headerFields = 1_000
    /// Parts within parts; programs make three or four, mail that was forwarded again and again ten.
    public var depth = 20
    /// Parts in all, with those of enclosed messages.
    public var parts = 500
    /// The text that is kept, in bytes of UTF-8: a book of 500 pages. The rest is cut off and told.
    public var textBytes = 1 << 20
    /// What is told of a damaged message; the rest of the faults are like them.
    public var findings = 20
    /// Messages in one mbox.
    public var messages = 200_000

    public init() {}
}

/// Header fields in their order.
public struct MailFields: Hashable, Sendable {
    public struct Field: Hashable, Sendable {
        /// As it is written.
        public let name: String
        /// Unfolded, not decoded.
        public let value: [UInt8]
    }

    public internal(set) var all: [Field] = []

    init() {}

    /// The first field of the name, letters large or small; empty when there is none.
    public func raw(_ name: String) -> [UInt8] {
        let wanted = name.lowercased()
        return all.first { $0.name.lowercased() == wanted }?.value ?? []
    }

    /// All fields of the name.
    public func all(_ name: String) -> [[UInt8]] {
        let wanted = name.lowercased()
        return all.filter { $0.name.lowercased() == wanted }.map(\.value)
    }

    public func has(_ name: String) -> Bool { !all(name).isEmpty }

    /// The first field of the name as text, encoded words decoded, blanks as one.
    public func text(_ name: String) -> String { MailWords.text(raw(name)) }

    /// `a@b` of each `<a@b>`, at most a hundred.
    static func identities(_ value: [UInt8]) -> [String] {
        var found: [String] = []
        var rest = value[...]
        while found.count < 100, let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
            // Folding may have put blanks within a long identity.
            let inner = rest[(open + 1)..<close].filter { $0 > 32 }
            if (1...998).contains(inner.count) {
                found.append(MailLines.shown(MailCharset.guessed(inner)))
            }
            rest = rest[(close + 1)...]
        }
        return found
    }
}
