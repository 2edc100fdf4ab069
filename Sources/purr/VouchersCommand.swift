import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Store
import Texts

struct VouchersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vouchers",
        abstract: "Fees, interest, losses and VAT for the accounting system, as vouchers.",
        discussion: """
            The fields are named as in SAF-T. The same voucher has the same id in every export, so that a system that has it \
            already knows it again. Accounts: \
            \(ChartOfAccounts.Name.allCases.map { "\($0.rawValue)=\(ChartOfAccounts.standard[$0])" }.joined(separator: ", ")).
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "The first day, inclusive.", transform: parseDay)
    var from: Day
    @Option(name: .long, help: "The last day, inclusive.", transform: parseDay)
    var to: Day
    @Option(name: .long, help: "NAME=NUMBER: keep it on another account, fees=3950; repeatable.")
    var account: [String] = []
    @Option(
        name: .long,
        help: "INVOICE=AMOUNT: its VAT, when it is not a fifth of the invoice; repeatable.")
    var vat: [String] = []
    @Flag(
        name: .long,
        help: "Also payments and refunds, for a ledger that does not read the bank's file itself.")
    var withPayments = false
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    func validate() throws {
        if to < from { throw ValidationError("--to is before --from") }
    }

    func run() throws {
        let desk = try options.desk()
        var request = VoucherRequest(from: from, to: to)
        request.chart = try chart()
        request.vat = try vatAmounts()
        request.includesBank = withPayments
        let vouchers = try desk.vouchers(request)
        let isWritten = try output.write(
            BookSheets.vouchers(vouchers, from, to, desk.book.language), of: desk)
        if json { return try Console.json(vouchers.map { VoucherJSON($0) }) }
        if !isWritten { list(vouchers, desk.book.language) }
    }

    private func list(_ vouchers: [Voucher], _ language: Language) {
        let word = ListWords(language)
        var table = Table([
            (word(.number), .left), (word(.day), .left), (word(.account), .left),
            (word(.customerNumber), .left), (word(.debit), .right), (word(.credit), .right),
            (word(.taxCode), .left), (word(.text), .left),
        ])
        for voucher in vouchers {
            for (index, line) in voucher.lines.enumerated() {
                table.add(
                    index == 0 ? voucher.id : "", index == 0 ? voucher.day.text : "", line.account,
                    line.customer ?? "", line.debit == .zero ? "" : line.debit.figures,
                    line.credit == .zero ? "" : line.credit.figures, line.taxCode ?? "",
                    index == 0 ? voucher.text : "")
            }
        }
        table.print()
    }

    private func chart() throws -> ChartOfAccounts {
        var chart = ChartOfAccounts.standard
        for text in account {
            let (name, number) = try Self.pair(text, "fees=3950")
            guard let name = ChartOfAccounts.Name(rawValue: name) else {
                let known = ChartOfAccounts.Name.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("'\(name)' is no account that can be named: \(known)")
            }
            guard (1...20).contains(number.count), number.allSatisfy({ $0.isLetter || $0.isNumber })
            else { throw ValidationError("'\(number)' is not an account of the ledger") }
            chart[name] = number
        }
        return chart
    }

    private func vatAmounts() throws -> [String: Money] {
        var amounts: [String: Money] = [:]
        for text in vat {
            let (invoice, amount) = try Self.pair(text, "40101=1500,00")
            amounts[invoice] = try parseMoney(amount)
        }
        return amounts
    }

    private static func pair(_ text: String, _ example: String) throws -> (String, String) {
        guard let sign = text.lastIndex(of: "="), sign > text.startIndex else {
            throw ValidationError("'\(text)' is not NAME=VALUE, e.g. \(example)")
        }
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }
}

/// A voucher for machines, its fields named as in SAF-T.
struct VoucherJSON: Codable {
    struct Line: Codable {
        let recordID: String
        let accountID: String
        let customerID: String?
        let referenceNumber: String
        let description: String
        let debitAmount: Money
        let creditAmount: Money
        let taxCode: String?

        enum CodingKeys: String, CodingKey {
            case recordID = "RecordID"
            case accountID = "AccountID"
            case customerID = "CustomerID"
            case referenceNumber = "ReferenceNumber"
            case description = "Description"
            case debitAmount = "DebitAmount"
            case creditAmount = "CreditAmount"
            case taxCode = "TaxCode"
        }
    }
    let transactionID: String
    let transactionDate: Day
    let kind: String
    let description: String
    let lines: [Line]

    enum CodingKeys: String, CodingKey {
        case transactionID = "TransactionID"
        case transactionDate = "TransactionDate"
        case kind
        case description = "Description"
        case lines = "Line"
    }

    init(_ voucher: Voucher) {
        transactionID = voucher.id
        transactionDate = voucher.day
        kind = voucher.kind.rawValue
        description = voucher.text
        lines = voucher.lines.enumerated().map { index, line in
            Line(
                recordID: "\(index + 1)", accountID: line.account, customerID: line.customer,
                referenceNumber: line.invoice, description: voucher.text, debitAmount: line.debit,
                creditAmount: line.credit, taxCode: line.taxCode)
        }
    }
}

extension BookSheets {
    /// A row a line; the headers are SAF-T's names in every language.
    static func vouchers(
        _ vouchers: [Voucher], _ from: Day, _ to: Day, _ language: Language
    ) -> Sheet {
        let lines = vouchers.map { VoucherJSON($0) }.flatMap { voucher in
            voucher.lines.map { (voucher: voucher, line: $0) }
        }
        return Sheet(
            "\(Heading.vouchers.text(language)) \(from.text)–\(to.text)", language, of: lines,
            [
                .text("TransactionID", \.voucher.transactionID),
                .day("TransactionDate", \.voucher.transactionDate),
                .text("RecordID", \.line.recordID), .text("AccountID", \.line.accountID),
                .text("CustomerID", \.line.customerID),
                .text("ReferenceNumber", \.line.referenceNumber),
                .text("Description", \.line.description),
                .money("DebitAmount", isTotalled: true) { $0.line.debitAmount },
                .money("CreditAmount", isTotalled: true) { $0.line.creditAmount },
                .text("TaxCode", \.line.taxCode),
            ])
    }
}
