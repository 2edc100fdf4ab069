import ArgumentParser
import Basics
import Claims
import Desk
import Foundation
import Law
import Store
import Texts

struct ObjectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "objection",
        abstract: "Say what became of an objection; letters go on, and fees stand or fall away.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(
        name: .long,
        help:
            "groundless: fees stand. reasonable: all fees fall away. reasonable-but-late: fees since it was raised do."
    )
    var outcome: ObjectionOutcome
    func run() throws {
        try action.act(.endObjection(outcome, reason: action.reason), options)
    }
}

struct CompensationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compensation",
        abstract: "Claim standard compensation from a late business; fees are set off against it.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    func run() throws { try action.act(.claimCompensation(reason: action.reason), options) }
}

struct DeferCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "defer",
        abstract: "Agree on a later due date: every clock starts anew from it.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "The new due date, inclusive.", transform: parseDay)
    var to: Day
    func run() throws { try action.act(.deferDueDate(to: to, reason: action.reason), options) }
}

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Agree on a payment plan: nothing is sent while it is kept.",
        discussion: """
            Name each instalment, --instalment 2026-12-01:500,00, or let Purr share what is owed:
            --months 4 --first 2026-12-01.
            """)
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "DAY:AMOUNT; repeat for each.")
    var instalment: [String] = []
    @Option(name: .long, help: "Share what is owed over this many months.")
    var months: Int?
    @Option(name: .long, help: "The first instalment's day, with --months.", transform: parseDay)
    var first: Day?
    @Flag(name: .long, help: "No interest runs for as long as the plan is kept.")
    var withoutInterest = false

    func validate() throws {
        let isShared = months != nil || first != nil
        if isShared == !instalment.isEmpty || isShared && (months == nil || first == nil) {
            throw ValidationError("give either --instalment for each, or --months and --first")
        }
        if let months, !(1...60).contains(months) {
            throw ValidationError("--months is 1 to 60")
        }
    }

    func run() throws {
        let desk = try options.desk()
        let plan = try InstalmentPlan(
            try instalments(desk), bearsInterest: !withoutInterest)
        for item in plan.instalments { print("  \(item.due.text)  \(item.amount.text)") }
        print("  \(ConsoleTexts(desk.book.language).total)  \(plan.total.text)")
        try action.act(.agreePlan(plan, reason: action.reason), options)
        if action.dryRun { return }
        try writeConfirmation(desk)
    }

    /// The agreement in writing, for the customer: days, amounts, and what a missed instalment does.
    private func writeConfirmation(_ desk: BookDesk) throws {
        let claim = try desk.claimID(action.claim)
        guard let confirmation = try desk.planConfirmation(of: claim) else { return }
        let folder = options.lettersFolder(of: desk.book.id)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/avtale-\(claim)-\(desk.today.iso).pdf"
        try Data(confirmation.pdf).write(to: URL(fileURLWithPath: path), options: .atomic)
        print("  \(path)")
    }

    private func instalments(_ desk: BookDesk) throws -> [InstalmentPlan.Instalment] {
        if let months, let first {
            let owed = try desk.view(try desk.claimID(action.claim)).statement.toPay
            return InstalmentPlan.sharing(owed, over: months, from: first)
        }
        return try instalment.map { text in
            let parts = text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let due = Day(parsing: parts[0]),
                let amount = Money(parsing: parts[1])
            else { throw ValidationError("'\(text)' is not DAY:AMOUNT, e.g. 2026-12-01:500,00") }
            return .init(due: due, amount: amount)
        }
    }
}

struct AcknowledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge",
        abstract: "The customer has acknowledged the claim: limitation starts anew.",
        discussion: "The reason is the evidence: where it can be found that they did.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "The day they did, when that was earlier.", transform: parseDay)
    var on: Day?
    func run() throws {
        try action.act(.acknowledge(evidence: action.reason), options, since: on)
    }
}

struct WaiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "Let a small rest go: costs first, then interest.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "How much; all that is left by default.", transform: parseMoney)
    var amount: Money?
    func run() throws { try action.act(.waive(amount, reason: action.reason), options) }
}

struct RefundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refund",
        abstract: "Note that what a customer paid too much has been given back or set off.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "How much; all of it by default.", transform: parseMoney)
    var amount: Money?
    func run() throws { try action.act(.refund(amount, reason: action.reason), options) }
}

struct HandOverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handover", abstract: "Hand a claim over to an agency, or take it back.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(name: .long, help: "Whom it goes to.")
    var to: String?
    @Flag(name: .long, help: "Take it back.")
    var back = false

    func validate() throws {
        if (to != nil) == back { throw ValidationError("give either --to NAME or --back") }
    }

    func run() throws {
        let said: ClaimAction =
            to.map { .handOver(to: $0, reason: action.reason) } ?? .takeBack(reason: action.reason)
        try action.act(said, options)
    }
}

struct InsolventCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "insolvent",
        abstract: "A customer is bankrupt or cannot pay: all letters stop on all their invoices.")
    @OptionGroup var options: BookOptions
    @Argument(help: "Customer number.")
    var customer: String
    @Option(name: .long, help: "bankrupt, reconstruction, debt-settlement or winding-up.")
    var kind: Insolvency = .bankruptcy
    @Option(name: .long, help: "The opening day; interest ends on it.", transform: parseDay)
    var on: Day?
    @Flag(name: .long, help: "It was annulled, or ended with the debt standing.")
    var ended = false
    @Option(name: .long, help: "Where it was announced.")
    var reason: String

    func run() throws {
        let desk = try options.desk()
        let said: ClaimAction =
            ended ? .insolvencyEnded(reason: reason) : .insolvent(kind, reason: reason)
        let invoices = try desk.act(said, onAllOf: customer, since: on)
        for invoice in invoices {
            let view = try desk.view(try desk.claimID(invoice))
            let reasons = view.decision.reasons.map { ReasonView($0, desk.book.language).line }
            print("\(invoice): \(reasons.first ?? "")")
        }
    }
}

struct LegalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legal",
        abstract: "Note a step at court or an agreed extension: it decides when the claim lapses.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Option(
        name: .customLong("action"),
        help: ArgumentHelp(
            LegalAction.allCases.map(\.rawValue).joined(separator: ", "), valueName: "action"))
    var step: LegalAction?
    @Option(name: .long, help: "The day the parties agreed that it lapses.", transform: parseDay)
    var extendedTo: Day?
    @Option(name: .long, help: "The day it was done, when that was earlier.", transform: parseDay)
    var on: Day?

    func validate() throws {
        if (step != nil) == (extendedTo != nil) {
            throw ValidationError("give either --action or --extended-to")
        }
    }

    func run() throws {
        if let step {
            return try action.act(.legal(step, reason: action.reason), options, since: on)
        }
        guard let extendedTo else { return }
        try action.act(
            .extendLimitation(to: extendedTo, reason: action.reason), options, since: on)
    }
}

struct DueBasisCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due-basis",
        abstract: "Say how an invoice's due date came about: it decides from when interest runs.")
    @OptionGroup var options: BookOptions
    @OptionGroup var action: ActionOptions
    @Flag(name: .long, help: "Agreed, or the usual credit between the parties.")
    var agreed = false
    @Option(
        name: .long, help: "The seller alone set it; the day the invoice was sent.",
        transform: parseDay)
    var unilateral: Day?
    @Option(
        name: .long, help: "No due date was agreed; the day a written demand was sent.",
        transform: parseDay)
    var demanded: Day?
    @Flag(help: "The demand was electronic, and the customer had expressly accepted that, or not.")
    var electronic: Electronic?

    enum Electronic: String, EnumerableFlag {
        case electronicAccepted, electronicNotAccepted
    }

    func validate() throws {
        let given = [agreed, unilateral != nil, demanded != nil].count { $0 }
        if given != 1 {
            throw ValidationError("give one of --agreed, --unilateral DAY and --demanded DAY")
        }
    }

    func run() throws {
        let basis: DueBasis =
            if let demanded {
                .demanded(
                    sentOn: demanded,
                    electronicAccepted: electronic.map { $0 == .electronicAccepted })
            } else if let unilateral {
                .unilateral(sentOn: unilateral)
            } else {
                .agreed
            }
        try action.act(.setBasis(basis, reason: action.reason), options)
    }
}

extension ObjectionOutcome: ExpressibleByArgument {}
extension Insolvency: ExpressibleByArgument {}
extension LegalAction: ExpressibleByArgument {}
