import Basics
import Claims
import Law
import Texts

/// What a claim comes to, in the words and order people add it up in.
public struct StatementLines {
    private let statement: Statement
    private let texts: ConsoleTexts
    private let words: StatementTexts

    public init(_ statement: Statement, _ language: Language) {
        self.statement = statement
        self.texts = ConsoleTexts(language)
        self.words = StatementTexts(language)
    }

    /// They add up: the last is the sum of those above it.
    public var lines: [(String, Money)] {
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

    /// `20.07.2026–31.07.2026  12 dager à 12,25 % av …`.
    public func line(_ segment: InterestSegment) -> String {
        let rate = "\(Money(ore: Int64(segment.rate)).figures) %"
        let text = texts.segment(segment.days, rate, of: segment.balance, segment.amount)
        return "\(segment.from.text)–\(segment.to.text)  \(text)"
    }

    /// What a payment went to, and why.
    public func line(_ placement: Statement.Placement) -> String {
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
