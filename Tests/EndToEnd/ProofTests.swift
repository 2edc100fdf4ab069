import Foundation
import Testing

/// A claim's whole story, from the invoice to the objection, as a court would get it.
///
/// `PURR_UPDATE_GOLDEN=1` writes Examples/expected/proof anew; read the difference before committing it.
@Suite(
    "The proof file", .serialized,
    .enabled(if: MailServer.isPresent, "no Python with a mail server; see make venv"))
struct ProofCommandTests {
    private static let other = "Zacharias Zetterqvist"
    private let last = "2026-10-20"

    /// Invoice, nudge, reminder that bounces and goes on paper, notice, a payment of a part, an objection.
    private func story() throws -> Company {
        let company = try Company()
        let item = OpenItem(invoice: "50001", email: "kari@kunde.example")
        try company.take(
            OpenItem.list([
                item,
                OpenItem(
                    invoice: "50009", customer: "20009", name: Self.other,
                    email: "zz@zetterqvist.example"),
            ]), named: "list.csv", today: "2026-09-02")
        let server = try MailServer()
        func send(_ day: String) throws {
            try company.hearFromBank(through: day)
            try company.must(["send", "--all", "--yes", "--now"] + server.options, today: day)
        }
        try send("2026-09-04")
        try send("2026-09-15")
        try company.hearFromBank(through: "2026-09-17")
        let reminder = try #require(
            try server.mails().last { $0.recipients == ["kari@kunde.example"] })
        let bounce = try company.files.write(Self.bounce(of: reminder.messageID), to: "b.eml")
        try company.must(["inbox", "import", bounce], today: "2026-09-17")
        try company.must(["work", "--now"] + server.options, today: "2026-09-17")
        try send("2026-10-06")
        try company.take(
            BankFile.ocr([.init(kid: item.kid, amount: 200_000, day: "2026-10-12")]),
            named: "ocr.txt", today: "2026-10-13")
        let reply = try company.files.write(Self.reply, to: "svar.eml")
        try company.must(["inbox", "import", reply], today: "2026-10-14")
        try company.must(["inbox", "objection", "2"], today: "2026-10-14")
        return company
    }

    private static func bounce(of messageID: String) -> String {
        """
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.kunde.example>
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <b@mx.kunde.example>
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x

        I'm sorry to have to inform you that your message could not be delivered.
        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.kunde.example

        Final-Recipient: rfc822; kari@kunde.example
        Action: failed
        Status: 5.1.1
        --x
        Content-Type: text/rfc822-headers

        Message-ID: \(messageID)
        --x--
        """
    }

    private static let reply = """
        From: Kari <kari@kunde.example>
        To: faktura@fjordvikror.example
        Subject: Faktura 50001
        Message-ID: <r@kunde.example>
        Date: Wed, 14 Oct 2026 08:00:00 +0200
        Content-Type: text/plain; charset=utf-8

        Jeg bestrider faktura 50001: dere var her i seks timer, ikke ti.
        Resten har jeg betalt.
        """

    private func make(_ company: Company, _ name: String, _ more: [String] = []) throws -> String {
        let path = "\(company.files.path)/\(name)"
        try company.must(["proof", "50001", "--to", path] + more, today: last)
        return path
    }

    /// Unpacked with a program that is not ours.
    private func unpacked(_ path: String) throws -> [String: Data] {
        let script = """
            from json import dumps
            from sys import argv
            from zipfile import ZipFile
            with ZipFile(argv[1]) as file:
                print(dumps({name: file.read(name).hex() for name in file.namelist()}))
            """
        let said = try Tool.run(MailServer.python, ["-c", script, path])
        return try JSONDecoder().decode([String: String].self, from: said).mapValues { hex in
            let digits = Array(hex.utf8)
            return Data(
                stride(from: 0, to: digits.count, by: 2).compactMap {
                    UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
                })
        }
    }

    // MARK: - The story

    @Test("A whole story comes to what is expected, verifies, and names no other customer")
    func golden() throws {
        let company = try story()
        let path = try make(company, "proof.zip")
        let files = try unpacked(path)
        #expect(files.keys.filter { $0.hasPrefix("letters/") }.count == 8)
        for name in files.keys.sorted() where name.contains(".") {
            let text = String(decoding: files[name] ?? Data(), as: UTF8.self)
            #expect(!text.contains("etterqvist") && !text.contains("50009"), "\(name)")
            let isTold =
                !name.hasPrefix("letters/")
                && !["MANIFEST.json", "chain.json", "verify.py"].contains(name)
            if isTold { try expect(text, in: name) }
        }
        for (name, data) in files where name.hasSuffix(".pdf") {
            let pdf = "\(company.files.path)/letter.pdf"
            try data.write(to: URL(fileURLWithPath: pdf))
            let text = try Tool.text(ofPDF: pdf) ?? "Kari Nordmann"
            #expect(text.contains("Kari Nordmann") && !text.contains("etterqvist"), "\(name)")
        }
        let checked = try Binary.run(["proof", "verify", path])
        #expect(checked.status == 0, "\(checked.story)")
        let script = "\(company.files.path)/verify.py"
        try (files["verify.py"] ?? Data()).write(to: URL(fileURLWithPath: script))
        let said = String(decoding: try Tool.run(MailServer.python, [script, path]), as: UTF8.self)
        #expect(said.contains("Alt stemmer"), "\(said)")
    }

    /// What differs from run to run: the seconds, who runs the tests, and the hashes that follow from them.
    private func steady(_ text: String) throws -> String {
        text.replacing(try Regex("T[0-9:]{8}Z"), with: "T…Z")
            .replacing(try Regex("[0-9a-f]{64}"), with: "…")
            .replacing(try Regex("(godkjent av |approved;;;|\"approved_by\": \")[^\"\n]*")) {
                "\($0.output[1].substring ?? "")NN"
            }
    }

    private func expect(_ text: String, in name: String) throws {
        let path = "\(Binary.root)/Examples/expected/proof/\(name)"
        let text = try steady(text)
        if ProcessInfo.processInfo.environment["PURR_UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(
                atPath: "\(Binary.root)/Examples/expected/proof", withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == golden, "\(name) differs from what is expected")
    }

    // MARK: - The command

    private struct Manifest: Decodable {
        struct File: Decodable {
            let name: String
            let bytes: Int
            let sha256: String
        }
        struct Chain: Decodable {
            let events: Int
            let head: String
        }
        let files: [File]
        let chain: Chain
        let invoice: String
    }

    @Test(
        "The same day gives the same files, but for the book's head; a file there is left alone; the manifest is JSON"
    )
    func command() throws {
        let company = try Company()
        try company.take(
            OpenItem.list([OpenItem(invoice: "50001")]), named: "list.csv", today: "2026-09-02")
        let first = try make(company, "1.zip")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: first))
        // That the first was made is in the book, so the second tells of a later head.
        var files = try [unpacked(first), unpacked(make(company, "2.zip"))]
        let manifests = files.indices.map { files[$0].removeValue(forKey: "MANIFEST.json") }
        #expect(files[0] == files[1])
        #expect(manifests[0] != manifests[1])

        let again = try company.run(
            ["proof", "50001", "--to", first, "--language", "en"], today: last)
        #expect(again.status == 1)
        #expect(again.error.contains("file.exists"))
        #expect(again.error.contains("--force"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: first)) == bytes)
        _ = try make(company, "1.zip", ["--force", "--language", "en"])
        #expect(
            try unpacked(first)["README.txt"].map { $0.starts(with: Data("PROOF".utf8)) } == true)

        let manifest: Manifest = try company.report(
            ["proof", "50001", "--to", "\(company.files.path)/3.zip"], today: last)
        #expect(manifest.invoice == "50001")
        #expect(manifest.files.contains { $0.name == "verify.py" && $0.sha256.count == 64 })
        #expect(manifest.chain.events == 1)
        #expect(try company.journal().contains("proof"))
    }

    @Test("What can not be proven or verified is refused with what to do, and the status is 1")
    func refused() throws {
        let company = try Company()
        let unknown = try company.run(["proof", "4711"], today: last)
        #expect(unknown.status == 1)
        #expect(unknown.error.contains("claim.unknown") && unknown.error.contains("purr claims"))
        let missing = try Binary.run(["proof", "verify", "/nowhere/proof.zip"])
        #expect(missing.status == 1)
        #expect(missing.error.contains("file.open"))

        try company.take(
            OpenItem.list([OpenItem(invoice: "50001")]), named: "list.csv", today: "2026-09-02")
        let path = try make(company, "proof.zip")
        let seal = try Binary.run(["proof", "verify", path, "--seal", "0123"])
        #expect(seal.status == 1)
        #expect(seal.error.contains("proof.seal"))
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let damaged = try Binary.run(["proof", "verify", path])
        #expect(damaged.status == 1)
        #expect(damaged.error.contains("proof.zip") && damaged.error.contains("do:"))
        #expect(damaged.error.contains("proof.file") && damaged.error.contains("has been changed"))
    }
}
