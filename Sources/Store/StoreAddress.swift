import Basics
import Foundation

/// Where the books are: a file on this machine, or a PostgreSQL database.
///
///     sqlite:data/purr.sqlite
///     postgresql://purr@db.example.no/purr?sslmode=verify-full
public struct StoreAddress: Hashable, Sendable {
    public enum Engine: String, Hashable, Sendable {
        case sqlite, postgresql
    }

    public let engine: Engine
    /// The file's path, or the whole connection string with any password in it; never to be shown.
    let target: String

    public static func sqlite(_ path: String) -> StoreAddress {
        StoreAddress(engine: .sqlite, target: path)
    }

    init(engine: Engine, target: String) {
        self.engine = engine
        self.target = target
    }

    /// - Throws: `Diagnostic` `store.address` when the text begins with neither `sqlite:` nor `postgresql://`, or names nothing.
    public init(_ text: String) throws {
        if text.hasPrefix("sqlite:"), text.count > 7 {
            self = .sqlite(String(text.dropFirst(7)))
        } else if text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") {
            self.init(engine: .postgresql, target: text)
        } else {
            throw Diagnostic(
                "store.address", place: "--store", found: Self.withoutPassword(text),
                expected: "sqlite:PATH or postgresql://USER@HOST/DATABASE",
                remedy: "without it Purr keeps the books in a file in the data folder")
        }
    }

    /// The file, for SQLite.
    public var path: String? { engine == .sqlite ? target : nil }

    /// As a person may see it: without a password.
    public var text: String {
        switch engine {
        case .sqlite: target
        case .postgresql: Self.withoutPassword(target)
        }
    }

    /// Leaves out what stands between the user's name and the host, and a password among the parameters.
    private static func withoutPassword(_ text: String) -> String {
        var shown = text
        if let scheme = shown.range(of: "://") {
            let rest = shown[scheme.upperBound...]
            let authority = rest.prefix { $0 != "/" && $0 != "?" }
            if let at = authority.lastIndex(of: "@"),
                let colon = authority[..<at].firstIndex(of: ":")
            {
                shown.removeSubrange(colon..<at)
            }
        }
        guard let question = shown.firstIndex(of: "?") else { return shown }
        let parameters = shown[shown.index(after: question)...].split(separator: "&")
            .filter { !$0.hasPrefix("password=") }
        return shown[..<question] + (parameters.isEmpty ? "" : "?")
            + parameters.joined(separator: "&")
    }
}
