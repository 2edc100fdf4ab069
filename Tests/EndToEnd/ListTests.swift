import Foundation
import Testing

/// Lists as files for other programs, through the built program.
@Suite("Lists for other programs")
struct ListTests {
    private let today = "2026-10-08"

    private func company() throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list([
                OpenItem(invoice: "50001", name: "=Kari \"K\" Nordmann"),
                OpenItem(invoice: "50002", customer: "20002", name: "Bakken Bygg AS"),
            ]), named: "list.csv", today: today)
        return company
    }

    private static let lists: [[String]] = [
        ["claims"], ["claims", "--all"], ["today"], ["customers"], ["journal"], ["outbox"],
        ["payments"], ["claim", "50001"], ["claim", "50001", "--part", "statement"],
        ["claim", "50001", "--part", "interest"], ["claim", "50001", "--part", "payments"],
        ["reconcile"], ["reconcile", "--part", "files"], ["reconcile", "--part", "waiting"],
        ["bank", "show"],
        ["explain", "50001"], ["loss", "50001"], ["check", "50001"], ["law", "choices"],
    ]

    @Test(
        "Every list of a book can be written, is never overwritten unasked, and comes out the same again"
    )
    func everyList() throws {
        let company = try company()
        for (index, list) in Self.lists.enumerated() {
            let csv = "\(company.files.path)/\(index).csv"
            let xlsx = "\(company.files.path)/\(index).xlsx"
            let written = try company.must(list + ["--csv", csv, "--xlsx", xlsx], today: today)
            #expect(written.output.isEmpty, "\(list)")
            let bytes = try Data(contentsOf: URL(fileURLWithPath: csv))
            #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]), "\(list)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: xlsx)).starts(with: Data("PK".utf8)))
            let again = try company.run(list + ["--csv", csv], today: today)
            #expect(again.status == 1 && again.error.contains("file.exists"), "\(list)")
            try company.must(list + ["--csv", csv, "--force"], today: today)
            #expect(try Data(contentsOf: URL(fileURLWithPath: csv)) == bytes, "\(list)")
            let told = try company.must(list + ["--csv", "-"], today: today).output
            #expect(Array(told.utf8) == Array(bytes), "\(list)")
        }
        #expect(company.files.names().allSatisfy { !$0.hasPrefix(".") })
    }

    @Test(
        "The calculators' lists can be written too, without a book",
        arguments: [
            ["law", "rates"], ["law", "court", "--day", "2026-05-05"],
            ["law", "salaer", "--due", "2026-01-01", "--paid", "2026-05-05"],
            ["law", "limitation", "--due", "2026-01-01"],
            ["law", "vat-loss", "--due", "2026-01-01"],
            ["law", "bankruptcy", "--announced", "2026-02-02", "--demand", "2026-03-03"],
            ["law", "calendar", "--from", "2026-01-01", "--through", "2026-03-01"],
            ["law", "number", "310123455"],
            [
                "law", "interest", "--principal", "10000", "--due", "2026-01-15", "--until",
                "2026-09-01",
            ],
        ])
    func calculators(_ list: [String]) throws {
        let outcome = try Binary.run(list + ["--csv", "-"])
        #expect(outcome.status == 0, "\(outcome.story)")
        let lines = outcome.output.components(separatedBy: "\r\n")
        #expect(lines.count > 2 && lines[0].contains(";"))
    }

    @Test("Zeros stay in front, amounts have a comma, and a name that looks like a formula is none")
    func cells() throws {
        let company = try company()
        let claims = try company.must(["claims", "--csv", "-"], today: today).output
        #expect(claims.contains(";\(OpenItem(invoice: "50001").kid);10000,00;"))
        #expect(claims.contains(";\"'=Kari \"\"K\"\" Nordmann\";"))
        #expect(claims.contains(";2026-09-01;"))
    }

    @Test("JSON and files come from one run; what can not be written is told")
    func together() throws {
        let company = try company()
        let path = "\(company.files.path)/claims.csv"
        let outcome = try company.must(["claims", "--json", "--csv", path], today: today)
        #expect(outcome.output.hasPrefix("["))
        #expect(FileManager.default.fileExists(atPath: path))
        let nowhere = try company.run(
            ["claims", "--xlsx", "\(company.files.path)/no/such/claims.xlsx"], today: today)
        #expect(nowhere.status == 1 && nowhere.error.contains("file.write"))
    }
}
