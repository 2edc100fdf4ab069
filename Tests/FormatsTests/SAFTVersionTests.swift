import Basics
import Foundation
import Testing

@testable import Formats

/// What the versions of SAF-T have brought, and where a customer's facts stand in each.
@Suite("SAF-T: versions and places")
struct SAFTVersionTests {
    /// One invoice of 1 150,00 whose debit says more.
    private func read(debit more: String, line: String = "") throws -> ReadFile {
        var builder = SAFTBuilder()
        builder.version = "1.40"
        builder.invoice("1", "1150.00")
        builder.transactions[0] = builder.transactions[0]
            .replacingOccurrences(
                of: "</Amount></DebitAmount>", with: "</Amount>\(more)</DebitAmount>"
            )
            .replacingOccurrences(of: "</DebitAmount>", with: "</DebitAmount>\(line)")
        return try builder.read()
    }

    @Test("1.40: a currency amount may have 18 decimals, of which two can be told")
    func decimals() throws {
        let currency = { (amount: String) in
            "<CurrencyCode>EUR</CurrencyCode><CurrencyAmount>\(amount)</CurrencyAmount>"
                + "<ExchangeRate>11.500000000000000001</ExchangeRate>"
        }
        let whole = try read(debit: currency("100.500000000000000000"))
        #expect(whole.items.map(\.remaining.ore) == [10_050])
        #expect(whole.items.map(\.currency) == ["EUR"])
        let parts = [
            "100.500000000000000001", "12345678901234567890.000000000000000000",
            "99999999999999999999999999999999999999",
        ]
        for amount in parts {
            let file = try read(debit: currency(amount))
            #expect(file.items.map(\.kind) == [.undocumented], "\(amount)")
            #expect(file.items.map(\.remaining.ore) == [115_000])
            #expect(file.items.map(\.currency) == ["NOK"])
            #expect(file.findings.map(\.code) == ["saft.foreign-currency"])
            #expect(file.findings.first?.found == "1 in EUR, amount not told")
        }
    }

    @Test("1.40: a claim in a virtual currency is shown, never pressed")
    func virtual() throws {
        for currency in ["", "<CurrencyCode>XXX</CurrencyCode>"] {
            let file = try read(
                debit: currency + "<VirtualCurrencyType>Bitcoin</VirtualCurrencyType>"
                    + "<CurrencyAmount>1.50</CurrencyAmount>")
            #expect(file.items.map(\.kind) == [.undocumented])
            #expect(file.items.map(\.remaining.ore) == [115_000])
            #expect(file.findings.first?.found == "1 in Bitcoin, amount not told")
        }
        let kroner = try read(debit: "<VirtualCurrencyType></VirtualCurrencyType>")
        #expect(kroner.items.map(\.kind) == [.invoice])
    }

    @Test("1.40: tax in kroner and a country beside the amount are not the amount")
    func taxAmount() throws {
        let tax =
            "<TaxInformation><TaxType>MVA</TaxType><TaxCode>3</TaxCode><DebitTaxAmount>"
            + "<Amount>230.00</Amount></DebitTaxAmount><DebitNOKTaxAmount><NOKAmount>230.00"
            + "</NOKAmount><NOKTaxBase>920.00</NOKTaxBase></DebitNOKTaxAmount></TaxInformation>"
        let file = try read(debit: "<Country>SE</Country>", line: tax)
        #expect(file.items.map(\.amount.ore) == [115_000])
        #expect(file.items.map(\.kind) == [.invoice])
        #expect(file.findings.isEmpty)
    }

    @Test("Sales invoices without postings open nothing, and it is told")
    func sourceDocuments() throws {
        let documents =
            "<SourceDocuments><SalesInvoices><NumberOfEntries>1</NumberOfEntries><Invoice>"
            + "<InvoiceNo>1</InvoiceNo><InvoiceDate>2026-07-06</InvoiceDate></Invoice>"
            + "</SalesInvoices></SourceDocuments></AuditFile>"
        var builder = SAFTBuilder()
        let empty = builder.text.replacingOccurrences(of: "</AuditFile>", with: documents)
        let file = try ReadFile(Array(empty.utf8), with: .saft)
        #expect(file.items.isEmpty)
        #expect(file.findings.map(\.code) == ["saft.source-documents"])
        // Beside postings they repeat what the ledger has.
        builder.invoice("1", "1000.00")
        let beside = builder.text.replacingOccurrences(of: "</AuditFile>", with: documents)
        let both = try ReadFile(Array(beside.utf8), with: .saft)
        #expect(both.items.count == 1)
        #expect(both.findings.isEmpty)
        let alone = empty.replacingOccurrences(of: "GeneralLedgerEntries", with: "Nothing")
        let fault = #expect(throws: Diagnostic.self) {
            try ReadFile(Array(alone.utf8), with: .saft)
        }
        #expect(fault?.code == "saft.no-entries")
        #expect(fault?.found == "sales invoices without a ledger")
    }

    @Test("Elements may have a prefix")
    func prefix() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00")
        let text = builder.text
            .replacingOccurrences(of: "</", with: "\u{1}").replacingOccurrences(
                of: "<?", with: "\u{2}"
            )
            .replacingOccurrences(of: "<", with: "<n1:").replacingOccurrences(
                of: "\u{1}", with: "</n1:"
            )
            .replacingOccurrences(of: "\u{2}", with: "<?").replacingOccurrences(
                of: "xmlns=", with: "xmlns:n1=")
        let file = try ReadFile(Array(text.utf8), with: .saft)
        #expect(file.items.map(\.reference) == ["1"])
    }

    @Test("A customer's facts come from where each version has them")
    func customer() throws {
        var builder = SAFTBuilder()
        builder.customers =
            "<Customer><RegistrationNumber>310200018</RegistrationNumber><Name>Bakken Bygg AS</Name>"
            + "<Address><StreetName>Lageret</StreetName><AddressType>ShipToAddress</AddressType></Address>"
            + "<Address><StreetName>Industriveien</StreetName><Number>4</Number><PostalCode>1401</PostalCode>"
            + "<City>Ski</City><Country>NO</Country><AddressType>BillingAddress</AddressType></Address>"
            + "<Contact><ContactPerson><FirstName>A</FirstName></ContactPerson><Telephone>22000000</Telephone>"
            + "<Email>post@bakken.example</Email></Contact><BankAccount><BankAccountNumber>99993010010"
            + "</BankAccountNumber></BankAccount><CustomerID>2</CustomerID><PartyInfo><PaymentTerms>"
            + "<Days>14</Days></PaymentTerms><Type>Company</Type></PartyInfo></Customer>"
            + "<Customer><Name>Kari</Name><CustomerID>3</CustomerID><PartyInfo><Type>Private</Type></PartyInfo></Customer>"
            + "<Customer><Name>Kommune</Name><CustomerID>4</CustomerID><PartyInfo><Type>Government</Type></PartyInfo></Customer>"
            + "<Customer><Name>Ukjent</Name><CustomerID>5</CustomerID></Customer>"
        let customers = try builder.read().customers
        #expect(customers.map(\.kind) == [.unknown, .business, .person, .business, .unknown])
        let company = try #require(customers.first { $0.number == "2" })
        #expect(company.street == "Industriveien 4")
        #expect(company.postcode == "1401")
        #expect(company.city == "Ski")
        #expect(company.email == "post@bakken.example")
        #expect(company.phone == "22000000")
        #expect(company.accounts == [AccountNumber("99993010010")])
        #expect(company.organisationNumber?.text == "310200018")
    }

    @Test("To 1.20 a balance stands on the customer, from 1.30 on its account")
    func balances() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00")
        builder.closing = "1000.00"
        #expect(try builder.read().customers.first?.ledgerBalance == Money(kroner: 1000))
        builder.closing = nil
        builder.version = "1.20"
        let text = builder.text.replacingOccurrences(
            of: "<CustomerID>10001</CustomerID></Customer>",
            with:
                "<CustomerID>10001</CustomerID><ClosingDebitBalance>1000.00</ClosingDebitBalance></Customer>"
        )
        let old = try ReadFile(Array(text.utf8), with: .saft)
        #expect(old.customers.first?.ledgerBalance == Money(kroner: 1000))
        #expect(old.findings.isEmpty)
    }

    @Test(
        "A payment that was booked with its invoice leaves nothing open; one of a part leaves the rest"
    )
    func booked() throws {
        var builder = SAFTBuilder()
        builder.invoice("1", "1000.00", kid: "0001401017")
        builder.post("-1000.00", on: "2026-07-20", fields: "<CID>1401017</CID>")
        #expect(try builder.read().items.isEmpty)
        builder.invoice("2", "500.00", kid: "0002401024")
        builder.post("-200.00", on: "2026-07-21", fields: "<CID>0002401024</CID>")
        let items = try builder.read().items
        #expect(items.map(\.reference) == ["2"])
        #expect(items.map(\.amount.ore) == [50_000])
        #expect(items.map(\.remaining.ore) == [30_000])
    }
}
