import Basics

/// A way a message leaves Purr: SMTP, a folder, later SMS, EHF and print.
///
/// Desk hands over bytes that were frozen when the notice was approved; a channel changes nothing in
/// them. It may be called again for the same `message.id` after a crash, so it must be safe to repeat as
/// far as its medium allows, and must say in the receipt what it knows.
public protocol Channel: Sendable {
    /// Stable name: `folder`, `smtp`.
    var name: String { get }

    /// True when delivering the same message again leaves one message, not two. After a crash such a
    /// channel simply tries again; with any other, a person is asked.
    var isRepeatable: Bool { get }

    /// True when it reaches the reader at once, so that it keeps decent hours; paper has none.
    var isElectronic: Bool { get }

    /// Delivers one message, or throws a ``DeliveryFailure`` that says whether trying again can help.
    func deliver(_ message: OutgoingMessage) async throws(DeliveryFailure) -> DeliveryReceipt
}

/// A message as it will leave, byte for byte.
public struct OutgoingMessage: Hashable, Sendable {
    /// The notice's identity, unique in the book; the same for every attempt.
    public var id: String
    /// Envelope sender and recipient; the recipient is empty when the letter goes on paper.
    public var from: String
    public var to: String
    /// The whole e-mail, RFC 5322, CRLF.
    public var email: [UInt8]
    /// The letter as PDF.
    public var pdf: [UInt8]

    public init(id: String, from: String, to: String, email: [UInt8], pdf: [UInt8]) {
        self.id = id
        self.from = from
        self.to = to
        self.email = email
        self.pdf = pdf
    }
}

/// What a channel knows after a delivery.
public struct DeliveryReceipt: Hashable, Sendable {
    public var channel: String
    /// The server's answer or the file's path.
    public var detail: String

    public init(channel: String, detail: String) {
        self.channel = channel
        self.detail = detail
    }
}

/// Why a delivery did not happen.
public struct DeliveryFailure: Error, Hashable, Sendable {
    public enum Outcome: String, Sendable {
        /// Nothing left; trying later can help (connection refused, 4xx).
        case temporary
        /// Nothing left; trying again is of no use (5xx, no such recipient).
        case permanent
        /// The connection broke after the message was handed over: it may have left. Never tried again
        /// by itself; a person decides.
        case uncertain
    }
    public var outcome: Outcome
    public var detail: String

    public init(_ outcome: Outcome, _ detail: String) {
        self.outcome = outcome
        self.detail = detail
    }
}
