import Basics
import Law

/// What a check of earlier letters says.
public struct CheckTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public var lawful: String { say("lovlig", "lovleg", "lawful") }
    public var unlawful: String { say("ikke lovlig", "ikkje lovleg", "not lawful") }
    public var noLetters: String {
        say("Ingen brev er sendt.", "Ingen brev er sende.", "No letters have gone.")
    }
    public var laterKnown: String {
        say("Kjent senere", "Kjent seinare", "Known later")
    }

    public func tooEarly(_ from: Day?) -> String {
        guard let from else {
            return say(
                "Sendt uten at noen frist på minst 14 dager var oversittet.",
                "Sendt utan at nokon frist på minst 14 dagar var broten.",
                "Sent without a missed deadline of at least 14 days.")
        }
        return say(
            "Sendt for tidlig: tidligst \(from.text).", "Sendt for tidleg: tidlegast \(from.text).",
            "Sent too early: \(from.text) at the earliest.")
    }

    public func feeTooHigh(_ charged: Money, _ allowed: Money) -> String {
        say(
            "Gebyret var \(charged.text), lovlig var \(allowed.text).",
            "Gebyret var \(charged.text), lovleg var \(allowed.text).",
            "The fee was \(charged.text), lawful was \(allowed.text).")
    }

    public func deadlineTooShort(_ days: Int) -> String {
        say(
            "Fristen var \(days) dager; minst 14 kreves.",
            "Fristen var \(days) dagar; minst 14 er kravd.",
            "The deadline gave \(days) days; at least 14 are required.")
    }

    public func interestTooHigh(_ stated: Money, _ allowed: Money) -> String {
        say(
            "Renten i brevet var \(stated.text); \(allowed.text) var påløpt.",
            "Renta i brevet var \(stated.text); \(allowed.text) hadde gått på.",
            "The letter asked for \(stated.text) in interest; \(allowed.text) had run.")
    }
}
