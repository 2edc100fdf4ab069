import Basics

/// An entry as far as it is read.
struct CamtEntry {
    enum Field {
        case amount, direction, reversal, status, booked, valued, reference, batchCount, information
        case domain, family, subfamily, proprietary, issuer
    }

    let line: Int
    private(set) var amount: Money?
    private(set) var currency = ""
    /// False until `CdtDbtInd` has told which way the money went.
    private(set) var hasDirection = false
    private(set) var isCredit = true
    private(set) var isReversal = false
    private(set) var status = ""
    private(set) var booked: Day?
    private(set) var valued: Day?
    private(set) var reference = ""
    private(set) var domain = ""
    private(set) var family = ""
    private(set) var subfamily = ""
    private(set) var proprietary = ""
    private(set) var issuer = ""
    private(set) var information = ""

    /// Details that have not been handed over.
    private(set) var details: [CamtDetail] = []
    private(set) var detailCount = 0
    /// Transactions as the groups of details say; 0 when they do not.
    private(set) var statedCount = 0
    /// A group whose number of details is not what it says, or says no number.
    private(set) var miscount: (stated: String, found: Int)?
    /// The details' amounts, those against the entry's direction subtracted; nil beyond Int64.
    private(set) var detailSum: Int64? = 0
    /// Details without an amount in the entry's currency.
    private(set) var unsummed = 0
    /// Details without any amount.
    private(set) var amountless = 0
    private var groupCount: String?
    private var groupDetails = 0

    init(line: Int = 0) { self.line = line }

    var isBooked: Bool { status == "BOOK" }

    mutating func set(_ field: Field, _ value: CamtValue) throws {
        switch field {
        case .amount:
            amount = try value.amount()
            currency = value.currency
        case .direction:
            isCredit = try value.isCredit()
            hasDirection = true
        case .reversal: isReversal = value.isTrue
        // In 001.08 the text stands in Cd, and what is directly within Sts is blank.
        case .status: if !value.text.isEmpty { status = value.string }
        case .booked: booked = try value.day()
        case .valued: valued = try value.day()
        case .reference: reference = value.string
        case .domain: domain = value.string
        case .family: family = value.string
        case .subfamily: subfamily = value.string
        case .proprietary: proprietary = value.string
        case .issuer: issuer = value.string
        case .information: information = value.string
        case .batchCount: groupCount = value.string
        }
    }

    mutating func startGroup() {
        groupCount = nil
        groupDetails = 0
    }

    mutating func endGroup() {
        guard let groupCount else { return }
        // The schema has at most fifteen figures, so sums stay far from the end of Int.
        let count = groupCount.utf8.count <= 15 ? Int(groupCount) ?? -1 : -1
        statedCount += max(count, 0)
        if count < 0 || (groupDetails > 0 && groupDetails != count), miscount == nil {
            miscount = (groupCount, groupDetails)
        }
    }

    mutating func add(_ detail: CamtDetail) {
        groupDetails += 1
        detailCount += 1
        if let amount = detail.amount(in: currency), amount.currency == currency {
            let isAgainst = (detail.isCredit ?? isCredit) != isCredit
            let signed = isAgainst ? -amount.money.ore : amount.money.ore
            detailSum = detailSum.flatMap { sum in
                let (total, overflows) = sum.addingReportingOverflow(signed)
                return overflows ? nil : total
            }
        } else {
            unsummed += 1
            if detail.amount(in: currency) == nil { amountless += 1 }
        }
        // What is not booked moves nothing; its details need not be kept.
        if isBooked || status.isEmpty { details.append(detail) }
    }

    mutating func takeDetails() -> [CamtDetail] {
        defer { details.removeAll(keepingCapacity: true) }
        return details
    }
}

/// A transaction within an entry.
struct CamtDetail {
    enum Field {
        case amount, transactionAmount, direction, reference, subfamily, payerName, payerAccount
        case text, accepted
    }

    typealias Amount = (money: Money, currency: String)

    let line: Int
    private(set) var isCredit: Bool?
    private(set) var reference = ""
    private(set) var subfamily = ""
    private(set) var payerName = ""
    private(set) var payerAccount = ""
    private(set) var text = ""
    private(set) var accepted: Day?
    var documents: [CamtDocument] = []
    private var amount: Amount?
    private var transactionAmount: Amount?

    init(line: Int = 0) { self.line = line }

    /// It tells nothing of its own beyond the entry.
    var isBare: Bool {
        payerName.isEmpty && payerAccount.isEmpty && text.isEmpty && documents.isEmpty
    }

    /// The detail's amount, the one in the entry's currency if there is a choice.
    func amount(in currency: String) -> Amount? {
        if let amount, amount.currency == currency { return amount }
        if let transactionAmount, transactionAmount.currency == currency {
            return transactionAmount
        }
        return amount ?? transactionAmount
    }

    mutating func set(_ field: Field, _ value: CamtValue) throws {
        switch field {
        case .amount: amount = (try value.amount(), value.currency)
        case .transactionAmount: transactionAmount = (try value.amount(), value.currency)
        case .direction: isCredit = try value.isCredit()
        case .reference: reference = value.string
        case .subfamily: subfamily = value.string
        case .payerName: payerName = value.string
        case .payerAccount: payerAccount = value.account()
        case .text: text.addWords(value)
        case .accepted: accepted = try value.day()
        }
    }
}

/// One structured remittance: what the payer says a part of the money is for.
struct CamtDocument {
    enum Field {
        case type, number, amount, creditAmount, reference, referenceType, referenceIssuer, text
    }

    /// References, invoice numbers and messages joined by blanks, for a person to read.
    private(set) var words = ""
    private(set) var kid = ""
    private(set) var currency = ""
    private var isCreditNote = false
    private var reference = ""
    private var referenceType = ""
    private var referenceIssuer = ""
    private var amount: Money?
    private var creditAmount: Money?

    /// What the document adds to the payment, negative for a credit note; nil when it does not
    /// tell.
    var share: Money? {
        if amount == nil && creditAmount == nil { return nil }
        let plain = isCreditNote ? -(amount ?? .zero) : amount ?? .zero
        return plain - (creditAmount ?? .zero)
    }

    mutating func set(_ field: Field, _ value: CamtValue) throws {
        switch field {
        case .type: isCreditNote = value.text == "CREN"
        case .number, .text: words.addWords(value)
        case .amount:
            amount = try value.amount()
            currency = value.currency
        case .creditAmount:
            creditAmount = try value.amount()
            currency = value.currency
        case .reference: reference = value.string
        case .referenceType: referenceType = value.string
        case .referenceIssuer: referenceIssuer = value.string
        }
    }

    /// Judges the reference when all of the document is known: SCOR without the issuer ISO is a
    /// KID.
    mutating func close() {
        guard !reference.isEmpty else { return }
        if referenceType == "SCOR" && referenceIssuer != "ISO" {
            kid = reference.utf8.contains(32) ? reference.filter { $0 != " " } : reference
        } else {
            words = words.isEmpty ? reference : "\(reference) \(words)"
        }
    }
}

extension String {
    /// Appends an element's text after a blank.
    fileprivate mutating func addWords(_ value: CamtValue) {
        guard !value.text.isEmpty else { return }
        if !isEmpty { append(" ") }
        append(value.string)
    }
}
