import Basics
import Law

/// Says a reason in one sentence, in the reader's language; the paragraph stands in ``Law/Reason/citation``.
public enum ReasonTexts {
    public static func sentence(_ reason: Reason, _ language: Language) -> String {
        switch reason {
        case .overdue(let since): overdue(since, language)
        case .allowed(let kind, let from): allowed(kind, from, language)
        case .fee(let fee): FeeTexts.sentence(fee, language)
        case .notDue(let due): notDue(due, language)
        case .planWaits(let until): planWaits(until, language)
        case .feeDays(let until): feeDays(until, language)
        case .deadlineRuns(let deadline): deadlineRuns(deadline, language)
        case .graceDays(let days, let until): graceDays(days, until, language)
        case .uncertainMoney(let payment, let amount, let booked):
            uncertainMoney(payment, amount, booked, language)
        case .unreadMail(let mail, let received): unreadMail(mail, received, language)
        case .paused(let until, let why): paused(until, why, language)
        case .disputed(let since, let why): disputed(since, why, language)
        case .promised(let by): promised(by, language)
        case .exempt(let why): exempt(why, language)
        case .undocumented: undocumented(language)
        case .ledgerDiffers(let found, let expected): ledgerDiffers(found, expected, language)
        case .missingRate(let missing): missingRate(missing, language)
        case .undelivered(let why): undelivered(why, language)
        case .noAddress: noAddress(language)
        case .noSafeWay: noSafeWay(language)
        case .contactLimit(let letters, let from): contactLimit(letters, from, language)
        case .backlog(let backlog): BacklogTexts.sentence(backlog, language)
        case .settled: choose(language, "Betalt.", "Betalt.", "Paid.")
        case .onlyCostsLeft(let amount): onlyCostsLeft(amount, language)
        case .smallResidual(let amount): smallResidual(amount, language)
        case .overpaid(let amount): overpaid(amount, language)
        case .writtenOff(let on, let why): writtenOff(on, why, language)
        case .ladderClimbed: ladderClimbed(language)
        case .treatedAsConsumer: treatedAsConsumer(language)
        case .instalments(let next, let amount): instalments(next, amount, language)
        case .planBroken(let missed): planBroken(missed, language)
        case .insolvent(let kind, let since): insolvent(kind, since, language)
        case .kindUnknown: kindUnknown(language)
        case .handedOver(let to, let on): handedOver(to, on, language)
        case .lapsed(let lastDay): lapsed(lastDay, language)
        case .lapsesOn(let day): lapsesOn(day, language)
        case .agencyOnly: agencyOnly(language)
        case .transferWarning: transferWarning(language)
        case .ladderPassed: ladderPassed(language)
        case .needsMissedDeadline: needsMissedDeadline(language)
        }
    }

    // MARK: - What allows

    private static func overdue(_ since: Day, _ language: Language) -> String {
        choose(
            language,
            "Fakturaen er forfalt; en vennlig påminnelse uten gebyr kan sendes fra \(since.text).",
            "Fakturaen er forfallen; ei venleg påminning utan gebyr kan sendast frå \(since.text).",
            "The invoice is overdue; a friendly nudge without a fee may go from \(since.text).")
    }

    private static func allowed(_ kind: LetterKind, _ from: Day, _ language: Language) -> String {
        switch kind {
        case .reminder:
            choose(
                language, "Purring med gebyr kan sendes fra \(from.text), 14 dager etter forfall.",
                "Purring med gebyr kan sendast frå \(from.text), 14 dagar etter forfall.",
                "A reminder with a fee may go from \(from.text), 14 days after the due date.")
        case .collectionNotice, .paymentDemand:
            choose(
                language, "Brevet kan sendes fra \(from.text).",
                "Brevet kan sendast frå \(from.text).", "The letter may go from \(from.text).")
        }
    }

    // MARK: - What makes wait

    private static func notDue(_ due: Day, _ language: Language) -> String {
        choose(
            language, "Fakturaen forfaller \(due.text).", "Fakturaen forfell \(due.text).",
            "The invoice is due on \(due.text).")
    }

    private static func planWaits(_ until: Day, _ language: Language) -> String {
        choose(
            language, "Planen deres venter til \(until.text), lenger enn loven krever.",
            "Planen dykkar ventar til \(until.text), lenger enn lova krev.",
            "Your plan waits until \(until.text), longer than the law requires.")
    }

    private static func feeDays(_ until: Day, _ language: Language) -> String {
        choose(
            language, "Gebyr kan tidligst kreves i et brev sendt \(until.text).",
            "Gebyr kan tidlegast krevjast i eit brev sendt \(until.text).",
            "A fee may be charged in a letter sent on \(until.text) at the earliest.")
    }

    private static func deadlineRuns(_ deadline: Day, _ language: Language) -> String {
        choose(
            language,
            "Fristen i forrige brev er \(deadline.text); neste steg kommer først når den er ute.",
            "Fristen i førre brev er \(deadline.text); neste steg kjem først når han er ute.",
            "The last letter's deadline is \(deadline.text); the next step waits until it has passed."
        )
    }

    private static func graceDays(_ days: Int, _ until: Day, _ language: Language) -> String {
        choose(
            language,
            "Vi venter \(days) bankdager til, til \(until.text), for penger som er på vei.",
            "Vi ventar \(days) bankdagar til, til \(until.text), på pengar som er på veg.",
            "We wait \(days) more bank days, until \(until.text), for money on its way.")
    }

    // MARK: - What holds

    private static func uncertainMoney(
        _ payment: Int64, _ amount: Money, _ booked: Day, _ language: Language
    ) -> String {
        choose(
            language,
            "Innbetaling \(payment) på \(amount.text) \(booked.text) er ikke plassert og kan være fra denne kunden.",
            "Innbetaling \(payment) på \(amount.text) \(booked.text) er ikkje plassert og kan vere frå denne kunden.",
            "Payment \(payment) of \(amount.text) on \(booked.text) is not placed and could be this customer's."
        )
    }

    private static func unreadMail(
        _ mail: Int64, _ received: Day, _ language: Language
    ) -> String {
        choose(
            language,
            "E-post \(mail) fra \(received.text) kan være fra denne kunden, og ingen har lest den ennå.",
            "E-post \(mail) frå \(received.text) kan vere frå denne kunden, og ingen har lese han enno.",
            "E-mail \(mail) of \(received.text) could be this customer's, and nobody has read it yet."
        )
    }

    private static func paused(_ until: Day?, _ why: String, _ language: Language) -> String {
        guard let until else {
            return choose(
                language, "På pause til noen fortsetter\(note(why)).",
                "På pause til nokon held fram\(note(why)).",
                "Paused until someone resumes\(note(why)).")
        }
        return choose(
            language, "På pause til \(until.text)\(note(why)).",
            "På pause til \(until.text)\(note(why)).", "Paused until \(until.text)\(note(why)).")
    }

    private static func disputed(_ since: Day, _ why: String, _ language: Language) -> String {
        choose(
            language,
            "Kunden har en innsigelse fra \(since.text)\(note(why)). Alt stopper til den er avklart.",
            "Kunden har ei innvending frå \(since.text)\(note(why)). Alt stoppar til ho er avklart.",
            "The customer objected on \(since.text)\(note(why)). Everything stops until it is settled."
        )
    }

    private static func promised(_ by: Day, _ language: Language) -> String {
        choose(
            language, "Kunden har lovet å betale innen \(by.text).",
            "Kunden har lova å betale innan \(by.text).",
            "The customer has promised to pay by \(by.text).")
    }

    private static func exempt(_ why: String, _ language: Language) -> String {
        choose(
            language, "Unntatt fra purring\(note(why)).", "Unnateke frå purring\(note(why)).",
            "Exempt from reminders\(note(why)).")
    }

    private static func undocumented(_ language: Language) -> String {
        choose(
            language, "Saldo uten bilag: vises, men purres aldri.",
            "Saldo utan bilag: blir vist, men aldri purra.",
            "A balance without a document: shown, never pressed.")
    }

    private static func ledgerDiffers(_ found: Money, _ expected: Money, _ language: Language)
        -> String
    {
        choose(
            language,
            "Åpne poster er \(found.text), men reskontroen sier \(expected.text). Se på kunden først.",
            "Opne postar er \(found.text), men reskontroen seier \(expected.text). Sjå på kunden først.",
            "Open items are \(found.text), but the ledger says \(expected.text). Look at the customer first."
        )
    }

    private static func missingRate(_ missing: MissingRate, _ language: Language) -> String {
        let (from, to) = missing.period
        return choose(
            language,
            "Vi kjenner ikke \(missing.table.name(.nb)) for \(from.text)–\(to.text). Ingenting kreves før noen legger den inn (purr law rates add).",
            "Vi kjenner ikkje \(missing.table.name(.nn)) for \(from.text)–\(to.text). Ingenting blir kravt før nokon legg det inn (purr law rates add).",
            "The \(missing.table.name(.en)) for \(from.text)–\(to.text) is not known. Nothing is charged until someone adds it (purr law rates add)."
        )
    }

    private static func undelivered(_ why: String, _ language: Language) -> String {
        choose(
            language, "Forrige brev kom ikke fram\(note(why)). Rett adressen, og fortsett.",
            "Førre brev kom ikkje fram\(note(why)). Rett adressa, og hald fram.",
            "The last letter did not arrive\(note(why)). Mend the address, then resume.")
    }

    private static func noAddress(_ language: Language) -> String {
        choose(
            language, "Verken adresse eller e-post er kjent.",
            "Verken adresse eller e-post er kjend.", "Neither address nor e-mail is known.")
    }

    private static func noSafeWay(_ language: Language) -> String {
        choose(
            language,
            "Et slikt brev går på papir, eller til en e-postadresse kunden nylig har brukt. Postadresse mangler.",
            "Eit slikt brev går på papir, eller til ei e-postadresse kunden nyleg har brukt. Postadresse manglar.",
            "Such a letter goes on paper, or to an e-mail address the customer has recently used. There is no postal address."
        )
    }

    private static func contactLimit(
        _ letters: Int, _ from: Day, _ language: Language
    ) -> String {
        choose(
            language,
            "Kunden har fått \(letters) brev på sju dager; det neste går tidligst \(from.text).",
            "Kunden har fått \(letters) brev på sju dagar; det neste går tidlegast \(from.text).",
            "The customer has had \(letters) letters in seven days; the next goes on \(from.text) at the earliest."
        )
    }

    // MARK: - What ends

    private static func onlyCostsLeft(_ amount: Money, _ language: Language) -> String {
        choose(
            language,
            "Hovedstolen er betalt; \(amount.text) i gebyr og renter står igjen. Det purres ikke alene.",
            "Hovudstolen er betalt; \(amount.text) i gebyr og renter står att. Det blir ikkje purra åleine.",
            "The principal is paid; \(amount.text) in fees and interest remains. It is not chased by itself."
        )
    }

    private static func smallResidual(_ amount: Money, _ language: Language) -> String {
        choose(
            language, "Bare \(amount.text) står igjen; foreslås ettergitt.",
            "Berre \(amount.text) står att; foreslått etterlate.",
            "Only \(amount.text) remains; waiver is proposed.")
    }

    private static func overpaid(_ amount: Money, _ language: Language) -> String {
        choose(
            language, "Betalt \(amount.text) for mye; skal tilbake eller brukes på annet krav.",
            "Betalt \(amount.text) for mykje; skal tilbake eller brukast på anna krav.",
            "Overpaid by \(amount.text); to be returned or used for another claim.")
    }

    private static func writtenOff(_ on: Day, _ why: String, _ language: Language) -> String {
        choose(
            language, "Avskrevet \(on.text)\(note(why)).", "Avskriven \(on.text)\(note(why)).",
            "Written off on \(on.text)\(note(why)).")
    }

    private static func ladderClimbed(_ language: Language) -> String {
        choose(
            language,
            "Alle steg er tatt. Velg: ring, avtal avdrag, overlat til inkasso, rettslig, eller avskriv.",
            "Alle steg er tekne. Vel: ring, avtal avdrag, overlat til inkasso, rettsleg, eller avskriv.",
            "Every step is taken. Choose: call, agree on instalments, hand over, go to court, or write off."
        )
    }

    // MARK: - What a person should know

    private static func treatedAsConsumer(_ language: Language) -> String {
        choose(
            language,
            "Vi vet ikke om kunden er forbruker eller næringsdrivende; strengeste regler brukes.",
            "Vi veit ikkje om kunden er forbrukar eller næringsdrivande; strengaste reglar blir brukte.",
            "We do not know whether the customer is a consumer or a business; the stricter rules apply."
        )
    }

    private static func note(_ why: String) -> String { why.isEmpty ? "" : " (\(why))" }
}

/// The text in the reader's language.
func choose(_ language: Language, _ nb: String, _ nn: String, _ en: String) -> String {
    switch language {
    case .nb: nb
    case .nn: nn
    case .en: en
    }
}
