import Basics
import Desk
import Foundation
import Testing

@testable import Delivery

/// A message with a text and a number.
func textMessage(
    id: String = "P-1042", phone: String = "412 34 567",
    _ text: String = "Hei! Har du glemt oss? «Faktura 40101» & 100 % {to} æøå"
) -> OutgoingMessage {
    OutgoingMessage(
        id: id, from: "post@example.no", to: "", email: [], pdf: [], phone: phone, sms: text)
}

extension SMSSettings {
    /// Settings for a gateway at a test's own server, with the password in a file.
    static func test(
        _ gateway: SMSGateway, at address: String, secret: String, user: String = "fjordvik",
        fields: [String: String] = [:], seconds: Int = 20
    ) throws -> SMSSettings {
        let path = gateway.url.split(separator: "/", omittingEmptySubsequences: false)
            .dropFirst(3).joined(separator: "/")
        return try SMSSettings(
            gateway: gateway, from: "Fjordvik", user: user, secret: .file(secret),
            fields: fields, address: "\(address)/\(path)",
            limits: HTTPLimits(secondsToConnect: 5, secondsInAll: seconds))
    }
}

/// The gateways against a server on this machine that answers as their documentation shows.
@Suite(.enabled(if: WebServer.isPresent, "no Python"))
struct SMSChannelTests {
    private static let fields = [
        "host": "n-eu.example", "platform": "COMMON_API", "partner": "1234", "service": "1000",
        "account": "AC123",
    ]
    private let secrets: TemporaryDirectory
    private let secret: String

    init() throws {
        secrets = try TemporaryDirectory()
        secret = secrets.path + "/secret"
        try Data("hemmelig\n".utf8).write(to: URL(fileURLWithPath: secret))
    }

    private func settings(
        _ gateway: SMSGateway, _ server: WebServer, seconds: Int = 20
    ) throws -> SMSSettings {
        try .test(
            gateway, at: server.address, secret: secret,
            user: gateway.name == "twilio" ? "AC123" : "fjordvik", fields: Self.fields,
            seconds: seconds)
    }

    private func channel(_ gateway: SMSGateway, _ server: WebServer, seconds: Int = 20) throws
        -> SMSChannel
    {
        try SMSChannel(settings(gateway, server, seconds: seconds))
    }

    // MARK: - Gateways

    @Test(
        "Each gateway takes a message and tells its number",
        arguments: [
            ("sveve", "42127740"), ("link", "Dcshuhod0PMAAAFQ+/PbnR3x"),
            ("puzzel", "760081j1ll00"), ("twilio", "SM0123456789"),
        ])
    func delivered(name: String, id: String) async throws {
        let server = try WebServer("--mode", name)
        let gateway = try #require(SMSGateways.named(name))
        let receipt = try await channel(gateway, server).deliver(textMessage())
        #expect(receipt == DeliveryReceipt(channel: "sms", detail: id))
        let requests = try server.requests()
        #expect(requests.count == 1)
        let body = try #require(requests.first).body
        if gateway.encoding == .json {
            #expect(
                body.contains("Hei! Har du glemt oss? «Faktura 40101» & 100 % {to} æøå"))
        }
        #expect(!(requests.first?.path.contains("hemmelig") ?? true))
    }

    @Test("The text arrives as it was, whatever it holds, also in a form")
    func form() async throws {
        let server = try WebServer("--mode", "twilio")
        let text = "a=b&c=d+e %41\n\"x\" \u{1F600} {from}"
        _ = try await channel(SMSGateways.twilio, server).deliver(textMessage(text))
        let body = try #require(try server.requests().first).body
        let fields = SMSReports.fields(of: Array(body.utf8))
        #expect(fields == ["Body": text, "From": "Fjordvik", "To": "+4741234567"])
    }

    @Test("Numbers are written as each gateway wants them, and the identity goes along")
    func fields() async throws {
        let sveve = try WebServer("--mode", "sveve")
        _ = try await channel(SMSGateways.sveve, sveve).deliver(textMessage())
        let body = try #require(try sveve.requests().first).json
        #expect(body["to"] as? String == "4741234567")
        #expect(body["ref"] as? String == "P-1042")
        let puzzel = try WebServer("--mode", "puzzel")
        _ = try await channel(SMSGateways.puzzel, puzzel).deliver(textMessage())
        let request = try #require(try puzzel.requests().first)
        #expect(request.path == "/gw/rs/sendMessages")
        #expect(request.json["serviceId"] as? Int == 1000)
        let message = (request.json["message"] as? [[String: Any]])?.first
        #expect(message?["recipient"] as? String == "+4741234567")
    }

    @Test(
        "A number the gateway refuses is final, and no telephone number is kept",
        arguments: ["sveve", "link", "puzzel", "twilio"])
    func refusedNumber(name: String) async throws {
        let server = try WebServer("--mode", name)
        let gateway = try #require(SMSGateways.named(name))
        let problem = await failure(
            of: try channel(gateway, server), textMessage(phone: "41200000"))
        #expect(problem?.outcome == .permanent)
        #expect(problem?.detail.contains("41200000") == false)
        #expect(problem?.detail.contains("<number>") == true)
    }

    @Test(
        "A wrong password is put right by a person, so the message waits",
        arguments: ["sveve", "link", "puzzel", "twilio"])
    func wrongPassword(name: String) async throws {
        let server = try WebServer("--mode", name)
        try Data("feil".utf8).write(to: URL(fileURLWithPath: secret))
        let gateway = try #require(SMSGateways.named(name))
        let problem = await failure(of: try channel(gateway, server), textMessage())
        #expect(problem?.outcome == .temporary)
        #expect(problem?.detail.contains("feil") == false || name == "sveve")
    }

    @Test("An internal error at the gateway leaves it open whether the message left")
    func internalError() async throws {
        let server = try WebServer("--mode", "puzzel")
        let problem = await failure(
            of: try channel(SMSGateways.puzzel, server), textMessage(phone: "41200006"))
        #expect(problem?.outcome == .uncertain)
    }

    // MARK: - Servers in trouble

    @Test(
        "A status decides what happens next",
        arguments: [
            (302, DeliveryFailure.Outcome.temporary), (400, .permanent), (401, .temporary),
            (402, .temporary), (403, .temporary), (404, .temporary), (408, .temporary),
            (413, .permanent), (422, .permanent), (429, .temporary), (500, .uncertain),
            (501, .permanent), (502, .uncertain), (503, .temporary), (504, .uncertain),
        ])
    func statuses(status: Int, outcome: DeliveryFailure.Outcome) async throws {
        let server = try WebServer("--status", "\(status)")
        let problem = await failure(of: try channel(SMSGateways.sveve, server), textMessage())
        #expect(problem?.outcome == outcome)
        #expect(problem?.detail.hasPrefix("HTTP \(status)") == true)
        #expect(try server.requests().count == 1)
    }

    @Test("A gateway that is too busy says how long to wait")
    func retryAfter() async throws {
        let server = try WebServer("--status", "429", "--header", "Retry-After: 120")
        let problem = await failure(
            of: try channel(SMSGateways.linkMobility, server), textMessage())
        #expect(problem?.outcome == .temporary)
        #expect(problem?.retryAfterSeconds == 120)
        let silent = try WebServer("--status", "429")
        let other = await failure(of: try channel(SMSGateways.linkMobility, silent), textMessage())
        #expect(other?.retryAfterSeconds == nil)
    }

    @Test(
        "A request that was handed over and not answered may have been taken",
        arguments: ["drop-late", "cut", "silent"])
    func unanswered(mode: String) async throws {
        let server = try WebServer("--mode", mode)
        let channel = try channel(SMSGateways.sveve, server, seconds: 2)
        let problem = await failure(of: channel, textMessage())
        #expect(problem?.outcome == .uncertain)
        #expect(try server.requests().count == 1)
    }

    @Test("A gateway that takes a key once only is asked again instead")
    func honoursKey() async throws {
        var gateway = SMSGateways.sveve
        gateway.honoursKey = true
        gateway.headers["Idempotency-Key"] = "{id}"
        let server = try WebServer("--mode", "drop-late")
        let channel = try channel(gateway, server, seconds: 2)
        #expect(channel.isRepeatable)
        #expect(await failure(of: channel, textMessage())?.outcome == .temporary)
        #expect(try server.requests().first?.headers["idempotency-key"] == "P-1042")
        #expect(try !self.channel(SMSGateways.sveve, server).isRepeatable)
    }

    @Test("A slow gateway is waited for")
    func slow() async throws {
        let server = try WebServer(
            "--mode", "slow", "--seconds", "1.5", "--body", #"{"response":{"ids":[7]}}"#)
        let receipt = try await channel(SMSGateways.sveve, server, seconds: 10)
            .deliver(textMessage())
        #expect(receipt.detail == "7")
    }

    @Test("Nobody at the address: the message waits")
    func nobody() async throws {
        let server = try WebServer()
        let channel = try channel(SMSGateways.sveve, server)
        server.stop()
        #expect(await failure(of: channel, textMessage())?.outcome == .temporary)
    }

    @Test(
        "An answer that is no receipt leaves it open",
        arguments: ["{}", "", "<html>", #"{"response":{"ids":[]}}"#, #"{"response":null}"#])
    func noReceipt(body: String) async throws {
        let server = try WebServer("--body", body)
        let problem = await failure(of: try channel(SMSGateways.sveve, server), textMessage())
        #expect(problem?.outcome == .uncertain)
    }

    // MARK: - Before anything is sent

    @Test("Without a text or a number that takes messages, no server is asked")
    func nothingToSend() async throws {
        let server = try WebServer("--mode", "sveve")
        let channel = try channel(SMSGateways.sveve, server)
        for message in [
            textMessage(""), textMessage(phone: ""), textMessage(phone: "22 12 34 56"),
            textMessage(phone: "4741234567"), textMessage(String(repeating: "x", count: 1_072)),
        ] {
            let problem = await failure(of: channel, message)
            #expect(problem?.outcome == .permanent)
            #expect(problem?.detail.contains("41234567") == false)
        }
        #expect(try server.requests().isEmpty)
        _ = try await channel.deliver(textMessage(String(repeating: "x", count: 1_071)))
    }

    @Test("Base64 is that of the standard")
    func base64() {
        for text in ["", "f", "fo", "foo", "foob", "æøå:p", String(repeating: "z", count: 91)] {
            #expect(SMSChannel.base64(text) == Data(text.utf8).base64EncodedString())
        }
    }
}

@Suite struct SMSSettingsTests {
    private func code(
        _ gateway: SMSGateway = SMSGateways.sveve, from: String = "Fjordvik",
        user: String? = "u", secret: SecretSource? = .environment("X"),
        fields: [String: String] = [:], address: String? = nil
    ) -> String? {
        do {
            _ = try SMSSettings(
                gateway: gateway, from: from, user: user, secret: secret, fields: fields,
                address: address)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("What can not work is refused when it is set")
    func refusals() {
        #expect(code() == nil)
        for from in ["Fjordvik", "Fjordvik AS", "+4741234567", "41234567", "1960"] {
            #expect(code(from: from) == nil)
        }
        for from in ["", "F", "Fjordvik Rør", "Tolv bokstav", "123", "a\u{0A}b"] {
            #expect(code(from: from) == "sms.sender")
        }
        #expect(code(user: nil) == "sms.login")
        #expect(code(secret: nil) == "sms.login")
        #expect(code(SMSGateways.linkMobility) == "sms.field")
        let link = ["host": "n-eu.linkmobility.io", "platform": "COMMON_API", "partner": "1"]
        #expect(code(SMSGateways.linkMobility, fields: link) == nil)
        #expect(
            code(SMSGateways.linkMobility, fields: link.merging(["host": "evil.example/x?"]) { $1 })
                == "http.address")
        #expect(code(address: "http://sms.example.no/") == "http.in-clear")
        #expect(code(address: "http://127.0.0.1:8080/") == nil)
        #expect(code(address: "ftp://sms.example.no/") == "http.address")
        #expect(code(address: "https://u:p@sms.example.no/") == "http.address")
        var gateway = SMSGateways.sveve
        gateway.body = ["to": "{to}"]
        #expect(code(gateway) == "sms.gateway")
        gateway = SMSGateways.sveve
        gateway.method = "GET"
        #expect(code(gateway) == "sms.gateway")
        gateway.encoding = .query
        #expect(code(gateway) == nil)
    }

    @Test("Every gateway that comes along is sound, has its source, and survives a file")
    func gateways() throws {
        for gateway in SMSGateways.all {
            let fields = [
                "host": "h.example", "platform": "p", "partner": "1", "service": "1",
                "account": "A",
            ]
            #expect(code(gateway, fields: fields) == nil)
            #expect(gateway.source.hasPrefix("https://"))
            #expect(Day(parsing: gateway.readOn) != nil)
            let copy = try JSONDecoder().decode(
                SMSGateway.self, from: JSONEncoder().encode(gateway))
            #expect(copy == gateway)
        }
    }

    @Test("Settings in a file hold no secret")
    func noSecret() throws {
        let settings = try SMSSettings(
            gateway: SMSGateways.sveve, from: "Fjordvik", user: "u",
            secret: .file("/run/secrets/sms"))
        let text = String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)
            .replacingOccurrences(of: "\\/", with: "/")
        #expect(text.contains("file:/run/secrets/sms"))
        #expect(
            throws: Diagnostic.self, performing: { try SecretSource.file("/none").read() })
        #expect(SecretSource("hemmelig") == nil)
    }
}

@Suite struct SMSReportTests {
    private func read(_ text: String, _ gateway: SMSGateway) throws -> [SMSReport] {
        try SMSReports.read(Array(text.utf8), from: gateway)
    }

    @Test("Sveve's reports, as query or form")
    func sveve() throws {
        let reports = try read(
            """
            number=4793654321&status=true&id=42824112&ref=P-1042&errorCode=&errorDesc=
            /dlr?number=4793654321&status=false&id=42824113&ref=P-1043&errorCode=8&errorDesc=Ukjent+nummer+4793654321\r

            """, SMSGateways.sveve)
        #expect(
            reports == [
                SMSReport(id: "42824112", reference: "P-1042", state: .delivered, detail: ""),
                SMSReport(
                    id: "42824113", reference: "P-1043", state: .failed,
                    detail: "8 Ukjent nummer <number>"),
            ])
    }

    @Test("LINK's, Puzzel's and Twilio's reports")
    func others() throws {
        let link = try read(
            #"{"refId":"P-1","id":"abc","resultCode":1001}"# + "\n"
                + #"{"refId":"P-2","id":"abd","resultCode":1006,"operatorResultCode":"x"}"# + "\n"
                + #"{"refId":null,"id":"abe","resultCode":1005}"#, SMSGateways.linkMobility)
        #expect(link.map(\.state) == [.delivered, .failed, .pending])
        #expect(link.map(\.reference) == ["P-1", "P-2", nil])
        let puzzel = try read(
            #"{"dr":[{"messageid":"a","customermessagereference":"P-1","statuscode":0},{"messageid":"b","customermessagereference":"P-2","statuscode":351,"statusdescription":"Unknown recipient"}]}"#,
            SMSGateways.puzzel)
        #expect(puzzel.map(\.state) == [.delivered, .failed])
        #expect(puzzel.last?.detail == "351 Unknown recipient")
        let twilio = try read(
            """
            MessageSid=SM1&MessageStatus=sent&To=%2B4741234567
            MessageSid=SM1&MessageStatus=delivered
            MessageSid=SM2&MessageStatus=undelivered&ErrorCode=30005
            """, SMSGateways.twilio)
        #expect(twilio.map(\.state) == [.pending, .delivered, .failed])
        #expect(twilio.last?.detail == "undelivered 30005")
    }

    @Test("A line that is no report refuses the file, naming the line")
    func refused() throws {
        for (text, line) in [
            ("number=1&status=true&id=2\nhello", "line 2"), ("{\"id\":1}", "line 1"),
            ("id=5", "line 1"),
        ] {
            let problem = #expect(throws: Diagnostic.self) { try read(text, SMSGateways.sveve) }
            #expect(problem?.code == "sms.report")
            #expect(problem?.place == line)
        }
        #expect(try read("\n \n", SMSGateways.sveve).isEmpty)
        var without = SMSGateways.sveve
        without.reports = nil
        let problem = #expect(throws: Diagnostic.self) { try read("", without) }
        #expect(problem?.code == "sms.reports-none")
    }
}
