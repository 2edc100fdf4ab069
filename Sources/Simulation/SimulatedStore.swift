import Basics
import Foundation
import Store

/// Where the simulated books are kept: made anew for a run, opened again after each crash, removed at the end.
///
/// Whoever brings another engine conforms to this; the simulation knows nothing else of the store.
public protocol SimulatedStore: AnyObject {
    /// Opens the database as a program that starts does; the one from before has been let go of.
    func open() throws -> Database

    /// SHA-256 of every row of a book in every table, in order of their keys.
    ///
    /// - Parameter isWhole: false leaves out the bytes of letters' parts, which are many, but not their lengths.
    func fingerprint(of book: Int64, in database: Database, isWhole: Bool) throws -> [UInt8]

    /// Lets the next write of this kind fail, and every one after it, until ``mend(_:)``.
    func arm(_ fault: WriteFault, in database: Database) throws
    func mend(_ database: Database) throws
}

/// A write that fails.
public enum WriteFault: String, CaseIterable, Sendable {
    case fact
    case payment
    case notice
    case noticeClaim
    case noticePart
    /// A letter is marked as handed to its channel.
    case sending
    /// What the channel answered is recorded: whatever state it leads to.
    case answer
    case importRecord
    case journal
    case mail
    case nextDay
}

/// Books in SQLite, in a folder of their own.
public final class SQLiteStore: SimulatedStore {
    private let folder: URL
    private let isKept: Bool
    private var tables: [(name: String, columns: [String], keys: [String])] = []

    /// - Parameter path: a new folder to keep the books in, for somebody who wants to look; one that goes away when nil.
    public init(keptIn path: String? = nil) throws {
        isKept = path != nil
        folder =
            path.map { URL(fileURLWithPath: $0) }
            ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-simulation-\(UUID().uuidString)")
        if isKept, FileManager.default.fileExists(atPath: folder.path) {
            throw Diagnostic(
                "simulate.folder", place: folder.path, found: "something that is there already",
                expected: "a folder that is not there yet")
        }
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { if !isKept { try? FileManager.default.removeItem(at: folder) } }

    public func open() throws -> Database {
        // Nothing waits for the disk: what is simulated is a program that dies, not a machine.
        try Database(path: folder.appendingPathComponent("purr.sqlite").path, isThrowaway: true)
    }

    public func fingerprint(
        of book: Int64, in database: Database, isWhole: Bool
    ) throws -> [UInt8] {
        try database.read { connection in
            if tables.isEmpty { tables = try Self.tables(connection) }
            var hash = SHA256()
            for (name, columns, keys) in tables {
                // SQLite puts the text together; rows in the order of their keys are the same however they got there.
                let values = columns.map { column in
                    name == "notice_part" && column == "bytes" && !isWhole
                        ? "length(\(column))" : "quote(\(column))"
                }.joined(separator: " || '|' || ")
                let owner = name == "book" ? "id" : "book"
                var text =
                    try connection.first(
                        """
                        SELECT coalesce(group_concat(line, char(10)), '') FROM (
                            SELECT \(values) AS line FROM "\(name)" WHERE \(owner) = ?
                            ORDER BY \(keys.joined(separator: ", ")))
                        """, book
                    ) { "\(name)\n\($0.text(0))\n" } ?? ""
                text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
            }
            return hash.finish()
        }
    }

    /// The tables that belong to books, with their columns and keys.
    private static func tables(
        _ connection: Connection
    ) throws -> [(name: String, columns: [String], keys: [String])] {
        try connection.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ) { $0.text(0) }.compactMap { name in
            let columns = try connection.all(
                "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", name
            ) { (name: $0.text(0), key: $0.int(1)) }
            let names = columns.map { $0.name }
            guard name == "book" || names.contains("book") else { return nil }
            let keys = columns.filter { $0.key > 0 }.sorted { $0.key < $1.key }.map { $0.name }
            return (name, names.map { "\"\($0)\"" }, keys.map { "\"\($0)\"" })
        }
    }

    public func arm(_ fault: WriteFault, in database: Database) throws {
        try mend(database)
        let event =
            switch fault {
            case .fact: "INSERT ON main.fact"
            case .payment: "INSERT ON main.payment"
            case .notice: "INSERT ON main.notice"
            case .noticeClaim: "INSERT ON main.notice_claim"
            case .noticePart: "INSERT ON main.notice_part"
            case .sending: "UPDATE OF state ON main.notice WHEN NEW.state = 'sending'"
            case .answer: "UPDATE OF state ON main.notice WHEN OLD.state = 'sending'"
            case .importRecord: "INSERT ON main.import"
            case .journal: "INSERT ON main.journal"
            case .mail: "INSERT ON main.mail"
            case .nextDay: "UPDATE OF next_day ON main.claim"
            }
        // Temporary: it lives in the one connection that writes, and goes with it.
        try database.write {
            _ = try $0.run(
                """
                CREATE TEMP TRIGGER purr_fault BEFORE \(event)
                BEGIN SELECT RAISE(ABORT, 'simulated fault'); END
                """)
        }
    }

    public func mend(_ database: Database) throws {
        try database.write { _ = try $0.run("DROP TRIGGER IF EXISTS temp.purr_fault") }
    }
}
