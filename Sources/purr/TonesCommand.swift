import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Store
import Texts

struct TonesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tones", abstract: "How the tone of a letter is chosen.",
        discussion: """
            A customer's own tone goes first (purr customer 10001 --tone warm), then the trade's, then the company's, then the
            plan's. A good payer's first lapse gets a warmer nudge and reminder, the fourth within a year a firmer.
            """,
        subcommands: [TonesListCommand.self, TonesSetCommand.self],
        defaultSubcommand: TonesListCommand.self)
}

struct TonesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The company's tone, and that of each trade.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct Branch: Codable {
        let branch: String
        let tone: Tone
        let customers: Int
    }

    struct View: Codable {
        let company: Tone?
        let followsHistory: Bool
        let branches: [Branch]
    }

    func run() throws {
        let desk = try options.desk()
        let rule = desk.book.tones
        let counts = try desk.customers().reduce(into: [String: Int]()) {
            $0[ToneRule.branchKey($1.branch), default: 0] += 1
        }
        let view = View(
            company: rule.company, followsHistory: rule.followsHistory,
            branches: rule.branches.sorted { $0.key < $1.key }.map {
                Branch(branch: $0.key, tone: $0.value, customers: counts[$0.key, default: 0])
            })
        let word = ListWords(desk.book.language)
        let isWritten = try output.write(
            Sheet(
                word(.tones), desk.book.language, of: view.branches,
                [
                    .text(word(.branch), \.branch), .text(word(.tone), \.tone.rawValue),
                    .whole(word(.customers)) { Int64($0.customers) },
                ]), of: desk)
        if json { return try Console.json(view, of: desk) }
        if isWritten { return }
        show(view, ToneTexts(desk.book.language), word)
    }

    private func show(_ view: View, _ texts: ToneTexts, _ word: ListWords) {
        print("  \(texts.company(view.company?.rawValue))")
        print("  \(texts.history(view.followsHistory))")
        if view.branches.isEmpty { return print("  \(texts.noBranches)") }
        var table = Table([
            (word(.branch), .left), (word(.tone), .left), (word(.customers), .right),
        ])
        for branch in view.branches {
            table.add(branch.branch, texts.tone(branch.tone.rawValue), String(branch.customers))
        }
        table.print()
    }
}

struct TonesSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Choose the company's tone, and that of trades.")

    @OptionGroup var options: BookOptions
    @Option(
        name: .long, help: "warm, friendly, neutral or firm; rule follows the plan.",
        transform: parseTone)
    var company: ToneOption?
    @Option(
        name: .long,
        help: "A trade's tone: bygg=firm; bygg=rule takes it away. May be repeated.")
    var branch: [String] = []
    @Option(
        name: .long, help: "on or off: whether how a customer has paid changes the tone.",
        transform: parseSwitch)
    var history: Bool?

    func run() throws {
        let desk = try options.desk()
        var book = desk.book
        if let company { book.tones.company = company.tone }
        book.tones.followsHistory = history ?? book.tones.followsHistory
        for pair in branch {
            guard let equals = pair.lastIndex(of: "=") else {
                throw ValidationError("'\(pair)' is not like bygg=firm")
            }
            let key = ToneRule.branchKey(String(pair[..<equals]))
            guard !key.isEmpty else { throw ValidationError("'\(pair)' names no trade") }
            book.tones.branches[key] = try parseTone(String(pair[pair.index(after: equals)...]))
                .tone
        }
        try desk.change(book)
        print("  \(ToneTexts(book.language).company(book.tones.company?.rawValue))")
    }
}

/// A tone, or the rule that chooses one.
enum ToneOption: Hashable, Sendable {
    case fixed(Tone)
    case rule

    var tone: Tone? { if case .fixed(let tone) = self { tone } else { nil } }
}

func parseTone(_ text: String) throws -> ToneOption {
    if text == "rule" { return .rule }
    guard let tone = Tone(rawValue: text) else {
        throw ValidationError("'\(text)' is not warm, friendly, neutral, firm or rule")
    }
    return .fixed(tone)
}

extension ToneTexts {
    func reason(_ reason: ToneReason) -> String {
        switch reason {
        case .plan: fromPlan
        case .company: fromCompany
        case .branch(let name): fromBranch(name)
        case .customer: fromCustomer
        case .goodPayer(let paid): goodPayer(paid)
        case .often(let lapses): often(lapses)
        }
    }
}
