import Basics
import Claims
import Desk
import Foundation
import Testing

@Suite("EHF invoices come into the book")
struct EHFImportTests {
    private func ehf(
        _ root: String, _ id: String, kid: String, total: String, credits: String = ""
    ) -> String {
        let reference =
            credits.isEmpty
            ? ""
            : "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>\(credits)</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
        let type = root == "Invoice" ? "380" : "381"
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <x:\(root) xmlns:x="urn:oasis:names:specification:ubl:schema:xsd:\(root)-2"
              xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
              xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
            <cbc:CustomizationID>urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
            <cbc:ID>\(id)</cbc:ID><cbc:IssueDate>2026-07-20</cbc:IssueDate>
            <cbc:DueDate>2026-08-03</cbc:DueDate><cbc:\(root)TypeCode>\(type)</cbc:\(root)TypeCode>
            <cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>\(reference)
            <cac:AccountingSupplierParty><cac:Party>
            <cac:PartyTaxScheme><cbc:CompanyID>NO310123455MVA</cbc:CompanyID></cac:PartyTaxScheme>
            </cac:Party></cac:AccountingSupplierParty>
            <cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity>
            <cbc:RegistrationName>Bakken Bygg AS</cbc:RegistrationName><cbc:CompanyID>310200018</cbc:CompanyID>
            </cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
            <cac:PaymentMeans><cbc:PaymentID>\(kid)</cbc:PaymentID></cac:PaymentMeans>
            <cac:LegalMonetaryTotal><cbc:PayableAmount>\(total)</cbc:PayableAmount></cac:LegalMonetaryTotal>
            </x:\(root)>
            """
    }

    private var invoice: String { ehf("Invoice", "4001", kid: "40014", total: "4800.00") }
    private var credit: String {
        ehf("CreditNote", "9001", kid: "40014", total: "1800.00", credits: "4001")
    }

    @Test(
        "The invoice and its credit note end alike in either order, and the same again adds nothing"
    )
    func order() throws {
        for files in [
            [invoice, credit], [credit, invoice], [credit, invoice, credit + "\n", invoice + "\n"],
        ] {
            let desk = try TestDesk()
            for file in files { try desk.take(file) }
            let claim = try desk.claim("4001")
            #expect(claim.statement.openInvoice == Money(kroner: 3000))
            #expect(claim.statement.credited == Money(kroner: 1800))
            #expect(claim.debtor.name == "Bakken Bygg AS")
            #expect(try desk.desk.payments(onlyUnmatched: true).isEmpty)
            #expect(try desk.desk.reconcile().isProven)
        }
    }

    @Test(
        "A list that comes later gives the customer its number, and makes no second customer or claim"
    )
    func listLater() throws {
        let desk = try TestDesk()
        try desk.take(invoice)
        #expect(try desk.desk.customers().map(\.number) == ["310200018"])
        let head =
            "Kundenr;Kundenavn;Org.nr;Type;Fakturanr;Fakturadato;Forfall;Beløp;Restbeløp;KID"
        let row =
            "10001;Bakken Bygg AS;310200018;Faktura;4001;20.07.2026;03.08.2026;4800,00;4800,00;40014"
        try desk.take(head + "\n" + row, asOf: Day(2026, 8, 15))
        #expect(try desk.desk.customers().map(\.number) == ["10001"])
        #expect(try desk.desk.claims(onlyOpen: false).count == 1)
        // And an invoice that comes after the list finds the customer there.
        try desk.take(ehf("Invoice", "4002", kid: "40022", total: "100.00"))
        #expect(try desk.claim("4002").debtor.number == "10001")
    }

    @Test("Another company's invoice is refused")
    func otherSeller() throws {
        let desk = try TestDesk()
        for other in ["974760673", "999999990"] {
            let fault = #expect(throws: Diagnostic.self) {
                try desk.take(invoice.replacing("310123455", with: other))
            }
            #expect(fault?.code == "import.other-company")
        }
        #expect(try desk.desk.customers().isEmpty)
    }
}
