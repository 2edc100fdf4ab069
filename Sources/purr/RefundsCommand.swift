import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Foundation
import Store
import Texts

struct RefundsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refunds",
        abstract: "What customers have paid too much, and the bank's file that pays it back.",
        discussion: """
            With --pain the refunds that have an account are written as a payment file for the bank and noted, so that none is \
            paid twice. Money goes back to the account it came from, else to the one account known for the customer; \
            where there is none, or several, say which: --account 40101:99993011017.
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write the bank's file (pain.001); never over another.", valueName: "file"))
    var pain: String?
    @Option(name: .customLong("version"), help: "03 or 09, as the bank wants it.")
    var version: Version = .v03
    @Option(
        name: .long, help: "The day to pay on, a bank day; the next by default.",
        transform: parseDay)
    var on: Day?
    @Option(name: .long, help: "The bank's BIC, where it asks for one.")
    var bic: String?
    @Option(
        name: .long, help: "NAME:ACCOUNT, by the invoice number or payment id listed; repeatable.")
    var account: [String] = []
    @Flag(name: .long, help: "Also to customers who owe something else.")
    var despiteDebt = false
    @Flag(name: .long, help: "Show what would be written, and change nothing.")
    var dryRun = false
    @Option(
        name: .long,
        help: ArgumentHelp("Show the bank's answer (pain.002) instead.", valueName: "file"))
    var answer: String?
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    enum Version: String, ExpressibleByArgument {
        case v03 = "03"
        case v09 = "09"
        var message: RefundMessage.Version { self == .v03 ? .v03 : .v09 }
    }

    struct View: Codable {
        let name: String
        let claim: Int64?
        let payment: Int64?
        let invoice: String?
        let customer: String
        let customerName: String
        let amount: Money
        /// `ready`, `owes-elsewhere`, `account-unknown` or `several-accounts`.
        let state: String
        let account: String?
        let accounts: [String]
        let owesElsewhere: Money
        let endToEndID: String
    }

    func validate() throws {
        if pain == nil && (on != nil || bic != nil || dryRun) {
            throw ValidationError("--on, --bic and --dry-run go with --pain")
        }
        if answer != nil && pain != nil { throw ValidationError("give either --pain or --answer") }
    }

    func run() throws {
        let desk = try options.desk()
        let words = RefundTexts(desk.book.language)
        if let answer { return try show(answer: answer, words) }
        let accounts = try accounts()
        let views = try desk.refunds(accounts: accounts).map { View($0, despiteDebt: despiteDebt) }
        let isWritten = try output.write(
            BookSheets.refunds(views, desk.book.language), of: desk)
        if json { try Console.json(views) } else if !isWritten { list(views, words) }
        if let pain { try order(pain, desk, accounts, words) }
    }

    private func list(_ views: [View], _ words: RefundTexts) {
        if views.isEmpty { return print(words.nothing) }
        let word = ListWords(words.language)
        var table = Table([
            (word(.number), .left), (word(.customerName), .left), (word(.amount), .right),
            (word(.account), .left), (word(.status), .left),
        ])
        for view in views {
            table.add(
                view.name, view.customerName, view.amount.figures,
                view.account.map { AccountNumber($0).grouped }
                    ?? view.accounts.joined(separator: " "),
                view.status(words))
        }
        table.print()
    }

    private func order(
        _ path: String, _ desk: BookDesk, _ accounts: [String: AccountNumber], _ words: RefundTexts
    ) throws {
        let next = NorwegianCalendar.adding(bankDays: 1, to: desk.today - 1)
        var request = RefundRequest(day: on ?? next)
        request.version = version.message
        request.bankBIC = bic
        request.accounts = accounts
        request.despiteDebt = despiteDebt
        let outcome = try desk.orderRefunds(request, dryRun: dryRun) { bytes in
            try OutputFile.write(bytes, to: path, replacing: false)
        } withdraw: {
            unlink(path)
        }
        // Next to JSON, words are for whoever watches.
        func say(_ text: String) {
            if json { Console.write(text + "\n", to: STDERR_FILENO) } else { print(text) }
        }
        if dryRun {
            say(ConsoleTexts(words.language).dryRun)
        } else if outcome.message != nil {
            say(
                words.written(
                    outcome.ordered.count, outcome.ordered.map(\.amount).sum(), path, request.day))
        } else if !outcome.left.isEmpty {
            say(words.nothingReady)
        }
        if !outcome.left.isEmpty { say(words.left(outcome.left.count)) }
    }

    private func show(answer path: String, _ words: RefundTexts) throws {
        var source = try ByteSource(path: path)
        let report = try Pain002Reader.read(&source)
        if json { return try Console.json(AnswerJSON(report)) }
        print("\(report.messageID): \(words.status(report.status))")
        for order in report.orders {
            print("  \(order.endToEndID): \(words.status(order.status)) \(order.reason)")
        }
        let isRefused = report.status == "RJCT" || report.orders.contains { $0.status == "RJCT" }
        if isRefused { print("  " + words.refusedHint) }
    }

    private func accounts() throws -> [String: AccountNumber] {
        var accounts: [String: AccountNumber] = [:]
        for text in account {
            guard let colon = text.lastIndex(of: ":") else {
                throw ValidationError("'\(text)' is not NAME:ACCOUNT, e.g. 40101:99993011017")
            }
            accounts[String(text[..<colon])] = AccountNumber(text[text.index(after: colon)...])
        }
        return accounts
    }
}

extension RefundsCommand.View {
    init(_ refund: Refund, despiteDebt: Bool) {
        name = refund.name
        switch refund.source {
        case .claim(let id): (claim, payment) = (id.number, nil)
        case .payment(let id): (claim, payment) = (nil, id.number)
        }
        invoice = refund.invoice
        customer = refund.debtor.number
        customerName = refund.debtor.name
        amount = refund.amount
        owesElsewhere = refund.owesElsewhere
        endToEndID = refund.endToEndID
        switch refund.account {
        case .known(let known):
            account = known.text
            accounts = []
            state = refund.owesElsewhere > .zero && !despiteDebt ? "owes-elsewhere" : "ready"
        case .unknown: (account, accounts, state) = (nil, [], "account-unknown")
        case .several(let several):
            (account, accounts, state) = (nil, several.map(\.text), "several-accounts")
        }
    }

    func status(_ words: RefundTexts) -> String {
        switch state {
        case "ready": words.ready
        case "owes-elsewhere": "\(words.owesElsewhere) \(owesElsewhere.figures)"
        case "several-accounts": words.severalAccounts
        default: words.accountUnknown
        }
    }
}

struct AnswerJSON: Codable {
    struct Order: Codable {
        let endToEndID: String
        let status: String
        let reason: String
    }
    let message: String
    let status: String
    let orders: [Order]

    init(_ report: PaymentStatusReport) {
        message = report.messageID
        status = report.status
        orders = report.orders.map {
            Order(endToEndID: $0.endToEndID, status: $0.status, reason: $0.reason)
        }
    }
}

extension BookSheets {
    static func refunds(_ views: [RefundsCommand.View], _ language: Language) -> Sheet {
        let word = ListWords(language)
        let words = RefundTexts(language)
        return Sheet(
            word(.refunds), language, of: views,
            [
                .text(word(.number), \.name), .text(word(.customerNumber), \.customer),
                .text(word(.customerName), \.customerName), .text(word(.invoice), \.invoice),
                .money(word(.amount), isTotalled: true, \.amount),
                .text(word(.account)) { $0.account ?? $0.accounts.joined(separator: " ") },
                .money(word(.owesElsewhere), \.owesElsewhere),
                .text(word(.status)) { $0.status(words) }, .text(word(.reference), \.endToEndID),
            ])
    }
}
