import Foundation

/// What a backup tells of itself before its rows.
public struct BackupManifest: Codable, Hashable, Sendable {
    /// A book as it stood.
    public struct Book: Codable, Hashable, Sendable {
        public let id: Int64
        public let name: String
        /// The last entry of its audit chain, as ``ChainHead/text`` writes it; nil for a book without entries.
        public let head: String?
    }

    /// The version of the form its rows have.
    public let format: Int
    /// Seconds since 1970 UTC.
    public let madeAt: Int64
    /// Where the books were: `sqlite` or `postgresql`.
    public let engine: String
    /// The numbers of the migrations the database had had.
    public let schema: [Int64]
    public let books: [Book]

    static let formatNow = 1
}

/// What was written to a backup, or taken from one.
public struct BackupReport: Sendable {
    public let manifest: BackupManifest
    /// Of each table, all books together.
    public let rows: [String: Int64]
    /// The file's size.
    public let bytes: Int64

    public var total: Int64 { rows.values.reduce(0, +) }
}

extension BackupManifest {
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return Array(try encoder.encode(self))
    }

    /// nil for what is no manifest.
    init?(json: [UInt8]) {
        guard let read = try? JSONDecoder().decode(Self.self, from: Data(json)) else { return nil }
        self = read
    }
}
