import Basics
import Claims
import Foundation
import Store
import Testing

@testable import Desk

@Suite("Links, tokens and who looks after whom")
struct SignInAccountTests {
    private let new = "fem hunder i hagen"

    // MARK: - Links

    @Test("An invitation works once, for 72 hours, and is for one person")
    func invitation() throws {
        let test = try TestDoor()
        let link = try test.account("kari", as: "eva").link()
        #expect(link.row.kind == .invitation && link.row.person == "kari")
        #expect(link.row.expiresAt == test.time.now + 72 * 3600)
        let token = link.token.text
        #expect(try test.door.link(token) == link.row)
        #expect(
            code { try test.door.accept(link: token, password: "kort") }
                == "sign-in.password-short")
        test.time.now += 72 * 3600 - 1
        #expect(try test.door.accept(link: token, password: new) == "kari")
        #expect(code { try test.door.accept(link: token, password: new) } == "sign-in.link")
        #expect(try test.door.link(token) == nil)
        #expect(try test.signIn("kari", new).isSignedIn)
        let other = try test.account("kari").link()
        #expect(other.row.kind == .password)
        test.time.now += 72 * 3600
        #expect(
            code { try test.door.accept(link: other.token.text, password: new) } == "sign-in.link")
        for unknown in ["", "x", "æ\u{0}"] {
            #expect(code { try test.door.accept(link: unknown, password: new) } == "sign-in.link")
        }
    }

    @Test("A new link makes the one before worthless, and a new password all of them")
    func replaced() throws {
        let test = try TestDoor()
        let one = try test.account("kari", as: "eva").link().token.text
        let other = try test.account("kari", as: "eva").link().token.text
        #expect(try test.door.link(one) == nil && test.door.link(other) != nil)
        try test.account("kari").setPassword(new)
        #expect(try test.door.link(other) == nil)
    }

    @Test("Whoever starts an empty store makes its first person with the first link")
    func first() throws {
        let test = try TestDoor()
        #expect(try test.door.firstLink() == nil)
        let empty = try EmptyDoor()
        let old = try #require(try empty.door.firstLink()).text
        let link = try #require(try empty.door.firstLink()).text
        #expect(try empty.door.link(old) == nil)
        let eva = PersonRow(name: "eva", fullName: "Eva Eier")
        #expect(
            code { try empty.door.accept(link: link, password: new) } == "access.person-unknown")
        #expect(
            code {
                try empty.door.accept(
                    link: link, as: PersonRow(name: "purr", fullName: ""), password: new)
            } == "access.person-name")
        #expect(
            code {
                try empty.door.accept(link: link, as: eva, password: "Eva Eier er her")
            } == "sign-in.password-name")
        #expect(try empty.door.accept(link: link, as: eva, password: new) == "eva")
        #expect(
            code { try empty.door.accept(link: link, as: eva, password: new) } == "sign-in.link")
        #expect(try empty.door.firstLink() == nil)
        #expect(
            try empty.door.signIn("eva", password: new, from: test.visitor).isSignedIn)
    }

    @Test(
        "The first link is for a day, for those a store knows, and for nobody once one can sign in")
    func firstEnds() throws {
        let empty = try EmptyDoor()
        let late = try #require(try empty.door.firstLink()).text
        empty.time.now += 24 * 3600
        #expect(try empty.door.link(late) == nil)
        let link = try #require(try empty.door.firstLink()).text
        empty.time.now += 24 * 3600 - 1
        #expect(try empty.door.link(link)?.kind == .first)
        let people = People(empty.database, as: .person("eva"), clock: empty.door.clock)
        try people.add(PersonRow(name: "eva", fullName: "Eva"))
        #expect(
            code {
                try empty.door.accept(
                    link: link, as: PersonRow(name: "ola", fullName: ""), password: new)
            } == "access.person-unknown")
        try empty.door.account(of: "eva", as: .person("eva")).setPassword(new)
        #expect(
            code {
                try empty.door.accept(
                    link: link, as: PersonRow(name: "eva", fullName: ""), password: new)
            } == "sign-in.link")
    }

    // MARK: - Tokens

    private func lastUse(_ account: SignInAccount) throws -> Int64? {
        try account.tokens().first?.usedAt
    }

    @Test("A token acts for its person until it ends or is revoked; its last use is written down")
    func tokens() throws {
        let test = try TestDoor()
        let eva = test.account("eva")
        let made = try eva.createToken(
            "Regnskap", scopes: [.work, .see], expiresAt: test.time.now + 3600)
        #expect(made.token.text.hasPrefix("purr_") && made.row.scopes == ["see", "work"])
        let token = made.token.text
        let actor = try #require(try test.door.actor(token: token))
        #expect(actor == .person("eva").limited(to: [.see, .work]))
        let began = test.time.now
        #expect(try lastUse(eva) == began)
        test.time.now += 59
        _ = try test.door.actor(token: token)
        #expect(try lastUse(eva) == began)
        test.time.now += 1
        _ = try test.door.actor(token: token)
        #expect(try lastUse(eva) == began + 60)
        test.time.now = began + 3599
        #expect(try test.door.actor(token: token) != nil)
        test.time.now += 1
        #expect(try test.door.actor(token: token) == nil)
        let other = try eva.createToken("x", scopes: [.see])
        try eva.revokeToken(other.row.id)
        #expect(try test.door.actor(token: other.token.text) == nil)
        #expect(code { try eva.revokeToken(other.row.id) } == "sign-in.token")
        for unknown in ["", "purr_", String(token.dropFirst(5)), token + "x"] {
            #expect(try test.door.actor(token: unknown) == nil)
        }
    }

    @Test("A token needs a name, a scope, a time to come, a book of theirs and its own person")
    func refused() throws {
        let test = try TestDoor()
        let eva = test.account("eva")
        func make(
            _ account: SignInAccount, _ label: String = "x", _ scopes: Set<Permission> = [.see],
            book: Int64? = nil, until: Int64? = nil
        ) -> String? {
            code {
                _ = try account.createToken(label, book: book, scopes: scopes, expiresAt: until)
            }
        }
        #expect(make(eva) == nil)
        #expect(make(eva, "") == "sign-in.token-name")
        #expect(make(eva, String(repeating: "x", count: 101)) == "sign-in.token-name")
        #expect(make(eva, "x", []) == "sign-in.token-scopes")
        #expect(make(eva, until: test.time.now) == "sign-in.token-expires")
        #expect(make(eva, until: test.time.now + 1) == nil)
        #expect(make(eva, book: 7) == "access.none")
        #expect(make(test.account("kari", as: "eva")) == "sign-in.token-own")
        let kari = test.account("kari")
        #expect(
            code { try kari.revokeToken(try eva.tokens().first?.id ?? 0) } == "sign-in.token")
    }

    // MARK: - Who looks after whom

    @Test("Nobody gets at the way in of who may do more than they")
    func power() throws {
        let shared = try SharedBook()
        let door = SignInDesk(shared.database, clock: shared.test.desk.clock, cost: .least)
        func ask(_ name: String, as identity: String) -> String? {
            code { _ = try door.account(of: name, as: .person(identity)).sessions() }
        }
        #expect(ask("viewer", as: "eva") == nil && ask("viewer", as: "viewer") == nil)
        #expect(ask("eva", as: "viewer") == "sign-in.power")
        #expect(ask("viewer", as: "approver") == "sign-in.power")
        #expect(ask("viewer", as: "stranger") == "access.person-unknown")
        #expect(ask("nobody", as: "eva") == "access.person-unknown")
        // One that Eva has nothing to do with is not there for her.
        let people = People(
            shared.database, as: .person("viewer"), clock: shared.test.desk.clock)
        try people.add(PersonRow(name: "siv", fullName: "Siv"))
        #expect(ask("siv", as: "eva") == "access.person-unknown")
        #expect(ask("siv", as: "viewer") == nil)
        // Who has added somebody does not follow them into what they become.
        try shared.desk("eva").grant("siv", .approver)
        #expect(ask("siv", as: "viewer") == "sign-in.power" && ask("siv", as: "eva") == nil)
        try people.add(FirmRow(name: "310123455", fullName: "Tall AS"))
        try people.set("siv", .viewer, inFirm: "310123455")
        #expect(ask("siv", as: "eva") == "sign-in.power")
        try people.set("eva", .owner, inFirm: "310123455")
        #expect(ask("siv", as: "eva") == nil)
    }

    @Test("What one may do with one's own way in, a program may not, nor the machine")
    func programs() throws {
        let test = try TestDoor()
        let all = Actor.person("eva").limited(to: Set(Permission.allCases))
        for identity in [all, .machine("nightly")] {
            let account = test.door.account(of: "eva", as: identity)
            let found = [
                code { try account.setPassword(new) }, code { _ = try account.link() },
                code { _ = try account.beginCodes() },
                code { _ = try account.confirmCodes("123456") },
                code { try account.endCodes() }, code { _ = try account.sessions() },
                code { try account.end(session: 1) }, code { try account.endSessions() },
                code { _ = try account.tokens() }, code { try account.revokeToken(1) },
                code { _ = try account.log() },
            ]
            let expected = identity.limit == nil ? "access.person-unknown" : "access.scope"
            #expect(found.allSatisfy { $0 == expected }, "\(found)")
        }
        #expect(
            code {
                _ = try test.door.account(of: "eva", as: all).createToken("x", scopes: [.see])
            } == "access.scope")
    }
}

@Suite("What a program may do for a person")
struct ScopeTests {
    @Test("A role and a scope only take from each other")
    func intersection() throws {
        let shared = try SharedBook()
        for role in Role.allCases {
            for scope in Permission.allCases {
                let name = role == .owner ? "eva" : role.rawValue
                let desk = try shared.test.opened(as: .person(name).limited(to: [.see, scope]))
                for permission in Permission.allCases {
                    let isScope = permission == scope || permission == .see
                    let expected =
                        !isScope
                        ? "access.scope"
                        : role.permissions.contains(permission) ? nil : "access.role"
                    #expect(
                        code { try desk.require(permission) } == expected,
                        "\(role) \(scope) \(permission)")
                }
            }
        }
    }

    @Test("A limit of a limit only takes away, and holds for the machine and in an open book")
    func narrower() throws {
        let limited = Actor.person("eva").limited(to: [.see, .note])
        #expect(limited.limited(to: [.note, .work]).limit?.permissions == [.note])
        #expect(limited.limited(to: [.see], book: 1).limited(to: [.see]).limit?.book == 1)
        let nowhere = limited.limited(to: [.see], book: 1).limited(to: [.see], book: 2)
        #expect(nowhere.limit?.permissions == [])
        #expect(limited != .person("eva"))
        let test = try TestDesk()
        #expect(code { try test.opened(as: limited).require(.note) } == nil)
        #expect(code { try test.opened(as: limited).require(.manage) } == "access.scope")
        let machine = Actor.machine("nightly").limited(to: [.see])
        #expect(code { try test.opened(as: machine).require(.send) } == "access.scope")
    }

    @Test("A token for one book opens no other, lists no other and makes none")
    func oneBook() throws {
        let shared = try SharedBook()
        var record = shared.test.desk.book
        record.name = "Ny AS"
        let other = try BookDesk.createBook(record, in: shared.database, as: .person("eva"))
        func books(_ actor: Actor, after: Int64 = 0) throws -> [Int64] {
            try BookDesk.bookIDs(in: shared.database, as: actor, after: after, limit: 9)
        }
        let eva = Actor.person("eva")
        #expect(try books(eva) == [shared.book, other.id])
        let all = Set(Permission.allCases)
        for book in [shared.book, other.id] {
            let limited = eva.limited(to: all, book: book)
            #expect(try books(limited) == [book] && books(limited, after: book) == [])
            #expect(try BookDesk.book(nil, in: shared.database, as: limited).id == book)
            let wrong = book == other.id ? shared.book : other.id
            #expect(
                code { _ = try BookDesk.book(wrong, in: shared.database, as: limited) }
                    == "access.none")
            #expect(
                code { _ = try BookDesk.createBook(record, in: shared.database, as: limited) }
                    == "access.scope")
        }
        #expect(try books(.person("viewer").limited(to: all, book: other.id)) == [])
    }

    @Test("People and firms need the scope to see or to manage, and no book")
    func people() throws {
        let shared = try SharedBook()
        func codes(_ identity: Actor) -> [String?] {
            let people = People(shared.database, as: identity, clock: shared.test.desk.clock)
            return [
                code { _ = try people.persons() }, code { _ = try people.firms() },
                code { _ = try people.staff(of: "310123455") },
                code { try people.add(PersonRow(name: "viewer", fullName: "")) },
                code { try people.remove("viewer") },
                code { try people.add(FirmRow(name: "1", fullName: "")) },
                code { try people.set("eva", .owner, inFirm: "310123455") },
            ]
        }
        let eva = Actor.person("eva")
        let (scope, unknown) = ("access.scope", "access.firm-unknown")
        let most = Set(Permission.allCases).subtracting([.see, .manage])
        #expect(
            codes(eva.limited(to: most)) == [
                scope, scope, scope, scope, scope, "access.firm-number", scope,
            ])
        #expect(
            codes(eva.limited(to: [.see])) == [
                nil, nil, unknown, scope, scope, "access.firm-number", scope,
            ])
        #expect(
            codes(eva.limited(to: [.see, .manage])) == [
                nil, nil, unknown, "access.person-known", "access.person-member",
                "access.firm-number", unknown,
            ])
        #expect(
            codes(eva.limited(to: [.see, .manage], book: 1)).filter { $0 == scope }.count == 6)
    }
}

/// The door of a store in which nobody is.
private final class EmptyDoor {
    let database: Database
    let door: SignInDesk
    let time = TestTime(Day(2026, 8, 20))
    private let test: TestDoor

    init() throws {
        test = try TestDoor(isEmpty: true)
        database = test.database
        door = SignInDesk(database, clock: Clock { [time] in time.now }, cost: .least)
    }
}
