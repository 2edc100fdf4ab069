import Basics
import Law

/// What the terminal says, in the reader's language.
public struct ConsoleTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    /// `1 brev`, `3 brev`: the number with the word that fits it.
    private func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    private func letters(_ number: Int) -> String {
        say("\(number) brev", "\(number) brev", count(number, "letter", "letters"))
    }

    private func payments(_ number: Int) -> String {
        say(
            count(number, "innbetaling", "innbetalinger"),
            count(number, "innbetaling", "innbetalingar"), count(number, "payment", "payments"))
    }

    // MARK: - Steps

    /// A step by its stable name: `reminder`.
    public func step(_ name: String) -> String {
        switch name {
        case "nudge": say("vennlig påminnelse", "venleg påminning", "friendly nudge")
        case "reminder": say("purring", "purring", "reminder")
        case "collection-notice": say("inkassovarsel", "inkassovarsel", "collection notice")
        case "payment-demand":
            say("betalingsoppfordring", "betalingsoppfordring", "payment demand")
        case "transfer-warning":
            say(
                "varsel om overføring til inkasso", "varsel om overføring til inkasso",
                "notice of transfer to collection")
        default: say("stopp og spør", "stopp og spør", "stop and ask")
        }
    }

    /// The same as it is called under the act that governs the letter: a creditor's collection notice is a warning of
    /// transfer under the act of 2026.
    public func step(_ name: String, regime: Regime) -> String {
        let isWarning = regime == .act2026 && name == "collection-notice"
        return step(isWarning ? "transfer-warning" : name)
    }

    // MARK: - Headings

    public var customer: String { say("Kunde", "Kunde", "Customer") }
    public var invoice: String { say("Faktura", "Faktura", "Invoice") }
    public var due: String { say("Forfall", "Forfall", "Due") }
    public var stepHeading: String { say("Steg", "Steg", "Step") }
    public var deadline: String { say("Frist", "Frist", "Deadline") }
    public var principal: String { say("Hovedstol", "Hovudstol", "Principal") }
    public var interest: String { say("Renter", "Renter", "Interest") }
    public var fee: String { say("Gebyr", "Gebyr", "Fee") }
    public var paid: String { say("Betalt", "Betalt", "Paid") }
    public var toPay: String { say("Å betale", "Å betale", "To pay") }
    public var why: String { say("Hvorfor", "Kvifor", "Why") }
    public var day: String { say("Dag", "Dag", "Day") }
    public var amount: String { say("Beløp", "Beløp", "Amount") }
    public var rest: String { say("Ikke plassert", "Ikkje plassert", "Not placed") }
    public var from: String { say("Fra", "Frå", "From") }
    public var text: String { say("Tekst", "Tekst", "Text") }
    public var status: String { say("Status", "Status", "Status") }
    public var letters: String { say("Brev", "Brev", "Letters") }
    public var total: String { say("Sum", "Sum", "Total") }
    public var rate: String { say("Sats", "Sats", "Rate") }
    public var days: String { say("Dager", "Dagar", "Days") }

    // MARK: - The timeline

    public var credited: String { say("Kreditert", "Kreditert", "Credited") }
    public func credited(_ amount: Money, _ reference: String) -> String {
        "\(credited) \(amount.text) (\(reference))"
    }
    public func misplaced(_ amount: Money, _ payment: String) -> String {
        say(
            "Feilplassert: \(amount.text) (\(payment)) hørte ikke til her",
            "Feilplassert: \(amount.text) (\(payment)) høyrde ikkje til her",
            "Misplaced: \(amount.text) (\(payment)) did not belong here")
    }
    public func resumed(_ why: String) -> String {
        say("Gjenopptatt (\(why))", "Teke opp att (\(why))", "Resumed (\(why))")
    }
    public func segment(_ days: Int, _ rate: String, of balance: Money, _ amount: Money) -> String {
        say(
            "\(days) dager × \(rate) av \(balance.figures) = \(amount.figures)",
            "\(days) dagar × \(rate) av \(balance.figures) = \(amount.figures)",
            "\(days) days × \(rate) of \(balance.figures) = \(amount.figures)")
    }

    // MARK: - The day

    public func today(_ day: Day) -> String {
        say("I dag, \(day.text)", "I dag, \(day.text)", "Today, \(day.text)")
    }
    public var readyHeading: String { say("Kan sendes", "Kan sendast", "May be sent") }
    public var heldHeading: String { say("Holdt tilbake", "Halde tilbake", "Held back") }
    public var askHeading: String { say("Du må velge", "Du må velje", "For you to decide") }
    public var attentionHeading: String {
        say("Til oppmerksomhet", "Til orientering", "For your attention")
    }
    public var quiet: String {
        say(
            "Ingenting å gjøre i dag. Åpne fakturaer følges opp av seg selv.",
            "Ingenting å gjere i dag. Opne fakturaer blir følgde opp av seg sjølv.",
            "Nothing to do today. Open invoices follow themselves up.")
    }
    public var askKind: String {
        say(
            "Noen kunder er verken forbruker eller bedrift ennå. Si hva de er med: purr customer NUMMER --kind consumer|business",
            "Nokre kundar er verken forbrukar eller bedrift enno. Sei kva dei er med: purr customer NUMMER --kind consumer|business",
            "Some customers are neither consumer nor business yet. Say what they are with: purr customer NUMBER --kind consumer|business"
        )
    }
    public func waitingPayments(_ count: Int) -> String {
        say(
            "\(payments(count)) er ikke plassert. Se: purr payments --unmatched",
            "\(payments(count)) er ikkje plassert. Sjå: purr payments --unmatched",
            "\(payments(count)) not placed. See: purr payments --unmatched")
    }

    // MARK: - Blocks

    public func staleBankData(through: Day?, limit: Int) -> String {
        guard let through else {
            return say(
                "Ingen bankfil er lest inn. Importer OCR-, camt.054- eller camt.053-filen først.",
                "Inga bankfil er lesen inn. Importer OCR-, camt.054- eller camt.053-fila først.",
                "No bank file has been imported. Import the OCR, camt.054 or camt.053 file first.")
        }
        return say(
            "Nyeste banktall er fra \(through.text), eldre enn \(limit) bankdager. Importer nyere OCR- eller camt-fil før noe sendes (--stale-ok overstyrer og noteres).",
            "Nyaste banktal er frå \(through.text), eldre enn \(limit) bankdagar. Importer nyare OCR- eller camt-fil før noko blir sendt (--stale-ok overstyrer og blir notert).",
            "The newest bank data is from \(through.text), older than \(limit) bank days. Import a newer OCR or camt file before anything is sent (--stale-ok overrides and is recorded)."
        )
    }
    public func lumpSum(_ amount: Money, _ booked: Day) -> String {
        say(
            "En samlepost på \(amount.text) \(booked.text) har ingen detaljer ennå. Importer OCR- eller camt.054-filen for dagen.",
            "Ein samlepost på \(amount.text) \(booked.text) har ingen detaljar enno. Importer OCR- eller camt.054-fila for dagen.",
            "A lump sum of \(amount.text) on \(booked.text) has no details yet. Import that day's OCR or camt.054 file."
        )
    }
    public func dayOff(next: Day) -> String {
        say(
            "I dag er det helg eller helligdag; neste virkedag er \(next.text) (--holidays-ok overstyrer og noteres).",
            "I dag er det helg eller heilagdag; neste yrkedag er \(next.text) (--holidays-ok overstyrer og blir notert).",
            "Today is a weekend or holiday; the next business day is \(next.text) (--holidays-ok overrides and is recorded)."
        )
    }

    // MARK: - Sending

    public func preview(letters: Int, sum: Money, firstTimers: Int, hardest: String) -> String {
        say(
            "\(self.letters(letters)), \(sum.text) i alt. \(firstTimers) får brev for første gang. Hardeste steg: \(hardest).",
            "\(self.letters(letters)), \(sum.text) i alt. \(firstTimers) får brev for første gong. Hardaste steg: \(hardest).",
            "\(self.letters(letters)), \(sum.text) in all. \(firstTimers) to someone for the first time. Hardest step: \(hardest)."
        )
    }
    public var askToSend: String {
        say("Sende? [j/n] ", "Sende? [j/n] ", "Send? [y/n] ")
    }
    public func approved(_ count: Int, minutes: Int64) -> String {
        say(
            "\(count) brev ligger i utboksen og kan angres i \(minutes) minutter med: purr undo",
            "\(count) brev ligg i utboksen og kan angrast i \(minutes) minutt med: purr undo",
            "\(letters(count)) in the outbox; can be called back for \(minutes) minutes with: purr undo"
        )
    }
    public var nothingToSend: String {
        say("Ingenting kan sendes nå.", "Ingenting kan sendast no.", "Nothing may be sent now.")
    }
    public var notSent: String {
        say("Ingenting er sendt.", "Ingenting er sendt.", "Nothing was sent.")
    }
    public func undone(_ count: Int) -> String {
        say(
            "\(count) brev er kalt tilbake. Ingenting av dem er sendt.",
            "\(count) brev er kalla tilbake. Ingenting av dei er sendt.",
            "\(letters(count)) called back. Nothing of that was sent.")
    }
    public func worked(sent: Int, waiting: Int) -> String {
        say(
            "\(sent) brev er sendt, \(waiting) venter.",
            "\(sent) brev er sende, \(waiting) ventar.",
            "\(letters(sent)) sent, \(waiting) waiting.")
    }
    /// Letters that wait for decent hours; `minute` of the day.
    public func outsideHours(_ count: Int, _ day: Day, minute: Int) -> String {
        let hour =
            "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
        return say(
            "\(count) e-brev venter: e-post går mandag–fredag 8–21 og lørdag 9–15, tidligst \(day.text) kl. \(hour).",
            "\(count) e-brev ventar: e-post går måndag–fredag 8–21 og laurdag 9–15, tidlegast \(day.text) kl. \(hour).",
            "\(count) by mail wait: mail goes Monday–Friday 8–21 and Saturday 9–15, \(day.text) \(hour) at the earliest."
        )
    }
    // MARK: - Import

    public func knownFile(_ name: String) -> String {
        say(
            "\(name): lest inn før, ingenting er endret.",
            "\(name): lesen inn før, ingenting er endra.",
            "\(name): imported before, nothing changed.")
    }
    public func claims(added: Int, known: Int, amount: Money) -> String {
        say(
            "\(count(added, "ny faktura", "nye fakturaer")), \(amount.text) (\(known) kjent fra før)",
            "\(count(added, "ny faktura", "nye fakturaer")), \(amount.text) (\(known) kjend frå før)",
            "\(count(added, "new invoice", "new invoices")), \(amount.text) (\(known) known)")
    }
    public func credits(_ number: Int) -> String {
        say(
            count(number, "kreditering ført", "krediteringer ført"),
            count(number, "kreditering ført", "krediteringar førte"),
            count(number, "credit set against its invoice", "credits set against their invoices"))
    }
    public func payments(added: Int, known: Int, placed: Int, amount: Money) -> String {
        let waiting = added - placed
        return say(
            "\(count(added, "ny innbetaling", "nye innbetalinger")), \(amount.text): \(placed) plassert, \(waiting) venter (\(known) kjent fra før)",
            "\(count(added, "ny innbetaling", "nye innbetalingar")), \(amount.text): \(placed) plassert, \(waiting) ventar (\(known) kjend frå før)",
            "\(count(added, "new payment", "new payments")), \(amount.text): \(placed) placed, \(waiting) waiting (\(known) known)"
        )
    }
    public func matched(placed: Int, waiting: Int) -> String {
        say(
            "\(payments(placed)) plassert, \(waiting) venter på deg",
            "\(payments(placed)) plassert, \(waiting) ventar på deg",
            "\(payments(placed)) placed, \(waiting) waiting for you")
    }
    /// After many files; those that were known and those with a fault are among them.
    public func importedFiles(_ files: Int, known: Int, faulty: Int) -> String {
        say(
            "\(files) filer: \(files - known - faulty) lest inn, \(known) kjent fra før, \(faulty) med feil.",
            "\(files) filer: \(files - known - faulty) lesne inn, \(known) kjende frå før, \(faulty) med feil.",
            "\(files) files: \(files - known - faulty) taken in, \(known) known, \(faulty) faulty.")
    }
    public var dryRun: String {
        say(
            "Prøvekjøring: boken er som før.", "Prøvekøyring: boka er som før.",
            "Dry run: the book is as before.")
    }

    // MARK: - Files

    public func wroteRows(_ rows: Int, _ file: String) -> String {
        say(
            "\(count(rows, "rad", "rader")) skrevet til \(file)",
            "\(count(rows, "rad", "rader")) skrivne til \(file)",
            "\(count(rows, "row", "rows")) written to \(file)")
    }

    // MARK: - Start

    public func exampleLoaded(_ name: String, _ day: Day) -> String {
        say(
            "Eksempelet \(name), slik det står \(day.text)",
            "Dømet \(name), slik det står \(day.text)",
            "The example \(name), as it stands on \(day.text)")
    }
    public var nothingChanged: String {
        say(
            "Alt er gjort fra før: ingenting er endret.",
            "Alt er gjort frå før: ingenting er endra.",
            "Everything was done before: nothing changed.")
    }
    public func lettersIn(_ folder: String) -> String {
        say(
            "Brev (PDF) og e-poster (.eml) ligger i \(folder)",
            "Brev (PDF) og e-postar (.eml) ligg i \(folder)",
            "Letters (PDF) and e-mails (.eml) are in \(folder)")
    }
    public var imported: String { say("Lest inn", "Lese inn", "Imported") }
    public var matched: String { say("Avstemt", "Avstemt", "Matched") }
    public var decided: String { say("Avgjort", "Avgjort", "Decided") }
    public var prepared: String { say("Gjort klart", "Gjort klart", "Prepared") }
}
