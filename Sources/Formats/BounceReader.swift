/// Tells a message that a server wrote about a letter: whether it has failed or is late, and why.
///
/// - Source: RFC 3464 (reports), RFC 3463 and RFC 5248 (codes).
struct BounceReader {
    private let mail: IncomingMail

    init(_ mail: IncomingMail) { self.mail = mail }

    // MARK: - Reports by the standard

    /// What a delivery report says of the recipient that fared worst.
    func report(_ notice: NoticeReference?) -> IncomingMail.Kind {
        let recipients = mail.deliveryReport.filter {
            $0.has("Action") || $0.has("Final-Recipient") || $0.has("Status")
        }
        func first(_ action: String) -> MailFields? {
            recipients.first { $0.text("Action").lowercased().hasPrefix(action) }
        }
        if let failed = first("failed") ?? first("expired") { return bounce(failed, notice) }
        if first("delayed") != nil { return .delayed(notice) }
        if recipients.contains(where: { $0.has("Action") }) { return .autoReply }
        if let first = recipients.first, status(first)?.first == "5" {
            return bounce(first, notice)
        }
        // A report that tells of nobody: its text may.
        if let plain = plain(notice) { return plain }
        return .autoReply
    }

    private func bounce(_ recipient: MailFields, _ notice: NoticeReference?) -> IncomingMail.Kind {
        let reply = recipient.text("Diagnostic-Code")
        let address =
            recipient.has("Final-Recipient")
            ? recipient.text("Final-Recipient") : recipient.text("Original-Recipient")
        return bounce(
            status(recipient), saying: reply + "\n" + mail.text,
            // `rfc822; kari@example.no`
            recipient: String(address.split(separator: ";").last ?? "").trimmingSpaces(), notice)
    }

    /// The status the report gives, nearer told by the server's own answer when it has one.
    private func status(_ recipient: MailFields) -> String? {
        let told = Self.statuses(in: recipient.text("Status")).first
        let answered = Self.statuses(in: recipient.text("Diagnostic-Code")).first
        guard let told else { return answered }
        return told.hasSuffix(".0.0") ? answered ?? told : told
    }

    // MARK: - Other messages of servers

    /// What a message without a report is that a server wrote; nil when it seems to be something else.
    func plain(_ notice: NoticeReference?) -> IncomingMail.Kind? {
        let subject = mail.subject.lowercased()
        let text = Self.folded(mail.text)
        let isSubject = BouncePhrases.subjects.contains { subject.contains($0) }
        let isText = BouncePhrases.failures.contains { text.contains($0) }
        let isNamed = mail.fields.has("X-Failed-Recipients")
        // A person may quote a bounce, and a server may write of other things.
        guard mail.isFromServer && (isSubject || isText) || isNamed && isSubject else { return nil }
        let isLate =
            BouncePhrases.delays.contains { subject.contains($0) || text.contains($0) }
            && !BouncePhrases.finals.contains { text.contains($0) }
        if isLate { return .delayed(notice) }
        return bounce(
            Self.statuses(in: mail.text).first, saying: mail.text,
            recipient: mail.fields.text("X-Failed-Recipients"), notice)
    }

    // MARK: - Judging

    private func bounce(
        _ status: String?, saying text: String, recipient: String, _ notice: NoticeReference?
    ) -> IncomingMail.Kind {
        let words = Self.folded(text)
        let says = { (phrases: [String]) in phrases.contains { words.contains($0) } }
        let isFull = says(BouncePhrases.full)
        let isUnknown = says(BouncePhrases.unknown)
        let isHard: Bool
        switch status {
        case .some(let code) where Self.hard.contains(code): isHard = true
        case .some(let code) where Self.soft.contains(code): isHard = false
        case .some(let code) where code.hasPrefix("5.1."): isHard = true
        case .some(let code) where code.hasPrefix("4."): isHard = isUnknown && !isFull
        // What is left says little; the words say more, and without any the address is not blamed.
        default: isHard = isUnknown && !isFull
        }
        let told = status ?? (isFull ? "5.2.2" : isHard ? "5.1.1" : "5.0.0")
        return .bounce(
            IncomingMail.Bounce(
                isHard: isHard, status: told, recipient: recipient, notice: notice))
    }

    /// No such mailbox, or it has moved or is closed for good; no such domain.
    private static let hard: Set<String> = [
        "5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4", "5.4.310",
    ]
    /// Full, too large, away, looping, not wanted: another letter may arrive, or the same by another way.
    private static let soft: Set<String> = [
        "5.2.2", "5.2.3", "5.3.0", "5.3.2", "5.3.4", "5.4.6", "5.4.7", "5.4.14", "5.7.0", "5.7.26",
        "5.1.8", "5.1.7",
    ]

    /// Codes such as `5.1.1`, with a class of 4 or 5, at most twenty.
    static func statuses(in text: String) -> [String] {
        var found: [String] = []
        let words = text.utf8.split { !((48...57).contains($0) || $0 == 46) }
        for word in words {
            let parts = word.split(separator: 46, omittingEmptySubsequences: true)
            guard parts.count == 3, parts[0].elementsEqual([52]) || parts[0].elementsEqual([53]),
                (1...3).contains(parts[1].count), (1...3).contains(parts[2].count)
            else { continue }
            found.append(parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "."))
            if found.count >= 20 { break }
        }
        return found
    }

    /// In lower case, line breaks and runs of blanks as one blank: phrases are broken over lines.
    private static func folded(_ text: String) -> String {
        // What a server says stands at the top; the rest is the letter it returns, whose words are ours.
        let head = MailWords.tidy(String(decoding: text.utf8.prefix(20_000), as: UTF8.self))
            .lowercased()
        let ends = BouncePhrases.returned.compactMap { head.firstRange(of: $0)?.lowerBound }
        return String(head[..<(ends.min() ?? head.endIndex)])
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String { MailWords.tidy(self) }
}
