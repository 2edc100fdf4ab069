import Basics
import Law

/// Says in one sentence why a letter carries its fee, or none.
public enum FeeTexts {
    public static func sentence(_ reason: FeeReason, _ language: Language) -> String {
        switch reason {
        case .allowed:
            choose(
                language, "Gebyret kan kreves.", "Gebyret kan krevjast.",
                "The fee may be charged.")
        case .tooEarly(let earliest):
            choose(
                language, "Uten gebyr: det kan tidligst kreves \(earliest.text).",
                "Utan gebyr: det kan tidlegast krevjast \(earliest.text).",
                "No fee: it may be charged from \(earliest.text).")
        case .chainFull:
            choose(
                language, "Uten gebyr: to gebyrer er alt krevd.",
                "Utan gebyr: to gebyr er alt kravde.",
                "No fee: two fees have been charged already.")
        case .deadlineTooShort:
            choose(
                language,
                "Uten gebyr: fristen i det første gebyrbrevet var kortere enn 14 dager eller er ukjent.",
                "Utan gebyr: fristen i det første gebyrbrevet var kortare enn 14 dagar eller er ukjend.",
                "No fee: the first fee letter's deadline was shorter than 14 days or is not known.")
        case .deadlineRunning(let until):
            choose(
                language, "Uten gebyr: forrige frist løper til \(until.text).",
                "Utan gebyr: førre frist går til \(until.text).",
                "No fee: the last deadline runs until \(until.text).")
        case .notAfterCollectionNotice:
            choose(
                language, "Uten gebyr: et gebyrbelagt inkassovarsel er alt sendt.",
                "Utan gebyr: eit inkassovarsel med gebyr er alt sendt.",
                "No fee: a collection notice with a fee has been sent already.")
        case .demandAlreadyCharged:
            choose(
                language, "Uten gebyr: gebyr for betalingsoppfordring er alt krevd.",
                "Utan gebyr: gebyr for betalingsoppfordring er alt kravt.",
                "No fee: the payment demand's fee has been charged already.")
        case .noMissedDeadline:
            choose(
                language, "Uten gebyr: ingen frist på minst 14 dager er oversittet.",
                "Utan gebyr: ingen frist på minst 14 dagar er broten.",
                "No fee: no deadline of at least 14 days has been missed.")
        case .act2026:
            choose(
                language, "Uten gebyr: satser etter den nye inkassoloven er ikke fastsatt.",
                "Utan gebyr: satsar etter den nye inkassolova er ikkje fastsette.",
                "No fee: rates under the new collection act have not been set.")
        case .oneFeePerLetter:
            choose(
                language, "Uten gebyr på denne: ett gebyr per brev.",
                "Utan gebyr på denne: eitt gebyr per brev.",
                "No fee on this one: one fee a letter.")
        case .notCharged:
            choose(
                language, "Uten gebyr: det er ikke krevd.", "Utan gebyr: det er ikkje kravt.",
                "No fee: none was asked for.")
        case .coveredByCompensation: coveredByCompensation(language)
        case .missingRate(let missing): missingRate(missing, language)
        case .onlyCostsLeft:
            choose(
                language, "Uten gebyr: bare gebyr og renter står igjen.",
                "Utan gebyr: berre gebyr og renter står att.",
                "No fee: only fees and interest remain.")
        }
    }

    private static func coveredByCompensation(_ language: Language) -> String {
        choose(
            language, "Uten gebyr: standardkompensasjonen som er krevd, dekker det.",
            "Utan gebyr: standardkompensasjonen som er kravd, dekkjer det.",
            "No fee: the standard compensation already claimed covers it.")
    }

    private static func missingRate(_ missing: MissingRate, _ language: Language) -> String {
        choose(
            language,
            "Uten gebyr og renter: \(missing.table.name(.nb)) for \(missing.day.text) er ikke kjent.",
            "Utan gebyr og renter: \(missing.table.name(.nn)) for \(missing.day.text) er ikkje kjend.",
            "No fee or interest: the \(missing.table.name(.en)) for \(missing.day.text) is not known."
        )
    }
}

extension MissingRate.Table {
    /// What the table holds, in the middle of a sentence.
    public func name(_ language: Language) -> String {
        switch self {
        case .lateInterest:
            choose(language, "forsinkelsesrenten", "forseinkingsrenta", "late interest rate")
        case .standardCompensation:
            choose(
                language, "standardkompensasjonen", "standardkompensasjonen",
                "standard compensation")
        case .collectionRate: choose(language, "inkassosatsen", "inkassosatsen", "inkassosats")
        case .courtFee: choose(language, "rettsgebyret", "rettsgebyret", "court fee")
        }
    }
}
