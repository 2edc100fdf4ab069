/// The elements of a SAF-T Financial file that tell something about customers' open items.
enum SAFTElement: String, CaseIterable {
    case auditFile = "AuditFile"
    case header = "Header"
    case auditFileVersion = "AuditFileVersion"
    case auditFileDateCreated = "AuditFileDateCreated"
    case company = "Company"
    case registrationNumber = "RegistrationNumber"
    case name = "Name"
    case defaultCurrencyCode = "DefaultCurrencyCode"
    case selectionCriteria = "SelectionCriteria"
    case selectionStartDate = "SelectionStartDate"
    case selectionEndDate = "SelectionEndDate"
    case periodStart = "PeriodStart"
    case periodStartYear = "PeriodStartYear"
    case periodEnd = "PeriodEnd"
    case periodEndYear = "PeriodEndYear"
    case masterFiles = "MasterFiles"
    case generalLedgerAccounts = "GeneralLedgerAccounts"
    case account = "Account"
    case accountID = "AccountID"
    case standardAccountID = "StandardAccountID"
    case groupingCode = "GroupingCode"
    case openingDebitBalance = "OpeningDebitBalance"
    case openingCreditBalance = "OpeningCreditBalance"
    case closingDebitBalance = "ClosingDebitBalance"
    case closingCreditBalance = "ClosingCreditBalance"
    case customers = "Customers"
    case customer = "Customer"
    case customerID = "CustomerID"
    case address = "Address"
    case streetName = "StreetName"
    case number = "Number"
    case additionalAddressDetail = "AdditionalAddressDetail"
    case city = "City"
    case postalCode = "PostalCode"
    case country = "Country"
    case addressType = "AddressType"
    case contact = "Contact"
    case telephone = "Telephone"
    case mobilePhone = "MobilePhone"
    case email = "Email"
    case bankAccount = "BankAccount"
    case bankAccountNumber = "BankAccountNumber"
    case ibanNumber = "IBANNumber"
    case balanceAccount = "BalanceAccount"
    case partyInfo = "PartyInfo"
    case type = "Type"
    case generalLedgerEntries = "GeneralLedgerEntries"
    case journal = "Journal"
    case description = "Description"
    case transaction = "Transaction"
    case transactionID = "TransactionID"
    case transactionDate = "TransactionDate"
    case voucherType = "VoucherType"
    case voucherDescription = "VoucherDescription"
    case line = "Line"
    case debitAmount = "DebitAmount"
    case creditAmount = "CreditAmount"
    case amount = "Amount"
    case currencyCode = "CurrencyCode"
    case currencyAmount = "CurrencyAmount"
    case virtualCurrencyType = "VirtualCurrencyType"
    case referenceNumber = "ReferenceNumber"
    case cid = "CID"
    case dueDate = "DueDate"
    case sourceDocumentID = "SourceDocumentID"
    case crossReference = "CrossReference"
    case sourceDocuments = "SourceDocuments"
    case salesInvoices = "SalesInvoices"
    /// Anything else, and all that is within it.
    case other = ""
}

/// Finds elements by name without making text of it.
struct SAFTElementNames {
    private struct Entry {
        var key: XMLNameKey
        var name: [UInt8]
        var element: SAFTElement
    }
    /// Four times as many places as names, so that most names are found where they are looked for first.
    private var table = [Entry?](repeating: nil, count: 256)

    init() {
        for element in SAFTElement.allCases where element != .other {
            let name = Array(element.rawValue.utf8)
            let key = name.withUnsafeBufferPointer { XMLNameKey($0) }
            var slot = key.slot
            while table[slot] != nil { slot = (slot + 1) % table.count }
            table[slot] = Entry(key: key, name: name, element: element)
        }
    }

    subscript(name: UnsafeBufferPointer<UInt8>) -> SAFTElement {
        let key = XMLNameKey(name)
        var slot = key.slot
        while let entry = table[slot] {
            if entry.key == key, key.isWhole || entry.name.elementsEqual(name) {
                return entry.element
            }
            slot = (slot + 1) % table.count
        }
        return .other
    }
}
