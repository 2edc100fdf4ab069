import Basics
import Claims
import Formats
import Foundation
import Law
import Store
import Testing

@testable import Desk

@Suite("Letters that come back, and limits on those that go")
struct OutboxWaysTests {
    private let mail = TestChannel("smtp")
    private let folder = TestChannel("folder", isRepeatable: true)
    private var post: Post { Post(mail: mail, folder: folder) }

    private func ready(_ rows: [String] = [TestDesk.row("4001", kid: "40014")]) throws -> TestDesk {
        let desk = try TestDesk()
        try desk.take(list: rows)
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        return desk
    }

    private func approve(_ desk: BookDesk) throws -> Approval {
        try desk.approve(overrides: SendingOverrides(staleBankData: true))
    }

    private func notice(_ desk: TestDesk, _ id: NoticeID) throws -> OutboxNotice {
        try #require(try desk.desk.notices().first { $0.id == id })
    }

    /// The first reminder with a fee, sent by mail on 1 September.
    private func reminded(_ desk: TestDesk) async throws -> NoticeID {
        _ = try approve(desk.desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        desk.time.move(to: Day(2026, 9, 1))
        let id = try #require(try approve(desk.desk).letters.first?.notice)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        return id
    }

    // MARK: - Back again

    @Test(
        "A bounce days later takes the letter and its fee back; another goes on paper with a deadline of its own"
    )
    func bounce() async throws {
        let desk = try ready()
        let id = try await reminded(desk)
        let first = try notice(desk, id)
        #expect(first.way == .email)
        #expect(try desk.claim("4001").statement.fees == Money(kroner: 38))
        desk.time.move(to: Day(2026, 9, 3))
        try desk.take(BankFile.camt053([], through: Day(2026, 9, 2)))
        let item = try #require(try desk.desk.noteBounce(id, why: "550 no such user"))
        #expect(item.state == .bounced)
        let instead = try notice(desk, try #require(item.instead))
        #expect(instead.step == .reminder)
        #expect(instead.letterDay == Day(2026, 9, 3))
        #expect(try #require(instead.deadline) > #require(first.deadline))
        #expect(try desk.claim("4001").statement.fees == Money(kroner: 38))
        _ = try await desk.desk.work(post, ignoringWindow: true)
        #expect(folder.delivered.map(\.id) == ["P-\(instead.id)"])
        #expect(try notice(desk, instead.id).way == .print)
        #expect(try desk.desk.noteBounce(id, why: "again") == nil)
        // What comes later goes on paper too.
        let before = mail.delivered.count
        desk.time.move(to: Day(2026, 9, 22))
        _ = try approve(desk.desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        #expect(mail.delivered.count == before)
    }

    @Test(
        "A letter that comes back by post, with no other way, holds the claim until an address is given"
    )
    func returned() async throws {
        let desk = try ready([TestDesk.row("4001", kid: "40014", email: "")])
        _ = try approve(desk.desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        let item = try #require(try desk.desk.noteReturned(NoticeID(1), why: "flyttet"))
        #expect(item.state == .returned)
        #expect(item.instead == nil)
        #expect(
            try desk.claim("4001").decision.reasons.map(\.code) == ["undelivered", "no-address"])
        #expect(try approve(desk.desk).letters.isEmpty)
        var choices = CustomerChoices()
        choices.street = "Nygata 2"
        _ = try desk.desk.change(customer: "10001", choices)
        #expect(try approve(desk.desk).letters.map(\.bundle.step) == [.nudge])
    }

    @Test("Addresses that a person finds right are used again")
    func rightAfterAll() async throws {
        let desk = try ready([TestDesk.row("4001", kid: "40014", email: "")])
        _ = try approve(desk.desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        _ = try desk.desk.noteReturned(NoticeID(1), why: "ikke hentet")
        var choices = CustomerChoices()
        choices.forgetsFaults = true
        _ = try desk.desk.change(customer: "10001", choices)
        try desk.desk.act(.resume(reason: "adressen stemmer"), on: try desk.id("4001"))
        #expect(try approve(desk.desk).letters.count == 1)
    }

    @Test("Proof of delivery is noted once, and a letter that arrived does not bounce")
    func arrived() async throws {
        let desk = try ready()
        _ = try approve(desk.desk)
        #expect(try !desk.desk.noteArrived(NoticeID(1), receipt: "too early"))
        _ = try await desk.desk.work(post, ignoringWindow: true)
        #expect(try desk.desk.noteArrived(NoticeID(1), receipt: "2.0.0"))
        #expect(try notice(desk, NoticeID(1)).state == .delivered)
        #expect(try !desk.desk.noteArrived(NoticeID(1), receipt: "2.0.0"))
        #expect(try desk.desk.noteBounce(NoticeID(1), why: "late") == nil)
    }

    // MARK: - Ways

    @Test(
        "A collection notice goes by mail once the address is known to be in use; a new address is not"
    )
    func recentlyUsed() async throws {
        let desk = try ready()
        _ = try await reminded(desk)
        var choices = CustomerChoices()
        choices.emailUsed = Day(2026, 9, 2)
        _ = try desk.desk.change(customer: "10001", choices)
        desk.time.move(to: Day(2026, 9, 22))
        let approval = try approve(desk.desk)
        #expect(approval.letters.map(\.bundle.step) == [.collectionNotice])
        _ = try await desk.desk.work(post, ignoringWindow: true)
        #expect(mail.delivered.count == 3)
        #expect(folder.delivered.isEmpty)
        choices = CustomerChoices()
        choices.email = "ny@hansen.example"
        #expect(try desk.desk.change(customer: "10001", choices).emailUsed == nil)
    }

    @Test(
        "A collection notice never goes to an e-mail address nobody has marked as recently used: on paper, or not at all",
        arguments: [
            (nil, true), (Day(2025, 9, 21), true), (Day(2025, 9, 22), false),
            (Day(2026, 9, 22), false),
        ] as [(Day?, Bool)])
    func unsafeAddress(used: Day?, isHeld: Bool) async throws {
        let row = TestDesk.row("4001", kid: "40014").replacing("Storgata 1;0155;Oslo", with: ";;")
        for hasStreet in [false, true] {
            let desk = try ready(hasStreet ? [TestDesk.row("4001", kid: "40014")] : [row])
            let (mail, folder) = (TestChannel("smtp"), TestChannel("folder", isRepeatable: true))
            let post = Post(mail: mail, folder: folder)
            for day in [Day(2026, 8, 20), Day(2026, 9, 1)] {
                desk.time.move(to: day)
                _ = try approve(desk.desk)
                _ = try await desk.desk.work(post, ignoringWindow: true)
            }
            #expect(mail.delivered.count == 2)
            desk.time.move(to: Day(2026, 9, 22))
            var choices = CustomerChoices()
            choices.emailUsed = used
            _ = try desk.desk.change(customer: "10001", choices)
            _ = try approve(desk.desk)
            _ = try await desk.desk.work(post, ignoringWindow: true)
            #expect(mail.delivered.count == (isHeld ? 2 : 3))
            #expect(folder.delivered.count == (isHeld && hasStreet ? 1 : 0))
            if isHeld, !hasStreet {
                #expect(try desk.claim("4001").decision.reasons.map(\.code) == ["no-safe-way"])
            }
        }
    }

    @Test(
        "The budget counts a debtor's letters over all claims and ways, however they are approved")
    func budget() async throws {
        let desk = try ready([TestDesk.row("4001")])
        var book = desk.desk.book
        book.contactLimit = 2
        try desk.desk.change(book)
        let limited = try desk.reopened()
        func next(_ invoice: String, _ day: Day, way: ContactWay) async throws -> Int {
            desk.time.move(to: day)
            try desk.take(
                TestDesk.list([
                    TestDesk.row(invoice), TestDesk.row("9\(invoice)", customer: "10002"),
                ]),
                asOf: day - 1, at: limited)
            var choices = CustomerChoices()
            choices.way = way
            _ = try limited.change(customer: "10001", choices)
            let approval = try limited.approve(
                [try desk.id(invoice)], overrides: SendingOverrides(staleBankData: true))
            _ = try await limited.work(post, ignoringWindow: true)
            return approval.letters.count
        }
        let day = Day(2026, 8, 20)
        #expect(try await next("4001", day, way: .email) == 1)
        #expect(try await next("4002", day + 1, way: .print) == 1)
        #expect(mail.delivered.count == 1 && folder.delivered.count == 1)
        #expect(try await next("4003", day + 4, way: .email) == 0)
        #expect(
            try limited.view(try desk.id("4003")).decision.reasons
                == [.contactLimit(letters: 2, from: day + 7)])
        // Another debtor has a budget of its own.
        #expect(try approve(limited).letters.map(\.debtor.number) == ["10002"])
        // A letter that did not arrive takes nothing of it; the one that goes another way instead does.
        let returned = try #require(try limited.noteReturned(NoticeID(2), why: "flyttet"))
        #expect(returned.instead != nil)
        _ = try await limited.work(post, ignoringWindow: true)
        #expect(try await next("4004", day + 6, way: .email) == 0)
        #expect(try await next("4005", day + 7, way: .email) == 1)
        #expect(try await next("4006", day + 10, way: .email) == 0)
    }

    // MARK: - The bytes

    @Test("A letter is kept byte for byte as it left, and tried again with the same bytes")
    func bytes() async throws {
        let desk = try ready()
        let busy = TestChannel("smtp", failing: DeliveryFailure(.temporary, "421 later"))
        _ = try approve(desk.desk)
        #expect(throws: Diagnostic.self) { try desk.desk.sentMessage(NoticeID(1)) }
        _ = try await desk.desk.work(Post(mail: busy, folder: folder), ignoringWindow: true)
        let first = try #require(busy.delivered.first)
        #expect(try desk.desk.sentMessage(NoticeID(1)) == first)
        busy.mend()
        _ = try await desk.desk.work(Post(mail: busy, folder: folder), ignoringWindow: true)
        #expect(busy.delivered == [first, first])
        #expect(try notice(desk, NoticeID(1)).state == .sent)
        // The PDF is kept once, not a second time within the mail.
        let kept = try desk.desk.database.read(book: desk.desk.book.id) { scope in
            try scope.parts(of: NoticeID(1))
        }
        #expect(kept.map(\.bytes.count).reduce(0, +) < first.email.count)
    }

    // MARK: - Limits

    @Test("No more letters leave a day than the company allows; the others go the next day")
    func dailyLimit() async throws {
        let desk = try ready((1...3).map { TestDesk.row("400\($0)", customer: "1000\($0)") })
        var book = desk.desk.book
        book.dailyLimit = 2
        try desk.desk.change(book)
        let limited = try desk.reopened()
        let first = try approve(limited)
        #expect(first.letters.count == 2)
        #expect(first.overLimit == 1)
        #expect(try approve(limited).letters.isEmpty)
        #expect(try limited.undo([NoticeID(1)]).count == 1)
        #expect(try approve(limited).letters.count == 1)
        desk.time.move(to: Day(2026, 8, 21))
        _ = try await limited.work(post, ignoringWindow: true)
        #expect(try approve(limited).letters.count == 2)
    }

    @Test(
        "One debtor gets no more letters in seven days than the company allows, the hardest first")
    func contactLimit() async throws {
        let desk = try ready([
            TestDesk.row("4001", due: Day(2026, 8, 3)), TestDesk.row("4002", due: Day(2026, 8, 19)),
        ])
        var book = desk.desk.book
        book.contactLimit = 1
        try desk.desk.change(book)
        let limited = try desk.reopened()
        #expect(try approve(limited).letters.map(\.bundle.items.count) == [1])
        _ = try await limited.work(post, ignoringWindow: true)
        desk.time.move(to: Day(2026, 8, 26))
        #expect(try approve(limited).letters.isEmpty)
        let held = try limited.report().held
        #expect(held.map { $0.decision.reasons.map(\.code) } == [["contact-limit"]])
        desk.time.move(to: Day(2026, 8, 27))
        // Two letters could go: a reminder for the first invoice and a nudge for the second.
        let approval = try approve(limited)
        #expect(approval.letters.map(\.bundle.step) == [.reminder])
        #expect(try limited.report().held.map(\.claim.invoice) == ["4002"])
        _ = try await limited.work(post, ignoringWindow: true)
        #expect(try limited.notices().allSatisfy { $0.state == .sent })
    }

    // MARK: - Two persons

    @Test("A debtor's first hard letter waits for another person, where the company wants it")
    func second() async throws {
        let desk = try ready()
        var book = desk.desk.book
        book.needsSecondApproval = true
        try desk.desk.change(book)
        let one = try desk.reopened()
        let other = try BookDesk.open(
            one.database, book: one.book, as: .person("other"), clock: one.clock)
        _ = try await reminded(desk)
        desk.time.move(to: Day(2026, 9, 22))
        let approval = try approve(one)
        #expect(approval.needSecond == 1)
        let id = try #require(approval.letters.first?.notice)
        #expect(try await one.work(post, ignoringWindow: true).items.isEmpty)
        let same = #expect(throws: Diagnostic.self) { try one.approveSecond([id]) }
        #expect(same?.code == "notice.same-person")
        #expect(try other.approveSecond().map(\.id) == [id])
        let none = #expect(throws: Diagnostic.self) { try other.approveSecond([id]) }
        #expect(none?.code == "notice.not-planned")
        #expect(try await one.work(post, ignoringWindow: true).items.map(\.state) == [.sent])
        // The second hard letter needs only one.
        desk.time.move(to: Day(2026, 10, 12))
        #expect(try approve(one).letters.map(\.needsSecond) == [false])
    }

    @Test("What nobody else approved on its day is called back and proposed again")
    func forgotten() async throws {
        let desk = try ready()
        var book = desk.desk.book
        book.needsSecondApproval = true
        try desk.desk.change(book)
        let one = try desk.reopened()
        _ = try await reminded(desk)
        desk.time.move(to: Day(2026, 9, 22))
        let id = try #require(try approve(one).letters.first?.notice)
        desk.time.move(to: Day(2026, 9, 23))
        #expect(try await one.work(post).items.map(\.state) == [.recalled])
        #expect(try notice(desk, id).state == .recalled)
        #expect(try approve(one).letters.map(\.bundle.step) == [.collectionNotice])
    }
}
