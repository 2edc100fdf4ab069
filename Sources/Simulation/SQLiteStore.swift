import Basics
import Foundation
import Store

/// Books in SQLite, in a folder of their own.
public final class SQLiteStore: SimulatedStore {
    private let folder: URL
    private let isKept: Bool
    public let fingerprints = BookFingerprint()
    public let option: String? = nil

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

    /// Temporary triggers: they live in the one connection that writes, and go with it.
    public func arm(_ fault: WriteFault, isLost: Bool, in database: Database) throws {
        try mend(database)
        let event = fault.event
        let condition = event.condition.map { " WHEN \($0)" } ?? ""
        try database.write {
            _ = try $0.run(
                """
                CREATE TEMP TRIGGER purr_fault BEFORE \(event.of) ON main.\(event.table)\(condition)
                BEGIN SELECT RAISE(ABORT, 'simulated fault'); END
                """)
        }
    }

    public func mend(_ database: Database) throws {
        try database.write { _ = try $0.run("DROP TRIGGER IF EXISTS temp.purr_fault") }
    }

    public func loseConnections() -> Bool { false }
}
