import Foundation
import Store
import TestStore
import Testing

/// The future through the built program.
@Suite("Rehearsal from the terminal", .serialized)
struct RehearsalCommandTests {
    private let day = "2026-09-04"

    private func company() throws -> Company {
        let company = try Company()
        let items = (1...6).map { number in
            OpenItem(
                invoice: "5000\(number)", customer: "2000\(number)", name: "Kunde \(number)",
                email: number % 2 == 0 ? "k\(number)@kunde.example" : "")
        }
        try company.take(OpenItem.list(items), named: "list.csv", today: "2026-09-02")
        try company.hearFromBank(through: day)
        return company
    }

    /// Every row of every table.
    private func rows(_ company: Company) throws -> [String] {
        try TestStore.dump(Database(company.store.address))
    }

    @Test("Ninety days are told by week and by letter, and the book is untouched")
    func told() throws {
        let company = try company()
        let before = try rows(company)
        #expect(before.count > 20)
        let weeks = try company.must(["rehearse", "--days", "90", "--pay", "never"], today: day)
            .output
        #expect(weeks.contains("31.08.2026") && weeks.contains("Ingenting er sendt"), "\(weeks)")
        let letters = try company.must(
            ["rehearse", "--days", "90", "--pay", "never", "--letters"], today: day
        ).output
        #expect(letters.contains("Kunde 1") && letters.contains("inkassovarsel"), "\(letters)")
        _ = try JSONSerialization.jsonObject(
            with: Data(try company.must(["rehearse", "--json"], today: day).output.utf8))
        #expect(try company.must(["rehearse", "--csv", "-"], today: day).output.contains(";"))
        #expect(try rows(company) == before)
        #expect(try company.outbox().isEmpty)
        #expect(company.letters().isEmpty)
    }

    @Test("A book where nothing is due says so; a rehearsal too long is refused")
    func quiet() throws {
        let company = try Company()
        #expect(try company.must(["rehearse"], today: day).output.contains("Ingen brev"))
        #expect(
            try company.run(["rehearse", "--days", "1000"], today: day).error.contains(
                "rehearsal.days"))
    }

    @Test("A preview shows the very letters that then leave, why they may, and changes nothing")
    func preview() throws {
        let company = try company()
        let folder = company.files.path + "/seen"
        let before = try rows(company)
        let shown = try company.must(["send", "--all", "--preview", "--to", folder], today: day)
        #expect(shown.output.contains("§") && shown.output.contains("P-6"), "\(shown.story)")
        #expect(try rows(company) == before)
        #expect(try company.outbox().isEmpty)
        try company.must(["send", "--all", "--yes", "--now"], today: day)
        for number in 1...6 {
            let seen = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/P-\(number).pdf"))
            let sent = try Data(contentsOf: URL(fileURLWithPath: company.pdf(number)))
            #expect(seen == sent)
            let mail = "\(company.directory.path)/letters/P-\(number).eml"
            guard number % 2 == 0 else { continue }
            func lines(_ path: String) throws -> [Substring] {
                String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
                    .split(separator: "\r\n").filter { !$0.hasPrefix("Date: ") }
            }
            #expect(try lines("\(folder)/P-\(number).eml") == lines(mail))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count { $0.hasSuffix(".eml") } == 3)
    }

    @Test("Where there is a screen, the preview opens the very letter that then leaves")
    func opened() throws {
        let company = try company()
        let folder = company.files.path
        let seen = folder + "/opened.pdf"
        let viewer = try company.files.write(
            "#!/bin/sh\ncp \"$1\" \"\(seen).part\" && mv \"\(seen).part\" \"\(seen)\"\n",
            to: "xdg-open")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: viewer)
        // A terminal of its own, as a person has one.
        let script = """
            import os, pty, sys
            os.environ.update(DISPLAY=':9', PATH=sys.argv[1] + ':' + os.environ['PATH'])
            os.environ.pop('WAYLAND_DISPLAY', None)
            sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[2:])))
            """
        _ = try Tool.run(
            "/usr/bin/env",
            [
                "python3", "-c", script, folder, Binary.path, "send", "50003", "--preview",
                "--today", day,
            ]
                + company.data)
        let deadline = Date().addingTimeInterval(30)
        while !FileManager.default.fileExists(atPath: seen), Date() < deadline {
            Thread.sleep(forTimeInterval: 0.05)
        }
        try company.must(["send", "50003", "--yes", "--now"], today: day)
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: seen))
                == Data(contentsOf: URL(fileURLWithPath: company.pdf(1))))
    }

    @Test("One claim can be seen alone; a folder goes with a preview only")
    func one() throws {
        let company = try company()
        let output = try company.must(["send", "50003", "--preview"], today: day).output
        #expect(output.contains("P-1  Kunde 3") && !output.contains("Kunde 4"))
        let folder = try #require(
            output.components(separatedBy: " i ").last?.components(separatedBy: ". ").first)
        #expect(FileManager.default.fileExists(atPath: folder + "/P-1.pdf"))
        try FileManager.default.removeItem(atPath: folder)
        #expect(try company.run(["send", "--all", "--to", "x"], today: day).status == 64)
    }
}
