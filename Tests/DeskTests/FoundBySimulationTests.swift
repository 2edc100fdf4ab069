import Basics
import Claims
import Formats
import Law
import Store
import Testing

@testable import Desk

/// Each of these went wrong in a simulated company first (`purr simulate`), and is told here as small as it can be.
@Suite("What simulated companies have found")
struct FoundBySimulationTests {
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

    private func reasons(_ desk: TestDesk, _ invoice: String) throws -> [String] {
        try desk.claim(invoice).decision.reasons.map(\.code)
    }

    // MARK: - Money

    @Test(
        "Accepting a proposal for a payment that was placed in part placed the whole of it once more"
    )
    func acceptedTwice() throws {
        let desk = try ready([
            TestDesk.row("4001", kid: "40014"),
            TestDesk.row("4002", kid: "40022", amount: "9000,00"),
        ])
        try desk.take(BankFile.ocr([Paid(ore: 800_000, kid: "40014", booked: Day(2026, 8, 19))]))
        let waiting = try #require(try desk.desk.payments(onlyUnmatched: true).first)
        #expect(waiting.rest == Money(kroner: 3_200))
        let proposals = try desk.desk.proposals(for: waiting.payment.id).proposals
        #expect(!proposals.isEmpty)
        #expect(proposals.allSatisfy { $0.parts.map(\.amount).sum() <= waiting.rest })
        let left = try desk.desk.accept(waiting.payment.id, rank: 1)
        let placed = try ["4001", "4002"].map { try desk.claim($0).statement.paid }.sum()
        #expect(placed + left == Money(kroner: 8_000))
        #expect(try desk.desk.reconcile(asOf: Day(2026, 8, 20)).isProven)
    }

    @Test(
        "A claim paid but for its costs was shown to nobody until its next letter would have come")
    func costsLeft() async throws {
        let desk = try ready()
        _ = try approve(desk.desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        desk.time.move(to: Day(2026, 9, 1))
        _ = try approve(desk.desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        desk.time.move(to: Day(2026, 9, 3))
        try desk.take(BankFile.ocr([Paid(ore: 480_000, kid: "40014", booked: Day(2026, 9, 2))]))
        #expect(try desk.desk.report().attention.map(\.claim.invoice) == ["4001"])
        #expect(try reasons(desk, "4001") == ["only-costs-left"])
    }

    @Test("A list older than the one in the book brought back an invoice that had been paid since")
    func olderList() throws {
        let desk = try ready()
        try desk.take(
            list: [TestDesk.row("4002", kid: "40022")], asOf: Day(2026, 8, 18))
        let before = try desk.dump()
        let fault = #expect(throws: Diagnostic.self) {
            try desk.take(list: [TestDesk.row("4003", kid: "40030")], asOf: Day(2026, 8, 17))
        }
        #expect(fault?.code == "import.list-older")
        #expect(try desk.dump() == before)
        // Another list of the same day is no older.
        try desk.take(list: [TestDesk.row("4003", kid: "40030")], asOf: Day(2026, 8, 18))
        #expect(try desk.claim("4003").claim.invoice == "4003")
    }

    @Test(
        "Money that a person had taken from its claim was set aside by the next list, and the claim pressed"
    )
    func takenAndListed() throws {
        let desk = try ready([
            TestDesk.row("4001", kid: "40014"), TestDesk.row("4002", kid: "40022"),
        ])
        try desk.take(BankFile.ocr([Paid(ore: 480_000, kid: "40014", booked: Day(2026, 8, 18))]))
        let paid = try #require(try desk.desk.payments(onlyUnmatched: false).first)
        _ = try desk.desk.unmatch(paid.payment.id)
        try desk.take(list: [TestDesk.row("4003", kid: "40030")], asOf: Day(2026, 8, 19))
        #expect(
            try desk.desk.payments(onlyUnmatched: true).map(\.payment.id) == [paid.payment.id])
        #expect(try desk.desk.approve().letters.flatMap { $0.bundle.items }.isEmpty)
    }

    @Test(
        "A list took off what a part payment had covered of fees and interest, as if the ledger knew of more money"
    )
    func feesInList() async throws {
        let desk = try ready()
        _ = try approve(desk.desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        desk.time.move(to: Day(2026, 9, 1))
        _ = try approve(desk.desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        try desk.take(BankFile.ocr([Paid(ore: 100_000, kid: "40014", booked: Day(2026, 9, 2))]))
        desk.time.move(to: Day(2026, 9, 4))
        let before = try desk.claim("4001").statement
        let outcome = try desk.take(
            list: [TestDesk.row("4001", kid: "40014", rest: "3800,00")], asOf: Day(2026, 9, 3))
        #expect(outcome.creditsAdded == 0)
        #expect(outcome.findings.isEmpty)
        #expect(try desk.claim("4001").statement == before)
        // Money that Purr has not is taken off, and no more.
        try desk.take(
            list: [TestDesk.row("4001", kid: "40014", rest: "3500,00")], asOf: Day(2026, 9, 4))
        #expect(try desk.claim("4001").statement.credited == Money(kroner: 300))
    }

    // MARK: - Letters

    @Test("A customer with letters at two steps was charged a fee in each on one day")
    func twoFees() async throws {
        let desk = try ready([
            TestDesk.row("4001", kid: "40014"),
            TestDesk.row("4002", kid: "40022", due: Day(2026, 9, 1)),
        ])
        var both: [Approval.Letter] = []
        for offset in 0..<60 where both.isEmpty {
            desk.time.move(to: Day(2026, 8, 20) + offset)
            let approval = try approve(desk.desk)
            #expect(approval.letters.count { $0.bundle.fee > .zero } <= 1)
            if approval.letters.contains(where: { $0.bundle.step == .collectionNotice }) {
                both = approval.letters
            }
            _ = try await desk.desk.work(post, ignoringWindow: true)
        }
        #expect(both.map(\.bundle.step) == [.collectionNotice, .reminder])
        #expect(both.map(\.bundle.fee) == [Money(kroner: 38), .zero])
    }

    @Test("A collection notice stood on the deadline of a reminder that may never have left")
    func inDoubt() async throws {
        let desk = try ready()
        _ = try approve(desk.desk)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        desk.time.move(to: Day(2026, 9, 1))
        let id = try #require(try approve(desk.desk).letters.first?.notice)
        let silent = TestChannel("smtp", failing: DeliveryFailure(.uncertain, "no answer"))
        _ = try await desk.desk.work(Post(mail: silent, folder: folder), ignoringWindow: true)
        #expect(try notice(desk, id).state == .uncertain)
        desk.time.move(to: Day(2026, 9, 24))
        #expect(try approve(desk.desk).letters.isEmpty)
        #expect(try reasons(desk, "4001") == ["letter-in-doubt"])
        try desk.desk.settle(id, left: true)
        #expect(try approve(desk.desk).letters.map(\.bundle.step) == [.collectionNotice])
    }

    @Test(
        "A letter that was with the folder when Purr stopped left days later with its old deadline")
    func staleRepeat() async throws {
        let desk = try ready([TestDesk.row("4001", kid: "40014", email: "")])
        let id = try #require(try approve(desk.desk).letters.first?.notice)
        let isMoved = try desk.desk.database.write(
            book: desk.desk.book.id, by: Author("test", at: 0)
        ) { scope in
            try scope.move(
                id, from: [.approved], to: .sending, at: desk.time.now, channel: "folder",
                isAttempt: true)
        }
        #expect(isMoved)
        desk.time.move(to: Day(2026, 8, 26))
        #expect(try await desk.desk.work(post).items.map(\.state) == [.uncertain])
        #expect(folder.delivered.isEmpty)
    }

    @Test("A letter went on paper a second time to the address that had just given one back")
    func sameAddressAgain() async throws {
        let desk = try ready()
        let onlyFolder = Post(mail: nil, folder: folder)
        let first = try #require(try approve(desk.desk).letters.first?.notice)
        _ = try await desk.desk.work(onlyFolder, ignoringWindow: true)
        #expect(try notice(desk, first).way == .print)
        let item = try #require(try desk.desk.noteReturned(first, why: "flyttet"))
        let second = try #require(item.instead)
        _ = try await desk.desk.work(onlyFolder, ignoringWindow: true)
        // There is no mail server: the e-mail lies in the folder, to be sent by hand.
        #expect(try notice(desk, second).way == .email)
        #expect(folder.delivered.last?.to == "ola@hansen.example")
        #expect(try desk.desk.check("P-\(second)").allSatisfy(\.review.isLawful))
    }

    @Test("A letter that was called back still took another's place that week")
    func roomAgain() async throws {
        let desk = try ready([
            TestDesk.row("4001", kid: "40014"),
            TestDesk.row("4002", kid: "40022", due: Day(2026, 8, 19)),
        ])
        var book = desk.desk.book
        book.contactLimit = 1
        try desk.desk.change(book)
        let strict = try desk.reopened()
        let first = try #require(try approve(strict).letters.first?.notice)
        desk.time.move(to: Day(2026, 8, 24))
        // The other's nudge has its day, and waits for room.
        try strict.settleQuietClaims()
        #expect(try approve(strict).letters.isEmpty)
        _ = try strict.undo([first])
        let steps = try approve(strict).letters.flatMap { $0.bundle.items.map(\.claim.invoice) }
        #expect(Set(steps) == ["4001", "4002"])
    }

    @Test(
        "A second run took a letter that the first was just sending for one that had been cut off")
    func twoRuns() async throws {
        let desk = try ready()
        let id = try #require(try approve(desk.desk).letters.first?.notice)
        let other = desk.desk
        let idle = Post(mail: TestChannel("smtp"), folder: TestChannel("folder"))
        let busy = SlowChannel {
            _ = try? await other.work(idle, ignoringWindow: true, patience: 0)
        }
        let outcome = try await desk.desk.work(
            Post(mail: busy, folder: folder), ignoringWindow: true)
        #expect(outcome.items.map(\.state) == [.sent])
        #expect(try notice(desk, id).state == .sent)
    }
}

/// A channel during whose delivery something else happens.
private struct SlowChannel: Channel {
    let name = "smtp"
    let isRepeatable = false
    let isElectronic = true
    let meanwhile: @Sendable () async -> Void

    init(_ meanwhile: @escaping @Sendable () async -> Void) { self.meanwhile = meanwhile }

    func deliver(_ message: OutgoingMessage) async throws(DeliveryFailure) -> DeliveryReceipt {
        await meanwhile()
        return DeliveryReceipt(channel: name, detail: "taken")
    }
}
