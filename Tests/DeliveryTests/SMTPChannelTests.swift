import Basics
import Desk
import Foundation
import Testing

@testable import Delivery

/// The channel against a real server on this machine.
///
/// Skipped when the Python environment with the server is missing: `make test` makes it.
@Suite(.enabled(if: MailServer.isPresent, "no .build/venv: run make venv"))
struct SMTPChannelTests {
    private func channel(
        _ server: MailServer, _ security: SMTPSettings.Security = .none, user: String? = nil,
        password: String = "", trusting file: String? = nil, seconds: Int = 20
    ) throws -> SMTPChannel {
        SMTPChannel(
            try SMTPSettings(
                host: "127.0.0.1", port: server.port, security: security, user: user,
                password: password, authorityFile: file, secondsPerMessage: seconds))
    }

    /// A mail with what transport may spoil: dots at the start of lines, blanks at the end, long lines.
    private func mail(_ number: Int = 1, padding: Int = 0) -> [UInt8] {
        let lines = [
            "From: <post@example.no>", "Subject: nr \(number)", "", ".", "..", ".start", "end ",
            "", String(repeating: "x", count: 900), ".",
        ]
        let filling = Array(repeating: String(repeating: "y", count: 74), count: padding)
        return Array((lines + filling).map { $0 + "\r\n" }.joined().utf8)
    }

    @Test("A message arrives byte for byte, with its envelope")
    func plain() async throws {
        let server = try MailServer()
        let receipt = try await channel(server).deliver(outgoing(email: mail()))
        #expect(receipt.channel == "smtp")
        #expect(receipt.detail == "250 2.0.0 OK stored as 0001")
        let mails = try server.mails()
        #expect(mails.map(\.bytes) == [mail()])
        #expect(mails.first?.facts.from == "post@example.no")
        #expect(mails.first?.facts.to == ["kari@example.com"])
        #expect(mails.first?.facts.tls == false)
    }

    @Test("Fifty messages go over one connection, each once and unchanged")
    func fifty() async throws {
        let server = try MailServer()
        let channel = try channel(server)
        for number in 1...50 {
            _ = try await channel.deliver(
                outgoing(id: "P-\(number)", email: mail(number, padding: number * 4)))
        }
        let mails = try server.mails()
        #expect(mails.map(\.bytes) == (1...50).map { mail($0, padding: $0 * 4) })
        // A connection that has idled for two minutes is given up, which a machine at its limit can bring about.
        #expect(Set(mails.map(\.facts.connection)).count <= 5)
    }

    @Test("Messages delivered at the same time wait for each other and all arrive")
    func concurrent() async throws {
        let server = try MailServer()
        let channel = try channel(server)
        await withTaskGroup(of: Bool.self) { group in
            for number in 1...12 {
                group.addTask {
                    let message = outgoing(id: "P-\(number)", email: mail(number))
                    return (try? await channel.deliver(message)) != nil
                }
            }
            for await delivered in group { #expect(delivered) }
        }
        let mails = try server.mails()
        #expect(Set(mails.map(\.bytes)) == Set((1...12).map { mail($0) }))
        #expect(mails.count == 12)
    }

    @Test("A server that hangs up between messages is called again, and nothing is sent twice")
    func reconnects() async throws {
        let server = try MailServer("--limit", "3")
        let channel = try channel(server)
        for number in 1...10 {
            _ = try await channel.deliver(outgoing(id: "P-\(number)", email: mail(number)))
        }
        let mails = try server.mails()
        #expect(mails.map(\.bytes) == (1...10).map { mail($0) })
        let connections = mails.map(\.facts.connection)
        #expect(connections == connections.sorted())
        let most = Dictionary(grouping: connections) { $0 }.values.map(\.count).max()
        #expect(most == 3)
    }

    // MARK: Protection

    @Test("STARTTLS and TLS work with a certificate that is trusted")
    func trusted() async throws {
        for (tls, security) in [
            ("require", SMTPSettings.Security.required), ("offer", .opportunistic),
            ("implicit", .implicit),
        ] {
            let server = try MailServer("--tls", tls)
            let channel = try channel(server, security, trusting: server.certificate)
            _ = try await channel.deliver(outgoing(email: mail()))
            #expect(try server.mails().map(\.facts.tls) == [true])
        }
    }

    @Test("A certificate that nobody vouches for is refused, and nothing leaves")
    func untrusted() async throws {
        for (tls, security) in [
            ("require", SMTPSettings.Security.required), ("offer", .opportunistic),
            ("implicit", .implicit),
        ] {
            let server = try MailServer("--tls", tls)
            let channel = try channel(server, security)
            #expect(await failure(of: channel, outgoing(email: mail()))?.outcome == .temporary)
            #expect(try server.mails().isEmpty)
        }
    }

    @Test("When TLS is required and not offered, nothing leaves")
    func notOffered() async throws {
        let server = try MailServer()
        let problem = try await failure(of: channel(server, .required), outgoing(email: mail()))
        #expect(problem?.outcome == .temporary)
        #expect(try server.mails().isEmpty)
    }

    @Test("The user and password are given to a server that asks for them")
    func login() async throws {
        let server = try MailServer(
            "--tls", "require", "--user", "purr", "--password", "sæby 1")
        let channel = try channel(
            server, .required, user: "purr", password: "sæby 1", trusting: server.certificate)
        _ = try await channel.deliver(outgoing(email: mail()))
        #expect(try server.mails().map(\.facts.user) == ["purr"])
    }

    @Test("A wrong or missing password is no fault of the message: it can be sent later")
    func wrongPassword() async throws {
        let server = try MailServer("--user", "purr", "--password", "right")
        for user in ["purr", nil] {
            let channel = try channel(server, user: user, password: "wrong")
            let problem = await failure(of: channel, outgoing(email: mail()))
            #expect(problem?.outcome == .temporary)
            #expect(problem?.detail.contains("wrong") == false)
        }
        #expect(try server.mails().isEmpty)
    }

    // MARK: Outcomes

    @Test(
        "The server's refusal decides whether to try again, and its words name nobody",
        arguments: [
            (
                "reject-sender", DeliveryFailure.Outcome.permanent,
                "550 5.7.1 <address> may not send here", false
            ),
            ("reject-recipient", .permanent, "550 5.1.1 <address> user <address> unknown", true),
            ("defer-recipient", .temporary, "451 4.2.0 <address> greylisted, try later", true),
            ("defer-data", .temporary, "451 4.3.0 try later", true),
            ("reject-data", .permanent, "554 5.6.0 refused", false),
        ])
    func refusals(
        mode: String, outcome: DeliveryFailure.Outcome, detail: String, blamesAddress: Bool
    ) async throws {
        let server = try MailServer("--mode", mode)
        let channel = try channel(server)
        for _ in 1...2 {
            let problem = await failure(of: channel, outgoing(email: mail()))
            #expect(problem == DeliveryFailure(outcome, detail, blamesAddress: blamesAddress))
        }
        #expect(try server.mails().isEmpty)
    }

    @Test("A refused message does not disturb the next one")
    func refusedThenAccepted() async throws {
        let server = try MailServer()
        let channel = try channel(server)
        #expect(
            await failure(of: channel, outgoing(to: "ka ri@example.com"))?.outcome == .permanent)
        _ = try await channel.deliver(outgoing(email: mail()))
        #expect(try server.mails().count == 1)
    }

    @Test("A connection that breaks after the whole message was handed over is uncertain")
    func droppedAfterData() async throws {
        let server = try MailServer("--mode", "drop-after-data")
        let problem = try await failure(of: channel(server), outgoing(email: mail()))
        #expect(problem?.outcome == .uncertain)
        #expect(try server.mails().count == 1)
    }

    @Test("A server that takes the whole message and never answers leaves it uncertain")
    func silent() async throws {
        let server = try MailServer("--mode", "silent")
        let problem = try await failure(
            of: channel(server, seconds: 2), outgoing(email: mail()))
        #expect(problem?.outcome == .uncertain)
        #expect(problem?.detail == "Timeout was reached")
    }

    @Test("A late answer to one message is not taken for the answer to the next")
    func lateAnswer() async throws {
        let server = try MailServer("--mode", "late")
        let channel = try channel(server, seconds: 2)
        #expect(await failure(of: channel, outgoing(email: mail()))?.outcome == .uncertain)
        try await Task.sleep(for: .seconds(2))
        _ = try await channel.deliver(outgoing(id: "P-2", email: mail(2)))
        let mails = try server.mails()
        #expect(mails.map(\.bytes) == [mail(), mail(2)])
        #expect(mails.map(\.facts.connection) == [1, 2])
    }

    @Test("A connection that breaks while a large message is on its way is temporary")
    func droppedInData() async throws {
        let server = try MailServer("--mode", "drop-in-data")
        let large = mail(padding: 200_000)
        let problem = try await failure(of: channel(server), outgoing(email: large))
        #expect(problem?.outcome == .temporary)
        #expect(try server.mails().isEmpty)
    }

    @Test("A server that is not there is temporary")
    func refusedConnection() async throws {
        let server = try MailServer()
        let channel = try channel(server)
        server.stop()
        #expect(await failure(of: channel, outgoing(email: mail()))?.outcome == .temporary)
    }

    @Test("A server that goes away between messages is temporary")
    func gone() async throws {
        let server = try MailServer()
        let channel = try channel(server)
        _ = try await channel.deliver(outgoing(email: mail()))
        server.stop()
        #expect(await failure(of: channel, outgoing(email: mail()))?.outcome == .temporary)
    }

    @Test(
        "An address that could smuggle a command is refused before the server hears of it",
        arguments: ["a@b.no>\r\nRCPT TO:<c@d.no", "a@b.no c", "<a@b.no>", "", "a@b@c", "å@b.no"])
    func smuggling(_ address: String) async throws {
        let server = try MailServer()
        let message = outgoing(to: address, email: mail())
        let problem = try await failure(of: channel(server), message)
        #expect(problem?.outcome == .permanent)
        #expect(try server.mails().isEmpty)
    }
}
