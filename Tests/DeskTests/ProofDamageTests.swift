import Basics
import Desk
import Formats
import Foundation
import Store
import Testing

/// Any changed byte is found, by Purr and by the program in the file.
///
/// `PURR_SEED=7` damages the same way again; each failure tells its seed.
@Suite("A proof file that has been changed")
struct ProofDamageTests {
    private static let seed =
        ProcessInfo.processInfo.environment["PURR_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0..<1_000_000)

    private let desk: TestDesk
    private let proof: ProofFile

    init() async throws {
        desk = try TestDesk()
        try desk.take(list: [TestDesk.row("4001", kid: "40014"), TestDesk.row("4002")])
        try desk.take(BankFile.camt053([], through: Day(2026, 8, 19)))
        _ = try desk.desk.approve(overrides: SendingOverrides(staleBankData: true))
        let channels = Post(
            mail: TestChannel("smtp"), folder: TestChannel("folder", isRepeatable: true))
        _ = try await desk.desk.work(channels, ignoringWindow: true)
        try desk.take(
            BankFile.camt054([Paid(ore: 100_000, kid: "40014", booked: Day(2026, 8, 20))]))
        proof = try desk.desk.proof(of: "4001", language: .en)
    }

    private func entries() throws -> [StoredZip.Entry] {
        try StoredZip.entries(in: proof.bytes) { _ in Day(2026, 8, 20) }
    }

    // MARK: - In Purr

    @Test("Any one byte changed, anywhere in the file, is found")
    func flips() throws {
        var random = Random(state: Self.seed)
        var bytes = proof.bytes
        for _ in 0..<300 {
            let place = Int(random.next() % UInt64(bytes.count))
            let before = bytes[place]
            bytes[place] ^= UInt8(1 + random.next() % 255)
            #expect(throws: Diagnostic.self, "seed \(Self.seed), byte \(place)") {
                try ProofVerifier.verify(bytes)
            }
            bytes[place] = before
        }
        // The frame of the zip file too, every byte of it: names, checksums, the directory, the end.
        for place in (bytes.count - 400)..<bytes.count {
            bytes[place] ^= 1
            #expect(throws: Diagnostic.self, "byte \(place)") { try ProofVerifier.verify(bytes) }
            bytes[place] ^= 1
        }
        _ = try ProofVerifier.verify(bytes)
    }

    @Test("A file cut short or made longer is found")
    func lengths() throws {
        var random = Random(state: Self.seed)
        var ends = (0..<40).map { _ in Int(random.next() % UInt64(proof.bytes.count)) }
        ends += [0, 1, 3, 4, 29, 30, proof.bytes.count - 1]
        for end in ends {
            #expect(throws: Diagnostic.self, "seed \(Self.seed), \(end) bytes") {
                try ProofVerifier.verify(Array(proof.bytes[..<end]))
            }
        }
        #expect(throws: Diagnostic.self) { try ProofVerifier.verify(proof.bytes + [0]) }
        #expect(throws: Diagnostic.self) { try ProofVerifier.verify([0] + proof.bytes) }
    }

    /// Whoever changes a file can make the zip file around it anew.
    private func repacked(_ entries: [StoredZip.Entry]) throws -> [UInt8] {
        try StoredZip.bytes(of: entries, on: Day(2026, 8, 20))
    }

    @Test("A file changed, deleted, added or renamed is found though the zip file is made anew")
    func files() throws {
        let entries = try entries()
        var damaged: [[StoredZip.Entry]] = [entries + [StoredZip.Entry("letters/x.pdf", [1])]]
        for index in entries.indices {
            var without = entries
            let entry = without.remove(at: index)
            damaged.append(without)
            damaged.append(without + [StoredZip.Entry(entry.name + "x", entry.bytes)])
            damaged.append(without + [StoredZip.Entry(entry.name, entry.bytes + [32])])
            damaged.append(without + [StoredZip.Entry(entry.name, Array(entry.bytes.dropLast()))])
            var flipped = entry.bytes
            flipped[flipped.count / 2] ^= 2
            damaged.append(without + [StoredZip.Entry(entry.name, flipped)])
        }
        for files in damaged {
            let bytes = try repacked(files)
            #expect(throws: Diagnostic.self) { try ProofVerifier.verify(bytes) }
        }
    }

    /// The same file after a change to one of its files, with a manifest that fits.
    private func forged(
        _ name: String, _ change: (String) -> String
    ) throws -> [UInt8] {
        var entries = try entries().filter { $0.name != "MANIFEST.json" }
        let index = try #require(entries.firstIndex { $0.name == name })
        let before = String(decoding: entries[index].bytes, as: UTF8.self)
        let after = change(before)
        try #require(before != after)
        entries[index] = StoredZip.Entry(name, Array(after.utf8))
        guard case .object(var members) = proof.manifest else { return [] }
        members["files"] = .list(
            entries.map { entry in
                [
                    "name": .text(entry.name), "bytes": .int(Int64(entry.bytes.count)),
                    "sha256": .text(Self.sha256(entry.bytes)),
                ]
            })
        let manifest = StoredZip.Entry(
            "MANIFEST.json", Array(JSONValue.object(members).pretty.utf8))
        return try repacked(entries + [manifest])
    }

    private static func sha256(_ bytes: [UInt8]) -> String { Digest.hex(Digest.sha256(bytes)) }

    private static let changes: [(file: String, code: String, from: String, to: String)] = [
        ("chain.json", "proof.chain", "\"amount_ore\":100000", "\"amount_ore\":100001"),
        ("chain.json", "proof.chain", "\"kind\":\"paid\"", "\"kind\":\"paid \""),
        ("claim.json", "proof.claim", "\"to_pay_ore\": 38", "\"to_pay_ore\": 48"),
        ("claim.json", "proof.claim", "\"number\": \"4001\"", "\"number\": \"4007\""),
        ("claim.json", "proof.claim", "\"made\": \"2026-08-20\"", "\"made\": \"2026-08-21\""),
        ("interest.csv", "proof.interest", ";480000;1225;", ";480000;1325;"),
        ("interest.csv", "proof.interest", "2026-08-05;", "2026-08-06;"),
        ("payments.csv", "proof.payments", ";100000;", ";100001;"),
        (
            "letters.json", "proof.letter", "\"email_sha256_when_sent\": \"",
            "\"email_sha256_when_sent\": \"0"
        ),
    ]

    @Test(
        "Who makes the manifest anew as well is found by the chain and the sums",
        arguments: 0..<9)
    func forgeries(index: Int) throws {
        let (file, code, from, to) = Self.changes[index]
        let bytes = try forged(file) { $0.replacing(from, with: to) }
        let fault = #expect(throws: Diagnostic.self) { try ProofVerifier.verify(bytes) }
        #expect(fault?.code == code)
        if ProofPython.isThere { #expect(try ProofPython.status(of: proof, on: bytes) == 1) }
    }

    @Test("A forgery that fits in everything has another seal")
    func seal() throws {
        let bytes = try forged("timeline.txt") { $0 + "x" }
        #expect(try ProofVerifier.verify(bytes).seal != proof.seal)
        let fault = #expect(throws: Diagnostic.self) {
            try ProofVerifier.verify(bytes, seal: proof.seal)
        }
        #expect(fault?.code == "proof.seal")
        guard ProofPython.isThere else { return }
        #expect(try ProofPython.status(of: proof, on: bytes) == 0)
        #expect(try ProofPython.status(of: proof, on: bytes, proof.seal) == 1)
        #expect(try ProofPython.status(of: proof, on: proof.bytes, proof.seal) == 0)
    }

    // MARK: - In Python

    /// Runs the program in the file on many damaged files in one go: starting Python is what takes time.
    private static let many = """
        import io, os, random, sys
        sys.path.insert(0, sys.argv[1])
        sys.dont_write_bytecode = True
        import verify
        sys.stdout = io.StringIO()
        raw = open(sys.argv[2], "rb").read()
        rand = random.Random(int(sys.argv[3]))
        path = os.path.join(sys.argv[1], "damaged.zip")
        def found(data):
            with open(path, "wb") as file:
                file.write(data)
            return verify.main([path]) == 1
        missed = [] if verify.main([sys.argv[2]]) == 0 else ["whole"]
        for _ in range(150):
            at = rand.randrange(len(raw))
            changed = raw[:at] + bytes([raw[at] ^ rand.randrange(1, 256)]) + raw[at + 1:]
            if not found(changed): missed.append(at)
            if not found(raw[:at]): missed.append(("cut", at))
        for at in range(len(raw) - 400, len(raw)):
            if not found(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1:]): missed.append(at)
        files = verify.unpack(raw)
        day = verify.date(2026, 8, 20)
        for at, (name, data) in enumerate(files):
            rest = files[:at] + files[at + 1:]
            for other in ([], [(name + b"x", data)], [(name, data + b" ")], [(name, data[:-1])]):
                if not found(verify.pack(sorted(rest + other), day)): missed.append((name, other))
        if not found(verify.pack(sorted(files + [(b"new", b"")]), day)): missed.append("new")
        if not found(raw + b"x"): missed.append("longer")
        print(missed, file=sys.stderr)
        sys.exit(1 if missed else 0)
        """

    @Test("The program in the file finds them too, and nothing in the file as it was")
    func inPython() throws {
        guard let python = ProofPython.path else { return }
        try ProofPython.inFolder(with: proof) { folder in
            try Data(proof.bytes).write(to: URL(fileURLWithPath: folder + "/proof.zip"))
            try Data(Self.many.utf8).write(to: URL(fileURLWithPath: folder + "/many.py"))
            let status = try ProofPython.run(
                python, [folder + "/many.py", folder, folder + "/proof.zip", "\(Self.seed)"])
            #expect(status == 0, "seed \(Self.seed)")
        }
    }

    @Test("A folder that the file was unpacked to is checked as well")
    func folder() throws {
        guard let python = ProofPython.path else { return }
        try ProofPython.inFolder(with: proof) { folder in
            for entry in try entries() {
                let path = folder + "/" + entry.name
                try FileManager.default.createDirectory(
                    atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
                    withIntermediateDirectories: true)
                try Data(entry.bytes).write(to: URL(fileURLWithPath: path))
            }
            #expect(try ProofPython.run(python, [folder + "/verify.py"]) == 0)
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/letters/more.pdf"))
            #expect(try ProofPython.run(python, [folder + "/verify.py"]) == 1)
        }
    }
}

/// A small generator whose numbers follow from its seed (SplitMix64).
private struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
