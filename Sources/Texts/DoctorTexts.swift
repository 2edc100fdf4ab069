import Basics
import Law

/// What is looked at in a store.
public enum DoctorCheck: String, Codable, CaseIterable, Sendable {
    /// It can be opened.
    case open
    /// Its tables are those of this version.
    case schema
    /// SQLite's own check of the file.
    case file
    /// Every reference leads somewhere.
    case references
    /// SQLite's write-ahead log is in use.
    case log
    /// It can be written.
    case writable
    /// Room on the disk.
    case disk
    /// PostgreSQL's version, and whether it may be written.
    case server
    /// Row-level security keeps books apart.
    case security
    /// The audit chain of each book.
    case chain
    /// What is to be done by itself.
    case jobs
    /// Letters of which nobody knows whether they have left.
    case letters
    /// The clock is not behind what has been written.
    case clock
    /// There is a backup, and it is new.
    case backup
}

/// What is said about a store's health.
public struct DoctorTexts: Sendable {
    public let language: Language

    public init(_ language: Language) { self.language = language }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        choose(language, nb, nn, en)
    }

    public func heading(_ place: String) -> String {
        say("Helsesjekk av \(place)", "Helsesjekk av \(place)", "A look at \(place)")
    }
    public var healthy: String {
        say("Alt er i orden.", "Alt er i orden.", "All is well.")
    }
    public func faults(_ faults: Int, warnings: Int) -> String {
        say(
            "\(faults) feil og \(warnings) ting å se på.",
            "\(faults) feil og \(warnings) ting å sjå på.",
            "\(faults) faults and \(warnings) things to look at.")
    }
    public var todo: String { say("gjør", "gjer", "do") }
    public var looking: String { say("Helsesjekk", "Helsesjekk", "Doctor") }

    public func name(_ check: DoctorCheck) -> String {
        switch check {
        case .open: say("Lageret", "Lageret", "The store")
        case .schema: say("Tabellene", "Tabellane", "Tables")
        case .file: say("Filen", "Fila", "The file")
        case .references: say("Henvisninger", "Tilvisingar", "References")
        case .log: say("Logg", "Logg", "Log")
        case .writable: say("Skriving", "Skriving", "Writing")
        case .disk: say("Diskplass", "Diskplass", "Disk")
        case .server: say("Tjeneren", "Tenaren", "Server")
        case .security: say("Skillet mellom bøker", "Skiljet mellom bøker", "Books kept apart")
        case .chain: say("Revisjonskjede", "Revisjonskjede", "Audit chain")
        case .jobs: say("Jobber", "Jobbar", "Jobs")
        case .letters: say("Brev", "Brev", "Letters")
        case .clock: say("Klokken", "Klokka", "Clock")
        case .backup: say("Sikkerhetskopi", "Tryggingskopi", "Backup")
        }
    }

    /// What to do when it is not as it should be.
    public func remedy(_ check: DoctorCheck) -> String {
        switch check {
        case .open: openRemedy
        case .schema: schemaRemedy
        case .file: fileRemedy
        case .references: referencesRemedy
        case .log: logRemedy
        case .writable: writableRemedy
        case .disk: diskRemedy
        case .server: serverRemedy
        case .security: securityRemedy
        case .chain: chainRemedy
        case .jobs: jobsRemedy
        case .letters: lettersRemedy
        case .clock: clockRemedy
        case .backup: backupRemedy
        }
    }

    private var openRemedy: String {
        say(
            "Se om filen eller tjeneren er der og kan leses. Er filen ødelagt: purr restore til en ny mappe.",
            "Sjå om fila eller tenaren er der og kan lesast. Er fila øydelagd: purr restore til ei ny mappe.",
            "See whether the file or server is there and can be read. If the file is damaged: purr restore to a new folder."
        )
    }

    private var schemaRemedy: String {
        say(
            "Er de eldre, kommer de à jour av seg selv når noe gjøres. Er de nyere: installer nyeste Purr.",
            "Er dei eldre, kjem dei à jour av seg sjølve når noko blir gjort. Er dei nyare: installer nyaste Purr.",
            "Older ones come up to date by themselves when something is done. For newer ones: install the newest Purr."
        )
    }

    private var fileRemedy: String {
        say(
            "Filen er ødelagt. Stopp Purr, ta vare på filen, og gjenopprett nyeste kopi til en ny mappe: purr restore. Sjekk disken.",
            "Fila er øydelagd. Stopp Purr, ta vare på fila, og gjenopprett nyaste kopi til ei ny mappe: purr restore. Sjekk disken.",
            "The file is damaged. Stop Purr, keep the file, and restore the newest backup to a new folder: purr restore. Check the disk."
        )
    }

    private var referencesRemedy: String {
        say(
            "Rader er endret utenfor Purr. Gjenopprett nyeste kopi: purr restore",
            "Rader er endra utanfor Purr. Gjenopprett nyaste kopi: purr restore",
            "Rows were changed outside Purr. Restore the newest backup: purr restore")
    }

    private var logRemedy: String {
        say(
            "Noe holder loggen tilbake, eller den er slått av: avslutt andre programmer som leser filen, og kjør en kommando.",
            "Noko held loggen att, eller han er slått av: avslutt andre program som les fila, og køyr ein kommando.",
            "Something holds the log back, or it is off: end other programs that read the file, and run a command."
        )
    }

    private var writableRemedy: String {
        say(
            "Gi brukeren som kjører Purr, skrivetilgang til filen og mappen, eller monter disken for skriving.",
            "Gje brukaren som køyrer Purr, skrivetilgang til fila og mappa, eller monter disken for skriving.",
            "Let the user that runs Purr write the file and its folder, or mount the disk for writing."
        )
    }

    private var diskRemedy: String {
        say(
            "Frigjør plass. Er disken full, skrives ingenting, og bøkene er som før.",
            "Frigjer plass. Er disken full, blir ingenting skrive, og bøkene er som før.",
            "Free space. On a full disk nothing is written, and the books are as before.")
    }

    private var serverRemedy: String {
        say(
            "Purr trenger PostgreSQL 15 eller nyere, og en tjener som kan skrives: pek --store mot hovedtjeneren.",
            "Purr treng PostgreSQL 15 eller nyare, og ein tenar som kan skrivast: peik --store mot hovudtenaren.",
            "Purr needs PostgreSQL 15 or newer, and a server that can be written: point --store to the primary."
        )
    }

    private var securityRemedy: String {
        say(
            "ALTER ROLE purr_app NOSUPERUSER NOBYPASSRLS, og gjenopprett reglene som mangler (own_book).",
            "ALTER ROLE purr_app NOSUPERUSER NOBYPASSRLS, og gjenopprett reglane som manglar (own_book).",
            "ALTER ROLE purr_app NOSUPERUSER NOBYPASSRLS, and bring back the policies that are missing (own_book)."
        )
    }

    private var chainRemedy: String {
        say(
            "Se hva som er endret: purr verify. Sammenlign med en kopi fra før endringen.",
            "Sjå kva som er endra: purr verify. Samanlikn med ein kopi frå før endringa.",
            "See what was changed: purr verify. Compare with a backup from before the change.")
    }

    private var jobsRemedy: String {
        say(
            "Se hva som gikk galt: purr jobs. Rett det og kjør: purr nightly",
            "Sjå kva som gjekk gale: purr jobs. Rett det og køyr: purr nightly",
            "See what went wrong: purr jobs. Mend it and run: purr nightly")
    }

    private var lettersRemedy: String {
        say(
            "Finn ut om de gikk ut, og si det: purr outbox, så purr settle",
            "Finn ut om dei gjekk ut, og sei det: purr outbox, så purr settle",
            "Find out whether they left, and say so: purr outbox, then purr settle")
    }

    private var clockRemedy: String {
        say(
            "Still klokken (slå på NTP) før noe gjøres: frister og renter regnes etter den.",
            "Still klokka (slå på NTP) før noko blir gjort: fristar og renter blir rekna etter henne.",
            "Set the clock (turn NTP on) before anything is done: deadlines and interest go by it."
        )
    }

    private var backupRemedy: String {
        say(
            "Lag en nå: purr backup. Hver natt: purr nightly --backup MAPPE",
            "Lag ein no: purr backup. Kvar natt: purr nightly --backup MAPPE",
            "Make one now: purr backup. Each night: purr nightly --backup FOLDER")
    }
}
