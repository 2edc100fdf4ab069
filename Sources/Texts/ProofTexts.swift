import Basics
import Law

/// What a proof file says to the people who read it: a court, a conciliation board, a lawyer, the debtor.
public struct ProofTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    // MARK: - The course of events

    public func title(_ invoice: String, _ debtor: String, _ number: String) -> String {
        say(
            "Faktura \(invoice) til \(debtor) (kundenr. \(number))",
            "Faktura \(invoice) til \(debtor) (kundenr. \(number))",
            "Invoice \(invoice) to \(debtor) (customer no. \(number))")
    }
    public func creditor(_ name: String, _ organisation: String) -> String {
        say("Kreditor", "Kreditor", "Creditor") + ": \(name), "
            + say("org.nr.", "org.nr.", "organisation no.") + " \(organisation)"
    }
    public func made(_ day: Day) -> String {
        say("Laget \(day.text) med Purr", "Laga \(day.text) med Purr", "Made \(day.text) with Purr")
    }
    public var courseHeading: String { say("HVA SOM SKJEDDE", "KVA SOM HENDE", "WHAT HAPPENED") }
    public func owedHeading(_ day: Day) -> String {
        say("HVA SOM SKYLDES", "KVA SOM ER SKYLDIG", "WHAT IS OWED") + " \(day.text)"
    }
    public var interestHeading: String { say("RENTENE", "RENTENE", "THE INTEREST") }
    public var interestNote: String {
        say(
            "Hver dag for seg står i interest.csv.", "Kvar dag for seg står i interest.csv.",
            "Each day by itself is in interest.csv.")
    }
    public var paymentsHeading: String { say("BETALINGENE", "BETALINGANE", "THE PAYMENTS") }
    public var none: String { say("Ingen.", "Ingen.", "None.") }

    public func invoiced(_ invoice: String, _ amount: Money, due: Day) -> String {
        say("Faktura", "Faktura", "Invoice") + " \(invoice): \(amount.text), "
            + say("forfall", "forfall", "due") + " \(due.text)"
    }
    public func recorded(_ day: Day) -> String {
        say(
            " (registrert \(day.text))", " (registrert \(day.text))", " (recorded \(day.text))")
    }
    /// The letter's law, before the rule itself.
    public var rule: String { say("Regel", "Regel", "Rule") }
    public var reason: String { say("Hvorfor", "Kvifor", "Why") }
    public func earliest(_ day: Day) -> String {
        say("tidligst \(day.text)", "tidlegast \(day.text)", "\(day.text) at the earliest")
    }
    /// Which consolidated text the rule was read in: that with amendments through a day.
    public func version(_ day: Day) -> String {
        say(
            "konsolidert per \(day.text)", "konsolidert per \(day.text)",
            "consolidated through \(day.text)")
    }
    public func fault(_ text: String) -> String {
        say("IKKE I ORDEN", "IKKJE I ORDEN", "NOT IN ORDER") + ": \(text)"
    }
    public func laterKnown(_ text: String) -> String {
        say("Kjent senere", "Kjent seinare", "Known later") + ": \(text)"
    }
    public func approved(_ actor: String, second: String?) -> String {
        say("godkjent av \(actor)", "godkjend av \(actor)", "approved by \(actor)")
            + (second.map { say(" og \($0)", " og \($0)", " and \($0)") } ?? "")
    }
    /// - Parameter code: `email`, `print`, `ehf`.
    public func way(_ code: String) -> String {
        switch code {
        case "email": say("e-post", "e-post", "e-mail")
        case "print": say("papir", "papir", "paper")
        case "ehf": "EHF"
        case "sms": "SMS"
        default: code
        }
    }
    public func files(_ names: String) -> String {
        say("Slik det ble sendt", "Slik det vart sendt", "As it was sent") + ": \(names)"
    }
    public var neverLeft: String {
        say(
            "Brevet er ikke overlevert til noen.", "Brevet er ikkje overlevert til nokon.",
            "The letter has not been handed to anyone.")
    }
    public func alsoAbout(_ invoices: String) -> String {
        say(
            "Brevet gjelder også faktura \(invoices) til samme kunde.",
            "Brevet gjeld òg faktura \(invoices) til same kunde.",
            "The letter is also about invoice \(invoices) to the same customer.")
    }
    public func paid(_ payment: String, _ amount: Money, _ reference: String) -> String {
        say("Innbetaling", "Innbetaling", "Payment") + " \(payment): \(amount.text)"
            + bank(reference)
    }
    public func wentBack(_ payment: String, _ amount: Money, _ reference: String) -> String {
        say("Innbetaling", "Innbetaling", "Payment") + " \(payment): \(amount.text) "
            + say("gikk tilbake", "gjekk tilbake", "went back") + bank(reference)
    }
    public var countsAsNotSent: String {
        say(
            "Brevet regnes som ikke sendt: fristen gjelder ikke, og gebyret faller bort.",
            "Brevet blir rekna som ikkje sendt: fristen gjeld ikkje, og gebyret fell bort.",
            "The letter counts as not sent: its deadline does not hold, and its fee falls away.")
    }
    private func bank(_ reference: String) -> String {
        reference.isEmpty
            ? ""
            : say(
                ", bankens referanse \(reference)", ", bankreferanse \(reference)",
                ", the bank's reference \(reference)")
    }
    /// - Parameter kind: the kind in words.
    public func received(_ mail: Int64, _ kind: String) -> String {
        say("E-post", "E-post", "E-mail") + " \(mail): \(kind)"
    }
    public var unread: String {
        say(
            "Ikke lest av noen ennå; ordene er ikke med.",
            "Ikkje lesen av nokon enno; orda er ikkje med.",
            "Read by nobody yet; its words are left out.")
    }

    // MARK: - The command

    public func wrote(_ file: String, bytes: Int) -> String {
        "\(file) (\((bytes + 1023) / 1024) kB)"
    }
    public var sealLabel: String { say("Segl", "Segl", "Seal") }
    public var sealAdvice: String {
        say(
            "Skriv seglet ned eller send det til noen i dag: da kan ingen si at filen er laget senere.",
            "Skriv seglet ned eller send det til nokon i dag: då kan ingen seie at fila er laga seinare.",
            "Write the seal down or send it to somebody today: then nobody can say that the file was made later."
        )
    }
    public func verified(files: Int, events: Int) -> String {
        say(
            "Alt stemmer: \(files) filer og \(events) hendelser er som da filen ble laget.",
            "Alt stemmer: \(files) filer og \(events) hendingar er som då fila vart laga.",
            "All is well: \(files) files and \(events) events are as when the file was made.")
    }
    public var otherScript: String {
        say(
            "verify.py i filen er en annen utgave enn denne Purr sin.",
            "verify.py i fila er ei anna utgåve enn denne Purr si.",
            "The verify.py in the file is another edition than this Purr's.")
    }
}

// MARK: - The README

extension ProofTexts {
    public func readmeTitle(_ invoice: String) -> String {
        say("BEVISFIL FOR FAKTURA", "PROVFIL FOR FAKTURA", "PROOF FILE FOR INVOICE") + " \(invoice)"
    }

    public var readmePurpose: String {
        say(
            "Filen viser hva som ble sendt om kravet, når, og hva som kom ut av det. Den er laget til å legges fram for forliksråd, domstol eller nemnd.",
            "Fila viser kva som vart sendt om kravet, når, og kva som kom ut av det. Ho er laga til å leggjast fram for forliksråd, domstol eller nemnd.",
            "This file shows what was sent about the claim, when, and what came of it. It is made to be laid before a conciliation board or court."
        )
    }

    public var contentsHeading: String { say("INNHOLD", "INNHALD", "CONTENTS") }

    public var contents: [(file: String, text: String)] {
        [
            (
                "timeline.txt",
                say(
                    "Hendelsene i rekkefølge, med paragrafen hvert brev står på. Begynn her.",
                    "Hendingane i rekkjefølgje, med paragrafen kvart brev står på. Begynn her.",
                    "The events in order, with the paragraph each letter stands on. Begin here.")
            ),
            (
                "letters/",
                say(
                    "Brevene nøyaktig som de ble sendt: PDF, e-post (.eml), EHF (.xml).",
                    "Breva nøyaktig slik dei vart sende: PDF, e-post (.eml), EHF (.xml).",
                    "The letters exactly as they were sent: PDF, e-mail (.eml), EHF (.xml).")
            ),
            (
                "claim.json",
                say(
                    "Kravet: partene, fakturaen, avtaler, hva som skyldes.",
                    "Kravet: partane, fakturaen, avtalar, kva som er skyldig.",
                    "The claim: the parties, the invoice, agreements, what is owed.")
            ),
            (
                "letters.json",
                say(
                    "Hvert brev med frist, gebyr, godkjenning, regel og fingeravtrykk.",
                    "Kvart brev med frist, gebyr, godkjenning, regel og fingeravtrykk.",
                    "Each letter with deadline, fee, approval, rule and fingerprint.")
            ),
            (
                "receipts.csv",
                say(
                    "Hvert forsøk, hver kvittering, avvisning og retur, og svar som kom inn.",
                    "Kvart forsøk, kvar kvittering, avvising og retur, og svar som kom inn.",
                    "Every attempt, receipt, bounce and return, and the replies that came in.")
            ),
            (
                "objections.json",
                say(
                    "Innsigelser, pauser, løfter og svar fra kunden.",
                    "Motsegner, pausar, lovnader og svar frå kunden.",
                    "Objections, holds, promises and the customer's replies.")
            ),
            (
                "payments.csv",
                say(
                    "Betalinger med bankens referanse, og hva hver av dem dekket.",
                    "Betalingar med referansen til banken, og kva kvar av dei dekte.",
                    "Payments with the bank's reference, and what each of them covered.")
            ),
            (
                "interest.csv",
                say(
                    "Forsinkelsesrenten dag for dag, med satsen og forskriften den står i.",
                    "Forseinkingsrenta dag for dag, med satsen og forskrifta han står i.",
                    "The late interest day by day, with the rate and the regulation that sets it.")
            ),
            (
                "chain.json",
                say(
                    "Alle registrerte hendelser, lenket: hver med fingeravtrykk av den før.",
                    "Alle registrerte hendingar, lenkja: kvar med fingeravtrykk av den før.",
                    "All recorded events, chained: each with a fingerprint of the one before.")
            ),
            (
                "MANIFEST.json",
                say(
                    "Størrelse og fingeravtrykk (SHA-256) av hver fil.",
                    "Storleik og fingeravtrykk (SHA-256) av kvar fil.",
                    "Size and fingerprint (SHA-256) of every file.")
            ),
            (
                "verify.py",
                say(
                    "Programmet som kontrollerer alt dette. Det trenger ikke nett.",
                    "Programmet som kontrollerer alt dette. Det treng ikkje nett.",
                    "The program that checks all this. It needs no network.")
            ),
        ]
    }

    public var amountsNote: String {
        say(
            "Beløp i .json og .csv er i øre, dager er skrevet åååå-mm-dd og klokkeslett i UTC.",
            "Beløp i .json og .csv er i øre, dagar er skrivne åååå-mm-dd og klokkeslett i UTC.",
            "Amounts in .json and .csv are in øre (1/100 krone), days are yyyy-mm-dd and times UTC."
        )
    }

    public var numbersNote: String {
        say(
            "Brevene er nummerert for hele firmaet; numre som ikke er her, gjelder andre krav.",
            "Breva er nummererte for heile firmaet; nummer som ikkje er her, gjeld andre krav.",
            "Letters are numbered for the whole company; numbers that are not here are about other claims."
        )
    }

    public var verifyHeading: String {
        say("SLIK KONTROLLERES FILEN", "SLIK BLIR FILA KONTROLLERT", "HOW TO VERIFY")
    }

    public func verifySteps(_ file: String) -> [String] {
        [
            say(
                "1. Pakk ut verify.py og legg den ved siden av zip-filen (trenger Python 3).",
                "1. Pakk ut verify.py og legg han ved sida av zip-fila (treng Python 3).",
                "1. Unpack verify.py and put it beside the zip file (needs Python 3)."),
            say("2. Kjør", "2. Køyr", "2. Run") + ": python3 verify.py \(file)",
            say(
                "3. Står det «Alt stemmer», er ingen byte endret. Sammenlign seglet med det du har fått oppgitt.",
                "3. Står det «Alt stemmer», er ingen byte endra. Samanlikn seglet med det du har fått oppgitt.",
                "3. If it says \"All is well\", no byte has changed. Compare the seal with the one you were given."
            ),
        ]
    }

    public var limitsHeading: String {
        say("HVA FILEN IKKE VISER", "KVA FILA IKKJE VISER", "WHAT THE FILE DOES NOT SHOW")
    }

    public var limits: String {
        say(
            "Kontrollen viser at innholdet henger sammen og ikke er endret etter at filen ble laget. Når den ble laget, viser den bare dersom seglet ble gitt til noen andre den gangen. Og den er kreditors egne opplysninger: at et brev er sendt, er ikke det samme som at det er lest.",
            "Kontrollen viser at innhaldet heng saman og ikkje er endra etter at fila vart laga. Når ho vart laga, viser ho berre dersom seglet vart gitt til nokon andre den gongen. Og ho er kreditors eigne opplysningar: at eit brev er sendt, er ikkje det same som at det er lese.",
            "The check shows that the contents agree with each other and have not changed since the file was made. When it was made, it shows only if the seal was given to somebody else at the time. And it is the creditor's own information: that a letter was sent is not to say that it was read."
        )
    }

    public var personalHeading: String {
        say("PERSONOPPLYSNINGER", "PERSONOPPLYSNINGAR", "PERSONAL DATA")
    }

    public var personal: String {
        say(
            "Filen har opplysninger om partene i dette kravet og ingen andre kunder. Gi den bare til den som skal avgjøre saken, og til partene.",
            "Fila har opplysningar om partane i dette kravet og ingen andre kundar. Gi henne berre til den som skal avgjere saka, og til partane.",
            "The file has information on the parties to this claim and on no other customers. Give it only to those who decide the case, and to the parties."
        )
    }

    public func sharedLetters(_ letters: String, _ invoices: String) -> String {
        say(
            "Brev \(letters) gjelder også faktura \(invoices) til samme kunde. De er med i sin helhet, for slik ble de sendt.",
            "Brev \(letters) gjeld òg faktura \(invoices) til same kunde. Dei er med i heilskap, for slik vart dei sende.",
            "Letters \(letters) are also about invoice \(invoices) to the same customer. They are here in full, for so they were sent."
        )
    }
}
