import Foundation
import Testing

/// A company with invoices of every age goes live, with the built program.
@Suite("Going live with an old backlog", .serialized)
struct GoLiveTests {
    private static let today = "2026-10-08"

    private struct Report: Decodable {
        struct Pile: Decodable {
            let pile: String
            let claims: Int
            let sum: Int
        }
        struct Line: Decodable {
            let invoice: String
            let pile: String
            let waits: Bool
            let answer: String?
            let toPay: Int
            let reasons: [ReasonLine]
        }
        let waiting: Int
        let waitingSum: Int
        let others: Int
        let answered: Int
        let piles: [Pile]
        let lines: [Line]

        func invoices(_ pile: String) -> [String] {
            lines.filter { $0.pile == pile }.map(\.invoice).sorted()
        }
    }

    /// 300 invoices: a fresh one, and old ones of three kinds.
    private func company() throws -> Company {
        let company = try Company()
        var items = [
            OpenItem(invoice: "50000", customer: "10000", issued: "2026-09-17", due: "2026-10-01")
        ]
        for number in 1..<300 {
            let due = ["2026-06-15", "2025-11-03", "2022-05-02"][number % 3]
            items.append(
                OpenItem(
                    invoice: "\(50_000 + number)", customer: "\(10_000 + number)",
                    name: "Kunde \(number)", issued: Calendar.dayBefore(due), due: due,
                    amount: 100_000 + number))
        }
        try company.take(OpenItem.list(items), named: "list.csv", today: Self.today)
        try company.hearFromBank(through: "2026-10-07")
        return company
    }

    @Test(
        "Three hundred old invoices send nothing; an accepted pile goes on from the gentlest letter; and it can be taken back"
    )
    func threeHundred() throws {
        let company = try company()
        let first = try company.day(Self.today)
        #expect(first.letters == 1)
        #expect(
            first.lines.count {
                $0.reasons.first?.code == "backlog" || $0.reasons.first?.code == "lapsed"
            } == 299)
        let shown = try company.must(["today"], today: Self.today).output
        #expect(shown.contains("299 gamle krav"))
        #expect(shown.split(separator: "\n").count < 15, "\(shown)")

        let report: Report = try company.report(["golive"], today: Self.today)
        #expect(report.waiting == 299)
        #expect(report.waitingSum == report.lines.map(\.toPay).reduce(0, +))
        #expect(report.others == 1)
        #expect(
            report.piles.map { "\($0.pile) \($0.claims)" } == ["ask 100", "remind 99", "leave 100"])
        #expect(
            report.lines.first { $0.pile == "leave" }?.reasons.first?.citation
                == "foreldelsesloven §§ 2–3")
        #expect(report.lines.allSatisfy { $0.waits && !$0.reasons.isEmpty })

        try company.must(["send", "--all", "--yes", "--now"], today: Self.today)
        #expect(company.letters().count == 1)
        let named = try company.must(["send", "50003", "--dry-run"], today: Self.today).output
        #expect(named.contains("50003: Var 115 dager over forfall da det kom inn 08.10.2026"))

        let tried = try company.must(
            ["golive", "--accept", "remind", "--dry-run"], today: Self.today)
        #expect(tried.output.contains("boken er som før"))
        let same: Report = try company.report(["golive"], today: Self.today)
        #expect(same.waiting == 299)
        try company.must(["golive", "--accept", "remind"], today: Self.today)
        let second = try company.day(Self.today)
        #expect(second.letters == 99)
        #expect(
            second.lines.filter { $0.verdict == "send" }.allSatisfy {
                $0.step == "nudge" && $0.fee == 0
            })
        #expect(try company.journal().contains("golive  remind: claims"))

        try company.must(["golive", "--undo"], today: Self.today)
        #expect(try company.day(Self.today).letters == 0)
    }

    @Test(
        "Claims are moved by number with a reason; lists go to CSV, Excel and the three languages")
    func moves() throws {
        let company = try company()
        let refused = try company.run(["golive", "50003", "--into", "leave"], today: Self.today)
        #expect(refused.status == 1)
        #expect(refused.error.contains("golive.reason"))
        try company.must(
            ["golive", "50003", "50006", "--into", "leave", "--reason", "avtalt"], today: Self.today
        )
        let report: Report = try company.report(["golive", "--all"], today: Self.today)
        #expect(report.answered == 2)
        #expect(
            report.lines.filter { $0.answer == "leave" }.map(\.invoice).sorted() == [
                "50003", "50006",
            ])
        let file = company.files.path + "/backlog.xlsx"
        try company.must(["golive", "--xlsx", file], today: Self.today)
        #expect(FileManager.default.fileExists(atPath: file))
        let csv = try company.must(["golive", "--pile", "remind", "--csv", "-"], today: Self.today)
        #expect(csv.output.split(whereSeparator: \.isNewline).count == 1 + 97)
        for (language, word) in [("nn", "Sjå på"), ("en", "Look into"), ("nb", "Se på")] {
            try company.must(["book", "set", "--language", language])
            let text = try company.must(["golive"], today: Self.today).output
            #expect(text.contains(word))
        }
        for arguments in [
            ["golive", "--accept", "remind", "50001"], ["golive", "50001"],
            ["golive", "--into", "ask"],
        ] {
            #expect(try company.run(arguments, today: Self.today).status == 64)
        }
    }

    @Test("A rehearsal leaves out what nobody has sorted, and says so")
    func rehearsal() throws {
        let company = try company()
        let text = try company.must(["rehearse", "--days", "7"], today: Self.today).output
        #expect(text.contains("299 gamle krav"))
        #expect(text.contains("1 brev"))
    }
}
