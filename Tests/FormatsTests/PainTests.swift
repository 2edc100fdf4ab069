import Basics
import CLibXML2
import Foundation
import Testing

@testable import Formats

/// A payment file like the shared sample, each part with a default.
enum PainSample {
    static let root: String = #filePath.components(separatedBy: "/Tests/FormatsTests/")[0]
    static let folder = root + "/../shared/data/pain"
    static let isThere = FileManager.default.fileExists(atPath: folder)

    static func order(
        _ id: String = "1-12-1", ore: Int64 = 12_500, name: String = "Kari Nordmann",
        account: String = "99993011017", day: Day = Day(2026, 10, 19),
        reference: RefundOrder.Reference = .text("Tilbakebetaling for mye betalt faktura 40102")
    ) -> RefundOrder {
        RefundOrder(
            debtorAccount: AccountNumber("99991042764"), creditorName: name,
            creditorAccount: AccountNumber(account), amount: Money(ore: ore), executionDay: day,
            endToEndID: id, reference: reference)
    }

    static func message(
        _ orders: [RefundOrder], id: String = "PURR-20261017-1", bic: String? = "DNBANOKKXXX",
        name: String = "Fjordvik Rør & Sønn <AS>"
    ) -> RefundMessage {
        RefundMessage(
            id: id, created: 1_792_220_400, debtorName: name, organisationNumber: "310123455",
            bankBIC: bic, orders: orders)
    }

    static func read(_ bytes: [UInt8]) throws -> (RefundMessage, RefundMessage.Version) {
        var source = ByteSource(bytes: bytes)
        let (message, version) = try Pain001Reader.read(&source)
        return (message, version)
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }

    /// Whether the file is what the schema says.
    static func isValid(_ bytes: [UInt8], by version: RefundMessage.Version) -> Bool {
        let schemaPath = "\(folder)/xsd/pain.\(version.rawValue).xsd"
        guard let parser = xmlSchemaNewParserCtxt(schemaPath) else { return false }
        defer { xmlSchemaFreeParserCtxt(parser) }
        guard let schema = xmlSchemaParse(parser) else { return false }
        defer { xmlSchemaFree(schema) }
        guard let judge = xmlSchemaNewValidCtxt(schema) else { return false }
        defer { xmlSchemaFreeValidCtxt(judge) }
        // What is wrong is expected here; the library would print it.
        xmlSchemaSetValidStructuredErrors(judge, { _, _ in }, nil)
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil,
                nil, Int32(XML_PARSE_NONET.rawValue))
        }
        guard let document else { return false }
        defer { xmlFreeDoc(document) }
        return xmlSchemaValidateDoc(judge, document) == 0
    }
}

@Suite("Refunds as pain.001", .serialized)
struct PainTests {
    private var kid: KID { KID(trusted: "7788128") }

    @Test("What is read back is what was written", arguments: RefundMessage.Version.allCases)
    func identity(_ version: RefundMessage.Version) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var lot = Lot(seed: seed)
        let names = ["Kari", "Bakken & Sønn <AS>", "  Å  'x' \"y\"\n", "Łódź 🐈", "a]]>b", "&amp;"]
        for count in 1...25 {
            let orders = (0..<count).map { index in
                PainSample.order(
                    "1-\(index)-1", ore: Int64(lot.next() % 100_000_000) + 1,
                    name: names[Int(lot.next() % 6)],
                    reference: lot.next() % 2 == 0
                        ? .kid(kid) : .text(names[Int(lot.next() % 6)]))
            }
            let message = PainSample.message(orders, bic: lot.next() % 2 == 0 ? nil : "DNBANOKK")
            let bytes = try Pain001Writer.bytes(of: message, version)
            let (read, readVersion) = try PainSample.read(bytes)
            #expect(read == message && readVersion == version, "seed \(seed)")
            #expect(try Pain001Writer.bytes(of: read, version) == bytes)
        }
    }

    @Test("Orders of one account and day stand together, with their own count and sum")
    func groups() throws {
        let orders = [
            PainSample.order("1-1-1", ore: 100), PainSample.order("1-2-1", ore: 250),
            PainSample.order("1-3-1", ore: 7, day: Day(2026, 10, 20)),
        ]
        let text = String(
            decoding: try Pain001Writer.bytes(of: PainSample.message(orders), .v03), as: UTF8.self)
        #expect(text.components(separatedBy: "<PmtInf>").count == 3)
        #expect(text.contains("<PmtInfId>PURR-20261017-1-2</PmtInfId>"))
        #expect(text.contains("<CtrlSum>3.57</CtrlSum>"))
        #expect(text.contains("<CtrlSum>3.50</CtrlSum>"))
        #expect(text.contains("<CtrlSum>0.07</CtrlSum>"))
    }

    @Test(
        "The schema takes each version, with and without a BIC",
        .enabled(if: PainSample.isThere), arguments: RefundMessage.Version.allCases)
    func schema(_ version: RefundMessage.Version) throws {
        let orders = [
            PainSample.order(name: String(repeating: "Å", count: 140)),
            PainSample.order("1-13-1", reference: .kid(kid)),
            PainSample.order(String(repeating: "9", count: 35), day: Day(2026, 10, 20)),
        ]
        for bic in ["DNBANOKKXXX", "DNBANOKK", nil] {
            let message = PainSample.message(
                orders, id: String(repeating: "A", count: 28), bic: bic)
            let bytes = try Pain001Writer.bytes(of: message, version)
            #expect(PainSample.isValid(bytes, by: version))
        }
        let other: RefundMessage.Version = version == .v03 ? .v09 : .v03
        #expect(
            !PainSample.isValid(
                try Pain001Writer.bytes(of: PainSample.message(orders), version), by: other))
    }

    @Test(
        "The sample reads, and writes to itself", .enabled(if: PainSample.isThere),
        arguments: RefundMessage.Version.allCases)
    func sample(_ version: RefundMessage.Version) throws {
        let bytes = try PainSample.bytes("no-refunds-pain.\(version.rawValue).xml")
        let (message, read) = try PainSample.read(bytes)
        #expect(read == version)
        #expect(message.orders.map(\.amount.ore) == [12_500, 312_525])
        #expect(message.orders[1].reference == .kid(kid))
        #expect(message.orders[0].creditorName == "Kari Nordmann")
        #expect(message.created == 1_792_220_400)
        // Made in Norway's time; ours are in UTC.
        let sample = String(decoding: bytes, as: UTF8.self)
            .replacingOccurrences(of: "09:00:00+02:00", with: "07:00:00Z")
        #expect(
            String(decoding: try Pain001Writer.bytes(of: message, version), as: UTF8.self) == sample
        )
    }

    @Test("What no bank takes is refused, and nothing is cut to fit")
    func refusals() throws {
        typealias S = PainSample
        let long = String(repeating: "x", count: 141)
        let faults: [(String, RefundMessage)] = [
            ("pain.count", S.message([])),
            ("pain.account", S.message([S.order(account: "99993011018")])),
            ("pain.account", S.message([S.order(account: "DE89370400440532013000")])),
            ("pain.amount", S.message([S.order(ore: 0)])),
            ("pain.amount", S.message([S.order(ore: -1)])),
            ("pain.name", S.message([S.order(name: long)])),
            ("pain.name", S.message([S.order(name: " \n")])),
            ("pain.text", S.message([S.order(reference: .text(long))])),
            ("pain.text", S.message([S.order(reference: .text(""))])),
            ("pain.reference", S.message([S.order(reference: .kid(KID(trusted: "7788127")))])),
            ("pain.end-to-end-id", S.message([S.order(""), S.order()])),
            ("pain.end-to-end-id", S.message([S.order("a/b")])),
            ("pain.end-to-end-id", S.message([S.order(String(repeating: "1", count: 36))])),
            ("pain.end-to-end-id", S.message([S.order(), S.order()])),
            ("pain.message-id", S.message([S.order()], id: String(repeating: "A", count: 29))),
            ("pain.bic", S.message([S.order()], bic: "DNBA")),
            ("pain.bic", S.message([S.order()], bic: "dnbanokk")),
            ("pain.name", S.message([S.order()], name: "")),
        ]
        for (code, message) in faults {
            let fault = #expect(throws: Diagnostic.self) {
                try Pain001Writer.bytes(of: message, .v03)
            }
            #expect(fault?.code == code)
        }
    }

    @Test(
        "A file whose count, sum, currency or value is wrong is refused",
        arguments: [
            ("<NbOfTxs>1<", "<NbOfTxs>2<", "pain.count"),
            (">125.00</Ctrl", ">125.01</Ctrl", "pain.sum"),
            ("Ccy=\"NOK\"", "Ccy=\"EUR\"", "pain.value"),
            ("001.001.03", "001.001.02", "pain.version"),
            ("2026-10-19", "2026-13-19", "pain.value"),
            ("<Nm>Kari Nordmann</Nm>", "", "pain.missing"),
            ("</Document>", "", "pain.xml"), ("07:00:00Z", "sju", "pain.value"),
        ])
    func broken(_ old: String, _ new: String, _ code: String) throws {
        let bytes = try Pain001Writer.bytes(of: PainSample.message([PainSample.order()]), .v03)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(old))
        let fault = #expect(throws: Diagnostic.self) {
            try PainSample.read(Array(text.replacingOccurrences(of: old, with: new).utf8))
        }
        #expect(fault?.code == code)
    }
}

@Suite("A bank's answer to refunds")
struct PainStatusTests {
    private func report(_ text: String) throws -> PaymentStatusReport {
        var source = ByteSource(bytes: Array(text.utf8))
        return try Pain002Reader.read(&source)
    }

    private func answer(_ body: String, namespace: String = "pain.002.001.03") -> String {
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:\(namespace)"><CstmrPmtStsRpt>\
        <OrgnlGrpInfAndSts><OrgnlMsgId>M-1</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>\
        \(body)</CstmrPmtStsRpt></Document>
        """
    }

    @Test("The sample accepts the whole file", .enabled(if: PainSample.isThere))
    func sample() throws {
        let bytes = try PainSample.bytes("status-accepted-pain.002.001.03.xml")
        let report = try report(String(decoding: bytes, as: UTF8.self))
        #expect(report.messageID == "PURR-20261017-1")
        #expect(report.status == "ACCP")
        #expect(report.status(of: "REFUND-40102-1") == "ACCP")
    }

    @Test("Single orders have a status and a reason of their own")
    func orders() throws {
        let report = try report(
            answer(
                """
                <OrgnlPmtInfAndSts><PmtInfSts>PART</PmtInfSts>\
                <TxInfAndSts><OrgnlEndToEndId>1-12-1</OrgnlEndToEndId><TxSts>RJCT</TxSts>\
                <StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>Ukjent konto</AddtlInf></StsRsnInf>\
                </TxInfAndSts></OrgnlPmtInfAndSts>
                """))
        #expect(report.status(of: "1-12-1") == "RJCT")
        #expect(report.orders.first?.reason == "AC01 Ukjent konto")
        #expect(report.status(of: "1-13-1") == "PART")
    }

    @Test("Another message is refused")
    func otherMessage() {
        for (text, code) in [
            (answer("", namespace: "pain.001.001.03"), "pain-status.version"),
            ("<a/>", "pain-status.version"), ("", "pain-status.xml"),
            (
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.03\"/>",
                "pain-status.missing"
            ),
        ] {
            #expect(throws: Diagnostic.self) { try report(text) }
            #expect((#expect(throws: Diagnostic.self) { try report(text) })?.code == code)
        }
    }
}
