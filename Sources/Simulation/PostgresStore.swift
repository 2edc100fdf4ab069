import Basics
import Foundation
import Store

/// Books in PostgreSQL, in a database of their own on a server that has others.
public final class PostgresStore: SimulatedStore {
    private let scratch: ScratchDatabase
    private var hasTraps = false
    public let fingerprints = BookFingerprint()
    public let option: String?

    /// - Parameters:
    ///   - server: any database of the server's, with a user who may make another.
    ///   - name: of the database that is made, and kept for somebody who wants to look; one that goes away when nil.
    public init(on server: StoreAddress, keptAs name: String? = nil) throws {
        let unique = UUID().uuidString.lowercased().filter { $0 != "-" }
        scratch = try ScratchDatabase(
            name ?? "purr_simulation_\(unique)", beside: server, isKept: name != nil)
        option = "--store \(server.text)"
    }

    public func open() throws -> Database {
        let database = try Database(scratch.address, isThrowaway: true)
        if !hasTraps {
            try scratch.asOwner(Self.traps)
            hasTraps = true
        }
        return database
    }

    /// Triggers that look each time whether they are to fail: those of one connection only, as SQLite has them, there are none.
    ///
    /// In a schema of their own, so that Purr's tables are those of every database.
    private static let traps: String = {
        let triggers = WriteFault.allCases.map { fault in
            let event = fault.event
            let condition = event.condition.map { "WHEN (\($0)) " } ?? ""
            return """
                CREATE TRIGGER simulated_\(fault.rawValue) BEFORE \(event.of) ON \(event.table)
                    FOR EACH ROW \(condition)EXECUTE FUNCTION simulation.fail('\(fault.rawValue)');
                """
        }
        return """
            CREATE SCHEMA simulation;
            CREATE TABLE simulation.fault (name TEXT PRIMARY KEY, is_lost BOOLEAN NOT NULL);
            CREATE FUNCTION simulation.fail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            DECLARE lost boolean := (SELECT is_lost FROM simulation.fault WHERE name = TG_ARGV[0]);
            BEGIN
                IF lost THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                    -- Nobody wakes up from it: here the session ends.
                    PERFORM pg_sleep(60);
                END IF;
                IF lost IS NOT NULL THEN
                    RAISE EXCEPTION 'simulated fault'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$;
            GRANT USAGE ON SCHEMA simulation TO PUBLIC;
            \(triggers.joined(separator: "\n"))
            """
    }()

    public func arm(_ fault: WriteFault, isLost: Bool, in database: Database) throws {
        try scratch.asOwner(
            """
            DELETE FROM simulation.fault;
            INSERT INTO simulation.fault VALUES ('\(fault.rawValue)', \(isLost))
            """)
    }

    public func mend(_ database: Database) throws {
        try scratch.asOwner("DELETE FROM simulation.fault")
    }

    public func loseConnections() throws -> Bool {
        try scratch.asOwner(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user
            """)
        return true
    }
}
