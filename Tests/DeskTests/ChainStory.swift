import Basics
import Claims
import Foundation
import Law
import Letters
import Store
import Testing

@testable import Desk

/// A company's autumn with everything in it that the audit chain covers, and copies of its book to tamper with.
struct ChainStory {
    let desk: TestDesk
    private let folder: TestFolder

    /// Letters up to a notice that two persons approved, a bounce, payments by KID, by likeness and by hand, a reversal, own
    /// words, a choice, objections and agreements.
    init(salts: Salts = .random) async throws {
        folder = try TestFolder()
        desk = try TestDesk(salts: salts)
        try desk.take(list: [
            TestDesk.row("4001", kid: "40014"), TestDesk.row("4002", amount: "500,00"),
            TestDesk.row(
                "4003", kid: "40030", customer: "10002", name: "Kari Nordmann",
                email: "kari@nordmann.example"),
            TestDesk.row(
                "4004", kid: "40048", customer: "10003", name: "Bakken Bygg AS", email: ""),
        ])
        try settings()
        try await letters()
        try money()
        try words()
    }

    private func settings() throws {
        try desk.desk.choose(.firstInterestDay, "on-due")
        var book = desk.desk.book
        book.needsSecondApproval = true
        try desk.desk.change(book)
        let place = OwnWords.Place(WordsKey(.reminder, .neutral, .nb))
        _ = try desk.desk.setWords(desk.desk.words(place).text, for: place)
    }

    private func letters() async throws {
        let post = Post(
            mail: TestChannel("smtp"), folder: TestChannel("folder", isRepeatable: true))
        let one = try desk.reopened()
        let other = try BookDesk.open(
            one.database, book: one.book, as: .person("other"), clock: one.clock,
            salts: one.salts)
        for day in [Day(2026, 8, 20), Day(2026, 9, 1), Day(2026, 9, 22)] {
            desk.time.move(to: day)
            try desk.take(BankFile.camt053([], through: day - 1))
            let approval = try one.approve(overrides: SendingOverrides(staleBankData: true))
            if approval.needSecond > 0 { _ = try other.approveSecond() }
            _ = try await one.work(post, ignoringWindow: true)
            if day == Day(2026, 9, 1), let sent = approval.letters.first?.notice {
                _ = try one.noteBounce(sent, why: "550 no such user")
            }
        }
        _ = try one.undo()
    }

    private func money() throws {
        desk.time.move(to: Day(2026, 9, 24))
        try desk.take(
            BankFile.ocr([
                Paid(ore: 480_000, kid: "40014", booked: Day(2026, 9, 23)),
                Paid(ore: 10_000, kid: "40030", booked: Day(2026, 9, 23), reference: 2),
                Paid(ore: -10_000, kid: "40030", booked: Day(2026, 9, 24), reference: 3),
            ]))
        try desk.take(
            BankFile.camt054([
                Paid(
                    ore: 12_300, booked: Day(2026, 9, 23), text: "for hagen",
                    payer: "Kari Nordmann", payerAccount: "99993010028", reference: 4),
                Paid(ore: 99_900, booked: Day(2026, 9, 23), text: "gave", reference: 5),
            ]))
        let waiting = try desk.desk.payments(onlyUnmatched: true)
        let first = try #require(waiting.first { $0.payment.amount == Money(ore: 12_300) })
        _ = try desk.desk.match(first.payment.id, to: [try desk.id("4003")])
        let second = try #require(waiting.first { $0.payment.amount == Money(ore: 99_900) })
        try desk.desk.setAside(second.payment.id, reason: "en gave")
    }

    private func words() throws {
        try desk.desk.act(.dispute(reason: "feil antall timer"), on: try desk.id("4003"))
        try desk.desk.act(
            .pause(until: Day(2026, 10, 20), reason: "er syk"), on: try desk.id("4004"))
        try desk.desk.act(
            .credit(Money(ore: 5_000), reference: "K-77", corrects: true), on: try desk.id("4004"))
        try desk.desk.act(
            .promise(by: Day(2026, 10, 2), reason: "ringte"), on: try desk.id("4002"))
    }

    // MARK: - Copies

    /// The book as it is, in a file of its own.
    func copy() throws -> ChainCopy {
        let path = folder.path + "/\(UUID().uuidString).sqlite"
        let book = desk.desk.book.id
        return ChainCopy(
            database: try desk.desk.database.copy(book: book, toFile: path), book: book)
    }
}

/// A folder that is gone with its owner.
final class TestFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "purr-chain-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A copy of a book that somebody tampers with behind Purr's back.
struct ChainCopy {
    let database: Database
    let book: Int64

    func tamper(_ statements: String...) throws {
        try database.write { connection in
            for statement in statements { try connection.run(statement) }
        }
    }

    func number(_ sql: String) throws -> Int64 {
        try #require(try database.read { try $0.first(sql) { $0.int(0) } })
    }

    func verify(_ head: ChainHead? = nil) throws -> ChainReport {
        try database.verifyChain(book: book, head: head)
    }

    func faults(_ head: ChainHead? = nil) throws -> [ChainFault] { try verify(head).faults }
}
