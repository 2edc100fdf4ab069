import Basics
import Desk
import Foundation
import Store

/// The outside world of one company's letters: what was really handed over, and what came into somebody's hands.
final class Outside: @unchecked Sendable {
    // Sendable by a lock around what changes.
    private let lock = NSLock()
    private var letters: [String: Handed] = [:]
    private var order: [String] = []
    private var plan: Plan
    private var interruption: (@Sendable (OutgoingMessage, Moment) async -> Bool)?

    /// A letter as the channel has seen it.
    struct Handed {
        let id: String
        let channel: String
        let message: OutgoingMessage
        /// How often the desk asked for it to be delivered.
        var attempts = 0
        /// How often the channel took it; more than once only where repeating leaves one letter.
        var accepted = 0
        /// Nobody could say whether it left.
        var isUncertain = false
        /// It was handed over again with other bytes.
        var hasChanged = false
    }

    enum Moment { case beforeTaking, afterTaking }

    /// How channels behave.
    struct Plan {
        var seed: UInt64
        var hasFaults: Bool
        var doublesMail = false
        var changesMail = false
        /// Mailboxes that are gone, and give letters back at once or later.
        var deadMailboxes: Set<String> = []
    }

    init(_ plan: Plan) { self.plan = plan }

    func handed(_ id: String) -> Handed? { lock.withLock { letters[id] } }

    /// All that was handed over, in order.
    var all: [Handed] { lock.withLock { order.compactMap { letters[$0] } } }

    /// Something that happens while a letter is being handed over; nil for nothing. Where it says true before the letter is taken,
    /// the power has gone, and it is not.
    func interrupt(_ body: (@Sendable (OutgoingMessage, Moment) async -> Bool)?) {
        lock.withLock { interruption = body }
    }

    func take(
        _ message: OutgoingMessage, by channel: VirtualChannel
    ) async throws(DeliveryFailure) -> DeliveryReceipt {
        let interruption = lock.withLock { self.interruption }
        if await interruption?(message, .beforeTaking) ?? false {
            throw DeliveryFailure(.temporary, "the power is gone")
        }
        let failure = lock.withLock { settle(message, channel) }
        _ = await interruption?(message, .afterTaking)
        if let failure { throw failure }
        return DeliveryReceipt(channel: channel.name, detail: "taken \(message.id)")
    }

    /// What becomes of it; nil when it is taken.
    private func settle(_ given: OutgoingMessage, _ channel: VirtualChannel) -> DeliveryFailure? {
        var message = given
        if plan.changesMail { message.email.append(32) }
        var letter =
            letters[message.id]
            ?? Handed(id: message.id, channel: channel.name, message: message)
        if letters[message.id] == nil { order.append(message.id) }
        letter.attempts += 1
        letter.hasChanged = letter.hasChanged || letter.message != message
        defer { letters[message.id] = letter }
        // The same file once more where it lies already.
        if channel.isRepeatable, letter.accepted > 0 { return nil }
        var dice = Dice(
            seed: plan.seed, "deliver \(channel.name) \(message.id) \(letter.attempts)")
        if channel.name == VirtualChannel.mail, plan.deadMailboxes.contains(message.to),
            dice.chance(50)
        {
            return DeliveryFailure(.permanent, "550 no such user")
        }
        if plan.hasFaults {
            if dice.chance(perMille: 60) { return DeliveryFailure(.temporary, "421 later") }
            if dice.chance(perMille: 12) { return DeliveryFailure(.permanent, "554 refused") }
            if dice.chance(perMille: 25) {
                letter.isUncertain = true
                // It left, or it did not: the desk is told neither.
                if dice.chance(50) { letter.accepted += 1 }
                return DeliveryFailure(.uncertain, "no answer")
            }
        }
        letter.accepted += 1
        if plan.doublesMail, channel.name == VirtualChannel.mail { letter.accepted += 1 }
        return nil
    }
}

/// A way letters leave the simulated company.
struct VirtualChannel: Channel {
    static let mail = "smtp"
    static let paper = "folder"

    let name: String
    let isRepeatable: Bool
    let isElectronic: Bool
    let outside: Outside

    init(mail outside: Outside) {
        name = Self.mail
        isRepeatable = false
        isElectronic = true
        self.outside = outside
    }

    init(paper outside: Outside) {
        name = Self.paper
        isRepeatable = true
        isElectronic = false
        self.outside = outside
    }

    func deliver(_ message: OutgoingMessage) async throws(DeliveryFailure) -> DeliveryReceipt {
        try await outside.take(message, by: self)
    }
}
