import Basics
import Claims

/// Nynorsk: every step in every tone. Consumers are `du`, businesses `de`/`dykk`.
struct NynorskTexts {
    private let f: LetterFacts
    private let du: String
    private let deg: String
    /// `betalt`, or `fullt betalt` when something has come in; bent in the plural.
    private let betalt: String
    /// `innan 07.12.2026`, or `så snart du kan` without a deadline.
    private let innan: String

    init(_ facts: LetterFacts) {
        f = facts
        du = facts.isBusiness ? "de" : "du"
        deg = facts.isBusiness ? "dykk" : "deg"
        let word = facts.isPlural ? "betalte" : "betalt"
        betalt = facts.isPartlyPaid ? "fullt \(word)" : word
        innan = facts.deadline.map { "innan \($0)" } ?? "så snart \(du) kan"
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
            signOff: tone <= .friendly ? "Venleg helsing" : "Med venleg helsing")
    }

    private func nudge(_ tone: Tone) -> Body {
        switch tone {
        case .warm, .friendly:
            Body(
                subject: "Har \(du) gløymt oss? \(f.about.capitalised) ventar",
                title: "Har \(du) gløymt oss?",
                opening: [
                    "Vi har ikkje sett \(payment) for \(f.about) enno. \(wasDue)",
                    "Slikt er fort gjort å gløyme, så dette er berre eit venleg puff, heilt utan "
                        + "gebyr. Fint om \(du) betaler "
                        + "\(f.deadline == nil ? "når det passar" : innan).",
                ])
        case .neutral:
            Body(
                subject: "Påminning om \(f.about)",
                title: "Betalingspåminning",
                opening: [
                    "Vi kan ikkje sjå at \(f.about) er \(betalt). \(wasDue)",
                    "Vi ber \(deg) betale \(innan). Påminninga er utan gebyr.",
                ])
        case .firm:
            Body(
                subject: "\(f.about.capitalised) har forfalle",
                title: f.isPlural
                    ? "Påminning om forfalne fakturaar" : "Påminning om forfallen faktura",
                opening: [
                    stillUnpaid,
                    "Vi ber \(deg) betale \(f.deadline == nil ? "no" : innan). Denne påminninga er "
                        + "utan gebyr. Blir beløpet ståande ubetalt, kan det auke med "
                        + "\(f.mayFeesFollow ? "purregebyr og " : "")forseinkingsrente.",
                ])
        }
    }

    private func reminder(_ tone: Tone) -> Body {
        switch tone {
        case .warm, .friendly:
            Body(
                subject: "Ei lita påminning om \(f.about)",
                title: "Purring",
                opening: [
                    f.isPlural
                        ? "Vi har framleis ikkje sett \(payment) for \(f.about). Kanskje dei har "
                            + "vorte liggjande i ein bunke ein stad?"
                        : "Vi har framleis ikkje sett \(payment) for \(f.about), som forfall "
                            + "\(f.due). Kanskje han har vorte liggjande i ein bunke ein stad?",
                    "Beløpet er no \(f.total)\(inAll). Fint om \(du) betaler \(innan), så er dette "
                        + "ute av verda.",
                ])
        case .neutral:
            Body(
                subject: "\(f.about.capitalised) er ikkje \(betalt)",
                title: "Purring",
                opening: [
                    "Vi kan ikkje sjå at \(f.about) er \(betalt). \(wasDue)",
                    "Vi ber \(deg) betale \(f.total)\(inAll) \(innan).",
                ])
        case .firm:
            Body(
                subject: f.about.capitalised
                    + (f.deadline.map { " – frist \($0)" } ?? " har forfalle"),
                title: "Purring",
                opening: [
                    stillUnpaid,
                    "Beløpet er \(f.total)\(inAll), og vi ber \(deg) betale "
                        + "\(f.deadline.map { "seinast \($0)" } ?? "no"). Blir det ståande "
                        + "ubetalt, "
                        + "kan det auke med \(moreFees)forseinkingsrente.",
                ])
        }
    }

    private func collectionNotice(_ tone: Tone) -> Body {
        let opening: [String]
        let subject: String
        switch tone {
        case .warm, .friendly:
            subject = "\(f.about.capitalised): lat oss finne ut av dette"
            opening = [
                f.isPlural
                    ? "Vi har ikkje fått \(payment) for \(f.about), som alle har forfalle. Vi vil "
                        + "helst ordne dette direkte med \(deg)."
                    : "Vi har ikkje fått \(payment) for \(f.about), som forfall \(f.due). Vi vil "
                        + "helst ordne dette direkte med \(deg).",
                "Beløpet er \(f.total)\(inAll). Er det vanskeleg å betale alt no, så ta kontakt "
                    + "før "
                    + "fristen. Då ser vi saman etter ei løysing.",
            ]
        case .neutral:
            subject = "Viktig brev om \(f.about)"
            opening = [
                "Vi kan ikkje sjå at \(f.about) er \(betalt). \(wasDue)",
                "Vi ber \(deg) betale \(f.total)\(inAll) \(innan).",
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
            f.isPlural ? "Krava kan bli sende til inkasso" : "Kravet kan bli sendt til inkasso"
        return body
    }

    private func paymentDemand(_ tone: Tone) -> Body {
        let opening: [String]
        let subject: String
        switch tone {
        case .warm, .friendly:
            subject = "\(f.about.capitalised): vi vil gjerne høyre frå \(deg)"
            opening = [
                "Fristen i det førre brevet vårt er ute, og vi har framleis ikkje fått \(payment) "
                    + "for "
                    + "\(f.about). \(wasDue)",
                "Er det vanskeleg å betale alt på éin gong, eller er det noko vi har misforstått? "
                    + "Ta "
                    + "kontakt, så ser vi på det saman.",
            ]
        case .neutral:
            subject = "Viktig brev om \(f.about)"
            opening = [
                "Fristen i det førre brevet vårt er ute, og vi kan ikkje sjå at \(f.about) er "
                    + "\(betalt). \(wasDue)"
            ]
        case .firm:
            subject = "Viktig brev om \(f.about)\(f.deadline.map { " – frist \($0)" } ?? "")"
            opening = [
                "\(stillUnpaid) Fristen i det førre brevet vårt er ute."
            ]
        }
        return Body(
            subject: subject, title: "Betalingsoppmoding (betalingsoppfordring)", opening: opening)
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
                "Har \(du) alt betalt? Tusen takk! Då kan \(du) sjå bort frå dette brevet. "
                    + (contact.isEmpty
                        ? "Lurer \(du) på noko, så ta gjerne kontakt."
                        : "Lurer \(du) på noko, så hjelper vi \(deg) gjerne: \(contact).")
            ]
        case .neutral, .firm:
            return [
                "Har \(du) alt betalt, ber vi \(deg) sjå bort frå dette brevet. Takk for det. "
                    + (contact.isEmpty
                        ? "Har \(du) spørsmål, er det berre å ta kontakt."
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
        f.isPlural ? "Alle står i oversikta nedanfor." : "Han forfall \(f.due)."
    }

    private var stillUnpaid: String {
        f.isPlural
            ? "\(f.about.capitalised) har forfalle og er framleis ikkje \(betalt)."
            : "\(f.about.capitalised) forfall \(f.due) og er framleis ikkje \(betalt)."
    }

    private var payment: String { f.isPartlyPaid ? "heile betalinga" : "betalinga" }

    private var inAll: String { f.isPlural ? " til saman" : "" }
}
