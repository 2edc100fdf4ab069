import Basics
import Claims
import Formats
import Foundation
import Law
import Store
import Testing

@testable import Desk

@Suite("The proof file of a claim")
struct ProofTests {
    private let mail = TestChannel("smtp")
    private let folder = TestChannel("folder", isRepeatable: true)
    private var post: Post { Post(mail: mail, folder: folder) }

    /// A nudge and a reminder that bounced and went on paper, a payment of a part, an objection.
    private func story() async throws -> TestDesk {
        let desk = try TestDesk()
        try desk.take(list: [
            TestDesk.row("4001", kid: "40014"), TestDesk.row("4002", amount: "500,00"),
            TestDesk.row(
                "4003", kid: "40030", customer: "10002", name: "Zacharias Zetterqvist",
                email: "zz@zetterqvist.example"),
        ])
        let approving = SendingOverrides(staleBankData: true)
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        _ = try desk.desk.approve(overrides: approving)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        desk.time.move(to: Day(2026, 9, 1))
        let letters = try desk.desk.approve(overrides: approving).letters
        let reminder = try #require(letters.first { $0.debtor.number == "10001" }?.notice)
        _ = try await desk.desk.work(post, ignoringWindow: true)
        desk.time.move(to: Day(2026, 9, 3))
        try desk.take(BankFile.camt053([], through: Day(2026, 9, 2)))
        _ = try desk.desk.noteBounce(reminder, why: "550 no such user")
        _ = try await desk.desk.work(post, ignoringWindow: true)
        desk.time.move(to: Day(2026, 9, 8))
        try desk.take(
            BankFile.camt054([
                Paid(ore: 100_000, kid: "40014", booked: Day(2026, 9, 7)),
                Paid(ore: 50_000, kid: "40030", booked: Day(2026, 9, 7), reference: 2),
            ]))
        try desk.desk.act(.dispute(reason: "feil antall timer"), on: try desk.id("4001"))
        desk.time.move(to: Day(2026, 9, 10))
        return desk
    }

    private func files(_ proof: ProofFile) throws -> [String: [UInt8]] {
        let made = try ProofVerifier.verify(proof.bytes).made
        let entries = try StoredZip.entries(in: proof.bytes) { _ in made }
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.bytes) })
    }

    private func text(_ name: String, _ proof: ProofFile) throws -> String {
        String(decoding: try #require(try files(proof)[name]), as: UTF8.self)
    }

    // MARK: - Contents

    @Test("The same book on the same day gives the same bytes, and the desk finds them whole")
    func deterministic() async throws {
        let desk = try await story()
        let first = try desk.desk.proof(of: "4001")
        #expect(try desk.desk.proof(of: "4001").bytes == first.bytes)
        let checked = try ProofVerifier.verify(first.bytes, seal: first.seal)
        #expect(checked.invoice == "4001")
        #expect(checked.made == Day(2026, 9, 10))
        #expect(checked.isScriptOurs)
        #expect(try files(first).count == checked.files)
    }

    @Test("Letters are there byte for byte, with every attempt and what became of it")
    func letters() async throws {
        let desk = try await story()
        let proof = try desk.desk.proof(of: "4001")
        let files = try files(proof)
        let names = files.keys.filter { $0.hasPrefix("letters/") }.sorted()
        #expect(names.count == 6)
        #expect(names.filter { $0.hasSuffix(".eml") }.count == 3)
        let bounced = try #require(names.first { $0.contains("2026-09-01-reminder") })
        let last = bounced.dropLast(4).split(separator: "-").last
        let number = try #require(last.flatMap { Int64($0) })
        let sent = try desk.desk.sentMessage(NoticeID(number)).email
        #expect(files[bounced] == sent)
        let receipts = try text("receipts.csv", proof)
        #expect(receipts.contains(";P-\(number);sent;email;smtp;"))
        #expect(receipts.contains(";P-\(number);bounced;email;smtp;550 no such user"))
        #expect(receipts.contains(";sent;print;folder;"))
        // A letter that went another way than the one that bounced was lawful.
        #expect(try desk.desk.check("4001").map(\.review.faults) == [[], []])
        #expect(try !text("timeline.txt", proof).contains("IKKE I ORDEN"))
    }

    @Test("Payments tell the bank's reference and what they went to; the interest's days add up")
    func money() async throws {
        let desk = try await story()
        let proof = try desk.desk.proof(of: "4001")
        let statement = try desk.claim("4001").statement
        let payments = try text("payments.csv", proof).split(separator: "\n")
        #expect(payments.count == 2)
        #expect(payments[1].contains(";paid;2026-09-07;2026-09-07;100000;"))
        #expect(payments[1].contains(";223000001;"))
        let days = try text("interest.csv", proof).split(separator: "\n")
        #expect(days.last?.split(separator: ";").last == "\(statement.interest.ore)")
        #expect(days.count == 1 + statement.segments.map(\.days).reduce(0, +))
        #expect(days[1].hasPrefix("2026-08-04;1;480000;1225;FOR-2026-06-25-1372;"))
    }

    @Test(
        "Nothing of another customer is in it, and of the same customer's claims only shared letters"
    )
    func othersLeftOut() async throws {
        let desk = try await story()
        let proof = try desk.desk.proof(of: "4001")
        for (name, bytes) in try files(proof) {
            let text = String(decoding: bytes, as: UTF8.self)
            for word in ["Zetterqvist", "zetterqvist", "4003", "40030", "10002"] {
                // A PDF's streams are packed, and numbers stand in them by chance.
                #expect(!text.contains(word) || name.hasSuffix(".pdf"), "\(word) in \(name)")
            }
        }
        #expect(try text("README.txt", proof).contains("faktura 4002 til samme kunde"))
        #expect(try !text("chain.json", proof).contains("4002"))
        #expect(try !text("payments.csv", proof).contains("50000"))
    }

    @Test("A later proof's chain begins with all of an earlier one's")
    func chainGrows() async throws {
        let desk = try await story()
        let before = try text("chain.json", try desk.desk.proof(of: "4001")).dropLast(3)
        try desk.desk.act(
            .promise(by: Day(2026, 9, 20), reason: "ringte"), on: try desk.id("4001"))
        desk.time.move(to: Day(2026, 9, 11))
        let after = try desk.desk.proof(of: "4001")
        let entries = try StoredZip.entries(in: after.bytes) { _ in Day(2026, 9, 11) }
        let chain = try #require(entries.first { $0.name == "chain.json" })
        #expect(chain.bytes.starts(with: Array(before.utf8)))
        #expect(chain.bytes.count > before.utf8.count + 100)
    }

    @Test("A claim that does not exist is told so", arguments: ["4009", "", "-1"])
    func unknown(name: String) async throws {
        let desk = try TestDesk()
        let fault = #expect(throws: Diagnostic.self) { try desk.desk.proof(of: name) }
        #expect(fault?.code == "claim.unknown")
    }

    @Test("A claim without letters or payments has a proof too, in each language")
    func bare() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001")])
        for language in Language.allCases {
            let proof = try desk.desk.proof(of: "4001", language: language)
            #expect(try ProofVerifier.verify(proof.bytes).language == language)
        }
    }

    @Test("docs/proof.md tells the hash of the program that is in every proof")
    func scriptIsKnown() throws {
        let desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001")])
        let script = try #require(try files(try desk.desk.proof(of: "4001"))["verify.py"])
        let hash = Digest.hex(Digest.sha256(script))
        let root = #filePath.components(separatedBy: "/Tests/DeskTests/")[0]
        let page = try String(contentsOfFile: root + "/docs/proof.md", encoding: .utf8)
        #expect(page.contains("    \(hash)\n"), "the program's hash is \(hash) now")
    }

    // MARK: - Sums

    private func expectWhole(_ desk: BookDesk, _ invoice: String = "4001") throws -> ProofFile {
        let proof = try desk.proof(of: invoice)
        _ = try ProofVerifier.verify(proof.bytes)
        if ProofPython.isThere {
            #expect(try ProofPython.status(of: proof, on: proof.bytes) == 0)
        }
        return proof
    }

    @Test(
        "Both verifiers add up the interest by every choice a company can make",
        arguments: [
            [(Convention.rounding, "once")], [(.dayCount, "actual-actual")],
            [(.rounding, "once"), (.dayCount, "actual-actual"), (.firstInterestDay, "on-due")],
            [(.interestBase, "principal-and-fees"), (.rounding, "once")],
            [(.allocation, "principal-interest-costs")],
        ])
    func choices(_ choices: [(Convention, String)]) async throws {
        let desk = try TestDesk(today: Day(2024, 2, 1))
        try desk.take(
            list: [TestDesk.row("4001", kid: "40014", due: Day(2023, 8, 3))],
            asOf: Day(2024, 2, 1))
        for (convention, value) in choices { try desk.desk.choose(convention, value) }
        let opened = try BookDesk.open(
            desk.desk.database, book: desk.desk.book, as: .person("test"),
            clock: desk.desk.clock)
        for day in [Day(2024, 2, 5), Day(2024, 2, 26), Day(2024, 3, 20)] {
            desk.time.move(to: day)
            try desk.take(BankFile.camt053([], through: day - 1))
            _ = try opened.approve(overrides: SendingOverrides(staleBankData: true))
            _ = try await opened.work(post, ignoringWindow: true)
        }
        desk.time.move(to: Day(2024, 4, 11))
        try desk.take(
            BankFile.ocr([Paid(ore: 123_457, kid: "40014", booked: Day(2024, 4, 8))]),
            at: opened)
        desk.time.move(to: Day(2024, 7, 19))
        let interest = try opened.view(try desk.id("4001")).statement.interest
        let rows = try files(try expectWhole(opened))["interest.csv"]
        let last = String(decoding: try #require(rows), as: UTF8.self).split(separator: "\n").last
        #expect(last?.split(separator: ";").last == "\(interest.ore)")
    }

    @Test("Returns, corrections, credits, waivers, refunds and compensation still add up")
    func corrections() async throws {
        let desk = try await story()
        let (id, book) = (try desk.id("4001"), desk.desk)
        try book.act(.endObjection(.reasonable, reason: "retten mente det"), on: id)
        try book.act(
            .credit(Money(kroner: 300), reference: "K-1", corrects: true), on: id)
        _ = try expectWhole(book)
        try desk.take(
            BankFile.ocr([Paid(ore: -100_000, kid: "40014", booked: Day(2026, 9, 10))]))
        _ = try expectWhole(book)
        let returned = try desk.claim("4001").statement
        #expect(returned.paid == .zero)
        try desk.take(
            BankFile.ocr(
                [
                    Paid(
                        ore: returned.toPay.ore, kid: "40014", booked: Day(2026, 9, 10),
                        reference: 9)
                ],
                number: 2))
        try book.act(.credit(Money(kroner: 200), reference: "K-2", corrects: false), on: id)
        let overpaid = try expectWhole(book)
        #expect(try text("claim.json", overpaid).contains("\"overpaid_ore\": 20000"))
        try book.act(.refund(nil, reason: "betalt tilbake"), on: id)
        _ = try expectWhole(book)
    }

    @Test("A claim that is paid, and one whose rate is missing, have proofs that verify")
    func edges() throws {
        let desk = try TestDesk(today: Day(2027, 2, 1))
        try desk.take(list: [TestDesk.row("4001", kid: "40014")], asOf: Day(2026, 12, 1))
        let proof = try expectWhole(desk.desk)
        #expect(try text("claim.json", proof).contains("\"rate_missing_from\": \"2027-01-01\""))
    }
}
