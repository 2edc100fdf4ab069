import Basics
import Formats

/// Writes small SAF-T files: one customer, `10001` on account 1500, unless a test says more.
struct SAFTBuilder {
    var version = "1.30"
    var selection =
        "<PeriodStart>1</PeriodStart><PeriodStartYear>2026</PeriodStartYear>"
        + "<PeriodEnd>9</PeriodEnd><PeriodEndYear>2026</PeriodEndYear>"
    var created = "2026-10-01"
    var opening = "0.00"
    /// Nil leaves the balance out.
    var closing: String?
    var customers = ""
    var transactions: [String] = []

    /// One line of the customer's account, with the other side on `against`.
    mutating func post(
        _ amount: String, on day: String = "2026-07-06", against: String? = nil,
        text: String = "", fields: String = "", customer: String = "10001"
    ) {
        let isCredit = amount.hasPrefix("-")
        let figure = isCredit ? String(amount.dropFirst()) : amount
        let (own, other) = isCredit ? ("Credit", "Debit") : ("Debit", "Credit")
        let account = against ?? (isCredit ? "1920" : "3000")
        transactions.append(
            """
            <Transaction><TransactionID>T\(transactions.count)</TransactionID>
            <TransactionDate>\(day)</TransactionDate><Description>\(text)</Description>
            <Line><RecordID>1</RecordID><AccountID>1500</AccountID>
            <CustomerID>\(customer)</CustomerID>
            <\(own)Amount><Amount>\(figure)</Amount></\(own)Amount>\(fields)</Line>
            <Line><RecordID>2</RecordID><AccountID>\(account)</AccountID>
            <\(other)Amount><Amount>\(figure)</Amount></\(other)Amount></Line>
            </Transaction>
            """)
    }

    /// An invoice with number, KID and due date.
    mutating func invoice(
        _ number: String, _ amount: String, kid: String = "", due: String = "2026-07-20",
        on day: String = "2026-07-06"
    ) {
        post(
            amount, on: day, text: "Faktura \(number)",
            fields: "<ReferenceNumber>\(number)</ReferenceNumber><CID>\(kid)</CID>"
                + "<DueDate>\(due)</DueDate>")
    }

    var text: String {
        let balance = closing.map { closing in
            """
            <BalanceAccount><AccountID>1500</AccountID>
            <OpeningDebitBalance>\(opening)</OpeningDebitBalance>
            <ClosingDebitBalance>\(closing)</ClosingDebitBalance></BalanceAccount>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <AuditFile xmlns="urn:StandardAuditFile-Taxation-Financial:NO">
            <Header><AuditFileVersion>\(version)</AuditFileVersion>
            <AuditFileDateCreated>\(created)</AuditFileDateCreated>
            <Company><RegistrationNumber>310123455</RegistrationNumber>
            <Name>Fjordvik Rør AS</Name></Company>
            <DefaultCurrencyCode>NOK</DefaultCurrencyCode>
            <SelectionCriteria>\(selection)</SelectionCriteria></Header>
            <MasterFiles><Customers><Customer><Name>Bakken Bygg AS</Name>
            <CustomerID>10001</CustomerID>\(balance ?? "")</Customer>\(customers)</Customers></MasterFiles>
            <GeneralLedgerEntries><Journal><JournalID>1</JournalID>
            \(transactions.joined(separator: "\n"))
            </Journal></GeneralLedgerEntries></AuditFile>
            """
    }

    func read(options: ReadOptions = ReadOptions()) throws -> ReadFile {
        try ReadFile(Array(text.utf8), with: .saft, options: options)
    }
}
