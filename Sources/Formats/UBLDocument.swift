import Basics

/// An invoice or credit note as it is understood.
struct UBLDocument {
    /// Types that are a plain sale or its correction; the rest of the code lists are not used in Norway.
    private static let invoiceTypes: Set<String> = [
        "380", "82", "386", "388", "389", "393", "326", "384",
    ]
    private static let creditTypes: Set<String> = ["381", "81", "83", "396", "532"]

    let isCreditNote: Bool
    private let values: [String: [(text: String, line: Int)]]
    private let hasPayee: Bool

    init(_ collector: UBLCollector) {
        isCreditNote = collector.isCreditNote
        values = collector.values
        hasPayee = collector.hasPayee
    }

    func first(_ path: String) -> String { values[path]?.first?.text ?? "" }

    private func place(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return values[path]?.first.map { "line \($0.line), \(name)" } ?? name
    }

    private func required(_ path: String) throws -> String {
        let text = first(path)
        guard !text.isEmpty else {
            throw Diagnostic(
                "ubl.missing", place: place(path), found: "nothing", expected: "a value",
                remedy: "ask whoever sent the file for a valid EHF document")
        }
        return text
    }

    // MARK: - What it is

    /// An Invoice document may be something else than an invoice: its CustomizationID tells.
    func checkKind() throws {
        let customization = try required("CustomizationID")
        for (mark, kind) in [("reminder", "a reminder"), ("payment-request", "a payment request")] {
            guard customization.contains(mark) else { continue }
            throw Diagnostic(
                "ubl.kind", place: place("CustomizationID"), found: "\(kind): \(customization)",
                expected: "an invoice or a credit note",
                remedy: "import the invoice that it is about instead")
        }
        let path = isCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode"
        let type = try required(path)
        guard (isCreditNote ? Self.creditTypes : Self.invoiceTypes).contains(type) else {
            throw Diagnostic(
                "ubl.type", place: place(path), found: type,
                expected: isCreditNote ? "381 or another credit note" : "380 or another invoice",
                remedy: "follow this document up by hand")
        }
    }

    // MARK: - The buyer

    /// An organisation number in the legal entity, the end point or the VAT number, whichever is one.
    func organisation(_ role: String) -> OrganisationNumber? {
        for field in ["PartyLegalEntity/CompanyID", "EndpointID", "PartyTaxScheme/CompanyID"] {
            for value in values["\(role)/Party/\(field)"] ?? [] {
                let digits = value.text.filter { $0.isASCII && $0.isNumber }
                if digits.count == 9, let number = OrganisationNumber(digits) { return number }
            }
        }
        return nil
    }

    /// The buyer. The document has no customer number of the seller's, so a company goes by its organisation number and
    /// a person by name and postcode.
    func customer() throws -> CustomerRecord {
        let party = "AccountingCustomerParty/Party/"
        let legal = first(party + "PartyLegalEntity/RegistrationName")
        let name = legal.isEmpty ? try required(party + "PartyName/Name") : legal
        let organisation = organisation("AccountingCustomerParty")
        let postcode = first(party + "PostalAddress/PostalZone")
        return CustomerRecord(
            number: organisation?.text ?? "\(name) \(postcode)", name: name,
            organisationNumber: organisation, kind: organisation == nil ? .unknown : .business,
            street: first(party + "PostalAddress/StreetName"), postcode: postcode,
            city: first(party + "PostalAddress/CityName"),
            country: first(party + "PostalAddress/Country/IdentificationCode"),
            email: first(party + "Contact/ElectronicMail"),
            phone: first(party + "Contact/Telephone"), hasSellersNumber: false)
    }

    // MARK: - What is owed

    func item() throws -> OpenItemRecord {
        let payable = try amount("LegalMonetaryTotal/PayableAmount")
        let isCredit = isCreditNote != (payable < .zero)
        let owed = isCredit ? -payable.magnitude : payable.magnitude
        let credits = values["BillingReference/InvoiceDocumentReference/ID"]?.map(\.text) ?? []
        let due = try day("DueDate") ?? day("PaymentMeans/PaymentDueDate")
        let issued = try day("IssueDate") ?? missing("IssueDate")
        return OpenItemRecord(
            kind: isCredit ? .creditNote : hasPayee ? .undocumented : .invoice,
            customerNumber: try customer().number, reference: try required("ID"),
            kid: kid, issued: issued, due: due, amount: owed, remaining: owed,
            currency: try required("DocumentCurrencyCode"),
            text: first(isCreditNote ? "CreditNoteLine/Item/Name" : "InvoiceLine/Item/Name"),
            place: place("ID"), credits: isCredit ? credits : [])
    }

    /// The first payment reference that is a KID; others are references of other kinds.
    private var kid: String {
        let all = values["PaymentMeans/PaymentID"]?.map(\.text) ?? []
        return all.first { KID($0) != nil } ?? ""
    }

    var findings: [Diagnostic] {
        var findings: [Diagnostic] = []
        if hasPayee {
            findings.append(
                Diagnostic(
                    "ubl.payee", place: place("PayeeParty/PartyName/Name"),
                    found: "another payee than the seller: the claim is assigned",
                    expected: "the seller to be paid",
                    remedy: "the invoice is shown and never pressed; whoever owns it follows it up")
            )
        }
        let isInvoice = !isCreditNote && !first("LegalMonetaryTotal/PayableAmount").hasPrefix("-")
        if isInvoice, values["DueDate"] == nil, values["PaymentMeans/PaymentDueDate"] == nil {
            let terms = first("PaymentTerms/Note")
            findings.append(
                Diagnostic(
                    "ubl.due", place: place("ID"),
                    found: terms.isEmpty ? "no due date" : "no due date, only: \(terms.prefix(80))",
                    expected: "DueDate or PaymentDueDate",
                    remedy: "the invoice is shown and never pressed until its due date is known"))
        }
        return findings
    }

    private func amount(_ path: String) throws -> Money {
        let text = try required(path)
        var copy = text
        let ore = copy.withUTF8 { SAFTValues.ore($0) }
        guard let ore else {
            throw Diagnostic(
                "ubl.amount", place: place(path), found: String(text.prefix(60)),
                expected: "an amount such as 1234.50, in whole øre",
                remedy: "ask whoever sent the file for a valid EHF document")
        }
        return Money(ore: ore)
    }

    private func day(_ path: String) throws -> Day? {
        guard var text = values[path]?.first?.text else { return nil }
        guard let day = text.withUTF8({ SAFTValues.day($0) }) else {
            throw Diagnostic(
                "ubl.date", place: place(path), found: String(text.prefix(60)),
                expected: "a day such as 2026-10-07",
                remedy: "ask whoever sent the file for a valid EHF document")
        }
        return day
    }

    private func missing(_ path: String) throws -> Day {
        _ = try required(path)
        preconditionFailure("a day that is there has been read")
    }
}
