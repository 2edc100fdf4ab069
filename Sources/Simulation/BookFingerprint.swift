import Basics
import Store

/// The hash of every row of a book in every table, the same on SQLite and PostgreSQL for the same rows.
///
/// What differs between the engines – how a table is kept, in which order its columns came – is left out: tables and columns go
/// by name, rows by their keys.
public final class BookFingerprint {
    private struct Column {
        let name: String
        let isText: Bool
        let isBytes: Bool
        /// Its place in the key, from 1; 0 when it is in none.
        let key: Int64
    }

    private struct Table {
        let name: String
        let columns: [Column]
        var keys: String {
            columns.filter { $0.key > 0 }.sorted { $0.key < $1.key }
                .map { "\"\($0.name)\"" }.joined(separator: ", ")
        }
    }

    private var tables: [Table] = []

    public init() {}

    /// SHA-256.
    ///
    /// - Parameter isWhole: false leaves out the bytes of letters' parts, which are many, but not their lengths.
    func of(_ book: Int64, in database: Database, isWhole: Bool) throws -> [UInt8] {
        let isServer = database.address.engine == .postgresql
        return try database.read(book: book) { scope in
            let connection = scope.connection
            if tables.isEmpty { tables = try Self.tables(connection, isServer) }
            var texts = tables.map { _ in "" }
            // All tables in one question: a server is asked once.
            let question = tables.indices.map { index in
                let rows =
                    isServer
                    ? Self.onServer(tables[index], isWhole) : Self.inFile(tables[index], isWhole)
                return "SELECT \(index), (\(rows))"
            }.joined(separator: " UNION ALL ")
            try connection.forEach(question, book) { texts[Int($0.int(0))] = $0.text(1) }
            var hash = SHA256()
            for (table, text) in zip(tables, texts) {
                var part = "\(table.name)\n\(text)\n"
                part.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
            }
            return hash.finish()
        }
    }

    private static func inFile(_ table: Table, _ isWhole: Bool) -> String {
        let line = table.columns.map { column in
            isLeftOut(column, of: table, isWhole)
                ? "coalesce(length(\"\(column.name)\"), 0)" : "quote(\"\(column.name)\")"
        }.joined(separator: " || '|' || ")
        return """
            SELECT coalesce(group_concat(line, char(10)), '') FROM (
                SELECT \(line) AS line FROM "\(table.name)" WHERE \(owner(of: table)) = ?1
                ORDER BY \(table.keys))
            """
    }

    /// As SQLite's `quote` writes it: 7, 'text', X'00FF', NULL.
    private static func onServer(_ table: Table, _ isWhole: Bool) -> String {
        let line = table.columns.map { column in
            let name = "\"\(column.name)\""
            if isLeftOut(column, of: table, isWhole) {
                return "coalesce(length(\(name)), 0)::text"
            }
            let quoted =
                if column.isText {
                    "'''' || replace(\(name), '''', '''''') || ''''"
                } else if column.isBytes {
                    "'X''' || upper(encode(\(name), 'hex')) || ''''"
                } else { "\(name)::text" }
            return "coalesce(\(quoted), 'NULL')"
        }.joined(separator: " || '|' || ")
        return """
            SELECT coalesce(string_agg(\(line), chr(10) ORDER BY \(table.keys)), '')
            FROM "\(table.name)" WHERE \(owner(of: table)) = ?1
            """
    }

    private static func isLeftOut(_ column: Column, of table: Table, _ isWhole: Bool) -> Bool {
        table.name == "notice_part" && column.name == "bytes" && !isWhole
    }

    private static func owner(of table: Table) -> String {
        table.name == "book" ? "id" : "book"
    }

    /// The tables that belong to books, with their columns and keys.
    private static func tables(_ connection: Connection, _ isServer: Bool) throws -> [Table] {
        let question =
            isServer
            ? """
            SELECT a.attname::text, a.atttypid::regtype::text, coalesce(k.place, 0)
            FROM pg_attribute AS a LEFT JOIN (
                SELECT part.number, part.place FROM pg_index,
                    unnest(indkey::int2[]) WITH ORDINALITY AS part (number, place)
                WHERE indrelid = CAST(?1 AS regclass) AND indisprimary
            ) AS k ON k.number = a.attnum
            WHERE a.attrelid = CAST(?1 AS regclass) AND a.attnum > 0 AND NOT a.attisdropped
            """ : "SELECT name, lower(type), pk FROM pragma_table_info(?1)"
        return try connection.tables().compactMap { name in
            let columns = try connection.all(question, name) { row in
                Column(
                    name: row.text(0), isText: row.text(1) == "text",
                    isBytes: ["blob", "bytea"].contains(row.text(1)), key: row.int(2))
            }.sorted { $0.name < $1.name }
            guard name == "book" || columns.contains(where: { $0.name == "book" }) else {
                return nil
            }
            return Table(name: name, columns: columns)
        }
    }
}
