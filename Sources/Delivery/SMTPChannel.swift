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
        let connection = await pool.take()
        do throws(DeliveryFailure) {
            let detail = try await connection.send(envelope)
            await pool.giveBack(connection)
            return DeliveryReceipt(channel: name, detail: detail)
        } catch {
            await pool.giveBack(connection)
            throw error
        }
    }

    /// An address becomes part of a command line to the server, so it may hold nothing that ends one.
    private static func isPlain(_ address: String) -> Bool {
        address.utf8.count <= 254 && address.utf8.filter { $0 == 0x40 }.count == 1
            && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
    }
}

/// The connections of a channel, handed out one message at a time and no faster than the server wants.
private actor SMTPPool {
    private let settings: SMTPSettings
    private var free: [SMTPConnection] = []
    private var made = 0
    private var waiting: [CheckedContinuation<SMTPConnection, Never>] = []
    /// When the next message may leave, where the pace is limited.
    private var next: ContinuousClock.Instant?

    init(_ settings: SMTPSettings) { self.settings = settings }

    func take() async -> SMTPConnection {
        await keepPace()
        if let connection = free.popLast() { return connection }
        if made < settings.connections {
            made += 1
            return SMTPConnection(settings)
        }
        return await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack(_ connection: SMTPConnection) {
        if waiting.isEmpty {
            free.append(connection)
        } else {
            waiting.removeFirst().resume(returning: connection)
        }
    }

    /// Messages leave evenly: a server that takes thirty a minute gets one every other second.
    private func keepPace() async {
        guard settings.messagesPerMinute > 0 else { return }
        let now = ContinuousClock.now
        let slot = max(next ?? now, now)
        next = slot + .seconds(60) / settings.messagesPerMinute
        try? await Task.sleep(until: slot, clock: .continuous)
    }
}

/// One libcurl handle of a channel, used by one message at a time on a thread of its own.
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
