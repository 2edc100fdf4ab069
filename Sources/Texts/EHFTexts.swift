import Basics

/// The few words within an electronic reminder.
public struct EHFTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public func note(_ reference: String, invoice: String, issued: Day, due: Day) -> String {
        say(
            "Betalingspåminnelse \(reference): faktura \(invoice) av \(issued.text) forfalt \(due.text) og er ikke registrert betalt.",
            "Betalingspåminning \(reference): faktura \(invoice) av \(issued.text) forfall \(due.text) og er ikkje registrert betalt.",
            "Reminder \(reference): invoice \(invoice) of \(issued.text) was due on \(due.text) and we have not seen payment."
        )
    }

    public func invoice(_ number: String) -> String {
        say("Faktura \(number)", "Faktura \(number)", "Invoice \(number)")
    }

    public var fee: String { say("Purregebyr", "Purregebyr", "Reminder fee") }
    public var interest: String {
        say("Forsinkelsesrente", "Forseinkingsrente", "Late-payment interest")
    }
    public var compensation: String {
        say("Standardkompensasjon", "Standardkompensasjon", "Standard compensation")
    }

    public func vatReason(invoice: String) -> String {
        say(
            "Merverdiavgift er oppgitt på faktura \(invoice)",
            "Meirverdiavgift er oppgjeven på faktura \(invoice)",
            "VAT is stated on invoice \(invoice)")
    }
}
