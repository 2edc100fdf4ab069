import ArgumentParser
import Basics
import Claims
import Desk
import Formats
import Law
import Store
import Texts

struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "Open invoices and where each stands.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Also those that are closed.")
    var all = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let items = try desk.claims(onlyOpen: !all)
        let isWritten = try output.write(
            BookSheets.claims(items, desk.law, texts), of: desk)
        if json {
            return try Console.json(
                items.map { TodayView.Line($0.claim, $0.debtor, $0.decision, nil, desk.law, .nb) })
        }
        if isWritten { return }
        var table = Table([
            ("Id", .right), (texts.customer, .left), (texts.invoice, .left), (texts.due, .left),
            (texts.toPay, .right), (texts.stepHeading, .left), (texts.why, .left),
        ])
        for item in items {
            let reason = item.decision.reasons.first.map {
                ReasonTexts.sentence($0, texts.language)
            }
            table.add(
                "\(item.claim.id)", item.debtor.name, item.claim.invoice, item.claim.due.text,
                item.decision.statement.toPay.figures,
                item.decision.stepName(desk.law).map(texts.step) ?? "–", reason ?? "")
        }
        table.print()
    }
}

struct ClaimCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "A claim's timeline and what is owed.")

    /// The lists a claim has.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case timeline, statement, interest, payments
    }

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Argument(help: "Invoice number or claim id.")
    var claim: String
    @Option(
        name: .long,
        help: "What --csv and --xlsx write: timeline, statement, interest or payments.")
    var part: Part = .timeline
    @Option(name: .long, help: "As it stood at the end of this day.", transform: parseDay)
    var asOf: Day?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let view = try desk.view(try desk.claimID(claim), asOf: asOf)
        let told = ClaimJSON(view, desk.law, texts.language)
        let isWritten = try output.write(
            sheet(told, view.statement, texts.language), of: desk)
        if json { return try Console.json(told, of: desk) }
        if isWritten { return }
        let claim = view.claim
        print(Console.bold("\(texts.invoice) \(claim.invoice), \(view.debtor.name)"))
        print("  \(texts.due) \(claim.due.text), KID \(claim.kid.isEmpty ? "–" : claim.kid)")
        print("")
        print("  \(claim.issued.text)  \(texts.invoice) \(claim.invoice): \(claim.principal.text)")
        for fact in claim.facts {
            print("  \(fact.on.text)  \(Timeline.line(fact, desk.law, texts))")
        }
        print("")
        StatementPage(view.statement, texts.language).print()
    }

    private func sheet(_ claim: ClaimJSON, _ statement: Statement, _ language: Language) -> Sheet {
        switch part {
        case .timeline: BookSheets.timeline(claim, language)
        case .statement: BookSheets.statement(statement, claim.invoice, language)
        case .interest:
            BookSheets.interest(
                claim.interestSegments,
                "\(Heading.interestLines.text(language)) \(claim.invoice)", language)
        case .payments: BookSheets.placements(claim, language)
        }
    }
}

/// A rate in hundredths of a percent as people read it.
enum Percent {
    static func text(_ rate: Int) -> String { "\(Money(ore: Int64(rate)).figures) %" }
}

/// A claim for machines.
struct ClaimJSON: Codable {
    let id: Int64
    let invoice: String
    let customer: String
    let customerName: String
    let kid: String
    let issued: Day
    let due: Day
    let on: Day
    let principal: Money
    let credited: Money
    let interest: Money
    let fees: Money
    let compensation: Money
    let costs: Money
    let waived: Money
    let paid: Money
    let refunded: Money
    let toPay: Money
    let overpaid: Money
    let interestSegments: [InterestSegment]
    let placements: [Placement]
    let verdict: String
    let step: String?
    let nextDay: Day?
    let reasons: [ReasonView]
    let timeline: [Entry]

    struct Entry: Codable {
        let day: Day
        let text: String
    }

    /// What a payment went to, and the rule that decided.
    struct Placement: Codable {
        let payment: Int64
        let on: Day
        let costs: Money
        let interest: Money
        let principal: Money
        let overpaid: Money
        let rule: String

        init(_ placement: Statement.Placement) {
            payment = placement.payment.number
            on = placement.on
            costs = placement.costs
            interest = placement.interest
            principal = placement.principal
            overpaid = placement.overpaid
            rule =
                switch placement.rule {
                case .designated(let designation): "designated-\(designation)"
                case .equalsPrincipal: "equals-principal"
                case .order(let order): order.rawValue
                }
        }
    }

    init(_ view: ClaimView, _ law: LawBook, _ language: Language) {
        id = view.claim.id.number
        invoice = view.claim.invoice
        customer = view.debtor.number
        customerName = view.debtor.name
        kid = view.claim.kid
        issued = view.claim.issued
        due = view.claim.due
        on = view.statement.on
        principal = view.statement.principal
        credited = view.statement.credited
        interest = view.statement.interest
        fees = view.statement.fees
        compensation = view.statement.compensation
        costs = view.statement.costs
        waived = view.statement.waived
        paid = view.statement.paid
        refunded = view.statement.refunded
        toPay = view.statement.toPay
        overpaid = view.statement.overpaid
        interestSegments = view.statement.segments
        placements = view.statement.placements.map { Placement($0) }
        verdict = view.decision.verdictName
        step = view.decision.step?.name
        nextDay = view.decision.nextDay
        reasons = view.decision.reasons.map { ReasonView($0, language) }
        let texts = ConsoleTexts(language)
        timeline = view.claim.facts.map { Entry(day: $0.on, text: Timeline.line($0, law, texts)) }
    }
}
