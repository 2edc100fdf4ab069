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
    public var width: Int { settings.connections }
    private let settings: SMTPSettings
    private let pool: SMTPPool

    public init(_ settings: SMTPSettings) {
        self.settings = settings
        pool = SMTPPool(settings)
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
        var envelope = message
        if let bounce = settings.bounce { envelope.from = bounce.sender(for: message.id) }
        let connection = try await pool.take()
        let verdict = await connection.send(envelope)
        await pool.giveBack(connection, after: verdict)
        return DeliveryReceipt(channel: name, detail: try verdict.result.get())
    }

    /// An address becomes part of a command line to the server, so it may hold nothing that ends one.
    private static func isPlain(_ address: String) -> Bool {
        address.utf8.count <= 254 && address.utf8.filter { $0 == 0x40 }.count == 1
            && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
    }
}
