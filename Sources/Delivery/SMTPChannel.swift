import Desk

/// Sends letters through an SMTP server, many messages over one connection.
///
/// A message is handed over byte for byte. Whatever happens is told as one of the three outcomes of
/// ``DeliveryFailure``; the one that matters is `uncertain`: all of the message was handed over, no answer
/// came, and only a person can find out whether it arrived.
///
/// - Source: RFC 5321, in particular § 4.2.1 (reply codes) and § 6.1 (who is responsible when).
public struct SMTPChannel: Channel {
    public let name = "smtp"
    /// A server that took a message once takes it twice, and sends two.
    public let isRepeatable = false
    public let isElectronic = true
    private let connection: SMTPConnection

    public init(_ settings: SMTPSettings) {
        connection = SMTPConnection(settings)
    }

    public func deliver(
        _ message: OutgoingMessage
    ) async throws(DeliveryFailure) -> DeliveryReceipt {
        guard SMTPChannel.isPlain(message.from), SMTPChannel.isPlain(message.to) else {
            throw DeliveryFailure(
                .permanent, "\(message.id): the sender or recipient is no plain e-mail address")
        }
        guard !message.email.isEmpty else {
            throw DeliveryFailure(.permanent, "\(message.id) has no e-mail to send")
        }
        let detail = try await connection.send(message)
        return DeliveryReceipt(channel: name, detail: detail)
    }

    /// An address becomes part of a command line to the server, so it may hold nothing that ends one.
    private static func isPlain(_ address: String) -> Bool {
        address.utf8.count <= 254 && address.utf8.filter { $0 == 0x40 }.count == 1
            && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
    }
}

/// The one libcurl handle of a channel, used by one message at a time on a thread of its own.
private actor SMTPConnection {
    private let settings: SMTPSettings
    private let executor = BlockingExecutor(label: "purr.smtp")
    private var handle: SMTPHandle?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ settings: SMTPSettings) {
        self.settings = settings
    }

    /// The server's answer to the message.
    func send(_ message: OutgoingMessage) throws(DeliveryFailure) -> String {
        var attempt = try attempt(message)
        if attempt.outcome == .stale { attempt = try self.attempt(message) }
        let detail = attempt.detail(recipient: message.to)
        switch attempt.outcome {
        case .delivered: return detail
        case .stale: throw DeliveryFailure(.temporary, detail)
        case .failed(let outcome): throw DeliveryFailure(outcome, detail)
        }
    }

    private func attempt(_ message: OutgoingMessage) throws(DeliveryFailure) -> SMTPAttempt {
        let attempt = try keptHandle().attempt(message)
        // After a failure the connection is given up. libcurl may keep one on which an answer is still
        // to come, and that answer would be taken for the next message's.
        if attempt.outcome != .delivered { handle = nil }
        return attempt
    }

    private func keptHandle() throws(DeliveryFailure) -> SMTPHandle {
        if let handle { return handle }
        let new = try SMTPHandle(settings)
        handle = new
        return new
    }
}
