import Basics

/// What is said about incoming mail: what it is, what it seems to say, whose it is.
public struct InboxTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public func waiting(_ count: Int) -> String {
        count == 1
            ? say(
                "1 e-post venter på å bli lest. Se: purr inbox",
                "1 e-post ventar på å bli lesen. Sjå: purr inbox",
                "1 e-mail waits to be read. See: purr inbox")
            : say(
                "\(count) e-poster venter på å bli lest. Se: purr inbox",
                "\(count) e-postar ventar på å bli lesne. Sjå: purr inbox",
                "\(count) e-mails wait to be read. See: purr inbox")
    }
    public var nothing: String {
        say("Ingen e-post venter.", "Ingen e-post ventar.", "No e-mail waits.")
    }
    public func imported(added: Int, known: Int, own: Int, faulty: Int) -> String {
        var parts = [
            say("\(added) nye", "\(added) nye", "\(added) new"),
            say(
                "\(known) kjent fra før", "\(known) kjende frå før", "\(known) known already"),
        ]
        if own > 0 {
            parts.append(say("\(own) egne", "\(own) eigne", "\(own) of our own"))
        }
        if faulty > 0 {
            parts.append(
                say(
                    "\(faulty) kunne ikke leses", "\(faulty) kunne ikkje lesast",
                    "\(faulty) could not be read"))
        }
        return say("E-post: ", "E-post: ", "E-mail: ") + parts.joined(separator: ", ") + "."
    }

    // MARK: - What it is

    /// - Parameter code: the kind as the book has it: `reply`, `bounce`, `delayed`, `auto-reply`.
    public func kind(_ code: String) -> String {
        switch code {
        case "bounce": say("kom i retur", "kom i retur", "came back")
        case "delayed": say("forsinket", "forseinka", "delayed")
        case "auto-reply": say("automatisk svar", "automatisk svar", "automatic answer")
        default: say("svar", "svar", "reply")
        }
    }

    /// - Parameter code: what it seems to say: `objection`, `hardship` …
    public func proposal(_ code: String) -> String {
        switch code {
        case "objection": say("innsigelse?", "motsegn?", "objection?")
        case "hardship": say("trenger hensyn?", "treng omsyn?", "needs care?")
        case "wrong-recipient": say("feil mottaker?", "feil mottakar?", "wrong recipient?")
        case "paid-already": say("har betalt?", "har betalt?", "has paid?")
        case "promise":
            say("lover eller ber om tid?", "lovar eller bed om tid?", "promises or asks for time?")
        case "copy-request": say("vil ha kopi?", "vil ha kopi?", "wants a copy?")
        default: code
        }
    }
    public var unclear: String {
        say(
            "uklart: kan være en innsigelse", "uklart: kan vere ei motsegn",
            "unclear: may be an objection")
    }
    /// What a person, or the kind of mail, made of it.
    public func outcome(_ code: String) -> String {
        switch code {
        case "objection": say("innsigelse", "motsegn", "objection")
        case "promise": say("løfte", "lovnad", "promise")
        case "hardship": say("hensyn", "omsyn", "care")
        case "done": say("lest", "lesen", "read")
        default: kind(code)
        }
    }
    public func foundBy(_ code: String) -> String {
        switch code {
        case "thread":
            say("svarer på brevet vårt", "svarar på brevet vårt", "answers our letter")
        case "number": say("nevner nummeret", "nemner nummeret", "names the number")
        case "address": say("kjent adresse", "kjend adresse", "known address")
        case "person": say("lagt til av en person", "lagd til av ein person", "said by a person")
        default: say("ukjent hvem den gjelder", "ukjent kven han gjeld", "nobody knows whose")
        }
    }
    public var unattached: String { foundBy("") }
    public var erased: String {
        say("Teksten er slettet.", "Teksten er sletta.", "The text has been erased.")
    }

    // MARK: - What to do

    public var attachments: String { say("Vedlegg", "Vedlegg", "Attachments") }
    public func howToDecide(_ id: Int64) -> String {
        say(
            "Les, og si hva den er: purr inbox objection|hardship|done \(id), purr inbox promise \(id) DAG",
            "Les, og sei kva han er: purr inbox objection|hardship|done \(id), purr inbox promise \(id) DAG",
            "Read it, and say what it is: purr inbox objection|hardship|done \(id), purr inbox promise \(id) DAY"
        )
    }
    public func howToAttach(_ id: Int64) -> String {
        say(
            "Si hvem den gjelder: purr inbox attach \(id) FAKTURA",
            "Sei kven han gjeld: purr inbox attach \(id) FAKTURA",
            "Say whose it is: purr inbox attach \(id) INVOICE")
    }
    public func concluded(_ id: Int64, _ outcome: String, invoices: String) -> String {
        let what = self.outcome(outcome)
        guard !invoices.isEmpty else {
            return say("E-post \(id): \(what).", "E-post \(id): \(what).", "E-mail \(id): \(what).")
        }
        return say(
            "E-post \(id): \(what), notert på \(invoices).",
            "E-post \(id): \(what), notert på \(invoices).",
            "E-mail \(id): \(what), noted on \(invoices).")
    }
    public func attached(_ id: Int64, to invoices: String) -> String {
        say(
            "E-post \(id) gjelder \(invoices).", "E-post \(id) gjeld \(invoices).",
            "E-mail \(id) is about \(invoices).")
    }
}
