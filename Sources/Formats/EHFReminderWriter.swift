import Basics

/// Writes an EHF Reminder 3.0: a UBL Invoice document that tells of no sale.
///
/// The invoice's whole amount stands on one line and the fee as a charge of the document, all in VAT category E with the
/// reason that VAT was told on the invoice: a reminder that stated it again would look like a second sale. The same
/// reminder gives the same bytes.
///
/// - Source: DFØ, EHF Reminder 3.0.3; UBL 2.1 Invoice; EN 16931 rules BR-CO-10 to BR-CO-16 and BR-E.
public enum EHFReminderWriter {
    /// Longer texts are cut by receivers without a word; BT-22 and BT-154 have no length of their own.
    static let textMost = 1_000
    /// Space for every number, name and address that is real.
    static let fieldMost = 200

    /// - Throws: `Diagnostic` `ehf.missing`, `ehf.amount`, `ehf.account`, `ehf.too-long`, `ehf.character` for what would make no valid document.
    public static func bytes(of reminder: EHFReminder) throws -> [UInt8] {
        try check(reminder)
        var xml = XMLWriter()
        let spaces = """
             xmlns="\(UBLReader.invoice)"\
             xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"\
             xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            """
        xml.element("Invoice", spaces) { xml in
            header(reminder, &xml)
            xml.element("cac:AccountingSupplierParty") {
                $0.element("cac:Party") { seller(reminder, &$0) }
            }
            xml.element("cac:AccountingCustomerParty") {
                $0.element("cac:Party") { party(reminder.buyer, &$0) { _ in } }
            }
            payment(reminder, &xml)
            for charge in reminder.charges {
                xml.element("cac:AllowanceCharge") { write(charge, &$0) }
            }
            totals(reminder, &xml)
            xml.element("cac:InvoiceLine") { line(reminder, &$0) }
        }
        return Array(xml.text.utf8)
    }

    private static func header(_ reminder: EHFReminder, _ xml: inout XMLWriter) {
        xml.leaf("cbc:CustomizationID", EHFReminder.customization)
        xml.leaf("cbc:ProfileID", EHFReminder.profile)
        xml.leaf("cbc:ID", reminder.id)
        xml.leaf("cbc:IssueDate", reminder.issued.iso)
        xml.leaf("cbc:DueDate", reminder.due.iso)
        xml.optional("cbc:Note", reminder.note)
        xml.leaf("cbc:DocumentCurrencyCode", "NOK")
        xml.leaf("cbc:BuyerReference", reminder.buyerReference)
        xml.element("cac:BillingReference") {
            $0.element("cac:InvoiceDocumentReference") {
                $0.leaf("cbc:ID", reminder.invoice.number)
                $0.leaf("cbc:IssueDate", reminder.invoice.issued.iso)
            }
        }
    }

    // MARK: - Parties

    private static func seller(_ reminder: EHFReminder, _ xml: inout XMLWriter) {
        let number = reminder.seller.organisationNumber.text
        party(reminder.seller, &xml) { xml in
            if reminder.isSellerVATRegistered { taxScheme("NO\(number)MVA", "VAT", &xml) }
            if reminder.isSellerInCompanyRegister {
                taxScheme("Foretaksregisteret", "TAX", &xml)
            } else if !reminder.isSellerVATRegistered {
                // Category E demands that the seller names some registration (BR-E-02).
                taxScheme(number, "TAX", &xml)
            }
        }
    }

    private static func party(
        _ party: EHFReminder.Party, _ xml: inout XMLWriter, taxes: (inout XMLWriter) -> Void
    ) {
        let scheme = " schemeID=\"0192\""
        xml.leaf("cbc:EndpointID", party.organisationNumber.text, scheme)
        xml.element(["cac:PartyName", "cbc:Name"], party.name)
        xml.element("cac:PostalAddress") {
            $0.optional("cbc:StreetName", party.street)
            $0.optional("cbc:CityName", party.city)
            $0.optional("cbc:PostalZone", party.postcode)
            $0.element(
                ["cac:Country", "cbc:IdentificationCode"],
                party.country.isEmpty ? "NO" : party.country)
        }
        taxes(&xml)
        xml.element("cac:PartyLegalEntity") {
            $0.leaf("cbc:RegistrationName", party.name)
            $0.leaf("cbc:CompanyID", party.organisationNumber.text, scheme)
        }
        guard !(party.email + party.phone).allSatisfy(\.isWhitespace) else { return }
        xml.element("cac:Contact") {
            $0.optional("cbc:Telephone", party.phone)
            $0.optional("cbc:ElectronicMail", party.email)
        }
    }

    private static func taxScheme(_ id: String, _ scheme: String, _ xml: inout XMLWriter) {
        xml.element("cac:PartyTaxScheme") {
            $0.leaf("cbc:CompanyID", id)
            $0.element(["cac:TaxScheme", "cbc:ID"], scheme)
        }
    }

    // MARK: - Money

    /// 30 is a credit transfer, in Norway to an account that is no IBAN.
    private static func payment(_ reminder: EHFReminder, _ xml: inout XMLWriter) {
        xml.element("cac:PaymentMeans") {
            $0.leaf("cbc:PaymentMeansCode", "30")
            $0.optional("cbc:PaymentID", reminder.kid)
            $0.element(["cac:PayeeFinancialAccount", "cbc:ID"], reminder.account.text)
        }
    }

    private static func write(_ charge: EHFReminder.Charge, _ xml: inout XMLWriter) {
        xml.leaf("cbc:ChargeIndicator", "true")
        if charge.isReminderFee { xml.leaf("cbc:AllowanceChargeReasonCode", "REM") }
        xml.leaf("cbc:AllowanceChargeReason", charge.reason)
        xml.amount("cbc:Amount", charge.amount)
        xml.element("cac:TaxCategory") { exempt(nil, &$0) }
    }

    private static func exempt(_ reason: String?, _ xml: inout XMLWriter) {
        xml.leaf("cbc:ID", "E")
        xml.leaf("cbc:Percent", "0")
        if let reason { xml.leaf("cbc:TaxExemptionReason", reason) }
        xml.element(["cac:TaxScheme", "cbc:ID"], "VAT")
    }

    private static func totals(_ reminder: EHFReminder, _ xml: inout XMLWriter) {
        let charges = reminder.charges.map(\.amount).sum()
        let whole = reminder.principal + charges
        xml.element("cac:TaxTotal") {
            $0.amount("cbc:TaxAmount", .zero)
            $0.element("cac:TaxSubtotal") {
                $0.amount("cbc:TaxableAmount", whole)
                $0.amount("cbc:TaxAmount", .zero)
                $0.element("cac:TaxCategory") { exempt(reminder.vatReason, &$0) }
            }
        }
        xml.element("cac:LegalMonetaryTotal") {
            $0.amount("cbc:LineExtensionAmount", reminder.principal)
            $0.amount("cbc:TaxExclusiveAmount", whole)
            $0.amount("cbc:TaxInclusiveAmount", whole)
            if charges > .zero { $0.amount("cbc:ChargeTotalAmount", charges) }
            if reminder.paid > .zero { $0.amount("cbc:PrepaidAmount", reminder.paid) }
            $0.amount("cbc:PayableAmount", reminder.payable)
        }
    }

    private static func line(_ reminder: EHFReminder, _ xml: inout XMLWriter) {
        xml.leaf("cbc:ID", "1")
        // C62 is one piece of anything.
        xml.leaf("cbc:InvoicedQuantity", "1", " unitCode=\"C62\"")
        xml.amount("cbc:LineExtensionAmount", reminder.principal)
        xml.element("cac:Item") {
            $0.optional("cbc:Description", reminder.invoice.concerns)
            $0.leaf("cbc:Name", reminder.invoice.title)
            $0.element("cac:ClassifiedTaxCategory") { exempt(nil, &$0) }
        }
        xml.element("cac:Price") { $0.amount("cbc:PriceAmount", reminder.principal) }
    }
}

extension XMLWriter {
    /// Empty elements are not allowed in EHF (PEPPOL-EN16931-R008).
    fileprivate mutating func optional(_ name: String, _ content: String) {
        if !content.allSatisfy(\.isWhitespace) { leaf(name, content) }
    }

    fileprivate mutating func amount(_ name: String, _ money: Money) {
        leaf(name, money.decimal, " currencyID=\"NOK\"")
    }
}
