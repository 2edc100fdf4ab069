import Basics

/// What the terminal says of who may do what.
public struct AccessTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    /// A role by its stable name.
    public func role(_ name: String) -> String {
        switch name {
        case "viewer": say("leser", "lesar", "viewer")
        case "adviser": say("rådgiver", "rådgivar", "adviser")
        case "bookkeeper": say("bokholder", "bokhaldar", "bookkeeper")
        case "approver": say("godkjenner", "godkjennar", "approver")
        case "owner": say("eier", "eigar", "owner")
        default: name
        }
    }

    public var title: String { say("Tilgang", "Tilgang", "Access") }
    public var log: String { say("Tilgangslogg", "Tilgangslogg", "Access log") }
    public var books: String { say("Bøker", "Bøker", "Books") }
    public var people: String { say("Personer", "Personar", "People") }
    public var firms: String { say("Regnskapsbyråer", "Rekneskapsbyrå", "Accountants") }
    public var firm: String { say("Gjennom", "Gjennom", "Through") }
    public var how: String { say("Hvordan", "Korleis", "How") }
    public var name: String { say("Navn", "Namn", "Name") }
    public var fullName: String { say("Fullt navn", "Fullt namn", "Full name") }
    public var number: String { say("Org.nr.", "Org.nr.", "Org. no.") }
    public var book: String { say("Bok", "Bok", "Book") }
    public var company: String { say("Selskap", "Selskap", "Company") }
    public var roleHeading: String { say("Rolle", "Rolle", "Role") }
    public var since: String { say("Siden", "Sidan", "Since") }
    public var givenBy: String { say("Gitt av", "Gitt av", "Given by") }
    public var when: String { say("Når", "Når", "When") }
    public var who: String { say("Hvem", "Kven", "Who") }
    public var what: String { say("Hva", "Kva", "What") }
    public var whose: String { say("Hvilken", "Kva for ein", "Which") }

    /// Beside what somebody looked at, as opposed to what they changed.
    public var looked: String { say("så på", "såg på", "looked at") }
    public var changed: String { say("endret", "endra", "changed") }

    /// Somebody who is in a book through a firm.
    public func through(_ firm: String) -> String {
        say("gjennom \(firm)", "gjennom \(firm)", "through \(firm)")
    }

    /// A book without members.
    public var open: String {
        say(
            "Ingen er nevnt: boken er åpen for den som bruker maskinen. Begynn med: purr access grant NAVN owner",
            "Ingen er nemnd: boka er open for den som bruker maskina. Byrj med: purr access grant NAMN owner",
            "Nobody is named: the book is open to whoever uses the machine. Begin with: purr access grant NAME owner"
        )
    }

    public func granted(_ name: String, _ role: String) -> String {
        say(
            "\(name) er nå \(self.role(role)).", "\(name) er no \(self.role(role)).",
            "\(name) is now \(self.role(role)).")
    }

    public func revoked(_ name: String) -> String {
        say(
            "\(name) har ikke lenger tilgang.", "\(name) har ikkje lenger tilgang.",
            "\(name) has no access any more.")
    }

    public var noBooks: String {
        say("Ingen bøker du kan åpne.", "Ingen bøker du kan opne.", "No books you can open.")
    }

    public var noLog: String {
        say("Ingen har sett på noe ennå.", "Ingen har sett på noko enno.", "Nobody has looked yet.")
    }

    /// What was looked at, by its stable name in the log; a change's kind as it is.
    public func subject(_ what: String) -> String {
        switch what {
        case "claim": say("krav", "krav", "claim")
        case "claims": say("alle krav", "alle krav", "all claims")
        case "customer": say("kunde", "kunde", "customer")
        case "customers": say("alle kunder", "alle kundar", "all customers")
        case "payment": say("betaling", "betaling", "payment")
        case "payments": say("alle betalinger", "alle betalingar", "all payments")
        case "letter": say("brev", "brev", "letter")
        case "letters": say("alle brev", "alle brev", "all letters")
        case "mail": say("e-post", "e-post", "e-mail")
        case "mails": say("innboksen", "innboksen", "the inbox")
        case "refunds": say("tilbakebetalinger", "tilbakebetalingar", "refunds")
        case "vouchers": say("bilag", "bilag", "vouchers")
        default: what
        }
    }
}
