import Foundation
import Testing

/// Folders and compressed files, through the built program.
@Suite("Folders and compressed files")
struct ArchiveTests {
    private static let today = "2026-09-04"

    private static let item = OpenItem(invoice: "50001", amount: 100_000)

    private static var bank: String {
        BankFile.ocr([.init(kid: item.kid, amount: 100_000, day: "2026-09-03")])
    }

    /// Packs files of a folder with Python, as a bank would.
    private func pack(_ code: String, in folder: TemporaryDirectory) throws {
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        python.arguments = ["-c", code]
        python.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        try python.run()
        python.waitUntilExit()
        #expect(python.terminationStatus == 0)
    }

    @Test("A zip file gives what is in it, a gzip file too; the same bytes unpacked are known")
    func packed() throws {
        let company = try Company()
        let folder = try TemporaryDirectory()
        let list = try folder.write(OpenItem.list([Self.item]), to: "list.csv")
        let bank = try folder.write(Self.bank, to: "ocr.txt")
        try pack(
            """
            import zipfile, gzip, shutil
            z = zipfile.ZipFile('all.zip', 'w', zipfile.ZIP_DEFLATED)
            z.write('list.csv'); z.writestr('broken.txt', 'NY000010'); z.close()
            shutil.copyfileobj(open('ocr.txt', 'rb'), gzip.open('ocr.txt.gz', 'wb'))
            """, in: folder)
        let outcome = try company.run(["import", folder.path + "/all.zip"], today: Self.today)
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("all.zip/broken.txt"))
        #expect(outcome.output.contains("all.zip/list.csv"))
        try company.must(["import", folder.path + "/ocr.txt.gz"], today: Self.today)
        #expect(try company.claims(today: Self.today).map(\.principal) == [0])
        let again: [ImportReport] = try company.report(["import", list, bank], today: Self.today)
        #expect(again.map(\.paymentsAdded) == [0, 0])
    }

    @Test("A folder gives its files by name, one that is faulty leaves the others as they are")
    func folder() throws {
        let company = try Company()
        let folder = try TemporaryDirectory()
        _ = try folder.write(OpenItem.list([Self.item]), to: "list.csv")
        _ = try folder.write(Self.bank, to: "a-ocr.txt")
        _ = try folder.write("NY000010", to: "broken.txt")
        _ = try folder.write("half", to: "next.part")
        let outcome = try company.run(["import", folder.path], today: Self.today)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("3 filer: 2 lest inn, 0 kjent fra før, 1 med feil."))
        #expect(outcome.error.contains("broken.txt"))
        #expect(try company.claims(today: Self.today).map(\.principal) == [0])
    }
}
