import Basics
import Claims
import Formats
import Foundation
import Law
import Letters
import Store
import TestStore

@testable import Desk

/// A company among others in one store: whatever is written in its book has its word in it, so that it would be known elsewhere.
/// Numbers are those of its neighbour, so that whatever can be mixed up is.
final class Tenant {
    let word: String
    let id: Int64
    let store: TestStore
    let database: Database
    let time: TestTime
    private let channel = TestChannel("folder", isRepeatable: true)
    private var files = 0
    private var invoices = 0
    /// What was done and how often.
    private(set) var done: [String: Int] = [:]

    init(
        _ word: String, account: String, store: TestStore, database: Database, time: TestTime
    ) throws {
        self.word = word
        self.store = store
        self.database = database
        self.time = time
        let clock = Clock { time.now }
        let owner = Actor.person("\(word)-owner")
        try People(database, as: .person("drift"), clock: clock).add(
            PersonRow(name: owner.name, fullName: "\(word) Eier"))
        id = try BookDesk.createBook(
            BookRecord(
                name: "\(word) AS", organisationNumber: "310123455", street: "\(word)gata 1",
                postcode: "3201", city: "\(word)by", email: "faktura@\(word).example",
                phone: "\(word) 1", account: AccountNumber(account)),
            in: database, as: owner, clock: clock
        ).id
        let desk = try self.desk(.owner)
        for role in Role.allCases where role != .owner {
            try People(database, as: owner, clock: clock).add(
                PersonRow(name: "\(word)-\(role.rawValue)", fullName: "\(word) Person"))
            try desk.grant("\(word)-\(role.rawValue)", role)
        }
    }

    func desk(_ role: Role) throws -> BookDesk { try desk("\(word)-\(role.rawValue)") }

    func desk(_ person: String) throws -> BookDesk {
        let actor = Actor.person(person)
        return try BookDesk.open(
            database, book: try BookDesk.book(id, in: database, as: actor), as: actor,
            clock: Clock { [time] in time.now })
    }

    func rows() throws -> [String] { try TestStore.dump(database, ofBook: id) }

    var letters: [OutgoingMessage] { channel.delivered }

    // MARK: - Doing something

    static let operations = [
        "list", "ocr", "bank", "act", "letters", "undo", "bounce", "place", "customer", "choose",
        "words", "record", "mail", "sort", "refunds", "grant", "look",
    ]

    /// Does something as somebody; refusals are part of life.
    func act(_ operation: String, _ chance: inout GoLivePropertyTests.Chance) async throws {
        let role =
            chance.next() % 3 == 0 ? Role.allCases.randomElement(using: &chance) ?? .owner : .owner
        do {
            try await act(operation, try desk(role), &chance)
            done[operation, default: 0] += 1
        } catch let fault as Diagnostic where !fault.code.hasPrefix("store.") {
            done["refused", default: 0] += 1
        }
    }

    private func act(
        _ operation: String, _ desk: BookDesk, _ chance: inout GoLivePropertyTests.Chance
    ) async throws {
        let claim = ClaimID(Int64.random(in: 1...8, using: &chance))
        let payment = PaymentID(Int64.random(in: 1...6, using: &chance))
        switch operation {
        case "list": try take(list(&chance), at: desk)
        case "ocr", "bank": try take(bank(operation, &chance), at: desk)
        case "act": try desk.act(said(&chance), on: claim)
        case "letters":
            _ = try desk.approve(overrides: SendingOverrides(staleBankData: true, dayOff: true))
            _ = try await desk.work(Post(mail: nil, folder: channel), ignoringWindow: true)
        case "undo": _ = try desk.undo()
        case "bounce":
            let letter = NoticeID(Int64.random(in: 1...6, using: &chance))
            _ = try desk.noteReturned(letter, why: "\(word) flyttet")
        case "place":
            switch chance.next() % 3 {
            case 0: _ = try desk.match(payment, to: [claim])
            case 1: _ = try desk.unmatch(payment)
            default: try desk.setAside(payment, reason: "\(word) privat")
            }
        case "customer":
            var choices = CustomerChoices()
            choices.exempt = "\(word) unntak"
            _ = try desk.change(customer: "1000\(Int.random(in: 1...3, using: &chance))", choices)
        case "choose": try desk.choose(.firstInterestDay, "on-due")
        case "words":
            let place = OwnWords.Place(WordsKey(.reminder, .neutral, .nb))
            _ = try desk.setWords(desk.words(place).text, for: place)
        case "record":
            var record = desk.book
            record.phone = "\(word) \(Int.random(in: 1...9, using: &chance))"
            try desk.change(record)
        case "mail":
            try take(
                TestMails.reply(
                    "\(word) sier at faktura 4001 er feil.", from: "kunde1@\(word).example",
                    id: "\(files)@\(word).example"), at: desk, isMail: true)
        case "sort": _ = try desk.accept(.ask, reason: "\(word) gammel")
        case "refunds":
            _ = try desk.orderRefunds(
                RefundRequest(day: desk.today), deliver: { _ in }, withdraw: {})
        case "grant":
            let role = [Role.viewer, .adviser].randomElement(using: &chance) ?? .viewer
            try desk.grant("\(word)-\(Role.viewer.rawValue)", role)
        default: _ = try outputs(desk)
        }
    }

    private func said(_ chance: inout GoLivePropertyTests.Chance) -> ClaimAction {
        let reason = "\(word) sier"
        let all: [ClaimAction] = [
            .pause(until: nil, reason: reason), .resume(reason: reason), .dispute(reason: reason),
            .endObjection(.groundless, reason: reason), .exempt(reason: reason),
            .promise(by: Day(number: Int32(time.now / 86_400) + 5), reason: reason),
            .waive(Money(kroner: 10), reason: reason),
            .credit(Money(kroner: 25), reference: "\(word) K1", corrects: false),
            .writeOff(reason: reason), .handOver(to: "\(word) Inkasso", reason: reason),
        ]
        return all.randomElement(using: &chance) ?? .resume(reason: reason)
    }

    private func list(_ chance: inout GoLivePropertyTests.Chance) -> String {
        invoices += 1
        let number = Int.random(in: 1...3, using: &chance)
        return TestDesk.list([
            TestDesk.row(
                "\(4000 + invoices)", kid: Self.kid(invoices),
                due: Day(
                    number: Int32(time.now / 86_400) - Int32.random(in: 1...120, using: &chance)),
                customer: "1000\(number)", name: "\(word) Kunde",
                email: "kunde\(number)@\(word).example")
        ])
    }

    private static func kid(_ number: Int) -> String {
        KID.make(payload: String(100_000 + number), .mod10)?.text ?? ""
    }

    private func bank(_ kind: String, _ chance: inout GoLivePropertyTests.Chance) throws -> String {
        let yesterday = Day(number: Int32(time.now / 86_400) - 1)
        let account = try desk(.owner).book.account.text
        files += 1
        let paid = Paid(
            ore: Int64.random(in: 1...6_000, using: &chance) * 100,
            kid: Self.kid(Int.random(in: 1...6, using: &chance)), booked: yesterday,
            text: "\(word) betaler", payer: "\(word) Betaler", reference: files)
        if kind == "ocr" { return BankFile.ocr([paid], account: account, number: files) }
        return BankFile.camt053([paid], account: account, through: yesterday)
    }

    private func take(_ text: String, at desk: BookDesk, isMail: Bool = false) throws {
        files += 1
        let path = store.folder.appendingPathComponent("\(word)-\(files)").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        if isMail { _ = try desk.importMail([path]) } else { _ = try desk.importFile(path) }
    }

    // MARK: - Seeing everything

    /// All that the book shows to its owner, as text.
    func outputs(_ desk: BookDesk) throws -> String {
        var all: [Any] = [
            try desk.report(), try desk.claims(onlyOpen: false), try desk.customers(),
            try desk.notices(limit: 100), try desk.journal(), try desk.inbox(all: true),
            try desk.payments(onlyUnmatched: false), try desk.reconcile(), try desk.bankAccounts(),
            try desk.refunds(), try desk.backlog(), try desk.choices(), try desk.wordsHistory(),
            try desk.members(), try desk.preview(),
            try People(database, as: desk.identity).persons(),
            try People(database, as: desk.identity).firms(),
            try BookDesk.bookIDs(in: database, as: desk.identity, limit: 100),
        ]
        for item in try desk.claims(onlyOpen: false) { all.append(try desk.view(item.claim.id)) }
        if let item = try desk.claims(onlyOpen: false).first {
            all.append(
                String(decoding: try desk.proof(of: item.claim.invoice).bytes, as: UTF8.self))
        }
        for payment in try desk.payments(onlyUnmatched: true) {
            all.append(try desk.proposals(for: payment.payment.id))
        }
        all += letters.map { String(decoding: $0.email, as: UTF8.self) }
        return all.map { String(describing: $0) }.joined(separator: "\n")
    }
}
