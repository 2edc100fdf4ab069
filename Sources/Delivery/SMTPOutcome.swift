import CCurl
import Desk

/// What one attempt told: libcurl's result, the server's last words, and how much it was given.
struct SMTPAttempt {
    var result: CURLcode
    /// The last reply's code, 0 when there was none.
    var replyCode: Int
    /// The last reply's text, code included.
    var reply: String
    /// How far the message had come.
    var stage: SMTPStage
    /// Whether the client had handed over every byte of the message, so that the final dot may have gone.
    var isHandedOver: Bool
    /// Whether the message's first byte was asked for, which is after the server's 354.
    var isStarted: Bool
    /// Whether the attempt used a connection that earlier messages had used.
    var isReused: Bool
}

/// The command that was last given for a message.
enum SMTPStage: Int, Comparable {
    /// Before the message is spoken of: greeting, EHLO, STARTTLS, login.
    case greeting
    case sender
    case recipient
    /// DATA, the message, its end.
    case content

    /// The first four bytes of a command; nil for those that do not speak of a message.
    init?(verb: UnsafeRawBufferPointer) {
        switch String(decoding: verb, as: UTF8.self).uppercased() {
        case "MAIL": self = .sender
        case "RCPT": self = .recipient
        case "DATA": self = .content
        default: return nil
        }
    }

    static func < (one: SMTPStage, other: SMTPStage) -> Bool { one.rawValue < other.rawValue }
}

/// What an attempt means for the message.
enum SMTPOutcome: Equatable {
    case delivered
    /// The server hung up on an old connection before the message began: try once more on a new one.
    case stale
    case failed(DeliveryFailure.Outcome)
}

extension SMTPAttempt {
    /// Judges the attempt; each branch errs towards not sending twice.
    ///
    /// libcurl reports a refused recipient as a general sending error, so the server's own code decides
    /// wherever there is one.
    var outcome: SMTPOutcome {
        if isHandedOver {
            // The answer to the final dot is the only reply that can follow 354.
            switch replyCode {
            case 200..<300 where result == CURLE_OK: return .delivered
            case 400..<500: return .failed(.temporary)
            case 500..<600: return .failed(.permanent)
            default: return .failed(.uncertain)
            }
        }
        if result == CURLE_OK {
            // All is well, says libcurl, but the message was not asked for: never seen, never believed.
            return .failed(.uncertain)
        }
        let isHangUp = replyCode == 421 || replyCode < 400
        if isReused, !isStarted, isHangUp, SMTPAttempt.isBroken(result) { return .stale }
        // What comes before the message is spoken of, and 530 and 535, which ask for a login, refuse us and go away when
        // the settings are put right.
        let isAboutMessage = stage > .greeting && replyCode != 530 && replyCode != 535
        if (500..<600).contains(replyCode), isAboutMessage { return .failed(.permanent) }
        return .failed(.temporary)
    }

    /// Of a permanent refusal: whether the recipient's address is what the server will not have.
    ///
    /// Most refusals say so in their second figure; one that says nothing is about the address when it answers RCPT.
    ///
    /// - Source: RFC 3463 § 3 (subjects of status codes).
    var blamesAddress: Bool {
        guard let status = SMTPReply.status(in: reply), status.subject != 0 else {
            return stage == .recipient
        }
        switch status.subject {
        // 5.1.7 and 5.1.8 are about the sender's address.
        case 1: return status.detail != 7 && status.detail != 8
        case 2, 4: return true
        // The mail system, the protocol, the content, what is allowed: `5.7.1 relay access denied`.
        default: return false
        }
    }

    /// Whether the server is away or will not have us at all, so that another message would fare no better.
    var isAboutUs: Bool {
        switch outcome {
        case .delivered, .stale, .failed(.uncertain): false
        case .failed(.temporary): stage == .greeting || isAboutLogin || replyCode == 421
        case .failed(.permanent):
            stage == .sender || SMTPReply.status(in: reply)?.subject == 7
        }
    }

    /// Whether the login was refused: trying again and again locks accounts.
    var isAboutLogin: Bool {
        result == CURLE_LOGIN_DENIED || replyCode == 530 || replyCode == 535
    }

    private static func isBroken(_ result: CURLcode) -> Bool {
        [CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_WEIRD_SERVER_REPLY]
            .contains(result)
    }

    /// The server's reply, or libcurl's general words when the server said nothing telling; without
    /// the recipient's name.
    func detail(recipient: String) -> String {
        let general = String(cString: curl_easy_strerror(result))
        let isTelling = replyCode >= 400 || result == CURLE_OK
        guard isTelling, !reply.isEmpty else { return general }
        return SMTPReply.withoutAddresses(reply, recipient: recipient)
    }
}

/// The server's reply to the latest command, which may be several lines.
struct SMTPReply {
    /// Longer replies are cut: the text is for a person and goes into the book.
    private static let limit = 500
    private(set) var text = ""
    private var isComplete = true

    /// Takes one line as libcurl hands it on: `250-SIZE` continues, `250 OK` ends a reply.
    mutating func take(_ line: some Sequence<UInt8>) {
        // Bytes outside printable ASCII could play tricks on a terminal.
        let shown = line.filter { $0 >= 0x20 && $0 < 0x7F }
        guard !shown.isEmpty else { return }
        // 221 answers the goodbye that libcurl says after a refusal; the refusal is what matters.
        if isComplete, shown.starts(with: "221".utf8) { return }
        if isComplete { text = "" }
        let words = String(decoding: shown, as: UTF8.self)
        let separator = text.isEmpty ? "" : " "
        text = String((text + separator + words).prefix(SMTPReply.limit))
        isComplete = shown.count < 4 || shown[3] != 0x2D
    }

    /// The second and third figure of `550 5.1.1 no such user`; nil when the reply has none.
    static func status(in reply: String) -> (subject: Int, detail: Int)? {
        let word = reply.dropFirst(4).prefix { $0 != " " }
        let figures = word.split(separator: ".", omittingEmptySubsequences: false)
            .map { Int($0) ?? -1 }
        guard figures.count == 3, figures[0] == 4 || figures[0] == 5, figures[1] >= 0,
            figures[2] >= 0
        else { return nil }
        return (figures[1], figures[2])
    }

    /// The text with each word that holds an `@`, and each mention of the recipient's name before the
    /// `@`, as `<address>`.
    static func withoutAddresses(_ text: String, recipient: String) -> String {
        let local = recipient.split(separator: "@").first.map { $0.lowercased() } ?? ""
        let words = text.split(separator: " ").map { word -> String in
            if word.contains("@") { return "<address>" }
            let bare = word.lowercased().filter { !"<>\"'.,:;()[]".contains($0) }
            let spoken = local.filter { !"<>\"'.,:;()[]".contains($0) }
            return !spoken.isEmpty && bare == spoken ? "<address>" : String(word)
        }
        return words.joined(separator: " ")
    }
}
