import Foundation
import Testing

/// Signed letters as a receiver gets them: through a real server, judged by another program.
@Suite(
    "Signed mail", .serialized,
    .enabled(if: MailServer.isPresent, "no Python with a mail server; see make venv"))
struct DKIMTests {
    private let day = "2026-09-04"
    private let domain = "fjordvikror.example"

    /// What verify_dkim.py says of a mail.
    private struct Judgement: Decodable {
        struct Signature: Decodable {
            let domain: String
            let selector: String
            let algorithm: String
            let headers: [String]
            let valid: Bool
        }
        let signatures: [Signature]
        let survived: [String]
        let broken: [String]
        let changes: Int
    }

    /// What `purr channel dkim-key --json` says.
    private struct Record: Decodable {
        let file: String
        let name: String
        let type: String
        let value: String
        let zone: String
    }

    /// Customers with a language each.
    private func company() throws -> Company {
        let company = try Company()
        let people = [("nb", "Åse Ørjasæter"), ("nn", "Blåbær & Sønn AS"), ("en", "Kari Nordmann")]
        try company.take(
            OpenItem.list(
                people.enumerated().map { index, person in
                    OpenItem(
                        invoice: "5000\(index)", customer: "2000\(index)", name: person.1,
                        email: "kunde\(index)@kunde.example")
                }), named: "list.csv", today: "2026-09-02")
        for (index, person) in people.enumerated() {
            try company.must(["customer", "2000\(index)", "--language", person.0])
        }
        try company.hearFromBank(through: day)
        return company
    }

    private func key(_ company: Company, _ selector: String, _ kind: String) throws -> Record {
        try company.report([
            "channel", "dkim-key", "\(company.files.path)/\(selector).pem", kind, "--selector",
            selector,
        ])
    }

    private func set(_ company: Company, _ server: MailServer, signedBy keys: [Record]) throws {
        try company.must(
            [
                "channel", "set", "email", "smtp://127.0.0.1:\(server.port)", "--start-tls", "none",
            ]
                + keys.flatMap {
                    [
                        "--dkim-selector", String($0.name.split(separator: ".")[0]), "--dkim-key",
                        "file:\($0.file)",
                    ]
                })
    }

    private func judge(_ files: [String], _ records: [Record]) throws -> [Judgement] {
        let names = Dictionary(uniqueKeysWithValues: records.map { ($0.name, $0.value) })
        let folder = try TemporaryDirectory()
        let path = folder.path + "/records.json"
        try JSONEncoder().encode(names).write(to: URL(fileURLWithPath: path))
        let script = Binary.root + "/Tests/Support/verify_dkim.py"
        let output = try Tool.run(MailServer.python, [script, path] + files)
        return try JSONDecoder().decode([Judgement].self, from: output)
    }

    private func bytes(_ path: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path))
    }

    @Test(
        "Letters in every language arrive with two good signatures, and no change passes unseen")
    func arrives() throws {
        let company = try company()
        let server = try MailServer()
        let keys = [
            try key(company, "purr", "--rsa"), try key(company, "purr-ed", "--ed25519"),
        ]
        try set(company, server, signedBy: keys)
        for day in [day, "2026-09-15"] {
            try company.hearFromBank(through: day)
            try company.must(["send", "--all", "--yes", "--now"], today: day)
        }
        let mails = try server.mails()
        #expect(mails.count == 6)
        #expect(mails.allSatisfy { $0.defects.isEmpty && $0.fileStart == "%PDF" })
        #expect(Set(mails.map(\.text)).count == 6)

        let judgements = try judge(server.files, keys)
        #expect(judgements.count == 6)
        for judgement in judgements {
            #expect(judgement.signatures.map(\.algorithm) == ["rsa-sha256", "ed25519-sha256"])
            #expect(judgement.signatures.map(\.selector) == ["purr", "purr-ed"])
            #expect(judgement.signatures.allSatisfy { $0.domain == domain && $0.valid })
            for name in ["from", "to", "subject", "date", "message-id", "content-type"] {
                #expect(judgement.signatures.allSatisfy { $0.headers.count { $0 == name } == 2 })
            }
            #expect(judgement.survived == [])
            #expect(judgement.broken == [])
            #expect(judgement.changes > 80)
        }
        // Another key under the same name vouches for nothing.
        let others = try zip(keys, ["--rsa", "--ed25519"]).map { own, kind in
            let other = try key(company, "other\(kind)", kind)
            return Record(
                file: own.file, name: own.name, type: own.type, value: other.value, zone: own.zone)
        }
        for judgement in try judge([server.files[0]], others) {
            #expect(judgement.signatures.allSatisfy { !$0.valid })
        }
    }

    @Test("What is kept of a letter is what left, signature and all")
    func kept() throws {
        let company = try company()
        let server = try MailServer()
        try set(company, server, signedBy: [try key(company, "purr", "--ed25519")])
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        for letter in try company.outbox() {
            try company.must(["outbox", "show", "\(letter.id)", "--to", company.files.path])
        }
        let kept = try (1...3).map { try bytes("\(company.files.path)/P-\($0).eml") }
        let left = try server.files.map(bytes)
        #expect(Set(left) == Set(kept))
        #expect(kept.allSatisfy { $0.starts(with: Data("DKIM-Signature: v=1; ".utf8)) })
    }

    @Test("A letter that had to wait leaves as it was signed, whatever the key is by then")
    func retried() throws {
        let company = try company()
        let busy = try MailServer(mode: "defer-data")
        let first = try key(company, "first", "--rsa")
        try set(company, busy, signedBy: [first])
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        #expect(try company.outbox().map(\.state) == ["waiting", "waiting", "waiting"])
        try company.must(["outbox", "show", "1", "--to", company.files.path])

        let server = try MailServer()
        try set(company, server, signedBy: [try key(company, "second", "--rsa")])
        try company.must(["work", "--now"], today: day)
        #expect(try company.outbox().map(\.state) == ["sent", "sent", "sent"])
        let left = try server.files.map(bytes)
        #expect(left.contains(try bytes("\(company.files.path)/P-1.eml")))
        let signatures = try judge(server.files, [first]).flatMap(\.signatures)
        #expect(signatures.map(\.selector) == ["first", "first", "first"])
        #expect(signatures.allSatisfy { $0.valid })
    }

    @Test("A key that is gone stops the post before anything has moved")
    func missing() throws {
        let company = try company()
        let server = try MailServer()
        let record = try key(company, "purr", "--ed25519")
        try set(company, server, signedBy: [record])
        try company.must(["send", "--all", "--yes"], today: day)
        try FileManager.default.removeItem(atPath: record.file)
        let work = try company.run(["work", "--now"], today: day)
        #expect(work.status == 1 && work.error.contains("secret.file"), "\(work.story)")
        #expect(try company.outbox().map(\.state) == ["approved", "approved", "approved"])
        let send = try company.run(["send", "--all", "--yes", "--now"], today: day)
        #expect(send.status == 1, "\(send.story)")
        #expect(server.mailCount == 0)
    }

    @Test("A key is its owner's only, is never written over, and its record can be told again")
    func keys() throws {
        let company = try Company()
        let made = try key(company, "purr", "--ed25519")
        #expect(made.name == "purr._domainkey.\(domain)")
        #expect(made.type == "TXT" && made.value.hasPrefix("v=DKIM1; k=ed25519; p="))
        let mode = try FileManager.default.attributesOfItem(atPath: made.file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let before = try bytes(made.file)
        let again = try company.run(["channel", "dkim-key", made.file])
        #expect(again.status == 1 && again.error.contains("dkim.file"), "\(again.story)")
        #expect(try bytes(made.file) == before)
        let told = try company.must(["channel", "dkim-key", made.file, "--show"]).output
        #expect(told.contains(made.value) && told.contains(made.name) && told.contains(made.zone))
        #expect(!told.contains("PRIVATE"))
        let rsa = try company.must([
            "channel", "dkim-key", company.files.path + "/rsa.pem", "--domain", "annet.example",
        ]).output
        #expect(rsa.contains("purr._domainkey.annet.example") && rsa.contains("k=rsa"))
    }

    @Test("A test mail is signed as letters are, and says so")
    func tested() throws {
        let company = try Company()
        let server = try MailServer()
        try set(company, server, signedBy: [])
        let bare = try company.must(["channel", "test", "email", "meg@firma.example"])
        #expect(bare.output.contains("Ikke signert med DKIM"), "\(bare.story)")
        let record = try key(company, "purr", "--rsa")
        try set(company, server, signedBy: [record])
        #expect(try company.must(["channel"]).output.contains("DKIM \(domain): purr"))
        let signed = try company.must(["channel", "test", "email", "meg@firma.example"])
        #expect(
            signed.output.contains("Signert med DKIM: \(domain), purr (rsa-sha256)"),
            "\(signed.story)")
        let judgement = try #require(try judge([server.files[1]], [record]).first)
        #expect(judgement.signatures.map(\.valid) == [true])
        #expect(judgement.survived == [])
    }

    @Test("Settings that no receiver would count are refused, and change nothing")
    func refused() throws {
        let company = try Company()
        let set = ["channel", "set", "email", "smtp://127.0.0.1:25", "--start-tls", "none"]
        for (arguments, code) in [
            (["--dkim-key", "hemmelig"], "secret.source"),
            (["--dkim-key", "env:A", "--dkim-key", "env:B"], "dkim.keys"),
            (["--dkim-selector", "purr"], "dkim.keys"),
            (["--dkim-domain", domain], "dkim.keys"),
            (["--dkim-key", "env:A", "--dkim-domain", "annet.example"], "dkim.sender"),
            (["--dkim-key", "env:A", "--dkim-domain", "blåbær.no"], "dkim.domain"),
            (["--dkim-key", "env:A", "--dkim-selector", "a;b"], "dkim.selector"),
        ] {
            let outcome = try company.run(set + arguments)
            #expect(outcome.status == 1 && outcome.error.contains(code), "\(outcome.story)")
        }
        #expect(!FileManager.default.fileExists(atPath: company.directory.path + "/channels.json"))
        // An old name for the channel.
        try company.must(["channel", "set", "mail", "smtp://127.0.0.1:25", "--start-tls", "none"])
        try company.must(["channel", "remove", "mail"])
    }
}
