import Basics
import Law

/// What a company can choose where the law is silent, in words.
public enum ConventionTexts {
    /// The decision as the specification numbers it: `D-1`.
    public static func number(_ convention: Convention) -> String {
        switch convention {
        case .firstInterestDay: "D-1"
        case .dayCount: "D-2"
        case .rounding: "D-3"
        case .interestBase: "D-4"
        case .deadlineOnDayOff: "D-5"
        case .dueOnDayOff: "D-6"
        case .compensationDay: "D-7"
        case .sendingHours: "D-8"
        case .allocation: "D-9"
        case .smallResidual: "D-10"
        case .missingRate: "D-11"
        case .unknownDebtor: "D-12"
        case .invoiceDueDate: "D-13"
        }
    }

    /// What the choice is about.
    public static func question(_ convention: Convention, _ language: Language) -> String {
        switch convention {
        case .firstInterestDay:
            choose(
                language, "Hvilken dag som bærer rente først", "Kva dag som ber rente først",
                "Which day bears interest first")
        case .dayCount:
            choose(
                language, "Hvor mange dager et år har", "Kor mange dagar eit år har",
                "How many days a year has")
        case .rounding:
            choose(
                language, "Hvor renten rundes", "Kvar renta blir runda", "Where interest is rounded"
            )
        case .interestBase:
            choose(language, "Hva som bærer rente", "Kva som ber rente", "What bears interest")
        case .deadlineOnDayOff:
            choose(
                language, "En frist som slutter på en fridag",
                "Ein frist som sluttar på ein fridag",
                "A deadline that ends on a day off")
        case .dueOnDayOff:
            choose(
                language, "Et forfall på en fridag", "Eit forfall på ein fridag",
                "A due date on a day off")
        case .compensationDay:
            choose(
                language, "Hvilken dags standardkompensasjon", "Kva dags standardkompensasjon",
                "Which day's standard compensation")
        case .sendingHours:
            choose(language, "Når e-post går ut", "Når e-post går ut", "When mail may leave")
        case .allocation:
            choose(
                language, "Hva en betaling dekker først", "Kva ei betaling dekkjer først",
                "What a payment covers first")
        case .smallResidual:
            choose(
                language, "Hvor lite som foreslås ettergitt",
                "Kor lite som blir foreslått ettergitt",
                "How little is proposed for waiver")
        case .missingRate:
            choose(
                language, "Når en sats mangler", "Når ein sats manglar", "When a rate is missing")
        case .unknownDebtor:
            choose(
                language, "En kunde vi ikke vet hva er", "Ein kunde vi ikkje veit kva er",
                "A customer of unknown kind")
        case .invoiceDueDate:
            choose(
                language, "Forfallet på fakturaene deres", "Forfallet på fakturaene dykkar",
                "The due date on your invoices")
        }
    }

    /// What a value means; empty for an amount.
    public static func meaning(_ value: String, _ language: Language) -> String {
        switch value {
        case "after-due":
            choose(
                language, "dagen etter forfall; betalingsdagen bærer rente",
                "dagen etter forfall; betalingsdagen ber rente",
                "the day after the due date; the day of payment bears interest")
        case "on-due":
            choose(
                language, "forfallsdagen; betalingsdagen bærer ikke rente",
                "forfallsdagen; betalingsdagen ber ikkje rente",
                "the due date; the day of payment does not")
        case "actual-365": choose(language, "alltid 365", "alltid 365", "always 365")
        case "actual-actual":
            choose(language, "366 i skuddår", "366 i skotår", "366 in leap years")
        case "each-stretch":
            choose(
                language, "hver linje til nærmeste øre", "kvar linje til næraste øre",
                "each line to the nearest øre")
        case "once":
            choose(
                language, "summen; hver linje viser hva den legger til",
                "summen; kvar linje viser kva ho legg til",
                "the sum; each line shows what it adds")
        case "principal": choose(language, "bare hovedstolen", "berre hovudstolen", "the principal")
        case "principal-and-fees":
            choose(
                language, "også gebyrer, 30 dager etter brevet", "òg gebyr, 30 dagar etter brevet",
                "fees too, 30 days after the letter")
        case "moved":
            choose(
                language, "flyttes til neste virkedag", "blir flytt til neste verkedag",
                "moves to the next business day")
        case "kept": choose(language, "står", "står", "stays")
        default: meaningOfRest(value, language)
        }
    }

    /// The days of grace after a deadline belong to the plan.
    public static func graceNote(_ days: Int, _ plan: String, _ language: Language) -> String {
        choose(
            language, "Etter en frist venter planen \(plan) \(days) bankdager til (D-5).",
            "Etter ein frist ventar planen \(plan) \(days) bankdagar til (D-5).",
            "After a deadline the plan \(plan) waits \(days) more bank days (D-5).")
    }

    private static func meaningOfRest(_ value: String, _ language: Language) -> String {
        switch value {
        case "next-business-day":
            choose(
                language, "betaling neste virkedag er i tide", "betaling neste verkedag er i tide",
                "payment on the next business day is in time")
        case "same-day":
            choose(
                language, "bærer rente fra dagen", "ber rente frå dagen", "bears interest at once")
        case "first-day-of-delay":
            choose(
                language, "den første forsinkelsesdagens", "den første forseinkingsdagens",
                "that of the first day of delay")
        case "claimed":
            choose(language, "kravdagens", "kravdagens", "that of the day it is claimed")
        case "decent":
            choose(
                language, "mandag–fredag 8–21, lørdag 9–15", "måndag–fredag 8–21, laurdag 9–15",
                "Monday–Friday 8–21, Saturday 9–15")
        case "any": choose(language, "når som helst", "når som helst", "at any hour")
        case "friendly-letter-goes":
            choose(
                language, "vennlige brev går uten gebyr og renter",
                "venlege brev går utan gebyr og renter",
                "friendly letters go without fee and interest")
        case "nothing-goes":
            choose(language, "ingen gebyrbrev går", "ingen gebyrbrev går", "no fee letter goes")
        case "consumer":
            choose(
                language, "behandles som forbruker", "blir behandla som forbrukar",
                "is treated as a consumer")
        case "held":
            choose(
                language, "holdes til noen har sagt det", "blir halden til nokon har sagt det",
                "is held until someone has said")
        case "agreed":
            choose(language, "er avtalt på forhånd", "er avtalt på førehand", "was agreed")
        case "unilateral":
            choose(
                language, "er selgerens alene: forbrukere får rente etter 30 dager",
                "er seljarens åleine: forbrukarar får rente etter 30 dagar",
                "is the seller's alone: consumers owe interest after 30 days")
        default:
            Conventions.Allocation(rawValue: value).map { StatementTexts(language).order($0) } ?? ""
        }
    }
}

/// Sentences about rates that are missing.
public enum GapTexts {
    public static func sentence(_ gap: LawBook.Gap, _ language: Language) -> String {
        let name = gap.table.name(language)
        let period = "\(gap.from.text)–\(gap.to.text)"
        if gap.isMissing {
            return choose(
                language,
                "Vi kjenner ikke \(name) for \(period). Vennlige brev går; gebyr og renter venter.",
                "Vi kjenner ikkje \(name) for \(period). Venlege brev går; gebyr og renter ventar.",
                "The \(name) for \(period) is not known. Friendly letters go; fees and interest wait."
            )
        }
        return choose(
            language,
            "Ingen har bekreftet \(name) for \(period). Den siste brukes til noen gjør det.",
            "Ingen har stadfesta \(name) for \(period). Den siste blir brukt til nokon gjer det.",
            "Nobody has confirmed the \(name) for \(period). The last one is used until someone does."
        )
    }
}

/// What the two collection acts mean for a creditor's own letters.
public enum RegimeTexts {
    public static func name(_ regime: Regime, _ language: Language) -> String {
        switch regime {
        case .act1988:
            choose(
                language, "inkassoloven av 13. mai 1988 nr. 26",
                "inkassolova av 13. mai 1988 nr. 26",
                "the collection act of 13 May 1988 no. 26")
        case .act2026:
            choose(
                language, "inkassoloven av 22. mai 2026 nr. 19",
                "inkassolova av 22. mai 2026 nr. 19",
                "the collection act of 22 May 2026 no. 19")
        }
    }

    /// What changes for a creditor from the first day of the act of 2026.
    public static func changes(_ language: Language) -> [String] {
        [
            choose(
                language,
                "Inkassovarsel og betalingsoppfordring er inkassoforetakets brev (§§ 20–21).",
                "Inkassovarsel og betalingsoppmoding er brev frå inkassoføretaket (§§ 20–21).",
                "Collection notices and payment demands are the agency's letters (§§ 20–21)."),
            choose(
                language, "Egne gebyrer er 0 til en forskrift har fastsatt dem (§ 19).",
                "Eigne gebyr er 0 til ei forskrift har fastsett dei (§ 19).",
                "Own fees are nil until a regulation sets them (§ 19)."),
            choose(
                language,
                "Innsigelser: ingen kostnader med mindre de er åpenbart grunnløse (§ 18).",
                "Innvendingar: ingen kostnader med mindre dei er openbert grunnlause (§ 18).",
                "Objections: no costs unless they are obviously groundless (§ 18)."),
            choose(
                language, "Utsettelser og avdrag gis skriftlig med frister og beløp (§ 16).",
                "Utsetjingar og avdrag blir gitt skriftleg med fristar og beløp (§ 16).",
                "Deferrals and plans are given in writing, with days and amounts (§ 16)."),
            choose(
                language, "Renter og standardkompensasjon går som før (egen lov).",
                "Renter og standardkompensasjon går som før (eiga lov).",
                "Interest and standard compensation go on as before (an act of their own)."),
        ]
    }
}
