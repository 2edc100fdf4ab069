import Basics
import Law

/// Says why an old claim waits, and where it seems to belong; the paragraph stands in ``Law/BacklogReason/citation``.
public enum BacklogTexts {
    public static func sentence(_ reason: BacklogReason, _ language: Language) -> String {
        switch reason {
        case .waits(let days, let came):
            choose(
                language,
                "Var \(days) dager over forfall da det kom inn \(came.text). Ingenting sendes før du har sortert det (purr golive).",
                "Var \(days) dagar over forfall då det kom inn \(came.text). Ingenting blir sendt før du har sortert det (purr golive).",
                "Was \(days) days overdue when it came on \(came.text). Nothing is sent before you have sorted it (purr golive)."
            )
        case .lookedInto(let since, let why):
            choose(
                language, "Skal sees på først, siden \(since.text)\(note(why)).",
                "Skal sjåast på først, sidan \(since.text)\(note(why)).",
                "To be looked into first, since \(since.text)\(note(why)).")
        case .left(let since, let why):
            choose(
                language, "Ligger i ro siden \(since.text)\(note(why)).",
                "Ligg i ro sidan \(since.text)\(note(why)).",
                "Left as it is since \(since.text)\(note(why)).")
        case .plain(let days):
            choose(
                language,
                "Forfalt for \(days) dager siden, ellers er alt i orden. Begynner med den vennligste påminnelsen.",
                "Forfall for \(days) dagar sidan, elles er alt i orden. Byrjar med den venlegaste påminninga.",
                "Fell due \(days) days ago; nothing else is the matter. Begins with the gentlest letter."
            )
        case .veryOld(let days):
            choose(
                language,
                "Forfalt for \(days) dager siden, mer enn et halvt år. Finn ut hvorfor det har ligget.",
                "Forfall for \(days) dagar sidan, meir enn eit halvt år. Finn ut kvifor det har lege.",
                "Fell due \(days) days ago, more than half a year. Find out why it was left.")
        case .severalAges, .partlyPaid, .remindedBefore, .debtorDisputes, .smallRest:
            lookInto(reason, language)
        case .tooSmall(let amount):
            choose(
                language, "Kravet er på \(amount.text); et brev koster mer enn det gir.",
                "Kravet er på \(amount.text); eit brev kostar meir enn det gir.",
                "The claim is \(amount.text); a letter costs more than it brings.")
        case .creditBalance(let amount):
            choose(
                language,
                "Kunden har \(amount.text) til gode hos dere, minst like mye som kunden skylder.",
                "Kunden har \(amount.text) til gode hos dykk, minst like mykje som kunden skuldar.",
                "The customer has \(amount.text) to their credit with you, at least what they owe.")
        case .ledgerOwesNothing(let amount):
            choose(
                language,
                "Saldoen i regnskapet er \(amount.text): etter den skylder kunden ingenting.",
                "Saldoen i rekneskapen er \(amount.text): etter han skuldar kunden ingenting.",
                "The ledger's balance is \(amount.text): by it the customer owes nothing.")
        }
    }

    private static func lookInto(_ reason: BacklogReason, _ language: Language) -> String {
        switch reason {
        case .severalAges(let claims, let oldest, let newest):
            choose(
                language,
                "Kunden har \(claims) åpne krav av ulik alder, forfalt fra \(oldest.text) til \(newest.text).",
                "Kunden har \(claims) opne krav av ulik alder, forfalne frå \(oldest.text) til \(newest.text).",
                "The customer has \(claims) open claims of different age, due from \(oldest.text) to \(newest.text)."
            )
        case .partlyPaid(let amount):
            choose(
                language,
                "Betalt eller kreditert med \(amount.text). Finn ut hva som er igjen, og hvorfor.",
                "Betalt eller kreditert med \(amount.text). Finn ut kva som står att, og kvifor.",
                "Paid or credited with \(amount.text). Find out what is left, and why.")
        case .remindedBefore(let on, let fee):
            choose(
                language,
                "Purret før med \(fee.text) i gebyr, \(on.text). Se hva som ble svart.",
                "Purra før med \(fee.text) i gebyr, \(on.text). Sjå kva som vart svara.",
                "Reminded before with a fee of \(fee.text), on \(on.text). See what the answer was."
            )
        case .debtorDisputes(let invoice):
            choose(
                language, "Kunden har innvendinger mot faktura \(invoice).",
                "Kunden har innvendingar mot faktura \(invoice).",
                "The customer objects to invoice \(invoice).")
        case .smallRest(let amount):
            choose(
                language, "Bare \(amount.text) står igjen; kanskje ikke verdt et brev.",
                "Berre \(amount.text) står att; kanskje ikkje verdt eit brev.",
                "Only \(amount.text) is left; perhaps not worth a letter.")
        case .waits, .lookedInto, .left, .plain, .veryOld, .tooSmall, .creditBalance,
            .ledgerOwesNothing:
            ""
        }
    }

    private static func note(_ why: String) -> String { why.isEmpty ? "" : " (\(why))" }
}

/// What the terminal says at going live.
public struct GoLiveTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    private func claims(_ count: Int) -> String {
        say("\(count) krav", "\(count) krav", count == 1 ? "1 claim" : "\(count) claims")
    }

    /// A pile by its stable name: `remind`.
    public func pile(_ name: String) -> String {
        switch name {
        case "remind": say("Minne på", "Minne på", "Remind")
        case "ask": say("Se på", "Sjå på", "Look into")
        default: say("La ligge", "La liggje", "Leave")
        }
    }

    /// What the pile means.
    public func meaning(_ name: String) -> String {
        switch name {
        case "remind":
            say(
                "stigen begynner med den vennligste påminnelsen",
                "stigen byrjar med den venlegaste påminninga",
                "the ladder begins with the gentlest letter")
        case "ask":
            say(
                "noen må ta stilling først", "nokon må ta stilling først",
                "a person must decide first")
        default:
            say(
                "purres aldri, står åpne i regnskapet", "blir aldri purra, står opne i rekneskapen",
                "never reminded, still open in the ledger")
        }
    }

    public func heading(_ waiting: Int, _ sum: Money) -> String {
        say(
            "\(claims(waiting)) var gamle da de kom inn, \(sum.text) i alt. Ingenting sendes før du har svart.",
            "\(claims(waiting)) var gamle då dei kom inn, \(sum.text) i alt. Ingenting blir sendt før du har svart.",
            "\(claims(waiting)) \(waiting == 1 ? "was" : "were") old when first imported, \(sum.text) in all. Nothing is sent before you have answered."
        )
    }

    public var nothingWaits: String {
        say(
            "Ingen gamle krav venter på deg.", "Ingen gamle krav ventar på deg.",
            "No old claims wait for you.")
    }

    /// Claims that were overdue when they came, but not for so long that anyone is asked.
    public func others(_ count: Int) -> String {
        let one = count == 1
        return say(
            one
                ? "Ett annet var nylig forfalt da det kom inn og følges opp som vanlig. Vis det med: purr golive --all"
                : "\(count) andre var nylig forfalt da de kom inn og følges opp som vanlig. Vis dem med: purr golive --all",
            one
                ? "Eitt anna var nyleg forfalle då det kom inn og blir følgt opp som vanleg. Vis det med: purr golive --all"
                : "\(count) andre var nyleg forfalne då dei kom inn og blir følgde opp som vanleg. Vis dei med: purr golive --all",
            one
                ? "One other was recently overdue when it came, and is followed up as usual. Show it with: purr golive --all"
                : "\(count) others were recently overdue when they came, and are followed up as usual. Show them with: purr golive --all"
        )
    }

    /// Those a person has put in a pile, where nothing has been sent since.
    public func answered(_ count: Int) -> String {
        say(
            "\(claims(count)) har du svart på.", "\(claims(count)) har du svart på.",
            "\(claims(count)) you have answered for.")
    }

    public func more(_ count: Int, pile: String) -> String {
        say(
            "… og \(count) til. Alle: purr golive --pile \(pile), eller --xlsx FIL",
            "… og \(count) til. Alle: purr golive --pile \(pile), eller --xlsx FIL",
            "… and \(count) more. All of them: purr golive --pile \(pile), or --xlsx FILE")
    }

    public var how: String {
        say(
            "Godta en bunke: purr golive --accept remind. Flytt enkelte: purr golive FAKTURA … --into ask --reason …",
            "Godta ein bunke: purr golive --accept remind. Flytt einskilde: purr golive FAKTURA … --into ask --reason …",
            "Accept a pile: purr golive --accept remind. Move some: purr golive INVOICE … --into ask --reason …"
        )
    }

    /// What became of claims that were sorted.
    public func sorted(_ count: Int, _ sum: Money, pile: String) -> String {
        let what: String =
            switch pile {
            case "remind":
                say(
                    "følges opp fra nå av, fra den vennligste påminnelsen; se: purr today",
                    "blir følgde opp frå no av, frå den venlegaste påminninga; sjå: purr today",
                    "followed up from now on, from the gentlest letter; see: purr today")
            case "ask":
                say(
                    "holdes tilbake til noen har sett på dem",
                    "blir haldne tilbake til nokon har sett på dei",
                    "held back until a person has looked")
            default:
                say("blir liggende", "blir liggjande", "left as they are")
            }
        return "\(claims(count)), \(sum.text): \(what)."
    }

    public func undone(_ count: Int) -> String {
        if count == 0 {
            return say(
                "Ingen sortering å angre.", "Inga sortering å angre.", "No sorting to take back.")
        }
        return say(
            "\(claims(count)) er usortert igjen, og ingenting sendes på dem.",
            "\(claims(count)) er usortert igjen, og ingenting blir sendt på dei.",
            "\(claims(count)) unsorted again; nothing is sent on them.")
    }

    public var howToUndo: String {
        say(
            "Angre: purr golive --undo", "Angre: purr golive --undo",
            "Take it back: purr golive --undo"
        )
    }

    /// The reason that is noted when a pile is accepted without one.
    public var asProposed: String { say("som foreslått", "som foreslått", "as proposed") }

    /// In the day's list.
    public func waiting(_ count: Int, _ sum: Money) -> String {
        say(
            "\(count) gamle krav, \(sum.text), venter på at du sorterer dem. Ingenting sendes på dem. Se: purr golive",
            "\(count) gamle krav, \(sum.text), ventar på at du sorterer dei. Ingenting blir sendt på dei. Sjå: purr golive",
            "\(count == 1 ? "1 old claim waits" : "\(count) old claims wait") for you to sort, \(sum.text). Nothing is sent on \(count == 1 ? "it" : "them"). See: purr golive"
        )
    }

    /// After a file was taken in.
    public func cameOld(_ count: Int) -> String {
        say(
            "\(count) gamle krav venter på at du sorterer dem: purr golive",
            "\(count) gamle krav ventar på at du sorterer dei: purr golive",
            "\(count) old claim\(count == 1 ? " waits" : "s wait") for you to sort: purr golive")
    }

    /// In a rehearsal.
    public func leftOut(_ count: Int, _ sum: Money) -> String {
        say(
            "\(count) gamle krav, \(sum.text), er ikke sortert og er derfor ikke med. Se: purr golive",
            "\(count) gamle krav, \(sum.text), er ikkje sorterte og er difor ikkje med. Sjå: purr golive",
            "\(count == 1 ? "1 old claim" : "\(count) old claims"), \(sum.text), not sorted and therefore not in it. See: purr golive"
        )
    }
}

extension Heading {
    public static let backlog = Heading("Gamle krav", "Gamle krav", "Old claims")
    public static let pile = Heading("Bunke", "Bunke", "Pile")
    public static let waitsForAnswer = Heading(
        "Venter på svar", "Ventar på svar", "Waits for answer")
    public static let answer = Heading("Svar", "Svar", "Answer")
    public static let cameOn = Heading("Kom inn", "Kom inn", "Came on")
    public static let daysOverdue = Heading(
        "Dager over forfall", "Dagar over forfall", "Days overdue")
    public static let lapsesOn = Heading("Foreldes", "Blir forelda", "Lapses on")
}
