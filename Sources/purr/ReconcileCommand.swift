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

    /// The lists a reconciliation has.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case accounts, files, waiting
    }

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(
        name: .long,
        help: "What --csv and --xlsx write: accounts (a line a day), files or waiting.")
    var part: Part = .accounts
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
            view.sheet(part, desk.book.language), of: desk)
        if json {
            try Console.json(view, of: desk)
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

// MARK: - For other programs

extension ReconcileView {
    func sheet(_ part: ReconcileCommand.Part, _ language: Language) -> Sheet {
        switch part {
        case .accounts: accountSheet(language)
        case .files: fileSheet(language)
        case .waiting: waitingSheet(language)
        }
    }

    private func accountSheet(_ language: Language) -> Sheet {
        let word = ListWords(language)
        let texts = MatchTexts(language)
        let lines = accounts.flatMap { account in
            account.days.map { (account: account, line: $0) }
        }
        return Sheet(
            texts.reconciliation(asOf), language, of: lines,
            [
                .text(word(.account), \.account.account),
                .text(word(.currency), \.account.currency),
                .day(word(.day), \.line.day),
                .money(texts.received, isTotalled: true) { $0.line.figures.received },
                .money(texts.returned, isTotalled: true) { $0.line.figures.returned },
                .money(texts.matched, isTotalled: true) { $0.line.figures.matched },
                .money(texts.held, isTotalled: true) { $0.line.figures.held },
                .money(texts.listed, isTotalled: true) { $0.line.figures.listed },
                .money(texts.setAside, isTotalled: true) { $0.line.figures.setAside },
                .money(texts.difference, isTotalled: true) { $0.line.difference },
            ])
    }

    private func fileSheet(_ language: Language) -> Sheet {
        let texts = MatchTexts(language)
        return Sheet(
            texts.reconciliation(asOf), language, of: files,
            [
                .text(texts.file, \.file), .text(Heading.kind.text(language), \.format),
                .money(texts.told, isTotalled: true, \.told),
                .money(texts.new, isTotalled: true, \.added),
                .money(texts.knownBefore, isTotalled: true, \.known),
                .money(texts.own, isTotalled: true, \.own),
                .money(texts.difference, isTotalled: true) {
                    $0.told - $0.inBook - $0.known - $0.own
                },
                .money(texts.balanceCheck, \.balanceDifference),
            ])
    }

    private func waitingSheet(_ language: Language) -> Sheet {
        let word = ListWords(language)
        return Sheet(
            MatchTexts(language).reconciliation(asOf), language, of: unexplained,
            [
                .whole(word(.paymentID), \.payment.id), .day(word(.booked), \.payment.booked),
                .whole(word(.days)) { Int64($0.days) },
                .money(word(.amount), isTotalled: true, \.payment.amount),
                .money(word(.rest), isTotalled: true, \.payment.rest),
                .text(word(.currency), \.payment.currency), .text(word(.kid), \.payment.kid),
                .text(word(.payerName), \.payment.payerName),
                .text(word(.payerAccount), \.payment.payerAccount),
                .text(word(.text), \.payment.text),
            ])
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
    @OptionGroup var output: ListOutput
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
        let isWritten = try output.write(sheet(views, texts), of: desk)
        if json { return try Console.json(views) }
        if isWritten { return }
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

    private func sheet(_ views: [View], _ texts: MatchTexts) -> Sheet {
        let word = ListWords(texts.language)
        return Sheet(
            "Bank", texts.language, of: views,
            [
                .text(word(.account), \.account), .day(texts.through, \.through),
                .money(texts.balanceCheck, \.balance), .day(word(.day), \.balanceOn),
                .text(word(.detail)) { $0.gaps.joined(separator: " ") },
            ])
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
