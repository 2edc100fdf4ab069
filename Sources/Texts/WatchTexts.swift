import Basics
import Law

/// What is said about a folder that is watched, and about files that could not be taken in.
public struct WatchTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public func watching(_ folder: String, seconds: Int) -> String {
        say(
            "Følger med på \(folder) hvert \(seconds). sekund. Ctrl-C avslutter.",
            "Følgjer med på \(folder) kvart \(seconds). sekund. Ctrl-C avsluttar.",
            "Watching \(folder) every \(seconds) seconds. Ctrl-C ends it.")
    }
    public var nothing: String {
        say("Ingen filer å lese inn.", "Ingen filer å lese inn.", "No files to take in.")
    }
    public func archived(_ place: String) -> String {
        say("arkivert som \(place)", "arkivert som \(place)", "archived as \(place)")
    }
    public func faulty(_ report: String) -> String {
        say(
            "lagt til side; se \(report)", "lagd til side; sjå \(report)",
            "set aside; see \(report)")
    }
    public var triedAgain: String {
        say("blir prøvd igjen", "blir prøvd att", "will be tried again")
    }
    public var stopped: String { say("Avsluttet.", "Avslutta.", "Stopped.") }

    // MARK: - The report beside a faulty file

    public func notTakenIn(_ name: String) -> String {
        say(
            "Purr kunne ikke lese inn \(name).", "Purr kunne ikkje lese inn \(name).",
            "Purr could not take in \(name).")
    }
    public var when: String { say("Når", "Når", "When") }
    public var place: String { say("Hvor", "Kvar", "Where") }
    public var found: String { say("Fant", "Fann", "Found") }
    public var expected: String { say("Ventet", "Venta", "Expected") }
    public var remedy: String { say("Gjør", "Gjer", "Do") }
    public var code: String { say("Kode", "Kode", "Code") }
    public var unchanged: String {
        say(
            "Ingenting fra filen er bokført. Rett den eller hent den på nytt, og legg den i mappen igjen.",
            "Ingenting frå fila er bokført. Rett henne eller hent henne på nytt, og legg henne i mappa att.",
            "Nothing of the file has been booked. Mend it or fetch it anew, and put it in the folder again."
        )
    }
}
