import ArgumentParser
import Basics
import Claims
import Desk
import Store
import Texts

struct PaymentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payments", abstract: "Payments, and what of them is not placed.",
        discussion: "The table shows the newest 200; --json, --csv and --xlsx have them all.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Flag(name: .long, help: "Only those that wait for you.")
    var unmatched = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Codable {
        let id: Int64
        let booked: Day
        let amount: Money
        let rest: Money
        let currency: String
        let kid: String
        let payerName: String
        let payerAccount: String
        let text: String
        let settled: String?
    }

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let limit = json || output.isAsked ? Int.max : 200
        let views = try desk.payments(onlyUnmatched: unmatched, limit: limit).map {
            View(
                id: $0.payment.id.number, booked: $0.payment.booked, amount: $0.payment.amount,
                rest: $0.rest, currency: $0.currency, kid: $0.payment.kid,
                payerName: $0.payment.payerName, payerAccount: $0.payment.payerAccount,
                text: $0.payment.text, settled: $0.settled)
        }
        let isWritten = try output.write(
            BookSheets.payments(views, texts.language), on: desk.today)
        if json { return try Console.json(views) }
        if isWritten { return }
        var table = Table([
            ("Id", .right), (texts.day, .left), (texts.amount, .right), (texts.rest, .right),
            ("KID", .left), (texts.from, .left), (texts.text, .left),
        ])
        for view in views {
            table.add(
                "\(view.id)", view.booked.text, view.amount.figures,
                view.settled == nil ? view.rest.figures : "(\(view.settled ?? ""))", view.kid,
                view.payerName.isEmpty ? view.payerAccount : view.payerName, view.text)
        }
        table.print()
    }
}

struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Place a payment on an invoice.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The payment's id.")
    var payment: Int64
    @Argument(help: "Invoice number or claim id.")
    var claim: String
    @Option(
        name: .customLong("for"),
        help: "What the payer said that it is for: principal, interest or costs.")
    var designation: Fact.Designation?

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let rest = try desk.match(
            PaymentID(payment), to: try desk.claimID(claim), designation: designation)
        print("\(payment) → \(claim). \(texts.rest): \(rest.text)")
    }
}

struct SetAsideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-aside",
        abstract: "Say that a payment belongs to no claim, so that it holds no letters.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The payment's id.")
    var payment: Int64
    @Option(name: .long, help: "Why.")
    var reason: String

    func run() throws {
        try options.desk().setAside(PaymentID(payment), reason: reason)
    }
}

extension Fact.Designation: ExpressibleByArgument {
    public init?(argument: String) {
        switch argument {
        case "principal": self = .principal
        case "interest": self = .interest
        case "costs": self = .costs
        default: return nil
        }
    }
}
