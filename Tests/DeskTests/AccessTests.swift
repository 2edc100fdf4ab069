import Basics
import Claims
import Foundation
import Store
import TestStore
import Testing

@testable import Desk

@Suite("Who may do what in a book")
struct AccessTests {
    @Test("A book without members is its user's own, whoever that is, and nobody's looks are noted")
    func alone() throws {
        let test = try TestDesk()
        let desk = try test.opened(as: .person("whoever"))
        #expect(try desk.role() == .owner)
        _ = try desk.claims(onlyOpen: false)
        #expect(try desk.accessLog(onlyLooks: true) == [])
        #expect(try desk.members() == [])
    }

    @Test("The first in a book is a person who owns it; from then on all others need a role")
    func first() throws {
        let test = try TestDesk()
        let people = People(test.desk.database, as: .person("eva"), clock: test.desk.clock)
        #expect(code { try test.desk.grant("eva", .owner) } == "access.person-unknown")
        try people.add(PersonRow(name: "eva", fullName: "Eva"))
        #expect(code { try test.desk.grant("eva", .bookkeeper) } == "access.first-owner")
        #expect(try test.desk.members() == [])
        try test.desk.grant("eva", .owner)
        #expect(code { _ = try test.desk.claims(onlyOpen: true) } == "access.none")
        #expect(code { _ = try test.opened(as: .person("ola")) } == "access.none")
        #expect(try test.opened(as: .person("eva")).role() == .owner)
    }

    @Test("The last owner neither goes nor becomes less, until there is another")
    func lastOwner() throws {
        let shared = try SharedBook()
        let eva = try shared.desk("eva")
        #expect(code { try eva.revoke("eva") } == "access.last-owner")
        #expect(code { try eva.grant("eva", .viewer) } == "access.last-owner")
        try eva.grant("approver", .owner)
        try eva.grant("eva", .viewer)
        #expect(code { try eva.grant("viewer", .adviser) } == "access.role")
        #expect(try shared.desk("approver").members().first { $0.name == "eva" }?.role == .viewer)
        #expect(code { try shared.desk("approver").revoke("nobody") } == "access.not-member")
    }

    @Test("A refusal says what one is, what it takes and who gives it")
    func refusal() throws {
        let shared = try SharedBook()
        let fault = #expect(throws: Diagnostic.self) {
            _ = try shared.desk(.bookkeeper).approve()
        }
        #expect(fault?.place == "book 1")
        #expect(fault?.found == "bookkeeper, who is bookkeeper here")
        #expect(fault?.expected == "approver or more, to approve")
        #expect(
            fault?.remedy == "ask eva for it: purr access grant bookkeeper approver --book 1")
    }

    @Test(
        "What a role is given and taken is in the audit chain, and changing it behind Purr's back is found"
    )
    func chained() throws {
        let shared = try SharedBook()
        let eva = try shared.desk("eva")
        try eva.revoke("viewer")
        let entries = try eva.journal().filter { $0.kind == "access" }
        #expect(entries.first?.detail == "person eva owner")
        #expect(entries.last?.detail == "person viewer none")
        #expect(entries.last?.actor == "eva")
        #expect(try eva.verifyChain().isWhole)
        try shared.test.tamper("UPDATE book_member SET role = 'owner' WHERE member = 'bookkeeper'")
        #expect(try eva.verifyChain().faults.map(\.rows) == ["member"])
    }

    @Test("The second person is another with the right to approve")
    func secondPerson() throws {
        let shared = try SharedBook()
        let eva = try shared.desk("eva")
        var record = eva.book
        record.needsSecondApproval = true
        try eva.change(record)
        #expect(code { _ = try shared.desk(.bookkeeper).approveSecond() } == "access.role")
        _ = try shared.desk(.approver).approveSecond()
    }

    @Test("The machine sends what was approved, and approves and changes nothing")
    func machine() async throws {
        let shared = try SharedBook()
        let night = try shared.test.opened(as: .machine("nightly"))
        _ = try night.report()
        _ = try await night.work(Post(mail: nil, folder: TestChannel("folder")))
        #expect(code { _ = try night.approve() } == "access.machine")
        #expect(code { try night.grant("viewer", .owner) } == "access.machine")
        #expect(try shared.desk("eva").accessLog(onlyLooks: true) == [])
    }

    @Test(
        "Letters that are on their way are recorded, although who sends them has lost their role meanwhile"
    )
    func revokedWhileSending() async throws {
        let test = try TestDesk()
        try test.take(list: [TestDesk.row("4001", kid: "40014")])
        try test.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        let shared = try SharedBook(test)
        let desk = try shared.desk(.approver)
        _ = try desk.approve()
        let eva = try shared.desk("eva")
        let channel = TestChannel("folder") { try? eva.revoke("approver") }
        let outcome = try await desk.work(Post(mail: nil, folder: channel), ignoringWindow: true)
        #expect(outcome.items.map(\.state) == [.sent])
        #expect(try shared.desk("eva").notices().map(\.state) == [.sent])
        #expect(code { _ = try desk.notices() } == "access.none")
    }

    @Test(
        "Who looks at whose data is noted, once they share the book; who does not get to see it is not"
    )
    func looks() throws {
        let test = try TestDesk()
        try test.take(list: [TestDesk.row("4001", kid: "40014")])
        let shared = try SharedBook(test)
        let viewer = try shared.desk(.viewer)
        _ = try viewer.view(try viewer.claimID("4001"))
        _ = try viewer.customers()
        _ = try viewer.journal()
        #expect(code { _ = try viewer.view(ClaimID(99)) } == "claim.unknown")
        #expect(code { _ = try viewer.accessLog() } == "access.role")
        let log = try shared.desk("eva").accessLog()
        let seen = log.filter { !$0.isChange }
        #expect(seen.map(\.what) == ["customers", "claim"])
        #expect(seen.map(\.subject) == ["", "1"])
        #expect(seen.allSatisfy { $0.person == "viewer" && $0.at == test.time.now })
        #expect(log.contains { $0.isChange && $0.what == "access" && $0.person == "eva" })
    }

    @Test(
        "The log is only appended to",
        arguments: ["UPDATE access_log SET person = 'ola'", "DELETE FROM access_log"])
    func kept(statement: String) throws {
        let shared = try SharedBook()
        _ = try shared.desk(.viewer).customers()
        let fault = #expect(throws: Diagnostic.self) {
            try shared.database.write(book: shared.book) { try $0.connection.run(statement) }
        }
        #expect(fault?.code.hasPrefix("store.") == true)
        #expect(try shared.desk("eva").accessLog(onlyLooks: true).count == 1)
    }

    @Test("In a store that knows its people, a new book is its maker's")
    func newBook() throws {
        let shared = try SharedBook()
        var record = shared.test.desk.book
        record.name = "Ny AS"
        #expect(
            code {
                _ = try BookDesk.createBook(record, in: shared.database, as: .person("stranger"))
            } == "access.person-unknown")
        let made = try BookDesk.createBook(record, in: shared.database, as: .person("viewer"))
        let desk = try BookDesk.open(shared.database, book: made, as: .person("viewer"))
        #expect(try desk.role() == .owner)
        #expect(
            code { _ = try BookDesk.open(shared.database, book: made, as: .person("eva")) }
                == "access.none")
        let own = try BookDesk.bookIDs(in: shared.database, as: .person("eva"), limit: 9)
        #expect(own == [shared.book])
    }

    @Test("Books that are made in the same moment get numbers of their own, and their makers")
    func atOnce() async throws {
        let shared = try SharedBook()
        let (database, record) = (shared.database, shared.test.desk.book)
        let made = try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 1...6 {
                group.addTask {
                    try BookDesk.createBook(record, in: database, as: .person("viewer")).id
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(made).count == 6)
        let own = try BookDesk.bookIDs(in: database, as: .person("eva"), limit: 9)
        #expect(own == [shared.book])
    }
}

@Suite("People and firms")
struct PeopleTests {
    private static let firm = "310123455"

    /// A firm of accountants, let into the book with a role; `kim` owns it and `siv` works there.
    private func firm(_ shared: SharedBook, in book: Role, siv: Role) throws -> People {
        try shared.people.add(PersonRow(name: "kim", fullName: "Kim Regnskap"))
        let kim = People(shared.database, as: .person("kim"), clock: shared.test.desk.clock)
        try kim.add(FirmRow(name: Self.firm, fullName: "Tall AS"))
        try kim.add(PersonRow(name: "siv", fullName: "Siv Regnskap"))
        try kim.set("siv", siv, inFirm: Self.firm)
        try shared.desk("eva").grant(Self.firm, book)
        return kim
    }

    @Test(
        "Who comes through a firm is what the firm is, and at most what they are in the firm",
        arguments: Role.allCases, Role.allCases)
    func least(book: Role, firm role: Role) throws {
        let shared = try SharedBook()
        _ = try firm(shared, in: book, siv: role)
        #expect(try shared.desk("siv").role() == min(book, role))
        let staff = try shared.desk("eva").members().last?.staff
        #expect(staff?.map(\.role) == [book, min(book, role)])
    }

    @Test(
        "Who leaves the firm leaves its books, and a firm that is let go takes its people with it")
    func leaving() throws {
        let shared = try SharedBook()
        let kim = try firm(shared, in: .bookkeeper, siv: .bookkeeper)
        let siv = try shared.desk("siv")
        #expect(try BookDesk.bookIDs(in: shared.database, as: .person("siv"), limit: 9) == [1])
        try kim.set("siv", nil, inFirm: Self.firm)
        #expect(code { _ = try siv.claims(onlyOpen: true) } == "access.none")
        #expect(try BookDesk.bookIDs(in: shared.database, as: .person("siv"), limit: 9) == [])
        #expect(code { try shared.desk("eva").revoke("eva") } == "access.last-owner")
        try shared.desk("eva").revoke(Self.firm)
        #expect(code { _ = try shared.desk("kim") } == "access.none")
    }

    @Test("A role of one's own and one through a firm: the higher counts")
    func both() throws {
        let shared = try SharedBook()
        _ = try firm(shared, in: .viewer, siv: .owner)
        try shared.desk("eva").grant("siv", .approver)
        #expect(try shared.desk("siv").role() == .approver)
        try shared.desk("eva").grant("siv", .viewer)
        try shared.desk("eva").grant(Self.firm, .bookkeeper)
        #expect(try shared.desk("siv").role() == .bookkeeper)
    }

    @Test("A firm's owners say who is in it, and one of them stays")
    func owners() throws {
        let shared = try SharedBook()
        let kim = try firm(shared, in: .viewer, siv: .bookkeeper)
        let siv = People(shared.database, as: .person("siv"))
        #expect(code { try siv.set("siv", .owner, inFirm: Self.firm) } == "access.firm-role")
        #expect(
            code { try shared.people.set("eva", .owner, inFirm: Self.firm) }
                == "access.firm-unknown")
        #expect(code { try kim.set("kim", .viewer, inFirm: Self.firm) } == "access.firm-owner")
        #expect(code { try kim.set("kim", nil, inFirm: Self.firm) } == "access.firm-owner")
        #expect(
            code { try kim.set("ukjent", .viewer, inFirm: Self.firm) } == "access.person-unknown")
        #expect(code { try kim.set("eva", nil, inFirm: Self.firm) } == "access.not-member")
        #expect(
            code { try kim.add(FirmRow(name: Self.firm, fullName: "x")) } == "access.firm-known")
        #expect(
            code { try kim.add(FirmRow(name: "310123456", fullName: "x")) } == "access.firm-number")
    }

    @Test(
        "A person's name is plain, nobody's yet, and none of Purr's own",
        arguments: [
            "", "kari nordmann", "123", "-kari", "nightly", "Purr", "kåre",
            String(repeating: "a", count: 65),
        ])
    func names(name: String) throws {
        let shared = try SharedBook()
        #expect(
            code { try shared.people.add(PersonRow(name: name, fullName: "")) }
                == "access.person-name")
    }

    @Test("Only who is here adds people, and who is in a book is not taken out")
    func removing() throws {
        let shared = try SharedBook()
        let stranger = People(shared.database, as: .person("stranger"))
        #expect(
            code { try stranger.add(PersonRow(name: "ola", fullName: "")) }
                == "access.person-unknown")
        #expect(
            code { try shared.people.add(PersonRow(name: "eva", fullName: "")) }
                == "access.person-known")
        #expect(code { try shared.people.remove("viewer") } == "access.person-member")
        try shared.desk("eva").revoke("viewer")
        try shared.people.remove("viewer")
        #expect(code { try shared.desk("eva").grant("viewer", .viewer) } == "access.person-unknown")
        #expect(try !shared.people.persons().contains { $0.name == "viewer" })
        try shared.people.add(PersonRow(name: "viewer", fullName: "Igjen"))
        try shared.desk("eva").grant("viewer", .viewer)
        #expect(try shared.desk("viewer").role() == .viewer)
    }

    @Test("One sees the people and firms one has to do with, and no others")
    func around() throws {
        let shared = try SharedBook()
        _ = try firm(shared, in: .viewer, siv: .bookkeeper)
        try shared.people.add(PersonRow(name: "pia", fullName: "Pia"))
        let pia = People(shared.database, as: .person("pia"))
        #expect(try pia.persons().map(\.name) == ["pia"])
        #expect(try pia.firms() == [])
        #expect(code { _ = try pia.staff(of: Self.firm) } == "access.firm-unknown")
        #expect(try shared.people.firms().map(\.name) == [Self.firm])
        #expect(try shared.people.staff(of: Self.firm).map(\.name) == ["kim", "siv"])
        let siv = People(shared.database, as: .person("siv"))
        #expect(try siv.persons().map(\.name).contains("eva"))
        #expect(try !siv.persons().map(\.name).contains("pia"))
    }
}
