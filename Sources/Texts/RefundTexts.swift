import Basics

/// What is said about money that goes back to a customer.
public struct RefundTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    /// What the customer reads on the account statement.
    public func message(invoice: String?, from company: String) -> String {
        // The sender's name is cut before the number is: a bank takes 140 characters.
        let name = String(company.prefix(60))
        guard let invoice else {
            return say(
                "Tilbakebetaling fra \(name)", "Tilbakebetaling frå \(name)",
                "Refund from \(name)")
        }
        let number = String(invoice.prefix(40))
        return say(
            "Tilbakebetaling, betalt for mye på faktura \(number)",
            "Tilbakebetaling, betalt for mykje på faktura \(number)",
            "Refund, paid too much on invoice \(number)")
    }

    public var nothing: String {
        say(
            "Ingenting å betale tilbake.", "Ingenting å betale tilbake.", "Nothing to refund.")
    }

    public var accountUnknown: String {
        say("kontonummer mangler", "kontonummer manglar", "account not known")
    }

    public var severalAccounts: String {
        say("flere kontoer, velg én", "fleire kontoar, vel éin", "several accounts, choose one")
    }

    public var ready: String { say("klar", "klar", "ready") }

    public var owesElsewhere: String {
        say("skylder ellers", "skuldar elles", "owes elsewhere")
    }

    public func written(_ count: Int, _ amount: Money, _ file: String, _ day: Day) -> String {
        say(
            "\(file): \(count) til betaling \(day.text), \(amount.text) i alt. Send filen til banken; hver tilbakebetaling er notert og blir ikke skrevet igjen.",
            "\(file): \(count) til betaling \(day.text), \(amount.text) i alt. Send fila til banken; kvar tilbakebetaling er notert og blir ikkje skriven igjen.",
            "\(file): \(count) to be paid on \(day.text), \(amount.text) in all. Send the file to the bank; each refund is noted and will not be written again."
        )
    }

    public var nothingReady: String {
        say(
            "Ingenting kunne skrives: se hva som mangler over.",
            "Ingenting kunne skrivast: sjå kva som manglar over.",
            "Nothing could be written: see above what is missing.")
    }

    public func left(_ count: Int) -> String {
        say(
            "\(count) står igjen: si hvor med --account NAVN:KONTO, eller ta med dem som skylder med --despite-debt",
            "\(count) står att: sei kvar med --account NAMN:KONTO, eller ta med dei som skuldar med --despite-debt",
            "\(count) left: say where with --account NAME:ACCOUNT, or include those who owe with --despite-debt"
        )
    }

    /// A bank's status for an order, by its code.
    public func status(_ code: String) -> String {
        switch code {
        case "ACCP", "ACTC", "ACSP", "ACWC", "RCVD", "PDNG":
            say("mottatt av banken", "motteken av banken", "taken by the bank")
        case "ACSC", "ACCC": say("utført", "utført", "carried out")
        case "PART": say("delvis godtatt", "delvis godteken", "taken in part")
        case "RJCT": say("avvist", "avvist", "refused")
        case "CANC": say("avbrutt", "avbroten", "cancelled")
        default: code
        }
    }

    public var refusedHint: String {
        say(
            "Det banken har avvist, er notert som tilbakebetalt: rett opp og betal det i nettbanken.",
            "Det banken har avvist, er notert som tilbakebetalt: rett opp og betal det i nettbanken.",
            "What the bank refused is noted as refunded: put it right and pay it in the bank.")
    }
}
