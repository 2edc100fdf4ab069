import Basics
import Desk
import Foundation
import Testing

@testable import Delivery

/// A letter with as many documents as it has claims.
func electronic(_ id: String = "P-1042", count: Int = 1, text: String = "æ") -> OutgoingMessage {
    let documents = (1...count).map { number in
        ElectronicDocument(
            id: count == 1 ? id : "\(id)-\(number)", sender: "0192:310123455",
            receiver: "0192:310200018", documentType: "urn:oasis::Invoice##urn:cen.eu::2.1",
            process: "urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:06:1.0",
            bytes: Array("<Invoice>\(text)\(number)</Invoice>".utf8))
    }
    return OutgoingMessage(id: id, from: "", to: "", email: [], pdf: [], ehf: documents)
}

@Suite struct AccessPointFolderTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private var channel: AccessPointFolder { AccessPointFolder(directory: folder.path + "/out") }
    private let stem = "0192=3A310123455=2FP-1042"

    @Test("A document lies there with a note that addresses it")
    func pair() async throws {
        let message = electronic()
        let receipt = try await channel.deliver(message)
        #expect(receipt.channel == "ehf")
        #expect(receipt.detail.hasSuffix("/out/\(stem).xml"))
        #expect(try folder.bytes("out/\(stem).xml") == message.ehf[0].bytes)
        let sidecar = try JSONDecoder().decode(
            EHFSidecar.self, from: Data(folder.bytes("out/\(stem).json")))
        #expect(sidecar == EHFSidecar(message.ehf[0], file: "\(stem).xml"))
        #expect(sidecar.sender == "0192:310123455")
        #expect(sidecar.receiver == "0192:310200018")
        #expect(sidecar.documentTypeScheme == "busdox-docid-qns")
        #expect(sidecar.sha256 == Fingerprint.of(message.ehf[0].bytes))
    }

    @Test("What the access point has taken is not put there again")
    func taken() async throws {
        _ = try await channel.deliver(electronic(count: 2))
        for name in try folder.names(in: "out") where !name.hasPrefix(".") {
            try FileManager.default.removeItem(atPath: folder.path + "/out/" + name)
        }
        _ = try await channel.deliver(electronic(count: 2))
        #expect(try folder.names(in: "out") == [".handed-over"])
    }

    @Test("Another document of the same number is refused, and nothing of that letter is written")
    func other() async throws {
        _ = try await channel.deliver(electronic("P-1-2"))
        let problem = await failure(of: channel, electronic("P-1", count: 2, text: "ø"))
        #expect(problem?.outcome == .permanent)
        #expect(try folder.names(in: "out").filter { $0.hasSuffix(".xml") }.count == 1)
        #expect(await failure(of: channel, outgoing())?.outcome == .permanent)
    }

    @Test(
        "A hand-over that was cut off is finished when its file is there, and is in doubt when it is gone"
    )
    func cutOff() async throws {
        let message = electronic()
        _ = try await channel.deliver(message)
        let note = folder.path + "/out/.handed-over/\(stem)"
        let begun = "begun \(Fingerprint.of(message.ehf[0].bytes))\n"
        try Data(begun.utf8).write(to: URL(fileURLWithPath: note))
        try FileManager.default.removeItem(atPath: folder.path + "/out/\(stem).json")
        _ = try await channel.deliver(message)
        #expect(try folder.names(in: "out").contains("\(stem).json"))
        try Data(begun.utf8).write(to: URL(fileURLWithPath: note))
        try FileManager.default.removeItem(atPath: folder.path + "/out/\(stem).xml")
        #expect(await failure(of: channel, message)?.outcome == .uncertain)
    }
}

@Suite(.enabled(if: WebServer.isPresent, "no Python"))
struct AccessPointChannelTests {
    private func channel(
        _ server: WebServer, method: String = "POST", path: String = "/outbox",
        honoursKey: Bool = false, headers: [String: String] = EHFSettings.Web.headersDefault,
        secret: SecretSource? = nil
    ) throws -> AccessPointChannel {
        let web = EHFSettings.Web(
            address: server.address + path, method: method, headers: headers, secret: secret,
            honoursKey: honoursKey, limits: HTTPLimits(secondsToConnect: 5, secondsInAll: 2))
        _ = try EHFSettings(handover: .web(web), sender: EHFSender(isVATRegistered: true))
        return try AccessPointChannel(web)
    }

    @Test("The document is the body, and headers say whom it is from, whom for and what it is")
    func posted() async throws {
        let server = try WebServer("--status", "201", "--header", "Location: /messages/77")
        let message = electronic()
        let receipt = try await channel(server).deliver(message)
        #expect(receipt == DeliveryReceipt(channel: "ehf", detail: "P-1042: /messages/77"))
        let request = try #require(try server.requests().first)
        #expect(request.method == "POST")
        #expect(Array(request.body.utf8) == message.ehf[0].bytes)
        #expect(request.headers["content-type"] == "application/xml; charset=utf-8")
        #expect(request.headers["idempotency-key"] == "0192:310123455/P-1042")
        #expect(request.headers["x-sender"] == "0192:310123455")
        #expect(request.headers["x-receiver"] == "0192:310200018")
        #expect(request.headers["x-content-sha256"] == Fingerprint.of(message.ehf[0].bytes))
    }

    @Test("With PUT the number can stand in the address, encoded; a key comes from a file")
    func put() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/key"
        try Data("s3cret\n".utf8).write(to: URL(fileURLWithPath: path))
        let server = try WebServer("--status", "204", "--body", "")
        _ = try await channel(
            server, method: "PUT", path: "/outbox/{key}",
            headers: ["Authorization": "Bearer {secret}"], secret: .file(path)
        ).deliver(electronic())
        let request = try #require(try server.requests().first)
        #expect(request.method == "PUT")
        #expect(request.path == "/outbox/0192%3A310123455%2FP-1042")
        #expect(request.headers["authorization"] == "Bearer s3cret")
    }

    @Test(
        "Statuses and cut connections are the three outcomes",
        arguments: [
            ("400", "answer", DeliveryFailure.Outcome.permanent, DeliveryFailure.Outcome.permanent),
            ("401", "answer", .temporary, .temporary), ("422", "answer", .permanent, .permanent),
            ("429", "answer", .temporary, .temporary), ("500", "answer", .uncertain, .temporary),
            ("503", "answer", .temporary, .temporary), ("0", "drop-late", .uncertain, .temporary),
            ("0", "silent", .uncertain, .temporary), ("0", "cut", .uncertain, .temporary),
        ])
    func outcomes(
        status: String, mode: String, plain: DeliveryFailure.Outcome,
        keyed: DeliveryFailure.Outcome
    ) async throws {
        let server = try WebServer("--status", status, "--mode", mode)
        #expect(await failure(of: try channel(server), electronic())?.outcome == plain)
        let safe = try channel(server, honoursKey: true)
        #expect(safe.isRepeatable)
        #expect(await failure(of: safe, electronic())?.outcome == keyed)
        let requests = try server.requests()
        #expect(Set(requests.compactMap { $0.headers["idempotency-key"] }).count == 1)
    }

    @Test("When the second of two is refused, the letter has partly left")
    func partly() async throws {
        let server = try WebServer("--mode", "once", "--status", "201")
        _ = try await channel(server).deliver(electronic(count: 2))
        #expect(try server.requests().count == 2)
        // The first request is answered 201, the server is then gone.
        let other = try WebServer("--mode", "second", "--status", "400")
        let problem = await failure(of: try channel(other), electronic(count: 2))
        #expect(problem?.outcome == .uncertain)
        #expect(problem?.detail.contains("1 of 2") == true)
        let busy = try WebServer("--mode", "second", "--status", "503")
        let wait = await failure(of: try channel(busy, honoursKey: true), electronic(count: 2))
        #expect(wait?.outcome == .temporary)
    }

    @Test("A body that was cut off on its way was not taken")
    func early() async throws {
        let server = try WebServer("--mode", "drop-early")
        let big = electronic(text: String(repeating: "x", count: 8 << 20))
        #expect(await failure(of: try channel(server), big)?.outcome == .temporary)
        #expect(try server.requests().isEmpty)
    }

    @Test("Settings that can not work are refused")
    func settings() {
        func code(_ web: EHFSettings.Web) -> String? {
            do {
                _ = try EHFSettings(handover: .web(web), sender: EHFSender(isVATRegistered: true))
                return nil
            } catch {
                return error.code
            }
        }
        let good = "https://ap.example.no/outbox/{key}"
        #expect(code(.init(address: good)) == nil)
        #expect(code(.init(address: "http://ap.example.no/")) == "http.in-clear")
        #expect(code(.init(address: good, method: "DELETE")) == "ehf.method")
        #expect(code(.init(address: good, headers: ["X": "{nonsense}"])) == "ehf.header")
        #expect(code(.init(address: good, headers: ["X Y": "1"])) == "ehf.header")
        #expect(code(.init(address: good, headers: ["X": "{secret}"])) == "ehf.header")
        #expect(
            code(.init(address: good, limits: HTTPLimits(secondsInAll: 0))) == "ehf.limits")
    }
}
