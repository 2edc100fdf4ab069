import Foundation
import Testing

/// What goes to the bank and to the accounting system, through the built program.
@Suite("Refunds and vouchers at the terminal")
struct RefundAndVoucherTests {
    private struct RefundLine: Decodable {
        let name: String
        let amount: Int
        let state: String
        let account: String?
        let endToEndID: String
    }

    private struct VoucherLines: Decodable {
        struct Line: Decodable {
            let AccountID: String
            let CustomerID: String?
            let ReferenceNumber: String
            let DebitAmount: Int
            let CreditAmount: Int
            let TaxCode: String?
        }
        let TransactionID: String
        let TransactionDate: String
        let Description: String
        let Line: [Line]
    }

    /// Invoice 50001 paid in full, then credited by 300,00.
    private func overpaid() throws -> Company {
        let company = try Company()
        let item = OpenItem(invoice: "50001", issued: "2026-09-17", due: "2026-10-01")
        try company.take(OpenItem.list([item]), named: "list.csv", today: "2026-09-20")
        try company.take(
            BankFile.ocr([.init(kid: item.kid, amount: 1_000_000, day: "2026-09-28")]),
            named: "ocr.txt", today: "2026-09-28")
        try company.must(
            ["credit", "50001", "--amount", "300,00", "--reason", "K-1"], today: "2026-09-28")
        return company
    }

    @Test(
        "A refund without an account waits, with one it is written once, and never over another file"
    )
    func refund() throws {
        let company = try overpaid()
        let today = "2026-09-28"
        let path = "\(company.files.path)/refunds.xml"
        let listed: [RefundLine] = try company.report(["refunds"], today: today)
        #expect(listed.map(\.state) == ["account-unknown"])
        #expect(listed.map(\.endToEndID) == ["1-1-1"])
        try company.must(["refunds", "--pain", path], today: today)
        #expect(!FileManager.default.fileExists(atPath: path))
        let order = ["refunds", "--pain", path, "--account", "50001:9999.30.11017"]
        try company.must(order + ["--dry-run"], today: today)
        #expect(!FileManager.default.fileExists(atPath: path))
        _ = try company.files.write("taken", to: "refunds.xml")
        let taken = try company.run(order + ["--force"], today: today)
        #expect(taken.status == 1 && taken.error.contains("file.exists"))
        #expect(try company.files.text("refunds.xml") == "taken")
        #expect(try company.claim("50001", today: today).overpaid == 30_000)
        try FileManager.default.removeItem(atPath: path)
        try company.must(order + ["--version", "09", "--on", "2026-10-01"], today: today)
        let file = try company.files.text("refunds.xml")
        #expect(file.contains("pain.001.001.09"))
        #expect(file.contains("<EndToEndId>1-1-1</EndToEndId>"))
        #expect(file.contains("<InstdAmt Ccy=\"NOK\">300.00</InstdAmt>"))
        #expect(file.contains("<Id>99993011017</Id>"))
        #expect(file.contains("<Dt>2026-10-01</Dt>"))
        #expect(try company.claim("50001", today: today).overpaid == 0)
        let again: [RefundLine] = try company.report(["refunds"], today: today)
        #expect(again.isEmpty)
        #expect(try company.journal().contains("refund-order"))
    }

    @Test("A folder that is not there leaves the book as it was")
    func nowhere() throws {
        let company = try overpaid()
        let before = try company.everything(today: "2026-09-28")
        let outcome = try company.run(
            [
                "refunds", "--pain", "\(company.files.path)/no/refunds.xml", "--account",
                "50001:99993011017",
            ], today: "2026-09-28")
        #expect(outcome.status == 1 && outcome.error.contains("file.write"))
        #expect(try company.everything(today: "2026-09-28") == before)
    }

    @Test("A fee, the interest paid and a loss are vouchers that balance, the same in every export")
    func vouchers() throws {
        let company = try Company()
        try company.take(
            OpenItem.list([
                OpenItem(invoice: "50001"), OpenItem(invoice: "50002", customer: "20002"),
            ]), named: "list.csv", today: "2026-09-02")
        for day in ["2026-09-04", "2026-09-15"] {
            try company.hearFromBank(through: day)
            try company.must(["send", "--all", "--yes", "--now"], today: day)
        }
        let kid = OpenItem(invoice: "50001").kid
        let claim = try company.claim("50001", today: "2026-09-21")
        try company.take(
            BankFile.ocr([.init(kid: kid, amount: claim.toPay, day: "2026-09-21")]),
            named: "ocr.txt", today: "2026-09-21")
        try company.must(
            ["writeoff", "50002", "--reason", "w", "--alternative", "d"], today: "2026-09-22")
        let ask = ["vouchers", "--from", "2026-09-01", "--to", "2026-09-30"]
        let all: [VoucherLines] = try company.report(ask, today: "2026-10-01")
        #expect(
            all.map(\.TransactionDate) == ["2026-09-15", "2026-09-15", "2026-09-21", "2026-09-22"])
        for voucher in all {
            #expect(
                voucher.Line.map(\.DebitAmount).reduce(0, +)
                    == voucher.Line.map(\.CreditAmount).reduce(0, +))
        }
        #expect(all[0].Line.map(\.AccountID) == ["1500", "3900"])
        #expect(all[0].Line.map(\.DebitAmount) == [3_800, 0])
        #expect(all[2].Line.map(\.AccountID) == ["1500", "8050"])
        #expect(all[2].Line[1].CreditAmount == claim.interest)
        #expect(all[3].Line.map(\.AccountID) == ["1500", "7830", "2700"])
        #expect(all[3].Line.map(\.DebitAmount) == [0, 803_800, 200_000])
        #expect(all[3].Line.map(\.TaxCode) == [nil, "0", "1"])
        #expect(all[3].Line[0].CustomerID == "20002")
        #expect(Set(all.map(\.TransactionID)).count == 4)
        let week: [VoucherLines] = try company.report(
            ["vouchers", "--from", "2026-09-16", "--to", "2026-09-21"], today: "2026-10-01")
        #expect(week.map(\.TransactionID) == [all[2].TransactionID])
        let csv = try company.must(
            ask + ["--csv", "-", "--account", "fees=3950"], today: "2026-10-01"
        ).output
        #expect(
            csv.hasPrefix(
                "\u{FEFF}TransactionID;TransactionDate;RecordID;AccountID;CustomerID;ReferenceNumber;Description;DebitAmount;CreditAmount;TaxCode\r\n"
            ))
        #expect(csv.contains(";3950;;50001;"))
        let wrong = try company.run(ask + ["--vat", "50009=100,00"], today: "2026-10-01")
        #expect(wrong.status == 1 && wrong.error.contains("voucher.vat"))
    }
}
