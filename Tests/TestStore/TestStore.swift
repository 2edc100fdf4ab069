import CPQ
import Foundation
import Store

/// A store of a test's own, gone when nobody holds it: a SQLite file, or a PostgreSQL database when the environment's
/// PURR_TEST_STORE is `postgresql`. Then PURR_TEST_POSTGRES tells where the server is (see Tests/Support/with_postgres).
public final class TestStore: Sendable {
    public static let isPostgres =
        ProcessInfo.processInfo.environment["PURR_TEST_STORE"] == "postgresql"

    /// The server that tests may use whichever engine they run on; nil where none was started.
    public static let server: String? = ProcessInfo.processInfo.environment["PURR_TEST_POSTGRES"]

    /// For tests that run on every engine there is in one go: whether it is PostgreSQL.
    public static let engines: [Bool] = server == nil ? [false] : [false, true]

    public let address: StoreAddress
    /// As the program takes it: `sqlite:PATH` or `postgresql://…`.
    public let text: String
    public let folder: URL
    private let database: String?
    var isServer: Bool { database != nil }

    /// - Parameters:
    ///   - copy: to begin with the same; nobody may be using it. Empty when nil.
    ///   - isBare: without Purr's tables, on PostgreSQL too.
    public init(
        copyOf copy: TestStore? = nil, isPostgres: Bool = TestStore.isPostgres,
        isBare: Bool = false
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("purr-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if isPostgres {
            let name =
                "purr_\(UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: ""))"
            try TestServer.make(name, from: isBare ? "template0" : copy?.database)
            database = name
            text = try TestServer.address(of: name)
        } else {
            database = nil
            let path = folder.appendingPathComponent("purr.sqlite").path
            if let from = copy?.address.path {
                for ending in ["", "-wal"]
                where FileManager.default.fileExists(atPath: from + ending) {
                    try FileManager.default.copyItem(atPath: from + ending, toPath: path + ending)
                }
            }
            text = "sqlite:\(path)"
        }
        address = try StoreAddress(text)
    }

    deinit {
        if let database { TestServer.drop(database) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Changes the database behind Purr's back, as somebody who may do anything.
    public func tamper(_ statement: String) throws {
        if let database {
            try TestServer.run(
                statement, at: try TestServer.address(of: database, user: "postgres"))
        } else {
            _ = try Database(address).write { try $0.run(statement) }
        }
    }

    /// Ends everybody's sessions on the server, in whatever they are, and waits until they are gone.
    public func endSessions() throws {
        try tamper(
            """
            DO $$ BEGIN
                PERFORM pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid();
            END $$
            """)
    }

    /// Every row of every table, as text, so that nothing can change unseen.
    ///
    /// - Parameter only: one book's rows; all books' and the law's when nil.
    public static func dump(_ store: Database, ofBook only: Int64? = nil) throws -> [String] {
        var lines: [String] = []
        let books = try only.map { [$0] } ?? store.read { try $0.books().map(\.id) }
        for book in books {
            try store.read(book: book) { scope in
                let connection = scope.connection
                for table in try connection.tables() {
                    let columns = try connection.columns(of: table)
                    let key = table == "book" ? "id" : "book"
                    guard columns.contains(key) else { continue }
                    let list = columns.joined(separator: ", ")
                    lines += try connection.all(
                        "SELECT \(list) FROM \(table) WHERE \(key) = ?", book
                    ) { row in
                        "\(table): "
                            + columns.indices.map { "\(row.value(Int32($0)))" }
                            .joined(separator: "|")
                    }
                }
            }
        }
        if only == nil {
            lines += try store.read { connection in
                try ["law_rate", "law_regime"].flatMap { table in
                    let columns = try connection.columns(of: table)
                    return try connection.all(
                        "SELECT \(columns.joined(separator: ", ")) FROM \(table)"
                    ) { row in
                        "\(table): "
                            + columns.indices.map { "\(row.value(Int32($0)))" }
                            .joined(separator: "|")
                    }
                }
            }
        }
        return lines.sorted()
    }
}

/// The tests' PostgreSQL server.
enum TestServer {
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    private static let lock = NSLock()
    nonisolated(unsafe) private static var hasTemplate = false
    private static let template = "purr_template_\(ProcessInfo.processInfo.processIdentifier)"

    static func address(of database: String, user: String = "purr") throws -> String {
        guard let server = TestStore.server else {
            throw Problem(description: "PURR_TEST_POSTGRES names no server")
        }
        let place = String(server[...(server.lastIndex(of: "/") ?? server.startIndex)])
        return place.replacingOccurrences(of: "//purr@", with: "//\(user)@") + database
    }

    /// From the template all tests share, so that its schema is made once, or from another test's.
    static func make(_ name: String, from copy: String?) throws {
        try lock.withLock {
            if !hasTemplate {
                try run("CREATE DATABASE \(template)")
                _ = try Database(StoreAddress(try address(of: template)))
                hasTemplate = true
            }
            try run("CREATE DATABASE \(name) TEMPLATE \(copy ?? template)")
        }
    }

    static func drop(_ name: String) { try? run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }

    static func run(_ statement: String) throws { try run(statement, at: address(of: "purr")) }

    static func run(_ statement: String, at address: String) throws {
        // Whoever has just let go of a database may still be on its way out.
        for attempt in 1...50 {
            let connection = PQconnectdb(address)
            defer { PQfinish(connection) }
            let result = PQexec(connection, statement)
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_COMMAND_OK { return }
            let message = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
            guard message.contains("being accessed"), attempt < 50 else {
                throw Problem(description: "\(statement): \(message)")
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }
}

extension TestStore {
    /// The same without the log of looks, which grows by looking, and the numbers it takes.
    public static func dumpWithoutLog(_ store: Database, ofBook only: Int64? = nil) throws
        -> [String]
    {
        try dump(store, ofBook: only).filter {
            !$0.hasPrefix("access_log:") && !($0.hasPrefix("counter:") && $0.contains("access_log"))
        }
    }
}
