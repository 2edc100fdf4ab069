import Foundation
import Store
import Testing

/// How people sign in, as far as the terminal has to do with it.
@Suite("Passwords, links, codes and tokens")
struct SignInTests {
    private static let password = "fire katter på taket"

    private func company() throws -> Company {
        let company = try Company()
        try company.must(["person", "add", "eva", "--full-name", "Eva Eier"])
        try company.must(["person", "add", "kari", "--as", "eva"])
        return company
    }

    private func run(
        _ company: Company, _ arguments: [String], input: String = "",
        environment: [String: String] = [:]
    ) throws -> Binary.Outcome {
        try Binary.run(
            arguments + ["--as", "eva"] + company.data, environment: environment, input: input)
    }

    /// The code of a refusal.
    private func refused(
        _ company: Company, _ arguments: [String], input: String = ""
    ) throws -> String {
        let outcome = try run(company, arguments, input: input)
        #expect(outcome.status == 1, "\(arguments): \(outcome.story)")
        return outcome.error.split(separator: ":").first.map(String.init) ?? ""
    }

    private func json<Value: Decodable>(
        _ company: Company, _ arguments: [String], input: String = ""
    ) throws -> Value {
        let outcome = try run(company, arguments + ["--json"], input: input)
        try #require(outcome.status == 0, "\(outcome.story)")
        return try JSONDecoder().decode(Value.self, from: Data(outcome.output.utf8))
    }

    private struct Event: Decodable { let event, detail: String }

    @Test("A password is read twice from standard input, and what happened is told without it")
    func password() throws {
        let company = try company()
        let set = ["person", "password", "eva"]
        let twice = "\(Self.password)\n\(Self.password)\n"
        #expect(try refused(company, set) == "error sign-in.password-short")
        #expect(
            try refused(company, set, input: "\(Self.password)\nen annen\n")
                == "error sign-in.password-twice")
        #expect(
            try refused(company, set, input: "passord123456\npassord123456\n")
                == "error sign-in.password-common")
        let outcome = try run(company, set, input: twice)
        #expect(outcome.output.contains("nytt passord") && !outcome.story.contains("katter"))
        #expect(try refused(company, ["person", "log", "nobody"]) == "error access.person-unknown")
        let events: [Event] = try json(company, ["person", "log", "eva"])
        #expect(events.map(\.event) == ["password"] && events[0].detail == "by eva")
        #expect(try run(company, ["person", "log", "eva"]).output.contains("passord"))
        #expect(try run(company, ["person", "log", "eva", "--csv", "-"]).output.contains("by eva"))
    }

    @Test("A link is printed for who has no password yet, under the address that is given")
    func invite() throws {
        let company = try company()
        struct Link: Decodable { let name, kind, url, expires: String }
        let link: Link = try json(
            company, ["person", "invite", "kari", "--url", "https://purr.example.no/"])
        #expect(link.name == "kari" && link.kind == "invitation")
        let start = "https://purr.example.no/velkommen/"
        #expect(link.url.hasPrefix(start) && link.url.count == start.count + 43)
        let told = try run(company, ["person", "invite", "kari"]).output
        #expect(told.contains("\n/velkommen/") && told.contains("kari"))
    }

    @Test("One-time codes begin with a code, give ten recovery codes, and end")
    func totp() throws {
        let company = try company()
        struct View: Decodable {
            let name: String
            let secret, url: String?
            let recoveryCodes: [String]?
        }
        let begun: View = try json(company, ["person", "totp", "eva"])
        #expect(
            begun.url?.hasPrefix("otpauth://totp/Purr:eva?secret=\(begun.secret ?? "")") == true)
        let confirm = ["person", "totp", "eva", "--confirm"]
        #expect(try refused(company, confirm, input: "12345\n") == "error sign-in.code")
        let app = OneTimeCode(secret: try #require(Self.base32(begun.secret ?? "")))
        let step = OneTimeCode.step(at: Int64(Date().timeIntervalSince1970))
        let done: View = try json(company, confirm, input: app.code(step: step) + "\n")
        #expect(done.recoveryCodes?.count == 10)
        #expect(try refused(company, ["person", "totp", "eva"]) == "error sign-in.code-there")
        #expect(
            try run(company, ["person", "totp", "eva", "--off"]).output.contains("ikke lenger"))
        // With a key the secret is sealed.
        let key = FieldKey.make()
        let sealed = try run(
            company, ["person", "totp", "eva"], environment: ["PURR_KEY": key])
        #expect(sealed.output.contains("otpauth://") && sealed.output.contains("--confirm"))
        #expect(try refused(company, confirm, input: "123456\n") == "error key.missing")
    }

    /// The bytes that base32 digits stand for.
    private static func base32(_ text: String) -> [UInt8]? {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bits, count, bytes) = (0, 0, [UInt8]())
        for character in text {
            guard let value = digits.firstIndex(of: character) else { return nil }
            bits = (bits << 5 | value) & 0xffff
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }

    @Test("Sessions are listed and ended; there are none at the terminal")
    func sessions() throws {
        let company = try company()
        let list = ["person", "sessions", "eva"]
        #expect(try run(company, list).output.contains("Ingen økter"))
        #expect(try run(company, list + ["--json"]).output.contains("["))
        #expect(try refused(company, list + ["--end", "7"]) == "error sign-in.session")
        #expect(try run(company, list + ["--end-all"]).output.contains("0 økter"))
        #expect(try run(company, list + ["--end-all", "--end", "1"]).status != 0)
    }

    @Test("A token is shown once, listed without itself, and revoked")
    func tokens() throws {
        let company = try company()
        try company.must(["access", "grant", "eva", "owner"])
        struct Token: Decodable {
            let id: Int
            let name, state: String
            let scopes: [String]
            let book: Int?
            let token: String?
            let expires: String?
        }
        let create = ["token", "create", "Regnskap", "--scope", "see", "work"]
        let made: Token = try json(company, create + ["--book", "1", "--until", "2099-12-31"])
        let secret = try #require(made.token)
        #expect(secret.hasPrefix("purr_") && secret.count == 48)
        #expect(made.expires == "01.01.2100 00:00" && made.book == 1)
        #expect(try run(company, create).output.contains("purr_"))
        let listed: [Token] = try json(company, ["token", "list"])
        #expect(listed.map(\.scopes) == [["see", "work"], ["see", "work"]])
        #expect(listed.allSatisfy { $0.token == nil && $0.state == "valid" })
        #expect(try refused(company, create + ["--book", "9"]) == "error access.none")
        #expect(
            try refused(company, create + ["--until", "2020-01-01"])
                == "error sign-in.token-expires")
        #expect(try run(company, ["token", "revoke", "1"]).output.contains("trukket tilbake"))
        #expect(try refused(company, ["token", "revoke", "1"]) == "error sign-in.token")
        let after = try run(company, ["token", "list"]).output
        #expect(after.contains("trukket tilbake") && after.contains("gjelder"))
        #expect(!after.contains(secret) && !after.contains(secret.dropFirst(5)))
        #expect(try run(company, ["token", "list", "--csv", "-"]).output.contains("Regnskap"))
    }
}
