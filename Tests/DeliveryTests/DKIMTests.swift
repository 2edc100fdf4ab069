import Basics
import Foundation
import Testing

@testable import Delivery

@Suite("DKIM signatures")
struct DKIMTests {
    private static let letter = """
        From: Joe SixPack <joe@football.example.com>
        To: Suzie Q <suzie@shopping.example.net>
        Subject: Is dinner ready?
        Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
        Message-ID: <20030712040037.46341.5F8J@football.example.com>

        Hi.

        We lost the game.  Are you hungry yet?

        Joe.

        """

    private func bytes(_ text: String) -> [UInt8] {
        Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func code<Value>(_ make: () throws -> Value) -> String? {
        do {
            _ = try make()
            return nil
        } catch {
            return (error as? Diagnostic)?.code
        }
    }

    /// What `openssl` makes with these arguments.
    private func openssl(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    // MARK: Published examples

    @Test("The published example of an Ed25519 signature comes out byte for byte")
    func published() throws {
        // RFC 8463 appendix A: the key's 32 bytes, in the frame that PKCS #8 puts around them.
        let seed = try #require(
            Data(base64Encoded: "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="))
        let frame: [UInt8] = [
            0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22,
            0x04, 0x20,
        ]
        let der = Data(frame) + seed
        let key = try DKIMKey(
            pem: "-----BEGIN PRIVATE KEY-----\n\(der.base64EncodedString())\n"
                + "-----END PRIVATE KEY-----\n", place: "test")
        let record = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
        #expect(try key.record() == record)

        let mail = RelaxedMail(bytes(Self.letter))
        let bodyHash = Data(try DKIMKey.sha256(mail.relaxedBody())).base64EncodedString()
        #expect(bodyHash == "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=")
        let field = bytes(
            """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=
            """)
        let names = [
            "from", "to", "subject", "date", "message-id", "from", "subject", "date",
        ]
        let signature = try key.sign(mail.header(names) + RelaxedMail.relaxed(field[...]))
        #expect(
            Data(signature).base64EncodedString()
                == "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw=="
        )
    }

    @Test("The published example of the relaxed form comes out")
    func relaxed() {
        // RFC 6376 § 3.4.5.
        let mail = RelaxedMail(
            Array("A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n".utf8))
        #expect(text(mail.header(["a", "b"])) == "a:X\r\nb:Y Z\r\n")
        #expect(text(mail.relaxedBody()) == " C\r\nD E\r\n")
    }

    @Test(
        "Bodies at the border",
        arguments: [
            ("", ""), ("\r\n", ""), ("\r\n\r\n", ""), (" \t\r\n", ""), ("a", "a\r\n"),
            ("a\r\n", "a\r\n"), ("a \r\n\r\n \r\n", "a\r\n"), ("\r\na", "\r\na\r\n"),
            ("a\nb\r\n", "a\nb\r\n"), ("a\rb\r\n", "a\rb\r\n"),
        ])
    func bodies(_ body: String, _ relaxed: String) {
        #expect(text(RelaxedMail(Array("A: b\r\n\r\n\(body)".utf8)).relaxedBody()) == relaxed)
    }

    @Test("A mail without a body, without a header, or cut within one is read to its end")
    func odd() {
        for odd in ["", "A: b", "A: b\r\n", "A: b\r\n c", "A", "\r\n", "\n\n", ":\r\n\r\n"] {
            let mail = RelaxedMail(Array(odd.utf8))
            #expect(mail.relaxedBody().isEmpty)
            #expect(mail.header(["b"]).isEmpty)
        }
        #expect(text(RelaxedMail(Array("\r\nA: b\r\n".utf8)).relaxedBody()) == "A: b\r\n")
    }

    @Test("Of a field that comes several times, the last is taken first, and none twice")
    func repeated() {
        let mail = RelaxedMail(Array("A: 1\r\nb: x\r\na: 2\r\n\r\n".utf8))
        #expect(text(mail.header(["A", "a", "A", "B", "C"])) == "a:2\r\na:1\r\nb:x\r\n")
    }

    // MARK: The signer

    private func signer(_ algorithms: [DKIMKey.Algorithm]) throws -> DKIMSigner {
        DKIMSigner(
            domain: "football.example.com",
            seals: try algorithms.map {
                DKIMSigner.Seal(selector: "s-\($0.rawValue)", key: try DKIMKey.make($0))
            })
    }

    @Test("The mail itself stays as it is, and the same mail is signed the same way again")
    func deterministic() throws {
        let signer = try signer([.rsa, .ed25519])
        let mail = bytes(Self.letter)
        let signed = try signer.signed(mail, at: 1_700_000_000)
        #expect(Array(signed.suffix(mail.count)) == mail)
        #expect(try signer.signed(mail, at: 1_700_000_000) == signed)
        #expect(try signer.signed(mail, at: 1_700_000_001) != signed)
        let head = text(Array(signed.dropLast(mail.count)))
        #expect(head.components(separatedBy: "DKIM-Signature: v=1; ").count == 3)
        #expect(!head.contains("l="))
        let lines = head.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        #expect(lines.last == "")
        // Every field that is there is named twice, every other one once.
        let names =
            head.filter { !" \r\n".contains($0) }.components(separatedBy: ";")
            .first { $0.hasPrefix("h=") }?.dropFirst(2).split(separator: ":") ?? []
        #expect(names.count { $0 == "from" } == 2)
        #expect(names.count { $0 == "reply-to" } == 1)
        #expect(names.count == DKIMSigner.signedFields.count + 5)
    }

    @Test("A signature counts for its own domain and those below it, and for no other")
    func covers() throws {
        for (sender, isCovered) in [
            ("post@firma.no", true), ("post@FIRMA.no", true), ("post@faktura.firma.no", true),
            ("post@enfirma.no", false), ("post@firma.no.evil.example", false), ("", false),
        ] {
            #expect(DKIMSigner.covers(sender, "firma.no") == isCovered, "\(sender)")
        }
    }

    // MARK: Keys

    @Test("A key written out and read again is the same key", arguments: DKIMKey.Algorithm.allCases)
    func keys(_ algorithm: DKIMKey.Algorithm) throws {
        let key = try DKIMKey.make(algorithm)
        let again = try DKIMKey(pem: try key.pem(), place: "test")
        #expect(again.algorithm == algorithm)
        #expect(try again.record() == key.record())
        #expect(try again.sign([1, 2, 3]) == key.sign([1, 2, 3]))
        #expect(try DKIMKey.make(algorithm).record() != key.record())
    }

    @Test("A record too long for one text of DNS is written in pieces that make it up")
    func zone() throws {
        let key = try DKIMKey.make(.rsa)
        let line = try key.zoneLine(named: "purr._domainkey.firma.no")
        let pieces = line.components(separatedBy: "\"").enumerated()
            .filter { $0.offset % 2 == 1 }.map(\.element)
        #expect(pieces.count == 2)
        #expect(pieces.allSatisfy { $0.utf8.count <= 255 })
        #expect(try pieces.joined() == key.record())
        #expect(line.hasPrefix("purr._domainkey.firma.no. IN TXT ( \""))
    }

    @Test("A key that can not sign is refused, and is no part of what is said")
    func refused() throws {
        let locked = try openssl(
            "genpkey", "-algorithm", "ed25519", "-aes256", "-pass", "pass:hemmelig")
        let short = try openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024")
        let curve = try openssl(
            "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
        let shared = try openssl("genpkey", "-algorithm", "X25519")
        let whole = try DKIMKey.make(.rsa).pem()
        for pem in [
            "", "hemmelig", locked, short, curve, shared, String(whole.dropLast(200)),
            whole.replacingOccurrences(of: "PRIVATE", with: "PUBLIC"),
        ] {
            do {
                _ = try DKIMKey(pem: pem, place: "file:dkim.pem")
                Issue.record("taken: \(pem.prefix(40))")
            } catch {
                #expect(error.code == "dkim.key")
                #expect(pem.isEmpty || !"\(error)".contains(pem))
            }
        }
        // The older frame that openssl writes for RSA is taken.
        let old = try openssl("genrsa", "-traditional", "2048")
        #expect(try DKIMKey(pem: old, place: "test").algorithm == .rsa)
    }

    // MARK: Settings

    @Test("Names that DNS does not know, and keys that can not be told apart, are refused")
    func settings() {
        func key(_ selector: String) -> DKIMSettings.Key {
            .init(selector: selector, source: .environment("X"))
        }
        for domain in [
            "", "firma", "blåbær.no", "-a.no", "a-.no", "a..no", "a.no.", "a b.no", "a@b.no",
        ] {
            let settings = DKIMSettings(domain: domain, keys: [key("purr")])
            #expect(code { try settings.check() } == "dkim.domain", "\(domain)")
        }
        for selector in ["", "a b", "å", "a;d=b", "a\r\nb", ".", "-"] {
            let settings = DKIMSettings(domain: "firma.no", keys: [key(selector)])
            #expect(code { try settings.check() } == "dkim.selector", "\(selector)")
        }
        for keys in [[], [key("a"), key("A")], ["a", "b", "c", "d", "e"].map(key)] {
            let settings = DKIMSettings(domain: "firma.no", keys: keys)
            #expect(code { try settings.check() } == "dkim.keys")
        }
        let good = DKIMSettings(domain: "firma.no", keys: [key("purr"), key("purr.2026")])
        #expect(code { try good.check() } == nil)
        #expect(code { try good.check(sender: "post@firma.no") } == nil)
        #expect(code { try good.check(sender: "post@annet.no") } == "dkim.sender")
        // The key is read when it is needed, and told when it is missing.
        #expect(code { try good.signer() } == "secret.missing")
    }

    @Test("Settings from before there were signatures are read as they were")
    func older() throws {
        let json = #"{"mail": {"host": "localhost", "port": 25, "security": "none"}}"#
        let settings = try JSONDecoder().decode(ChannelSettings.self, from: Data(json.utf8))
        #expect(settings.mail?.dkim == nil)
        #expect(try settings.channels(book: 1).mailSigner == nil)
    }
}
