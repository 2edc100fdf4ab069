import Basics
import Formats
import Store

/// One file that shows what was sent on a claim, when, and what came of it; docs/proof.md tells what is in it.
public struct ProofFile: Sendable {
    /// A file within it.
    struct Entry: Hashable, Sendable {
        let name: String
        let bytes: [UInt8]
        /// SHA-256, hexadecimal.
        let hash: String

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
            self.hash = Digest.hex(Digest.sha256(bytes))
        }

        init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
    }

    static let format = "purr-proof-1"
    static let manifestName = "MANIFEST.json"

    /// The invoice it is about.
    public let invoice: String
    /// The zip file.
    public let bytes: [UInt8]
    /// Every file's size and SHA-256, and the chain's head.
    public let manifest: JSONValue
    /// SHA-256 of the manifest, hexadecimal: who knows this number knows every byte of the file.
    public let seal: String

    /// - Parameter facts: what the manifest says beside the files: format, day, invoice, chain, interest.
    init(
        _ entries: [Entry], invoice: String, on day: Day, facts: [String: JSONValue]
    ) throws(Diagnostic) {
        let sorted = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let files = sorted.map { entry -> JSONValue in
            [
                "name": .text(entry.name), "bytes": .int(Int64(entry.bytes.count)),
                "sha256": .text(entry.hash),
            ]
        }
        manifest = .object(facts.merging(["files": .list(files)]) { first, _ in first })
        let last = Entry(Self.manifestName, manifest.pretty)
        seal = last.hash
        bytes = try StoredZip.bytes(
            of: (sorted + [last]).map { StoredZip.Entry($0.name, $0.bytes) }, on: day)
        self.invoice = invoice
    }

    /// `proof-40101-2026-11-24.zip`.
    public static func name(_ invoice: String, on day: Day) -> String {
        FileName.zip("proof", invoice, on: day)
    }
}

/// What files that are given away are called.
enum FileName {
    /// `proof-40101-2026-11-24.zip`, without what a file system may stumble over.
    static func zip(_ what: String, _ number: String, on day: Day) -> String {
        let plain = number.unicodeScalars.map { scalar -> Character in
            let isPlain =
                scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isPlain ? Character(scalar) : "-"
        }
        return "\(what)-\(String(plain))-\(day.iso).zip"
    }
}

/// Events in order, each with the hash of the one before it.
struct ProofChain {
    private(set) var entries: [JSONValue] = []
    /// The last event's hash; 64 zeros before the first.
    private(set) var head = ProofChain.start

    static let start = String(repeating: "0", count: 64)

    mutating func append(_ event: JSONValue) {
        guard case .object(var members) = event else { return }
        members["n"] = .int(Int64(entries.count + 1))
        members["previous"] = .text(head)
        head = Self.hash(.object(members))
        members["hash"] = .text(head)
        entries.append(.object(members))
    }

    /// SHA-256 of the event in canonical form, hexadecimal; `hash` itself left out.
    static func hash(_ event: JSONValue) -> String {
        guard case .object(var members) = event else { return "" }
        members["hash"] = nil
        return Digest.hex(Digest.sha256(Array(JSONValue.object(members).compact.utf8)))
    }

    /// A list with a line an event.
    var text: String { Self.text(entries) }

    static func text(_ entries: [JSONValue]) -> String {
        "[\n" + entries.map(\.compact).joined(separator: ",\n") + "\n]\n"
    }
}
