import Basics
import CLibXML2
import Foundation
import Testing

@testable import Formats

/// A reminder of invoice 40101, each part with a default.
enum EHFSample {
    static let root: String = #filePath.components(separatedBy: "/Tests/FormatsTests/")[0]
    static let folder = root + "/../shared/data/ehf"
    static let isThere = FileManager.default.fileExists(atPath: folder + "/xsd")
    static let python =
        ProcessInfo.processInfo.environment["PURR_PYTHON"] ?? root + "/.build/venv/bin/python"
    /// Whether the processor for the rules is installed beside the Python.
    static let hasProcessor: Bool = {
        guard FileManager.default.isExecutableFile(atPath: python) else { return false }
        return (try? run(["-c", "import saxonche"]))?.status == 0
    }()

    static let seller = EHFReminder.Party(
        organisationNumber: OrganisationNumber("310123455")!, name: "Fjordvik Rør & Sønn AS",
        street: "Kaigata 8", postcode: "5003", city: "Bergen",
        email: "post@fjordvikror.example", phone: "55 12 34 56")
    static let buyer = EHFReminder.Party(
        organisationNumber: OrganisationNumber("310200018")!, name: "Bakken Bygg <Nord> AS",
        street: "Storgata 1", postcode: "0155", city: "Oslo")

    static let fee = EHFReminder.Charge(
        isReminderFee: true, reason: "Purregebyr", amount: Money(kroner: 38))
    static let interest = EHFReminder.Charge(
        isReminderFee: false, reason: "Forsinkelsesrente", amount: Money(ore: 3_982))

    static func reminder(
        _ id: String = "P-1042", principal: Money = Money(kroner: 12_500), paid: Money = .zero,
        charges: [EHFReminder.Charge] = [fee], kid: String = "0001401017",
        isVATRegistered: Bool = true, isInCompanyRegister: Bool = true,
        buyer: EHFReminder.Party = buyer, note: String = "Faktura 40101 forfalt 20.07.2026.",
        reference: String = "10001"
    ) -> EHFReminder {
        EHFReminder(
            id: id, issued: Day(2026, 8, 3), due: Day(2026, 8, 17), note: note,
            buyerReference: reference, seller: seller, buyer: buyer,
            isSellerVATRegistered: isVATRegistered,
            isSellerInCompanyRegister: isInCompanyRegister,
            account: AccountNumber("99991042764"), kid: kid,
            invoice: .init(
                number: "40101", issued: Day(2026, 7, 6), title: "Faktura 40101",
                concerns: "Rørleggerarbeid"),
            principal: principal, paid: paid, charges: charges,
            vatReason: "Merverdiavgift er oppgitt på faktura 40101")
    }

    /// One of each kind that may be written.
    static let all: [EHFReminder] = [
        reminder(), reminder("P-2", charges: []),
        reminder(
            "P-3", principal: Money(ore: 349_050), paid: Money(ore: 50_025),
            charges: [fee, interest]),
        reminder("P-4", kid: "", isVATRegistered: false),
        reminder("P-5", isVATRegistered: false, isInCompanyRegister: false, note: ""),
        reminder("P-6", isVATRegistered: true, isInCompanyRegister: false),
        reminder(
            "P-7",
            buyer: EHFReminder.Party(
                organisationNumber: buyer.organisationNumber, name: "Uten adresse", country: "SE")),
    ]

    static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }

    /// Whether the document is what the schema says.
    static func isValid(_ bytes: [UInt8]) -> Bool {
        let path = folder + "/xsd/maindoc/UBL-Invoice-2.1.xsd"
        guard let parser = xmlSchemaNewParserCtxt(path) else { return false }
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

@Suite("EHF Reminder")
struct EHFReminderTests {
    private func text(_ reminder: EHFReminder) throws -> String {
        String(decoding: try EHFReminderWriter.bytes(of: reminder), as: UTF8.self)
    }

    @Test("The header says what the document is and which one invoice it reminds of")
    func header() throws {
        let text = try text(EHFSample.reminder())
        let start = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" \
            xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
             <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0</cbc:CustomizationID>
             <cbc:ProfileID>urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:06:1.0</cbc:ProfileID>
             <cbc:ID>P-1042</cbc:ID>
             <cbc:IssueDate>2026-08-03</cbc:IssueDate>
             <cbc:DueDate>2026-08-17</cbc:DueDate>
             <cbc:Note>Faktura 40101 forfalt 20.07.2026.</cbc:Note>
             <cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
             <cbc:BuyerReference>10001</cbc:BuyerReference>
             <cac:BillingReference>
              <cac:InvoiceDocumentReference>
               <cbc:ID>40101</cbc:ID>
               <cbc:IssueDate>2026-07-06</cbc:IssueDate>
              </cac:InvoiceDocumentReference>
             </cac:BillingReference>

            """
        #expect(text.hasPrefix(start))
        #expect(text.components(separatedBy: "<cac:BillingReference>").count == 2)
        #expect(!text.contains("InvoiceTypeCode"))
        #expect(text.contains(#"<cbc:EndpointID schemeID="0192">310200018</cbc:EndpointID>"#))
        #expect(text.contains("<cbc:Name>Fjordvik Rør &amp; Sønn AS</cbc:Name>"))
    }

    @Test("The fee is a charge REM without VAT; the amounts add up; account and KID stand there")
    func money() throws {
        let text = try text(
            EHFSample.reminder(
                principal: Money(ore: 349_050), paid: Money(ore: 50_025),
                charges: [EHFSample.fee, EHFSample.interest]))
        let fee = """
            <cac:AllowanceCharge>
              <cbc:ChargeIndicator>true</cbc:ChargeIndicator>
              <cbc:AllowanceChargeReasonCode>REM</cbc:AllowanceChargeReasonCode>
              <cbc:AllowanceChargeReason>Purregebyr</cbc:AllowanceChargeReason>
              <cbc:Amount currencyID="NOK">38.00</cbc:Amount>
              <cac:TaxCategory>
               <cbc:ID>E</cbc:ID>
            """
        #expect(text.contains(fee))
        #expect(text.components(separatedBy: "ReasonCode>REM<").count == 2)
        let totals = """
             <cac:LegalMonetaryTotal>
              <cbc:LineExtensionAmount currencyID="NOK">3490.50</cbc:LineExtensionAmount>
              <cbc:TaxExclusiveAmount currencyID="NOK">3568.32</cbc:TaxExclusiveAmount>
              <cbc:TaxInclusiveAmount currencyID="NOK">3568.32</cbc:TaxInclusiveAmount>
              <cbc:ChargeTotalAmount currencyID="NOK">77.82</cbc:ChargeTotalAmount>
              <cbc:PrepaidAmount currencyID="NOK">500.25</cbc:PrepaidAmount>
              <cbc:PayableAmount currencyID="NOK">3068.07</cbc:PayableAmount>
             </cac:LegalMonetaryTotal>
            """
        #expect(text.contains(totals))
        let means = """
             <cac:PaymentMeans>
              <cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>
              <cbc:PaymentID>0001401017</cbc:PaymentID>
              <cac:PayeeFinancialAccount>
               <cbc:ID>99991042764</cbc:ID>
              </cac:PayeeFinancialAccount>
             </cac:PaymentMeans>
            """
        #expect(text.contains(means))
    }

    @Test("VAT number and Foretaksregisteret stand there when the seller has them")
    func registrations() throws {
        for (vat, register, expected) in [
            (true, true, ["NO310123455MVA", "Foretaksregisteret"]),
            (true, false, ["NO310123455MVA"]), (false, true, ["Foretaksregisteret"]),
            (false, false, ["310123455"]),
        ] {
            let text = try text(
                EHFSample.reminder(isVATRegistered: vat, isInCompanyRegister: register))
            let found = text.components(separatedBy: "<cac:PartyTaxScheme>").dropFirst().map {
                $0.components(separatedBy: "<cbc:CompanyID>")[1]
                    .components(separatedBy: "<")[0]
            }
            #expect(Array(found) == expected)
        }
    }

    @Test("The same reminder gives the same bytes")
    func repeatable() throws {
        for reminder in EHFSample.all {
            #expect(
                try EHFReminderWriter.bytes(of: reminder)
                    == EHFReminderWriter.bytes(of: reminder))
        }
    }

    @Test("Reading one back, it is no sale")
    func roundTrip() throws {
        for reminder in EHFSample.all {
            var source = ByteSource(bytes: try EHFReminderWriter.bytes(of: reminder))
            do {
                _ = try FileReader.read(&source) { _ in }
                Issue.record("read as a sale")
            } catch let problem as Diagnostic {
                #expect(problem.code == "ubl.kind")
            }
        }
    }

    @Test("Every kind follows the schema", .enabled(if: EHFSample.isThere))
    func schema() throws {
        for reminder in EHFSample.all {
            #expect(EHFSample.isValid(try EHFReminderWriter.bytes(of: reminder)), "\(reminder.id)")
        }
        #expect(!EHFSample.isValid(Array("<Invoice/>".utf8)))
    }

    /// The published rules less those that the reminder's own set leaves out: it has no type code, another profile and
    /// another list of charges.
    @Test(
        "Every kind follows the rules of EN 16931, Peppol and Norway",
        .enabled(if: EHFSample.isThere && EHFSample.hasProcessor, "no saxonche: run make venv"))
    func rules() throws {
        let folder = NSTemporaryDirectory() + "purr-ehf-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var paths: [String] = []
        for reminder in EHFSample.all {
            let path = "\(folder)/\(reminder.id).xml"
            try Data(EHFReminderWriter.bytes(of: reminder)).write(to: URL(fileURLWithPath: path))
            paths.append(path)
        }
        // One that must be found wanting shows that the rules are at work.
        let broken = String(
            decoding: try EHFReminderWriter.bytes(of: EHFSample.reminder()), as: UTF8.self
        )
        .replacingOccurrences(
            of: ">12538.00</cbc:PayableAmount", with: ">12539.00</cbc:PayableAmount")
        try Data(broken.utf8).write(to: URL(fileURLWithPath: folder + "/broken.xml"))
        let sch = EHFSample.folder + "/schematron/"
        let result = try EHFSample.run(
            [
                EHFSample.root + "/Tests/Support/schematron.py", "--without",
                "BR-04,BR-CL-20,PEPPOL-EN16931-R007,PEPPOL-EN16931-CL003",
                sch + "CEN-EN16931-UBL.sch", sch + "PEPPOL-EN16931-UBL.sch", "--",
            ] + paths + [folder + "/broken.xml"])
        #expect(result.status == 0)
        var findings = result.text.split(separator: "\n").map(String.init)
        findings.removeAll { $0.hasPrefix("broken.xml fatal BR-CO-16 ") }
        #expect(result.text.contains("broken.xml fatal BR-CO-16 "))
        // A seller outside Foretaksregisteret is warned that most others must name it.
        #expect(
            Set(findings.map { $0.split(separator: " ").prefix(3).joined(separator: " ") })
                == ["P-5.xml warning NO-R-002", "P-6.xml warning NO-R-002"])
    }

    @Test("What no receiver would take is refused")
    func refusals() throws {
        var wrong: [(String, EHFReminder)] = [
            ("ehf.amount", EHFSample.reminder(principal: Money(ore: -1))),
            ("ehf.amount", EHFSample.reminder(paid: Money(kroner: 12_538))),
            ("ehf.amount", EHFSample.reminder(paid: Money(ore: -1))),
            (
                "ehf.amount",
                EHFSample.reminder(
                    charges: [.init(isReminderFee: true, reason: "x", amount: .zero)])
            ),
            (
                "ehf.missing",
                EHFSample.reminder(
                    charges: [.init(isReminderFee: true, reason: " ", amount: Money(kroner: 1))])
            ),
            ("ehf.missing", EHFSample.reminder(reference: " ")),
            ("ehf.missing", EHFSample.reminder("")),
            ("ehf.too-long", EHFSample.reminder(reference: String(repeating: "x", count: 201))),
            ("ehf.too-long", EHFSample.reminder(note: String(repeating: "x", count: 1_001))),
            ("ehf.character", EHFSample.reminder(note: "a\u{01}b")),
        ]
        var account = EHFSample.reminder()
        account.account = AccountNumber("12345678901")
        wrong.append(("ehf.account", account))
        for (code, reminder) in wrong {
            let problem = #expect(throws: Diagnostic.self) {
                try EHFReminderWriter.bytes(of: reminder)
            }
            #expect(problem?.code == code)
        }
        _ = try text(EHFSample.reminder(paid: Money(ore: 1_253_799)))
        _ = try text(EHFSample.reminder(note: String(repeating: "x", count: 1_000)))
    }
}
