import Basics
import Desk

/// Hands electronic reminders to an access point over the web, one request a document.
///
/// A letter of several claims is several documents. When some of them have been taken and the next is refused, the letter
/// has partly left: that is `uncertain`, for a person, unless the access point takes each once only.
public struct AccessPointChannel: Channel {
    public let name = "ehf"
    public var isRepeatable: Bool { web.honoursKey }
    /// It reaches an accounting system, which is disturbed by nothing at night.
    public let isElectronic = false
    private let web: EHFSettings.Web
    private let secret: String
    private let client: HTTPClient

    /// - Throws: `Diagnostic` `secret.missing` or `secret.file` when the key is not where the settings say.
    public init(_ web: EHFSettings.Web) throws(Diagnostic) {
        self.web = web
        secret = try web.secret?.read() ?? ""
        client = HTTPClient(web.limits)
    }

    /// The receipt's detail tells for each document what the access point answered.
    public func deliver(
        _ message: OutgoingMessage
    ) async throws(DeliveryFailure) -> DeliveryReceipt {
        guard !message.ehf.isEmpty else {
            throw DeliveryFailure(.permanent, "\(message.id) has no electronic document")
        }
        var details: [String] = []
        for document in message.ehf {
            do throws(DeliveryFailure) {
                details.append(try await deliver(document))
            } catch {
                guard !details.isEmpty, !web.honoursKey || error.outcome == .permanent else {
                    throw error
                }
                throw DeliveryFailure(
                    .uncertain,
                    "\(details.count) of \(message.ehf.count) documents were taken; then \(document.id): \(error.detail)"
                )
            }
        }
        return DeliveryReceipt(channel: name, detail: details.joined(separator: ", "))
    }

    private func deliver(_ document: ElectronicDocument) async throws(DeliveryFailure) -> String {
        let attempt = try await client.send(request(document))
        let said = SMSChannel.shown(
            String(decoding: attempt.body.prefix(300), as: UTF8.self)
                .split(whereSeparator: \.isWhitespace).joined(separator: " "))
        let words = secret.isEmpty ? said : said.replacing(secret, with: "<secret>")
        switch attempt.judgement(honoursKey: web.honoursKey) {
        case .answered:
            let receipt = attempt.location.isEmpty ? "HTTP \(attempt.status)" : attempt.location
            return "\(document.id): \(SMSChannel.shown(receipt))"
        case .failed(let outcome):
            throw DeliveryFailure(
                outcome, attempt.detail(words), retryAfterSeconds: attempt.retryAfterSeconds)
        }
    }

    func request(_ document: ElectronicDocument) -> HTTPRequest {
        let values = [
            "id": document.id, "key": document.key, "sender": document.sender,
            "receiver": document.receiver, "documentType": document.documentType,
            "process": document.process, "sha256": Fingerprint.of(document.bytes),
            "secret": secret,
        ]
        var headers = web.headers.sorted { $0.key < $1.key }.map { name, value in
            (name: name, value: SMSChannel.headerValue(Template.fill(value, values) { $0 }))
        }
        if !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            headers.append(("Content-Type", "application/xml; charset=utf-8"))
        }
        return HTTPRequest(
            method: web.method, url: Template.fill(web.address, values, Template.encoded),
            headers: headers, body: document.bytes)
    }
}
