import Basics

/// Writes a SAF-T file: the customers and vouchers of half a year, invoices and what was paid on them.
///
/// Five vouchers in nine are invoices, four are payments that came three weeks or so after. One invoice in
/// five is still open, and one in twenty-five is paid in part. A customer for every ten vouchers.
enum LedgerFile {
    /// How many invoices lie between one and its payment in the file.
    private static let delay = 2_000

    struct Counts: Equatable {
        let vouchers: Int
        var customers: Int { max(1, vouchers / 10) }
        var invoices: Int { (vouchers * 5 + 8) / 9 }
        /// Nine vouchers in each round: the last round may be cut short.
        var payments: Int { vouchers - invoices }
    }

    /// What of the invoice is paid: nothing, all, or a half.
    private static func paid(_ invoice: Int) -> Money {
        switch invoice % 25 {
        case 4, 9, 14, 19, 24: .zero
        case 3: Money(ore: Sample.principal(invoice).ore / 2)
        default: Sample.principal(invoice)
        }
    }

    /// The payments in the order of their invoices.
    private static func paidInvoices(_ counts: Counts) -> some Sequence<Int> {
        (0..<counts.invoices).lazy.filter { $0 % 5 != 4 }.prefix(counts.payments)
    }

    /// How many invoices are open when all is settled, in whole or in part.
    static func openInvoices(_ counts: Counts) -> Int {
        var open = counts.invoices
        for invoice in paidInvoices(counts) where invoice % 25 != 3 { open -= 1 }
        return open
    }

    static func write(_ vouchers: Int, to path: String) throws {
        let counts = Counts(vouchers: vouchers)
        let balances = balances(counts)
        var file = try FileSink(path)
        try file.write(head(closing: balances.sum()))
        for (customer, balance) in balances.enumerated() {
            try file.write(self.customer(customer, balance))
        }
        try file.write(
            """
            </Customers></MasterFiles>
            <GeneralLedgerEntries><NumberOfEntries>\(vouchers)</NumberOfEntries>
            <Journal><JournalID>1</JournalID><Description>Salg</Description><Type>GL</Type>

            """)
        var voucher = 0
        var payments = paidInvoices(counts).makeIterator()
        var waiting = payments.next()
        for invoice in 0..<counts.invoices {
            voucher += 1
            try file.write(sale(voucher, invoice, counts))
            while let paid = waiting, paid + delay <= invoice {
                voucher += 1
                try file.write(payment(voucher, paid, counts))
                waiting = payments.next()
            }
        }
        while let paid = waiting {
            voucher += 1
            try file.write(payment(voucher, paid, counts))
            waiting = payments.next()
        }
        try file.write("</Journal></GeneralLedgerEntries></AuditFile>\n")
        try file.close()
    }

    private static func balances(_ counts: Counts) -> [Money] {
        var balances = [Money](repeating: .zero, count: counts.customers)
        for invoice in 0..<counts.invoices {
            balances[invoice % counts.customers] += Sample.principal(invoice)
        }
        for invoice in paidInvoices(counts) {
            balances[invoice % counts.customers] -= paid(invoice)
        }
        return balances
    }

    private static func head(closing: Money) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <AuditFile xmlns="urn:StandardAuditFile-Taxation-Financial:NO">
        <Header><AuditFileVersion>1.30</AuditFileVersion><AuditFileCountry>NO</AuditFileCountry>\
        <AuditFileDateCreated>2026-10-07</AuditFileDateCreated>\
        <Company><RegistrationNumber>\(Sample.organisationNumber)</RegistrationNumber>\
        <Name>Fjordlys Elektro AS</Name></Company><DefaultCurrencyCode>NOK</DefaultCurrencyCode>
        <SelectionCriteria><SelectionStartDate>2026-04-01</SelectionStartDate>\
        <SelectionEndDate>2026-09-30</SelectionEndDate></SelectionCriteria></Header>
        <MasterFiles><GeneralLedgerAccounts><Account><AccountID>1500</AccountID>\
        <AccountDescription>Kundefordringer</AccountDescription><GroupingCategory>RF-1167</GroupingCategory>\
        <GroupingCode>1500</GroupingCode><AccountType>GL</AccountType>\
        <OpeningDebitBalance>0.00</OpeningDebitBalance>\
        <ClosingDebitBalance>\(closing.decimal)</ClosingDebitBalance></Account></GeneralLedgerAccounts>
        <Customers>

        """
    }

    private static func customer(_ number: Int, _ balance: Money) -> String {
        let city = Sample.city(number)
        return """
            <Customer><Name>\(Sample.name(number))</Name>\
            <Address><StreetName>\(Sample.street(number))</StreetName><City>\(city.name)</City>\
            <PostalCode>\(city.postcode)</PostalCode><Country>NO</Country>\
            <AddressType>StreetAddress</AddressType></Address>\
            <Contact><ContactPerson><FirstName>-</FirstName><LastName>-</LastName></ContactPerson>\
            <Email>kunde\(number)@example.no</Email></Contact>\
            <CustomerID>\(10_000 + number)</CustomerID><BalanceAccount><AccountID>1500</AccountID>\
            <OpeningDebitBalance>0.00</OpeningDebitBalance>\
            <ClosingDebitBalance>\(balance.decimal)</ClosingDebitBalance></BalanceAccount>\
            <PartyInfo><PaymentTerms><Days>14</Days></PaymentTerms><CurrencyCode>NOK</CurrencyCode>\
            <Type>Private</Type><Status>Active</Status></PartyInfo></Customer>

            """
    }

    /// Invoices spread over the half-year; payments three weeks later.
    private static func day(_ invoice: Int, _ counts: Counts) -> Day {
        Day(2026, 4, 1) + invoice * 160 / counts.invoices
    }

    private static func start(_ voucher: Int, _ day: Day, _ kind: String, _ text: String) -> String
    {
        """
        <Transaction><TransactionID>\(voucher)</TransactionID><Period>\(day.components.month)</Period>\
        <PeriodYear>2026</PeriodYear><TransactionDate>\(day.iso)</TransactionDate><SourceID>sys</SourceID>\
        <VoucherType>\(kind)</VoucherType><Description>\(text)</Description>\
        <SystemEntryDate>\(day.iso)</SystemEntryDate><GLPostingDate>\(day.iso)</GLPostingDate>

        """
    }

    private static func sale(_ voucher: Int, _ invoice: Int, _ counts: Counts) -> String {
        let day = day(invoice, counts)
        let text = "Faktura \(Sample.invoice(invoice))"
        let amount = Sample.principal(invoice)
        let tax = Money(ore: amount.ore / 5)
        return start(voucher, day, "Utgående faktura", text) + """
            <Line><RecordID>1</RecordID><AccountID>1500</AccountID>\
            <CustomerID>\(10_000 + invoice % counts.customers)</CustomerID><Description>\(text)</Description>\
            <DebitAmount><Amount>\(amount.decimal)</Amount></DebitAmount>\
            <ReferenceNumber>\(Sample.invoice(invoice))</ReferenceNumber><CID>\(Sample.kid(invoice))</CID>\
            <DueDate>\((day + 14).iso)</DueDate></Line>
            <Line><RecordID>2</RecordID><AccountID>3000</AccountID><Description>\(text)</Description>\
            <CreditAmount><Amount>\((amount - tax).decimal)</Amount></CreditAmount>\
            <TaxInformation><TaxType>MVA</TaxType><TaxCode>3</TaxCode><TaxPercentage>25</TaxPercentage>\
            <Country>NO</Country><TaxBase>\((amount - tax).decimal)</TaxBase>\
            <CreditTaxAmount><Amount>\(tax.decimal)</Amount></CreditTaxAmount></TaxInformation></Line>
            <Line><RecordID>3</RecordID><AccountID>2700</AccountID><Description>\(text)</Description>\
            <CreditAmount><Amount>\(tax.decimal)</Amount></CreditAmount></Line></Transaction>

            """
    }

    private static func payment(_ voucher: Int, _ invoice: Int, _ counts: Counts) -> String {
        let text = "Innbetaling \(Sample.invoice(invoice))"
        let amount = paid(invoice).decimal
        return start(voucher, day(invoice, counts) + 21, "Betaling", text) + """
            <Line><RecordID>1</RecordID><AccountID>1920</AccountID><Description>\(text)</Description>\
            <DebitAmount><Amount>\(amount)</Amount></DebitAmount></Line>
            <Line><RecordID>2</RecordID><AccountID>1500</AccountID>\
            <CustomerID>\(10_000 + invoice % counts.customers)</CustomerID><Description>\(text)</Description>\
            <CreditAmount><Amount>\(amount)</Amount></CreditAmount>\
            <ReferenceNumber>\(Sample.invoice(invoice))</ReferenceNumber><CID>\(Sample.kid(invoice))</CID>\
            </Line></Transaction>

            """
    }
}
