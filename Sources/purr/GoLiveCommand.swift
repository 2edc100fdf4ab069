import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Foundation
import Store
import Texts

struct GoLiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "golive",
        abstract:
            "Old claims at going live: remind, look into or leave; nothing goes before you say.",
        discussion: """
            Invoices that were long overdue when they first came are sorted into three piles, each with its reasons. \
            Accept a pile, or move claims by their invoice numbers; --undo takes the last sorting back.
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput

    @Argument(
        help:
            "Invoice numbers or claim ids to put in a pile, with --into, or to take back, with --undo."
    )
    var claims: [String] = []
    @Option(name: .long, help: "Agree to a proposed pile, all of it: remind, ask or leave.")
    var accept: BacklogPile?
    @Option(name: .customLong("into"), help: "The pile for the claims named: remind, ask or leave.")
    var pileForClaims: BacklogPile?
    @Option(name: .long, help: "Why, so that others understand it later.")
    var reason: String?
    @Flag(name: .long, help: "Take the last sorting back, or that of the claims named.")
    var undo = false
    @Flag(name: .long, help: "Show what would be done, and change nothing.")
    var dryRun = false
    @Flag(
        name: .long,
        help: "Also those nobody needs to be asked about, and those you have answered for.")
    var all = false
    @Option(name: .long, help: "One pile, every claim in it.")
    var pile: BacklogPile?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func validate() throws {
        let changes = [accept != nil, pileForClaims != nil, undo].count { $0 }
        if changes > 1 { throw ValidationError("choose one of --accept, --into and --undo") }
        if accept != nil, !claims.isEmpty {
            throw ValidationError("--accept takes a whole pile; for some claims use --into")
        }
        if pileForClaims != nil, claims.isEmpty {
            throw ValidationError("name the claims for --into")
        }
        if changes == 0, !claims.isEmpty {
            throw ValidationError("say --into remind, ask or leave, or --undo")
        }
        if changes == 0, dryRun || reason != nil {
            throw ValidationError("--dry-run and --reason go with --accept, --into and --undo")
        }
    }

    func run() throws {
        let desk = try options.desk()
        let words = GoLiveTexts(desk.book.language)
        if let accept {
            let reason = reason ?? words.asProposed
            return try tell(try desk.accept(accept, reason: reason, dryRun: dryRun), accept, desk)
        }
        if let pileForClaims {
            let ids = try claims.map { try desk.claimID($0) }
            let sorted = try desk.sort(
                ids, as: pileForClaims, reason: reason ?? "", dryRun: dryRun)
            return try tell(sorted, pileForClaims, desk)
        }
        if undo {
            let ids = claims.isEmpty ? nil : try claims.map { try desk.claimID($0) }
            let undone = try desk.unsort(ids, reason: reason ?? "", dryRun: dryRun)
            print(words.undone(undone.count))
            if dryRun { print(ConsoleTexts(desk.book.language).dryRun) }
            return
        }
        try list(desk, words)
    }

    private func list(_ desk: BookDesk, _ words: GoLiveTexts) throws {
        let report = try desk.backlog()
        let view = GoLiveView(report, all: all, pile: pile, words.language)
        let isWritten = try output.write(
            GoLiveSheets.backlog(view.lines, words), on: desk.today)
        if json { return try Console.json(view) }
        if !isWritten { view.print(words, isWhole: pile != nil) }
    }

    private func tell(_ items: [BacklogItem], _ pile: BacklogPile, _ desk: BookDesk) throws {
        let words = GoLiveTexts(desk.book.language)
        let lines = items.map { GoLiveView.Line($0, desk.today, words.language) }
        if json {
            try Console.json(lines)
        } else {
            GoLiveView.table(lines, words, isWhole: false, pile: pile)
            print(
                words.sorted(items.count, lines.map(\.toPay).sum(), pile: pile.rawValue))
        }
        if dryRun {
            Console.write(
                ConsoleTexts(words.language).dryRun + "\n", to: json ? STDERR_FILENO : STDOUT_FILENO
            )
        } else if !items.isEmpty, !json {
            print(words.howToUndo)
        }
    }
}

extension BacklogPile: ExpressibleByArgument {}

/// The backlog for machines and people alike.
struct GoLiveView: Codable {
    struct Line: Codable {
        let claim: Int64
        let invoice: String
        let customer: String
        let customerName: String
        let due: Day
        /// The day it came into the book.
        let came: Day
        let daysOverdue: Int
        let principal: Money
        let toPay: Money
        /// Where a person has put it, else where it seems to belong.
        let pile: BacklogPile
        /// Nothing is sent on it before a person has answered.
        let waits: Bool
        let answer: BacklogPile?
        let lapses: Day?
        let reasons: [ReasonView]
    }

    struct Pile: Codable {
        let pile: BacklogPile
        let claims: Int
        let sum: Money
    }

    let day: Day
    /// Those that wait for an answer, and what is to pay on them.
    let waiting: Int
    let waitingSum: Money
    /// Those that were overdue when they came and are followed up as usual.
    let others: Int
    let answered: Int
    let piles: [Pile]
    let lines: [Line]

    init(_ report: BacklogReport, all: Bool, pile: BacklogPile?, _ language: Language) {
        let shown = (all ? report.items : report.asked)
            .filter { pile == nil || $0.sorting.place == pile }
        day = report.day
        waiting = report.asked.count
        waitingSum = report.asked.map(\.sorting.statement.toPay).sum()
        others = report.others.count
        answered = report.answered.count
        lines = shown.map { Line($0, report.day, language) }
        let lines = lines
        piles = [BacklogPile.ask, .remind, .leave].map { pile in
            let own = lines.filter { $0.pile == pile }
            return Pile(pile: pile, claims: own.count, sum: own.map(\.toPay).sum())
        }
    }
}

extension GoLiveView.Line {
    init(_ item: BacklogItem, _ day: Day, _ language: Language) {
        claim = item.claim.id.number
        invoice = item.claim.invoice
        customer = item.debtor.number
        customerName = item.debtor.name
        due = item.claim.due
        came = item.came
        daysOverdue = day - item.sorting.statement.due
        principal = item.sorting.statement.openInvoice
        toPay = item.sorting.statement.toPay
        pile = item.sorting.place
        waits = item.sorting.isAsked
        answer = item.sorting.answer
        lapses = item.sorting.lapses
        reasons = item.sorting.reasons.map { ReasonView($0, language) }
    }
}

extension GoLiveView {
    /// So many claims of a pile are shown when nobody has asked for all.
    private static let shown = 10

    /// The piles as a person reads them.
    func print(_ words: GoLiveTexts, isWhole: Bool) {
        Swift.print(
            Console.bold(
                waiting == 0 ? words.nothingWaits : words.heading(waiting, waitingSum)))
        for pile in piles where pile.claims > 0 {
            let name = pile.pile.rawValue
            Swift.print(
                "\n"
                    + Console.bold("\(words.pile(name)) (\(pile.claims)), \(pile.sum.text)")
                    + Console.dim("  \(words.meaning(name))"))
            Self.table(
                lines.filter { $0.pile == pile.pile }, words, isWhole: isWhole, pile: pile.pile)
        }
        if waiting > 0 { Swift.print("\n" + words.how) }
        if answered > 0 { Swift.print(words.answered(answered)) }
        if others > 0, !lines.contains(where: { !$0.waits && $0.answer == nil }) {
            Swift.print(words.others(others))
        }
    }

    static func table(
        _ lines: [Line], _ words: GoLiveTexts, isWhole: Bool, pile: BacklogPile
    ) {
        guard !lines.isEmpty else { return }
        let texts = ConsoleTexts(words.language)
        let chosen = isWhole ? lines[...] : lines.prefix(Self.shown)
        var table = Table([
            (texts.customer, .left), (texts.invoice, .left), (texts.due, .left),
            (texts.days, .right), (texts.principal, .right), (texts.toPay, .right),
        ])
        for line in chosen {
            table.add(
                line.customerName, line.invoice, line.due.text, "\(line.daysOverdue)",
                line.principal.figures, line.toPay.figures)
        }
        table.print()
        for line in chosen {
            for reason in line.reasons {
                Swift.print(Console.dim("  \(line.invoice): \(reason.line)"))
            }
        }
        if lines.count > chosen.count {
            Swift.print(
                "  " + words.more(lines.count - chosen.count, pile: pile.rawValue))
        }
    }
}

enum GoLiveSheets {
    static func backlog(_ lines: [GoLiveView.Line], _ words: GoLiveTexts) -> Sheet {
        let word = ListWords(words.language)
        return Sheet(
            word(.backlog), words.language, of: lines,
            [
                .text(word(.pile)) { words.pile($0.pile.rawValue) },
                .yesNo(word(.waitsForAnswer), \.waits),
                .text(word(.answer)) { $0.answer.map { words.pile($0.rawValue) } },
                .whole(word(.claimID), \.claim), .text(word(.customerNumber), \.customer),
                .text(word(.customerName), \.customerName), .text(word(.invoice), \.invoice),
                .day(word(.due), \.due), .day(word(.cameOn), \.came),
                .whole(word(.daysOverdue)) { Int64($0.daysOverdue) },
                .money(word(.principal), isTotalled: true, \.principal),
                .money(word(.toPay), isTotalled: true, \.toPay),
                .day(word(.lapsesOn), \.lapses),
                .text(word(.why)) { $0.reasons.map(\.line).joined(separator: " ") },
            ])
    }
}
