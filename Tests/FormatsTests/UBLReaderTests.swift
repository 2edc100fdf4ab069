import Basics
import Foundation
import Testing

@testable import Formats

@Suite("EHF and Peppol invoices")
struct UBLReaderTests {
    // MARK: Documents

    private static func document(
        root: String = "Invoice", id: String = "40101", type: String = "380",
        total: String = "1250.00",
        due: String = "<cbc:DueDate>2026-07-20</cbc:DueDate>", more: String = "",
        buyer: String =
            #"<cac:PartyLegalEntity><cbc:RegistrationName>Bakken Bygg AS</cbc:RegistrationName><cbc:CompanyID schemeID="0192">310200018</cbc:CompanyID></cac:PartyLegalEntity>"#,
        customization: String =
            "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
    ) -> String {
        let type = type.isEmpty ? "" : "<cbc:\(root)TypeCode>\(type)</cbc:\(root)TypeCode>"
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <x:\(root) xmlns:x="urn:oasis:names:specification:ubl:schema:xsd:\(root)-2"
              xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
              xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
            <cbc:CustomizationID>\(customization)</cbc:CustomizationID>
            <cbc:ID>\(id)</cbc:ID><cbc:IssueDate>2026-07-06</cbc:IssueDate>\(due)\(type)
            <cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
            <cac:AccountingSupplierParty><cac:Party>
            <cac:PartyTaxScheme><cbc:CompanyID>NO310123455MVA</cbc:CompanyID></cac:PartyTaxScheme>
            <cac:PartyLegalEntity><cbc:RegistrationName>Fjordvik Rør AS</cbc:RegistrationName></cac:PartyLegalEntity>
            </cac:Party></cac:AccountingSupplierParty>
            <cac:AccountingCustomerParty><cac:Party>
            <cac:PartyName><cbc:Name>Bakken</cbc:Name></cac:PartyName>
            <cac:PostalAddress><cbc:StreetName>Storgata 1</cbc:StreetName><cbc:CityName>Oslo</cbc:CityName>
            <cbc:PostalZone>0155</cbc:PostalZone></cac:PostalAddress>\(buyer)
            </cac:Party></cac:AccountingCustomerParty>\(more)
            <cac:PaymentMeans><cbc:PaymentID>0001401017</cbc:PaymentID></cac:PaymentMeans>
            <cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="NOK">\(total)</cbc:PayableAmount></cac:LegalMonetaryTotal>
            <cac:\(root)Line><cbc:ID>1</cbc:ID><cac:Item><cbc:Name>Rørleggerarbeid</cbc:Name></cac:Item></cac:\(root)Line>
            </x:\(root)>
            """
    }

    private struct Read {
        var customer: CustomerRecord?
        var item: OpenItemRecord?
        var findings: [String] = []
        var summary: FileSummary
    }

    private func read(_ bytes: [UInt8]) throws -> Read {
        var source = ByteSource(bytes: bytes)
        var found = Read(summary: FileSummary(format: .ubl))
        found.summary = try FileReader.read(&source) { record in
            switch record {
            case .customer(let customer): found.customer = customer
            case .openItem(let item): found.item = item
            case .finding(let finding): found.findings.append(finding.code)
            default: Issue.record("an invoice tells of nothing else: \(record)")
            }
        }
        return found
    }

    private func read(_ text: String) throws -> Read { try read(Array(text.utf8)) }

    private func code(_ text: String) -> String? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return (error as? Diagnostic)?.code
        }
    }

    // MARK: What is read

    @Test("An invoice becomes its buyer and what is owed")
    func invoice() throws {
        let found = try read(Self.document())
        let customer = try #require(found.customer)
        #expect(customer.name == "Bakken Bygg AS")
        #expect(customer.number == "310200018")
        #expect(!customer.hasSellersNumber)
        #expect(customer.kind == .business)
        #expect(customer.postcode == "0155")
        let item = try #require(found.item)
        #expect(item.kind == .invoice)
        #expect(item.reference == "40101")
        #expect(item.kid == "0001401017")
        #expect(item.due == Day(2026, 7, 20))
        #expect(item.remaining == Money(kroner: 1250))
        #expect(item.text == "Rørleggerarbeid")
        #expect(found.summary.organisationNumber?.text == "310123455")
        #expect(found.summary.asOf == nil)
        #expect(found.findings.isEmpty)
    }

    @Test("A person has no organisation number, and goes by name and postcode")
    func person() throws {
        let found = try read(
            Self.document(
                buyer:
                    "<cac:PartyLegalEntity><cbc:RegistrationName>Kari Nordmann</cbc:RegistrationName></cac:PartyLegalEntity>"
            ))
        #expect(found.customer?.number == "Kari Nordmann 0155")
        #expect(found.customer?.kind == .unknown)
    }

    @Test(
        "A credit note, and an invoice with a negative sum, are credits on the invoices they name")
    func credits() throws {
        let reference =
            "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>40107</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
        let note = try read(
            Self.document(root: "CreditNote", id: "9107", type: "381", due: "", more: reference))
        #expect(note.item?.kind == .creditNote)
        #expect(note.item?.remaining == Money(kroner: -1250))
        #expect(note.item?.credits == ["40107"])
        #expect(note.findings.isEmpty)
        let negative = try read(Self.document(total: "-1250.00", due: "", more: reference))
        #expect(negative.item?.kind == .creditNote)
        #expect(negative.item?.remaining == Money(kroner: -1250))
        #expect(negative.item?.credits == ["40107"])
    }

    @Test("The due day also stands with the means of payment; without any, a person is asked")
    func due() throws {
        let means =
            "<cac:PaymentMeans><cbc:PaymentDueDate>2026-08-01</cbc:PaymentDueDate></cac:PaymentMeans>"
        #expect(try read(Self.document(due: "", more: means)).item?.due == Day(2026, 8, 1))
        let none = try read(Self.document(due: ""))
        #expect(none.item?.due == nil)
        #expect(none.findings == ["ubl.due"])
    }

    @Test("An assigned claim is shown and never pressed")
    func assigned() throws {
        let payee =
            "<cac:PayeeParty><cac:PartyName><cbc:Name>Factoring AS</cbc:Name></cac:PartyName></cac:PayeeParty>"
        let found = try read(Self.document(more: payee))
        #expect(found.item?.kind == .undocumented)
        #expect(found.findings == ["ubl.payee"])
    }

    // MARK: What is refused

    @Test(
        "Reminders, payment requests, unknown types and faulty values are refused by code and place"
    )
    func refused() {
        let ehf = "urn:fdc:anskaffelser.no:2019:ehf:"
        #expect(code(Self.document(type: "", customization: ehf + "reminder:3.0")) == "ubl.kind")
        #expect(
            code(Self.document(type: "", customization: ehf + "spec:payment-request:3.0"))
                == "ubl.kind")
        #expect(code(Self.document(type: "999")) == "ubl.type")
        #expect(code(Self.document(type: "")) == "ubl.missing")
        #expect(code(Self.document(total: "12,50")) == "ubl.amount")
        #expect(code(Self.document(total: "12.505")) == "ubl.amount")
        #expect(code(Self.document(total: "")) == "ubl.missing")
        #expect(code(Self.document(due: "<cbc:DueDate>20.07.2026</cbc:DueDate>")) == "ubl.date")
        #expect(code(Self.document(id: "")) == "ubl.missing")
        #expect(code(Self.document().replacing("</x:Invoice>", with: "")) == "ubl.xml")
        #expect(code("<!DOCTYPE x>" + Self.document()) != nil)
    }

    @Test("An attachment of several megabytes is passed by")
    func attachment() throws {
        let data = String(repeating: "QUJD", count: 700_000)
        let more =
            "<cac:AdditionalDocumentReference><cbc:ID>a</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject>\(data)</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>"
        #expect(try read(Self.document(more: more)).item?.reference == "40101")
    }

    // MARK: Real documents

    private struct Facts: Decodable {
        let document: String
        let id: String
        let issueDate: String
        let dueDate: String?
        let type: String?
        let payable: String
        let currency: String
        let paymentIds: [String]
        let refersTo: [String]
    }

    private static let folder =
        (ProcessInfo.processInfo.environment["PURR_SHARED"].map { $0 + "/data" }
            ?? String(#filePath.split(separator: "/Tests/FormatsTests/")[0]) + "/../shared/data")

    private static let facts: [(name: String, facts: Data)] = {
        guard let data = FileManager.default.contents(atPath: folder + "/facts.json"),
            let all = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { return [] }
        func find(_ object: [String: Any]) -> [(String, Any)] {
            object.flatMap { key, value -> [(String, Any)] in
                if key.hasPrefix("ehf/"), key.hasSuffix(".xml"), !key.contains("/xsd/") {
                    return [(key, value)]
                }
                return (value as? [String: Any]).map(find) ?? []
            }
        }
        return find(all).compactMap { name, value in
            (value as? [String: Any]).flatMap { $0["document"] == nil ? nil : $0 }
                .flatMap { try? JSONSerialization.data(withJSONObject: $0) }.map { (name, $0) }
        }.sorted { $0.0 < $1.0 }
    }()

    @Test(
        "Every sample is read with its facts, or refused as what it is",
        .enabled(if: !facts.isEmpty), arguments: facts.indices)
    func samples(index: Int) throws {
        let (name, data) = Self.facts[index]
        let facts = try JSONDecoder().decode(Facts.self, from: data)
        let bytes = try #require(FileManager.default.contents(atPath: "\(Self.folder)/\(name)"))
        guard facts.type != nil else {
            let fault = #expect(throws: Diagnostic.self) { try read(Array(bytes)) }
            #expect(fault?.code == "ubl.kind", "\(name)")
            return
        }
        let found = try read(Array(bytes))
        let item = try #require(found.item)
        #expect(item.reference == facts.id, "\(name)")
        #expect(item.issued.iso == facts.issueDate, "\(name)")
        #expect(item.due?.iso == facts.dueDate, "\(name)")
        #expect(item.currency == facts.currency, "\(name)")
        let payable = try #require(Double(facts.payable))
        let isCredit = (facts.document == "CreditNote") != (payable < 0)
        let owed = Int64((abs(payable) * 100).rounded())
        #expect(item.remaining.ore == (isCredit ? -owed : owed), "\(name)")
        #expect(item.credits == (isCredit ? facts.refersTo : []), "\(name)")
        if let kid = facts.paymentIds.first, KID(kid) != nil { #expect(item.kid == kid, "\(name)") }
    }
}
