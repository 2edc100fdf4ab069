import Store

extension TestStore {
    /// Lets the n-th row that is written from now on fail, as a disk or a server does: whatever statement it is, in whatever table.
    ///
    /// On SQLite the statement fails; on PostgreSQL the connection is cut off by the server. The count begins anew with each call, and
    /// on SQLite with each transaction that is undone.
    ///
    /// - Parameter database: the one that is to fail: SQLite's trap lives in its one connection that writes.
    public func failWrite(_ number: Int, in database: Database) throws {
        if isServer {
            try failOnServer(number)
        } else {
            try mend(database)
            try failInFile(number, database)
        }
    }

    /// Nothing fails any more.
    public func mend(_ database: Database) throws {
        if isServer {
            try tamper(
                "CREATE OR REPLACE FUNCTION purr_fault() RETURNS trigger LANGUAGE plpgsql AS "
                    + "$$ BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$")
            return
        }
        try database.write { connection in
            let traps = try connection.all(
                "SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'"
            ) { $0.text(0) }
            for trap in traps { _ = try connection.run("DROP TRIGGER temp.\(trap)") }
            _ = try connection.run("DROP TABLE IF EXISTS temp.fault")
        }
    }

    private func failInFile(_ number: Int, _ database: Database) throws {
        try database.write { connection in
            _ = try connection.run("CREATE TEMP TABLE fault (left INTEGER NOT NULL)")
            _ = try connection.run("INSERT INTO temp.fault VALUES (?)", number)
            for table in try connection.tables() {
                for event in ["INSERT", "UPDATE", "DELETE"] {
                    _ = try connection.run(
                        """
                        CREATE TEMP TRIGGER fault_\(event)_\(table) BEFORE \(event) ON main.\(table)
                        BEGIN
                            UPDATE fault SET left = left - 1;
                            SELECT RAISE(ABORT, 'the write that fails') FROM fault WHERE left = 0;
                        END
                        """)
                }
            }
        }
    }

    /// A sequence counts on when a transaction is undone, as a failing server does not come back by itself either.
    private func failOnServer(_ number: Int) throws {
        try tamper(
            """
            CREATE SEQUENCE IF NOT EXISTS purr_fault_count;
            GRANT USAGE, SELECT ON SEQUENCE purr_fault_count TO purr_app;
            ALTER SEQUENCE purr_fault_count RESTART;
            CREATE OR REPLACE FUNCTION purr_fault() RETURNS trigger LANGUAGE plpgsql
                SECURITY DEFINER AS $$
            BEGIN
                IF nextval('purr_fault_count') = \(number) THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$;
            DO $$ DECLARE made record; BEGIN
                FOR made IN SELECT relname FROM pg_class
                    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
                LOOP
                    IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = made.relname::regclass
                        AND tgname = 'purr_fault')
                    THEN
                        EXECUTE format('CREATE TRIGGER purr_fault BEFORE INSERT OR UPDATE OR DELETE
                            ON %I FOR EACH ROW EXECUTE FUNCTION purr_fault()', made.relname);
                    END IF;
                END LOOP;
            END $$
            """)
    }
}
