import Basics
import Law

/// A rate somebody added, with who and when.
public struct RecordedRate: Sendable {
    public let rate: OwnRate
    public let at: Int64
    public let actor: String
}

/// The start of the act of 2026 as somebody set it; nil takes it back.
public struct RecordedRegime: Sendable {
    public let start: Day?
    public let source: String
    public let at: Int64
    public let actor: String
}

/// A choice a company made where the law is silent.
public struct RecordedChoice: Sendable {
    public let convention: Convention
    public let value: String
    public let at: Int64
    public let actor: String
}

extension Connection {
    /// Appends a rate; `at` is in seconds since 1970 UTC.
    public func add(_ rate: OwnRate, at: Int64, actor: String) throws {
        try run(
            """
            INSERT INTO law_rate (name, from_day, to_day, value, source, at, actor)
            VALUES (?,?,?,?,?,?,?)
            """, rate.table.rawValue, Int64(rate.from.number), rate.to.map { Int64($0.number) },
            rate.value, rate.source, at, actor)
    }

    /// Every rate that was added, in the order of recording.
    public func ownRates() throws -> [RecordedRate] {
        try all(
            "SELECT name, from_day, to_day, value, source, at, actor FROM law_rate ORDER BY id"
        ) { row in
            MissingRate.Table(rawValue: row.text(0)).map { table in
                RecordedRate(
                    rate: OwnRate(
                        table: table, from: row.day(1), to: row.optionalDay(2), value: row.int(3),
                        source: row.text(4)), at: row.int(5), actor: row.text(6))
            }
        }.compactMap(\.self)
    }

    public func setRegime(start: Day?, source: String, at: Int64, actor: String) throws {
        try run(
            "INSERT INTO law_regime (start, source, at, actor) VALUES (?,?,?,?)",
            start.map { Int64($0.number) }, source, at, actor)
    }

    /// Every word about the start of the act of 2026, the last one counting.
    public func regimes() throws -> [RecordedRegime] {
        try all("SELECT start, source, at, actor FROM law_regime ORDER BY id") { row in
            RecordedRegime(
                start: row.optionalDay(0), source: row.text(1), at: row.int(2), actor: row.text(3))
        }
    }
}

extension BookConnection {
    public func choose(
        _ convention: Convention, _ value: String, at: Int64, actor: String
    ) throws {
        let id = try reserve("choice", count: 1)
        try connection.run(
            "INSERT INTO choice (book, id, name, value, at, actor) VALUES (?,?,?,?,?,?)", book, id,
            convention.rawValue, value, at, actor)
        try chain.cover(.choice, id) { fields in
            fields.append(id)
            fields.append(convention.rawValue)
            fields.append(value)
            fields.append(at)
            fields.append(actor)
        }
    }

    /// Every choice the book has made, in the order of recording.
    public func choices() throws -> [RecordedChoice] {
        try connection.all(
            "SELECT name, value, at, actor FROM choice WHERE book = ? ORDER BY id", book
        ) { row in
            Convention(rawValue: row.text(0)).map {
                RecordedChoice(
                    convention: $0, value: row.text(1), at: row.int(2), actor: row.text(3))
            }
        }.compactMap(\.self)
    }
}
