import Basics
import Claims
@testable import Desk
import Foundation
import Law
import Store
import TestStore
import Testing

@Suite("What a customer may ask")
struct SubjectTests {
    private let key: FieldKey

    init() throws { key = try FieldKey(FieldKey.make()) }

    // MARK: - Seeing

    @Test("All there is about a customer is in the file, and nothing about others")
    func export() async throws {
        let story = try await ChainStory()
        let desk = story.desk.desk
        try desk.setIdentity("311299 56715", of: "10002", key: key, why: "forliksklage")
        let archive = try desk.subjectArchive("Kari Nordmann", key: key)
        let file = archive.file
        #expect(file.person.number == "10002")
        #expect(file.person.birthNumber == "31129956715")
        #expect(file.claims.map(\.invoice) == ["4003"])
        #expect(file.claims[0].events.contains { $0.text.contains("feil antall timer") })
        #expect(file.payments.contains { $0.text == "for hagen" && $0.account == "99993010028" })
        #expect(!file.letters.isEmpty)
        #expect(file.letters.contains { $0.files.contains { $0.hasSuffix(".pdf") } })
        let encoded = String(decoding: try JSONEncoder().encode(file), as: UTF8.self)
        for other in ["Bakken", "er syk", "4001", "4004", "en gave"] {
            #expect(!encoded.contains(other), "\(other)")
        }
        #expect(archive.pdf.starts(with: Array("%PDF".utf8)))
        #expect(try desk.journal().contains { $0.kind == "subject-export" })
        // Without the key the number stays sealed, and nobody can tell from the file what it is.
        #expect(try desk.subjectArchive("10002").file.person.birthNumber == nil)
    }

    @Test("Who is meant must be certain")
    func naming() throws {
        let desk = try TestDesk()
        try desk.take(list: [
            TestDesk.row("1", customer: "7", name: "Ola Hansen"),
            TestDesk.row("2", customer: "8", name: "Ola Hansen"),
        ])
        #expect(try desk.desk.subject("8").number == "8")
        #expect(code { try desk.desk.subject("ola hansen") } == "subject.ambiguous")
        #expect(code { try desk.desk.subject("Kari") } == "subject.unknown")
    }

    // MARK: - Forgetting

    @Test("While a claim is open it is pressed as before, and only what nobody needs goes")
    func open() async throws {
        let story = try await ChainStory()
        let desk = story.desk.desk
        let before = try desk.claims(onlyOpen: true).map(\.claim)
        let plan = try desk.erase("10002")
        #expect(plan.lines.allSatisfy { $0.fate == .keep })
        #expect(!plan.isRestricted && !plan.isPersonErased)
        #expect(try desk.claims(onlyOpen: true).map(\.claim) == before)
        #expect(try desk.verifyChain().faults == [])
    }

    @Test(
        "When all is settled, contact and words go, the vouchers are restricted, and the chain holds"
    )
    func settled() async throws {
        let story = try await ChainStory()
        let desk = try settle(story)
        let plan = try desk.erasurePlan("10002")
        let fates = Dictionary(grouping: plan.lines, by: \.fate).mapValues { Set($0.map(\.kind)) }
        #expect(fates[.delete] == [.correspondence, .contact])
        #expect(fates[.restrict] == [.accounting, .letters])
        #expect(plan.isRestricted && !plan.isPersonErased)
        #expect(
            plan.lines.first { $0.kind == .accounting }?.keptThrough == Day(2031, 12, 31))
        // A look changes nothing.
        #expect(try desk.subject("10002").email == "kari@nordmann.example")

        #expect(try desk.erase("10002").lines == plan.lines)
        let file = try desk.subjectArchive("10002").file
        #expect(file.person.email.isEmpty && file.person.accounts.isEmpty)
        #expect(!file.person.name.isEmpty && !file.letters.isEmpty)
        #expect(file.person.restricted == desk.today)
        #expect(!file.claims[0].events.contains { $0.text.contains("feil antall timer") })
        let report = try desk.verifyChain()
        #expect(report.faults == [])
        #expect(report.erased["fact", default: 0] > 0)
        // Asked again there is nothing more to do.
        #expect(try desk.erasurePlan("10002").isEmpty)
    }

    @Test("After the years of duty everything that names the customer is gone from every table")
    func years() async throws {
        let story = try await ChainStory()
        let desk = try settle(story)
        try desk.setIdentity("31129956715", of: "10002", key: key, why: "namsmannen")
        story.desk.time.move(to: Day(2031, 12, 31))
        // Correspondence and contact have gone before; the vouchers' last day is today.
        try desk.deleteExpired()
        #expect(try desk.subject("Kari Nordmann").number == "10002")
        #expect(try desk.retentionPlan().isEmpty)
        story.desk.time.move(to: Day(2032, 1, 1))
        let plan = try #require(
            try desk.deleteExpired().customers.first { $0.debtor.number == "10002" })
        #expect(plan.isPersonErased)
        #expect(try desk.verifyChain().faults == [])
        let dump = try TestStore.dump(desk.database).joined(separator: "\n")
        for trace in [
            "Kari", "Nordmann", "nordmann.example", "99993010028", "for hagen", "antall timer",
            "31129956715",
        ] {
            #expect(!dump.contains(trace), "\(trace)")
        }
        // What happened is there still, about nobody.
        #expect(try desk.claims(onlyOpen: false).contains { $0.claim.invoice == "4003" })
        #expect(try desk.retentionPlan().isEmpty)
        #expect(code { try desk.proof(of: "4003", language: .nb) } == "letter.erased")
        // Others' open claims are untouched.
        #expect(dump.contains("Bakken Bygg AS"))
    }

    @Test(
        "A payment of no customer's keeps its payer five years, and longer while it waits for somebody"
    )
    func stray() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001", kid: "40014")])
        try desk.take(
            BankFile.camt054([
                Paid(
                    ore: 10_000, booked: Day(2026, 8, 19), text: "til mormor", payer: "Kari Feil",
                    payerAccount: "99993010028"),
                Paid(
                    ore: 20_000, booked: Day(2026, 8, 19), text: "hva er dette",
                    payer: "Per Venter", reference: 2),
            ]))
        let waiting = try desk.desk.payments(onlyUnmatched: true)
        let stray = try #require(waiting.first { $0.payment.payerName == "Kari Feil" })
        try desk.desk.setAside(stray.payment.id, reason: "feil konto")
        desk.time.move(to: Day(2031, 12, 31))
        #expect(try desk.desk.retentionPlan().strayPayments.isEmpty)
        desk.time.move(to: Day(2032, 1, 1))
        #expect(try desk.desk.retentionPlan().strayPayments == [stray.payment.id])
        #expect(try desk.desk.deleteExpired().strayPayments == [stray.payment.id])
        #expect(try desk.desk.retentionPlan().isEmpty)
        let dump = try TestStore.dump(desk.desk.database).joined(separator: "\n")
        for trace in ["Kari Feil", "til mormor", "99993010028"] {
            #expect(!dump.contains(trace), "\(trace)")
        }
        #expect(dump.contains("Per Venter"))
        // The money is there still, and the chain holds.
        let left = try desk.desk.payments(onlyUnmatched: false).map(\.payment.amount)
        #expect(left.sorted() == [Money(kroner: 100), Money(kroner: 200)])
        #expect(try desk.desk.verifyChain().faults == [])
    }

    @Test(
        "Lists hide who is restricted and owes nothing, and who paid; a waiting payment keeps its payer"
    )
    func restricted() async throws {
        let story = try await ChainStory()
        let desk = try settle(story)
        let names = {
            let mails = try desk.inbox(all: true)
            return try desk.customers().map(\.name)
                + desk.claims(onlyOpen: false).map(\.debtor.name)
                + desk.payments(onlyUnmatched: false).flatMap {
                    [$0.payment.payerName, $0.payment.text, $0.payment.payerAccount]
                } + mails.flatMap { try desk.names(of: $0).debtors.map(\.name) }
        }
        #expect(try names().contains("Kari Nordmann"))
        #expect(try names().contains("for hagen"))
        try desk.erase("10002")
        #expect(try !names().contains { $0.contains("Kari") || $0 == "for hagen" })
        #expect(try names().contains("(begrenset)"))
        // Who asks for one sees it; the amounts are those of before.
        #expect(try desk.subject("10002").name == "Kari Nordmann")
        let claim = try desk.claimID("4003")
        #expect(try desk.view(claim).debtor.name == "Kari Nordmann")
    }

    @Test("An old payment on a claim that is still open keeps its payer")
    func partlyPaid() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001", kid: "40014")])
        try desk.take(
            BankFile.camt054([
                Paid(
                    ore: 10_000, kid: "40014", booked: Day(2026, 8, 19), text: "første del",
                    payer: "Ola Hansen", payerAccount: "99993010028")
            ]))
        desk.time.move(to: Day(2033, 1, 1))
        #expect(try desk.desk.retentionPlan().isEmpty)
        #expect(try desk.desk.erase("10001").lines.allSatisfy { $0.fate == .keep })
        let payments = try desk.desk.subjectArchive("10001").file.payments
        #expect(payments.map { "\($0.payer), \($0.account)" } == ["Ola Hansen, 99993010028"])
    }

    /// Claim 4003 paid, and every mail looked at.
    private func settle(_ story: ChainStory) throws -> BookDesk {
        let desk = story.desk.desk
        let claim = try story.desk.id("4003")
        try desk.act(.endObjection(.groundless, reason: "enige"), on: claim)
        let owed = try desk.view(claim).statement.toPay
        try story.desk.take(
            BankFile.ocr([
                Paid(ore: owed.ore, kid: "40030", booked: Day(2026, 9, 24), reference: 9)
            ]))
        return desk
    }

    // MARK: - Numbers that need a key

    @Test("A birth number is sealed: another key, another row and a changed byte are refused")
    func sealed() throws {
        let desk = try TestDesk()
        try desk.take(list: [
            TestDesk.row("1", customer: "7", name: "Ola Hansen"),
            TestDesk.row("2", customer: "8", name: "Kari Hansen"),
        ])
        try desk.desk.setIdentity("31129956715", of: "7", key: key, why: "forliksklage")
        #expect(try desk.desk.identity(of: "7", key: key).digits == "31129956715")
        #expect(try !TestStore.dump(desk.desk.database).joined().contains("31129956715"))
        let other = try FieldKey(FieldKey.make())
        #expect(code { try desk.desk.identity(of: "7", key: other) } == "key.wrong")
        #expect(code { try desk.desk.identity(of: "8", key: key) } == "identity.none")
        try desk.desk.database.write(book: desk.desk.book.id, by: Author("t", at: 0)) { scope in
            _ = try scope.connection.run("UPDATE debtor_identity SET debtor = 2 WHERE book = 1")
        }
        #expect(code { try desk.desk.identity(of: "8", key: key) } == "key.wrong")
        #expect(
            code { try desk.desk.setIdentity("31129956716", of: "7", key: key, why: "x") }
                == "identity.form")
        #expect(
            code { try desk.desk.setIdentity("31129956715", of: "7", key: key, why: "") }
                == "identity.why")
        #expect(code { _ = try FieldKey("abc") } == "key.form")
        try desk.desk.forgetIdentity(of: "8")
        #expect(code { try desk.desk.identity(of: "8", key: key) } == "identity.none")
        #expect(
            try desk.desk.journal().filter { $0.kind == "identity" }
                .allSatisfy { !$0.detail.contains("31129") })
    }

    private func code(_ body: () throws -> some Any) -> String? {
        do {
            _ = try body()
            return nil
        } catch { return (error as? Diagnostic)?.code }
    }
}
