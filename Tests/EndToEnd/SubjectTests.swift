import Foundation
import Testing

@Suite("A customer's data at the terminal")
struct SubjectTests {
    private struct Plan: Decodable {
        struct Line: Decodable {
            let kind: String
            let fate: String
            let keptThrough: String?
        }
        let customer: String
        let isDone: Bool
        let lines: [Line]
        let isRestricted: Bool
    }

    /// A customer who has paid, and one who has not.
    private func company() throws -> Company {
        let company = try Company()
        let paid = OpenItem(
            invoice: "50001", customer: "20001", name: "Kari Nordmann", email: "kari@kunde.example")
        let open = OpenItem(invoice: "50002", customer: "20002", name: "Ola Hansen")
        try company.take(OpenItem.list([paid, open]), named: "list.csv", today: "2026-09-02")
        let payment = BankFile.Payment(kid: paid.kid, amount: paid.amount, day: "2026-09-01")
        try company.take(BankFile.ocr([payment]), named: "ocr.txt", today: "2026-09-02")
        return company
    }

    @Test("Export, a look at what would go, erasing and the list of customers afterwards")
    func whole() throws {
        let company = try company()
        let day = "2026-09-03"
        let file = company.files.path + "/kari.zip"
        try company.must(["subject", "export", "kari nordmann", "--to", file], today: day)
        let listed = try Tool.run(
            MailServer.python,
            ["-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).namelist())", file])
        let names = String(decoding: listed, as: UTF8.self)
        #expect(names.contains("subject.pdf") && names.contains("subject.json"))

        let before: Plan = try company.report(
            ["subject", "erase", "20001", "--dry-run"], today: day)
        #expect(!before.isDone && before.isRestricted)
        #expect(
            before.lines.map { "\($0.kind) \($0.fate) \($0.keptThrough ?? "-")" } == [
                "accounting restrict 2031-12-31", "contact delete -",
            ])
        // Nobody is there to say yes.
        try company.must(["subject", "erase", "20001"], today: day)
        #expect(try company.must(["customers"], today: day).output.contains("Kari Nordmann"))

        let done: Plan = try company.report(["subject", "erase", "20001", "--yes"], today: day)
        #expect(done.isDone)
        let list = try company.must(["customers"], today: day).output
        #expect(!list.contains("Kari") && !list.contains("kari@") && list.contains("20001"))
        #expect(list.contains("Ola Hansen"))
        try company.must(["verify"])
        #expect(try company.must(["retention"], today: "2032-01-01").output.contains("20001"))
        try company.must(["retention", "--delete"], today: "2032-01-01")
        try company.must(["verify"])
        #expect(try company.run(["subject", "export", "20001"], today: "2032-01-01").status == 1)
    }

    @Test("A birth number comes from standard input and is shown with the key alone")
    func birthNumber() throws {
        let company = try company()
        let key = company.files.path + "/key"
        #expect(try Binary.run(["birth-number", "make-key", key]).status == 0)
        let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        // Without a number on standard input nothing is kept.
        let none = try company.run(
            ["birth-number", "set", "20001", "--why", "utlegg", "--key", "file:\(key)"],
            today: "2026-09-03")
        #expect(none.status == 1 && none.error.contains("identity.form"))
        let shown = try company.run(
            ["birth-number", "show", "20001", "--key", "file:\(key)"], today: "2026-09-03")
        #expect(shown.status == 1 && shown.error.contains("identity.none"))
    }
}
