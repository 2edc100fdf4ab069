import ArgumentParser
import Basics
import Claims
import Delivery
import Desk
import Foundation
import Law
import Store
import Texts

struct SubjectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subject",
        abstract:
            "What a customer may ask: to see what is held about them, and to have it deleted.",
        subcommands: [SubjectExportCommand.self, SubjectEraseCommand.self])
}

/// Where the key for sealed fields is.
struct KeyOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The key for birth numbers and other sealed fields: file:PATH or env:NAME; PURR_KEY by default.",
            valueName: "source"))
    var key: String?

    /// nil where none is named and PURR_KEY is not set.
    func optional() throws -> FieldKey? {
        let isSet = ProcessInfo.processInfo.environment["PURR_KEY"] != nil
        guard key != nil || isSet else { return nil }
        return try required()
    }

    func required() throws -> FieldKey {
        guard let source = SecretSource(key ?? "env:PURR_KEY") else {
            throw ValidationError("--key is file:PATH or env:NAME")
        }
        return try FieldKey(try source.read())
    }
}

struct SubjectExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Everything the book holds about a customer: PDF, JSON and the letters, in one zip.")

    @OptionGroup var options: BookOptions
    @OptionGroup var keys: KeyOptions
    @Argument(help: "Customer number, organisation number or whole name.")
    var customer: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The file to write; subject-NUMBER-DAY.zip in this folder by default.",
            valueName: "file"))
    var to: String?
    @Option(
        name: .long, help: "nb, nn or en; the customer's language by default.",
        transform: parseLanguage)
    var language: Language?
    @Flag(name: .long, help: "Replace a file that is there already.")
    var force = false
    @Flag(name: .long, help: "Print the JSON alone, and write no file.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let archive = try desk.subjectArchive(
            customer, key: try keys.optional(), language: language)
        if json { return try Console.json(archive.file) }
        let path = to ?? SubjectArchive.name(archive.file.person.number, on: desk.today)
        try OutputFile.write(archive.bytes, to: path, replacing: force)
        print(
            SubjectTexts(desk.book.language).exported(path, letters: archive.file.letters.count))
    }
}

struct SubjectEraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Forget a customer as far as the law allows.",
        discussion: """
            What no act says must be kept is deleted; the rest is restricted and tells why and until when. Open claims are \
            kept and pressed as before. Without --yes it only tells what would be done.
            """)

    @OptionGroup var options: BookOptions
    @Argument(help: "Customer number, organisation number or whole name.")
    var customer: String
    @Flag(name: .long, help: "Delete without asking. It can not be undone.")
    var yes = false
    @Flag(name: .long, help: "Only tell what would be done.")
    var dryRun = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let words = SubjectTexts(desk.book.language)
        let plan = try desk.erasurePlan(customer)
        if !json {
            print(words.would(plan.debtor.name))
            ErasureTable(words).print(plan)
        }
        let goes = !dryRun && !plan.isEmpty && (yes || !json && Console.ask(words.ask))
        let done = goes ? try desk.erase(customer) : plan
        if json {
            return try Console.json(
                ErasureView(customer: done.debtor.number, isDone: goes, done))
        }
        if plan.isEmpty { return print(words.nothing) }
        if !goes { return print(words.notDone) }
        print(words.deleted(1))
    }
}

struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Personal data that have been kept long enough; --delete deletes them.")

    @OptionGroup var options: BookOptions
    @Flag(name: .long, help: "Delete them. It can not be undone.")
    var delete = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    private struct View: Encodable {
        let isDone: Bool
        let customers: [ErasureView]
        /// Payments of no customer's whose payers go.
        let strayPayments: Int
    }

    func run() throws {
        let desk = try options.desk()
        let words = SubjectTexts(desk.book.language)
        let plan = delete ? try desk.deleteExpired() : try desk.retentionPlan()
        let plans = plan.customers
        if json {
            return try Console.json(
                View(
                    isDone: delete,
                    customers: plans.map {
                        ErasureView(customer: $0.debtor.number, isDone: delete, $0)
                    }, strayPayments: plan.strayPayments.count))
        }
        if plan.isEmpty { return print(words.nothing) }
        if !delete { print(words.expired(plans.count)) }
        ErasureTable(words).print(plan)
        print(delete ? words.deleted(plans.count) : Console.dim("purr retention --delete"))
    }
}

private struct ErasureView: Encodable {
    let customer: String
    let isDone: Bool
    let lines: [ErasurePlan.Line]
    let isPersonErased: Bool
    let isRestricted: Bool

    init(customer: String, isDone: Bool, _ plan: ErasurePlan) {
        self.customer = customer
        self.isDone = isDone
        lines = plan.lines
        isPersonErased = plan.isPersonErased
        isRestricted = plan.isRestricted
    }
}

private struct ErasureTable {
    let words: SubjectTexts

    init(_ words: SubjectTexts) { self.words = words }

    func print(_ plan: ErasurePlan) {
        var table = Table([
            (words.what, .left), (words.count, .right), (words.becomes, .left),
            (words.until, .left), (words.why, .left),
        ])
        for line in plan.lines {
            let end = line.fate == .delete ? "–" : words.through(line.keptThrough)
            table.add(
                words.kind(line.kind), "\(line.count)", words.fate(line.fate.rawValue), end,
                line.basis)
        }
        if !table.isEmpty { table.print() }
        if plan.isPersonErased { Swift.print("  " + words.personErased) }
        if plan.isRestricted { Swift.print("  " + words.restricted) }
    }

    /// A line a customer, by number: names are what goes.
    func print(_ all: RetentionPlan) {
        var table = Table([
            (words.number, .left), (words.what, .left), (words.count, .right),
        ])
        for plan in all.customers {
            for line in plan.lines where line.fate == .delete {
                table.add(plan.debtor.number, words.kind(line.kind), "\(line.count)")
            }
            if plan.isPersonErased { table.add(plan.debtor.number, words.person, "1") }
        }
        if !all.strayPayments.isEmpty {
            table.add(
                words.noCustomer, words.kind(.strayPayments), "\(all.strayPayments.count)")
        }
        table.print()
    }
}
