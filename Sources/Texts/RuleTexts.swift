import Basics
import Law

/// Each letter's rule in a sentence, as a bookkeeper would want it said.
public enum RuleTexts {
    /// The rule of a step by its stable name: `collection-notice`.
    public static func sentence(_ step: String, _ regime: Regime, _ language: Language) -> String {
        switch (step, regime) {
        case ("nudge", _): nudge(language)
        case ("reminder", .act1988): reminder(language)
        case ("collection-notice", .act1988): collectionNotice(language)
        case ("payment-demand", .act1988): paymentDemand(language)
        case ("reminder", .act2026): reminder2026(language)
        case ("collection-notice", .act2026): ReasonTexts.transferWarning(language)
        default: ReasonTexts.agencyOnly(language)
        }
    }

    private static func nudge(_ language: Language) -> String {
        choose(
            language,
            "En vennlig påminnelse uten gebyr kan sendes dagen etter forfall.",
            "Ei venleg påminning utan gebyr kan sendast dagen etter forfall.",
            "A friendly nudge without a fee may go the day after the due date.")
    }

    private static func reminder(_ language: Language) -> String {
        choose(
            language,
            "En skriftlig purring kan ha gebyr, 1/20 av inkassosatsen, når den sendes tidligst 14 dager etter forfall.",
            "Ei skriftleg purring kan ha gebyr, 1/20 av inkassosatsen, når ho blir send tidlegast 14 dagar etter forfall.",
            "A written reminder may carry a fee, 1/20 of the inkassosats, when it is sent at least 14 days after the due date."
        )
    }

    private static func reminder2026(_ language: Language) -> String {
        choose(
            language,
            "En påminnelse kan sendes etter forfall. Gebyrer etter den nye inkassoloven er ikke fastsatt.",
            "Ei påminning kan sendast etter forfall. Gebyr etter den nye inkassolova er ikkje fastsette.",
            "A reminder may go after the due date. Fees under the new collection act have not been set."
        )
    }

    private static func collectionNotice(_ language: Language) -> String {
        choose(
            language,
            "Inkassovarsel skal være skriftlig, si klart at inkasso settes i gang, og gi minst 14 dagers frist fra sending. Purring først er ikke et vilkår.",
            "Inkassovarsel skal vere skriftleg, seie klart at inkasso blir sett i gang, og gi minst 14 dagars frist frå sending. Purring først er ikkje eit vilkår.",
            "A collection notice is in writing, says clearly that collection will begin, and gives at least 14 days from sending. A reminder before it is no condition."
        )
    }

    private static func paymentDemand(_ language: Language) -> String {
        choose(
            language,
            "Betalingsoppfordring kan sendes når en frist på minst 14 dager er oversittet. Den gir en ny frist på minst 14 dager og kan ha gebyr, 3/20 av inkassosatsen.",
            "Betalingsoppfordring kan sendast når ein frist på minst 14 dagar er broten. Ho gir ein ny frist på minst 14 dagar og kan ha gebyr, 3/20 av inkassosatsen.",
            "A payment demand may go when a deadline of at least 14 days has been missed. It gives 14 days more at least and may carry a fee, 3/20 of the inkassosats."
        )
    }
}
