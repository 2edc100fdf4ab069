import ArgumentParser
import Basics
import Claims
import Desk
import Law
import Store
import Texts

struct LossCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loss",
        abstract: "Whether an invoice's VAT can be taken back, by the claim's own history.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Argument(help: "Invoice number or claim id.")
    var claim: String
    @Option(
        name: .long, help: "The invoice's VAT, when it is not a fifth of the amount.",
        transform: parseMoney)
    var vat: Money?
    @Option(name: .long, help: "nb, nn or en; the book's language by default.")
    var language: Language?
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    struct Alternative: Encodable {
        let alternative: String
        let holdsFrom: Day?
        let holdsNow: Bool
        let text: String
    }
    struct View: Encodable {
        let invoice: String
        let lost: Money
        let vat: Money
        let reminders: [Day]
        let counted: Int
        let needed: Int
        let alternatives: [Alternative]
        let year: Int
        let term: Int
        let deadline: Day
        let relatedPartyUntil: Day?
        let citation: String
    }

    func run() throws {
        let desk = try options.desk()
        let language = language ?? desk.book.language
        let claim = try desk.view(try desk.claimID(claim))
        let view = view(claim, desk.law.conventions, language)
        let isWritten = try output.write(BookSheets.loss(view, language), of: desk)
        if json { return try Console.json(view, of: desk) }
        if isWritten { return }
        let words = LossTexts(language)
        print(
            Console.bold("\(ConsoleTexts(language).invoice) \(view.invoice), \(claim.debtor.name)")
                + "  (\(view.citation))")
        print("  \(words.amounts(view.lost, view.vat))")
        print(
            "  \(words.reminders(view.reminders.map(\.text), counted: view.counted, needed: view.needed))"
        )
        for alternative in view.alternatives {
            let mark = alternative.holdsNow ? "✓" : alternative.holdsFrom == nil ? "–" : "○"
            let from = alternative.holdsFrom.map { "  \(words.from($0))" } ?? ""
            print("  \(mark) \(alternative.alternative): \(alternative.text)\(from)")
        }
        if view.alternatives.contains(where: \.holdsNow) {
            print("  \(words.term(view.term, view.year, view.deadline))")
        }
    }

    private func view(
        _ view: ClaimView, _ conventions: Conventions, _ language: Language
    ) -> View {
        let day = view.statement.on
        let evidence = view.claim.vatEvidence(on: day, conventions)
        let term = VATLoss.term(of: day)
        return View(
            invoice: view.claim.invoice, lost: view.statement.openInvoice,
            vat: VATLoss.amount(
                lost: view.statement.openInvoice, invoice: view.claim.principal, vat: vat),
            reminders: evidence.reminders,
            counted: VATLoss.counted(evidence.reminders, due: evidence.due).count,
            needed: VATLoss.remindersNeeded,
            alternatives: VATLoss.Alternative.allCases.map { alternative in
                let from = VATLoss.holds(alternative, evidence)
                return Alternative(
                    alternative: alternative.rawValue, holdsFrom: from,
                    holdsNow: from.map { $0 <= day } ?? false,
                    text: LossTexts(language).alternative(alternative))
            }, year: term.year, term: term.term, deadline: term.deadline,
            relatedPartyUntil: VATLoss.relatedPartyLapse(invoicedOn: view.claim.issued)
                .map { $0 - 1 },
            citation: Citation(.merverdiavgiftsforskriften, "§ 4-7-1").text(in: language))
    }
}
