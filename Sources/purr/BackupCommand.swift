import ArgumentParser
import Basics
import Desk
import Foundation
import Store
import Texts

/// What a backup is locked with.
struct PassphraseOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file whose first line locks the backup.",
            discussion: "Without it the environment's PURR_BACKUP_PASSPHRASE."))
    var passphraseFile: String?

    /// nil when none is given.
    func passphrase() throws -> [UInt8]? {
        guard let passphraseFile else {
            let named = ProcessInfo.processInfo.environment["PURR_BACKUP_PASSPHRASE"] ?? ""
            return named.isEmpty ? nil : Array(named.utf8)
        }
        guard let data = FileManager.default.contents(atPath: passphraseFile) else {
            throw Diagnostic(
                "file.none", place: passphraseFile, found: "no readable file",
                expected: "a file with a passphrase")
        }
        let line = data.prefix { $0 != 10 && $0 != 13 }
        guard !line.isEmpty else {
            throw Diagnostic(
                "backup.passphrase-short", place: passphraseFile, found: "an empty first line",
                expected: "a passphrase", remedy: "write one in the file's first line")
        }
        return Array(line)
    }
}

/// Where backups go, and how many stay.
struct BackupFolderOptions: ParsableArguments {
    @Option(name: .long, help: "The folder of the backups; backups in the data folder by default.")
    var into: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Keep the newest of each of so many days, weeks and months; the rest goes.",
            valueName: "days,weeks,months"))
    var keep: String?

    func folder(_ place: StoreOptions) -> BackupFolder {
        BackupFolder(into ?? place.data + "/backups")
    }

    func retention() throws -> BackupRetention? {
        try keep.map { try BackupRetention(parsing: $0) }
    }
}

/// A backup as part of the night's run.
struct NightlyBackupOptions: ParsableArguments {
    @Option(
        name: .long, help: "When the books are done, write a backup of them into this folder.")
    var backup: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Backups that stay: the newest of each of so many days, weeks and months.",
            valueName: "days,weeks,months"))
    var keepBackups = "7,5,12"

    @OptionGroup var lock: PassphraseOptions

    func validate() throws { _ = try BackupRetention(parsing: keepBackups) }

    /// - Parameter json: nothing is told beside a report for machines.
    func run(_ database: Database, _ place: StoreOptions, json: Bool) throws {
        guard let backup else { return }
        let made = try BackupDesk(actor: PersonOptions.user).backUp(
            database, into: BackupFolder(backup), passphrase: try lock.passphrase(),
            keeping: try BackupRetention(parsing: keepBackups))
        if json { return }
        let texts = BackupTexts(try WorkerOptions.language(database))
        for line in BackupCommand.lines(made, texts) { print("  " + line) }
    }
}

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write all books to a file, as they are now, while work goes on.",
        discussion: """
            The file can be restored to SQLite or PostgreSQL (see: purr restore). It is read again from the disk before \
            older ones go. Keep it on another machine, and the passphrase somewhere else again.
            """)

    @OptionGroup var place: StoreOptions
    @OptionGroup var folder: BackupFolderOptions
    @OptionGroup var lock: PassphraseOptions
    @Flag(name: .long, help: "List the backups that are there.")
    var list = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Encodable {
        let file: String
        let bytes: Int64
        let isLocked: Bool
        let books: [BackupManifest.Book]
        let rows: Int64
        let removed: [String]
    }

    func run() throws {
        if list { return try tell(folder.folder(place).items()) }
        let retention = try folder.retention()
        let passphrase = try lock.passphrase()
        let database = try place.database()
        let texts = BackupTexts(try WorkerOptions.language(database))
        let bar = ProgressBar(texts.backingUp)
        let made = try BackupDesk(actor: PersonOptions.user).backUp(
            database, into: folder.folder(place), passphrase: passphrase, keeping: retention,
            progress: bar.show)
        bar.finish()
        if json { return try Console.json(Self.view(made)) }
        for line in Self.lines(made, texts) { print(line) }
    }

    static func view(_ made: MadeBackup) -> View {
        View(
            file: made.path, bytes: made.report.bytes, isLocked: made.isLocked,
            books: made.report.manifest.books, rows: made.report.total,
            removed: made.removed.map(\.path))
    }

    static func lines(_ made: MadeBackup, _ texts: BackupTexts) -> [String] {
        var lines = [
            texts.made(made.path),
            "  "
                + texts.holds(
                    books: made.report.manifest.books.count, rows: made.report.total,
                    size: texts.size(bytes: made.report.bytes)),
        ]
        if !made.isLocked { lines.append("  " + texts.unlocked) }
        if !made.removed.isEmpty { lines.append("  " + texts.removed(made.removed.count)) }
        return lines
    }

    private struct ItemView: Encodable {
        let file: String
        let made: String
        let bytes: Int64
    }

    private func tell(_ items: [BackupFolder.Item]) throws {
        if json {
            return try Console.json(
                items.map {
                    ItemView(file: $0.path, made: Clock.text(of: $0.madeAt), bytes: $0.bytes)
                })
        }
        let language = try place.existing().map { try WorkerOptions.language($0) } ?? .nb
        let texts = BackupTexts(language)
        if items.isEmpty { return print(texts.none(folder.folder(place).path)) }
        var table = Table([(texts.time, .left), (texts.bytes, .right), (texts.file, .left)])
        for item in items {
            table.add(Clock.text(of: item.madeAt), texts.size(bytes: item.bytes), item.path)
        }
        table.print()
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring the books of a backup back, to a place that has none.",
        discussion: """
            Every row is counted and the audit chain is walked. Letters that waited in the outbox may have left after the \
            backup was made: they wait for you (see: purr settle). With --verify the backup is only tried: everything is \
            restored to a file that is gone afterwards. Exit status 1 when something is not as it was written.
            """)

    @Argument(help: "The backup; the newest when none is named.")
    var file: String?
    @OptionGroup var place: StoreOptions
    @Option(name: .long, help: "The folder of the backups; backups in the data folder by default.")
    var from: String?
    @OptionGroup var lock: PassphraseOptions
    @Flag(name: .long, help: "Only try whether the backup is good; nothing is changed.")
    var verify = false
    @Flag(
        name: .long,
        help: "No letter has left since the backup was made: those in the outbox go on waiting.")
    var nothingSent = false
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    struct View: Encodable {
        let file: String
        let madeAt: Int64
        let isDrill: Bool
        let isWhole: Bool
        let rows: Int64
        let books: [Book]

        struct Book: Encodable {
            let held: Int
            let chain: ChainReportJSON
        }
    }

    func run() throws {
        let path = try file ?? newest()
        let passphrase = try lock.passphrase()
        let desk = BackupDesk(actor: PersonOptions.user)
        let address = try place.address()
        let bar = ProgressBar("restore")
        let restored: RestoredBackup
        if verify {
            restored = try desk.drill(path, passphrase: passphrase, progress: bar.show)
        } else {
            if address.path != nil {
                try FileManager.default.createDirectory(
                    atPath: place.data, withIntermediateDirectories: true)
            }
            restored = try desk.restore(
                path, to: address, passphrase: passphrase, nothingSent: nothingSent,
                progress: bar.show)
        }
        bar.finish()
        if json {
            try Console.json(
                View(
                    file: path, madeAt: restored.report.manifest.madeAt, isDrill: verify,
                    isWhole: restored.isWhole, rows: restored.report.total,
                    books: restored.books.map {
                        View.Book(held: $0.held, chain: ChainReportJSON($0.chain, book: $0.id))
                    }))
        } else {
            tell(restored, address.text)
        }
        if !restored.isWhole { throw ExitCode(1) }
    }

    private func newest() throws -> String {
        let folder = BackupFolder(from ?? place.data + "/backups")
        if let newest = folder.items().first { return newest.path }
        throw Diagnostic(
            "backup.none", place: folder.path, found: "no backup",
            expected: "one, or a file's name",
            remedy: "name the backup: purr restore FILE")
    }

    private func tell(_ restored: RestoredBackup, _ place: String) {
        let manifest = restored.report.manifest
        let language = restored.books.first?.language ?? .nb
        let texts = BackupTexts(language)
        let words = ChainTexts(language)
        let made = Clock.text(of: manifest.madeAt)
        print(verify ? texts.drilled(made) : texts.restored(place, made))
        print(
            "  "
                + texts.holds(
                    books: manifest.books.count, rows: restored.report.total,
                    size: texts.size(bytes: restored.report.bytes)))
        for book in restored.books {
            print(Console.bold(words.book(book.id, book.name)))
            print("  " + words.counted(entries: book.chain.entries))
            if book.chain.isWhole {
                print("  " + words.whole)
            } else {
                print("  " + words.faults(book.chain.faults.count + book.chain.moreFaults))
                for fault in book.chain.faults { print("    " + ChainFaultText(words).text(fault)) }
            }
            if book.held > 0 { print("  ! " + texts.held(book.held)) }
        }
    }
}
