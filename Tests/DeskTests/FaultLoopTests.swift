import Basics
import Claims
import Formats
import Foundation
import Store
import TestStore
import Testing

@testable import Desk

/// The first row that is written fails, then the second, … until all are written: each time the book is as it was, and what
/// is done again ends as if nothing had happened.
@Suite("Every write fails once")
struct FaultLoopTests {
    private static let clock = Clock { Int64(Day(2026, 8, 20).number) * 86_400 + 7 * 3600 }

    /// A step of a day's work, done by one transaction.
    enum Step: String, CaseIterable, Sendable {
        case list, payments, statement, approve

        func perform(_ desk: BookDesk, in folder: URL) throws {
            switch self {
            case .list:
                try take(
                    TestDesk.list([
                        TestDesk.row("1001", kid: "10017"),
                        TestDesk.row("1002", kid: "10025", customer: "10002", name: "Kari Lie"),
                        TestDesk.row("1003", kid: "10033", customer: "10003", name: "Per Vik"),
                    ]), "list.csv", desk, folder)
            case .payments:
                try take(
                    BankFile.ocr([
                        Paid(ore: 480_000, kid: "10017", booked: Day(2026, 8, 18)),
                        Paid(ore: 100_000, kid: "10025", booked: Day(2026, 8, 18), reference: 2),
                    ]), "ocr.txt", desk, folder)
            case .statement:
                try take(
                    BankFile.camt053(
                        [Paid(ore: 33_300, booked: Day(2026, 8, 19), text: "faktura 1002")],
                        through: Day(2026, 8, 19)), "statement.xml", desk, folder)
            case .approve:
                let approval = try desk.approve(
                    overrides: SendingOverrides(staleBankData: true))
                #expect(approval.blocks.isEmpty && !approval.letters.isEmpty)
            }
        }

        private func take(
            _ text: String, _ name: String, _ desk: BookDesk, _ folder: URL
        ) throws {
            let file = folder.appendingPathComponent(name)
            try Data(text.utf8).write(to: file)
            _ = try desk.importFile(
                file.path, options: ReadOptions(asOf: Day(2026, 8, 15)), dryRun: false)
        }
    }

    private static func desk(_ store: TestStore) throws -> BookDesk {
        let database = try Database(store.address)
        let known = try database.read { try $0.books() }.first
        let book =
            try known
            ?? BookDesk.createBook(
                BookRecord(
                    name: "Fjordvik Rør AS", organisationNumber: "310123455",
                    street: "Fjordgata 12", postcode: "3201", city: "Sandefjord",
                    email: "faktura@fjordvikror.example", account: AccountNumber("99991042764")),
                in: database, as: .person("test"))
        return try BookDesk.open(
            database, book: book, as: .person("test"), clock: clock, salts: .seeded(1))
    }

    /// A store in which the steps before one are done.
    private static func store(before step: Step?, isPostgres: Bool) throws -> TestStore {
        let store = try TestStore(isPostgres: isPostgres)
        let desk = try desk(store)
        for done in Step.allCases.prefix(while: { $0 != step }) {
            try done.perform(desk, in: store.folder)
        }
        try desk.database.close()
        return store
    }

    @Test(
        "A step leaves the book as it was, whichever write fails, and succeeds afterwards",
        arguments: Step.allCases, TestStore.engines)
    func steps(_ step: Step, isPostgres: Bool) throws {
        let store = try Self.store(before: step, isPostgres: isPostgres)
        let other = try TestStore(copyOf: store, isPostgres: isPostgres)
        let undisturbed = try Self.desk(other)
        try step.perform(undisturbed, in: other.folder)
        let expected = try TestStore.dump(undisturbed.database)
        let desk = try Self.desk(store)
        let before = try TestStore.dump(desk.database)
        #expect(before != expected)
        var failed = 0
        while failed < 1_000 {
            try store.failWrite(failed + 1, in: desk.database)
            do {
                try step.perform(desk, in: store.folder)
                break
            } catch let fault as Diagnostic {
                failed += 1
                #expect(fault.code.hasPrefix("store."), "write \(failed): \(fault)")
                #expect(try TestStore.dump(desk.database) == before, "write \(failed)")
            }
        }
        try store.mend(desk.database)
        #expect(failed > 3 && failed < 1_000)
        #expect(try TestStore.dump(desk.database) == expected)
        #expect(try desk.verifyChain().isWhole)
    }

    @Test(
        "Letters go out once, whichever write fails; what nobody can know is for a person",
        arguments: [(true, false), (false, TestStore.server != nil)])
    func sends(isRepeatable: Bool, isPostgres: Bool) async throws {
        let start = try Self.store(before: nil, isPostgres: isPostgres)
        var failed = 0
        // The write that fails may be a sign of life, which is made again: so it is the end when nothing fails four times.
        var unharmed = 0
        for number in 1...200 {
            let store = try TestStore(copyOf: start, isPostgres: isPostgres)
            let desk = try Self.desk(store)
            let channel = TestChannel(
                isRepeatable ? "folder" : "smtp", isRepeatable: isRepeatable)
            let post =
                isRepeatable
                ? Post(mail: nil, folder: channel)
                : Post(mail: channel, folder: TestChannel("folder", isRepeatable: true))
            let letters = try desk.read(.see, of: .nobody) { try $0.notices(in: [.approved]) }.map(
                \.id)
            #expect(!letters.isEmpty)
            try store.failWrite(number, in: desk.database)
            var isDone = false
            do {
                _ = try await desk.work(post, ignoringWindow: true)
                isDone = true
            } catch let fault as Diagnostic {
                failed += 1
                // A lease that ran out on a machine at its limit is undone in the same way.
                let isExpected = fault.code.hasPrefix("store.") || fault.code == "job.lost"
                #expect(isExpected, "write \(failed): \(fault)")
            }
            try store.mend(desk.database)
            // What a run that broke off had is free when its lease ends.
            try desk.database.freeJobs { _ in true }
            _ = try await desk.work(post, ignoringWindow: true)
            try expectOnce(letters, desk, channel, isRepeatable, "write \(failed)")
            try desk.database.close()
            unharmed = isDone ? unharmed + 1 : 0
            if unharmed == 4 { break }
        }
        #expect(failed > 3 && unharmed == 4)
    }

    private func expectOnce(
        _ letters: [NoticeID], _ desk: BookDesk, _ channel: TestChannel, _ isRepeatable: Bool,
        _ comment: Comment
    ) throws {
        let states = try desk.read(.see, of: .nobody) { scope in
            try letters.map { try scope.notice($0)?.state }
        }
        let uncertain = states.count { $0 == .uncertain }
        #expect(states.count { $0 == .sent } + uncertain == letters.count, comment)
        let delivered = channel.delivered.map(\.id)
        if isRepeatable {
            #expect(uncertain == 0 && Set(delivered).count == letters.count, comment)
        } else {
            #expect(uncertain <= 1 && Set(delivered).count == delivered.count, comment)
            #expect(delivered.count + uncertain >= letters.count, comment)
        }
        #expect(try desk.verifyChain().isWhole, comment)
    }
}
