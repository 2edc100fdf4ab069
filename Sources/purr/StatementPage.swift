import Basics
import Claims
import Law
import Texts

/// What a claim comes to on a day, as a page in the terminal: the sum, the interest behind it, and what each
/// payment went to.
struct StatementPage {
    let statement: Statement
    let texts: ConsoleTexts
    private let words: StatementTexts

    init(_ statement: Statement, _ language: Language) {
        self.statement = statement
        self.texts = ConsoleTexts(language)
        self.words = StatementTexts(language)
    }

    func print() {
        var table = Table([(statement.on.text, .left), ("", .right)])
        for (label, amount) in lines { table.add(label, amount.figures) }
        table.print()
        for segment in statement.segments {
            let line = texts.segment(
                segment.days, Percent.text(segment.rate), of: segment.balance, segment.amount)
            Swift.print(Console.dim("  \(segment.from.text)–\(segment.to.text)  \(line)"))
        }
        for placement in statement.placements {
            Swift.print(Console.dim("  \(self.line(placement))"))
        }
        if let missing = statement.missingRate {
            Swift.print("  ! " + ReasonTexts.sentence(.missingRate(missing), texts.language))
        }
    }

    /// They add up: the last is the sum of those above it.
    var lines: [(String, Money)] {
        var lines = [(texts.principal, statement.principal)]
        func add(_ label: String, _ amount: Money) {
            if amount != .zero { lines.append((label, amount)) }
        }
        add(texts.credited, -statement.credited)
        add(texts.interest, statement.interest)
        // Fees are set off against compensation: one of the two is what is owed.
        let isCompensation =
            statement.compensation > .zero
            && statement.compensation >= statement.fees
        add(isCompensation ? words.compensation : texts.fee, statement.costs)
        add(words.waived, -statement.waived)
        add(texts.paid, -statement.paid)
        add(words.refunded, statement.refunded)
        lines.append((texts.toPay, statement.toPay - statement.overpaid))
        return lines
    }

    private func line(_ placement: Statement.Placement) -> String {
        var parts: [String] = []
        func add(_ label: String, _ amount: Money) {
            if amount != .zero { parts.append("\(label.lowercased()) \(amount.figures)") }
        }
        add(words.costs, placement.costs)
        add(texts.interest, placement.interest)
        add(texts.principal, placement.principal)
        add(words.overpaid, placement.overpaid)
        let rule =
            switch placement.rule {
            case .designated: words.designated
            case .equalsPrincipal: words.equalsPrincipal
            case .order(let order): words.order(order)
            }
        return "\(placement.on.text)  "
            + words.placement("\(placement.payment)", parts.joined(separator: ", "), rule)
    }
}
