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

        init(_ stored: StoredPayment) {
            id = stored.payment.id.number
            booked = stored.payment.booked
            amount = stored.payment.amount
            rest = stored.rest
            currency = stored.currency
            kid = stored.payment.kid
            payerName = stored.payment.payerName
            payerAccount = stored.payment.payerAccount
            text = stored.payment.text
            settled = stored.settled
        }
    }

    func run() throws {
        let desk = try options.desk()
        let texts = ConsoleTexts(desk.book.language)
        let limit = json || output.isAsked ? Int.max : 200
        let views = try desk.payments(onlyUnmatched: unmatched, limit: limit).map(View.init)
        let isWritten = try output.write(
            BookSheets.payments(views, texts.language), of: desk)
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
        commandName: "match", abstract: "Show where a payment could belong, or place it.",
        discussion: """
            Without claims it shows the proposals, the surest first, with what speaks for each. With claims it \
            places the payment on them in the order they are named, each as far as it can hold it. \
            `purr unmatch` takes it back.
            """)

    @OptionGroup var options: BookOptions
    @Argument(help: "The payment's id.")
    var payment: Int64
    @Argument(help: "Invoice numbers or claim ids.")
    var claims: [String] = []
    @Option(name: .long, help: "Place it as the proposal with this number says.")
    var accept: Int?
    @Option(
        name: .customLong("for"),
        help: "What the payer said that it is for: principal, interest or costs.")
    var designation: Fact.Designation?
    @Flag(name: .long, help: "Print the proposals as JSON.")
    var json = false

    func validate() throws {
        if accept != nil && !claims.isEmpty { throw ValidationError("name claims, or --accept") }
        if designation != nil && claims.isEmpty {
            throw ValidationError("--for goes with the claims that you name")
        }
    }

    func run() throws {
        let desk = try options.desk()
        let texts = MatchTexts(desk.book.language)
        let id = PaymentID(payment)
        if let accept {
            let rest = try desk.accept(id, rank: accept)
            return print(texts.placed(payment, on: "\(accept)", rest: rest))
        }
        if !claims.isEmpty {
            let ids = try claims.map { try desk.claimID($0) }
            let rest = try desk.match(id, to: ids, designation: designation)
            return print(
                texts.placed(payment, on: claims.joined(separator: ", "), rest: rest))
        }
        let waiting = try desk.proposals(for: id)
        if json { return try Console.json(WaitingView(waiting, texts)) }
        WaitingView(waiting, texts).print(texts, ConsoleTexts(desk.book.language))
    }
}

/// A payment and its proposals as they are shown.
private struct WaitingView: Codable {
    struct Proposal: Codable {
        let rank: Int
        /// In thousandths.
        let score: Int
        let customer: String?
        let customerName: String?
        let parts: [Part]
        let rest: Money
        let reasons: [String]
    }

    struct Part: Codable {
        let invoice: String
        let amount: Money
    }

    let payment: PaymentsCommand.View
    let proposals: [Proposal]

    init(_ waiting: WaitingPayment, _ texts: MatchTexts) {
        payment = PaymentsCommand.View(waiting.stored)
        proposals = waiting.proposals.enumerated().map { index, proposal in
            let debtor = proposal.debtor.flatMap { waiting.debtors[$0] }
            return Proposal(
                rank: index + 1, score: proposal.score, customer: debtor?.number,
                customerName: debtor?.name,
                parts: proposal.parts.map {
                    Part(invoice: waiting.claims[$0.claim]?.invoice ?? "", amount: $0.amount)
                }, rest: proposal.rest, reasons: proposal.reasons.map(texts.say))
        }
    }

    func print(_ texts: MatchTexts, _ words: ConsoleTexts) {
        let from = [payment.payerName, payment.payerAccount].filter { !$0.isEmpty }
        let said = [payment.kid, payment.text].filter { !$0.isEmpty }.joined(separator: "  ")
        Swift.print(
            Console.bold("\(payment.id)  \(payment.booked.text)  \(payment.amount.text)")
                + "  \(from.joined(separator: ", "))")
        if !said.isEmpty { Swift.print("  “\(said)”") }
        guard !proposals.isEmpty else { return Swift.print("  " + texts.noProposals) }
        Swift.print("")
        var table = Table([
            ("", .right), (texts.score, .right), (words.customer, .left), (words.invoice, .left),
            (words.amount, .right), (words.rest, .right),
        ])
        for proposal in proposals {
            table.add(
                "\(proposal.rank)", percent(proposal.score), proposal.customerName ?? "–",
                proposal.parts.map(\.invoice).joined(separator: ", "),
                proposal.parts.map(\.amount).sum().figures, proposal.rest.figures)
        }
        table.print()
        for proposal in proposals {
            let reasons = proposal.reasons.joined(separator: "; ")
            Swift.print(Console.dim("  \(proposal.rank): \(reasons)"))
        }
        if proposals[0].parts.isEmpty { return }
        Swift.print("\n  " + texts.howToAccept(payment.id))
    }

    /// 987 → `98,7 %`.
    private func percent(_ score: Int) -> String { "\(score / 10),\(score % 10) %" }
}

extension MatchTexts {
    /// The reason in the reader's language.
    func say(_ reason: MatchReason) -> String {
        switch reason {
        case .kidInText(let kid): kidInText(kid)
        case .kidWithSlip(let kid): kidWithSlip(kid)
        case .invoiceReferred(let number): invoiceReferred(number)
        case .invoiceInText(let number): invoiceInText(number)
        case .invoiceWithSlip(let number): invoiceWithSlip(number)
        case .customerNumber(let number): customerNumber(number)
        case .organisationNumber(let number): organisationNumber(number)
        case .ledger: ledger
        case .account: account
        case .accountOfOthers: accountOfOthers
        case .payerSeen: payerSeen
        case .name: name
        case .nameAlike: nameAlike
        case .nameDiffers: nameDiffers
        case .amount: amount
        case .amountWithCosts: amountWithCosts
        case .amountBeforeCharges(let charges): amountBeforeCharges(charges)
        case .sumOfDue(let count): sumOfDue(count)
        case .sum(let count): sum(count)
        case .partOfAmount: partOfAmount
        case .moreThanOwed(let amount): moreThanOwed(amount)
        case .alreadyPaid(let number): alreadyPaid(number)
        case .amountShared(let others): amountShared(others)
        case .nearDue(let days): nearDue(days)
        case .beforeInvoice: beforeInvoice
        }
    }
}

struct UnmatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmatch",
        abstract:
            "Take a payment back from where it was placed or set aside; it waits for you again.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The payment's id.")
    var payment: Int64

    func run() throws {
        let desk = try options.desk()
        let claims = try desk.unmatch(PaymentID(payment))
        print(
            MatchTexts(desk.book.language).takenBack(
                payment, from: claims.joined(separator: ", ")))
    }
}

struct FreeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "free",
        abstract: "Say that a payment is not a customer's, so that it holds none of their letters.")

    @OptionGroup var options: BookOptions
    @Argument(help: "The payment's id.")
    var payment: Int64
    @Argument(help: "The customer's number.")
    var customer: String
    @Option(name: .long, help: "How you know.")
    var reason: String

    func run() throws {
        try options.desk().free(PaymentID(payment), from: customer, reason: reason)
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
