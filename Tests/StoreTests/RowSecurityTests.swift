import Basics
import Claims
import Store
import TestStore
import Testing

/// What PostgreSQL itself keeps apart, whatever a query forgets to say. Run with a server: see Tests/Support/with_postgres.
@Suite("Row-level security", .enabled(if: TestStore.server != nil))
struct RowSecurityTests {
    /// Tables without a policy, and why.
    private static let open = [
        "law_rate": "a rate is the same for every book",
        "law_regime": "the day an act takes effect is the same for every book",
        "schema_migration": "says what the tables are, and nothing of what is in them",
    ]
    /// Tables that are no book's, of which each book sees its own people only.
    private static let shared: Set<String> = ["firm", "firm_member", "person"]
    /// Tables that no book sees a row of.
    private static let hidden: Set<String> = [
        "sign_in_attempt", "sign_in_key", "sign_in_link", "sign_in_log", "sign_in_password",
        "sign_in_recovery", "sign_in_session", "sign_in_token", "sign_in_totp",
    ]

    private let store: TestStore
    private let database: Database

    init() throws {
        store = try TestStore(isPostgres: true)
        database = try Database(store.address)
    }

    private struct Table {
        let name: String
        let isForced: Bool
        let policies: Int64
        let hasBook: Bool
        let isOwnedByUs: Bool
    }

    private func tables() throws -> [Table] {
        try database.read { connection in
            try connection.all(
                """
                SELECT c.relname::text, CAST(c.relrowsecurity AND c.relforcerowsecurity AS integer),
                    (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid),
                    CAST(c.relname = 'book' OR EXISTS (SELECT 1 FROM pg_attribute a
                        WHERE a.attrelid = c.oid AND a.attname = 'book') AS integer),
                    CAST(pg_get_userbyid(c.relowner) = current_user AS integer)
                FROM pg_class c
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
                ORDER BY 1
                """
            ) { row in
                Table(
                    name: row.text(0), isForced: row.int(1) != 0, policies: row.int(2),
                    hasBook: row.int(3) != 0, isOwnedByUs: row.int(4) != 0)
            }
        }
    }

    @Test("Every table there is has a forced policy, or a reason to have none")
    func everyTable() throws {
        let tables = try tables()
        #expect(tables.count > 25)
        for table in tables {
            #expect(!table.isOwnedByUs, "\(table.name) is owned by the role that works on it")
            if Self.open[table.name] != nil {
                #expect(!table.hasBook && table.policies == 0, "\(table.name)")
            } else {
                #expect(table.isForced && table.policies > 0, "\(table.name) has no policy")
                #expect(
                    table.hasBook || Self.shared.union(Self.hidden).contains(table.name),
                    "\(table.name) has neither a book nor a reason")
            }
        }
    }

    @Test("No query in a book sees or changes a row of another, in any table")
    func noForeignRow() throws {
        let (one, other) = try twoBooks()
        let before = try TestStore.dump(database, ofBook: other)
        for table in try tables() where table.hasBook {
            let key = table.name == "book" ? "id" : "book"
            try database.read(book: one) { scope in
                let foreign = try scope.connection.first(
                    "SELECT count(*) FROM \(table.name) WHERE \(key) <> ?", one
                ) { $0.int(0) }
                // Which books there are besides is told to those in none.
                #expect(foreign == 0, "\(table.name)")
            }
            _ = try? database.write(book: one) { scope in
                try scope.connection.run("DELETE FROM \(table.name) WHERE \(key) = ?", other)
            }
            _ = try? database.write(book: one) { scope in
                try scope.connection.run(
                    "UPDATE \(table.name) SET \(key) = \(key) WHERE \(key) = ?", other)
            }
        }
        #expect(try TestStore.dump(database, ofBook: other) == before)
    }

    @Test("Within a book only its own people and firms are seen, and none can be added")
    func people() throws {
        let (one, other) = try twoBooks()
        #expect(try persons(one) == ["kim", "one"])
        #expect(try persons(other) == ["other"])
        #expect(try firms(one) == ["310123455"])
        #expect(try firms(other) == [])
        #expect(try roles(one) == ["310123455": "owner"])
        #expect(try roles(other) == [:])
        for statement in [
            "INSERT INTO person (name, full_name, at, actor) VALUES ('x', '', 0, '')",
            "INSERT INTO firm (name, full_name, at, actor) VALUES ('x', '', 0, '')",
            "DELETE FROM book_member", "UPDATE book_member SET role = 'owner'",
            "DELETE FROM access_log", "UPDATE access_log SET person = 'x'",
            "UPDATE firm_member SET role = 'owner'",
        ] {
            #expect(throws: Diagnostic.self, "\(statement)") {
                try database.write(book: one) { try $0.connection.run(statement) }
            }
        }
    }

    @Test("Within a book nothing of how people sign in is seen, made or changed")
    func signIn() throws {
        let (one, _) = try twoBooks()
        try database.write { connection in
            try connection.setPassword(PasswordHash([1], cost: .least), of: "one", at: 0)
            try connection.setOneTimeCode(OneTimeCode(.system), of: "one", key: nil, at: 0)
            try connection.confirmOneTimeCode(of: "one", recovery: [[1]], at: 0)
            try connection.addSession([1], of: "one", agent: "", at: 0)
            try connection.addLink(
                [1], LinkRow(kind: .password, person: "one", expiresAt: 1), at: 0, actor: "one")
            try connection.addToken(
                [1], named: "x", of: "one", book: one, scopes: ["see"], at: 0, expiresAt: nil)
            _ = try connection.attemptKey(.system)
            _ = try connection.failures([1])
            try connection.note(.out, of: "one", "", at: 0)
        }
        func count(_ table: String, _ connection: Connection) throws -> Int64? {
            try connection.first("SELECT count(*) FROM \(table)") { $0.int(0) }
        }
        for table in Self.hidden {
            #expect(try database.read { try count(table, $0) } == 1, "\(table)")
            #expect(try database.read(book: one) { try count(table, $0.connection) } == 0)
            _ = try? database.write(book: one) { try $0.connection.run("DELETE FROM \(table)") }
            #expect(try database.read { try count(table, $0) } == 1, "\(table)")
        }
        for statement in [
            "INSERT INTO sign_in_password (person, hash, at) VALUES ('other', 'x', 0)",
            "INSERT INTO sign_in_log (at, person, event, detail) VALUES (0, 'one', 'in', '')",
            "DELETE FROM sign_in_log", "UPDATE sign_in_log SET person = 'x'",
        ] {
            #expect(throws: Diagnostic.self, "\(statement)") {
                try database.write(book: one) { try $0.connection.run(statement) }
            }
        }
        #expect(throws: Diagnostic.self) {
            try database.write { try $0.run("DELETE FROM sign_in_log") }
        }
    }

    private func persons(_ book: Int64) throws -> [String] {
        try database.read(book: book) { try $0.connection.persons().map(\.name) }
    }

    private func firms(_ book: Int64) throws -> [String] {
        try database.read(book: book) { try $0.connection.firms().map(\.name) }
    }

    private func roles(_ book: Int64) throws -> [String: String] {
        try database.read(book: book) { try $0.connection.firmRoles(of: "kim") }
    }

    /// Two books with a row in each of the new tables; `kim` is in the first through a firm.
    private func twoBooks() throws -> (one: Int64, other: Int64) {
        try database.write { connection in
            for name in ["one", "other", "kim"] {
                try connection.add(PersonRow(name: name, fullName: name), at: 0, actor: "test")
            }
            try connection.add(FirmRow(name: "310123455", fullName: "Tall AS"), at: 0, actor: "kim")
            try connection.setMember(
                ofFirm: "310123455", "kim", role: "owner", at: 0, actor: "kim")
        }
        let ids = try ["one", "other"].map { name in
            let id = try database.write { connection in
                try connection.createBook(
                    BookRecord(
                        name: name, organisationNumber: "310123455",
                        account: AccountNumber("99991042764")))
            }.id
            try database.write(book: id, by: Author("test", at: 0)) { scope in
                try scope.setMember(.person, name, role: "owner", at: 0, actor: "test")
                try scope.note(AccessRow(at: 0, person: name, what: "claims", subject: ""))
                _ = try scope.upsertDebtor(
                    Debtor(id: DebtorID(0), number: "10001", name: "Ola Hansen"))
            }
            return id
        }
        try database.write(book: ids[0], by: Author("test", at: 0)) { scope in
            try scope.setMember(.firm, "310123455", role: "bookkeeper", at: 0, actor: "test")
        }
        return (ids[0], ids[1])
    }
}
