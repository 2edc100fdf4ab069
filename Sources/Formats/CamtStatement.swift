import Basics

/// A statement or notification as far as it is read.
struct CamtStatement {
    enum Field { case created, coveredTo, account, currency, ownerName }

    private(set) var account: AccountNumber?
    private(set) var ownerName = ""
    private var currency = ""
    private(set) var created: Day?
    private var coveredTo: Day?
    private var closingDay: Day?
    private var opening: Money?
    private var closing: Money?
    /// The newest day something was booked.
    var lastBooked: Day?

    mutating func set(_ field: Field, _ value: CamtValue) throws {
        switch field {
        case .created: created = try value.day()
        case .coveredTo: coveredTo = try value.lastDay()
        case .account: account = AccountNumber(value.string)
        case .currency: currency = value.string
        case .ownerName: ownerName = value.string
        }
    }

    mutating func take(_ balance: CamtBalance) {
        if currency.isEmpty { currency = balance.currency }
        if balance.code == "OPBD" { opening = balance.signed }
        if balance.code == "CLBD" {
            closing = balance.signed
            closingDay = balance.day
        }
    }

    /// The currency when the account does not tell its own.
    mutating func suggest(currency: String) {
        if self.currency.isEmpty { self.currency = currency }
    }

    /// What is known now; nil while there is neither a closing balance nor a day.
    var record: BankStatement? {
        guard let account, let through else { return nil }
        return BankStatement(
            account: account, currency: currency.isEmpty ? "NOK" : currency, through: through,
            opening: opening, closing: closing)
    }

    private var through: Day? {
        guard let known = closingDay ?? coveredTo else { return lastBooked ?? created }
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
