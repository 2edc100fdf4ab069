import Basics
import Law

/// Says a reason in one sentence, in the reader's language; the paragraph stands in ``Law/Reason/citation``.
public enum ReasonTexts {
    public static func sentence(_ reason: Reason, _ language: Language) -> String {
        switch reason {
        case .overdue, .allowed, .fee: allowing(reason, language)
        case .notDue, .planWaits, .feeDays, .deadlineRuns, .graceDays: waiting(reason, language)
        case .uncertainMoney, .paused, .disputed, .promised, .exempt, .undocumented,
            .ledgerDiffers, .missingRate, .undelivered, .noAddress:
            holding(reason, language)
        case .settled, .onlyCostsLeft, .smallResidual, .overpaid, .writtenOff, .ladderClimbed,
            .treatedAsConsumer:
            ending(reason, language)
        }
    }

    private static func allowing(_ reason: Reason, _ language: Language) -> String {
        switch reason {
        case .overdue(let since):
            choose(
                language,
                "Fakturaen er forfalt; en vennlig påminnelse uten gebyr kan sendes fra \(since.text).",
                "Fakturaen er forfallen; ei venleg påminning utan gebyr kan sendast frå \(since.text).",
                "The invoice is overdue; a friendly nudge without a fee may go from \(since.text).")
        case .allowed(.reminder, let from):
            choose(
                language, "Purring med gebyr kan sendes fra \(from.text), 14 dager etter forfall.",
                "Purring med gebyr kan sendast frå \(from.text), 14 dagar etter forfall.",
                "A reminder with a fee may go from \(from.text), 14 days after the due date.")
        case .allowed(_, let from):
            choose(
                language, "Brevet kan sendes fra \(from.text).",
                "Brevet kan sendast frå \(from.text).", "The letter may go from \(from.text).")
        case .fee(let fee): FeeTexts.sentence(fee, language)
        default: reason.code
        }
    }

    private static func waiting(_ reason: Reason, _ language: Language) -> String {
        switch reason {
        case .notDue(let due):
            choose(
                language, "Fakturaen forfaller \(due.text).", "Fakturaen forfell \(due.text).",
                "The invoice is due on \(due.text).")
        case .planWaits(let until):
            choose(
                language, "Planen deres venter til \(until.text), lenger enn loven krever.",
                "Planen dykkar ventar til \(until.text), lenger enn lova krev.",
                "Your plan waits until \(until.text), longer than the law requires.")
        case .feeDays(let until):
            choose(
                language, "Gebyr kan tidligst kreves i et brev sendt \(until.text).",
                "Gebyr kan tidlegast krevjast i eit brev sendt \(until.text).",
                "A fee may be charged in a letter sent on \(until.text) at the earliest.")
        case .deadlineRuns(let deadline):
            choose(
                language,
                "Fristen i forrige brev er \(deadline.text); neste steg kommer først når den er ute.",
                "Fristen i førre brev er \(deadline.text); neste steg kjem først når han er ute.",
                "The last letter's deadline is \(deadline.text); the next step waits until it has passed."
            )
        case .graceDays(let days, let until):
            choose(
                language,
                "Vi venter \(days) bankdager til, til \(until.text), for penger som er på vei.",
                "Vi ventar \(days) bankdagar til, til \(until.text), på pengar som er på veg.",
                "We wait \(days) more bank days, until \(until.text), for money on its way.")
        default: reason.code
        }
    }

    private static func holding(_ reason: Reason, _ language: Language) -> String {
        switch reason {
        case .uncertainMoney(let payment, let amount, let booked):
            choose(
                language,
                "Innbetaling \(payment) på \(amount.text) \(booked.text) er ikke plassert og kan være fra denne kunden.",
                "Innbetaling \(payment) på \(amount.text) \(booked.text) er ikkje plassert og kan vere frå denne kunden.",
                "Payment \(payment) of \(amount.text) on \(booked.text) is not placed and could be this customer's."
            )
        case .paused(let until, let why): paused(until, why, language)
        case .disputed(let since, let why):
            choose(
                language,
                "Kunden har en innsigelse fra \(since.text)\(note(why)). Alt stopper til den er avklart.",
                "Kunden har ei innvending frå \(since.text)\(note(why)). Alt stoppar til ho er avklart.",
                "The customer objected on \(since.text)\(note(why)). Everything stops until it is settled."
            )
        case .promised(let by):
            choose(
                language, "Kunden har lovet å betale innen \(by.text).",
                "Kunden har lova å betale innan \(by.text).",
                "The customer has promised to pay by \(by.text).")
        case .exempt(let why):
            choose(
                language, "Unntatt fra purring\(note(why)).", "Unnateke frå purring\(note(why)).",
                "Exempt from reminders\(note(why)).")
        case .undocumented:
            choose(
                language, "Saldo uten bilag: vises, men purres aldri.",
                "Saldo utan bilag: blir vist, men aldri purra.",
                "A balance without a document: shown, never pressed.")
        case .ledgerDiffers(let found, let expected):
            choose(
                language,
                "Åpne poster er \(found.text), men reskontroen sier \(expected.text). Se på kunden først.",
                "Opne postar er \(found.text), men reskontroen seier \(expected.text). Sjå på kunden først.",
                "Open items are \(found.text), but the ledger says \(expected.text). Look at the customer first."
            )
        case .missingRate(let missing):
            choose(
                language,
                "Satsen \(missing.table.rawValue) for \(missing.day.text) er ikke kjent. Ingenting kreves før den er lagt inn.",
                "Satsen \(missing.table.rawValue) for \(missing.day.text) er ikkje kjend. Ingenting blir kravd før han er lagd inn.",
                "The rate \(missing.table.rawValue) for \(missing.day.text) is not known. Nothing is charged until it is added."
            )
        case .undelivered(let why):
            choose(
                language, "Forrige brev kom ikke fram\(note(why)). Rett adressen, og fortsett.",
                "Førre brev kom ikkje fram\(note(why)). Rett adressa, og hald fram.",
                "The last letter did not arrive\(note(why)). Mend the address, then resume.")
        case .noAddress:
            choose(
                language, "Verken adresse eller e-post er kjent.",
                "Verken adresse eller e-post er kjend.", "Neither address nor e-mail is known.")
        default: reason.code
        }
    }

    private static func ending(_ reason: Reason, _ language: Language) -> String {
        switch reason {
        case .settled:
            choose(language, "Betalt.", "Betalt.", "Paid.")
        case .onlyCostsLeft(let amount):
            choose(
                language,
                "Hovedstolen er betalt; \(amount.text) i gebyr og renter står igjen. Det purres ikke alene.",
                "Hovudstolen er betalt; \(amount.text) i gebyr og renter står att. Det blir ikkje purra åleine.",
                "The principal is paid; \(amount.text) in fees and interest remains. It is not chased by itself."
            )
        case .smallResidual(let amount):
            choose(
                language, "Bare \(amount.text) står igjen; foreslås ettergitt.",
                "Berre \(amount.text) står att; foreslått etterlate.",
                "Only \(amount.text) remains; waiver is proposed.")
        case .overpaid(let amount):
            choose(
                language, "Betalt \(amount.text) for mye; skal tilbake eller brukes på annet krav.",
                "Betalt \(amount.text) for mykje; skal tilbake eller brukast på anna krav.",
                "Overpaid by \(amount.text); to be returned or used for another claim.")
        case .writtenOff(let on, let why):
            choose(
                language, "Avskrevet \(on.text)\(note(why)).", "Avskriven \(on.text)\(note(why)).",
                "Written off on \(on.text)\(note(why)).")
        case .ladderClimbed:
            choose(
                language,
                "Alle steg er tatt. Velg: ring, avtal avdrag, overlat til inkasso, rettslig, eller avskriv.",
                "Alle steg er tekne. Vel: ring, avtal avdrag, overlat til inkasso, rettsleg, eller avskriv.",
                "Every step is taken. Choose: call, agree on instalments, hand over, go to court, or write off."
            )
        case .treatedAsConsumer:
            choose(
                language,
                "Vi vet ikke om kunden er forbruker eller næringsdrivende; strengeste regler brukes.",
                "Vi veit ikkje om kunden er forbrukar eller næringsdrivande; strengaste reglar blir brukte.",
                "We do not know whether the customer is a consumer or a business; the stricter rules apply."
            )
        default: reason.code
        }
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
