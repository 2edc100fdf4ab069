import Basics
import Law

/// What is said about backups, about bringing them back, and about books that move to another store.
public struct BackupTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    // MARK: - Backups

    public var backingUp: String {
        say("Sikkerhetskopi", "Tryggingskopi", "Backup")
    }
    public func made(_ path: String) -> String {
        say(
            "Sikkerhetskopien er skrevet og lest igjen: \(path)",
            "Tryggingskopien er skriven og lesen att: \(path)",
            "The backup is written and was read again: \(path)")
    }
    public func holds(books: Int, rows: Int64, size: String) -> String {
        say(
            "\(books) bøker, \(rows) rader, \(size)", "\(books) bøker, \(rows) rader, \(size)",
            "\(books) books, \(rows) rows, \(size)")
    }
    public func size(bytes: Int64) -> String {
        bytes < 10_000_000
            ? "\((bytes + 999) / 1_000) kB" : "\((bytes + 999_999) / 1_000_000) MB"
    }
    public var unlocked: String {
        say(
            "Den er ikke låst: alle som får tak i filen, kan lese den. Lås den med PURR_BACKUP_PASSPHRASE eller --passphrase-file.",
            "Han er ikkje låst: alle som får tak i fila, kan lese henne. Lås henne med PURR_BACKUP_PASSPHRASE eller --passphrase-file.",
            "It is not locked: anybody who gets hold of the file can read it. Lock it with PURR_BACKUP_PASSPHRASE or --passphrase-file."
        )
    }
    public func removed(_ count: Int) -> String {
        count == 1
            ? say(
                "1 eldre sikkerhetskopi er slettet.", "1 eldre tryggingskopi er sletta.",
                "1 older backup was removed.")
            : say(
                "\(count) eldre sikkerhetskopier er slettet.",
                "\(count) eldre tryggingskopiar er sletta.",
                "\(count) older backups were removed.")
    }
    public func none(_ folder: String) -> String {
        say(
            "Ingen sikkerhetskopier i \(folder). Lag en med: purr backup",
            "Ingen tryggingskopiar i \(folder). Lag ein med: purr backup",
            "No backups in \(folder). Make one with: purr backup")
    }
    public var time: String { say("Laget", "Laga", "Made") }
    public var file: String { say("Fil", "Fil", "File") }
    public var bytes: String { say("Størrelse", "Storleik", "Size") }

    // MARK: - Restoring

    public var restoring: String { say("Gjenoppretting", "Gjenoppretting", "Restoring") }
    public func restored(_ place: String, _ made: String) -> String {
        say(
            "Gjenopprettet til \(place), slik det var \(made).",
            "Gjenoppretta til \(place), slik det var \(made).",
            "Restored to \(place), as it was \(made).")
    }
    public func drilled(_ made: String) -> String {
        say(
            "Prøvd: alt ble gjenopprettet til en fil som nå er borte, slik det var \(made). Ingenting er endret.",
            "Prøvd: alt vart gjenoppretta til ei fil som no er borte, slik det var \(made). Ingenting er endra.",
            "Tried: everything was restored to a file that is gone by now, as it was \(made). Nothing was changed."
        )
    }
    public func held(_ count: Int) -> String {
        say(
            "\(count) brev i utboksen kan ha gått ut etter sikkerhetskopien. De venter på deg: purr outbox, så purr settle",
            "\(count) brev i utboksen kan ha gått ut etter tryggingskopien. Dei ventar på deg: purr outbox, så purr settle",
            "\(count) letters in the outbox may have left after the backup. They wait for you: purr outbox, then purr settle"
        )
    }

    // MARK: - Moving

    public var moving: String { say("Flytting", "Flytting", "Moving") }
    public func moved(_ rows: Int64, entries: Int64) -> String {
        say(
            "flyttet: \(rows) rader, \(entries) innførsler, samme hode",
            "flytta: \(rows) rader, \(entries) innføringar, same hovud",
            "moved: \(rows) rows, \(entries) entries, the same head")
    }
    public func wouldMove(_ rows: Int64) -> String {
        say("\(rows) rader å flytte", "\(rows) rader å flytte", "\(rows) rows to move")
    }
    public var isThere: String {
        say("er der alt, med samme hode", "er der alt, med same hovud", "is there, the same head")
    }
    public func from(_ place: String, to other: String) -> String {
        say("Fra \(place) til \(other)", "Frå \(place) til \(other)", "From \(place) to \(other)")
    }
    public func goOn(_ store: String) -> String {
        say(
            "Bruk --store \(store) fra nå av. Her kan bøkene fortsatt leses, men ikke endres.",
            "Bruk --store \(store) frå no av. Her kan bøkene framleis lesast, men ikkje endrast.",
            "Use --store \(store) from now on. Here the books can still be read, but not changed.")
    }
}
