import Basics

/// What the terminal says of how persons sign in.
public struct SignInTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public var sessions: String { say("Økter", "Økter", "Sessions") }
    public var tokens: String { say("Nøkler", "Nyklar", "Tokens") }
    public var log: String { say("Innlogginger", "Innloggingar", "Sign-ins") }
    public var number: String { say("Nr.", "Nr.", "No.") }
    public var name: String { say("Navn", "Namn", "Name") }
    public var began: String { say("Begynte", "Byrja", "Began") }
    public var seen: String { say("Sist brukt", "Sist brukt", "Last used") }
    public var agent: String { say("Nettleser", "Nettlesar", "Browser") }
    public var when: String { say("Når", "Når", "When") }
    public var what: String { say("Hva", "Kva", "What") }
    public var detail: String { say("Mer", "Meir", "More") }
    public var book: String { say("Bok", "Bok", "Book") }
    public var scopes: String { say("Kan", "Kan", "May") }
    public var expires: String { say("Går ut", "Går ut", "Ends") }
    public var state: String { say("Status", "Status", "State") }
    public var allBooks: String { say("alle", "alle", "all") }
    public var never: String { say("aldri", "aldri", "never") }

    public var passwordPrompt: String { say("Passord: ", "Passord: ", "Password: ") }
    public var againPrompt: String { say("Én gang til: ", "Éin gong til: ", "Once more: ") }
    public var codePrompt: String {
        say("Koden appen viser: ", "Koden appen viser: ", "The code the app shows: ")
    }

    public func passwordSet(_ name: String) -> String {
        say(
            "\(name) har nytt passord. Alle økter er avsluttet.",
            "\(name) har nytt passord. Alle økter er avslutta.",
            "\(name) has a new password. Every session has ended.")
    }

    /// Before a link.
    public func invitation(_ name: String, until: String) -> String {
        say(
            "Lenken er til \(name), virker én gang og går ut \(until):",
            "Lenkja er til \(name), verkar éin gong og går ut \(until):",
            "The link is for \(name), works once and ends \(until):")
    }

    /// Before a secret and its address.
    public var codesBegun: String {
        say(
            "Legg dette inn i appen for engangskoder. Koden gjelder når du har vist den appen viser:",
            "Legg dette inn i appen for eingongskodar. Koden gjeld når du har vist den appen viser:",
            "Put this into the app for one-time codes. They are asked for once you have shown one:")
    }

    /// After them, where nobody is at the terminal.
    public func confirmWith(_ name: String) -> String {
        say(
            "Gi koden med: purr person totp \(name) --confirm",
            "Gi koden med: purr person totp \(name) --confirm",
            "Give the code with: purr person totp \(name) --confirm")
    }

    public var recovery: String {
        say(
            "Ta vare på disse gjenopprettingskodene. Hver virker én gang, og de vises ikke igjen:",
            "Ta vare på desse gjenopprettingskodane. Kvar verkar éin gong, og dei blir ikkje viste igjen:",
            "Keep these recovery codes. Each works once, and they are not shown again:")
    }

    public func codesEnded(_ name: String) -> String {
        say(
            "\(name) blir ikke lenger spurt om kode.", "\(name) blir ikkje lenger spurd om kode.",
            "\(name) is not asked for a code any more.")
    }

    public func sessionsEnded(_ count: Int) -> String {
        say(
            "\(count) \(count == 1 ? "økt" : "økter") avsluttet.",
            "\(count) \(count == 1 ? "økt" : "økter") avslutta.",
            "\(count) \(count == 1 ? "session" : "sessions") ended.")
    }

    public var noSessions: String { say("Ingen økter.", "Ingen økter.", "No sessions.") }
    public var noTokens: String { say("Ingen nøkler.", "Ingen nyklar.", "No tokens.") }
    public var noLog: String {
        say("Ingenting har skjedd ennå.", "Ingenting har hendt enno.", "Nothing has happened yet.")
    }

    /// Before a token.
    public var tokenMade: String {
        say(
            "Nøkkelen vises bare nå:", "Nykelen blir berre vist no:",
            "The token is shown only now:")
    }

    public func tokenRevoked(_ id: Int64) -> String {
        say(
            "Nøkkel \(id) er trukket tilbake.", "Nykel \(id) er trekt tilbake.",
            "Token \(id) is revoked.")
    }

    /// `valid`, `expired` or `revoked`.
    public func tokenState(_ state: String) -> String {
        switch state {
        case "valid": say("gjelder", "gjeld", "valid")
        case "expired": say("gått ut", "gått ut", "ended")
        case "revoked": say("trukket tilbake", "trekt tilbake", "revoked")
        default: state
        }
    }

    /// What happened, by its stable name in the log.
    public func event(_ name: String) -> String {
        switch name {
        case "in": say("logget inn", "logga inn", "signed in")
        case "failed": say("feil forsøk", "feil forsøk", "failed attempt")
        case "out": say("logget ut", "logga ut", "signed out")
        case "locked": say("må vente", "må vente", "has to wait")
        case "password": say("passord", "passord", "password")
        case "totp": say("engangskoder", "eingongskodar", "one-time codes")
        case "token": say("nøkkel", "nykel", "token")
        case "link": say("lenke", "lenkje", "link")
        default: name
        }
    }
}
