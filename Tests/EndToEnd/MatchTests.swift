import Foundation
import Testing

/// Payments that no KID leads to, through the built program.
@Suite("Placing payments at the terminal")
struct MatchTests {
    private static let today = "2026-10-08"

    private struct Proposals: Decodable {
        struct Proposal: Decodable {
            struct Part: Decodable {
                let invoice: String
                let amount: Int
            }
            let rank: Int
            let score: Int
            let customer: String?
            let parts: [Part]
            let reasons: [String]
        }
        let payment: PaymentLine
        let proposals: [Proposal]
    }

    private struct Proof: Decodable {
        struct Waiting: Decodable {
            let payment: PaymentLine
            let days: Int
        }
        struct File: Decodable {
            let file: String
            let told: Int
            let isWhole: Bool
        }
        let isProven: Bool
        let files: [File]
        let unexplained: [Waiting]
    }

    private func company() throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list([
                OpenItem(invoice: "50001", due: "2026-10-01", amount: 123_450),
                OpenItem(
                    invoice: "50002", customer: "20002", name: "Bakken Bygg AS",
                    due: "2026-10-01", amount: 123_450),
            ]), named: "list.csv", today: Self.today)
        try company.take(
            BankFile.notification([
                .init(name: "", text: "takk", amount: 123_450, day: "2026-10-06")
            ]), named: "notification.xml", today: Self.today)
        return company
    }

    private func verdict(_ company: Company, _ invoice: String) throws -> String? {
        try company.claims(today: Self.today).first { $0.invoice == invoice }?.verdict
    }

    @Test(
        "A payment that could be two customers' is shown with both, holds both, and is placed by one word"
    )
    func propose() throws {
        let company = try company()
        let held = try company.day(Self.today).lines.filter { $0.verdict == "hold" }
        #expect(Set(held.map(\.invoice)) == ["50001", "50002"])
        let found: Proposals = try company.report(["match", "1"], today: Self.today)
        #expect(found.proposals.count == 2)
        #expect(found.proposals[0].score < 500)
        #expect(found.proposals[0].reasons.contains("beløpet stemmer"))
        let shown = try company.must(["match", "1"], today: Self.today).output
        #expect(shown.contains("234,50"))
        #expect(shown.contains("purr match 1 --accept 1"))
        try company.must(["match", "1", "50002"], today: Self.today)
        #expect(try verdict(company, "50002") == "closed")
        #expect(try company.day(Self.today).lines.filter { $0.verdict == "hold" }.isEmpty)
    }

    @Test("A proposal is accepted by its number and taken back; a wrong number is refused")
    func accept() throws {
        let company = try company()
        let wrong = try company.run(["match", "1", "--accept", "3"], today: Self.today)
        #expect(wrong.status == 1)
        #expect(wrong.error.contains("match.proposal"))
        let before = try company.claims(today: Self.today)
        let first: Proposals = try company.report(["match", "1"], today: Self.today)
        try company.must(["match", "1", "--accept", "1"], today: Self.today)
        let invoice = first.proposals[0].parts[0].invoice
        #expect(try verdict(company, invoice) == "closed")
        let back = try company.must(["unmatch", "1"], today: Self.today).output
        #expect(back.contains(invoice))
        #expect(try company.claims(today: Self.today) == before)
        let again = try company.run(["unmatch", "1"], today: Self.today)
        #expect(again.error.contains("payment.not-placed"))
    }

    @Test("A customer that a payment is not from is freed")
    func free() throws {
        let company = try company()
        try company.must(["free", "1", "20001", "--reason", "ringte"], today: Self.today)
        #expect(
            try company.day(Self.today).lines.filter { $0.verdict == "hold" }.map(\.invoice) == [
                "50002"
            ])
    }

    @Test("Every øre is proven by file and day, and what waits is told with its age")
    func reconcile() throws {
        let company = try company()
        let proof: Proof = try company.report(["reconcile"], today: Self.today)
        #expect(proof.isProven)
        #expect(proof.unexplained.map(\.days) == [2])
        #expect(proof.files.map(\.told) == [123_450])
        let early: Proof = try company.report(
            ["reconcile", "--as-of", "2026-10-05"], today: Self.today)
        #expect(early.unexplained.isEmpty)
        let shown = try company.must(["reconcile", "--days"], today: Self.today).output
        #expect(shown.contains("Hvert øre som kom inn, er gjort rede for."))
        #expect(shown.contains("06.10.2026"))
    }

    @Test("A gap between statements is shown, holds letters and can be explained")
    func gap() throws {
        let company = try company()
        try company.hearFromBank(through: "2026-10-06")
        let later = BankFile.statement(through: "2026-10-08").replacingOccurrences(
            of: ">100.00<", with: ">90.00<")
        let imported = try company.must(
            ["import", try company.files.write(later, to: "later.xml")], today: Self.today)
        #expect(imported.output.contains("bank.gap"))
        let shown = try company.must(["bank"], today: Self.today).output
        #expect(shown.contains("purr bank accept 99991042764 2026-10-06"))
        #expect(try company.day(Self.today).blocks.map(\.code) == ["bank.gap"])
        try company.must(
            ["bank", "accept", "99991042764", "2026-10-06", "--reason", "gebyr"],
            today: Self.today)
        #expect(try company.day(Self.today).blocks.isEmpty)
    }
}
