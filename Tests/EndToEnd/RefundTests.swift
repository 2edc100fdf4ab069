import Foundation
import Testing

/// What goes out to other programs: refunds to the bank, vouchers to the accounting system.
@Suite("Refunds and vouchers")
struct RefundTests {
    private static let today = "2026-10-08"

    private struct RefundLine: Decodable {
        let invoice: String
        let amount: Int
        let account: String?
    }

    private struct VoucherLine: Decodable {
        struct Line: Decodable {
            let accountID: String
            let debitAmount: Int?
            let creditAmount: Int?
        }
        let transactionID: String
        let lines: [Line]
    }

    /// 1 000,00 owed and 1 400,00 paid, by the very account.
    private func company() throws -> Company {
        let company = try Company()
        let item = OpenItem(invoice: "50001", due: "2026-10-01", amount: 100_000)
        try company.take(OpenItem.list([item]), named: "list.csv", today: Self.today)
        let payment = BankFile.notification([
            .init(name: "Kari Nordmann", text: "x", amount: 140_000, day: "2026-10-06")
        ]).replacingOccurrences(
            of: "</Dbtr>",
            with: "</Dbtr><DbtrAcct><Id><Othr><Id>99993011017</Id></Othr></Id></DbtrAcct>")
        try company.take(payment, named: "n.xml", today: Self.today)
        try company.must(["match", "1", "50001"], today: Self.today)
        try company.must(
            ["credit", "50001", "--amount", "300,00", "--reason", "K-1"], today: Self.today)
        return company
    }

    @Test("What is overpaid is ordered back once, to the account it came from")
    func refund() throws {
        let company = try company()
        let due: [RefundLine] = try company.report(["refunds"], today: Self.today)
        #expect(due.map(\.invoice) == ["50001"])
        #expect(due.first?.account == "99993011017")
        let path = company.files.path + "/refunds.xml"
        let dry = try company.must(
            ["refunds", "--pain", path, "--dry-run"], today: Self.today)
        #expect(dry.output.contains("Kari Nordmann"))
        #expect(!FileManager.default.fileExists(atPath: path))

        try company.must(["refunds", "--pain", path], today: Self.today)
        let order = try company.files.text("refunds.xml")
        #expect(order.contains("pain.001.001.03"))
        #expect(order.contains("<EndToEndId>REFUND-50001-1</EndToEndId>"))
        let kroner =
            "\((due.first?.amount ?? 0) / 100).\(String(format: "%02d", (due.first?.amount ?? 0) % 100))"
        #expect(order.contains(">\(kroner)<"))
        let left: [RefundLine] = try company.report(["refunds"], today: Self.today)
        #expect(left.isEmpty)
        let again = try company.run(
            ["refunds", "--pain", company.files.path + "/again.xml"], today: Self.today)
        #expect(again.status == 1)
        #expect(again.error.contains("refund.none"))
    }

    @Test("An order that can not be written notes nothing; a file that is there is not replaced")
    func refused() throws {
        let company = try company()
        let taken = try company.files.write("mine", to: "taken.xml")
        let outcome = try company.run(["refunds", "--pain", taken], today: Self.today)
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("file.exists"))
        #expect(try company.files.text("taken.xml") == "mine")
        let left: [RefundLine] = try company.report(["refunds"], today: Self.today)
        #expect(left.count == 1)
    }

    @Test("Vouchers balance, keep their names, and come as JSON, CSV and table")
    func vouchers() throws {
        let company = try company()
        try company.must(
            ["writeoff", "50001", "--reason", "x"], today: Self.today)
        let item = OpenItem(invoice: "50002", due: "2026-10-01", amount: 200_000)
        try company.take(OpenItem.list([item]), named: "more.csv", today: Self.today)
        try company.must(["writeoff", "50002", "--reason", "borte"], today: Self.today)
        let period = ["vouchers", "--from", "2026-10-01", "--to", "2026-10-31"]
        let vouchers: [VoucherLine] = try company.report(period, today: Self.today)
        #expect(!vouchers.isEmpty)
        for voucher in vouchers {
            let debit = voucher.lines.compactMap(\.debitAmount).reduce(0, +)
            let credit = voucher.lines.compactMap(\.creditAmount).reduce(0, +)
            #expect(debit == credit && debit > 0)
        }
        let loss = try #require(vouchers.first { $0.transactionID.hasSuffix("-loss") })
        #expect(loss.lines.map(\.accountID) == ["7830", "1500"])
        #expect(loss.lines.first?.debitAmount == 200_000)
        let again: [VoucherLine] = try company.report(period, today: Self.today)
        #expect(again.map(\.transactionID) == vouchers.map(\.transactionID))
        let csv = try company.must(period + ["--csv", "-"], today: Self.today).output
        #expect(csv.contains("TransactionID;TransactionDate;Description"))
        #expect(csv.contains("2000,00"))
        let other = try company.must(
            period + ["--account", "losses=7831"], today: Self.today
        ).output
        #expect(other.contains("7831"))
        let none = try company.must(
            ["vouchers", "--from", "2026-01-01", "--to", "2026-01-31"], today: Self.today
        ).output
        #expect(none.contains("Ingen bilag"))
    }
}
