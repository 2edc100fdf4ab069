import Basics

/// What is said of a rehearsed future.
public struct RehearsalTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public func heading(from: String, through: String) -> String {
        say(
            "Øving \(from)–\(through). Ingenting er sendt, og boken er urørt.",
            "Øving \(from)–\(through). Ingenting er sendt, og boka er urørt.",
            "Rehearsal \(from)–\(through). Nothing is sent, and the book is untouched.")
    }

    public var never: String {
        say(
            "Regnet som om ingen betaler, banken følges hver dag, og alt kommer fram.",
            "Rekna som om ingen betaler, banken blir følgd kvar dag, og alt kjem fram.",
            "As if nobody pays, the bank is followed daily, and everything arrives.")
    }

    public var usual: String {
        say(
            "Regnet som om hver kunde betaler som før, banken følges hver dag, og alt kommer fram.",
            "Rekna som om kvar kunde betaler som før, banken blir følgd kvar dag, og alt kjem fram.",
            "As if each customer pays as before, the bank is followed daily, and everything arrives."
        )
    }

    public var quiet: String {
        say(
            "Ingen brev, ingen spørsmål: det er ingenting å følge opp i denne tiden.",
            "Ingen brev, ingen spørsmål: det er ingenting å følgje opp i denne tida.",
            "No letters, no questions: there is nothing to follow up in this time.")
    }

    public func blocked(_ days: Int, _ why: String) -> String {
        say(
            days == 1 ? "Én dag går ingenting: \(why)" : "\(days) dager går ingenting: \(why)",
            days == 1 ? "Éin dag går ingenting: \(why)" : "\(days) dagar går ingenting: \(why)",
            days == 1 ? "Nothing goes on one day: \(why)" : "Nothing goes on \(days) days: \(why)")
    }

    public func sum(letters: Int, fees: Money, questions: Int, expected: Money) -> String {
        say(
            "\(letters) brev, \(fees.figures) i gebyr, \(questions) til avgjørelse, \(expected.figures) ventet inn.",
            "\(letters) brev, \(fees.figures) i gebyr, \(questions) til avgjerd, \(expected.figures) venta inn.",
            "\(letters) letters, \(fees.figures) in fees, \(questions) to decide on, \(expected.figures) expected."
        )
    }

    public func way(_ name: String) -> String {
        switch name {
        case "email": say("e-post", "e-post", "e-mail")
        case "ehf": "EHF"
        default: say("papir", "papir", "paper")
        }
    }
}

extension Heading {
    public static let rehearsal = Heading("Øving", "Øving", "Rehearsal")
    public static let week = Heading("Uke fra", "Veke frå", "Week of")
    public static let lettersCount = Heading("Brev", "Brev", "Letters")
    public static let fees = Heading("Gebyr", "Gebyr", "Fees")
    public static let questions = Heading("Til avgjørelse", "Til avgjerd", "To decide")
    public static let expected = Heading("Ventet inn", "Venta inn", "Expected")
    public static let letterWay = Heading("Måte", "Måte", "Way")
}
