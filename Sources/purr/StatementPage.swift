import Basics
import Claims
import Desk
import Law
import Texts

/// What a claim comes to on a day, as a page in the terminal: the sum, the interest behind it, and what each
/// payment went to.
struct StatementPage {
    let statement: Statement
    let texts: ConsoleTexts
    private let words: StatementLines

    init(_ statement: Statement, _ language: Language) {
        self.statement = statement
        self.texts = ConsoleTexts(language)
        self.words = StatementLines(statement, language)
    }

    func print() {
        var table = Table([(statement.on.text, .left), ("", .right)])
        for (label, amount) in lines { table.add(label, amount.figures) }
        table.print()
        for segment in statement.segments { Swift.print(Console.dim("  \(words.line(segment))")) }
        for placement in statement.placements {
            Swift.print(Console.dim("  \(words.line(placement))"))
        }
        if let missing = statement.missingRate {
            Swift.print("  ! " + ReasonTexts.sentence(.missingRate(missing), texts.language))
        }
    }

    /// They add up: the last is the sum of those above it.
    var lines: [(String, Money)] { words.lines }
}
