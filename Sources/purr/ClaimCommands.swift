import ArgumentParser
import Basics
import Claims
import Desk
import Law
import Store
import Texts

struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "Open invoices and where each stands.")

    @OptionGroup var options: BookOptions
    @Flag(name: .long, help: "Also those that are closed.")
    var all = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let items = try desk.claims(onlyOpen: !all)
        if json {
            return try Console.json(
                items.map { TodayView.Line($0.claim, $0.debtor, $0.decision, nil, .nb) })
        }
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
                item.decision.step.map { texts.step($0.name) } ?? "–", reason ?? "")
        }
        table.print()
    }
}

struct ClaimCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "A claim's timeline and what is owed.")

    @OptionGroup var options: BookOptions
    @Argument(help: "Invoice number or claim id.")
    var claim: String
    @Option(name: .long, help: "As it stood at the end of this day.", transform: parseDay)
    var asOf: Day?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let view = try desk.view(try desk.claimID(claim), asOf: asOf)
        if json { return try Console.json(ClaimJSON(view, texts.language)) }
        let claim = view.claim
        print(Console.bold("\(texts.invoice) \(claim.invoice), \(view.debtor.name)"))
        print("  \(texts.due) \(claim.due.text), KID \(claim.kid.isEmpty ? "–" : claim.kid)")
        print("")
        print("  \(claim.issued.text)  \(texts.invoice) \(claim.invoice): \(claim.principal.text)")
        for fact in claim.facts { print("  \(fact.on.text)  \(Timeline.line(fact, texts))") }
        print("")
        Self.show(view.statement, texts)
    }

    static func show(_ statement: Statement, _ texts: ConsoleTexts) {
        var table = Table([(statement.on.text, .left), ("", .right)])
        table.add(texts.principal, statement.principal.figures)
        if statement.credited != .zero { table.add(texts.credited, (-statement.credited).figures) }
        if statement.interest != .zero { table.add(texts.interest, statement.interest.figures) }
        if statement.fees != .zero { table.add(texts.fee, statement.fees.figures) }
        if statement.paid != .zero { table.add(texts.paid, (-statement.paid).figures) }
        table.add(texts.toPay, (statement.toPay - statement.overpaid).figures)
        table.print()
        for segment in statement.segments {
            let line = texts.segment(
                segment.days, Percent.text(segment.rate), of: segment.balance, segment.amount)
            print(
                Console.dim(
                    "  \(segment.from.text)–\(segment.to.text)  \(line)"
                ))
        }
        if let missing = statement.missingRate {
            print("  ! " + ReasonTexts.sentence(.missingRate(missing), texts.language))
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
    let paid: Money
    let toPay: Money
    let overpaid: Money
    let interestSegments: [InterestSegment]
    let verdict: String
    let step: String?
    let nextDay: Day?
    let reasons: [ReasonView]
    let timeline: [Entry]

    struct Entry: Codable {
        let day: Day
        let text: String
    }

    init(_ view: ClaimView, _ language: Language) {
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
        paid = view.statement.paid
        toPay = view.statement.toPay
        overpaid = view.statement.overpaid
        interestSegments = view.statement.segments
        verdict = view.decision.verdictName
        step = view.decision.step?.name
        nextDay = view.decision.nextDay
        reasons = view.decision.reasons.map { ReasonView($0, language) }
        let texts = ConsoleTexts(language)
        timeline = view.claim.facts.map { Entry(day: $0.on, text: Timeline.line($0, texts)) }
    }
}
