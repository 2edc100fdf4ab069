import Desk

/// The connections of a channel, handed out one message at a time, no faster than the server wants, and not at all to a server
/// that is away or will not have us.
actor SMTPPool {
    private let settings: SMTPSettings
    private let pace: MailPace
    private var free: [SMTPConnection] = []
    private var made = 0
    private var waiting: [CheckedContinuation<SMTPConnection, Never>] = []
    /// Refusals in a row that were about us rather than about a message.
    private var refusals = 0
    /// Until when the server is left alone, and what it said.
    private var rest: (until: ContinuousClock.Instant, detail: String)?

    /// A server that greets three times with a refusal does so a fourth time.
    private static let refusalsMost = 3

    init(_ settings: SMTPSettings) {
        self.settings = settings
        pace = MailPace(perMinute: settings.messagesPerMinute, file: settings.paceFile)
    }

    /// - Throws: a temporary failure while the server is left alone.
    func take() async throws(DeliveryFailure) -> SMTPConnection {
        try refuseWhileResting()
        await pace.wait()
        let connection = await nextFree()
        do throws(DeliveryFailure) {
            try refuseWhileResting()
        } catch {
            giveBack(connection)
            throw error
        }
        return connection
    }

    func giveBack(_ connection: SMTPConnection, after verdict: SMTPVerdict) {
        note(verdict)
        giveBack(connection)
    }

    private func nextFree() async -> SMTPConnection {
        if let connection = free.popLast() { return connection }
        if made < settings.connections {
            made += 1
            return SMTPConnection(settings)
        }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack(_ connection: SMTPConnection) {
        if waiting.isEmpty {
            free.append(connection)
        } else {
            waiting.removeFirst().resume(returning: connection)
        }
    }

    // MARK: A server that is away

    private func note(_ verdict: SMTPVerdict) {
        guard verdict.isAboutUs else {
            refusals = 0
            return
        }
        refusals += 1
        // Logins that fail again and again lock the account.
        let isEnough = verdict.isAboutLogin || refusals >= Self.refusalsMost
        guard isEnough, settings.secondsToRest > 0, case .failure(let failure) = verdict.result
        else { return }
        rest = (.now + .seconds(settings.secondsToRest), failure.detail)
    }

    private func refuseWhileResting() throws(DeliveryFailure) {
        guard let rest, ContinuousClock.now < rest.until else { return }
        throw DeliveryFailure(.temporary, "not tried, for the server said: \(rest.detail)")
    }
}

/// What became of a message, and whether the next one would fare better.
struct SMTPVerdict: Sendable {
    /// The server's words when it took the message.
    var result: Result<String, DeliveryFailure>
    var isAboutUs: Bool
    var isAboutLogin: Bool
}

/// One libcurl handle of a channel, used by one message at a time on a thread of its own.
actor SMTPConnection {
    private let settings: SMTPSettings
    private let executor = BlockingExecutor(label: "purr.smtp")
    private var handle: SMTPHandle?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ settings: SMTPSettings) {
        self.settings = settings
    }

    func send(_ message: OutgoingMessage) -> SMTPVerdict {
        do throws(DeliveryFailure) {
            var attempt = try attempt(message)
            if attempt.outcome == .stale { attempt = try self.attempt(message) }
            return attempt.verdict(on: message)
        } catch {
            return SMTPVerdict(result: .failure(error), isAboutUs: false, isAboutLogin: false)
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

extension SMTPAttempt {
    fileprivate func verdict(on message: OutgoingMessage) -> SMTPVerdict {
        let detail = detail(recipient: message.to)
        let result: Result<String, DeliveryFailure> =
            switch outcome {
            case .delivered: .success(detail)
            case .stale: .failure(DeliveryFailure(.temporary, detail))
            case .failed(let outcome):
                .failure(
                    DeliveryFailure(
                        outcome, detail, blamesAddress: outcome != .permanent || blamesAddress))
            }
        return SMTPVerdict(result: result, isAboutUs: isAboutUs, isAboutLogin: isAboutLogin)
    }
}
