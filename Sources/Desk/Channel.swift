import Basics

/// A way a message leaves Purr: SMTP, a folder, SMS, EHF, print.
///
/// Desk hands over bytes that were frozen when the notice was approved; a channel changes nothing in
/// them. It may be called again for the same `message.id` after a crash, so it must be safe to repeat as
/// far as its medium allows, and must say in the receipt what it knows.
public protocol Channel: Sendable {
    /// Stable name: `folder`, `smtp`, `sms`, `print`, `ehf`.
    var name: String { get }

    /// True when delivering the same message again leaves one message, not two. After a crash such a
    /// channel simply tries again; with any other, a person is asked.
    var isRepeatable: Bool { get }

    /// True when it reaches the reader at once, so that it keeps decent hours; paper has none.
    var isElectronic: Bool { get }

    /// How many messages it takes at once; 1 unless it says otherwise.
    var width: Int { get }

    /// Delivers one message, or throws a ``DeliveryFailure`` that says whether trying again can help.
    func deliver(_ message: OutgoingMessage) async throws(DeliveryFailure) -> DeliveryReceipt
}

extension Channel {
    public var width: Int { 1 }
}

/// A message as it will leave, byte for byte, in every form it was frozen in when it was approved.
///
/// A channel takes the form it knows and leaves the others alone; an empty form is one the message does not have.
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
    /// Who opens the envelope.
    public var recipient: Recipient
    /// The debtor's telephone number as it is known, in any notation; empty for none.
    public var phone: String
    /// The text message; empty when none is to be sent.
    public var sms: String
    /// One document a claim, in the letter's order; empty when the letter has no such form.
    public var ehf: [ElectronicDocument]

    /// What sorts an envelope: it says nothing that is not on the letter itself.
    public struct Recipient: Hashable, Sendable {
        public var name: String
        public var postcode: String
        /// ISO 3166 alpha-2; empty or `NO` for Norway.
        public var country: String

        public init(name: String = "", postcode: String = "", country: String = "") {
            self.name = name
            self.postcode = postcode
            self.country = country
        }
    }

    public init(
        id: String, from: String, to: String, email: [UInt8], pdf: [UInt8],
        recipient: Recipient = Recipient(), phone: String = "", sms: String = "",
        ehf: [ElectronicDocument] = []
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.email = email
        self.pdf = pdf
        self.recipient = recipient
        self.phone = phone
        self.sms = sms
        self.ehf = ehf
    }
}

/// A business document with what an access point needs to know to send it on.
///
/// - Source: Peppol Policy for use of identifiers 4 (participants, document types, processes).
public struct ElectronicDocument: Hashable, Codable, Sendable {
    /// The document's own number, unique for its sender: `P-1042` or `P-1042-2`.
    public var id: String
    /// ISO 6523: `0192:310123455`.
    public var sender: String
    public var receiver: String
    /// `urn:oasis:…:Invoice-2::Invoice##…::2.1`.
    public var documentType: String
    /// The process, which is the document's ProfileID.
    public var process: String
    /// The XML, UTF-8.
    public var bytes: [UInt8]

    public init(
        id: String, sender: String, receiver: String, documentType: String, process: String,
        bytes: [UInt8]
    ) {
        self.id = id
        self.sender = sender
        self.receiver = receiver
        self.documentType = documentType
        self.process = process
        self.bytes = bytes
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
    /// How many seconds the server asks to be left alone, when it said so; a wish, not a promise.
    public var retryAfterSeconds: Int?
    /// Of a permanent failure: true when the address is at fault, so that the letter goes another way and the address is not
    /// used again; false when the sender or the letter is, whoever it goes to.
    public var blamesAddress: Bool

    public init(
        _ outcome: Outcome, _ detail: String, retryAfterSeconds: Int? = nil,
        blamesAddress: Bool = true
    ) {
        self.outcome = outcome
        self.detail = detail
        self.retryAfterSeconds = retryAfterSeconds
        self.blamesAddress = blamesAddress
    }
}
