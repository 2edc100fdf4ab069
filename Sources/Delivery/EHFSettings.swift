import Basics
import Desk
import Foundation

/// How electronic reminders reach the access point, and what the sender says of itself in them.
public struct EHFSettings: Hashable, Codable, Sendable {
    public enum Handover: Hashable, Codable, Sendable {
        /// A folder the access point empties.
        case folder(String)
        case web(Web)
    }

    /// An access point's interface: the document is the body.
    public struct Web: Hashable, Codable, Sendable {
        /// May hold `{id}` and the other names, percent-encoded: `https://ap.example.no/outbox/{key}`.
        public var address: String
        /// `POST` or `PUT`.
        public var method: String
        /// Values may hold `{id}`, `{key}`, `{sender}`, `{receiver}`, `{documentType}`, `{process}`, `{sha256}` and `{secret}`.
        public var headers: [String: String]
        public var secret: SecretSource?
        /// True when the access point takes a document with the same `{key}` once only.
        public var honoursKey: Bool
        public var limits: HTTPLimits

        /// What is told of a document unless the settings say otherwise.
        public static let headersDefault = [
            "Idempotency-Key": "{key}", "X-Document-Id": "{id}", "X-Sender": "{sender}",
            "X-Receiver": "{receiver}", "X-Document-Type": "{documentType}",
            "X-Process": "{process}", "X-Content-SHA256": "{sha256}",
        ]

        public init(
            address: String, method: String = "POST",
            headers: [String: String] = headersDefault, secret: SecretSource? = nil,
            honoursKey: Bool = false, limits: HTTPLimits = HTTPLimits()
        ) {
            self.address = address
            self.method = method
            self.headers = headers
            self.secret = secret
            self.honoursKey = honoursKey
            self.limits = limits
        }
    }

    public var handover: Handover
    public var sender: EHFSender

    /// - Throws: `Diagnostic` `ehf.folder`, `ehf.method`, `ehf.header`, and those of the address.
    public init(handover: Handover, sender: EHFSender) throws(Diagnostic) {
        self.handover = handover
        self.sender = sender
        try check()
    }

    /// What the settings must be before anything is handed over; read from a file, they are checked again.
    public func check() throws(Diagnostic) {
        switch handover {
        case .folder(let path):
            guard !path.isEmpty else {
                throw Diagnostic(
                    "ehf.folder", place: "folder", found: "nothing", expected: "a folder")
            }
        case .web(let web): try Self.check(web)
        }
    }

    private static let given: Set<String> = [
        "id", "key", "sender", "receiver", "documentType", "process", "sha256", "secret",
    ]

    private static func check(_ web: Web) throws(Diagnostic) {
        guard ["POST", "PUT"].contains(web.method) else {
            throw Diagnostic(
                "ehf.method", place: "method", found: web.method, expected: "POST or PUT")
        }
        try HTTPAddress.check(
            Template.fill(web.address, ["id": "x", "key": "x"], Template.encoded),
            place: "address")
        for (name, value) in web.headers {
            let unknown = Template.names(in: value).subtracting(given).sorted().first
            let isName =
                !name.isEmpty && name.utf8.count <= 100
                && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            guard unknown == nil, isName, value.utf8.count <= 1_000 else {
                throw Diagnostic(
                    "ehf.header", place: name, found: unknown.map { "{\($0)}" } ?? name,
                    expected: "a header's name, and only the names that are filled in")
            }
            if Template.names(in: value).contains("secret"), web.secret == nil {
                throw Diagnostic(
                    "ehf.header", place: name, found: "{secret} without a secret",
                    expected: "where the key is: env:NAME or file:PATH")
            }
        }
        guard (1...600).contains(web.limits.secondsToConnect),
            (1...3_600).contains(web.limits.secondsInAll)
        else {
            throw Diagnostic(
                "ehf.limits", place: "seconds", found: "\(web.limits)", expected: "1 to 3600")
        }
    }
}

extension ElectronicDocument {
    /// Unique among all senders that share an access point: `0192:310123455/P-1042`.
    var key: String { "\(sender)/\(id)" }
}
