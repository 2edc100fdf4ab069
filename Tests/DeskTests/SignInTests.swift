import Basics
import Foundation
import Store
import TestStore
import Testing

@testable import Desk

@Suite("Signing in")
struct SignInTests {
    @Test("The right password opens, and says who; a wrong one, none and no such person do not")
    func passwords() throws {
        let test = try TestDoor()
        let token = try test.session()
        let session = try #require(try test.door.session(token))
        #expect(session.person == "eva" && session.actor == .person("eva"))
        #expect(session.agent == "Firefox, Windows" && session.at == test.time.now)
        for (name, password) in [
            ("eva", "fire katter på tak"), ("eva", ""), ("kari", TestDoor.password),
            ("nobody", TestDoor.password), ("", ""), ("nightly", TestDoor.password),
            ("eva", String(repeating: "a", count: 100_000)),
        ] {
            #expect(try test.signIn(name, password, from: name).wait == 0, "\(name)")
        }
        #expect(try test.door.session("") == nil && test.door.session(token + "x") == nil)
    }

    @Test("A password is the same whichever way its letters are composed")
    func composed() throws {
        let test = try TestDoor()
        let decomposed = "fire katter pa\u{30a} taket"
        #expect(Array(decomposed.utf8) != Array(TestDoor.password.utf8))
        #expect(try test.signIn("eva", decomposed).isSignedIn)
    }

    @Test(
        "What is soon guessed is refused, and the password is not in the refusal",
        arguments: [
            ("elleve tegn", "short"), ("karis hemmelige katt", "name"),
            ("NORDMANN er et navn", "name"), ("passord123456", "common"),
            ("Password!2026", "common"), ("Sommer2026!!!", "common"), ("123456789012", "common"),
            ("098765432109", "common"), ("aaaaaaaaaaaa", "common"), ("abababababab", "common"),
            ("Velkommen1234!", "common"), (String(repeating: "abcdefg ", count: 26), "long"),
            (String(repeating: "\u{1F63A}\u{200d}", count: 2_000), "long"),
        ])
    func rule(password: String, code: String) throws {
        let person = PersonRow(name: "kari", fullName: "Kari Nordmann")
        let fault = #expect(throws: Diagnostic.self) {
            try PasswordRule.check(password, of: person)
        }
        #expect(fault?.code == "sign-in.password-\(code)")
        #expect(fault?.description.contains(password) == false)
    }

    @Test("Twelve and two hundred characters of any script are a password")
    func borders() throws {
        let person = PersonRow(name: "kari", fullName: "Kari Nordmann")
        for password in [
            "tolv tegn ok", "кошка на крыше", "屋根の上の四匹の猫たちがいる",
            String((0..<200).map { "abcdefghij kløæ"[$0 % 15] }),
        ] {
            #expect(throws: Never.self, "\(password)") {
                try PasswordRule.check(password, of: person)
            }
            #expect(!PasswordRule.bytes(password).isEmpty)
        }
    }

    @Test("A hash that costs too little is made again when its password is there")
    func renewed() throws {
        let test = try TestDoor()
        let before = try test.database.read { try $0.password(of: "eva") }
        let dearer = PasswordCost(passes: 2, bytes: 16 << 10)
        let time = test.time
        let door = SignInDesk(test.database, clock: Clock { time.now }, cost: dearer)
        #expect(try door.signIn("eva", password: "feil passord", from: test.visitor).wait == 0)
        #expect(try test.database.read { try $0.password(of: "eva") } == before)
        #expect(
            try door.signIn("eva", password: TestDoor.password, from: test.visitor).isSignedIn)
        let after = try #require(try test.database.read { try $0.password(of: "eva") })
        #expect(before != after && !after.isCheaper(than: dearer))
        #expect(try test.signIn().isSignedIn)
        #expect(try test.database.read { try $0.password(of: "eva") } == after)
    }

    @Test("A session ends when it is not used for twelve hours, and after thirty days")
    func sessions() throws {
        let test = try TestDoor()
        let token = try test.session()
        let began = test.time.now
        test.time.now += 12 * 3600 - 1
        #expect(try test.door.session(token) != nil)
        test.time.now += 12 * 3600
        #expect(try test.door.session(token) == nil)
        #expect(try test.account("eva").sessions() == [])
        test.time.now = began
        let other = try test.session()
        for hour in 1..<(30 * 24) where hour % 6 == 0 {
            test.time.now = began + Int64(hour) * 3600
            #expect(try test.door.session(other) != nil, "\(hour)")
        }
        test.time.now = began + 30 * 86_400 - 1
        #expect(try test.door.session(other) != nil)
        test.time.now += 1
        #expect(try test.door.session(other) == nil)
    }

    @Test("The last use is written down once a minute")
    func seen() throws {
        let test = try TestDoor()
        let token = try test.session()
        let began = test.time.now
        func seen() throws -> Int64? { try test.account("eva").sessions().first?.seenAt }
        test.time.now += 59
        _ = try test.door.session(token)
        #expect(try seen() == began)
        test.time.now += 1
        _ = try test.door.session(token)
        #expect(try seen() == began + 60)
    }

    @Test("Sessions are listed and ended one by one and all but one; forms belong to theirs")
    func ending() throws {
        let test = try TestDoor()
        let tokens = try (0..<4).map { _ in try test.session() }
        let sessions = try tokens.map { try #require(try test.door.session($0)) }
        #expect(sessions[0].isOwn(form: SecretToken.formSecret(of: tokens[0])))
        #expect(!sessions[0].isOwn(form: sessions[1].formSecret))
        #expect(!sessions[0].isOwn(form: ""))
        try test.door.signOut(tokens[0])
        try test.door.signOut(tokens[0])
        try test.account("eva").end(session: sessions[1].id)
        #expect(code { try test.account("eva").end(session: sessions[1].id) } == "sign-in.session")
        #expect(try test.account("eva").sessions().count == 2)
        #expect(try test.account("eva").endSessions(except: sessions[2].id) == 1)
        #expect(try tokens.map { try test.door.session($0) != nil } == [false, false, true, false])
    }

    @Test("Changing the password needs the old one and ends all other sessions")
    func changing() throws {
        let test = try TestDoor()
        let (own, other) = (try test.session(), try test.session())
        let new = "fem hunder i hagen"
        func change(_ old: String, _ new: String) throws -> Int64? {
            try test.door.changePassword(
                inSession: own, from: old, to: new, visitor: test.visitor)
        }
        #expect(try change("feil", new) == 0)
        #expect(code { _ = try change(TestDoor.password, "kort") } == "sign-in.password-short")
        #expect(try test.door.session(other) != nil)
        #expect(try change(TestDoor.password, new) == nil)
        #expect(try test.door.session(own) != nil && test.door.session(other) == nil)
        #expect(try test.signIn("eva", TestDoor.password).wait == 0)
        #expect(try test.signIn("eva", new).isSignedIn)
    }

    @Test("A removed person is out at once, and comes back with nothing")
    func removed() throws {
        let test = try TestDoor()
        try test.account("kari", as: "eva").setPassword("fem hunder i hagen")
        guard case .signedIn(let new) = try test.signIn("kari", "fem hunder i hagen") else {
            Issue.record("not signed in")
            return
        }
        let token = try test.account("kari").createToken("x", scopes: [.see]).token.text
        #expect(try test.door.actor(token: token) != nil)
        try test.people.remove("kari")
        #expect(try test.door.session(new.token.text) == nil)
        #expect(try test.door.actor(token: token) == nil)
        try test.people.add(PersonRow(name: "kari", fullName: "Kari"))
        #expect(try test.signIn("kari", "fem hunder i hagen").wait == 0)
        #expect(try test.door.actor(token: token) == nil)
    }

    // MARK: - One-time codes

    @Test("Who has codes is asked for one, and each is taken once", arguments: [true, false])
    func codes(hasKey: Bool) throws {
        let test = try TestDoor(hasKey: hasKey)
        let (app, _) = try test.beginCodes()
        let ticket = try #require(try test.signIn().ticket)
        // It was used to show that she has the app.
        #expect(
            try test.door.signIn(ticket: ticket, code: test.code(app), from: test.visitor).wait == 0
        )
        let next = test.code(app, steps: 1)
        #expect(
            try test.door.signIn(ticket: ticket, code: next, from: test.visitor).isSignedIn)
        #expect(try test.door.signIn(ticket: ticket, code: next, from: test.visitor).wait == 0)
        #expect(try test.signIn(code: next).wait == 0)
        test.time.now += 60
        #expect(try test.signIn(code: test.code(app)).isSignedIn)
        // An older one than the last is not taken either.
        #expect(try test.signIn(code: test.code(app, steps: -1)).wait == 0)
        #expect(try test.signIn("eva", "feil passord", code: test.code(app, steps: 1)).wait == 0)
        try test.account("eva").endCodes()
        #expect(try test.signIn().isSignedIn)
    }

    @Test("Five minutes lie between the password and the code")
    func ticket() throws {
        let test = try TestDoor()
        let (app, _) = try test.beginCodes()
        let (one, other) = (try #require(try test.signIn().ticket), try test.signIn().ticket)
        test.time.now += 299
        #expect(
            try test.door.signIn(ticket: one, code: test.code(app), from: test.visitor).isSignedIn)
        test.time.now += 1
        let code = test.code(app, steps: 1)
        #expect(
            try test.door.signIn(ticket: other ?? "", code: code, from: test.visitor).wait == 0)
        #expect(try test.door.link(other ?? "") == nil)
    }

    @Test("A recovery code stands in for the telephone, once, however it is typed")
    func recovery() throws {
        let test = try TestDoor()
        let (_, codes) = try test.beginCodes()
        #expect(codes.count == 10 && Set(codes).count == 10 && codes.allSatisfy { $0.count == 19 })
        #expect(try test.signIn(code: codes[0]).isSignedIn)
        #expect(try test.signIn(code: codes[0]).wait == 0)
        let typed = codes[1].lowercased().replacingOccurrences(of: "-", with: " ")
        #expect(try test.signIn(code: typed).isSignedIn)
        #expect(try test.account("eva").log().contains { $0.detail == "recovery code, 8 left" })
    }

    @Test("Codes count from when one has been shown, and wait for the key that seals them")
    func beginning() throws {
        let test = try TestDoor()
        #expect(code { _ = try test.account("eva").confirmCodes("123456") } == "sign-in.code-none")
        let app = try test.account("eva").beginCodes()
        #expect(try test.signIn().isSignedIn)
        let wrong = test.code(app, steps: 5)
        #expect(code { _ = try test.account("eva").confirmCodes(wrong) } == "sign-in.code")
        _ = try test.account("eva").confirmCodes(test.code(app))
        #expect(code { _ = try test.account("eva").beginCodes() } == "sign-in.code-there")
        let time = test.time
        for (key, found) in [
            (nil, "key.missing"), (try FieldKey(FieldKey.make()), "key.wrong"),
        ] as [(FieldKey?, String)] {
            let door = SignInDesk(
                test.database, key: key, clock: Clock { time.now }, cost: .least)
            #expect(
                code {
                    _ = try door.signIn(
                        "eva", password: TestDoor.password, code: "123456", from: test.visitor)
                } == found)
        }
    }

    // MARK: - What is kept

    @Test("No password, token, code or secret is in the store or in its log")
    func secrets() throws {
        let test = try TestDoor()
        let (app, recovery) = try test.beginCodes()
        let ticket = try test.signIn().ticket ?? ""
        test.time.now += 60
        guard case .signedIn(let new) = try test.signIn(code: test.code(app)) else {
            Issue.record("not signed in")
            return
        }
        let link = try test.account("kari", as: "eva").link().token.text
        let token = try test.account("eva").createToken("x", scopes: [.see]).token.text
        _ = try test.signIn("eva", "et annet forsøk", code: nil)
        _ = try test.signIn("passord i feil felt", "x")
        let dump = try test.dump()
        #expect(dump.contains("argon2id") && dump.contains("failed"))
        for secret in [
            TestDoor.password, ticket, new.token.text, new.formSecret, link, token,
            String(token.dropFirst(5)), app.text, Digest.hex(app.secret), "et annet forsøk",
            "passord i feil felt", "192.0.2.7", recovery[0],
            recovery[0].replacingOccurrences(of: "-", with: ""),
        ] {
            #expect(!secret.isEmpty && !dump.contains(secret), "\(secret)")
        }
    }

    @Test(
        "The log is only appended to",
        arguments: ["UPDATE sign_in_log SET person = 'ola'", "DELETE FROM sign_in_log"])
    func kept(statement: String) throws {
        let test = try TestDoor()
        let before = try test.account("eva").log()
        #expect(before.map(\.event) == [.password])
        let fault = #expect(throws: Diagnostic.self) {
            try test.database.write { try $0.run(statement) }
        }
        #expect(fault?.code.hasPrefix("store.") == true)
        #expect(try test.account("eva").log() == before)
    }

    @Test("The agent is told in two words, whatever it says of itself")
    func agents() {
        for (header, agent) in [
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1",
                "Safari, iPhone"
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36",
                "Chrome, Android"
            ),
            ("curl/8.5.0", "curl"), ("<script>", ""), ("", ""),
        ] {
            #expect(Visitor(address: nil, userAgent: header).agent == agent)
        }
    }
}

extension String {
    fileprivate subscript(_ index: Int) -> Character {
        self[self.index(startIndex, offsetBy: index)]
    }
}
