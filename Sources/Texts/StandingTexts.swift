import Basics
import Law

/// Sentences about plans, insolvency, hand-over and limitation.
extension ReasonTexts {
    static func instalments(_ next: Day, _ amount: Money, _ language: Language) -> String {
        choose(
            language,
            "Nedbetalingsavtalen følges; neste avdrag er \(amount.text) innen \(next.text).",
            "Nedbetalingsavtalen blir følgd; neste avdrag er \(amount.text) innan \(next.text).",
            "The payment plan is kept; the next instalment is \(amount.text) by \(next.text).")
    }

    static func planBroken(_ missed: Day, _ language: Language) -> String {
        choose(
            language,
            "Avdraget \(missed.text) er ikke betalt, så nedbetalingsavtalen gjelder ikke lenger.",
            "Avdraget \(missed.text) er ikkje betalt, så nedbetalingsavtalen gjeld ikkje lenger.",
            "The instalment of \(missed.text) has not been paid, so the payment plan is over.")
    }

    static func insolvent(_ kind: Insolvency, _ since: Day, _ language: Language) -> String {
        let name =
            switch kind {
            case .bankruptcy: choose(language, "konkurs", "konkurs", "bankruptcy")
            case .reconstruction:
                choose(language, "rekonstruksjon", "rekonstruksjon", "reconstruction")
            case .debtSettlement:
                choose(language, "gjeldsordning", "gjeldsordning", "debt settlement")
            case .windingUp: choose(language, "avvikling", "avvikling", "winding-up")
            }
        return choose(
            language,
            "Kunden er under \(name) fra \(since.text). Alle brev er stanset; meld kravet til boet.",
            "Kunden er under \(name) frå \(since.text). Alle brev er stogga; meld kravet til buet.",
            "The customer has been under \(name) since \(since.text). All letters stop; file the claim with the estate."
        )
    }

    static func kindUnknown(_ language: Language) -> String {
        choose(
            language, "Vi vet ikke om kunden er forbruker eller bedrift. Si det, og fortsett.",
            "Vi veit ikkje om kunden er forbrukar eller bedrift. Sei det, og hald fram.",
            "Nobody has said whether the customer is a consumer or a business. Say which, and go on."
        )
    }

    static func handedOver(_ to: String, _ on: Day, _ language: Language) -> String {
        choose(
            language, "Overlevert til \(to) \(on.text).", "Overlevert til \(to) \(on.text).",
            "Handed over to \(to) on \(on.text).")
    }

    static func lapsed(_ lastDay: Day, _ language: Language) -> String {
        choose(
            language, "Kravet ble foreldet \(lastDay.text). Det skal ikke kreves inn.",
            "Kravet vart forelda \(lastDay.text). Det skal ikkje krevjast inn.",
            "The claim lapsed on \(lastDay.text). It must not be collected.")
    }

    static func lapsesOn(_ day: Day, _ language: Language) -> String {
        choose(
            language,
            "Kravet foreldes \(day.text). Et brev stanser ikke fristen; en forliksklage eller en skriftlig erkjennelse gjør det.",
            "Kravet blir forelda \(day.text). Eit brev stoggar ikkje fristen; ei forliksklage eller ei skriftleg vedkjenning gjer det.",
            "The claim lapses on \(day.text). A letter does not stop that; a complaint to the conciliation board or a written acknowledgement does."
        )
    }

    static func agencyOnly(_ language: Language) -> String {
        choose(
            language,
            "Etter den nye inkassoloven kan bare et inkassoforetak sende betalingsoppfordring.",
            "Etter den nye inkassolova kan berre eit inkassoføretak sende betalingsoppmoding.",
            "Under the new collection act only a collection agency may send a payment demand.")
    }

    static func ladderPassed(_ language: Language) -> String {
        choose(
            language, "Et senere brev er sendt uten dette.",
            "Eit seinare brev er sendt utan dette.",
            "A later letter has gone without this one.")
    }

    static func needsMissedDeadline(_ language: Language) -> String {
        choose(
            language,
            "Krever at en frist på minst 14 dager i purring eller inkassovarsel er oversittet først.",
            "Krev at ein frist på minst 14 dagar i purring eller inkassovarsel er broten først.",
            "Needs a missed deadline of at least 14 days in a reminder or collection notice first.")
    }

    static func transferWarning(_ language: Language) -> String {
        choose(
            language,
            "Etter den nye inkassoloven er inkassovarsel forbeholdt inkassoforetak. Brevet varsler at kravet sendes dit.",
            "Etter den nye inkassolova er inkassovarsel reservert for inkassoføretak. Brevet varslar at kravet blir sendt dit.",
            "Under the new collection act a collection notice is for agencies alone. The letter warns that the claim goes to one."
        )
    }
}
