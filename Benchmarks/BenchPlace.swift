import Basics
import Foundation
import Store

/// Where a workload keeps its files and its books: a SQLite file in a folder, or a database of its own on the PostgreSQL
/// server that the environment names.
struct BenchPlace {
    let directory: String
    let engine: StoreAddress.Engine

    /// The server that `Tests/Support/with_postgres` has started; nil when there is none.
    static let server = ProcessInfo.processInfo.environment["PURR_TEST_POSTGRES"]

    /// The database that each stage's books are in; made anew for each workload.
    private static let name = "purr_bench"

    /// As PostgreSQL's own tools take it.
    func postgresAddress() throws -> String {
        guard let server = Self.server, let slash = server.lastIndex(of: "/") else {
            throw Diagnostic(
                "bench.postgres", place: "PURR_TEST_POSTGRES", found: "no server",
                expected: "an address", remedy: "run it under Tests/Support/with_postgres")
        }
        return server[...slash] + Self.name
    }

    func database() throws -> Database {
        switch engine {
        case .sqlite: try Database(path: directory + "/purr.sqlite")
        case .postgresql: try Database(StoreAddress(try postgresAddress()))
        }
    }

    /// Removes what was there before, and makes the folder and the database.
    func clear() throws {
        try? FileManager.default.removeItem(atPath: directory)
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        if engine == .postgresql {
            try dropDatabase()
            try RawPostgres(Self.server ?? "").run("CREATE DATABASE \(Self.name)")
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: directory)
        if engine == .postgresql { try? dropDatabase() }
    }

    private func dropDatabase() throws {
        guard let server = Self.server else { return }
        try RawPostgres(server).run("DROP DATABASE IF EXISTS \(Self.name) WITH (FORCE)")
    }

    /// After filling: what a server does by itself within minutes is done at once, so that no measured work pays for it.
    func settle(_ database: Database) throws {
        try database.settle()
        if engine == .postgresql {
            try RawPostgres(try postgresAddress()).run("VACUUM (ANALYZE)")
        }
    }

    /// What the books take on the disk, with all indexes.
    func bytes() throws -> Int64 {
        switch engine {
        case .sqlite:
            let path = directory + "/purr.sqlite"
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size]
            return (size as? NSNumber)?.int64Value ?? 0
        case .postgresql:
            let address = try postgresAddress()
            return Int64(
                try RawPostgres(address).value("SELECT pg_database_size('\(Self.name)')")) ?? 0
        }
    }

    /// What the server runs with, for a reader of the figures.
    static func serverSettings() throws -> String {
        guard let server else { return "no PostgreSQL: see Tests/Support/with_postgres" }
        let raw = try RawPostgres(server)
        let names = [
            "server_version", "fsync", "full_page_writes", "synchronous_commit", "shared_buffers",
            "max_wal_size", "wal_level",
        ]
        let values = try names.map { "\($0) \(try raw.value("SHOW \($0)"))" }
        return "PostgreSQL: " + values.joined(separator: ", ")
    }

    /// Whether each commit waits for the disk.
    static func serverWaitsForDisk() throws -> Bool {
        guard let server else { return false }
        let raw = try RawPostgres(server)
        return try raw.value("SHOW fsync") == "on" && raw.value("SHOW synchronous_commit") == "on"
    }

    /// Seconds of processor time that the server and all its sessions have used so far, within the kernel and without; 0 when it
    /// is on another machine, or there is none.
    static func serverProcessor() throws -> Double {
        guard let server,
            let backend = Int(try RawPostgres(server).value("SELECT pg_backend_pid()")),
            let master = ProcessTimes(backend)?.parent
        else { return 0 }
        let all = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { name in
            Int(name).flatMap { ProcessTimes($0) }
        }
        let ticks = all.reduce(0.0) { sum, process in
            // Those that have ended are in the time of the children of the first.
            if process.id == master { return sum + process.own + process.ofEndedChildren }
            return process.parent == master ? sum + process.own : sum
        }
        return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}

/// What Linux tells of a process, in ticks of its clock. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
private struct ProcessTimes {
    let id: Int
    let parent: Int
    let own: Double
    let ofEndedChildren: Double

    init?(_ id: Int) {
        // The name stands in brackets and may hold anything, brackets too.
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let bracket = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[bracket...].split(separator: " ").dropFirst()
            .map { Double($0) ?? 0 }
        guard fields.count > 14 else { return nil }
        self.id = id
        parent = Int(fields[1])
        own = fields[11] + fields[12]
        ofEndedChildren = fields[13] + fields[14]
    }
}
