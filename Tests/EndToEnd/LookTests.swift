import Foundation
import Testing

/// The company's own look, from the command to the letter in the folder and the mailbox.
@Suite("A company's own look", .serialized)
struct LookTests {
    private let day = "2026-09-04"
    private let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">
        <rect width="80" height="80" fill="#d01020"/><circle cx="150" cy="40" r="40"/></svg>
        """

    private func company(name: String = "Kari Nordmann") throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list([
                OpenItem(invoice: "50001", name: name, email: "kari@kunde.example"),
                OpenItem(
                    invoice: "50002", customer: "20002", name: "Ola Hansen",
                    email: "ola@kunde.example"),
            ]), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: day)
        return company
    }

    @Test("Logo and colour are set, told, carried by the next letters, and taken away again")
    func look() throws {
        let company = try company()
        #expect(try company.must(["book", "show"]).output.contains("ingen logo"))
        let logo = try company.files.write(svg, to: "logo.svg")
        let set = try company.must(["book", "set", "--logo", logo, "--colour", "#F5A623"]).output
        #expect(set.contains("logo SVG, 43 × 18 mm") && set.contains("farge #f5a623"), "\(set)")
        #expect(set.contains("som tekst #"), "too light to be read: \(set)")
        #expect(try company.must(["book", "show"]).output.contains("logo SVG, 43 × 18 mm"))
        try company.must(["send", "50001", "--yes", "--now"], today: day)
        try company.must(["book", "set", "--no-logo", "--no-colour"])
        #expect(try company.must(["book", "show"]).output.contains("ingen logo"))
        try company.must(["send", "50002", "--yes", "--now"], today: day)
        #expect(try company.journal().contains("colour none, logo none"))

        let first = try String(
            decoding: Data(contentsOf: URL(fileURLWithPath: company.pdf(1))), as: UTF8.self)
        let second = try String(
            decoding: Data(contentsOf: URL(fileURLWithPath: company.pdf(2))), as: UTF8.self)
        #expect(first.contains("/XObject << /Logo") && first.contains("/S /Figure"))
        #expect(!second.contains("/Logo"))
        if let text = try Tool.text(ofPDF: company.pdf(1)) {
            #expect(text.contains("Fjordvik Rør AS"))
        }
        if let qpdf = Tool.path("qpdf") {
            let checked = try Tool.run(qpdf, ["--check", company.pdf(1)])
            #expect(
                String(decoding: checked, as: UTF8.self).contains(
                    "No syntax or stream encoding errors"))
        }
        let mail = try company.directory.text("letters/P-1.eml")
        #expect(mail.contains("Content-Type: multipart/related"))
        let id = try #require(mail.firstMatch(of: /Content-ID: <([^>]+)>/)?.1)
        #expect(id.hasSuffix("@fjordvikror.example"))
        let joined = mail.replacingOccurrences(of: "=\r\n", with: "")
        #expect(joined.contains("src=3D\"cid:\(id)\""))
        #expect(joined.contains("alt=3D\"Fjordvik R=C3=B8r AS\""))
        #expect(!(try company.directory.text("letters/P-2.eml")).contains("Content-ID"))
    }

    @Test("A book is made with its look; the words' preview shows it")
    func created() throws {
        let company = try Company(makesBook: false)
        let logo = try company.files.write(svg, to: "logo.svg")
        let arguments = [
            "book", "create", "--name", "Fjordvik Rør AS", "--orgnr", "310123455", "--account",
            Company.account, "--logo",
        ]
        let bad = try company.files.write("no logo", to: "logo.txt")
        let refused = try company.run(arguments + [bad])
        #expect(refused.status != 0 && refused.story.contains("logo.type"))
        #expect(company.directory.names() == [], "nothing was made")
        try company.must(arguments + [logo, "--colour", "1d5c4d"])
        let shown = try company.must(["book", "show"]).output
        #expect(shown.contains("logo SVG") && shown.contains("farge #1d5c4d"))
        #expect(!shown.contains("som tekst"))
        let folder = company.files.path + "/preview"
        try company.must(["texts", "preview", "reminder", "warm", "--to", folder], today: day)
        let html = try company.files.text("preview/reminder-warm-nb.html")
        #expect(
            html.contains("src=\"data:image/png;base64,") && html.contains("bgcolor=\"#1d5c4d\""))
    }

    @Test("What is no logo or colour is refused with its code, and nothing is changed")
    func refused() throws {
        let company = try company()
        let text = try company.files.write(
            svg.replacingOccurrences(of: "</svg>", with: "<text>Hei</text></svg>"), to: "text.svg")
        let before = try company.must(["book", "show"]).output
        for (arguments, code) in [
            (["--logo", text, "--phone", "99 99 99 99"], "logo.text"),
            (["--logo", company.files.path + "/none.svg"], "file.none"),
            (["--colour", "green"], "look.colour"),
            (["--colour", "#123456", "--no-colour"], "exclude each other"),
        ] {
            let outcome = try company.run(["book", "set"] + arguments)
            #expect(outcome.status != 0 && outcome.story.contains(code), "\(outcome.story)")
        }
        #expect(try company.must(["book", "show"]).output == before)
    }

    @Test("A name that no font can set is pointed out before the letter is approved")
    func gaps() throws {
        let company = try company(name: "Kari \u{378} Nordmann")
        let shown = try company.must(["send", "--all", "--dry-run"], today: day).output
        #expect(shown.contains("ingen skrift på maskinen har \u{378}"), "\(shown)")
        #expect(!shown.contains("! Ola Hansen"))
    }
}
