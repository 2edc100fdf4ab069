import Basics
import Desk
import Foundation
import Testing

@testable import Delivery

/// A server that fails at every stage of the protocol; see faulty_smtp_server.py.
final class FaultyServer {
    let port: Int
    private let directory: TemporaryDirectory
    private let process = Process()
    private let input = Pipe()

    init(_ arguments: String...) throws {
        directory = try TemporaryDirectory()
        process.executableURL = URL(fileURLWithPath: MailServer.python)
        process.arguments =
            [
                MailServer.root + "/Tests/Support/faulty_smtp_server.py", "--log",
                directory.path + "/stored",
            ] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = input
        try process.run()
        var line = Data()
        while line.last != 0x0A {
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { break }
            line += piece
        }
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let port = Int(words[1]) else {
            kill(process.processIdentifier, SIGKILL)
            throw MailServer.Problem.didNotStart(
                "faulty_smtp_server.py \(arguments): \(String(decoding: line, as: UTF8.self))")
        }
        self.port = port
    }

    deinit {
        // SIGTERM may be blocked in a child of a worker thread, and a child beside it may hold the pipe that
        // waitUntilExit waits for.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// How often the server has stored a mail to each recipient.
    func stored() throws -> [String: Int] {
        guard FileManager.default.fileExists(atPath: directory.path + "/stored") else { return [:] }
        let text = try String(contentsOfFile: directory.path + "/stored", encoding: .utf8)
        return text.split(separator: "\n").reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    }
}

@Suite(
    "Mail through a server that fails",
    .enabled(if: MailServer.isPresent, "no .build/venv: run make venv"))
struct SMTPFaultTests {
    private func channel(_ server: FaultyServer, connections: Int = 1, perMinute: Int = 0) throws
        -> SMTPChannel
    {
        SMTPChannel(
            try SMTPSettings(
                host: "127.0.0.1", port: server.port, security: .none, connections: connections,
                messagesPerMinute: perMinute, secondsPerMessage: 20))
    }

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
        let server = try FaultyServer("--faults", fault)
        #expect(await tell(try channel(server), message(1)) == .failed(outcome))
        #expect(try server.stored() == (fault == "stored=drop" ? ["k1@kunde.example": 1] : [:]))
    }

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
        let server = try FaultyServer("--random", "30", "--seed", "\(seed)")
        let channel = try channel(server, connections: 8)
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
