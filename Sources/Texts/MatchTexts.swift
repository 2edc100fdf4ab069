import Basics
import Law

/// What the terminal says of payments: why one could be a claim's, and where all the money is.
public struct MatchTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    // MARK: - What speaks for a claim, and against it

    public func kidInText(_ kid: String) -> String {
        say("KID \(kid) i meldingen", "KID \(kid) i meldinga", "KID \(kid) in the message")
    }
    public func kidWithSlip(_ kid: String) -> String {
        say(
            "\(kid) er én tastefeil fra KID", "\(kid) er éin tastefeil frå KID",
            "\(kid) is one slip from the KID")
    }
    public func invoiceReferred(_ number: String) -> String {
        say(
            "viser til faktura \(number)", "viser til faktura \(number)",
            "refers to invoice \(number)")
    }
    public func invoiceInText(_ number: String) -> String {
        say(
            "faktura \(number) i meldingen", "faktura \(number) i meldinga",
            "invoice \(number) in the message")
    }
    public func invoiceWithSlip(_ number: String) -> String {
        say(
            "\(number) er én tastefeil fra fakturanummeret",
            "\(number) er éin tastefeil frå fakturanummeret",
            "\(number) is one slip from the invoice number")
    }
    public func customerNumber(_ number: String) -> String {
        say("kundenummer \(number)", "kundenummer \(number)", "customer number \(number)")
    }
    public func organisationNumber(_ number: String) -> String {
        say("org.nr. \(number)", "org.nr. \(number)", "organisation number \(number)")
    }
    public var ledger: String {
        say("regnskapet sier det", "rekneskapen seier det", "the ledger says so")
    }
    public var account: String {
        say(
            "kundens konto er sett før", "kontoen til kunden er sedd før",
            "the customer's account has been seen before")
    }
    public var accountOfOthers: String {
        say("kontoen er en annens", "kontoen er ein annan sin", "the account is another's")
    }
    public var payerSeen: String {
        say(
            "samme betaler har betalt for kunden før", "same betalar har betalt for kunden før",
            "the same payer has paid for this customer before")
    }
    public var name: String { say("samme navn", "same namn", "the same name") }
    public var nameAlike: String { say("lignende navn", "liknande namn", "a name alike") }
    public var nameDiffers: String { say("et annet navn", "eit anna namn", "another name") }
    public var amount: String { say("beløpet stemmer", "beløpet stemmer", "the amount fits") }
    public var amountWithCosts: String {
        say(
            "beløpet stemmer med gebyr og renter", "beløpet stemmer med gebyr og renter",
            "the amount fits with fees and interest")
    }
    public func amountBeforeCharges(_ charges: Money) -> String {
        say(
            "beløpet stemmer når banken har trukket \(charges.text)",
            "beløpet stemmer når banken har trekt \(charges.text)",
            "the amount fits with the \(charges.text) that banks kept")
    }
    public func sumOfDue(_ count: Int) -> String {
        say(
            "summen av alt forfalt (\(count))", "summen av alt forfalle (\(count))",
            "the sum of all that is due (\(count))")
    }
    public func sum(_ count: Int) -> String {
        say(
            "summen av \(count) fakturaer", "summen av \(count) fakturaer",
            "the sum of \(count) invoices")
    }
    public var partOfAmount: String {
        say("mindre enn fakturaen", "mindre enn fakturaen", "less than the invoice")
    }
    public func moreThanOwed(_ amount: Money) -> String {
        say(
            "\(amount.text) mer enn det skyldes", "\(amount.text) meir enn det er skuldig",
            "\(amount.text) more than is owed")
    }
    public func alreadyPaid(_ number: String) -> String {
        say(
            "faktura \(number) er betalt fra før", "faktura \(number) er betalt frå før",
            "invoice \(number) is paid already")
    }
    public func amountShared(_ others: Int) -> String {
        say(
            "\(others) andre har samme beløp", "\(others) andre har same beløp",
            "\(others) others have the same amount")
    }
    /// - Parameter days: from the due day; negative is before it.
    public func nearDue(_ days: Int) -> String {
        if days == 0 { return say("på forfallsdagen", "på forfallsdagen", "on the due day") }
        let count = "\(days.magnitude)"
        return days < 0
            ? say(
                "\(count) dager før forfall", "\(count) dagar før forfall",
                "\(count) days before due")
            : say(
                "\(count) dager etter forfall", "\(count) dagar etter forfall",
                "\(count) days after due")
    }
    public var beforeInvoice: String {
        say("før fakturaen", "før fakturaen", "before the invoice")
    }

    // MARK: - Placing

    public var score: String { say("Sikkerhet", "Tryggleik", "Certainty") }
    public var reasons: String { say("Grunner", "Grunnar", "Reasons") }
    public var noProposals: String {
        say(
            "Ingen forslag. Plasser den med: purr match NUMMER FAKTURA, eller: purr set-aside NUMMER --reason …",
            "Ingen framlegg. Plasser henne med: purr match NUMMER FAKTURA, eller: purr set-aside NUMMER --reason …",
            "No proposals. Place it with: purr match ID INVOICE, or: purr set-aside ID --reason …")
    }
    public func howToAccept(_ payment: Int64) -> String {
        say(
            "Godta det første: purr match \(payment) --accept 1",
            "Godta det første: purr match \(payment) --accept 1",
            "Accept the first: purr match \(payment) --accept 1")
    }
    public func placed(_ payment: Int64, on claims: String, rest: Money) -> String {
        let what = say("Innbetaling", "Innbetaling", "Payment")
        let left = say("Rest", "Rest", "Left")
        return "\(what) \(payment) → \(claims). \(left): \(rest.text)"
    }
    public func takenBack(_ payment: Int64, from claims: String) -> String {
        let from = claims.isEmpty ? "" : " (\(claims))"
        return say(
            "Innbetaling \(payment) venter igjen\(from); kravene er som om den aldri kom dit.",
            "Innbetaling \(payment) ventar igjen\(from); krava er som om ho aldri kom dit.",
            "Payment \(payment) waits again\(from); the claims are as if they never had it.")
    }

    // MARK: - Where the money is

    public func reconciliation(_ day: Day) -> String {
        say(
            "Avstemming per \(day.text)", "Avstemming per \(day.text)",
            "Reconciliation at \(day.text)")
    }
    public var received: String { say("Inn", "Inn", "In") }
    public var returned: String { say("Tilbakeført", "Tilbakeført", "Returned") }
    public var matched: String { say("Plassert", "Plassert", "Placed") }
    public var held: String { say("Venter", "Ventar", "Waits") }
    public var listed: String { say("I åpen post", "I open post", "In the list") }
    public var setAside: String { say("Lagt til side", "Lagt til side", "Set aside") }
    public var difference: String { say("Differanse", "Differanse", "Difference") }
    public var ledgerCredits: String {
        say("(kreditt i åpen post)", "(kreditt i open post)", "(credits in the list)")
    }
    public var file: String { say("Fil", "Fil", "File") }
    public var told: String { say("I filen", "I fila", "In the file") }
    public var new: String { say("Nytt", "Nytt", "New") }
    public var knownBefore: String { say("Kjent", "Kjent", "Known") }
    public var own: String { say("Eget", "Eige", "Own") }
    public var balanceCheck: String { say("Saldo", "Saldo", "Balance") }
    public var noBalance: String { "–" }
    public var days: String { say("Dager", "Dagar", "Days") }
    public var through: String { say("Kjent til", "Kjend til", "Known through") }
    public var proven: String {
        say(
            "Hvert øre som kom inn, er gjort rede for.",
            "Kvart øre som kom inn, er gjort greie for.",
            "Every øre that came in is accounted for.")
    }
    public var notProven: String {
        say(
            "Noe er ikke gjort rede for: se differansene.",
            "Noko er ikkje gjort greie for: sjå differansane.",
            "Something is not accounted for: see the differences.")
    }
    public func waitsHeading(_ count: Int, _ sum: Money) -> String {
        say(
            "Venter på deg (\(count)), \(sum.text)", "Ventar på deg (\(count)), \(sum.text)",
            "Waits for you (\(count)), \(sum.text)")
    }
    public func refunded(_ amount: Money) -> String {
        say(
            "Av det plasserte er \(amount.text) betalt tilbake til kunder.",
            "Av det plasserte er \(amount.text) betalt tilbake til kundar.",
            "Of what is placed, \(amount.text) has been paid back to customers.")
    }
    public func lumps(_ amount: Money) -> String {
        say(
            "Samleposter uten detaljer: \(amount.text)",
            "Samlepostar utan detaljar: \(amount.text)",
            "Lump sums without details: \(amount.text)")
    }
    /// - Parameter isGap: false for statements that overlap.
    public func gap(isGap: Bool, _ account: String, _ after: Day, _ before: Day, _ amount: Money)
        -> String
    {
        isGap
            ? say(
                "Konto \(account): kontoutskrift mangler mellom \(after.text) og \(before.text); saldoen endret seg med \(amount.text). Importer den, eller: purr bank accept \(account) \(after.iso) --reason …",
                "Konto \(account): kontoutskrift manglar mellom \(after.text) og \(before.text); saldoen endra seg med \(amount.text). Importer henne, eller: purr bank accept \(account) \(after.iso) --reason …",
                "Account \(account): a statement is missing between \(after.text) and \(before.text); the balance moved by \(amount.text). Import it, or: purr bank accept \(account) \(after.iso) --reason …"
            )
            : say(
                "Konto \(account): kontoutskriftene til \(after.text) og fra \(before.text) overlapper, og skiller seg med \(amount.text).",
                "Konto \(account): kontoutskriftene til \(after.text) og frå \(before.text) overlappar, og skil seg med \(amount.text).",
                "Account \(account): the statements to \(after.text) and from \(before.text) overlap, and differ by \(amount.text)."
            )
    }
}
