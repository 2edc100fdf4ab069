import Basics
import Law

/// What is said about VAT on a claim that cannot be paid.
public struct LossTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public func amounts(_ lost: Money, _ vat: Money) -> String {
        say(
            "åpent \(lost.text), merverdiavgift i det \(vat.text)",
            "ope \(lost.text), meirverdiavgift i det \(vat.text)",
            "open \(lost.text), VAT in it \(vat.text)")
    }

    public func reminders(_ days: [String], counted: Int, needed: Int) -> String {
        let list = days.isEmpty ? "–" : days.joined(separator: ", ")
        return say(
            "purringer: \(list); \(counted) av \(needed) teller",
            "purringar: \(list); \(counted) av \(needed) tel",
            "reminders: \(list); \(counted) of \(needed) count")
    }

    public func from(_ day: Day) -> String {
        say("fra \(day.text)", "frå \(day.text)", "from \(day.text)")
    }

    public func alternative(_ alternative: VATLoss.Alternative) -> String {
        switch alternative {
        case .a:
            say(
                "utlegg eller inkasso er forsøkt forgjeves",
                "utlegg eller inkasso er forsøkt utan resultat",
                "enforcement or collection was tried in vain")
        case .b:
            say(
                "ubetalt seks måneder etter forfall tross tre purringer",
                "ubetalt seks månader etter forfall trass i tre purringar",
                "unpaid six months after the due date in spite of three reminders")
        case .c:
            say(
                "konkurs eller annen insolvensbehandling viser at det ikke er dekning",
                "konkurs eller anna insolvenshandsaming viser at det ikkje er dekning",
                "insolvency proceedings show no cover")
        case .d:
            say(
                "det er på annen måte helt klart at kravet ikke kan betales",
                "det er på annan måte heilt klart at kravet ikkje kan betalast",
                "it is otherwise fully clear that it cannot be paid")
        }
    }

    /// Where the correction goes.
    public func term(_ term: Int, _ year: Int, _ deadline: Day) -> String {
        say(
            "Føres i termin \(term) \(year), frist \(deadline.text). Si det med purr writeoff --alternative.",
            "Blir ført i termin \(term) \(year), frist \(deadline.text). Sei det med purr writeoff --alternative.",
            "Goes into term \(term) of \(year), due \(deadline.text). Say so with purr writeoff --alternative."
        )
    }
}
