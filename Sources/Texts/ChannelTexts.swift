import Basics

/// What is said about the ways letters leave by.
public struct ChannelTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public var none: String {
        say(
            "Ingen kanaler er satt opp. Se: purr channel set --help",
            "Ingen kanalar er sette opp. Sjå: purr channel set --help",
            "No channels are set up. See: purr channel set --help")
    }

    public func set(_ name: String) -> String {
        say("\(name) er satt opp.", "\(name) er sett opp.", "\(name) is set up.")
    }

    public func removed(_ name: String) -> String {
        say("\(name) er fjernet.", "\(name) er fjerna.", "\(name) is removed.")
    }

    /// The text of a message that shows whether the channel works.
    public func testMessage(from company: String) -> String {
        say(
            "Prøvemelding fra \(company). Du trenger ikke gjøre noe.",
            "Prøvemelding frå \(company). Du treng ikkje gjere noko.",
            "Test message from \(company). You need not do anything.")
    }

    public var testSubject: String { say("Prøvemelding", "Prøvemelding", "Test message") }

    public func mailSent(_ receipt: String) -> String {
        say(
            "Sendt. Serveren sa: \(receipt)", "Send. Tenaren sa: \(receipt)",
            "Sent. The server said: \(receipt)")
    }

    /// - Parameter name: `firma.no, purr (rsa-sha256)`.
    public func signed(_ name: String) -> String {
        say(
            "Signert med DKIM: \(name)", "Signert med DKIM: \(name)", "Signed with DKIM: \(name)")
    }

    public var unsigned: String {
        say(
            "Ikke signert med DKIM. Se: purr channel dkim-key --help",
            "Ikkje signert med DKIM. Sjå: purr channel dkim-key --help",
            "Not signed with DKIM. See: purr channel dkim-key --help")
    }

    public func notCovered(_ domain: String, sender: String) -> String {
        say(
            "Avsenderen er \(sender), så mottakere regner ikke med en signatur fra \(domain).",
            "Avsendaren er \(sender), så mottakarar reknar ikkje med ein signatur frå \(domain).",
            "The sender is \(sender), so receivers do not count a signature of \(domain).")
    }

    public func keyMade(_ file: String) -> String {
        say(
            "Nøkkelen ligger i \(file). Bare eieren kan lese den.",
            "Nøkkelen ligg i \(file). Berre eigaren kan lese han.",
            "The key is in \(file). Only its owner can read it.")
    }

    public func publish(in domain: String) -> String {
        say(
            "Legg denne posten i DNS for \(domain):", "Legg denne posten i DNS for \(domain):",
            "Put this record into the DNS of \(domain):")
    }

    public var recordName: String { say("Navn", "Namn", "Name") }
    public var recordType: String { say("Type", "Type", "Type") }
    public var recordValue: String { say("Verdi", "Verdi", "Value") }

    public var inZoneFile: String {
        say("I en sonefil:", "I ei sonefil:", "In a zone file:")
    }

    public var thenSet: String {
        say("Når posten er på plass:", "Når posten er på plass:", "When the record is there:")
    }

    public func sent(_ id: String) -> String {
        say(
            "Sendt. Nummer hos leverandøren: \(id)", "Send. Nummer hos leverandøren: \(id)",
            "Sent. Number at the gateway: \(id)")
    }

    public func batch(_ letters: Int, _ sheets: Int, _ folder: String) -> String {
        say(
            "\(letters) brev på \(sheets) ark i \(folder)",
            "\(letters) brev på \(sheets) ark i \(folder)",
            "\(letters) letters on \(sheets) sheets in \(folder)")
    }

    public var nothingWaits: String {
        say(
            "Ingen brev venter på utskrift.", "Ingen brev ventar på utskrift.",
            "No letters wait to be printed.")
    }
}

extension Heading {
    public static let channels = Heading("Kanaler", "Kanalar", "Channels")
    public static let channelPlace = Heading("Hvor", "Kvar", "Where")
    public static let channelSettings = Heading("Innstillinger", "Innstillingar", "Settings")
    public static let gateways = Heading("SMS-leverandører", "SMS-leverandørar", "SMS gateways")
    public static let gateway = Heading("Leverandør", "Leverandør", "Gateway")
    public static let documentation = Heading("Dokumentasjon", "Dokumentasjon", "Documentation")
    public static let deliveryReports = Heading(
        "Leveringsrapporter", "Leveringsrapportar", "Delivery reports")
    public static let gatewayNumber = Heading(
        "Nr hos leverandør", "Nr hos leverandør", "Gateway no")
    public static let letterReference = Heading("Brev", "Brev", "Letter")
    public static let deliveryState = Heading("Utfall", "Utfall", "Outcome")
    public static let printBatch = Heading("Utskriftsbunt", "Utskriftsbunt", "Print batch")
    public static let batchFile = Heading("Fil", "Fil", "File")
    public static let firstPage = Heading("Første side", "Første side", "First page")
    public static let pageCount = Heading("Sider", "Sider", "Pages")
    public static let sheetCount = Heading("Ark", "Ark", "Sheets")
}
