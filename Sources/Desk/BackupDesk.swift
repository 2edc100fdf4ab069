import Basics
import Claims
import Foundation
import Store

/// Backups of all books of a store, and bringing them back.
public struct BackupDesk: Sendable {
    public let clock: Clock
    /// Who acts, for the journal.
    public let actor: String

    public init(clock: Clock = .system, actor: String) {
        self.clock = clock
        self.actor = actor
    }

    // MARK: - Backing up

    /// Writes a backup, reads it again from the disk, and only then lets older ones go.
    ///
    /// - Parameters:
    ///   - folder: made where it is not there yet.
    ///   - passphrase: locks the backup; anybody who has the file can read it when nil.
    ///   - keeping: nil keeps all.
    /// - Throws: `Diagnostic` `backup.write`, `backup.passphrase-short`, `backup.damaged` when the disk gives back something else.
    public func backUp(
        _ database: Database, into folder: BackupFolder, passphrase: [UInt8]? = nil,
        cost: BackupKey.Cost = .strong, keeping: BackupRetention? = nil,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> MadeBackup {
        let key = try passphrase.map { try BackupKey(passphrase: $0, cost: cost) }
        try folder.make()
        folder.removeLeftovers(before: clock.now - 86_400)
        let path = folder.file(madeAt: clock.now)
        let report = try database.backUp(to: path, key: key, at: clock.now) {
            progress(Progress(.writing, done: Int($0), total: nil))
        }
        try Database.check(backup: path, passphrase: passphrase)
        let removed = keeping.map { folder.tidy($0) } ?? []
        return MadeBackup(path: path, report: report, removed: removed, isLocked: key != nil)
    }

    // MARK: - Restoring

    /// Brings the books of a backup back to a place that has none, and says whether they are whole.
    ///
    /// Letters that were in the outbox may have left between the backup and whatever happened since. Unless somebody knows that
    /// none has, they become *uncertain*: nothing goes out twice, and a person decides (see: purr settle).
    ///
    /// - Parameters:
    ///   - nothingSent: no letter has left since the backup was made: those in the outbox go on waiting.
    /// - Throws: `Diagnostic` `restore.taken` and what else `Database.restore` throws; nothing is restored then.
    public func restore(
        _ path: String, to address: StoreAddress, passphrase: [UInt8]? = nil,
        nothingSent: Bool = false, progress: @escaping ProgressHandler = { _ in }
    ) throws -> RestoredBackup {
        let report = try Database.restore(
            path, to: address, passphrase: passphrase, isClosed: true
        ) {
            progress(Progress(.writing, done: Int($0), total: nil))
        }
        let database = try Database(address)
        defer { try? database.close() }
        let books = try report.manifest.books.map { book in
            let chain = try verify(book, in: database, progress)
            let held = try note(
                book.id, from: report.manifest, in: database, holding: !nothingSent)
            return RestoredBackup.Book(
                id: book.id, name: book.name, language: try language(of: book.id, in: database),
                chain: chain, held: held)
        }
        return RestoredBackup(report: report, books: books)
    }

    /// Restores into a file that nobody sees and that is gone afterwards: a drill, which tells whether a backup is good.
    ///
    /// - Parameter folder: with room for the books; the machine's temporary folder when nil.
    public func drill(
        _ path: String, passphrase: [UInt8]? = nil, in folder: String? = nil,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> RestoredBackup {
        let base = folder ?? FileManager.default.temporaryDirectory.path
        let place = "\(base)/purr-drill-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: place, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: place) }
        let address = StoreAddress.sqlite("\(place)/purr.sqlite")
        let report = try Database.restore(
            path, to: address, passphrase: passphrase, isThrowaway: true
        ) { progress(Progress(.writing, done: Int($0), total: nil)) }
        let database = try Database(address, isThrowaway: true)
        defer { try? database.close() }
        let books = try report.manifest.books.map { book in
            RestoredBackup.Book(
                id: book.id, name: book.name, language: try language(of: book.id, in: database),
                chain: try verify(book, in: database, progress), held: 0)
        }
        return RestoredBackup(report: report, books: books)
    }

    private func language(of book: Int64, in database: Database) throws -> Language {
        try database.read { try $0.book(book) }?.language ?? .nb
    }

    private func verify(
        _ book: BackupManifest.Book, in database: Database, _ progress: @escaping ProgressHandler
    ) throws -> ChainReport {
        let head = try book.head.map { try ChainHead(parsing: $0) }
        return try database.verifyChain(book: book.id, head: head) { done, total in
            progress(Progress(.verifying, done: Int(done), total: Int(total)))
        }
    }

    /// Writes in the journal that the book came from a backup, lets no letter of the outbox leave before a person has looked, and
    /// opens the book: all of it or nothing, so that a restore that is cut off sends nothing either.
    private func note(
        _ book: Int64, from manifest: BackupManifest, in database: Database, holding: Bool
    ) throws -> Int {
        let now = clock.now
        let made = Clock.text(of: manifest.madeAt)
        let held = try database.openRestored(book: book, by: Author(actor, at: now)) { scope in
            let states = OutboxNotice.State.before + [.sending]
            let letters = holding ? try scope.notices(in: states) : []
            for letter in letters {
                _ = try scope.move(
                    letter.id, from: states, to: .uncertain, at: now,
                    receipt: "restored from a backup of \(made): may have left since")
            }
            try scope.record(
                "restored", "from a backup of \(made); letters held: \(letters.count)", at: now,
                actor: actor)
            return letters.count
        }
        return held ?? 0
    }
}

/// What making a backup came to.
public struct MadeBackup: Sendable {
    public let path: String
    public let report: BackupReport
    /// Older ones that were let go.
    public let removed: [BackupFolder.Item]
    public let isLocked: Bool
}

/// What restoring a backup came to.
public struct RestoredBackup: Sendable {
    public struct Book: Sendable {
        public let id: Int64
        public let name: String
        public let language: Language
        /// What the audit chain says of what was restored.
        public let chain: ChainReport
        /// Letters of the outbox that wait for a person now.
        public let held: Int
    }

    public let report: BackupReport
    public let books: [Book]

    public var isWhole: Bool { books.allSatisfy(\.chain.isWhole) }
}
