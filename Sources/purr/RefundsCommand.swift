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
        abstract:
            "What customers have paid too much, and a file that orders it back from the bank.",
        discussion: """
            --pain writes a payment order (pain.001) and notes each refund as given back; run again there is nothing left to \
            order. Money goes back to the account it came from; a refund without a known account is listed and left out.
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "Write the payment order to this file.")
    var pain: String?
    @Option(name: .long, help: "The order's version: 03 or 09.")
    var version: PainWriter.Version = .v03
    @Option(
        name: .long, help: "The day the bank is to pay (yyyy-mm-dd); today by default.",
        transform: parseDay)
    var on: Day?
    @Option(name: .long, help: "The bank's BIC, when it asks for one.")
    var bic = ""
    @Flag(name: .long, help: "Show what would be ordered, and change nothing.")
    var dryRun = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    private struct View: Codable {
        let customer: String
        let customerName: String
        let invoice: String
        let amount: Money
        let account: String?
        let identity: String

        init(_ refund: Refund) {
            customer = refund.debtor.number
            customerName = refund.debtor.name
            invoice = refund.claim.invoice
            amount = refund.amount
            account = refund.account?.text
            identity = refund.identity
        }
    }

    func run() throws {
        let desk = try options.desk()
        let texts = MatchTexts(desk.book.language)
        if let pain, !dryRun {
            let ordered = try order(desk, pain)
            if json { return try Console.json(ordered.map(View.init)) }
            return print(texts.ordered(ordered.count, ordered.map(\.amount).sum(), pain))
        }
        var refunds = try desk.refunds()
        if pain != nil { refunds = refunds.filter { $0.account != nil } }
        if json { return try Console.json(refunds.map(View.init)) }
        if try output.write(Self.sheet(refunds.map(View.init), desk.book.language)) { return }
        if refunds.isEmpty { return print(texts.noRefunds) }
        show(refunds, ConsoleTexts(desk.book.language), texts)
    }

    /// The file is there before the refunds are noted, and taken away when they can not be.
    private func order(_ desk: BookDesk, _ path: String) throws -> [Refund] {
        var isSaved = false
        do {
            return try desk.orderRefunds(on: on ?? desk.today, version: version, bic: bic) {
                try OutputFile.write($0, to: path, replacing: output.force)
                isSaved = true
            }
        } catch {
            if isSaved { try? FileManager.default.removeItem(atPath: path) }
            throw error
        }
    }

    private func show(_ refunds: [Refund], _ words: ConsoleTexts, _ texts: MatchTexts) {
        var table = Table([
            (words.customer, .left), (words.invoice, .left), (words.amount, .right),
            ("Konto", .left),
        ])
        for refund in refunds {
            table.add(
                refund.debtor.name, refund.claim.invoice, refund.amount.figures,
                refund.account?.grouped ?? texts.unknownAccount)
        }
        table.print()
    }

    private static func sheet(_ views: [View], _ language: Language) -> Sheet {
        let words = ListWords(language)
        return Sheet(
            MatchTexts(language).refundsTitle, language, of: views,
            [
                .text(words(.customerNumber), \.customer),
                .text(words(.customerName), \.customerName), .text(words(.invoice), \.invoice),
                .money(words(.amount), isTotalled: true, \.amount),
                .text(words(.account), \.account), .text(words(.text), \.identity),
            ])
    }
}

extension PainWriter.Version: ExpressibleByArgument {}
