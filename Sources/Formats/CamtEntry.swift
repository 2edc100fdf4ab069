import Basics

/// An entry as far as it is read.
struct CamtEntry {
    enum Field {
        case amount, direction, reversal, status, booked, valued, reference, batchCount, information
        case domain, family, subfamily, proprietary, issuer, chargeTotal
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
    var charges = CamtCharges()

    /// Details that have not been handed over.
    private(set) var details: [CamtDetail] = []
    private(set) var detailCount = 0
    /// Transactions as the groups of details say; 0 when they do not.
    private(set) var statedCount = 0
    /// A group whose number of details is not what it says, or says no number.
    private(set) var miscount: (stated: String, found: Int)?
    /// The details' amounts, those against the entry's direction subtracted; nil beyond Int64.
    private(set) var detailSum: Int64? = 0
    /// What charges told of in the details lessen that sum by; nil beyond Int64.
    private(set) var detailCharges: Int64? = 0
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
        case .chargeTotal: charges.total = (try value.amount(), value.currency)
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
            let sign: Int64 = isAgainst ? -1 : 1
            detailSum = Self.sum(detailSum, sign * amount.money.ore)
            // Both are bounded by the limit of an amount.
            let charges = detail.lessening(in: currency)
            detailCharges = Self.sum(detailCharges, sign * charges.ore)
        } else {
            unsummed += 1
            if detail.amount(in: currency) == nil { amountless += 1 }
        }
        // What is not booked moves nothing; its details need not be kept.
        if isBooked || status.isEmpty { details.append(detail) }
    }

    private static func sum(_ sum: Int64?, _ more: Int64) -> Int64? {
        guard let sum else { return nil }
        let (total, overflows) = sum.addingReportingOverflow(more)
        return overflows ? nil : total
    }

    /// The details' amounts are what the payers gave, and only less the charges the entry's.
    var isNetOfCharges: Bool {
        guard let amount, let detailSum, let detailCharges, detailCharges != 0,
            detailSum != amount.ore
        else { return false }
        let (net, overflows) = detailSum.subtractingReportingOverflow(detailCharges)
        return !overflows && net == amount.ore
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
        case text, accepted, proprietary, issuer, chargeTotal
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
    private(set) var proprietary = ""
    private(set) var issuer = ""
    var documents: [CamtDocument] = []
    var charges = CamtCharges()
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

    /// What the payer gave, in the entry's currency; nil when it was another one or is not told.
    func given(in currency: String) -> Money? {
        guard let transactionAmount, transactionAmount.currency == currency else { return nil }
        return transactionAmount.money
    }

    /// What the detail's own charges take from its amount, when that is what the payer gave.
    func lessening(in currency: String) -> Money {
        if let amount, amount.currency == currency { return .zero }
        guard let given = given(in: currency), let charges = charges.sum(in: currency),
            charges < given
        else { return .zero }
        return charges
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
        case .proprietary: proprietary = value.string
        case .issuer: issuer = value.string
        case .chargeTotal: charges.total = (try value.amount(), value.currency)
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
    /// The invoice numbers and references that are no KID.
    private(set) var named: [String] = []
    private(set) var currency = ""
    private var creditNotes = 0
    private var types = 0
    private var reference = ""
    private var referenceType = ""
    private var referenceIssuer = ""
    private var amount: Money?
    private var creditAmount: Money?

    /// What the document adds to the payment, negative for a credit note; nil when it does not
    /// tell.
    var share: Money? {
        if amount == nil && creditAmount == nil { return nil }
        let isCreditNote = types > 0 && creditNotes == types
        let plain = isCreditNote ? -(amount ?? .zero) : amount ?? .zero
        return plain - (creditAmount ?? .zero)
    }

    mutating func set(_ field: Field, _ value: CamtValue) throws {
        switch field {
        case .type:
            types += 1
            if value.text == "CREN" { creditNotes += 1 }
        case .number:
            words.addWords(value)
            name(value.string)
        case .text: words.addWords(value)
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

    /// Judges the reference when all of the document is known: a SCOR reference is a KID unless ISO
    /// issued it or its check digit is wrong; then it is text, for a person or an invoice's number.
    mutating func close() {
        guard !reference.isEmpty else { return }
        let compact = reference.utf8.contains(32) ? reference.filter { $0 != " " } : reference
        if referenceType == "SCOR" && referenceIssuer != "ISO" && KID(compact) != nil {
            kid = compact
        } else {
            words = words.isEmpty ? reference : "\(reference) \(words)"
            name(reference)
        }
    }

    private mutating func name(_ text: String) {
        if !text.isEmpty, !named.contains(text) { named.append(text) }
    }
}

/// A charge of a bank on the way.
struct CamtCharge {
    enum Field { case amount, direction }

    private(set) var amount: CamtDetail.Amount?
    /// False for what a bank gives back.
    private(set) var isTaken = true

    mutating func set(_ field: Field, _ value: CamtValue) throws {
        switch field {
        case .amount: amount = (try value.amount(), value.currency)
        case .direction: isTaken = try !value.isCredit()
        }
    }
}

/// The charges of an entry or detail.
struct CamtCharges {
    private var sums: [String: Int64] = [:]
    private var isSound = true
    /// What the bank says they come to.
    var total: CamtDetail.Amount?

    var isEmpty: Bool { sums.isEmpty && total == nil }

    mutating func take(_ charge: CamtCharge) {
        guard let amount = charge.amount else { return }
        let ore = charge.isTaken ? amount.money.ore : -amount.money.ore
        let (sum, overflows) = sums[amount.currency, default: 0].addingReportingOverflow(ore)
        if overflows { isSound = false }
        // A few currencies at most; more is no bank's file.
        if sums.count < 10 || sums[amount.currency] != nil { sums[amount.currency] = sum }
    }

    /// All of them in one currency, in øre; nil when there are none, or some that can not be added.
    func sum(in currency: String) -> Money? {
        guard isSound else { return nil }
        let ore = sums[currency] ?? (total?.currency == currency ? total?.money.ore : nil)
        guard let ore, ore > 0, ore <= Money.limit.ore else { return nil }
        return Money(ore: ore)
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
