import Basics

/// What a voucher's text says, by its kind's stable name.
public struct VoucherTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public func text(_ kind: String, invoice: String) -> String {
        "\(name(kind)), \(say("faktura", "faktura", "invoice")) \(invoice)"
    }

    private func name(_ kind: String) -> String {
        switch kind {
        case "fee": say("Purregebyr", "Purregebyr", "Reminder fee")
        case "fee-reversed":
            say(
                "Purregebyr tilbakeført", "Purregebyr tilbakeført", "Reminder fee reversed")
        case "compensation":
            say("Standardkompensasjon", "Standardkompensasjon", "Standard compensation")
        case "interest": say("Forsinkelsesrente", "Forseinkingsrente", "Late interest")
        case "payment-reversed":
            say(
                "Betaling gått tilbake", "Betaling gått tilbake", "Payment gone back")
        case "waived": say("Ettergitt", "Ettergjeve", "Waived")
        case "fees-dropped":
            say(
                "Gebyr bortfalt etter innsigelse", "Gebyr falle bort etter motsegn",
                "Fees dropped after an objection")
        case "loss": say("Tap på fordring", "Tap på krav", "Loss on receivable")
        case "recovered":
            say(
                "Inngått på tapsført fordring", "Inngått på tapsført krav",
                "Recovered after a loss")
        case "bank": say("Bank", "Bank", "Bank")
        default: say("Korreksjon", "Korreksjon", "Adjustment")
        }
    }
}
