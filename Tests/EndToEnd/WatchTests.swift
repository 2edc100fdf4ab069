import Foundation
import Testing

/// The folder that files are dropped into, watched by the built program.
@Suite("A watched folder")
struct WatchTests {
    private static let today = "2026-09-04"

    private static let items = [
        OpenItem(invoice: "50001", amount: 100_000),
        OpenItem(invoice: "50002", customer: "20002", name: "Ola Hansen", amount: 200_000),
    ]

    private static var bank: String {
        BankFile.ocr([.init(kid: items[0].kid, amount: 100_000, day: "2026-09-03")])
    }

    private struct Inbox {
        let company: Company
        let folder: TemporaryDirectory

        init() throws {
            company = try Company()
            folder = try TemporaryDirectory()
        }

        func watch(_ more: String...) -> [String] {
            ["watch", folder.path] + more + ["--today", WatchTests.today] + company.data
        }

        func drop(_ text: String, _ name: String) throws { _ = try folder.write(text, to: name) }

        /// The files in it, but for Purr's own mark.
        func names(_ below: String = "") -> [String] {
            let path = below.isEmpty ? folder.path : "\(folder.path)/\(below)"
            return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
                .filter { $0 != ".purr-watch" }.sorted()
        }

        /// How `sha256sum` judges the archive.
        func archiveIsWhole() throws -> Bool {
            let check = Process()
            check.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
            check.arguments = ["--check", "--strict", "--quiet", "manifest.txt"]
            check.currentDirectoryURL = URL(fileURLWithPath: folder.path + "/archive")
            try check.run()
            check.waitUntilExit()
            return check.terminationStatus == 0
        }
    }

    @Test(
        "Files are taken in and archived with their hash; a faulty one lies aside with a report in the book's language"
    )
    func once() throws {
        let inbox = try Inbox()
        try inbox.drop(OpenItem.list(Self.items), "list.csv")
        try inbox.drop(Self.bank, "ocr.txt")
        try inbox.drop("NY000010tull\n", "tull.txt")
        try inbox.drop("half", "next.xml.part")
        let outcome = try Binary.run(inbox.watch("--once"))
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("arkivert som archive/2026-09/"))
        #expect(inbox.names() == ["archive", "faulty", "next.xml.part"])
        #expect(
            inbox.names("archive/2026-09").map { String($0.dropFirst(13)) }.sorted() == [
                "list.csv", "ocr.txt",
            ])
        #expect(try inbox.archiveIsWhole())
        #expect(inbox.names("faulty") == ["tull.txt", "tull.txt.report.txt"])
        let report = try inbox.folder.text("faulty/tull.txt.report.txt")
        #expect(report.contains("Purr kunne ikke lese inn tull.txt."))
        for word in ["Hvor: ", "Fant: ", "Ventet: ", "Gjør: ", "Kode: ocr."] {
            #expect(report.contains(word), "\(report)")
        }
        let claims = try inbox.company.claims(today: Self.today)
        #expect(claims.map(\.principal).sorted() == [0, 200_000])

        let quiet = try Binary.run(inbox.watch("--once"))
        #expect(quiet.status == 0)
        #expect(quiet.output.contains("Ingen filer å lese inn."))
        // The same bytes again are known, and archived all the same.
        try inbox.drop(Self.bank, "ocr.txt")
        #expect(try Binary.run(inbox.watch("--once")).status == 0)
        #expect(inbox.names() == ["archive", "faulty", "next.xml.part"])
        #expect(try inbox.company.payments().count == 1)
    }

    @Test(
        "A file that grows is left alone until it is whole; told to stop, the watcher ends in order"
    )
    func growing() throws {
        let inbox = try Inbox()
        let list = OpenItem.list(Self.items)
        let run = try Binary.Run(inbox.watch("--every", "3"))
        let path = inbox.folder.path + "/list.csv"
        // Written a piece at a time, faster than the watcher looks.
        let bytes = Array(list.utf8)
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        for start in stride(from: 0, to: bytes.count, by: 64) {
            try file.write(contentsOf: Data(bytes[start..<min(bytes.count, start + 64)]))
            Thread.sleep(forTimeInterval: 0.3)
            #expect(inbox.names("faulty").isEmpty)
        }
        try file.close()
        for _ in 0..<200 where inbox.names().contains("list.csv") {
            Thread.sleep(forTimeInterval: 0.1)
        }
        #expect(inbox.names() == ["archive"])

        let second = try Binary.run(inbox.watch("--once"))
        #expect(second.status == 1)
        #expect(second.error.contains("watch.taken"))

        run.terminate()
        #expect(run.wait(seconds: 20))
        let outcome = try run.outcome()
        #expect(outcome.status == 0)
        #expect(!outcome.wasKilled)
        #expect(outcome.output.contains("Avsluttet."))
        #expect(try inbox.company.claims(today: Self.today).count == 2)
    }

    @Test("Cut off at any moment, it loses no file and books none twice")
    func cutOff() throws {
        var random = SeededNumbers(seed: 77)
        for cut in 0..<8 {
            let inbox = try Inbox()
            try inbox.drop(OpenItem.list(Self.items), "list.csv")
            try inbox.drop(Self.bank, "ocr.txt")
            let run = try Binary.Run(inbox.watch("--once"))
            // The second look comes after one second, and the work right after it.
            Thread.sleep(forTimeInterval: 1 + Double.random(in: 0...0.3, using: &random))
            run.kill()
            #expect(try Binary.run(inbox.watch("--once")).status == 0, "cut \(cut)")
            #expect(inbox.names() == ["archive"], "cut \(cut)")
            #expect(inbox.names("archive/2026-09").count == 2, "cut \(cut)")
            #expect(try inbox.archiveIsWhole(), "cut \(cut)")
            let claims = try inbox.company.claims(today: Self.today)
            #expect(claims.map(\.principal).sorted() == [0, 200_000], "cut \(cut)")
            #expect(try inbox.company.payments().count == 1, "cut \(cut)")
        }
    }

    @Test("What is no folder is refused")
    func noFolder() throws {
        let company = try Company()
        let outcome = try company.run(["watch", "/nowhere", "--once"], today: Self.today)
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("watch.folder"))
    }
}
