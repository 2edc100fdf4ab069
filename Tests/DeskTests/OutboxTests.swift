import Basics
import Claims
import Foundation
import Law
import Store
import Testing

@testable import Desk

/// A channel that answers as a test tells it, and remembers what it was handed.
final class TestChannel: Channel, @unchecked Sendable {
    // Sendable by a lock around what changes.
    let name: String
    let isRepeatable: Bool
    var isElectronic: Bool { name != "folder" }
    private let lock = NSLock()
    private var failure: DeliveryFailure?
    private var messages: [OutgoingMessage] = []
    private let beforeAnswering: @Sendable () -> Void

    init(
        _ name: String = "test", isRepeatable: Bool = false, failing: DeliveryFailure? = nil,
        beforeAnswering: @escaping @Sendable () -> Void = {}
    ) {
        self.name = name
        self.isRepeatable = isRepeatable
        self.failure = failing
        self.beforeAnswering = beforeAnswering
    }

    var delivered: [OutgoingMessage] { lock.withLock { messages } }

    func mend() { lock.withLock { failure = nil } }

    func deliver(_ message: OutgoingMessage) async throws(DeliveryFailure) -> DeliveryReceipt {
        beforeAnswering()
        let failure = lock.withLock {
            messages.append(message)
            return self.failure
        }
        if let failure { throw failure }
        return DeliveryReceipt(channel: name, detail: "accepted \(message.id)")
    }
}

@Suite("The outbox")
struct OutboxTests {
    /// One overdue invoice of 4 800,00, the bank known through yesterday.
    private func ready(invoices: [String] = ["4001"]) throws -> TestDesk {
        let desk = try TestDesk()
        let kids = ["4001": "40014", "4002": "40022", "4003": "40030"]
        try desk.take(list: invoices.map { TestDesk.row($0, kid: kids[$0] ?? "") })
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        return desk
    }

    private func post(_ channel: any Channel) -> Post { Post(mail: nil, folder: channel) }

    private func approve(_ desk: TestDesk) throws -> NoticeID {
        try #require(try desk.desk.approve().letters.first?.notice)
    }

    private func state(_ desk: TestDesk, _ id: NoticeID) throws -> OutboxNotice.State? {
        try desk.desk.notices().first { $0.id == id }?.state
    }

    private func paid(_ desk: TestDesk) throws {
        try desk.take(BankFile.ocr([Paid(ore: 480_000, kid: "40014", booked: Day(2026, 8, 20))]))
    }

    @Test("A letter leaves when its undo window is over, once")
    func sent() async throws {
        let desk = try ready()
        let channel = TestChannel()
        let id = try approve(desk)
        let early = try await desk.desk.work(post(channel))
        #expect(early.items.isEmpty)
        #expect(early.waiting == 1)
        #expect(early.nextLeavesAt == desk.time.now + BookDesk.undoWindow)
        desk.time.advance(minutes: 15)
        let outcome = try await desk.desk.work(post(channel))
        #expect(outcome.items.map(\.state) == [.sent])
        #expect(try state(desk, id) == .sent)
        #expect(try await desk.desk.work(post(channel)).items.isEmpty)
        #expect(channel.delivered.count == 1)
        #expect(try desk.desk.approve().letters.isEmpty)
        #expect(
            try desk.claim("4001").decision.verdict == .wait(.reminder, until: Day(2026, 8, 27)))
    }

    @Test("Approving twice makes one letter")
    func approveTwice() throws {
        let desk = try ready()
        _ = try approve(desk)
        let before = try desk.dump()
        #expect(try desk.desk.approve().letters.isEmpty)
        #expect(try desk.desk.approve([try desk.id("4001")]).letters.isEmpty)
        #expect(try desk.dump() == before)
    }

    @Test("Approved, undone and approved again: the second round, and one letter leaves")
    func undo() async throws {
        let desk = try ready()
        let channel = TestChannel()
        let first = try approve(desk)
        #expect(try desk.desk.undo([first]).map(\.id) == [first])
        #expect(try desk.desk.undo([first]).isEmpty)
        let second = try approve(desk)
        #expect(second != first)
        #expect(try desk.claim("4001").claim.rounds == [1, 2])
        _ = try await desk.desk.work(post(channel), ignoringWindow: true)
        #expect(channel.delivered.map(\.id) == ["P-\(second)"])
        #expect(try desk.desk.undo().isEmpty)
        #expect(try state(desk, first) == .recalled)
    }

    @Test("Money that comes after approval calls the letter back")
    func paidAfterApproval() async throws {
        let desk = try ready()
        let channel = TestChannel()
        let id = try approve(desk)
        try paid(desk)
        let outcome = try await desk.desk.work(post(channel), ignoringWindow: true)
        #expect(outcome.items.map(\.state) == [.recalled])
        #expect(outcome.items.map(\.detail) == ["settled"])
        #expect(channel.delivered.isEmpty)
        #expect(try state(desk, id) == .recalled)
        #expect(try desk.claim("4001").decision.verdict == .closed)
    }

    @Test("A part payment after approval changes the amount, so the letter is called back")
    func partPaidAfterApproval() async throws {
        let desk = try ready()
        let channel = TestChannel()
        _ = try approve(desk)
        try desk.take(BankFile.ocr([Paid(ore: 100_000, kid: "40014", booked: Day(2026, 8, 20))]))
        let outcome = try await desk.desk.work(post(channel), ignoringWindow: true)
        #expect(outcome.items.map(\.detail) == ["the amount has changed"])
        let again = try #require(try desk.desk.approve().letters.first)
        #expect(again.bundle.toPay == Money(kroner: 3800))
    }

    @Test("Uncertain money, an objection or an exemption after approval calls the letter back")
    func heldAfterApproval() async throws {
        let events: [(String, (TestDesk) throws -> Void)] = [
            (
                "uncertain-money",
                {
                    try $0.take(
                        BankFile.camt054([
                            Paid(ore: 480_000, booked: Day(2026, 8, 20), text: "takk")
                        ]))
                }
            ),
            ("disputed", { try $0.desk.act(.dispute(reason: "feil"), on: try $0.id("4001")) }),
            ("exempt", { try $0.desk.act(.exempt(reason: "avtale"), on: try $0.id("4001")) }),
        ]
        for (reason, happen) in events {
            let desk = try ready()
            let channel = TestChannel()
            _ = try approve(desk)
            try happen(desk)
            let outcome = try await desk.desk.work(post(channel), ignoringWindow: true)
            #expect(outcome.items.map(\.detail) == [reason])
            #expect(channel.delivered.isEmpty)
        }
    }

    @Test("A lump sum that nobody has explained calls back what was approved before it came")
    func lumpSum() async throws {
        let desk = try ready()
        let channel = TestChannel()
        _ = try approve(desk)
        desk.time.advance(minutes: 1)
        let sum = BankFile.camt053(
            [Paid(ore: 900_000, booked: Day(2026, 8, 20), reference: 9)], through: Day(2026, 8, 20))
        let details = try #require(
            sum.range(of: "(?s)<TxDtls>.*</TxDtls>", options: .regularExpression))
        try desk.take(
            sum.replacingCharacters(in: details, with: "<Btch><NbOfTxs>3</NbOfTxs></Btch>"))
        let outcome = try await desk.desk.work(post(channel), ignoringWindow: true)
        #expect(outcome.items.map(\.detail) == ["bank.lump-sum"])
        #expect(channel.delivered.isEmpty)
        #expect(try desk.desk.approve().blocks.map(\.code) == ["bank.lump-sum"])
    }

    @Test("One paid invoice of two calls the letter back; the other goes in a letter of its own")
    func oneOfTwoPaid() async throws {
        let desk = try ready(invoices: ["4001", "4002"])
        let channel = TestChannel()
        _ = try approve(desk)
        try paid(desk)
        _ = try await desk.desk.work(post(channel), ignoringWindow: true)
        #expect(channel.delivered.isEmpty)
        let again = try desk.desk.approve()
        #expect(again.letters.map { $0.bundle.items.map(\.claim.invoice) } == [["4002"]])
    }

    @Test("Two invoices approved one by one on the same day bear one fee, not two")
    func oneFeeADay() async throws {
        let desk = try ready(invoices: ["4001", "4002"])
        let channel = TestChannel()
        _ = try await desk.desk.approveAndSend(post(channel))
        let reminderDay = Day(2026, 9, 1)
        desk.time.move(to: reminderDay)
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 31)))
        let first = try desk.desk.approve([try desk.id("4001")])
        let second = try desk.desk.approve([try desk.id("4002")])
        let letters = first.letters + second.letters
        #expect(letters.map(\.bundle.step) == [.reminder, .reminder])
        #expect(letters.map(\.bundle.fee) == [Money(kroner: 38), .zero])
    }

    @Test("A letter that did not leave on its day is called back and its fee with it")
    func notOnItsDay() async throws {
        let desk = try ready()
        let channel = TestChannel()
        _ = try await desk.desk.approveAndSend(post(channel))
        desk.time.move(to: Day(2026, 8, 27))
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 26)))
        let reminder = try approve(desk)
        #expect(try desk.claim("4001").statement.fees == Money(kroner: 38))
        desk.time.move(to: Day(2026, 8, 28))
        let outcome = try await desk.desk.work(post(channel))
        #expect(outcome.items.map(\.state) == [.recalled])
        #expect(try state(desk, reminder) == .recalled)
        #expect(try desk.claim("4001").statement.fees == .zero)
        let next = try #require(try desk.desk.approve().letters.first)
        #expect(next.bundle.fee == Money(kroner: 38))
        #expect(next.bundle.items.map(\.proposal.round) == [2])
        #expect(channel.delivered.count == 1)
    }

    @Test("The ladder through the outbox: four letters, then a person is asked")
    func ladder() async throws {
        let desk = try ready()
        let channel = TestChannel()
        var steps: [Step] = []
        for offset in 0..<90 {
            desk.time.move(to: Day(2026, 8, 20) + offset)
            let approval = try desk.desk.approve(
                overrides: SendingOverrides(staleBankData: true, dayOff: false))
            if approval.blocks.isEmpty { steps += approval.letters.map(\.bundle.step) }
            _ = try await desk.desk.work(post(channel), ignoringWindow: true)
            try desk.desk.settleQuietClaims()
        }
        #expect(steps == [.nudge, .reminder, .collectionNotice, .paymentDemand])
        #expect(channel.delivered.count == 4)
        #expect(try desk.desk.report().asking.map(\.claim.invoice) == ["4001"])
        #expect(try desk.claim("4001").statement.fees == Money(kroner: 189))
    }

    // MARK: - Channels that fail

    @Test("A temporary failure lets the letter try again later the same day")
    func temporary() async throws {
        let desk = try ready()
        let channel = TestChannel(failing: DeliveryFailure(.temporary, "421 later"))
        let id = try approve(desk)
        desk.time.advance(minutes: 15)
        #expect(try await desk.desk.work(post(channel)).items.map(\.state) == [.waiting])
        #expect(try await desk.desk.work(post(channel)).items.isEmpty)
        channel.mend()
        desk.time.advance(minutes: 5)
        #expect(try await desk.desk.work(post(channel)).items.map(\.state) == [.sent])
        #expect(channel.delivered.map(\.id) == ["P-\(id)", "P-\(id)"])
        #expect(channel.delivered[0] == channel.delivered[1])
    }

    @Test("A permanent failure is told on the claim and holds it until someone resumes")
    func permanent() async throws {
        let desk = try ready()
        let channel = TestChannel(
            failing: DeliveryFailure(.permanent, "550 no such user", blamesAddress: false))
        let id = try approve(desk)
        let outcome = try await desk.desk.work(post(channel), ignoringWindow: true)
        #expect(outcome.items.map(\.state) == [.failed])
        #expect(try state(desk, id) == .failed)
        #expect(try desk.claim("4001").decision.reasons == [.undelivered(why: "550 no such user")])
        #expect(try desk.desk.approve().letters.isEmpty)
        try desk.desk.act(.resume(reason: "ny adresse"), on: try desk.id("4001"))
        #expect(try desk.desk.approve().letters.map(\.bundle.step) == [.nudge])
    }

    @Test(
        "An uncertain letter is never tried again by itself; a person settles it",
        arguments: [true, false])
    func uncertain(left: Bool) async throws {
        let desk = try ready()
        let channel = TestChannel(failing: DeliveryFailure(.uncertain, "no answer"))
        let id = try approve(desk)
        #expect(
            try await desk.desk.work(post(channel), ignoringWindow: true).items.map(\.state)
                == [.uncertain])
        channel.mend()
        #expect(try await desk.desk.work(post(channel), ignoringWindow: true).items.isEmpty)
        #expect(try desk.desk.approve().letters.isEmpty)
        #expect(channel.delivered.count == 1)
        try desk.desk.settle(id, left: left)
        #expect(try state(desk, id) == (left ? .sent : .recalled))
        #expect(try desk.desk.approve().letters.count == (left ? 0 : 1))
        #expect(throws: Diagnostic.self) { try desk.desk.settle(id, left: left) }
    }

    @Test(
        "After a crash while sending, a channel that repeats safely does; with another a person is asked"
    )
    func crash() async throws {
        for isRepeatable in [true, false] {
            let desk = try ready()
            let channel = TestChannel("folder", isRepeatable: isRepeatable)
            let id = try approve(desk)
            try leaveSending(desk, id, channel: "folder")
            let outcome = try await desk.desk.work(post(channel))
            #expect(outcome.items.map(\.state) == [isRepeatable ? .sent : .uncertain])
            #expect(channel.delivered.count == (isRepeatable ? 1 : 0))
            #expect(try await desk.desk.work(post(channel), ignoringWindow: true).items.isEmpty)
        }
    }

    @Test("A letter that was with another channel when Purr stopped is not repeated in the folder")
    func crashWithOtherChannel() async throws {
        let desk = try ready()
        let folder = TestChannel("folder", isRepeatable: true)
        try leaveSending(desk, try approve(desk), channel: "smtp")
        #expect(try await desk.desk.work(post(folder)).items.map(\.state) == [.uncertain])
        #expect(folder.delivered.isEmpty)
    }

    @Test("The letter is marked as sending, and that is stored, before the channel is asked")
    func committedBeforeSending() async throws {
        let desk = try ready()
        let id = try approve(desk)
        let database = desk.desk.database
        let book = desk.desk.book.id
        let seen = TestStates()
        let channel = TestChannel {
            seen.note(
                try? database.read(book: book) { try $0.notice(id)?.state })
        }
        _ = try await desk.desk.work(post(channel), ignoringWindow: true)
        #expect(seen.all == [.sending])
    }

    @Test(
        "Reminders go by e-mail; a collection notice is printed, because nobody has said the address is in use"
    )
    func channels() async throws {
        let desk = try ready()
        let mail = TestChannel("smtp")
        let folder = TestChannel("folder", isRepeatable: true)
        for offset in 0..<60 {
            desk.time.move(to: Day(2026, 8, 20) + offset)
            _ = try desk.desk.approve(overrides: SendingOverrides(staleBankData: true))
            _ = try await desk.desk.work(Post(mail: mail, folder: folder), ignoringWindow: true)
        }
        #expect(mail.delivered.count == 2)
        #expect(folder.delivered.count == 2)
    }

    private func leaveSending(_ desk: TestDesk, _ id: NoticeID, channel: String) throws {
        let moved = try desk.desk.database.write(
            book: desk.desk.book.id, by: Author("test", at: desk.time.now)
        ) { scope in
            try scope.move(
                id, from: [.approved], to: .sending, at: desk.time.now, channel: channel,
                isAttempt: true)
        }
        #expect(moved)
    }
}

/// The states a channel saw, in order.
final class TestStates: @unchecked Sendable {
    // Sendable by a lock around the one value.
    private let lock = NSLock()
    private var states: [OutboxNotice.State?] = []
    var all: [OutboxNotice.State?] { lock.withLock { states } }
    func note(_ state: OutboxNotice.State??) { lock.withLock { states.append(state ?? nil) } }
}

extension BookDesk {
    fileprivate func approveAndSend(_ post: Post) async throws -> WorkOutcome {
        _ = try approve()
        return try await work(post, ignoringWindow: true)
    }
}

extension Claim {
    /// The rounds of its letters, in order.
    fileprivate var rounds: [Int] {
        facts.compactMap { fact in
            if case .noticed(let notice) = fact.event { notice.round } else { nil }
        }
    }
}
