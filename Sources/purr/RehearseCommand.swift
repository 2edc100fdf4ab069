import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Foundation
import Store
import Texts

struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract:
            "The coming days on a copy of the book: letters, fees, questions and expected money.",
        discussion: """
            The same code that runs the days runs the rehearsal. Nothing is sent, and the book is only read.
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var post: PostOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "From today, at most two years.") var days = 90
    @Option(
        name: .long,
        help: "usual: each customer pays as before; never: nobody pays, and every letter goes.")
    var pay: Rehearsal.Pay = .usual
    @Flag(name: .long, help: "Every letter instead of every week.") var letters = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() async throws {
        let desk = try options.desk()
        let bar = ProgressBar("rehearse")
        let rehearsal = try await desk.rehearse(
            days: days, pay: pay, as: try post.post(options, desk, isRehearsal: true),
            progress: bar.show)
        bar.finish()
        let texts = ConsoleTexts(desk.book.language)
        let view = RehearsalView(rehearsal)
        let isWritten = try output.write(
            letters ? RehearsalSheets.letters(view, texts) : RehearsalSheets.weeks(view, texts),
            of: desk)
        if json { return try Console.json(view, of: desk) }
        if !isWritten { show(rehearsal, view, texts) }
    }

    private func show(_ rehearsal: Rehearsal, _ view: RehearsalView, _ texts: ConsoleTexts) {
        let words = RehearsalTexts(texts.language)
        print(Console.bold(words.heading(from: view.from.text, through: view.through.text)))
        print("  \(pay == .usual ? words.usual : words.never)")
        if let block = rehearsal.firstBlock {
            print("! \(words.blocked(rehearsal.blockedDays, texts.block(block)))")
        }
        if view.unsorted > 0 {
            let goLive = GoLiveTexts(texts.language)
            print("! \(goLive.leftOut(view.unsorted, view.unsortedSum))")
        }
        if view.letters.isEmpty, view.questions.isEmpty, view.payments.isEmpty {
            return print("  \(words.quiet)")
        }
        if letters { showLetters(view, texts) } else { showWeeks(view, texts) }
        print(
            "  "
                + words.sum(
                    letters: view.letters.count, fees: view.letters.map(\.fee).sum(),
                    questions: view.questions.count, expected: view.payments.map(\.amount).sum()))
    }

    private func showWeeks(_ view: RehearsalView, _ texts: ConsoleTexts) {
        let word = ListWords(texts.language)
        let steps = view.steps
        var table = Table(
            [(word(.week), .left)] + steps.map { (texts.step($0), .right) }
                + [
                    (word(.fees), .right), (word(.questions), .right), (word(.expected), .right),
                    ("", .left),
                ])
        let most = view.weeks.map(\.expected).max() ?? .zero
        for week in view.weeks {
            let counts = steps.map { week.letters[$0].map(String.init) ?? "" }
            table.add(
                cells: [week.monday.text] + counts + [
                    week.fees > .zero ? week.fees.figures : "",
                    week.questions > 0 ? String(week.questions) : "",
                    week.expected > .zero ? week.expected.figures : "",
                    Self.bar(week.expected, of: most),
                ])
        }
        table.print()
    }

    /// Twenty characters for the largest.
    private static func bar(_ amount: Money, of most: Money) -> String {
        guard most > .zero, amount > .zero else { return "" }
        let eighths = max(1, Int(amount.ore * 160 / most.ore))
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    }

    private func showLetters(_ view: RehearsalView, _ texts: ConsoleTexts) {
        let word = ListWords(texts.language)
        let ways = RehearsalTexts(texts.language)
        let tones = ToneTexts(texts.language)
        var table = Table([
            (word(.letterDay), .left), (texts.customer, .left), (texts.invoice, .left),
            (texts.stepHeading, .left), (word(.tone), .left), (word(.letterWay), .left),
            (texts.deadline, .left), (texts.fee, .right), (texts.toPay, .right),
        ])
        for letter in view.letters {
            table.add(
                letter.day.text, letter.customerName, letter.invoices.joined(separator: ", "),
                texts.step(letter.step), tones.tone(letter.tone.rawValue), ways.way(letter.way),
                letter.deadline?.text ?? "–", letter.fee.figures, letter.toPay.figures)
        }
        table.print()
    }
}

extension Rehearsal.Pay: ExpressibleByArgument {}

/// A rehearsal as it is printed as JSON.
struct RehearsalView: Codable {
    struct Letter: Codable {
        let day: Day
        let customer: String
        let customerName: String
        let invoices: [String]
        let step: String
        let tone: Tone
        let way: String
        let fee: Money
        let toPay: Money
        let deadline: Day?
    }

    struct Question: Codable {
        let day: Day
        let customer: String
        let customerName: String
        let invoice: String
        let toPay: Money
    }

    struct Payment: Codable {
        let day: Day
        let customer: String
        let invoice: String
        let amount: Money
    }

    struct Week: Codable {
        let monday: Day
        let letters: [String: Int]
        let fees: Money
        let questions: Int
        let expected: Money
    }

    let from: Day
    let through: Day
    let pay: Rehearsal.Pay
    let weeks: [Week]
    let letters: [Letter]
    let questions: [Question]
    let payments: [Payment]
    /// Old claims that nobody has sorted: nothing is sent on them.
    let unsorted: Int
    let unsortedSum: Money

    init(_ rehearsal: Rehearsal) {
        unsorted = rehearsal.unsorted
        unsortedSum = rehearsal.unsortedSum
        from = rehearsal.from
        through = rehearsal.from + (rehearsal.days - 1)
        pay = rehearsal.pay
        weeks = rehearsal.weeks.map { week in
            Week(
                monday: week.monday,
                letters: Dictionary(
                    uniqueKeysWithValues: week.letters.map { ($0.key.name, $0.value) }),
                fees: week.fees, questions: week.questions, expected: week.expected)
        }
        letters = rehearsal.letters.map {
            Letter(
                day: $0.day, customer: $0.customer, customerName: $0.customerName,
                invoices: $0.invoices, step: $0.step.name($0.regime), tone: $0.tone,
                way: $0.way.rawValue, fee: $0.fee, toPay: $0.toPay, deadline: $0.deadline)
        }
        questions = rehearsal.questions.map {
            Question(
                day: $0.day, customer: $0.customer, customerName: $0.customerName,
                invoice: $0.invoice, toPay: $0.toPay)
        }
        payments = rehearsal.payments.map {
            Payment(day: $0.day, customer: $0.customer, invoice: $0.invoice, amount: $0.amount)
        }
    }

    /// The steps there is a letter of, in the ladder's order.
    var steps: [String] {
        Step.allCases.map(\.name).filter { step in weeks.contains { $0.letters[step] != nil } }
    }
}

enum RehearsalSheets {
    static func weeks(_ view: RehearsalView, _ texts: ConsoleTexts) -> Sheet {
        let word = ListWords(texts.language)
        return Sheet(
            word(.rehearsal), texts.language, of: view.weeks,
            [.day(word(.week), \.monday)]
                + view.steps.map { step in
                    .whole(texts.step(step), isTotalled: true) { Int64($0.letters[step] ?? 0) }
                } + [
                    .money(word(.fees), isTotalled: true, \.fees),
                    .whole(word(.questions), isTotalled: true) { Int64($0.questions) },
                    .money(word(.expected), isTotalled: true, \.expected),
                ])
    }

    static func letters(_ view: RehearsalView, _ texts: ConsoleTexts) -> Sheet {
        let word = ListWords(texts.language)
        return Sheet(
            word(.rehearsal), texts.language, of: view.letters,
            [
                .day(word(.letterDay), \.day), .text(word(.customerNumber), \.customer),
                .text(word(.customerName), \.customerName),
                .text(word(.invoice)) { $0.invoices.joined(separator: ", ") },
                .text(word(.step)) { texts.step($0.step) }, .text(word(.tone), \.tone.rawValue),
                .text(word(.letterWay), \.way), .day(word(.deadline), \.deadline),
                .money(word(.fee), isTotalled: true, \.fee), .money(word(.toPay), \.toPay),
            ])
    }
}
