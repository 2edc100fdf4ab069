import Basics
import Foundation

/// A PostgreSQL database made for one purpose beside those a server has, and dropped with the last who holds it.
///
///     let scratch = try ScratchDatabase("purr_trial_7", beside: StoreAddress("postgresql://purr@localhost/purr"))
///     let database = try Database(scratch.address, isThrowaway: true)
///
/// The address names a user who may make databases, and any database to do it from: nothing is read or written there.
public final class ScratchDatabase: @unchecked Sendable {
    // Sendable by nothing but that whoever simulates does one thing at a time: the session is not shared.
    public let address: StoreAddress
    private let server: StoreAddress
    private let name: String
    private let isKept: Bool
    private var session: PostgresSession?

    /// - Parameters:
    ///   - name: one that is not there yet.
    ///   - isKept: true leaves it where it is.
    /// - Throws: `Diagnostic` `store.connection`, `store.privilege` when the user may make none, `store.address` when the address
    ///   is no server's.
    public init(_ name: String, beside server: StoreAddress, isKept: Bool = false) throws {
        guard server.engine == .postgresql else {
            throw Diagnostic(
                "store.address", place: "--store", found: server.text,
                expected: "postgresql://USER@HOST/DATABASE, where databases can be made")
        }
        self.name = name
        self.isKept = isKept
        self.server = server
        address = server.naming(database: name)
        try PostgresSession(server).execute("CREATE DATABASE \(Self.quoted(name))")
        do {
            // Nothing waits for the disk: nobody misses what is in it after a power cut.
            try PostgresSession(server).execute(
                "ALTER DATABASE \(Self.quoted(name)) SET synchronous_commit = off")
        } catch {
            drop()
            throw error
        }
    }

    deinit {
        session = nil
        if !isKept { drop() }
    }

    /// Runs a script as the user who owns the tables, on a connection that Purr's own faults do not reach.
    public func asOwner(_ script: String) throws {
        let session = try self.session ?? PostgresSession(address)
        self.session = session
        try session.execute(script)
    }

    private func drop() {
        try? PostgresSession(server).execute(
            "DROP DATABASE IF EXISTS \(Self.quoted(name)) WITH (FORCE)")
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

extension StoreAddress {
    /// The same server and user, another database.
    func naming(database: String) -> StoreAddress {
        guard let scheme = target.range(of: "://") else { return self }
        let rest = target[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let parameters = rest.drop { $0 != "?" }.dropFirst().split(separator: "&")
            .filter { !$0.hasPrefix("dbname=") }
        return StoreAddress(
            engine: engine,
            target: target[..<scheme.upperBound] + authority + "/" + database
                + (parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&")))
    }
}
