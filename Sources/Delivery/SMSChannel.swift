import Basics
import Desk

/// Sends text messages through a gateway on the web.
///
/// A message that was handed over and not answered is `uncertain`: gateways take a repeated request for a new one, and
/// the debtor would be reminded twice. Error texts are kept without telephone numbers and secrets.
public struct SMSChannel: Channel {
    public let name = "sms"
    public var isRepeatable: Bool { settings.gateway.honoursKey }
    public let isElectronic = true
    private let settings: SMSSettings
    private let secret: String
    private let client: HTTPClient

    /// - Throws: `Diagnostic` of the settings, and `secret.missing` or `secret.file` when the password is not where they say.
    public init(_ settings: SMSSettings) throws(Diagnostic) {
        try settings.check()
        self.settings = settings
        secret = try settings.secret?.read() ?? ""
        client = HTTPClient(settings.limits)
    }

    /// The receipt's detail is the message's number at the gateway.
    ///
    /// Fails permanently, before anything is sent, without a text, with too long a one, or without a number that takes
    /// messages.
    public func deliver(
        _ message: OutgoingMessage
    ) async throws(DeliveryFailure) -> DeliveryReceipt {
        guard !message.sms.isEmpty else {
            throw DeliveryFailure(.permanent, "\(message.id) has no text message to send")
        }
        guard message.sms.count <= settings.gateway.textMost else {
            throw DeliveryFailure(
                .permanent,
                "\(message.id): \(message.sms.count) characters; \(settings.gateway.name) takes \(settings.gateway.textMost)"
            )
        }
        guard let number = PhoneNumber(message.phone), number.canTakeMessages else {
            throw DeliveryFailure(
                .permanent, "\(message.id): no telephone number that takes text messages")
        }
        let attempt = try await client.send(request(message, to: number))
        return try judge(attempt, number)
    }

    // MARK: - The request

    func request(_ message: OutgoingMessage, to number: PhoneNumber) -> HTTPRequest {
        let gateway = settings.gateway
        var values = settings.fields
        values["to"] = gateway.number == .e164 ? number.text : number.digits
        values["from"] = PhoneNumber(settings.from)?.text ?? settings.from
        values["text"] = message.sms
        values["id"] = message.id
        values["user"] = settings.user ?? ""
        values["secret"] = secret
        let body = gateway.body.filled(values)
        var headers = gateway.headers.sorted { $0.key < $1.key }.map { name, value in
            (name: name, value: Self.headerValue(Template.fill(value, values) { $0 }))
        }
        switch gateway.login {
        case .none: break
        case .basic:
            headers.append(
                ("Authorization", "Basic \(Self.base64("\(settings.user ?? ""):\(secret)"))"))
        case .bearer: headers.append(("Authorization", "Bearer \(Self.headerValue(secret))"))
        }
        var url = settings.url(values)
        var bytes: [UInt8] = []
        switch gateway.encoding {
        case .json:
            headers.append(("Content-Type", "application/json; charset=utf-8"))
            bytes = body.json
        case .form:
            headers.append(("Content-Type", "application/x-www-form-urlencoded"))
            bytes = Array(body.form.utf8)
        case .query:
            url += (url.contains("?") ? "&" : "?") + body.form
        }
        return HTTPRequest(method: gateway.method, url: url, headers: headers, body: bytes)
    }

    /// A line break would begin a header of its own.
    static func headerValue(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
    }

    static func base64(_ text: String) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                let isFilled = place <= group.count
                result.append(isFilled ? alphabet[bits >> (18 - 6 * place) & 63] : 0x3D)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    // MARK: - The answer

    private func judge(
        _ attempt: HTTPAttempt, _ number: PhoneNumber
    ) throws(DeliveryFailure) -> DeliveryReceipt {
        let gateway = settings.gateway
        let answer = JSONAnswer(attempt.body)
        let detail = attempt.detail(words(answer, number))
        switch attempt.judgement(honoursKey: gateway.honoursKey, statuses: gateway.statuses) {
        case .failed(let outcome):
            throw DeliveryFailure(
                outcome, detail, retryAfterSeconds: attempt.retryAfterSeconds)
        case .answered: break
        }
        for refusal in gateway.answer.refusals where answer.text(refusal.at) != nil {
            throw DeliveryFailure(refusal.outcome, detail)
        }
        if let path = gateway.answer.state {
            switch answer.text(path).flatMap({ gateway.answer.states[$0] }) {
            case .accepted: break
            case .temporary: throw DeliveryFailure(.temporary, detail)
            case .permanent: throw DeliveryFailure(.permanent, detail)
            case .uncertain, nil: throw DeliveryFailure(.uncertain, detail)
            }
        }
        guard let id = answer.text(gateway.answer.id) else {
            throw DeliveryFailure(.uncertain, "\(detail): an answer without the message's number")
        }
        return DeliveryReceipt(channel: name, detail: Self.shown(id))
    }

    /// What the gateway said to a person, without the number and the secret.
    private func words(_ answer: JSONAnswer, _ number: PhoneNumber) -> String {
        var text = settings.gateway.answer.words.compactMap { answer.text($0) }
            .joined(separator: " ")
        for digits in [number.digits, String(number.digits.suffix(8))] {
            text = text.replacing(digits, with: "<number>")
        }
        for hidden in [secret, Self.base64("\(settings.user ?? ""):\(secret)")]
        where !secret.isEmpty && !hidden.isEmpty {
            text = text.replacing(hidden, with: "<secret>")
        }
        return Self.shown(text)
    }

    /// Printable, on one line, at most 300 characters: it goes into the book and onto a terminal.
    static func shown(_ text: String) -> String {
        let line = String(
            text.unicodeScalars.map {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : Character($0)
            })
        return String(line.prefix(300))
    }
}
