import ArgumentParser
import Basics
import Desk
import Formats
import Store
import Texts

struct VouchersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vouchers",
        abstract: "Vouchers of fees, interest, losses and VAT on losses for the accounting system.",
        discussion: """
            Invoices and payments are in the accounting system already; these move what was paid beyond the invoice to income, \
            and what is lost to losses. Each balances and has a name that exporting again does not change. Fields are \
            named as in SAF-T Financial.
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "The first day (yyyy-mm-dd).", transform: parseDay)
    var from: Day
    @Option(name: .long, help: "The last day, inclusive (yyyy-mm-dd).", transform: parseDay)
    var to: Day
    @Option(
        name: .long,
        help: "An account by what it is for: fees=3910, interest, losses, vat or customers.")
    var account: [String] = []
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    func validate() throws {
        if from > to { throw ValidationError("--from is after --to") }
        _ = try accounts()
    }

    func run() throws {
        let desk = try options.desk()
        let vouchers = try desk.vouchers(from: from, through: to, accounts: accounts())
        if json { return try Console.json(vouchers) }
        let lines = vouchers.flatMap { voucher in voucher.lines.map { (voucher, $0) } }
        if try output.write(Self.sheet(lines, desk.book.language)) { return }
        if vouchers.isEmpty { return print(MatchTexts(desk.book.language).noVouchers) }
        show(lines, ConsoleTexts(desk.book.language))
    }

    private func accounts() throws -> VoucherAccounts {
        var accounts = VoucherAccounts()
        for pair in account {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw ValidationError("--account takes name=number, not '\(pair)'")
            }
            switch parts[0] {
            case "customers": accounts.customers = parts[1]
            case "fees": accounts.fees = parts[1]
            case "interest": accounts.interest = parts[1]
            case "losses": accounts.losses = parts[1]
            case "vat": accounts.vat = parts[1]
            default: throw ValidationError("'\(parts[0])' is no account of a voucher")
            }
        }
        return accounts
    }

    private func show(_ lines: [(Voucher, Voucher.Line)], _ words: ConsoleTexts) {
        var table = Table([
            ("Id", .left), (words.day, .left), (words.text, .left), ("Konto", .left),
            (words.customer, .left), ("Debet", .right), ("Kredit", .right),
        ])
        for (voucher, line) in lines {
            table.add(
                voucher.transactionID, voucher.transactionDate.text, voucher.description,
                line.accountID, line.customerID ?? "", line.debitAmount?.figures ?? "",
                line.creditAmount?.figures ?? "")
        }
        table.print()
    }

    /// The headers are SAF-T's own names, for a program to read.
    private static func sheet(_ lines: [(Voucher, Voucher.Line)], _ language: Language) -> Sheet {
        Sheet(
            "Vouchers", language, of: lines,
            [
                .text("TransactionID") { $0.0.transactionID },
                .day("TransactionDate") { $0.0.transactionDate },
                .text("Description") { $0.0.description },
                .text("ReferenceNumber") { $0.0.referenceNumber },
                .text("AccountID") { $0.1.accountID }, .text("CustomerID") { $0.1.customerID },
                .money("DebitAmount", isTotalled: true) { $0.1.debitAmount },
                .money("CreditAmount", isTotalled: true) { $0.1.creditAmount },
            ])
    }
}
