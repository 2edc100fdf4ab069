import Basics
import Foundation
import Testing

@testable import Formats

@Suite("Payment orders")
struct PainWriterTests {
    private let order = PaymentOrder(
        identity: "PURR-20261017-1", made: "2026-10-17T09:00:00+02:00", payer: "Fjordvik Rør AS",
        organisationNumber: "310123455", account: AccountNumber("99991042764"), bic: "TESTNOK1XXX",
        day: Day(2026, 10, 19),
        transfers: [
            .init(
                identity: "REFUND-40102-1", amount: Money(kroner: 125), name: "Kari Nordmann",
                account: AccountNumber("99993011017"),
                remittance: .text("Tilbakebetaling for mye betalt faktura 40102")),
            .init(
                identity: "REFUND-40107-1", amount: Money(ore: 312_525), name: "Lillevik kommune",
                account: AccountNumber("99993016019"), remittance: .kid("7788128")),
        ])

    private static let folder =
        (ProcessInfo.processInfo.environment["PURR_SHARED"].map { $0 + "/data" }
            ?? String(#filePath.split(separator: "/Tests/FormatsTests/")[0]) + "/../shared/data")
        + "/pain"

    @Test(
        "The sample orders come out to the byte, in both versions",
        .enabled(if: FileManager.default.fileExists(atPath: folder)),
        arguments: PainWriter.Version.allCases)
    func samples(version: PainWriter.Version) throws {
        let name = "no-refunds-pain.001.001.\(version.rawValue).xml"
        let sample = try #require(FileManager.default.contents(atPath: "\(Self.folder)/\(name)"))
        let made = String(decoding: try PainWriter.bytes(of: order, version), as: UTF8.self)
        #expect(
            made.trimmingCharacters(in: .whitespacesAndNewlines)
                == String(decoding: sample, as: UTF8.self).trimmingCharacters(
                    in: .whitespacesAndNewlines))
    }

    @Test(
        "Orders are valid by the schema, whatever the names and texts",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")),
        .enabled(if: FileManager.default.fileExists(atPath: folder)),
        arguments: PainWriter.Version.allCases)
    func valid(version: PainWriter.Version) throws {
        let odd = PaymentOrder(
            identity: "M", made: order.made, payer: "A & <B> \"C\" ÆØÅ",
            organisationNumber: "310123455",
            account: order.account, day: order.day,
            transfers: [
                .init(
                    identity: "T\u{1}-1", amount: Money(ore: 1), name: "Øystein Å. 'Ny' & Co",
                    account: order.account, remittance: .text(String(repeating: "æ", count: 140)))
            ])
        for order in [order, odd] {
            let path = NSTemporaryDirectory() + "pain-\(UUID().uuidString).xml"
            defer { try? FileManager.default.removeItem(atPath: path) }
            try Data(try PainWriter.bytes(of: order, version)).write(
                to: URL(fileURLWithPath: path))
            let check = Process()
            check.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
            check.arguments = [
                "--noout", "--schema", "\(Self.folder)/xsd/pain.001.001.\(version.rawValue).xsd",
                path,
            ]
            check.standardError = FileHandle.nullDevice
            try check.run()
            check.waitUntilExit()
            #expect(check.terminationStatus == 0)
        }
    }

    @Test("What is written is read back: amounts, accounts, names and references")
    func readBack() throws {
        let text = String(decoding: try PainWriter.bytes(of: order, .v03), as: UTF8.self)
        let collector = PainCollector()
        var source = ByteSource(bytes: Array(text.utf8))
        try XMLStream.parse(&source, code: "pain", handler: collector)
        #expect(collector.values["InstdAmt"] == ["125.00", "3125.25"])
        #expect(collector.values["EndToEndId"] == order.transfers.map(\.identity))
        #expect(collector.values["Ustrd"] == ["Tilbakebetaling for mye betalt faktura 40102"])
        #expect(collector.values["Ref"] == ["7788128"])
        #expect(collector.values["CtrlSum"] == ["3250.25", "3250.25"])
    }

    @Test("What no bank would take is refused by code")
    func refused() {
        func code(_ change: (PaymentOrder.Transfer) -> PaymentOrder.Transfer?) -> String? {
            let changed = PaymentOrder(
                identity: "M", made: order.made, payer: "A", organisationNumber: "310123455",
                account: order.account, day: order.day,
                transfers: order.transfers.compactMap(change))
            do {
                _ = try PainWriter.bytes(of: changed, .v03)
                return nil
            } catch { return (error as? Diagnostic)?.code }
        }
        func transfer(
            identity: String = "T", amount: Int64 = 1, name: String = "N",
            account: String = "99993011017", text: String = "t"
        ) -> PaymentOrder.Transfer {
            .init(
                identity: identity, amount: Money(ore: amount), name: name,
                account: AccountNumber(account), remittance: .text(text))
        }
        #expect(code { $0 } == nil)
        #expect(code { _ in nil } == "pain.empty")
        #expect(code { _ in transfer() } == "pain.identity")
        #expect(code { transfer(identity: $0.identity, amount: 0) } == "pain.amount")
        #expect(code { transfer(identity: $0.identity, name: "") } == "pain.name")
        #expect(code { transfer(identity: $0.identity, account: "99993011018") } == "pain.account")
        #expect(code { transfer(identity: $0.identity, text: "") } == "pain.text")
    }
}

private final class PainCollector: XMLHandler {
    var values: [String: [String]] = [:]
    func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {}
    func end(_ name: XMLName, text: XMLText, at line: Int) throws {
        if !text.isEmpty { values[name.string, default: []].append(text.string) }
    }
}
