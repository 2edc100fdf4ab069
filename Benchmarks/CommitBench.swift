import Basics
import Store

/// What a small commit costs: SQLite waits for the disk at each one (FULL), PostgreSQL as its settings say.
enum CommitBench {
    /// Purr's smallest write: an entry of the journal, with its hash.
    static func measure(_ count: Int, in place: BenchPlace) throws -> Measurement {
        let database = try place.database()
        return try Stopwatch.measure {
            for number in 0..<count {
                try database.write(book: 1, by: BookFiller.author) { scope in
                    try scope.record("bench", "commit \(number)", at: 0, actor: "bench")
                }
            }
            return count
        }
    }

    /// One prepared insert into a table without index, and a commit, over and over.
    static func reference(_ count: Int, in place: BenchPlace) throws -> Measurement {
        if place.engine == .postgresql {
            let raw = try RawPostgres(try place.postgresAddress())
            try raw.run("CREATE TABLE small (id BIGINT, text TEXT)")
            return try Stopwatch.measure {
                try raw.commits("INSERT INTO small VALUES ($1, $2)", count: count) {
                    [String($0), "commit"]
                }
                return count
            }
        }
        let database = try place.database()
        try database.write { _ = try $0.run("CREATE TABLE small (id INTEGER, text TEXT)") }
        return try Stopwatch.measure {
            for number in 0..<count {
                try database.write { connection in
                    _ = try connection.run("INSERT INTO small VALUES (?, ?)", number, "commit")
                }
            }
            return count
        }
    }
}
