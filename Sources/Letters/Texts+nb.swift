import Basics
import Claims

/// Bokmål: every step in every tone. Consumers are `du`, businesses `dere`.
struct BokmaalTexts {
    private let f: LetterFacts
    private let du: String
    private let deg: String
    /// `betalt`, or `fullt betalt` when something has come in.
    private let betalt: String
    /// `innen 07.12.2026`, or `så snart du kan` without a deadline.
    private let innen: String

    init(_ facts: LetterFacts) {
        f = facts
        du = facts.isBusiness ? "dere" : "du"
        deg = facts.isBusiness ? "dere" : "deg"
        betalt = facts.isPartlyPaid ? "fullt betalt" : "betalt"
        innen = facts.deadline.map { "innen \($0)" } ?? "så snart \(du) kan"
    }

    func message(_ notice: Notice, _ tone: Tone) -> Message {
        let body =
            switch notice {
            case .nudge: nudge(tone)
            case .reminder: reminder(tone)
            case .collectionNotice: collectionNotice(tone)
            case .transferWarning: transferWarning(tone)
            case .paymentDemand: paymentDemand(tone)
            }
        return Message(
            subject: body.subject, title: body.title, greeting: greeting(tone),
            opening: body.opening, closing: closing(tone),
            signOff: tone <= .friendly ? "Vennlig hilsen" : "Med vennlig hilsen")
    }

    private func nudge(_ tone: Tone) -> Body {
        switch tone {
        case .warm, .friendly:
            Body(
                subject: "Har \(du) glemt oss? \(f.about.capitalised) venter",
                title: "Har \(du) glemt oss?",
                opening: [
                    "Vi har ikke sett \(payment) for \(f.about) ennå. \(wasDue)",
                    "Slikt er fort gjort å glemme, så dette er bare et vennlig puff, helt uten "
                        + "gebyr. Fint om \(du) betaler "
                        + "\(f.deadline == nil ? "når det passer" : innen).",
                ])
        case .neutral:
            Body(
                subject: "Påminnelse om \(f.about)",
                title: "Betalingspåminnelse",
                opening: [
                    "Vi kan ikke se at \(f.about) er \(betalt). \(wasDue)",
                    "Vi ber \(deg) betale \(innen). Påminnelsen er uten gebyr.",
                ])
        case .firm:
            Body(
                subject: "\(f.about.capitalised) har forfalt",
                title: f.isPlural
                    ? "Påminnelse om forfalte fakturaer" : "Påminnelse om forfalt faktura",
                opening: [
                    stillUnpaid,
                    "Vi ber \(deg) betale \(f.deadline == nil ? "nå" : innen). Denne påminnelsen "
                        + "er "
                        + "uten gebyr. Blir beløpet stående ubetalt, kan det øke med "
                        + "\(f.mayFeesFollow ? "purregebyr og " : "")forsinkelsesrente.",
                ])
        }
    }

    private func reminder(_ tone: Tone) -> Body {
        switch tone {
        case .warm, .friendly:
            Body(
                subject: "En liten påminnelse om \(f.about)",
                title: "Purring",
                opening: [
                    f.isPlural
                        ? "Vi har fortsatt ikke sett \(payment) for \(f.about). Kanskje de er "
                            + "blitt "
                            + "liggende i en bunke et sted?"
                        : "Vi har fortsatt ikke sett \(payment) for \(f.about), som forfalt "
                            + "\(f.due). Kanskje den er blitt liggende i en bunke et sted?",
                    "Beløpet er nå \(f.total)\(inAll). Fint om \(du) betaler \(innen), så er dette "
                        + "ute av verden.",
                ])
        case .neutral:
            Body(
                subject: "\(f.about.capitalised) er ikke \(betalt)",
                title: "Purring",
                opening: [
                    "Vi kan ikke se at \(f.about) er \(betalt). \(wasDue)",
                    "Vi ber \(deg) betale \(f.total)\(inAll) \(innen).",
                ])
        case .firm:
            Body(
                subject:
                    f.about.capitalised
                    + (f.deadline.map { " – frist \($0)" } ?? " har forfalt"),
                title: "Purring",
                opening: [
                    stillUnpaid,
                    "Beløpet er \(f.total)\(inAll), og vi ber \(deg) betale "
                        + "\(f.deadline.map { "senest \($0)" } ?? "nå"). Blir det stående ubetalt, "
                        + "kan det øke med \(moreFees)forsinkelsesrente.",
                ])
        }
    }

    private func collectionNotice(_ tone: Tone) -> Body {
        let opening: [String]
        let subject: String
        switch tone {
        case .warm, .friendly:
            subject = "\(f.about.capitalised): la oss finne ut av dette"
            opening = [
                f.isPlural
                    ? "Vi har ikke fått \(payment) for \(f.about), som alle har forfalt. Vi vil "
                        + "helst "
                        + "ordne dette direkte med \(deg)."
                    : "Vi har ikke fått \(payment) for \(f.about), som forfalt \(f.due). Vi vil "
                        + "helst ordne dette direkte med \(deg).",
                "Beløpet er \(f.total)\(inAll). Er det vanskelig å betale alt nå, så ta kontakt "
                    + "før "
                    + "fristen. Da ser vi sammen etter en løsning.",
            ]
        case .neutral:
            subject = "Viktig brev om \(f.about)"
            opening = [
                "Vi kan ikke se at \(f.about) er \(betalt). \(wasDue)",
                "Vi ber \(deg) betale \(f.total)\(inAll) \(innen).",
            ]
        case .firm:
            subject = "Viktig brev om \(f.about)\(f.deadline.map { " – frist \($0)" } ?? "")"
            opening = [
                stillUnpaid, "Beløpet er \(f.total)\(inAll). Fristen er \(f.deadline ?? "").",
            ]
        }
        return Body(subject: subject, title: "Inkassovarsel", opening: opening)
    }

    /// Under the act of 2026: the same situation, and an agency at the end of it.
    private func transferWarning(_ tone: Tone) -> Body {
        var body = collectionNotice(tone)
        body.title =
            f.isPlural ? "Kravene kan bli sendt til inkasso" : "Kravet kan bli sendt til inkasso"
        return body
    }

    private func paymentDemand(_ tone: Tone) -> Body {
        let opening: [String]
        let subject: String
        switch tone {
        case .warm, .friendly:
            subject = "\(f.about.capitalised): vi vil gjerne høre fra \(deg)"
            opening = [
                "Fristen i det forrige brevet vårt er ute, og vi har fortsatt ikke fått "
                    + "\(payment) for "
                    + "\(f.about). \(wasDue)",
                "Er det vanskelig å betale alt på én gang, eller er det noe vi har misforstått? Ta "
                    + "kontakt, så ser vi på det sammen.",
            ]
        case .neutral:
            subject = "Viktig brev om \(f.about)"
            opening = [
                "Fristen i det forrige brevet vårt er ute, og vi kan ikke se at \(f.about) er "
                    + "\(betalt). \(wasDue)"
            ]
        case .firm:
            subject = "Viktig brev om \(f.about)\(f.deadline.map { " – frist \($0)" } ?? "")"
            opening = [
                "\(stillUnpaid) Fristen i det forrige brevet vårt er ute."
            ]
        }
        return Body(subject: subject, title: "Betalingsoppfordring", opening: opening)
    }

    private func greeting(_ tone: Tone) -> String {
        switch tone {
        case .warm, .friendly: "Hei, \(f.debtor)!"
        case .neutral: "Hei, \(f.debtor)"
        case .firm: "Til \(f.debtor)"
        }
    }

    private func closing(_ tone: Tone) -> [String] {
        let contact = f.contacts.joined(separator: " eller ")
        switch tone {
        case .warm, .friendly:
            return [
                "Har \(du) allerede betalt? Tusen takk! Da kan \(du) se bort fra dette brevet. "
                    + (contact.isEmpty
                        ? "Lurer \(du) på noe, så ta gjerne kontakt."
                        : "Lurer \(du) på noe, så hjelper vi \(deg) gjerne: \(contact).")
            ]
        case .neutral, .firm:
            return [
                "Har \(du) allerede betalt, ber vi \(deg) se bort fra dette brevet. Takk for det. "
                    + (contact.isEmpty
                        ? "Har \(du) spørsmål, er det bare å ta kontakt."
                        : "Har \(du) spørsmål, når \(du) oss på \(contact).")
            ]
        }
    }

    /// What the amount may grow by beside interest, with its "og".
    private var moreFees: String {
        if !f.mayFeesFollow { return "" }
        return f.fee == nil ? "purregebyr og " : "nytt gebyr og "
    }

    private var wasDue: String {
        f.isPlural ? "Alle står i oversikten nedenfor." : "Den forfalt \(f.due)."
    }

    private var stillUnpaid: String {
        f.isPlural
            ? "\(f.about.capitalised) har forfalt og er fortsatt ikke \(betalt)."
            : "\(f.about.capitalised) forfalt \(f.due) og er fortsatt ikke \(betalt)."
    }

    private var payment: String { f.isPartlyPaid ? "hele betalingen" : "betalingen" }

    private var inAll: String { f.isPlural ? " til sammen" : "" }
}
