import Basics
import Desk
import Foundation
import Testing

@testable import Delivery

@Suite(
    "Mail through a server that fails",
    .enabled(if: MailServer.isPresent, "no .build/venv: run make venv"))
struct SMTPFaultTests {
    private func channel(
        _ server: FaultyServer, tls: Bool = false, password: String = FaultyServer.password,
        connections: Int = 1, perMinute: Int = 0, paceFile: String? = nil, secondsToRest: Int = 0
    ) throws -> SMTPChannel {
        SMTPChannel(
            try SMTPSettings(
                host: "127.0.0.1", port: server.port, security: tls ? .required : .none,
                user: tls ? FaultyServer.user : nil, password: password,
                authorityFile: tls ? server.certificate : nil, connections: connections,
                messagesPerMinute: perMinute, paceFile: paceFile, secondsPerMessage: 20,
                secondsToRest: secondsToRest))
    }

    /// The name in the certificate of a server on this machine.
    private static let here = "IP:127.0.0.1"

    private func message(_ number: Int, lines: Int = 3) -> OutgoingMessage {
        let line = String(repeating: "x", count: 70) + "\r\n"
        let text = "Subject: \(number)\r\n\r\n" + String(repeating: line, count: lines)
        return OutgoingMessage(
            id: "P-\(number)", from: "post@firma.example", to: "k\(number)@kunde.example",
            email: Array(text.utf8), pdf: [])
    }

    private enum Told: Hashable { case sent, failed(DeliveryFailure.Outcome) }

    private func tell(_ channel: SMTPChannel, _ message: OutgoingMessage) async -> Told {
        do {
            _ = try await channel.deliver(message)
            return .sent
        } catch {
            return .failed(error.outcome)
        }
    }

    @Test(
        "Each fault at each stage is told for what it is, and what is told is true",
        arguments: [
            ("connect=4", .temporary), ("connect=5", .temporary), ("connect=drop", .temporary),
            ("ehlo=drop", .temporary), ("ehlo=4", .temporary), ("mail=4", .temporary),
            ("mail=5", .permanent), ("mail=drop", .temporary), ("rcpt=4", .temporary),
            ("rcpt=5", .permanent), ("rcpt=drop", .temporary), ("data=4", .temporary),
            ("data=5", .permanent), ("data=drop", .temporary), ("dot=4", .temporary),
            ("dot=5", .permanent), ("dot=drop", .uncertain), ("stored=drop", .uncertain),
        ] as [(String, DeliveryFailure.Outcome)])
    func stages(_ fault: String, _ outcome: DeliveryFailure.Outcome) async throws {
        for name in [nil, Self.here] {
            let server = try FaultyServer("--faults", fault, tls: name)
            let channel = try channel(server, tls: name != nil)
            #expect(await tell(channel, message(1)) == .failed(outcome))
            let copies = fault == "stored=drop" ? ["k1@kunde.example": 1] : [:]
            #expect(try server.stored() == copies)
        }
    }

    @Test(
        "What fails before the message is spoken of leaves it where it is",
        arguments: [
            "starttls=4", "starttls=5", "starttls=drop", "handshake=drop", "auth=4", "auth=5",
            "auth=drop",
        ])
    func before(_ fault: String) async throws {
        let server = try FaultyServer("--faults", fault, tls: Self.here)
        #expect(await tell(try channel(server, tls: true), message(1)) == .failed(.temporary))
        #expect(try server.stored().isEmpty)
    }

    @Test("A certificate that is trusted but another's is refused, and nothing leaves")
    func anotherName() async throws {
        let server = try FaultyServer(tls: "DNS:smtp.annet.example")
        #expect(await tell(try channel(server, tls: true), message(1)) == .failed(.temporary))
        #expect(try server.stored().isEmpty)
        let right = try FaultyServer(tls: Self.here)
        #expect(await tell(try channel(right, tls: true), message(1)) == .sent)
    }

    @Test(
        "A refusal blames the address when it says so, and nobody's address for what is ours",
        arguments: [
            ("rcpt=550 5.1.1 no such user", true), ("rcpt=550 no such user", true),
            ("rcpt=550 5.0.0 no", true), ("rcpt=552 5.2.2 mailbox full", true),
            ("rcpt=550 5.4.4 no such domain", true), ("dot=550 5.1.1 no such user", true),
            ("rcpt=554 5.7.1 relay access denied", false), ("rcpt=550 5.1.8 bad sender", false),
            ("mail=550 no", false), ("mail=550 5.1.0 no", true), ("data=554 no", false),
            ("dot=554 5.6.0 no", false), ("dot=550 5.7.60 may not send as this sender", false),
            ("dot=554 spam", false), ("dot=552 5.3.4 too big", false),
        ])
    func blame(_ fault: String, _ blamesAddress: Bool) async throws {
        let server = try FaultyServer("--faults", fault)
        let problem = await failure(of: try channel(server), message(1))
        #expect(problem?.outcome == .permanent)
        #expect(problem?.blamesAddress == blamesAddress)
    }

    // MARK: A server that is away

    @Test(
        "A server that will not have us is left alone after three tries, and tried again later",
        arguments: [
            "connect=5", "connect=drop", "ehlo=drop", "mail=550 no", "rcpt=554 5.7.1 relay",
        ])
    func rest(_ fault: String) async throws {
        let server = try FaultyServer("--faults", fault)
        let channel = try channel(server, secondsToRest: 1)
        for number in 1...3 {
            #expect(
                await failure(of: channel, message(number))?.detail.contains("not tried") == false)
        }
        for number in 4...20 {
            let problem = await failure(of: channel, message(number))
            #expect(problem?.outcome == .temporary)
            #expect(problem?.detail.hasPrefix("not tried, for the server said: ") == true)
        }
        #expect(try server.connections() == 3)
        try await Task.sleep(for: .milliseconds(1_050))
        #expect(await failure(of: channel, message(21))?.detail.contains("not tried") == false)
        #expect(try server.connections() == 4)
    }

    @Test("A login that is refused is not tried again at once: accounts are locked that way")
    func login() async throws {
        let server = try FaultyServer(tls: Self.here)
        let channel = try channel(server, tls: true, password: "feil", secondsToRest: 60)
        for number in 1...20 {
            #expect(await tell(channel, message(number)) == .failed(.temporary))
        }
        #expect(try server.connections() == 1)
    }

    @Test("Refused customers are no reason to leave the server alone")
    func customers() async throws {
        let server = try FaultyServer("--faults", "rcpt=5")
        let channel = try channel(server, secondsToRest: 60)
        for number in 1...10 {
            #expect(await tell(channel, message(number)) == .failed(.permanent))
        }
    }

    // MARK: In large numbers

    @Test("A connection that breaks within a large mail is temporary, and nothing is stored")
    func body() async throws {
        let server = try FaultyServer("--faults", "body=drop")
        #expect(await tell(try channel(server), message(1, lines: 100_000)) == .failed(.temporary))
        #expect(try server.stored().isEmpty)
    }

    @Test("A greylisting server gets the same mail again, and stores it once")
    func greylisting() async throws {
        let server = try FaultyServer("--greylist")
        let channel = try channel(server)
        #expect(await tell(channel, message(1)) == .failed(.temporary))
        #expect(await tell(channel, message(1)) == .sent)
        #expect(try server.stored() == ["k1@kunde.example": 1])
    }

    @Test("Ten thousand mails with faults by chance: each is delivered once or told of, never both")
    func tenThousand() async throws {
        let seed =
            ProcessInfo.processInfo.environment["PURR_SEED"].flatMap { Int($0) }
            ?? Int.random(in: 1...999_999)
        let server = try FaultyServer("--random", "30", "--seed", "\(seed)", tls: Self.here)
        let channel = try channel(server, tls: true, connections: 8)
        let count = 10_000
        var open = Array(1...count)
        var told: [Int: Told] = [:]
        for _ in 1...12 where !open.isEmpty {
            let results = await withTaskGroup(of: [(Int, Told)].self) { group in
                for lane in 0..<8 {
                    let own = stride(from: lane, to: open.count, by: 8).map { open[$0] }
                    group.addTask {
                        var results: [(Int, Told)] = []
                        for number in own {
                            results.append((number, await tell(channel, message(number))))
                        }
                        return results
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
            for (number, result) in results { told[number] = result }
            // What a person or a later address must deal with is not tried again; what may be is.
            open = results.filter { $0.1 == .failed(.temporary) }.map(\.0).sorted()
        }
        let stored = try server.stored()
        var kinds: [Told: Int] = [:]
        for number in 1...count {
            let result = try #require(told[number])
            kinds[result, default: 0] += 1
            let copies = stored["k\(number)@kunde.example", default: 0]
            switch result {
            case .sent: #expect(copies == 1, "P-\(number), seed \(seed)")
            case .failed(.uncertain): #expect(copies <= 1, "P-\(number), seed \(seed)")
            case .failed: #expect(copies == 0, "P-\(number), seed \(seed)")
            }
        }
        #expect(told.count == count)
        #expect(kinds[.sent, default: 0] > count / 2, "\(kinds), seed \(seed)")
        #expect(
            kinds[.failed(.permanent), default: 0] > 100
                && kinds[.failed(.uncertain), default: 0] > 100, "\(kinds)")
    }

    @Test("Eight connections carry eight mails at once; a pace is kept over all of them")
    func pace() async throws {
        let server = try FaultyServer()
        let channel = try channel(server, connections: 8, perMinute: 1_200)
        let start = ContinuousClock.now
        await withTaskGroup(of: Void.self) { group in
            for number in 1...21 { group.addTask { _ = await tell(channel, message(number)) } }
        }
        // Twenty a second: the twenty-first leaves a second after the first.
        #expect(ContinuousClock.now - start >= .milliseconds(990))
        #expect(try server.stored().count == 21)
    }

    @Test("The pace is the server's, whichever book or run sends")
    func sharedPace() async throws {
        let server = try FaultyServer()
        let folder = try TemporaryDirectory()
        let file = folder.path + "/pace"
        let start = ContinuousClock.now
        // Ten a second; three channels of four messages, two at once and the third after them.
        let books = try (0..<2).map { _ in
            try channel(server, perMinute: 600, paceFile: file)
        }
        await withTaskGroup(of: Void.self) { group in
            for (book, channel) in books.enumerated() {
                group.addTask {
                    for number in 1...4 { _ = await tell(channel, message(book * 10 + number)) }
                }
            }
        }
        let third = try channel(server, perMinute: 600, paceFile: file)
        for number in 21...24 { _ = await tell(third, message(number)) }
        #expect(ContinuousClock.now - start >= .milliseconds(1_090))
        #expect(try server.stored().count == 12)
    }

    @Test("A pace that can not be kept in its file is kept without; a wrong clock holds nothing")
    func paceFile() async throws {
        let server = try FaultyServer()
        let folder = try TemporaryDirectory()
        let away = try channel(server, perMinute: 600, paceFile: folder.path + "/none/pace")
        var start = ContinuousClock.now
        for number in 1...4 { _ = await tell(away, message(number)) }
        #expect(ContinuousClock.now - start >= .milliseconds(290))
        let file = folder.path + "/pace"
        try Data(repeating: 0x7F, count: 8).write(to: URL(fileURLWithPath: file))
        let ahead = try channel(server, perMinute: 600, paceFile: file)
        start = .now
        #expect(await tell(ahead, message(5)) == .sent)
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test("Each letter's returns have an address of their own")
    func bounce() throws {
        let bounce = try BounceAddress("bounce@firma.example", book: 3)
        #expect(bounce.sender(for: "P-12") == "bounce+P-12-3@firma.example")
        for wrong in [
            "", "bounce", "a@b@c", "a+b@c.example", "a b@c.example", "a<b@c.example", "@c",
        ] {
            #expect(throws: Diagnostic.self) { try BounceAddress(wrong, book: 1) }
        }
    }

    @Test("Connections and pace have limits", arguments: [(0, 0), (9, 0), (1, -1), (1, 60_001)])
    func limits(_ connections: Int, _ perMinute: Int) {
        #expect(throws: Diagnostic.self) {
            try SMTPSettings(
                host: "localhost", port: 25, security: .none, connections: connections,
                messagesPerMinute: perMinute)
        }
    }
}
