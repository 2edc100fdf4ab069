import ArgumentParser
import Basics
import Law
import Texts

struct LawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "law",
        abstract: "The law: rates, acts, choices, and calculators to check any letter with.",
        subcommands: [
            InterestCommand.self, FeeCommand.self, DeadlineCommand.self, SalaerCommand.self,
            CourtCommand.self, LimitationCommand.self, BankruptcyCommand.self,
            VATLossCommand.self, CalendarCommand.self, NumberCommand.self,
            RatesCommand.self, RegimeCommand.self, ChoicesCommand.self, ChooseCommand.self,
        ])
}

struct InterestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interest", abstract: "Late interest, stretch by stretch.")

    @OptionGroup var options: LawOptions
    @OptionGroup var output: ListOutput
    @Option(name: .long, help: "The amount: 10000,00.", transform: parseMoney)
    var principal: Money
    @Option(name: .long, help: "The due date.", transform: parseDay)
    var due: Day
    @Option(name: .long, help: "The day of payment; it bears interest.", transform: parseDay)
    var until: Day
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    struct View: Codable {
        let principal: Money
        let due: Day
        let until: Day
        let segments: [InterestSegment]
        let interest: Money
        let total: Money
        let citation: String
    }

    func run() throws {
        let law = try options.law()
        let segments = try withLaw {
            try LateInterest.segments(on: principal, after: due, through: until, law: law)
        }
        let interest = segments.map(\.amount).sum()
        let citation = Citation(.forsinkelsesrenteloven, "§§ 2–3").text
        let isWritten = try output.write(
            BookSheets.interest(segments, Heading.interestLines.text(.nb), .nb), on: options.day)
        if json {
            return try Console.json(
                View(
                    principal: principal, due: due, until: until, segments: segments,
                    interest: interest, total: principal + interest, citation: citation))
        }
        if isWritten { return }
        let texts = ConsoleTexts(.nb)
        var table = Table([
            (texts.from, .left), ("Til", .left), (texts.days, .right), (texts.rate, .right),
            (texts.amount, .right), ("Øre", .right),
        ])
        for segment in segments {
            table.add(
                segment.from.text, segment.to.text, "\(segment.days)", Percent.text(segment.rate),
                segment.amount.figures, "\(segment.amount.ore)")
        }
        table.add(
            texts.total, "", "\(segments.map(\.days).reduce(0, +))", "", interest.figures,
            "\(interest.ore)")
        table.print()
        print("  \(citation)")
    }
}

struct FeeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fee", abstract: "The fee of a letter, and from when.")

    @OptionGroup var options: LawOptions
    @Option(name: .long, help: "reminder, collection-notice or payment-demand.")
    var letter: LetterKind
    @Option(name: .long, help: "The due date.", transform: parseDay)
    var due: Day
    @Option(name: .long, help: "The day the letter is sent.", transform: parseDay)
    var sent: Day
    @Option(
        name: .long,
        help:
            "An earlier letter, kind:sent:deadline:fee, e.g. reminder:2026-08-17:2026-08-31:38,00. Repeatable."
    )
    var earlier: [String] = []
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    struct View: Codable {
        let fee: Money
        let code: String
        let text: String
        let citation: String
    }

    func run() throws {
        let letters = try earlier.map(Self.letter)
        let law = try options.law()
        let decision = try withLaw {
            try CreditorFee.decide(letter, due: due, sentOn: sent, earlier: letters, law: law)
        }
        let view = View(
            fee: decision.amount, code: decision.reason.code,
            text: ReasonTexts.sentence(.fee(decision.reason), .nb),
            citation: decision.reason.citation.text)
        if json { return try Console.json(view) }
        print("\(view.fee.text)  \(view.text) (\(view.citation))")
    }

    private static func letter(_ text: String) throws -> EarlierLetter {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let kind = LetterKind(rawValue: parts[0]),
            let sent = Day(parsing: parts[1]), let fee = Money(parsing: parts[3])
        else { throw ValidationError("'\(text)' is not kind:sent:deadline:fee") }
        return EarlierLetter(kind: kind, sentOn: sent, deadline: Day(parsing: parts[2]), fee: fee)
    }
}

struct DeadlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline",
        abstract: "The deadline to print, and the first day of the next step.")

    @Option(name: .long, help: "The day the letter is sent.", transform: parseDay)
    var sent: Day
    @Option(name: .long, help: "Days to pay, at least 14.")
    var days = Deadline.noticeDaysMinimum
    @Option(name: .long, help: "Bank days to wait after the deadline.")
    var grace = 2
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let deadline: Day
        let nextLawful: Day
        let nextWithGrace: Day
        let citation: String
    }

    func validate() throws {
        if days < Deadline.noticeDaysMinimum {
            throw ValidationError("the law demands at least 14 days, not \(days)")
        }
    }

    func run() throws {
        let deadline = Deadline.toPrint(sentOn: sent, days: days)
        let view = View(
            deadline: deadline, nextLawful: Deadline.nextStep(after: deadline, graceBankDays: 0),
            nextWithGrace: Deadline.nextStep(after: deadline, graceBankDays: grace),
            citation: Citation(.inkassoloven, "§§ 9–10").text)
        if json { return try Console.json(view) }
        print("frist \(view.deadline.text) (\(view.citation))")
        print(
            "neste steg tidligst \(view.nextLawful.text), med \(grace) bankdager \(view.nextWithGrace.text)"
        )
    }
}

extension LetterKind: ExpressibleByArgument {}

/// Runs a calculation and tells a missing rate as every other refusal is told.
func withLaw<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let missing as MissingRate {
        throw missing.diagnostic
    }
}

struct KIDCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kid", abstract: "Make and check customer identification numbers.",
        subcommands: [KIDMakeCommand.self, KIDCheckCommand.self])
}

struct KIDMakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Add the check character to a number.")

    @Argument(help: "1 to 24 digits.")
    var payload: String
    @Option(name: .long, help: "mod10 or mod11, as agreed with the bank.")
    var modulus: KID.Modulus = .mod10

    func run() throws {
        guard let kid = KID.make(payload: payload, modulus) else {
            throw Diagnostic(
                "kid.payload", place: "argument", found: payload, expected: "1 to 24 digits",
                remedy: "leave out blanks and letters")
        }
        print(kid)
    }
}

struct KIDCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tell whether a KID's check character is right.")

    @Argument var kid: String

    func run() throws {
        guard let valid = KID(kid) else {
            throw Diagnostic(
                "kid.check", place: "argument", found: kid,
                expected: "2 to 25 characters with a check character by MOD10 or MOD11",
                remedy: "look at the digits once more")
        }
        print("\(valid)  \(valid.moduli.map(\.rawValue).joined(separator: ", "))")
    }
}

extension KID.Modulus: ExpressibleByArgument {}
