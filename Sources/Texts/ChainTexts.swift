import Basics
import Law

/// What is said about a book's audit chain, and about what is not as it was.
public struct ChainTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    // MARK: - What was found whole

    public func book(_ id: Int64, _ name: String) -> String {
        say("Regnskap", "Rekneskap", "Book") + " \(id), \(name)"
    }
    public func counted(entries: Int64) -> String {
        entries == 1
            ? say("1 innførsel", "1 innføring", "1 entry")
            : "\(entries) " + say("innførsler", "innføringar", "entries")
    }
    /// How many rows of a kind the chain covers, by the kind's name.
    public func counted(_ rows: String, _ count: Int64) -> String {
        "\(count) \(plural(rows))"
    }
    public func erased(_ rows: String, _ count: Int64) -> String {
        say(
            "slettede tekster: \(count) (\(plural(rows)))",
            "sletta tekstar: \(count) (\(plural(rows)))",
            "texts erased: \(count) (\(plural(rows)))")
    }
    public var head: String { say("Hode", "Hovud", "Head") }
    public var whole: String {
        say(
            "Alt er som da det ble skrevet.", "Alt er som då det vart skrive.",
            "All is as it was written.")
    }
    public var empty: String {
        say("Ingenting er skrevet ennå.", "Ingenting er skrive enno.", "Nothing is written yet.")
    }
    public func faults(_ count: Int) -> String {
        count == 1
            ? say("STEMMER IKKE: 1 feil.", "STEMMER IKKJE: 1 feil.", "NOT AS IT WAS: 1 fault.")
            : say(
                "STEMMER IKKE: \(count) feil.", "STEMMER IKKJE: \(count) feil.",
                "NOT AS IT WAS: \(count) faults.")
    }
    public func moreFaults(_ count: Int) -> String {
        say("… og \(count) til.", "… og \(count) til.", "… and \(count) more.")
    }
    public var verifying: String { say("Revisjonskjede", "Revisjonskjede", "Audit chain") }
    public func headOf(_ head: String) -> String {
        say("revisjonskjede", "revisjonskjede", "audit chain") + " \(head)"
    }

    // MARK: - Entries that are not as they were

    public func entryChanged(_ id: Int64) -> String {
        say(
            "Innførsel \(id) er endret.", "Innføring \(id) er endra.",
            "Entry \(id) has been changed.")
    }
    public func entryReplaced(_ id: Int64) -> String {
        say(
            "Innførsel \(id) er byttet ut: den neste følger en annen.",
            "Innføring \(id) er bytt ut: den neste følgjer ei anna.",
            "Entry \(id) has been replaced: the next one follows another.")
    }
    public func entryMissing(_ id: Int64, through last: Int64) -> String {
        if id == last {
            return say(
                "Innførsel \(id) mangler.", "Innføring \(id) manglar.", "Entry \(id) is missing.")
        }
        return say(
            "Innførsel \(id) til \(last) mangler.", "Innføring \(id) til \(last) manglar.",
            "Entries \(id) to \(last) are missing.")
    }
    public func entryMoved(_ id: Int64, through last: Int64, was: Int64) -> String {
        if id == last {
            return say(
                "Der innførsel \(id) var, står innførsel \(was).",
                "Der innføring \(id) var, står innføring \(was).",
                "Where entry \(id) was, there is entry \(was).")
        }
        return say(
            "Der innførsel \(id) til \(last) var, står \(was) og de neste.",
            "Der innføring \(id) til \(last) var, står \(was) og dei neste.",
            "Where entries \(id) to \(last) were, there are \(was) and those after it.")
    }
    public func entryInserted(_ id: Int64) -> String {
        say(
            "Innførsel \(id) er lagt til etterpå.", "Innføring \(id) er lagd til etterpå.",
            "Entry \(id) was put in afterwards.")
    }
    public func coverChanged(_ id: Int64) -> String {
        say(
            "Det innførsel \(id) har notert om sine rader, er endret.",
            "Det innføring \(id) har notert om radene sine, er endra.",
            "What entry \(id) notes of its rows has been changed.")
    }
    public func headUnknown(_ id: Int64, found: String?) -> String {
        let first = say(
            "Hodet hører ikke til denne kjeden: den er skrevet på nytt.",
            "Hovudet høyrer ikkje til denne kjeda: ho er skriven på nytt.",
            "The head does not belong to this chain: it has been written anew.")
        let rest =
            found.map {
                say(
                    "Innførsel \(id) har \($0).", "Innføring \(id) har \($0).",
                    "Entry \(id) has \($0).")
            }
            ?? say(
                "Innførsel \(id) er ikke der.", "Innføring \(id) er ikkje der.",
                "Entry \(id) is not there.")
        return first + " " + rest
    }
    public func counterBehind(_ name: String, _ value: Int64, _ last: Int64) -> String {
        say(
            "Telleren «\(name)» står på \(value), og \(last) er brukt.",
            "Teljaren «\(name)» står på \(value), og \(last) er brukt.",
            "The counter “\(name)” stands at \(value), and \(last) is taken.")
    }

    // MARK: - Rows that are not as they were

    /// A row as a person knows it.
    public struct Row: Sendable {
        /// The kind's name in the chain.
        public var kind: String
        public var id: Int64?
        public var invoice: String?
        /// A fact's claim, told when its invoice is not known.
        public var claim: Int64?
        public var day: Day?
        /// The letter it is of.
        public var letter: Int64?
        /// A move's place among its letter's.
        public var move: Int64?
        /// The entry that covers it.
        public var entry: Int64?

        public init(
            kind: String, id: Int64?, invoice: String? = nil, claim: Int64? = nil,
            day: Day? = nil, letter: Int64? = nil, move: Int64? = nil, entry: Int64? = nil
        ) {
            self.kind = kind
            self.id = id
            self.invoice = invoice
            self.claim = claim
            self.day = day
            self.letter = letter
            self.move = move
            self.entry = entry
        }
    }

    public func rowChanged(_ row: Row) -> String {
        say("Endret: ", "Endra: ", "Changed: ") + place(row)
    }
    public func rowMissing(_ row: Row) -> String {
        say("Mangler: ", "Manglar: ", "Missing: ") + place(row)
    }
    public func rowAdded(_ row: Row) -> String {
        say("Lagt til: ", "Lagt til: ", "Added: ") + place(row)
    }
    public func textChanged(_ row: Row) -> String {
        say("Endret tekst: ", "Endra tekst: ", "Changed text: ") + place(row)
    }
    public func rowsDiffer(_ row: Row, through last: Int64) -> String {
        say(
            "Endret, én eller flere av: ", "Endra, éin eller fleire av: ",
            "Changed, one or more of: ")
            + "\(plural(row.kind)) \(row.id ?? 0)–\(last)" + tail(row)
    }

    private func place(_ row: Row) -> String {
        var text = singular(row.kind)
        if let id = row.id, row.kind != "letter", row.kind != "second" { text += " \(id)" }
        if let letter = row.letter { text += " P-\(letter)" }
        if let move = row.move { text += " (\(move))" }
        return text + tail(row)
    }

    private func tail(_ row: Row) -> String {
        var text = ""
        if let invoice = row.invoice {
            text += ", " + say("faktura", "faktura", "invoice") + " \(invoice)"
        } else if let claim = row.claim, claim != row.id {
            text += ", " + say("krav", "krav", "claim") + " \(claim)"
        }
        if let day = row.day { text += ", \(day.text)" }
        if let entry = row.entry {
            text += ", " + say("innførsel", "innføring", "entry") + " \(entry)"
        }
        return text
    }

    private func singular(_ kind: String) -> String { words[kind]?.0 ?? kind }
    private func plural(_ kind: String) -> String { words[kind]?.1 ?? kind }

    /// What the kinds of rows are called, one and several.
    private var words: [String: (String, String)] {
        [
            "fact": (say("faktum", "faktum", "fact"), say("fakta", "fakta", "facts")),
            "claim": (say("krav", "krav", "claim"), say("krav", "krav", "claims")),
            "payment": (
                say("betaling", "betaling", "payment"), say("betalinger", "betalingar", "payments")
            ),
            "payer": (
                say("betaler av betaling", "betalar av betaling", "payer of payment"),
                say("betalere", "betalarar", "payers")
            ),
            "letter": (say("brev", "brev", "letter"), say("brev", "brev", "letters")),
            "second": (
                say(
                    "andre godkjenning av brev", "andre godkjenning av brev",
                    "second approval of letter"),
                say("andre godkjenninger", "andre godkjenningar", "second approvals")
            ),
            "part": (
                say("brevfil", "brevfil", "letter file"),
                say("brevfiler", "brevfiler", "letter files")
            ),
            "move": (
                say("hendelse for brev", "hending for brev", "event of letter"),
                say("brevhendelser", "brevhendingar", "letter events")
            ),
            "choice": (say("valg", "val", "choice"), say("valg", "val", "choices")),
            "words": (
                say("egen tekst", "eigen tekst", "own text"),
                say("egne tekster", "eigne tekstar", "own texts")
            ),
            "import": (
                say("innlest fil", "innlesen fil", "file taken in"),
                say("innleste filer", "innlesne filer", "files taken in")
            ),
            "member": (
                say("tilgang", "tilgang", "access right"),
                say("tilganger", "tilgangar", "access rights")
            ),
        ]
    }
}
