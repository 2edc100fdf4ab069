import Foundation
import Testing

/// Channels set up and used through the built program.
@Suite("Channels set up by the user")
struct ChannelTests {
    private func file(_ company: Company) throws -> String {
        String(
            decoding: try Data(
                contentsOf: URL(fileURLWithPath: company.directory.path + "/channels.json")),
            as: UTF8.self)
    }

    @Test("Channels are set, listed and removed; the file holds no secret and is its owner's only")
    func settings() throws {
        let company = try Company()
        #expect(try company.must(["channel"]).output.contains("purr channel set"))
        try company.must([
            "channel", "set", "sms", "--gateway", "sveve", "--from", "Fjordvik", "--user", "fj",
            "--secret", "env:PURR_SMS_SECRET",
        ])
        try company.must(["channel", "set", "print", "--folder", "print", "--duplex"])
        try company.must([
            "channel", "set", "ehf", "--address", "https://ap.example.no/outbox/{key}", "--header",
            "Authorization: Bearer {secret}", "--secret", "file:/run/secrets/ap", "--vat",
        ])
        let list = try company.must(["channel", "list"]).output
        for word in ["sms", "sveve", "print", "duplex", "ehf", "ap.example.no"] {
            #expect(list.contains(word))
        }
        let text = try file(company)
        #expect(text.contains("env:PURR_SMS_SECRET"))
        #expect(text.contains("file:/run/secrets/ap"))
        let path = company.directory.path + "/channels.json"
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try company.must(["channel", "list", "--csv", "-"]).output.contains("sveve"))
        _ = try JSONSerialization.jsonObject(
            with: Data(try company.must(["channel", "list", "--json"]).output.utf8))
        try company.must(["channel", "remove", "sms"])
        #expect(try !file(company).contains("sveve"))
    }

    @Test("What can not work is refused, with what to do, and changes nothing")
    func refusals() throws {
        let company = try Company()
        let sms = ["channel", "set", "sms", "--from", "Fjordvik", "--user", "u"]
        for (arguments, code) in [
            (sms + ["--gateway", "nobody"], "sms.gateway"),
            (sms + ["--gateway", "link", "--secret", "env:X"], "sms.field"),
            (sms + ["--gateway", "sveve", "--secret", "hemmelig"], "secret.source"),
            (sms + ["--gateway", "sveve"], "sms.login"),
            (
                ["channel", "set", "ehf", "--address", "http://ap.example.no", "--vat"],
                "http.in-clear"
            ),
            (["channel", "test", "sms", "41234567"], "channel.none"),
            (["channel", "batch"], "channel.none"),
        ] {
            let outcome = try company.run(arguments)
            #expect(outcome.status == 1, "\(arguments)")
            #expect(outcome.error.contains(code), "\(outcome.error)")
            #expect(!outcome.story.contains("hemmelig\n") || code == "secret.source")
        }
        #expect(!FileManager.default.fileExists(atPath: company.directory.path + "/channels.json"))
        try Data("{".utf8).write(
            to: URL(fileURLWithPath: company.directory.path + "/channels.json"))
        #expect(try company.run(["channel", "list"]).error.contains("channel.file"))
    }

    @Test("A gateway that is known can be printed, changed and used as a file")
    func ownGateway() throws {
        let company = try Company()
        let text = try Binary.run(["channel", "gateway", "sveve"]).output
        let path = company.files.path + "/own.json"
        let own = text.replacingOccurrences(of: "\"name\" : \"sveve\"", with: "\"name\" : \"own\"")
        #expect(own != text)
        try Data(own.utf8).write(to: URL(fileURLWithPath: path))
        try company.must([
            "channel", "set", "sms", "--gateway", path, "--from", "Fjordvik", "--user", "u",
            "--secret", "env:X",
        ])
        #expect(try company.must(["channel", "list"]).output.contains("own"))
        let gateways = try Binary.run(["channel", "gateways"]).output
        for name in ["sveve", "link", "puzzel", "twilio"] { #expect(gateways.contains(name)) }
    }

    @Test("Delivery reports are read as a list; nothing waits for print yet")
    func reportsAndBatch() throws {
        let company = try Company()
        try company.must([
            "channel", "set", "sms", "--gateway", "sveve", "--from", "Fjordvik", "--user", "u",
            "--secret", "env:X",
        ])
        let path = company.files.path + "/reports.txt"
        try Data("number=4741234567&status=true&id=42&ref=P-1\n".utf8)
            .write(to: URL(fileURLWithPath: path))
        let output = try company.must(["channel", "reports", path]).output
        #expect(output.contains("42") && output.contains("P-1") && output.contains("delivered"))
        #expect(!output.contains("41234567"))
        try company.must([
            "channel", "set", "print", "--folder", company.files.path + "/print",
        ])
        #expect(try company.must(["channel", "batch"]).output.contains("Ingen brev"))
    }

    @Test("Letters on paper wait in the folder until a batch is made, and are in it once")
    func batch() throws {
        let company = try Company()
        let day = "2026-11-18"
        try company.take(
            """
            Kundenr;Navn;Adresse;Postnr;Sted;Fakturanr;Fakturadato;Forfallsdato;Beløp
            10001;Nordlys Kafe AS;Storgata 1;0155;Oslo;50001;01.10.2026;15.10.2026;1500,00
            10002;Berg Bygg AS;Bergveien 2;9008;Tromsø;50002;01.10.2026;15.10.2026;2500,00
            """, named: "invoices.csv", today: day)
        try company.hearFromBank(through: day)
        let folder = company.files.path + "/print"
        try company.must(["channel", "set", "print", "--folder", folder])
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        try company.must(["work"], today: day)
        let batch = try company.must(["channel", "batch", "--csv", "-"], today: day).output
        #expect(batch.contains("P-1") && batch.contains("P-2"))
        let made = "\(folder)/batches/\(day)-1"
        for file in ["letters.pdf", "manifest.csv", "manifest.json"] {
            #expect(FileManager.default.fileExists(atPath: "\(made)/\(file)"))
        }
        #expect(try company.must(["channel", "batch"], today: day).output.contains("Ingen brev"))
        #expect(try company.outbox().allSatisfy { $0.state == "sent" })
    }

    @Test(
        "A mail server is set once and used from then on; a test mail shows that it works",
        .enabled(if: MailServer.isPresent, "no Python with a mail server; see make venv"))
    func mail() throws {
        let company = try Company()
        let server = try MailServer()
        try company.must([
            "channel", "set", "mail", "smtp://127.0.0.1:\(server.port)", "--start-tls", "none",
        ])
        try company.must(["channel", "test", "mail", "meg@firma.example"])
        #expect(try server.mails().flatMap(\.recipients) == ["meg@firma.example"])
        let day = "2026-09-04"
        try company.take(
            OpenItem.list([OpenItem(invoice: "50001", email: "kari@kunde.example")]),
            named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: day)
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        #expect(server.mailCount == 2)
        #expect(try company.outbox().map(\.channel) == ["smtp"])
    }

    @Test("A mail server that other people read through is never used on another day than today")
    func rehearsal() throws {
        let company = try Company()
        try company.must(["channel", "set", "mail", "smtp://smtp.example.no:587"])
        let outcome = try company.run(["work"], today: "2026-09-04")
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("send.rehearsal"))
        for (arguments, code) in [
            (["smtp.example.no"], "smtp.address"),
            (["smtp://smtp.example.no:587", "--user", "post"], "smtp.login"),
            (["smtp://smtp.example.no:587", "--start-tls", "perhaps"], "smtp.security"),
            (
                [
                    "smtp://smtp.example.no:25", "--user", "post", "--secret", "env:X",
                    "--start-tls", "none",
                ], "smtp.password-in-clear"
            ),
        ] {
            let refused = try company.run(["channel", "set", "mail"] + arguments)
            #expect(refused.status == 1 && refused.error.contains(code), "\(refused.story)")
        }
        #expect(try company.must(["channel"]).output.contains("smtp.example.no:587"))
    }
}
