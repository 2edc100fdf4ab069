import Basics
import Foundation
import TestStore

@testable import Store

/// Stores as earlier versions of Purr have left them, with rows in them.
enum SchemaHistory {
    static let numbers = Schema.migrations.map(\.number)

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    /// A store whose rows were written by the first version and which has come as far as `number`.
    static func store(through number: Int64, isPostgres: Bool) throws -> TestStore {
        let store = try TestStore(isPostgres: isPostgres, isBare: true)
        let all = Set(numbers.filter { $0 <= number })
        if isPostgres {
            try Schema.migratePostgres(store.address, only: [1])
            try PostgresSecurity.asOwner(try PostgresSession(store.address)) { connection in
                // Bytes are spelt another way there.
                for row in rows {
                    try connection.run(row.replacingOccurrences(of: " X'", with: " '\\x"))
                }
            }
            try Schema.migratePostgres(store.address, only: all)
        } else {
            let engine = try SQLiteEngine(path: store.address.path ?? "", isThrowaway: true)
            try Schema.migrate(engine, place: "history", only: [1])
            try engine.write(.directory, dryRun: false) { connection in
                for row in rows { try connection.run(row) }
            }
            try Schema.migrate(engine, place: "history", only: all)
            try engine.close()
        }
        return store
    }

    /// The SQLite file of that version as text; frozen once it is there.
    static func fixture(_ number: Int64) throws -> String? {
        let file = folder.appendingPathComponent("schema-\(number < 10 ? "0" : "")\(number).sql")
        let exists = FileManager.default.fileExists(atPath: file.path)
        if !exists, ProcessInfo.processInfo.environment["PURR_UPDATE_FIXTURES"] != nil {
            let store = try store(through: number, isPostgres: false)
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            try Data(dump(store).utf8).write(to: file)
        }
        return try? String(contentsOf: file, encoding: .utf8)
    }

    private static func dump(_ store: TestStore) throws -> String {
        try StoreLook.at(store.address) { connection in
            var lines = try connection.all(
                """
                SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type = 'table' ORDER BY name
                """
            ) { $0.text(0) + ";" }
            for table in try connection.tables() {
                let values = try connection.columns(of: table).map { "quote(\($0))" }
                    .joined(separator: " || ', ' || ")
                lines += try connection.all("SELECT \(values) FROM \(table)") {
                    "INSERT INTO \(table) VALUES (\($0.text(0)));"
                }
            }
            lines += try connection.all(
                """
                SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type <> 'table'
                ORDER BY type, name
                """
            ) { $0.text(0) + ";" }
            return lines.joined(separator: "\n") + "\n"
        }
    }

    /// Two books as the first version wrote them; no real person's data.
    private static let rows: [String] = [1, 2].flatMap { book in
        [
            """
            INSERT INTO book VALUES (\(book), 'Fjordvik Rør AS', '310123455', 'Fjordgata 12', '3201',
                'Sandefjord', 'faktura@fjordvikror.example', '33000000', '99991042764', 'anbefalt',
                'nb')
            """,
            """
            INSERT INTO debtor VALUES (\(book), 1, '10001', 'Ola Hansen', NULL, 'consumer',
                'Storgata 1', '0155', 'Oslo', 'NO', 'ola@hansen.example', '', NULL, NULL, NULL, NULL,
                NULL, NULL)
            """,
            """
            INSERT INTO claim VALUES (\(book), 1, 1, '1001', '10017', '10017', 20668, 20682, 480000,
                'rørleggerarbeid', 1, 20680, 20690)
            """,
            """
            INSERT INTO claim VALUES (\(book), 2, 1, '1002', '', '', 20668, 20682, 120000, 'befaring',
                1, 20680, NULL)
            """,
            "INSERT INTO fact VALUES (\(book), 1, 1, 20684, 2, 100000, 1, NULL, NULL, NULL, 1787000000)",
            "INSERT INTO fact VALUES (\(book), 2, 2, 20685, 7, NULL, NULL, NULL, NULL, 'æøå', 1787000001)",
            """
            INSERT INTO import VALUES (\(book), 1, X'0102', 'ocr.txt', 'ocr', '', 'T1', 1787000000,
                '{}')
            """,
            """
            INSERT INTO payment VALUES (\(book), 1, 1, 10017, 0, 1, 77, 1, '99991042764', 20684, NULL,
                100000, 'NOK', '10017', '', 'Ola Hansen', '99993010028', 'R1', 1, 0, NULL)
            """,
            "INSERT INTO sighting VALUES (\(book), 1, 77, 0, 1)",
            "INSERT INTO bank_account VALUES (\(book), '99991042764', 20684)",
            "INSERT INTO mandate VALUES (\(book), '10017', 1787000000)",
            """
            INSERT INTO notice VALUES (\(book), 1, 1, 1, 20690, 20704, 0, 380000, 'sent', 1787000002,
                'Kari', 1787000900, 1787001000, 'smtp', '250 ok', 1, X'7b7d', X'0a')
            """,
            """
            INSERT INTO notice VALUES (\(book), 2, 1, 1, 20690, 20704, 0, 120000, 'waiting', 1787000002,
                'Kari', 1787000900, 1787000002, NULL, NULL, 0, X'7b7d', NULL)
            """,
            "INSERT INTO notice_claim VALUES (\(book), 1, 1, 1, 1)",
            "INSERT INTO notice_claim VALUES (\(book), 2, 1, 1, 2)",
            "INSERT INTO journal VALUES (\(book), 1, 1787000000, 'Kari', 'import', 'ocr.txt')",
            "INSERT INTO journal VALUES (\(book), 2, 1787000002, 'Kari', 'approve', 'P-1, P-2')",
        ]
            + [
                ("journal", 2), ("debtor", 1), ("claim", 2), ("fact", 2), ("import", 1),
                ("payment", 1), ("notice", 2),
            ].map { "INSERT INTO counter VALUES (\(book), '\($0)', \($1))" }
    }
}
