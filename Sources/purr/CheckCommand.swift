import ArgumentParser
import Basics
import Claims
import Desk
import Law
import Store
import Texts

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compute again whether a letter, or all on a claim, was lawful on its day.",
        discussion: "Exit status 1 when something charged or sent was not lawful.")

    @OptionGroup var options: BookOptions
    @OptionGroup var output: ListOutput
    @Argument(help: "A letter's number (P-12), an invoice number or a claim id.")
    var name: String
    @Option(name: .long, help: "nb, nn or en; the book's language by default.")
    var language: Language?
    @Flag(name: .long, help: "Print JSON; amounts in øre.")
    var json = false

    func run() throws {
        let desk = try options.desk()
        let language = language ?? desk.book.language
        let letters = try desk.check(name)
        let views = letters.map { CheckJSON($0, language) }
        let isWritten = try output.write(
            BookSheets.check(views, ConsoleTexts(language)), of: desk)
        if json {
            try Console.json(views)
        } else if !isWritten {
            CheckPage(language).print(letters)
        }
        if !letters.allSatisfy(\.review.isLawful) { throw ExitCode(1) }
    }
}

struct CheckPage {
    let texts: ConsoleTexts
    let words: CheckTexts

    init(_ language: Language) {
        texts = ConsoleTexts(language)
        words = CheckTexts(language)
    }

    func print(_ letters: [CheckedLetter]) {
        if letters.isEmpty { Swift.print(words.noLetters) }
        for letter in letters {
            let review = letter.review
            let verdict = review.isLawful ? "✓ \(words.lawful)" : "✗ \(words.unlawful)"
            Swift.print(
                Console.bold("P-\(review.notice.id)  \(texts.step(letter.stepName))")
                    + "  \(review.notice.sentOn.text)  \(texts.invoice) \(letter.claim.invoice), "
                    + "\(letter.debtor.name)  \(verdict)")
            let clock = ClockTexts(texts.language)
            if let from = review.lawfulFrom { Swift.print("  \(clock.first(from))") }
            if let fee = review.fee {
                let reason = ReasonView(.fee(fee.reason), texts.language)
                Swift.print("  \(clock.fee(review.notice.fee)) – \(reason.line)")
            }
            for fault in review.faults { Swift.print("  ✗ \(line(fault))") }
            for fault in review.laterKnown {
                Swift.print("  ! \(words.laterKnown): \(line(fault))")
            }
        }
    }

    func line(_ fault: LetterReview.Fault) -> String {
        let citation = fault.citation.map { " (\($0.text(in: texts.language)))" } ?? ""
        return text(fault) + citation
    }

    func text(_ fault: LetterReview.Fault) -> String { fault.sentence(texts.language) }
}

struct CheckJSON: Encodable {
    struct Fault: Encodable {
        let code: String
        let text: String
        let citation: String?
    }
    let letter: String
    let step: String
    let invoice: String
    let sentOn: Day
    let lawful: Bool
    let lawfulFrom: Day?
    let feeCharged: Money
    let feeAllowed: Money?
    let interest: Money
    let faults: [Fault]
    let laterKnown: [Fault]

    init(_ letter: CheckedLetter, _ language: Language) {
        let page = CheckPage(language)
        let review = letter.review
        func told(_ faults: [LetterReview.Fault]) -> [Fault] {
            faults.map {
                Fault(
                    code: $0.code, text: page.text($0), citation: $0.citation?.text(in: language))
            }
        }
        self.letter = "P-\(review.notice.id)"
        step = review.notice.step.name
        invoice = letter.claim.invoice
        sentOn = review.notice.sentOn
        lawful = review.isLawful
        lawfulFrom = review.lawfulFrom
        feeCharged = review.notice.fee
        feeAllowed = review.fee?.amount
        interest = review.interest
        faults = told(review.faults)
        laterKnown = told(review.laterKnown)
    }
}
