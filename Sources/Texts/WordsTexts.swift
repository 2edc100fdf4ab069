import Basics

/// What is said about the words of letters.
public struct WordsTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public var own: String { say("egne ord", "eigne ord", "own words") }

    public func shown(_ ownTexts: Int) -> String {
        switch ownTexts {
        case 0:
            say(
                "Alle brev har ordene som følger med Purr. Se ett med: purr texts show nudge warm",
                "Alle brev har orda som følgjer med Purr. Sjå eitt med: purr texts show nudge warm",
                "Every letter has the words that come with Purr. See one with: purr texts show nudge warm"
            )
        default:
            say(
                "\(ownTexts) brev har firmaets egne ord.",
                "\(ownTexts) brev har firmaet sine eigne ord.",
                "\(ownTexts) letters have the company's own words.")
        }
    }

    public var taken: String {
        say(
            "Brukes fra neste brev som godkjennes.", "Blir brukt frå neste brev som blir godkjent.",
            "Used from the next letter that is approved.")
    }

    public var clean: String {
        say(
            "Ingenting å si på ordene.", "Ingenting å seie på orda.",
            "Nothing to say about the words.")
    }

    public func refused(_ count: Int) -> String {
        say(
            count == 1 ? "Ett sted må endres." : "\(count) steder må endres.",
            count == 1 ? "Éin stad må endrast." : "\(count) stader må endrast.",
            count == 1 ? "One place must be changed." : "\(count) places must be changed.")
    }

    public func advised(_ count: Int) -> String {
        say(
            count == 1 ? "Ett råd." : "\(count) råd.", count == 1 ? "Eitt råd." : "\(count) råd.",
            count == 1 ? "One piece of advice." : "\(count) pieces of advice.")
    }

    public var missing: String { say("mangler", "manglar", "missing") }

    public var reset: String {
        say(
            "Ordene som følger med Purr, gjelder igjen.", "Orda som følgjer med Purr, gjeld igjen.",
            "The words that come with Purr hold again.")
    }

    public var nothingToReset: String {
        say(
            "Brevet har allerede ordene som følger med Purr.",
            "Brevet har alt orda som følgjer med Purr.",
            "The letter has the words that come with Purr already.")
    }

    public var unchanged: String {
        say("Ingenting er endret.", "Ingenting er endra.", "Nothing is changed.")
    }

    public func kept(_ path: String) -> String {
        say(
            "Teksten er ikke tatt i bruk. Den ligger i \(path)",
            "Teksten er ikkje teken i bruk. Han ligg i \(path)",
            "The text is not in use. It is kept in \(path)")
    }

    /// Lines that head a text while it is edited.
    public var editHelp: [String] {
        [
            say(
                "Linjer som begynner med #, er til deg. En blank linje begynner et nytt avsnitt.",
                "Linjer som byrjar med #, er til deg. Ei blank linje byrjar eit nytt avsnitt.",
                "Lines that begin with # are for you. A blank line begins another paragraph."),
            say(
                "Det loven krever, oversikten og betalingsboksen kommer av seg selv.",
                "Det lova krev, oversikta og betalingsboksen kjem av seg sjølv.",
                "What the law wants, the table and the payment box come by themselves."),
        ]
    }

    public func wrote(_ path: String) -> String {
        say("Skrev \(path)", "Skreiv \(path)", "Wrote \(path)")
    }
}

extension Heading {
    public static let letterTexts = Heading("Brevtekster", "Brevtekstar", "Letters' texts")
    public static let letterKind = Heading("Brev", "Brev", "Letter")
    public static let audience = Heading("Til", "Til", "To")
    public static let wordsFrom = Heading("Ord", "Ord", "Words")
    public static let textSubject = Heading("Emne", "Emne", "Subject")
    public static let severity = Heading("Følge", "Følgje", "Outcome")
    public static let place = Heading("Sted", "Stad", "Place")
    public static let found = Heading("Funnet", "Funne", "Found")
}
