import Basics
import Foundation

/// One request to a server, with everything in it.
struct HTTPRequest: Sendable {
    var method: String
    var url: String
    /// In the order they are sent.
    var headers: [(name: String, value: String)]
    var body: [UInt8]
}

/// How patient a channel is, and whom it trusts.
public struct HTTPLimits: Hashable, Codable, Sendable {
    /// Seconds to wait for a connection.
    public var secondsToConnect: Int
    /// Seconds for a whole request and its answer.
    public var secondsInAll: Int
    /// PEM file with the certificates to trust instead of the system's; nil for the system's.
    public var authorityFile: String?

    public init(
        secondsToConnect: Int = 20, secondsInAll: Int = 120, authorityFile: String? = nil
    ) {
        self.secondsToConnect = secondsToConnect
        self.secondsInAll = secondsInAll
        self.authorityFile = authorityFile
    }
}

/// What one attempt told.
struct HTTPAttempt: Sendable {
    /// nil when a whole answer came; else what libcurl says.
    var problem: String?
    /// 0 when there was no answer at all.
    var status: Int
    /// The server's wish, in seconds.
    var retryAfterSeconds: Int?
    /// `Location`, empty when the answer has none.
    var location: String
    /// The answer's first bytes.
    var body: [UInt8]
    /// Whether every byte of the request had been handed over, so that the server may have acted on it.
    var isHandedOver: Bool
}

/// An address that secrets and names may be sent to.
enum HTTPAddress {
    /// - Throws: `Diagnostic` `http.address` for what is no plain web address, `http.in-clear` for one that crosses a network
    ///   unprotected.
    static func check(_ url: String, place: String) throws(Diagnostic) {
        let lower = url.lowercased()
        let isSafe = lower.hasPrefix("https://")
        guard isSafe || lower.hasPrefix("http://"), url.utf8.count <= 2_000,
            url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }),
            let host = URLComponents(string: url)?.percentEncodedHost, !host.isEmpty,
            // A name or number, nothing that was encoded because it means something else.
            host.utf8.allSatisfy({ $0 != 0x25 }),
            URLComponents(string: url)?.user == nil
        else {
            throw Diagnostic(
                "http.address", place: place, found: String(url.prefix(100)),
                expected: "an address like https://sms.example.no/send",
                remedy: "leave user and password out of the address")
        }
        guard isSafe || ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host) else {
            throw Diagnostic(
                "http.in-clear", place: place, found: "http://\(host)",
                expected: "https, unless the server is on this machine")
        }
    }
}

/// Where a password is kept: never in the settings themselves.
public enum SecretSource: Hashable, Sendable {
    case file(String)
    case environment(String)

    /// The secret, without the line break that editors leave.
    ///
    /// - Throws: `Diagnostic` `secret.missing`, `secret.file`.
    public func read() throws(Diagnostic) -> String {
        switch self {
        case .environment(let name):
            guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
                throw Diagnostic(
                    "secret.missing", place: "environment", found: "no \(name)",
                    expected: "the password or key", remedy: "set \(name) where Purr runs")
            }
            return value
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path), data.count <= 10_000
            else {
                throw Diagnostic(
                    "secret.file", place: path, found: "no readable file of at most 10 kB",
                    expected: "the password or key alone in a file")
            }
            let text = String(decoding: data, as: UTF8.self)
                .trimmingCharacters(in: .newlines)
            guard !text.isEmpty else {
                throw Diagnostic(
                    "secret.missing", place: path, found: "an empty file",
                    expected: "the password or key")
            }
            return text
        }
    }

    /// `file:PATH` or `env:NAME`.
    public init?(_ text: String) {
        if text.hasPrefix("file:"), text.count > 5 {
            self = .file(String(text.dropFirst(5)))
        } else if text.hasPrefix("env:"), text.count > 4 {
            self = .environment(String(text.dropFirst(4)))
        } else {
            return nil
        }
    }

    public var text: String {
        switch self {
        case .file(let path): "file:\(path)"
        case .environment(let name): "env:\(name)"
        }
    }
}

/// Coded as `file:PATH` or `env:NAME`.
extension SecretSource: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let source = SecretSource(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a secret is file:PATH or env:NAME")
        }
        self = source
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
