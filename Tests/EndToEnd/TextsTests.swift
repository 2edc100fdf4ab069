import Foundation
import Testing

/// The words of letters, changed and seen through the built program.
@Suite("A company's own words and tones", .serialized)
struct TextsTests {
    private let day = "2026-09-04"

    private func company() throws -> Company {
        let company = try Company()
        try company.take(
            OpenItem.list([OpenItem(invoice: "50001")]), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: day)
        return company
    }

    private func file(_ company: Company, _ text: String) throws -> String {
        let path = company.files.path + "/words.txt"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(
        "Own words stand in the next letter with a real customer's figures; reset takes them back")
    func own() throws {
        let company = try company()
        let shown = try company.must(["texts", "show", "nudge", "friendly"], today: day).output
        let own = shown.replacingOccurrences(
            of: "Slikt er lett å glemme", with: "Vi lager gode rør og dårlig kaffe")
        #expect(own != shown)
        let path = try file(company, own)
        try company.must(["texts", "set", "nudge", "friendly", path, "--dry-run"], today: day)
        #expect(
            try company.must(["texts", "list"], today: day).output.contains("Alle brev har ordene"))
        let preview = try company.must(
            ["texts", "preview", "nudge", "friendly", "--file", path, "--customer", "20001"],
            today: day
        ).output
        #expect(preview.contains("gode rør") && preview.contains("50001"), "\(preview)")
        try company.must(["texts", "set", "nudge", "friendly", path], today: day)
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        let mail = try String(
            contentsOfFile: company.directory.path + "/letters/P-1.eml", encoding: .utf8)
        #expect(mail.contains("gode r=C3=B8r"))
        #expect(
            try company.must(["texts", "reset", "nudge", "friendly"], today: day).output.contains(
                "gjelder igjen"))
        #expect(
            try company.must(["texts", "show", "nudge", "friendly"], today: day).output == shown)
        #expect(try company.journal().contains("words-reset"))
    }

    @Test("What the law refuses is not taken, and every place is told")
    func refused() throws {
        let company = try company()
        let text = try company.must(["texts", "show", "reminder", "neutral"]).output
            .replacingOccurrences(
                of: "Vi ber {you-object}",
                with: "Betal, ellers går saken til inkasso og politiet. Vi ber {you-object}")
        let outcome = try company.run([
            "texts", "set", "reminder", "neutral", try file(company, text),
        ])
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("words.refused"))
        #expect(
            outcome.output.contains("collection.early") && outcome.output.contains("threat.police"))
        let lint = [
            "texts", "lint", "--letter", "reminder", "--file", company.files.path + "/words.txt",
        ]
        #expect(try company.run(lint).status == 1)
        #expect(try company.must(["texts", "lint"]).output.contains("Ingenting å si"))
        let unknown = try file(company, text.replacingOccurrences(of: "{amount}", with: "{amuont}"))
        #expect(
            try company.run(["texts", "set", "reminder", "neutral", unknown]).error.contains(
                "words.placeholder"))
    }

    @Test("A text that an editor left refused is kept for its writer")
    func editor() throws {
        let company = try company()
        let script = company.files.path + "/editor.sh"
        try Data("#!/bin/sh\nsed -i 's/Vi ber/Siste varsel. Vi ber/' \"$1\"\n".utf8)
            .write(to: URL(fileURLWithPath: script))
        let outcome = try Binary.run(
            ["texts", "edit", "reminder", "neutral"] + company.data,
            environment: ["EDITOR": "sh \(script)"])
        #expect(
            outcome.status == 1 && outcome.output.contains("final.not-final"), "\(outcome.story)")
        let kept = try #require(

            outcome.output.components(separatedBy: "ligger i ").last?.split(separator: "\n").first)
        #expect(try String(contentsOfFile: String(kept), encoding: .utf8).contains("Siste varsel"))
        try FileManager.default.removeItem(
            at: URL(fileURLWithPath: String(kept)).deletingLastPathComponent())
    }

    @Test("A letter is seen as PDF, HTML and text before anything is sent")
    func preview() throws {
        let company = try company()
        let folder = company.files.path + "/seen"
        try company.must(
            ["texts", "preview", "collection-notice", "warm", "--to", folder], today: day)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["html", "pdf", "txt"].map { "collection-notice-warm-nb.\($0)" })
        #expect(try company.outbox().isEmpty)
    }

    @Test("The tone follows the customer, the trade and the company, and says why")
    func tones() throws {
        let company = try company()
        func explained() throws -> String {
            try company.must(["explain", "50001"], today: day).output
        }
        #expect(try explained().contains("Vennlig tone: følger planen"))
        try company.must(["tones", "set", "--company", "warm", "--branch", "Bygg=firm"])
        #expect(try explained().contains("Varm tone: firmaets tone"))
        try company.must(["customer", "20001", "--branch", "bygg"])
        #expect(try explained().contains("Fast tone: valgt for bransjen bygg"))
        try company.must(["customer", "20001", "--tone", "neutral"])
        #expect(try explained().contains("Nøytral tone: valgt for kunden"))
        let list = try company.must(["tones"]).output
        #expect(list.contains("varm") && list.contains("bygg"))
        try company.must(["customer", "20001", "--tone", "rule", "--branch", ""])
        try company.must(["tones", "set", "--company", "rule", "--branch", "bygg=rule"])
        #expect(try explained().contains("Vennlig tone: følger planen"))
    }
}
