import Basics
import Formats
import Foundation
import Store

/// Checks that a proof file is as it was when it was made; the program in the file does the same in Python.
public struct ProofVerifier {
    /// What a file that is as it was says of itself.
    public struct Checked: Sendable {
        public let invoice: String
        public let made: Day
        public let language: Language
        public let files: Int
        public let events: Int
        /// SHA-256 of the manifest, hexadecimal.
        public let seal: String
        /// The head of the book's audit chain when the file was made, as ``ChainHead/text`` writes it.
        public let bookHead: String
        /// False when the program in the file is none that this version would have put there.
        public let isScriptOurs: Bool
    }

    private let files: [String: [UInt8]]
    private let manifest: JSONValue
    private let made: Day
    private let seal: String

    /// - Parameter seal: the number that was given when the file was made; nil leaves it unchecked.
    /// - Throws: `Diagnostic` `file.open`, `zip.form`, `proof.manifest`, `proof.file`, `proof.chain`, `proof.letter`,
    ///   `proof.claim`, `proof.interest`, `proof.payments`, `proof.seal`.
    public static func verify(path: String, seal: String? = nil) throws -> Checked {
        var source = try ByteSource(path: path)
        var bytes: [UInt8] = []
        while let chunk = try source.nextChunk() {
            bytes += chunk
            // One more than the most is refused below.
            if bytes.count > StoredZip.bytesMaximum { break }
        }
        do {
            return try verify(bytes, seal: seal)
        } catch let fault as Diagnostic {
            throw fault.inFile(path.split(separator: "/").last.map(String.init) ?? path)
        }
    }

    public static func verify(_ bytes: [UInt8], seal: String? = nil) throws -> Checked {
        let verifier = try ProofVerifier(bytes)
        return try verifier.check(seal: seal)
    }

    private init(_ bytes: [UInt8]) throws {
        var found: (JSONValue, Day)?
        let entries = try StoredZip.entries(in: bytes) { entries throws(Diagnostic) in
            let read = try Self.readManifest(entries)
            // Before what is around the files: a changed file is told by its name.
            try Self.check(entries, against: read.0)
            found = read
            return read.1
        }
        guard let found else { throw Self.fault("proof.manifest", "no manifest") }
        (manifest, made) = found
        files = Dictionary(entries.map { ($0.name, $0.bytes) }) { first, _ in first }
        seal = Digest.hex(Digest.sha256(files[ProofFile.manifestName] ?? []))
    }

    private func check(seal given: String?) throws -> Checked {
        let events = try checkChain()
        let claim = try json("claim.json", "proof.claim")
        guard let invoice = claim["invoice"]?["number"]?.text, let first = events.first,
            manifest["invoice"]?.text == invoice, first["invoice"]?.text == invoice,
            claim["made"]?.text == made.iso,
            let principal = claim["invoice"]?["principal_ore"]?.int,
            first["principal_ore"]?.int == principal
        else { throw Self.fault("proof.claim", "another claim in one place than in another") }
        try checkLetters()
        _ = try json("objections.json", "proof.claim")
        try ProofSums(claim: claim, events: events).check(
            interest: text("interest.csv"), payments: text("payments.csv"))
        if let given, given.lowercased() != seal { throw Self.fault("proof.seal", seal, given) }
        return Checked(
            invoice: invoice, made: made,
            language: manifest["language"]?.text.flatMap { Language(rawValue: $0) } ?? .nb,
            files: files.count, events: events.count, seal: seal, bookHead: bookHead,
            isScriptOurs: files["verify.py"] == Array(ProofScript.text.utf8))
    }

    private var bookHead: String {
        let told = manifest["book_chain"]
        return "\(told?["head"]?.text ?? "")@\(told?["entries"]?.int ?? 0)"
    }

    static func fault(_ code: String, _ found: String, _ expected: String? = nil) -> Diagnostic {
        Diagnostic(
            code, place: "the proof file", found: found,
            expected: expected ?? "a file as it was when it was made",
            remedy: "ask for the file again from whoever made it")
    }
}

// MARK: - Parts

extension ProofVerifier {
    private static func readManifest(
        _ entries: [StoredZip.Entry]
    ) throws(Diagnostic) -> (JSONValue, Day) {
        guard let entry = entries.first(where: { $0.name == ProofFile.manifestName }),
            let manifest = parse(entry.bytes), Array(manifest.pretty.utf8) == entry.bytes,
            manifest["format"]?.text == ProofFile.format,
            let made = manifest["made"]?.text.flatMap({ Day(iso: $0[...]) })
        else { throw fault("proof.manifest", "a manifest that is missing or not as it was") }
        return (manifest, made)
    }

    /// More than ten thousand events; reading values costs many times their bytes.
    private static let jsonBytesMaximum = 16 << 20

    private static func parse(_ bytes: [UInt8]) -> JSONValue? {
        guard bytes.count <= jsonBytesMaximum else { return nil }
        return try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    /// A file of values, in the one form they can be written in.
    private func json(_ name: String, _ code: String) throws -> JSONValue {
        guard let bytes = files[name], let value = Self.parse(bytes),
            Array(value.pretty.utf8) == bytes
        else { throw Self.fault(code, "\(name) in another form than it was written in") }
        return value
    }

    private func text(_ name: String) -> String {
        String(decoding: files[name] ?? [], as: UTF8.self)
    }

    private static func check(
        _ entries: [StoredZip.Entry], against manifest: JSONValue
    ) throws(Diagnostic) {
        var rest = Dictionary(entries.map { ($0.name, $0.bytes) }) { first, _ in first }
        rest[ProofFile.manifestName] = nil
        for entry in manifest["files"]?.list ?? [] {
            let name = entry["name"]?.text ?? ""
            guard let bytes = rest.removeValue(forKey: name) else {
                throw fault("proof.file", "no file \(name)", "the file, or it once")
            }
            guard entry["bytes"]?.int == Int64(bytes.count),
                entry["sha256"]?.text == Digest.hex(Digest.sha256(bytes))
            else { throw fault("proof.file", "\(name) has been changed") }
        }
        if let extra = rest.keys.min() {
            throw fault("proof.file", "\(extra), which was not in it")
        }
    }

    private func checkChain() throws -> [JSONValue] {
        // It has a line an event; that form is held against the file below.
        let told = files["chain.json"].flatMap { Self.parse($0) }?.list ?? []
        var chain = ProofChain()
        for (index, event) in told.enumerated() {
            guard case .object(var members) = event else {
                throw Self.fault("proof.chain", "event \(index + 1) that is none")
            }
            for key in ["n", "previous", "hash"] { members[key] = nil }
            chain.append(.object(members))
            guard chain.entries[index] == event else {
                throw Self.fault("proof.chain", "event \(index + 1) has been changed")
            }
            try checkFiles(of: event)
        }
        guard text("chain.json") == chain.text,
            manifest["chain"]?["events"]?.int == Int64(told.count),
            manifest["chain"]?["head"]?.text == chain.head
        else { throw Self.fault("proof.chain", "other events than were recorded") }
        return told
    }

    private func checkLetters() throws {
        for letter in try json("letters.json", "proof.letter").list ?? [] {
            try checkFiles(of: letter)
            let whenSent = letter["email_sha256_when_sent"]?.text ?? ""
            for file in letter["files"]?.list ?? [] where !whenSent.isEmpty {
                guard let name = file["name"]?.text, name.hasSuffix(".eml") else { continue }
                guard file["sha256"]?.text == whenSent else {
                    throw Self.fault("proof.letter", "\(name) is not the mail that was sent")
                }
            }
        }
    }

    private func checkFiles(of value: JSONValue) throws {
        for file in value["files"]?.list ?? [] {
            let name = file["name"]?.text ?? ""
            guard let bytes = files[name],
                file["sha256"]?.text == Digest.hex(Digest.sha256(bytes))
            else { throw Self.fault("proof.letter", "\(name) is not the letter that was sent") }
        }
    }
}
