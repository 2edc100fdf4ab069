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

/// Finds elements by name without making text of it: there are few names of each length.
struct SAFTElementNames {
    private struct Entry {
        var start: Int
        var element: SAFTElement
    }
    private var letters: [UInt8] = []
    private var entries: [Entry] = []
    /// Where the names of each length begin in `entries`, and after the last where they end.
    private var firstOfLength: [Int] = []

    init() {
        let named = SAFTElement.allCases.filter { $0 != .other }
        let longest = named.map(\.rawValue.utf8.count).max() ?? 0
        for length in 0...longest {
            firstOfLength.append(entries.count)
            for element in named where element.rawValue.utf8.count == length {
                entries.append(Entry(start: letters.count, element: element))
                letters.append(contentsOf: element.rawValue.utf8)
            }
        }
        firstOfLength.append(entries.count)
    }

    subscript(name: UnsafeBufferPointer<UInt8>) -> SAFTElement {
        guard name.count + 1 < firstOfLength.count else { return .other }
        for entry in entries[firstOfLength[name.count]..<firstOfLength[name.count + 1]] {
            var index = 0
            while index < name.count, letters[entry.start + index] == name[index] { index += 1 }
            if index == name.count { return entry.element }
        }
        return .other
    }
}
