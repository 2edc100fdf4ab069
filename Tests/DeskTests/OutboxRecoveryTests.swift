import Basics
import Claims
import Foundation
import Law
import Store
import Testing

@testable import Desk

@Suite("Letters that are tried again, and runs that meet or break off")
struct OutboxRecoveryTests {
    private let folder = TestChannel("folder", isRepeatable: true)

    private func ready(_ rows: [String] = [TestDesk.row("4001", kid: "40014")]) throws -> TestDesk {
        let desk = try TestDesk()
        try desk.take(list: rows)
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        return desk
    }

    private func approve(_ desk: TestDesk) throws -> [NoticeID] {
        try desk.desk.approve(overrides: SendingOverrides(staleBankData: true)).letters
            .compactMap(\.notice)
    }

    private func states(_ desk: TestDesk) throws -> [OutboxNotice.State] {
        try desk.desk.notices().sorted { $0.id.number < $1.id.number }.map(\.state)
    }

    /// The book in a state that a power cut may leave: what these changes make of it, and nothing after them.
    private func change<Value>(
        _ desk: TestDesk, _ body: (BookConnection) throws -> Value
    ) throws -> Value {
        try desk.desk.database.write(book: desk.desk.book.id, by: Author("test", at: 0), body)
    }

    // MARK: - Again, later

    @Test("The pauses double from five minutes to four hours, within the day and decent hours")
    func backOff() async throws {
        let desk = try ready()
        let busy = TestChannel("smtp", failing: DeliveryFailure(.temporary, "451 greylisted"))
        let post = Post(mail: busy, folder: folder)
        _ = try approve(desk)
        var tries: [Int] = []
        // From nine in the morning until a minute before midnight.
        for minute in 0..<(15 * 60) {
            let before = busy.delivered.count
            _ = try await desk.desk.work(post)
            if busy.delivered.count > before { tries.append(minute) }
            desk.time.advance(minutes: 1)
        }
        #expect(tries == [15, 20, 30, 50, 90, 170, 330, 570])
        #expect(Set(busy.delivered).count == 1)
        // The next day it is too late: its deadline would be a lie.
        desk.time.move(to: Day(2026, 8, 21))
        _ = try await desk.desk.work(post)
        #expect(try states(desk) == [.recalled])
        #expect(busy.delivered.count == tries.count)
    }

    @Test("A server that asks for a longer pause gets it")
    func retryAfter() async throws {
        let desk = try ready()
        let busy = TestChannel(
            "smtp", failing: DeliveryFailure(.temporary, "later", retryAfterSeconds: 3_600))
        let post = Post(mail: busy, folder: folder)
        _ = try approve(desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        desk.time.advance(minutes: 59)
        _ = try await desk.desk.work(post)
        #expect(busy.delivered.count == 1)
        desk.time.advance(minutes: 1)
        _ = try await desk.desk.work(post)
        #expect(busy.delivered.count == 2)
    }

    @Test("A refusal that is ours leaves the customer's address in use, and a person decides")
    func oursToMend() async throws {
        let desk = try ready()
        let mail = TestChannel(
            "smtp",
            failing: DeliveryFailure(
                .permanent, "554 5.7.1 relay access denied", blamesAddress: false))
        let post = Post(mail: mail, folder: folder)
        _ = try approve(desk)
        let outcome = try await desk.desk.work(post, ignoringWindow: true)
        #expect(outcome.items.map(\.state) == [.failed])
        #expect(outcome.items.map(\.instead) == [nil])
        #expect(folder.delivered.isEmpty)
        #expect(try approve(desk).isEmpty)
        mail.mend()
        try desk.desk.act(.resume(reason: "innloggingen er rettet"), on: try desk.id("4001"))
        _ = try approve(desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        #expect(try states(desk) == [.failed, .sent])
        #expect(mail.delivered.map(\.to) == ["ola@hansen.example", "ola@hansen.example"])
    }

    // MARK: - Two at once

    @Test("A run that meets another waits for it, and takes none of what the other is sending")
    func meeting() async throws {
        let desk = try ready([
            TestDesk.row("4001", kid: "40014"),
            TestDesk.row("4002", kid: "40022", customer: "10002", email: "kari@hansen.example"),
        ])
        _ = try approve(desk)
        let slow = HeldChannel()
        let first = desk.desk
        let folder = self.folder
        async let outcome = first.work(Post(mail: slow, folder: folder), ignoringWindow: true)
        await slow.entered()
        #expect(try states(desk).contains(.sending))
        let mail = TestChannel("smtp")
        let other = try desk.reopened()
        async let second = other.work(
            Post(mail: mail, folder: folder), ignoringWindow: true, patience: 1_200)
        try await Task.sleep(for: .seconds(1))
        // Were it not to wait, it would find a letter of which nobody knows whether it left.
        #expect(try states(desk) == [.sending, .approved])
        slow.release()
        #expect(try await outcome.items.map(\.state) == [.sent, .sent])
        #expect(try await second.items.isEmpty)
        #expect(try states(desk) == [.sent, .sent])
        #expect(slow.delivered.map(\.id) == ["P-1", "P-2"])
        #expect(mail.delivered.isEmpty)
    }

    // MARK: - Broken off

    @Test("A letter that bounced just before Purr stopped goes its other way when Purr is back")
    func bouncedAndStopped() async throws {
        let desk = try ready()
        let id = try #require(try approve(desk).first)
        try stop(desk, id, as: .bounced)
        let outcome = try await desk.desk.work(
            Post(mail: TestChannel("smtp"), folder: folder), ignoringWindow: true)
        #expect(outcome.items.compactMap(\.instead) == [NoticeID(2)])
        #expect(try states(desk) == [.bounced, .sent])
        #expect(folder.delivered.map(\.id) == ["P-2"])
        // Once.
        _ = try await desk.desk.work(
            Post(mail: TestChannel("smtp"), folder: folder), ignoringWindow: true)
        #expect(try states(desk) == [.bounced, .sent])
    }

    @Test("What a person has called back, or has left for a day, is not approved by itself")
    func leftAlone() async throws {
        let desk = try ready()
        let id = try #require(try approve(desk).first)
        try stop(desk, id, as: .bounced)
        let post = Post(mail: TestChannel("smtp"), folder: folder)
        _ = try approve(desk)
        #expect(try desk.desk.undo().count == 1)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        #expect(try states(desk) == [.bounced, .recalled])

        let late = try ready()
        let lateID = try #require(try approve(late).first)
        try stop(late, lateID, as: .bounced)
        late.time.move(to: Day(2026, 8, 21))
        _ = try await late.desk.work(post, ignoringWindow: true)
        #expect(try states(late) == [.bounced])
        // A person finds it among the day's letters.
        #expect(try approve(late) == [NoticeID(2)])
    }

    /// As noting a bounce leaves it, when Purr stops before it looks for another way.
    private func stop(_ desk: TestDesk, _ id: NoticeID, as state: OutboxNotice.State) throws {
        try change(desk) { scope in
            let moved = try scope.move(
                id, from: [.approved], to: state, at: desk.time.now, channel: "smtp", way: .email,
                isAttempt: true)
            #expect(moved)
            let claims = try scope.claims(of: id)
            try scope.append(
                claims.map { ($0, desk.desk.today, .undelivered(id, why: "550 5.1.1")) },
                at: desk.time.now)
            for claim in claims { try scope.lookAgain(at: claim, on: desk.desk.today) }
            let debtor = try #require(try scope.notice(id)).debtor
            try scope.note(
                AddressFault(
                    debtor: debtor, way: .email, address: "ola@hansen.example",
                    day: desk.desk.today, why: "550 5.1.1"))
        }
    }
}

/// A mail channel that keeps its first message until a test lets go of it.
private final class HeldChannel: Channel, @unchecked Sendable {
    // Sendable by a lock around what changes.
    let name = "smtp"
    let isRepeatable = false
    let isElectronic = true
    private let lock = NSLock()
    private var messages: [OutgoingMessage] = []
    private let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    private let (releases, released) = AsyncStream.makeStream(of: Void.self)

    var delivered: [OutgoingMessage] { lock.withLock { messages } }

    /// Returns when a message is there.
    func entered() async { for await _ in arrivals { return } }

    func release() { released.finish() }

    func deliver(_ message: OutgoingMessage) async throws(DeliveryFailure) -> DeliveryReceipt {
        lock.withLock { messages.append(message) }
        arrived.yield()
        for await _ in releases {}
        return DeliveryReceipt(channel: name, detail: "250 at last")
    }
}
