import Basics

/// What is said about how letters speak.
public struct ToneTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    /// A tone by its stable name.
    public func tone(_ name: String) -> String {
        switch name {
        case "warm": say("varm", "varm", "warm")
        case "friendly": say("vennlig", "venleg", "friendly")
        case "neutral": say("nøytral", "nøytral", "neutral")
        default: say("fast", "fast", "firm")
        }
    }

    /// Before why: `Varm tone`.
    public func voice(_ name: String) -> String {
        let text = "\(tone(name)) tone"
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    public var fromPlan: String { say("følger planen", "følgjer planen", "follows the plan") }
    public var fromCompany: String {
        say("firmaets tone", "tonen til firmaet", "the company's tone")
    }
    public var fromCustomer: String {
        say("valgt for kunden", "vald for kunden", "chosen for the customer")
    }

    public func fromBranch(_ name: String) -> String {
        say(
            "valgt for bransjen \(name)", "vald for bransjen \(name)",
            "chosen for the trade \(name)")
    }

    public func goodPayer(_ paid: Int) -> String {
        say(
            "varmere: første glipp etter \(paid) fakturaer betalt uten påminnelse",
            "varmare: første glepp etter \(paid) fakturaar betalte utan påminning",
            "warmer: the first lapse after \(paid) invoices paid unasked")
    }

    public func often(_ lapses: Int) -> String {
        say(
            "fastere: har måttet minnes på \(lapses) ganger det siste året",
            "fastare: har måtta minnast på \(lapses) gonger det siste året",
            "firmer: has needed reminding \(lapses) times in the last year")
    }

    public func company(_ tone: String?) -> String {
        let value = tone.map { self.tone($0) } ?? fromPlan
        return say(
            "Tonen i brevene: \(value)", "Tonen i breva: \(value)", "The letters' tone: \(value)")
    }

    public func history(_ isOn: Bool) -> String {
        isOn
            ? say(
                "Påminnelser og purringer følger hvordan kunden har betalt før.",
                "Påminningar og purringar følgjer korleis kunden har betalt før.",
                "Nudges and reminders follow how the customer has paid before.")
            : say(
                "Hvordan kunden har betalt før, endrer ikke tonen.",
                "Korleis kunden har betalt før, endrar ikkje tonen.",
                "How the customer has paid before does not change the tone.")
    }

    public var noBranches: String {
        say(
            "Ingen bransjer har egen tone. Se: purr tones set --help",
            "Ingen bransjar har eigen tone. Sjå: purr tones set --help",
            "No trades have a tone of their own. See: purr tones set --help")
    }
}

extension Heading {
    public static let branch = Heading("Bransje", "Bransje", "Trade")
    public static let toneWhy = Heading("Tone fordi", "Tone fordi", "Tone because")
    public static let tones = Heading("Toner", "Tonar", "Tones")
}
