import ArgumentParser
import Basics
import Claims
import Desk
import Law
import Store
import Texts

/// What the commands that say something about a claim share.
struct ActionOptions: ParsableArguments {
    @Argument(help: "Invoice number or claim id.")
    var claim: String
    @Option(name: .long, help: "Why, so that others understand it later.")
    var reason: String
    @Flag(name: .long, help: "Show what it would come to, and change nothing.")
    var dryRun = false

    /// - Parameter day: the day it took effect; today when nil.
    func act(_ action: ClaimAction, _ options: BookOptions, since day: Day? = nil) throws {
        let desk = try options.desk()
        let id = try desk.claimID(claim)
        let view = try (dryRun ? desk.dryRun : desk).act(action, on: id, since: day)
        let reasons = view.decision.reasons.map { ReasonView($0, desk.book.language).line }
        for reason in reasons { print("\(view.claim.invoice): \(reason)") }
        if dryRun { print(ConsoleTexts(desk.book.language).dryRun) }
    }
}

struct PauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Send nothing on a claim, for a while or until resumed.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "The first day letters may go again.", transform: parseDay)
    var until: Day?
    func run() throws {
        try action.act(.pause(until: until, reason: action.reason), options)
    }
}

struct ResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "End a pause, a promise or an exemption.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    func run() throws { try action.act(.resume(reason: action.reason), options) }
}

struct DisputeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute",
        abstract: "The customer objects: everything stops until someone has assessed it.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "The day it was raised, when that was earlier.", transform: parseDay)
    var on: Day?
    func run() throws { try action.act(.dispute(reason: action.reason), options, since: on) }
}

struct PromiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise", abstract: "The customer has promised to pay by a day.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "The day, inclusive.", transform: parseDay)
    var by: Day
    func run() throws { try action.act(.promise(by: by, reason: action.reason), options) }
}

struct ExemptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exempt", abstract: "Never remind about this claim.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    func run() throws { try action.act(.exempt(reason: action.reason), options) }
}

struct WriteOffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "writeoff", abstract: "Give up what is left of a claim.",
        discussion: "With --alternative the VAT can be taken back; see purr loss.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(
        name: .long,
        help:
            "a: tried in vain. b: six months and three reminders. c: insolvent. d: otherwise clear."
    )
    var alternative: VATLoss.Alternative?
    func run() throws {
        try action.act(.writeOff(reason: action.reason, alternative: alternative), options)
    }
}

extension VATLoss.Alternative: ExpressibleByArgument {}

struct CreditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit", abstract: "Take something off an invoice.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "How much: 1234,50.", transform: parseMoney)
    var amount: Money
    @Flag(name: .long, help: "The invoice was right; this is a concession from today.")
    var concession = false
    func run() throws {
        try action.act(
            .credit(amount, reference: action.reason, corrects: !concession), options)
    }
}
