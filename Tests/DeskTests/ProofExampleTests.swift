import Basics
import Claims
import Formats
import Foundation
import Store
import Testing

@testable import Desk

/// The example company's claims, each as a court would get it.
@Suite("Proof files of the example company")
struct ProofExampleTests {
    private let desk: TestDesk
    private let folder = TestChannel("folder", isRepeatable: true)

    init() throws {
        desk = try TestDesk(today: Day(2026, 10, 8))
        let root = #filePath.components(separatedBy: "/Tests/DeskTests/")[0] + "/Examples/"
        for (name, asOf) in [
            ("fjordvik-open-items.csv", Day(2026, 9, 30)), ("fjordvik-ocr-2026-10-06.txt", nil),
            ("fjordvik-ocr-2026-10-07.txt", nil), ("fjordvik-camt054-2026-10-07.xml", nil),
        ] {
            _ = try desk.desk.importFile(root + name, options: ReadOptions(asOf: asOf))
        }
    }

    private func texts(_ proof: ProofFile) throws -> [String: String] {
        let made = try ProofVerifier.verify(proof.bytes).made
        let entries = try StoredZip.entries(in: proof.bytes) { _ in made }
        return Dictionary(
            uniqueKeysWithValues: entries.filter { !$0.name.hasSuffix(".pdf") }.map {
                ($0.name, String(decoding: $0.bytes, as: UTF8.self))
            })
    }

    @Test("Every claim has one that verifies and names no other customer")
    func everyClaim() async throws {
        _ = try desk.desk.approve(overrides: SendingOverrides(staleBankData: true))
        _ = try await desk.desk.work(Post(mail: nil, folder: folder), ignoringWindow: true)
        #expect(folder.delivered.count > 2)
        let items = try desk.desk.claims(onlyOpen: false)
        #expect(items.count > 8)
        let names = Set(items.map(\.debtor.name))
        for item in items {
            let proof = try desk.desk.proof(of: item.claim.invoice)
            #expect(try ProofVerifier.verify(proof.bytes).invoice == item.claim.invoice)
            for (file, text) in try texts(proof) {
                let others = names.filter { !item.debtor.name.contains($0) && text.contains($0) }
                #expect(others.isEmpty, "\(item.claim.invoice), \(file): \(others)")
            }
        }
    }

    @Test("A letter's electronic document is there, and not that of another claim in the letter")
    func ehf() async throws {
        let desk = try TestDesk()
        let row = "10001;Bakken Bygg AS;310200018;Faktura;"
        let rest = ";20.07.2026;03.08.2026;4800,00;4800,00;Storgata 1;0155;Oslo"
        try desk.take(
            [
                "Kundenr;Kundenavn;Org.nr;Type;Fakturanr;Fakturadato;Forfall;Beløp;Restbeløp;Adresse;Postnr;Poststed",
                row + "40101" + rest, row + "40108" + rest,
            ].joined(separator: "\n"), asOf: Day(2026, 8, 15))
        var choices = CustomerChoices()
        choices.way = .ehf
        _ = try desk.desk.change(customer: "10001", choices)
        let channel = TestChannel("ehf")
        let post = Post(
            [.ehf: channel], folder: folder, ehfSender: EHFSender(isVATRegistered: true))
        _ = try desk.desk.approve(overrides: SendingOverrides(staleBankData: true))
        _ = try await desk.desk.work(post, ignoringWindow: true)
        let letter = try #require(channel.delivered.first { $0.ehf.count > 1 })
        for document in letter.ehf {
            let text = String(decoding: document.bytes, as: UTF8.self)
            let invoice = try #require(["40101", "40108"].first { text.contains($0) })
            let files = try texts(try desk.desk.proof(of: invoice)).filter {
                $0.key.hasSuffix(".xml")
            }
            #expect(Array(files.values) == [text])
        }
    }
}
