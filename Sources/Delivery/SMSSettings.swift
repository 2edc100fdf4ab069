import Basics
import Foundation

/// Which gateway sends text messages, and as whom.
///
///     try SMSSettings(gateway: SMSGateways.sveve, from: "Fjordvik", user: "fjordvik",
///                     secret: .environment("PURR_SMS_SECRET"))
public struct SMSSettings: Hashable, Codable, Sendable {
    public var gateway: SMSGateway
    /// What stands as sender: at most eleven letters and digits, or a number.
    public var from: String
    public var user: String?
    public var secret: SecretSource?
    /// What else the gateway's address and body ask for: `host`, `service`, `account`.
    public var fields: [String: String]
    /// The address to use instead of the gateway's own; nil for its own.
    public var address: String?
    public var limits: HTTPLimits

    /// Names that are filled in for each message.
    private static let given: Set<String> = ["to", "from", "text", "id", "user", "secret"]

    /// - Throws: `Diagnostic` `sms.gateway`, `sms.sender`, `sms.field`, `sms.login`, `sms.limits`, and those of the address.
    public init(
        gateway: SMSGateway, from: String, user: String? = nil, secret: SecretSource? = nil,
        fields: [String: String] = [:], address: String? = nil, limits: HTTPLimits = HTTPLimits()
    ) throws(Diagnostic) {
        self.gateway = gateway
        self.from = from
        self.user = user
        self.secret = secret
        self.fields = fields
        self.address = address
        self.limits = limits
        try check()
    }

    /// What the settings must be before anything is sent with them; read from a file, they are checked again.
    public func check() throws(Diagnostic) {
        try checkGateway()
        guard Self.isSender(from) else {
            throw Diagnostic(
                "sms.sender", place: "from", found: String(from.prefix(40)),
                expected: "2 to 11 letters, digits and blanks, or a number with country code",
                remedy: "operators cut or refuse anything else")
        }
        var needed = gateway.body.names.union(Template.names(in: address ?? gateway.url))
        for value in gateway.headers.values { needed.formUnion(Template.names(in: value)) }
        for name in needed.subtracting(Self.given).sorted() where fields[name]?.isEmpty ?? true {
            throw Diagnostic(
                "sms.field", place: name, found: "nothing",
                expected: "what \(gateway.name) calls it",
                remedy: "give it with --field \(name)=…; it stands in the contract")
        }
        for (name, value) in fields
        where value.count > 200 || value.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            throw Diagnostic(
                "sms.field", place: name, found: "\(value.count) characters",
                expected: "at most 200 on one line")
        }
        let asks = gateway.login == .basic || needed.contains("user")
        if asks, user?.isEmpty ?? true {
            throw Diagnostic(
                "sms.login", place: "user", found: "nothing", expected: "the user's name")
        }
        if gateway.login != .none || needed.contains("secret"), secret == nil {
            throw Diagnostic(
                "sms.login", place: "secret", found: "nothing",
                expected: "where the password is: env:NAME or file:PATH")
        }
        guard (1...600).contains(limits.secondsToConnect), (1...3_600).contains(limits.secondsInAll)
        else {
            throw Diagnostic(
                "sms.limits", place: "seconds", found: "\(limits)", expected: "1 to 3600")
        }
        // The address is checked as it will be used.
        try HTTPAddress.check(url([:]), place: "address")
    }

    /// The address with what is known of it filled in, percent-encoded.
    func url(_ more: [String: String]) -> String {
        Template.fill(
            address ?? gateway.url,
            fields.merging(["user": user ?? ""]) { $1 }.merging(more) { $1 }, Template.encoded)
    }

    private func checkGateway() throws(Diagnostic) {
        let places = gateway.answer.refusals.map(\.at) + [gateway.answer.id]
        guard ["POST", "PUT", "GET"].contains(gateway.method), !places.contains(""),
            (1...10_000).contains(gateway.textMost),
            gateway.method != "GET" || gateway.encoding == .query,
            gateway.body.names.isSuperset(of: ["to", "text"])
                || Template.names(in: gateway.url).isSuperset(of: ["to", "text"])
        else {
            throw Diagnostic(
                "sms.gateway", place: gateway.name, found: "an interface that can not work",
                expected:
                    "POST, PUT, or GET with encoding query; {to} and {text}; a place for the id",
                remedy: "start from one that works: purr channel gateway sveve")
        }
    }

    /// - Source: 3GPP TS 23.040 § 9.1.2.5: an alphanumeric sender has at most eleven characters.
    private static func isSender(_ text: String) -> Bool {
        if PhoneNumber(text) != nil || (4...6).contains(text.count) && text.allSatisfy(\.isNumber) {
            return true
        }
        return (2...11).contains(text.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
            && text.contains(where: \.isLetter)
    }
}
