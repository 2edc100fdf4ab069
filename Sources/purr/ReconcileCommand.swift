import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Store
import Texts

struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Prove where every øre that came in is: placed, waiting, set aside or gone back.",
        discussion: """
            By file, account and day. Ends with status 1 when something is not accounted for; money that waits \
            for you is, and is listed with its age.
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(
        name: .long, help: "Money booked through this day (yyyy-mm-dd).", transform: parseDay)
    var asOf: Day?
    @Flag(name: .long, help: "Show each account day by day.")
    var days = false
    @Flag(name: .long, help: "Print JSON, with every day.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let result = try desk.reconcile(asOf: asOf)
        let view = ReconcileView(result)
        let isWritten = try output.write(
            view.sheet(MatchTexts(desk.book.language)), on: desk.today)
        if json {
            try Console.json(view)
        } else if !isWritten {
            let texts = MatchTexts(desk.book.language)
            view.print(texts, ConsoleTexts(desk.book.language), showsDays: days)
            for found in result.breaks { print("  ! " + texts.gap(found)) }
        }
        if !result.isProven { throw ExitCode(1) }
    }
}

extension MatchTexts {
    func gap(_ found: AccountBreak) -> String {
        gap(
            isGap: found.found.kind == .gap, found.account.text, found.found.after,
            found.found.before, found.found.amount)
    }
}

private struct ReconcileView: Codable {
    struct Account: Codable {
        let account: String
        let currency: String
        let figures: Reconciliation.Figures
        let difference: Money
        let days: [DayLine]
    }

    struct DayLine: Codable {
        let day: Day
        let figures: Reconciliation.Figures
        let difference: Money
    }

    struct File: Codable {
        let file: String
        let format: String
        let entries: Int
        let told: Money
        let added: Money
        let known: Money
        let own: Money
        let inBook: Money
        let balanceDifference: Money?
        let isWhole: Bool
    }

    struct Waiting: Codable {
        let payment: PaymentsCommand.View
        let days: Int
    }

    struct Gap: Codable {
        let account: String
        let kind: String
        let after: Day
        let before: Day
        let amount: Money
    }

    let asOf: Day
    let isProven: Bool
    let accounts: [Account]
    let files: [File]
    let unexplained: [Waiting]
    let gaps: [Gap]
    let refunded: Money

    init(_ result: Reconciliation) {
        asOf = result.asOf
        isProven = result.isProven
        refunded = result.refunded
        accounts = result.accounts.map { account in
            Account(
                account: account.account.text, currency: account.currency,
                figures: account.figures, difference: account.figures.difference,
                days: account.days.map {
                    DayLine(day: $0.day, figures: $0.figures, difference: $0.figures.difference)
                })
        }
        files = result.files.map {
            File(
                file: $0.name, format: $0.format, entries: $0.figures.entries,
                told: $0.figures.told, added: $0.figures.added, known: $0.figures.known,
                own: $0.figures.own, inBook: $0.inBook,
                balanceDifference: $0.balanceDifference, isWhole: $0.isWhole)
        }
        unexplained = result.unexplained.map {
            Waiting(payment: PaymentsCommand.View($0.payment), days: $0.days)
        }
        gaps = result.breaks.map {
            Gap(
                account: $0.account.text, kind: $0.found.kind.rawValue, after: $0.found.after,
                before: $0.found.before, amount: $0.found.amount)
        }
    }

    /// Each account day by day, for another program.
    func sheet(_ texts: MatchTexts) -> Sheet {
        let words = ListWords(texts.language)
        let lines = accounts.flatMap { account in account.days.map { (account, $0) } }
        return Sheet(
            texts.reconciliation(asOf), texts.language, of: lines,
            [
                .text(words(.account)) { $0.0.account }, .text(words(.currency)) { $0.0.currency },
                .day(words(.day)) { $0.1.day },
                .money(texts.received, isTotalled: true) { $0.1.figures.received },
                .money(texts.returned, isTotalled: true) { $0.1.figures.returned },
                .money(texts.matched, isTotalled: true) { $0.1.figures.matched },
                .money(texts.held, isTotalled: true) { $0.1.figures.held },
                .money(texts.listed, isTotalled: true) { $0.1.figures.listed },
                .money(texts.setAside, isTotalled: true) { $0.1.figures.setAside },
                .money(texts.difference, isTotalled: true) { $0.1.difference },
            ])
    }

    func print(_ texts: MatchTexts, _ words: ConsoleTexts, showsDays: Bool) {
        Swift.print(Console.bold(texts.reconciliation(asOf)) + "\n")
        accountTable(texts, words, showsDays)
        let lumps = accounts.map(\.figures.unexplainedLumps).sum()
        if lumps != .zero { Swift.print("  ! " + texts.lumps(lumps)) }
        if refunded != .zero { Swift.print("  " + texts.refunded(refunded)) }
        if !files.isEmpty {
            Swift.print("")
            fileTable(texts)
        }
        if !unexplained.isEmpty {
            let sum = unexplained.filter { $0.payment.currency == "NOK" }.map(\.payment.rest).sum()
            Swift.print("\n" + Console.bold(texts.waitsHeading(unexplained.count, sum)))
            waitingTable(texts, words)
        }
        Swift.print("\n" + (isProven ? texts.proven : "! " + texts.notProven))
    }

    private func accountTable(_ texts: MatchTexts, _ words: ConsoleTexts, _ showsDays: Bool) {
        var table = Table([
            ("Konto", .left), (texts.received, .right), (texts.returned, .right),
            (texts.matched, .right), (texts.held, .right), (texts.listed, .right),
            (texts.setAside, .right), (texts.difference, .right),
        ])
        func add(_ name: String, _ figures: Reconciliation.Figures) {
            table.add(
                name, figures.received.figures, figures.returned.figures, figures.matched.figures,
                figures.held.figures, figures.listed.figures, figures.setAside.figures,
                figures.difference.figures)
        }
        for account in accounts {
            let name = account.account.isEmpty ? texts.ledgerCredits : account.account
            add(account.currency == "NOK" ? name : "\(name) \(account.currency)", account.figures)
            if showsDays { for line in account.days { add("  \(line.day.text)", line.figures) } }
        }
        table.print()
    }

    private func fileTable(_ texts: MatchTexts) {
        var table = Table([
            (texts.file, .left), (texts.told, .right), (texts.new, .right),
            (texts.knownBefore, .right), (texts.own, .right), (texts.difference, .right),
            (texts.balanceCheck, .right),
        ])
        for file in files {
            table.add(
                file.file, file.told.figures, file.added.figures, file.known.figures,
                file.own.figures, (file.told - file.inBook - file.known - file.own).figures,
                file.balanceDifference.map(\.figures) ?? texts.noBalance)
        }
        table.print()
    }

    private func waitingTable(_ texts: MatchTexts, _ words: ConsoleTexts) {
        var table = Table([
            ("Id", .right), (words.day, .left), (texts.days, .right), (words.amount, .right),
            (words.rest, .right), (words.from, .left), (words.text, .left),
        ])
        for line in unexplained {
            let from = line.payment.payerName
            table.add(
                "\(line.payment.id)", line.payment.booked.text, "\(line.days)",
                line.payment.amount.figures, line.payment.rest.figures,
                from.isEmpty ? line.payment.payerAccount : from, line.payment.text)
        }
        table.print()
    }
}

struct BankCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bank",
        abstract: "The bank accounts, how far they are known, and what is missing.",
        subcommands: [BankShowCommand.self, BankAcceptCommand.self],
        defaultSubcommand: BankShowCommand.self)
}

struct BankShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The accounts, their balances, and gaps between statements.")

    @OptionGroup var options: BookOptions
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    private struct View: Codable {
        let account: String
        let through: Day
        let balance: Money?
        let balanceOn: Day?
        let gaps: [String]
    }

    func run() throws {
        let desk = try options.desk()
        let texts = MatchTexts(desk.book.language)
        let views = try desk.bankAccounts().map { view in
            View(
                account: view.account.text, through: view.through, balance: view.balance?.amount,
                balanceOn: view.balance?.on, gaps: view.breaks.map(texts.gap))
        }
        if json { return try Console.json(views) }
        var table = Table([
            ("Konto", .left), (texts.through, .left), (texts.balanceCheck, .right), ("", .left),
        ])
        for view in views {
            table.add(
                view.account, view.through.text, view.balance?.figures ?? texts.noBalance,
                view.balanceOn?.text ?? "")
        }
        table.print()
        for gap in views.flatMap(\.gaps) { print("  ! " + gap) }
    }
}

struct BankAcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Say that a gap between statements is known, so that it holds no letters.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The account.")
    var account: String
    @Argument(help: "The last day before the gap (yyyy-mm-dd).", transform: parseDay)
    var day: Day
    @Option(name: .long, help: "What the gap is.")
    var reason: String

    func run() throws {
        try options.desk().acceptBreak(
            of: AccountNumber(account), after: day, reason: reason)
    }
}
