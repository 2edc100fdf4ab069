import Basics
import Law

/// What the terminal says of letters on their way.
public struct OutboxTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    /// An outbox state by its stable name.
    public func state(_ name: String) -> String {
        switch name {
        case "planned": say("venter på en til", "ventar på ein til", "awaits a second person")
        case "approved": say("godkjent", "godkjent", "approved")
        case "waiting": say("venter", "ventar", "waiting")
        case "sending": say("sendes", "blir sendt", "sending")
        case "sent": say("sendt", "sendt", "sent")
        case "delivered": say("kommet fram", "komme fram", "delivered")
        case "bounced": say("avvist av adressen", "avvist av adressa", "bounced")
        case "returned": say("kom i retur", "kom i retur", "returned")
        case "recalled": say("kalt tilbake", "kalla tilbake", "called back")
        case "failed": say("kom ikke fram", "kom ikkje fram", "failed")
        default: say("usikkert", "usikkert", "uncertain")
        }
    }

    /// The letters of a preview have been written somewhere.
    public func previewed(_ count: Int, _ folder: String) -> String {
        say(
            "\(count) brev til å se på i \(folder). Ingenting er sendt.",
            "\(count) brev til å sjå på i \(folder). Ingenting er sendt.",
            "\(count) letters to look at in \(folder). Nothing is sent.")
    }

    /// Characters of a letter that no font has.
    public func missingCharacters(_ customer: String, _ characters: String) -> String {
        let fonts = "fonts-noto-core, fonts-noto-cjk"
        return say(
            "\(customer): ingen skrift på maskinen har \(characters). De blir tomme rammer i PDF-en. Installer flere skrifter (\(fonts)) før du sender.",
            "\(customer): ingen skrift på maskina har \(characters). Dei blir tomme rammer i PDF-en. Installer fleire skrifter (\(fonts)) før du sender.",
            "\(customer): no font on this machine has \(characters). They become empty frames in the PDF. Install more fonts (\(fonts)) before you send."
        )
    }

    /// A letter that did not arrive goes another way.
    public func instead(_ notice: String) -> String {
        say(
            "Går på en annen måte i stedet, som \(notice).",
            "Går på ein annan måte i staden, som \(notice).",
            "Goes another way instead, as \(notice).")
    }

    /// Letters the day's limit leaves for another day.
    public func overLimit(_ count: Int, limit: Int) -> String {
        say(
            "\(count) til venter: firmaet sender høyst \(limit) brev om dagen (purr book set --daily-limit).",
            "\(count) til ventar: firmaet sender høgst \(limit) brev om dagen (purr book set --daily-limit).",
            "\(count) more wait: the company sends at most \(limit) letters a day (purr book set --daily-limit)."
        )
    }

    /// Letters that need another person before they leave.
    public func needSecond(_ count: Int) -> String {
        say(
            "\(count) er kundens første harde brev og venter på en til: purr outbox approve",
            "\(count) er det første harde brevet til kunden og ventar på ein til: purr outbox approve",
            "\(count) are a customer's first hard letter and await a second person: purr outbox approve"
        )
    }

    public func approvedSecond(_ count: Int, minutes: Int64) -> String {
        say(
            "\(count) brev er godkjent og går om \(minutes) minutter.",
            "\(count) brev er godkjende og går om \(minutes) minutt.",
            "\(count) letters approved; they leave in \(minutes) minutes.")
    }

    /// What a company allows itself; 0 for no limit.
    public func limits(daily: Int, contact: Int, second: Bool) -> String {
        var parts: [String] = []
        if daily > 0 {
            parts.append(
                say(
                    "høyst \(daily) brev om dagen", "høgst \(daily) brev om dagen",
                    "at most \(daily) letters a day"))
        }
        if contact > 0 {
            parts.append(
                say(
                    "\(contact) til samme kunde på sju dager",
                    "\(contact) til same kunde på sju dagar",
                    "\(contact) to one customer in seven days"))
        }
        if second {
            parts.append(
                say(
                    "to personer om første harde brev", "to personar om første harde brev",
                    "two persons for the first hard letter"))
        }
        return parts.isEmpty
            ? say("ingen grenser for brev", "ingen grenser for brev", "no limits on letters")
            : parts.joined(separator: " · ")
    }

    /// What became of a letter was known before, or it was never sent.
    public func nothingToNote(_ notice: String) -> String {
        say(
            "\(notice) er ikke blant de sendte; ingenting er endret.",
            "\(notice) er ikkje blant dei sende; ingenting er endra.",
            "\(notice) is not among those sent; nothing was changed.")
    }

    /// The letter counts as not sent.
    public func cameBack(_ notice: String) -> String {
        say(
            "\(notice) regnes som ikke sendt: fristen gjelder ikke, og gebyret faller bort.",
            "\(notice) blir rekna som ikkje sendt: fristen gjeld ikkje, og gebyret fell bort.",
            "\(notice) counts as not sent: its deadline does not hold, and its fee falls away.")
    }
}
