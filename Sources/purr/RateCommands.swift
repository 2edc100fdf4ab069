import ArgumentParser
import Basics
import Claims
import Desk
import Foundation
import Law
import Store
import Texts

/// Which law a calculator goes by: what is shipped, and what the database holds when there is one.
struct LawOptions: ParsableArguments {
    @OptionGroup var place: StoreOptions
    @Option(
        name: .long, help: "Act as if it were this day (yyyy-mm-dd), for examples and rehearsals.",
        transform: parseDay)
    var today: Day?

    private var clock: Clock { today.map { .startingAt($0) } ?? .system }

    /// The day it is.
    var day: Day { clock.today }

    func law() throws -> LawBook { try existing()?.law() ?? .shipped }

    /// nil where there is no database.
    func existing() throws -> LawDesk? {
        try place.existing().map { LawDesk(database: $0, clock: clock, actor: PersonOptions.user) }
    }

    /// - Throws: `Diagnostic` `book.none` where there is no database to add to.
    func required() throws -> LawDesk {
        LawDesk(database: try place.database(), clock: clock, actor: PersonOptions.user)
    }
}

struct RatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rates",
        abstract: "The rates that are known, shipped and your own, and what is missing.",
        subcommands: [ListRatesCommand.self, AddRateCommand.self],
        defaultSubcommand: ListRatesCommand.self)
}

struct ListRatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every rate with its days and its source.")

    @OptionGroup var options: LawOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "Only what holds on this day.", transform: parseDay)
    var on: Day?
    @Flag(name: .long, help: "Print JSON; percent in hundredths, kroner in øre.")
    var json = false

    struct View: Encodable {
        let table: String
        let unit: String
        let rows: [LawBook.Row]
    }
    struct Gap: Encodable {
        let table: String
        let from: Day
        let to: Day
        let isMissing: Bool
        let remedy: String
    }
    struct Report: Encodable {
        let tables: [View]
        let gaps: [Gap]
    }

    func run() throws {
        let law = try options.law()
        let views = MissingRate.Table.allCases.map { table in
            View(
                table: table.rawValue, unit: table == .lateInterest ? "percent/100" : "ore",
                rows: rows(law, table))
        }
        let listed = MissingRate.Table.allCases.flatMap { table in
            rows(law, table).map { LawSheets.Rate(table: table, row: $0) }
        }
        let isWritten = try output.write(LawSheets.rates(listed, .nb), on: options.day)
        let gaps = law.gaps(on: on ?? options.day)
        if json {
            return try Console.json(
                Report(
                    tables: views,
                    gaps: gaps.map {
                        Gap(
                            table: $0.table.rawValue, from: $0.from, to: $0.to,
                            isMissing: $0.isMissing, remedy: $0.remedy)
                    }))
        }
        if isWritten { return }
        let added = try options.existing()?.ownRates() ?? []
        for table in MissingRate.Table.allCases { show(table, rows(law, table), added) }
        GapLines.print(gaps, .nb)
    }

    private func rows(_ law: LawBook, _ table: MissingRate.Table) -> [LawBook.Row] {
        let all = law.rows(of: table)
        guard let on else { return all }
        return all.last { $0.from <= on && ($0.to.map { on <= $0 } ?? true) }.map { [$0] } ?? []
    }

    private func show(
        _ name: MissingRate.Table, _ rows: [LawBook.Row], _ added: [RecordedRate]
    ) {
        print("\n" + Console.bold("\(name.rawValue)") + "  (\(name.citation.text))")
        for own in [false, true] where rows.contains(where: { $0.isOwn == own }) {
            var table = Table([
                (own ? "Egne, fra" : "Fra", .left), ("Til", .left), ("Verdi", .right),
                ("Kilde", .left), ("", .left),
            ])
            for row in rows where row.isOwn == own {
                let who = added.last { $0.rate.table == name && $0.rate.from == row.from }
                let note = own ? who.map { "\($0.actor), \(Clock.text(of: $0.at))" } ?? "" : ""
                table.add(
                    row.from.text, row.to?.text ?? "", value(row, name), row.source, note)
            }
            table.print()
        }
    }

    private func value(_ row: LawBook.Row, _ name: MissingRate.Table) -> String {
        name == .lateInterest ? Percent.text(Int(row.value)) : Money(ore: row.value).figures
    }
}

struct AddRateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a rate that this version does not ship yet.")

    @OptionGroup var options: LawOptions
    @Argument(
        help: ArgumentHelp(
            MissingRate.Table.allCases.map(\.rawValue).joined(separator: ", "), valueName: "table"))
    var table: MissingRate.Table
    @Option(name: .long, help: "The first day, inclusive.", transform: parseDay)
    var from: Day
    @Option(
        name: .long, help: "The last day, inclusive; left out for a rate that holds until changed.",
        transform: parseDay)
    var to: Day?
    @Option(
        name: .long, help: "Percent a year for late interest (12,00), kroner for the others.",
        transform: parseMoney)
    var value: Money
    @Option(name: .long, help: "The regulation or announcement it was read in.")
    var source: String
    @Flag(name: .long, help: "Correct an own row for the same days.")
    var replace = false

    func run() throws {
        let rate = OwnRate(table: table, from: from, to: to, value: value.ore, source: source)
        try options.required().add(rate, replacing: replace)
        print("\(table.rawValue) \(from.text)–\(to?.text ?? ""): \(value.figures) (\(source))")
    }
}

/// What is missing, with the command that adds it.
enum GapLines {
    static func print(_ gaps: [LawBook.Gap], _ language: Language) {
        for gap in gaps {
            Swift.print("  ! \(GapTexts.sentence(gap, language))")
            Swift.print(Console.dim("    \(gap.remedy)"))
        }
    }
}

struct RegimeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regime", abstract: "Which collection act governs a letter, and from when.",
        discussion: """
            The act of 2026 is adopted, and the King sets its first day. Set it here when the decree is published:
            purr law regime --start 2027-01-01 --source "kgl.res. …". From that day the creditor's letters change.
            """)

    @OptionGroup var options: LawOptions
    @Option(name: .long, help: "The first day of the act of 2026.", transform: parseDay)
    var start: Day?
    @Flag(name: .long, help: "The day is not set after all.")
    var unset = false
    @Option(name: .long, help: "The decree that sets the day.")
    var source = ""
    @Option(name: .long, help: "nb, nn or en.")
    var language: Language = .nb
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Encodable {
        struct Set: Encodable {
            let start: Day?
            let source: String
            let actor: String
        }
        let today: Day
        let regime: String
        let act2026From: Day?
        let changes: [String]
        let history: [Set]
    }

    func validate() throws {
        if start != nil && unset { throw ValidationError("give either --start or --unset") }
    }

    func run() throws {
        if start != nil || unset { try options.required().setAct2026(from: start, source: source) }
        let law = try options.law()
        let regime = law.regime(on: options.day)
        let view = View(
            today: options.day, regime: regime.rawValue, act2026From: law.act2026From,
            changes: RegimeTexts.changes(language),
            history: try options.existing()?.regimes().map {
                .init(start: $0.start, source: $0.source, actor: $0.actor)
            } ?? [])
        if json { return try Console.json(view) }
        print("\(options.day.text): \(RegimeTexts.name(regime, language))")
        print("\(RegimeTexts.name(.act2026, language)): \(law.act2026From?.text ?? "–")")
        for change in view.changes { print("  · \(change)") }
    }
}

struct ChoicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choices",
        abstract: "What a company can choose where the law is silent, and has.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "nb, nn or en; the book's language by default.")
    var language: Language?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Encodable {
        let key: String
        let number: String
        let question: String
        let value: String
        let isDefault: Bool
        let alternatives: [String]
        let since: Day?
    }

    func run() throws {
        let desk = try options.desk()
        let language = language ?? desk.book.language
        let made = try desk.choices()
        let views = Convention.allCases.map { convention in
            let value = desk.law.conventions[convention]
            return View(
                key: convention.rawValue, number: ConventionTexts.number(convention),
                question: ConventionTexts.question(convention, language), value: value,
                isDefault: value == Conventions.standard[convention],
                alternatives: convention.values,
                since: made.last { $0.convention == convention }.map { Clock.day(of: $0.at) })
        }
        let isWritten = try output.write(LawSheets.choices(views, language), of: desk)
        if json { return try Console.json(views) }
        if isWritten { return }
        for view in views {
            let since = view.since.map { ", \($0.text)" } ?? ""
            print(Console.bold("\(view.number)  \(view.question)") + "  \(view.key)\(since)")
            for value in view.alternatives {
                let mark = value == view.value ? "●" : "○"
                print("    \(mark) \(value): \(ConventionTexts.meaning(value, language))")
            }
            if view.alternatives.isEmpty { print("    ● \(view.value)") }
        }
        let plan = Plan.named(desk.book.plan)
        print(
            Console.dim(
                "\n\(ConventionTexts.graceNote(plan.graceBankDays, plan.name.title, language))"))
    }
}

struct ChooseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choose",
        abstract: "Make a choice where the law is silent; see purr law choices.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The choice's key, e.g. day-count.")
    var key: Convention
    @Argument(help: "The value; left out with --reset.")
    var value: String?
    @Flag(name: .long, help: "Back to what a company gets that chooses nothing.")
    var reset = false

    func validate() throws {
        if (value != nil) == reset { throw ValidationError("give either a value or --reset") }
    }

    func run() throws {
        let chosen = value ?? Conventions.standard[key]
        try options.desk().choose(key, chosen)
        print("\(key.rawValue): \(chosen)")
    }
}

extension MissingRate.Table: ExpressibleByArgument {}
extension Convention: ExpressibleByArgument {}
