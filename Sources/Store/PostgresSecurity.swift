import Basics

/// PostgreSQL's own locks between books: row-level security, forced, under a role that owns nothing.
///
/// The user in the address makes the tables and changes them. Everything else is done as ``role``, which may read and write
/// rows and no more. Each table with a book has a policy: only rows of the book that the transaction is for.
enum PostgresSecurity {
    static let role = "purr_app"

    /// "purr" in ASCII.
    private static let lockNumber = 0x7075_7272

    /// Works in one transaction as the user who owns the tables and sees every row of every book, one at a time on whichever machine.
    ///
    /// The policies bind the owner again, and every new table has its own, before anybody else sees what was done.
    static func asOwner(
        _ session: PostgresSession, _ body: (Connection) throws -> Void
    ) throws {
        let connection = Connection(.postgres(session))
        try session.execute("BEGIN; SELECT pg_advisory_xact_lock(\(lockNumber))")
        do {
            try release(session)
            try body(connection)
            try session.flush()
            if try connection.tables().contains("claim") { try apply(session) }
            try session.execute("COMMIT")
        } catch {
            try? session.execute("ROLLBACK")
            throw error
        }
    }

    /// Lets the owner past the policies, until ``apply(_:)``.
    private static func release(_ session: PostgresSession) throws {
        try session.execute(
            """
            DO $$ DECLARE made record; BEGIN
                FOR made IN SELECT relname FROM pg_class
                    WHERE relnamespace = current_schema()::regnamespace AND relforcerowsecurity
                LOOP
                    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', made.relname);
                END LOOP;
            END $$
            """)
    }

    /// Gives every table its policy and the role its rights; again after each migration, so that none is forgotten.
    ///
    /// - Throws: `Diagnostic` `store.row-security` when the database lets Purr's role past the policies.
    private static func apply(_ session: PostgresSession) throws {
        try session.execute(
            """
            DO $$ BEGIN
                IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '\(role)') THEN
                    CREATE ROLE \(role) NOLOGIN NOSUPERUSER NOBYPASSRLS;
                END IF;
                -- Another Purr may have made it in the same moment.
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END $$;
            DO $$ BEGIN
                IF NOT pg_has_role(current_user, '\(role)', 'MEMBER') THEN
                    EXECUTE format('GRANT \(role) TO %I', current_user);
                END IF;
            END $$;
            DO $$
            DECLARE
                made record;
                condition text;
            BEGIN
                EXECUTE format('GRANT USAGE ON SCHEMA %I TO \(role)', current_schema());
                EXECUTE format(
                    'GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO \(role)', current_schema());
                FOR made IN
                    SELECT c.oid, c.relname,
                        CASE WHEN c.relname = 'book' THEN 'id'
                            WHEN EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid
                                AND a.attname = 'book' AND NOT a.attisdropped) THEN 'book' END AS key
                    FROM pg_class c
                    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
                LOOP
                    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO \(role)', made.relname);
                    CONTINUE WHEN made.key IS NULL;
                    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made.relname);
                    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', made.relname);
                    condition := format(
                        '%I = nullif(current_setting(''purr.book'', true), '''')::bigint', made.key);
                    -- The list of books, with what a book's row needs to be read, and of what is to be done in them,
                    -- is for those in no book.
                    IF made.relname IN ('book', 'branch_tone', 'job') THEN
                        condition := condition
                            || ' OR coalesce(current_setting(''purr.book'', true), '''') = ''''';
                    END IF;
                    EXECUTE format('DROP POLICY IF EXISTS own_book ON %I', made.relname);
                    EXECUTE format(
                        'CREATE POLICY own_book ON %I USING (%s) WITH CHECK (%s)',
                        made.relname, condition, condition);
                END LOOP;
                EXECUTE 'REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM \(role)';
            END $$;
            \(people)
            \(signIn)
            SET ROLE \(role)
            """)
        let active = try session.value("SELECT row_security_active('claim')")
        try session.execute("RESET ROLE")
        guard active == "t" else {
            throw Diagnostic(
                "store.row-security", place: "database", found: "\(role) passes row-level security",
                expected: "a role without BYPASSRLS that is no superuser",
                remedy: "ALTER ROLE \(role) NOSUPERUSER NOBYPASSRLS")
        }
    }

    /// Who is in a book can be seen across books, to tell somebody which are theirs. Persons and firms are seen whole by those in
    /// no book; within one only those who are in it. They are changed in no book, and what is appended to stays.
    private static let people = """
        DO $$
        DECLARE
            -- Each table that is the same for every book, and which of its rows a book may see.
            shared constant text[][] := ARRAY[
                ['firm', 'name IN (SELECT member FROM book_member WHERE kind = ''firm'')'],
                ['firm_member', 'firm IN (SELECT member FROM book_member WHERE kind = ''firm'')'],
                ['person', 'name IN (SELECT member FROM book_member WHERE kind = ''person'')
                    OR name IN (SELECT person FROM firm_member)']];
            no_book constant text :=
                'nullif(current_setting(''purr.book'', true), '''') IS NULL';
            pair text[];
        BEGIN
            IF to_regclass('book_member') IS NULL THEN RETURN; END IF;
            EXECUTE 'DROP POLICY IF EXISTS no_book ON book_member';
            EXECUTE format(
                'CREATE POLICY no_book ON book_member FOR SELECT USING (%s)', no_book);
            FOREACH pair SLICE 1 IN ARRAY shared LOOP
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', pair[1]);
                EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', pair[1]);
                EXECUTE format('DROP POLICY IF EXISTS no_book ON %I', pair[1]);
                EXECUTE format(
                    'CREATE POLICY no_book ON %I USING (%s) WITH CHECK (%s)', pair[1], no_book,
                    no_book);
                EXECUTE format('DROP POLICY IF EXISTS own_book ON %I', pair[1]);
                EXECUTE format(
                    'CREATE POLICY own_book ON %I FOR SELECT USING (%s)', pair[1], pair[2]);
            END LOOP;
            EXECUTE 'REVOKE UPDATE, DELETE ON book_member, firm_member, access_log FROM \(role)';
            EXECUTE 'REVOKE DELETE ON person, firm FROM \(role)';
        END $$;
        """

    /// How persons show who they are is nothing that a query in a book has to do with: there no row of it is seen or made.
    private static let signIn = """
        DO $$
        DECLARE
            made record;
            no_book constant text :=
                'nullif(current_setting(''purr.book'', true), '''') IS NULL';
        BEGIN
            IF to_regclass('sign_in_log') IS NULL THEN RETURN; END IF;
            FOR made IN SELECT relname FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
                    AND starts_with(relname::text, 'sign_in_')
            LOOP
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made.relname);
                EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', made.relname);
                EXECUTE format('DROP POLICY IF EXISTS no_book ON %I', made.relname);
                EXECUTE format(
                    'CREATE POLICY no_book ON %I USING (%s) WITH CHECK (%s)', made.relname,
                    no_book, no_book);
            END LOOP;
            EXECUTE 'REVOKE UPDATE, DELETE ON sign_in_log FROM \(role)';
        END $$;
        """
}
