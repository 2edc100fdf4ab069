import Basics

/// A customer of the master files while it is being read.
struct SAFTCustomer {
    var record = CustomerRecord(number: "", name: "")
    private var type = ""
    private var hasBirthNumber = false
    private var address = Address()
    private var bestRank = 0
    /// The balances told directly on the customer (to 1.20) come first, then each `BalanceAccount`.
    private var balances: [Balance] = [Balance()]

    private struct Address {
        var street = ""
        var number = ""
        var detail = ""
        var postcode = ""
        var city = ""
        var country = ""
        /// Where an invoice is sent goes before where the customer is.
        var rank = 2
    }

    private struct Balance {
        var account = ""
        var opening: Int64?
        var closing: Int64?
    }

    mutating func startAddress() { address = Address() }
    mutating func startBalance() { balances.append(Balance()) }

    mutating func end(
        _ element: SAFTElement, in parent: SAFTElement, _ text: UnsafeBufferPointer<UInt8>,
        line: Int
    ) throws {
        switch parent {
        case .customer: try endOwn(element, text, line)
        case .address: endAddress(element, string(text))
        case .contact:
            switch element {
            case .email: if record.email.isEmpty { record.email = string(text) }
            case .mobilePhone: if !text.isEmpty { record.phone = string(text) }
            case .telephone: if record.phone.isEmpty { record.phone = string(text) }
            default: break
            }
        case .bankAccount:
            if element == .bankAccountNumber || element == .ibanNumber, !text.isEmpty {
                let account = AccountNumber(string(text))
                if !record.accounts.contains(account) { record.accounts.append(account) }
            }
        case .balanceAccount: try endBalance(element, text, line)
        case .partyInfo: if element == .type { type = string(text) }
        default: break
        }
    }

    private mutating func endOwn(
        _ element: SAFTElement, _ text: UnsafeBufferPointer<UInt8>, _ line: Int
    ) throws {
        switch element {
        case .customerID: record.number = string(text)
        case .name: record.name = string(text)
        case .registrationNumber:
            let digits = text.filter { (0x30...0x39).contains($0) }.count
            // A birth number is told for some persons; Purr has no use for it, so it is not kept.
            hasBirthNumber = digits == 11
            record.organisationNumber =
                hasBirthNumber ? nil : OrganisationNumber(string(text))
        case .address: takeAddress()
        default: try endBalance(element, text, line)
        }
    }

    private mutating func endAddress(_ element: SAFTElement, _ text: String) {
        switch element {
        case .streetName: address.street = text
        case .number: address.number = text
        case .additionalAddressDetail: address.detail = text
        case .postalCode: address.postcode = text
        case .city: address.city = text
        case .country: address.country = text
        case .addressType:
            switch text {
            case "BillingAddress": address.rank = 4
            case "PostalAddress": address.rank = 3
            case "ShipToAddress", "ShipFromAddress": address.rank = 1
            default: address.rank = 2
            }
        default: break
        }
    }

    private mutating func takeAddress() {
        guard address.rank > bestRank else { return }
        bestRank = address.rank
        let street = [address.street, address.number].filter { !$0.isEmpty }.joined(separator: " ")
        record.street = [address.detail, street].filter { !$0.isEmpty }.joined(separator: ", ")
        record.postcode = address.postcode
        record.city = address.city
        record.country = address.country
    }

    private mutating func endBalance(
        _ element: SAFTElement, _ text: UnsafeBufferPointer<UInt8>, _ line: Int
    ) throws {
        let last = balances.count - 1
        switch element {
        case .accountID: balances[last].account = string(text)
        case .openingDebitBalance, .openingCreditBalance:
            let sign: Int64 = element == .openingDebitBalance ? 1 : -1
            balances[last].opening =
                (balances[last].opening ?? 0) &+ sign * (try balance(element, text, line))
        case .closingDebitBalance, .closingCreditBalance:
            let sign: Int64 = element == .closingDebitBalance ? 1 : -1
            balances[last].closing =
                (balances[last].closing ?? 0) &+ sign * (try balance(element, text, line))
        default: break
        }
    }

    private func balance(
        _ element: SAFTElement, _ text: UnsafeBufferPointer<UInt8>, _ line: Int
    ) throws -> Int64 {
        if let ore = SAFTValues.ore(text) { return ore }
        throw Diagnostic(
            "saft.amount", place: "line \(line), \(element.rawValue) of a customer",
            found: string(text).orNothing, expected: "an amount such as 1234.50",
            remedy: "export the file again; report it to the accounting system's vendor")
    }

    private func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: text, as: UTF8.self)
    }

    /// The balances on receivables accounts, or all of them when no account is one by its number.
    func receivables(
        _ accounts: SAFTAccounts
    ) -> (opening: Int64?, closing: Int64?, accounts: [String]) {
        let told = balances.filter { $0.opening != nil || $0.closing != nil || !$0.account.isEmpty }
        let onReceivables = told.filter { accounts.kind(of: $0.account) == .receivable }
        let counted = onReceivables.isEmpty ? told : onReceivables
        return (
            SAFTCustomer.sum(counted.compactMap(\.opening)),
            SAFTCustomer.sum(counted.compactMap(\.closing)),
            counted.map(\.account).filter { !$0.isEmpty }
        )
    }

    private static func sum(_ amounts: [Int64]) -> Int64? {
        amounts.isEmpty ? nil : amounts.reduce(0, &+)
    }

    /// The record with the kind of customer told: by PartyInfo, else by the registration number.
    func finished() -> CustomerRecord {
        var record = record
        switch type {
        case "Private": record.kind = .person
        case "Company", "Government": record.kind = .business
        default:
            record.kind =
                hasBirthNumber ? .person : record.organisationNumber == nil ? .unknown : .business
        }
        return record
    }
}
