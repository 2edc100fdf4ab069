import Basics

/// A statement or notification as far as it is read.
struct CamtStatement {
    enum Field {
        case created, coveredFrom, coveredTo, account, currency, ownerName
        case identity, sequence, legalSequence, page
    }

    private(set) var account: AccountNumber?
    private(set) var ownerName = ""
    private var currency = ""
    private(set) var created: Day?
    private var coveredTo: Day?
    private var closingDay: Day?
    private var coveredFrom: Day?
    private var opening: Money?
    private var closing: Money?
    /// The balance of the day before, which stands for an opening that is not told.
    private var previous: Money?
    private var between: [CamtBalance] = []
    /// One of several pages, whose balances between them are interim ones.
    var isPaged = false
    private var identity = ""
    private var sequence = ""
    private var legalSequence = ""
    /// The oldest and newest days something was booked.
    private var firstBooked: Day?
    private var lastBooked: Day?

    mutating func set(_ field: Field, _ value: CamtValue) throws {
        switch field {
        case .created: created = try value.day()
        case .coveredFrom: coveredFrom = try value.day()
        case .coveredTo: coveredTo = try value.lastDay()
        case .account: account = AccountNumber(value.string)
        case .currency: currency = value.string
        case .ownerName: ownerName = value.string
        case .identity: identity = value.string
        case .sequence: sequence = value.string
        case .legalSequence: legalSequence = value.string
        case .page: isPaged = true
        }
    }

    mutating func saw(_ booked: Day) {
        firstBooked = min(firstBooked ?? booked, booked)
        lastBooked = max(lastBooked ?? booked, booked)
    }

    mutating func take(_ balance: CamtBalance) {
        if currency.isEmpty { currency = balance.currency }
        switch balance.code {
        case "OPBD": opening = balance.signed
        case "PRCD": previous = balance.signed
        case "CLBD":
            closing = balance.signed
            closingDay = balance.day
        // The first and the last do; a bank tells one at each end of a page.
        case "ITBD": if between.count < 2 { between.append(balance) } else { between[1] = balance }
        default: break
        }
    }

    /// The balances at the ends: of the account, else of the page.
    private var ends: (opening: Money?, closing: Money?, closingDay: Day?) {
        var ends = (opening: opening ?? previous, closing: closing, closingDay: closingDay)
        guard isPaged else { return ends }
        var left = between[...]
        if ends.opening == nil { ends.opening = left.popFirst()?.signed }
        if ends.closing == nil, let last = left.popLast() {
            ends.closing = last.signed
            ends.closingDay = last.day
        }
        return ends
    }

    /// The currency when the account does not tell its own.
    mutating func suggest(currency: String) {
        if self.currency.isEmpty { self.currency = currency }
    }

    /// What is known now; nil while there is neither a closing balance nor a day.
    var record: BankStatement? {
        guard let account, let through else { return nil }
        let ends = ends
        let number = [sequence, legalSequence, identity].first { !$0.isEmpty }
        return BankStatement(
            account: account, currency: currency.isEmpty ? "NOK" : currency,
            // A period that begins after its end tells nothing.
            from: from.flatMap { $0 <= through ? $0 : nil }, through: through,
            opening: ends.opening, closing: ends.closing,
            identity: number ?? "")
    }

    /// The start of the period, or the oldest booking if that is earlier or all there is.
    private var from: Day? {
        guard let coveredFrom else { return firstBooked }
        return min(coveredFrom, firstBooked ?? coveredFrom)
    }

    private var through: Day? {
        guard let known = ends.closingDay ?? coveredTo else { return lastBooked ?? created }
        return max(known, lastBooked ?? known)
    }
}

/// One balance of a statement.
struct CamtBalance {
    enum Field { case code, amount, direction, day }

    private(set) var code = ""
    private(set) var currency = ""
    private(set) var day: Day?
    private var amount = Money.zero
    private var isCredit = true

    var signed: Money { isCredit ? amount : -amount }

    mutating func set(_ field: Field, _ value: CamtValue) throws {
        switch field {
        case .code: code = value.string
        case .amount:
            amount = try value.amount()
            currency = value.currency
        case .direction: isCredit = try value.isCredit()
        case .day: day = try value.day()
        }
    }
}
