import Basics

/// Reads invoices and credit notes of EHF 3 and Peppol BIS Billing 3 (UBL 2.1): one document a file.
///
/// The seller is the creditor, and must be the book's company. What is owed is `PayableAmount`; a negative invoice is a
/// credit. Payments are not known from an invoice, so the summary has no `asOf`. EHF's reminder and payment
/// request are Invoice documents that tell of no sale, and are refused.
///
/// - Source: Peppol BIS Billing 3.0 (EN 16931); EHF Reminder 3.0 and EHF Payment Request 3.0.
enum UBLReader {
    static let invoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
    static let creditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"

    /// Attachments stand within the document, as text.
    private static let limits = XMLLimits(depth: 64, textBytes: 1 << 26)

    /// - Throws: `Diagnostic` `ubl.kind`, `ubl.type`, `ubl.missing`, `ubl.amount`, `ubl.date`, and those of the XML
    ///   reader.
    static func read(
        _ source: inout ByteSource, _ handle: (FileRecord) throws -> Void
    ) throws -> FileSummary {
        let collector = UBLCollector()
        try XMLStream.parse(&source, code: "ubl", limits: limits, handler: collector)
        let document = UBLDocument(collector)
        try document.checkKind()
        let (customer, item) = try (document.customer(), document.item())
        try handle(.customer(customer))
        try handle(.openItem(item))
        for finding in document.findings { try handle(.finding(finding)) }
        return FileSummary(
            format: .ubl, version: document.isCreditNote ? "credit note" : "invoice",
            identity: item.reference,
            companyName: document.first(
                "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName"),
            organisationNumber: document.organisation("AccountingSupplierParty"), records: 1)
    }
}

/// Keeps the text of the elements that are read, by their path below the root.
final class UBLCollector: XMLHandler {
    private static let paths: Set<String> = {
        var paths: Set<String> = [
            "CustomizationID", "ID", "IssueDate", "DueDate", "InvoiceTypeCode",
            "CreditNoteTypeCode", "DocumentCurrencyCode", "PayeeParty/PartyName/Name",
            "BillingReference/InvoiceDocumentReference/ID", "PaymentMeans/PaymentID",
            "PaymentMeans/PaymentDueDate", "LegalMonetaryTotal/PayableAmount",
            "InvoiceLine/Item/Name", "CreditNoteLine/Item/Name", "PaymentTerms/Note",
        ]
        for party in ["AccountingSupplierParty", "AccountingCustomerParty"] {
            for field in [
                "EndpointID", "PartyName/Name", "PartyLegalEntity/RegistrationName",
                "PartyLegalEntity/CompanyID", "PartyTaxScheme/CompanyID",
                "PostalAddress/StreetName", "PostalAddress/PostalZone", "PostalAddress/CityName",
                "PostalAddress/Country/IdentificationCode", "Contact/ElectronicMail",
                "Contact/Telephone",
            ] { paths.insert("\(party)/Party/\(field)") }
        }
        return paths
    }()
    /// More of one kind than this are not kept: an invoice may have thousands of lines.
    private static let valuesMax = 200

    private(set) var isCreditNote = false
    private(set) var values: [String: [(text: String, line: Int)]] = [:]
    private(set) var hasPayee = false
    private var path: [String] = []
    private var isRoot = true

    func start(_ name: XMLName, attributes: XMLAttributes, at line: Int) throws {
        if isRoot {
            isRoot = false
            isCreditNote = name.namespaceString == UBLReader.creditNote
            return
        }
        path.append(name.string)
        if path.count == 1, name == "PayeeParty" { hasPayee = true }
    }

    func end(_ name: XMLName, text: XMLText, at line: Int) throws {
        guard !path.isEmpty else { return }
        let whole = path.joined(separator: "/")
        path.removeLast()
        guard Self.paths.contains(whole), !text.isEmpty,
            values[whole, default: []].count < Self.valuesMax
        else { return }
        values[whole, default: []].append((text.string, line))
    }
}
