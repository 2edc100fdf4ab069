import Basics
import Testing

@testable import Delivery

@Suite struct SMTPSettingsTests {
    private func code(_ make: () throws -> SMTPSettings) -> String? {
        do {
            _ = try make()
            return nil
        } catch {
            return (error as? Diagnostic)?.code
        }
    }

    @Test("A password crosses a network only under TLS that can not be taken away")
    func passwordInClear() {
        let expected: [(SMTPSettings.Security, String, String?)] = [
            (.none, "smtp.example.no", "smtp.password-in-clear"),
            (.opportunistic, "smtp.example.no", "smtp.password-in-clear"),
            (.required, "smtp.example.no", nil), (.implicit, "smtp.example.no", nil),
            (.none, "localhost", nil), (.opportunistic, "127.0.0.1", nil),
        ]
        for (security, host, problem) in expected {
            let found = code {
                try SMTPSettings(
                    host: host, port: 25, security: security, user: "purr", password: "secret")
            }
            #expect(found == problem)
        }
        #expect(code { try SMTPSettings(host: "relay", port: 25, security: .none) } == nil)
    }

    @Test(
        "A host that is more than a name is refused",
        arguments: ["", "smtp://example.no", "user@example.no", "a/b", "a b", "a?b", "a\r\nb"])
    func host(_ name: String) {
        #expect(
            code { try SMTPSettings(host: name, port: 25, security: .required) } == "smtp.host")
        #expect(
            code {
                try SMTPSettings(host: "a", port: 25, security: .none, clientName: name)
            } == "smtp.host")
    }

    @Test("A port outside 1 to 65535 is refused", arguments: [0, -1, 65_536])
    func port(_ number: Int) {
        #expect(
            code { try SMTPSettings(host: "a", port: number, security: .none) } == "smtp.port")
    }

    @Test("Printing the settings shows no password")
    func secret() throws {
        let settings = try SMTPSettings(
            host: "smtp.example.no", port: 587, security: .required, user: "purr",
            password: "hush")
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!"\(settings) \(String(reflecting: settings)) \(dumped)".contains("hush"))
        #expect(settings.url == "smtp://smtp.example.no:587/localhost")
    }
}

@Suite struct SMTPReplyTests {
    private func text(_ lines: String...) -> String {
        var reply = SMTPReply()
        for line in lines { reply.take((line + "\r\n").utf8) }
        return reply.text
    }

    @Test("The last reply is kept, all of its lines joined")
    func lines() {
        #expect(text("250 OK", "550-no", "550 never") == "550-no 550 never")
        #expect(text("550-no", "550 never", "250 OK") == "250 OK")
        #expect(text("550 no", "221 Bye") == "550 no")
    }

    @Test("Control characters are dropped and endless replies cut")
    func bounded() {
        #expect(text("250 \u{1B}[31mred") == "250 [31mred")
        #expect(text("250 " + String(repeating: "x", count: 5000)).count == 500)
    }

    @Test("Addresses and the recipient's name are taken out of the server's words")
    func addresses() {
        let clean = SMTPReply.withoutAddresses(
            "550 <Kari.N@example.com>: user KARI.N (kari.n) in karinas box",
            recipient: "kari.n@example.com")
        #expect(clean == "550 <address> user <address> <address> in karinas box")
    }
}
